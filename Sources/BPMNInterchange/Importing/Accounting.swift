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
        func note(_ words: String, _ origin: MapGraph.Origin) {
            guard !words.isEmpty else { return lose(origin.id, origin.line, "a note without words") }
            drafts[0].draft.notes.append((MapWords.value(words), [origin]))
        }
        for annotation in model.annotations {
            if let origin = isNew(annotation.id, annotation.line) { note(MapWords.prose(annotation.text), origin) }
        }
        for flow in model.messageFlows {
            guard let origin = isNew(flow.id, flow.line) else { continue }
            let ends = [flow.source, flow.target].map { end in index.participantByID[end].map { MapWords.tidied(model.participants[$0].name) } ?? "" }
            let name = MapWords.tidied(flow.name)
            if ends.contains("") {
                lose(flow.id, flow.line, "the message flow '\(name)' has an end that is in none of the maps")
            } else {
                note("\(ends[0]) sends \(name.isEmpty ? "a message" : name) to \(ends[1])", origin)
            }
        }
        for flow in model.flows {
            let name = MapWords.tidied(flow.name)
            lose(flow.id, flow.line, "the sequence flow \(name.isEmpty ? "" : "'\(name)' ")from \(said(flow.source)) to \(said(flow.target)) \(reason(flow))")
        }
        for node in model.nodes { lose(node.id, node.line, "the \(node.kind.rawValue) '\(MapWords.tidied(node.name))' is in none of the maps") }
        for lane in model.lanes { lose(lane.id, lane.line, "nothing lies in the lane '\(MapWords.tidied(lane.name))'") }
        for participant in model.participants { lose(participant.id, participant.line, "the pool '\(MapWords.tidied(participant.name))' is in none of the maps") }
        for scope in model.scopes { lose(scope.id, scope.line, "the process '\(MapWords.tidied(scope.name))' is in none of the maps") }
        for item in model.data { lose(item.id, item.line, "no step needs or makes '\(index.dataName(item.id))'") }
        for association in model.associations { lose(association.id, association.line, "an association of \(said(association.source)) with \(said(association.target)) says nothing that a map could") }
        for group in model.groups {
            let name = MapWords.tidied(model.names[group.category] ?? "")
            lose(group.id, group.line, "a group\(name.isEmpty ? "" : " '\(name)'") around some of the elements")
        }
        for element in model.unread {
            let name = MapWords.tidied(element.name)
            lose(element.id, element.line, "'\(MapWords.tidied(element.element))'\(name.isEmpty ? "" : " '\(name)'") is not read")
        }
        tellKinds()
        for said in model.dropped { drafts[0].losses.append(ImportLoss(id: said.id, line: said.line, words: said.words)) }
        tellUnsaid()
        tellBadReferences()
        if model.extensionCount > 0 {
            lose("", model.firstExtensionLine, "what other tools have added for themselves, in \(model.extensionCount) \(model.extensionCount == 1 ? "element" : "elements")")
        }
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
