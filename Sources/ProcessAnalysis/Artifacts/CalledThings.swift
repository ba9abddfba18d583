import ProcessModel

/// What a map that is called says of the things that pass through it: what a case brings back from there, and what
/// it needs. Each in the order in which the map speaks of it.
public struct CalledThings: Sendable, Hashable {
    /// Made, handed over or told of on every way to an end.
    let always: [String]
    /// The same on some ways only.
    let sometimes: [String]
    /// Needed or expected by some step.
    let needed: [String]
    /// False where it says of nothing that it is made: then it may be anything.
    var saysWhatItMakes: Bool { !always.isEmpty || !sometimes.isEmpty }

    /// Nil where the map says nothing of things at all.
    init?(_ map: ProcessMap, calls: [Call], blocks: ParallelBlocks) {
        let flow = ArtifactFlow(map, calls: calls, isForCallers: true)
        guard !flow.artifacts.isEmpty else { return nil }
        needed = flow.artifacts.filter { !$0.needs.isEmpty }.map(\.name)
        // What the case brings along, the caller has.
        let brought = flow.artifacts.filter { $0.isProduced && !$0.comesWithCase }
        guard !brought.isEmpty else {
            (always, sometimes) = ([], [])
            return
        }
        let graph = FlowGraph(map)
        let isThere = LackingNeeds(map, graph, PathOrder(graph), WaitedPaths(map, graph, blocks)).isThereAtEveryEnd(brought)
        always = zip(brought, isThere).filter(\.1).map(\.0.name)
        sometimes = zip(brought, isThere).filter { !$0.1 }.map(\.0.name)
    }
}
