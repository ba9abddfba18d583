import ProcessModel

/// All that a rule may look at: one map, its graph, its numbers, the other maps of the folder.
///
/// Never changed; a class only so that every rule can be handed it without a copy.
public final class Inspection: Sendable {
    public let map: ProcessMap
    public let graph: FlowGraph
    public let mainPath: MainPath
    public let metrics: Metrics
    /// What the other maps of the folder ask of the same roles.
    public let folder: FolderLoad
    /// What the maps that call this one send along; nil where none calls it.
    let callers: CallerThings?

    public convenience init(_ map: ProcessMap, folder: FolderLoad = .none) {
        let graph = FlowGraph(map)
        let mainPath = MainPath(map, graph)
        self.init(
            map, graph: graph, mainPath: mainPath, metrics: Metrics(map, graph: graph, mainPath: mainPath),
            folder: folder)
    }

    /// For callers that have worked out the numbers already, as they must to add up a folder.
    public init(_ map: ProcessMap, graph: FlowGraph, mainPath: MainPath, metrics: Metrics, folder: FolderLoad, callers: CallerThings? = nil) {
        self.map = map
        self.graph = graph
        self.mainPath = mainPath
        self.metrics = metrics
        self.folder = folder
        self.callers = callers
    }
}
