import ProcessModel

/// Who waits to hear of what they sent, at each place of a map.
///
/// A lane that passes work on waits until it does a step itself or is told. Work that reaches a lane
/// which waits is an answer, and asks for none itself; all other work that passes is a request.
enum OpenRequests {
    /// The flows on which an answer passes.
    ///
    /// Each node is met once, after all that leads to it but for ways back; a lane waits there if it
    /// does on any way that leads there.
    ///
    /// - Parameter hearing: for each lane, the steps that it does or is told of.
    static func answers(in review: Review, hearing: [[NodeID]]) -> Set<FlowID> {
        let (map, graph) = (review.map, review.graph)
        var passings: [FlowID: Passing] = [:]
        for passing in review.passings.all { passings[passing.flow] = passing }
        guard !passings.isEmpty else { return [] }
        // For each node, a bit a lane.
        let words = (map.lanes.count + 63) / 64
        var waiting = [UInt64](repeating: 0, count: words * graph.nodeCount)
        var hears = waiting
        for (lane, steps) in hearing.enumerated() {
            for step in steps { hears[step.index * words + lane / 64] |= 1 << UInt64(lane % 64) }
        }
        var answers = Set<FlowID>()
        for node in inOrder(graph) {
            for word in 0..<words { waiting[node * words + word] &= ~hears[node * words + word] }
            for flow in graph.flows(from: NodeID(node)) {
                let target = graph.target(of: flow).index
                for word in 0..<words { waiting[target * words + word] |= waiting[node * words + word] }
                guard let passing = passings[flow] else { continue }
                let (from, to) = (passing.from.index, passing.to.index)
                if waiting[node * words + to / 64] & (1 << UInt64(to % 64)) != 0 {
                    answers.insert(flow)
                } else if map[passing.from].kind != .system, map[passing.to].kind != .customer {
                    waiting[target * words + from / 64] |= 1 << UInt64(from % 64)
                }
            }
        }
        return answers
    }

    /// All nodes, each after those that lead to it, but for ways back.
    private static func inOrder(_ graph: FlowGraph) -> [Int] {
        var seen = [Bool](repeating: false, count: graph.nodeCount)
        var order: [Int] = []
        var path: [(node: Int, next: Int)] = []
        for start in graph.entries.map(\.index) + Array(0..<graph.nodeCount) where !seen[start] {
            seen[start] = true
            path.append((start, 0))
            while let (node, next) = path.last {
                guard let flow = graph.flows(from: NodeID(node)).dropFirst(next).first else {
                    order.append(node)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let target = graph.target(of: flow).index
                if !seen[target] {
                    seen[target] = true
                    path.append((target, 0))
                }
            }
        }
        return order.reversed()
    }
}
