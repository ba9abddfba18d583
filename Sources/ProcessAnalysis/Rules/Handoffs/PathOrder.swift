import ProcessModel

/// The nodes in an order in which every flow but those that go back leads onward.
struct PathOrder {
    let nodes: [NodeID]
    /// For each node, its place in `nodes`.
    let place: [Int]

    init(_ graph: FlowGraph) {
        var waiting = [Int](repeating: 0, count: graph.nodeCount)
        for node in 0..<graph.nodeCount {
            for flow in graph.flows(into: NodeID(node)) where !graph.isLoop[flow.index] { waiting[node] += 1 }
        }
        var nodes = (0..<graph.nodeCount).filter { waiting[$0] == 0 }.map(NodeID.init)
        nodes.reserveCapacity(graph.nodeCount)
        var next = 0
        while next < nodes.count {
            for flow in graph.flows(from: nodes[next]) where !graph.isLoop[flow.index] {
                let target = graph.target(of: flow)
                waiting[target.index] -= 1
                if waiting[target.index] == 0 { nodes.append(target) }
            }
            next += 1
        }
        var place = [Int](repeating: 0, count: graph.nodeCount)
        for (index, node) in nodes.enumerated() { place[node.index] = index }
        self.nodes = nodes
        self.place = place
    }

    /// The most of `flows` that lie on one path, in the order of that path.
    func mostCrossings(_ flows: [FlowID], _ graph: FlowGraph) -> [FlowID] {
        let counted = Set(flows)
        var count = [Int](repeating: 0, count: graph.nodeCount)
        var arrival = [FlowID?](repeating: nil, count: graph.nodeCount)
        var best: NodeID?
        for node in nodes {
            for flow in graph.flows(into: node) where !graph.isLoop[flow.index] {
                let here = count[graph.source(of: flow).index] + (counted.contains(flow) ? 1 : 0)
                if here > count[node.index] {
                    count[node.index] = here
                    arrival[node.index] = flow
                }
            }
            if count[node.index] > best.map({ count[$0.index] }) ?? 0 { best = node }
        }
        var way: [FlowID] = []
        var node = best
        while let here = node, let flow = arrival[here.index] {
            if counted.contains(flow) { way.append(flow) }
            node = graph.source(of: flow)
        }
        return way.reversed()
    }
}
