import ProcessModel

/// Works out blocks from the inside out, then the process around them.
struct CaseFlowSolver {
    let map: ProcessMap
    let graph: FlowGraph
    let shares: FlowShares
    let blocks: ParallelBlocks
    let steps: [StepFigures]
    let saysOK: Bool
    /// For each node, the ways through the block it opens; the first is to the join.
    private(set) var passages: [[Passage]]
    /// Where a node stands in the stretch at hand; -1 elsewhere.
    private(set) var local: [Int32]
    /// True for each node at which cases come to a standstill; empty where they do at none.
    private let halts: [Bool]
    private(set) var whole: Stretch? = nil
    /// The blocks that could be worked out, inner ones first.
    private(set) var insides: [ClosedBlock] = []
    let starts: [(node: Int, share: Double)]
    private(set) var visits: [Double]
    /// For each fork that was worked out, how long its block takes at the least and at the most.
    private var spans: [Int32: TimeSpan] = [:]
    /// The forks whose join waits for all, and of whose paths now one takes longest, now another, by the answers on
    /// them: their blocks take longer than is counted.
    private(set) var tooShort: [NodeID] = []
    /// Those whose join goes on with the first, and so sooner than is counted.
    private(set) var tooLong: [NodeID] = []
    /// By how much the ways out of a fork other than to its join were scaled for `wholeCase`, by the fork.
    private(set) var scales: [Int32: Double] = [:]

    init(
        _ map: ProcessMap, _ graph: FlowGraph, shares: FlowShares, blocks: ParallelBlocks, steps: [StepFigures],
        reach: KnownReach, halts: [Bool] = []
    ) throws(FlowEquations.Failure) {
        self.map = map
        self.halts = halts
        self.graph = graph
        self.shares = shares
        self.blocks = blocks
        self.steps = steps
        let count = graph.nodeCount
        // Where cases stand still only their visits are asked for.
        saysOK = halts.isEmpty && (steps.contains { $0.okAtMost < 1 } || map.handoffTerms.contains { $0.ok?.value != nil })
        passages = [[Passage]](repeating: [], count: count)
        local = [Int32](repeating: -1, count: count)
        visits = [Double](repeating: 0, count: count)
        let entries = map.entries.filter { reach.isKnown[$0.index] }
        starts = entries.map { ($0.index, 1 / Double(max(map.entries.count, 1))) }

        var isMember = [Bool](repeating: false, count: count)
        for block in blocks.blocks where reach.isKnown[block.fork.index] {
            let isTold = !reach.isUnknown[block.join.index] && block.members.allSatisfy { member in
                !reach.isUnknown[member.index]
                    && (blocks.blockOfFork[member.index] < 0 || !reach.isKnown[member.index] || !passages[member.index].isEmpty)
            }
            guard isTold else { continue }
            insides.append(try close(block, reach.isKnown))
            for member in block.members { isMember[member.index] = true }
        }

        let outer = (0..<count).filter { reach.isKnown[$0] && !isMember[$0] }.map(Int32.init)
        let whole = try stretch(of: outer, sinks: [])
        place(whole.nodes)
        var start = [Double](repeating: 0, count: outer.count)
        for (node, share) in starts where local[node] >= 0 { start[Int(local[node])] += share }
        for (index, number) in whole.visits(from: start).enumerated() { visits[Int(outer[index])] = number }
        lift(whole.nodes)

        for closed in insides.reversed() where !isHalt(closed.block.fork.index) {
            let (block, inside) = (closed.block, closed.stretch)
            place(inside.nodes)
            var start = [Double](repeating: 0, count: inside.nodes.count)
            for path in block.paths {
                let first = local[graph.target(of: path).index]
                if first >= 0 { start[Int(first)] += visits[block.fork.index] * (shares[path] ?? 0) }
            }
            let numbers = inside.visits(from: start)
            for index in 0..<(numbers.count - inside.sinkCount) { visits[Int(inside.nodes[index])] = numbers[index] }
            lift(inside.nodes)
        }
        place(whole.nodes)
        self.whole = whole
    }

    private func isHalt(_ node: Int) -> Bool { !halts.isEmpty && halts[node] }

    private mutating func place(_ nodes: [Int32]) {
        for (index, node) in nodes.enumerated() { local[Int(node)] = Int32(index) }
    }

    private mutating func lift(_ nodes: [Int32]) {
        for node in nodes { local[Int(node)] = -1 }
    }

    /// A stretch of the given nodes, then `sinks`, at which it ends.
    private mutating func stretch(of inner: [Int32], sinks: [Int32]) throws(FlowEquations.Failure) -> Stretch {
        let nodes = inner + sinks
        place(nodes)
        defer { lift(nodes) }
        var ways: [Stretch.Way] = []
        ways.reserveCapacity(nodes.count + nodes.count / 4)
        for (index, node) in inner.enumerated() where map.nodes[Int(node)].kind != .end && !isHalt(Int(node)) {
            let own = steps[Int(node)].okAtMost
            if !passages[Int(node)].isEmpty {
                for passage in passages[Int(node)] where local[Int(passage.target)] >= 0 {
                    ways.append(.init(
                        from: Int32(index), to: local[Int(passage.target)], share: passage.weight, ok: passage.ok * own))
                }
                continue
            }
            for flow in graph.flows(from: NodeID(Int(node))) {
                guard let share = shares[flow], share > 0 else { continue }
                let to = local[graph.target(of: flow).index]
                guard to >= 0 else { continue }
                // What the receiver says of the handoff is the same figure, seen closer.
                let ok = map.okOnArrival(flow) ?? own
                ways.append(.init(from: Int32(index), to: to, share: share, ok: share * ok))
            }
        }
        do throws(FlowEquations.Failure) {
            return try Stretch(
                nodes: nodes, sinkCount: sinks.count, steps: steps, ways: ways,
                passages: nodes.map { passages[Int($0)] }, saysOK: saysOK)
        } catch {
            if case .endless(let index) = error { throw .endless(Int(nodes[index])) }
            throw error
        }
    }

    /// Works out one block, and leaves its passages at its fork.
    private mutating func close(_ block: ParallelBlocks.Block, _ isKnown: [Bool]) throws(FlowEquations.Failure) -> ClosedBlock {
        let exits = block.exits.filter { isKnown[$0.index] }
        let inner = block.members.map { Int32($0.index) }
        let sinks = [Int32(block.join.index)] + exits.map { Int32($0.index) }
        let inside = try stretch(of: inner, sinks: sinks)
        place(inside.nodes)
        defer { lift(inside.nodes) }

        let paths = block.paths.map { (taken: min(1, shares[$0] ?? 0), start: Int(local[graph.target(of: $0).index])) }
        let arrived = inside.outcome(at: inner.count, local: local)
        let left = exits.isEmpty ? nil : inside.outcome(at: Array((inner.count + 1)..<sinks.count + inner.count), local: local)
        // Exceptions take their share first; the answers' shares are of the rest.
        let exceptions = graph.flows(from: block.fork).filter { map[$0].kind == .exception && (shares[$0] ?? 0) > 0 }
        let regular = max(0, 1 - exceptions.reduce(0) { $0 + (shares[$1] ?? 0) })
        let ofRest = paths.map { regular > 0 ? min(1, $0.taken / regular) : 0 }
        let choice = map[block.fork].kind == .decision ? AnswerChoice(ofRest) : nil
        let arrivals = zip(paths, choice?.chances ?? ofRest).filter { $0.0.start >= 0 }
            .map { PathArrival(taken: $0.1, arrived, leaving: left, at: $0.0.start) }
        let rule = map[block.join].joinRule
        var joined = Passage(joining: arrivals, at: sinks[0], rule: rule, of: choice)
        if !halts.isEmpty, rule != .any, choice.map({ !$0.isOneAtMost }) ?? true {
            let taken = zip(paths, choice?.chances ?? ofRest).filter { $0.0.start >= 0 }.map { (taken: $0.1, start: $0.0.start) }
            joined.weight = unhalted(arrivals, of: taken, inside) / (choice?.any ?? 1)
        }
        var ways = [regular < 1 ? joined.scaled(by: regular) : joined]
        for flow in exceptions {
            let share = shares[flow] ?? 0
            ways.append(Passage(target: Int32(graph.target(of: flow).index), weight: share, ok: share))
        }
        let turns = Passage.turns(of: arrivals, rule: rule, of: choice)
        var closed = ClosedBlock(
            block: block, stretch: inside, joinShare: arrived.share,
            joinStarts: zip(paths.filter { $0.start >= 0 }, zip(arrivals, turns.arriving)).map {
                .init(node: $0.start, factor: $1.0.mean * $1.1 * regular)
            }, exceptions: exceptions.count)
        if let left, turns.leaving.contains(where: { $0 > 0 }) {
            closed.waitedFor = .init(
                share: left.share,
                starts: zip(paths.filter { $0.start >= 0 }, zip(arrivals, turns.leaving)).map {
                    .init(node: $0.start, factor: $1.0.leavingMean * $1.1 * regular)
                })
        }
        lookAtSpans(of: block, inside, paths.filter { $0.start >= 0 }.map(\.start), arrivals, choice, mayPass: !exceptions.isEmpty)
        for (number, exit) in exits.enumerated() {
            let outcome = inside.outcome(at: inner.count + 1 + number, local: local)
            closed.exits.append(.init(
                share: outcome.share, starts: paths.filter { $0.start >= 0 }.map { .init(node: $0.start, factor: $0.taken) }))
            var way = Passage(target: Int32(exit.index), weight: 0, ok: 0)
            for (taken, start) in paths where start >= 0 {
                way.weight += taken * outcome.share[start]
                way.lead += outcome.lead[start] * taken
                way.firstLead += outcome.firstLead[start] * taken
                way.work += outcome.work[start] * taken
                way.ok += outcome.ok[start] * taken
            }
            ways.append(way)
        }
        passages[block.fork.index] = ways
        return closed
    }

    /// Whether it hangs on the answers inside a block which of its paths is the longest, and how long all of it takes.
    private mutating func lookAtSpans(
        of block: ParallelBlocks.Block, _ inside: Stretch, _ starts: [Int], _ arrivals: [PathArrival], _ choice: AnswerChoice?,
        mayPass: Bool
    ) {
        guard halts.isEmpty, !starts.isEmpty else { return }
        let ends = spansToTheEnd(of: inside)
        let paths = starts.map { ends[$0] }
        let isAny = map[block.join].joinRule == .any
        let takesOne = choice.map(\.isOneAtMost) ?? false
        // Of paths that leave an inner block together, the last tells when; counted is each by itself.
        let leavesFromInside = inside.sinkCount > 1 && block.members.contains { !passages[$0.index].isEmpty && passages[$0.index].count > 1 }
        if !takesOne, leavesFromInside || TimeSpan.overlap(paths) {
            if isAny { tooLong.append(block.fork) } else { tooShort.append(block.fork) }
        }
        let sure = zip(paths, arrivals).filter { $0.1.share >= 1 - 1e-9 }.map(\.0)
        let lows = paths.map(\.low)
        let highs = paths.map(\.high)
        let least = lows.min() ?? 0
        var span = TimeSpan(low: least, high: highs.max() ?? 0)
        if takesOne {
            if choice?.none ?? 0 > 1e-9 { span.low = 0 }
        } else if isAny {
            span.high = sure.map(\.high).min() ?? span.high
        } else if inside.sinkCount == 1 {
            span.low = sure.map(\.low).max() ?? least
        }
        if mayPass { span.low = 0 }
        spans[Int32(block.fork.index)] = span
    }

    /// For each node of a stretch, how long it is from there to where its ways end.
    private func spansToTheEnd(of stretch: Stretch) -> [TimeSpan] {
        var times = [TimeSpan](repeating: .nothing, count: stretch.nodes.count)
        for index in 0..<(stretch.nodes.count - stretch.sinkCount) {
            let figures = steps[Int(stretch.nodes[index])]
            let own = figures.leadSpan ?? TimeSpan(low: figures.leadAtLeast.expected, high: figures.leadAtLeast.expected)
            let held = spans[stretch.nodes[index]] ?? .nothing
            times[index] = TimeSpan(low: own.low + held.low, high: own.high + held.high)
        }
        return TimeSpan.toTheEnd(times, stretch.arcs)
    }

    /// How long a case takes, by the answers given on its way; nil where that is not known.
    func caseSpan() -> TimeSpan? {
        guard let whole, halts.isEmpty else { return nil }
        let ends = spansToTheEnd(of: whole)
        let all = map.entries.compactMap { entry in local[entry.index] >= 0 ? ends[Int(local[entry.index])] : nil }
        guard let low = all.map(\.low).min(), let high = all.map(\.high).max() else { return nil }
        return TimeSpan(low: low, high: high)
    }

    /// How often the join of a fork is passed where cases may come to a standstill on a path: it waits for
    /// what stands still, and so for ever. A path that neither arrives nor leaves stands still.
    private func unhalted(_ arrivals: [PathArrival], of paths: [(taken: Double, start: Int)], _ inside: Stretch) -> Double {
        let ways = inside.share(at: inside.last.filter { !isHalt(Int(inside.nodes[$0])) })
        var nothingStands = 1.0
        var nothingComes = 1.0
        for (arrival, path) in zip(arrivals, paths) {
            let moving = min(1, max(arrival.share, 1 - path.taken + path.taken * ways[path.start]))
            nothingStands *= moving
            nothingComes *= max(0, moving - arrival.share)
        }
        return max(0, nothingStands - nothingComes)
    }

    /// What comes out at one node outside all blocks; nothing where no case gets there.
    func cameOut(at target: Int) -> CaseFlow.CameOut {
        guard let whole, local[target] >= 0 else { return .none }
        return sum(whole.outcome(at: Int(local[target]), local: local)) ?? .none
    }

    /// Each case followed to where it ends. After a block it goes on from the join; only where
    /// nothing arrives there does it go on where the paths have left to.
    ///
    /// Where paths are not joined at all it goes on along the one that leads to the first end, which
    /// is the one the process is for.
    mutating func wholeCase() throws(FlowEquations.Failure) -> CaseFlow.CameOut? {
        guard var whole else { return nil }
        let nodes = whole.nodes
        var isSplit = false
        for fork in blocks.unjoined where local[fork.index] >= 0 {
            guard let way = wayOn(from: fork) else { return nil }
            isSplit = true
            passages[fork.index] = [Passage(target: Int32(graph.target(of: way).index), weight: 1, ok: 1)]
        }
        for node in nodes where passages[Int(node)].count > 1 {
            let left = passages[Int(node)].dropFirst().reduce(0) { $0 + $1.weight }
            guard left > 0 else { continue }
            isSplit = true
            let scale = max(0, 1 - passages[Int(node)][0].weight) / left
            scales[node] = scale
            passages[Int(node)] = passages[Int(node)].enumerated().map { $0 == 0 ? $1 : $1.scaled(by: scale) }
        }
        if isSplit {
            whole = try stretch(of: nodes, sinks: [])
            place(nodes)
            self.whole = whole
        }
        return sum(whole.outcome(at: whole.last, local: local))
    }

    /// A fork whose paths are not joined and of which not exactly one leads on to the first end they
    /// can reach.
    func forkWithoutOneWayOn() -> NodeID? {
        blocks.unjoined.first { local[$0.index] >= 0 && wayOn(from: $0) == nil }
    }

    private func wayOn(from fork: NodeID) -> FlowID? {
        let ways = graph.flows(from: fork).filter { map[$0].kind != .exception }
        for end in graph.ends {
            let leads = graph.reaching([end])
            let leading = ways.filter { leads[graph.target(of: $0).index] }
            if let only = leading.first { return leading.count == 1 ? only : nil }
        }
        return nil
    }

    private func sum(_ outcome: Outcome) -> CaseFlow.CameOut? {
        var share = 0.0
        var lead = Estimate.zero
        var first = 0.0
        var work = Estimate.zero
        var ok = 0.0
        for (node, part) in starts {
            guard local[node] >= 0 else { continue }
            let index = Int(local[node])
            share += outcome.share[index] * part
            lead += outcome.lead[index] * part
            first += outcome.firstLead[index] * part
            work += outcome.work[index] * part
            ok += outcome.ok[index] * part
        }
        guard share > 1e-12 else { return nil }
        return .init(
            share: share, lead: lead * (1 / share), firstLead: first / share, work: work * (1 / share), ok: ok / share,
            ways: outcome.share)
    }
}
