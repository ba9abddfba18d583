/// Takes out of a graph what only passes cases on: gateways that merge, ends of links, borders of sub-processes.
///
/// Flows may meet at any step, so where a step follows, the merge is not missed: a case that comes there twice
/// comes to the step twice. A join and an end are not so: a join counts the flows that reach it, and an end takes
/// in any number. There the merge stays, as `join: Name [one]`, unless nothing can come to it twice.
struct MergeRemoval {
    private var draft: MapDraft
    private var target: [Int]
    private var out: [[Int]]
    private var into: [[Int]]
    /// What stands where merges stood that are gone.
    private var replaced: [Int: Int] = [:]
    private var losses: [ImportLoss] = []

    /// - Returns: what could not be kept of what is taken out.
    static func run(on draft: inout MapDraft) -> [ImportLoss] {
        var removal = MergeRemoval(draft)
        removal.removeAll()
        draft = removal.draft
        return removal.losses
    }

    private init(_ draft: MapDraft) {
        self.draft = draft
        target = []
        (out, into) = draft.graph.rows()
    }

    private mutating func removeAll() {
        let merges = draft.graph.nodes.indices.filter { draft.graph.nodes[$0].kind == .merge }
        guard !merges.isEmpty else { return }
        var risky = doubled()
        let entries = Set(draft.graph.entries)
        for merge in inOrder(merges) {
            guard !draft.graph.nodes[merge].isGone, let last = end(of: merge), out[merge].count == 1 else { continue }
            let ways = ways(to: merge).count
            let isEntry = entries.contains(merge)
            // What nothing leads to is not to vanish with what nothing leads to.
            guard ways > 0 || isEntry else { continue }
            switch draft.graph.nodes[last].kind {
            case .merge: if ways > 1, risky.contains(merge) { risky.insert(last) }
            case .end, .joinLast, .joinAll:
                // An exception must lead somewhere, and a way in must begin somewhere; so must what is counted.
                let isCounted = draft.graph.nodes[last].kind == .joinAll
                if ways > 1, isCounted || risky.contains(merge) { continue }
                if isEntry, draft.graph.nodes[last].isJoin { continue }
            default: break
            }
            remove(merge)
        }
        draft.graph.entries = draft.graph.entries.map { entry in
            var last = entry
            var passed: [Int] = []
            while let next = replaced[last] {
                passed.append(last)
                last = next
            }
            for merge in passed { replaced[merge] = last }
            return last
        }
    }

    /// Those that lead to another merge come after it, so that each is looked at with what it leads to in the end, and a
    /// chain of them is handed on once and not link by link.
    private func inOrder(_ merges: [Int]) -> [Int] {
        var isSeen = [Bool](repeating: false, count: draft.graph.nodes.count)
        var order: [Int] = []
        order.reserveCapacity(merges.count)
        for merge in merges.reversed() {
            var chain: [Int] = []
            var at: Int? = merge
            while let next = at, draft.graph.nodes[next].kind == .merge, !isSeen[next] {
                isSeen[next] = true
                chain.append(next)
                at = out[next].first.map { draft.graph.edges[$0].to }
            }
            order += chain.reversed()
        }
        return order
    }

    /// Where a merge leads, past merges that are gone.
    private func end(of merge: Int) -> Int? {
        guard let edge = out[merge].first else { return nil }
        let last = draft.graph.edges[edge].to
        return last == merge ? nil : last
    }

    /// The edges that lead to a merge; those that led to it from merges that are gone are gone too.
    private func ways(to merge: Int) -> [Int] { into[merge].filter { !draft.graph.edges[$0].isGone } }

    private mutating func remove(_ merge: Int) {
        guard let leaving = out[merge].first else { return }
        let last = draft.graph.edges[leaving].to
        let gone = draft.graph.nodes[merge]
        // Handed on and not copied: chains of merges may be long.
        var passed = draft.graph.edges[leaving].origins
        draft.graph.edges[leaving].origins = []
        draft.graph.edges[leaving].isGone = true
        passed += gone.origins
        let arriving = ways(to: merge)
        for edge in arriving {
            draft.graph.edges[edge].to = last
            into[last].append(edge)
        }
        if let first = arriving.first {
            passed += draft.graph.edges[first].origins
            draft.graph.edges[first].origins = passed
            draft.graph.nodes[last].origins += gone.origins
        } else {
            draft.graph.nodes[last].origins += passed
        }
        if arriving.count > 1, let gateway = gone.origins.first { draft.merges.insert(gateway.id) }
        draft.graph.nodes[merge].origins = []
        draft.graph.nodes[merge].isGone = true
        into[merge] = []
        out[merge] = []
        replaced[merge] = last
        for line in gone.details { draft.notes.append((line.hasPrefix("note: ") ? String(line.dropFirst(6)) : MapWords.value(line), gone.origins)) }
        if !gone.name.isEmpty, let first = gone.origins.first {
            losses.append(ImportLoss(id: first.id, line: first.line, words: "the name '\(gone.name)' of a gateway where ways only meet"))
        }
    }

    private static let mostEffort = 1_000_000

    /// The merges to which two tokens of one case may come: those that some split leads to by ways that share nothing
    /// but the two.
    private func doubled() -> Set<Int> {
        let nodes = draft.graph.nodes
        var found: Set<Int> = []
        // Nothing comes twice by one way.
        let candidates = nodes.indices.filter { nodes[$0].kind == .merge && into[$0].count > 1 }
        guard !candidates.isEmpty else { return [] }
        let splits = nodes.indices.filter { node in
            let isSplit = nodes[node].kind == .fork || nodes[node].takesSeveral
            return isSplit && out[node].count > 1
        }
        // A tangle that would take too long to look at keeps its merges: they do no harm.
        guard splits.count * (draft.graph.edges.count + 1) < Self.mostEffort else { return Set(nodes.indices.filter { nodes[$0].kind == .merge }) }
        for split in splits {
            let tree = Dominators(count: nodes.count, root: split) { node in out[node].map { draft.graph.edges[$0].to } }
            for node in candidates where tree.parent[node] == split { found.insert(node) }
        }
        return found
    }
}
