extension SyntaxTree {
    /// For each line, what the words in its brackets and on the lines below say something of.
    /// Nil where nothing can be said of it, and where the resolver may pass it over: what stands
    /// there is then left in its place.
    var owners: [Owner?] {
        var owners = [Owner?](repeating: nil, count: lines.count)
        /// For each line, whether it stands where nothing is read.
        var isLost = [Bool](repeating: false, count: lines.count)
        var hasProcess = false
        for (index, line) in lines.enumerated() where line.isSaid {
            if line.parent >= 0, isLost[line.parent] || cannotStand(line, under: lines[line.parent]) {
                isLost[index] = true
                continue
            }
            let parent = line.parent < 0 ? nil : owners[line.parent]
            switch line.kind {
            case .step: owners[index] = .step
            case .decision: owners[index] = .decision
            case .answer: owners[index] = .answer
            case .element: owners[index] = element(line)
            case .property:
                guard let keyword = line.keyword else { continue }
                if line.parent >= 0 {
                    guard let parent, parent.allows(keyword), !line.value.isEmpty || keyword == .handoff else { continue }
                    owners[index] = Owner(said: keyword, of: parent)
                } else if keyword == .process {
                    owners[index] = hasProcess ? nil : .process
                    hasProcess = true
                } else if !line.value.isEmpty, keyword != .relationship || name(line.value).contains(" and ") {
                    owners[index] = Owner(declaredBy: keyword)
                }
            default: break
            }
        }
        return owners
    }

    /// A step beside the paths of a parallel block, a path outside of one, a flow that is not at the top.
    private func cannotStand(_ line: Line, under parent: Line) -> Bool {
        (line.keyword == .path) != (parent.keyword == .inParallel) || line.kind == .property && line.keyword == .flow
    }

    private func element(_ line: Line) -> Owner? {
        switch line.keyword {
        case .path: .path
        case .start, .end: line.value.isEmpty ? nil : .event
        case .join: line.value.isEmpty ? nil : .join
        case .call: line.value.isEmpty ? nil : .step
        default: nil
        }
    }
}

extension Owner {
    /// What a line at the top of a file declares.
    fileprivate init?(declaredBy keyword: Keyword) {
        switch keyword {
        case .lane: self = .lane
        case .system: self = .system
        case .meeting: self = .meeting
        case .term: self = .term
        case .relationship: self = .relationship
        case .action: self = .action
        case .pain: self = .pain
        case .strength, .question, .note: self = .remark
        case .allow: self = .allow
        default: return nil
        }
    }

    /// A property that has properties of its own.
    fileprivate init?(said keyword: Keyword, of owner: Owner) {
        switch keyword {
        case .role: self = .role
        case .handoff: self = .handoff
        case .informs: self = .informs
        case .expects: self = .expects
        case .pain: self = .pain
        case .strength, .question, .note: self = .remark
        case .allow: self = .allow
        case .measure where owner != .action: self = .measure
        case .goal: self = .goal
        case .reviewed: self = .reviewed
        case .policy: self = .policy
        case .seenAs: self = .seenAs
        case .variant: self = .variant
        case .rating: self = .rating
        case .checkIn: self = .checkIn
        case .escalation: self = .escalation
        default: return nil
        }
    }
}
