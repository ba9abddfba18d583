import ProcessAnalysis

/// The classes by which readings are tinted: at most five, of even width, so that the eye may compare them. A load
/// has classes of its own, which mean the same on every map.
struct HeatScale: Sendable {
    let readings: HeatReadings
    /// The upper bound of each class, rising.
    private let bounds: [Double]

    /// What a class may be wide, times a power of ten: so close together that there are always four or five.
    private static let widths = [1.0, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
    private static let ofVotes = [1.0, 2, 3, 4, 5, 6, 8, 10]
    private static let ofLoad = [0.5, 0.7, 0.85, 1, Double.infinity]
    static let most = 5

    init(_ readings: HeatReadings) {
        self.readings = readings
        guard readings.kind != .load else {
            bounds = Self.ofLoad
            return
        }
        let unit = readings.kind == .pains ? 1.0 : 0.01
        // From a billion on figures are a slip of the hand, and all alike.
        let largest = min(readings.largest / unit, 1e9)
        guard largest > 0 else {
            bounds = []
            return
        }
        // Shares of less than a thousandth are alike, and of votes there is no half.
        var power = readings.isByVotes ? 1 : 0.1
        while 50 * power < largest { power *= 10 }
        let widths = readings.isByVotes ? Self.ofVotes : Self.widths
        let width = (widths.first { 5 * $0 * power >= largest * (1 - 1e-9) } ?? 10) * power
        let count = min(Self.most, max(1, Int((largest / width * (1 - 1e-9)).rounded(.up))))
        bounds = (1...count).map { Double($0) * width * unit }
    }

    /// Nil where there is nothing to tint.
    func tint(_ reading: HeatReadings.Reading) -> Diagram.Tint? {
        switch reading {
        case .none: nil
        case .unknown: Diagram.Tint(level: nil, value: nil)
        case .value(let value, _): value > 0 ? Diagram.Tint(level: level(of: value), value: value) : nil
        }
    }

    /// 1 to 5: with fewer classes the lightest are left out.
    private func level(of value: Double) -> Int {
        let place = bounds.firstIndex { value <= $0 * (1 + 1e-9) } ?? max(0, bounds.count - 1)
        return place + 1 + (Self.most - max(1, bounds.count))
    }

    /// `wait 24%`, `load ≥ 125%`, `pain 40`, `wait ?`; nil where there is nothing to read.
    func figure(_ reading: HeatReadings.Reading) -> String? {
        switch reading {
        case .none: return nil
        case .unknown: return noun + " ?"
        case .value(let value, let isAtLeast):
            if value.isInfinite { return "load: no time" }
            if readings.isByVotes { return words(value) + (value == 1 ? " vote" : " votes") }
            return noun + (isAtLeast ? " ≥ " : " ") + words(value)
        }
    }

    private var noun: String {
        switch readings.kind {
        case .wait: "wait"
        case .work: "work"
        case .load: "load"
        case .pains: readings.isByVotes ? "votes" : "pain"
        }
    }

    private func words(_ value: Double) -> String {
        switch readings.kind {
        case .wait, .work: Numerals.percent(value, places: value < 0.0995 ? 1 : 0)
        case .load: Numerals.percent(value, places: 0)
        case .pains: Numerals.decimal(value, places: 1)
        }
    }

    // MARK: Legend

    /// What the tints mean, from the lightest on; then the hatching, where there is any.
    func legend() -> [(sign: Diagram.Legend.Sign, text: String)] {
        let signs: [Diagram.Legend.Sign] = [.heat1, .heat2, .heat3, .heat4, .heat5]
        let all = readings.ofNode + readings.ofFlow
        var used = Set<Int>()
        for reading in all { if let level = tint(reading)?.level { used.insert(level) } }
        var entries: [(sign: Diagram.Legend.Sign, text: String)] = []
        for (index, bound) in bounds.enumerated() {
            let level = index + 1 + (Self.most - bounds.count)
            // The steps of a scale belong together; a load has fixed ones, of which some may not occur.
            guard !used.isEmpty, readings.kind != .load || used.contains(level) else { continue }
            let text: String
            if bound.isInfinite {
                text = "over \(self.bound(bounds[index - 1]))"
            } else {
                text = index == 0 ? "up to \(self.bound(bound))" : "\(number(bounds[index - 1]))-\(self.bound(bound))"
            }
            entries.append((signs[level - 1], entries.isEmpty ? "\(title): \(text)" : text))
        }
        if all.contains(.unknown) { entries.append((.heatUnknown, (entries.isEmpty ? noun + (readings.kind == .load ? " " : ": ") : "") + unknown)) }
        return entries
    }

    private func bound(_ value: Double) -> String { number(value) + (readings.kind == .pains ? "" : "%") }

    /// The lower bound of a class, whose unit the upper one says.
    private func number(_ value: Double) -> String {
        readings.kind == .pains ? Numerals.decimal(value, places: 1) : Numerals.decimal(value * 100, places: 1)
    }

    private var title: String {
        switch readings.kind {
        case .wait: readings.isPartial ? "share of all waiting that is known" : "share of all waiting"
        case .work: readings.isPartial ? "share of all work that is known" : "share of all work"
        case .load: "load of the role"
        case .pains: readings.isByVotes ? "votes" : "pain: impact × times a month"
        }
    }

    private var unknown: String {
        switch readings.kind {
        case .pains: return "impact or how often is not known"
        case .wait, .work: return "not known"
        case .load:
            let roles = readings.loadGaps?.disputedRoles ?? []
            let unsaid = "people, work or volume not said"
            guard let first = roles.first else { return "not known: " + unsaid }
            let names = Wording.clean(first) + (roles.count > 1 ? " and \(SheetSource.counted(roles.count - 1, "other role"))" : "")
            return "not known: maps disagree on the people of \(names)" + (readings.loadGaps?.isUnsaid == true ? ", or \(unsaid)" : "")
        }
    }
}
