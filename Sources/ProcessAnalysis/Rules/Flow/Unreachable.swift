import ProcessModel

extension Rule {
    static let unreachable = Rule(
        name: "unreachable", category: .flow, severity: .error,
        title: "No way leads there",
        triggers: "No path from where cases come in leads to a step or an end. Reported once for each part that hangs loose, at its first step.",
        why: "Either the step never happens, or it happens in a way that the map does not tell; the room should know which.",
        remedy: "Lead to it with `-> Step` from where it follows, or delete it.",
        question: "When did this last happen, and what came right before it?",
        examples: [
            Example(
                "After a jump the next line needs somebody to jump to it",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Call prospect
                  end: Done
                  Sales: ↓Escalate
                  Sales: Call the sponsor
                """),
            Example(
                "An end that nothing leads to",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Call prospect
                  end: Done
                  end: ↓Closed
                """),
            Example(
                "A loop that nothing enters",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Call prospect
                  end: Done
                  Sales: ↓Wait
                  Sales: Ask again
                  -> Wait
                """),
            Example(
                "A jump leads to it",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Reached?
                    yes
                    no -> Escalate
                  end: Done
                  Sales: Escalate
                """),
            Example(
                "What an exception leads to is reached",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Call prospect
                    on late 1 bd -> Escalate
                  end: Done
                  Sales: Escalate
                """),
        ]
    ) { review in
        let map = review.map
        let graph = review.graph
        let parts = LooseParts(
            graph, within: map.nodeIDs.filter { !graph.isReachable[$0.index] },
            startingAt: { graph.flows(into: $0).isEmpty })
        for part in parts.all {
            // Gateways of a parallel block have no name that anybody wrote.
            guard let first = part.first(where: { !map[$0].isImplicit }) else { continue }
            let more = part.filter { map[$0].isWork && $0 != first }.count
            let follow = more == 0 ? "" : ", nor to \(Wording.the(more, "step")) that follow\(more == 1 ? "s" : "")"
            review.find(
                "no way leads to '\(map[first].name)'\(follow)", at: .node(first), map[first].span,
                remedy: "lead to it from the step it follows, as in `-> \(map[first].name)`, or delete it",
                question: map[first].kind == .end
                    ? "What would have to happen for a case to end in '\(map[first].name)'?"
                    : "\(map[map[first].lane].name), what happens right before \(Wording.ending(map[first].name))?")
        }
    }
}
