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
        nodesByKey.reserveCapacity(steps)
        for line in flowLines {
            endFlow(block(under: line, from: []))
        }
        let keys = map.nodes.map(\.key)
        for jump in jumps {
            if let target = nodesByKey[jump.target.string] {
                connect([jump.end], to: target)
            } else if jump.target.string.lowercased() == "end", let end = map.nodes.first(where: { $0.kind == .end && !$0.isImplicit }) {
                let isOnly = map.nodes.count { $0.kind == .end && !$0.isImplicit } == 1
                report(
                    "unknown-step", "there is no step '\(jump.target.string)' to go to", at: jump.target.span,
                    fix: "name the end: '-> \(end.key)'", edits: [.init(span: jump.target.span, text: quoted(end.key))],
                    isCertain: isOnly)
            } else {
                reportUnknown(
                    "unknown-step", "there is no step '\(jump.target.string)' to go to", jump.target.string, at: jump.target.span,
                    among: keys, orElse: "name a step as it is written in the flow")
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
    mutating func block(under parent: Int, from incoming: [LooseEnd], about subject: Subject? = nil) -> [LooseEnd] {
        var loose = incoming
        var previous: SyntaxTree.Line?
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
            case .property:
                if let subject {
                    addRemark(index, about: subject)
                } else {
                    report(
                        "misplaced-word", "it is not clear what this \(line.keyword?.rawValue ?? "line") is about", at: line.content,
                        fix: "indent it below its step, or put it at the top of the file, without indentation")
                }
            default: reportBrokenLine(index, after: previous)
            }
            // Of several answers put beside their decision only the first is told.
            if line.kind != .broken { previous = line }
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

    mutating func jump(_ line: SyntaxTree.Line, from loose: [LooseEnd]) {
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

    mutating func step(_ index: Int, kind: Node.Kind, from loose: [LooseEnd]) -> [LooseEnd] {
        let line = tree.lines[index]
        let node = addStep(index, kind: kind)
        connect(loose, to: node)
        var end = LooseEnd(from: node, span: line.content)
        guard line.next > index + 1 || !line.attributes.isEmpty else { return [end] }
        end.terms = readStep(index, node, as: .step)
        return followUps(index, node, [end])
    }

    /// Exceptions and jumps under a step or decision.
    mutating func followUps(_ index: Int, _ node: NodeID, _ ends: [LooseEnd]) -> [LooseEnd] {
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

    mutating func addStep(_ index: Int, kind: Node.Kind) -> NodeID {
        let line = tree.lines[index]
        let performers = performers(line.head)
        let lane = performers.all.first?.lane ?? fallbackLane()
        var name = text(line.value)
        if line.value.isEmpty {
            report("missing-name", "this does not say what \(tree.name(line.head)) does", at: line.head, fix: "write it after the colon")
            name = Text("step on line \(tree.source.lineNumber(at: Int(line.head.start)))", at: line.head)
        }
        if let target = line.target, target.isEmpty {
            report("missing-target", "this arrow leads nowhere", at: line.content, fix: "put '-> ' and the step to go to on the next line, indented")
        } else if let target = line.target {
            report(
                "misplaced-arrow", "a step and a jump cannot share a line", at: target,
                fix: "put '-> \(tree.name(target))' on the next line, indented")
        }
        checkBrackets(line.value)
        let node = add(kind, name, id: givenID(index), lane: lane)
        map.nodes[node.index].performers = performers
        return node
    }

    /// `Ship {work 5 min}` and `Pack (work 5 min)`: figures that would be drawn as part of the name.
    private mutating func checkBrackets(_ value: Span) {
        let bytes = tree.bytes(value)
        let isBrace = bytes.last == UInt8(ascii: "}")
        guard isBrace || bytes.last == UInt8(ascii: ")"),
            let open = bytes.lastIndex(of: UInt8(ascii: isBrace ? "{" : "("))
        else { return }
        let inside = bytes[(open + 1)..<(bytes.endIndex - 1)]
        let word = inside.prefix { $0 != 0x20 }
        // A remark in parentheses is part of the name; a figure is not.
        guard let keyword = Keyword(word), isBrace ? Owner.decision.allows(keyword) : [.work, .takes, .wait, .ok].contains(keyword),
            isBrace || inside.contains(where: { (48...57).contains($0) || $0 == UInt8(ascii: "?") })
        else { return }
        let all = Span(file: value.file, start: open, end: bytes.endIndex)
        report(
            "wrong-brackets", "what is said of a step stands in square brackets", at: all, fix: "write '[\(tree.source.string(open + 1..<bytes.endIndex - 1))]'",
            edits: [.init(span: all, text: "[\(tree.source.string(open + 1..<bytes.endIndex - 1))]")], isCertain: true)
    }

    /// The `id` said of a step or event, in brackets or on a line of its own.
    mutating func givenID(_ index: Int) -> Text? {
        let line = tree.lines[index]
        for item in tree.attributes(of: line) where tree.bytes(item).starts(with: "id".utf8) {
            if let property = attribute(item, of: .event), property.keyword == .id, !property.value.isEmpty { return text(property.value) }
        }
        guard line.next > index + 1 else { return nil }
        for child in tree.children(of: index) where tree.lines[child].keyword == .id && tree.lines[child].kind == .property {
            if !tree.lines[child].value.isEmpty { return text(tree.lines[child].value) }
        }
        return nil
    }

    mutating func performers(_ head: Span) -> Performers {
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
            let nearest = nearestActor(name.string)
            if let nearest, let actor = actors[nearest] {
                found.append(performer(actor, name.span))
            }
            if let keyword = Keyword(tree.bytes(name.span)), nearest?.lowercased() != keyword.rawValue {
                reportUnfit(keyword, at: name.span, .plain)
            } else if let keyword = Keyword(Array(name.string.lowercased().utf8)[...]), keyword.isFlowElement {
                report(
                    "unknown-role", "'\(name.string)' is not a role or lane of this map", at: name.span,
                    fix: "did you mean '\(keyword.rawValue):'? Such words are written small", edits: [.init(span: name.span, text: keyword.rawValue)],
                    isCertain: names.count == 1)
            } else if let told = unknownActors[name.string] {
                repeated[told, default: []].append(name.span)
            } else if let bare = withoutNumbering(name.string) {
                unknownActors[name.string] = diagnostics.count
                report(
                    "unknown-role", "'\(name.string)' is not a role or lane of this map", at: name.span,
                    fix: "leave the number out: the order of the lines is the order of the steps", edits: [.init(span: name.span, text: quoted(bare))],
                    isCertain: true)
            } else {
                unknownActors[name.string] = diagnostics.count
                let way = actors.isEmpty
                    ? "say who takes part first: 'lanes: \(name.string), …'" : "add 'lane: \(name.string)', or 'role: \(name.string)' under its lane"
                reportUnknown(
                    "unknown-role", "'\(name.string)' is not a role or lane of this map", name.string, at: name.span,
                    among: nearest == nil ? [] : actorNames, orElse: way)
            }
        }
        return found.isEmpty ? .none : found.count == 1 ? .one(found[0]) : .several(found)
    }

    /// The role or lane that was most likely meant; looked for once for each word, and not for ever
    /// more words of a file in which nothing is right.
    private mutating func nearestActor(_ name: String) -> String? {
        if let known = nearestActors[name] { return known }
        guard nearestActors.count < Self.mostSuggestions else { return nil }
        if actorNames.isEmpty { actorNames = allActors.union(actors.keys).sorted() }
        let nearest = NearestName.find(name, among: actorNames)
        nearestActors[name] = nearest
        return nearest
    }

    /// `Finance` of `1. Finance`.
    private func withoutNumbering(_ name: String) -> String? {
        guard let first = name.first, first.isNumber, let space = name.firstIndex(of: " ") else { return nil }
        let rest = String(name[name.index(after: space)...])
        return actors[rest] == nil ? nil : rest
    }

    private func performer(_ actor: Actor, _ span: Span) -> Performer {
        switch actor {
        case .lane(let id): Performer(lane: id, role: nil, span: span)
        case .role(let id): Performer(lane: map.roles[id.index].lane, role: id, span: span)
        }
    }

    /// Where a step goes whose doer nobody knows: the lane of the step before, so that the rest of
    /// the map keeps its shape.
    mutating func fallbackLane() -> LaneID {
        if let last = map.nodes.last(where: { $0.lane != Self.unplaced }) { return last.lane }
        if map.lanes.isEmpty {
            map.lanes.append(Lane(name: "?", span: Span(file: tree.source.id, start: 0, end: 0)))
        }
        return LaneID(0)
    }
}
