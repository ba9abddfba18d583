import ProcessModel

/// Finds steps that were given another name: by the words, by who does them, by what is before and after, and by what is
/// said of them. Two that have too little in common stay two.
struct RenamedNodes {
    private let matching: MapMatching
    private let oldSide: Side
    private let newSide: Side
    private(set) var nodes: OneToOne

    private var old: ProcessMap { matching.old }
    private var new: ProcessMap { matching.new }

    /// More than this many neighbours, or steps that share a word, are not gone through one by one.
    private static let mostCandidates = 16
    /// Each round may tell more, as a pair that was found is a neighbour that is known.
    private static let mostRounds = 8

    private struct Side {
        let before: [[Int]]
        let after: [[Int]]
        /// The flows that lead to each node.
        let entering: [[Int]]
        /// Of the nodes whose partner is looked for.
        let words: [WordLikeness?]

        init(_ map: ProcessMap, free: [Int]) {
            var before = [[Int]](repeating: [], count: map.nodes.count)
            var after = before
            var entering = before
            for (index, flow) in map.flows.enumerated() {
                entering[flow.to.index].append(index)
                after[flow.from.index].append(flow.to.index)
                before[flow.to.index].append(flow.from.index)
            }
            (self.before, self.after, self.entering) = (before, after, entering)
            var words = [WordLikeness?](repeating: nil, count: map.nodes.count)
            for index in free { words[index] = WordLikeness(map.nodes[index].name) }
            self.words = words
        }
    }

    init(_ matching: MapMatching) {
        self.matching = matching
        nodes = matching.nodes
        oldSide = Side(matching.old, free: matching.nodes.freeOld)
        newSide = Side(matching.new, free: matching.nodes.freeNew)
    }

    mutating func run() {
        for _ in 0..<Self.mostRounds {
            if !pairRound() { break }
        }
        pairLeftOver()
        for _ in 0..<Self.mostRounds {
            if !pairRound() { break }
        }
    }

    /// Pairs what is alike enough, the most alike first.
    ///
    /// - Returns: whether any was found.
    private mutating func pairRound() -> Bool {
        let (olds, news) = (nodes.freeOld, nodes.freeNew)
        guard !olds.isEmpty, !news.isEmpty else { return false }
        var byStem: [String: [Int]] = [:]
        for index in news { for stem in Set(newSide.words[index]?.stems ?? []) { byStem[stem, default: []].append(index) } }
        let events = news.filter { new.nodes[$0].kind == .start || new.nodes[$0].kind == .end }
        var found: [(score: Int, old: Int, new: Int)] = []
        for index in olds {
            var candidates: [Int] = []
            for before in oldSide.before[index].prefix(Self.mostCandidates) {
                if let other = nodes.newOf[before] { candidates += newSide.after[other].prefix(Self.mostCandidates) }
            }
            for after in oldSide.after[index].prefix(Self.mostCandidates) {
                if let other = nodes.newOf[after] { candidates += newSide.before[other].prefix(Self.mostCandidates) }
            }
            for stem in oldSide.words[index]?.stems ?? [] {
                let sharing = byStem[stem] ?? []
                if sharing.count <= Self.mostCandidates { candidates += sharing }
            }
            if old.nodes[index].kind == .start || old.nodes[index].kind == .end { candidates += events.prefix(Self.mostCandidates) }
            for other in Set(candidates).sorted() where nodes.isFree(new: other) {
                if let score = score(index, other) { found.append((score, index, other)) }
            }
        }
        found.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
        let before = nodes
        for (_, a, b) in found { nodes.pair(a, b) }
        return nodes != before
    }

    /// How much speaks for two nodes being one; nil where it is too little.
    private func score(_ a: Int, _ b: Int) -> Int? {
        let (was, now) = (old.nodes[a], new.nodes[b])
        guard was.kind.isLike(now.kind), let wasWords = oldSide.words[a], let nowWords = newSide.words[b] else { return nil }
        let words = wasWords.likeness(to: nowWords)
        let before = shares(oldSide.before[a], newSide.before[b])
        let after = shares(oldSide.after[a], newSide.after[b])
        let isSame: Bool
        var bonus = 0
        switch was.kind {
        case .start:
            let (wasOnly, nowOnly) = (old.nodes.count { $0.kind == .start } == 1, new.nodes.count { $0.kind == .start } == 1)
            isSame = words >= 0.6 || after && words >= 0.3 || wasOnly && nowOnly && after
        case .end:
            func isOnly(_ map: ProcessMap) -> Bool { map.nodes.count { $0.kind == .end && !$0.isImplicit } == 1 }
            isSame = words >= 0.75 || before && words >= 0.3 || before && answersAgree(a, b)
                || before && !was.isImplicit && !now.isImplicit && isOnly(old) && isOnly(new)
        case .fork, .join:
            isSame = before && after || (before || after) && (words >= 0.5 || was.isImplicit && now.isImplicit)
        case .task, .call, .decision:
            let sameDoers = matching.hasSameDoers(was, now)
            let sameLane = matching.isSame(was.lane, now.lane)
            let facts = factsAgree(a, b)
            // What is said of both and differs speaks against names that have only a part in common.
            let least = facts.differing > facts.equal ? 0.15 : 0
            isSame = words >= 0.75 && (sameLane || before || after)
                || words >= 0.5 + least && (sameDoers && (before || after) || before && after && sameLane)
                || words >= 0.3 + least && sameDoers && before && after
                // Where a neighbour has a new name as well, one that is known is enough.
                || facts.equal >= 2 && facts.differing == 0 && sameDoers && (before || after)
            bonus = (sameDoers ? 25 : 0) + (sameLane ? 10 : 0) + 5 * facts.equal
        }
        guard isSame else { return nil }
        return Int(words * 100) + (before ? 30 : 0) + (after ? 30 : 0) + bonus
    }

    /// True where a neighbour of the one is known to be a neighbour of the other, or neither has any.
    private func shares(_ a: [Int], _ b: [Int]) -> Bool {
        if a.isEmpty || b.isEmpty { return a.isEmpty && b.isEmpty }
        let others = Set(b.prefix(64))
        return a.prefix(64).contains { nodes.newOf[$0].map(others.contains) ?? false }
    }

    /// True where the same answers of the same decisions lead to both.
    private func answersAgree(_ a: Int, _ b: Int) -> Bool {
        func labels(_ map: ProcessMap, _ side: Side, _ node: Int, _ decision: (Int) -> Int?) -> [String]? {
            guard side.before[node].count == 1, let from = side.before[node].first, let known = decision(from), map.nodes[from].kind == .decision
            else { return nil }
            return side.entering[node].map { "\(known) \(map.flows[$0].label?.string ?? "")" }
        }
        guard let was = labels(old, oldSide, a, { nodes.newOf[$0] }), let now = labels(new, newSide, b, { $0 }) else { return false }
        return was == now
    }

    /// How many of the times, things and tools that both name are the same.
    private func factsAgree(_ a: Int, _ b: Int) -> (equal: Int, differing: Int) {
        let (was, now) = (old.details(of: NodeID(a)), new.details(of: NodeID(b)))
        var (equal, differing) = (0, 0)
        func compare<Value: Equatable>(_ a: Value?, _ b: Value?) {
            guard let a, let b else { return }
            if a == b { equal += 1 } else { differing += 1 }
        }
        compare(was.work?.value, now.work?.value)
        compare(was.takes?.value, now.takes?.value)
        compare(was.wait?.value, now.wait?.value)
        compare(was.ok?.value, now.ok?.value)
        func names(_ texts: [Text]) -> [String]? { texts.isEmpty ? nil : texts.map(\.string).sorted() }
        compare(names(was.makes), names(now.makes))
        compare(names(was.needs), names(now.needs))
        return (equal, differing)
    }

    /// Of steps that share a name with others and could not be told apart, the first is the first.
    private mutating func pairLeftOver() {
        var places: [String: [Int]] = [:]
        for index in nodes.freeNew.reversed() {
            let node = new.nodes[index]
            places["\(node.kind.group) \(node.name)", default: []].append(index)
        }
        for index in nodes.freeOld {
            let node = old.nodes[index]
            guard let other = places["\(node.kind.group) \(node.name)"]?.popLast() else { continue }
            nodes.pair(index, other)
        }
    }
}
