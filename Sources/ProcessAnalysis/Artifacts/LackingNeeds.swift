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
        // What a step makes, or takes as given from there on as it needs it; and what passes over a flow.
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

        var missing = none
        var isOpen = [Bool](repeating: false, count: graph.nodeCount)
        for entry in graph.entries {
            missing[entry.index] = coming
            isOpen[entry.index] = true
        }
        // What may come without it over each path that is waited for, and into each join.
        var onPath = [UInt64](repeating: 0, count: waited.joinOf.count)
        var intoJoin = none
        var isAnyOpen = coming != 0
        // Once over the map in the order of the flow, and again as long as ways back bring something new.
        while isAnyOpen {
            isAnyOpen = false
            for node in order.nodes where isOpen[node.index] {
                isOpen[node.index] = false
                if let paths = pathsOfJoin[node] {
                    missing[node.index] |= paths.reduce(intoJoin[node.index]) { $0 & onPath[$1] }
                }
                let left = missing[node.index] & ~needing[node.index]
                for flow in graph.flows(from: node) {
                    // What leaves a step by an exception leaves before its work is done.
                    let out = left & ~passing[flow.index] & (map[flow].kind == .exception ? .max : ~making[node.index])
                    guard out != 0 else { continue }
                    let target = graph.target(of: flow)
                    let path = Int(waited.pathOf[flow.index])
                    var opened: NodeID?
                    if path >= 0, out & ~onPath[path] != 0 {
                        onPath[path] |= out
                        opened = waited.joinOf[path]
                    }
                    if waited.pathCount[target.index] == 0 {
                        if out & ~missing[target.index] != 0 {
                            missing[target.index] |= out
                            isOpen[target.index] = true
                            isAnyOpen = true
                        }
                    } else if path >= 0, waited.joinOf[path] == target, out & ~intoJoin[target.index] != 0 {
                        intoJoin[target.index] |= out
                        opened = target
                    }
                    if let opened {
                        isOpen[opened.index] = true
                        isAnyOpen = true
                    }
                }
            }
        }
        return missing
    }
}
