import ProcessModel
import ProcessSyntax

/// What the numbers say of each step and role: what is bad, and what nobody knows.
struct HeatNumbers {
    /// For each node; empty where nothing is bad, or nothing known.
    private(set) var signs: [[HeatSign]]
    /// The roles that are loaded beyond the limit.
    private(set) var loaded: [RoleID: HeatSign] = [:]

    private let map: ProcessMap
    private let metrics: Metrics
    private let times: WaitingTimes
    /// Business minutes that a case lies at each node; nil where nothing is known.
    var waiting: [Double?] { times.waiting }
    var allWaiting: Double { times.all }

    init(_ inspection: Inspection, passings: Passings, timeFindings: [Finding], limits: HeatLimits) {
        map = inspection.map
        metrics = inspection.metrics
        signs = [[HeatSign]](repeating: [], count: map.nodes.count)
        times = WaitingTimes(map, inspection.metrics)
        findWaiting(limits)
        findLargestGain(inspection)
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

    private mutating func findWaiting(_ limits: HeatLimits) {
        guard allWaiting > 0, allWaiting.isFinite else { return }
        let least = limits.wait(among: waiting.count { $0 ?? 0 > 0 }) * allWaiting * (1 - 1e-9)
        for node in map.nodes.indices where waiting[node] ?? 0 >= least { addWait(at: node) }
    }

    /// Where a case could gain most is never quiet, on however many places the waiting is spread.
    private mutating func findLargestGain(_ inspection: Inspection) {
        guard allWaiting > 0, allWaiting.isFinite, let largest = inspection.savings.value?.first, largest.saved.expected > 0 else { return }
        let isTold = signs[largest.node.index].contains { sign in
            if case .wait = sign { true } else { false }
        }
        if !isTold { addWait(at: largest.node.index, isLargestGain: true) }
    }

    private mutating func addWait(at node: Int, isLargestGain: Bool = false) {
        // Where a case is worked on for longer than it lies, waiting is not what hurts.
        guard let minutes = waiting[node], let time = times.time(of: node), time.minutes > time.work ?? 0 else { return }
        signs[node].append(.wait(.init(
            step: NodeID(node), minutes: minutes, isLowerBound: metrics.visits[node] == nil, share: minutes / allWaiting,
            isOfAll: !times.isPartial, holdsWork: time.work == nil, isLargestGain: isLargestGain)))
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
        if step.isAskedForLead, times.time(of: node.index) == nil { gaps.append(.time) }
        if step.isAskedForOK, ok(of: node, graph) == nil { gaps.append(.ok) }
        if metrics.visits[node.index] == nil { gaps.append(.visits) }
        return gaps
    }

    /// True where a figure of the step is known.
    func isKnown(_ node: NodeID, _ graph: FlowGraph) -> Bool {
        (times.time(of: node.index) != nil && map[node].isWork && !isBare(node)) || ok(of: node, graph) != nil
    }

    /// True for a step of which no time is asked and none said: a decision takes none by itself.
    private func isBare(_ node: NodeID) -> Bool { !metrics.steps[node.index].isAskedForLead }

    /// What is known of a step that is not bad: `waits 2 bh a case and is complete and accurate in 95%`.
    func calm(_ node: NodeID, _ graph: FlowGraph) -> String? {
        var words: [String] = []
        if let time = times.time(of: node.index), map[node].isWork, !isBare(node) {
            let verb = time.work == nil ? "takes" : "waits"
            let total = metrics.visits[node.index].map { $0 * time.minutes }
            words.append("\(verb) \(Wording.elapsed(total ?? time.minutes, by: .assumed)) \(total == nil ? "each time" : "a case")")
        }
        if let ok = ok(of: node, graph) { words.append("is complete and accurate in \(Numerals.percent(ok))") }
        return words.isEmpty ? nil : Wording.list(words)
    }
}
