import ProcessModel

/// A loop whose steps lie in two lanes.
struct TwoLaneLoop {
    /// The step to which it goes back.
    let start: NodeID
    /// The passing by which it comes back into the lane where it starts.
    let turn: Passing
    /// The flow that goes back.
    let back: FlowID
    /// The share of cases at `start` that come back to it this way; nil where it cannot be known.
    let share: Double?

    /// One for each flow that goes back, in the order written.
    /// Incomplete where following all of them would take more than `mostVisits` looks at a node.
    static func all(_ review: Review, _ order: PathOrder, mostVisits: Int) -> (found: [TwoLaneLoop], isComplete: Bool) {
        let (map, graph) = (review.map, review.graph)
        var visits = 0
        var isComplete = true
        let found: [TwoLaneLoop] = map.flowIDs.compactMap { flow in
            guard graph.isLoop[flow.index] else { return nil }
            let (first, last) = (order.place[graph.target(of: flow).index], order.place[graph.source(of: flow).index])
            visits += max(0, last - first) + review.passings.all.count
            guard visits <= mostVisits else {
                isComplete = false
                return nil
            }
            let inside = nodes(of: flow, graph, order)
            let lanes = Set(inside.filter { map[$0].isWork }.map { map[$0].lane })
            guard lanes.count == 2, lanes.allSatisfy({ map[$0].kind != .system && map[$0].kind != .customer }),
                let start = inside.first(where: { map[$0].isWork })
            else { return nil }
            let members = Set(inside)
            let turn = review.passings.all.last { passing in
                passing.to == map[start].lane && members.contains(passing.sender) && members.contains(passing.receiver)
            }
            guard let turn else { return nil }
            return TwoLaneLoop(start: start, turn: turn, back: flow, share: share(of: flow, inside, map, graph))
        }
        return (found, isComplete)
    }

    /// The nodes on some way from where a loop starts to where it goes back, in path order.
    private static func nodes(of back: FlowID, _ graph: FlowGraph, _ order: PathOrder) -> [NodeID] {
        let first = graph.target(of: back)
        let last = graph.source(of: back)
        guard order.place[first.index] <= order.place[last.index] else { return [] }
        let range = order.nodes[order.place[first.index]...order.place[last.index]]
        var ahead: Set<NodeID> = [first]
        for node in range where ahead.contains(node) {
            for flow in graph.flows(from: node) where !graph.isLoop[flow.index] { ahead.insert(graph.target(of: flow)) }
        }
        var inside: Set<NodeID> = [last]
        for node in range.reversed() where inside.contains(node) {
            for flow in graph.flows(into: node) where !graph.isLoop[flow.index] {
                let source = graph.source(of: flow)
                if ahead.contains(source) { inside.insert(source) }
            }
        }
        return range.filter { inside.contains($0) && ahead.contains($0) }
    }

    /// Shares multiply along a way and add up where ways meet; at a join all paths arrive together,
    /// so there the greatest counts.
    private static func share(of back: FlowID, _ inside: [NodeID], _ map: ProcessMap, _ graph: FlowGraph) -> Double? {
        var arrived: [NodeID: Double?] = [:]
        for (index, node) in inside.enumerated() {
            if index == 0 {
                arrived[node] = .some(1)
                continue
            }
            var total: Double? = 0
            for flow in graph.flows(into: node) where !graph.isLoop[flow.index] {
                guard let before = arrived[graph.source(of: flow)] else { continue }
                guard let before, let part = share(of: flow, map, graph), let sum = total else {
                    total = nil
                    break
                }
                total = map[node].kind == .join ? max(sum, before * part) : sum + before * part
            }
            arrived[node] = .some(total)
        }
        guard let before = arrived[graph.source(of: back)] ?? nil, let part = share(of: back, map, graph) else { return nil }
        return min(1, before * part)
    }

    /// How likely a flow is to be taken: as said, or what the other answers leave for the only one
    /// of which nothing was said.
    private static func share(of flow: FlowID, _ map: ProcessMap, _ graph: FlowGraph) -> Double? {
        switch map[flow].kind {
        case .next, .path: return 1
        case .exception: return map[flow].probability?.value
        case .answer:
            if let said = map[flow].probability?.value { return said }
            let answers = graph.flows(from: graph.source(of: flow)).filter { map[$0].kind == .answer }
            let said = answers.compactMap { map[$0].probability?.value }
            return answers.count - said.count == 1 ? max(0, 1 - said.reduce(0, +)) : nil
        }
    }
}
