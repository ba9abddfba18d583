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
    /// True where a case can come to a situation from which it never ends.
    private(set) var cannotEnd = false
    /// Nodes that no case ever comes to.
    private(set) var dead: Set<Int> = []
    /// False where there were too many situations to look at them all.
    private(set) var isComplete = true

    var isSound: Bool { doubled.isEmpty && crowded.isEmpty && stuck.isEmpty && !cannotEnd }

    /// A situation: one bit for each flow with a token on it; the last bits are the cases that wait at an entry.
    typealias Marking = UInt64

    private let map: ProcessMap
    /// For each node the flows that lead to it, entries among them, and the flows from it to other nodes than ends.
    private var into: [Marking]
    private var from: [[Marking]]
    private var reaches: [[Bool]]
    private let waitsForAll: [Bool]
    private let isStep: [Bool]
    private let isClose: [Bool]

    /// For each flow into a join the others that may come in its place.
    private var alternatives = [Marking](repeating: 0, count: 64)
    /// For each flow into a join all that have waited there with it.
    private var together = [Marking](repeating: 0, count: 64)
    /// True while joins go on with whatever still comes, to see what comes together.
    private var isSurvey = false

    /// - Parameter byBranches: the answers of one question that lead to a join and never come together are one branch.
    init(_ map: ProcessMap, most: Int = 1500, byBranches: Bool = false) {
        self.map = map
        let nodes = map.nodes
        into = [Marking](repeating: 0, count: nodes.count)
        from = [[Marking]](repeating: [], count: nodes.count)
        precondition(map.flows.count + map.entries.count <= 64)
        for (index, flow) in map.flows.enumerated() {
            let bit: Marking = 1 << UInt64(index)
            into[flow.to.index] |= bit
            let kept = nodes[flow.to.index].kind == .end ? 0 : bit
            let node = flow.from.index
            if nodes[node].kind == .decision || from[node].isEmpty { from[node].append(kept) } else { from[node][0] |= kept }
        }
        for (index, entry) in map.entries.enumerated() { into[entry.index] |= 1 << UInt64(map.flows.count + index) }
        // Joins of one flow wait for nothing.
        let many = into.map { $0.nonzeroBitCount > 1 }
        waitsForAll = nodes.indices.map { nodes[$0].kind == .join && !nodes[$0].isImplicit && nodes[$0].joinRule == .all && many[$0] }
        isClose = nodes.indices.map { nodes[$0].kind == .join && (nodes[$0].isImplicit || nodes[$0].joinRule == .any) }
        isStep = nodes.map { $0.kind != .join && $0.kind != .end }
        reaches = []
        reaches = nodes.indices.map { start in
            var seen = [Bool](repeating: false, count: nodes.count)
            var open = [start]
            while let node = open.popLast() {
                for flow in map.flows where flow.from.index == node && !seen[flow.to.index] {
                    seen[flow.to.index] = true
                    open.append(flow.to.index)
                }
            }
            return seen
        }
        if byBranches {
            isSurvey = true
            play(most)
            isSurvey = false
            findAlternatives()
            (doubled, crowded, stuck, cannotEnd, dead) = ([], [], [], false, [])
            guard isComplete else { return }
        }
        play(most)
    }

    /// Two flows into a join are alternatives if they lie behind different answers of one question and never wait together.
    private mutating func findAlternatives() {
        for join in map.nodes.indices where waitsForAll[join] {
            let flows = map.flows.indices.filter { into[join] >> UInt64($0) & 1 == 1 }
            // Where nothing ever comes together there is nothing to join.
            guard flows.contains(where: { together[$0].nonzeroBitCount > 1 }) else { continue }
            for question in map.nodes.indices where map.nodes[question].kind == .decision && !map.nodes[question].takesSeveralAnswers {
                let answers = map.flows.indices.filter { map.flows[$0].from.index == question }.map { leading(over: $0, to: join) }
                for (index, first) in answers.enumerated() {
                    for (other, second) in answers.enumerated() where other != index {
                        for flow in flows where first >> UInt64(flow) & 1 == 1 { alternatives[flow] |= second & ~together[flow] & ~(1 << UInt64(flow)) }
                    }
                }
            }
        }
    }

    /// The flows into a join that are reached over a flow before the join is.
    private func leading(over first: Int, to join: Int) -> Marking {
        var (found, seen, open) = (Marking(0), Set([first]), [first])
        while let flow = open.popLast() {
            let node = map.flows[flow].to.index
            if node == join { found |= 1 << UInt64(flow) }
            else { for next in map.flows.indices where map.flows[next].from.index == node && seen.insert(next).inserted { open.append(next) } }
        }
        return found
    }

    private mutating func play(_ most: Int) {
        let start: [Marking] = map.entries.indices.map { 1 << UInt64(map.flows.count + $0) }
        var known: [Marking: Int] = [:]
        var markings: [Marking] = []
        var before: [[Int]] = []
        for marking in start {
            known[marking] = markings.count
            markings.append(marking)
            before.append([])
        }
        var done = [Bool](repeating: false, count: map.nodes.count)
        var next = 0
        while next < markings.count {
            let (number, marking) = (next, markings[next])
            next += 1
            guard markings.count <= most else {
                isComplete = false
                return
            }
            for join in map.nodes.indices where isSurvey && waitsForAll[join] {
                let tokens = marking & into[join]
                for flow in map.flows.indices where isOn(tokens, flow) { together[flow] |= tokens }
            }
            var isDouble = false
            for node in map.nodes.indices where isStep[node] && (marking & into[node]).nonzeroBitCount > 1 {
                doubled.insert(node)
                isDouble = true
            }
            // What comes after a fault is not judged.
            if isDouble { continue }
            var isDead = true
            for node in map.nodes.indices where isEnabled(node, marking) {
                isDead = false
                done[node] = true
                for after in after(node, marking) {
                    if let index = known[after] {
                        before[index].append(number)
                    } else {
                        known[after] = markings.count
                        markings.append(after)
                        before.append([number])
                    }
                }
            }
            if isDead, marking != 0 { blame(marking) }
        }
        for node in map.nodes.indices where !done[node] && map.nodes[node].kind != .end { dead.insert(node) }
        guard doubled.isEmpty, crowded.isEmpty, stuck.isEmpty else { return }
        var canEnd = [Bool](repeating: false, count: markings.count)
        var open = known[0].map { [$0] } ?? []
        for index in open { canEnd[index] = true }
        while let index = open.popLast() {
            for earlier in before[index] where !canEnd[earlier] {
                canEnd[earlier] = true
                open.append(earlier)
            }
        }
        cannotEnd = canEnd.contains(false)
    }

    private func isEnabled(_ node: Int, _ marking: Marking) -> Bool {
        let tokens = marking & into[node]
        guard tokens != 0, map.nodes[node].kind != .end else { return false }
        if waitsForAll[node] {
            if isSurvey { return !isAwaited(node, tokens, marking) }
            return map.flows.indices.allSatisfy { !isOn(into[node] & ~tokens, $0) || alternatives[$0] & tokens != 0 }
                && tokens >> UInt64(map.flows.count) == into[node] >> UInt64(map.flows.count)
        }
        return !isClose[node] || !isAwaited(node, tokens, marking)
    }

    /// The inclusive join of BPMN 2.0 (13.4.3): it waits for a token that can still come over a flow on which none has come,
    /// unless that token can as well come over one on which one has.
    private func isAwaited(_ join: Int, _ arrived: Marking, _ marking: Marking) -> Bool {
        map.flows.indices.contains { flow in
            let start = map.flows[flow].to.index
            guard marking >> UInt64(flow) & 1 == 1, start != join, reaches[start][join] else { return false }
            var seen = Set([start])
            var open = [start]
            var over: Marking = 0
            while let node = open.popLast() {
                for (index, next) in map.flows.enumerated() where next.from.index == node {
                    if next.to.index == join { over |= 1 << UInt64(index) } else if seen.insert(next.to.index).inserted { open.append(next.to.index) }
                }
            }
            return over & ~arrived != 0 && over & arrived == 0
        }
    }

    private mutating func after(_ node: Int, _ marking: Marking) -> [Marking] {
        let rest = marking & ~into[node]
        guard !from[node].isEmpty else { return [rest] }
        var all: [Marking] = []
        for way in from[node] {
            guard rest & way == 0 else {
                for flow in map.flows.indices where isOn(rest & way, flow) { crowded.insert(flow) }
                continue
            }
            all.append(rest | way)
        }
        return all
    }

    private mutating func blame(_ marking: Marking) {
        let waiting = map.nodes.indices.filter { marking & into[$0] != 0 }
        for node in waiting where !waiting.contains(where: { $0 != node && reaches[$0][node] && !reaches[node][$0] }) { stuck.insert(node) }
    }

    // MARK: Replay

    /// One node done, and the flows it took.
    struct Move {
        let node: Int
        let flows: [Int]
    }

    /// Plays given moves; nil where one of them is not allowed.
    ///
    /// - Parameter held: a node that is not done the last time it could be, nor what follows from it.
    func replay(_ moves: [Move], holding held: Int? = nil) -> Marking? {
        guard let first = moves.first, let entry = map.entries.firstIndex(where: { $0.index == first.node }) else { return nil }
        var marking: Marking = 1 << UInt64(map.flows.count + entry)
        let last = held.flatMap { node in moves.lastIndex { $0.node == node } }
        for (index, move) in moves.enumerated() {
            guard isEnabled(move.node, marking), index != last else {
                if let last, index >= last { continue }
                return nil
            }
            var way: Marking = 0
            for flow in move.flows where map.nodes[map.flows[flow].to.index].kind != .end { way |= 1 << UInt64(flow) }
            guard from[move.node].contains(way) || (from[move.node].isEmpty && way == 0) else { return nil }
            marking = marking & ~into[move.node] | way
        }
        return marking
    }

    func tokens(_ marking: Marking, at node: Int) -> Int { (marking & into[node]).nonzeroBitCount }
    func lacks(_ marking: Marking, at node: Int) -> Bool { marking & into[node] != into[node] }
    func isOn(_ marking: Marking, _ flow: Int) -> Bool { marking >> UInt64(flow) & 1 == 1 }
}
