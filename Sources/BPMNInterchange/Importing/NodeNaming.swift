/// Gives each node of a map a name that a reader understands, and a key that no other has.
struct NodeNaming {
    private var graph: MapGraph
    private let out: [[Int]]
    private let into: [[Int]]
    /// Ends that are another one.
    private var same: [Int: Int] = [:]

    static func run(on draft: inout MapDraft) {
        var naming = NodeNaming(draft.graph)
        naming.nameAll()
        naming.giveKeys()
        naming.joinEnds()
        draft.graph = naming.graph
    }

    private init(_ graph: MapGraph) {
        self.graph = graph
        (out, into) = graph.rows()
    }

    /// What BPMN gives no name is named after what comes before or after it.
    private mutating func nameAll() {
        for index in graph.nodes.indices where !graph.nodes[index].isGone && graph.nodes[index].name.isEmpty {
            graph.nodes[index].isUnnamed = true
            switch graph.nodes[index].kind {
            case .start: graph.nodes[index].name = "Start"
            case .end: graph.nodes[index].name = "End"
            case .step: graph.nodes[index].name = named("Unnamed step", "after", before(index))
            case .decision: graph.nodes[index].name = named("Which way", "after", before(index)) + "?"
            case .fork: graph.nodes[index].name = named("Side by side", "after", before(index))
            case .joinAll: graph.nodes[index].name = named("All there", "for", after(index))
            case .joinLast: graph.nodes[index].name = named("All that comes is there", "for", after(index))
            case .merge: graph.nodes[index].name = named("On", "to", after(index))
            case .call: graph.nodes[index].name = graph.nodes[index].callee
            }
        }
    }

    private func named(_ words: String, _ link: String, _ other: String?) -> String { other.map { "\(words) \(link) \($0)" } ?? words }

    // No more than are looked at: thousands of ways may meet at one step.
    private func before(_ node: Int) -> String? { nearest(node) { into[$0].prefix(Self.mostSeen).map { graph.edges[$0].from } } }
    private func after(_ node: Int) -> String? { nearest(node) { out[$0].prefix(Self.mostSeen).map { graph.edges[$0].to } } }

    private static let mostSeen = 40

    /// The first name that is met on the way, the nearest first.
    private func nearest(_ node: Int, _ next: (Int) -> [Int]) -> String? {
        var open = next(node)
        var seen = Set(open)
        var at = 0
        while at < open.count, at < Self.mostSeen {
            let found = graph.nodes[open[at]]
            if !found.name.isEmpty, !found.isUnnamed, found.isWorkOrEvent { return MapWords.noQuestion(found.name) }
            for more in next(open[at]) where seen.insert(more).inserted { open.append(more) }
            at += 1
        }
        return nil
    }

    /// An end may be written in several places, but not one that has an id or about which more is said.
    private mutating func joinEnds() {
        guard !same.isEmpty else { return }
        for edge in graph.edges.indices where !graph.edges[edge].isGone {
            if let first = same[graph.edges[edge].to] { graph.edges[edge].to = first }
        }
        for (end, first) in same.sorted(by: { $0.key < $1.key }) {
            graph.nodes[first].details += graph.nodes[end].details.filter { !graph.nodes[first].details.contains($0) }
            graph.nodes[first].origins += graph.nodes[end].origins
            graph.nodes[end].isGone = true
        }
    }

    private mutating func giveKeys() {
        var taken: [String: Int] = [:]
        var copies: [String: Int] = [:]
        var ends: [String: Int] = [:]
        for index in graph.nodes.indices where !graph.nodes[index].isGone {
            let node = graph.nodes[index]
            if node.kind == .end {
                // Ends of one name are one, but not those of two pools.
                let place = "\(node.part) \(node.name)"
                if let first = ends[place] {
                    graph.nodes[index].key = graph.nodes[first].key
                    if graph.nodes[first].key != node.name || !node.details.isEmpty { same[index] = first }
                    continue
                }
                ends[place] = index
            }
            let name = node.key.isEmpty ? node.name : node.key
            var key = name
            while taken[key] != nil {
                copies[name, default: 1] += 1
                key = "\(name) (\(copies[name, default: 2]))"
            }
            taken[key] = index
            graph.nodes[index].key = key
        }
    }
}

extension MapGraph.Node {
    /// True for what people would name when they say where they are.
    fileprivate var isWorkOrEvent: Bool {
        switch kind {
        case .start, .end, .step, .decision, .call: true
        case .fork, .joinAll, .joinLast, .merge: false
        }
    }
}
