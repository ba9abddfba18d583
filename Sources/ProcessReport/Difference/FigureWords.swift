import ProcessAnalysis
import ProcessModel

/// Two figures side by side in words: in one unit, and rounded so that what stands under `change` is what a reader would
/// work out from the two.
extension DifferenceWords {
    static func values(_ figure: FigureDifference) -> (old: String, new: String) {
        let scale = Scale(figure)
        func told(_ side: FigureDifference.Side, _ absent: String) -> String {
            guard let value = side.value else { return side.isAbsent ? absent : "?" }
            return (side.isBound ? (figure.subject == .rolledOK ? "≤ " : "≥ ") : "") + scale.words(value) + days(side, scale)
        }
        return (told(figure.old, "—"), told(figure.new, "gone"))
    }

    /// Business days, by the hours of that map.
    private static func days(_ side: FigureDifference.Side, _ scale: Scale) -> String {
        guard scale.isBusinessTime, let value = side.value, side.minutesPerDay > 0, value >= side.minutesPerDay, value < 60e9 else { return "" }
        return " (\(Numerals.decimal(value / side.minutesPerDay)) bd)"
    }

    /// `−66 bh`; shares in percentage points.
    static func change(_ figure: FigureDifference) -> String {
        guard figure.change != nil, let was = figure.old.value, let now = figure.new.value else { return "" }
        guard figure.outcome != .same else { return "same" }
        let scale = Scale(figure)
        let change = scale.rounded(now) - scale.rounded(was)
        return (change < 0 ? "−" : "+") + scale.sizeWords(abs(change))
    }

    /// True where both sides show the same.
    static func looksSame(_ figure: FigureDifference) -> Bool {
        let values = values(figure)
        return figure.old.value != nil && values.old == values.new
    }

    /// `−65%`; what is a share already has none.
    static func share(_ figure: FigureDifference) -> String {
        switch figure.subject {
        case .rolledOK, .load: return ""
        default: break
        }
        guard figure.outcome != .same, !looksSame(figure), let share = figure.change == nil ? nil : figure.share else { return "" }
        return (share < 0 ? "−" : "+") + Numerals.percent(abs(share), places: 0)
    }

    /// `lead time, all cases 102 bh (12.75 bd)`.
    static func plain(_ figure: FigureDifference) -> String { "\(name(figure.subject)) \(values(figure).new)" }

    /// The unit in which both sides of a figure are told.
    private struct Scale {
        let unit: String
        let changeUnit: String
        let size: Double
        let places: Int
        let isBusinessTime: Bool

        init(_ figure: FigureDifference) {
            let sides = [figure.old.value, figure.new.value].compactMap(\.self).map { abs($0) }
            let (least, most) = (sides.min() ?? 0, sides.max() ?? 0)
            // Minutes as long as one side is best told in them and the other still can be.
            let inMinutes = least < 59.95 && most < 600
            var isTime = false
            switch figure.subject {
            case .handoffs: (unit, size, places) = ("", 1, 0)
            case .handoffsPerCase, .cost: (unit, size, places) = ("", 1, 2)
            case .leadOfMainPath, .lead:
                (unit, size, places) = inMinutes ? (" min", 1, 1) : (" bh", 60, 2)
                isTime = true
            case .work: (unit, size, places) = inMinutes ? (" min", 1, 1) : (" h", 60, 2)
            case .rolledOK, .load: (unit, size, places) = ("%", 0.01, 1)
            }
            isBusinessTime = isTime
            changeUnit = unit == "%" ? " points" : unit
        }

        func words(_ value: Double) -> String { Numerals.decimal(value / size, places: places) + unit }
        func sizeWords(_ units: Double) -> String { Numerals.decimal(units, places: places) + changeUnit }

        /// In its unit, as the reader sees it.
        func rounded(_ value: Double) -> Double {
            let step = places == 0 ? 1.0 : places == 1 ? 10 : 100
            let scaled = value / size * step
            return abs(scaled) < 1e15 ? (scaled + (scaled < 0 ? -1 : 1) * abs(scaled) * 1e-12).rounded() / step : value / size
        }
    }
}
