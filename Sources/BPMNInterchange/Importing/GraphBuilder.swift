/// Turns the scopes of a BPMN model into the flow of one map.
///
/// Each element becomes what moves a case in the same way: [docs/bpmn.md] has the table. What becomes nothing of its
/// own, such as a gateway that only merges, becomes a `merge`, and `MergeRemoval` looks whether the map needs it.
struct GraphBuilder {
    let index: ElementIndex
    let words: EventWords
    var draft: MapDraft
    var losses: [ImportLoss] = []
    /// The names of the files of the maps that are called, by scope.
    let stems: [Int: String]
    /// Scopes that need a map of their own.
    var called: [(scope: Int, node: Int)] = []
    var part = 0
    /// Where flows lead into an element, and where its own flow leaves it.
    var entrance: [Int: Int] = [:]
    var host: [Int: Int] = [:]
    var sourceOfFlow: [Int: Int] = [:]
    var folded: Set<Int> = []
    var laneOfLane: [Int: Int] = [:]
    var laneOfParticipant: [Int: Int] = [:]
    var sideWays: [Int: SideWays] = [:]
    /// Whether a call of a process leads to a map that does not call this one.
    let mayCall: (Int) -> Bool

    var model: BPMNModel { index.model }

    init(_ index: ElementIndex, draft: MapDraft, stems: [Int: String], mayCall: @escaping (Int) -> Bool) {
        self.index = index
        self.draft = draft
        self.stems = stems
        self.mayCall = mayCall
        words = EventWords(model: index.model)
    }

    mutating func lose(_ origin: MapGraph.Origin, _ words: String) {
        losses.append(ImportLoss(id: origin.id, line: origin.line, words: words))
    }

    /// - Parameter kind: told once, with all of which it is true.
    mutating func lose(_ origin: MapGraph.Origin, _ kind: String, _ item: String) {
        losses.append(ImportLoss(id: origin.id, line: origin.line, kind: kind, item: item))
    }

    // MARK: Scopes

    /// Where the flow of a scope comes from and goes to.
    struct Surroundings {
        /// What the ends of a sub-process that is written out lead to; nil for a scope that is a map or part of one.
        var exit: Int?
        /// The lane of what lies in no other.
        var lane: Int
        var pool: String
        var isAdHoc = false
    }

    /// Adds all that a scope holds.
    /// - Returns: where a case comes in.
    mutating func add(scope: Int, _ around: Surroundings) -> [Int] {
        addLanes(of: scope, pool: around.pool)
        let nodes = model.scopes[scope].nodes
        foldEvents(nodes)
        foldQuestions(nodes)
        for node in nodes where entrance[node] == nil && !folded.contains(node) { add(node, around) }
        for node in nodes { addBoundary(node, around) }
        for flow in model.scopes[scope].flows { connect(flow) }
        for node in nodes { closeIfLast(node, around) }
        for node in nodes where model.nodes[node].isEventSubProcess { addEventSubProcess(node, around) }
        return entries(of: scope, around)
    }

    private mutating func entries(of scope: Int, _ around: Surroundings) -> [Int] {
        let (events, others) = index.starts(of: scope)
        if !events.isEmpty { return events.compactMap { entrance[$0] } }
        let first = others.compactMap { entrance[$0] }
        guard first.count > 1 else {
            return first.isEmpty ? model.scopes[scope].nodes.first { entrance[$0] != nil }.flatMap { entrance[$0] }.map { [$0] } ?? [] : first
        }
        // All that nothing leads to begins together.
        var start = node(.fork, "", around.lane)
        if around.isAdHoc {
            start.kind = .decision
            start.takesSeveral = true
            start.name = "What is to be done?"
        } else {
            start.name = "All begin"
        }
        let fork = draft.graph.add(start)
        for target in first { draft.graph.connect(fork, target) }
        return [fork]
    }

    private mutating func addEventSubProcess(_ node: Int, _ around: Surroundings) {
        let element = model.nodes[node]
        guard let inside = element.inside else { return }
        let origin = index.origin(node)
        guard index.hasNodes(node) else {
            let name = MapWords.tidied(element.name)
            return lose(origin, name.isEmpty ? "an event sub-process with nothing in it is left out" : "the event sub-process '\(name)', with nothing in it, is left out")
        }
        let before = part
        part += 1
        let lane = lane(of: node) ?? around.lane
        let starts = add(scope: inside, Surroundings(exit: nil, lane: lane, pool: around.pool))
        part = before
        let name = MapWords.tidied(element.name)
        for (place, start) in starts.enumerated() {
            var entry = start
            if draft.graph.nodes[start].kind != .start {
                entry = draft.graph.add(self.node(.start, name, lane))
                draft.graph.connect(entry, start)
            }
            draft.graph.entries.append(entry)
            guard place == 0 else { continue }
            draft.graph.nodes[entry].origins.append(origin)
            draft.graph.nodes[entry].details.append("note: " + MapWords.value("can happen at any time" + (name.isEmpty ? "" : ", \(name)")))
            addSaid(of: node, at: entry)
        }
        lose(origin, "parts that can begin at any time, and may end what else is under way; here they are ways in of their own", name.isEmpty ? "" : "'\(name)'")
    }

    // MARK: Flows

    private mutating func connect(_ flow: Int) {
        guard let source = sourceOfFlow[flow] else { return }
        let element = model.flows[flow]
        let origin = index.origin(flow: flow)
        guard var node = index.target(of: flow) else { return }
        var origins = [origin]
        var label = MapWords.tidied(element.name)
        if folded.contains(node) {
            // What the gateway waits for is the answer.
            let event = words.name(of: model.nodes[node])
            label = label.isEmpty ? event : label
            origins.append(index.origin(node))
            for words in saidOfFolded(node) { say("note: " + MapWords.value("\(label): \(words)"), at: source, index.origin(node)) }
            guard let next = index.outgoing[node].first, let target = index.target(of: next) else { return }
            origins.append(index.origin(flow: next))
            node = target
        }
        guard let target = entrance[node] else {
            return lose(origin, "an arrow cannot lead to '\(MapWords.tidied(model.nodes[node].name))', which begins by itself; it is left out")
        }
        var isOtherwise = false
        let condition = EventWords.condition(element.condition ?? "")
        let from = index.source(of: flow)
        switch draft.graph.nodes[source].kind {
        case .decision:
            isOtherwise = from.map { model.nodes[$0].defaultFlow == element.id && !element.id.isEmpty } ?? false
            if label.isEmpty, condition.count <= 60 {
                label = condition
            } else if !condition.isEmpty {
                say("criteria: " + MapWords.value(label.isEmpty ? condition : "\(label), if \(condition)"), at: source, origin)
            }
            if isOtherwise, !label.isEmpty, label != "otherwise" { say("criteria: " + MapWords.value("\(label), where nothing else fits"), at: source, origin) }
        case .fork: if !condition.isEmpty { say("note: " + MapWords.value("condition \(condition)"), at: source, origin) }
        default:
            if !label.isEmpty { say("note: " + MapWords.value("goes on with \(label)"), at: source, origin) }
            if !condition.isEmpty { say("note: " + MapWords.value("goes on if \(condition)"), at: source, origin) }
        }
        for text in element.documentation {
            let words = MapWords.prose(text)
            // Of several answers the note says which it is about.
            let isOfAnswer = draft.graph.nodes[source].kind == .decision && !words.isEmpty
            let answer = label.isEmpty ? isOtherwise ? "otherwise" : firstName(from: node) : label
            say("note: " + MapWords.value(isOfAnswer && !answer.isEmpty ? "\(answer): \(words)" : words), at: source, origin)
        }
        draft.graph.connect(source, target, label: label, isOtherwise: isOtherwise, origins: origins)
    }

    /// What an answer without words is known by: the name of the first thing it leads to that has one.
    private func firstName(from element: Int) -> String {
        var at = element
        for _ in 0..<20 {
            let name = MapWords.noQuestion(words.name(of: model.nodes[at]))
            if !name.isEmpty { return name }
            guard let next = index.outgoing[at].first.flatMap(index.target) else { return "" }
            at = next
        }
        return ""
    }

    private mutating func say(_ line: String, at node: Int, _ origin: MapGraph.Origin) {
        draft.graph.nodes[node].details.append(line)
        draft.graph.nodes[node].origins.append(origin)
    }

    /// What nothing follows ends there.
    private mutating func closeIfLast(_ node: Int, _ around: Surroundings) {
        let element = model.nodes[node]
        guard index.outgoing[node].isEmpty, element.kind != .endEvent, !folded.contains(node), index.linkTarget(of: node) == nil,
            let last = exits[node], !element.isForCompensation
        else { return }
        if let exit = around.exit { return draft.graph.connect(last, exit) }
        var end = self.node(.end, "", around.lane)
        end.part = part
        draft.graph.connect(last, draft.graph.add(end))
    }

    /// The graph node from which what follows an element leaves, for elements of which nothing may follow.
    var exits: [Int: Int] = [:]

    // MARK: Nodes

    func node(_ kind: MapGraph.Node.Kind, _ name: String, _ lane: Int) -> MapGraph.Node {
        MapGraph.Node(kind: kind, name: name, lane: lane, part: part)
    }

    private mutating func add(_ element: Int, _ around: Surroundings) {
        let node = model.nodes[element]
        let lane = lane(of: element) ?? around.lane
        let origin = index.origin(element)
        if node.isEventSubProcess || node.kind == .boundaryEvent { return }
        guard !node.isForCompensation else {
            let name = MapWords.tidied(node.name)
            return lose(origin, "steps that undo others when those are called back", name.isEmpty ? "" : "'\(name)'")
        }
        switch node.kind {
        case .exclusiveGateway, .eventBasedGateway, .parallelGateway, .inclusiveGateway, .complexGateway: addGateway(element, lane)
        case .startEvent:
            let name = words.name(of: node)
            let start = add(self.node(around.exit == nil ? .start : .merge, around.exit == nil ? name : "", lane), for: element)
            leave(element, from: start, lane)
        case .endEvent: addEnd(element, lane, around)
        case .intermediateThrowEvent, .intermediateCatchEvent, .implicitThrowEvent, .event: addEvent(element, lane)
        case .subProcess, .transaction, .adHocSubProcess: addSubProcess(element, lane, around)
        case .callActivity: addCall(element, lane)
        default: addTask(element, lane)
        }
    }

    /// Adds the node that stands for an element, with all that is said of it.
    mutating func add(_ new: MapGraph.Node, for element: Int) -> Int {
        let node = draft.graph.add(new)
        draft.graph.nodes[node].origins.append(index.origin(element))
        entrance[element] = node
        host[element] = node
        exits[element] = node
        addSaid(of: element, at: node)
        return node
    }

    private mutating func addTask(_ element: Int, _ lane: Int) {
        let task = model.nodes[element]
        var name = MapWords.tidied(task.name)
        if MapWords.endsInQuestion(name) {
            name = MapWords.noQuestion(name)
            lose(index.origin(element), "question marks behind the names of steps, as only decisions have one", "'\(name)'")
        }
        var step = node(.step, name, lane)
        step.roles = roles(of: element, lane)
        if task.kind == .serviceTask || task.kind == .scriptTask || task.kind == .businessRuleTask { step.flags.append("automated") }
        leave(element, from: add(step, for: element), lane)
    }

    private mutating func addSubProcess(_ element: Int, _ lane: Int, _ around: Surroundings) {
        let part = model.nodes[element]
        let name = MapWords.tidied(part.name)
        guard let inside = part.inside, index.hasNodes(element) else { return addTask(element, lane) }
        guard index.isWrittenOut(element) else {
            var call = node(.call, stems[inside] ?? "", lane)
            call.callee = stems[inside] ?? ""
            sayLane(of: element, at: &call)
            called.append((inside, element))
            return leave(element, from: add(call, for: element), lane)
        }
        var exit = node(.merge, "", lane)
        let events = model.scopes[inside].nodes
        let last = events.filter { model.nodes[$0].kind == .endEvent || index.outgoing[$0].isEmpty }
        let ways = last.reduce(0) { $0 + (model.nodes[$1].kind == .endEvent ? index.incoming[$1].count : 1) }
        // Where several may be under way in it, what follows waits for all of them.
        if ways > 1, index.hasParallelism(inside) {
            exit.kind = .joinLast
            exit.name = name.isEmpty ? "" : "\(name) done"
        }
        let out = draft.graph.add(exit)
        let inner = add(scope: inside, Surroundings(exit: out, lane: lane, pool: around.pool))
        entrance[element] = inner.first ?? out
        exits[element] = out
        let origin = index.origin(element)
        for node in [entrance[element] ?? out, out] { draft.graph.nodes[node].origins.append(origin) }
        addSaid(of: element, at: entrance[element] ?? out)
        let named = events.filter { [.startEvent, .endEvent].contains(model.nodes[$0].kind) }.map { "'\(MapWords.tidied(model.nodes[$0].name))'" }.filter { $0 != "''" }
        let frame = name.isEmpty ? "one without a name" : "'\(name)'"
        lose(origin, "frames of sub-processes, whose steps stand in the flow around them", named.isEmpty ? frame : "\(frame) with its \(named.joined(separator: " and "))")
        leave(element, from: out, lane)
    }

    /// A call says nothing of who does it, so that it would stand with the step before.
    private func sayLane(of element: Int, at call: inout MapGraph.Node) {
        guard draft.lanes.count > 1, let lane = lane(of: element) else { return }
        call.details.append("note: " + MapWords.value("in the lane \(draft.lanes[lane].name)"))
    }

    private mutating func addCall(_ element: Int, _ lane: Int) {
        let activity = model.nodes[element]
        if let name = index.kept?.calls[activity.id] {
            var call = node(.call, name, lane)
            call.callee = name
            return leave(element, from: add(call, for: element), lane)
        }
        if let process = index.processByID[activity.calledElement], let stem = stems[process], mayCall(process) {
            var call = node(.call, stem, lane)
            call.callee = stem
            let name = MapWords.tidied(activity.name)
            sayLane(of: element, at: &call)
            // What the called map is called need not be said again.
            if !name.isEmpty, name != MapWords.tidied(model.scopes[process].name) { call.details.append("note: " + MapWords.value("here it is called \(name)")) }
            return leave(element, from: add(call, for: element), lane)
        }
        addTask(element, lane)
        guard let step = host[element] else { return }
        let called = MapWords.tidied(activity.calledElement)
        if !called.isEmpty { draft.graph.nodes[step].details.append("note: " + MapWords.value("calls the process \(called)")) }
        let isCircle = index.processByID[activity.calledElement].map { stems[$0] != nil } ?? false
        guard !isCircle else { return lose(index.origin(element), "'\(MapWords.tidied(activity.name))' calls '\(called)', which leads back to this process without end; it is a step") }
        let caller = MapWords.tidied(activity.name)
        guard !called.isEmpty else { return lose(index.origin(element), "calls that do not say what they call, and are steps here", caller.isEmpty ? "" : "'\(caller)'") }
        lose(index.origin(element), "calls of what is no process of this file, which are steps here", caller.isEmpty ? "of '\(called)'" : "'\(caller)' of '\(called)'")
    }

    /// Ties the flows that leave an element: several leave a step side by side, or as far as their conditions hold.
    mutating func leave(_ element: Int, from node: Int, _ lane: Int) {
        let flows = index.outgoing[element]
        exits[element] = node
        guard flows.count > 1 else {
            for flow in flows { sourceOfFlow[flow] = node }
            return
        }
        let standard = model.nodes[element].defaultFlow
        let conditional = flows.filter { model.flows[$0].condition != nil && model.flows[$0].id != standard }
        let otherwise = conditional.isEmpty ? [] : flows.filter { model.flows[$0].id == standard && !standard.isEmpty }
        let always = flows.filter { !conditional.contains($0) && !otherwise.contains($0) }
        let origin = index.origin(element)
        func added(_ kind: MapGraph.Node.Kind, _ several: Bool, after: Int) -> Int {
            var new = self.node(kind, "", lane)
            new.takesSeveral = several
            new.origins.append(origin)
            let index = draft.graph.add(new)
            draft.graph.connect(after, index)
            return index
        }
        var source = node
        if !always.isEmpty {
            source = added(.fork, false, after: node)
            for flow in always { sourceOfFlow[flow] = source }
        }
        guard !conditional.isEmpty else { return }
        if always.isEmpty || !otherwise.isEmpty {
            let decision = added(.decision, conditional.count > 1, after: source)
            for flow in conditional + otherwise { sourceOfFlow[flow] = decision }
            return
        }
        for flow in conditional {
            let decision = added(.decision, false, after: source)
            sourceOfFlow[flow] = decision
            var end = self.node(.end, "Not needed", lane)
            end.part = part
            draft.graph.connect(decision, draft.graph.add(end), isOtherwise: true)
        }
    }
}
