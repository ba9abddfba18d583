import ProcessModel

/// One figure of a process on two maps, side by side.
public struct FigureDifference: Sendable, Hashable {
    public enum Subject: Sendable, Hashable {
        /// How many flows of the map are handoffs.
        case handoffs
        /// How often a case is handed over.
        case handoffsPerCase
        /// Business minutes along the main path, and over all cases.
        case leadOfMainPath, lead
        /// Worked minutes over all cases.
        case work
        /// A share of the cases.
        case rolledOK
        /// Beyond the time of those who work on it, for a case.
        case cost
        /// A share of what the people of a role have; by this map alone.
        case load(lane: String, role: String)

        /// True where less is better.
        public var shouldFall: Bool { self != .rolledOK }
    }

    /// What one map says.
    public struct Side: Sendable, Hashable {
        /// Nil where it cannot be told.
        public let value: Double?
        /// True where steps did not say their part: it is at least that much, and rolled ok at most.
        public let isBound: Bool
        /// The steps that did not say, as the new map calls them; sorted.
        public let silent: [String]
        /// Why it cannot be told, in words of the metrics; empty where that is silent steps alone.
        public let missing: [String]
        /// True where there is nothing that could have the figure: the role is not on this map.
        public let isAbsent: Bool
        /// How long a working day of the process is.
        public let minutesPerDay: Double

        public init(
            _ value: Double?, isBound: Bool = false, silent: [String] = [], missing: [String] = [], isAbsent: Bool = false,
            minutesPerDay: Double = WorkCalendar.assumed.minutesPerDay
        ) {
            self.value = value
            self.isBound = isBound
            self.silent = Array(Set(silent)).sorted()
            self.missing = missing
            self.isAbsent = isAbsent
            self.minutesPerDay = minutesPerDay
        }
    }

    public enum Outcome: String, Sendable, Hashable {
        case better, worse, same
        /// Another load, where there is room for it before and after or nobody is left to bear it; a time in days of another length.
        case other
        /// It cannot be told, as one of the maps does not say enough.
        case unclear
    }

    public let subject: Subject
    public let old: Side
    public let new: Side

    public init(_ subject: Subject, old: Side, new: Side) {
        self.subject = subject
        self.old = old
        self.new = new
    }

    /// Where waiting begins to grow fast, as the rule `over-capacity` has it.
    private static let highLoad = 0.8

    public var outcome: Outcome {
        judged(strictly)
    }

    private func judged(_ outcome: Outcome) -> Outcome {
        guard case .load = subject, outcome == .better || outcome == .worse else { return outcome }
        return max(old.value ?? 0, new.value ?? 0) > Self.highLoad ? outcome : .other
    }

    /// A lead time in days of another length: the hours that lie in it are not the same hours.
    public var hasOtherDays: Bool {
        guard subject == .lead || subject == .leadOfMainPath else { return false }
        return abs(old.minutesPerDay - new.minutesPerDay) > 1e-9
    }

    private var strictly: Outcome {
        if old.isAbsent || new.isAbsent || hasOtherDays { return .other }
        guard let was = old.value, let now = new.value else { return old.value == nil && new.value == nil ? .same : .unclear }
        let isEqual = abs(now - was) <= 1e-9 * max(1, abs(was), abs(now))
        let rises: Outcome = subject.shouldFall ? .worse : .better
        let falls: Outcome = subject.shouldFall ? .better : .worse
        if old.isBound == new.isBound, old.silent == new.silent { return isEqual ? .same : now > was ? rises : falls }
        // What is known only from one side can tell no more than that side: rolled ok is at most, all else at least so much.
        let bound: (Double, Double) -> Bool = subject == .rolledOK ? { $0 < $1 } : { $0 > $1 }
        if !old.isBound, !isEqual, bound(now, was) { return .worse }
        if !new.isBound, !isEqual, bound(was, now) { return .better }
        return .unclear
    }

    /// What it is as far as the maps say, where they do not say enough to be sure.
    public var apparentOutcome: Outcome {
        guard let was = old.value, let now = new.value, abs(now - was) > 1e-9 * max(1, abs(was), abs(now)) else { return .same }
        return judged((now < was) == subject.shouldFall ? .better : .worse)
    }

    /// By how much it has changed; nil where one side is not known.
    public var change: Double? { hasOtherDays ? nil : old.value.flatMap { was in new.value.map { $0 - was } } }

    /// The same as a share of what it was; nil where that was nothing.
    public var share: Double? {
        guard let was = old.value, let change, abs(was) > 1e-9 else { return nil }
        return change / was
    }
}
