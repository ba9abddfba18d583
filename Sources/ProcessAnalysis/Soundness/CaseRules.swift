import ProcessModel

/// How a case moves through a map: for each node what it waits for, and which ways on it takes.
///
/// Only what entries reach is looked at. The graph may have any form: blocks, forks, joins, answers,
/// exceptions and jumps are all the same here.
struct CaseRules {
    /// What a node does with what arrives over its flows.
    enum Arrival: UInt8 {
        /// It is done once for each arrival: a step, a decision. Two arrivals in one case are a fault.
        case pass
        /// `join: Name [one]`: each arrival goes on by itself, and the map says that this is meant.
        case passEach
        /// Waits for whatever is still under way: the close of `in parallel:`, `join: Name [last]`.
        case some
        /// `join: Name [any]`: goes on with the first, and takes in what comes later in the same round.
        case first
        /// `join: Name`: waits for every flow that leads to it.
        case all
        /// An end takes in any number.
        case end
    }

    /// Which of its flows a node takes.
    enum Departure: UInt8 {
        /// One of them: the only one, an answer, or an exception instead of the normal way.
        case one
        /// All of them, side by side.
        case all
        /// All but the exceptions; or one exception.
        case allOrException
        /// One or more of the answers; or one exception.
        case several
    }

    let graph: FlowGraph
    let arrival: [Arrival]
    let departure: [Departure]
    /// How many flows that a case can take lead to each node.
    let inDegree: [Int32]
    /// For each node, whether a case may stop there without reaching an end.
    let mayStop: [Bool]
    let isException: [Bool]
    private let isOtherwise: [Bool]
    /// The nodes that the case itself comes to, in the order written.
    let nodes: [Int32]
    /// Those that only something `on late` comes to, which runs beside the case; in the order written.
    let nodesBeside: [Int32]
    let entries: [Int32]
    /// Where what is done beside begins.
    let entriesBeside: [Int32]
    /// True where joins and merges are those of BPMN: each waits for every flow, or for none.
    let isBPMN: Bool
    /// False where every node takes one flow and waits for none: then nothing can go wrong.
    let hasParallelism: Bool

    /// For each flow, whether it is the case that goes over it.
    private let isCounted: [Bool]
    private let outStart: [Int32]
    private let outFlows: [Int32]

    init(_ map: ProcessMap, _ graph: FlowGraph) {
        self.graph = graph
        isBPMN = map.readsAsBPMN
        let count = graph.nodeCount
        // Most maps say nothing of what is done side by side, and need not be looked at further.
        let mayFork = map.nodes.contains { $0.kind == .fork || $0.kind == .join || $0.takesSeveralAnswers } || Self.hasFork(map, graph)
        guard mayFork else {
            (arrival, departure, inDegree, mayStop, isException, isOtherwise, nodes, nodesBeside, entries, entriesBeside) = ([], [], [], [], [], [], [], [], [], [])
            (hasParallelism, isCounted, outStart, outFlows) = (false, [], [], [])
            return
        }
        isException = map.flows.map { $0.kind == .exception }
        isOtherwise = map.flows.map(\.isOtherwise)
        // What comes `on late` is done beside the case, and goes back to work that is late already: it is no second case.
        let isBeside = map.flows.map { $0.kind == .exception && $0.after != nil }
        var outStart = graph.outStart
        var outFlows = graph.outFlows
        if isBeside.contains(true) {
            outFlows = []
            for node in 0..<count {
                outStart[node] = Int32(outFlows.count)
                for flow in graph.outFlows[Int(graph.outStart[node])..<Int(graph.outStart[node + 1])] where !isBeside[Int(flow)] { outFlows.append(flow) }
            }
            outStart[count] = Int32(outFlows.count)
        }
        var zone = [UInt8](repeating: 0, count: count)
        func walk(from starts: [Int32], as mark: UInt8) {
            var open = starts
            for start in starts { zone[Int(start)] = mark }
            while let node = open.popLast() {
                for flow in outFlows[Int(outStart[Int(node)])..<Int(outStart[Int(node) + 1])] {
                    let target = graph.targets[Int(flow)]
                    if zone[Int(target)] == 0 {
                        zone[Int(target)] = mark
                        open.append(target)
                    }
                }
            }
        }
        var seen = Set<Int32>()
        entries = graph.entries.map { Int32($0.index) }.filter { seen.insert($0).inserted }
        walk(from: entries, as: 1)
        var entriesBeside: [Int32] = []
        for flow in isBeside.indices where isBeside[flow] && graph.isReachable[Int(graph.sources[flow])] {
            let target = graph.targets[flow]
            if zone[Int(target)] != 1, seen.insert(target).inserted { entriesBeside.append(target) }
        }
        walk(from: entriesBeside, as: 2)
        nodes = (0..<Int32(count)).filter { zone[Int($0)] == 1 }
        nodesBeside = (0..<Int32(count)).filter { zone[Int($0)] == 2 }

        var arrival = [Arrival](repeating: .pass, count: count)
        var departure = [Departure](repeating: .one, count: count)
        var inDegree = [Int32](repeating: 0, count: count)
        var mayStop = [Bool](repeating: false, count: count)
        var hasParallelism = false
        var isCounted = [Bool](repeating: false, count: graph.targets.count)
        for flow in isCounted.indices where !isBeside[flow] {
            let (source, target) = (Int(graph.sources[flow]), Int(graph.targets[flow]))
            guard zone[source] != 0, zone[source] == zone[target] else { continue }
            isCounted[flow] = true
            inDegree[target] += 1
        }
        for index in 0..<count where zone[index] != 0 {
            let node = map.nodes[index]
            let flows = outFlows[Int(outStart[index])..<Int(outStart[index + 1])]
            var exceptions = 0
            for flow in flows where isException[Int(flow)] { exceptions += 1 }
            let ways = flows.count - exceptions
            mayStop[index] = ways == 0
            if ParallelBlocks.splits(node, ways) {
                hasParallelism = true
                departure[index] = node.takesSeveralAnswers && node.kind == .decision ? .several : exceptions > 0 ? .allOrException : .all
            }
            switch node.kind {
            case .end: arrival[index] = .end
            // Nobody has said that what BPMN merges is meant to be done twice.
            case .join where node.joinRule == .one: arrival[index] = isBPMN ? .pass : .passEach
            case .join where node.isImplicit || node.joinRule == .last || inDegree[index] < 2: arrival[index] = .some
            case .join where node.joinRule == .any: arrival[index] = .first
            case .join:
                arrival[index] = .all
                hasParallelism = true
            default: break
            }
        }
        self.arrival = arrival
        self.departure = departure
        self.inDegree = inDegree
        self.mayStop = mayStop
        self.hasParallelism = hasParallelism
        self.entriesBeside = entriesBeside
        self.isCounted = isCounted
        self.outStart = outStart
        self.outFlows = outFlows
    }

    /// Whether some node that is no decision goes on in several ways at once.
    private static func hasFork(_ map: ProcessMap, _ graph: FlowGraph) -> Bool {
        for index in 0..<graph.nodeCount where graph.outStart[index + 1] - graph.outStart[index] > 1 && map.nodes[index].kind != .decision {
            var ways = 0
            for flow in graph.outFlows[Int(graph.outStart[index])..<Int(graph.outStart[index + 1])] where map.flows[Int(flow)].kind != .exception { ways += 1 }
            if ways > 1 { return true }
        }
        return false
    }

    func flows(from node: Int) -> ArraySlice<Int32> { outFlows[Int(outStart[node])..<Int(outStart[node + 1])] }

    /// The flows over which a case can come to a node, in the order written.
    func flows(into node: Int) -> [Int32] {
        graph.inFlows[Int(graph.inStart[node])..<Int(graph.inStart[node + 1])].filter { isCounted[Int($0)] }
    }

    /// True where it depends on the case how it goes on.
    func isChoice(_ node: Int) -> Bool {
        departure[node] != .all && flows(from: node).count + (mayStop[node] ? 1 : 0) > 1
    }

    /// The flows that may be taken together; one list for each way a case may go on, the normal ones first.
    func choices(of node: Int) -> [ArraySlice<Int32>] {
        let flows = flows(from: node)
        var choices: [ArraySlice<Int32>] = mayStop[node] ? [[]] : []
        switch departure[node] {
        case .all: return [flows]
        case .one:
            for index in flows.indices where !isException[Int(flows[index])] { choices.append(flows[index...index]) }
        case .allOrException: choices.append(flows.filter { !isException[Int($0)] }[...])
        case .several:
            // `otherwise` is what happens when no other answer fits, so it is never taken with one.
            choices += Self.parts(of: flows.filter { !isException[Int($0)] && !isOtherwise[Int($0)] })
            for index in flows.indices where isOtherwise[Int(flows[index])] { choices.append(flows[index...index]) }
        }
        for index in flows.indices where isException[Int(flows[index])] { choices.append(flows[index...index]) }
        return choices
    }

    /// The ways to take one or more of the answers. Of many answers not all ways are gone through: one, two
    /// and all show what the others do.
    private static func parts(of flows: [Int32]) -> [ArraySlice<Int32>] {
        guard flows.count > 5 else {
            return (1..<(1 << flows.count)).map { bits in
                flows.indices.filter { bits >> $0 & 1 == 1 }.map { flows[$0] }[...]
            }
        }
        var parts: [ArraySlice<Int32>] = flows.map { [$0] }
        if flows.count <= 64 {
            for (index, first) in flows.enumerated() { for second in flows[(index + 1)...] { parts.append([first, second]) } }
        }
        parts.append(flows[...])
        return parts
    }
}
