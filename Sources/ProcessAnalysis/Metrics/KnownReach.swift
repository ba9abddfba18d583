import ProcessModel

/// Which nodes' visits the map's shares tell.
struct KnownReach {
    /// True where cases come and how often is known.
    let isKnown: [Bool]
    /// True where cases may come and how often is not known. Where neither holds no case comes.
    let isUnknown: [Bool]
    let missing: [String]

    init(_ map: ProcessMap, _ graph: FlowGraph, shares: FlowShares, blocks: ParallelBlocks) {
        let count = graph.nodeCount
        func walk(from starts: [Int], back: Bool = false, within: [Bool]? = nil) -> [Bool] {
            var seen = [Bool](repeating: false, count: count)
            var open: [Int] = []
            for start in starts where !seen[start] {
                seen[start] = true
                open.append(start)
            }
            while let node = open.popLast() {
                func visit(_ flow: FlowID, _ next: Int) {
                    if (shares[flow] ?? 1) > 0, !seen[next], within?[next] ?? true {
                        seen[next] = true
                        open.append(next)
                    }
                }
                if back {
                    for flow in graph.flows(into: NodeID(node)) { visit(flow, graph.source(of: flow).index) }
                } else if map.nodes[node].kind != .end {
                    for flow in graph.flows(from: NodeID(node)) { visit(flow, graph.target(of: flow).index) }
                }
            }
            return seen
        }

        let comes = walk(from: graph.entries.map(\.index))
        var missing: [String] = []
        var doubts: [Int] = []
        for gap in shares.gaps where comes[gap.node.index] {
            missing.append(gap.message)
            for flow in graph.flows(from: gap.node) where shares[flow] == nil { doubts.append(graph.target(of: flow).index) }
        }
        for problem in blocks.problems where comes[problem.node.index] {
            missing.append(problem.message)
            if map[problem.node].kind == .join {
                doubts.append(problem.node.index)
            } else {
                for flow in graph.flows(from: problem.node) { doubts.append(graph.target(of: flow).index) }
            }
        }
        var unknown = walk(from: doubts, within: comes)
        // A join cannot be told where what happens inside its block cannot.
        for block in blocks.blocks
        where !unknown[block.join.index] && comes[block.fork.index] && block.members.contains(where: { unknown[$0.index] }) {
            doubts.append(block.join.index)
            unknown = walk(from: doubts, within: comes)
        }

        // From where cases never come to a halt their visits have no number.
        let last = (0..<count).filter { node in
            comes[node] && (unknown[node] || map.nodes[node].kind == .end
                || !graph.flows(from: NodeID(node)).contains { (shares[$0] ?? 1) > 0 })
        }
        let halts = walk(from: last, back: true, within: comes)
        if let first = (0..<count).first(where: { comes[$0] && !halts[$0] }) {
            let isByShares = map.flows.indices.contains { flow in
                let source = map.flows[flow].from.index
                return shares.values[flow] == 0 && map.flows[flow].kind == .answer && comes[source] && !halts[source]
            }
            missing.append("cases that reach '\(map.nodes[first].name)' go round for ever: "
                + (isByShares ? "the shares of the answers send all of them back, correct these" : "add an answer that leads on"))
            for node in 0..<count where comes[node] && !halts[node] { unknown[node] = true }
        }
        isUnknown = unknown
        isKnown = (0..<count).map { comes[$0] && !unknown[$0] }
        self.missing = missing
    }
}
