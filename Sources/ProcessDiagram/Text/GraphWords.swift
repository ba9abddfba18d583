import ProcessModel

/// What the steps and flows of a map say where others draw it: one text a line, cleaned of what cannot
/// be shown, not yet escaped for any language.
struct GraphWords {
    let map: ProcessMap

    /// The name of a step, and below it who does it. Empty for a split or a meeting that nobody named.
    func lines(of id: NodeID) -> [String] {
        let node = map[id]
        guard node.isWork || !node.isImplicit else { return node.kind == .end ? [Wording.clean(node.name)].filter { !$0.isEmpty } : [] }
        return [node.name, NodeShape.performerNames(node, map)].map(Wording.clean).filter { !$0.isEmpty }
    }

    /// The answer with its share, and what is handed over.
    func lines(of id: FlowID) -> [String] {
        let flow = map[id]
        var lines: [String] = []
        var answer = [flow.label?.string ?? (flow.isOtherwise ? "otherwise" : "")]
        if flow.kind == .answer, let share = flow.probability { answer.append(share.value.map(FlowBlock.percent) ?? "?%") }
        lines.append(answer.filter { !$0.isEmpty }.joined(separator: " "))
        if let terms = map.terms(of: id) {
            lines.append(terms.artifact?.string ?? "")
            if let via = terms.via { lines.append("via \(via.string)") }
            if let within = terms.within { lines.append("within \(within.value?.written ?? "?")") }
        }
        return lines.map(Wording.clean).filter { !$0.isEmpty }
    }

    /// The nodes that stand in a lane, in the order of the map.
    func nodes(in lane: LaneID) -> [NodeID] { byLane.indices.contains(lane.index) ? byLane[lane.index] : [] }

    private let byLane: [[NodeID]]

    init(_ map: ProcessMap) {
        self.map = map
        var byLane = [[NodeID]](repeating: [], count: map.lanes.count)
        for node in map.nodeIDs where byLane.indices.contains(map[node].lane.index) { byLane[map[node].lane.index].append(node) }
        self.byLane = byLane
    }
}
