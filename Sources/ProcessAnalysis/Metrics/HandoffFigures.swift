import ProcessModel

/// Where the work passes from lane to lane. A handoff is a flow whose two ends lie in different
/// lanes; one into an `end:` is none.
public struct HandoffFigures: Sendable {
    /// What passes from one lane to another.
    public struct Pair: Sendable, Hashable {
        public let from: LaneID
        public let to: LaneID
        /// How many flows of the map.
        public let flows: Int
        /// How many times a case passes them; nil where shares are missing.
        public let perCase: Double?
    }

    /// How many flows of the map are handoffs.
    public let count: Int
    /// Along the main path, the paths of its parallel blocks included; nil where no end is reached.
    public let alongMainPath: Int?
    /// How many times a case passes from lane to lane, over all cases; nil where shares are missing.
    public let perCase: Double?
    /// Only pairs with a handoff, by sending lane, then by receiving lane, in the order of the lanes.
    public let pairs: [Pair]

    init(_ map: ProcessMap, shares: FlowShares, visits: [Double?], alongMainPath: Int?) {
        struct Key: Hashable {
            let from: LaneID
            let to: LaneID
        }
        var sums: [Key: (flows: Int, perCase: Double?)] = [:]
        var count = 0
        var perCase: Double? = 0
        for index in map.flows.indices {
            let (source, target) = (map.flows[index].from.index, map.flows[index].to.index)
            let (from, to) = (map.nodes[source].lane, map.nodes[target].lane)
            guard map.isHandoff(FlowID(index)) else { continue }
            count += 1
            let passes: Double?
            if visits[source] == 0 {
                passes = 0
            } else if let visited = visits[source], let share = shares.values[index] {
                passes = visited * share
            } else {
                passes = nil
            }
            perCase = perCase.flatMap { sum in passes.map { sum + $0 } }
            let key = Key(from: from, to: to)
            let sum = sums[key] ?? (0, 0)
            sums[key] = (sum.flows + 1, sum.perCase.flatMap { sum in passes.map { sum + $0 } })
        }
        self.count = count
        self.alongMainPath = alongMainPath
        self.perCase = perCase
        pairs = sums.map { Pair(from: $0.key.from, to: $0.key.to, flows: $0.value.flows, perCase: $0.value.perCase) }
            .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }
}

extension ProcessMap {
    /// How often what passes on a flow arrives complete and accurate, 0...1, where its handoff says so.
    func okOnArrival(_ flow: FlowID) -> Double? {
        guard let terms = flows[flow.index].terms, let ok = handoffTerms[terms.index].ok?.value else { return nil }
        return ok > 0 ? min(1, ok) : 0
    }
}
