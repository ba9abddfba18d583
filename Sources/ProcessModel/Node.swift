import ProcessSyntax

public struct NodeID: Hashable, Sendable, Comparable {
    private let number: Int32
    public var index: Int { Int(number) }
    public init(_ index: Int) { number = Int32(truncatingIfNeeded: index) }
    public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

/// A place of the flow: a step somebody does, a decision, an event, or a gateway.
public struct Node: Sendable {
    public enum Kind: String, Sendable, CaseIterable { case task, decision, start, end, fork, join, call }

    /// How many of the flows that reach a join it waits for.
    public enum JoinRule: String, Sendable { case all, any, one }

    public let kind: Kind
    /// The text a step says. Gateways that `in parallel:` implies are named after their paths.
    public let name: String
    /// What a jump calls it: its `id` where one was given, else its name. Unique within the map.
    public let key: String
    /// Where the name stands.
    public let span: Span
    /// The band it is drawn in and the side of a handoff it is on. Events and gateways have no lane
    /// of their own: starts, ends and forks stand in the lane of the step before, joins in that of the step after.
    public var lane: LaneID
    /// Who does it, in the order written; empty for events and gateways.
    public var performers: Performers = .none
    public var joinRule: JoinRule = .all
    /// True for a decision of which several answers may be taken at once.
    public var takesSeveralAnswers = false
    /// True for what nobody wrote: the gateways of `in parallel:`, the end of an answer after which nothing follows.
    public var isImplicit = false
    public var phase: Int?
    /// Index into the map's details; nil for a step of which nothing more was said.
    public var detailIndex: Int32?

    public init(kind: Kind, name: String, key: String? = nil, span: Span, lane: LaneID) {
        self.kind = kind
        self.name = name
        self.key = key ?? name
        self.span = span
        self.lane = lane
    }

    /// True for what people or systems do: tasks, decisions and calls.
    public var isWork: Bool { kind == .task || kind == .decision || kind == .call }
}

/// Who does a step. Nearly every step has one performer, which costs no allocation.
public enum Performers: Sendable, Hashable {
    case none
    case one(Performer)
    case several([Performer])

    public var all: [Performer] {
        switch self {
        case .none: []
        case .one(let p): [p]
        case .several(let all): all
        }
    }
}

public struct Performer: Sendable, Hashable {
    public let lane: LaneID
    /// Nil where the step names a lane only.
    public let role: RoleID?
    public let span: Span

    public init(lane: LaneID, role: RoleID?, span: Span) {
        self.lane = lane
        self.role = role
        self.span = span
    }
}

/// What was said of a step beyond who and what.
public struct StepDetails: Sendable {
    public enum Cause: String, Sendable, CaseIterable { case batching, contention, priority, calendar, external }

    public struct Flags: OptionSet, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let approval = Flags(rawValue: 1)
        public static let meeting = Flags(rawValue: 2)
        public static let automated = Flags(rawValue: 4)
        public static let touchpoint = Flags(rawValue: 8)
    }

    /// Process time: what the performers spend on one case.
    public var work: Figure<Duration>?
    /// Lead time, the work included. A step has this or `wait`, not both.
    public var takes: Figure<Duration>?
    /// Queue time before the work.
    public var wait: Figure<Duration>?
    public var cause: Cause?
    /// How often the next step finds it complete and accurate, 0...1.
    public var ok: Figure<Double>?
    public var systems: [Text] = []
    public var needs: [Text] = []
    public var makes: [Text] = []
    public var accountable: [Text] = []
    public var consulted: [Text] = []
    public var informed: [Text] = []
    public var support: [Text] = []
    public var flags: Flags = []
    /// The meeting it happens at.
    public var meeting: Text?
    public var doc: Text?
    public var variants: [Variant] = []
    public var cost: Figure<Double>?
    public var promise: Text?
    public var informs: [Inform] = []
    public var expects: [Expectation] = []
    public var criteria: [Text] = []
    /// The map that a call stands for.
    public var called: Text?

    public init() {}

    /// What is known of a step that has no details.
    public static let none = StepDetails()
}

/// One lane's own way of doing a step: `variant: Marketing [doc …]`.
public struct Variant: Sendable {
    public let who: Text
    public let doc: Text?
    public let isAgreed: Bool

    public init(who: Text, doc: Text?, isAgreed: Bool) {
        self.who = who
        self.doc = doc
        self.isAgreed = isAgreed
    }
}

/// Information that travels without the work: `informs: Demand Gen [what outcome, via CRM status]`.
public struct Inform: Sendable {
    public let who: Text
    /// The lane that `who` names or belongs to; nil where it is a title that no lane declares.
    public let lane: LaneID?
    public var what: Text?
    public var via: Text?
    public var within: Figure<Duration>?

    public init(who: Text, lane: LaneID?) {
        self.who = who
        self.lane = lane
    }
}

/// What the receiver needs to find: `expects: MQL with phone, budget [within 4 bh]`.
public struct Expectation: Sendable {
    public let artifact: Text
    public var fields: [Text] = []
    public var within: Figure<Duration>?
    /// The text after `with`, `accept when` of the receiving side.
    public init(artifact: Text) { self.artifact = artifact }
}
