import ProcessModel

/// What can be said of visits although some shares are not known.
///
/// Of a case that takes an answer of unknown share only one thing is certain, as long as every case
/// ends: that it comes by the first node that all those answers lead through, their common
/// post-dominator. So the map is read as if such cases went straight there. That leaves out visits
/// on the way and adds none: each number is a lower bound. It is exact for every node that does not
/// lie on the way. Where the answers have nothing in common the case is lost sight of.
struct CertainPart {
    /// For each node, how often a case passes it at least.
    let atLeast: [Double]
    /// For each node, how often a case passes it; nil where the unknown shares have a say in it.
    let exact: [Double?]

    /// Nil where the shares that are known contradict each other so that nothing follows from them.
    init?(
        _ map: ProcessMap, _ graph: FlowGraph, shares: FlowShares, blocks: ParallelBlocks, steps: [StepFigures]
    ) {
        let count = graph.nodeCount
        var block = [Int](repeating: -1, count: count)
        for (index, found) in blocks.blocks.enumerated() {
            for member in found.members { block[member.index] = index }
        }
        let meetings = MeetingPoints(graph)
        var ways = Ways(graph, shares)
        var certain = map
        var steps = steps
        var depends = [Bool](repeating: false, count: count)
        /// Where cases go on of which nothing more is known than that they may come.
        var lost: [Int] = []
        var onTheWay: [Int: Ways.Region] = [:]
        let goals = shares.gaps.map { Self.meeting(after: $0.node, map, graph, shares, blocks, block, meetings) }
        var starts: [Int: [Int]] = [:]
        for (gap, goal) in zip(shares.gaps, goals) {
            guard let goal else { continue }
            starts[goal, default: []] += Self.unknownTargets(of: gap.node, graph, shares)
        }
        // Many decisions may lead to one meeting point, each by way of the next; their ways are walked together.
        for goal in starts.keys.sorted() {
            let region = ways.region(
                from: starts[goal] ?? [], upTo: goal, mayBeStuck: { !meetings.canFinish($0) },
                maySplit: { !Self.keepsOne($0, map, graph, blocks) })
            for node in region.nodes { depends[node] = true }
            onTheWay[goal] = region
        }
        for (number, gap) in shares.gaps.enumerated() {
            let leaving = Array(graph.flows(from: gap.node))
            guard map[gap.node].kind == .decision,
                !leaving.contains(where: { map[$0].kind == .exception && shares[$0] == nil })
            else { return nil }
            let unknown = leaving.filter { shares[$0] == nil }
            for flow in unknown { certain.flows[flow.index].probability = Figure(0, at: map[flow].span) }
            let targets = unknown.map { graph.target(of: $0).index }
            if map[gap.node].takesSeveralAnswers {
                lost += targets
                continue
            }
            var meeting = goals[number]
            if let goal = meeting, let region = onTheWay[goal] {
                if targets.contains(where: region.stuck.contains) { meeting = nil }
                if meeting == nil || targets.contains(where: region.split.contains) { lost += targets }
            } else {
                lost += targets
            }
            let excepted = leaving.reduce(0) { $0 + (map[$1].kind == .exception ? shares[$1] ?? 0 : 0) }
            let told = leaving.reduce(0) { $0 + (map[$1].kind == .exception ? 0 : shares[$1] ?? 0) }
            let regular = 1 - excepted
            guard regular > 0 else { continue }
            if meeting == nil {
                certain.nodes.append(Node(kind: .end, name: "", span: map[gap.node].span, lane: map[gap.node].lane))
                steps.append(.none)
            }
            var bypass = Flow(
                from: gap.node, to: NodeID(meeting ?? certain.nodes.count - 1), kind: .answer, span: map[gap.node].span)
            bypass.probability = Figure(min(1, max(0, 1 - told / regular)), at: map[gap.node].span)
            certain.flows.append(bypass)
        }
        for node in ways.nodes(from: lost, upTo: nil) { depends[node] = true }
        let certainGraph = FlowGraph(certain)
        let certainShares = FlowShares(certain, certainGraph)
        guard certainShares.gaps.isEmpty else { return nil }
        // Only visits are asked for: what the cases of each end take would cost a walk through the map for each.
        let certainBlocks = ParallelBlocks(certain, certainGraph)
        let reach = KnownReach(certain, certainGraph, shares: certainShares, blocks: certainBlocks)
        let solver = try? CaseFlowSolver(certain, certainGraph, shares: certainShares, blocks: certainBlocks, steps: steps, reach: reach)
        let visits = (0..<count).map { node in reach.isUnknown[node] ? nil : solver?.visits[node] }
        atLeast = visits.map { $0 ?? 0 }
        exact = visits.indices.map { depends[$0] ? nil : visits[$0] }
    }

    /// Where the answers of unknown share lead.
    private static func unknownTargets(of node: NodeID, _ graph: FlowGraph, _ shares: FlowShares) -> [Int] {
        graph.flows(from: node).filter { shares[$0] == nil }.map { graph.target(of: $0).index }
    }

    /// The first node that all answers of unknown share lead through; nil where there is none, or several may be taken.
    private static func meeting(
        after node: NodeID, _ map: ProcessMap, _ graph: FlowGraph, _ shares: FlowShares, _ blocks: ParallelBlocks, _ block: [Int],
        _ meetings: MeetingPoints
    ) -> Int? {
        guard map[node].kind == .decision, !map[node].takesSeveralAnswers,
            let meeting = meetings.first(after: unknownTargets(of: node, graph, shares))
        else { return nil }
        // A path keeps to its block, so that what is certain there ends at the join.
        let home = block[node.index]
        return block[meeting] == home || (home >= 0 && blocks.blocks[home].join.index == meeting) ? meeting : nil
    }

    /// True for a node that lets one case go on as one: all but forks whose paths do not all come
    /// together again.
    private static func keepsOne(_ node: Int, _ map: ProcessMap, _ graph: FlowGraph, _ blocks: ParallelBlocks) -> Bool {
        let block = Int(blocks.blockOfFork[node])
        if block >= 0 { return map.nodes[node].kind != .decision && blocks.blocks[block].exits.isEmpty }
        let ways = graph.flows(from: NodeID(node)).filter { map[$0].kind != .exception }.count
        return !ParallelBlocks.splits(map.nodes[node], ways)
    }
}

/// Where ways meet again for good.
private struct MeetingPoints {
    /// The tree of post-dominators, and how far each node is from its root.
    private let next: [Int]
    private let depth: [Int]

    init(_ graph: FlowGraph) {
        let next = graph.postDominators()
        let root = graph.nodeCount
        var depth = [Int](repeating: -1, count: root + 1)
        depth[root] = 0
        for start in 0..<root where next[start] >= 0 {
            var path: [Int] = []
            var node = start
            while node >= 0, depth[node] < 0 {
                path.append(node)
                node = next[node]
            }
            var above = node >= 0 ? depth[node] : 0
            for node in path.reversed() {
                above += 1
                depth[node] = above
            }
        }
        self.next = next
        self.depth = depth
    }

    func canFinish(_ node: Int) -> Bool { next[node] >= 0 }

    /// The first node that every way from all of `starts` to an end passes, the starts themselves
    /// included; nil where there is none.
    func first(after starts: [Int]) -> Int? {
        guard var meeting = starts.first, starts.allSatisfy(canFinish) else { return nil }
        for start in starts.dropFirst() {
            var other = start
            while other != meeting {
                if depth[other] > depth[meeting] { other = next[other] } else { meeting = next[meeting] }
            }
        }
        return meeting < next.count - 1 ? meeting : nil
    }
}

/// Walks along flows that cases may take.
private struct Ways {
    private let graph: FlowGraph
    private let shares: FlowShares
    /// The number of the walk that met a node last.
    private var met: [Int32]
    private var walk: Int32 = 0

    init(_ graph: FlowGraph, _ shares: FlowShares) {
        self.graph = graph
        self.shares = shares
        met = [Int32](repeating: 0, count: graph.nodeCount)
    }

    /// The nodes on some ways to a meeting point, and those of them from which a way leads to, or begins at, a node
    /// where a case may be stuck or may split.
    struct Region {
        let nodes: [Int]
        let stuck: Set<Int>
        let split: Set<Int>
    }

    mutating func region(
        from starts: [Int], upTo goal: Int, mayBeStuck: (Int) -> Bool, maySplit: (Int) -> Bool
    ) -> Region {
        let nodes = nodes(from: starts, upTo: goal)
        return Region(
            nodes: nodes, stuck: leading(to: nodes.filter(mayBeStuck)), split: leading(to: nodes.filter(maySplit)))
    }

    /// Those of the nodes of the last walk from which a way leads to one of `bad`, itself included.
    private func leading(to bad: [Int]) -> Set<Int> {
        var found = Set<Int>()
        var open = bad
        while let node = open.popLast() {
            guard found.insert(node).inserted else { continue }
            for flow in graph.flows(into: NodeID(node)) where (shares[flow] ?? 1) > 0 {
                let source = graph.source(of: flow).index
                if met[source] == walk { open.append(source) }
            }
        }
        return found
    }

    /// All nodes on the ways from `starts` up to, and without, `goal`.
    mutating func nodes(from starts: [Int], upTo goal: Int?) -> [Int] {
        walk += 1
        var found: [Int] = []
        var open = starts
        while let node = open.popLast() {
            guard node != goal, met[node] != walk else { continue }
            met[node] = walk
            found.append(node)
            for flow in graph.flows(from: NodeID(node)) where (shares[flow] ?? 1) > 0 {
                open.append(graph.target(of: flow).index)
            }
        }
        return found
    }
}
