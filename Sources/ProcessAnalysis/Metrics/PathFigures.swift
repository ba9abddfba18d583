import HeapModule
import ProcessModel

#if canImport(Glibc)
import Glibc
#endif

/// The figures along the main path: plain sums over its steps.
///
/// Where it goes through a parallel block, all paths of the block that reach the join belong to it,
/// each by its likeliest way: work and ok are those of all, the lead time that of the longest, or of the
/// shortest where the join goes on with any.
public struct PathFigures: Sendable {
    /// All nodes passed, those of parallel paths among them, in the order written.
    public let nodes: [NodeID]
    /// Those of them that the lead time is the sum of: of a parallel block, the path that counts. In the order written.
    public let paced: [NodeID]
    /// All nodes passed in the order of the walk: parallel paths one after the other, before the step at which they meet.
    public let walked: [NodeID]
    /// The flows that the walk goes along.
    public let flows: [FlowID]
    public let lead: TotalTime
    /// What that lead time is made of.
    public let parts: LeadParts
    public let work: TotalTime
    public let rolledOK: RolledOK
    /// How many times the work passes to another lane.
    public let handoffs: Int

    /// Work as a share of lead time, also called flow efficiency; nil where no time is known.
    /// Exact only where both are complete.
    public var activityRatio: Double? { lead.time.expected > 0 ? work.time.expected / lead.time.expected : nil }

    init?(_ map: ProcessMap, _ graph: FlowGraph, _ mainPath: MainPath, blocks: ParallelBlocks, steps: [StepFigures], calls: [Call] = []) {
        guard let first = mainPath.nodes.first else { return nil }
        let walker = PathWalker(map, graph, blocks: blocks, steps: steps)
        let total = walker.sum(along: walker.moves(along: mainPath.flows), from: first.index, withLast: true)
        nodes = total.nodes.sorted().map { NodeID(Int($0)) }
        walked = total.nodes.map { NodeID(Int($0)) }
        flows = total.flows
        paced = total.paced.sorted().map { NodeID(Int($0)) }
        lead = TotalTime(time: total.lead, coverage: Coverage(of: nodes, in: steps) { $0.isAskedForLead ? $0.lead != nil : nil })
        var pacing = [Double](repeating: 0, count: steps.count)
        for node in total.paced { pacing[Int(node)] += 1 }
        parts = LeadParts(map, steps: steps, calls: calls, pacing: pacing)
        work = TotalTime(time: total.work, coverage: Coverage(of: nodes, in: steps) { $0.isAskedForWork ? $0.work != nil : nil })
        rolledOK = RolledOK(
            share: total.ok,
            coverage: Coverage(steps: total.asked.count, silent: total.asked.filter { !$0.says }.map { NodeID($0.node) }.sorted()))
        handoffs = total.handoffs
    }
}

extension Coverage {
    /// `says` is nil for nodes that are not asked.
    init(of nodes: some Sequence<NodeID>, in steps: [StepFigures], says: (StepFigures) -> Bool?) {
        var asked = 0
        var silent: [NodeID] = []
        for node in nodes {
            guard let answer = says(steps[node.index]) else { continue }
            asked += 1
            if !answer { silent.append(node) }
        }
        self.init(steps: asked, silent: silent)
    }
}

/// Sums along ways through the map, blocks taken with all their paths.
private struct PathWalker {
    struct Sum {
        var nodes: [Int32] = []
        var flows: [FlowID] = []
        /// Those of them that the lead time is the sum of: of a block, the path that counts.
        var paced: [Int32] = []
        var lead = Estimate.zero
        var work = Estimate.zero
        var ok = 1.0
        var asked: [(node: Int, says: Bool)] = []
        var handoffs = 0

        mutating func add(_ other: Sum) {
            nodes += other.nodes
            flows += other.flows
            paced += other.paced
            lead += other.lead
            work += other.work
            ok *= other.ok
            asked += other.asked
            handoffs += other.handoffs
        }
    }

    let map: ProcessMap
    let graph: FlowGraph
    let blocks: ParallelBlocks
    let steps: [StepFigures]
    /// What lies between a fork and its join, for each block; worked out from the inside out.
    private var between: [Sum] = []

    init(_ map: ProcessMap, _ graph: FlowGraph, blocks: ParallelBlocks, steps: [StepFigures]) {
        self.map = map
        self.graph = graph
        self.blocks = blocks
        self.steps = steps
        for block in blocks.blocks { between.append(inside(of: block)) }
    }

    /// One move along a way: by a flow, or through a whole block from its fork to its join.
    struct Move {
        let flow: FlowID?
        let to: Int
    }

    /// The moves of a way given by its flows. Where it enters a block and leaves it by its join, it
    /// takes the whole block.
    func moves(along flows: [FlowID]) -> [Move] {
        var moves: [Move] = []
        var position = 0
        while position < flows.count {
            let block = Int(blocks.blockOfFork[graph.source(of: flows[position]).index])
            if block >= 0,
                let arrival = flows[position...].firstIndex(where: { graph.target(of: $0) == blocks.blocks[block].join })
            {
                moves.append(Move(flow: nil, to: blocks.blocks[block].join.index))
                position = arrival + 1
            } else {
                moves.append(Move(flow: flows[position], to: graph.target(of: flows[position]).index))
                position += 1
            }
        }
        return moves
    }

    /// From `first` over all moves. The last node counts only if `withLast`.
    func sum(along moves: [Move], from first: Int, withLast: Bool) -> Sum {
        var sum = Sum()
        var node = first
        for move in moves {
            add(node, move.flow, to: &sum)
            if let flow = move.flow { sum.flows.append(flow) }
            if move.flow == nil { sum.add(between[Int(blocks.blockOfFork[node])]) }
            node = move.to
        }
        if withLast { add(node, nil, to: &sum) }
        return sum
    }

    private func add(_ node: Int, _ leaving: FlowID?, to sum: inout Sum) {
        let step = steps[node]
        sum.nodes.append(Int32(node))
        sum.paced.append(Int32(node))
        sum.lead += step.leadAtLeast
        sum.work += step.workAtLeast
        let seen = leaving.flatMap { map.okOnArrival($0) }
        sum.ok *= seen ?? step.okAtMost
        if step.isAskedForOK { sum.asked.append((node, (seen ?? step.ok) != nil)) }
        if let leaving, map.isHandoff(leaving) { sum.handoffs += 1 }
    }

    private func inside(of block: ParallelBlocks.Block) -> Sum {
        var all = Sum()
        var leads: [Estimate] = []
        var paced: [[Int32]] = []
        let members = Set(block.members.map(\.index))
        for path in likelyPaths(of: block) {
            let start = graph.target(of: path).index
            guard let way = likeliestWay(from: start, to: block.join.index, within: members) else { continue }
            if map.isHandoff(path) { all.handoffs += 1 }
            all.flows.append(path)
            let part = sum(along: way, from: start, withLast: false)
            leads.append(part.lead)
            paced.append(part.paced)
            all.add(part)
        }
        let isAny = map[block.join].joinRule == .any
        let pick = isAny ? Estimate.shorter : Estimate.longer
        let counts = leads.indices.reduce(0) { best, path in
            let (a, b) = (leads[best].expected, leads[path].expected)
            return (isAny ? b < a : b > a) ? path : best
        }
        all.paced = paced.isEmpty ? [] : paced[counts]
        all.lead = leads.dropFirst().reduce(leads.first ?? .zero, pick)
        return all
    }

    /// All paths of a fork; of a decision the answers that at least half of the cases take, or the
    /// one that most do.
    private func likelyPaths(of block: ParallelBlocks.Block) -> [FlowID] {
        guard map[block.fork].kind == .decision else { return block.paths }
        let shares = MainPath.shares(of: block.paths, map)
        let most = shares.max() ?? 0
        guard most < 0.5 else { return zip(block.paths, shares).filter { $0.1 >= 0.5 }.map(\.0) }
        return zip(block.paths, shares).first { $0.1 == most }.map { [$0.0] } ?? []
    }

    /// The way from a path's first step to the join that most cases take; nil where the path does
    /// not get there.
    private func likeliestWay(from start: Int, to join: Int, within members: Set<Int>) -> [Move]? {
        guard start == join || members.contains(start) else { return nil }
        var best = [start: 0.0]
        var arrival: [Int: (from: Int, flow: FlowID?)] = [:]
        var open = Heap([Reached(cost: 0, order: 0, node: start)])
        var order = 1
        while let here = open.popMin(), here.node != join {
            guard here.cost == best[here.node] else { continue }
            for (flow, target, share) in waysOn(from: here.node) where share > 0 && (target == join || members.contains(target)) {
                let cost = here.cost - log(share)
                // Rounding must not let a later line win a tie.
                guard cost < (best[target] ?? .infinity) - 1e-12 else { continue }
                best[target] = cost
                arrival[target] = (here.node, flow)
                open.insert(Reached(cost: cost, order: order, node: target))
                order += 1
            }
        }
        guard best[join] != nil else { return nil }
        var way: [Move] = []
        var node = join
        while node != start, let (from, flow) = arrival[node] {
            way.append(Move(flow: flow, to: node))
            node = from
        }
        return way.reversed()
    }

    private func waysOn(from node: Int) -> [(flow: FlowID?, target: Int, share: Double)] {
        let block = Int(blocks.blockOfFork[node])
        guard block < 0 else { return [(nil, blocks.blocks[block].join.index, 1)] }
        let leaving = Array(graph.flows(from: NodeID(node)))
        return zip(leaving, MainPath.shares(of: leaving, map)).map { ($0, graph.target(of: $0).index, $1) }
    }
}

/// A node on the edge of a search for the cheapest way; of equally cheap ones the first found.
private struct Reached: Comparable {
    let cost: Double
    let order: Int
    let node: Int

    static func < (a: Reached, b: Reached) -> Bool { (a.cost, a.order) < (b.cost, b.order) }
}
