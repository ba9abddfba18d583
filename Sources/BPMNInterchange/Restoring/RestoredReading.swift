import ProcessSyntax

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

    let words: EventWords
    let modelNodes: [String: BPMNModel.Node]
    var graph = RestoredGraph()
    var renaming = Renaming()
    /// The node of each id; -1 for an event on a border.
    var nodeByID: [String: Int] = [:]
    /// The names that those who do something had when they were exported, by the ids of their resources.
    var resources: [String: String] = [:]
    /// What each lane is called now.
    var laneNames: [String] = []
    var usedLaneNames: Set<String> = []
    /// How often a name was given a number to tell it from others.
    var copies: [String: Int] = [:]
    /// Everybody who did something when it was exported, by the names they have now.
    var people: [String] { knownPeople.map(renaming.person) }
    var knownPeople: [String] = []
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

    /// - Parameter model: the same file as the import of any file reads it.
    init(_ root: XMLElement, _ model: BPMNModel) {
        words = EventWords(model: model)
        modelNodes = Dictionary(model.nodes.map { ($0.id, $0) }) { first, _ in first }
        guard let process = Self.ownProcess(root) else { return }
        var annotations: [XMLElement] = []
        settleNames(ofLanes: process.all("laneSet").flatMap { $0.all("lane") }, resources: root.all("resource"))
        readTop(root, process, &annotations)
        readHeader(process)
        let references = process.all("dataObjectReference")
        for child in references { readArtifact(child) }
        // Each use of a thing has a reference of its own: with one of them renamed, the thing is.
        for child in references where child.own("name") == Self.name(of: child) { artifacts[child.value("id") ?? ""] = renaming.thing(Self.name(of: child)) }
        readNodes(process)
        readLanes(process.all("laneSet"))
        readOthers(root.all("collaboration"), own: process)
        var ways: [String: [XMLElement]] = [:]
        for flow in flows { ways[flow.value("sourceRef") ?? "", default: []].append(flow) }
        for event in events { attempt { try $0.readException(event, ways[event.value("id") ?? ""] ?? []) } }
        for flow in flows { attempt { try $0.readFlow(flow) } }
        settleDefaults()
        settleHandoffs()
        settleDoers()
        carryNames()
        if let end = endsWhatRunsBeside { note(Stranger(end, "an end that ends what runs beside it")) }
        guard stranger == nil else { return }
        partWays()
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
        do { try read(&self) } catch { if let stranger = error as? Stranger { note(stranger) } }
    }

    /// The first one is told of.
    mutating func note(_ stranger: Stranger) {
        if self.stranger == nil { self.stranger = stranger }
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
    private mutating func readTop(_ root: XMLElement, _ process: XMLElement, _ annotations: inout [XMLElement]) {
        // Modelers show the name of the pool; where only that of the process was changed, it counts.
        let pools = root.all("collaboration").flatMap { $0.all("participant") }
        let pool = pools.first { $0.value("processRef") == process.value("id") }
        let named = [pool, process].compactMap { $0 }.filter { !Self.name(of: $0).isEmpty }
        graph.name = (named.first { $0.value("name") != $0.own("name") } ?? named.first).map(Self.name) ?? ""
        graph.id = process.value("id") ?? ""
        graph.line = process.line
        for child in root.children {
            switch child.name {
            case "documentation": annotations.append(child)
            case "dataStore": lose(child, "the data store '\(MapWords.tidied(child.value("name") ?? ""))', which no step uses")
            case "process", "resource", "BPMNDiagram", "error", "message", "signal", "escalation", "category", "itemDefinition", "extensionElements": continue
            case "collaboration":
                for part in child.children {
                    switch part.name {
                    case "participant", "messageFlow", "extensionElements": continue
                    case "group": lose(part, "a group around some of the elements")
                    case "textAnnotation", "association": annotations.append(part)
                    default: note(Stranger(part, "the \(MapWords.kind(of: part.name))"))
                    }
                }
            default: note(Stranger(child, "the \(MapWords.kind(of: child.name))"))
            }
        }
        let processes = root.all("process")
        if let other = processes.first(where: { $0.line != process.line || $0.value("id") != process.value("id") }) { note(Stranger(other, "a second process")) }
        if graph.name.isEmpty { note(Stranger(process, "a process without a name")) }
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

    mutating func said(_ own: XMLElement) -> Saying? {
        if own.namespace == nil {
            graph.losses.append(ImportLoss(id: "", line: own.line, words: "'\(MapWords.tidied(own.name))', which another tool keeps there"))
        }
        return Saying(own)
    }

    // MARK: Nodes and flows

    /// Modelers write what was moved at the end of the file, so that what was exported is read in the order it had.
    private mutating func readNodes(_ scope: XMLElement) {
        let places = scope.children.map { $0.own("place").flatMap(Int.init) ?? .max }
        let order = scope.children.indices.sorted { (places[$0], $0) < (places[$1], $1) }
        for child in order.map({ scope.children[$0] }) where child.namespace == .model {
            switch child.name {
            case "sequenceFlow": flows.append(child)
            case "boundaryEvent": events.append(child)
            case "group": lose(child, "a group around some of the elements")
            case "extensionElements", "documentation", "laneSet", "dataObjectReference", "dataObject", "textAnnotation", "association", "ioSpecification",
                "incoming", "outgoing", "property", "performer", "humanPerformer", "potentialOwner", "resourceRole", "dataInputAssociation", "dataOutputAssociation":
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
        let known = role(of: element)
        let role = known ?? .step
        var node = RestoredGraph.Node(id: id, line: element.line, role: role, name: name)
        if role == .step, name != element.own("name"), MapWords.endsInQuestion(name) {
            node.name = MapWords.noQuestion(name)
            lose(element, "the question mark behind '\(MapWords.tidied(node.name))': a step that ends in one is a decision")
        }
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
        let addition = wordsOfAddition(element)
        if MapWords.tidied(node.name).isEmpty { node.name = MapWords.noQuestion(addition.name) }
        node.notes = addition.notes
        if role == .decision, element.name == "exclusiveGateway" { node.sayings.removeAll { $0.name == Keyword.any.rawValue } }
        settleDocumentation(of: element, &node.sayings)
        settleArtifacts(of: element, "dataInputAssociation", "sourceRef", as: "needs", in: &node, names: artifacts)
        settleArtifacts(of: element, "dataOutputAssociation", "targetRef", as: "makes", in: &node, names: artifacts)
        settleKind(of: element, in: &node)
        nodeByID[id] = graph.nodes.count
        graph.nodes.append(node)
        elements.append(element)
        guard known == nil else { return }
        let stranger = Stranger(element, "the \(MapWords.kind(of: element.name))\(name.isEmpty ? "" : " '\(MapWords.tidied(name))'")")
        note(stranger)
        // What it says is known all the same, and so is what lies in it.
        if element.name.lowercased().hasSuffix("process") || element.name == "transaction" { readNodes(element) }
    }

    /// What an element is in a map; nil for one that has no place between its lines.
    private func role(of element: XMLElement) -> RestoredGraph.Node.Role? {
        guard let said = element.own("as"), let role = RestoredGraph.Node.Role(rawValue: said) else { return roleOfAddition(element) }
        guard let known = element.value("id").flatMap({ modelNodes[$0] }), known.definitions.isEmpty && !known.isForCompensation || roleOfAddition(element) != nil else { return nil }
        // Somebody may have made something else of it.
        let sayings = element.extensions.compactMap(Saying.init)
        func says(_ word: String) -> Bool { sayings.contains { $0.name == word } }
        let isMeant =
            switch role {
            case .step: element.name.hasSuffix("ask")
            case .call: element.name == "callActivity" && element.extensions.contains { $0.name == "call" } && element.value("calledElement") == element.own("called")
            // Of several answers one alone may be taken now.
            case .decision: element.name == "exclusiveGateway" || says("any") && element.name == "inclusiveGateway"
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
            // `yes 70%` says how often as well.
            if flow.label != flow.was, let blank = flow.label.lastIndex(of: " "), Self.isShare(flow.label[flow.label.index(after: blank)...]) {
                flow.share = String(flow.label[flow.label.index(after: blank)...])
                flow.label = MapWords.tidied(String(flow.label[..<blank]))
            }
        }
        graph.flows.append(flow)
        if !element.all("conditionExpression").isEmpty { throw Stranger(element, "the condition of a flow") }
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
