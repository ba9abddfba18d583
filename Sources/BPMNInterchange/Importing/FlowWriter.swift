/// Writes the flow of a map: line by line where one step follows another, in blocks where ways part and meet again,
/// with jumps for all else.
///
/// Any graph can be written, since every step can be jumped to; blocks are only used where they say the same.
struct FlowWriter {
    let graph: MapGraph
    let draft: MapDraft
    let out: [[Int]]
    let into: [[Int]]
    /// Where each node stands when the flow is gone through forwards; -1 for what no entry reaches.
    let rank: [Int]
    /// The node that all ways on from a node lead through first.
    let meeting: [Int]
    var lines: MapLines
    var isWritten: [Bool]
    /// Nodes that are jumped to and still to be written, as a heap of their ranks.
    var waiting: [Int] = []
    var nodeOfRank: [Int] = []
    var isWaiting: [Bool]
    /// Nodes that some line names: what has no name of its own cannot be one.
    var isJumpedTo: [Bool]
    /// Forks that cannot be written as blocks.
    var isNoBlock: [Bool]
    /// The nodes written so far, and where in that order each stands.
    var order: [Int] = []
    var place: [Int]
    /// For each path of a block that is being written, where in that order it began. From such a path nothing may lead
    /// elsewhere than to the close of its block, which has no name to jump to.
    var paths: [Int] = []
    var isSpoilt = false
    /// Where the decisions around go on, which no block inside is to write.
    var reserved: [Int] = []
    /// Where each end stands that is written.
    var lineOfEnd: [String: Int] = [:]

    static let deepest = 5
    /// Ways longer than this are written below, and jumped to.
    static let longestWay = 14
    /// What more ways than this lead to is written below, and jumped to.
    static let mostWays = 200

    init(_ draft: MapDraft, into lines: MapLines) {
        self.draft = draft
        graph = draft.graph
        self.lines = lines
        let rows = graph.rows()
        out = rows.out
        into = rows.into
        let count = graph.nodes.count
        let (edges, outRows, inRows) = (graph.edges, rows.out, rows.into)
        let entries = graph.entries
        // One more node leads to all entries, and one more is where all ends lead.
        let ranks = Array(Dominators(count: count + 1, root: count) { $0 == count ? entries : outRows[$0].map { edges[$0].to } }.rank.prefix(count))
        rank = ranks
        let nodes = graph.nodes
        let ends = nodes.indices.filter { !nodes[$0].isGone && outRows[$0].isEmpty }
        meeting = Dominators(count: count + 1, root: count) { $0 == count ? ends : inRows[$0].filter { edges[$0].kind == .next }.map { edges[$0].from } }
            .parent.prefix(count).map { $0 == count ? -1 : $0 }
        isWritten = [Bool](repeating: false, count: count)
        place = [Int](repeating: -1, count: count)
        isWaiting = isWritten
        isNoBlock = isWritten
        isJumpedTo = isWritten
        nodeOfRank = [Int](repeating: -1, count: count + 2)
        for node in 0..<count where ranks[node] >= 0 { nodeOfRank[ranks[node]] = node }
    }

    mutating func writeAll() {
        for entry in graph.entries {
            if !isWritten[entry] {
                if lines.lines.last?.text != "flow:" { lines.blank() }
                _ = write(from: entry, indent: 1, until: -1)
            }
            writeWaiting()
        }
        // What nothing leads to is written all the same, and told by the rules.
        let rest = graph.nodes.indices.filter { !graph.nodes[$0].isGone && !isWritten[$0] }
        for node in rest.filter({ into[$0].isEmpty }) + rest where !isWritten[node] {
            lines.blank()
            _ = write(from: node, indent: 1, until: -1)
            writeWaiting()
        }
    }

    private mutating func writeWaiting() {
        while let node = nextWaiting() {
            guard !isWritten[node], !isSaid(node) else { continue }
            lines.blank()
            _ = write(from: node, indent: 1, until: -1)
        }
    }

    /// An end of which all is said where another of its name stands needs no line of its own.
    private mutating func isSaid(_ node: Int) -> Bool {
        let end = graph.nodes[node]
        guard end.kind == .end, end.details.isEmpty, end.sayings.isEmpty, let line = lineOfEnd[end.key] else { return false }
        isWritten[node] = true
        lines.add(origins: end.origins, to: line)
        return true
    }

    // MARK: The heap

    mutating func postpone(_ node: Int) {
        if let start = paths.last, !isWritten[node] || place[node] < start { isSpoilt = true }
        guard !isWritten[node], !isWaiting[node], paths.isEmpty else { return }
        isWaiting[node] = true
        waiting.append(rank[node] < 0 ? graph.nodes.count + 1 + node : rank[node])
        var child = waiting.count - 1
        while child > 0, waiting[(child - 1) / 2] > waiting[child] {
            waiting.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func nextWaiting() -> Int? {
        guard let first = waiting.first, let last = waiting.popLast() else { return nil }
        if !waiting.isEmpty {
            waiting[0] = last
            var parent = 0
            while true {
                let left = parent * 2 + 1
                guard left < waiting.count else { break }
                let least = left + 1 < waiting.count && waiting[left + 1] < waiting[left] ? left + 1 : left
                guard waiting[least] < waiting[parent] else { break }
                waiting.swapAt(least, parent)
                parent = least
            }
        }
        let node = first > graph.nodes.count ? first - graph.nodes.count - 1 : nodeOfRank[first]
        isWaiting[node] = false
        return node
    }

    // MARK: Chains

    /// Writes a node and what follows it.
    ///
    /// - Parameter stop: what the block leads to, which is not to be written in it; -1 at the top.
    /// - Returns: whether the chain goes on to `stop`.
    mutating func write(from first: Int, indent: Int, until stop: Int) -> Bool {
        var node = first
        while true {
            isWritten[node] = true
            place[node] = order.count
            order.append(node)
            let goesOn: Int?
            switch graph.nodes[node].kind {
            case .end:
                writeEnd(node, indent)
                return false
            case .decision: goesOn = writeDecision(node, indent, stop)
            case .fork: goesOn = writeFork(node, indent)
            case .start, .step, .call, .joinAll, .joinLast, .merge: goesOn = writeStep(node, indent)
            }
            guard let next = goesOn else { return false }
            if next == stop { return true }
            guard !isWritten[next], !reserved.contains(next), mayFollow(next, inBlock: stop != -1) else {
                postpone(next)
                writeJump(after: node, to: next, indent)
                return false
            }
            node = next
        }
    }

    /// Whether a node is to stand on the next line, or is written further down as others lead to it too.
    private func mayFollow(_ next: Int, inBlock: Bool) -> Bool {
        guard inBlock || graph.nodes[next].isJoin else { return true }
        return into[next].allSatisfy { isWritten[graph.edges[$0].from] || (rank[graph.edges[$0].from] >= rank[next] && rank[next] >= 0) }
    }

    private func target(_ node: Int) -> String { MapWords.target(graph.nodes[node].key) }

    private mutating func writeJump(after node: Int, to next: Int, _ indent: Int) {
        isJumpedTo[next] = true
        let isStep = graph.nodes[node].kind == .step || graph.nodes[node].kind == .call
        lines.add(isStep ? indent + 1 : indent, "-> \(target(next))")
    }

    private mutating func writeEnd(_ node: Int, _ indent: Int) {
        let end = graph.nodes[node]
        if lineOfEnd[end.key] == nil { lineOfEnd[end.key] = lines.count }
        lines.add(indent, "end: \(MapWords.quoted(end.name, .name))" + brackets(end), end.origins)
        for saying in end.sayings { lines.add(saying, indent + 1, end.origins) }
        for detail in end.details { lines.add(indent + 1, detail) }
    }

    /// - Returns: what follows.
    private mutating func writeStep(_ index: Int, _ indent: Int) -> Int? {
        let node = graph.nodes[index]
        let head: String
        switch node.kind {
        case .start: head = "start: \(MapWords.quoted(node.name, .name))"
        case .call: head = "call: \(MapWords.quoted(node.callee, .name))"
        case .joinAll, .joinLast, .merge: head = "join: \(MapWords.quoted(node.name, .name))"
        default: head = "\(who(node)): \(MapWords.quoted(node.name, .step))"
        }
        let edges = out[index]
        let onward = edges.first { graph.edges[$0].kind == .next }
        lines.add(indent, head + brackets(node), node.origins + (onward.map { graph.edges[$0].origins } ?? []))
        for saying in node.sayings { lines.add(saying, indent + 1, node.origins) }
        for detail in node.details { lines.add(indent + 1, detail, node.origins) }
        writeExceptions(of: index, indent)
        return onward.map { graph.edges[$0].to }
    }

    mutating func writeExceptions(of index: Int, _ indent: Int) {
        for edge in out[index] {
            let words: String
            switch graph.edges[edge].kind {
            case .next: continue
            case .error: words = "on error" + (graph.edges[edge].share.isEmpty ? "" : " " + graph.edges[edge].share)
            case .late(let time): words = "on late \(time)"
            }
            lines.add(indent + 1, "\(words) -> \(target(graph.edges[edge].to))", graph.edges[edge].origins)
            isJumpedTo[graph.edges[edge].to] = true
            postpone(graph.edges[edge].to)
        }
    }

    func who(_ node: MapGraph.Node) -> String {
        node.roles.isEmpty ? MapWords.quoted(draft.lanes[node.lane].name, .who) : node.roles.map { MapWords.quoted($0, .who) }.joined(separator: " + ")
    }

    func brackets(_ node: MapGraph.Node, and more: [String] = []) -> String {
        var items: [String] = []
        let name = node.kind == .call ? node.callee : node.name
        if node.key != name { items.append("id \(MapWords.quoted(node.key, .bracket))") }
        items += node.flags
        if node.takesSeveral { items.append("any") }
        // A fork has nothing below it but its ways.
        if node.kind == .fork { items += node.sayings.map { $0.value.isEmpty ? $0.name : "\($0.name) \(Quotes.inBrackets(MapLines.line($0.value)))" } }
        if node.kind == .joinLast { items.append("last") }
        if node.kind == .merge { items.append("one") }
        items += more
        return items.isEmpty ? "" : " [" + items.joined(separator: ", ") + "]"
    }
}
