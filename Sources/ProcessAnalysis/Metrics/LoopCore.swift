import HeapModule

/// What is left when the nodes that no loop leads to are gone: nodes are taken out one by one, the
/// one that adds the fewest new flows first.
struct LoopCore {
    typealias List = [(node: Int32, weight: Double)]

    private var incoming: [List]
    private var outgoing: [List]
    /// Where in the list at hand a node stands; -1 elsewhere.
    private var slot: [Int32]

    /// Parallel arcs add up.
    init(_ nodeCount: Int, _ arcs: [FlowEquations.Arc]) {
        incoming = [List](repeating: [], count: nodeCount)
        outgoing = incoming
        slot = [Int32](repeating: -1, count: nodeCount)
        let sorted = arcs.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        var index = 0
        while index < sorted.count {
            let arc = sorted[index]
            var weight = 0.0
            while index < sorted.count, sorted[index].from == arc.from, sorted[index].to == arc.to {
                weight += sorted[index].weight
                index += 1
            }
            outgoing[Int(arc.from)].append((arc.to, weight))
            incoming[Int(arc.to)].append((arc.from, weight))
        }
    }

    private struct Candidate: Comparable {
        let cost: Int
        let node: Int32

        static func < (a: Candidate, b: Candidate) -> Bool { (a.cost, a.node) < (b.cost, b.node) }
    }

    /// Takes out all of `nodes` and hands on each with its flows to and from nodes still there.
    mutating func eliminate(
        _ nodes: [Int32], _ rounds: inout [Double], effortLimit: Int, takingOut: (Int32, List, List) -> Void
    ) throws(FlowEquations.Failure) {
        var heap = Heap(nodes.map(candidate))
        var isOut = [Bool](repeating: false, count: rounds.count)
        var effort = 0
        while let best = heap.popMin() {
            let v = Int(best.node)
            guard !isOut[v], best == candidate(best.node) else { continue }
            isOut[v] = true
            let pivot = 1 - rounds[v]
            guard pivot > 1e-12 else { throw .endless(v) }
            rounds[v] = 1 / pivot
            effort += best.cost
            for (u, _) in incoming[v] { effort += outgoing[Int(u)].count }
            for (x, _) in outgoing[v] { effort += incoming[Int(x)].count }
            guard effort <= effortLimit else { throw .tooEntangled }
            // Every way u -> v -> x becomes a direct one, in the rows and in the columns.
            let (ins, outs) = (incoming[v], outgoing[v])
            for (u, toV) in ins {
                rounds[Int(u)] += Self.bypass(
                    best.node, in: &outgoing[Int(u)], of: u, with: outs, factor: toV * rounds[v], slot: &slot)
            }
            for (x, fromV) in outs {
                _ = Self.bypass(
                    best.node, in: &incoming[Int(x)], of: x, with: ins, factor: fromV * rounds[v], slot: &slot)
            }
            for (u, _) in ins { heap.insert(candidate(u)) }
            for (x, _) in outs { heap.insert(candidate(x)) }
            takingOut(best.node, ins, outs)
            incoming[v] = []
            outgoing[v] = []
        }
    }

    private func candidate(_ node: Int32) -> Candidate {
        Candidate(cost: incoming[Int(node)].count * outgoing[Int(node)].count, node: node)
    }

    /// Takes `gone` out of one node's list and adds what lies behind it; what leads back to the node
    /// itself is returned.
    private static func bypass(
        _ gone: Int32, in list: inout List, of node: Int32, with behind: List, factor: Double, slot: inout [Int32]
    ) -> Double {
        list.removeAll { $0.node == gone }
        for (index, arc) in list.enumerated() { slot[Int(arc.node)] = Int32(index) }
        var back = 0.0
        for arc in behind {
            let found = Int(slot[Int(arc.node)])
            if arc.node == node {
                back += arc.weight * factor
            } else if found >= 0 {
                list[found].weight += arc.weight * factor
            } else {
                // Each node stands once in `behind`, so what is added here is not met again.
                list.append((arc.node, arc.weight * factor))
            }
        }
        for arc in list { slot[Int(arc.node)] = -1 }
        return back
    }
}
