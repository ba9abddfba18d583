import ProcessSyntax

/// A finding that a baseline knows, and whose figure is clearly worse by now.
public struct WorseFinding: Sendable, Hashable {
    public let finding: Finding
    /// What it was, as the finding then said it: `39 bh (4.9 bd)`.
    public let was: String

    /// Nil where it is not worse by more than `tolerance`, as a share of what it was, or has no figure that can be compared.
    ///
    /// - Parameter hasSameDays: false where a business day had other hours, and so the same time has.
    init?(_ finding: Finding, was known: KnownFinding, tolerance: Double, hasSameDays: Bool) {
        guard let measure = Self.measures[finding.rule], let now = Extent(finding.message, measure.unit),
            let before = Extent(known.message, measure.unit), now.unit == before.unit, hasSameDays || now.unit != .time
        else { return nil }
        // Messages round, so that a difference in the last digit may be none.
        let slack = abs(before.value) * max(0, tolerance) + (before.unit == .time ? 0.66 : 0.011)
        guard measure.isWorseWhenLess ? now.value < before.value - slack : now.value > before.value + slack else { return nil }
        self.finding = finding
        was = before.words
    }

    /// In what a rule says how bad it is. Those that count days go up by themselves, and are left out.
    private static let measures: [String: (unit: Extent.Unit?, isWorseWhenLess: Bool)] = [
        Rule.slaUnmeetable.name: (.time, false), Rule.customerSilentGap.name: (.time, false), Rule.targetUnreachable.name: (.time, false),
        Rule.waitDominated.name: (.time, false), Rule.overCapacity.name: (.share, false), Rule.reworkHeavy.name: (.share, false),
        Rule.budgetExceeded.name: (nil, false), Rule.pingPong.name: (nil, false), Rule.lowFirstTimeRight.name: (.share, true),
    ]
}

/// How much a message says: the first figure in it with a unit. Names in quotes are passed over.
struct Extent {
    enum Unit { case time, share, times }

    /// A time in business minutes, a share in percent.
    let value: Double
    let unit: Unit
    /// As the message writes it.
    let words: String

    /// - Parameter wanted: what it is to be; nil for whatever comes first.
    init?(_ message: String, _ wanted: Unit?) {
        let words = Gist.words(message)
        for (index, word) in words.enumerated() {
            let bare = word.drop { $0 == "(" }.prefix { ("0"..."9").contains($0) || $0 == "." || $0 == "%" }
            guard let first = bare.utf8.first, (48...57).contains(first) else { continue }
            let next = index + 1 < words.count ? String(words[index + 1].prefix { $0.isLetter }) : ""
            let found: (factor: Double, unit: Unit)? =
                bare.hasSuffix("%") ? (1, .share) : next == "min" ? (1, .time) : next == "bh" ? (60, .time) : next == "times" || next == "time" ? (1, .times) : nil
            guard let found, wanted == nil || wanted == found.unit, let number = Double(bare.prefix { $0 != "%" }), number.isFinite else { continue }
            value = number * found.factor
            unit = found.unit
            var text = bare.hasSuffix("%") ? String(bare) : "\(bare) \(next)"
            if index + 3 < words.count, words[index + 2].hasPrefix("("), words[index + 3].hasPrefix("bd)") { text += " \(words[index + 2]) bd)" }
            self.words = text
            return
        }
        return nil
    }
}
