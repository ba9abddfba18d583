import ProcessModel

/// Which element of BPMN each part of a map is, and its id.
struct ElementNames {
    let process: String
    let lanes: [String]
    let nodes: [String]
    /// Of sequence flows.
    let flows: [String]
    /// For each flow that is an exception of a step, the event on its border.
    let events: [String?]
    /// For each name of a role or lane that does something, in order.
    let resources: [(name: String, id: String)]
    private let resourceIDs: [String: String]
    let data: DataObjects
    let participant = "Participant_1"
    let collaboration = "Collaboration_1"

    init(_ graph: ExportGraph) {
        let map = graph.map
        var ids = ElementIDs()
        process = ids.id("Process", map.id)
        lanes = map.lanes.map { ids.id("Lane", $0.name) }
        var targets: [NodeID: String] = [:]
        for flow in map.flows.reversed() where graph.added[flow.from.index] != nil {
            targets[flow.from] = graph.added[flow.to.index] == nil ? map[flow.to].key : targets[flow.to]
        }
        nodes = map.nodeIDs.map { node in
            if let added = graph.added[node.index] {
                if let start = graph.starts[node] { return ids.id("Gateway", "Behind \(map[start].key)") }
                let target = targets[node] ?? ""
                return ids.id(added == .start ? "Event" : "Gateway", "\(added == .start ? "Start" : "Before") \(target)")
            }
            let kind = switch map[node].kind {
            case .task, .call: "Activity"
            case .start, .end: "Event"
            case .decision, .fork, .join: "Gateway"
            }
            return ids.id(kind, map[node].key)
        }
        var flows: [String] = []
        var events: [String?] = []
        for flow in map.flows {
            let words = [map[flow.from].key, map[flow.to].key, flow.kind.rawValue, flow.label?.string ?? ""]
            flows.append(ids.sum("Flow", words))
            events.append(flow.kind == .exception && map[flow.from].kind != .decision ? ids.sum("Event", words) : nil)
        }
        self.flows = flows
        self.events = events
        var resources: [(name: String, id: String)] = []
        var resourceIDs: [String: String] = [:]
        for node in map.nodeIDs {
            for name in Self.doers(of: node, map) where resourceIDs[name] == nil {
                let id = ids.id("Resource", name)
                resourceIDs[name] = id
                resources.append((name, id))
            }
        }
        (self.resources, self.resourceIDs) = (resources, resourceIDs)
        data = DataObjects(graph, &ids)
    }

    func resource(_ name: String) -> String { resourceIDs[name] ?? "" }

    static func isActivity(_ node: Node) -> Bool { node.kind == .task || node.kind == .call }

    /// Who does a step, where that is more than the lane it stands in says.
    static func doers(of id: NodeID, _ map: ProcessMap) -> [String] {
        let all = map[id].performers.all
        if all.count == 1, all[0].role == nil, all[0].lane == map[id].lane { return [] }
        return all.map { $0.role.map { map[$0].name } ?? map[$0.lane].name }
    }

    /// What BPMN calls a node.
    static func tag(of id: NodeID, _ graph: ExportGraph) -> String {
        let map = graph.map
        let node = map[id]
        switch node.kind {
        case .start: return "startEvent"
        case .end: return "endEvent"
        case .call: return "callActivity"
        case .fork: return "parallelGateway"
        case .decision: return node.takesSeveralAnswers ? "inclusiveGateway" : "exclusiveGateway"
        case .join:
            if node.isImplicit, graph.added[id.index] == nil || graph.added[id.index] == .wait { return "inclusiveGateway" }
            switch node.joinRule {
            case .all: return "parallelGateway"
            case .any: return "complexGateway"
            case .one: return "exclusiveGateway"
            case .last: return "inclusiveGateway"
            }
        case .task:
            let details = map.details(of: id)
            if details.flags.contains(.automated) || map[node.lane].kind == .system { return "serviceTask" }
            return details.systems.isEmpty ? "task" : "userTask"
        }
    }

    /// What the map calls a node, which an import goes by.
    static func role(of id: NodeID, _ graph: ExportGraph) -> String {
        if graph.added[id.index] != nil { return "added" }
        let node = graph.map[id]
        switch node.kind {
        case .fork where node.isImplicit: return "split"
        case .join where node.isImplicit: return "close"
        case .end where node.isImplicit: return "rest"
        case .task: return "step"
        default: return node.kind.rawValue
        }
    }
}
