/// Reads one of Baton's own exports, also after somebody worked on it elsewhere.
///
/// It knows all that an export holds and the plain additions that a person makes in a modeler. Where there is anything
/// else it gives up: the file is then read as any other BPMN file, which knows more of BPMN and less of Baton.
struct RestoredReading {
    private(set) var graph = RestoredGraph()
    private var nodeByID: [String: Int] = [:]
    private var resources: [String: String] = [:]
    private var artifacts: [String: String] = [:]

    /// Nil where the file is not Baton's, or holds what this does not know.
    init?(_ root: XMLElement) {
        guard root.namespace == .model, root.name == "definitions" else { return nil }
        let processes = root.all("process")
        guard processes.count == 1, let process = processes.first, process.children.contains(where: { $0.own("as") != nil }) else { return nil }
        var annotations: [XMLElement] = []
        for child in root.children {
            switch child.name {
            case "process", "BPMNDiagram": continue
            case "resource": resources[child.value("id") ?? ""] = child.value("name") ?? ""
            case "error", "message", "signal", "escalation", "category", "itemDefinition": continue
            case "collaboration":
                for part in child.children {
                    switch part.name {
                    case "participant", "extensionElements": continue
                    case "textAnnotation", "association": annotations.append(part)
                    default: return nil
                    }
                }
            default: return nil
            }
        }
        let pools = root.all("collaboration").flatMap { $0.all("participant") }
        guard pools.count <= 1 else { return nil }
        graph.name = pools.first?.value("name") ?? process.value("name") ?? ""
        graph.id = process.value("id") ?? ""
        graph.line = process.line
        guard !graph.name.isEmpty else { return nil }
        readHeader(process)
        for child in process.all("dataObjectReference") { artifacts[child.value("id") ?? ""] = child.value("name") ?? "" }
        for child in process.children {
            switch child.name {
            case "extensionElements", "documentation", "laneSet", "sequenceFlow", "boundaryEvent", "dataObjectReference", "dataObject": continue
            case "textAnnotation", "association": annotations.append(child)
            default: guard readNode(child) else { return nil }
            }
        }
        guard process.all("laneSet").count <= 1, readLanes(process) else { return nil }
        var ways: [String: [XMLElement]] = [:]
        for flow in process.all("sequenceFlow") { ways[flow.value("sourceRef") ?? "", default: []].append(flow) }
        for child in process.all("boundaryEvent") { guard readException(child, ways[child.value("id") ?? ""] ?? []) else { return nil } }
        for child in process.all("sequenceFlow") { guard readFlow(child) else { return nil } }
        guard settleRoles() else { return nil }
        for flow in graph.flows.indices where graph.flows[flow].kind == .next {
            switch graph.nodes[graph.flows[flow].from].role {
            case .fork, .split: graph.flows[flow].kind = .path
            default: continue
            }
        }
        addAnnotations(annotations)
    }

    // MARK: The whole

    private mutating func readHeader(_ process: XMLElement) {
        for own in process.extensions {
            switch own.name {
            case "file" where own.namespace == .baton:
                let said = own.children.compactMap(Saying.init)
                if own.value("place") == "after" { graph.after += said } else { graph.before += said }
            case "phase" where own.namespace == .baton: graph.phases.append(own.value("name") ?? "")
            default: if let said = said(own) { graph.sayings.append(said) }
            }
        }
        for note in notes(process, beside: graph.sayings) { graph.sayings.append(Saying(kind: .property, name: "note", value: MapWords.value(note))) }
    }

    private mutating func readLanes(_ process: XMLElement) -> Bool {
        for (number, lane) in process.all("laneSet").flatMap({ $0.all("lane") }).enumerated() {
            guard lane.all("childLaneSet").isEmpty, let name = lane.value("name"), !MapWords.tidied(name).isEmpty else { return false }
            var said: [Saying] = []
            for own in lane.extensions { if let one = self.said(own) { said.append(one) } }
            for note in notes(lane, beside: said) { said.append(Saying(kind: .property, name: "note", value: MapWords.value(note))) }
            graph.lanes.append(.init(name: name, sayings: said, id: lane.value("id") ?? "", line: lane.line))
            for member in lane.all("flowNodeRef") { if let node = nodeByID[member.words] { graph.nodes[node].lane = number } }
        }
        return true
    }

    private mutating func said(_ own: XMLElement) -> Saying? {
        if own.namespace == nil {
            graph.losses.append(ImportLoss(id: "", line: own.line, words: "'\(MapWords.tidied(own.name))', which another tool keeps there"))
        }
        return Saying(own)
    }

    /// What is written at an element elsewhere, without what the map says of it anyway.
    private func notes(_ element: XMLElement, beside sayings: [Saying]) -> [String] {
        let known = Set(Saying.documentation(of: sayings).map(MapWords.tidied))
        return element.all("documentation").map { MapWords.tidied($0.words) }.filter { !$0.isEmpty && !known.contains($0) }
    }

    // MARK: Nodes and flows

    private mutating func readNode(_ element: XMLElement) -> Bool {
        guard element.namespace == .model, let id = element.value("id"), nodeByID[id] == nil, let role = Self.role(of: element) else { return false }
        var node = RestoredGraph.Node(id: id, line: element.line, role: role, name: element.value("name") ?? "")
        node.phase = element.own("phase").flatMap(Int.init)
        node.within = element.own("within")
        node.of = element.own("of")
        for own in element.extensions {
            if own.namespace == .baton, own.name == "doer", let name = own.value("name") {
                node.doers.append(name)
            } else if own.namespace == .baton, own.name == "call", let name = own.value("of") {
                node.name = name
            } else {
                if let said = said(own) { node.sayings.append(said) }
            }
        }
        for performer in element.children where ["performer", "humanPerformer", "potentialOwner", "resourceRole"].contains(performer.name) {
            let name = performer.all("resourceRef").first.flatMap { resources[$0.words] } ?? performer.value("name") ?? ""
            if !name.isEmpty { node.doers.append(name) }
        }
        node.notes = notes(element, beside: node.sayings)
        addArtifacts(of: element, "dataInputAssociation", "sourceRef", as: "needs", to: &node)
        addArtifacts(of: element, "dataOutputAssociation", "targetRef", as: "makes", to: &node)
        nodeByID[id] = graph.nodes.count
        graph.nodes.append(node)
        return true
    }

    /// Things that were tied to a step elsewhere.
    private func addArtifacts(of element: XMLElement, _ tag: String, _ end: String, as keyword: String, to node: inout RestoredGraph.Node) {
        let known = node.sayings.filter { $0.name == keyword }.map(\.value).joined(separator: ", ")
        for association in element.all(tag) {
            for reference in association.all(end) {
                guard let name = artifacts[reference.words].map(MapWords.tidied), !name.isEmpty, !known.contains(name) else { continue }
                node.sayings.append(Saying(kind: .property, name: keyword, value: MapWords.quoted(name)))
            }
        }
    }

    /// What an element is in a map; nil for one that only the general import knows.
    private static func role(of element: XMLElement) -> RestoredGraph.Node.Role? {
        let triggers = element.children.contains { $0.name.hasSuffix("EventDefinition") || $0.name.hasSuffix("LoopCharacteristics") }
        guard !triggers else { return nil }
        guard let said = element.own("as") else {
            switch element.name {
            case "task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask": return .step
            case "startEvent": return .start
            case "endEvent": return .end
            case "exclusiveGateway": return .decision
            case "parallelGateway": return .fork
            default: return nil
            }
        }
        guard let role = RestoredGraph.Node.Role(rawValue: said) else { return nil }
        // Somebody may have made something else of it.
        let sayings = element.extensions.compactMap(Saying.init)
        func says(_ word: String) -> Bool { sayings.contains { $0.name == word } }
        let isMeant =
            switch role {
            case .step: element.name.hasSuffix("ask")
            case .call: element.name == "callActivity" && element.extensions.contains { $0.name == "call" }
            case .decision: element.name == (says("any") ? "inclusiveGateway" : "exclusiveGateway")
            case .start: element.name == "startEvent"
            case .end, .rest: element.name == "endEvent"
            case .fork, .split: element.name == "parallelGateway"
            case .close: element.name == "inclusiveGateway"
            case .join:
                element.name == (says("any") ? "complexGateway" : says("one") ? "exclusiveGateway" : says("last") ? "inclusiveGateway" : "parallelGateway")
            case .added: element.name == "startEvent" || element.name == "exclusiveGateway" || element.name == "inclusiveGateway"
            }
        return isMeant ? role : nil
    }

    /// - Parameter ways: the flows that leave it.
    private mutating func readException(_ element: XMLElement, _ ways: [XMLElement]) -> Bool {
        guard element.own("as") == "exception", let when = element.own("when"), let id = element.value("id"),
            let host = nodeByID[element.value("attachedToRef") ?? ""]
        else { return false }
        guard ways.count == 1, let way = ways.first, let target = nodeByID[way.value("targetRef") ?? ""], way.extensions.isEmpty else { return false }
        nodeByID[id] = -1
        graph.flows.append(.init(id: way.value("id") ?? "", line: way.line, from: host, to: target, kind: .exception, label: when))
        return true
    }

    private mutating func readFlow(_ element: XMLElement) -> Bool {
        guard let from = nodeByID[element.value("sourceRef") ?? ""], let to = nodeByID[element.value("targetRef") ?? ""], to >= 0,
            element.all("conditionExpression").isEmpty
        else { return false }
        guard from >= 0 else { return true }
        var flow = RestoredGraph.Flow(
            id: element.value("id") ?? "", line: element.line, from: from, to: to, kind: .next, label: element.value("name") ?? "", share: element.own("share"))
        for own in element.extensions { if let said = said(own) { flow.sayings.append(said) } }
        for note in notes(element, beside: flow.sayings) { flow.sayings.append(Saying(kind: .property, name: "note", value: MapWords.value(note))) }
        if let when = element.own("when") {
            (flow.kind, flow.label) = (.exception, when)
        } else if graph.nodes[from].role == .decision, element.own("as") != "next" {
            flow.kind = .answer
        }
        graph.flows.append(flow)
        return true
    }

    // MARK: What follows from the rest

    /// Decides what gateways and events are that somebody added or named elsewhere, and takes out what only BPMN wants.
    private mutating func settleRoles() -> Bool {
        var into = [Int](repeating: 0, count: graph.nodes.count)
        for flow in graph.flows { into[flow.to] += 1 }
        let rows = graph.outgoing
        let first = graph.nodes.firstIndex { ![.added, .close, .rest].contains($0.role) }
        for index in graph.nodes.indices {
            let node = graph.nodes[index]
            switch node.role {
            case .added where node.id.hasPrefix("Event") && into[index] == 0 || into[index] == 0 && rows[index].count == 1 && !node.name.isEmpty:
                guard rows[index].count == 1, node.sayings.isEmpty else { return false }
                let target = graph.flows[rows[index][0]].to
                if !node.name.isEmpty || target != first {
                    graph.nodes[index].role = .start
                    if node.name.isEmpty { graph.nodes[index].name = "Start" }
                }
            case .rest where !node.name.isEmpty: graph.nodes[index].role = .end
            case .decision where rows[index].count == 1 && into[index] > 1 && node.name.isEmpty: graph.nodes[index].role = .added
            case .fork where rows[index].count == 1 && into[index] > 1:
                graph.nodes[index].role = .join
            default: break
            }
            let settled = graph.nodes[index]
            switch settled.role {
            case .step, .decision, .call, .start, .end, .fork, .join: guard !MapWords.tidied(settled.name).isEmpty else { return false }
            default: break
            }
        }
        return takeOut(rows)
    }

    private mutating func takeOut(_ rows: [[Int]]) -> Bool {
        for index in graph.nodes.indices where graph.nodes[index].role == .added {
            guard rows[index].count == 1, graph.nodes[index].sayings.isEmpty else { return false }
        }
        let entries = entries(rows)
        for flow in graph.flows.indices {
            var (source, target) = (graph.flows[flow].from, graph.flows[flow].to)
            var steps = 0
            while graph.nodes[target].role == .added {
                // What comes in behind a start from elsewhere led to the start.
                if let start = entries[target], start != source {
                    target = start
                    break
                }
                (source, target) = (target, graph.flows[rows[target][0]].to)
                steps += 1
                // Gateways that lead round in a circle.
                guard steps <= 64 else { return false }
            }
            graph.flows[flow].to = target
        }
        graph.flows.removeAll { graph.nodes[$0.from].role == .added }
        return true
    }

    /// The gateways behind a start at which jumps to it come in, with their starts.
    private func entries(_ rows: [[Int]]) -> [Int: Int] {
        var entries: [Int: Int] = [:]
        for (index, node) in graph.nodes.enumerated() where node.role == .added {
            guard let start = node.of.flatMap({ nodeByID[$0] }), start >= 0, graph.nodes[start].role == .start else { continue }
            if rows[start].contains(where: { graph.flows[$0].to == index }) { entries[index] = start }
        }
        return entries
    }

    private mutating func addAnnotations(_ elements: [XMLElement]) {
        var tied: [String: [String]] = [:]
        for one in elements where one.name == "association" {
            let (source, target) = (one.value("sourceRef") ?? "", one.value("targetRef") ?? "")
            tied[source, default: []].append(target)
            tied[target, default: []].append(source)
        }
        for annotation in elements where annotation.name == "textAnnotation" {
            let id = annotation.value("id") ?? ""
            let text = MapWords.tidied(annotation.all("text").first?.words ?? "")
            guard !text.isEmpty else { continue }
            if let node = (tied[id] ?? []).compactMap({ nodeByID[$0] }).first(where: { $0 >= 0 && ![.added, .split, .close, .rest].contains(graph.nodes[$0].role) }) {
                graph.nodes[node].notes.append(text)
            } else {
                graph.after.append(Saying(kind: .property, name: "note", value: MapWords.value(text)))
            }
        }
        for node in graph.nodes.indices {
            for note in graph.nodes[node].notes { graph.nodes[node].sayings.append(Saying(kind: .property, name: "note", value: MapWords.value(note))) }
        }
    }
}

extension Saying {
    /// One of Baton's own elements; nil for any other.
    init?(_ element: XMLElement) {
        guard element.namespace == .baton, element.name == "property" || element.name == "entry" else { return nil }
        let isEntry = element.name == "entry"
        guard let name = element.value(isEntry ? "name" : "keyword"), !name.isEmpty else { return nil }
        self.init(kind: isEntry ? .entry : .property, name: name, value: element.value("value") ?? "", sayings: element.children.compactMap(Saying.init))
    }
}
