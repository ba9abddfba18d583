/// A length of time, exact (`low == likely == high`), a range, or three points.
///
/// All three are in minutes of `clock`: elapsed minutes (7 days of 24 hours) or business minutes
/// (the working hours of the lane's calendar; `1 bd` is already turned into its hours).
public struct Duration: Sendable, Hashable {
    public enum Clock: Sendable, Hashable { case elapsed, business }

    /// What a length of time is given in. Those from `day` on say how often something comes round.
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        case s, min, h, d, w, bh, bd, bw
        case day, week, month, quarter, year

        public var clock: Clock { self == .bh || self == .bd || self == .bw ? .business : .elapsed }
        var isPeriod: Bool { self == .day || self == .week || self == .month || self == .quarter || self == .year }
    }

    public let low: Double
    public let likely: Double
    public let high: Double
    public let unit: Unit
    /// The minutes of one unit; those of business days and weeks are the calendar's.
    public let minutesPerUnit: Double

    public var clock: Clock { unit.clock }

    /// - Parameters: `low`, `likely` and `high` are in minutes, `unit` is what the writer gave them in.
    public init(low: Double, likely: Double, high: Double, unit: Unit = .min, minutesPerUnit: Double = 1) {
        self.low = low
        self.likely = likely
        self.high = high
        self.unit = unit
        self.minutesPerUnit = minutesPerUnit
    }

    /// As the writer gave it: `3-8 min`, `3/5/12 min`, `2 weeks`.
    public var written: String {
        let numbers: String
        if low == high {
            numbers = number(low)
        } else if likely == (low + high) / 2 {
            numbers = "\(number(low))-\(number(high))"
        } else {
            numbers = "\(number(low))/\(number(likely))/\(number(high))"
        }
        guard unit.isPeriod else { return "\(numbers) \(unit.rawValue)" }
        return numbers == "1" ? unit.rawValue : "\(numbers) \(unit.rawValue)s"
    }

    /// In units, with as many decimals as it needs, six at most.
    private func number(_ minutes: Double) -> String {
        let value = minutes / minutesPerUnit
        guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
        let millionths = Int((value * 1e6).rounded())
        let (whole, rest) = millionths.quotientAndRemainder(dividingBy: 1_000_000)
        guard rest != 0 else { return "\(whole)" }
        var decimals = String(String(1_000_000 + abs(rest)).dropFirst())
        while decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(whole).\(decimals)"
    }
}
