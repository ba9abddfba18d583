import ProcessSyntax

/// Events, gateways and calls: the lines of a flow that nobody does.
extension MapBuilder {
    mutating func element(_ index: Int, from loose: LooseEnds) -> LooseEnds {
        let line = lines[index]
        guard let keyword = line.keyword else { return loose }
        if keyword == .inParallel { return parallel(index, from: loose) }
        if keyword == .path { return strayPath(index, from: loose) }
        if line.value.isEmpty {
            report("missing-name", "'\(keyword.rawValue):' has no name", at: line.head, fix: "write it after the colon")
            if keyword == .call || keyword == .phase { return loose }
        }
        if let target = line.target {
            report(
                "misplaced-arrow", "'\(keyword.rawValue):' and a jump cannot share a line", at: target, fix: "put the jump on a line of its own, or leave it out")
        }
        let name = line.value.isEmpty ? Text(nameOfUnnamed(keyword), at: line.head) : text(line.value)
        switch keyword {
        case .phase:
            currentPhase = map.phases.count
            map.phases.append(.init(name: name))
            return block(under: index, from: loose)
        case .end:
            let known = saysID(index) ? nil : node(called: name.string).flatMap { map.nodes[$0].kind == .end ? NodeID($0) : nil }
            let node = known ?? add(.end, name, lane: Self.unplaced, isImplied: line.value.isEmpty)
            connect(loose, to: node)
            readEvent(index, node)
            return .none
        case .start:
            let node = add(.start, name, lane: Self.unplaced, isImplied: line.value.isEmpty)
            readEvent(index, node)
            var ends = loose
            ends.append(leave(node, at: line.content))
            return ends
        case .call:
            let node = add(.call, name, lane: Self.unplaced)
            connect(loose, to: node)
            let end = leave(node, at: line.content)
            if let terms = readStep(index, node, as: .step, calling: name), let flow = end.single { map.flows[flow].terms = terms }
            return followUps(index, node, end)
        case .fork:
            let node = add(.fork, name, lane: Self.unplaced, isImplied: line.value.isEmpty)
            connect(loose, to: node)
            readEvent(index, node)
            let hasBranch = branches(of: node, index)
            if hasBranch { namedGateways.append((node, index)) }
            return hasBranch ? .none : leave(node, .path, at: line.content)
        case .join:
            let node = add(.join, name, lane: Self.unplaced, isImplied: line.value.isEmpty)
            connect(loose, to: node)
            readEvent(index, node)
            namedGateways.append((node, index))
            return leave(node, at: line.content)
        default:
            reportBrokenLine(index, after: nil)
            return loose
        }
    }

    /// `in parallel:` with its paths: a fork, and a join that waits for the paths that come to their end.
    private mutating func parallel(_ index: Int, from loose: LooseEnds) -> LooseEnds {
        let line = lines[index]
        let children = tree.children(of: index)
        let paths = children.filter { lines[$0].keyword == .path }
        for child in children { markRead(child) }
        if !line.value.isEmpty {
            report("unexpected-value", "'in parallel:' takes nothing after its colon", at: line.value, fix: "name its paths, on the lines below: 'path: name'")
        }
        let others = children.filter { lines[$0].keyword != .path }
        for child in others { drop(child) }
        if let first = others.first {
            let isOne = others.count == 1
            report(
                "no-path", isOne ? "this line belongs to no path of the parallel block" : "these \(others.count) lines belong to no path of the parallel block",
                at: lines[first].content, fix: isOne ? "put 'path: name' above it, and indent it below" : "put 'path: name' above each, and indent it below")
        }
        guard !paths.isEmpty else {
            if children.isEmpty {
                let next = nextSibling(of: index)
                let areBeside = next.map { lines[$0].keyword == .path } ?? false
                if areBeside { arePathsTold = true }
                report(
                    "empty-block", areBeside ? "the paths stand beside 'in parallel:', not below it" : "nothing runs in parallel here", at: line.head,
                    fix: areBeside ? "indent them, with their steps, below 'in parallel:'" : "add 'path: name' lines below, each with its steps")
            }
            return loose
        }
        if paths.count == 1, others.isEmpty {
            warn(
                "lone-gateway", "only one path runs here, so nothing runs in parallel", at: lines[paths[0]].content,
                fix: "add the other paths, or take 'in parallel:' and 'path:' out")
        }
        for path in paths where !hasLines(below: path) {
            report("empty-block", "nothing is done on this path", at: lines[path].content, fix: "write its steps below it, indented, or take the path out")
        }
        let title = paths.map { tree.name(lines[$0].value) }.joined(separator: ", ")
        let fork = add(.fork, Text("In parallel: \(title)", at: line.head), lane: Self.unplaced, isImplied: true)
        map.nodes[fork.index].isImplicit = true
        connect(loose, to: fork)
        let passed = loose.single.flatMap { map.flows[$0].terms }
        var ends = LooseEnds.none
        for path in paths {
            let syntax = lines[path]
            let end = leave(fork, .path, terms: passed, at: syntax.content)
            if let flow = end.single {
                map.flows[flow].label = syntax.value.isEmpty ? nil : text(syntax.value)
                if let terms = handoff(under: path, as: .path, of: fork) { map.flows[flow].terms = terms }
            }
            ends.append(block(under: path, from: end, about: .node(fork)))
        }
        guard !ends.isEmpty else { return .none }
        let join = add(.join, Text("All done: \(title)", at: line.head), lane: Self.unplaced, isImplied: true)
        map.nodes[join.index].isImplicit = true
        connect(ends, to: join)
        return leave(join, at: line.content)
    }

    private mutating func nameOfUnnamed(_ keyword: Keyword) -> String {
        settleKeys()
        return freeKey(like: keyword.rawValue)
    }

    /// Whether an end has an id of its own: it is then not the one of the same name.
    private mutating func saysID(_ index: Int) -> Bool {
        let items = lines[index].attributes
        guard lines[index].next > index + 1 || !items.isEmpty else { return false }
        if items.contains(where: { attributeSaysID(tree.attributes[$0]) }) { return true }
        var child = index + 1
        while child < lines[index].next {
            if lines[child].keyword == .id, lines[child].kind == .property, !lines[child].value.isEmpty { return true }
            child = max(lines[child].next, child + 1)
        }
        return false
    }

    private mutating func attributeSaysID(_ item: Span) -> Bool {
        guard item.count > 2, bytes[Int(item.start)] == UInt8(ascii: "i"), bytes[Int(item.start) + 1] == UInt8(ascii: "d"),
            let property = attribute(item, of: .event, Owner.event.allowed)
        else { return false }
        return property.keyword == .id && !property.value.isEmpty
    }

    /// Whether something stands below a line; blank lines and comments do not count.
    func hasLines(below index: Int) -> Bool {
        (index + 1..<max(index + 1, lines[index].next)).contains { lines[$0].kind != .blank && lines[$0].kind != .comment }
    }

    private func nextSibling(of index: Int) -> Int? {
        var next = lines[index].next
        while next < lines.count, lines[next].kind == .blank || lines[next].kind == .comment { next += 1 }
        return next < lines.count && lines[next].parent == lines[index].parent ? next : nil
    }

    /// A path that stands in no parallel block; its steps are read as if they stood there without it.
    private mutating func strayPath(_ index: Int, from loose: LooseEnds) -> LooseEnds {
        if !arePathsTold {
            arePathsTold = true
            report(
                "path-outside-block", "a path stands below 'in parallel:', and there is none above it", at: lines[index].content,
                fix: "write 'in parallel:' on a line above, and indent the paths below it")
        }
        return block(under: index, from: loose, about: .process)
    }

    /// The arrows below a fork.
    private mutating func branches(of node: NodeID, _ index: Int) -> Bool {
        var hasBranch = false
        var isTold = false
        for child in tree.children(of: index) {
            markRead(child)
            if lines[child].kind == .jump, lines[child].head.isEmpty {
                hasBranch = true
                jump(lines[child], from: leave(node, .path, at: lines[child].content))
                continue
            }
            drop(child)
            guard !lines[child].isToldElsewhere, lines[child].kind != .property, !isTold else { continue }
            isTold = true
            report(
                "no-path", "under a fork stand arrows to steps, and nothing else", at: lines[child].content,
                fix: "write '-> ' and the step, and the step itself below; or use 'in parallel:' with 'path: name' lines")
        }
        if !hasBranch, !isTold {
            report("empty-block", "this fork leads nowhere", at: lines[index].content, fix: "write '-> ' and a step on each line below it, indented")
        }
        return hasBranch
    }

    /// What can be said of forks and joins only when all flows are known.
    mutating func reportGatewayMistakes() {
        guard !namedGateways.isEmpty else { return }
        var ways = [Int](repeating: 0, count: map.nodes.count)
        for index in map.flows.indices {
            let (from, to) = (map.flows[index].from.index, map.flows[index].to.index)
            if map.nodes[from].kind == .fork { ways[from] += 1 }
            if map.nodes[to].kind == .join { ways[to] += 1 }
        }
        for (node, line) in namedGateways where ways[node.index] == 1 {
            let isFork = map.nodes[node.index].kind == .fork
            warn(
                "lone-gateway", isFork ? "only one way leaves this fork" : "only one way leads to this join, so there is nothing to wait for",
                at: lines[line].content,
                fix: isFork ? "write the other steps it leads to below it, '-> Step' on each line; or take the fork out"
                    : "let the other paths lead to it, with '-> \(map.nodes[node.index].key)'; or take the join out")
        }
    }
}
