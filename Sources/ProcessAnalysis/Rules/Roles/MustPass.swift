import ProcessModel

/// The nodes that every case passes on its way from where it comes in to an end.
///
/// A node lies on every path from another to the ends exactly where it post-dominates it. All paths
/// of a fork are taken, so what every way through one of its paths passes is passed as well.
struct MustPass {
    let isPassed: [Bool]

    init(_ map: ProcessMap, _ graph: FlowGraph) {
        let next = graph.postDominators()
        let beyond = graph.nodeCount
        var passes = [Int](repeating: 0, count: graph.nodeCount)
        let entries = graph.entries.filter { graph.canFinish[$0.index] }
        for entry in entries {
            var node = entry.index
            while node != beyond, node >= 0 {
                passes[node] += 1
                node = next[node]
            }
        }
        var isPassed = passes.map { $0 == entries.count && !entries.isEmpty }

        var forks = map.nodeIDs.filter { map[$0].kind == .fork && isPassed[$0.index] }
        while let fork = forks.popLast() {
            let meeting = next[fork.index]
            // A join that goes on with the first path does not need the others. One that lets every
            // arrival through does: what comes over each path goes on by itself.
            if meeting >= 0, meeting < beyond, map.nodes[meeting].kind == .join, map.nodes[meeting].joinRule == .any { continue }
            for flow in graph.flows(from: fork) {
                var node = graph.target(of: flow).index
                while node != beyond, node >= 0, !isPassed[node] {
                    isPassed[node] = true
                    if map.nodes[node].kind == .fork { forks.append(NodeID(node)) }
                    node = next[node]
                }
            }
        }
        self.isPassed = isPassed
    }
}
