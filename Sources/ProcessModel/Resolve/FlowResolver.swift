import ProcessSyntax

/// An end of a flow that has a source and waits for its target.
struct LooseEnd {
    var from: NodeID
    var kind: Flow.Kind = .next
    var label: Text?
    var probability: Figure<Double>?
    var isOtherwise = false
    var after: Figure<Duration>?
    var terms: HandoffID?
    var span: Span
}

/// A flow to a step that may stand further down.
struct Jump {
    let end: LooseEnd
    let target: Text
}

extension MapBuilder {
    /// Reads the flow: nodes in the order written, flows from the order and the jumps.
    mutating func resolveFlow() {
        // Nodes, flows and details are large: growing their arrays step by step would copy them again and again.
        let steps = tree.lines.count { $0.kind == .step || $0.kind == .decision || $0.kind == .element }
        map.nodes.reserveCapacity(steps)
        map.flows.reserveCapacity(steps + steps / 4)
        map.details.reserveCapacity(steps)
        map.nodes.reserveCapacity(tree.lines.count)
        map.flows.reserveCapacity(tree.lines.count)
        nodesByKey.reserveCapacity(tree.lines.count)
        for line in flowLines {
            endFlow(block(under: line, from: []))
        }
        for jump in jumps {
            if let target = nodesByKey[jump.target.string] {
                connect([jump.end], to: target)
            } else {
                reportUnknown(
                    "unknown-step", "there is no step '\(jump.target.string)' to go to", jump.target.string, at: jump.target.span,
                    among: map.nodes.map(\.key), orElse: "name a step as it is written in the flow")
            }
        }
        // Jumps are found later than the flows around them; ids follow the order of the text.
        map.flows.sort { ($0.from.index, $0.span.start, $0.to.index) < ($1.from.index, $1.span.start, $1.to.index) }
        placeEvents()
        let starts = map.nodes.indices.filter { map.nodes[$0].kind == .start }
        map.entries = (starts.isEmpty ? Array(map.nodes.indices.prefix(1)) : starts).map(NodeID.init)
    }

    /// Steps after which the flow says nothing more simply end. An answer needs somewhere to lead:
    /// where nothing follows its decision, that is an end nobody named.
    private mutating func endFlow(_ loose: [LooseEnd]) {
        guard let last = loose.last(where: { $0.kind != .next }) else { return }
        let known = nodesByKey["End"].flatMap { map.nodes[$0.index].kind == .end ? $0 : nil }
        let end = known ?? add(.end, Text(nodesByKey["End"] == nil ? "End" : freeKey(like: "End"), at: last.span), lane: Self.unplaced)
        map.nodes[end.index].isImplicit = known == nil
        connect(loose, to: end)
    }

    /// The steps under a line, first to last.
    /// - Returns: what goes on to whatever follows the block.
    private mutating func block(under parent: Int, from incoming: [LooseEnd]) -> [LooseEnd] {
        var loose = incoming
        for index in tree.children(of: parent) {
            let line = tree.lines[index]
            markRead(index)
            switch line.kind {
            case .step: loose = step(index, kind: .task, from: loose)
            case .decision: loose = decision(index, from: loose)
            case .jump:
                jump(line, from: loose)
                loose = []
            case .element: loose = element(index, from: loose)
            case .property where line.keyword == .handoff:
                // That of an answer or path was read with it.
                if tree.lines[parent].kind != .answer, tree.lines[parent].keyword != .path {
                    report(
                        "misplaced-word", "this handoff belongs to no step", at: line.content,
                        fix: "indent it below the step that hands over")
                }
            case .property: addRemark(index, about: .process)
            default: reportBrokenLine(index)
            }
        }
        return loose
    }

    mutating func connect(_ ends: [LooseEnd], to target: NodeID) {
        for end in ends {
            var flow = Flow(from: end.from, to: target, kind: end.kind, span: end.span)
            flow.label = end.label
            flow.probability = end.probability
            flow.isOtherwise = end.isOtherwise
            flow.after = end.after
            flow.terms = end.terms
            map.flows.append(flow)
        }
    }

    private mutating func jump(_ line: SyntaxTree.Line, from loose: [LooseEnd]) {
        guard let target = line.target, !target.isEmpty else {
            report("missing-target", "this arrow leads nowhere", at: line.content, fix: "name the step to go to, as in '-> Score lead'")
            return
        }
        for end in loose { jumps.append(Jump(end: end, target: text(target))) }
    }

    // MARK: Nodes

    /// Adds a node under a key that no other has; a second one of the same text is reported and kept apart.
    mutating func add(_ kind: Node.Kind, _ name: Text, id: Text? = nil, lane: LaneID) -> NodeID {
        var key = id?.string ?? name.string
        if let first = nodesByKey[key] {
            let where_ = map.nodes[first.index].span
            if let id {
                report("duplicate-id", "the id '\(key)' is taken", at: id.span, related: .init(span: where_, message: "by this step"), fix: "choose another")
            } else {
                diagnostics.append(
                    Diagnostic(
                        "duplicate-step", "there is already a step '\(key)'", at: name.span,
                        related: .init(span: where_, message: "it stands here"),
                        fixes: [
                            Fix("to go back to it, write '-> \(key)'"),
                            Fix("to make it another step, add an id: [id \(key) again]"),
                        ]))
            }
            key = freeKey(like: key)
        }
        let node = NodeID(map.nodes.count)
        var new = Node(kind: kind, name: name.string, key: key, span: name.span, lane: lane)
        new.phase = currentPhase
        map.nodes.append(new)
        nodesByKey[key] = node
        return node
    }

    private mutating func step(_ index: Int, kind: Node.Kind, from loose: [LooseEnd]) -> [LooseEnd] {
        let line = tree.lines[index]
        let node = addStep(index, kind: kind)
        connect(loose, to: node)
        var end = LooseEnd(from: node, span: line.content)
        guard line.next > index + 1 || !line.attributes.isEmpty else { return [end] }
        end.terms = readStep(index, node, as: .step)
        return followUps(index, node, [end])
    }

    /// Exceptions and jumps under a step or decision.
    private mutating func followUps(_ index: Int, _ node: NodeID, _ ends: [LooseEnd]) -> [LooseEnd] {
        var ends = ends
        for child in tree.children(of: index) {
            let line = tree.lines[child]
            markRead(child)
            switch line.kind {
            case .jump:
                jump(line, from: ends)
                ends = []
            case .exception: exception(line, of: node)
            case .broken, .entry: reportUnderStep(child, index)
            default: break
            }
        }
        return ends
    }

    private mutating func addStep(_ index: Int, kind: Node.Kind) -> NodeID {
        let line = tree.lines[index]
        let performers = performers(line.head)
        let lane = performers.all.first?.lane ?? fallbackLane()
        var name = text(line.value)
        if line.value.isEmpty {
            report("missing-name", "this does not say what \(tree.name(line.head)) does", at: line.head, fix: "write it after the colon")
            name = Text("step on line \(tree.source.lineNumber(at: Int(line.head.start)))", at: line.head)
        }
        if let target = line.target {
            report(
                "misplaced-arrow", "a step and a jump cannot share a line", at: target,
                fix: "put '-> \(tree.name(target))' on the next line, indented")
        }
        let node = add(kind, name, id: stepID(line), lane: lane)
        map.nodes[node.index].performers = performers
        return node
    }

    private mutating func stepID(_ line: SyntaxTree.Line) -> Text? {
        for item in tree.attributes(of: line) where tree.bytes(item).starts(with: "id ".utf8) {
            return text(Span(file: item.file, start: Int(item.start) + 3, end: Int(item.end)))
        }
        return nil
    }

    private mutating func performers(_ head: Span) -> Performers {
        // One name needs no list: nearly every step takes this way.
        if let actor = actors[tree.name(head)] { return .one(performer(actor, head)) }
        let names = list(head, plus: true)
        var found: [Performer] = []
        for name in names {
            if let actor = actors[name.string] {
                found.append(performer(actor, name.span))
                continue
            }
            // The map goes on with whom the writer most likely meant.
            if let nearest = NearestName.find(name.string, among: actors.keys.sorted()), let actor = actors[nearest] {
                found.append(performer(actor, name.span))
            }
            if let keyword = Keyword(tree.bytes(name.span)) {
                reportUnfit(keyword, at: name.span, .plain)
            } else if unknownActors.insert(name.string).inserted {
                reportUnknown(
                    "unknown-role", "'\(name.string)' is not a role or lane of this map", name.string, at: name.span,
                    among: actors.keys.sorted(), orElse: actors.isEmpty
                        ? "say who takes part first: 'lanes: \(name.string), …'"
                        : "add 'lane: \(name.string)', or 'role: \(name.string)' under its lane")
            }
        }
        return found.isEmpty ? .none : found.count == 1 ? .one(found[0]) : .several(found)
    }

    private func performer(_ actor: Actor, _ span: Span) -> Performer {
        switch actor {
        case .lane(let id): Performer(lane: id, role: nil, span: span)
        case .role(let id): Performer(lane: map.roles[id.index].lane, role: id, span: span)
        }
    }

    /// Where a step goes whose doer nobody knows: the lane of the step before, so that the rest of
    /// the map keeps its shape.
    private mutating func fallbackLane() -> LaneID {
        if let last = map.nodes.last(where: { $0.lane != Self.unplaced }) { return last.lane }
        if map.lanes.isEmpty {
            map.lanes.append(Lane(name: "?", span: Span(file: tree.source.id, start: 0, end: 0)))
        }
        return LaneID(0)
    }

    // MARK: Decisions

    private mutating func decision(_ index: Int, from loose: [LooseEnd]) -> [LooseEnd] {
        let node = addStep(index, kind: .decision)
        connect(loose, to: node)
        let terms = readStep(index, node, as: .decision)
        var ends: [LooseEnd] = []
        var hasAnswer = false
        for child in tree.children(of: index) where tree.lines[child].kind == .answer {
            hasAnswer = true
            markRead(child)
            ends += answer(child, of: node, terms)
        }
        _ = followUps(index, node, [])
        return hasAnswer ? ends : [LooseEnd(from: node, terms: terms, span: tree.lines[index].content)]
    }

    private mutating func answer(_ index: Int, of node: NodeID, _ decisionTerms: HandoffID?) -> [LooseEnd] {
        let line = tree.lines[index]
        var end = LooseEnd(from: node, kind: .answer, terms: decisionTerms, span: line.content)
        let (words, share) = splitShare(line.head)
        end.label = text(words)
        end.isOtherwise = end.label?.string == "otherwise"
        if words.isEmpty {
            report("missing-name", "this answer does not say what it is", at: line.content, fix: "write the answer, as in 'yes 60%'")
        }
        if let share { end.probability = readShare(share) }
        end.terms = handoff(under: index, as: .answer) ?? decisionTerms
        guard let target = line.target else { return block(under: index, from: [end]) }
        let rest = block(under: index, from: [])
        if !rest.isEmpty || target.isEmpty {
            report("missing-target", "an answer either goes to a step or has steps below it", at: line.content, fix: "keep one of the two")
        }
        if !target.isEmpty { jumps.append(Jump(end: end, target: text(target))) }
        return []
    }

    /// Parts `no 40%` into the answer and its share.
    private func splitShare(_ head: Span) -> (words: Span, share: Span?) {
        let bytes = tree.source.bytes
        let range = head.range
        guard let last = range.last, bytes[last] == UInt8(ascii: "%") || bytes[last] == UInt8(ascii: "?") else { return (head, nil) }
        var start = bytes[range].lastIndex(of: 0x20).map { $0 + 1 } ?? range.lowerBound
        // `60 %` is one share.
        if last == start, bytes[last] == UInt8(ascii: "%"), start > range.lowerBound {
            start = bytes[range.lowerBound..<start - 1].lastIndex(of: 0x20).map { $0 + 1 } ?? range.lowerBound
        }
        guard bytes[last] == UInt8(ascii: "%") || last == start, start > range.lowerBound || bytes[last] == UInt8(ascii: "%") else { return (head, nil) }
        var end = start
        while end > range.lowerBound, bytes[end - 1] == 0x20 { end -= 1 }
        return (
            Span(file: head.file, start: range.lowerBound, end: end),
            Span(file: head.file, start: start, end: range.upperBound)
        )
    }

    private mutating func readShare(_ span: Span) -> Figure<Double>? {
        if tree.source.string(span) == "?%" { return Figure(nil, at: span) }
        let property = Property(keyword: .all, keywordSpan: span, value: span, line: nil)
        return figure(property, QuantityReader.share)
    }

    private mutating func exception(_ line: SyntaxTree.Line, of node: NodeID) {
        let range = line.head.range
        let isLate = tree.bytes(line.head).starts(with: "on late".utf8)
        let prefix = isLate ? 7 : 8
        var start = range.lowerBound + prefix
        while start < range.upperBound, tree.source.bytes[start] == 0x20 { start += 1 }
        let value = Span(file: line.head.file, start: start, end: range.upperBound)
        var end = LooseEnd(from: node, kind: .exception, span: line.content)
        end.label = text(Span(file: line.head.file, start: range.lowerBound + 3, end: range.upperBound))
        if isLate {
            let property = Property(keyword: .onLate, keywordSpan: line.head, value: value, line: nil)
            end.after = duration(property, lane: map.nodes[node.index].lane)
        } else if !value.isEmpty {
            end.probability = readShare(value)
        }
        guard let target = line.target, !target.isEmpty else {
            report("missing-target", "this does not say where to go then", at: line.content, fix: "add '-> ' and the step")
            return
        }
        jumps.append(Jump(end: end, target: text(target)))
    }

    // MARK: Events, gateways, calls

    private mutating func element(_ index: Int, from loose: [LooseEnd]) -> [LooseEnd] {
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
            let known = nodesByKey[name.string].flatMap { map.nodes[$0.index].kind == .end ? $0 : nil }
            let node = known ?? add(.end, name, lane: Self.unplaced)
            connect(loose, to: node)
            readEvent(index, node)
            return []
        case .start:
            let node = add(.start, name, lane: Self.unplaced)
            readEvent(index, node)
            return loose + [LooseEnd(from: node, span: line.content)]
        case .call:
            let node = add(.call, name, lane: Self.unplaced)
            connect(loose, to: node)
            var details = StepDetails()
            details.called = name
            map.nodes[node.index].detailIndex = Int32(map.details.count)
            map.details.append(details)
            var end = LooseEnd(from: node, span: line.content)
            end.terms = readStep(index, node, as: .step)
            return followUps(index, node, [end])
        case .fork:
            let node = add(.fork, name, lane: Self.unplaced)
            connect(loose, to: node)
            readEvent(index, node)
            var hasBranch = false
            for child in tree.children(of: index) {
                let branch = tree.lines[child]
                markRead(child)
                guard branch.kind == .jump else {
                    reportBrokenLine(child)
                    continue
                }
                hasBranch = true
                jump(branch, from: [LooseEnd(from: node, kind: .path, span: branch.content)])
            }
            return hasBranch ? [] : [LooseEnd(from: node, kind: .path, span: line.content)]
        case .join:
            let node = add(.join, name, lane: Self.unplaced)
            connect(loose, to: node)
            readEvent(index, node)
            return [LooseEnd(from: node, span: line.content)]
        default:
            reportBrokenLine(index)
            return loose
        }
    }

    /// `in parallel:` with its paths: a fork, and a join that waits for the paths that come to their end.
    private mutating func parallel(_ index: Int, from loose: [LooseEnd]) -> [LooseEnd] {
        let line = tree.lines[index]
        let children = tree.children(of: index)
        let paths = children.filter { tree.lines[$0].keyword == .path }
        for child in children { markRead(child) }
        for child in children where tree.lines[child].keyword != .path {
            if tree.lines[child].kind == .broken {
                reportBrokenLine(child)
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
        let passed = loose.count == 1 ? loose[0].terms : nil
        var ends: [LooseEnd] = []
        for path in paths {
            let syntax = tree.lines[path]
            var end = LooseEnd(from: fork, kind: .path, span: syntax.content)
            end.label = syntax.value.isEmpty ? nil : text(syntax.value)
            end.terms = handoff(under: path, as: .path) ?? passed
            ends += block(under: path, from: [end])
        }
        guard !ends.isEmpty else { return [] }
        let join = add(.join, gatewayName("All done: \(title)", line), lane: Self.unplaced)
        map.nodes[join.index].isImplicit = true
        connect(ends, to: join)
        return [LooseEnd(from: join, span: line.content)]
    }

    /// The name of a gateway nobody named; a second block with paths of the same names gets its own.
    private mutating func gatewayName(_ name: String, _ line: SyntaxTree.Line) -> Text {
        Text(nodesByKey[name] == nil ? name : freeKey(like: name), at: line.head)
    }

    /// `name (2)`, `name (3)`, … : the first that is free. The count goes on from the last one given.
    private mutating func freeKey(like name: String) -> String {
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
    private mutating func placeEvents() {
        var open = map.nodes.indices.filter { map.nodes[$0].lane == Self.unplaced }
        guard !open.isEmpty else { return }
        var before = [Int: [NodeID]]()
        var after = [Int: [NodeID]]()
        for flow in map.flows {
            if map.nodes[flow.to.index].lane == Self.unplaced { before[flow.to.index, default: []].append(flow.from) }
            if map.nodes[flow.from.index].lane == Self.unplaced { after[flow.from.index, default: []].append(flow.to) }
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
        let lane = fallbackLane()
        for index in open { map.nodes[index].lane = lane }
    }
}
