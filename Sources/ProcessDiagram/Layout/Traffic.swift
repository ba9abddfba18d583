/// What already runs over the grid: how many flows use each stretch, pass straight over each
/// crossing or turn there, and dock on each side of each node.
struct Traffic: Sendable {
    let uprightCount: Int
    /// Stretches from a crossing to the next one to the right, and to the next one down.
    private(set) var right: [UInt16]
    private(set) var down: [UInt16]
    private(set) var straightLevel: [UInt16]
    private(set) var straightUpright: [UInt16]
    private(set) var turns: [UInt16]
    /// Four a node, by `Way`.
    private(set) var docks: [UInt16]
    /// Of those, the ones with a label.
    private(set) var labelled: [UInt16]

    init(_ grid: Grid, nodeCount: Int) {
        uprightCount = grid.uprightCount
        let size = grid.uprightCount * grid.levelCount
        right = Array(repeating: 0, count: size)
        down = right
        straightLevel = right
        straightUpright = right
        turns = right
        docks = Array(repeating: 0, count: nodeCount * 4)
        labelled = docks
    }

    /// Adds a flow to the traffic, or takes it away.
    mutating func count(_ route: Route, from: Int, to: Int, labelAtSource: Bool, labelAtTarget: Bool, adding: Bool) {
        func change(_ value: inout UInt16) { value = adding ? value &+ 1 : value &- 1 }
        change(&docks[from * 4 + route.leaves.rawValue])
        change(&docks[to * 4 + route.enters.rawValue])
        if labelAtSource { change(&labelled[from * 4 + route.leaves.rawValue]) }
        if labelAtTarget { change(&labelled[to * 4 + route.enters.rawValue]) }
        for index in 0..<(route.points.count - 1) {
            let (a, b) = (route.points[index], route.points[index + 1])
            if a.level == b.level {
                let row = a.level * uprightCount
                let (low, high) = (min(a.upright, b.upright), max(a.upright, b.upright))
                for x in low..<high { change(&right[row + x]) }
                for x in (low + 1)..<max(low + 1, high) { change(&straightLevel[row + x]) }
            } else {
                let (low, high) = (min(a.level, b.level), max(a.level, b.level))
                for y in low..<high { change(&down[y * uprightCount + a.upright]) }
                for y in (low + 1)..<max(low + 1, high) { change(&straightUpright[y * uprightCount + a.upright]) }
            }
            if index > 0 { change(&turns[a.level * uprightCount + a.upright]) }
        }
    }
}
