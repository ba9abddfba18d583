/// Plays through what can happen to one case, part by part.
///
/// The graph is cut into its strongly connected parts, in an order in which each comes after all that lead
/// to it. A situation is the set of places where the case waits to go on; always the first place in that order is
/// played next, so that all that can still arrive there has arrived, and situations that have come to the same are one.
/// Paths side by side are thereby played one after the other and not in all their mixtures: the cost of a map is the
/// number of its flows times the number of situations at one place, which is small unless choices on many paths are
/// remembered at once.
///
/// A loop is a part of several nodes. It is cut open where the case comes in, played by itself in the same way, and
/// then stands for the ways by which it can be left.
struct SoundnessSearch {
    /// A fault as it was met, before it is told.
    struct Fault {
        enum Kind: Hashable {
            case deadlock, doubled, doubledLoop, endless
            /// A join with `[any]` or `[one]` to which several come, and from which a case can go back to it.
            case reopened
        }
        let kind: Kind
        let node: Int32
        /// The last step before it.
        let trace: Int32
        /// For a node done twice, the flow that came second; for a loop, the flow by which the other path leaves it.
        let flow: Int32
        /// How far from plain the case is that shows it: exceptions, or other faults before.
        let oddity: Int32
    }

    static let fault: Int32 = 1000
    static let deepestLoop = 40

    let rules: CaseRules
    var trace: CaseTrace
    var faults: [Fault] = []
    var faultAt: [FaultKey: Int] = [:]
    /// False where the map was too tangled to be played to the end.
    var isComplete = true

    struct FaultKey: Hashable { let kind: Fault.Kind, node: Int32 }

    /// For each node the innermost part being played that holds it, its place there, and where it was cut open.
    var scope: [Int32]
    var place: [Int32]
    var cutIn: [Int32]
    /// Its number among the nodes of the part that is being cut into smaller ones; nothing outside `parts(of:)` reads it.
    var local: [Int32]
    var scopes: Int32 = 0
    var effort: Int

    /// Where a case has come into the loop being played at several places at once: the last step before; else -2.
    var entered: Int32 = -2
    let isStrict: Bool
    var waiting: WaitingJoin
    /// Joins to which less has come than leads to them, and all that is missing may be other answers to the same questions.
    var doubtful: Set<Int32> = []
    var excused: [Arrival: Bool] = [:]
    struct Arrival: Hashable { let join: Int32, flows: [Int32] }
    /// Of these joins a mark remembers over which flows the case has come, and not only over how many.
    var tracked: [Bool] = []
    var sets = ArrivalSets()
    /// What has come to each of them, and the plainest case of it.
    var arrivals: [Int32: [Int: Fault]] = [:]
    /// For the flows into each of them, which come together in some case.
    var partners: [Int32: [Int32: Set<Int32>]] = [:]
    /// True in a loop, where what is done can come again.
    var isInLoop = false

    /// - Parameter isStrict: a join waits for every flow that leads to it, as in BPMN. Else it waits for every branch: the
    ///   answers of one question that lead to it are one branch, since only one of them is given.
    init(_ rules: CaseRules, isStrict: Bool = false) {
        self.rules = rules
        self.isStrict = isStrict
        waiting = WaitingJoin(rules)
        let graph = rules.graph
        let count = graph.nodeCount
        trace = CaseTrace(targets: graph.targets)
        scope = [Int32](repeating: -1, count: count)
        place = scope
        cutIn = scope
        local = scope
        effort = 20_000 + 20 * (count + graph.targets.count)
        guard rules.hasParallelism, count < 1 << 21, graph.targets.count < 1 << 21 else {
            isComplete = !rules.hasParallelism
            return
        }
        tracked = [Bool](repeating: false, count: count)
        let most = effort
        playAll()
        guard isComplete, !doubtful.isEmpty else { return }
        // Which flows are alternatives can be told only where it is known which come together; so it is played again.
        for join in doubtful { tracked[Int(join)] = true }
        trace = CaseTrace(targets: graph.targets)
        (faults, faultAt, effort) = ([], [:], most)
        playAll()
        for join in doubtful.sorted() { settle(join) }
    }

    mutating func playAll() {
        for (nodes, entries) in [(rules.nodes, rules.entries), (rules.nodesBeside, rules.entriesBeside)] where !entries.isEmpty {
            // A case comes in at one of the entries.
            let patterns = entries.map { [Mark(place: Mark.again, id: $0, count: 1)] }
            _ = play(nodes, from: patterns, isWhole: true, trace: CaseTrace.start, oddity: 0, depth: 0)
        }
    }

    /// Tells of a join whether it waits for what does not come, now that all is known that can come to it.
    mutating func settle(_ join: Int32) {
        let known = (arrivals[join] ?? [:]).sorted { $0.key < $1.key }
        guard isComplete, known.first?.key != 0, let partners = ArrivalSets.partners(known.map { sets.flows[$0.key] }) else {
            isComplete = false
            return
        }
        self.partners[join] = partners
        // A join to which nothing but alternatives lead never has anything to join.
        var isFault = known.allSatisfy { sets.flows[$0.key].count < 2 }
        for (number, fault) in known where sets.flows[number].count < Int(rules.inDegree[Int(join)]) {
            if !isFault {
                let missing = waiting.missing(at: Int(join), arrived: sets.flows[number], partners: partners, from: fault.trace, in: trace)
                isFault = !missing.allSatisfy(isAnswer)
                guard waiting.effort > 0 else {
                    isComplete = false
                    return
                }
            }
            guard isFault else { continue }
            add(.deadlock, join, fault.trace, flow: -1, oddity: fault.oddity)
            return
        }
    }

    /// Whether a flow is another answer to a question that led to what has come.
    func isAnswer(_ missing: WaitingJoin.Missing) -> Bool {
        missing.isAlternative && missing.split.map { rules.departure[$0] != .several } ?? false
    }

    /// - Parameters:
    ///   - patterns: where a case may come in, each a list of nodes with how many flows have arrived there.
    ///   - isWhole: true for the map as a whole, which is entered only once.
    mutating func play(
        _ nodes: [Int32], from patterns: [[Mark]], isWhole: Bool, trace start: Int32, oddity: Int32, depth: Int
    ) -> [Outcome] {
        var outcomes: [Outcome] = []
        var known: [[Int32]: Int] = [:]
        var open = patterns.map { Situation(marks: $0, trace: start, oddity: oddity) }
        var seen = Set(patterns)
        var next = 0
        var leaving: [Fault] = []
        var (goesOn, isLeft) = (false, false)
        while next < open.count, effort > 0 {
            let situation = open[next]
            next += 1
            for var final in pass(nodes, situation, isWhole: isWhole, depth: depth) {
                let again = final.marks.filter { $0.place == Mark.again }.sorted { $0.code < $1.code }
                let left = final.marks.filter { $0.place == Mark.outside }.map(\.id)
                if again.isEmpty {
                    isLeft = true
                } else {
                    goesOn = true
                    if let first = left.last {
                        // Something goes round again while something else has left.
                        let back = again[0].id
                        leaving.append(Fault(kind: .doubledLoop, node: back, trace: final.trace, flow: first, oddity: final.oddity))
                        final.oddity &+= Self.fault
                    } else {
                        if seen.insert(again).inserted { open.append(Situation(marks: again, trace: final.trace, oddity: final.oddity)) }
                        continue
                    }
                }
                if let index = known[left] {
                    if outcomes[index].oddity > final.oddity { outcomes[index] = Outcome(flows: left, base: start, trace: final.trace, oddity: final.oddity) }
                } else {
                    known[left] = outcomes.count
                    outcomes.append(Outcome(flows: left, base: start, trace: final.trace, oddity: final.oddity))
                }
            }
        }
        if next < open.count { isComplete = false }
        if goesOn, !isLeft, isComplete, let first = patterns.first?.first {
            add(.endless, first.id, start, flow: leaving.first?.flow ?? -1, oddity: oddity)
        } else {
            for fault in leaving { add(fault.kind, fault.node, fault.trace, flow: fault.flow, oddity: fault.oddity) }
        }
        return outcomes
    }

    /// Once through a part: from where a case comes in until it has left, ended, or is back there.
    mutating func pass(_ nodes: [Int32], _ start: Situation, isWhole: Bool, depth: Int) -> [Situation] {
        scopes &+= 1
        let scope = scopes
        effort -= nodes.count
        for (index, node) in nodes.enumerated() {
            self.scope[Int(node)] = scope
            local[Int(node)] = Int32(index)
        }
        if !isWhole {
            // A join that waits for a way round is not where the loop begins, unless there is no other place.
            let steps = start.marks.filter { rules.arrival[Int($0.id)] != .all }
            for mark in steps.isEmpty ? start.marks : steps { cutIn[Int(mark.id)] = scope }
        }
        let (parts, hasLoop) = parts(of: nodes, scope)
        let count = parts.starts.count - 1
        for part in 0..<count {
            for index in parts.starts[part]..<parts.starts[part + 1] {
                place[Int(nodes[Int(parts.nodes[Int(index)])])] = Int32(part)
            }
        }
        var waiting = [[Situation]](repeating: [], count: count)
        var finals: [Situation] = []
        func put(_ situation: Situation) {
            if let first = situation.marks.last, first.place < Mark.again {
                waiting[Int(first.place)].append(situation)
            } else {
                finals.append(situation)
            }
        }
        var first = Situation(marks: [], trace: start.trace, oddity: start.oddity)
        for mark in start.marks {
            first.insert(Mark(place: UInt64(place[Int(mark.id)]), id: mark.id, count: mark.count))
        }
        put(first)
        var known: [Loop: (outcomes: [Outcome], number: Int32)] = [:]
        let (outer, wasInLoop) = (entered, isInLoop)
        isInLoop = !isWhole
        defer { (entered, isInLoop) = (outer, wasInLoop) }
        let here: Int32 = start.marks.count > 1 ? start.trace : -2

        for part in 0..<count where !waiting[part].isEmpty {
            let members = parts.nodes[Int(parts.starts[part])..<Int(parts.starts[part + 1])]
            let isLoop = members.count > 1 || hasLoop[Int(members[members.startIndex])]
            for var situation in distinct(waiting[part]) {
                effort -= 2 + situation.marks.count / 64
                guard effort > 0 else {
                    isComplete = false
                    return finals
                }
                var taken: [Mark] = []
                while let mark = situation.marks.last, mark.place == UInt64(part) {
                    taken.append(mark)
                    situation.marks.removeLast()
                }
                entered = here
                guard isLoop else {
                    for mark in taken { fire(mark, situation, scope) { put($0) } }
                    continue
                }
                let pattern = taken.map { Mark(place: Mark.again, id: $0.id, count: $0.count) }.sorted { $0.code < $1.code }
                let key = Loop(pattern: pattern)
                let (outcomes, number): ([Outcome], Int32)
                if let before = known[key] {
                    (outcomes, number) = before
                } else {
                    let loop = members.map { nodes[Int($0)] }
                    outcomes = leave(loop, by: pattern, situation, depth: depth)
                    number = trace.add(loop: loop)
                    known[key] = (outcomes, number)
                    for node in loop {
                        self.scope[Int(node)] = scope
                        place[Int(node)] = Int32(part)
                    }
                }
                entered = here
                for outcome in outcomes {
                    let step = trace.append(after: situation.trace, nodes: taken.map(\.id), flows: outcome.flows, loop: number, inner: (outcome.base, outcome.trace))
                    put(moved(situation, over: outcome.flows[...], scope, step, oddity: max(situation.oddity, outcome.oddity)))
                }
            }
            waiting[part] = []
        }
        return distinct(finals)
    }

    struct Loop: Hashable { let pattern: [Mark] }

    /// The strongly connected parts of some nodes, once cut open, and which nodes lead to themselves.
    func parts(of nodes: [Int32], _ scope: Int32) -> (Components, hasLoop: [Bool]) {
        var rows: [Int32] = [0]
        rows.reserveCapacity(nodes.count + 1)
        var targets: [Int32] = []
        var hasLoop = [Bool](repeating: false, count: nodes.count)
        for (index, node) in nodes.enumerated() {
            for flow in rules.flows(from: Int(node)) {
                let target = rules.graph.targets[Int(flow)]
                guard self.scope[Int(target)] == scope, cutIn[Int(target)] != scope else { continue }
                if target == node { hasLoop[index] = true }
                targets.append(local[Int(target)])
            }
            rows.append(Int32(targets.count))
        }
        return (Components(rows: rows, targets: targets), hasLoop)
    }

    /// The ways out of a loop that a case has come into.
    mutating func leave(_ loop: [Int32], by pattern: [Mark], _ situation: Situation, depth: Int) -> [Outcome] {
        var isPlain = true
        for node in loop where rules.arrival[Int(node)] == .all || rules.departure[Int(node)] != .one { isPlain = false }
        let isTooDeep = depth >= Self.deepestLoop
        if isTooDeep { isComplete = false }
        for mark in pattern where mark.count > 1 && rules.arrival[Int(mark.id)] == .first { isPlain = false }
        guard isPlain && pattern.count == 1 || isTooDeep else {
            return play(loop, from: [pattern], isWhole: false, trace: situation.trace, oddity: situation.oddity, depth: depth + 1)
        }
        // A case that is at one place at a time leaves by one flow, whichever.
        for node in loop { scope[Int(node)] = -2 }
        var outcomes: [Outcome] = []
        var mayEnd = false
        for node in loop {
            if rules.mayStop[Int(node)] { mayEnd = true }
            for flow in rules.flows(from: Int(node)) {
                let target = Int(rules.graph.targets[Int(flow)])
                if rules.arrival[target] == .end { mayEnd = true }
                else if scope[target] != -2 { outcomes.append(Outcome(flows: [flow], base: situation.trace, trace: situation.trace, oddity: situation.oddity)) }
            }
        }
        if mayEnd { outcomes.append(Outcome(flows: [], base: situation.trace, trace: situation.trace, oddity: situation.oddity)) }
        return outcomes
    }

    /// Situations that have come to the same are one; the plainest way there is kept.
    func distinct(_ situations: [Situation]) -> [Situation] {
        guard situations.count > 1 else { return situations }
        var kept: [Situation] = []
        var index: [[Mark]: Int] = [:]
        for situation in situations {
            if let known = index[situation.marks] {
                if kept[known].oddity > situation.oddity { kept[known] = situation }
            } else {
                index[situation.marks] = kept.count
                kept.append(situation)
            }
        }
        return kept
    }
}
