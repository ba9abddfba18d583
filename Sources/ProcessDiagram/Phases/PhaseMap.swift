import ProcessAnalysis
import ProcessModel

/// One phase as a map of its own: its steps, the flows between them, and for each flow that comes from another
/// phase or goes there a stand-in for the step at its other end.
struct PhaseMap {
    private(set) var map: ProcessMap
    private(set) var mainPath = MainPath(nodes: [], flows: [])
    private(set) var findings: [Finding] = []
    /// For each node, whose stand-in it is.
    private(set) var standIns: [Int: (crossing: PhaseParts.Crossing, goesOut: Bool, flow: FlowID)] = [:]
    /// For each node, what it is called on the whole map.
    private(set) var keys: [String] = []
    /// For each node and flow, which one it is on the whole map; nil for stand-ins.
    private var nodeOnWhole: [Int?] = []
    private var flowOnWhole: [Int?] = []
    /// For each pain, which one it is on the whole map, from 1.
    private var painNumbers: [Int] = []

    init(_ whole: ProcessMap, phase: Int, parts: PhaseParts, mainPath: MainPath, findings: [Finding]) {
        map = whole
        let number = parts.phases[phase]
        map.name = Text("\(whole.name.string) · \(phase + 1) \(whole.phases[number].name.string)", at: whole.name.span)
        (map.owner, map.sponsor, map.goal, map.volume, map.reviewed) = (nil, nil, nil, nil, nil)
        (map.nodes, map.flows, map.phases, map.entries) = ([], [], [], [])
        (map.remarks, map.actions, map.pains, map.relationships) = ([], [], [], [])

        var newNode: [Int: NodeID] = [:]
        for (index, node) in whole.nodes.enumerated() where parts.ofNode[index] == phase {
            newNode[index] = NodeID(map.nodes.count)
            var copy = node
            copy.phase = nil
            map.nodes.append(copy)
            keys.append(node.key)
            nodeOnWhole.append(index)
        }
        map.entries = whole.entries.compactMap { newNode[$0.index] }
        var newFlow: [Int: FlowID] = [:]
        var crossings = parts.crossings[...]
        for id in whole.flowIDs {
            let flow = whole[id]
            let crossing = crossings.first?.flow == id ? crossings.popFirst() : nil
            let (from, to) = (newNode[flow.from.index], newNode[flow.to.index])
            guard from != nil || to != nil else { continue }
            let ends = (
                from ?? standIn(flow.from, beside: flow.to, crossing, goesOut: false, whole, parts),
                to ?? standIn(flow.to, beside: flow.from, crossing, goesOut: true, whole, parts))
            var copy = Flow(from: ends.0, to: ends.1, kind: flow.kind, terms: flow.terms, span: flow.span)
            (copy.label, copy.probability, copy.isOtherwise) = (flow.label, flow.probability, flow.isOtherwise)
            newFlow[id.index] = FlowID(map.flows.count)
            map.flows.append(copy)
            flowOnWhole.append(id.index)
        }
        let flows = mainPath.flows.compactMap { newFlow[$0.index] }
        var onPath = mainPath.nodes.compactMap { newNode[$0.index] }
        for flow in flows {
            for end in [map[flow].from, map[flow].to] where standIns[end.index] != nil { onPath.append(end) }
        }
        self.mainPath = MainPath(nodes: onPath, flows: flows)

        self.findings = findings.compactMap { finding in
            let place: FindingPlace
            switch finding.place {
            case .node(let node):
                guard let new = newNode[node.index] else { return nil }
                place = .node(new)
            case .flow(let flow):
                // What was found on a flow between phases is told where the flow comes from.
                guard let new = newFlow[flow.index], newNode[whole[flow].from.index] != nil else { return nil }
                place = .flow(new)
            case .process, .lane, .role, .term, .relationship: return nil
            }
            return Finding(
                rule: finding.rule, severity: finding.severity, message: finding.message, place: place, span: finding.span,
                related: finding.related, remedy: finding.remedy, question: finding.question)
        }
        for (index, pain) in whole.pains.enumerated() {
            let own: Pain? = switch pain.about {
            case .node(let node): newNode[node.index].map { pain.about(.node($0)) }
            case .handoff(let terms):
                // Its star stands where the work arrives.
                parts.receiver[terms].flatMap { newNode[$0.index] } == nil ? nil : pain
            case .process, .lane, .role, .relationship, .term, .system, .meeting: nil
            }
            guard let own else { continue }
            map.pains.append(own)
            painNumbers.append(index + 1)
        }
        keepUsedLanes()
    }

    private mutating func standIn(
        _ node: NodeID, beside inner: NodeID, _ crossing: PhaseParts.Crossing?, goesOut: Bool, _ whole: ProcessMap, _ parts: PhaseParts
    ) -> NodeID {
        let real = whole[node]
        let phase = parts.ofNode[node.index]
        let sheet = "(\(phase + 1) \(whole.phases[parts.phases[phase]].name.string))"
        let named = real.isImplicit || real.name.isEmpty ? sheet : "\(real.name) \(sheet)"
        // Where the flow is no handoff, the stand-in keeps to the lane of its neighbour.
        let isHandoff = crossing.map { whole.isHandoff($0.flow) } ?? false
        let id = NodeID(map.nodes.count)
        map.nodes.append(Node(
            kind: .task, name: crossing.map { "\($0.letter) · \(named)" } ?? named, span: real.span,
            lane: isHandoff ? real.lane : whole[inner].lane, performers: isHandoff ? .none : whole[inner].performers))
        map.nodes[id.index].performers = .none
        keys.append(real.key)
        nodeOnWhole.append(nil)
        // Its flow is the one that is being taken over.
        if let crossing { standIns[id.index] = (crossing, goesOut, FlowID(map.flows.count)) }
        if !goesOut { map.entries.append(id) }
        return id
    }

    /// Leaves out the lanes in which nothing happens in this phase.
    private mutating func keepUsedLanes() {
        var isUsed = [Bool](repeating: false, count: map.lanes.count)
        for node in map.nodes {
            isUsed[node.lane.index] = true
            for performer in node.performers.all where performer.role == nil { isUsed[performer.lane.index] = true }
        }
        var new: [LaneID?] = []
        var count = 0
        for used in isUsed {
            new.append(used ? LaneID(count) : nil)
            if used { count += 1 }
        }
        map.lanes = map.lanes.indices.filter { isUsed[$0] }.map { map.lanes[$0] }
        for index in map.nodes.indices {
            let old = map.nodes[index].lane
            guard let lane = new[old.index] else { continue }
            map.nodes[index].lane = lane
            let performers = map.nodes[index].performers.all.map { performer in
                // A role of a lane that is not drawn is named all the same; its lane then only has to differ.
                Performer(lane: new[performer.lane.index] ?? lane, role: performer.role, span: performer.span)
            }
            map.nodes[index].performers = performers.isEmpty ? .none : performers.count == 1 ? .one(performers[0]) : .several(performers)
        }
    }

    /// The phase laid out, its stand-ins marked as what they are.
    func diagram(_ options: SwimlaneMap.Options) throws(DrawingError) -> Diagram {
        var options = options
        // What steps and handoffs are tinted by, and the rungs of the timeline, go with them.
        if let ladder = options.timeline {
            var new: [NodeID: NodeID] = [:]
            for (index, node) in nodeOnWhole.enumerated() { if let node { new[NodeID(node)] = NodeID(index) } }
            options.timeline = ladder.part { new[$0] }
        }
        options.heat = options.heat?.picked(nodes: nodeOnWhole, flows: flowOnWhole)
        options.showsStandIns = !standIns.isEmpty
        options.painNumbers = painNumbers
        var diagram = try SwimlaneMap(map, graph: FlowGraph(map), mainPath: mainPath, findings: findings, options: options).diagram
        diagram.summary = Heading.summary(map, standIns: standIns.count)
        for node in standIns.keys.sorted() where diagram.steps.indices.contains(node) {
            guard let mark = standIns[node] else { continue }
            let flow = map[mark.flow]
            diagram.steps[node].elsewhere = Diagram.Elsewhere(
                letter: mark.crossing.letter, goesOut: mark.goesOut, from: flow.from, to: flow.to)
        }
        for index in diagram.steps.indices where keys.indices.contains(index) { diagram.steps[index].key = keys[index] }
        for index in diagram.labels.indices {
            let label = diagram.labels[index]
            diagram.labels[index].isOnPart = standIns[label.from.index] != nil || standIns[label.to.index] != nil
        }
        return diagram
    }
}

extension Pain {
    fileprivate func about(_ subject: Subject) -> Pain {
        var copy = Pain(text: text, about: subject)
        (copy.impact, copy.frequency, copy.votes, copy.cause) = (impact, frequency, votes, cause)
        (copy.feltBy, copy.control, copy.evidence) = (feltBy, control, evidence)
        return copy
    }
}
