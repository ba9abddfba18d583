/// What is declared beside the processes and never used, and defaults that are no flow.
extension Importer {
    mutating func tellUnused() {
        let used = usedIDs
        for (element, words) in Unsaid.declared {
            for thing in model.declared where thing.element == element && !used.contains(thing.id) {
                let name = MapWords.tidied(thing.name)
                drafts[0].losses.append(ImportLoss(id: thing.id, line: thing.line, kind: words, item: name.isEmpty ? "" : "'\(name)'"))
            }
        }
        for node in model.nodes where !node.defaultFlow.isEmpty {
            if let flow = index.flowByID[node.defaultFlow], model.flows[flow].source == node.id { continue }
            let name = MapWords.tidied(node.name)
            drafts[0].losses.append(
                ImportLoss(
                    id: node.id, line: node.line, kind: "an answer for all other cases that is no flow from there (default)",
                    item: "\(name.isEmpty ? MapWords.tidied(node.id) : "'\(name)'") (\(MapWords.tidied(node.defaultFlow)))"))
        }
    }

    /// The ids of what elements refer to beside the processes.
    private var usedIDs: Set<String> {
        var ids: Set<String> = []
        for node in model.nodes {
            ids.insert(node.message)
            for definition in node.definitions { ids.insert(definition.reference) }
            for performer in node.performers where performer.first == "\u{0}" { ids.insert(String(performer.dropFirst())) }
        }
        for flow in model.messageFlows { ids.insert(flow.message) }
        for item in model.data { ids.insert(item.reference) }
        for group in model.groups { ids.insert(group.category) }
        return ids
    }
}
