/// Where keywords may stand, as the parser asks it.
extension Keyword {
    /// What is spoken of on a line that begins with this word, where more can be said of it below.
    public var owner: Owner? {
        switch self {
        case .process: .process
        case .lane: .lane
        case .role: .role
        case .system: .system
        case .meeting: .meeting
        case .term: .term
        case .relationship: .relationship
        case .handoff: .handoff
        case .informs: .informs
        case .expects: .expects
        case .pain: .pain
        case .strength, .question, .note: .remark
        case .action: .action
        case .allow: .allow
        case .measure: .measure
        case .goal: .goal
        case .reviewed: .reviewed
        case .policy: .policy
        case .seenAs: .seenAs
        case .variant: .variant
        case .rating: .rating
        case .checkIn: .checkIn
        case .escalation: .escalation
        default: nil
        }
    }

    public static let flowElements: [Keyword] = [.start, .end, .inParallel, .path, .fork, .join, .call, .phase]
    private static let setOfFlowElements = KeywordSet(flowElements)

    /// True for what gives something a name.
    var takesName: Bool {
        switch self {
        case .process, .lane, .role, .system, .meeting, .term: true
        default: isFlowElement
        }
    }

    /// The keywords that a line of a flow may start with; any other first word is who does a step.
    var standsInFlow: Bool {
        switch self {
        case .handoff, .pain, .strength, .question, .note, .allow: true
        default: isFlowElement
        }
    }

    /// True for what may as well begin a step that does not say who does it: `call the customer`.
    public var isAlsoADeed: Bool { self == .call || self == .join }

    public var isFlowElement: Bool {
        Self.setOfFlowElements.contains(self)
    }
}
