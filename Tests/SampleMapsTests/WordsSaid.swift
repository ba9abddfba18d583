import ProcessSyntax

/// Which words a text says of what, as the grammar has it; found from the lines alone, without the
/// resolver, so that one can be held against the other.
struct WordsSaid {
    private(set) var all: [(owner: Owner, keyword: Keyword)] = []

    init(in tree: SyntaxTree) {
        for line in tree.lines {
            if let keyword = line.keyword, line.kind == .property {
                let above = line.parent < 0 ? .file : Self.owner(tree.lines[line.parent], isAtTop: tree.lines[line.parent].parent < 0)
                if let above, above.allows(keyword) { all.append((above, keyword)) }
            }
            guard let owner = Self.owner(line, isAtTop: line.parent < 0) else { continue }
            for item in tree.attributes(of: line) {
                if let keyword = Self.keyword(tree.source.string(item.range), of: owner) { all.append((owner, keyword)) }
            }
        }
    }

    /// The longest keyword that an attribute begins with.
    private static func keyword(_ item: String, of owner: Owner) -> Keyword? {
        let words = item.split { $0 == " " || $0 == ":" }
        for count in [2, 1] {
            let start = words.prefix(count).joined(separator: " ")
            if let keyword = owner.keywords.first(where: { $0.rawValue == start }) { return keyword }
        }
        // `weekly` and `3 per day` need no keyword there.
        return owner == .pain ? .frequency : nil
    }

    /// What a line speaks of.
    static func owner(_ line: SyntaxTree.Line, isAtTop: Bool) -> Owner? {
        switch line.kind {
        case .step: .step
        case .decision: .decision
        case .answer: .answer
        case .element:
            switch line.keyword {
            case .start, .end, .fork: .event
            case .join: .join
            case .path: .path
            case .call: .step
            default: nil
            }
        case .property: isAtTop ? declaration(line.keyword) : property(line.keyword)
        default: nil
        }
    }

    private static func declaration(_ keyword: Keyword?) -> Owner? {
        switch keyword {
        case .process: .process
        case .lane: .lane
        case .system: .system
        case .meeting: .meeting
        case .term: .term
        case .relationship: .relationship
        case .action: .action
        default: property(keyword)
        }
    }

    private static func property(_ keyword: Keyword?) -> Owner? {
        switch keyword {
        case .role: .role
        case .handoff: .handoff
        case .informs: .informs
        case .expects: .expects
        case .pain: .pain
        case .strength, .question, .note: .remark
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
}
