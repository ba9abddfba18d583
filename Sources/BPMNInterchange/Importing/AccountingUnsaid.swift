/// What elements say that no map has, and what is declared and never used: one line for each kind.
extension Importer {
    mutating func tellUnsaid() {
        var all = model.unsaid
        func note(_ words: String, _ example: String, _ id: String, _ line: Int) {
            if let known = all.firstIndex(where: { $0.words == words }) { return all[known].add(example) }
            all.append(.init(words: words, id: id, line: line, example: example))
        }
        let used = usedIDs
        for (element, words) in Unsaid.declared {
            for thing in model.declared where thing.element == element && !used.contains(thing.id) {
                let name = MapWords.tidied(thing.name)
                note(words, name.isEmpty ? "" : "'\(name)'", thing.id, thing.line)
            }
        }
        for node in model.nodes where !node.defaultFlow.isEmpty {
            if let flow = index.flowByID[node.defaultFlow], model.flows[flow].source == node.id { continue }
            let name = MapWords.tidied(node.name)
            note(
                "an answer for all other cases that is no flow from there (default)", "\(name.isEmpty ? MapWords.tidied(node.id) : "'\(name)'") (\(MapWords.tidied(node.defaultFlow)))",
                node.id, node.line)
        }
        drafts[0].losses += all.map { ImportLoss(id: $0.count == 1 ? $0.id : "", line: $0.line, words: $0.told) }
    }

    /// The ids of what elements refer to beside the processes.
    private var usedIDs: Set<String> {
        var ids: Set<String> = []
        for node in model.nodes {
            for definition in node.definitions { ids.insert(definition.reference) }
            for performer in node.performers where performer.first == "\u{0}" { ids.insert(String(performer.dropFirst())) }
        }
        for flow in model.messageFlows { ids.insert(flow.message) }
        for item in model.data { ids.insert(item.reference) }
        for group in model.groups { ids.insert(group.category) }
        return ids
    }
}
