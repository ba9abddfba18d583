import ProcessModel

/// Which of the flows into a join come from which path: a join that waits for all its paths has what any of
/// them made, so something is missing behind it only where each path may come without it.
///
/// A path that may end or leave before the join is not waited for when it does, and then has made what it
/// made on the way out.
struct WaitedPaths {
    /// For each flow, the path of a join that it comes in or leaves on; -1 for the others.
    private(set) var pathOf: [Int32]
    /// For each path, the join that waits for it.
    private(set) var joinOf: [NodeID] = []
    /// For each node, how many paths it waits for; 0 where the first to come goes on.
    private(set) var pathCount: [Int32]
    /// For each node, the block it lies in and by which path; -1 outside.
    private var block: [Int32]
    private var way: [Int32]
    private var forks: [NodeID] = []

    init(_ map: ProcessMap, _ graph: FlowGraph, _ blocks: ParallelBlocks) {
        pathOf = [Int32](repeating: -1, count: map.flows.count)
        pathCount = [Int32](repeating: 0, count: graph.nodeCount)
        block = [Int32](repeating: -1, count: graph.nodeCount)
        way = block
        guard map.nodes.contains(where: { $0.kind == .join }) else { return }
        forks = blocks.blocks.map(\.fork)
        var walk = Walk(map, graph, blocks)
        for (number, found) in blocks.blocks.enumerated() {
            let isWaiting = map[found.join].kind == .join && map[found.join].joinRule == .all && map[found.fork].kind != .decision
            let paths = walk.paths(of: number)
            for (index, path) in paths.enumerated() {
                for node in path.nodes {
                    block[node.index] = Int32(number)
                    way[node.index] = Int32(index)
                }
                guard isWaiting else { continue }
                for flow in path.arriving + path.leaving { pathOf[flow.index] = Int32(joinOf.count) }
                joinOf.append(found.join)
                pathCount[found.join.index] += 1
            }
        }
        // A join that no one fork belongs to waits for each flow by itself.
        for node in map.nodeIDs where map[node].kind == .join && map[node].joinRule == .all && !blocks.isMatchedJoin[node.index] {
            for flow in graph.flows(into: node) where graph.isReachable[graph.source(of: flow).index] {
                pathOf[flow.index] = Int32(joinOf.count)
                joinOf.append(node)
                pathCount[node.index] += 1
            }
        }
    }

    /// True where two steps lie on different paths of one parallel block, so that either may be done first.
    func areBeside(_ a: NodeID, _ b: NodeID) -> Bool {
        let first = places(of: a)
        return places(of: b).contains { there in first.contains { $0.block == there.block && $0.way != there.way } }
    }

    /// The blocks that hold a node, from inside out. Blocks within blocks end somewhere in maps that people write.
    private func places(of node: NodeID) -> [(block: Int32, way: Int32)] {
        var places: [(block: Int32, way: Int32)] = []
        var node = node
        while block[node.index] >= 0, places.count < 32 {
            places.append((block[node.index], way[node.index]))
            node = forks[Int(block[node.index])]
        }
        return places
    }

    /// One path of a block: what lies on it, over which flows it comes to the join, and over which it leaves.
    private struct Path {
        var nodes: [NodeID] = []
        var arriving: [FlowID] = []
        var leaving: [FlowID] = []
    }

    /// Goes through blocks from the inner ones outwards; a block inside is stepped over, so that each flow is
    /// looked at once.
    private struct Walk {
        let map: ProcessMap
        let graph: FlowGraph
        let blocks: ParallelBlocks
        /// The last block that counted a node among its members, and the last that met it.
        private var memberOf: [Int32]
        private var metBy: [Int32]
        /// For each block gone through, the flows on which all of it may be left.
        private var leaving: [[FlowID]] = []

        init(_ map: ProcessMap, _ graph: FlowGraph, _ blocks: ParallelBlocks) {
            self.map = map
            self.graph = graph
            self.blocks = blocks
            memberOf = [Int32](repeating: -1, count: graph.nodeCount)
            metBy = memberOf
        }

        mutating func paths(of number: Int) -> [Path] {
            let block = blocks.blocks[number]
            for node in block.members { memberOf[node.index] = Int32(number) }
            let paths = block.paths.map { path(from: $0, of: number, to: block.join) }
            // Where one path always comes to the join, the case goes on behind it, whoever leaves.
            leaving.append(paths.allSatisfy { !$0.leaving.isEmpty } ? paths.flatMap(\.leaving) : [])
            return paths
        }

        private mutating func path(from first: FlowID, of number: Int, to join: NodeID) -> Path {
            var path = Path()
            var open = [first]
            while let flow = open.popLast() {
                let node = graph.target(of: flow)
                guard node != join else {
                    path.arriving.append(flow)
                    continue
                }
                guard memberOf[node.index] == Int32(number) else {
                    path.leaving.append(flow)
                    continue
                }
                guard metBy[node.index] != Int32(number) else { continue }
                metBy[node.index] = Int32(number)
                path.nodes.append(node)
                let inner = Int(blocks.blockOfFork[node.index])
                if inner >= 0, inner < number {
                    let innerJoin = blocks.blocks[inner].join
                    metBy[innerJoin.index] = Int32(number)
                    path.nodes.append(innerJoin)
                    open += Array(graph.flows(from: innerJoin)) + leaving[inner]
                } else {
                    open += Array(graph.flows(from: node))
                }
            }
            return path
        }
    }
}
