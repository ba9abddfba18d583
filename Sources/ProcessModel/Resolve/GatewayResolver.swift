import ProcessSyntax

/// Events, gateways and calls: the lines of a flow that nobody does.
extension MapBuilder {
    mutating func element(_ index: Int, from loose: LooseEnds) -> LooseEnds {
        let line = tree.lines[index]
        guard let keyword = line.keyword else { return loose }
        if keyword == .inParallel { return parallel(index, from: loose) }
        guard !line.value.isEmpty else {
            report("missing-name", "'\(keyword.rawValue):' has no name", at: line.head, fix: "write it after the colon")
            return loose
        }
        let name = text(line.value)
        switch keyword {
        case .phase:
            currentPhase = map.phases.count
            map.phases.append(.init(name: name))
            return block(under: index, from: loose)
        case .end:
            let id = givenID(index)
            let known = id == nil ? nodesByKey[name.string].flatMap { map.nodes[$0].kind == .end ? NodeID($0) : nil } : nil
            let node = known ?? add(.end, name, id: id, lane: Self.unplaced)
            connect(loose, to: node)
            readEvent(index, node)
            return .none
        case .start:
            let node = add(.start, name, id: givenID(index), lane: Self.unplaced)
            readEvent(index, node)
            var ends = loose
            ends.append(leave(node, at: line.content))
            return ends
        case .call:
            let node = add(.call, name, id: givenID(index), lane: Self.unplaced)
            connect(loose, to: node)
            map.details[slot(of: node)].called = name
            let end = leave(node, at: line.content)
            if let terms = readStep(index, node, as: .step), let flow = end.single { map.flows[flow].terms = terms }
            return followUps(index, node, end)
        case .fork:
            let node = add(.fork, name, id: givenID(index), lane: Self.unplaced)
            connect(loose, to: node)
            readEvent(index, node)
            var hasBranch = false
            for child in tree.children(of: index) {
                let branch = tree.lines[child]
                markRead(child)
                guard branch.kind == .jump else {
                    reportBrokenLine(child, after: nil)
                    continue
                }
                hasBranch = true
                jump(branch, from: leave(node, .path, at: branch.content))
            }
            return hasBranch ? .none : leave(node, .path, at: line.content)
        case .join:
            let node = add(.join, name, id: givenID(index), lane: Self.unplaced)
            connect(loose, to: node)
            readEvent(index, node)
            return leave(node, at: line.content)
        default:
            reportBrokenLine(index, after: nil)
            return loose
        }
    }

    /// `in parallel:` with its paths: a fork, and a join that waits for the paths that come to their end.
    private mutating func parallel(_ index: Int, from loose: LooseEnds) -> LooseEnds {
        let line = tree.lines[index]
        let children = tree.children(of: index)
        let paths = children.filter { tree.lines[$0].keyword == .path }
        for child in children { markRead(child) }
        for child in children where tree.lines[child].keyword != .path {
            if tree.lines[child].kind == .broken {
                reportBrokenLine(child, after: nil)
            } else {
                report("no-path", "this line belongs to no path of the parallel block", at: tree.lines[child].content, fix: "put 'path: name' above it, and indent it below")
            }
        }
        guard !paths.isEmpty else {
            if children.isEmpty {
                report("empty-block", "nothing runs in parallel here", at: line.head, fix: "add 'path: name' lines below, each with its steps")
            }
            return loose
        }
        let title = paths.map { tree.name(tree.lines[$0].value) }.joined(separator: ", ")
        let fork = add(.fork, gatewayName("In parallel: \(title)", line), lane: Self.unplaced)
        map.nodes[fork.index].isImplicit = true
        connect(loose, to: fork)
        let passed = loose.single.flatMap { map.flows[$0].terms }
        var ends = LooseEnds.none
        for path in paths {
            let syntax = tree.lines[path]
            let end = leave(fork, .path, terms: passed, at: syntax.content)
            if let flow = end.single {
                map.flows[flow].label = syntax.value.isEmpty ? nil : text(syntax.value)
                if let terms = handoff(under: path, as: .path, of: fork) { map.flows[flow].terms = terms }
            }
            ends.append(block(under: path, from: end, about: .node(fork)))
        }
        guard !ends.isEmpty else { return .none }
        let join = add(.join, gatewayName("All done: \(title)", line), lane: Self.unplaced)
        map.nodes[join.index].isImplicit = true
        connect(ends, to: join)
        return leave(join, at: line.content)
    }

    /// The name of a gateway nobody named; a second block with paths of the same names gets its own.
    private mutating func gatewayName(_ name: String, _ line: SyntaxTree.Line) -> Text {
        Text(nodesByKey[name] == nil ? name : freeKey(like: name), at: line.head)
    }

    /// `name (2)`, `name (3)`, … : the first that is free. The count goes on from the last one given.
    mutating func freeKey(like name: String) -> String {
        var count = copies[name, default: 1]
        var key: String
        repeat {
            count += 1
            key = "\(name) (\(count))"
        } while nodesByKey[key] != nil
        copies[name] = count
        return key
    }

    /// Events and gateways stand where their neighbours do: starts and joins with the step after,
    /// ends, forks and calls with the step before.
    mutating func placeEvents() {
        var open = map.nodes.indices.filter { map.nodes[$0].lane == Self.unplaced }
        guard !open.isEmpty else { return }
        var before = [Int: [NodeID]]()
        var after = [Int: [NodeID]]()
        for index in map.flows.indices {
            let (from, to) = (map.flows[index].from, map.flows[index].to)
            if map.nodes[to.index].lane == Self.unplaced { before[to.index, default: []].append(from) }
            if map.nodes[from.index].lane == Self.unplaced { after[from.index, default: []].append(to) }
        }
        func lane(_ candidates: [NodeID]?) -> LaneID? {
            candidates?.first { map.nodes[$0.index].lane != Self.unplaced }.map { map.nodes[$0.index].lane }
        }
        // Chains of gateways settle from their placed ends inwards; each round places at least one.
        var isStrict = true
        while !open.isEmpty {
            var rest: [Int] = []
            for index in open {
                let looksAhead = map.nodes[index].kind == .start || map.nodes[index].kind == .join
                let first = looksAhead ? after[index] : before[index]
                let second = looksAhead ? before[index] : after[index]
                if let found = lane(first) ?? (isStrict ? nil : lane(second)) {
                    map.nodes[index].lane = found
                } else {
                    rest.append(index)
                }
            }
            if rest.count == open.count {
                guard isStrict else { break }
                isStrict = false
            }
            open = rest
        }
        guard !open.isEmpty else { return }
        // A map of events and calls needs no lane; the one it is drawn in is the process itself.
        if map.lanes.isEmpty { map.lanes.append(Lane(name: map.name.string, span: map.name.span)) }
        let lane = fallbackLane()
        for index in open { map.nodes[index].lane = lane }
    }
}
