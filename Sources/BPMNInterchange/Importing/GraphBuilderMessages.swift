/// Messages: who sends what to whom.
extension GraphBuilder {
    func messageName(_ flow: Int) -> String {
        let element = model.messageFlows[flow]
        let name = MapWords.tidied(element.name)
        guard name.isEmpty else { return name }
        // Else the message itself has one, or the task that sends or receives it knows it.
        let messages = [element.message] + [element.source, element.target].map { end in index.nodeByID[end].map { model.nodes[$0].message } ?? "" }
        return messages.map { MapWords.tidied(model.names[$0] ?? "") }.first { !$0.isEmpty } ?? ""
    }

    /// The lane that stands for one end of a message flow; nil for an end that is not there.
    private mutating func lane(at end: String) -> Int? {
        if let participant = index.participantByID[end] { return lane(ofParticipant: participant) }
        guard let node = index.nodeByID[end] else { return nil }
        if let lane = lane(of: node) { return lane }
        var scope = model.nodes[node].scope
        while let outer = model.scopes[scope].node {
            if let lane = lane(of: outer) { return lane }
            scope = model.nodes[outer].scope
        }
        return index.participantByProcess[model.scopes[scope].id].map { lane(ofParticipant: $0) }
    }

    /// The lane of a pool: its own, or the first of those in it.
    mutating func lane(ofParticipant number: Int) -> Int {
        if let known = laneOfParticipant[number] { return known }
        let participant = model.participants[number]
        var lane: Int?
        if let process = index.processByID[participant.process], let first = index.lanesOfScope[process]?.first { lane = laneOfLane[first] }
        let name = MapWords.tidied(participant.name)
        let added = lane ?? draft.addLane(
            name.isEmpty ? "Unnamed pool" : name, kind: Self.kind(of: name), pool: "", origins: [.init(id: participant.id, line: participant.line)])
        laneOfParticipant[number] = added
        return added
    }

    /// A pool that shows nothing of its inside is somebody outside: a customer by its name, else a partner.
    static func kind(of name: String) -> String {
        let words = ["customer", "client", "kunde", "kundin", "klient", "consumer", "buyer", "guest", "patient", "citizen", "applicant", "prospect", "cliente", "käufer", "antragsteller"]
        let name = name.lowercased()
        return words.contains(where: name.contains) ? "customer" : "partner"
    }

    mutating func addMessage(from flow: Int, _ node: Int, isStep: Bool, _ lines: inout [String], _ notes: inout [String]) {
        let element = model.messageFlows[flow]
        let name = messageName(flow)
        draft.graph.nodes[node].origins.append(.init(id: element.id, line: element.line))
        notes += element.documentation.map(MapWords.prose)
        guard let lane = lane(at: element.target) else {
            notes.append("sends \(name.isEmpty ? "a message" : name)")
            return lose(.init(id: element.id, line: element.line), "messages to what is not in the file", name.isEmpty ? "" : "'\(name)'")
        }
        let receiver = draft.lanes[lane].name
        if isStep {
            lines.append("informs: " + MapWords.quoted(receiver, .people) + (name.isEmpty ? "" : " [what \(MapWords.quoted(name, .bracket))]"))
        } else {
            notes.append("sends \(name.isEmpty ? "a message" : name) to \(receiver)")
        }
    }

    mutating func addMessage(to flow: Int, _ node: Int, isStep: Bool, _ lines: inout [String], _ notes: inout [String]) {
        let element = model.messageFlows[flow]
        let name = messageName(flow)
        draft.graph.nodes[node].origins.append(.init(id: element.id, line: element.line))
        // What is said of it stands where it is sent, or here where it comes from outside.
        if index.nodeByID[element.source] == nil { notes += element.documentation.map(MapWords.prose) }
        if isStep, !name.isEmpty { lines.append("expects: " + MapWords.quoted(name, .passed)) }
        guard let lane = lane(at: element.source) else {
            if !isStep || name.isEmpty { notes.append("\(name.isEmpty ? "a message" : name) comes in") }
            return lose(.init(id: element.id, line: element.line), "messages from what is not in the file", name.isEmpty ? "" : "'\(name)'")
        }
        notes.append("\(name.isEmpty ? "a message" : name) from \(draft.lanes[lane].name)")
    }

    /// What is said of an event that is an answer: in the map it has no line of its own.
    mutating func saidOfFolded(_ event: Int) -> [String] {
        let element = model.nodes[event]
        var (lines, notes): ([String], [String]) = ([], element.documentation.map(MapWords.prose) + words.details(of: element) + element.notes)
        for flow in index.messagesTo[event] ?? [] {
            guard let node = sourceOfFlow[index.incoming[event].first ?? -1] else { continue }
            addMessage(to: flow, node, isStep: false, &lines, &notes)
        }
        return notes.filter { !$0.isEmpty }
    }

    /// What a task that sends or receives says of its message besides the flows of messages.
    func messageOfTask(_ element: Int) -> [String] {
        let task = model.nodes[element]
        let flows: [Int]?
        let verb: String
        switch task.kind {
        case .sendTask: (flows, verb) = (index.messagesFrom[element], "sends")
        case .receiveTask: (flows, verb) = (index.messagesTo[element], "waits for")
        default: return []
        }
        let name = MapWords.tidied(model.names[task.message] ?? "")
        guard !name.isEmpty else { return flows == nil ? ["\(verb) a message"] : [] }
        return (flows ?? []).contains { messageName($0) == name } ? [] : ["\(verb) \(name)"]
    }
}
