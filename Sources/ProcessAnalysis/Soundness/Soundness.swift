import ProcessModel

/// Whether every case can run through a map to its end: no join waits for what does not come, and nothing is done
/// twice because paths that run side by side meet without one.
public struct Soundness: Sendable {
    /// A join that may wait for ever.
    public struct Deadlock: Sendable, Hashable {
        public let join: NodeID
        /// The flow into the join that does not come.
        public let missing: FlowID
        /// The flow that has arrived and waits; nil where nothing more is known of it.
        public let arrived: FlowID?
        /// Where the case goes another way; nil where what is missing begins elsewhere, or comes only after the join.
        public let split: NodeID?
        /// The flow by which the case goes another way.
        public let taken: FlowID?
        /// The flows from the split to the join that are not gone over, as far as known.
        public let way: [FlowID]
        /// True where what arrives comes from the split as well: the ways are alternatives, not parallel.
        public let isAlternative: Bool
        /// True where something that has arrived comes from the split as well; unless the ways are alternatives, there are
        /// cases in which both come.
        public let sharesSplit: Bool
        /// True where what is missing comes only after the join itself.
        public let comesAfter: Bool
    }

    /// A node done twice in one case, by two paths that run side by side.
    public struct Doubling: Sendable, Hashable {
        /// The first node that is done twice.
        public let merge: NodeID
        /// Where the paths part; nil where they have not parted at one place.
        public let split: NodeID?
        /// The flows from the split to the merge.
        public let first: [FlowID]
        /// The other way: to the merge too, or, where `first` leads back, on out of the loop.
        public let second: [FlowID]
        /// True where the first path goes back to the merge while the other goes on.
        public let goesBack: Bool
        /// True where it takes an exception for this to happen.
        public let isException: Bool
    }

    /// A join with `[any]` or `[one]` that goes on before all has come, and to which the case can come round again
    /// while the rest is still open.
    public struct Reopening: Sendable, Hashable {
        public let join: NodeID
        /// Where the ways to the join part; nil where they have not parted at one place.
        public let split: NodeID?
        /// The flows from the split to the join.
        public let first: [FlowID]
        public let second: [FlowID]
    }

    /// A loop that has ways out, and yet goes round for ever, since a fork sends something round each time.
    public struct EndlessLoop: Sendable, Hashable {
        /// Where cases come into it.
        public let entry: NodeID
    }

    /// In the order written.
    public let deadlocks: [Deadlock]
    /// In the order written.
    public let doublings: [Doubling]
    /// In the order written.
    public let reopenings: [Reopening]
    /// In the order written.
    public let endlessLoops: [EndlessLoop]
    /// False where the map is too tangled to be played through to the end; what is told holds all the same.
    public let isComplete: Bool

    public var isSound: Bool { deadlocks.isEmpty && doublings.isEmpty && reopenings.isEmpty && endlessLoops.isEmpty && isComplete }

    public init(_ map: ProcessMap, _ graph: FlowGraph) {
        let rules = CaseRules(map, graph)
        guard rules.hasParallelism else {
            (deadlocks, doublings, reopenings, endlessLoops, isComplete) = ([], [], [], [], true)
            return
        }
        let search = SoundnessSearch(rules, isStrict: rules.isBPMN)
        var telling = FaultTelling(map, search)
        var deadlocks: [Deadlock] = []
        var doublings: [Doubling] = []
        var reopenings: [Reopening] = []
        var endless: [EndlessLoop] = []
        for fault in search.faults {
            switch fault.kind {
            case .deadlock: telling.deadlock(fault).map { deadlocks.append($0) }
            case .reopened: reopenings.append(telling.reopening(fault))
            case .endless: endless.append(EndlessLoop(entry: NodeID(Int(fault.node))))
            case .doubled, .doubledLoop: telling.doubling(fault).map { doublings.append($0) }
            }
        }
        self.deadlocks = deadlocks.sorted { $0.join < $1.join }
        self.doublings = doublings.sorted { ($0.merge.index, $0.goesBack ? 1 : 0) < ($1.merge.index, $1.goesBack ? 1 : 0) }
        self.reopenings = reopenings.sorted { $0.join < $1.join }
        endlessLoops = endless.sorted { $0.entry < $1.entry }
        isComplete = search.isComplete
    }
}
