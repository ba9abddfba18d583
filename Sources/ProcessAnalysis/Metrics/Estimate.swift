import ProcessModel

/// A length of business time in minutes: at least, expected, at most.
///
/// Sums of estimates add each of the three: the low is then the least that can be, the high the
/// most, and only the expected value is a true mean of the sum.
public struct Estimate: Sendable, Hashable {
    public let low: Double
    public let expected: Double
    public let high: Double

    public init(low: Double, expected: Double, high: Double) {
        self.low = low
        self.expected = expected
        self.high = high
    }

    public init(_ minutes: Double) { self.init(low: minutes, expected: minutes, high: minutes) }

    public static let zero = Estimate(0)

    /// True where low, expected and high are one figure.
    public var isExact: Bool { low == high }

    /// Hours of 60 minutes.
    public var hours: Double { expected / 60 }

    public static func + (a: Estimate, b: Estimate) -> Estimate {
        Estimate(low: a.low + b.low, expected: a.expected + b.expected, high: a.high + b.high)
    }

    public static func += (a: inout Estimate, b: Estimate) { a = a + b }

    public static func * (a: Estimate, factor: Double) -> Estimate {
        Estimate(low: a.low * factor, expected: a.expected * factor, high: a.high * factor)
    }

    /// What is left of `a` without `b`, low without low and high without high; never less than nothing.
    public static func - (a: Estimate, b: Estimate) -> Estimate {
        Estimate(low: max(0, a.low - b.low), expected: max(0, a.expected - b.expected), high: max(0, a.high - b.high))
    }

    /// The difference, which may be less than nothing.
    static func change(from a: Estimate, to b: Estimate) -> Estimate {
        Estimate(low: b.low - a.low, expected: b.expected - a.expected, high: b.high - a.high)
    }

    /// The longer of two times that run side by side, low with low and high with high.
    public static func longer(_ a: Estimate, _ b: Estimate) -> Estimate {
        Estimate(low: max(a.low, b.low), expected: max(a.expected, b.expected), high: max(a.high, b.high))
    }

    /// The shorter of two times that run side by side, low with low and high with high.
    public static func shorter(_ a: Estimate, _ b: Estimate) -> Estimate {
        Estimate(low: min(a.low, b.low), expected: min(a.expected, b.expected), high: min(a.high, b.high))
    }
}

extension Estimate {
    /// The time that passes, in business minutes of a calendar.
    ///
    /// Business time counts as written. Elapsed time of up to the calendar's working day happens
    /// within it and counts as it is. Longer elapsed time counts by the share of the week that is
    /// worked, x · (days per week · hours per day) / 168, but never less than that day; so
    /// the conversion has no jump and a longer time never comes out shorter.
    public init(passing duration: Duration, by calendar: WorkCalendar) {
        self.init(duration) { minutes in
            switch duration.clock {
            case .business: minutes
            case .elapsed: Self.businessMinutes(elapsed: minutes, by: calendar)
            }
        }
    }

    /// The time somebody works, which is the same by either clock.
    public init(working duration: Duration) { self.init(duration) { $0 } }

    /// Expected is (a + 4m + b) / 6, the mean that PERT takes for three points (Malcolm, Roseboom,
    /// Clark, Fazar, "Application of a Technique for Research and Development Program Evaluation",
    /// Operations Research 7, 1959). A range has its midpoint as its likeliest value, and the
    /// formula then gives the midpoint.
    private init(_ duration: Duration, in businessMinutes: (Double) -> Double) {
        let low = Self.sane(duration.low)
        let likely = max(low, Self.sane(duration.likely))
        let high = max(likely, Self.sane(duration.high))
        self.init(
            low: businessMinutes(low),
            expected: low == high ? businessMinutes(low) : businessMinutes((low + 4 * likely + high) / 6),
            high: businessMinutes(high))
    }

    static func businessMinutes(elapsed minutes: Double, by calendar: WorkCalendar) -> Double {
        let withinADay = min(sane(calendar.minutesPerDay), 24 * 60)
        guard minutes > withinADay else { return minutes }
        let weekOfMinutes = 7.0 * 24 * 60
        let worked = min(1, sane(calendar.minutesPerDay) * sane(calendar.daysPerWeek) / weekOfMinutes)
        return max(withinADay, minutes * worked)
    }

    /// A thousand years of minutes: far beyond any process, and small enough that no sum overflows.
    private static let longest = 1000.0 * 366 * 24 * 60

    /// Shares like 0.0000001% can make a sum so long that no digit of it means anything.
    var isMeasurable: Bool { high <= 1000 * Self.longest }

    /// No longer than that.
    var bounded: Estimate { Estimate(low: Self.sane(low), expected: Self.sane(expected), high: Self.sane(high)) }

    private static func sane(_ minutes: Double) -> Double {
        minutes > 0 ? min(minutes, longest) : 0
    }
}
