import ProcessModel

/// Works out from the steps that led to a fault what to tell of it: the split, the join, and the ways between.
struct FaultTelling {
    private let map: ProcessMap
    private let rules: CaseRules
    private var trace: CaseTrace
    private var waiting: WaitingJoin
    private let partners: [Int32: [Int32: Set<Int32>]]

    init(_ map: ProcessMap, _ search: SoundnessSearch) {
        self.map = map
        rules = search.rules
        trace = search.trace
        partners = search.partners
        waiting = WaitingJoin(rules)
    }

    // MARK: Done twice

    mutating func doubling(_ fault: SoundnessSearch.Fault) -> Soundness.Doubling? {
        let (merge, graph, count) = (fault.node, rules.graph, rules.graph.nodeCount)
        let isLoop = fault.kind == .doubledLoop
        let parting = trace.parting(
            from: fault.trace,
            isFirst: { isLoop ? graph.targets[Int($0)] == merge : $0 == fault.flow },
            isSecond: { isLoop ? $0 == fault.flow : graph.targets[Int($0)] == merge && $0 != fault.flow },
            nodeCount: count)
        guard let parting else {
            return Soundness.Doubling(
                merge: NodeID(Int(merge)), split: nil, first: [FlowID(Int(fault.flow))], second: [], goesBack: isLoop, isException: fault.oddity > 0)
        }
        // The answers of which several may be taken are joined at the step where they meet.
        if !isLoop, !rules.isBPMN, map.nodes[Int(parting.node)].kind == .decision, map.nodes[Int(parting.node)].takesSeveralAnswers { return nil }
        func ids(_ flows: [Int32]) -> [FlowID] { flows.map { FlowID(Int($0)) } }
        let isException = (parting.first + parting.second).contains { rules.isException[Int($0)] }
        // Of two ways to the same node the one written first is told first.
        let isTurned = !isLoop && (parting.first.first ?? 0) > (parting.second.first ?? 0)
        return Soundness.Doubling(
            merge: NodeID(Int(merge)), split: NodeID(Int(parting.node)),
            first: ids(isTurned ? parting.second : parting.first), second: ids(isTurned ? parting.first : parting.second),
            goesBack: isLoop, isException: isException)
    }

    // MARK: Open when the case comes again

    mutating func reopening(_ fault: SoundnessSearch.Fault) -> Soundness.Reopening {
        let (join, targets) = (fault.node, rules.graph.targets)
        let parting = trace.parting(
            from: fault.trace, isFirst: { targets[Int($0)] == join }, isSecond: { targets[Int($0)] == join }, nodeCount: rules.graph.nodeCount)
        let ways = [parting?.first ?? [], parting?.second ?? []].map { $0.map { FlowID(Int($0)) } }.sorted { ($0.first?.index ?? 0) < ($1.first?.index ?? 0) }
        return Soundness.Reopening(join: NodeID(Int(join)), split: parting.map { NodeID(Int($0.node)) }, first: ways[0], second: ways[1])
    }

    // MARK: Waiting for ever

    mutating func deadlock(_ fault: SoundnessSearch.Fault) -> Soundness.Deadlock? {
        let join = Int(fault.node)
        let arrived = waiting.arrived(at: join, count: Int(rules.inDegree[join]), from: fault.trace, in: trace)
        let missing = waiting.missing(at: join, arrived: arrived, partners: partners[fault.node] ?? [:], from: fault.trace, in: trace)
        // What has gone another way for good says more than the other answer to a question.
        let told = missing.first { $0.split != nil && !$0.isAlternative } ?? missing.first { $0.split != nil } ?? missing.first
        guard let told else { return nil }
        return Soundness.Deadlock(
            join: NodeID(join), missing: FlowID(Int(told.flow)), arrived: arrived.first.map { FlowID(Int($0)) },
            split: told.split.map(NodeID.init), taken: told.taken.map { FlowID(Int($0)) }, way: told.way.map { FlowID(Int($0)) },
            isAlternative: told.isAlternative, sharesSplit: told.sharesSplit,
            comesAfter: told.split == nil && rules.graph.reached(from: [NodeID(join)])[Int(rules.graph.sources[Int(told.flow)])])
    }
}
