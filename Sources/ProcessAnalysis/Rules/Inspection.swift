import ProcessModel

/// All that a rule may look at: one map, its graph, its numbers, the other maps of the folder.
public struct Inspection: Sendable {
    public let map: ProcessMap
    public let graph: FlowGraph
    public let mainPath: MainPath

    public init(_ map: ProcessMap) {
        self.map = map
        graph = FlowGraph(map)
        mainPath = MainPath(map, graph)
    }
}
