import ProcessSyntax

/// Decisions with their answers, and what leaves a step when it goes wrong.
extension MapBuilder {
    mutating func decision(_ index: Int, from loose: LooseEnds) -> LooseEnds {
        let node = addStep(index, kind: .decision)
        connect(loose, to: node)
        let terms = readStep(index, node, as: .decision)
        var ends = LooseEnds.none
        var hasAnswer = false
        var answers = NameIndex(of: bytes)
        var next = index + 1
        while next < lines[index].next {
            let child = next
            next = max(lines[child].next, child + 1)
            guard lines[child].kind == .answer else { continue }
            hasAnswer = true
            markRead(child)
            if reportNoAnswer(child) { continue }
            let words = sheet.splitShare(lines[child].head).words
            if let first = answers.insert(sheet.spoken(words).all, child), !words.isEmpty {
                let before = sheet.splitShare(lines[first].head).words
                report(
                    "said-twice", "'\(tree.name(words))' is answered twice", at: words, related: .init(span: before, message: "it is answered here"),
                    fix: "keep one, or give them different words")
            }
            ends.append(answer(child, of: node, terms))
        }
        _ = followUps(index, node, .none)
        return hasAnswer ? ends : leave(node, terms: terms, at: lines[index].content)
    }

    private mutating func answer(_ index: Int, of node: NodeID, _ decisionTerms: HandoffID?) -> LooseEnds {
        let line = lines[index]
        let end = leave(node, .answer, terms: decisionTerms, at: line.content)
        guard let flow = end.single else { return end }
        let (words, share) = sheet.splitShare(line.head)
        let label = text(words)
        if share == nil { checkShare(in: words) }
        if !words.isEmpty, line.target == nil, bytes[Int(words.end) - 1] == UInt8(ascii: "-"), bytes[Int(words.end) - 2] == 0x20 {
            report("missing-target", "this arrow is not finished", at: line.content, fix: "write '-> ' and the step to go to, as in 'no -> Score lead'")
        }
        if words.isEmpty {
            let target = line.target.map { tree.source.string($0) } ?? ""
            report(
                "missing-name", "this answer does not say what it is", at: line.content,
                fix: target.isEmpty
                    ? "write the answer, as in 'yes 60%'" : "put it behind its answer, as in 'yes -> \(target)', or indent it below that answer")
        }
        map.flows[flow].say(label: label, probability: share.flatMap { readShare($0) })
        map.flows[flow].isOtherwise = label.string == "otherwise"
        answerBeingRead = words
        if line.target == nil { checkJump(in: words) }
        if let terms = handoff(under: index, as: .answer, of: node) { map.flows[flow].terms = terms }
        guard let target = line.target else { return block(under: index, from: end, about: .node(node)) }
        let rest = block(under: index, from: .none, about: .node(node))
        if target.isEmpty {
            report("missing-target", "this arrow leads nowhere", at: line.content, fix: "name the step to go to, as in 'no -> Score lead'")
            return end
        }
        if !rest.isEmpty {
            report("two-ways", "an answer either goes to a step or has steps below it", at: line.content, fix: "keep one of the two")
        }
        jumps.append(Jump(flow: flow, target: target))
        return .none
    }

    /// `yes (60%)`, `60% yes`, `yes 40`: a share that would become part of the answer.
    private mutating func checkShare(in words: Span) {
        let bytes = tree.bytes(words)
        let isPercent = bytes.contains(UInt8(ascii: "%"))
        let parts = bytes.split(separator: 0x20)
        let isBare = parts.count == 2 && ["yes", "no", "otherwise"].contains { parts[0].elementsEqual($0.utf8) }
            && parts[1].allSatisfy { (48...57).contains($0) }
        guard isPercent || isBare else { return }
        let meant = shareWrittenLast(tree.source.string(words))
        report(
            "bad-share", "the share of this answer cannot be read", at: words,
            fix: meant.map { "write it last and with its sign: '\($0)'" } ?? "write it last and with its sign, as in 'yes 60%'",
            edits: meant.map { [.init(span: words, text: $0)] } ?? [], isCertain: meant != nil)
    }

    /// `yes 60%` of `60% yes`, `yes (60%)` and `yes 60`.
    private func shareWrittenLast(_ words: String) -> String? {
        var text = ""
        var share: String?
        for word in words.split(separator: " ") {
            let digits = word.filter { $0.isNumber || $0 == "." }
            let isShare = !digits.isEmpty && word.allSatisfy { $0.isNumber || "().%,-–".contains($0) }
            if isShare, share == nil { share = digits } else { text += (text.isEmpty ? "" : " ") + word }
        }
        guard let share, !text.isEmpty, text.contains(where: \.isLetter) else { return nil }
        return "\(text) \(share)%"
    }

    private mutating func readShare(_ span: Span) -> Figure<Double>? {
        if span.count == 2, bytes[Int(span.start)] == UInt8(ascii: "?"), bytes[Int(span.start) + 1] == UInt8(ascii: "%") { return Figure(nil, at: span) }
        return share(Property(keyword: .all, keywordSpan: span, value: span, line: nil))
    }

    mutating func exception(_ line: SyntaxTree.Line, of node: NodeID) {
        let isLate = tree.bytes(line.head).starts(with: "on late".utf8)
        let prefix = isLate ? 7 : 8
        var start = Int(line.head.start) + prefix
        while start < Int(line.head.end), bytes[start] == 0x20 { start += 1 }
        let value = Span(file: line.head.file, start: start, end: Int(line.head.end))
        guard let target = line.target, !target.isEmpty else {
            let words = tree.source.string(value)
            let isStep = !value.isEmpty && isTextOfStep(words)
            report(
                "missing-target", "this does not say where to go then", at: line.content,
                fix: isStep ? "put the arrow before the step: '-> \(words)'" : "add '-> ' and the step",
                edits: isStep ? [.init(span: Span(file: value.file, start: Int(value.start), end: Int(value.start)), text: "-> ")] : [], isCertain: true)
            return
        }
        var after: Figure<Duration>?
        var share: Figure<Double>?
        if isLate {
            if value.isEmpty {
                report("missing-value", "'on late' does not say how late", at: line.head, fix: "write it like 'on late 1 bd -> Step'")
            } else {
                let property = Property(keyword: .onLate, keywordSpan: line.head, value: value, line: nil)
                after = duration(property, lane: map.nodes[node.index].lane)
            }
        } else if !value.isEmpty {
            share = readShare(value)
        }
        guard let flow = leave(node, .exception, at: line.content).single else { return }
        let label = text(Span(file: line.head.file, start: Int(line.head.start) + 3, end: Int(line.head.end)))
        map.flows[flow].say(label: label, probability: share, after: after)
        jumps.append(Jump(flow: flow, target: target))
    }
}
