import HeapModule
import ProcessModel

#if canImport(Glibc)
import Glibc
#endif

/// The likeliest way from where cases come in to the first declared end: the story the map tells
/// first. Answers without a share divide what the others leave evenly; of equally likely ways the
/// one written first is taken.
public struct MainPath: Sendable {
    /// From an entry to the end; empty where no end can be reached.
    public let nodes: [NodeID]
    /// The flows between them, one fewer than the nodes.
    public let flows: [FlowID]

    private struct Reached: Comparable {
        let cost: Double
        let order: Int
        let node: Int

        static func < (a: Reached, b: Reached) -> Bool { (a.cost, a.order) < (b.cost, b.order) }
    }

    /// A part of a main path, for a part of its map.
    public init(nodes: [NodeID], flows: [FlowID]) {
        self.nodes = nodes
        self.flows = flows
    }

    public init(_ map: ProcessMap, _ graph: FlowGraph) {
        var best = [Double](repeating: .infinity, count: graph.nodeCount)
        var arrival = [FlowID?](repeating: nil, count: graph.nodeCount)
        var open = Heap<Reached>()
        var order = 0
        for entry in graph.entries where best[entry.index] != 0 {
            best[entry.index] = 0
            open.insert(Reached(cost: 0, order: order, node: entry.index))
            order += 1
        }
        while let here = open.popMin() {
            guard here.cost == best[here.node] else { continue }
            let leaving = Array(graph.flows(from: NodeID(here.node)))
            for (flow, share) in zip(leaving, Self.shares(of: leaving, map)) where share > 0 {
                let target = graph.target(of: flow).index
                let cost = here.cost - log(share)
                // Rounding must not let a later line win a tie.
                guard cost < best[target] - 1e-12 else { continue }
                best[target] = cost
                arrival[target] = flow
                open.insert(Reached(cost: cost, order: order, node: target))
                order += 1
            }
        }
        guard let end = graph.ends.first(where: { best[$0.index] < .infinity }) else {
            nodes = []
            flows = []
            return
        }
        if let way = Self.firstWritten(to: end, map, graph, best) {
            (nodes, flows) = way
            return
        }
        var way: [FlowID] = []
        var node = end
        while let flow = arrival[node.index] {
            way.append(flow)
            node = graph.source(of: flow)
        }
        flows = way.reversed()
        nodes = [node] + flows.map(graph.target(of:))
    }

    /// Of the likeliest ways to `end` the one that takes the flow written first wherever they part, so that the
    /// path does not jump to another branch when this one grows by a step. `best` is how unlikely each node is
    /// from an entry. Nil where every likeliest way goes back somewhere.
    private static func firstWritten(
        to end: NodeID, _ map: ProcessMap, _ graph: FlowGraph, _ best: [Double]
    ) -> (nodes: [NodeID], flows: [FlowID])? {
        var isOnWay = [Bool](repeating: false, count: map.flows.count)
        for node in map.nodeIDs where best[node.index] < .infinity {
            let leaving = Array(graph.flows(from: node))
            for (flow, share) in zip(leaving, shares(of: leaving, map)) where share > 0 && !graph.isLoop[flow.index] {
                isOnWay[flow.index] = best[node.index] - log(share) <= best[graph.target(of: flow).index] + 1e-9
            }
        }
        var leadsToEnd = [Bool](repeating: false, count: graph.nodeCount)
        leadsToEnd[end.index] = true
        var open = [end]
        while let node = open.popLast() {
            for flow in graph.flows(into: node) where isOnWay[flow.index] {
                let source = graph.source(of: flow)
                guard !leadsToEnd[source.index] else { continue }
                leadsToEnd[source.index] = true
                open.append(source)
            }
        }
        guard var node = graph.entries.first(where: { leadsToEnd[$0.index] && best[$0.index] == 0 }) else { return nil }
        var nodes = [node]
        var flows: [FlowID] = []
        while node != end {
            // Without the flows that go back, no way comes to a node twice.
            guard let flow = graph.flows(from: node).first(where: { isOnWay[$0.index] && leadsToEnd[graph.target(of: $0).index] })
            else { return nil }
            flows.append(flow)
            node = graph.target(of: flow)
            nodes.append(node)
        }
        return (nodes, flows)
    }

    /// How likely each flow that leaves one node is to be taken; all paths of a fork are.
    static func shares(of leaving: [FlowID], _ map: ProcessMap) -> [Double] {
        let stated = leaving.map { map[$0].probability?.value }
        guard leaving.contains(where: { map[$0].kind == .answer }) else {
            // A step goes on to its next step; exceptions are a way off the path.
            return zip(leaving, stated).map { flow, share in map[flow].kind == .exception ? min(share ?? 0.01, 0.01) : 1 }
        }
        let rest = max(0, 1 - stated.reduce(0) { $0 + ($1 ?? 0) })
        let open = zip(leaving, stated).filter { map[$0.0].kind == .answer && $0.1 == nil }.count
        return zip(leaving, stated).map { flow, share in
            map[flow].kind == .exception ? 0.01 : share ?? rest / Double(max(open, 1))
        }
    }
}
