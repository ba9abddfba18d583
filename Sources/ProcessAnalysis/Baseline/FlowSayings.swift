/// What a finding about a flow is known by where its two ends, or its words, are others than they were.
struct FlowSayings {
    enum Part: CaseIterable {
        /// The same words about another flow: a step has come between.
        case words
        /// The same two steps in other words: what passes there may be called otherwise. A rule says one thing of a flow.
        case ends
        /// The same step, and the lane at the other end: its step was split, or another has come before it.
        case sender, receiver
    }

    private let lanes: [String: String]

    init(_ steps: [BaselineFigures.Step]) {
        lanes = Dictionary(steps.map { ($0.name, $0.lane) }, uniquingKeysWith: { first, _ in first })
    }

    /// Nil where the finding is about no flow, or that part of it is not known.
    func saying(_ key: FindingKey, by part: Part) -> [String]? {
        guard key.kind == "flow" else { return nil }
        switch part {
        case .words: return [key.rule, key.gist]
        case .ends: return [key.rule, key.name]
        case .sender, .receiver:
            guard let arrow = key.name.firstRange(of: " -> ") else { return nil }
            let (from, to) = (String(key.name[..<arrow.lowerBound]), String(key.name[arrow.upperBound...]))
            guard let sending = lanes[from], let receiving = lanes[to] else { return nil }
            return part == .sender ? [key.rule, from, receiving] : [key.rule, sending, to]
        }
    }
}
