import HeapModule

/// Takes apart one loop, or several that share nodes: nodes are taken out one by one, the one that
/// adds the fewest new flows first (Markowitz, "The elimination form of the inverse", 1957).
struct LoopCore {
    typealias List = [(node: Int32, weight: Double)]

    /// Flows inside the loop at hand, and those that lead out of it.
    private var incoming: [List]
    private var outgoing: [List]
    private var isMember: [Bool]
    /// Where in the list at hand a node stands; -1 elsewhere.
    private var slot: [Int32]
    private var effort = 0
    private let effortLimit: Int

    init(_ nodeCount: Int, effortLimit: Int) {
        incoming = [List](repeating: [], count: nodeCount)
        outgoing = incoming
        isMember = [Bool](repeating: false, count: nodeCount)
        slot = [Int32](repeating: -1, count: nodeCount)
        self.effortLimit = effortLimit
    }

    private struct Candidate: Comparable {
        let cost: Int
        let node: Int32

        static func < (a: Candidate, b: Candidate) -> Bool { (a.cost, a.node) < (b.cost, b.node) }
    }

    /// Takes out all members, and hands on each with its flows to and from nodes still there.
    /// `rows`, `targets` and `weights` are the arcs of each node of the graph.
    mutating func eliminate(
        _ members: ArraySlice<Int32>, _ rows: [Int32], _ targets: [Int32], _ weights: [Double],
        _ rounds: inout [Double], takingOut: (Int32, List, List) -> Void
    ) throws(FlowEquations.Failure) {
        for member in members { isMember[Int(member)] = true }
        for member in members { fill(member, rows, targets, weights) }
        var heap = Heap(members.map(candidate))
        while let best = heap.popMin() {
            let v = Int(best.node)
            guard isMember[v], best == candidate(best.node) else { continue }
            isMember[v] = false
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
            for (x, fromV) in outs where isMember[Int(x)] {
                _ = Self.bypass(
                    best.node, in: &incoming[Int(x)], of: x, with: ins, factor: fromV * rounds[v], slot: &slot)
            }
            for (u, _) in ins { heap.insert(candidate(u)) }
            for (x, _) in outs where isMember[Int(x)] { heap.insert(candidate(x)) }
            takingOut(best.node, ins, outs)
            incoming[v] = []
            outgoing[v] = []
        }
    }

    /// The arcs of one member; parallel ones add up.
    private mutating func fill(_ member: Int32, _ rows: [Int32], _ targets: [Int32], _ weights: [Double]) {
        let v = Int(member)
        for i in Int(rows[v])..<Int(rows[v + 1]) {
            let place = Int(slot[Int(targets[i])])
            if place >= 0 {
                outgoing[v][place].weight += weights[i]
            } else {
                slot[Int(targets[i])] = Int32(outgoing[v].count)
                outgoing[v].append((targets[i], weights[i]))
            }
        }
        for (x, weight) in outgoing[v] {
            slot[Int(x)] = -1
            if isMember[Int(x)] { incoming[Int(x)].append((member, weight)) }
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
