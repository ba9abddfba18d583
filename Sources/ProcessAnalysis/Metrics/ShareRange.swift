import ProcessModel

/// What can be said over all cases although the answers of some decisions do not say how many cases take them:
/// whatever the shares are, it lies between these.
public struct ShareRange: Sendable {
    public struct Bounds: Sendable, Hashable {
        /// Business minutes.
        public let low: Double
        /// Nil where there is no most: the map may send cases back again and again, or a step does not say its time.
        public let high: Double?
    }

    /// The decisions whose answers say no shares, in the order written.
    public let decisions: [NodeID]
    public let lead: Bounds
    public let work: Bounds
    /// True where cases may go back again and again, so that there is no most.
    public let mayGoRound: Bool

    /// How many ways of dealing out the shares are tried, and how many nodes looked at in all of them together.
    static let mostWays = 256
    static let effortLimit = 60_000
}

extension Inspection {
    /// Nil where all shares are known, or where more than these is in doubt.
    ///
    /// With all other shares fixed, an expected sum over a case is a quotient of two linear functions of one decision's shares. So it
    /// has its least and its most where a single answer takes all that is left, and all such ways are tried. Inside a
    /// parallel block that does not hold, as the longest of paths may be shortest in between: such maps are left out.
    public var shareRange: ShareRange? {
        let shares = metrics.shares
        let gaps = shares.gaps.filter { graph.isReachable[$0.node.index] }
        guard !gaps.isEmpty, metrics.blocks.problems.isEmpty, metrics.blocks.unjoined.isEmpty, !map.entries.isEmpty else { return nil }
        var isInBlock = [Bool](repeating: false, count: map.nodes.count)
        for block in metrics.blocks.blocks {
            isInBlock[block.fork.index] = true
            for member in block.members { isInBlock[member.index] = true }
        }
        var open: [(answers: [FlowID], rest: Double)] = []
        var ways = 1
        let mostWays = min(ShareRange.mostWays, ShareRange.effortLimit / max(1, map.nodes.count))
        for gap in gaps {
            let leaving = Array(graph.flows(from: gap.node))
            let answers = leaving.filter { shares[$0] == nil }
            let rest = 1 - leaving.reduce(0) { $0 + (shares[$1] ?? 0) }
            // Shares that contradict each other, and answers of which several are taken, leave no such range.
            guard map[gap.node].kind == .decision, !map[gap.node].takesSeveralAnswers, !isInBlock[gap.node.index],
                answers.count > 1, rest > 1e-9, answers.allSatisfy({ map[$0].kind == .answer && map[$0].probability?.value == nil })
            else { return nil }
            ways *= answers.count
            guard ways <= mostWays else { return nil }
            open.append((answers, rest))
        }

        var lead: (low: Double, high: Double)?
        var work: (low: Double, high: Double)?
        var mayGoRound = false
        for way in 0..<ways {
            var values = shares.values
            var number = way
            for (answers, rest) in open {
                for (position, answer) in answers.enumerated() { values[answer.index] = position == number % answers.count ? rest : 0 }
                number /= answers.count
            }
            guard let all = Replay(self, shares: FlowShares(values, sideFlows: shares.sideFlows)).allCases(metrics.steps) else {
                mayGoRound = true
                continue
            }
            // Means of estimates, as everywhere: what the estimates leave open is no matter of the shares.
            lead = (min(lead?.low ?? .infinity, all.lead.expected), max(lead?.high ?? 0, all.lead.expected))
            work = (min(work?.low ?? .infinity, all.work.expected), max(work?.high ?? 0, all.work.expected))
        }
        guard let lead, let work else { return nil }
        let reached = map.nodeIDs.filter { graph.isReachable[$0.index] }
        let coverage = CaseFlow.coverage(of: reached, map, graph, metrics.steps)
        func bounds(_ range: (low: Double, high: Double), _ coverage: Coverage) -> ShareRange.Bounds {
            .init(low: range.low, high: mayGoRound || !coverage.isComplete ? nil : range.high)
        }
        return ShareRange(
            decisions: gaps.map(\.node), lead: bounds(lead, coverage.lead), work: bounds(work, coverage.work), mayGoRound: mayGoRound)
    }
}
