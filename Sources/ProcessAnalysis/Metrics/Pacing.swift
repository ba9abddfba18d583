import ProcessModel

/// A parallel block that was worked out, with what tells how its lead time hangs on the steps inside.
struct ClosedBlock: Sendable {
    /// Where cases come in on a path, and how much of the way out they stand for.
    struct Start: Sendable {
        /// The stretch's own number of the path's first node.
        let node: Int
        let factor: Double
    }

    /// A way out other than to the join.
    struct Exit: Sendable {
        /// For each node of the stretch, how many cases leave here for each that is there.
        let share: [Double]
        let starts: [Start]
    }

    let block: ParallelBlocks.Block
    let stretch: Stretch
    /// For each node of the stretch, how many cases arrive at the join for each that is there.
    let joinShare: [Double]
    let joinStarts: [Start]
    /// How many of the fork's passages are exceptions; they stand between that to the join and the exits.
    let exceptions: Int
    var exits: [Exit] = []
    /// How the join waits for those that leave, which takes as long as they do.
    var waitedFor: Exit?
}

extension CaseFlowSolver {
    /// How often the cases that came out wait for each node, by the map's index.
    ///
    /// Lead time is a sum of products of shares and times; only blocks choose, the longest of their paths or the
    /// shortest. So it is linear in the nodes' times as long as the same path stays the longest, and what it
    /// grows by when a node takes a minute more is how often a case waits for that node. Since it also scales with
    /// all times (twice the times make twice the lead time) the nodes' times multiplied by this add up to exactly the lead time
    /// (Euler's theorem on homogeneous functions). Worked out from the outside in, one solution for each way out of a block.
    func pacing(of cameOut: CaseFlow.CameOut) -> [Double]? {
        guard let whole, cameOut.share > 0, cameOut.ways.count == whole.nodes.count else { return nil }
        var pacing = [Double](repeating: 0, count: map.nodes.count)
        /// For each block, what one minute more in each of its passages adds.
        var weights = [[Double]](repeating: [], count: insides.count)
        var number: [Int32: Int] = [:]
        for (index, closed) in insides.enumerated() {
            weights[index] = [Double](repeating: 0, count: passages[closed.block.fork.index].count)
            number[Int32(closed.block.fork.index)] = index
        }
        // Where a node stands in the stretch at hand, as in the solver; -1 elsewhere.
        var places = insides.isEmpty ? [] : [Int32](repeating: -1, count: map.nodes.count)

        func add(_ visits: [Double], _ ways: [Double], _ stretch: Stretch, scale: Double) {
            for index in 0..<(stretch.nodes.count - stretch.sinkCount) where visits[index] != 0 {
                let node = stretch.nodes[index]
                pacing[Int(node)] += visits[index] * ways[index] * scale
                guard let block = number[node] else { continue }
                for (position, passage) in passages[Int(node)].enumerated() where places[Int(passage.target)] >= 0 {
                    let scaled: Double = position > 0 ? scales[node] ?? 1 : 1
                    let coming: Double = ways[Int(places[Int(passage.target)])]
                    weights[block][position] += visits[index] * coming * scale * scaled
                }
            }
        }
        func within(_ stretch: Stretch, _ body: () -> Void) {
            guard !insides.isEmpty else { return body() }
            for (index, node) in stretch.nodes.enumerated() { places[Int(node)] = Int32(index) }
            body()
            for node in stretch.nodes { places[Int(node)] = -1 }
        }

        var start = [Double](repeating: 0, count: whole.nodes.count)
        for (node, share) in starts where local[node] >= 0 { start[Int(local[node])] += share }
        within(whole) { add(whole.visits(from: start), cameOut.ways, whole, scale: 1 / cameOut.share) }
        // An inner block stands before the one that holds it.
        for (index, closed) in insides.enumerated().reversed() where weights[index].contains(where: { $0 != 0 }) {
            within(closed.stretch) {
                func look(_ starts: [ClosedBlock.Start], _ ways: [Double], _ weight: Double) {
                    guard weight != 0 else { return }
                    var start = [Double](repeating: 0, count: closed.stretch.nodes.count)
                    for path in starts { start[path.node] += path.factor * weight }
                    add(closed.stretch.visits(from: start), ways, closed.stretch, scale: 1)
                }
                look(closed.joinStarts, closed.joinShare, weights[index].first ?? 0)
                if let waited = closed.waitedFor { look(waited.starts, waited.share, weights[index].first ?? 0) }
                for (number, exit) in closed.exits.enumerated() {
                    let position = 1 + closed.exceptions + number
                    look(exit.starts, exit.share, position < weights[index].count ? weights[index][position] : 0)
                }
            }
        }
        return pacing
    }
}
