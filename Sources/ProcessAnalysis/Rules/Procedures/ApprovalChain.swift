import ProcessModel

extension Rule {
    private static let approvals = Setting(
        name: "approvals", standard: 3, unit: "approvals", meaning: "how many approvals on one path are too many")

    static let approvalChain = Rule(
        name: "approval-chain", category: .procedures, severity: .warning,
        title: "One approval after another",
        triggers: """
            Three or more steps marked `approval` lie on one path from the start. Paths that run in parallel are \
            counted each by itself, and going back counts once.
            """,
        why: "Where three sign, each trusts that the others have read it; the case waits for three calendars and is checked by none.",
        remedy: "Ask for approvals side by side, or by risk: small cases need one.",
        question: "What has the last of these approvals stopped in the past year that the first had let through?",
        settings: [approvals],
        examples: [
            Example(
                "Three signatures for every offer",
                """
                process: Offers
                lanes: Sales, Legal, Finance
                flow:
                  Sales: Write offer
                  Sales: Approve discount [approval]
                  Legal: Approve terms [approval]
                  ↓Finance: Approve price [approval]
                """),
            Example(
                "Only for large ones, but there",
                """
                process: Purchases
                lanes: Buyer, Finance, Board
                flow:
                  Buyer: Sign request [approval]
                  Finance: Above 5k?
                    no
                    yes:
                      Finance: Approve budget [approval]
                      ↓Board: Approve purchase [approval]
                  Buyer: Order
                """),
            Example(
                "Side by side",
                """
                process: Offers
                lanes: Sales, Legal, Finance
                flow:
                  Sales: Write offer
                  in parallel:
                    path: discount
                      Sales: Approve discount [approval]
                    path: terms
                      Legal: Approve terms [approval]
                    path: price
                      Finance: Approve price [approval]
                  Sales: Send offer
                """),
            Example(
                "By risk: each path has its one",
                """
                process: Purchases
                lanes: Buyer, Finance, Board
                flow:
                  Buyer: How much?
                    small:
                      Buyer: Sign [approval]
                    medium:
                      Finance: Approve budget [approval]
                    large:
                      Board: Approve purchase [approval]
                  Buyer: Order
                """),
        ]
    ) { review in
        let (map, graph) = (review.map, review.graph)
        var isApproval = [Bool](repeating: false, count: graph.nodeCount)
        var count = 0
        for id in map.nodeIDs where review.isApproval(id) {
            isApproval[id.index] = true
            count += 1
        }
        guard count > 0, Double(count) >= review[approvals] else { return }
        let chain = review.facts.order.most(of: isApproval, graph)
        let limit = review[approvals]
        guard !chain.isEmpty, Double(chain.count) >= limit else { return }
        // The one that makes it too many is the one to talk about.
        let told = chain[min(max(Int(min(limit.rounded(.up), 1e6)), 1), chain.count) - 1]
        let steps = review.inspection.metrics.steps
        let times = chain.map { steps[$0.index] }
        let wait = times.reduce(0) { $0 + $1.leadAtLeast.expected }
        let isExact = times.allSatisfy { $0.lead != nil }
        let lasting = wait > 0 ? ", which take \(isExact ? "" : "at least ")\(Wording.elapsed(wait, by: map.calendar ?? .assumed))" : ""
        let names = chain.map { "'\(map[$0].name)'" }
        review.find(
            "\(chain.count) approvals on one path: \(Wording.some(names))\(lasting)", at: .node(told), map[told].performers.first?.span ?? map[told].span,
            related: .init(span: map[chain[0]].span, message: "the first of them"),
            remedy: "ask for them side by side with `in parallel:`, or by risk, so that small cases need one",
            question: "What did '\(map[told].name)' stop in the past year that '\(map[chain[0]].name)' had let through?")
    }
}

extension PathOrder {
    /// The most nodes of `counted` that lie on one path, in the order of that path.
    func most(of counted: [Bool], _ graph: FlowGraph) -> [NodeID] {
        var count = [Int](repeating: 0, count: graph.nodeCount)
        var arrival = [NodeID?](repeating: nil, count: graph.nodeCount)
        var best: NodeID?
        for node in nodes {
            var most = 0
            for flow in graph.flows(into: node) where !graph.isLoop[flow.index] {
                let source = graph.source(of: flow)
                if arrival[node.index] == nil || count[source.index] > most {
                    most = count[source.index]
                    arrival[node.index] = source
                }
            }
            count[node.index] = most + (counted[node.index] ? 1 : 0)
            if count[node.index] > best.map({ count[$0.index] }) ?? 0 { best = node }
        }
        var way: [NodeID] = []
        var node = best
        while let here = node {
            if counted[here.index] { way.append(here) }
            node = arrival[here.index]
        }
        return way.reversed()
    }
}
