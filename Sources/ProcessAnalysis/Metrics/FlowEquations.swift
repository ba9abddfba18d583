/// The linear equations of cases that wander through a graph, solved once for many questions.
///
/// With W the matrix of shares from node to node, the expected visits of all nodes are the row
/// vector start · N, and the expected sum of a gain over all coming visits is N · gain, where
/// N = (I - W)⁻¹ is the fundamental matrix (Kemeny, Snell, "Finite Markov Chains", 1960, ch. 3).
///
/// I - W is an M-matrix, so it can be eliminated in any order without exchanging rows, and a pivot
/// that is not positive shows that the visits do not stay finite. What no loop leads to is taken out first and
/// costs nothing beyond a look; the rest by `LoopCore`. Process graphs are thin, and the cost stays close to linear.
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
        var isOut = [Bool](repeating: false, count: nodeCount)
        var order: [Int32] = []
        order.reserveCapacity(nodeCount)
        var incoming = Rows(nodeCount, capacity: 0)
        var outgoing = Rows(nodeCount, capacity: arcs.count)

        // Arcs by their source, counted into place.
        var rowStart = [Int32](repeating: 0, count: nodeCount + 1)
        var waiting = [Int32](repeating: 0, count: nodeCount)
        for arc in arcs where arc.weight > 0 {
            rowStart[Int(arc.from) + 1] += 1
            if arc.from != arc.to { waiting[Int(arc.to)] += 1 }
        }
        for node in 0..<nodeCount { rowStart[node + 1] += rowStart[node] }
        var next = rowStart
        var row = [Int32](repeating: 0, count: Int(rowStart[nodeCount]))
        for (index, arc) in arcs.enumerated() where arc.weight > 0 {
            row[Int(next[Int(arc.from)])] = Int32(index)
            next[Int(arc.from)] += 1
            if arc.from == arc.to { rounds[Int(arc.from)] += arc.weight }
        }

        // What no loop leads to comes first and adds no flows. Most maps are done with that.
        var ready = (0..<Int32(nodeCount)).filter { waiting[Int($0)] == 0 }
        while let node = ready.popLast() {
            let v = Int(node)
            let pivot = 1 - rounds[v]
            guard pivot > 1e-12 else { throw .endless(v) }
            rounds[v] = 1 / pivot
            isOut[v] = true
            order.append(node)
            outgoing.begin(v)
            for index in row[Int(rowStart[v])..<Int(rowStart[v + 1])] {
                let arc = arcs[Int(index)]
                guard arc.to != node else { continue }
                outgoing.add(arc.to, arc.weight, to: v)
                waiting[Int(arc.to)] -= 1
                if waiting[Int(arc.to)] == 0 { ready.append(arc.to) }
            }
        }
        if order.count < nodeCount {
            var core = LoopCore(nodeCount, arcs.filter { $0.weight > 0 && $0.from != $0.to && !isOut[Int($0.from)] })
            let left = (0..<Int32(nodeCount)).filter { !isOut[Int($0)] }
            try core.eliminate(left, &rounds, effortLimit: effortLimit) { v, ins, outs in
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
    /// is passed at all with probability visits / returns (Kemeny, Snell, theorem 3.5.4).
    ///
    /// The inverse is worked out only where the eliminated matrix has flows, from the last node to
    /// the first (Takahashi, Fagan, Chen, "Formation of a sparse bus impedance matrix", 1973).
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
