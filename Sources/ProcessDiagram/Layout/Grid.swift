import ProcessAnalysis
import ProcessModel

/// The coarse grid that nodes stand on and flows run along.
///
/// Upright lines are numbered from the left: gap, column, gap, column, …, gap, so even lines are
/// gaps and odd ones run through the middle of a column. Level lines are numbered from the top:
/// each lane has an aisle, a row, an aisle, a row, …, an aisle. A node stands where a column crosses
/// a row; no two stand in one place.
struct Grid: Sendable {
    struct LaneRows: Sendable {
        /// The number of the lane's first level line, an aisle.
        var firstLine: Int
        var rowCount: Int

        func line(ofRow row: Int) -> Int { firstLine + 2 * row + 1 }
        var lastLine: Int { firstLine + 2 * rowCount }
    }

    /// More crossings than this take more memory and time than a drawing is worth: a map of 20,000 steps
    /// has them in 50 rows.
    static let mostCrossings = 4_000_000

    let columnCount: Int
    let lanes: [LaneRows]
    /// For each node, its column and its row within its lane.
    let column: [Int]
    let row: [Int]
    let uprightCount: Int
    let levelCount: Int
    /// For each level line its lane, and whether it is a row.
    let laneOfLevel: [Int]
    let isRow: [Bool]
    /// The node at each crossing (`level * uprightCount + upright`), or -1.
    let occupant: [Int32]

    /// The grid of a map in which every drop has a clear way: one that would have to go round another
    /// step is no drop, and its target stands in a later column.
    static func withClearDrops(_ map: ProcessMap, graph: FlowGraph, mainPath: MainPath) throws(DrawingError) -> Grid {
        let isMain = Set(mainPath.flows.map(\.index))
        var barred = Set<Int>()
        var columns = try Columns(map, graph, mainPath)
        var grid = try Grid(map, columns: columns, graph: graph, mainPath: mainPath)
        // To rank a large map takes long, so there only the worst is mended.
        for _ in 0..<(map.nodes.count <= 400 ? 6 : 1) {
            let blocked = columns.drops.filter { grid.isBlocked(map.flows[$0]) }
            if blocked.isEmpty { break }
            // What stands in the way of the main path goes first, and may clear it.
            let aside = blocked.filter { !isMain.contains($0) }
            barred.formUnion(aside.isEmpty ? blocked : aside)
            columns = try Columns(map, graph, mainPath, barred: barred)
            grid = try Grid(map, columns: columns, graph: graph, mainPath: mainPath)
        }
        return grid
    }

    /// True where a node stands between the two ends of a drop.
    private func isBlocked(_ flow: Flow) -> Bool {
        let (a, b) = (level[flow.from.index], level[flow.to.index])
        let upright = upright(of: flow.from.index)
        return (min(a, b) + 1..<max(a, b)).contains { occupant[$0 * uprightCount + upright] >= 0 }
    }

    init(_ map: ProcessMap, columns: Columns, graph: FlowGraph, mainPath: MainPath) throws(DrawingError) {
        columnCount = columns.count
        column = columns.of
        let rows = Rows(map, columns: columns, graph: graph, mainPath: mainPath)
        row = rows.of
        var lanes: [LaneRows] = []
        var laneOfLevel: [Int] = []
        var isRow: [Bool] = []
        for (lane, count) in rows.countOfLane.enumerated() {
            lanes.append(LaneRows(firstLine: isRow.count, rowCount: count))
            for line in 0...(2 * count) {
                laneOfLevel.append(lane)
                isRow.append(line % 2 == 1)
            }
        }
        self.lanes = lanes
        self.laneOfLevel = laneOfLevel
        self.isRow = isRow
        levelCount = isRow.count
        uprightCount = 2 * columns.count + 1
        guard levelCount * uprightCount <= Self.mostCrossings else { throw DrawingError.tangled }
        var occupant = [Int32](repeating: -1, count: levelCount * uprightCount)
        for node in map.nodes.indices {
            let level = lanes[map.nodes[node].lane.index].line(ofRow: row[node])
            occupant[level * uprightCount + 2 * column[node] + 1] = Int32(node)
        }
        self.occupant = occupant
        var levels: [Int] = []
        for node in map.nodes.indices { levels.append(lanes[map.nodes[node].lane.index].line(ofRow: row[node])) }
        level = levels
    }

    /// For each node, the level line of its row.
    let level: [Int]

    func upright(of node: Int) -> Int { 2 * column[node] + 1 }
}
