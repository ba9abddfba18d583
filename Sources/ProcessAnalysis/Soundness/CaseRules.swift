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
        /// Waits for whatever is still under way: the close of `in parallel:`, a join with `[any]`.
        case some
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
    /// False where every node takes one flow and waits for none: then nothing can go wrong.
    let hasParallelism: Bool

    init(_ map: ProcessMap, _ graph: FlowGraph) {
        self.graph = graph
        let count = graph.nodeCount
        var arrival = [Arrival](repeating: .pass, count: count)
        var departure = [Departure](repeating: .one, count: count)
        var inDegree = [Int32](repeating: 0, count: count)
        var mayStop = [Bool](repeating: false, count: count)
        var hasParallelism = false
        isException = map.flows.map { $0.kind == .exception }
        for (source, target) in zip(graph.sources, graph.targets) where graph.isReachable[Int(source)] { inDegree[Int(target)] += 1 }
        for index in 0..<count where graph.isReachable[index] {
            let node = map.nodes[index]
            let flows = graph.outFlows[Int(graph.outStart[index])..<Int(graph.outStart[index + 1])]
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
            case .join where node.joinRule == .one: arrival[index] = .passEach
            case .join where node.joinRule == .any || node.isImplicit || inDegree[index] < 2: arrival[index] = .some
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
    }

    func flows(from node: Int) -> ArraySlice<Int32> {
        graph.outFlows[Int(graph.outStart[node])..<Int(graph.outStart[node + 1])]
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
        case .several: choices += Self.parts(of: flows.filter { !isException[Int($0)] })
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
