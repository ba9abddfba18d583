import ProcessModel

/// What a case would be quicker by, over all cases, if one wait were gone.
public struct Saving: Sendable, Hashable {
    public let node: NodeID
    /// What a case lies there before it is worked on, each time it comes by.
    public let wait: Estimate
    public let cause: StepDetails.Cause?
    /// How often a case passes the step.
    public let visits: Double
    /// By how much the lead time over all cases would be shorter. Less than the wait where other paths of a parallel
    /// block would then be the longest; nothing where they are so already.
    public let saved: Estimate

    /// The most waits inside parallel blocks that are worked out, those first that could save most: each costs a
    /// solution. On long maps it is fewer, so that no more nodes than these are looked at in all.
    static let mostInBlocks = 64
    static let effortLimit = 20_000
}

extension Inspection {
    /// What removing each wait would save, most first. Each is worked out by itself: what two of them save together
    /// is their sum only where no parallel block holds both.
    public var savings: Assessed<[Saving]> {
        guard let lead = metrics.allCases.lead.value?.time, let pacing = metrics.pacing else {
            return .notAssessable(metrics.allCases.lead.missing)
        }
        var isInBlock = [Bool](repeating: false, count: map.nodes.count)
        for block in metrics.blocks.blocks {
            for member in block.members { isInBlock[member.index] = true }
        }
        var savings: [Saving] = []
        var inBlocks: [(node: Int, time: StepTime, visits: Double)] = []
        for index in map.nodes.indices {
            let time = StepTime(index, map, metrics.steps[index])
            guard time.wait.high > 0, let visits = metrics.visits[index], visits > 0 else { continue }
            if isInBlock[index] {
                inBlocks.append((index, time, visits))
            } else {
                savings.append(Saving(
                    node: NodeID(index), wait: time.wait, cause: time.cause, visits: visits, saved: time.wait * pacing[index]))
            }
        }
        if !inBlocks.isEmpty {
            inBlocks.sort { (-$0.time.wait.expected * $0.visits, $0.node) < (-$1.time.wait.expected * $1.visits, $1.node) }
            let replay = Replay(self)
            for (node, time, visits) in inBlocks.prefix(min(Saving.mostInBlocks, max(1, Saving.effortLimit / map.nodes.count))) {
                var steps = metrics.steps
                steps[node] = steps[node].with(lead: steps[node].leadAtLeast - time.wait)
                guard let without = replay.allCases(steps)?.lead else { continue }
                savings.append(Saving(
                    node: NodeID(node), wait: time.wait, cause: time.cause, visits: visits, saved: lead - without))
            }
        }
        return .value(savings.sorted { (-$0.saved.expected, $0.node) < (-$1.saved.expected, $1.node) })
    }
}
