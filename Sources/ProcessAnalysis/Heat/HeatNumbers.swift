import ProcessModel
import ProcessSyntax

/// What the numbers say of each step and role: what is bad, and what nobody knows.
struct HeatNumbers {
    /// For each node; empty where nothing is bad, or nothing known.
    private(set) var signs: [[HeatSign]]
    /// Business minutes that a case lies at each node, visits counted; nil where that is not known.
    private(set) var waiting: [Double?]
    /// Of all steps of which it is known.
    private(set) var allWaiting: Double
    /// The roles that are loaded beyond the limit.
    private(set) var loaded: [RoleID: HeatSign] = [:]

    private let map: ProcessMap
    private let metrics: Metrics

    init(_ inspection: Inspection, passings: Passings, timeFindings: [Finding], limits: HeatLimits) {
        map = inspection.map
        metrics = inspection.metrics
        signs = [[HeatSign]](repeating: [], count: map.nodes.count)
        waiting = [Double?](repeating: nil, count: map.nodes.count)
        allWaiting = 0
        findWaiting(limits)
        findBadWork(inspection.graph, limits)
        findRepeats(inspection.graph, limits)
        for load in metrics.loads {
            let total = inspection.folder.total(of: load, in: map)
            // A hair of slack, so that a load of exactly the limit is not above it.
            guard total.hasNobody || total.share.map({ $0 > limits.load * (1 + 1e-9) }) ?? false else { continue }
            loaded[load.role] = .load(.init(role: load.role, share: total.hasNobody ? nil : total.share, isLowerBound: total.isLowerBound))
        }
        var receivers: [FlowID: NodeID] = [:]
        for passing in passings.all { receivers[passing.flow] = passing.receiver }
        for finding in timeFindings {
            guard case .flow(let flow) = finding.place, let step = receivers[flow] else { continue }
            let title = Catalogue.standard.rule(named: finding.rule)?.title ?? finding.message
            signs[step.index].append(.finding(step, rule: finding.rule, title: title))
        }
    }

    private func time(of node: Int) -> (minutes: Double, work: Double?)? {
        let step = metrics.steps[node]
        if let wait = step.wait { return (wait.expected, step.work?.expected ?? 0) }
        if let lead = step.lead { return (lead.expected, nil) }
        // A `wait` alone: how much work follows it is not known, and is no waiting.
        let isOwnWait = step.work == nil && step.leadAtLeast.expected > 0 && map.nodes[node].kind != .call
        return isOwnWait ? (step.leadAtLeast.expected, 0) : nil
    }

    private mutating func findWaiting(_ limits: HeatLimits) {
        for node in map.nodes.indices where map.nodes[node].isWork {
            guard let visits = metrics.visits[node], let time = time(of: node) else { continue }
            waiting[node] = visits * time.minutes
            allWaiting += visits * time.minutes
        }
        guard allWaiting > 0, allWaiting.isFinite else { return }
        // Where few steps wait, each holds much of it: less than an even part is never bad.
        let even = 1 / Double(max(1, waiting.count { $0 ?? 0 > 0 }))
        let least = max(limits.wait, even) * allWaiting * (1 - 1e-9)
        for node in map.nodes.indices {
            guard let minutes = waiting[node], minutes >= least, let time = time(of: node) else { continue }
            // Where a case is worked on for longer than it lies, waiting is not what hurts.
            guard time.minutes > time.work ?? 0 else { continue }
            signs[node].append(.wait(.init(step: NodeID(node), minutes: minutes, share: minutes / allWaiting, holdsWork: time.work == nil)))
        }
    }

    private mutating func findBadWork(_ graph: FlowGraph, _ limits: HeatLimits) {
        for node in map.nodeIDs {
            guard metrics.visits[node.index] != 0, let ok = ok(of: node, graph), ok < limits.ok * (1 - 1e-9) else { continue }
            signs[node.index].append(.ok(node, ok))
        }
    }

    /// What its receivers say of a step's work, or else the step itself.
    private func ok(of node: NodeID, _ graph: FlowGraph) -> Double? {
        graph.flows(from: node).compactMap { map.okOnArrival($0) }.min() ?? metrics.steps[node.index].ok
    }

    /// One step for each loop: the one that cases come by most often.
    private mutating func findRepeats(_ graph: FlowGraph, _ limits: HeatLimits) {
        guard graph.isLoop.contains(true) else { return }
        var rows: [Int32] = [0]
        var targets: [Int32] = []
        for node in map.nodeIDs {
            for flow in graph.flows(from: node) { targets.append(Int32(graph.target(of: flow).index)) }
            rows.append(Int32(targets.count))
        }
        let parts = Components(rows: rows, targets: targets)
        for part in parts.starts.indices.dropLast() {
            let members = parts.nodes[Int(parts.starts[part])..<Int(parts.starts[part + 1])]
            guard members.count > 1 else { continue }
            var most: (node: Int, visits: Double)?
            for node in members.map(Int.init).sorted() where map.nodes[node].kind == .task || map.nodes[node].kind == .call {
                if let visits = metrics.visits[node], visits > (most?.visits ?? 0) + 1e-9 { most = (node, visits) }
            }
            if let most, most.visits >= (1 + limits.again) * (1 - 1e-9) { signs[most.node].append(.again(NodeID(most.node), most.visits)) }
        }
    }

    /// What nobody has said of a step that is asked for it.
    func gaps(of node: NodeID, _ graph: FlowGraph) -> [HeatPlace.Gap] {
        let step = metrics.steps[node.index]
        var gaps: [HeatPlace.Gap] = []
        if step.isAskedForLead, time(of: node.index) == nil { gaps.append(.time) }
        if step.isAskedForOK, ok(of: node, graph) == nil { gaps.append(.ok) }
        if metrics.visits[node.index] == nil { gaps.append(.visits) }
        return gaps
    }

    /// True where a figure of the step is known.
    func isKnown(_ node: NodeID, _ graph: FlowGraph) -> Bool {
        (metrics.visits[node.index] != nil && time(of: node.index) != nil && map[node].isWork && !isBare(node)) || ok(of: node, graph) != nil
    }

    /// True for a step of which no time is asked and none said: a decision takes none by itself.
    private func isBare(_ node: NodeID) -> Bool { !metrics.steps[node.index].isAskedForLead }

    /// What is known of a step that is not bad: `waits 2 bh a case and is complete and accurate in 95%`.
    func calm(_ node: NodeID, _ graph: FlowGraph) -> String? {
        var words: [String] = []
        if let minutes = waiting[node.index], !isBare(node) {
            let verb = time(of: node.index)?.work == nil ? "takes" : "waits"
            words.append("\(verb) \(Wording.elapsed(minutes, by: .assumed)) a case")
        }
        if let ok = ok(of: node, graph) { words.append("is complete and accurate in \(Numerals.percent(ok))") }
        return words.isEmpty ? nil : Wording.list(words)
    }
}
