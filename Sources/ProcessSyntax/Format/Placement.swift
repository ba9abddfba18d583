/// Where a property is written: in the brackets of the line it is about, or on a line below.
enum Placement {
    /// In brackets, however long the line: numbers, dates and flags.
    case short
    /// In brackets where they leave the line short enough: names and a few words.
    case words
    /// On a line of its own: lists, sentences, and what has properties itself.
    case line
}

extension Owner {
    func placement(of keyword: Keyword) -> Placement? {
        if bracketOrder.contains(keyword) {
            // Whose action it is and by when belong side by side.
            return keyword.isShort || keyword == .owner ? .short : .words
        }
        return keyword.standsOnLine ? .line : nil
    }

    /// What stands in brackets, in the order in which it is written there.
    var bracketOrder: [Keyword] {
        switch self {
        case .lane: [.customer, .partner, .agency, .system, .internal]
        case .role: [.people, .available, .backup]
        case .step: Self.shortOfSteps
        case .decision: Self.shortOfSteps + [.any]
        case .event: [.id]
        case .join: [.id, .all, .any, .one, .last]
        case .handoff: [.via, .within, .ok]
        case .informs: [.what, .via, .within]
        case .expects: [.within]
        case .pain: [.impact, .frequency, .votes, .cause, .feltBy, .control, .at]
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
        // What is said of these is told line by line.
        case .file, .process, .answer, .path, .system, .meeting, .term, .relationship, .goal: []
        case .volume, .duty, .checks, .plain: []
        }
    }

    private static let shortOfSteps: [Keyword] =
        [.id, .work, .takes, .wait, .ok, .cost, .in, .approval, .meeting, .automated, .touchpoint]

    /// What may be said of it by the word alone.
    var flags: KeywordSet { KeywordSet(bracketOrder.filter(\.isFlag)) }

    /// Whether a value is a list with commas between its parts.
    func isList(_ keyword: Keyword) -> Bool {
        switch keyword {
        case .in, .makes, .accountable, .consulted, .informed, .support, .listensOn, .ally, .backup, .acceptWhen, .fields, .recordOf,
            .seenBy, .also, .rating, .escalation, .budget, .feltBy:
            true
        case .needs: self != .relationship
        case .fixes: self == .action
        case .agreed: self == .goal
        default: false
        }
    }

    /// Whether a value is a name, or a list of names, which needs no quotes unless something in it does.
    func isName(_ keyword: Keyword) -> Bool {
        switch keyword {
        case .process, .lane, .role, .system, .term, .owner, .sponsor, .in, .makes, .accountable, .consulted, .informed, .support,
            .listensOn, .ally, .backup, .recordOf, .seenBy, .feltBy, .handoff, .via, .at, .for, .id, .by:
            true
        case .meeting: self == .file
        case .needs: self != .relationship
        default: false
        }
    }
}

extension Keyword {
    /// A number, a date, or a word that says all by itself.
    fileprivate var isShort: Bool {
        switch self {
        case .people, .available, .id, .work, .takes, .wait, .ok, .cost, .within, .impact, .frequency, .votes, .due, .until, .every,
            .on, .last:
            true
        default: isFlag
        }
    }

    /// True for what is said by the word alone.
    var isFlag: Bool {
        switch self {
        case .customer, .partner, .agency, .system, .internal, .approval, .meeting, .automated, .touchpoint, .any, .all, .one, .last, .up, .down,
            .agreed:
            true
        default: false
        }
    }

    /// True for what is told on a line of its own wherever its owner has no place for it in brackets.
    fileprivate var standsOnLine: Bool {
        switch self {
        case .state, .of, .owner, .sponsor, .goal, .measure, .unit, .volume, .trigger, .scope, .reviewed, .budget, .calendar, .id,
            .role, .accountable, .listensOn, .charter, .ally, .policy, .duty, .seenAs, .needs, .makes, .consulted, .informed, .support,
            .at, .doc, .variant, .promise, .handoff, .informs, .expects, .criteria, .acceptWhen, .confirm, .fields, .onReject,
            .recordOf, .seenBy, .every, .noShow, .also, .agreed, .rating, .checkIn, .sharedGoal, .escalation, .within, .evidence,
            .pain, .strength, .question, .note, .allow:
            true
        default: false
        }
    }

    /// The number of a group of which a thing can be only one. Where somebody wrote two, which of them
    /// counts depends on their order, so that none is moved.
    var alternatives: Int? {
        switch self {
        case .takes, .wait: 0
        case .at, .meeting: 1
        case .any, .all, .one, .last: 2
        case .customer, .partner, .agency, .system, .internal: 3
        case .up, .down: 4
        default: nil
        }
    }
}
