/// Events and gateways stand where their neighbours do: starts and joins with the step after, ends, forks
/// and calls with the step before.
extension MapBuilder {
    mutating func placeEvents() {
        let open = map.nodes.indices.filter { map.nodes[$0].lane == Self.unplaced }
        guard !open.isEmpty else { return }
        let flows = FlowsByNode(map)
        findWorkAround(open, flows)
        // Where the side that counts leads nowhere, the other one is better than none.
        place(open, flows, onEitherSide: false)
        place(open, flows, onEitherSide: true)
        let rest = open.filter { map.nodes[$0].lane == Self.unplaced }
        guard !rest.isEmpty else { return }
        // A map of events and calls needs no lane; the one it is drawn in is the process itself.
        if map.lanes.isEmpty { map.lanes.append(Lane(name: map.name.string, span: map.name.span)) }
        let lane = fallbackLane()
        for index in rest { map.nodes[index].lane = lane }
    }

    /// Places whom it can, and then those for whom one that was just placed was the first: chains of gateways
    /// settle from their placed ends inwards. Each is placed at the first look after a neighbour was, so
    /// that no chain is gone through more than once.
    private mutating func place(_ open: [Int], _ flows: FlowsByNode, onEitherSide: Bool) {
        var queue = open
        var next = 0
        while next < queue.count {
            let index = queue[next]
            next += 1
            guard map.nodes[index].lane == Self.unplaced, let lane = laneBeside(index, flows, onEitherSide) else { continue }
            map.nodes[index].lane = lane
            // Only those that look this way: for the others nothing has changed.
            for before in flows.before(index, map.flows) where isUnplaced(before) && (onEitherSide || looksAhead(before)) { queue.append(before) }
            for after in flows.after(index, map.flows) where isUnplaced(after) && (onEitherSide || !looksAhead(after)) { queue.append(after) }
        }
    }

    /// Tells the events and gateways that work comes before, and those that work follows, from the others.
    private mutating func findWorkAround(_ open: [Int], _ flows: FlowsByNode) {
        for index in open { (map.nodes[index].followsWork, map.nodes[index].leadsToWork) = (false, false) }
        var queue = open.filter { flows.before($0, map.flows).contains { map.nodes[$0].isWork } }
        while let index = queue.popLast() {
            guard !map.nodes[index].followsWork else { continue }
            map.nodes[index].followsWork = true
            for after in flows.after(index, map.flows) where !map.nodes[after].followsWork { queue.append(after) }
        }
        queue = open.filter { flows.after($0, map.flows).contains { map.nodes[$0].isWork } }
        while let index = queue.popLast() {
            guard !map.nodes[index].leadsToWork else { continue }
            map.nodes[index].leadsToWork = true
            for before in flows.before(index, map.flows) where !map.nodes[before].leadsToWork { queue.append(before) }
        }
    }

    @inline(__always)
    private func isUnplaced(_ index: Int) -> Bool { map.nodes[index].lane == Self.unplaced }

    @inline(__always)
    private func looksAhead(_ index: Int) -> Bool { map.nodes[index].kind == .start || map.nodes[index].kind == .join }

    private func laneBeside(_ index: Int, _ flows: FlowsByNode, _ onEitherSide: Bool) -> LaneID? {
        let looksAhead = looksAhead(index)
        let found = looksAhead ? firstPlaced(flows.after(index, map.flows)) : firstPlaced(flows.before(index, map.flows))
        guard found == nil, onEitherSide else { return found }
        return looksAhead ? firstPlaced(flows.before(index, map.flows)) : firstPlaced(flows.after(index, map.flows))
    }

    @inline(__always)
    private func firstPlaced(_ neighbours: FlowsByNode.Neighbours) -> LaneID? {
        for neighbour in neighbours where !isUnplaced(neighbour) { return map.nodes[neighbour].lane }
        return nil
    }
}

/// The flows that come to each unplaced node and leave it, in their order, as chains in flat arrays.
private struct FlowsByNode {
    private var firstIn: [Int32]
    private var firstOut: [Int32]
    private var nextIn: [Int32]
    private var nextOut: [Int32]

    init(_ map: ProcessMap) {
        firstIn = [Int32](repeating: -1, count: map.nodes.count)
        firstOut = firstIn
        nextIn = [Int32](repeating: -1, count: map.flows.count)
        nextOut = nextIn
        for index in map.flows.indices.reversed() {
            let from = map.flows[index].from.index
            let to = map.flows[index].to.index
            if map.nodes[to].lane == MapBuilder.unplaced {
                nextIn[index] = firstIn[to]
                firstIn[to] = Int32(truncatingIfNeeded: index)
            }
            if map.nodes[from].lane == MapBuilder.unplaced {
                nextOut[index] = firstOut[from]
                firstOut[from] = Int32(truncatingIfNeeded: index)
            }
        }
    }

    /// The nodes from which flows come.
    @inline(__always)
    func before(_ node: Int, _ all: [Flow]) -> Neighbours { Neighbours(all: all, flow: firstIn[node], following: nextIn, isBefore: true) }

    /// The nodes to which flows go.
    @inline(__always)
    func after(_ node: Int, _ all: [Flow]) -> Neighbours { Neighbours(all: all, flow: firstOut[node], following: nextOut, isBefore: false) }

    /// The nodes at the other ends of one chain.
    struct Neighbours: Sequence, IteratorProtocol {
        let all: [Flow]
        var flow: Int32
        let following: [Int32]
        let isBefore: Bool

        @inline(__always)
        mutating func next() -> Int? {
            guard flow >= 0 else { return nil }
            let index = Int(flow)
            flow = following[index]
            return isBefore ? all[index].from.index : all[index].to.index
        }
    }
}
