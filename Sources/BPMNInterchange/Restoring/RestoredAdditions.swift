import ProcessSyntax

/// What a map has a line for, although an export never holds it: events, loops, pools whose inside is not shown, several ways
/// out of one step.
extension RestoredReading {
    /// What an element is that no export holds so; nil for one that has no place between the lines of a map.
    func roleOfAddition(_ element: XMLElement) -> RestoredGraph.Node.Role? {
        guard let known = element.value("id").flatMap({ modelNodes[$0] }), !known.isForCompensation, known.definitions.count <= 1 else { return nil }
        switch known.kind {
        case .task, .sendTask, .receiveTask, .userTask, .manualTask, .serviceTask, .scriptTask, .businessRuleTask: return .step
        case .startEvent: return known.isInterrupting ? .start : nil
        case .endEvent:
            switch known.definitions.first?.trigger {
            case nil, .message, .signal, .escalation, .error, .terminate: return .end
            default: return nil
            }
        case .intermediateCatchEvent, .intermediateThrowEvent:
            switch known.definitions.first?.trigger {
            case .message, .timer, .conditional, .signal, .escalation: return .step
            default: return nil
            }
        case .exclusiveGateway: return .decision
        case .parallelGateway: return .fork
        default: return nil
        }
    }

    /// What sets it off, what it does, how often: the words that the import of any file has for it.
    func wordsOfAddition(_ element: XMLElement) -> (name: String, notes: [String]) {
        guard let node = element.value("id").flatMap({ modelNodes[$0] }) else { return ("", []) }
        var notes = words.details(of: node)
        if let kind = words.kind(of: node) { notes.append(kind) }
        if let times = node.repeats?.words { notes.append(times) }
        return (node.definitions.isEmpty ? "" : words.name(of: node), notes)
    }

    /// Whether an end ends what runs beside it, which no map can say.
    var endsWhatRunsBeside: XMLElement? {
        let runsBeside = graph.nodes.contains { $0.role == .fork || $0.role == .split || $0.role == .decision && $0.sayings.contains { $0.name == Keyword.any.rawValue } }
        guard runsBeside else { return nil }
        return elements.first { modelNodes[$0.value("id") ?? ""]?.definitions.contains { $0.trigger == .terminate } ?? false }
    }

    // MARK: Pools and messages

    /// Pools whose inside is not shown are lanes, and messages between them and our steps are told there.
    mutating func readOthers(_ collaboration: [XMLElement], own process: XMLElement) {
        var lanes: [String: Int] = [:]
        for pool in collaboration.flatMap({ $0.all("participant") }) where pool.value("processRef") != process.value("id") {
            let name = Self.name(of: pool)
            guard pool.value("processRef") == nil, !MapWords.tidied(name).isEmpty else {
                note(Stranger(pool, "the pool '\(MapWords.tidied(name))'"))
                continue
            }
            if let known = graph.lanes.firstIndex(where: { $0.name == name }) {
                lanes[pool.value("id") ?? ""] = known
            } else {
                var sayings = [Saying(kind: .property, name: GraphBuilder.kind(of: name), value: "")]
                settleDocumentation(of: pool, &sayings)
                lanes[pool.value("id") ?? ""] = graph.lanes.count
                graph.lanes.append(.init(name: name, sayings: sayings, id: pool.value("id") ?? "", line: pool.line))
            }
        }
        for message in collaboration.flatMap({ $0.all("messageFlow") }) { read(message, lanes) }
    }

    private mutating func read(_ message: XMLElement, _ lanes: [String: Int]) {
        let (source, target) = (message.value("sourceRef") ?? "", message.value("targetRef") ?? "")
        let name = MapWords.tidied(message.value("name") ?? "")
        func step(_ id: String) -> Int? { nodeByID[id].flatMap { $0 >= 0 && [.step, .call].contains(graph.nodes[$0].role) ? $0 : nil } }
        if let node = step(source), let lane = lanes[target] {
            let what = name.isEmpty ? [] : [Saying(kind: .property, name: Keyword.what.rawValue, value: MapWords.quoted(name))]
            graph.nodes[node].sayings.append(Saying(kind: .property, name: Keyword.informs.rawValue, value: MapWords.quoted(graph.lanes[lane].name), sayings: what))
        } else if let lane = lanes[source], let node = nodeByID[target], node >= 0, graph.nodes[node].role != .added {
            graph.nodes[node].notes.append("\(name.isEmpty ? "a message" : name) from \(MapWords.tidied(graph.lanes[lane].name))")
        } else if let node = nodeByID[source], node >= 0, graph.nodes[node].role != .added, let lane = lanes[target] {
            graph.nodes[node].notes.append("sends \(name.isEmpty ? "a message" : name) to \(MapWords.tidied(graph.lanes[lane].name))")
        } else {
            lose(message, "the message '\(name)', of which an end is nothing that the map has")
        }
    }

    // MARK: Several ways out of a step

    /// BPMN takes all ways that leave a step; a map says so with a fork behind it.
    mutating func partWays() {
        for (index, ways) in graph.outgoing.enumerated() where [.step, .call, .start].contains(graph.nodes[index].role) {
            let onward = ways.filter { graph.flows[$0].kind == .next }
            guard onward.count > 1 else { continue }
            let node = graph.nodes[index]
            let fork = graph.nodes.count
            graph.nodes.append(.init(id: node.id, line: node.line, role: .fork, name: "", phase: node.phase, lane: node.lane))
            elements.append(elements[index])
            for way in onward {
                let old = graph.flows[way]
                graph.flows[way] = .init(id: old.id, line: old.line, from: fork, to: old.to, kind: .path, label: "", sayings: old.sayings)
                if !old.label.isEmpty { graph.nodes[fork].notes.append("goes on with \(MapWords.tidied(old.label))") }
            }
            graph.flows.append(.init(id: "", line: node.line, from: index, to: fork, kind: .next, label: ""))
        }
    }
}

extension BPMNModel.Node.Repeat {
    var words: String {
        switch self {
        case .loop: "done again and again until it is good"
        case .together: "done once for each of several, at the same time"
        case .oneByOne: "done once for each of several, one after the other"
        }
    }
}
