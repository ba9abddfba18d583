import ProcessSyntax

/// What one of Baton's exports says in Baton's own words, for a file whose flow is read as that of any other: somebody has put
/// something in that the map cannot have where it is.
struct KeptWords {
    private struct Node {
        var sayings: [Saying]
        /// Nil for a step that was put in elsewhere.
        var doers: [String]?
        var id: String?
    }

    private let reading: RestoredGraph
    private var nodes: [String: Node] = [:]
    private var lanes: [String: RestoredGraph.Lane] = [:]
    private var flows: [String: RestoredGraph.Flow] = [:]
    /// When each event on a border takes place, by the id of the event, in the words of the map.
    let exceptions: [String: String]
    /// The processes that are called, by the ids of the calls.
    private(set) var calls: [String: String] = [:]
    /// Everybody who did something when it was exported: all of them are declared.
    private var doers: Set<String> = []
    private static let gatewayWords: Set<String> = [Keyword.any.rawValue, Keyword.all.rawValue, Keyword.one.rawValue, Keyword.last.rawValue]

    init(_ reading: RestoredReading) {
        self.reading = reading.graph
        exceptions = reading.exceptions
        for (index, node) in reading.graph.nodes.enumerated() {
            let sayings = node.sayings.filter { !$0.isID && !Self.gatewayWords.contains($0.name) }
            nodes[node.id] = Node(sayings: sayings, doers: reading.elements[index].own("as") == nil ? nil : node.doers, id: node.sayings.contains(where: \.isID) ? node.key : nil)
            doers.formUnion(node.doers)
            if node.role == .call { calls[node.id] = node.name }
        }
        for lane in reading.graph.lanes { lanes[lane.id] = lane }
        // Also those who do nothing any more.
        doers.formUnion(reading.people)
        for flow in reading.graph.flows { flows[flow.id] = flow }
    }

    /// The lines that read shared files.
    var shared: [Saying] { reading.before.filter { $0.name == Keyword.use.rawValue } }
    var ofProcess: [Saying] { reading.sayings }
    /// What stands at the top besides, such as pains and actions.
    var besides: [Saying] { (reading.before + reading.after).filter { $0.name != Keyword.use.rawValue && $0.name != Keyword.checks.rawValue } }
    /// What is said of the checks, without the notation.
    var checks: [Saying] {
        (reading.before + reading.after).filter { $0.name == Keyword.checks.rawValue }.flatMap(\.sayings).filter { $0.name != "notation" }
    }

    /// Says of everything in a map what the export said of it.
    /// - Parameter isMain: whether it is the map of the process itself.
    /// - Returns: what could not be kept.
    func add(to draft: inout MapDraft, isMain: Bool) -> [ImportLoss] {
        var losses: [ImportLoss] = []
        if isMain {
            draft.kept = self
            if !reading.name.isEmpty { draft.name = reading.name }
            draft.notes.removeAll { note in Self.isDocumentation(note.text, of: reading.sayings) }
        }
        for index in draft.lanes.indices {
            guard let id = draft.lanes[index].origins.first?.id, let lane = lanes[id] else { continue }
            let name = draft.lanes[index].name
            draft.lanes[index].name = lane.name
            draft.lanes[index].sayings = lane.sayings
            draft.lanes[index].notes.removeAll { Self.isDocumentation(MapWords.value($0), of: lane.sayings) }
            draft.lanes[index].roles.removeAll { role in
                let role = role.replacing("\"", with: "'")
                return doers.contains(role) || role.hasSuffix(" (\(name))") && doers.contains(String(role.dropLast(name.count + 3)))
            }
        }
        // Of several nodes that stand for one element, such as a step and the fork behind it, the first is the element itself.
        var isSaid: Set<String> = []
        for index in draft.graph.nodes.indices {
            guard let id = draft.graph.nodes[index].origins.first?.id, isSaid.insert(id).inserted else { continue }
            losses += add(to: &draft.graph.nodes[index])
        }
        for index in draft.graph.edges.indices {
            guard let flow = draft.graph.edges[index].origins.first.flatMap({ flows[$0.id] }) else { continue }
            draft.graph.edges[index].share = flow.share ?? ""
            draft.graph.edges[index].sayings = flow.sayings
            if flow.kind == .exception, let read = MapGraph.Edge.Kind.read(flow.label) {
                draft.graph.edges[index].kind = read.kind
                draft.graph.edges[index].share = read.share
            }
        }
        if isMain, !reading.phases.isEmpty {
            losses.append(ImportLoss(id: reading.id, line: reading.line, words: "its phases: " + reading.phases.map { MapWords.tidied($0) }.joined(separator: ", ")))
        }
        return losses
    }

    private func add(to node: inout MapGraph.Node) -> [ImportLoss] {
        guard let origin = node.origins.first, let kept = nodes[origin.id] else { return [] }
        guard node.kind != .merge else {
            return kept.sayings.map { ImportLoss(id: origin.id, line: origin.line, words: "it has no line of its own, where '\($0.name)\($0.value.isEmpty ? "" : ": \(MapWords.tidied($0.value))")' could stand") }
        }
        node.sayings = kept.sayings
        if let doers = kept.doers { node.roles = doers }
        if let id = kept.id { node.key = id }
        // What its elements of BPMN say is among its own words.
        if kept.sayings.contains(where: { $0.name == Keyword.automated.rawValue }) { node.flags.removeAll { $0 == Keyword.automated.rawValue } }
        let handoffs = kept.sayings.filter { $0.name == Keyword.handoff.rawValue || $0.name == Keyword.makes.rawValue }.map { Saying.spoken($0.value) }
        node.details.removeAll { line in
            if line.hasPrefix("note: ") {
                let words = String(line.dropFirst("note: ".count))
                return Self.isDocumentation(words, of: kept.sayings) || handoffs.contains { words == MapWords.value("goes on with \($0)") }
            }
            return line.hasPrefix("needs: ") || line.hasPrefix("makes: ")
        }
        return []
    }

    private static func isDocumentation(_ value: String, of sayings: [Saying]) -> Bool {
        Saying.documentation(of: sayings).contains { MapWords.value(MapWords.prose($0)) == value }
    }
}

extension MapGraph.Edge.Kind {
    /// The exception that is written so, with the share behind it.
    static func read(_ words: String) -> (kind: Self, share: String)? {
        let (late, error) = (Keyword.onLate.rawValue + " ", Keyword.onError.rawValue)
        if words.hasPrefix(late) { return (.late(String(words.dropFirst(late.count))), "") }
        guard words.hasPrefix(error) else { return nil }
        return (.error, String(words.dropFirst(error.count).drop { $0 == " " }))
    }
}
