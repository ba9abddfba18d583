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
        for flow in model.flows { lose(flow.id, flow.line, "the sequence flow '\(MapWords.tidied(flow.name))' does not lead from one element to another of the same process") }
        for node in model.nodes { lose(node.id, node.line, "the \(node.kind.rawValue) '\(MapWords.tidied(node.name))' is in none of the maps") }
        for lane in model.lanes { lose(lane.id, lane.line, "nothing lies in the lane '\(MapWords.tidied(lane.name))'") }
        for participant in model.participants { lose(participant.id, participant.line, "the pool '\(MapWords.tidied(participant.name))' is in none of the maps") }
        for scope in model.scopes { lose(scope.id, scope.line, "the process '\(MapWords.tidied(scope.name))' is in none of the maps") }
        for item in model.data { lose(item.id, item.line, "no step needs or makes '\(index.dataName(item.id))'") }
        for association in model.associations { lose(association.id, association.line, "a line that ties together what has no line in the map") }
        for group in model.groups {
            let name = MapWords.tidied(model.names[group.category] ?? "")
            lose(group.id, group.line, "a group\(name.isEmpty ? "" : " '\(name)'") around some of the elements")
        }
        for element in model.unread { lose(element.id, element.line, "'\(MapWords.tidied(element.element))' is not read") }
        if model.extensionCount > 0 {
            lose("", model.firstExtensionLine, "what other tools have added for themselves, in \(model.extensionCount) \(model.extensionCount == 1 ? "element" : "elements")")
        }
    }
}
