/// Nothing that a file says is dropped in silence: what no line of a map stands for is noted or listed.
extension Importer {
    /// Goes through all elements of the file, and tells of those that no map has.
    mutating func accountForRest() {
        guard !drafts.isEmpty else { return }
        var known: Set<MapGraph.Origin> = []
        for (draft, losses) in drafts {
            known.formUnion(draft.origins)
            for lane in draft.lanes { known.formUnion(lane.origins) }
            for note in draft.notes { known.formUnion(note.origins) }
            for node in draft.graph.nodes where !node.isGone { known.formUnion(node.origins) }
            for edge in draft.graph.edges where !edge.isGone { known.formUnion(edge.origins) }
            for loss in losses { known.insert(.init(id: loss.id, line: loss.line)) }
        }
        func isNew(_ id: String, _ line: Int) -> MapGraph.Origin? {
            let origin = MapGraph.Origin(id: id, line: line)
            return known.contains(origin) ? nil : origin
        }
        func lose(_ id: String, _ line: Int, _ words: String) {
            guard let origin = isNew(id, line) else { return }
            drafts[0].losses.append(ImportLoss(id: origin.id, line: origin.line, words: words))
        }
        func lose(_ id: String, _ line: Int, _ kind: String, _ item: String) {
            guard let origin = isNew(id, line) else { return }
            drafts[0].losses.append(ImportLoss(id: origin.id, line: origin.line, kind: kind, item: item))
        }
        func note(_ words: String, _ origin: MapGraph.Origin) {
            guard !words.isEmpty else { return lose(origin.id, origin.line, "a note without words") }
            drafts[0].draft.notes.append((MapWords.value(words), [origin]))
        }
        for annotation in model.annotations {
            guard let origin = isNew(annotation.id, annotation.line) else { continue }
            let words = MapWords.prose(annotation.text)
            // What it is tied to is no step; its name says what the words are about.
            var about: [String] = []
            var origins = [origin]
            for number in index.associationsOfOthers[annotation.id] ?? [] {
                let tie = model.associations[number]
                let name = nameOfOther(tie.source == annotation.id ? tie.target : tie.source)
                guard !name.isEmpty, !words.isEmpty else { continue }
                about.append(name)
                origins.append(.init(id: tie.id, line: tie.line))
            }
            known.formUnion(origins.dropFirst())
            if about.isEmpty { note(words, origin) } else { drafts[0].draft.notes.append((MapWords.value("\(about.joined(separator: ", ")): \(words)"), origins)) }
        }
        for item in model.data {
            for text in item.documentation.map(MapWords.prose) where !text.isEmpty {
                drafts[0].draft.notes.append((MapWords.value("\(index.dataName(item.id)): \(text)"), []))
            }
        }
        for group in model.groups {
            let name = MapWords.tidied(model.names[group.category] ?? "")
            for text in group.documentation.map(MapWords.prose) where !text.isEmpty {
                drafts[0].draft.notes.append((MapWords.value("the group\(name.isEmpty ? "" : " \(name)"): \(text)"), []))
            }
        }
        for flow in model.messageFlows {
            guard let origin = isNew(flow.id, flow.line) else { continue }
            let ends = [flow.source, flow.target].map { end in index.participantByID[end].map { MapWords.tidied(model.participants[$0].name) } ?? "" }
            var name = MapWords.tidied(flow.name)
            if name.isEmpty { name = MapWords.tidied(model.names[flow.message] ?? "") }
            if ends.contains("") {
                lose(flow.id, flow.line, "the message\(name.isEmpty ? "" : " '\(name)'") comes from or goes to what is in none of the maps")
            } else {
                note("\(ends[0]) sends \(name.isEmpty ? "a message" : name) to \(ends[1])", origin)
            }
            for text in flow.documentation.map(MapWords.prose) where !text.isEmpty {
                drafts[0].draft.notes.append((MapWords.value("\(name.isEmpty ? "a message" : name): \(text)"), []))
            }
        }
        for flow in model.flows {
            let name = MapWords.tidied(flow.name)
            lose(flow.id, flow.line, "the arrow \(name.isEmpty ? "" : "'\(name)' ")from \(said(flow.source)) to \(said(flow.target)) \(reason(flow))")
        }
        for node in model.nodes { lose(node.id, node.line, "\(node.kind.words) \(MapWords.tidied(node.name).isEmpty ? "without a name" : "'\(MapWords.tidied(node.name))'") is in none of the maps") }
        for lane in model.lanes { lose(lane.id, lane.line, "nothing lies in the lane '\(MapWords.tidied(lane.name))'") }
        for participant in model.participants { lose(participant.id, participant.line, "the pool '\(MapWords.tidied(participant.name))' is in none of the maps") }
        for scope in model.scopes { lose(scope.id, scope.line, "the process '\(MapWords.tidied(scope.name))' is in none of the maps") }
        // A data object is drawn by references to it; of the two the one with a name counts.
        let referred = Set(model.data.map(\.reference))
        for item in model.data {
            let isNamed = index.hasName(data: item.id)
            guard isNamed || !referred.contains(item.id) else {
                drafts[0].draft.origins.append(.init(id: item.id, line: item.line))
                continue
            }
            lose(item.id, item.line, "data that no step needs or makes", isNamed ? "'\(index.dataName(item.id))'" : "")
        }
        for association in model.associations {
            lose(association.id, association.line, "lines drawn between elements, without a word what for", "\(said(association.source)) and \(said(association.target))")
        }
        for group in model.groups {
            let name = MapWords.tidied(model.names[group.category] ?? "")
            lose(group.id, group.line, "frames drawn around some of the elements", name.isEmpty ? "" : "'\(name)'")
        }
        tellKinds()
        tellUnused()
        tellBadReferences()
        drafts[0].losses += Self.unread(model)
    }

    /// What the file says and nobody reads, whatever is made of the rest.
    /// - Parameter known: elements that somebody reads all the same.
    static func unread(_ model: BPMNModel, besides known: Set<String> = []) -> [ImportLoss] {
        var losses = model.unread.filter { !known.contains($0.element) }.map { element in
            let name = MapWords.tidied(element.name)
            let kind = BPMNModel.Node.Kind.spaced(MapWords.tidied(element.element))
            return ImportLoss(id: element.id, line: element.line, kind: "parts of BPMN for which a map has no words", item: name.isEmpty ? "a \(kind)" : "'\(name)', a \(kind)")
        }
        losses += model.dropped.map { said in
            said.kind.isEmpty ? ImportLoss(id: said.id, line: said.line, words: said.words) : ImportLoss(id: said.id, line: said.line, kind: said.kind, item: said.words)
        }
        let (assigned, others) = (model.foreign.filter(Self.isOfWork), model.foreign.filter { !Self.isOfWork($0) })
        for one in assigned {
            let owner = one.owner.isEmpty ? "" : "'\(one.owner)' "
            losses.append(ImportLoss(id: one.id, line: one.line, kind: "who does steps and by when, which another tool works out", item: "\(owner)\(one.name) '\(one.value)'"))
        }
        if let first = others.map(\.line).min() {
            losses.append(ImportLoss(id: "", line: first, words: "what other tools have added for themselves: \(Self.kinds(of: others).joined(separator: ", "))"))
        }
        return losses
    }

    /// What other tools have added, by its kinds: `formKey 'form-7' (Order), readOnly 'false' (78 elements)`.
    private static func kinds(of all: [BPMNModel.Foreign]) -> [String] {
        var order: [String] = []
        var ofKind: [String: [BPMNModel.Foreign]] = [:]
        for foreign in all {
            if ofKind[foreign.name] == nil { order.append(foreign.name) }
            ofKind[foreign.name, default: []].append(foreign)
        }
        // What is said of few elements is more likely to matter.
        let kinds = order.compactMap { name in ofKind[name].map { (name: name, all: $0) } }
        let (few, many) = (kinds.filter { $0.all.count <= 3 }, kinds.filter { $0.all.count > 3 })
        return few.map { name, all in
            var seen: Set<String> = []
            let said = all.map { one in [Self.shown(one.value), one.owner.isEmpty ? "" : "(\(one.owner))"].filter { !$0.isEmpty }.joined(separator: " ") }
            return MapWords.tidied("\(name) " + said.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: ", "))
        } + many.map { name, all in
            let value = all.allSatisfy { $0.value == all[0].value } ? Self.shown(all[0].value) : ""
            return "\(name)\(value.isEmpty ? "" : " \(value)") (\(all.count) times)"
        }
    }

    /// What people want to know of a step, and what is more than how a tool runs it.
    private static func isOfWork(_ foreign: BPMNModel.Foreign) -> Bool {
        ["assignee", "candidateGroups", "candidateUsers", "dueDate", "followUpDate"].contains(foreign.name) && !foreign.value.isEmpty
    }

    /// A value that people can read; nothing for pictures and programs.
    private static func shown(_ value: String) -> String {
        value.isEmpty || value.hasPrefix("data:") || value.hasSuffix("…") ? "" : "'\(value)'"
    }

    /// Who or what does a task has no word of its own, or only `automated`: told once for all tasks.
    private mutating func tellKinds() {
        let kinds: [(kind: BPMNModel.Node.Kind, one: String, many: String)] = [
            (.userTask, "a user task", "user tasks"), (.manualTask, "a manual task", "manual tasks"), (.scriptTask, "a script", "scripts"),
            (.businessRuleTask, "a business rule", "business rules"),
        ]
        var parts: [String] = []
        var first: Int?
        var total = 0
        for (kind, one, many) in kinds {
            let marked = model.nodes.filter { $0.kind == kind }
            guard let line = marked.map(\.line).min() else { continue }
            first = min(first ?? line, line)
            total += marked.count
            parts.append(marked.count == 1 ? one : "\(marked.count) \(many)")
        }
        guard let first, let last = parts.popLast() else { return }
        let words = parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last
        drafts[0].losses.append(ImportLoss(id: "", line: first, words: total == 1 ? "one task is marked as \(words)" : "what kind its tasks are: \(words)"))
    }

    /// What is no step as a person would find it: data, a lane, a pool, or a flow by the two steps it ties.
    private func nameOfOther(_ id: String) -> String {
        if let data = index.dataByID[id] { return MapWords.tidied(model.data[data].name) }
        if let lane = index.laneByID[id] { return MapWords.tidied(model.lanes[lane].name) }
        if let pool = index.participantByID[id] { return MapWords.tidied(model.participants[pool].name) }
        guard let number = index.flowByID[id] else { return "" }
        let flow = model.flows[number]
        let name = MapWords.tidied(flow.name)
        let ends = [flow.source, flow.target].map { end in index.nodeByID[end].map { MapWords.tidied(model.nodes[$0].name) } ?? "" }
        if !name.isEmpty { return name }
        return ends[0].isEmpty ? ends[1].isEmpty ? "" : "before \(ends[1])" : ends[1].isEmpty ? "after \(ends[0])" : "between \(ends[0]) and \(ends[1])"
    }

    /// An element as a person would find it: by its name, else by its id.
    private func said(_ id: String) -> String {
        let name = index.nodeByID[id].map { MapWords.tidied(model.nodes[$0].name) } ?? ""
        return name.isEmpty ? id.isEmpty ? "nothing" : "'\(MapWords.tidied(id))'" : "'\(name)'"
    }

    /// Why a flow is in no map.
    private func reason(_ flow: BPMNModel.Flow) -> String {
        guard let source = index.nodeByID[flow.source], let target = index.nodeByID[flow.target] else { return "has an end that is no element of the file" }
        if model.nodes[source].scope != model.nodes[target].scope { return "leads from one process or sub-process into another" }
        return model.nodes[source].kind == .endEvent ? "leaves an end, where nothing goes on" : "belongs to what is in none of the maps"
    }

    /// References to what is not there, and what is told twice.
    private mutating func tellBadReferences() {
        var losses: [ImportLoss] = []
        var ids: Set<String> = []
        for node in model.nodes where !node.id.isEmpty && !ids.insert(node.id).inserted {
            losses.append(ImportLoss(id: node.id, line: node.line, words: "another element has this id too, and flows lead to that one"))
        }
        for node in model.nodes {
            for id in node.reads + node.writes where !id.isEmpty && index.dataByID[id] == nil {
                losses.append(ImportLoss(id: node.id, line: node.line, words: "it needs or makes '\(MapWords.tidied(id))', which is no data object of the file"))
            }
        }
        var laneOf: [String: Int] = [:]
        for (number, lane) in model.lanes.enumerated() {
            for id in lane.nodes {
                guard index.nodeByID[id] != nil else {
                    losses.append(ImportLoss(id: lane.id, line: lane.line, words: "the lane '\(MapWords.tidied(lane.name))' holds '\(MapWords.tidied(id))', which is no element of the file"))
                    continue
                }
                if let first = laneOf[id], first != number, !isOuter(first, of: number) {
                    losses.append(ImportLoss(
                        id: lane.id, line: lane.line,
                        words: "\(said(id)) lies in the lane '\(MapWords.tidied(model.lanes[first].name))' too; here it lies in '\(MapWords.tidied(lane.name))'"))
                }
                laneOf[id] = number
            }
        }
        drafts[0].losses += losses
    }

    private func isOuter(_ outer: Int, of lane: Int) -> Bool {
        var at = model.lanes[lane].outer
        while let next = at {
            if next == outer { return true }
            at = model.lanes[next].outer
        }
        return false
    }
}
