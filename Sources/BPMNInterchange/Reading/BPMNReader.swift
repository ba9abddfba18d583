/// Reads a BPMN file into a model, element by element as they come.
///
/// It asks for no more than it needs: a file that the schema would not take is read as far as it makes sense, and what
/// is not known is kept in `unread`.
public struct BPMNReader: ~Copyable {
    /// As many as a map may hold.
    static let mostNodes = 100_000

    var xml: XMLReader
    var model = BPMNModel()

    /// - Throws: `XMLTrouble` where the file is no XML, breaks a limit, or holds no BPMN.
    public static func read(_ bytes: [UInt8], library: LibXML2, limits: XMLLimits = XMLLimits()) throws(XMLTrouble) -> BPMNModel {
        var result: Result<BPMNModel, XMLTrouble> = .failure(XMLTrouble(libraryCode: 4, line: 1))
        bytes.withUnsafeBytes { raw in
            let buffer = raw.bindMemory(to: CChar.self)
            do throws(XMLTrouble) {
                var reader = BPMNReader(xml: try XMLReader(buffer, library: library, limits: limits))
                try reader.readFile()
                result = .success(reader.model)
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    /// What the elements that are being read belong to.
    var owner = Owner()
    /// Event definitions that events share, by their ids.
    private var shared: [String: BPMNModel.Node.Definition] = [:]
    private static let sharedDefinition = "eventDefinition"
    /// Where events refer to them, in the order of the file.
    private var awaited: [(node: Int, place: Int, id: String, line: Int)] = []
    /// What stands around that.
    var around = Owner()
    /// True inside what is told already, or says nothing.
    var isPassing = false

    private init(xml: consuming XMLReader) { self.xml = xml }

    private mutating func readFile() throws(XMLTrouble) {
        var isFirst = true
        while let event = try xml.next() {
            guard case .start(let element) = event else { continue }
            guard isFirst else {
                try xml.skip()
                continue
            }
            isFirst = false
            guard element.namespace == .model, element.name == "definitions" else {
                let begin = element.name == "definitions"
                    ? "its 'definitions' are not in BPMN's namespace, xmlns=\"\(BPMNNamespace.model.rawValue)\"" : "it begins with '\(element.name)', and not with 'definitions'"
                throw XMLTrouble(
                    "not-bpmn", "this is not a BPMN 2.0 file: \(begin)",
                    remedy: "name a file that was saved or exported as BPMN 2.0", line: element.line)
            }
            model.name = element.value("name") ?? ""
            noteUnread(element)
            try children { reader, child throws(XMLTrouble) in try reader.readTop(child) }
        }
        if isFirst { throw XMLTrouble(libraryCode: 4, line: 1) }
        let shownByEvents = Set(awaited.map(\.id))
        for thing in model.declared where thing.element == Self.sharedDefinition && !shownByEvents.contains(thing.id) {
            drop(thing.id, thing.line, "what can set events off, and sets off none (eventDefinition)", MapWords.tidied(thing.id))
        }
        for (node, place, id, line) in awaited.reversed() {
            if let known = shared[id] {
                model.nodes[node].definitions.insert(known, at: min(place, model.nodes[node].definitions.count))
            } else {
                drop(model.nodes[node].id, line, "", "it refers to '\(MapWords.tidied(id))', an event definition that is not in the file")
            }
        }
    }

    /// Goes through the elements in the one whose start was just told. `read` takes in each with its end.
    mutating func children(_ read: (inout BPMNReader, XMLReader.Element) throws(XMLTrouble) -> Void) throws(XMLTrouble) {
        while let event = try xml.next() {
            switch event {
            case .start(let element):
                switch element.namespace {
                case .model:
                    let (around, before) = (owner, self.around)
                    if Owner.isNamed(element) { owner = Owner(element) }
                    for attribute in element.foreign where !(BPMNModel.Node.Kind(rawValue: element.name) != nil && Self.isSaid(attribute)) { addForeign(attribute.name, attribute.value, element.line) }
                    self.around = around
                    if !isPassing { noteUnread(element) }
                    try read(&self, element)
                    owner = around
                    self.around = before
                case .diagram, .common, .interchange: try xml.skip()
                case .baton: try xml.skip()
                case nil: try readForeign(element)
                }
            case .end: return
            case .text: continue
            }
        }
    }

    /// A reference without its prefix: `tns:Task_1`.
    func reference(_ text: String?) -> String {
        let text = Self.trimmed(text ?? "")
        guard let colon = text.lastIndex(of: ":") else { return text }
        return String(text[text.index(after: colon)...])
    }

    static func trimmed(_ text: String) -> String {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        var view = text.utf8[...]
        while let first = view.first, isBlank(first) { view.removeFirst() }
        while let last = view.last, isBlank(last) { view.removeLast() }
        return String(Substring(view))
    }

    private mutating func unread(_ element: XMLReader.Element) throws(XMLTrouble) {
        model.unread.append(.init(element: element.name, id: element.value("id") ?? "", name: element.value("name") ?? "", line: element.line))
        try pass()
    }

    private mutating func readTop(_ element: XMLReader.Element) throws(XMLTrouble) {
        switch element.name {
        case "process": try readProcess(element)
        case "collaboration": try readCollaboration(element)
        case "message", "error", "escalation", "signal", "resource", "dataStore":
            model.declared.append(.init(element: element.name, id: element.value("id") ?? "", name: element.value("name") ?? "", line: element.line))
            if let id = element.value("id") {
                let name = element.value("name") ?? element.value("errorCode") ?? element.value("escalationCode") ?? ""
                model.names[id] = name
                if element.value("name") != nil, let code = element.value("errorCode") ?? element.value("escalationCode"), code != name {
                    drop(id, element.line, "codes of errors and escalations", "'\(Self.shortened(code))' of '\(MapWords.tidied(name))'")
                }
            }
            try children { reader, child throws(XMLTrouble) in try reader.pass(child) }
        case "category":
            try children { reader, child throws(XMLTrouble) in
                guard child.name == "categoryValue" else { return try reader.pass(child) }
                let (id, name) = (child.value("id") ?? "", child.value("value") ?? "")
                if !id.isEmpty { reader.model.names[id] = name }
                reader.model.declared.append(.init(element: child.name, id: id, name: name, line: child.line))
                try reader.children { reader, part throws(XMLTrouble) in try reader.pass(part) }
            }
        case "documentation": model.documentation.append(try xml.text())
        case "extensionElements": try pass()
        // Types and interfaces of programs; nothing in a drawing shows them.
        case "import", "extension", "itemDefinition", "interface", "endPoint", "correlationProperty", "relationship", "rootElement", "eventDefinition", "partnerRole", "partnerEntity":
            try pass(element)
        case "messageEventDefinition", "timerEventDefinition", "errorEventDefinition", "signalEventDefinition", "escalationEventDefinition", "conditionalEventDefinition",
            "linkEventDefinition", "compensateEventDefinition", "cancelEventDefinition", "terminateEventDefinition":
            if let definition = try readDefinition(element), let id = element.value("id") {
                shared[id] = definition
                model.declared.append(.init(element: Self.sharedDefinition, id: id, name: "", line: element.line))
            }
        default: try unread(element)
        }
    }

    // MARK: Collaboration

    private mutating func readCollaboration(_ element: XMLReader.Element) throws(XMLTrouble) {
        if model.name.isEmpty { model.name = element.value("name") ?? "" } else { model.otherName = element.value("name") ?? "" }
        try children { reader, child throws(XMLTrouble) in
            switch child.name {
            case "participant":
                var participant = BPMNModel.Participant(
                    id: child.value("id") ?? "", name: child.value("name") ?? "", line: child.line, process: reader.reference(child.value("processRef")))
                try reader.children { reader, part throws(XMLTrouble) in
                    switch part.name {
                    case "documentation": participant.documentation.append(try reader.xml.text())
                    case "participantMultiplicity":
                        participant.isMultiple = true
                        try reader.children { reader, part throws(XMLTrouble) in try reader.pass(part) }
                    default: try reader.pass(part)
                    }
                }
                reader.model.participants.append(participant)
            case "messageFlow":
                var flow = BPMNModel.MessageFlow(
                    id: child.value("id") ?? "", name: child.value("name") ?? "", line: child.line, source: reader.reference(child.value("sourceRef")),
                    target: reader.reference(child.value("targetRef")), message: reader.reference(child.value("messageRef")))
                try reader.documentation(into: &flow.documentation)
                reader.model.messageFlows.append(flow)
            case "documentation": reader.model.documentation.append(try reader.xml.text())
            case "extensionElements": try reader.pass()
            default: if try !reader.readArtifact(child) { try reader.unread(child) }
            }
        }
    }

    private mutating func documentation(into all: inout [String]) throws(XMLTrouble) {
        var found: [String] = []
        try children { reader, child throws(XMLTrouble) in
            if child.name == "documentation" { found.append(try reader.xml.text()) } else { try reader.pass(child) }
        }
        all += found
    }

    /// - Returns: false where the element is none, and is still to be read.
    private mutating func readArtifact(_ element: XMLReader.Element) throws(XMLTrouble) -> Bool {
        let id = element.value("id") ?? ""
        switch element.name {
        case "textAnnotation":
            var text = element.value("text") ?? ""
            try children { reader, child throws(XMLTrouble) in
                if child.name == "text" { text = try reader.xml.text() } else { try reader.pass(child) }
            }
            model.annotations.append(.init(id: id, line: element.line, text: text))
        case "association":
            model.associations.append(.init(
                id: id, line: element.line, source: reference(element.value("sourceRef")), target: reference(element.value("targetRef")),
                isDirected: (element.value("associationDirection") ?? "None") != "None"))
            try children { reader, child throws(XMLTrouble) in try reader.pass(child) }
        case "group":
            var group = BPMNModel.Group(id: id, line: element.line, category: reference(element.value("categoryValueRef")))
            try documentation(into: &group.documentation)
            model.groups.append(group)
        default: return false
        }
        return true
    }

    // MARK: Processes

    private mutating func readProcess(_ element: XMLReader.Element) throws(XMLTrouble) {
        let scope = model.scopes.count
        model.scopes.append(.init(kind: .process, id: element.value("id") ?? "", name: element.value("name") ?? "", line: element.line))
        try children { reader, child throws(XMLTrouble) in try reader.readInScope(child, scope) }
    }

    private mutating func readInScope(_ element: XMLReader.Element, _ scope: Int) throws(XMLTrouble) {
        let id = element.value("id") ?? ""
        switch element.name {
        case "sequenceFlow":
            var flow = BPMNModel.Flow(
                id: id, name: element.value("name") ?? "", line: element.line, scope: scope, source: reference(element.value("sourceRef")),
                target: reference(element.value("targetRef")))
            try children { reader, child throws(XMLTrouble) in
                switch child.name {
                case "conditionExpression": flow.condition = Self.trimmed(try reader.xml.text())
                case "documentation": flow.documentation.append(try reader.xml.text())
                default: try reader.pass(child)
                }
            }
            model.scopes[scope].flows.append(model.flows.count)
            model.flows.append(flow)
        case "laneSet": try readLanes(scope, outer: nil)
        case "dataObject", "dataObjectReference", "dataStoreReference", "dataInput", "dataOutput": try readData(element)
        case "ioSpecification", "ioBinding":
            try children { reader, child throws(XMLTrouble) in
                if child.name == "dataInput" || child.name == "dataOutput" { try reader.readData(child) } else { try reader.pass(child) }
            }
        case "documentation": model.scopes[scope].documentation.append(try xml.text())
        case "extensionElements": try pass()
        case "resourceRole", "performer", "potentialOwner", "humanPerformer":
            let name = element.value("name") ?? ""
            drop(element, "who is responsible for the whole process\(name.isEmpty ? "" : ", '\(MapWords.tidied(name))'")")
            try pass()
        case "completionCondition":
            if let node = model.scopes[scope].node { try dropText(element, Self.repeating, "over when ", of: node) } else { try pass() }
        case "property", "correlationSubscription", "supports", "supportedInterfaceRef", "auditing", "monitoring", "incoming", "outgoing": try pass(element)
        default:
            if let kind = BPMNModel.Node.Kind(rawValue: element.name) {
                try readNode(element, kind, scope)
            } else if try !readArtifact(element) {
                try unread(element)
            }
        }
    }

    private mutating func readLanes(_ scope: Int, outer: Int?) throws(XMLTrouble) {
        try children { reader, child throws(XMLTrouble) in
            guard child.name == "lane" else { return try reader.pass(child) }
            let lane = reader.model.lanes.count
            reader.model.lanes.append(.init(id: child.value("id") ?? "", name: child.value("name") ?? "", line: child.line, scope: scope, outer: outer))
            try reader.children { reader, part throws(XMLTrouble) in
                switch part.name {
                case "flowNodeRef":
                    let node = reader.reference(try reader.xml.text())
                    reader.model.lanes[lane].nodes.append(node)
                case "childLaneSet": try reader.readLanes(scope, outer: lane)
                case "documentation":
                    let words = try reader.xml.text()
                    reader.model.lanes[lane].documentation.append(words)
                default: try reader.pass(part)
                }
            }
        }
    }

    private mutating func readNode(_ element: XMLReader.Element, _ kind: BPMNModel.Node.Kind, _ scope: Int) throws(XMLTrouble) {
        let index = model.nodes.count
        guard index < Self.mostNodes else {
            throw XMLTrouble(
                "too-many-steps", "the file holds more than \(Self.mostNodes) steps, events and gateways", remedy: "split it into several files", line: element.line)
        }
        var node = BPMNModel.Node(id: element.value("id") ?? "", name: element.value("name") ?? "", line: element.line, kind: kind, scope: scope)
        node.attachedTo = reference(element.value("attachedToRef"))
        node.isInterrupting = element.isTrue(kind == .boundaryEvent ? "cancelActivity" : "isInterrupting", otherwise: true)
        node.isEventSubProcess = element.isTrue("triggeredByEvent", otherwise: false)
        node.defaultFlow = reference(element.value("default"))
        node.calledElement = reference(element.value("calledElement"))
        if kind == .sendTask || kind == .receiveTask { node.message = reference(element.value("messageRef")) }
        node.isForCompensation = element.isTrue("isForCompensation", otherwise: false)
        for attribute in element.foreign { Self.addSaid(attribute, to: &node) }
        owner.node = index
        model.nodes.append(node)
        model.scopes[scope].nodes.append(index)
        var inside: Int?
        if kind.isSubProcess {
            let new = model.scopes.count
            inside = new
            var part = BPMNModel.Scope(kind: .subProcess, id: node.id, name: node.name, line: node.line)
            part.node = index
            model.scopes.append(part)
        }
        model.nodes[index].inside = inside
        try children { reader, child throws(XMLTrouble) in try reader.readInNode(child, index, inside) }
        if let inside {
            let words = model.scopes[inside].documentation
            model.nodes[index].documentation += words
            model.scopes[inside].documentation = []
        }
    }

    private mutating func readInNode(_ element: XMLReader.Element, _ node: Int, _ inside: Int?) throws(XMLTrouble) {
        switch element.name {
        case "incoming", "outgoing": try xml.skip()
        case "documentation": model.nodes[node].documentation.append(try xml.text())
        case "multiInstanceLoopCharacteristics":
            model.nodes[node].repeats = element.isTrue("isSequential", otherwise: false) ? .oneByOne : .together
            try readRepeat(node)
        case "standardLoopCharacteristics":
            model.nodes[node].repeats = .loop
            if let most = element.value("loopMaximum") { drop(node, element.line, Self.repeating, "at most \(Self.shortened(most)) times") }
            if element.isTrue("testBefore", otherwise: false) { drop(node, element.line, Self.repeating, "looked at before, so that it may not be done at all") }
            try readRepeat(node)
        case "script": try dropText(element, "scripts that steps run", "runs ", of: node)
        case "resourceRole", "performer", "humanPerformer", "potentialOwner": try readPerformer(element, node)
        case "dataInputAssociation": try readDataAssociation(node, isInput: true)
        case "dataOutputAssociation": try readDataAssociation(node, isInput: false)
        case "eventDefinitionRef":
            // What it names may stand further down; it is looked up when all has been read.
            awaited.append((node, model.nodes[node].definitions.count, reference(try xml.text()), element.line))
        case "ioSpecification": try readSlots(node)
        case "dataInput", "dataOutput": try readSlot(element, node)
        case "property", "inputSet", "outputSet", "auditing", "monitoring", "categoryValueRef": try pass(element)
        case "extensionElements": try pass()
        default:
            if element.name.hasSuffix("EventDefinition") {
                if let definition = try readDefinition(element) { model.nodes[node].definitions.append(definition) }
            } else if let inside {
                try readInScope(element, inside)
            } else {
                try unread(element)
            }
        }
    }

    /// - Returns: nil for one that is not known; its element has been read in any case.
    private mutating func readDefinition(_ element: XMLReader.Element) throws(XMLTrouble) -> BPMNModel.Node.Definition? {
        guard let trigger = BPMNModel.Node.Trigger(rawValue: String(element.name.dropLast("EventDefinition".count))) else {
            note("what sets an event off, or what it does, in '\(MapWords.tidied(element.name))', which BPMN does not have", said(owner), element)
            try pass()
            return nil
        }
        var definition = BPMNModel.Node.Definition(trigger: trigger)
        definition.id = element.value("id") ?? ""
        definition.reference = trigger == .link
            ? element.value("name") ?? ""
            : reference(element.value("messageRef") ?? element.value("errorRef") ?? element.value("signalRef") ?? element.value("escalationRef") ?? element.value("activityRef"))
        try children { reader, child throws(XMLTrouble) in
            switch child.name {
            case "timeDate", "timeDuration", "timeCycle", "condition":
                let words = Self.trimmed(try reader.xml.text())
                if !words.isEmpty { definition.words = words }
            case "source", "target":
                let end = reader.reference(try reader.xml.text())
                if !end.isEmpty { definition.otherEnds.append(end) }
            default: try reader.pass(child)
            }
        }
        return definition
    }
}
