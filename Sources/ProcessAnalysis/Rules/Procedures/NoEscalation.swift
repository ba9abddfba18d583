import ProcessModel

extension Rule {
    static let noEscalation = Rule(
        name: "no-escalation", category: .procedures, severity: .warning,
        title: "A time is agreed, and nobody to call when it passes",
        triggers: """
            Two lanes hand work to each other with a time limit, and their `relationship` names no `escalation`. \
            Without a relationship it cannot be told.
            """,
        why: "A limit with nobody behind it is passed in silence, or else by an angry mail to whoever comes to mind.",
        remedy: "Name who decides when it is late, on both sides, and by when: `escalation: …, … [within 1 bd]`.",
        question: "When this is late, who calls whom, and who decides?",
        examples: [
            Example(
                "Four hours, and then?",
                """
                process: Leads
                lanes: Marketing, Sales
                relationship: ↓Marketing and Sales
                  rating: Marketing 6, Sales 5
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 4 bh]
                  Sales: Review lead
                """),
            Example(
                "Asked in the room, and nobody knew",
                """
                process: Leads
                lanes: Marketing, Sales
                relationship: ↓Marketing and Sales
                  escalation: ?
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 4 bh]
                  Sales: Review lead
                """),
            Example(
                "Both sides have named somebody",
                """
                process: Leads
                lanes: Marketing, Sales
                relationship: Marketing and Sales
                  escalation: VP Marketing, Head of Sales [within 1 bd]
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 4 bh]
                  Sales: Review lead
                """),
            Example(
                "There is no limit to pass",
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
                "How they work together is not written down", notAssessable: true,
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 4 bh]
                  Sales: Review lead
                """),
        ]
    ) { review in
        let map = review.map
        var open: [(String, String)] = []
        var known = 0
        for pair in review.passings.pairs where review.canAgree(pair.first) && review.canAgree(pair.second) {
            guard let limited = pair.passings.first(where: review.hasLimit) else { continue }
            guard let index = review.relationship(pair.first, pair.second) else {
                open.append((map[pair.first].name, map[pair.second].name))
                continue
            }
            known += 1
            let relationship = map.relationships[index]
            guard !relationship.escalation.contains(where: { $0.string != "?" }) else { continue }
            let limit = review.terms(of: limited)?.within ?? review.expectations(of: limited).lazy.compactMap(\.within).first
            let what = review.artifact(of: limited).map { "'\($0.string)'" } ?? "work"
            let deciders = [pair.first, pair.second].map { map[$0].accountable.first { $0.string != "?" }?.string ?? "…" }.joined(separator: ", ")
            review.find(
                "\(relationship.names) have agreed times\(limit?.value.map { ", such as \($0.written) for \(what)" } ?? ""), and nobody to call when one passes",
                at: .relationship(index), relationship.nameSpan,
                related: limit.map { .init(span: $0.span, message: "a time that may pass") },
                remedy: "name who decides then on both sides, and by when, as in `escalation: \(deciders) [within 1 bd]`",
                question: "\(relationship.names), when \(what) is late, who calls whom, and who decides?")
        }
        guard !open.isEmpty else { return }
        let missing = "how \(Wording.some(open.map { "\($0)–\($1)" })) work together is not written down: write `relationship: \(open[0].0) and \(open[0].1)` with an `escalation:`"
        if known == 0 { review.cannotAssess(missing) } else { review.lacks(missing) }
    }
}
