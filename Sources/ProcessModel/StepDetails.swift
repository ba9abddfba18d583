import ProcessSyntax

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
    /// Lead time, the work included. A step has this or `wait`, not both: what is set last stands.
    public var takes: Figure<Duration>? {
        get { isWait ? nil : time }
        set { if newValue != nil || !isWait { (time, isWait) = (newValue, false) } }
    }
    /// Queue time before the work.
    public var wait: Figure<Duration>? {
        get { isWait ? time : nil }
        set { if newValue != nil || isWait { (time, isWait) = (newValue, newValue != nil) } }
    }
    public var cause: Cause?
    /// How often the next step finds it complete and accurate, 0...1.
    public var ok: Figure<Double>?
    public var systems: [Text] = []
    public var flags: Flags = []
    private var time: Figure<Duration>?
    private var isWait = false
    /// What is said of few steps; a list of none or one, so that the others need not hold its room.
    private var rest: [Rest] = []

    private struct Rest: Sendable {
        var needs: [Text] = []
        var makes: [Text] = []
        var accountable: [Text] = []
        var consulted: [Text] = []
        var informed: [Text] = []
        var support: [Text] = []
        var meeting: Text?
        var doc: Text?
        var variants: [Variant] = []
        var cost: Figure<Double>?
        var promise: Text?
        var informs: [Inform] = []
        var expects: [Expectation] = []
        var criteria: [Text] = []
        var called: Text?
    }

    public init() {}

    /// What is known of a step that has no details.
    public static let none = StepDetails()

    /// The rest as something to write into.
    private var more: Rest {
        get { rest.first ?? Rest() }
        set { rest = [newValue] }
    }

    public var needs: [Text] {
        get { rest.isEmpty ? [] : rest[0].needs }
        set { more.needs = newValue }
    }

    public var makes: [Text] {
        get { rest.isEmpty ? [] : rest[0].makes }
        set { more.makes = newValue }
    }

    public var accountable: [Text] {
        get { rest.isEmpty ? [] : rest[0].accountable }
        set { more.accountable = newValue }
    }

    public var consulted: [Text] {
        get { rest.isEmpty ? [] : rest[0].consulted }
        set { more.consulted = newValue }
    }

    public var informed: [Text] {
        get { rest.isEmpty ? [] : rest[0].informed }
        set { more.informed = newValue }
    }

    public var support: [Text] {
        get { rest.isEmpty ? [] : rest[0].support }
        set { more.support = newValue }
    }

    /// The meeting it happens at.
    public var meeting: Text? {
        get { rest.isEmpty ? nil : rest[0].meeting }
        set { more.meeting = newValue }
    }

    public var doc: Text? {
        get { rest.isEmpty ? nil : rest[0].doc }
        set { more.doc = newValue }
    }

    public var variants: [Variant] {
        get { rest.isEmpty ? [] : rest[0].variants }
        set { more.variants = newValue }
    }

    public var cost: Figure<Double>? {
        get { rest.isEmpty ? nil : rest[0].cost }
        set { more.cost = newValue }
    }

    public var promise: Text? {
        get { rest.isEmpty ? nil : rest[0].promise }
        set { more.promise = newValue }
    }

    public var informs: [Inform] {
        get { rest.isEmpty ? [] : rest[0].informs }
        set { more.informs = newValue }
    }

    public var expects: [Expectation] {
        get { rest.isEmpty ? [] : rest[0].expects }
        set { more.expects = newValue }
    }

    public var criteria: [Text] {
        get { rest.isEmpty ? [] : rest[0].criteria }
        set { more.criteria = newValue }
    }

    /// The map that a call stands for.
    public var called: Text? {
        get { rest.isEmpty ? nil : rest[0].called }
        set { more.called = newValue }
    }
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
