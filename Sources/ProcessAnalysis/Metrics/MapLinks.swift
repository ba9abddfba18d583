import ProcessModel

/// How maps that are looked at together hang together. A map is named by its index.
public struct MapLinks: Sendable {
    /// One map is a step of another.
    public struct Call: Sendable, Hashable {
        public let node: NodeID
        public let map: Int

        public init(node: NodeID, map: Int) {
            self.node = node
            self.map = map
        }
    }

    /// The calls of each map, in the order written; none of them leads round in a circle.
    public let calls: [[Call]]
    /// The map that each is a version of.
    public let originals: [Int?]
    /// All maps, those first that call none, then those that call only maps of the levels before.
    public let levels: [[Int]]
    /// The calls that lead to each map, by caller.
    let callers: [[(map: Int, node: NodeID)]]

    /// What leads round in a circle must have been left out of `calls`.
    public init(calls: [[Call]], originals: [Int?]) {
        self.calls = calls
        self.originals = originals
        var callers = [[(map: Int, node: NodeID)]](repeating: [], count: calls.count)
        for (map, calls) in calls.enumerated() {
            for call in calls { callers[call.map].append((map, call.node)) }
        }
        self.callers = callers
        var open = calls.map(\.count)
        var levels: [[Int]] = []
        var level = calls.indices.filter { open[$0] == 0 }
        while !level.isEmpty {
            levels.append(level)
            var next: [Int] = []
            for map in level {
                for (caller, _) in callers[map] {
                    open[caller] -= 1
                    if open[caller] == 0 { next.append(caller) }
                }
            }
            level = next.sorted()
        }
        self.levels = levels
    }

    /// Maps that have nothing to do with each other.
    public init(count: Int) {
        self.init(calls: [[Call]](repeating: [], count: count), originals: [Int?](repeating: nil, count: count))
    }

    /// The maps that one stands in place of: the one it is a version of, what that is a version of, and so on.
    func replaced(by map: Int) -> [Int] {
        var found: [Int] = []
        var next = originals[map]
        while let original = next, original != map, !found.contains(original) {
            found.append(original)
            next = originals[original]
        }
        return found
    }
}
