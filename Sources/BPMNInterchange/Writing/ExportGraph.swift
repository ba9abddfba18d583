import ProcessAnalysis
import ProcessModel

/// A map with what BPMN wants besides: a start where it has none, and gateways where flows meet before something that
/// BPMN would otherwise understand in another way.
struct ExportGraph {
    /// Why a node is there that the map does not have.
    enum Added: Equatable {
        /// The map begins with a step; BPMN wants an event.
        case start
        /// Flows that meet before a gateway which would wait for each of them.
        case merge
        /// Answers of a decision with `[any]` that meet at a step: it waits for those that were given.
        case wait
        /// Jumps lead to a start, and BPMN lets nothing flow into one: they come in right behind it.
        case entry
    }

    /// With the added nodes behind its own.
    private(set) var map: ProcessMap
    /// For each node; nil for those of the map.
    private(set) var added: [Added?]
    /// For each flow, the one of the map that it is, or that it is the first part of; nil for what leads on from an added node.
    private(set) var origin: [FlowID?]
    /// The starts that have a gateway behind them, by that gateway.
    private(set) var starts: [NodeID: NodeID] = [:]
    /// How many nodes are the map's own.
    let ownCount: Int

    init(_ map: ProcessMap, _ graph: FlowGraph) {
        self.map = map
        ownCount = map.nodes.count
        added = Array(repeating: nil, count: map.nodes.count)
        origin = map.flowIDs
        // Before all else: its flow may be one of several that meet.
        if !map.nodes.contains(where: { $0.kind == .start }), let first = map.entries.first {
            add(Node(kind: .start, name: "", span: map[first].span, lane: map[first].lane, phase: map[first].phase), .start, to: first)
        }
        var arrivals = [Int](repeating: 0, count: map.nodes.count)
        for flow in self.map.flows { arrivals[flow.to.index] += 1 }
        // Where a map reads as BPMN, what meets at a step does not wait for others.
        let waits = map.readsAsBPMN ? [Bool](repeating: false, count: map.nodes.count) : Meetings(map, graph).nodes
        let branches = map.readsAsBPMN ? nil : Branches(map, graph)
        for node in map.nodeIDs {
            for branch in branches?.merged(at: node) ?? [] { insert(.merge, before: node, rule: .one, on: Set(branch)) }
            if map[node].kind == .start {
                if arrivals[node.index] > 0 { insertEntry(behind: node) }
            } else if waits[node.index] {
                insert(.wait, before: node, rule: .all)
            } else if arrivals[node.index] > 1, map[node].kind == .fork || map[node].takesSeveralAnswers {
                insert(.merge, before: node, rule: .one)
            }
        }
    }

    private mutating func add(_ node: Node, _ reason: Added, to target: NodeID) {
        var node = node
        node.isImplicit = true
        map.nodes.append(node)
        added.append(reason)
        map.flows.append(Flow(from: NodeID(map.nodes.count - 1), to: target, kind: .next, span: node.span))
        origin.append(nil)
        if reason == .start { map.entries = [NodeID(map.nodes.count - 1)] }
    }

    /// What leads to a start leads to a gateway behind it, and the start as well.
    private mutating func insertEntry(behind start: NodeID) {
        guard let way = map.flowIDs.first(where: { map[$0].from == start }) else { return }
        let next = map[way].to
        insert(.entry, before: start, rule: .one)
        let gateway = NodeID(map.nodes.count - 1)
        let onward = FlowID(map.flows.count - 1)
        starts[gateway] = start
        // A start that leads to itself goes round at the gateway.
        map.flows[onward.index] = Flow(from: gateway, to: next == start ? gateway : next, kind: .next, span: map[start].span)
        redirect(way, to: gateway)
    }

    private mutating func redirect(_ flow: FlowID, to target: NodeID) {
        let old = map[flow]
        var new = Flow(from: old.from, to: target, kind: old.kind, terms: old.terms, span: old.span)
        new.label = old.label
        new.probability = old.probability
        new.after = old.after
        new.isOtherwise = old.isOtherwise
        map.flows[flow.index] = new
    }

    private mutating func insert(_ reason: Added, before target: NodeID, rule: Node.JoinRule, on some: Set<FlowID>? = nil) {
        let gateway = NodeID(map.nodes.count)
        for index in map.flows.indices where map.flows[index].to == target && some?.contains(FlowID(index)) ?? true {
            redirect(FlowID(index), to: gateway)
        }
        var node = Node(kind: .join, name: "", span: map[target].span, lane: map[target].lane, phase: map[target].phase)
        node.joinRule = rule
        add(node, reason, to: target)
    }
}

/// Where the answers of decisions with `[any]` meet. Of each such decision every answer is followed until it comes to a
/// node at which another one of them has come in as well. What leads back is left out: it comes later, and not beside.
private struct Meetings {
    private(set) var nodes: [Bool]
    /// What may be spent on looking, in flows looked at.
    private var effort = 3_000_000
    private let map: ProcessMap
    private let graph: FlowGraph

    init(_ map: ProcessMap, _ graph: FlowGraph) {
        self.map = map
        self.graph = graph
        nodes = Array(repeating: false, count: map.nodes.count)
        for node in map.nodeIDs where map[node].kind == .decision && map[node].takesSeveralAnswers { look(from: node) }
    }

    private mutating func look(from decision: NodeID) {
        // Whose way comes to a node: that of an answer, or of the node at which several have met.
        var way: [Int: Int] = [decision.index: 0]
        let order = followers(of: decision)
        var place: [Int: Int] = [:]
        for (index, node) in order.enumerated() { place[node] = index }
        for (index, node) in order.enumerated() where node != decision.index {
            var own: Int?
            for flow in graph.flows(into: NodeID(node)) {
                let source = graph.source(of: flow).index
                guard let before = place[source], before < index, let came = source == decision.index ? -1 - flow.index : way[source] else { continue }
                own = own == nil || own == came ? came : node
            }
            way[node] = own
            if own == node, map.nodes[node].kind != .end, map.nodes[node].kind != .join { nodes[node] = true }
        }
    }

    /// All that can be come to from a node, it first, each after all that lead to it save from behind.
    private mutating func followers(of first: NodeID) -> [Int] {
        var seen: Set<Int> = [first.index]
        var order: [Int] = []
        var path = [(node: first.index, ways: targets(first))]
        while var (node, ways) = path.popLast(), effort > 0 {
            effort -= 1
            guard let next = ways.popLast() else {
                order.append(node)
                continue
            }
            path.append((node, ways))
            if seen.insert(next).inserted {
                node = next
                path.append((node, targets(NodeID(node))))
            }
        }
        return order.reversed()
    }

    private func targets(_ node: NodeID) -> [Int] { graph.flows(from: node).map { map[$0].to.index } }
}
