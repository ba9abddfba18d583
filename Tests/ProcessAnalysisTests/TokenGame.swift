import ProcessModel

/// A checker as slow and simple as can be, to hold the quick one against: tokens are moved over the flows of a
/// map one at a time, in every order and with every choice, and every situation that can come about is looked at.
struct TokenGame {
    /// Steps that two tokens can stand before at once.
    private(set) var doubled: Set<Int> = []
    /// Flows over which a second token can come while the first still waits.
    private(set) var crowded: Set<Int> = []
    /// Joins that can wait for ever, and for whom no other join that waits for ever is to blame.
    private(set) var stuck: Set<Int> = []
    /// True where some case comes to its end.
    private(set) var canEnd = false
    /// False where there were too many situations to look at them all.
    private(set) var isComplete = true

    var isSound: Bool { doubled.isEmpty && crowded.isEmpty && stuck.isEmpty }

    /// A situation: one bit for each flow with a token on it; the last bits are the cases that wait at an entry.
    private typealias Marking = UInt64

    private let map: ProcessMap
    private let into: [[Int]]
    private let from: [[Int]]
    private let reaches: [[Bool]]

    init(_ map: ProcessMap, most: Int = 4000) {
        self.map = map
        let graph = FlowsByNode(map)
        into = graph.into
        from = graph.from
        reaches = map.nodes.indices.map { graph.reached(from: $0) }
        precondition(map.flows.count + map.entries.count <= 64)
        var open: [Marking] = map.entries.indices.map { 1 << UInt64(map.flows.count + $0) }
        var seen = Set(open)
        while let marking = open.popLast() {
            if seen.count > most {
                isComplete = false
                return
            }
            var isDead = true
            var isDouble = false
            for node in map.nodes.indices where isStep(node) && arrived(marking, node).count > 1 {
                doubled.insert(node)
                isDouble = true
            }
            // What comes after a fault is not judged.
            if isDouble { continue }
            for node in map.nodes.indices where isEnabled(node, marking) {
                isDead = false
                for next in after(node, marking) where seen.insert(next).inserted { open.append(next) }
            }
            if marking == 0 { canEnd = true } else if isDead { blame(marking) }
        }
    }

    /// The flows into a node over which a token has come; entries count as flows of their own.
    private func arrived(_ marking: Marking, _ node: Int) -> [Int] {
        into[node].filter { marking >> UInt64($0) & 1 == 1 }
    }

    private func isStep(_ node: Int) -> Bool { map.nodes[node].kind != .join && map.nodes[node].kind != .end }

    /// Joins of one flow wait for nothing.
    private func waitsForAll(_ node: Int) -> Bool {
        map.nodes[node].kind == .join && !map.nodes[node].isImplicit && map.nodes[node].joinRule == .all && into[node].count > 1
    }

    private func isEnabled(_ node: Int, _ marking: Marking) -> Bool {
        let tokens = arrived(marking, node)
        guard !tokens.isEmpty, map.nodes[node].kind != .end else { return false }
        if waitsForAll(node) { return tokens.count == into[node].count }
        if map.nodes[node].kind == .join { return !into[node].isEmpty && !isAwaited(node, tokens, marking) }
        return true
    }

    /// The inclusive join of BPMN 2.0 (13.4.3): it waits for a token that can still come over a flow on which none has come,
    /// unless that token can as well come over one on which one has.
    private func isAwaited(_ join: Int, _ arrived: [Int], _ marking: Marking) -> Bool {
        map.flows.indices.contains { flow in
            guard marking >> UInt64(flow) & 1 == 1, map.flows[flow].to.index != join else { return false }
            var seen = Set([map.flows[flow].to.index])
            var open = [map.flows[flow].to.index]
            var over: Set<Int> = []
            while let node = open.popLast() {
                for next in from[node] {
                    let target = map.flows[next].to.index
                    if target == join { over.insert(next) } else if seen.insert(target).inserted { open.append(target) }
                }
            }
            return over.contains { !arrived.contains($0) } && over.isDisjoint(with: arrived)
        }
    }

    private mutating func after(_ node: Int, _ marking: Marking) -> [Marking] {
        var rest = marking
        for flow in arrived(marking, node) { rest &= ~(1 << UInt64(flow)) }
        let flows = from[node]
        let isFork = map.nodes[node].kind != .decision
        if flows.isEmpty { return [rest] }
        let ways = isFork ? [flows] : flows.map { [$0] }
        var all: [Marking] = []
        for way in ways {
            var next = rest
            var isCrowded = false
            for flow in way where map.nodes[map.flows[flow].to.index].kind != .end {
                if rest >> UInt64(flow) & 1 == 1 {
                    crowded.insert(flow)
                    isCrowded = true
                }
                next |= 1 << UInt64(flow)
            }
            if !isCrowded { all.append(next) }
        }
        return all
    }

    private mutating func blame(_ marking: Marking) {
        let waiting = map.nodes.indices.filter { !arrived(marking, $0).isEmpty }
        for node in waiting where !waiting.contains(where: { $0 != node && reaches[$0][node] && !reaches[node][$0] }) { stuck.insert(node) }
    }
}

/// The flows of each node of a map whose nodes are all reached.
private struct FlowsByNode {
    var into: [[Int]]
    var from: [[Int]]
    private let map: ProcessMap

    init(_ map: ProcessMap) {
        self.map = map
        into = [[Int]](repeating: [], count: map.nodes.count)
        from = into
        for (index, flow) in map.flows.enumerated() {
            into[flow.to.index].append(index)
            from[flow.from.index].append(index)
        }
        for (index, entry) in map.entries.enumerated() { into[entry.index].append(map.flows.count + index) }
    }

    func reached(from start: Int) -> [Bool] {
        var seen = [Bool](repeating: false, count: map.nodes.count)
        var open = [start]
        while let node = open.popLast() {
            for flow in from[node] where !seen[map.flows[flow].to.index] {
                seen[map.flows[flow].to.index] = true
                open.append(map.flows[flow].to.index)
            }
        }
        return seen
    }
}
