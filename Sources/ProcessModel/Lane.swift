import ProcessSyntax

public struct LaneID: Hashable, Sendable, Comparable {
    @usableFromInline let number: Int32
    @inlinable public var index: Int { Int(number) }
    @inlinable public init(_ index: Int) { number = Int32(truncatingIfNeeded: index) }
    public static func < (a: LaneID, b: LaneID) -> Bool { a.index < b.index }
}

public struct RoleID: Hashable, Sendable, Comparable {
    @usableFromInline let number: Int32
    @inlinable public var index: Int { Int(number) }
    @inlinable public init(_ index: Int) { number = Int32(truncatingIfNeeded: index) }
    public static func < (a: RoleID, b: RoleID) -> Bool { a.index < b.index }
}

/// A function or party that does steps: one band of the map.
public struct Lane: Sendable {
    public enum Kind: String, Sendable, CaseIterable { case `internal`, customer, partner, agency, system }

    public let name: String
    public let span: Span
    public var kind: Kind = .internal
    public var roles: [RoleID] = []
    /// Who is accountable for this lane's steps where a step names nobody.
    public var accountable: [Text] = []
    /// The channels on which this lane takes work in; empty where none was said.
    public var listensOn: [Text] = []
    public var calendar: WorkCalendar?
    public var goals: [Text] = []
    /// Who agrees to them and who does not.
    public var goalAgreements: [GoalAgreement] = []
    public var measures: [Measure] = []
    public var charter: Text?
    public var allies: [Text] = []
    public var policies: [Policy] = []

    public init(name: String, span: Span) {
        self.name = name
        self.span = span
    }
}

/// A rule a lane has set itself: `policy: at most 3 touches per week [owner Marketing Ops]`.
public struct Policy: Sendable {
    public let text: Text
    public let owner: Text?

    public init(text: Text, owner: Text?) {
        self.text = text
        self.owner = owner
    }
}

/// Who acts: a job that one or more people hold, in one lane.
public struct Role: Sendable {
    public let name: String
    public internal(set) var lane: LaneID
    public let span: Span
    /// How many people hold it.
    public var people: Figure<Double>?
    /// The share of their time they have for the mapped work, 0...1.
    public var available: Figure<Double>?
    public var backups: [Text] = []
    public var duties: [Text] = []
    /// What other lanes expect of it.
    public var seenAs: [View] = []

    public struct View: Sendable {
        public let text: Text
        public let by: Text?

        public init(text: Text, by: Text?) {
            self.text = text
            self.by = by
        }
    }

    public init(name: String, lane: LaneID, span: Span) {
        self.name = name
        self.lane = lane
        self.span = span
    }
}

/// How a lane stands to a goal: `agreed: Marketing yes, Sales no, IT ?`.
public struct GoalAgreement: Sendable {
    public let goal: Text
    public let lane: Text
    /// Nil where nobody knew: `?`.
    public let agrees: Bool?
    /// The lane with what it says.
    public let span: Span

    public init(goal: Text, lane: Text, agrees: Bool?, span: Span) {
        self.goal = goal
        self.lane = lane
        self.agrees = agrees
        self.span = span
    }
}

/// What a process or lane is measured on: `time to first contact [now 14 bh, target 1 bh]`.
public struct Measure: Sendable {
    public enum Direction: String, Sendable { case up, down }

    public let text: Text
    public var now: Text?
    public var target: Text?
    /// The target as a length of time; nil where it is none.
    public var targetTime: Duration?
    public var direction: Direction?

    public init(text: Text) { self.text = text }
}
