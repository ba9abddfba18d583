import ProcessSyntax

/// Decisions with their answers, and what leaves a step when it goes wrong.
extension MapBuilder {
    mutating func decision(_ index: Int, from loose: [LooseEnd]) -> [LooseEnd] {
        let node = addStep(index, kind: .decision)
        connect(loose, to: node)
        let terms = readStep(index, node, as: .decision)
        var ends: [LooseEnd] = []
        var hasAnswer = false
        var answers: [String: Span] = [:]
        for child in tree.children(of: index) where tree.lines[child].kind == .answer {
            hasAnswer = true
            markRead(child)
            let words = splitShare(tree.lines[child].head).words
            if let first = answers.updateValue(words, forKey: tree.name(words)), !words.isEmpty {
                report(
                    "said-twice", "'\(tree.name(words))' is answered twice", at: words, related: .init(span: first, message: "it is answered here"),
                    fix: "keep one, or give them different words")
            }
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
        if share == nil { checkShare(in: words) }
        end.isOtherwise = end.label?.string == "otherwise"
        if words.isEmpty {
            report("missing-name", "this answer does not say what it is", at: line.content, fix: "write the answer, as in 'yes 60%'")
        }
        if let share { end.probability = readShare(share) }
        end.terms = handoff(under: index, as: .answer, of: node) ?? decisionTerms
        guard let target = line.target else { return block(under: index, from: [end], about: .node(node)) }
        let rest = block(under: index, from: [], about: .node(node))
        if target.isEmpty {
            report("missing-target", "this arrow leads nowhere", at: line.content, fix: "name the step to go to, as in 'no -> Score lead'")
            return [end]
        }
        if !rest.isEmpty {
            report("two-ways", "an answer either goes to a step or has steps below it", at: line.content, fix: "keep one of the two")
        }
        jumps.append(Jump(end: end, target: text(target)))
        return []
    }

    /// `yes (60%)`, `60% yes`, `yes 40`: a share that would become part of the answer.
    private mutating func checkShare(in words: Span) {
        let bytes = tree.bytes(words)
        let isPercent = bytes.contains(UInt8(ascii: "%"))
        let parts = bytes.split(separator: 0x20)
        let isBare = parts.count == 2 && ["yes", "no", "otherwise"].contains { parts[0].elementsEqual($0.utf8) }
            && parts[1].allSatisfy { (48...57).contains($0) }
        guard isPercent || isBare else { return }
        report("bad-share", "the share of this answer cannot be read", at: words, fix: "write it last and with its sign, as in 'yes 60%'")
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
        while end > range.lowerBound, bytes[end - 1] == 0x20 || bytes[end - 1] == UInt8(ascii: ",") { end -= 1 }
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

    mutating func exception(_ line: SyntaxTree.Line, of node: NodeID) {
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
}
