import ProcessModel

extension Rule {
    static let endlessLoop = Rule(
        name: "endless-loop", category: .flow, severity: .error,
        title: "A loop that nobody leaves",
        triggers: """
            Cases come to steps that lead only round to each other, with no way out; or a loop has ways out, but each time \
            round a fork sends something on and something back, so that it never stops.
            """,
        why: "Work that goes round for ever is never finished, and it fills the days of those who do it.",
        remedy: "Add the way out: a decision in the loop with an answer that leaves it.",
        question: "When do you stop, and who decides that it is enough?",
        examples: [
            Example(
                "No way out",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Reached?
                    yes
                    no -> Wait
                  end: Done
                  Sales: ↓Wait
                  Sales: Call again
                  -> Wait
                """),
            Example(
                "The steps before it are not at fault",
                """
                process: Leads
                lanes: Sales, Support
                flow:
                  Sales: Reached?
                    yes
                    no -> Write
                  end: Done
                  Sales: Write
                  Support: ↓Call
                  Support: Answered?
                    yes -> Call
                    no -> Call
                """),
            Example(
                "A fork that sends something back each time",
                """
                process: Leads
                lanes: Sales, Support
                flow:
                  Sales: ↓Call prospect
                  fork: Call made
                    -> Call prospect
                    -> Log the call
                  Support: Log the call
                  end: Logged
                """),
            Example(
                "One answer leaves the loop",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Call prospect
                  Sales: Reached?
                    yes
                    no -> Call prospect
                  end: Done
                """),
            Example(
                "A path that goes round until it is done, beside another",
                """
                process: Leads
                lanes: Sales, Support
                flow:
                  in parallel:
                    path: call
                      Sales: Call prospect
                      Sales: Reached?
                        yes
                        no -> Call prospect
                    path: write
                      Support: Write letter
                  end: Done
                """),
        ]
    ) { review in
        let (map, graph) = (review.map, review.graph)
        let stuck = map.nodeIDs.filter { graph.isReachable[$0.index] && !graph.canFinish[$0.index] }
        if !stuck.isEmpty {
            let parts = LooseParts(
                graph, within: stuck,
                startingAt: { node in
                    graph.entries.contains(node) || graph.flows(into: node).contains { graph.canFinish[graph.source(of: $0).index] }
                })
            for part in parts.all where !part.contains(where: { graph.flows(from: $0).isEmpty && !map[$0].isImplicit }) {
                let round = goingRound(part, graph).filter { !map[$0].isImplicit }
                guard let first = round.first else { continue }
                let names = round.filter { map[$0].isWork }.map { "'\(map[$0].name)'" }
                review.tellLoop(
                    first, names.count < 2 ? "'\(map[first].name)' leads only back to itself" : "\(Wording.some(names)) lead only to each other")
            }
        }
        for loop in review.facts.soundness.endlessLoops where graph.canFinish[loop.entry.index] {
            review.tellLoop(
                loop.entry, "what comes to '\(map[loop.entry].name)' goes round for ever: whenever something leaves the loop, something goes back as well")
        }
    }

    /// The nodes of a part without those before its loops, in the order written.
    private static func goingRound(_ part: [NodeID], _ graph: FlowGraph) -> [NodeID] {
        var before: [NodeID: Int] = [:]
        for node in part { before[node] = 0 }
        for node in part {
            for flow in graph.flows(from: node) {
                if let count = before[graph.target(of: flow)] { before[graph.target(of: flow)] = count + 1 }
            }
        }
        var open = part.filter { before[$0] == 0 }
        while let node = open.popLast() {
            before[node] = nil
            for flow in graph.flows(from: node) {
                let target = graph.target(of: flow)
                guard let count = before[target] else { continue }
                before[target] = count - 1
                if count == 1 { open.append(target) }
            }
        }
        return part.filter { before[$0] != nil }.sorted()
    }
}

extension Review {
    fileprivate mutating func tellLoop(_ node: NodeID, _ message: String) {
        find(
            message, at: .node(node), map[node].span,
            remedy: "add the way out of the loop, such as a decision with an answer that leaves it",
            question: "\(map[map[node].lane].name), when is it enough at \(Wording.ending(map[node].name)), and what happens then?")
    }
}
