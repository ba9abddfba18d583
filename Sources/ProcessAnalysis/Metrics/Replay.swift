import ProcessModel

/// The flow of cases worked out once more with other times or shares, or with steps at which cases stand still: what would
/// be if. Asked by those reports that tell it, and not with each map, since each answer costs a solution.
struct Replay {
    let map: ProcessMap
    let graph: FlowGraph
    let metrics: Metrics
    private let shares: FlowShares
    private let reach: KnownReach

    /// `shares` in place of those that the map says.
    init(_ inspection: Inspection, shares: FlowShares? = nil) {
        map = inspection.map
        graph = inspection.graph
        metrics = inspection.metrics
        self.shares = shares ?? metrics.shares
        reach = KnownReach(map, graph, shares: self.shares, blocks: metrics.blocks)
    }

    /// The lead time and work over all cases with these figures; nil where they cannot be told.
    func allCases(_ steps: [StepFigures]) -> (lead: Estimate, work: Estimate)? {
        guard reach.missing.isEmpty, var solver = try? solver(steps), let all = try? solver.wholeCase() else { return nil }
        // As over all cases: the work of side paths counts, too, which nobody waits for.
        let work = zip(solver.visits, steps).reduce(Estimate.zero) { $0 + $1.1.workAtLeast * $1.0 }
        return (all.lead, work)
    }

    /// The share of cases that come by any of the nodes that `marks` names, on whichever path; nil where it cannot be told.
    ///
    /// That is what rolled ok counts where the marked steps are never ok and the others always: a case that comes by
    /// none of them stays ok.
    func shareOfCases(by marks: [Bool]) -> Double? {
        guard reach.missing.isEmpty else { return nil }
        var plain = map
        for index in plain.handoffTerms.indices { plain.handoffTerms[index].ok = nil }
        let steps = zip(metrics.steps, marks).map { $0.with(isOK: !$1) }
        guard var solver = try? CaseFlowSolver(
            plain, graph, shares: shares, blocks: metrics.blocks, steps: steps, reach: reach), let all = try? solver.wholeCase()
        else { return nil }
        return min(1, max(0, 1 - all.ok))
    }

    /// How often a case passes each node if it stands still for ever where `halts` says.
    func visits(halts: [Bool]) -> [Double]? { (try? solver(metrics.steps, halts: halts))?.visits }

    private func solver(_ steps: [StepFigures], halts: [Bool] = []) throws(FlowEquations.Failure) -> CaseFlowSolver {
        try CaseFlowSolver(
            map, graph, shares: shares, blocks: metrics.blocks, steps: steps, reach: reach, halts: halts)
    }
}
