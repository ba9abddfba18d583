import ProcessModel

/// How cases run through a map: how often they pass each node, where they come out, and what that
/// takes, as far as the map's shares tell.
struct CaseFlow: Sendable {
    /// Expected visits of each node by one case; nil where they cannot be told.
    let visits: [Double?]
    /// The same, or where they cannot be told what they are at least.
    let visitsAtLeast: [Double]
    /// Why some visits, or the lead time over all cases, cannot be told.
    let missing: [String]
    /// Cases that come out at each of the graph's ends; nil where not known.
    let ends: [CameOut?]
    /// All cases, each followed to where it ends.
    let all: Assessed<CameOut>
    /// How often all cases wait for each node; nil where the lead time over all cases cannot be told.
    let pacing: [Double]?
    /// The parts of the lead time of the cases that come out at each of the graph's ends; nil where not known.
    let endParts: [LeadParts?]
    /// The forks of blocks that take longer than is counted, and of those that take less; in no case those of which
    /// the time is exact.
    let tooShort: [NodeID]
    /// How long a case takes, by the answers given on its way; nil where that is not known.
    let span: TimeSpan?
    let tooLong: [NodeID]

    /// Means over the cases that come out somewhere.
    struct CameOut: Sendable {
        /// How many come out for each case that comes in.
        let share: Double
        let lead: Estimate
        let firstLead: Double
        let work: Estimate
        let ok: Double
        /// For each node of the stretch outside all blocks, how many come out here for each case that is there.
        let ways: [Double]

        static let none = CameOut(share: 0, lead: .zero, firstLead: 0, work: .zero, ok: 1, ways: [])
    }

    init(
        _ map: ProcessMap, _ graph: FlowGraph, shares: FlowShares, blocks: ParallelBlocks, steps: [StepFigures],
        calls: [Call] = []
    ) {
        let reach = KnownReach(map, graph, shares: shares, blocks: blocks)
        do throws(FlowEquations.Failure) {
            var solver = try CaseFlowSolver(map, graph, shares: shares, blocks: blocks, steps: steps, reach: reach)
            let ends = graph.ends.map { reach.isUnknown[$0.index] ? nil : solver.cameOut(at: $0.index) }
            let endParts = ends.map { cameOut in
                cameOut.flatMap { solver.pacing(of: $0) }.map { LeadParts(map, steps: steps, calls: calls, pacing: $0) }
            }
            // Before the case is followed along one path only.
            let span = solver.caseSpan()
            var pacing: [Double]?
            let all: Assessed<CameOut>
            if !reach.missing.isEmpty {
                all = .notAssessable(reach.missing)
            } else if let fork = solver.forkWithoutOneWayOn() {
                let name = map[fork].isImplicit ? "the parallel block" : "'\(map[fork].name)'"
                all = .notAssessable(["the paths of \(name) are not joined, so no one moment ends the case: join those that the case waits for"])
            } else if let cameOut = try solver.wholeCase() {
                all = .value(cameOut)
                pacing = solver.pacing(of: cameOut)
            } else {
                all = .notAssessable(["the map has no steps that lead to an end yet"])
            }
            let told = map.nodes.indices.map { reach.isUnknown[$0] ? nil : solver.visits[$0] }
            let certain = shares.gaps.isEmpty || reach.missing.isEmpty
                ? nil : CertainPart(map, graph, shares: shares, blocks: blocks, steps: steps)
            self.init(
                visits: told.indices.map { told[$0] ?? certain?.exact[$0] },
                visitsAtLeast: told.indices.map { told[$0] ?? certain?.atLeast[$0] ?? 0 },
                missing: reach.missing, ends: ends, all: all, pacing: pacing, endParts: endParts,
                tooShort: solver.tooShort.sorted(), tooLong: solver.tooLong.sorted(), span: span)
        } catch {
            let reason = switch error {
            case .endless(let node):
                "at '\(map.nodes.indices.contains(node) ? map.nodes[node].name : map.name.string)' each case sets off more of its kind than ever end: let the paths that start over end instead"
            case .tooEntangled:
                "more loops cross each other than can be worked out: split the map into calls"
            }
            let missing = reach.missing + [reason]
            self.init(
                visits: [Double?](repeating: nil, count: graph.nodeCount),
                visitsAtLeast: [Double](repeating: 0, count: graph.nodeCount), missing: missing,
                ends: graph.ends.map { _ in nil }, all: .notAssessable(missing), pacing: nil,
                endParts: graph.ends.map { _ in nil }, tooShort: [], tooLong: [])
        }
    }

    private init(
        visits: [Double?], visitsAtLeast: [Double], missing: [String], ends: [CameOut?], all: Assessed<CameOut>,
        pacing: [Double]?, endParts: [LeadParts?], tooShort: [NodeID], tooLong: [NodeID], span: TimeSpan? = nil
    ) {
        self.visits = visits
        self.visitsAtLeast = visitsAtLeast
        self.missing = missing
        self.ends = ends
        self.all = all
        self.pacing = pacing
        self.endParts = endParts
        self.tooShort = tooShort
        self.tooLong = tooLong
        self.span = span
    }
}
