import ProcessAnalysis
import ProcessModel

/// In which column of the sheet each node stands. Columns are the ranks of dot; work handed to
/// another lane may drop straight down (or up) in one column, so the nodes of a drop are ranked
/// as one.
struct Columns: Sendable {
    /// For each node, from 0.
    let of: [Int]
    let count: Int
    /// The flows that drop, from first to last.
    let drops: [Int]

    /// At most this many steps of one drop stand below each other, or time would seem to run down.
    private static let longestDrop = 4

    /// `barred` are flows that shall not drop.
    init(_ map: ProcessMap, _ graph: FlowGraph, _ mainPath: MainPath, barred: Set<Int> = []) throws(DrawingError) {
        let n = map.nodes.count
        var onMainPath = [Bool](repeating: false, count: map.flows.count)
        for flow in mainPath.flows { onMainPath[flow.index] = true }
        let forward = map.flows.indices.filter { !graph.isLoop[$0] && map.flows[$0].from != map.flows[$0].to }

        let (group, drops) = Self.drops(map, forward: forward, onMainPath: onMainPath, barred: barred)
        self.drops = drops.sorted()
        var arrivals = [Int](repeating: 0, count: n)
        for index in forward { arrivals[map.flows[index].to.index] += 1 }
        var edges: [Ranks.Edge] = []
        edges.reserveCapacity(forward.count)
        for index in forward {
            let flow = map.flows[index]
            let (a, b) = (group[flow.from.index], group[flow.to.index])
            guard a != b else { continue }
            // Where ways of different length meet again, the shorter one waits before the meeting.
            let weight: Int32 = (onMainPath[index] ? 8 : 2) - (arrivals[flow.to.index] > 1 ? 1 : 0)
            edges.append(Ranks.Edge(from: Int32(a), to: Int32(b), weight: weight))
        }
        let groupCount = (group.max() ?? -1) + 1
        guard let ranks = Ranks.assign(nodeCount: groupCount, edges: edges) else {
            throw DrawingError("the steps of this map could not be put in order")
        }
        var used = [Bool](repeating: false, count: (ranks.max() ?? 0) + 1)
        for rank in ranks { used[rank] = true }
        var column = [Int](repeating: 0, count: used.count)
        var next = 0
        for rank in used.indices where used[rank] {
            column[rank] = next
            next += 1
        }
        of = (0..<n).map { column[ranks[group[$0]]] }
        count = max(next, 1)
    }

    /// A number for each node, shared by those that stand in one column because work drops from
    /// one to the next. Numbers follow the order of the nodes.
    ///
    /// A node joins the column of the node before only if all else that leads to it ends further
    /// left, so no way leads out of a group and back into it.
    private static func drops(_ map: ProcessMap, forward: [Int], onMainPath: [Bool], barred: Set<Int>) -> (group: [Int], flows: [Int]) {
        struct Group {
            var topLane: Int
            var bottomLane: Int
            var top: Int
            var bottom: Int
            var count: Int
        }
        let n = map.nodes.count
        var incoming = [[Int]](repeating: [], count: n)
        var outgoing = [[Int]](repeating: [], count: n)
        var waiting = [Int](repeating: 0, count: n)
        for flow in forward {
            incoming[map.flows[flow].to.index].append(flow)
            outgoing[map.flows[flow].from.index].append(flow)
            waiting[map.flows[flow].to.index] += 1
        }
        var group = [Int](repeating: -1, count: n)
        var groups: [Group] = []
        var flows: [Int] = []
        var column = [Int](repeating: 0, count: n)
        var queue = (0..<n).filter { waiting[$0] == 0 }
        var head = 0
        while head < queue.count {
            let node = queue[head]
            head += 1
            let lane = map.nodes[node].lane.index
            let before = incoming[node]
            // The flow it may drop along: the one that comes from furthest right, as the others must all end
            // further left; of equals that of the main path, else the first written.
            let latest = before.reduce(-1) { max($0, column[map.flows[$1].from.index]) }
            let last = before.filter { column[map.flows[$0].from.index] == latest }
            let candidate = last.first { onMainPath[$0] } ?? last.first
            var joined = false
            if let candidate, !barred.contains(candidate), canDrop(map, candidate) {
                let source = map.flows[candidate].from.index
                let others = before.allSatisfy { $0 == candidate || column[map.flows[$0].from.index] < column[source] }
                let g = group[source]
                if others, groups[g].count < longestDrop {
                    let goesUp = lane < groups[g].topLane && groups[g].top == source
                    let goesDown = lane > groups[g].bottomLane && groups[g].bottom == source
                    if goesUp || goesDown {
                        if goesUp { (groups[g].topLane, groups[g].top) = (lane, node) }
                        if goesDown { (groups[g].bottomLane, groups[g].bottom) = (lane, node) }
                        groups[g].count += 1
                        group[node] = g
                        column[node] = column[source]
                        flows.append(candidate)
                        joined = true
                    }
                }
            }
            if !joined {
                group[node] = groups.count
                groups.append(Group(topLane: lane, bottomLane: lane, top: node, bottom: node, count: 1))
                column[node] = before.reduce(0) { max($0, column[map.flows[$1].from.index] + 1) }
            }
            for flow in outgoing[node] {
                let target = map.flows[flow].to.index
                waiting[target] -= 1
                if waiting[target] == 0 { queue.append(target) }
            }
        }
        for node in 0..<n where group[node] < 0 {
            group[node] = groups.count
            groups.append(Group(topLane: 0, bottomLane: 0, top: node, bottom: node, count: 1))
        }
        return (group, flows)
    }

    private static func canDrop(_ map: ProcessMap, _ flow: Int) -> Bool {
        let (from, to) = (map[map.flows[flow].from], map[map.flows[flow].to])
        return from.lane != to.lane && from.isWork && to.isWork
    }
}
