/// The linear equations of cases that wander through a graph, solved once for many questions.
///
/// With W the matrix of shares from node to node, the expected visits of all nodes are the row
/// vector start · N, and the expected sum of a gain over all coming visits is N · gain, where
/// N = (I - W)⁻¹ is the fundamental matrix (Kemeny, Snell, "Finite Markov Chains", 1960, ch. 3).
///
/// I - W is an M-matrix, so it can be eliminated in any order without exchanging rows, and a pivot
/// that is not positive shows that the visits do not stay finite. It is taken apart in the order
/// of the flow, loops by `LoopCore`. Process graphs are thin, and the cost stays close to linear.
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

    /// The most products that one elimination may form, and list entries it may look at: some tenths of a second's worth, and far
    /// more than a map needs that people have drawn.
    static let effortLimit = 40_000_000

    private let order: [Int32]
    /// For each node, 1 / (1 - share of going round to itself) at the time it was taken out.
    private let rounds: [Double]
    /// Each flow stands with the one of its two ends that was taken out first: the flows to and from
    /// nodes that were still there.
    private let incoming: Rows
    private let outgoing: Rows

    /// Lists of flows, one for each node, in one array.
    private struct Rows {
        private var ranges: [Range<Int32>]
        private(set) var nodes: [Int32] = []
        private(set) var weights: [Double] = []

        init(_ nodeCount: Int, capacity: Int) {
            ranges = [Range<Int32>](repeating: 0..<0, count: nodeCount)
            nodes.reserveCapacity(capacity)
            weights.reserveCapacity(capacity)
        }

        subscript(_ node: Int) -> Range<Int> { Int(ranges[node].lowerBound)..<Int(ranges[node].upperBound) }

        mutating func begin(_ node: Int) { ranges[node] = Int32(nodes.count)..<Int32(nodes.count) }

        mutating func add(_ other: Int32, _ weight: Double, to node: Int) {
            nodes.append(other)
            weights.append(weight)
            ranges[node] = ranges[node].lowerBound..<Int32(nodes.count)
        }

        /// Where in the list of `node`, which is in ascending order, `other` stands.
        func place(of other: Int32, in node: Int) -> Int? {
            var low = self[node].lowerBound
            let end = self[node].upperBound
            var high = end
            while low < high {
                let middle = (low + high) / 2
                if nodes[middle] < other { low = middle + 1 } else { high = middle }
            }
            return low < end && nodes[low] == other ? low : nil
        }
    }

    init(nodeCount: Int, arcs: [Arc], effortLimit: Int = Self.effortLimit) throws(Failure) {
        var rounds = [Double](repeating: 0, count: nodeCount)
        var order: [Int32] = []
        order.reserveCapacity(nodeCount)
        var incoming = Rows(nodeCount, capacity: 0)
        var outgoing = Rows(nodeCount, capacity: arcs.count)

        // Arcs by their source, counted into place.
        var rows = [Int32](repeating: 0, count: nodeCount + 1)
        for arc in arcs where arc.weight > 0 {
            if arc.from == arc.to { rounds[Int(arc.from)] += arc.weight } else { rows[Int(arc.from) + 1] += 1 }
        }
        for node in 0..<nodeCount { rows[node + 1] += rows[node] }
        var next = rows
        var targets = [Int32](repeating: 0, count: Int(rows[nodeCount]))
        var weights = [Double](repeating: 0, count: targets.count)
        for arc in arcs where arc.weight > 0 && arc.from != arc.to {
            let place = Int(next[Int(arc.from)])
            targets[place] = arc.to
            weights[place] = arc.weight
            next[Int(arc.from)] += 1
        }

        // In the order of the flow. A node in no loop adds no flows when it is taken out, since all
        // that leads to it is gone; most maps have few others.
        let parts = Components(rows: rows, targets: targets)
        var core: LoopCore?
        for part in 0..<(parts.starts.count - 1) {
            let members = parts.nodes[Int(parts.starts[part])..<Int(parts.starts[part + 1])]
            if members.count == 1, let node = members.first {
                let v = Int(node)
                let pivot = 1 - rounds[v]
                guard pivot > 1e-12 else { throw .endless(v) }
                rounds[v] = 1 / pivot
                order.append(node)
                outgoing.begin(v)
                for i in Int(rows[v])..<Int(rows[v + 1]) { outgoing.add(targets[i], weights[i], to: v) }
                continue
            }
            if core == nil { core = LoopCore(nodeCount, effortLimit: effortLimit) }
            try core?.eliminate(members, rows, targets, weights, &rounds) { v, ins, outs in
                order.append(v)
                incoming.begin(Int(v))
                for (u, weight) in ins.sorted(by: { $0.node < $1.node }) { incoming.add(u, weight, to: Int(v)) }
                outgoing.begin(Int(v))
                for (x, weight) in outs.sorted(by: { $0.node < $1.node }) { outgoing.add(x, weight, to: Int(v)) }
            }
        }
        self.order = order
        self.rounds = rounds
        self.incoming = incoming
        self.outgoing = outgoing
    }

    /// The expected visits of every node, for cases that come in as `start` says.
    func visits(from start: [Double]) -> [Double] {
        var visits = start
        for v in order.lazy.map(Int.init) {
            let cases = visits[v] * rounds[v]
            if cases != 0 {
                for i in outgoing[v] { visits[Int(outgoing.nodes[i])] += cases * outgoing.weights[i] }
            }
        }
        for v in order.reversed().lazy.map(Int.init) {
            var total = visits[v]
            for i in incoming[v] { total += visits[Int(incoming.nodes[i])] * incoming.weights[i] }
            visits[v] = total * rounds[v]
        }
        return visits
    }

    /// For every node, the expected sum of `gain` over its own and all coming visits.
    func values(of gain: [Double]) -> [Double] {
        var sum = gain
        for v in order.lazy.map(Int.init) {
            let value = sum[v] * rounds[v]
            if value != 0 {
                for i in incoming[v] { sum[Int(incoming.nodes[i])] += incoming.weights[i] * value }
            }
        }
        for v in order.reversed().lazy.map(Int.init) {
            var total = sum[v]
            for i in outgoing[v] { total += outgoing.weights[i] * sum[Int(outgoing.nodes[i])] }
            sum[v] = total * rounds[v]
        }
        return sum
    }

    /// For every node, how often a case that is there passes it in all: the diagonal of N. A node
    /// is passed at all with probability visits / returns.
    ///
    /// The inverse is worked out only where the eliminated matrix has flows, from the last node to
    /// the first (Takahashi, Fagan, Chin, "Formation of a sparse bus impedance matrix", 1973).
    func returns() -> [Double] {
        var diagonal = rounds
        guard !incoming.nodes.isEmpty else { return diagonal }
        // At the place of a flow v -> x, N from x to v; at that of a flow u -> v, N from v to u.
        var from = [Double](repeating: 0, count: outgoing.nodes.count)
        var to = [Double](repeating: 0, count: incoming.nodes.count)
        var rank = [Int32](repeating: 0, count: order.count)
        for (position, v) in order.enumerated() { rank[Int(v)] = Int32(position) }
        for v in order.reversed().lazy.map(Int.init) where !incoming[v].isEmpty {
            for i in incoming[v] {
                let u = Int(incoming.nodes[i])
                for j in outgoing[v] {
                    let x = Int(outgoing.nodes[j])
                    let between: Double
                    if u == x {
                        between = diagonal[x]
                    } else if rank[u] < rank[x] {
                        between = outgoing.place(of: Int32(x), in: u).map { from[$0] } ?? 0
                    } else {
                        between = incoming.place(of: Int32(u), in: x).map { to[$0] } ?? 0
                    }
                    to[i] += rounds[v] * outgoing.weights[j] * between
                    from[j] += rounds[v] * incoming.weights[i] * between
                }
            }
            for i in incoming[v] { diagonal[v] += rounds[v] * to[i] * incoming.weights[i] }
        }
        return diagonal
    }
}
