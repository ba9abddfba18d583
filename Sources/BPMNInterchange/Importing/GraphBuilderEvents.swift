/// Events: ends, what happens between, and what happens at the border of a step.
extension GraphBuilder {
    mutating func addEnd(_ element: Int, _ lane: Int, _ around: Surroundings) {
        let event = model.nodes[element]
        if let target = index.linkTarget(of: element) { return addLink(element, to: target, lane) }
        if let exit = around.exit {
            entrance[element] = exit
            draft.graph.nodes[exit].origins.append(index.origin(element))
            addSaid(of: element, at: exit)
            return
        }
        var end = node(.end, words.name(of: event), lane)
        end.endsAll = event.definitions.contains { $0.trigger == .terminate }
        _ = add(end, for: element)
        if end.endsAll {
            lose(index.origin(element), "ends that end all else that is under way; here they end their own path only", "'\(words.name(of: event))'")
        }
    }

    mutating func addEvent(_ element: Int, _ lane: Int) {
        let event = model.nodes[element]
        if let target = index.linkTarget(of: element) { return addLink(element, to: target, lane) }
        if index.isLinkTarget(element) {
            let merge = add(node(.merge, "", lane), for: element)
            return leave(element, from: merge, lane)
        }
        if index.linkName(element) != nil {
            let isCatching = event.kind == .intermediateCatchEvent
            let name = "'\(words.name(of: event))'"
            lose(index.origin(element), isCatching ? "links to which no other one leads, and which are steps here" : "links that lead to no other one, and are steps here", name)
        }
        var step = node(.step, MapWords.noQuestion(words.name(of: event)), lane)
        step.roles = roles(of: element, lane)
        leave(element, from: add(step, for: element), lane)
    }

    /// What a link leads to may be further down; the two are tied when both are there.
    private mutating func addLink(_ element: Int, to target: Int, _ lane: Int) {
        let merge = add(node(.merge, "", lane), for: element)
        if entrance[target] == nil { addEvent(target, self.lane(of: target) ?? lane) }
        if let node = entrance[target] { draft.graph.connect(merge, node, origins: [index.origin(element), index.origin(target)]) }
    }

    /// The events at the border of a step.
    mutating func addBoundary(_ element: Int, _ around: Surroundings) {
        if model.nodes[element].kind == .boundaryEvent, index.host(of: element).map({ host[$0] == nil }) ?? true {
            lose(index.origin(element), "events that sit on no step, and are steps here to which nothing leads", words.name(of: model.nodes[element]).isEmpty ? "" : "'\(words.name(of: model.nodes[element]))'")
            let step = add(node(.step, words.name(of: model.nodes[element]), lane(of: element) ?? around.lane), for: element)
            return leave(element, from: step, around.lane)
        }
        guard let events = index.boundary[element], let step = host[element] else { return }
        let lane = draft.graph.nodes[step].lane
        for event in events {
            let boundary = model.nodes[event]
            let origin = index.origin(event)
            let name = MapWords.noQuestion(words.name(of: boundary))
            if boundary.definitions.contains(where: { $0.trigger == .compensate }) {
                let undoing = (index.associations[event] ?? []).compactMap { association in
                    index.nodeByID[model.associations[association].source == boundary.id ? model.associations[association].target : model.associations[association].source]
                }
                draft.graph.nodes[step].origins.append(origin)
                for number in index.associations[event] ?? [] {
                    let tie = model.associations[number]
                    draft.graph.nodes[step].origins.append(.init(id: tie.id, line: tie.line))
                }
                let names = undoing.map { MapWords.tidied(model.nodes[$0].name) }.joined(separator: ", ")
                draft.graph.nodes[step].details.append("note: " + MapWords.value(names.isEmpty ? "can be undone" : "is undone by \(names)"))
                lose(origin, "steps that can be undone, for which there is no word but a note", "'\(draft.graph.nodes[step].name)'\(name.isEmpty ? "" : ", there called '\(MapWords.tidied(boundary.name))'")")
                continue
            }
            if let words = index.kept?.exceptions[boundary.id], let exception = MapGraph.Edge.Kind.read(words) {
                let target = draft.graph.add(node(.merge, "", lane))
                (entrance[event], host[event], exits[event]) = (target, target, target)
                leave(event, from: target, lane)
                draft.graph.connect(step, target, exception.kind, origins: [origin])
                draft.graph.edges[draft.graph.edges.count - 1].share = exception.share
                continue
            }
            var first = node(.step, name, lane)
            first.roles = draft.graph.nodes[step].roles
            let late = boundary.isInterrupting ? nil : lateness(event)
            // What has no name and one way on needs no step of its own.
            let isPlain = boundary.definitions.count == 1 && (late != nil || boundary.definitions.first?.trigger == .error)
            let given = MapWords.tidied(boundary.name)
            let saysTimeOnly = late != nil && boundary.definitions.first.map { TimeWords.repeats(given, $0.words) } ?? false
            if name.isEmpty || ((given.isEmpty || saysTimeOnly) && isPlain && index.outgoing[event].count == 1) {
                first = node(.merge, "", lane)
            }
            let isBeside = !boundary.isInterrupting && late == nil
            // The question whether it happens says its name; no step need say it again.
            let isAsked = isBeside && index.outgoing[event].count == 1
            let target: Int
            if isAsked {
                target = draft.graph.add(node(.merge, "", lane))
                (entrance[event], host[event], exits[event]) = (target, target, target)
            } else {
                target = add(first, for: event)
            }
            leave(event, from: target, lane)
            if boundary.isInterrupting {
                draft.graph.connect(step, target, .error, origins: [origin])
            } else if let late {
                draft.graph.connect(step, target, .late(late), origins: [origin])
            } else {
                let decision = addBeside(event, step, target, name, element, lane)
                if isAsked { addSaid(of: event, at: decision) }
            }
        }
    }

    /// After how long a timer sets off what keeps to itself; nil for all else.
    private mutating func lateness(_ event: Int) -> String? {
        guard let timer = model.nodes[event].definitions.first(where: { $0.trigger == .timer }), let time = EventWords.duration(timer.words) else { return nil }
        return keepsToItself(event) ? time : nil
    }

    /// What begins while a step goes on, and does not end it.
    /// - Returns: the decision whether it happens.
    private mutating func addBeside(_ event: Int, _ step: Int, _ target: Int, _ name: String, _ element: Int, _ lane: Int) -> Int {
        let origin = index.origin(event)
        // It may happen once: a fork before the step, and a decision that says whether it does.
        let fork = draft.graph.add(node(.fork, "", lane))
        var question = node(.decision, MapWords.question(name.isEmpty ? "Does something come up" : name), lane)
        question.origins.append(origin)
        let decision = draft.graph.add(question)
        let end = draft.graph.add(node(.end, "Not needed", lane))
        draft.graph.nodes[fork].origins.append(origin)
        let before = entrance[element] ?? step
        draft.graph.connect(fork, before)
        draft.graph.connect(fork, decision)
        draft.graph.connect(decision, target, label: "yes", origins: [origin])
        draft.graph.connect(decision, end, label: "no")
        entrance[element] = fork
        lose(origin, "what may happen several times while a step goes on; here it happens once or not", "'\(MapWords.noQuestion(draft.graph.nodes[decision].name))'")
        return decision
    }

    /// Whether what begins at an event never comes to where the case itself goes; looked at once for all of a scope.
    private mutating func keepsToItself(_ event: Int) -> Bool {
        let scope = model.nodes[event].scope
        if let known = sideWays[scope] { return known.contains(event) }
        let found = SideWays(of: scope, index)
        sideWays[scope] = found
        return found.contains(event)
    }
}
