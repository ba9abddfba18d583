import ProcessModel

/// For each flow, the share of the visits of its source that go that way.
///
/// All paths of a fork are taken, each with share 1. A single answer without a share gets what the
/// others leave. Exceptions with a share come off the top; those without (`on late`) are side
/// flows that carry no cases in the sums.
public struct FlowShares: Sendable {
    /// How far the shares of a decision may be from 100 % and still be taken for rounding; they are
    /// then scaled to 100 %.
    public static let roundingTolerance = 0.005

    /// A decision or step whose shares are not known or do not fit.
    public struct Gap: Sendable, Hashable {
        public let node: NodeID
        /// What is missing and what to write, without a full stop.
        public let message: String
    }

    /// 0... for each flow; nil where it cannot be told.
    public let values: [Double?]
    /// In the order of the nodes.
    public let gaps: [Gap]
    /// Exceptions that say no share: not counted.
    public let sideFlows: [FlowID]

    public subscript(_ flow: FlowID) -> Double? { values[flow.index] }

    /// Shares that are all known.
    init(_ values: [Double?], sideFlows: [FlowID]) {
        self.values = values
        gaps = []
        self.sideFlows = sideFlows
    }

    init(_ map: ProcessMap, _ graph: FlowGraph) {
        var values = [Double?](repeating: 1, count: map.flows.count)
        var gaps: [Gap] = []
        var sideFlows: [FlowID] = []
        for index in map.nodes.indices {
            let node = map.nodes[index]
            let leaving = graph.flows(from: NodeID(index))
            // The common case first: one plain flow to the next step.
            if leaving.count == 1, let only = leaving.first, map.flows[only.index].kind != .exception,
                map.flows[only.index].probability == nil || node.kind != .decision
            {
                continue
            }
            var excepted = 0.0
            for flow in leaving where map[flow].kind == .exception {
                if let share = map[flow].probability?.value, map[flow].after == nil {
                    values[flow.index] = max(0, share)
                    excepted += max(0, share)
                } else {
                    values[flow.index] = 0
                    sideFlows.append(flow)
                }
            }
            if excepted > 1 + Self.roundingTolerance {
                gaps.append(Gap(node: NodeID(index), message: "the exceptions of '\(node.name)' add up to more than 100%: correct their shares"))
                for flow in leaving { values[flow.index] = nil }
                continue
            }
            let regular = max(0, 1 - excepted)
            let ways = leaving.filter { map[$0].kind != .exception }
            guard node.kind == .decision else {
                for flow in ways { values[flow.index] = regular }
                continue
            }
            if node.takesSeveralAnswers {
                for flow in ways { values[flow.index] = map[flow].probability?.value.map { min(1, max(0, $0)) * regular } }
                if ways.contains(where: { values[$0.index] == nil }) {
                    gaps.append(Gap(node: NodeID(index), message: "not every answer of '\(node.name)' says how many cases take it: write a share after each, such as `yes 60%`"))
                }
                continue
            }
            let stated = ways.reduce(0) { $0 + max(0, map[$1].probability?.value ?? 0) }
            let silent = ways.filter { map[$0].probability?.value == nil }.count
            let fits = silent == 0
                ? abs(stated - 1) <= Self.roundingTolerance + 1e-9
                : stated <= 1 + Self.roundingTolerance + 1e-9
            let rest = max(0, 1 - stated)
            // Answers that all lead to one step are as good as one: how the rest divides among them changes nothing.
            let open = silent > 1 ? ways.filter { map[$0].probability?.value == nil } : []
            let isCertain = !open.isEmpty
                && open.allSatisfy { map[$0].to == map[open[0]].to && map.okOnArrival($0) == map.okOnArrival(open[0]) }
            guard ways.isEmpty || fits else {
                gaps.append(Gap(node: NodeID(index), message: "the answers of '\(node.name)' add up to \(Numerals.percent(stated, places: 1)), not 100%: correct their shares"))
                for flow in ways { values[flow.index] = nil }
                continue
            }
            if silent > 1, rest > 1e-9, !isCertain {
                gaps.append(Gap(node: NodeID(index), message: "how many cases take each answer of '\(node.name)' is not said: write a share after the answers, such as `yes 60%`"))
            }
            let scale = stated > 1 || silent == 0 ? 1 / max(stated, 1e-12) : 1
            for flow in ways {
                if let share = map[flow].probability?.value {
                    values[flow.index] = max(0, share) * scale * regular
                } else {
                    values[flow.index] = silent == 1 || isCertain
                        ? rest * regular / Double(silent) : (rest > 1e-9 ? nil : 0)
                }
            }
        }
        self.values = values
        self.gaps = gaps
        self.sideFlows = sideFlows
    }
}
