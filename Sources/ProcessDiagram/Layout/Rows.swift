import ProcessAnalysis
import ProcessModel

/// In which row of its lane each node stands.
///
/// The main path keeps the first row of every lane, so it is straight inside a lane. Any other node
/// takes the row of the node before it in the same lane where that is free, else the nearest free
/// row, else a new one below. Nodes are placed in the order written, so a new step moves nothing that
/// is written before it.
struct Rows: Sendable {
    let of: [Int]
    let countOfLane: [Int]

    init(_ map: ProcessMap, columns: Columns, graph: FlowGraph, mainPath: MainPath) {
        let n = map.nodes.count
        var row = [Int](repeating: -1, count: n)
        /// For each lane and row, what each column holds: nothing, a node, or a flow's way that is kept free. At the
        /// end of that way is the place of the step it leads to, so that no other comes before it in its own row:
        /// which of the two came first would change when either moves by a column.
        enum Cell: Equatable { case free, kept, keptFor(Int32), taken }
        var cells = [[[Cell]]](repeating: [], count: map.lanes.count)
        func addRow(_ lane: Int) { cells[lane].append([Cell](repeating: .free, count: columns.count)) }
        for lane in map.lanes.indices { addRow(lane) }

        func keepFree(lane: Int, row: Int, from: Int, to: Int, for node: Int) {
            guard from < to else { return }
            for column in (from + 1)..<max(to, from + 1) where cells[lane][row][column] == .free { cells[lane][row][column] = .kept }
            if cells[lane][row][to] == .free { cells[lane][row][to] = .keptFor(Int32(truncatingIfNeeded: node)) }
        }

        for node in mainPath.nodes where cells[map[node].lane.index][0][columns.of[node.index]] != .taken {
            row[node.index] = 0
            cells[map[node].lane.index][0][columns.of[node.index]] = .taken
        }
        for flow in mainPath.flows {
            let (a, b) = (map[flow].from, map[flow].to)
            guard map[a].lane == map[b].lane, columns.of[a.index] < columns.of[b.index] else { continue }
            // Nothing may stand between two steps of the main path, however deep the lane grows.
            for column in columns.of[a.index]..<columns.of[b.index] { cells[map[a].lane.index][0][column] = .taken }
        }

        // In the order written, so that it does not depend on columns which of two parallel paths comes first.
        for node in map.nodes.indices {
            let lane = map.nodes[node].lane.index
            let column = columns.of[node]
            if row[node] < 0 {
                let wanted = Self.wantedRow(node, map, graph, row)
                var best = (cost: Int.max, row: 0)
                for candidate in 0...cells[lane].count {
                    let isNew = candidate == cells[lane].count
                    let cell = isNew ? Cell.free : cells[lane][candidate][column]
                    if cell == .taken { continue }
                    let isKept = cell != .free && cell != .keptFor(Int32(truncatingIfNeeded: node))
                    let cost = 2 * abs(candidate - wanted) + (isKept ? 12 : 0) + (isNew ? 3 : 0)
                    if cost < best.cost { best = (cost, candidate) }
                }
                if best.row == cells[lane].count { addRow(lane) }
                row[node] = best.row
                cells[lane][best.row][column] = .taken
            }
            // The way straight on to the next step of this lane stays free.
            if let next = Self.nextInLane(node, map, graph), columns.of[next] > column, row[next] < 0 || row[next] == row[node] {
                keepFree(lane: lane, row: row[node], from: column, to: columns.of[next], for: next)
            }
        }
        of = row
        countOfLane = cells.map { max(1, $0.count) }
    }

    private static func wantedRow(_ node: Int, _ map: ProcessMap, _ graph: FlowGraph, _ row: [Int]) -> Int {
        for flow in graph.flows(into: NodeID(node)) where !graph.isLoop[flow.index] {
            let before = graph.source(of: flow)
            if map[before].lane == map.nodes[node].lane, row[before.index] >= 0 { return row[before.index] }
        }
        return 0
    }

    private static func nextInLane(_ node: Int, _ map: ProcessMap, _ graph: FlowGraph) -> Int? {
        for flow in graph.flows(from: NodeID(node)) where !graph.isLoop[flow.index] {
            let next = graph.target(of: flow)
            if map[next].lane == map.nodes[node].lane { return next.index }
        }
        return nil
    }
}
