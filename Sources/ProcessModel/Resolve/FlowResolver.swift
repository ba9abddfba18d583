import ProcessSyntax

/// A flow to a step that may stand further down.
struct Jump {
    /// The index of the flow.
    let flow: Int
    let target: Span
}

extension MapBuilder {
    /// Where a flow leads that has not come anywhere yet.
    static let nowhere = NodeID(-1)

    /// Reads the flow: nodes in the order written, flows from the order and the jumps.
    mutating func resolveFlow() {
        // Nodes, flows and details are large: growing their arrays step by step would copy them again and again.
        var steps = 0
        var handoffs = 0
        for line in lines {
            if line.kind == .step || line.kind == .decision || line.kind == .element { steps += 1 }
            if line.keyword == .handoff { handoffs += 1 }
        }
        guard steps <= Resolver.mostSteps else { return reportTooManySteps() }
        map.nodes.reserveCapacity(steps)
        map.flows.reserveCapacity(steps + steps / 4)
        map.details.reserveCapacity(steps)
        nodesByKey = NameIndex(of: bytes, expecting: steps)
        map.handoffTerms.reserveCapacity(handoffs)
        indexDoers()
        for line in flowLines {
            endFlow(block(under: line, from: .none))
        }
        settleKeys()
        for jump in jumps {
            if let target = node(named: jump.target) ?? respelledNode(jump.target) {
                map.flows[jump.flow].to = target
            } else if !toldSteps.contains(tree.name(jump.target)) {
                reportUnknownStep(text(jump.target))
            }
        }
        settleFlows()
        placeEvents()
        let starts = map.nodes.indices.filter { map.nodes[$0].kind == .start }
        map.entries = (starts.isEmpty ? Array(map.nodes.indices.prefix(1)) : starts).map(NodeID.init)
    }

    /// `é` is one letter or two that look like one, as the keyboard has it: the step that reads the same.
    private mutating func respelledNode(_ target: Span) -> NodeID? {
        guard respelled < Self.mostSuggestions, bytes[target.range].contains(where: { $0 >= 0x80 }) else { return nil }
        respelled += 1
        let name = tree.name(target)
        return map.nodes.firstIndex { $0.key == name }.map(NodeID.init)
    }

    /// Leaves out the flows that came nowhere, and puts the others into the order of their sources, those
    /// of one source in the order of the text: answers and jumps are found later than the flows around them.
    private mutating func settleFlows() {
        // By index: a flow handed to a closure is a copy.
        var kept = 0
        for index in map.flows.indices where map.flows[index].to != Self.nowhere {
            if kept < index { map.flows.swapAt(kept, index) }
            kept += 1
        }
        map.flows.removeLast(map.flows.count - kept)
        func isBefore(_ a: Int, _ b: Int) -> Bool {
            let (one, other) = (map.flows[a].from.index, map.flows[b].from.index)
            guard one == other else { return one < other }
            return (map.flows[a].span.start, map.flows[a].to.index) < (map.flows[b].span.start, map.flows[b].to.index)
        }
        // Flows are large and few are out of place, none far: each is moved back to where it belongs.
        var moved = 0
        for index in map.flows.indices.dropFirst() {
            var at = index
            while at > 0, isBefore(at, at - 1) {
                map.flows.swapAt(at, at - 1)
                at -= 1
                moved += 1
            }
            // Unless a decision holds half the map below it.
            if moved > 16 * map.flows.count {
                map.flows.sort { ($0.from.index, $0.span.start, $0.to.index) < ($1.from.index, $1.span.start, $1.to.index) }
                return
            }
        }
    }

    @inline(__always)
    private func node(named span: Span) -> NodeID? {
        nodesByKey.find(sheet.spoken(span).all).map(NodeID.init)
    }

    private mutating func reportTooManySteps() {
        var count = 0
        let first = lines.first { line in
            if line.kind == .step || line.kind == .decision || line.kind == .element { count += 1 }
            return count > Resolver.mostSteps
        }
        guard let first else { return }
        report(
            "too-many-steps", "a map has at most \(Resolver.mostSteps) steps, and this is one more", at: first.content,
            fix: "split the process, and use 'call:' for its parts")
    }

    /// Steps after which the flow says nothing more simply end. An answer needs somewhere to lead:
    /// where nothing follows its decision, that is an end nobody named.
    private mutating func endFlow(_ loose: LooseEnds) {
        guard let last = loose.all.last(where: { map.flows[$0].kind != .next }) else { return }
        let named = node(called: "End")
        let known = named.flatMap { map.nodes[$0].kind == .end ? NodeID($0) : nil }
        let end = known ?? add(.end, Text(named == nil ? "End" : freeKey(like: "End"), at: map.flows[last].span), lane: Self.unplaced, isImplied: true)
        map.nodes[end.index].isImplicit = known == nil
        connect(loose, to: end)
    }

    /// The steps under a line, first to last.
    /// - Returns: what goes on to whatever follows the block.
    mutating func block(under parent: Int, from incoming: LooseEnds, about subject: Subject? = nil) -> LooseEnds {
        var loose = incoming
        var previous: Int?
        var hasSteps = false
        var next = parent + 1
        let end = lines[parent].next
        while next < end {
            let index = next
            next = max(lines[index].next, index + 1)
            let kind = lines[index].kind
            if kind == .blank || kind == .comment { continue }
            markRead(index)
            switch kind {
            case .step, .decision:
                if isNoStep(index) { continue }
                loose = kind == .step ? step(index, kind: .task, from: loose) : decision(index, from: loose)
            case .jump:
                loose = jump(lines[index], from: loose, canBeReached: previous == nil && !incoming.isEmpty)
            case .element: loose = element(index, from: loose)
            case .property where actors[lines[index].keyword?.rawValue ?? ""] != nil:
                drop(index)
                markBracketsRead(index)
                let word = lines[index].keyword?.rawValue ?? ""
                report(
                    "unquoted-name", "'\(word)' is a word of the language, and somebody is called so", at: lines[index].head,
                    fix: "write it in quotes where it acts: '\"\(word)\": …'", edits: [.init(span: lines[index].head, text: "\"\(word)\"")])
            case .property where lines[index].keyword == .handoff:
                // That of an answer or path stands first and was read with it.
                let isOfWay = lines[parent].kind == .answer || lines[parent].keyword == .path
                if !isOfWay || hasSteps {
                    drop(index)
                    markBracketsRead(index)
                    let way = lines[parent].kind == .answer ? "answer" : "path"
                    report(
                        "misplaced-word", "this handoff belongs to no step", at: lines[index].content,
                        fix: "indent it below the step that hands over" + (isOfWay ? ", or write it right below the \(way), before its steps" : ""))
                }
            case .property:
                if let subject {
                    addRemark(index, about: subject)
                } else {
                    drop(index)
                    markBracketsRead(index)
                    // A line between two depths was told of: what it is about is the same question.
                    if unevenLines.contains(lines[index].whole.start) { continue }
                    report(
                        "misplaced-word", "it is not clear what this \(lines[index].keyword?.rawValue ?? "line") is about", at: lines[index].content,
                        fix: "indent it below its step, or put it at the top of the file, without indentation")
                }
            default: reportBrokenLine(index, after: previous)
            }
            hasSteps = hasSteps || kind == .step || kind == .decision || kind == .element
            // Of several answers put beside their decision only the first is told.
            if kind != .broken { previous = index }
        }
        return loose
    }

    /// A flow that leaves a node and does not know yet where it leads.
    mutating func leave(
        _ node: NodeID, _ kind: Flow.Kind = .next, terms: HandoffID? = nil, at span: Span
    ) -> LooseEnds {
        map.flows.append(Flow(from: node, to: Self.nowhere, kind: kind, terms: terms, span: span))
        return LooseEnds(map.flows.count - 1)
    }

    mutating func connect(_ loose: LooseEnds, to target: NodeID) {
        if let flow = loose.single {
            map.flows[flow].to = target
        } else {
            for flow in loose.all { map.flows[flow].to = target }
        }
    }

    /// - Parameter canBeReached: false where the line before may lead elsewhere, so that nothing comes here.
    /// - Returns: what goes on to the next line; nothing after a jump.
    @discardableResult mutating func jump(_ line: SyntaxTree.Line, from loose: LooseEnds, canBeReached: Bool = true) -> LooseEnds {
        guard let target = line.target, !target.isEmpty else {
            report("missing-target", "this arrow leads nowhere", at: line.content, fix: "name the step to go to, as in '-> Score lead'")
            return .none
        }
        // A step with an arrow before it: the flow goes on as if there were none.
        if reportArrowBeforeStep(line, target) { return loose }
        if loose.isEmpty, !canBeReached {
            report(
                "idle-arrow", "nothing comes to this arrow: the line above goes elsewhere", at: line.content,
                fix: "keep one of the two, or put them under the answers of a decision")
        }
        for flow in loose.all { jumps.append(Jump(flow: flow, target: target)) }
        return .none
    }

    // MARK: Steps

    mutating func step(_ index: Int, kind: Node.Kind, from loose: LooseEnds) -> LooseEnds {
        let node = addStep(index, kind: kind)
        connect(loose, to: node)
        let end = leave(node, at: lines[index].content)
        guard lines[index].next > index + 1 || !lines[index].attributes.isEmpty else { return end }
        if let terms = readStep(index, node, as: .step), let flow = end.single { map.flows[flow].terms = terms }
        return followUps(index, node, end)
    }

    /// Exceptions and jumps under a step or decision.
    mutating func followUps(_ index: Int, _ node: NodeID, _ ends: LooseEnds) -> LooseEnds {
        var ends = ends
        var next = index + 1
        while next < lines[index].next {
            let child = next
            next = max(lines[child].next, child + 1)
            let kind = lines[child].kind
            if kind == .blank || kind == .comment { continue }
            markRead(child)
            switch kind {
            case .jump:
                ends = jump(lines[child], from: ends, canBeReached: true)
            case .exception: exception(lines[child], of: node)
            case .broken, .entry: reportUnderStep(child, index)
            default: break
            }
        }
        return ends
    }

    mutating func addStep(_ index: Int, kind: Node.Kind) -> NodeID {
        let line = lines[index]
        let performers = performers(line.head)
        let lane = performers.first?.lane ?? fallbackLane()
        var name = text(line.value)
        if line.value.isEmpty {
            if actors[tree.name(line.head)] != nil {
                report("missing-name", "this does not say what \(tree.name(line.head)) does", at: line.head, fix: "write it after the colon")
            }
            name = Text("step on line \(tree.source.lineNumber(at: Int(line.head.start)))", at: line.head)
        }
        if let target = line.target, target.isEmpty {
            report("missing-target", "this arrow leads nowhere", at: line.content, fix: "put '-> ' and the step to go to on the next line, indented")
        } else if let target = line.target, !reportChain(line, target) {
            report(
                "misplaced-arrow", "a step and a jump cannot share a line", at: target,
                fix: "put '-> \(tree.name(target))' on the next line, indented",
                edits: [.init(
                    span: Span(file: target.file, start: Int(line.value.end), end: Int(target.start)),
                    text: "\n" + String(repeating: " ", count: line.indent + 2) + "-> ")])
        }
        checkText(line)
        if let open = checkBrackets(line.value) {
            var end = open
            while end > Int(line.value.start), bytes[end - 1] == 0x20 { end -= 1 }
            // Arrows name the step without what stands in the brackets.
            if end > Int(line.value.start) { name = text(Span(file: line.value.file, start: Int(line.value.start), end: end)) }
        }
        return add(kind, name, lane: lane, performers, isImplied: line.value.isEmpty)
    }

    /// `Ship {work 5 min}` and `Pack (work 5 min)`: figures that would be drawn as part of the name.
    /// - Returns: where such brackets begin.
    private mutating func checkBrackets(_ value: Span) -> Int? {
        let last = value.isEmpty ? 0 : bytes[Int(value.end) - 1]
        guard last == UInt8(ascii: "}") || last == UInt8(ascii: ")") else { return nil }
        let bytes = tree.bytes(value)
        let isBrace = bytes.last == UInt8(ascii: "}")
        guard let open = bytes.lastIndex(of: UInt8(ascii: isBrace ? "{" : "("))
        else { return nil }
        let inside = bytes[(open + 1)..<(bytes.endIndex - 1)]
        let word = inside.prefix { $0 != 0x20 }
        // A remark in parentheses is part of the name, and so is a number; a time is not.
        if Keyword(word) == nil, let first = inside.first, (48...57).contains(first) { return reportTimeInBrackets(value, open) ? open : nil }
        guard let keyword = Keyword(word), isBrace ? Owner.decision.allows(keyword) : [.work, .takes, .wait, .ok].contains(keyword),
            isBrace || inside.contains(where: { (48...57).contains($0) || $0 == UInt8(ascii: "?") })
        else { return nil }
        let all = Span(file: value.file, start: open, end: bytes.endIndex)
        report(
            "wrong-brackets", "what is said of a step stands in square brackets", at: all, fix: "write '[\(tree.source.string(open + 1..<bytes.endIndex - 1))]'",
            edits: [.init(span: all, text: "[\(tree.source.string(open + 1..<bytes.endIndex - 1))]")], isCertain: true)
        return open
    }
}
