import ProcessModel

extension FlowGraph {
    /// For each node the first that every path from it to an end passes after it: `nodeCount` where
    /// that is nothing but having ended, -1 where no end can be reached.
    ///
    /// Found on the reversed graph by the iteration of Cooper, Harvey and Kennedy ("A Simple, Fast
    /// Dominance Algorithm", 2001).
    func postDominators() -> [Int] {
        let beyond = nodeCount
        var isEnd = [Bool](repeating: false, count: nodeCount)
        for end in ends { isEnd[end.index] = true }
        let order = orderFromEnds()
        var rank = [Int](repeating: -1, count: nodeCount + 1)
        for (index, node) in order.enumerated() { rank[node] = index + 1 }
        rank[beyond] = 0
        var next = [Int](repeating: -1, count: nodeCount + 1)
        next[beyond] = beyond

        var changed = true
        while changed {
            changed = false
            for node in order {
                var best = isEnd[node] ? beyond : -1
                for flow in flows(from: NodeID(node)) {
                    let target = target(of: flow).index
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
    private func orderFromEnds() -> [Int] {
        var seen = [Bool](repeating: false, count: nodeCount)
        var order: [Int] = []
        var path: [(node: Int, next: Int)] = []
        for end in ends where !seen[end.index] {
            seen[end.index] = true
            path.append((end.index, 0))
            while let (node, next) = path.last {
                let into = flows(into: NodeID(node))
                guard next < into.count else {
                    order.append(node)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let source = source(of: into[into.index(into.startIndex, offsetBy: next)]).index
                if !seen[source] {
                    seen[source] = true
                    path.append((source, 0))
                }
            }
        }
        return order.reversed()
    }
}
