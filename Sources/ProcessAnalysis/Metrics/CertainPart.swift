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
        let next = graph.postDominators()
        var certain = map
        var steps = steps
        var depends = [Bool](repeating: false, count: count)
        for gap in shares.gaps {
            let leaving = Array(graph.flows(from: gap.node))
            guard map[gap.node].kind == .decision,
                !leaving.contains(where: { map[$0].kind == .exception && shares[$0] == nil })
            else { return nil }
            let unknown = leaving.filter { shares[$0] == nil }
            for flow in unknown { certain.flows[flow.index].probability = Figure(0, at: map[flow].span) }
            let targets = unknown.map { graph.target(of: $0).index }
            if map[gap.node].takesSeveralAnswers {
                Self.mark(&depends, from: targets, upTo: nil, graph, shares)
                continue
            }
            var meeting = Self.meeting(of: targets, next, count)
            // A path keeps to its block, so that what is certain there ends at the join.
            let home = block[gap.node.index]
            if let node = meeting, block[node] != home, home < 0 || blocks.blocks[home].join.index != node { meeting = nil }
            let way = Self.mark(&depends, from: targets, upTo: meeting, graph, shares)
            if way.contains(where: { next[$0] < 0 }) { meeting = nil }
            if meeting == nil || !way.allSatisfy({ Self.keepsOne($0, map, graph, blocks) }) {
                Self.mark(&depends, from: targets, upTo: nil, graph, shares)
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
        let certainGraph = FlowGraph(certain)
        let certainShares = FlowShares(certain, certainGraph)
        guard certainShares.gaps.isEmpty else { return nil }
        let flow = CaseFlow(
            certain, certainGraph, shares: certainShares, blocks: ParallelBlocks(certain, certainGraph), steps: steps)
        atLeast = (0..<count).map { flow.visits[$0] ?? 0 }
        exact = (0..<count).map { depends[$0] ? nil : flow.visits[$0] }
    }

    /// The first node that every way from all of `targets` to an end passes; nil where there is none.
    private static func meeting(of targets: [Int], _ next: [Int], _ count: Int) -> Int? {
        func chain(_ start: Int) -> [Int] {
            guard next[start] >= 0 else { return [] }
            var chain: [Int] = []
            var node = start
            while node >= 0, node < count {
                chain.append(node)
                node = next[node]
            }
            return chain
        }
        guard let first = targets.first else { return nil }
        var common = chain(first)
        for target in targets.dropFirst() {
            let passed = Set(chain(target))
            common.removeAll { !passed.contains($0) }
        }
        return common.first
    }

    /// Marks all nodes on the ways from `starts` up to, and without, `goal`, and returns them.
    @discardableResult
    private static func mark(
        _ marks: inout [Bool], from starts: [Int], upTo goal: Int?, _ graph: FlowGraph, _ shares: FlowShares
    ) -> [Int] {
        var seen = [Bool](repeating: false, count: graph.nodeCount)
        var found: [Int] = []
        var open = starts
        while let node = open.popLast() {
            guard node != goal, !seen[node] else { continue }
            seen[node] = true
            marks[node] = true
            found.append(node)
            for flow in graph.flows(from: NodeID(node)) where (shares[flow] ?? 1) > 0 {
                open.append(graph.target(of: flow).index)
            }
        }
        return found
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
