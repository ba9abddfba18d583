/// Decisions with their answers, and paths side by side.
extension FlowWriter {
    // MARK: Decisions

    /// - Returns: what follows the decision on the next line; nil where no answer leads there.
    mutating func writeDecision(_ index: Int, _ indent: Int, _ stop: Int) -> Int? {
        let node = graph.nodes[index]
        lines.add(indent, "\(who(node)): \(MapWords.quoted(node.name))" + brackets(node), node.origins)
        for saying in node.sayings { lines.add(saying, indent + 1, node.origins, isOfDecision: true) }
        for detail in node.details { lines.add(indent + 1, detail, node.origins) }
        writeExceptions(of: index, indent)
        let answers = out[index].filter { graph.edges[$0].kind == .next }
        let labels = labels(of: answers)
        let next = continuation(of: index, answers, stop)
        var goesOn = false
        reserved.append(next ?? -1)
        defer { reserved.removeLast() }
        for (edge, label) in zip(answers, labels) {
            let (to, origins) = (graph.edges[edge].to, graph.edges[edge].origins)
            let said = graph.edges[edge].sayings
            if !said.isEmpty {
                // What is said of an answer stands below it, and so does where it leads.
                lines.add(indent + 1, "\(label):", origins)
                for saying in said { lines.add(saying, indent + 2, origins) }
                if to == next {
                    goesOn = true
                } else {
                    isJumpedTo[to] = true
                    lines.add(indent + 2, "-> \(MapWords.target(graph.nodes[to].key))", origins)
                    postpone(to)
                }
            } else if to == next {
                lines.add(indent + 1, label, origins)
                goesOn = true
            } else if !isWritten[to], isShort(to, until: next ?? -1, from: index), indent < Self.deepest {
                lines.add(indent + 1, "\(label):", origins)
                if write(from: to, indent: indent + 2, until: next ?? -2) { goesOn = true }
            } else {
                isJumpedTo[to] = true
                lines.add(indent + 1, "\(label) -> \(MapWords.target(graph.nodes[to].key))", origins)
                postpone(to)
            }
        }
        return goesOn ? next : nil
    }

    /// The words of each answer; one without is called after what it leads to.
    private func labels(of answers: [Int]) -> [String] {
        var taken: Set<String> = []
        var copies: [String: Int] = [:]
        return answers.map { index in
            let edge = graph.edges[index]
            let share = edge.share.isEmpty ? "" : " " + edge.share
            var words = MapWords.tidied(edge.label)
            if words.isEmpty || words == "otherwise", edge.isOtherwise, taken.insert("otherwise").inserted { return "otherwise" + share }
            if words.isEmpty { words = MapWords.noQuestion(graph.nodes[edge.to].name) }
            if words.isEmpty { words = "on" }
            var label = MapWords.answer(words)
            while !taken.insert(label).inserted {
                copies[words, default: 1] += 1
                label = MapWords.answer("\(words) (\(copies[words, default: 2]))")
            }
            return label + share
        }
    }

    /// What the line after a decision is: where its answers meet, else where the longest of them leads.
    private func continuation(of index: Int, _ answers: [Int], _ stop: Int) -> Int? {
        if meeting[index] >= 0 {
            let meets = meeting[index]
            if meets == stop || (!isWritten[meets] && rank[meets] > rank[index]) { return meets }
        }
        if stop >= 0, answers.contains(where: { graph.edges[$0].to == stop }) { return stop }
        var best: (node: Int, size: Int)?
        for edge in answers {
            let to = graph.edges[edge].to
            guard !isWritten[to], rank[to] > rank[index] || rank[index] < 0, graph.nodes[to].kind != .end || best == nil else { continue }
            let size = graph.nodes[to].kind == .end ? 0 : self.size(from: to, limit: 40)
            if size > best?.size ?? -1 { best = (to, size) }
        }
        return best?.node
    }

    /// How many nodes can be come to from a node that are not written yet.
    private func size(from node: Int, limit: Int) -> Int {
        var seen: Set<Int> = [node]
        var open = [node]
        while let next = open.popLast(), seen.count < limit {
            for edge in out[next] where !isWritten[graph.edges[edge].to] && seen.insert(graph.edges[edge].to).inserted { open.append(graph.edges[edge].to) }
        }
        return seen.count
    }

    /// Whether a way is short enough to stand below its answer, and nothing else leads into it.
    private func isShort(_ first: Int, until stop: Int, from decision: Int) -> Bool {
        var seen: Set<Int> = [first]
        var open = [first]
        // The end that the process is for is written first, so ways to other ends stand below it.
        let isAlone = stop < 0 || graph.nodes[stop].kind == .end
        while let node = open.popLast() {
            guard seen.count <= Self.longestWay, isAlone || graph.nodes[node].kind != .end else { return false }
            // An end may be written in several places. Where hundreds of ways meet, something else leads there.
            if graph.nodes[node].kind != .end {
                guard into[node].count <= Self.mostWays else { return node != first }
                for edge in into[node] {
                    let from = graph.edges[edge].from
                    if from != decision, !seen.contains(from), !isWritten[from], !(rank[from] > rank[node]) { return node != first }
                }
            }
            for edge in out[node] where graph.edges[edge].kind == .next {
                let to = graph.edges[edge].to
                if to != stop, !isWritten[to], seen.insert(to).inserted { open.append(to) }
            }
        }
        return true
    }

    // MARK: Side by side

    /// - Returns: what follows the block; nil where the paths are written one by one.
    mutating func writeFork(_ index: Int, _ indent: Int) -> Int? {
        if let join = block(of: index), !isNoBlock[index], indent + 2 < Self.deepest * 2 {
            let before = (lines: lines.count, order: order.count, isSpoilt: isSpoilt)
            isSpoilt = false
            if writeBlock(index, join, indent), !isSpoilt {
                isSpoilt = before.isSpoilt
                isWritten[join] = true
                place[join] = order.count
                order.append(join)
                return out[join].first.map { graph.edges[$0].to }
            }
            lines.cut(to: before.lines)
            for node in order[before.order...] { isWritten[node] = false }
            order.removeLast(order.count - before.order)
            isSpoilt = before.isSpoilt
            isNoBlock[index] = true
        }
        let node = graph.nodes[index]
        lines.add(indent, "fork: \(MapWords.quoted(node.name))" + brackets(node), node.origins)
        for edge in out[index] {
            lines.add(indent + 1, "-> \(MapWords.target(graph.nodes[graph.edges[edge].to].key))", graph.edges[edge].origins)
        }
        for edge in out[index] { isJumpedTo[graph.edges[edge].to] = true }
        for edge in out[index] { postpone(graph.edges[edge].to) }
        return nil
    }

    /// The join with which a fork makes a block; nil where the two do not, or where either has a name that a block could not say.
    private func block(of fork: Int) -> Int? {
        let node = graph.nodes[fork]
        let join = meeting[fork]
        guard join >= 0, !isJumpedTo[fork], into[fork].allSatisfy({ isWritten[graph.edges[$0].from] }), node.details.isEmpty, node.isUnnamed, out[fork].count > 1, !isWritten[join],
            graph.nodes[join].kind == .joinAll || graph.nodes[join].kind == .joinLast, graph.nodes[join].isUnnamed, graph.nodes[join].details.isEmpty,
            into[join].count == out[fork].count, Set(out[fork].map { graph.edges[$0].to }).count == out[fork].count,
            !out[fork].contains(where: { graph.edges[$0].to == join }), into[join].allSatisfy({ graph.edges[$0].kind == .next })
        else { return nil }
        return join
    }

    private mutating func writeBlock(_ fork: Int, _ join: Int, _ indent: Int) -> Bool {
        lines.add(indent, "in parallel:", graph.nodes[fork].origins + graph.nodes[join].origins + (out[join].first.map { graph.edges[$0].origins } ?? []))
        // Each path takes one way into the join, and all of them are taken.
        for edge in out[fork] {
            let first = graph.edges[edge].to
            guard !isWritten[first], into[first].count == 1 else { return false }
            let label = graph.edges[edge].label
            lines.add(indent + 1, "path: \(MapWords.quoted(label.isEmpty ? MapWords.noQuestion(graph.nodes[first].name) : label))", graph.edges[edge].origins)
            paths.append(order.count)
            let isWhole = write(from: first, indent: indent + 2, until: join)
            paths.removeLast()
            guard isWhole, !isSpoilt else { return false }
        }
        return into[join].allSatisfy { isWritten[graph.edges[$0].from] }
    }
}
