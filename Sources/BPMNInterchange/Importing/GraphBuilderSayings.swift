/// Lanes and roles, and what is said of an element besides its flow: data, messages, notes.
extension GraphBuilder {
    // MARK: Lanes

    /// Declares the lanes of a scope in their order; lanes inside a lane become its roles.
    mutating func addLanes(of scope: Int, pool: String) {
        let own = self.index.lanesOfScope[scope] ?? []
        let isOnly = own.reduce(0) { $0 + (model.lanes[$1].outer == nil ? 1 : 0) } < 2
        for index in own where laneOfLane[index] == nil {
            let lane = model.lanes[index]
            let origin = MapGraph.Origin(id: lane.id, line: lane.line)
            let name = MapWords.tidied(lane.name)
            let notes = lane.documentation.map(MapWords.prose).filter { !$0.isEmpty }
            if let outer = lane.outer, let top = laneOfLane[outer] {
                laneOfLane[index] = top
                draft.lanes[top].origins.append(origin)
                if !name.isEmpty { _ = draft.role(name, in: top) }
                draft.lanes[top].notes += notes.map { name.isEmpty ? $0 : "\(name): \($0)" }
            } else {
                let unnamed = pool.isEmpty ? "Unnamed lane" : isOnly ? pool : "Unnamed lane of \(pool)"
                let added = draft.addLane(name.isEmpty ? unnamed : name, pool: pool, origins: [origin])
                laneOfLane[index] = added
                draft.lanes[added].notes += notes
            }
        }
    }

    func lane(of node: Int) -> Int? {
        let id = model.nodes[node].id
        return id.isEmpty ? nil : index.laneOfNode[id].flatMap { laneOfLane[$0] }
    }

    /// Who does it: whom it names, else the innermost lane it lies in.
    mutating func roles(of node: Int, _ lane: Int) -> [String] {
        var names = model.nodes[node].performers.map { performer in
            MapWords.tidied(performer.first == "\u{0}" ? model.names[String(performer.dropFirst())] ?? String(performer.dropFirst()) : performer)
        }.filter { !$0.isEmpty }
        if names.isEmpty, let inner = index.laneOfNode[model.nodes[node].id], model.lanes[inner].outer != nil {
            let name = MapWords.tidied(model.lanes[inner].name)
            if !name.isEmpty { names = [name] }
        }
        var seen: Set<String> = []
        return names.compactMap { draft.role($0, in: lane) }.filter { seen.insert($0).inserted }
    }

    // MARK: What is said

    /// Writes below a node what is said of an element.
    mutating func addSaid(of element: Int, at node: Int) {
        let said = model.nodes[element]
        let isStep = [.step, .decision, .call].contains(draft.graph.nodes[node].kind)
        var lines: [String] = []
        var (needs, makes) = (names(of: said.reads), names(of: said.writes))
        var (isNeeded, isMade) = (Set(needs), Set(makes))
        var notes = said.documentation.map(MapWords.prose) + words.details(of: said)
        var handoffs: [String] = []
        var origins: [MapGraph.Origin] = []
        for association in index.associations[element] ?? [] {
            switch tied(by: association, to: element, &origins) {
            case .note(let words): notes.append(words)
            case .need(let name): if isNeeded.insert(name).inserted { needs.append(name) }
            case .make(let name): if isMade.insert(name).inserted { makes.append(name) }
            case nil: continue
            }
        }
        draft.graph.nodes[node].origins += origins
        for id in said.reads + said.writes { addDataOrigin(id, to: node) }
        if isStep {
            if !needs.isEmpty { lines.append("needs: " + needs.map { MapWords.quoted($0, .list) }.joined(separator: ", ")) }
            if !makes.isEmpty { lines.append("makes: " + makes.map { MapWords.quoted($0, .list) }.joined(separator: ", ")) }
        } else {
            notes += needs.map { "needs \($0)" } + makes.map { "makes \($0)" }
        }
        for flow in index.outgoing[element] { handoffs += artifacts(on: flow, node) }
        if !handoffs.isEmpty {
            if isStep { lines.append("handoff: " + MapWords.quoted(handoffs.joined(separator: " and "), .passed)) } else { notes += handoffs.map { "hands over \($0)" } }
        }
        for flow in index.messagesFrom[element] ?? [] { addMessage(from: flow, node, isStep: isStep, &lines, &notes) }
        for flow in index.messagesTo[element] ?? [] { addMessage(to: flow, node, isStep: isStep, &lines, &notes) }
        if let kind = words.kind(of: said), index.messagesFrom[element] == nil, index.messagesTo[element] == nil { notes.append(kind) }
        if said.kind == .sendTask, index.messagesFrom[element] == nil { notes.append("sends a message") }
        if said.kind == .receiveTask, index.messagesTo[element] == nil { notes.append("waits for a message") }
        if let times = said.repeats?.words { notes.append(times) }
        if said.kind == .transaction { notes.append("all of it is done, or none") }
        if said.kind == .adHocSubProcess { notes.append("in any order") }
        lines += notes.filter { !$0.isEmpty }.map { "note: " + MapWords.value($0) }
        draft.graph.nodes[node].details += lines
    }

    private func names(of ids: [String]) -> [String] {
        var seen: Set<String> = []
        return ids.filter { index.dataByID[$0] != nil }.map(index.dataName).filter { seen.insert($0).inserted }
    }

    private mutating func addDataOrigin(_ id: String, to node: Int) {
        guard let data = index.dataByID[id] else { return }
        draft.graph.nodes[node].origins.append(.init(id: id, line: model.data[data].line))
        if let referred = index.dataByID[model.data[data].reference] {
            draft.graph.nodes[node].origins.append(.init(id: model.data[referred].id, line: model.data[referred].line))
        }
    }

    private enum Tied {
        case note(String), need(String), make(String)
    }

    /// What an association says of an element; nil where its other end is nothing that can be said.
    private func tied(by number: Int, to element: Int, _ origins: inout [MapGraph.Origin]) -> Tied? {
        let association = model.associations[number]
        let isFrom = association.source == model.nodes[element].id
        let other = isFrom ? association.target : association.source
        if let annotation = index.annotationByID[other] {
            origins += [.init(id: other, line: model.annotations[annotation].line), .init(id: association.id, line: association.line)]
            return .note(MapWords.prose(model.annotations[annotation].text))
        }
        guard let data = index.dataByID[other] else { return nil }
        let name = index.dataName(other)
        origins.append(.init(id: other, line: model.data[data].line))
        if let referred = index.dataByID[model.data[data].reference] { origins.append(.init(id: model.data[referred].id, line: model.data[referred].line)) }
        origins.append(.init(id: association.id, line: association.line))
        return association.isDirected ? isFrom ? .make(name) : .need(name) : .note("with \(name)")
    }

    /// Data that hang on a flow pass with it.
    private mutating func artifacts(on flow: Int, _ node: Int) -> [String] {
        let id = model.flows[flow].id
        guard !id.isEmpty else { return [] }
        var names: [String] = []
        for association in index.associationsOfOthers[id] ?? [] {
            let tie = model.associations[association]
            let other = tie.source == id ? tie.target : tie.source
            guard let data = index.dataByID[other] else { continue }
            names.append(index.dataName(other))
            draft.graph.nodes[node].origins += [.init(id: other, line: model.data[data].line), .init(id: tie.id, line: tie.line)]
        }
        return names
    }

    // MARK: Messages

    private func messageName(_ flow: Int) -> String {
        let element = model.messageFlows[flow]
        let name = MapWords.tidied(element.name)
        return name.isEmpty ? MapWords.tidied(model.names[element.message] ?? "") : name
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

    private mutating func addMessage(from flow: Int, _ node: Int, isStep: Bool, _ lines: inout [String], _ notes: inout [String]) {
        let element = model.messageFlows[flow]
        let name = messageName(flow)
        draft.graph.nodes[node].origins.append(.init(id: element.id, line: element.line))
        notes += element.documentation.map(MapWords.prose)
        guard let lane = lane(at: element.target) else {
            notes.append("sends \(name.isEmpty ? "a message" : name)")
            return lose(.init(id: element.id, line: element.line), "a message flow that leads nowhere")
        }
        let receiver = draft.lanes[lane].name
        if isStep {
            lines.append("informs: " + MapWords.quoted(receiver, .people) + (name.isEmpty ? "" : " [what \(MapWords.quoted(name, .bracket))]"))
        } else {
            notes.append("sends \(name.isEmpty ? "a message" : name) to \(receiver)")
        }
    }

    private mutating func addMessage(to flow: Int, _ node: Int, isStep: Bool, _ lines: inout [String], _ notes: inout [String]) {
        let element = model.messageFlows[flow]
        let name = messageName(flow)
        // Where a step sends it, that step tells.
        guard index.nodeByID[element.source] == nil || !isStep else { return draft.graph.nodes[node].origins.append(.init(id: element.id, line: element.line)) }
        draft.graph.nodes[node].origins.append(.init(id: element.id, line: element.line))
        guard let lane = lane(at: element.source) else { return }
        if isStep, !name.isEmpty {
            lines.append("expects: " + MapWords.quoted(name, .passed))
        } else {
            notes.append("\(name.isEmpty ? "a message" : name) from \(draft.lanes[lane].name)")
        }
    }
}
