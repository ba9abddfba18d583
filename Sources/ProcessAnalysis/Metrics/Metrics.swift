import ProcessModel

/// The numbers of one map: what a case takes, how it fares, where it goes and whom it loads.
///
/// Exact where the map says enough. What nobody said is never made up: a sum over steps tells how many of
/// them it knows, and a figure that needs more than the map says is not assessable and tells why.
/// `docs/metrics.md` has every formula with its source.
public struct Metrics: Sendable {
    /// Times and ok of every node, by its index.
    public let steps: [StepFigures]
    public let shares: FlowShares
    public let blocks: ParallelBlocks
    /// How often a case passes each node; nil where it depends on shares that are missing.
    public let visits: [Double?]
    /// The same, or where that is not known what is certain: 0 where nothing is.
    public let visitsAtLeast: [Double]
    /// How long a case takes, by the answers given on its way; nil where that is not known.
    let caseSpan: TimeSpan?
    /// How often a case waits for each node: as often as it passes it, but for those in a parallel block,
    /// where only the path counts that it waits for. The lead time over all cases is the sum of this times the
    /// lead times of the nodes. Nil where that lead time is not assessable.
    public let pacing: [Double]?
    /// Along the likeliest way to the first end; nil where no end can be reached.
    public let mainPath: PathFigures?
    public let allCases: AllCases
    /// One for each end of the graph, in its order.
    public private(set) var byEnd: [EndFigures]
    public let handoffs: HandoffFigures
    /// The calls of other maps, in the order written.
    public let calls: [Call]
    /// How many cases come in; nil where nobody says.
    public private(set) var volume: CaseVolume?
    /// What a case costs, over all cases; nil where no step says a `cost`.
    public let cost: Assessed<CaseCost>?
    /// The same times the cases of a month; nil where either is not known.
    public var costPerMonth: Double? {
        cost?.value.flatMap { cost in volume.map { $0.perMonth * cost.amount } }
    }
    /// The roles that do a step, in declared order; empty where the volume is not known.
    public private(set) var loads: [RoleLoad]
    /// Work of steps that name a lane and no role, in the order of the lanes; empty where the volume
    /// is not known.
    public private(set) var laneLoads: [LaneLoad]
    /// What was assumed, each a sentence without a full stop.
    public private(set) var assumptions: [String]
    /// What is missing for figures over all cases, each a sentence without a full stop.
    public private(set) var missing: [String]

    /// `calls` is what the maps that it calls say, in the order written.
    public init(_ map: ProcessMap, graph: FlowGraph, mainPath: MainPath, calls: [Call] = []) {
        var steps = map.nodes.indices.map { StepFigures(at: $0, in: map) }
        for call in calls where steps.indices.contains(call.node.index) {
            steps[call.node.index] = StepFigures(at: call.node.index, in: map, called: call.map)
        }
        let shares = FlowShares(map, graph)
        let blocks = ParallelBlocks(map, graph)
        let flow = CaseFlow(map, graph, shares: shares, blocks: blocks, steps: steps, calls: calls)
        let path = PathFigures(map, graph, mainPath, blocks: blocks, steps: steps, calls: calls)
        self.steps = steps
        self.shares = shares
        self.blocks = blocks
        visits = flow.visits
        visitsAtLeast = flow.visitsAtLeast
        caseSpan = flow.span
        pacing = flow.pacing
        self.mainPath = path
        allCases = AllCases(map, flow, steps: steps, calls: calls, graph: graph)
        let volume = CaseVolume(saidBy: map)
        self.volume = volume
        self.calls = calls
        byEnd = zip(graph.ends, zip(flow.ends, flow.endParts)).map { end, outcome in
            EndFigures(end, outcome.0, outcome.1, volume: volume, map, flow, steps: steps, graph: graph)
        }
        handoffs = HandoffFigures(map, shares: shares, visits: flow.visits, alongMainPath: path?.handoffs)
        cost = CaseCost.overAllCases(map, visits: flow.visits, steps: steps, calls: calls, missing: flow.missing)
        let loads = Loads(map, visits: flow.visits, visitsAtLeast: flow.visitsAtLeast, steps: steps, volume: volume)
        self.loads = loads.roles
        laneLoads = loads.lanes
        assumptions = Self.assumptions(map, graph, shares: shares, blocks: blocks, steps: steps, loads: loads.roles,
            mainPath: mainPath, path: path) + flow.tooLong.map {
                "'\(map[blocks.blocks[Int(blocks.blockOfFork[$0.index])].join].name)' goes on with the first path that arrives, and which one that is hangs on the answers on them: it may go on sooner than is counted"
            }
        missing = flow.missing + Self.missingFigures(map, volume: volume) + Self.missingFigures(of: calls, steps: steps)
    }

    /// What the map that a node stands for says; nil for a node that is no call of a map that is known.
    public func call(at node: NodeID) -> Call? {
        var low = 0
        var high = calls.count
        while low < high {
            let middle = (low + high) / 2
            if calls[middle].node < node { low = middle + 1 } else { high = middle }
        }
        return low < calls.count && calls[low].node == node ? calls[low] : nil
    }

    /// The same where the cases come from other maps: what depends on how many there are is worked out anew.
    public func receiving(_ volume: CaseVolume, _ map: ProcessMap, graph: FlowGraph, mainPath: MainPath) -> Metrics {
        var new = self
        new.volume = volume
        new.byEnd = byEnd.map { $0.receiving(volume) }
        let loads = Loads(map, visits: visits, visitsAtLeast: visitsAtLeast, steps: steps, volume: volume)
        new.loads = loads.roles
        new.laneLoads = loads.lanes
        new.assumptions = Self.assumptions(map, graph, shares: shares, blocks: blocks, steps: steps, loads: loads.roles,
            mainPath: mainPath, path: self.mainPath)
        let silent = Self.missingFigures(map, volume: nil)
        new.missing = missing.filter { !silent.contains($0) }
        return new
    }
}

extension AllCases {
    init(_ map: ProcessMap, _ flow: CaseFlow, steps: [StepFigures], calls: [Call], graph: FlowGraph) {
        let passed = map.nodeIDs.filter { (flow.visits[$0.index] ?? 0) > 0 }
        let coverage = CaseFlow.coverage(of: passed, map, graph, steps)
        let beyond = ["the times add up to more than can be worked out: look at the shares of the loops, and at the longest times"]
        switch flow.all {
        case .value(let all) where !all.lead.isMeasurable || !all.work.isMeasurable:
            lead = .notAssessable(beyond)
            parts = .notAssessable(beyond)
            rolledOK = .notAssessable(beyond)
            rework = .notAssessable(beyond)
        case .value(let all):
            lead = .value(TotalTime(
                time: all.lead, coverage: coverage.lead,
                mayBeLonger: flow.tooShort.contains { flow.visits[$0.index] ?? 0 > 0 }))
            parts = .value(LeadParts(map, steps: steps, calls: calls, pacing: flow.pacing ?? []))
            rolledOK = .value(RolledOK(share: all.ok, coverage: coverage.ok))
            rework = .value(all.firstLead > 0 ? max(0, all.lead.expected / all.firstLead - 1) : 0)
        case .notAssessable(let missing):
            lead = .notAssessable(missing)
            parts = .notAssessable(missing)
            rolledOK = .notAssessable(missing)
            rework = .notAssessable(missing)
        }
        if !flow.missing.isEmpty {
            work = .notAssessable(flow.missing)
        } else {
            let sum = passed.reduce(Estimate.zero) { $0 + steps[$1.index].workAtLeast * (flow.visits[$1.index] ?? 0) }
            work = sum.isMeasurable ? .value(TotalTime(time: sum, coverage: coverage.work)) : .notAssessable(beyond)
        }
    }
}

extension EndFigures {
    init(
        _ end: NodeID, _ cameOut: CaseFlow.CameOut?, _ parts: LeadParts?, volume: CaseVolume?, _ map: ProcessMap, _ flow: CaseFlow,
        steps: [StepFigures], graph: FlowGraph
    ) {
        self.end = end
        let share = cameOut?.share ?? flow.visits[end.index]
        perCase = share
        perMonth = share.flatMap { share in volume.map { $0.perMonth * share } }
        guard let cameOut, cameOut.share > 0, cameOut.lead.isMeasurable, cameOut.work.isMeasurable else {
            figures = nil
            return
        }
        let leads = graph.reaching([end])
        let passed = map.nodeIDs.filter { leads[$0.index] && (flow.visits[$0.index] ?? 0) > 0 }
        let coverage = CaseFlow.coverage(of: passed, map, graph, steps)
        figures = CaseFigures(
            lead: TotalTime(
                time: cameOut.lead, coverage: coverage.lead,
                mayBeLonger: flow.tooShort.contains { leads[$0.index] && flow.visits[$0.index] ?? 0 > 0 }), parts: parts ?? .zero,
            work: TotalTime(time: cameOut.work, coverage: coverage.work),
            rolledOK: RolledOK(share: cameOut.ok, coverage: coverage.ok))
    }
}

extension EndFigures {
    fileprivate func receiving(_ volume: CaseVolume) -> EndFigures {
        EndFigures(end: end, perCase: perCase, perMonth: perCase.map { $0 * volume.perMonth }, figures: figures)
    }
}

extension CaseFlow {
    /// Which of the nodes passed say their lead time, work and ok.
    static func coverage(
        of passed: [NodeID], _ map: ProcessMap, _ graph: FlowGraph, _ steps: [StepFigures]
    ) -> (lead: Coverage, work: Coverage, ok: Coverage) {
        let ok = Coverage(
            steps: passed.filter { steps[$0.index].isAskedForOK }.count,
            silent: passed.filter { node in
                steps[node.index].isAskedForOK && steps[node.index].ok == nil
                    && !graph.flows(from: node).contains { map.okOnArrival($0) != nil }
            })
        return (
            Coverage(of: passed, in: steps) { $0.isAskedForLead ? $0.lead != nil : nil },
            Coverage(of: passed, in: steps) { $0.isAskedForWork ? $0.work != nil : nil }, ok
        )
    }
}
