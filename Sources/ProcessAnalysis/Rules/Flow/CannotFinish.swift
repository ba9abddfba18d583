import ProcessModel

extension Rule {
    static let cannotFinish = Rule(
        name: "cannot-finish", category: .flow, severity: .error,
        title: "No way leads on to an end",
        triggers: """
            Cases come to a step from which no path leads to an end, because nothing follows the last one. Reported once for \
            each such part, at its first step. Where the way only leads round, `endless-loop` tells it.
            """,
        why: "Work that cannot end is work that nobody misses: it stays open, and who waits for it waits for ever.",
        remedy: "Add the way out: an `end:` after the last step, or a `-> Step` that goes on.",
        question: "What happens to a case that is here, in the end?",
        examples: [
            Example(
                "The map has an end, but this branch stops before one",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Reached?
                    yes
                    no -> Escalate
                  end: Done
                  Sales: ↓Escalate
                """),
            Example(
                "A side way of two steps that stops",
                """
                process: Leads
                lanes: Sales, Support
                flow:
                  Sales: Call prospect
                    on error 5% -> Escalate
                  end: Done
                  Sales: ↓Escalate
                  Support: Look into it
                """),
            Example(
                "Every branch comes to an end",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Reached?
                    yes
                    no -> Escalate
                  end: Done
                  Sales: Escalate
                  end: Escalated
                """),
            Example(
                "Where a map declares no end, its last step is one",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Call prospect
                  Sales: Send offer
                """),
            Example(
                "What nothing leads to is not asked for its end",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Call prospect
                  end: Done
                  Sales: Escalate
                """),
        ]
    ) { review in
        let map = review.map
        let graph = review.graph
        let stuck = map.nodeIDs.filter { graph.isReachable[$0.index] && !graph.canFinish[$0.index] }
        guard !stuck.isEmpty else { return }
        var isEntry = [Bool](repeating: false, count: graph.nodeCount)
        for entry in graph.entries { isEntry[entry.index] = true }
        let parts = LooseParts(
            graph, within: stuck,
            startingAt: { node in
                isEntry[node.index] || graph.flows(into: node).contains { graph.canFinish[graph.source(of: $0).index] }
            })
        for part in parts.all {
            guard let first = part.first(where: { !map[$0].isImplicit }) else { continue }
            let more = part.filter { map[$0].isWork && $0 != first }.count
            let after = more == 0 ? "" : " and \(Wording.the(more, "step")) after it"
            let last = part.last { graph.flows(from: $0).isEmpty && !map[$0].isImplicit }
            // What only leads round is an endless loop.
            guard let last else { continue }
            let reason = last == first ? "nothing follows it" : "nothing follows '\(map[last].name)'"
            review.find(
                "'\(map[first].name)'\(after) never come\(more == 0 ? "s" : "") to an end: \(reason)", at: .node(first),
                map[first].span,
                remedy: "add an `end:` or a jump after '\(map[last].name)'",
                question: "\(map[map[first].lane].name), what becomes of a case after \(Wording.ending(map[last].name))?")
        }
    }
}
