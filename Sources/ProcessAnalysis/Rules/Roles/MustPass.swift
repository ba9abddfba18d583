import ProcessModel

/// The nodes that every case passes on its way from where it comes in to an end.
///
/// A node lies on every path from another to the ends exactly where it post-dominates it. The
/// immediate post-dominators are found on the reversed graph by the iteration of Cooper, Harvey and
/// Kennedy ("A Simple, Fast Dominance Algorithm", 2001). All paths of a fork are taken, so what
/// every way through one of its paths passes is passed as well.
struct MustPass {
    let isPassed: [Bool]

    init(_ map: ProcessMap, _ graph: FlowGraph) {
        let next = Self.postDominators(graph)
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

    /// For each node the first that every path from it to an end passes after it: `nodeCount` where
    /// that is nothing but having ended, -1 where no end can be reached.
    static func postDominators(_ graph: FlowGraph) -> [Int] {
        let beyond = graph.nodeCount
        var isEnd = [Bool](repeating: false, count: graph.nodeCount)
        for end in graph.ends { isEnd[end.index] = true }
        let order = orderFromEnds(graph)
        var rank = [Int](repeating: -1, count: graph.nodeCount + 1)
        for (index, node) in order.enumerated() { rank[node] = index + 1 }
        rank[beyond] = 0
        var next = [Int](repeating: -1, count: graph.nodeCount + 1)
        next[beyond] = beyond

        var changed = true
        while changed {
            changed = false
            for node in order {
                var best = isEnd[node] ? beyond : -1
                for flow in graph.flows(from: NodeID(node)) {
                    let target = graph.target(of: flow).index
                    guard next[target] >= 0 else { continue }
                    if best < 0 {
                        best = target
                        continue
                    }
                    var other = target
                    while other != best {
                        if rank[other] > rank[best] { other = next[other] } else { best = next[best] }
                    }
                }
                if next[node] != best {
                    next[node] = best
                    changed = true
                }
            }
        }
        return next
    }

    /// The nodes that can finish, in reverse postorder of a walk against the flows from the ends.
    private static func orderFromEnds(_ graph: FlowGraph) -> [Int] {
        var seen = [Bool](repeating: false, count: graph.nodeCount)
        var order: [Int] = []
        var path: [(node: Int, next: Int)] = []
        for end in graph.ends where !seen[end.index] {
            seen[end.index] = true
            path.append((end.index, 0))
            while let (node, next) = path.last {
                let into = graph.flows(into: NodeID(node))
                guard next < into.count else {
                    order.append(node)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let source = graph.source(of: into[into.index(into.startIndex, offsetBy: next)]).index
                if !seen[source] {
                    seen[source] = true
                    path.append((source, 0))
                }
            }
        }
        return order.reversed()
    }
}
