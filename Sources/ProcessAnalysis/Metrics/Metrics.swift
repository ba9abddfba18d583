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
    /// Along the likeliest way to the first end; nil where no end can be reached.
    public let mainPath: PathFigures?
    public let allCases: AllCases
    /// One for each end of the graph, in its order.
    public let byEnd: [EndFigures]
    public let handoffs: HandoffFigures
    /// What a case costs, over all cases; nil where no step says a `cost`.
    public let cost: Assessed<CaseCost>?
    /// The same times the cases of a month; nil where either is not known.
    public let costPerMonth: Double?
    /// The roles that do a step, in declared order; empty where the volume is not known.
    public let loads: [RoleLoad]
    /// Work of steps that name a lane and no role, in the order of the lanes; empty where the volume
    /// is not known.
    public let laneLoads: [LaneLoad]
    /// What was assumed, each a sentence without a full stop.
    public let assumptions: [String]
    /// What is missing for figures over all cases, each a sentence without a full stop.
    public let missing: [String]

    public init(_ map: ProcessMap, graph: FlowGraph, mainPath: MainPath) {
        let steps = map.nodes.indices.map { StepFigures(at: $0, in: map) }
        let shares = FlowShares(map, graph)
        let blocks = ParallelBlocks(map, graph)
        let flow = CaseFlow(map, graph, shares: shares, blocks: blocks, steps: steps)
        let path = PathFigures(map, graph, mainPath, blocks: blocks, steps: steps)
        self.steps = steps
        self.shares = shares
        self.blocks = blocks
        visits = flow.visits
        visitsAtLeast = flow.visitsAtLeast
        self.mainPath = path
        allCases = AllCases(map, flow, steps: steps, shares: shares, graph: graph)
        let volume = map.volume?.value?.perMonth
        byEnd = zip(graph.ends, flow.ends).map { end, cameOut in
            EndFigures(end, cameOut, volume: volume, map, flow, steps: steps, graph: graph)
        }
        handoffs = HandoffFigures(map, shares: shares, visits: flow.visits, alongMainPath: path?.handoffs)
        let cost = CaseCost.overAllCases(map, visits: flow.visits, steps: steps, missing: flow.missing)
        self.cost = cost
        costPerMonth = cost?.value.flatMap { cost in volume.map { $0 * cost.amount } }
        let loads = Loads(map, flow, steps: steps)
        self.loads = loads.roles
        laneLoads = loads.lanes
        assumptions = Self.assumptions(map, graph, shares: shares, blocks: blocks, steps: steps, loads: loads.roles,
            mainPath: mainPath, path: path)
        missing = flow.missing + Self.missingFigures(map, steps: steps)
    }
}

extension AllCases {
    init(_ map: ProcessMap, _ flow: CaseFlow, steps: [StepFigures], shares: FlowShares, graph: FlowGraph) {
        let passed = map.nodeIDs.filter { (flow.visits[$0.index] ?? 0) > 0 }
        let coverage = CaseFlow.coverage(of: passed, map, graph, steps)
        switch flow.all {
        case .value(let all):
            lead = .value(TotalTime(time: all.lead, coverage: coverage.lead))
            rolledOK = .value(RolledOK(share: all.ok, coverage: coverage.ok))
            rework = .value(all.firstLead > 0 ? max(0, all.lead.expected / all.firstLead - 1) : 0)
        case .notAssessable(let missing):
            lead = .notAssessable(missing)
            rolledOK = .notAssessable(missing)
            rework = .notAssessable(missing)
        }
        if !flow.missing.isEmpty {
            work = .notAssessable(flow.missing)
        } else {
            let sum = passed.reduce(Estimate.zero) { $0 + (steps[$1.index].work ?? .zero) * (flow.visits[$1.index] ?? 0) }
            work = .value(TotalTime(time: sum, coverage: coverage.work))
        }
    }
}

extension EndFigures {
    init(
        _ end: NodeID, _ cameOut: CaseFlow.CameOut?, volume: Double?, _ map: ProcessMap, _ flow: CaseFlow,
        steps: [StepFigures], graph: FlowGraph
    ) {
        self.end = end
        let share = cameOut?.share ?? flow.visits[end.index]
        perCase = share
        perMonth = share.flatMap { share in volume.map { $0 * share } }
        guard let cameOut, cameOut.share > 0 else {
            figures = nil
            return
        }
        let leads = graph.reaching([end])
        let passed = map.nodeIDs.filter { leads[$0.index] && (flow.visits[$0.index] ?? 0) > 0 }
        let coverage = CaseFlow.coverage(of: passed, map, graph, steps)
        figures = CaseFigures(
            lead: TotalTime(time: cameOut.lead, coverage: coverage.lead),
            work: TotalTime(time: cameOut.work, coverage: coverage.work),
            rolledOK: RolledOK(share: cameOut.ok, coverage: coverage.ok))
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
