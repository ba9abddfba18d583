import HeapModule

/// The linear equations of cases that wander through a graph, solved once for many questions.
///
/// With W the matrix of shares from node to node, the expected visits of all nodes are the row
/// vector start · N, and the expected sum of a gain over all coming visits is N · gain, where
/// N = (I - W)⁻¹ is the fundamental matrix (Kemeny, Snell, "Finite Markov Chains", 1960, ch. 3).
///
/// I - W is an M-matrix, so it can be eliminated in any order without exchanging rows, and a pivot
/// that is not positive shows that the visits do not stay finite. Nodes are taken out one by one, the one
/// that adds the fewest new flows first: process graphs are thin, and the cost stays close to linear.
struct FlowEquations: Sendable {
    enum Failure: Error, Equatable {
        /// Cases pile up without end in a loop through this node.
        case endless(Int)
        /// More loops cross each other than can be worked out in reasonable time.
        case tooEntangled
    }

    struct Arc: Sendable, Hashable {
        let from: Int32
        let to: Int32
        let weight: Double
    }

    /// The most products that one elimination may form: some tenths of a second's worth, and far
    /// more than a map needs that people have drawn.
    static let effortLimit = 40_000_000

    private static let shortList = 8

    private let order: [Int32]
    /// For each node, 1 / (1 - share of going round to itself) at the time it was taken out.
    private let rounds: [Double]
    /// The flows to and from nodes that were taken out later.
    private let incoming: [[(node: Int32, weight: Double)]]
    private let outgoing: [[(node: Int32, weight: Double)]]

    init(nodeCount: Int, arcs: [Arc], effortLimit: Int = Self.effortLimit) throws(Failure) {
        var outgoing = [[(node: Int32, weight: Double)]](repeating: [], count: nodeCount)
        var incoming = outgoing
        var round = [Double](repeating: 0, count: nodeCount)
        // Parallel arcs add up; `slot` finds an arc of the row at hand, -1 elsewhere.
        var slot = [Int32](repeating: -1, count: nodeCount)
        var rows = [[(node: Int32, weight: Double)]](repeating: [], count: nodeCount)
        for arc in arcs where arc.weight > 0 { rows[Int(arc.from)].append((arc.to, arc.weight)) }
        for node in 0..<nodeCount {
            for arc in rows[node] {
                if Int(arc.node) == node {
                    round[node] += arc.weight
                } else if slot[Int(arc.node)] >= 0 {
                    outgoing[node][Int(slot[Int(arc.node)])].weight += arc.weight
                } else {
                    slot[Int(arc.node)] = Int32(outgoing[node].count)
                    outgoing[node].append(arc)
                }
            }
            for arc in outgoing[node] {
                slot[Int(arc.node)] = -1
                incoming[Int(arc.node)].append((Int32(node), arc.weight))
            }
        }

        struct Candidate: Comparable {
            let cost: Int
            let node: Int32
            static func < (a: Candidate, b: Candidate) -> Bool { (a.cost, a.node) < (b.cost, b.node) }
        }
        var isOut = [Bool](repeating: false, count: nodeCount)
        var heap = Heap((0..<nodeCount).map { Candidate(cost: incoming[$0].count * outgoing[$0].count, node: Int32($0)) })
        var order: [Int32] = []
        order.reserveCapacity(nodeCount)
        var effort = 0
        while let next = heap.popMin() {
            let v = Int(next.node)
            guard !isOut[v], next.cost == incoming[v].count * outgoing[v].count else { continue }
            isOut[v] = true
            order.append(next.node)
            let pivot = 1 - round[v]
            guard pivot > 1e-12 else { throw .endless(v) }
            round[v] = 1 / pivot
            effort += next.cost
            guard effort <= effortLimit else { throw .tooEntangled }
            // Every way u -> v -> x becomes a direct one, in the rows and in the columns.
            for (u, toV) in incoming[v] {
                round[Int(u)] += Self.bypass(
                    next.node, in: &outgoing[Int(u)], of: u, with: outgoing[v], factor: toV * round[v], slot: &slot)
            }
            for (x, fromV) in outgoing[v] {
                _ = Self.bypass(
                    next.node, in: &incoming[Int(x)], of: x, with: incoming[v], factor: fromV * round[v], slot: &slot)
            }
            for (u, _) in incoming[v] {
                heap.insert(Candidate(cost: incoming[Int(u)].count * outgoing[Int(u)].count, node: u))
            }
            for (x, _) in outgoing[v] {
                heap.insert(Candidate(cost: incoming[Int(x)].count * outgoing[Int(x)].count, node: x))
            }
        }
        // Long lists are searched by halving; short ones from the front, in any order.
        for v in 0..<nodeCount {
            if incoming[v].count > Self.shortList { incoming[v].sort { $0.node < $1.node } }
            if outgoing[v].count > Self.shortList { outgoing[v].sort { $0.node < $1.node } }
        }
        self.order = order
        rounds = round
        self.incoming = incoming
        self.outgoing = outgoing
    }

    /// Takes `gone` out of one node's list and adds what lies behind it; what leads back to the node
    /// itself is returned.
    private static func bypass(
        _ gone: Int32, in list: inout [(node: Int32, weight: Double)], of node: Int32,
        with behind: [(node: Int32, weight: Double)], factor: Double, slot: inout [Int32]
    ) -> Double {
        list.removeAll { $0.node == gone }
        for (index, arc) in list.enumerated() { slot[Int(arc.node)] = Int32(index) }
        var back = 0.0
        for arc in behind {
            let weight = arc.weight * factor
            let found = Int(slot[Int(arc.node)])
            if arc.node == node {
                back += weight
            } else if found >= 0 {
                list[found].weight += weight
            } else {
                // Each node stands once in `behind`, so what is added here is not met again.
                list.append((arc.node, weight))
            }
        }
        for arc in list { slot[Int(arc.node)] = -1 }
        return back
    }

    /// The expected visits of every node, for cases that come in as `start` says.
    func visits(from start: [Double]) -> [Double] {
        var visits = start
        for v in order {
            let cases = visits[Int(v)] * rounds[Int(v)]
            if cases != 0 { for (x, weight) in outgoing[Int(v)] { visits[Int(x)] += cases * weight } }
        }
        for v in order.reversed() {
            var total = visits[Int(v)]
            for (u, weight) in incoming[Int(v)] { total += visits[Int(u)] * weight }
            visits[Int(v)] = total * rounds[Int(v)]
        }
        return visits
    }

    /// For every node, the expected sum of `gain` over its own and all coming visits.
    func values(of gain: [Double]) -> [Double] {
        var sum = gain
        for v in order {
            let value = sum[Int(v)] * rounds[Int(v)]
            if value != 0 { for (u, weight) in incoming[Int(v)] { sum[Int(u)] += weight * value } }
        }
        for v in order.reversed() {
            var total = sum[Int(v)]
            for (x, weight) in outgoing[Int(v)] { total += weight * sum[Int(x)] }
            sum[Int(v)] = total * rounds[Int(v)]
        }
        return sum
    }

    /// For every node, how often a case that is there passes it in all: the diagonal of N. A node
    /// is passed at all with probability visits / returns (Kemeny, Snell, theorem 3.5.4).
    ///
    /// The inverse is worked out only where the eliminated matrix has flows, from the last node to
    /// the first (Takahashi, Fagan, Chen, "Formation of a sparse bus impedance matrix", 1973).
    func returns() -> [Double] {
        var diagonal = rounds
        // `from[v][i]` is N from outgoing[v][i] to v, `to[v][i]` is N from v to incoming[v][i].
        var from = outgoing.map { [Double](repeating: 0, count: $0.count) }
        var to = incoming.map { [Double](repeating: 0, count: $0.count) }
        var rank = [Int32](repeating: 0, count: order.count)
        for (position, v) in order.enumerated() { rank[Int(v)] = Int32(position) }
        for v in order.reversed().map(Int.init) where !incoming[v].isEmpty && !outgoing[v].isEmpty {
            for (i, u) in incoming[v].enumerated() {
                for (j, x) in outgoing[v].enumerated() {
                    let between: Double
                    if u.node == x.node {
                        between = diagonal[Int(x.node)]
                    } else if rank[Int(u.node)] < rank[Int(x.node)] {
                        between = Self.entry(from[Int(u.node)], at: x.node, of: outgoing[Int(u.node)])
                    } else {
                        between = Self.entry(to[Int(x.node)], at: u.node, of: incoming[Int(x.node)])
                    }
                    to[v][i] += rounds[v] * x.weight * between
                    from[v][j] += rounds[v] * u.weight * between
                }
            }
            for (i, u) in incoming[v].enumerated() { diagonal[v] += rounds[v] * to[v][i] * u.weight }
        }
        return diagonal
    }

    private static func entry(_ values: [Double], at node: Int32, of list: [(node: Int32, weight: Double)]) -> Double {
        guard list.count > shortList else {
            for (index, arc) in list.enumerated() where arc.node == node { return values[index] }
            return 0
        }
        var low = 0
        var high = list.count
        while low < high {
            let middle = (low + high) / 2
            if list[middle].node < node { low = middle + 1 } else { high = middle }
        }
        return low < list.count && list[low].node == node ? values[low] : 0
    }
}
