import ProcessSyntax

/// What one of Baton's exports says in Baton's own words, for a file whose flow is read as that of any other: somebody has put
/// something in that the map cannot have where it is.
struct KeptWords {
    private struct Node {
        let line: Int
        let name: String
        var sayings: [Saying]
        /// Nil for a step that was put in elsewhere.
        var doers: [String]?
        var id: String?
    }

    private var reading: RestoredGraph
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
        let laneNames = Set(reading.graph.lanes.map(\.name))
        let people = Set(reading.people)
        for (index, node) in reading.graph.nodes.enumerated() {
            let sayings = node.sayings.filter { !$0.isID && !Self.gatewayWords.contains($0.name) }
            // Who was added elsewhere is declared by the import.
            let isKnown = reading.elements[index].own("as") != nil && node.doers.allSatisfy { people.contains($0) || laneNames.contains($0) }
            nodes[node.id] = Node(
                line: node.line, name: node.name, sayings: sayings, doers: isKnown ? node.doers : nil, id: node.sayings.contains(where: \.isID) ? node.key : nil)
            if node.role == .call { calls[node.id] = node.name }
        }
        doers = people
        for lane in reading.graph.lanes { lanes[lane.id] = lane }
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
            let known = Self.documentation(reading.sayings)
            draft.notes.removeAll { known.contains($0.text) }
        }
        for index in draft.lanes.indices {
            guard let id = draft.lanes[index].origins.first?.id, let lane = lanes[id] else { continue }
            let name = draft.lanes[index].name
            draft.lanes[index].name = lane.name
            draft.lanes[index].sayings = lane.sayings
            let known = Self.documentation(lane.sayings)
            draft.lanes[index].notes.removeAll { known.contains(MapWords.value($0)) }
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
            if draft.graph.nodes[draft.graph.edges[index].from].kind == .decision {
                draft.graph.edges[index].share = flow.share ?? ""
                draft.graph.edges[index].sayings = flow.sayings
            } else {
                let said = (flow.share.map { ["the share \($0)"] } ?? []) + flow.sayings.map { "'\(Self.told($0))'" }
                losses += said.map { ImportLoss(id: flow.id, line: flow.line, words: "\($0) of the flow\(flow.label.isEmpty ? "" : " '\(MapWords.tidied(flow.label))'"), which is no answer any more") }
            }
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
        guard node.kind != .merge else { return [] }
        // Only remarks can be made on what nobody does.
        let isWork = [.step, .decision, .call].contains(node.kind)
        let lost = isWork ? [] : kept.sayings.filter { !Self.remarks.contains($0.name) }
        node.sayings = isWork ? kept.sayings : kept.sayings.filter { Self.remarks.contains($0.name) }
        if let doers = kept.doers { node.roles = doers }
        if let id = kept.id { node.key = id }
        // What its elements of BPMN say is among its own words.
        if kept.sayings.contains(where: { $0.name == Keyword.automated.rawValue }) { node.flags.removeAll { $0 == Keyword.automated.rawValue } }
        let handoffs = kept.sayings.filter { $0.name == Keyword.handoff.rawValue || $0.name == Keyword.makes.rawValue }.map { Saying.spoken($0.value) }
        let known = Self.documentation(kept.sayings)
        let passed = Set(handoffs.map { MapWords.value("goes on with \($0)") })
        node.details.removeAll { line in
            if line.hasPrefix("note: ") {
                let words = String(line.dropFirst("note: ".count))
                return known.contains(words) || passed.contains(words)
            }
            return line.hasPrefix("needs: ") || line.hasPrefix("makes: ")
        }
        return lost.map { ImportLoss(id: origin.id, line: origin.line, words: "'\(Self.told($0))' of '\(MapWords.tidied(kept.name))', which nobody does any more") }
    }

    /// What was said of elements that have become no line of any map.
    func unsaid(in drafts: [MapDraft]) -> [ImportLoss] {
        var isSaid: Set<String> = []
        for node in drafts.flatMap(\.graph.nodes) where node.kind != .merge { if let id = node.origins.first?.id { isSaid.insert(id) } }
        return nodes.filter { !isSaid.contains($0.key) }.flatMap { id, node in
            let said = node.sayings.map { "'\(Self.told($0))'" } + (node.doers ?? []).map { "that '\(MapWords.tidied($0))' does it" }
            return said.map { ImportLoss(id: id, line: node.line, words: "\($0), which was said of '\(MapWords.tidied(node.name))': there is no line for it any more") }
        }
    }

    /// Takes out where something is, for what has become no step of a map.
    mutating func forget(placesIn text: String) -> [ImportLoss] {
        let gone = RestoredGraph.unknownPlaces(in: text)
        return gone.isEmpty ? [] : reading.forget(places: gone)
    }

    private static let remarks: Set<String> = [Keyword.note, .question, .strength, .pain, .allow].reduce(into: []) { $0.insert($1.rawValue) }

    private static func told(_ saying: Saying) -> String { MapWords.tidied(saying.name + (saying.value.isEmpty ? "" : ": \(saying.value)")) }

    /// As the import of any file would note it.
    private static func documentation(_ sayings: [Saying]) -> Set<String> { Set(Saying.documentation(of: sayings).map { MapWords.value(MapWords.prose($0)) }) }
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
