/// A BPMN model with what refers to what looked up.
struct ElementIndex {
    let model: BPMNModel
    /// What an export said in Baton's own words; nil for the file of another tool.
    let kept: KeptWords?
    /// Of several elements with one id the first counts.
    let nodeByID: [String: Int]
    let flowByID: [String: Int]
    /// The sequence flows that leave and reach each node, in the order of the file; those whose ends do not lie in one
    /// scope are left out.
    private(set) var outgoing: [[Int]]
    private(set) var incoming: [[Int]]
    /// Flows that are left out.
    private(set) var brokenFlows: [Int] = []
    let laneOfNode: [String: Int]
    let participantByID: [String: Int]
    /// The pool of a process, by the id of the process.
    let participantByProcess: [String: Int]
    let processByID: [String: Int]
    let dataByID: [String: Int]
    /// Data that no name tells apart, numbered; several references to one object have one number.
    private let unnamedData: [String: Int]
    let annotationByID: [String: Int]
    let laneByID: [String: Int]
    /// The lanes of each scope, in the order of the file.
    private(set) var lanesOfScope: [Int: [Int]] = [:]
    /// The boundary events that sit on each node.
    private(set) var boundary: [Int: [Int]] = [:]
    /// Where each end of a link that throws leads.
    private var linkTargets: [Int: Int] = [:]
    /// Ends of links that some other end leads to.
    private var linkedTo: Set<Int> = []

    /// What is tied to each node: message flows, and the other ends of associations.
    private(set) var messagesFrom: [Int: [Int]] = [:]
    private(set) var messagesTo: [Int: [Int]] = [:]
    private(set) var associations: [Int: [Int]] = [:]
    /// Associations by the ids of flows, lanes and all else that is no node.
    private(set) var associationsOfOthers: [String: [Int]] = [:]

    private struct Link: Hashable {
        let scope: Int
        let name: String
    }

    init(_ model: BPMNModel, kept: KeptWords? = nil) {
        self.model = model
        self.kept = kept
        func firsts(_ ids: [String]) -> [String: Int] {
            Dictionary(ids.indices.filter { !ids[$0].isEmpty }.map { (ids[$0], $0) }, uniquingKeysWith: { first, _ in first })
        }
        nodeByID = firsts(model.nodes.map(\.id))
        flowByID = firsts(model.flows.map(\.id))
        participantByID = firsts(model.participants.map(\.id))
        participantByProcess = firsts(model.participants.map(\.process))
        dataByID = firsts(model.data.map(\.id))
        var unnamed: [String: Int] = [:]
        for item in model.data where item.name.isEmpty {
            let key = item.reference.isEmpty ? item.id : item.reference
            if unnamed[key] == nil { unnamed[key] = unnamed.count + 1 }
        }
        unnamedData = unnamed
        laneByID = firsts(model.lanes.map(\.id))
        annotationByID = firsts(model.annotations.map(\.id))
        processByID = firsts(model.scopes.map { $0.kind == .process ? $0.id : "" })
        var laneOfNode: [String: Int] = [:]
        // The innermost lane that names a node comes after those around it.
        for (index, lane) in model.lanes.enumerated() { for node in lane.nodes { laneOfNode[node] = index } }
        self.laneOfNode = laneOfNode
        for (index, lane) in model.lanes.enumerated() { lanesOfScope[lane.scope, default: []].append(index) }
        outgoing = [[Int]](repeating: [], count: model.nodes.count)
        incoming = outgoing
        for (index, flow) in model.flows.enumerated() {
            guard let source = nodeByID[flow.source], let target = nodeByID[flow.target], model.nodes[source].scope == model.nodes[target].scope else {
                brokenFlows.append(index)
                continue
            }
            outgoing[source].append(index)
            incoming[target].append(index)
        }
        for index in model.nodes.indices {
            if let host = host(of: index) { boundary[host, default: []].append(index) }
        }
        tieLinks()
        tieRest()
    }

    /// The step that an event sits on; nil for one that sits on none, or on what no case stays at.
    func host(of event: Int) -> Int? {
        let node = model.nodes[event]
        guard node.kind == .boundaryEvent, let host = nodeByID[node.attachedTo] else { return nil }
        return model.nodes[host].scope == node.scope && model.nodes[host].kind.isActivity ? host : nil
    }

    private mutating func tieRest() {
        for (index, flow) in model.messageFlows.enumerated() {
            if let node = nodeByID[flow.source] { messagesFrom[node, default: []].append(index) }
            if let node = nodeByID[flow.target] { messagesTo[node, default: []].append(index) }
        }
        for (index, association) in model.associations.enumerated() {
            if let node = nodeByID[association.source] { associations[node, default: []].append(index) }
            if association.source != association.target, let node = nodeByID[association.target] { associations[node, default: []].append(index) }
            for end in Set([association.source, association.target]) where nodeByID[end] == nil { associationsOfOthers[end, default: []].append(index) }
        }
    }

    /// The name by which two ends of a link know each other; nil for what is no link.
    func linkName(_ node: Int) -> String? {
        guard let definition = model.nodes[node].definitions.first(where: { $0.trigger == .link }) else { return nil }
        return definition.reference.isEmpty ? MapWords.tidied(model.nodes[node].name) : MapWords.tidied(definition.reference)
    }

    /// Ties the ends of links: those that name each other, and else those of one name, of which the first takes in.
    private mutating func tieLinks() {
        var catchers: [Link: Int] = [:]
        var byDefinition: [String: Int] = [:]
        var bySource: [String: Int] = [:]
        for (index, node) in model.nodes.enumerated() where node.kind == .intermediateCatchEvent {
            guard let name = linkName(index) else { continue }
            let link = Link(scope: node.scope, name: name)
            if catchers[link] == nil { catchers[link] = index }
            for definition in node.definitions where definition.trigger == .link {
                for id in [definition.id, node.id] where !id.isEmpty && byDefinition[id] == nil { byDefinition[id] = index }
                for id in definition.otherEnds where bySource[id] == nil { bySource[id] = index }
            }
        }
        for (index, node) in model.nodes.enumerated() where node.kind == .intermediateThrowEvent || node.kind == .endEvent {
            guard let name = linkName(index), let definition = node.definitions.first(where: { $0.trigger == .link }) else { continue }
            let named = definition.otherEnds.compactMap { byDefinition[$0] } + [definition.id, node.id].compactMap { bySource[$0] }
            let other = named.first { model.nodes[$0].scope == node.scope } ?? catchers[Link(scope: node.scope, name: name)]
            guard let other else { continue }
            linkTargets[index] = other
            linkedTo.insert(other)
        }
    }

    /// Where the end of a link that throws leads.
    func linkTarget(of node: Int) -> Int? { linkTargets[node] }

    func isLinkTarget(_ node: Int) -> Bool { linkedTo.contains(node) }

    func target(of flow: Int) -> Int? { nodeByID[model.flows[flow].target] }
    func source(of flow: Int) -> Int? { nodeByID[model.flows[flow].source] }

    /// True for what stands for itself in its scope and is not led to by anything.
    func isFirst(_ node: Int) -> Bool {
        let element = model.nodes[node]
        guard incoming[node].isEmpty, element.kind != .boundaryEvent, !element.isEventSubProcess, !element.isForCompensation else { return false }
        return !(element.kind == .intermediateCatchEvent && linkName(node) != nil)
    }

    /// The starts of a scope; where it has none, what nothing leads to, all of which begin at once.
    func starts(of scope: Int) -> (events: [Int], others: [Int]) {
        let nodes = model.scopes[scope].nodes
        let events = nodes.filter { model.nodes[$0].kind == .startEvent }
        return events.isEmpty ? ([], nodes.filter(isFirst)) : (events, [])
    }

    /// Whether paths can run side by side in a scope.
    func hasParallelism(_ scope: Int) -> Bool {
        model.scopes[scope].nodes.contains { node in
            let kind = model.nodes[node].kind
            if boundary[node] != nil { return true }
            if let inside = model.nodes[node].inside, isWrittenOut(node), hasParallelism(inside) { return true }
            return outgoing[node].count > 1 && kind != .exclusiveGateway && kind != .eventBasedGateway
        }
    }

    /// Whether a sub-process can stand in the map around it without a change in what can happen.
    func isWrittenOut(_ node: Int) -> Bool {
        let element = model.nodes[node]
        guard let inside = element.inside, element.kind == .subProcess || element.kind == .transaction, element.repeats == nil, boundary[node] == nil,
            !element.isEventSubProcess, !element.isForCompensation
        else { return false }
        let (events, others) = starts(of: inside)
        guard events.count + others.count == 1 else { return false }
        return model.scopes[inside].nodes.allSatisfy { index in
            let part = model.nodes[index]
            if part.isEventSubProcess { return false }
            if part.kind == .startEvent { return part.definitions.isEmpty }
            return part.kind != .endEvent || part.definitions.isEmpty
        }
    }

    func hasNodes(_ node: Int) -> Bool { model.nodes[node].inside.map { !model.scopes[$0].nodes.isEmpty } ?? false }

    func origin(_ node: Int) -> MapGraph.Origin { .init(id: model.nodes[node].id, line: model.nodes[node].line) }
    func origin(flow: Int) -> MapGraph.Origin { .init(id: model.flows[flow].id, line: model.flows[flow].line) }

    func hasName(data id: String) -> Bool {
        guard let index = dataByID[id] else { return false }
        let item = model.data[index]
        let referred = dataByID[item.reference].map { model.data[$0].name } ?? ""
        return [item.name, referred, model.names[item.reference] ?? ""].contains { !MapWords.tidied($0).isEmpty }
    }

    /// What a piece of data is called, with its state.
    func dataName(_ id: String) -> String {
        guard let index = dataByID[id] else { return MapWords.tidied(id) }
        let item = model.data[index]
        var name = MapWords.tidied(item.name)
        if name.isEmpty, let referred = dataByID[item.reference] { name = MapWords.tidied(model.data[referred].name) }
        if name.isEmpty { name = MapWords.tidied(model.names[item.reference] ?? "") }
        if name.isEmpty { name = "unnamed data" + (unnamedData[item.reference.isEmpty ? id : item.reference].map { $0 > 1 ? " \($0)" : "" } ?? "") }
        let state = MapWords.tidied(String(item.state.filter { !"[]()".contains($0) }))
        return state.isEmpty || name.lowercased().contains(state.lowercased()) ? name : "\(name) - \(state)"
    }
}
