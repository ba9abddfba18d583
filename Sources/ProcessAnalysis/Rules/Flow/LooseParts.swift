import ProcessModel

/// Nodes with the same fault, gathered into parts so that each is reported once.
struct LooseParts {
    /// Each part from its first node on; parts and what is in them in the order of the walk.
    let all: [[NodeID]]

    /// - Parameters:
    ///   - nodes: the nodes with the fault, in the order written.
    ///   - isStart: true for a node at which a part begins. What no such node leads to (a loop) begins
    ///     at the node written first.
    init(_ graph: FlowGraph, within nodes: [NodeID], startingAt isStart: (NodeID) -> Bool) {
        var left = [Bool](repeating: false, count: graph.nodeCount)
        for node in nodes { left[node.index] = true }
        var all: [[NodeID]] = []
        for root in nodes.filter(isStart) + nodes where left[root.index] {
            left[root.index] = false
            var part = [root]
            var next = 0
            while next < part.count {
                for flow in graph.flows(from: part[next]) {
                    let target = graph.target(of: flow)
                    if left[target.index] {
                        left[target.index] = false
                        part.append(target)
                    }
                }
                next += 1
            }
            all.append(part)
        }
        self.all = all.sorted { ($0.first?.index ?? 0) < ($1.first?.index ?? 0) }
    }
}
