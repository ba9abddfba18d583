import ProcessModel

/// The time line of a value stream map (Rother, Shook, "Learning to See", 1999): waiting and work in turn, along the
/// steps that the lead time of the main path is the sum of.
public struct TimeLadder: Sendable, Hashable {
    /// What one step adds. The parts of all rungs add up to the lead time of the main path.
    public struct Rung: Sendable, Hashable {
        public let node: NodeID
        /// All waiting that is known, in business minutes.
        public let wait: Estimate
        public let work: Estimate
        /// Time of which nobody says how much of it is work.
        public let undivided: Estimate
        /// False where there may be more waiting than `wait` and `undivided` tell.
        public let knowsWait: Bool
        /// False where there may be more work, and somebody should say.
        public let knowsWork: Bool
        /// False where nobody is asked how much work there is, and nothing is said.
        public let hasWork: Bool

        public init(
            node: NodeID, wait: Estimate, work: Estimate, undivided: Estimate = .zero, knowsWait: Bool = true, knowsWork: Bool = true,
            hasWork: Bool = true
        ) {
            self.node = node
            self.wait = wait
            self.work = work
            self.undivided = undivided
            self.knowsWait = knowsWait
            self.knowsWork = knowsWork
            self.hasWork = hasWork
        }
    }

    /// What it comes to; each is nil where it is not assessable.
    public struct Totals: Sendable, Hashable {
        public let lead: TotalTime?
        public let work: TotalTime?
        /// Work as a share of lead time.
        public let flowEfficiency: Double?

        public init(lead: TotalTime?, work: TotalTime?, flowEfficiency: Double?) {
            self.lead = lead
            self.work = work
            self.flowEfficiency = flowEfficiency
        }
    }

    /// In the order written. Only steps that take time, or are asked for it.
    public let rungs: [Rung]
    /// Along the main path; nil where no end can be reached.
    public let path: Totals?
    /// Expected over all cases, loops and other ways included.
    public let allCases: Totals
    /// True where the rungs are those of a part of the map, and the totals those of all of it.
    public let isPart: Bool

    public init(rungs: [Rung], path: Totals?, allCases: Totals, isPart: Bool = false) {
        self.rungs = rungs
        self.path = path
        self.allCases = allCases
        self.isPart = isPart
    }

    /// The rungs of a part of the map; `node` says what a step of the whole is there, nil where it is not in it.
    public func part(_ node: (NodeID) -> NodeID?) -> TimeLadder {
        let own = rungs.compactMap { rung in
            node(rung.node).map { new in
                Rung(
                    node: new, wait: rung.wait, work: rung.work, undivided: rung.undivided, knowsWait: rung.knowsWait, knowsWork: rung.knowsWork,
                    hasWork: rung.hasWork)
            }
        }
        return TimeLadder(rungs: own, path: path, allCases: allCases, isPart: true)
    }

    public init(_ inspection: Inspection) {
        let (map, metrics) = (inspection.map, inspection.metrics)
        rungs = (metrics.mainPath?.paced ?? []).compactMap { node in
            let step = metrics.steps[node.index]
            guard step.isAskedForLead || step.leadAtLeast.high > 0 else { return nil }
            let parts = LeadParts(at: node, map, step, call: metrics.call(at: node))
            return Rung(
                node: node, wait: parts.wait, work: parts.work, undivided: parts.undivided,
                knowsWait: step.lead != nil || map.details(of: node).wait?.value != nil && map[node].kind != .call,
                knowsWork: step.work != nil, hasWork: step.isAskedForWork || step.workAtLeast.high > 0)
        }
        path = metrics.mainPath.map { Totals(lead: $0.lead, work: $0.work, flowEfficiency: $0.activityRatio) }
        let all = metrics.allCases
        isPart = false
        allCases = Totals(lead: all.lead.value, work: all.work.value, flowEfficiency: all.activityRatio)
    }
}
