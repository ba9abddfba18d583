import ProcessSyntax

public struct NodeID: Hashable, Sendable, Comparable {
    @usableFromInline let number: Int32
    @inlinable public var index: Int { Int(number) }
    @inlinable public init(_ index: Int) { number = Int32(truncatingIfNeeded: index) }
    public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

/// A place of the flow: a step somebody does, a decision, an event, or a gateway.
public struct Node: Sendable {
    public enum Kind: String, Sendable, CaseIterable { case task, decision, start, end, fork, join, call }

    /// How many of the flows that reach a join it waits for.
    public enum JoinRule: String, Sendable { case all, any, one, last }

    public let kind: Kind
    /// The text a step says. Gateways that `in parallel:` implies are named after their paths, and a call
    /// after the process it stands for, once that is known.
    public internal(set) var name: String
    /// What a jump calls it: its `id` where one was given, else its name. Unique within the map.
    public var key: String { givenKey ?? name }
    /// Its `id`, or a number behind a name that another one has.
    var givenKey: String?
    /// True where the map gives it an `id`, which stays its own whatever it is called.
    public internal(set) var hasID = false
    /// Where the name stands.
    public let span: Span
    /// The band it is drawn in and the side of a handoff it is on. Events and gateways have no lane
    /// of their own: starts, ends and forks stand in the lane of the step before, joins in that of the step after.
    public var lane: LaneID
    /// Who does it, in the order written; empty for events and gateways.
    public var performers: Performers
    public var joinRule: JoinRule = .all
    /// True for a decision of which several answers may be taken at once.
    public var takesSeveralAnswers = false
    /// True for what nobody wrote: the gateways of `in parallel:`, the end of an answer after which nothing follows.
    public var isImplicit = false
    public var phase: Int?
    /// False for events and gateways that no work comes before, or follows: nobody hands anything over there.
    public internal(set) var followsWork = true
    public internal(set) var leadsToWork = true
    /// Index into the map's details; nil for a step of which nothing more was said.
    public var detailIndex: Int32?

    public init(
        kind: Kind, name: String, span: Span, lane: LaneID, performers: Performers = .none, phase: Int? = nil
    ) {
        self.kind = kind
        self.name = name
        self.span = span
        self.lane = lane
        self.performers = performers
        self.phase = phase
    }

    /// True for what people or systems do: tasks, decisions and calls.
    public var isWork: Bool { kind == .task || kind == .decision || kind == .call }
}

/// Who does a step. Nearly every step has one performer, which costs no allocation.
public enum Performers: Sendable, Hashable {
    case none
    case one(Performer)
    case several([Performer])

    public var first: Performer? {
        switch self {
        case .none: nil
        case .one(let p): p
        case .several(let all): all.first
        }
    }

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
