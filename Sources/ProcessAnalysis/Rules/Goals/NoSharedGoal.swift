import ProcessModel
import ProcessSyntax

extension Rule {
    private static let handoffs = Setting(
        name: "handoffs", standard: 2, unit: "handoffs", meaning: "how often work passes between two lanes before they need a goal of both")

    static let noSharedGoal = Rule(
        name: "no-shared-goal", category: .goals, severity: .warning,
        title: "Two lanes that depend on each other share no goal",
        triggers: """
            Work passes at two or more places between two lanes, and they share no goal: neither a `shared goal` in \
            their relationship, nor one `goal` or `measure` that both lanes name. Customers and systems are not \
            asked. Where not even their own goals, measures or relationship are written down, it cannot be told.
            """,
        why: "Two functions with two goals each do well by their own and badly by each other, and call it a matter of character.",
        remedy: "Set one goal that both reach or miss together, and write it into their relationship: `shared goal: …`.",
        question: "Which number would you both be glad of?",
        settings: [handoffs],
        examples: [
            Example(
                "They rate each other, and share no goal",
                """
                process: Leads
                lanes: Marketing, Sales
                relationship: ↓Marketing and Sales
                  rating: Marketing 6, Sales 5
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                  Marketing: Nurture
                """),
            Example(
                "Each has its own",
                """
                process: Leads
                lane: Marketing
                  measure: MQLs per month [up]
                lane: Sales
                  measure: revenue per lead [up]
                flow:
                  Marketing: ↓Score lead
                  Sales: Review lead
                  Marketing: Nurture
                """),
            Example(
                "A goal of both",
                """
                process: Leads
                lanes: Marketing, Sales
                relationship: Marketing and Sales
                  shared goal: pipeline created from accepted leads
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                  Marketing: Nurture
                """),
            Example(
                "One measure for both",
                """
                process: Leads
                lane: Marketing
                  measure: pipeline created from accepted leads [up]
                lane: Sales
                  measure: pipeline created from accepted leads [up]
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                  Marketing: Nurture
                """),
            Example(
                "Work passes once only",
                """
                process: Leads
                lanes: Marketing, Sales
                relationship: Marketing and Sales
                  rating: Marketing 6, Sales 5
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                """),
            Example(
                "Nothing is said of their goals", notAssessable: true,
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                  Marketing: Nurture
                """),
        ]
    ) { review in
        let map = review.map
        var open: [String] = []
        var assessed = 0
        for pair in review.passings.pairs where Double(pair.passings.count) >= review[handoffs] {
            guard review.canAgree(pair.first), review.canAgree(pair.second) else { continue }
            let index = review.relationship(pair.first, pair.second)
            if let index, map.relationships[index].sharedGoals.contains(where: { $0.string != "?" }) {
                assessed += 1
                continue
            }
            let (a, b) = (map[pair.first], map[pair.second])
            let (mine, yours) = (a.aims, b.aims)
            guard index != nil || (!mine.isEmpty && !yours.isEmpty) else {
                open.append("\(a.name)–\(b.name)")
                continue
            }
            assessed += 1
            guard Set(mine.map(Words.key)).isDisjoint(with: yours.map(Words.key)), let first = pair.passings.first else { continue }
            let own = mine.isEmpty || yours.isEmpty ? "" : ": \(a.name) goes by '\(mine[0])', \(b.name) by '\(yours[0])'"
            let relationship = index.map { map.relationships[$0] }
            review.find(
                "\(a.name) and \(b.name) pass work to each other at \(pair.passings.count) places and share no goal\(own)",
                at: index.map { .relationship($0) } ?? .flow(first.flow),
                relationship.map { $0.first.span.joined(with: $0.second.span) } ?? review.span(of: first),
                remedy: "set one that both reach or miss together, as in `shared goal: …` in `relationship: \(a.name) and \(b.name)`",
                question: "\(a.name) and \(b.name), which number would you both be glad of?")
        }
        guard !open.isEmpty else { return }
        let missing = "what is aimed at in common in \(Wording.some(open)) is not written down: write `shared goal: …` into `relationship: … and …`, or a `goal:` under each lane"
        if assessed == 0 { review.cannotAssess(missing) } else { review.lacks(missing) }
    }
}

extension Lane {
    /// What it works for, by its own account; of a long list the beginning.
    fileprivate var aims: [String] { (goals.prefix(20) + measures.prefix(20).map(\.text)).map(\.string).filter { $0 != "?" } }
}
