/// Decides which maps a file becomes, and makes them one by one.
///
/// The pools of a collaboration are one map, each with a start of its own: a case comes in at one of them, so that none
/// has a say in what happens in another. A process that is in no pool is a map of its own, and so is a sub-process that
/// cannot stand in the flow around it.
struct Importer {
    let index: ElementIndex
    let file: String
    var drafts: [(draft: MapDraft, losses: [ImportLoss])] = []
    /// The name of the file of each scope that is a map of its own.
    private var stems: [Int: String] = [:]
    private var takenStems: Set<String> = []
    private let reach: [Set<Int>]
    /// What is to be told of processes that became no map.
    private var stray: [ImportLoss] = []

    var model: BPMNModel { index.model }

    init(_ model: BPMNModel, file: String, kept: KeptWords? = nil) {
        index = ElementIndex(model, kept: kept)
        self.file = file
        reach = Self.callsOfProcesses(index)
    }

    mutating func importAll() {
        let main = Self.stem(of: file)
        let pooled = Set(model.participants.compactMap { index.processByID[$0.process] })
        let processes = model.scopes.indices.filter { model.scopes[$0].kind == .process }
        let alone = processes.filter { !pooled.contains($0) && !model.scopes[$0].nodes.isEmpty }
        // The first map has the name of the file; the others begin with it.
        var first = true
        var copies: [String: Int] = [:]
        func free(_ name: String) -> String {
            let base = first ? main : "\(main)-\(MapWords.slug(name))"
            first = false
            var stem = base
            while !takenStems.insert(stem).inserted {
                copies[base, default: 1] += 1
                stem = "\(base)-\(copies[base, default: 2])"
            }
            return stem
        }
        let mainStem = model.participants.isEmpty ? nil : free("")
        for process in alone { stems[process] = free(model.scopes[process].name) }
        for node in model.nodes.indices where model.nodes[node].kind.isSubProcess && !index.isWrittenOut(node) && !model.nodes[node].isEventSubProcess && index.hasNodes(node) {
            if let inside = model.nodes[node].inside { stems[inside] = free(model.nodes[node].name) }
        }
        var waiting: [(scope: Int, node: Int?)] = alone.map { ($0, nil) }
        if let mainStem { waiting += makeCollaboration(mainStem, pooled) }
        var next = 0
        while next < waiting.count {
            let (scope, node) = waiting[next]
            next += 1
            waiting += make(scope, for: node)
        }
        if !drafts.isEmpty {
            drafts[0].losses += stray
            // What the file calls itself is a title only where the process has no name.
            let titles = Set(drafts.map(\.draft.name))
            for name in [model.name, model.otherName].map(MapWords.tidied) where index.kept == nil && !name.isEmpty && !titles.contains(name) && MapWords.slug(name) != main {
                drafts[0].losses.append(ImportLoss(id: "", line: 1, words: "the file calls itself '\(name)'"))
            }
        }
        accountForRest()
        for index in drafts.indices { drafts[index].losses = ImportLoss.summedUp(drafts[index].losses) }
    }

    static func stem(of file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        for ending in [".bpmn20.xml", ".bpmn2", ".bpmn", ".xml"] where name.lowercased().hasSuffix(ending) { return MapWords.slug(String(name.dropLast(ending.count))) }
        return MapWords.slug(name)
    }

    /// A name for a map whose file gives it none.
    private func title(_ names: [String]) -> String {
        for name in names {
            let name = MapWords.tidied(name)
            if !name.isEmpty { return name }
        }
        return MapWords.tidied(Self.stem(of: file).replacing("-", with: " "))
    }

    // MARK: Maps

    private mutating func makeCollaboration(_ stem: String, _ pooled: Set<Int>) -> [(scope: Int, node: Int?)] {
        let shown = model.participants.filter { index.processByID[$0.process] != nil }
        // The name of the one process is what the map is about; the pool says who does it.
        let own = shown.count == 1 ? [index.processByID[shown[0].process].map { model.scopes[$0].name } ?? ""] : []
        let processNames = shown.compactMap { index.processByID[$0.process].map { model.scopes[$0].name } }
        var draft = MapDraft(name: title(own + [model.name] + processNames + shown.map(\.name)), stem: stem)
        for text in model.documentation { draft.notes.append((MapWords.value(MapWords.prose(text)), [])) }
        var builder = builder(draft, in: nil)
        var flows: [(scope: Int, pool: String)] = []
        // All lanes first, in the order of the pools: messages name those of pools further down.
        for (number, participant) in model.participants.enumerated() {
            let origin = MapGraph.Origin(id: participant.id, line: participant.line)
            let name = MapWords.tidied(participant.name)
            var notes = participant.documentation.map(MapWords.prose)
            if participant.isMultiple { notes.append("there are several of them") }
            guard let scope = index.processByID[participant.process] else {
                let lane = builder.lane(ofParticipant: number)
                builder.draft.lanes[lane].notes += notes
                continue
            }
            guard !flows.contains(where: { $0.scope == scope }) else {
                builder.lose(origin, "the pool '\(name)' shows the same process as another one")
                continue
            }
            let process = model.scopes[scope]
            let pool = name.isEmpty ? MapWords.tidied(process.name) : name
            notes += process.documentation.map(MapWords.prose)
            builder.addLanes(of: scope, pool: pool)
            let ownName = MapWords.tidied(process.name)
            if index.kept == nil, !ownName.isEmpty, ownName != pool, ownName != builder.draft.name {
                builder.draft.notes.append((MapWords.value("what '\(pool)' does is called \(ownName)"), [origin]))
            }
            let lanes = (index.lanesOfScope[scope] ?? []).filter { model.lanes[$0].outer == nil }.compactMap { builder.laneOfLane[$0] }
            if lanes.isEmpty {
                let lane = builder.draft.addLane(pool.isEmpty ? "Unnamed pool" : pool, pool: "", origins: [origin])
                builder.laneOfParticipant[number] = lane
                builder.draft.lanes[lane].notes += notes
                notes = []
            } else if index.kept == nil, lanes.count > 1 || builder.draft.lanes[lanes[0]].name != pool, shown.count > 1 || name != builder.draft.name {
                notes.insert((pool.isEmpty ? "a pool without a name holds " : "the pool '\(pool)' holds ") + lanes.map { builder.draft.lanes[$0].name }.joined(separator: ", "), at: 0)
            }
            for note in notes where !note.isEmpty { builder.draft.notes.append((MapWords.value(note), [origin])) }
            builder.draft.origins += [origin, .init(id: process.id, line: process.line)]
            flows.append((scope, pool))
        }
        for (scope, pool) in flows {
            addFlow(of: scope, &builder, pool: pool, needsStart: shown.count > 1)
            builder.part += 1
        }
        return finish(builder)
    }

    private mutating func make(_ scope: Int, for node: Int?) -> [(scope: Int, node: Int?)] {
        let element = model.scopes[scope]
        var draft = MapDraft(name: title([element.name, node == nil ? model.name : "", node.map { "Part of \(model.nodes[$0].id)" } ?? ""]), stem: stems[scope] ?? "process")
        draft.origins = [.init(id: element.id, line: element.line)]
        let notes = element.documentation + (node == nil && drafts.isEmpty ? model.documentation : [])
        for text in notes { draft.notes.append((MapWords.value(MapWords.prose(text)), draft.origins)) }
        var builder = builder(draft, in: scope)
        builder.addLanes(of: scope, pool: draft.name)
        addFlow(of: scope, &builder, pool: node.map(pool) ?? draft.name, needsStart: false)
        return finish(builder, isCalled: node != nil)
    }

    private func builder(_ draft: MapDraft, in scope: Int?) -> GraphBuilder {
        let own = scope.map { root(of: $0) }
        return GraphBuilder(index, draft: draft, stems: stems) { [reach, stems] process in
            guard stems[process] != nil else { return false }
            guard let own else { return true }
            return own != process && !reach[process].contains(own)
        }
    }

    /// Adds the flow of a process or sub-process that is a map or a pool of one.
    private mutating func addFlow(of scope: Int, _ builder: inout GraphBuilder, pool: String, needsStart: Bool) {
        let existing = model.scopes[scope].nodes.first { builder.lane(of: $0) != nil }.flatMap { builder.lane(of: $0) }
        let isCovered = model.scopes[scope].nodes.allSatisfy { builder.lane(of: $0) != nil || self.model.nodes[$0].kind == .boundaryEvent }
        let lane: Int
        if let existing, isCovered {
            lane = existing
        } else if let participant = index.participantByProcess[model.scopes[scope].id], builder.laneOfParticipant[participant] != nil {
            lane = builder.lane(ofParticipant: participant)
        } else {
            lane = builder.draft.addLane(laneName(of: scope, pool), pool: "", origins: [])
        }
        let isAdHoc = model.scopes[scope].node.map { model.nodes[$0].kind == .adHocSubProcess } ?? false
        if isAdHoc, let node = model.scopes[scope].node {
            let name = MapWords.tidied(model.nodes[node].name)
            builder.lose(index.origin(node), "sub-processes without an order; here those of their steps are done that are wanted, each once", name.isEmpty ? "" : "'\(name)'")
        }
        let before = builder.draft.graph.entries.count
        let entries = builder.add(scope: scope, .init(exit: nil, lane: lane, pool: pool, isAdHoc: isAdHoc))
        // What begins at any time stands below what the process is for.
        let besides = builder.draft.graph.entries[before...]
        builder.draft.graph.entries.removeLast(besides.count)
        defer { builder.draft.graph.entries += besides }
        for entry in entries {
            let kind = builder.draft.graph.nodes[entry].kind
            let isAlone = kind == .step && entries.count == 1 && !needsStart && builder.draft.graph.entries.isEmpty && besides.isEmpty
            guard kind != .start, !isAlone else {
                builder.draft.graph.entries.append(entry)
                continue
            }
            let start = builder.draft.graph.add(builder.node(.start, needsStart && !pool.isEmpty ? "\(pool) begins" : "", lane))
            builder.draft.graph.connect(start, entry)
            builder.draft.graph.entries.append(start)
        }
    }

    /// Who does what lies in no lane: the pool, or whoever does the sub-process it lies in.
    private func laneName(of scope: Int, _ pool: String) -> String {
        pool.isEmpty ? title([model.scopes[scope].name]) : pool
    }

    private func pool(of node: Int) -> String {
        var at = node
        for _ in 0..<XMLLimits().depth {
            if let lane = index.laneOfNode[model.nodes[at].id], !MapWords.tidied(model.lanes[lane].name).isEmpty { return MapWords.tidied(model.lanes[lane].name) }
            let scope = model.nodes[at].scope
            guard let outer = model.scopes[scope].node else {
                let participant = index.participantByProcess[model.scopes[scope].id].map { model.participants[$0].name } ?? ""
                return title([participant, model.scopes[scope].name])
            }
            at = outer
        }
        return ""
    }

    private mutating func finish(_ built: GraphBuilder, isCalled: Bool = false) -> [(scope: Int, node: Int?)] {
        var builder = built
        var draft = builder.draft
        draft.mayEndBeforeDeadlock = draft.graph.endsWhatRunsBeside()
        if draft.mayEndBeforeDeadlock, let end = draft.graph.nodes.first(where: \.endsAll), let origin = end.origins.first {
            builder.lose(.init(id: "", line: origin.line), "paths beside '\(end.name)' can be ended by it while they wait, so that this map is not checked for waiting without end ('deadlock' is off)")
        }
        let keptLosses = index.kept?.add(to: &draft, isMain: drafts.isEmpty) ?? []
        let losses = builder.losses + keptLosses + MergeRemoval.run(on: &draft)
        NodeNaming.run(on: &draft)
        // What holds nothing but what cannot be said is no map; it is listed.
        let isEmpty = !draft.graph.nodes.contains { !$0.isGone }
        if !isEmpty || isCalled { drafts.append((draft, losses)) } else { stray += losses }
        return builder.called.map { ($0.scope, $0.node) }
    }

    // MARK: Calls

    private func root(of scope: Int) -> Int {
        var scope = scope
        while let node = model.scopes[scope].node { scope = model.nodes[node].scope }
        return scope
    }

    /// For each scope that is a process, the processes that it calls, over any number of calls.
    private static func callsOfProcesses(_ index: ElementIndex) -> [Set<Int>] {
        let model = index.model
        var direct = [Set<Int>](repeating: [], count: model.scopes.count)
        for node in model.nodes where node.kind == .callActivity {
            guard let called = index.processByID[node.calledElement] else { continue }
            var scope = node.scope
            while let outer = model.scopes[scope].node { scope = model.nodes[outer].scope }
            direct[scope].insert(called)
        }
        guard direct.contains(where: { !$0.isEmpty }) else { return direct }
        var effort = 5_000_000
        return direct.indices.map { first in
            var seen: Set<Int> = []
            var open = Array(direct[first])
            while let next = open.popLast() {
                effort -= 1
                guard seen.insert(next).inserted else { continue }
                open += direct[next]
            }
            // Of processes that call each other without end, none is called.
            return effort > 0 ? seen : Set(direct.indices)
        }
    }
}
