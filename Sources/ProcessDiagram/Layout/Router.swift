import ProcessAnalysis
import ProcessModel

/// Routes every flow over the grid: the main path first and so straightest, then short flows, then
/// long ones, loops last. Flows of small maps are then routed once more, each knowing all others.
struct Router {
    /// For each flow.
    private(set) var routes: [Route]
    /// For each flow with a label, whether that stands at the source's end.
    private(set) var labelIsAtSource: [Bool]

    /// Throws where so many flows cross each other that the search for their ways would not end soon.
    init(
        _ map: ProcessMap, graph: FlowGraph, mainPath: MainPath, grid: Grid, shapes: [NodeShape], blocks: [FlowBlock?]
    ) throws(DrawingError) {
        var isMain = [Bool](repeating: false, count: map.flows.count)
        for flow in mainPath.flows { isMain[flow.index] = true }
        var search = RouteSearch(grid, isTurned: shapes.first?.isTurned ?? false)
        var traffic = Traffic(grid, nodeCount: map.nodes.count)

        func goesBack(_ flow: Int) -> Bool {
            let (from, to) = (map.flows[flow].from.index, map.flows[flow].to.index)
            return from == to || grid.column[from] > grid.column[to]
                || (grid.column[from] == grid.column[to] && graph.isLoop[flow])
        }
        let order = map.flows.indices.map { flow -> (Int, Int, Int) in
            let (from, to) = (map.flows[flow].from.index, map.flows[flow].to.index)
            return (goesBack(flow) ? 2 : isMain[flow] ? 0 : 1, search.length(from: from, to: to), flow)
        }.sorted { $0 < $1 }.map(\.2)

        func task(_ flow: Int) -> RouteSearch.Task {
            let (from, to) = (map.flows[flow].from.index, map.flows[flow].to.index)
            let back = goesBack(flow)
            let block = blocks[flow]
            var sourceSides = Self.openSides(shapes[from].form, leaving: true, back: back)
            var targetSides = Self.openSides(shapes[to].form, leaving: false, back: back)
            if from == to {
                sourceSides = [true, false, false, false]
                targetSides = shapes[to].form == .bar ? [false, false, true, false] : [false, false, false, true]
            }
            if shapes[from].holdsEvents {
                // An event sits where an exception leaves; nothing else leaves there.
                sourceSides = map.flows[flow].kind == .exception ? [false, true, false, false] : [true, false, false, true]
                // One that leaves beside the middle cannot go straight down to the middle of what is small.
                if from != to, shapes[from].keepsMiddleFree, map.flows[flow].kind == .exception, grid.column[from] == grid.column[to] { targetSides[3] = false }
            }
            if shapes[to].holdsEvents { targetSides[1] = false }
            return RouteSearch.Task(
                source: from, target: to, isLoop: back, isMain: isMain[flow],
                labelCost: block.map { Int($0.blockWidth) + 10 } ?? 0,
                uprightLabelCost: block.map { Int($0.blockHeight) / 2 } ?? 0,
                labelMayMove: block.map { !$0.staysAtSource } ?? false,
                sourceSides: sourceSides, targetSides: targetSides)
        }
        func isAtSource(_ flow: Int, _ route: Route) -> Bool {
            guard let block = blocks[flow], !block.staysAtSource else { return true }
            return !route.leaves.isLevel || route.enters.isLevel
        }

        var routes = [Route](repeating: Route(points: []), count: map.flows.count)
        var atSource = [Bool](repeating: true, count: map.flows.count)
        func place(_ flow: Int, _ route: Route, _ adding: Bool) {
            let has = blocks[flow] != nil
            traffic.count(
                route, from: map.flows[flow].from.index, to: map.flows[flow].to.index,
                labelAtSource: has && isAtSource(flow, route), labelAtTarget: has && !isAtSource(flow, route), adding: adding)
        }
        let rounds = map.flows.count <= 300 ? 3 : 1
        for round in 0..<rounds where search.isFresh || round == 0 {
            for flow in order {
                if round > 0 { place(flow, routes[flow], false) }
                routes[flow] = search.route(task(flow), traffic)
                place(flow, routes[flow], true)
            }
        }
        guard !search.isExhausted else { throw DrawingError.tangled }
        for flow in order { atSource[flow] = isAtSource(flow, routes[flow]) }
        self.routes = routes
        labelIsAtSource = atSource
    }

    /// The sides of a shape a flow may use, by `Way`. Nothing docks below an event, where its name
    /// stands, nor on the ends of a bar.
    private static func openSides(_ form: NodeShape.Form, leaving: Bool, back: Bool) -> [Bool] {
        switch form {
        case .box, .hexagon, .diamond: leaving ? [true, true, false, true] : [false, true, true, true]
        case .ring: leaving ? [true, false, false, !back] : [false, false, true, true]
        case .bar: leaving ? [true, false, false, false] : [false, false, true, false]
        }
    }
}
