import ProcessModel

/// What it takes to put right what is not ok, if it all goes back to the step that caused it.
///
/// Of what a step hands on with ok p, the share 1 - p comes back; it is done again with the same ok, so the step is
/// done 1 / p times in all. Steps that the map itself leads back to have their rework in their visits already: it is
/// not counted twice.
public struct ReturnedRework: Sendable {
    public struct Source: Sendable, Hashable {
        public let node: NodeID
        /// How often what it hands on is complete and accurate, as those say who receive it.
        public let ok: Double
        /// How often a case comes back to it.
        public let returns: Double
        /// The work that this makes, for each case that comes in.
        public let work: Estimate
    }

    /// The steps that cause any, those that make the most work first.
    public let sources: [Source]
    /// The steps with an ok that are left out since the map itself leads back to them, in the order written.
    public let drawn: [NodeID]
    /// Over all cases, the rework included.
    public let lead: TotalTime
    public let work: TotalTime
}

extension Inspection {
    /// Nil where no step says an ok.
    public var returnedRework: Assessed<ReturnedRework>? {
        let okay = map.nodeIDs.map { metrics.okOnLeaving($0, map, graph) }
        guard okay.contains(where: { $0 != nil }) else { return nil }
        guard let lead = metrics.allCases.lead.value, let work = metrics.allCases.work.value else {
            return .notAssessable(metrics.allCases.lead.missing)
        }
        let isInLoop = graph.isInLoop
        var steps = metrics.steps
        var sources: [ReturnedRework.Source] = []
        var drawn: [NodeID] = []
        for (node, ok) in zip(map.nodeIDs, okay) {
            guard let ok, let visits = metrics.visits[node.index], visits > 0, ok < 1 else { continue }
            guard !isInLoop[node.index] else {
                drawn.append(node)
                continue
            }
            guard ok > 0 else {
                return .notAssessable(["nothing that '\(map[node].name)' hands on is ok, so it would be done for ever: write how often it is, as in `ok 60%`"])
            }
            let step = steps[node.index]
            let returns = visits * (1 / ok - 1)
            sources.append(.init(node: node, ok: ok, returns: returns, work: step.workAtLeast * returns))
            steps[node.index] = step.with(lead: step.leadAtLeast * (1 / ok), work: step.workAtLeast * (1 / ok))
        }
        guard let all = Replay(self).allCases(steps) else { return .notAssessable(metrics.allCases.lead.missing) }
        // Work is summed over all steps, side paths included, as it is without the rework.
        let more = sources.reduce(Estimate.zero) { $0 + $1.work }
        sources.sort { (-$0.work.expected, -$0.returns, $0.node) < (-$1.work.expected, -$1.returns, $1.node) }
        return .value(ReturnedRework(
            sources: sources, drawn: drawn, lead: TotalTime(time: all.lead, coverage: lead.coverage, mayBeLonger: lead.mayBeLonger),
            work: TotalTime(time: work.time + more, coverage: work.coverage)))
    }
}

extension Metrics {
    /// How often what a node hands on is ok: what the receivers say of its handoffs, or else what it says itself.
    /// Nil where nobody says.
    public func okOnLeaving(_ node: NodeID, _ map: ProcessMap, _ graph: FlowGraph) -> Double? {
        let own = steps[node.index].ok
        var sum = 0.0
        var weight = 0.0
        for flow in graph.flows(from: node) {
            guard let share = shares[flow], share > 0, let ok = map.okOnArrival(flow) ?? own else { continue }
            sum += share * ok
            weight += share
        }
        return weight > 0 ? min(1, max(0, sum / weight)) : own
    }
}

extension FlowGraph {
    /// For each node, whether some way leads from it back to it.
    var isInLoop: [Bool] {
        var rows: [Int32] = [0]
        var far: [Int32] = []
        var loops = [Bool](repeating: false, count: nodeCount)
        for node in 0..<nodeCount {
            for flow in flows(from: NodeID(node)) {
                let next = target(of: flow).index
                if next == node { loops[node] = true }
                far.append(Int32(next))
            }
            rows.append(Int32(far.count))
        }
        let parts = Components(rows: rows, targets: far)
        for part in 0..<max(0, parts.starts.count - 1) {
            let members = parts.nodes[Int(parts.starts[part])..<Int(parts.starts[part + 1])]
            if members.count > 1 { for node in members { loops[Int(node)] = true } }
        }
        return loops
    }
}
