import ProcessSyntax

/// What a remark, an action or an excuse is about.
public enum Subject: Sendable, Hashable {
    case process
    case lane(LaneID)
    case role(RoleID)
    case node(NodeID)
    /// A handoff's terms, and so every flow that carries them.
    case handoff(HandoffID)
    case relationship(Int)
    case term(Int)
    case system(Int)
    case meeting(Int)
}

/// Where it hurts, in the words of who feels it.
public struct Pain: Sendable {
    public enum Cause: String, Sendable, CaseIterable { case roles, goals, procedures, resources, personality }
    public enum Control: String, Sendable, CaseIterable { case own, shared, other }

    public let text: Text
    public internal(set) var about: Subject
    /// 1 (a nuisance) to 5 (it stops us).
    public var impact: Figure<Double>?
    public var frequency: Figure<Rate>?
    public var votes: Figure<Double>?
    public var cause: Cause?
    public var feltBy: [Text] = []
    public var control: Control?
    public var evidence: Text?

    public init(text: Text, about: Subject) {
        self.text = text
        self.about = about
    }
}

/// A strength, question or note of the room.
public struct Remark: Sendable {
    public enum Kind: String, Sendable, CaseIterable { case strength, question, note }

    public let kind: Kind
    public let text: Text
    public internal(set) var about: Subject
    /// Who is to answer a question.
    public var addressee: Text?

    public init(kind: Kind, text: Text, about: Subject) {
        self.kind = kind
        self.text = text
        self.about = about
    }
}

/// What was agreed to be done.
public struct Action: Sendable {
    public let text: Text
    public var owner: Text?
    public var due: Figure<CalendarDate>?
    public var status: Text?
    /// The steps, handoffs or pains it is to fix, as named.
    public var fixes: [Text] = []
    public var measure: Text?

    public init(text: Text) { self.text = text }
}

/// A finding the team lives with: `allow: handoff-no-sla [because "agreed at the QBR", until 2027-01-31]`.
public struct Allowance: Sendable {
    public let rule: Text
    public internal(set) var about: Subject
    public var because: Text?
    public var until: Figure<CalendarDate>?

    public init(rule: Text, about: Subject) {
        self.rule = rule
        self.about = about
    }
}
