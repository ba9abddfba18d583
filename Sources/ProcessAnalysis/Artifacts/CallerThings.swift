import ProcessModel

/// What the maps that call a map have when they call it: a case brings that along.
public struct CallerThings: Sendable, Hashable {
    /// There on every way to every call.
    let always: [String]
    /// Made by some of them, or on some ways only.
    let sometimes: [String]

    /// - Parameters:
    ///   - callers: each call of the map, with the map that it stands in.
    ///   - further: maps from which a case may have come to the callers.
    init(_ callers: [(entry: Folder.Entry, node: NodeID)], further: [Folder.Entry]) {
        var counts: [[UInt8]: Int] = [:]
        var names: [(key: [UInt8], name: String)] = []
        func note(_ name: String, _ key: [UInt8], isSure: Bool) {
            if counts[key] == nil { names.append((key, name)) }
            counts[key, default: 0] += isSure ? 1 : 0
        }
        for (entry, node) in callers {
            let (map, graph) = (entry.map, entry.graph)
            let flow = ArtifactFlow(map, calls: entry.metrics.calls, isForCallers: true)
            let things = flow.artifacts.filter { $0.isProduced || !$0.keptIn.isEmpty }
            let ways = LackingNeeds(map, graph, PathOrder(graph), WaitedPaths(map, graph, entry.metrics.blocks))
            // What stands at the call itself as a need is taken as given there, and told of in that map.
            let lacking = ways.of(things.map { $0.needed(at: node, map[node].span) })
            for (thing, lacking) in zip(things, lacking) {
                note(thing.name, Words.thingKey(thing.name), isSure: lacking.isEmpty || !thing.keptIn.isEmpty)
            }
            for thing in flow.artifacts where !thing.isProduced && thing.keptIn.isEmpty && thing.needs.contains(where: { $0.node == node }) {
                note(thing.name, Words.thingKey(thing.name), isSure: true)
            }
        }
        for entry in further {
            for thing in ArtifactFlow(entry.map, calls: entry.metrics.calls, isForCallers: true).artifacts where thing.isProduced {
                note(thing.name, Words.thingKey(thing.name), isSure: false)
            }
        }
        always = names.filter { counts[$0.key] == callers.count }.map(\.name)
        sometimes = names.filter { counts[$0.key] != callers.count }.map(\.name)
    }
}
