import ProcessModel

/// Which needs a case may come to without the thing: the same as `MissingWays` tells of one thing, for all things
/// of a map at little more than the cost of one, as 64 of them are followed in one walk.
struct LackingNeeds {
    private let map: ProcessMap
    private let graph: FlowGraph
    private let order: PathOrder
    private let waited: WaitedPaths
    /// For each join that waits, its paths.
    private let pathsOfJoin: [NodeID: [Int]]

    init(_ map: ProcessMap, _ graph: FlowGraph, _ order: PathOrder, _ waited: WaitedPaths) {
        self.map = map
        self.graph = graph
        self.order = order
        self.waited = waited
        var paths: [NodeID: [Int]] = [:]
        for (path, join) in waited.joinOf.enumerated() { paths[join, default: []].append(path) }
        pathsOfJoin = paths
    }

    /// For each thing, the needs that it may be missing at.
    ///
    /// - Parameter givers: further steps taken to make all of them.
    func of(_ things: [ArtifactFlow.Artifact], givers: [NodeID] = []) -> [[ArtifactFlow.Need]] {
        var lacking: [[ArtifactFlow.Need]] = []
        lacking.reserveCapacity(things.count)
        var next = 0
        while next < things.count {
            let block = things[next..<min(next + 64, things.count)]
            let missing = missing(block, givers: givers)
            for (bit, thing) in block.enumerated() {
                lacking.append(thing.needs.filter { missing[$0.node.index] & 1 << UInt64(bit) != 0 })
            }
            next += 64
        }
        return lacking
    }

    /// For each thing, whether it is there at whichever end a case leaves.
    func isThereAtEveryEnd(_ things: [ArtifactFlow.Artifact]) -> [Bool] {
        var isThere: [Bool] = []
        isThere.reserveCapacity(things.count)
        var next = 0
        while next < things.count {
            let block = things[next..<min(next + 64, things.count)].map(\.withoutNeeds)
            let missing = missing(block[...], givers: [])
            for (bit, thing) in block.enumerated() {
                let makers = Set(thing.makers)
                isThere.append(!graph.ends.contains { missing[$0.index] & 1 << UInt64(bit) != 0 && !makers.contains($0) })
            }
            next += 64
        }
        return isThere
    }

    /// For each node, those of up to 64 things, a bit each, that a case may come there without.
    private func missing(_ things: ArraySlice<ArtifactFlow.Artifact>, givers: [NodeID]) -> [UInt64] {
        let none = [UInt64](repeating: 0, count: graph.nodeCount)
        // What a step makes, what it takes as given from there on as it needs it, and what passes over a flow.
        var (making, needing) = (none, none)
        var passing = [UInt64](repeating: 0, count: map.flows.count)
        var coming: UInt64 = 0
        for (index, thing) in things.enumerated() {
            let bit = UInt64(1) << UInt64(index)
            for node in thing.makers { making[node.index] |= bit }
            for need in thing.needs { needing[need.node.index] |= bit }
            for flow in thing.carriers { passing[flow.index] |= bit }
            if !thing.comesWithCase { coming |= bit }
        }
        for node in givers { making[node.index] = .max }

        var walk = Walk(missing: none, intoJoin: none, onPath: [UInt64](repeating: 0, count: waited.joinOf.count), isOpen: none.map { _ in false })
        for entry in graph.entries {
            walk.missing[entry.index] = coming
            walk.isOpen[entry.index] = true
        }
        guard coming != 0 else { return walk.missing }
        func leave(_ node: NodeID, isInOrder: Bool) {
            walk.isOpen[node.index] = false
            if let paths = pathsOfJoin[node] {
                walk.missing[node.index] |= paths.reduce(walk.intoJoin[node.index]) { $0 & walk.onPath[$1] }
            }
            let left = walk.missing[node.index] & ~needing[node.index]
            for flow in graph.flows(from: node) {
                // What leaves a step by an exception leaves before its work is done.
                let out = left & ~passing[flow.index] & (map[flow].kind == .exception ? .max : ~making[node.index])
                guard out != 0 else { continue }
                for opened in walk.comeTo(graph.target(of: flow), with: out, on: Int(waited.pathOf[flow.index]), waited) where !walk.isOpen[opened.index] {
                    walk.isOpen[opened.index] = true
                    if !isInOrder || order.place[opened.index] <= order.place[node.index] { walk.again.append(opened) }
                }
            }
        }
        // Once over the map in the order of the flow, which is all where nothing goes back.
        for node in order.nodes where walk.isOpen[node.index] { leave(node, isInOrder: true) }
        while let node = walk.again.popLast() {
            if walk.isOpen[node.index] { leave(node, isInOrder: false) }
        }
        return walk.missing
    }
}

/// How far a walk with up to 64 things has come, a bit each.
private struct Walk {
    /// What a case may come to each node without.
    var missing: [UInt64]
    /// What comes into each join without it, and over each path that is waited for.
    var intoJoin: [UInt64]
    var onPath: [UInt64]
    /// The nodes from which something new goes on.
    var isOpen: [Bool]
    /// Those of them that lie behind in the order of the flow.
    var again: [NodeID] = []

    /// The nodes at which something may be missing that was not before: where the flow leads, unless that waits for
    /// others, and the join that waits for the path which the flow comes or leaves on.
    mutating func comeTo(_ target: NodeID, with out: UInt64, on path: Int, _ waited: WaitedPaths) -> [NodeID] {
        var opened: [NodeID] = []
        var join: NodeID?
        if path >= 0, out & ~onPath[path] != 0 {
            onPath[path] |= out
            join = waited.joinOf[path]
        }
        if waited.pathCount[target.index] == 0 {
            if out & ~missing[target.index] != 0 {
                missing[target.index] |= out
                opened.append(target)
            }
        } else if path >= 0, waited.joinOf[path] == target, out & ~intoJoin[target.index] != 0 {
            intoJoin[target.index] |= out
            join = target
        }
        if let join { opened.append(join) }
        return opened
    }
}
