import ProcessSyntax

/// A tool that steps work in: `system: CRM [record of lead, seen by Sales]`.
public struct System: Sendable {
    public internal(set) var name: Text
    public var recordOf: [Text] = []
    public var seenBy: [Text] = []

    public init(name: Text) { self.name = name }
}

/// A recurring meeting that work waits for.
public struct Meeting: Sendable {
    public internal(set) var name: Text
    /// The time from one to the next.
    public var every: Figure<Duration>?
    /// The roles without which it does not take place.
    public var needs: [Text] = []
    /// How often somebody needed is missing, 0...1.
    public var noShow: Figure<Double>?

    public init(name: Text) { self.name = name }
}

/// A word and what each lane means by it.
public struct Term: Sendable {
    public struct Meaning: Sendable {
        /// The lane, as written.
        public let who: Text
        public let text: Text

        public init(who: Text, text: Text) {
            self.who = who
            self.text = text
        }
    }

    public internal(set) var name: Text
    public var aliases: [Text] = []
    public var meanings: [Meaning] = []
    /// The one meaning all have agreed on.
    public var agreed: Text?

    public init(name: Text) { self.name = name }
}

/// How two functions work together: `relationship: Marketing and Sales`.
public struct Relationship: Sendable {
    public struct Rating: Sendable {
        public let lane: Text
        /// 0...10, as that lane rates the other.
        public let value: Figure<Double>

        public init(lane: Text, value: Figure<Double>) {
            self.lane = lane
            self.value = value
        }
    }

    public internal(set) var first: Text
    public internal(set) var second: Text
    public var ratings: [Rating] = []
    public var ratedOn: Figure<CalendarDate>?
    public var needs: [Text] = []
    public var checkIn: Figure<Duration>?
    public var lastCheckIn: Figure<CalendarDate>?
    public var sharedGoals: [Text] = []
    public var escalation: [Text] = []
    public var escalationWithin: Figure<Duration>?
    public var charter: Text?
    /// Time limits both sides grant each other.
    public var within: [Figure<Duration>] = []

    public init(first: Text, second: Text) {
        self.first = first
        self.second = second
    }
}
