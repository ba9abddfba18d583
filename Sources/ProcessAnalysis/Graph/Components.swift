/// The strongly connected parts of a graph: nodes that all lead to each other, and single nodes.
/// By the method of Tarjan ("Depth-first search and linear graph algorithms", 1972), without
/// recursion.
struct Components: Sendable {
    /// All nodes, those of one part together, every part after all parts that lead to it.
    let nodes: [Int32]
    /// For each part, where in `nodes` it begins; one more at the end.
    let starts: [Int32]

    /// `rows` and `targets` are the arcs of each node: those of node v are `targets[rows[v]..<rows[v + 1]]`.
    init(rows: [Int32], targets: [Int32]) {
        let count = rows.count - 1
        var number = [Int32](repeating: -1, count: count)
        /// The lowest number known to be reached; past all numbers once the part is complete.
        var lowest = number
        var next = rows
        var path: [Int32] = []
        var open: [Int32] = []
        var nodes: [Int32] = []
        nodes.reserveCapacity(count)
        var starts: [Int32] = []
        var counter: Int32 = 0
        for root in 0..<count where number[root] < 0 {
            path.append(Int32(root))
            while let top = path.last {
                let node = Int(top)
                if number[node] < 0 {
                    number[node] = counter
                    lowest[node] = counter
                    counter += 1
                    open.append(top)
                }
                if next[node] < rows[node + 1] {
                    let target = Int(targets[Int(next[node])])
                    next[node] += 1
                    if number[target] < 0 {
                        path.append(Int32(target))
                    } else {
                        lowest[node] = min(lowest[node], lowest[target])
                    }
                    continue
                }
                path.removeLast()
                if let before = path.last { lowest[Int(before)] = min(lowest[Int(before)], lowest[node]) }
                guard lowest[node] == number[node] else { continue }
                // The part is complete: it is what was opened since this node.
                starts.append(Int32(nodes.count))
                while let member = open.popLast() {
                    lowest[Int(member)] = .max
                    nodes.append(member)
                    if member == top { break }
                }
            }
        }
        // Tarjan completes a part after all that it leads to; turned round, each comes before them.
        self.nodes = nodes.reversed()
        var turned: [Int32] = [0]
        turned.reserveCapacity(starts.count + 1)
        for start in starts.reversed() { turned.append(Int32(nodes.count) - start) }
        self.starts = turned
    }
}
