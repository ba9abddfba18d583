extension Parser {
    /// What may stand under a line.
    enum Setting {
        case top, flow, step, decision, jumps, facts, broken

        init(under parent: SyntaxTree.Line) {
            switch parent.kind {
            case .step: self = .step
            case .decision: self = .decision
            case .answer: self = .flow
            case .element:
                switch parent.keyword {
                case .inParallel, .path, .phase: self = .flow
                case .fork: self = .jumps
                default: self = .step
                }
            case .property: self = parent.keyword == .flow ? .flow : .facts
            case .entry: self = .facts
            case .broken: self = .broken
            case .jump, .exception, .blank, .comment: self = .broken
            }
        }
    }
}
