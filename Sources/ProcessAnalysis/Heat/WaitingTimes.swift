import ProcessModel

/// How long a case lies at each node, visits counted, and in all.
struct WaitingTimes {
    /// Business minutes for each node, or where not all visits are known those that are certain; nil where nothing is.
    private(set) var waiting: [Double?]
    /// Of all steps of which it is known.
    private(set) var all = 0.0
    /// True where some of the waiting is not in it: times or visits are missing.
    private(set) var isPartial = false

    private let map: ProcessMap
    private let metrics: Metrics

    init(_ map: ProcessMap, _ metrics: Metrics) {
        self.map = map
        self.metrics = metrics
        waiting = [Double?](repeating: nil, count: map.nodes.count)
        for node in map.nodes.indices where map.nodes[node].isWork {
            guard let time = time(of: node) else {
                if metrics.steps[node].isAskedForLead, metrics.visits[node] != 0 { isPartial = true }
                continue
            }
            if metrics.visits[node] == nil, time.minutes > 0 { isPartial = true }
            let visits = metrics.visits[node] ?? metrics.visitsAtLeast[node]
            guard metrics.visits[node] != nil || visits > 0 else { continue }
            waiting[node] = visits * time.minutes
            all += visits * time.minutes
        }
    }

    /// How long a case lies at a node each time, and is worked on; nil where nobody says.
    func time(of node: Int) -> (minutes: Double, work: Double?)? {
        let step = metrics.steps[node]
        if let wait = step.wait { return (wait.expected, step.work?.expected ?? 0) }
        if let lead = step.lead {
            // At a customer's step, or where a system runs by itself, none of ours works meanwhile.
            let parts = StepTime(node, map, step)
            let isDivided = parts.undivided.high == 0 && map.nodes[node].kind != .call
            return isDivided ? (parts.wait.expected, parts.work.expected) : (lead.expected, nil)
        }
        // A `wait` alone: how much work follows it is not known, and is no waiting.
        let isOwnWait = step.work == nil && step.leadAtLeast.expected > 0 && map.nodes[node].kind != .call
        return isOwnWait ? (step.leadAtLeast.expected, 0) : nil
    }
}
