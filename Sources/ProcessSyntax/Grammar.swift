/// What can be said of what: for each thing a map speaks of, the keywords that may stand under it
/// or in its brackets. The one place that the parser, the resolver and the error texts ask.
public enum Owner: Sendable, CaseIterable {
    case file, process, lane, role, step, decision, event, answer, path, handoff, informs, expects, join
    case system, meeting, term, relationship, pain, remark, action, allow, checks
    case measure, goal, volume, reviewed, policy, duty, seenAs, variant, rating, checkIn, escalation, plain

    public var keywords: [Keyword] {
        switch self {
        case .file:
            [.use, .process, .lanes, .lane, .system, .meeting, .term, .relationship, .checks, .flow] + Self.ofAnything + [.action]
        case .process:
            [.id, .state, .of, .owner, .sponsor, .goal, .measure, .unit, .volume, .trigger, .scope, .reviewed, .budget,
                .calendar] + Self.ofAnything
        case .lane:
            [.customer, .partner, .agency, .system, .internal, .role, .accountable, .listensOn, .calendar, .goal, .measure,
                .charter, .ally, .policy] + Self.ofAnything
        case .role: [.people, .available, .backup, .duty, .seenAs] + Self.ofAnything
        case .step: Self.ofSteps
        case .decision: Self.ofSteps + [.criteria, .any]
        case .event: Self.ofAnything + [.id]
        case .join: Self.ofAnything + [.id, .any, .all, .one, .last]
        case .answer, .path: [.handoff] + Self.ofAnything
        case .handoff: [.via, .within, .acceptWhen, .confirm, .fields, .onReject, .ok] + Self.ofAnything
        case .informs: [.what, .via, .within]
        case .expects: [.within, .fields]
        // What is said of a system or meeting excuses nothing: no finding is about one.
        case .system: [.recordOf, .seenBy] + Self.remarks
        case .meeting: [.every, .needs, .noShow] + Self.remarks
        case .term: [.also, .agreed] + Self.ofAnything
        case .relationship:
            [.rating, .needs, .checkIn, .sharedGoal, .escalation, .charter, .within] + Self.ofAnything
        case .pain: [.impact, .frequency, .votes, .cause, .feltBy, .control, .evidence, .at]
        case .remark: [.for, .at]
        case .action: [.owner, .due, .status, .fixes, .measure]
        case .allow: [.because, .until]
        case .measure: [.now, .target, .up, .down]
        case .reviewed: [.every]
        case .policy: [.owner]
        case .seenAs: [.by]
        case .variant: [.doc, .agreed]
        case .rating: [.on]
        case .checkIn: [.last]
        case .escalation: [.within]
        case .goal: [.agreed]
        case .volume, .duty, .checks, .plain: []
        }
    }

    public func allows(_ keyword: Keyword) -> Bool { allowed.contains(keyword) }

    /// `keywords` as a set.
    public var allowed: KeywordSet { Self.sets[Int(unsafeBitCast(self, to: UInt8.self))] }

    private static let sets = allCases.map { KeywordSet($0.keywords) }

    /// What the writer would call it.
    public var words: String {
        switch self {
        case .file: "the file"
        case .process: "a process"
        case .lane: "a lane"
        case .role: "a role"
        case .step: "a step"
        case .decision: "a decision"
        case .event: "a start, end or fork"
        case .answer: "an answer"
        case .path: "a path"
        case .handoff: "a handoff"
        case .informs: "'informs:'"
        case .expects: "'expects:'"
        case .join: "a join"
        case .system: "a system"
        case .meeting: "a meeting"
        case .term: "a term"
        case .relationship: "a relationship"
        case .pain: "a pain"
        case .remark: "a question, note or strength"
        case .action: "an action"
        case .allow: "'allow:'"
        case .checks: "'checks:'"
        case .measure: "a measure"
        case .goal: "a goal"
        case .volume: "a volume"
        case .reviewed: "'reviewed:'"
        case .policy: "a policy"
        case .duty: "a duty"
        case .seenAs: "'seen as:'"
        case .variant: "a variant"
        case .rating: "a rating"
        case .checkIn: "a check-in"
        case .escalation: "'escalation:'"
        case .plain: "this line"
        }
    }

    private static let remarks: [Keyword] = [.pain, .strength, .question, .note]
    private static let ofAnything: [Keyword] = remarks + [.allow]

    private static let ofSteps: [Keyword] =
        [.work, .takes, .wait, .ok, .in, .needs, .makes, .accountable, .consulted, .informed, .support,
            .approval, .meeting, .automated, .touchpoint, .at, .doc, .variant, .cost, .promise, .handoff, .informs, .expects, .id]
        + ofAnything
}

extension Keyword {
    /// True for what has one value: a second one contradicts the first.
    public var isSaidOnce: Bool { Self.saidOnce.contains(self) }

    private static let saidOnce = KeywordSet(allCases.filter(\.hasOneValue))

    private var hasOneValue: Bool {
        switch self {
        case .id, .state, .of, .owner, .sponsor, .unit, .volume, .trigger, .scope, .reviewed, .calendar, .people, .available, .work,
            .takes, .wait, .ok, .at, .doc, .cost, .promise, .handoff, .via, .confirm, .onReject, .what, .every, .noShow, .agreed, .checkIn,
            .last, .impact, .frequency, .votes, .cause, .control, .evidence, .due, .status, .for, .because, .until, .now, .target, .by:
            true
        default: false
        }
    }
}
