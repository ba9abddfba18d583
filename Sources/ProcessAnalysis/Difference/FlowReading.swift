import HeapModule
import ProcessModel

/// Who follows whom on one of two maps, as if the steps that only this map has, and those that have moved, were not there:
/// then a step that was put in between makes no new order of all others.
struct FlowReading: Sendable {
    let map: ProcessMap
    /// The flows that leave each node, in the order written.
    let leaving: [[Int]]
    let entering: [[Int]]
    /// For each node its name on both maps: the number of the new one; nil for those to look through.
    private let known: [Int?]

    /// To look through more steps than this in a row would take long, and tell nobody anything.
    private static let furthest = 200

    init(_ map: ProcessMap, known: [Int?]) {
        self.map = map
        self.known = known
        var leaving = [[Int]](repeating: [], count: map.nodes.count)
        var entering = leaving
        for (index, flow) in map.flows.enumerated() {
            leaving[flow.from.index].append(index)
            entering[flow.to.index].append(index)
        }
        self.leaving = leaving
        self.entering = entering
    }

    /// The nodes that both maps have which come next along some flows, sorted; nil where that leads too far.
    func reached(by flows: [Int]) -> [Int]? { found(from: flows.map { map.flows[$0].to.index }) { leaving[$0].map { map.flows[$0].to.index } } }

    /// The same for what comes before a node.
    func before(_ node: Int) -> [Int]? { found(from: entering[node].map { map.flows[$0].from.index }) { entering[$0].map { map.flows[$0].from.index } } }
    func after(_ node: Int) -> [Int]? { reached(by: leaving[node]) }

    private func found(from starts: [Int], next: (Int) -> [Int]) -> [Int]? {
        var open = starts
        var seen: Set<Int> = []
        var found: Set<Int> = []
        while let node = open.popLast() {
            if let same = known[node] {
                found.insert(same)
                continue
            }
            guard seen.insert(node).inserted else { continue }
            guard seen.count <= Self.furthest else { return nil }
            open += next(node)
        }
        return found.sorted()
    }
}

/// Finds which steps have moved to another place in the flow.
enum MovedSteps {
    /// For each node of the new map, whether it has moved.
    static func find(_ matching: MapMatching) -> [Bool] {
        let nodes = matching.nodes
        let was = FlowReading(matching.old, known: nodes.newOf)
        let now = FlowReading(matching.new, known: nodes.oldOf.indices.map { nodes.oldOf[$0] == nil ? nil : $0 })
        // The order of the old map, and in the new one what was first first wherever the flow leaves it open.
        let oldOrder = order(matching.old, preferring: Array(matching.old.nodes.indices))
        var rank = [Int](repeating: .max, count: matching.old.nodes.count)
        for (place, node) in oldOrder.enumerated() { rank[node] = place }
        let newOrder = order(matching.new, preferring: matching.new.nodes.indices.map { nodes.oldOf[$0].map { rank[$0] } ?? .max })
        let common = newOrder.filter { nodes.oldOf[$0] != nil }
        let kept = longestRise(common.map { nodes.oldOf[$0].map { rank[$0] } ?? 0 })
        var moved = [Bool](repeating: false, count: matching.new.nodes.count)
        for (node, isKept) in zip(common, kept) where !isKept && matching.new.nodes[node].isWork {
            guard let old = nodes.oldOf[node], let wasBefore = was.before(old), let nowBefore = now.before(node),
                let wasAfter = was.after(old), let nowAfter = now.after(node)
            else { continue }
            moved[node] = Set(wasBefore).isDisjoint(with: nowBefore) && Set(wasAfter).isDisjoint(with: nowAfter)
                || wasBefore.isEmpty != nowBefore.isEmpty || wasAfter.isEmpty != nowAfter.isEmpty
        }
        return moved
    }

    /// The nodes in an order in which each comes after those that lead to it, ways back aside.
    private static func order(_ map: ProcessMap, preferring rank: [Int]) -> [Int] {
        let graph = FlowGraph(map)
        var waiting = [Int](repeating: 0, count: map.nodes.count)
        for (index, flow) in map.flows.enumerated() where !graph.isLoop[index] { waiting[flow.to.index] += 1 }
        var open = Heap<Ready>()
        for node in map.nodes.indices where waiting[node] == 0 { open.insert(Ready(rank: rank[node], node: node)) }
        var order: [Int] = []
        while let ready = open.popMin() {
            order.append(ready.node)
            for flow in graph.flows(from: NodeID(ready.node)) where !graph.isLoop[flow.index] {
                let target = graph.target(of: flow).index
                waiting[target] -= 1
                if waiting[target] == 0 { open.insert(Ready(rank: rank[target], node: target)) }
            }
        }
        return order
    }

    private struct Ready: Comparable {
        let rank: Int
        let node: Int
        static func < (a: Ready, b: Ready) -> Bool { (a.rank, a.node) < (b.rank, b.node) }
    }

    /// For each number, whether it belongs to a longest row of rising numbers.
    private static func longestRise(_ numbers: [Int]) -> [Bool] {
        var tails: [Int] = []
        var before = [Int](repeating: -1, count: numbers.count)
        for (index, number) in numbers.enumerated() {
            var (low, high) = (0, tails.count)
            while low < high {
                let middle = (low + high) / 2
                if numbers[tails[middle]] < number { low = middle + 1 } else { high = middle }
            }
            before[index] = low > 0 ? tails[low - 1] : -1
            if low < tails.count { tails[low] = index } else { tails.append(index) }
        }
        var isKept = [Bool](repeating: false, count: numbers.count)
        var index = tails.last ?? -1
        while index >= 0 {
            isKept[index] = true
            index = before[index]
        }
        return isKept
    }
}
