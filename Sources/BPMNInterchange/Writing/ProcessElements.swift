import ProcessDiagram
import ProcessModel
import ProcessSyntax

/// Writes what a map says as elements of BPMN, each with Baton's own words beside it.
struct ProcessElements {
    private let graph: ExportGraph
    private let map: ProcessMap
    private let names: ElementNames
    private let sayings: MapSayings
    /// The flows that have a label in the drawing.
    private let isLabelled: [Bool]
    /// The forks of parallel blocks, by where the block stands; its close stands there too.
    private let splits: [Span: Int]
    private let outgoing: [[FlowID]]
    private let incoming: [[FlowID]]

    init(_ graph: ExportGraph, names: ElementNames, sayings: MapSayings, drawing: Diagram) {
        self.graph = graph
        map = graph.map
        self.names = names
        self.sayings = sayings
        var isLabelled = [Bool](repeating: false, count: map.flows.count)
        for label in drawing.labels where isLabelled.indices.contains(label.flow.index) { isLabelled[label.flow.index] = true }
        self.isLabelled = isLabelled
        var splits: [Span: Int] = [:]
        for (index, node) in map.nodes.enumerated() where node.kind == .fork && node.isImplicit { splits[node.span] = index }
        self.splits = splits
        var outgoing = [[FlowID]](repeating: [], count: map.nodes.count)
        var incoming = outgoing
        for flow in map.flowIDs {
            outgoing[map[flow].from.index].append(flow)
            incoming[map[flow].to.index].append(flow)
        }
        (self.outgoing, self.incoming) = (outgoing, incoming)
    }

    func write(to xml: inout XMLText) {
        for resource in names.resources { xml.leaf("bpmn:resource", [
            "id": resource.id, "name": resource.name, "baton:name": resource.name, "baton:shared": sayings.sharedNames.contains(resource.name) ? "true" : nil,
        ]) }
        xml.start("bpmn:collaboration", ["id": names.collaboration])
        xml.leaf("bpmn:participant", ["id": names.participant, "name": map.name.string, "processRef": names.process, "baton:name": map.name.string])
        xml.end()
        xml.start("bpmn:process", ["id": names.process, "name": map.name.string, "isExecutable": "false", "baton:name": map.name.string])
        write(documentation: sayings.ofProcess, to: &xml)
        writeHeader(to: &xml)
        writeLanes(to: &xml)
        for node in map.nodeIDs { write(node, to: &xml) }
        for flow in map.flowIDs { write(flow, to: &xml) }
        for use in names.data.all { xml.leaf("bpmn:dataObjectReference", ["id": use.reference, "name": use.name, "dataObjectRef": use.object, "baton:name": use.name]) }
        for object in names.data.objects { xml.leaf("bpmn:dataObject", ["id": object.id, "name": object.name]) }
        xml.end()
    }

    // MARK: What is said of the whole

    private func writeHeader(to xml: inout XMLText) {
        xml.start("bpmn:extensionElements")
        for saying in sayings.ofProcess { write(saying, to: &xml) }
        for (said, place) in [(sayings.beforeFlow, "before"), (sayings.afterFlow, "after")] where !said.isEmpty {
            xml.start("baton:file", ["place": place])
            for saying in said { write(saying, to: &xml) }
            xml.end()
        }
        for phase in map.phases { xml.leaf("baton:phase", ["name": phase.name.string]) }
        xml.end()
    }

    private func writeLanes(to xml: inout XMLText) {
        guard !map.lanes.isEmpty else { return }
        var members = [[String]](repeating: [], count: map.lanes.count)
        for node in map.nodeIDs {
            members[map[node].lane.index].append(names.nodes[node.index])
            for flow in outgoing[node.index] { if let event = names.events[flow.index] { members[map[node].lane.index].append(event) } }
        }
        xml.start("bpmn:laneSet", ["id": "LaneSet_1"])
        for (index, lane) in map.lanes.enumerated() {
            xml.start("bpmn:lane", ["id": names.lanes[index], "name": lane.name, "baton:name": lane.name, "baton:shared": sayings.sharedNames.contains(lane.name) ? "true" : nil])
            write(documentation: sayings.ofLane[index], to: &xml)
            write(extensions: sayings.ofLane[index], to: &xml)
            for member in members[index] { xml.leaf("bpmn:flowNodeRef", words: member) }
            xml.end()
        }
        xml.end()
    }

    // MARK: Flow nodes

    private func write(_ id: NodeID, to xml: inout XMLText) {
        let node = map[id]
        let isOwn = id.index < graph.ownCount
        let tag = "bpmn:" + ElementNames.tag(of: id, graph)
        let name = node.isImplicit || node.name.isEmpty ? nil : node.name
        let called = node.kind == .call ? Self.called(map.details(of: id), node) : nil
        let split = node.kind == .join && node.isImplicit && isOwn ? splits[node.span] : nil
        let otherwise = outgoing[id.index].first { map[$0].isOtherwise }
        xml.start(tag, [
            "id": names.nodes[id.index], "name": name, "default": otherwise.map { names.flows[$0.index] }, "calledElement": called,
            "baton:as": ElementNames.role(of: id, graph),
            // What an import compares with what somebody has made of it.
            "baton:name": name, "baton:lane": isOwn && names.lanes.indices.contains(node.lane.index) ? names.lanes[node.lane.index] : nil, "baton:called": called,
            "baton:kind": node.kind == .task && tag != "bpmn:task" ? String(tag.dropFirst("bpmn:".count)) : nil,
            "baton:place": "\(id.index + 1)", "baton:phase": isOwn ? node.phase.map { "\($0 + 1)" } : nil,
            "baton:within": isOwn ? sayings.block[id.index].map { names.flows[$0.index] } : nil,
            "baton:of": (split ?? graph.starts[id]?.index).map { names.nodes[$0] },
        ])
        let said = isOwn ? sayings.ofNode[id.index] : []
        write(documentation: said, to: &xml)
        let doers = ElementNames.doers(of: id, map)
        let isActivity = ElementNames.isActivity(node)
        // A gateway has nobody who does it, and a call is done by those whom the called process names.
        write(extensions: said, doers: isActivity ? [] : doers, call: node.kind == .call ? map.details(of: id).called?.string ?? node.name : nil, to: &xml)
        for flow in incoming[id.index] { xml.leaf("bpmn:incoming", words: names.flows[flow.index]) }
        for flow in outgoing[id.index] where names.events[flow.index] == nil { xml.leaf("bpmn:outgoing", words: names.flows[flow.index]) }
        if isOwn, isActivity { writeArtifacts(of: id, to: &xml) }
        if isActivity {
            for doer in doers {
                xml.start("bpmn:performer", ["name": doer])
                xml.leaf("bpmn:resourceRef", words: names.resource(doer))
                xml.end()
            }
        }
        if tag == "bpmn:complexGateway" { xml.leaf("bpmn:activationCondition", words: "with the first that arrives") }
        xml.end()
        for flow in outgoing[id.index] { if let event = names.events[flow.index] { write(event: event, of: flow, to: &xml) } }
    }

    /// The id that the called process has in its own export.
    private static func called(_ details: StepDetails, _ node: Node) -> String {
        var ids = ElementIDs()
        return ids.id("Process", details.called?.string ?? node.name)
    }

    private func writeArtifacts(of id: NodeID, to xml: inout XMLText) {
        let (needs, makes) = (names.data.needs[id.index], names.data.makes[id.index])
        let node = names.nodes[id.index]
        if !needs.isEmpty { xml.leaf("bpmn:property", ["id": node + ElementIDs.input, "name": "__targetRef_placeholder"]) }
        for use in needs {
            xml.start("bpmn:dataInputAssociation", ["id": use.tie])
            xml.leaf("bpmn:sourceRef", words: use.reference)
            xml.leaf("bpmn:targetRef", words: node + ElementIDs.input)
            xml.end()
        }
        for use in makes {
            xml.start("bpmn:dataOutputAssociation", ["id": use.tie])
            xml.leaf("bpmn:targetRef", words: use.reference)
            xml.end()
        }
    }

    private func write(event: String, of flow: FlowID, to xml: inout XMLText) {
        let isLate = map[flow].after != nil || map[flow].label?.string.hasPrefix("late") ?? false
        let time = map[flow].after?.value.flatMap(Self.standardDuration)
        xml.start("bpmn:boundaryEvent", [
            "id": event, "name": map[flow].label?.string, "attachedToRef": names.nodes[map[flow].from.index],
            "cancelActivity": isLate ? "false" : nil, "baton:as": "exception", "baton:when": sayings.written[flow.index],
            "baton:name": map[flow].label?.string, "baton:time": isLate ? time : nil,
        ])
        xml.leaf("bpmn:outgoing", words: names.flows[flow.index])
        if isLate {
            xml.start("bpmn:timerEventDefinition")
            if let time { xml.leaf("bpmn:timeDuration", ["xsi:type": "bpmn:tFormalExpression"], words: time) }
            xml.end()
        } else {
            xml.leaf("bpmn:errorEventDefinition")
        }
        xml.end()
    }

    /// ISO 8601, for a time on the clock that is one number; business time has no such form.
    private static func standardDuration(_ duration: Duration) -> String? {
        guard duration.low == duration.high, duration.clock == .elapsed, duration.low.isFinite, duration.low >= 0, duration.low < 1e9 else { return nil }
        let seconds = Int((duration.low * 60).rounded())
        let (days, hours, minutes, rest) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60)
        let time = (hours > 0 ? "\(hours)H" : "") + (minutes > 0 ? "\(minutes)M" : "") + (rest > 0 ? "\(rest)S" : "")
        if days == 0, time.isEmpty { return "PT0S" }
        return "P" + (days > 0 ? "\(days)D" : "") + (time.isEmpty ? "" : "T" + time)
    }

    // MARK: Flows

    private func write(_ id: FlowID, to xml: inout XMLText) {
        let flow = map[id]
        let own = graph.origin[id.index]
        let isException = flow.kind == .exception
        let source = names.events[id.index] ?? names.nodes[flow.from.index]
        let label = names.events[id.index] != nil ? nil : flow.label?.string ?? (flow.kind == .next && isLabelled[id.index] ? map.terms(of: id)?.artifact?.string : nil)
        let attributes: XMLText.Attributes = [
            "id": names.flows[id.index], "name": label, "sourceRef": source, "targetRef": names.nodes[flow.to.index],
            "baton:as": flow.kind == .next && map[flow.from].kind == .decision ? "next" : nil, "baton:name": label, "baton:place": "\(id.index + 1)",
            "baton:share": isException ? nil : own.flatMap { sayings.written[$0.index] },
            "baton:when": isException && names.events[id.index] == nil ? own.flatMap { sayings.written[$0.index] } : nil,
        ]
        let said = own.map { sayings.ofFlow[$0.index] } ?? []
        guard !said.isEmpty else { return xml.leaf("bpmn:sequenceFlow", attributes) }
        xml.start("bpmn:sequenceFlow", attributes)
        write(documentation: said, to: &xml)
        write(extensions: said, to: &xml)
        xml.end()
    }

    // MARK: What is said

    private func write(documentation sayings: [Saying], to xml: inout XMLText) {
        for words in Saying.documentation(of: sayings) { xml.leaf("bpmn:documentation", words: words) }
    }

    private func write(extensions sayings: [Saying], doers: [String] = [], call: String? = nil, to xml: inout XMLText) {
        guard !sayings.isEmpty || !doers.isEmpty || call != nil else { return }
        xml.start("bpmn:extensionElements")
        for doer in doers { xml.leaf("baton:doer", ["name": doer]) }
        if let call { xml.leaf("baton:call", ["of": call]) }
        for saying in sayings { write(saying, to: &xml) }
        xml.end()
    }

    private func write(_ saying: Saying, to xml: inout XMLText) {
        let tag = saying.kind == .property ? "baton:property" : "baton:entry"
        let attributes: XMLText.Attributes = [
            saying.kind == .property ? "keyword" : "name": saying.name, "value": saying.value.isEmpty ? nil : saying.value,
        ]
        guard !saying.sayings.isEmpty else { return xml.leaf(tag, attributes) }
        xml.start(tag, attributes)
        for inner in saying.sayings { write(inner, to: &xml) }
        xml.end()
    }
}
