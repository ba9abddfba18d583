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
        for slot in said.slots where !slot.isTied {
            let name = MapWords.tidied(slot.name)
            if slot.isInput { if isNeeded.insert(name).inserted { needs.append(name) } } else if isMade.insert(name).inserted { makes.append(name) }
        }
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
        notes += said.notes
        notes += messageOfTask(element)
        switch said.repeats {
        case .loop: notes.append("done again and again until it is good")
        case .together: notes.append("done once for each of several, at the same time")
        case .oneByOne: notes.append("done once for each of several, one after the other")
        case nil: break
        }
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
}
