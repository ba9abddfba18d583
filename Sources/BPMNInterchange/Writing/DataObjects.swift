import ProcessModel

/// What steps need and make as data objects: one object for each thing, and for each use a reference of its own, which is drawn
/// beside the step.
struct DataObjects {
    struct Use {
        let name: String
        let object: String
        /// The id of the reference.
        let reference: String

        /// The id of what ties it to the step.
        var tie: String { reference + ElementIDs.tie }
    }

    /// The ids of the objects with their names, in the order in which the map tells of them.
    private(set) var objects: [(name: String, id: String)] = []
    /// For each node what it needs and what it makes.
    private(set) var needs: [[Use]]
    private(set) var makes: [[Use]]

    init(_ graph: ExportGraph, _ ids: inout ElementIDs) {
        let map = graph.map
        needs = Array(repeating: [], count: map.nodes.count)
        makes = needs
        var known: [String: String] = [:]
        for node in map.nodeIDs where node.index < graph.ownCount && ElementNames.isActivity(map[node]) {
            let details = map.details(of: node)
            guard !details.needs.isEmpty || !details.makes.isEmpty else { continue }
            func use(_ name: String) -> Use {
                let object = known[name] ?? ids.id("DataObject", name)
                if known.updateValue(object, forKey: name) == nil { objects.append((name, object)) }
                return Use(name: name, object: object, reference: ids.id("DataObjectReference", "\(name) \(map[node].key)"))
            }
            needs[node.index] = details.needs.map { use($0.string) }
            makes[node.index] = details.makes.map { use($0.string) }
        }
    }

    /// All uses, step by step.
    var all: [Use] { needs.indices.flatMap { needs[$0] + makes[$0] } }
}
