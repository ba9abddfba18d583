import ProcessModel

/// The ways over a map on which one artifact is there for nobody: none of the steps gone through made it, and
/// nothing on the way handed it over.
///
/// A step that needs it and lacks it is told of once; what comes after that step takes it as given, or one gap
/// would be told at every step behind it.
struct MissingWays {
    /// For each node, whether a case may come there without it.
    let isMissing: [Bool]
    /// For each such node but where cases come in, the flow on which it comes.
    private let arrival: [Int32]
    /// For each such node, where the case came in.
    private let origin: [Int32]
    private let graph: FlowGraph
    /// For each join that is passed, the flows on which the paths beside were left.
    private let leavers: [NodeID: [FlowID]]

    /// - Parameter givers: further steps taken to make it.
    init(_ artifact: ArtifactFlow.Artifact, _ map: ProcessMap, _ graph: FlowGraph, _ waited: WaitedPaths, givers: [NodeID] = []) {
        self.graph = graph
        let making = Set(artifact.makers + givers)
        let needing = Set(artifact.needs.map(\.node))
        let passing = Set(artifact.carriers)
        var isMissing = [Bool](repeating: false, count: graph.nodeCount)
        var arrival = [Int32](repeating: -1, count: graph.nodeCount)
        var origin = arrival
        var joins = JoinsToCome(waited)

        // In the order of distance, so that the way shown is one with the fewest steps.
        var open: [NodeID] = []
        for entry in graph.entries where !isMissing[entry.index] && !artifact.comesWithCase {
            isMissing[entry.index] = true
            origin[entry.index] = Int32(entry.index)
            open.append(entry)
        }
        var next = 0
        while next < open.count {
            let node = open[next]
            next += 1
            if needing.contains(node) { continue }
            let makes = making.contains(node)
            for flow in graph.flows(from: node) {
                // What leaves a step by an exception leaves before its work is done.
                if passing.contains(flow) || (makes && map[flow].kind != .exception) { continue }
                for target in joins.passed(by: flow, to: graph.target(of: flow)) where !isMissing[target.index] {
                    isMissing[target.index] = true
                    let came = joins.flow(flow, into: target, graph)
                    arrival[target.index] = Int32(came.index)
                    origin[target.index] = origin[graph.source(of: came).index]
                    open.append(target)
                }
            }
        }
        self.isMissing = isMissing
        self.arrival = arrival
        self.origin = origin
        leavers = joins.leavers
    }

    /// A way on which the artifact is missing.
    struct Way {
        /// Where the case comes in.
        let start: NodeID
        /// The flows that lead to the step which lacks it; of a way that is longer the last ones.
        let flows: [FlowID]
        let isWhole: Bool
    }

    /// The way to a node on which the artifact is missing.
    ///
    /// - Parameter most: how many flows are told, so that many gaps at the end of a long map cost little each.
    func way(to node: NodeID, most: Int = 200) -> Way {
        var flows: [FlowID] = []
        var at = node
        while arrival[at.index] >= 0, flows.count < most {
            let flow = FlowID(Int(arrival[at.index]))
            flows.append(flow)
            at = graph.source(of: flow)
        }
        let start = origin[node.index] >= 0 ? NodeID(Int(origin[node.index])) : node
        return Way(start: start, flows: flows.reversed(), isWhole: arrival[at.index] < 0)
    }
}

extension MissingWays {
    /// The flows on which paths were left that the joins on the way to a node would have waited for.
    func left(to node: NodeID) -> [FlowID] {
        way(to: node).flows.flatMap { leavers[graph.target(of: $0)] ?? [] }
    }
}

/// Joins on their way to be passed without the artifact: when each path that is waited for may come, or leave,
/// without it, and one of them comes.
private struct JoinsToCome {
    private let waited: WaitedPaths
    private var isCounted: [Bool]
    private var open: [Int32]
    /// For each join, the first flow that came in without it.
    private var firstArrival: [NodeID: FlowID] = [:]
    /// For each join, the flows on which paths that it would have waited for were left.
    private(set) var leavers: [NodeID: [FlowID]] = [:]

    init(_ waited: WaitedPaths) {
        self.waited = waited
        isCounted = [Bool](repeating: false, count: waited.joinOf.count)
        open = waited.pathCount
    }

    /// The nodes that are reached without it, now that a flow is: where it leads, unless that waits for others, and
    /// the join that waited for the path which it leaves.
    mutating func passed(by flow: FlowID, to target: NodeID) -> [NodeID] {
        let path = Int(waited.pathOf[flow.index])
        guard path >= 0 else { return waited.pathCount[target.index] == 0 ? [target] : [] }
        let join = waited.joinOf[path]
        if !isCounted[path] {
            isCounted[path] = true
            open[join.index] -= 1
            if join != target { leavers[join, default: []].append(flow) }
        }
        if join == target, firstArrival[join] == nil { firstArrival[join] = flow }
        var reached = join == target || waited.pathCount[target.index] > 0 ? [] : [target]
        if open[join.index] == 0, firstArrival[join] != nil { reached.append(join) }
        return reached
    }

    /// The flow on which a node is reached: for a join the first that came in.
    func flow(_ flow: FlowID, into target: NodeID, _ graph: FlowGraph) -> FlowID {
        graph.target(of: flow) == target ? flow : firstArrival[target] ?? flow
    }
}
