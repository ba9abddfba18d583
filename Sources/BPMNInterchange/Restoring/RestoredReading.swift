/// Reads one of Baton's own exports, also after somebody worked on it elsewhere.
///
/// It knows all that an export holds and the plain additions that a person makes in a modeler. What stands in an element of
/// BPMN and beside it in Baton's words as well is compared with what was exported: `RestoredChanges` has what follows. Where
/// there is anything else it gives up: the flow is then read as that of any other BPMN file, with Baton's words beside it.
struct RestoredReading {
    /// An element that another tool has put in, and why the map cannot have it where it is.
    struct Stranger: Error {
        let id: String
        let line: Int
        let words: String

        init(_ element: XMLElement, _ words: String) {
            id = element.value("id") ?? ""
            line = element.line
            self.words = words
        }
    }

    var graph = RestoredGraph()
    var renaming = Renaming()
    /// The node of each id; -1 for an event on a border.
    var nodeByID: [String: Int] = [:]
    private var resources: [String: String] = [:]
    /// Everybody who did something when it was exported, by the names they have now.
    var people: [String] { resources.values.sorted().map(renaming.person) }
    /// The names of what is needed and made, by their ids.
    private var artifacts: [String: String] = [:]
    /// For each node its element.
    var elements: [XMLElement] = []
    /// When each event on a border takes place, by its id.
    private(set) var exceptions: [String: String] = [:]
    private var flows: [XMLElement] = []
    private var events: [XMLElement] = []
    /// What was met first that the map cannot have where it is; what is read then is what is said, and not how it flows.
    private(set) var stranger: Stranger?

    /// Whether a file is one of Baton's exports.
    static func isOurs(_ root: XMLElement) -> Bool { root.namespace == .model && root.name == "definitions" && ownProcess(root) != nil }

    private static func ownProcess(_ root: XMLElement) -> XMLElement? { root.all("process").first { $0.children.contains { $0.own("as") != nil } } }

    init(_ root: XMLElement) {
        guard let process = Self.ownProcess(root) else { return }
        var annotations: [XMLElement] = []
        attempt { try $0.readTop(root, process, &annotations) }
        readHeader(process)
        let references = process.all("dataObjectReference")
        for child in references { readArtifact(child) }
        // Each use of a thing has a reference of its own: with one of them renamed, the thing is.
        for child in references where child.own("name") == Self.name(of: child) { artifacts[child.value("id") ?? ""] = renaming.thing(Self.name(of: child)) }
        readNodes(process)
        attempt { try $0.readLanes(process) }
        var ways: [String: [XMLElement]] = [:]
        for flow in flows { ways[flow.value("sourceRef") ?? "", default: []].append(flow) }
        for event in events { attempt { try $0.readException(event, ways[event.value("id") ?? ""] ?? []) } }
        for flow in flows { attempt { try $0.readFlow(flow) } }
        settleDefaults()
        settleHandoffs()
        settleDoers()
        carryNames()
        guard stranger == nil else { return }
        attempt { try $0.settleRoles(of: process) }
        guard stranger == nil else { return }
        for flow in graph.flows.indices where graph.flows[flow].kind == .next {
            switch graph.nodes[graph.flows[flow].from].role {
            case .fork, .split: graph.flows[flow].kind = .path
            default: continue
            }
        }
        nameTheUnnamed()
        settlePlaces()
        addAnnotations(annotations + process.children.filter { $0.name == "textAnnotation" || $0.name == "association" })
        tellApart()
    }

    /// Goes on after what the map cannot have, so that all else that is said is known.
    private mutating func attempt(_ read: (inout RestoredReading) throws -> Void) {
        do { try read(&self) } catch { if stranger == nil { stranger = error as? Stranger } }
    }

    /// As it is where nobody changed it, else without what cannot be seen or written.
    static func name(of element: XMLElement) -> String {
        let name = element.value("name") ?? ""
        return name == element.own("name") ? name : MapWords.tidied(name).replacing("\"", with: "'")
    }

    mutating func lose(_ element: XMLElement, _ words: String) {
        graph.losses.append(ImportLoss(id: element.value("id") ?? "", line: element.line, words: words))
    }

    // MARK: The whole

    /// - Parameter annotations: notes in the drawing, and what ties them.
    private mutating func readTop(_ root: XMLElement, _ process: XMLElement, _ annotations: inout [XMLElement]) throws(Stranger) {
        // Modelers show the name of the pool; where only that of the process was changed, it counts.
        let pools = root.all("collaboration").flatMap { $0.all("participant") }
        let pool = pools.first { $0.value("processRef") == process.value("id") }
        let named = [pool, process].compactMap { $0 }.filter { !Self.name(of: $0).isEmpty }
        graph.name = (named.first { $0.value("name") != $0.own("name") } ?? named.first).map(Self.name) ?? ""
        graph.id = process.value("id") ?? ""
        graph.line = process.line
        let lanes = Set(process.all("laneSet").flatMap { $0.all("lane") }.compactMap { $0.own("name") })
        for child in root.all("resource") {
            let name = Self.name(of: child)
            // Doers are known by the names they had, and all renamed together.
            resources[child.value("id") ?? ""] = child.own("name") ?? name
            guard let was = child.own("name"), was != name, !name.isEmpty else { continue }
            if lanes.contains(was) {
                lose(child, "the resource '\(MapWords.tidied(name))' was the lane '\(MapWords.tidied(was))', and the lane does it here")
            } else {
                renaming.rename(person: was, to: name)
            }
        }
        for child in root.children {
            switch child.name {
            case "process", "resource", "BPMNDiagram", "error", "message", "signal", "escalation", "category", "itemDefinition", "extensionElements": continue
            case "collaboration":
                for part in child.children {
                    switch part.name {
                    case "participant", "extensionElements": continue
                    case "group": lose(part, "a group around some of the elements")
                    case "textAnnotation", "association": annotations.append(part)
                    default: throw Stranger(part, "the \(MapWords.tidied(part.name))")
                    }
                }
            default: throw Stranger(child, "the \(MapWords.tidied(child.name))")
            }
        }
        if let other = pools.first(where: { $0.value("processRef") != process.value("id") }) {
            throw Stranger(other, "the pool '\(MapWords.tidied(other.value("name") ?? ""))'")
        }
        let processes = root.all("process")
        if let other = processes.first(where: { $0.line != process.line || $0.value("id") != process.value("id") }) { throw Stranger(other, "a second process") }
        if graph.name.isEmpty { throw Stranger(process, "a process without a name") }
    }

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
        var sayings = graph.sayings
        settleDocumentation(of: process, &sayings)
        graph.sayings = sayings
    }

    private mutating func readArtifact(_ element: XMLElement) {
        let name = Self.name(of: element)
        artifacts[element.value("id") ?? ""] = name
        if let was = element.own("name"), was != name, !name.isEmpty { renaming.rename(thing: was, to: name) }
    }

    private mutating func readLanes(_ process: XMLElement) throws(Stranger) {
        let sets = process.all("laneSet")
        if sets.count > 1 { throw Stranger(sets[1], "a second set of lanes") }
        for (number, lane) in sets.flatMap({ $0.all("lane") }).enumerated() {
            if let inner = lane.all("childLaneSet").first { throw Stranger(inner, "lanes inside a lane") }
            var name = Self.name(of: lane)
            if MapWords.tidied(name).isEmpty {
                name = free("Unnamed lane", among: graph.lanes.map(\.name))
            } else if graph.lanes.contains(where: { $0.name == name }) {
                name = free(name, among: graph.lanes.map(\.name))
            }
            if let was = lane.own("name"), was != name { renaming.rename(person: was, to: name) }
            var sayings: [Saying] = []
            for own in lane.extensions { if let one = said(own) { sayings.append(one) } }
            settleDocumentation(of: lane, &sayings)
            graph.lanes.append(.init(name: name, sayings: sayings, id: lane.value("id") ?? "", line: lane.line))
            for member in lane.all("flowNodeRef") {
                guard let node = nodeByID[member.words], node >= 0 else { continue }
                graph.nodes[node].lane = number
            }
        }
    }

    private func free(_ name: String, among taken: [String]) -> String {
        var free = name
        var count = 1
        while taken.contains(free) {
            count += 1
            free = "\(name) (\(count))"
        }
        return free
    }

    mutating func said(_ own: XMLElement) -> Saying? {
        if own.namespace == nil {
            graph.losses.append(ImportLoss(id: "", line: own.line, words: "'\(MapWords.tidied(own.name))', which another tool keeps there"))
        }
        return Saying(own)
    }

    // MARK: Nodes and flows

    private mutating func readNodes(_ scope: XMLElement) {
        for child in scope.children where child.namespace == .model {
            switch child.name {
            case "sequenceFlow": flows.append(child)
            case "boundaryEvent": events.append(child)
            case "group": lose(child, "a group around some of the elements")
            case "extensionElements", "documentation", "laneSet", "dataObjectReference", "dataObject", "textAnnotation", "association", "ioSpecification",
                "incoming", "outgoing", "property":
                continue
            default: attempt { try $0.readNode(child) }
            }
        }
    }

    private mutating func readNode(_ element: XMLElement) throws(Stranger) {
        let what = MapWords.tidied(element.name)
        guard element.namespace == .model, let id = element.value("id") else { throw Stranger(element, "'\(what)' without an id") }
        guard nodeByID[id] == nil else { throw Stranger(element, "a second element with the id '\(MapWords.tidied(id))'") }
        let name = Self.name(of: element)
        let known = Self.role(of: element)
        let role = known ?? .step
        var node = RestoredGraph.Node(id: id, line: element.line, role: role, name: name)
        node.phase = element.own("phase").flatMap(Int.init)
        node.within = element.own("within")
        node.of = element.own("of")
        for own in element.extensions {
            if own.namespace == .baton, own.name == "doer", let name = own.value("name") {
                node.doers.append(name)
            } else if own.namespace == .baton, own.name == "call", let name = own.value("of") {
                if let now = element.value("name"), let was = element.own("name"), now != was {
                    lose(element, "the call of '\(MapWords.tidied(name))' is named '\(MapWords.tidied(now))' here; a map calls a process by the process's own name")
                }
                node.name = name
            } else {
                if let said = said(own) { node.sayings.append(said) }
            }
        }
        for performer in element.children where ["performer", "humanPerformer", "potentialOwner", "resourceRole"].contains(performer.name) {
            let name = performer.all("resourceRef").first.flatMap { resources[$0.words] } ?? MapWords.tidied(performer.value("name") ?? "")
            if !name.isEmpty { node.doers.append(name) }
        }
        settleDocumentation(of: element, &node.sayings)
        settleArtifacts(of: element, "dataInputAssociation", "sourceRef", as: "needs", in: &node, names: artifacts)
        settleArtifacts(of: element, "dataOutputAssociation", "targetRef", as: "makes", in: &node, names: artifacts)
        settleKind(of: element, in: &node)
        nodeByID[id] = graph.nodes.count
        graph.nodes.append(node)
        elements.append(element)
        guard known == nil else { return }
        // What it says is known all the same, and so is what lies in it.
        if element.name.lowercased().hasSuffix("process") || element.name == "transaction" { readNodes(element) }
        throw Stranger(element, "the \(what)\(name.isEmpty ? "" : " '\(MapWords.tidied(name))'")")
    }

    /// What an element is in a map; nil for one that only the general import knows.
    private static func role(of element: XMLElement) -> RestoredGraph.Node.Role? {
        let triggers = element.children.contains { $0.name.hasSuffix("EventDefinition") || $0.name.hasSuffix("LoopCharacteristics") || $0.name == "eventDefinitionRef" }
        guard !triggers, element.value("isForCompensation") != "true" else { return nil }
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
            case .call: element.name == "callActivity" && element.extensions.contains { $0.name == "call" } && element.value("calledElement") == element.own("called")
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
    private mutating func readException(_ element: XMLElement, _ ways: [XMLElement]) throws(Stranger) {
        guard element.own("as") == "exception", let when = when(of: element), let id = element.value("id"), let host = nodeByID[element.value("attachedToRef") ?? ""],
            host >= 0
        else { throw Stranger(element, "the event '\(MapWords.tidied(element.value("name") ?? ""))' on the border of a step") }
        guard ways.count == 1, let way = ways.first, let target = nodeByID[way.value("targetRef") ?? ""], target >= 0 else {
            throw Stranger(element, "the event '\(MapWords.tidied(element.value("name") ?? ""))', from which not one flow leads on")
        }
        nodeByID[id] = -1
        exceptions[id] = when
        if let name = way.value("name").map(MapWords.tidied), !name.isEmpty { lose(way, "the name '\(name)' of the flow that leaves the event") }
        graph.flows.append(.init(id: way.value("id") ?? "", line: way.line, from: host, to: target, kind: .exception, label: when))
    }

    private mutating func readFlow(_ element: XMLElement) throws(Stranger) {
        guard let from = nodeByID[element.value("sourceRef") ?? ""], let to = nodeByID[element.value("targetRef") ?? ""], to >= 0 else {
            throw Stranger(element, "a flow with an end that is no element of the file")
        }
        guard element.all("conditionExpression").isEmpty else { throw Stranger(element, "a flow with a condition") }
        guard from >= 0 else { return }
        var flow = RestoredGraph.Flow(
            id: element.value("id") ?? "", line: element.line, from: from, to: to, kind: .next, label: Self.name(of: element), share: element.own("share"),
            was: element.own("name") ?? "")
        for own in element.extensions { if let said = said(own) { flow.sayings.append(said) } }
        settleDocumentation(of: element, &flow.sayings)
        if let when = element.own("when") {
            (flow.kind, flow.label) = (.exception, when)
        } else if graph.nodes[from].role == .decision, element.own("as") != "next" {
            flow.kind = .answer
        }
        graph.flows.append(flow)
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
