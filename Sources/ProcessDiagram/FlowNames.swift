import ProcessModel

/// What is passed on, and the ways of a map, by the names of the steps at their ends: the same wherever they are told.
public struct FlowNames: Sendable {
    private let map: ProcessMap
    /// The name of what is before and after each node, where that is told in its place.
    private var before: [String?]
    private var after: [String?]

    public init(_ map: ProcessMap) {
        self.map = map
        before = [String?](repeating: nil, count: map.nodes.count)
        after = before
        for flow in map.flows where before.indices.contains(flow.from.index) && before.indices.contains(flow.to.index) {
            if before[flow.to.index] == nil { before[flow.to.index] = map[flow.from].name }
            if after[flow.from.index] == nil { after[flow.from.index] = map[flow.to].name }
        }
    }

    /// `Score lead → Call prospect`.
    public func name(of flow: Flow) -> String { "\(start(of: flow)) → \(end(of: flow))" }

    public func start(of flow: Flow) -> String { name(flow.from, isStart: true) }
    public func end(of flow: Flow) -> String { name(flow.to, isStart: false) }

    /// A split or a meeting has no name of its own, so the steps around it speak for it.
    private func name(_ node: NodeID, isStart: Bool) -> String {
        guard map.nodes.indices.contains(node.index) else { return "" }
        guard map[node].name.isEmpty || map[node].isImplicit else { return map[node].name }
        let near = isStart ? before[node.index] : after[node.index]
        return near.flatMap { $0.isEmpty ? nil : $0 } ?? (isStart ? "the split" : "the next steps")
    }
}
