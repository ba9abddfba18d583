import ProcessSyntax

/// What to say of lines that make no sense where they stand, in the words of who wrote them.
extension MapBuilder {
    /// Lines at the top of the file. A run of steps outside the flow is one mistake, and told once.
    mutating func reportMisplacedLines() {
        var run: [Int] = []
        for index in misplaced {
            let line = tree.lines[index]
            if looksLikeStep(line) {
                if let last = run.last, tree.lines[last].next != index, hasContent(from: tree.lines[last].next, to: index) { flush(&run) }
                run.append(index)
            } else {
                flush(&run)
                reportTopLine(line)
            }
        }
        flush(&run)
    }

    private func hasContent(from: Int, to: Int) -> Bool {
        from < to && tree.lines[from..<to].contains { $0.kind != .blank && $0.kind != .comment }
    }

    private func looksLikeStep(_ line: SyntaxTree.Line) -> Bool {
        if let keyword = line.keyword { return keyword.isFlowElement && line.hasColon }
        if line.head.isEmpty, line.target != nil { return true }
        guard line.hasColon else { return false }
        if actors[tree.name(line.head)] != nil { return true }
        return NearestName.find(tree.name(line.head), among: Owner.file.keywords.map(\.rawValue)) == nil && !line.value.isEmpty
    }

    private mutating func flush(_ run: inout [Int]) {
        guard let first = run.first else { return }
        let line = tree.lines[first]
        let what = run.count == 1 ? "this step stands outside the flow" : "these \(run.count) lines stand outside the flow"
        report(
            "step-outside-flow", what, at: line.content,
            fix: flowLines.isEmpty ? "put 'flow:' on a line above, and indent the steps below it" : "indent it, so that it belongs to 'flow:'")
        run = []
    }

    private mutating func reportTopLine(_ line: SyntaxTree.Line) {
        if line.keyword != nil {
            let word = tree.source.string(line.head)
            let places = Owner.allCases.filter { owner in line.keyword.map { owner.allows($0) } ?? false && owner != .file }.map(\.words)
            let fix: String
            if let keyword = line.keyword, keyword.isFlowElement {
                fix = "it belongs in the flow: indent it below 'flow:'"
            } else {
                fix = places.isEmpty ? "remove it" : "it belongs to \(places.prefix(3).joined(separator: " or ")): indent it below"
            }
            report("misplaced-word", "'\(word)' cannot stand at the start of a line", at: line.head, fix: fix)
            return
        }
        if reportMissingColon(line, among: Owner.file.keywords) { return }
        let word = tree.source.string(line.head)
        reportUnknown(
            "unknown-word", "'\(word)' is not something a map can say", word, at: line.head.isEmpty ? line.content : line.head,
            among: Owner.file.keywords.map(\.rawValue), orElse: "a line here starts with one of \(Owner.file.keywords.map(\.rawValue).joined(separator: ", "))")
    }

    /// `flow` or `lanes Customer, Sales`: the word is there, its colon is not.
    private mutating func reportMissingColon(_ line: SyntaxTree.Line, among keywords: [Keyword]) -> Bool {
        guard !line.hasColon else { return false }
        let bytes = tree.bytes(line.head)
        let known = keywords.filter { keyword in
            let word = keyword.rawValue.utf8
            return bytes.starts(with: word) && (bytes.count == word.count || bytes[bytes.startIndex + word.count] == 0x20)
        }
        guard let keyword = known.max(by: { $0.rawValue.utf8.count < $1.rawValue.utf8.count }) else { return false }
        let end = bytes.startIndex + keyword.rawValue.utf8.count
        report(
            "missing-colon", "'\(keyword.rawValue)' needs a colon after it", at: Span(file: line.head.file, start: bytes.startIndex, end: end),
            fix: "write '\(keyword.rawValue):'", edits: [.init(span: Span(file: line.head.file, start: end, end: end), text: ":")],
            isCertain: !keyword.isAlsoADeed)
        return true
    }

    /// A line of a flow that is neither a step nor anything else that can stand there.
    mutating func reportBrokenLine(_ index: Int, after previous: SyntaxTree.Line?) {
        let line = tree.lines[index]
        if previous?.kind == .decision, !line.hasColon || line.value.isEmpty {
            // The next lines beside the decision are more of the same.
            guard toldAnswers.insert(previous?.whole.start ?? 0).inserted else { return }
            report("answer-outside-decision", "an answer stands below its decision, not beside it", at: line.content, fix: "indent the answers below the decision")
            return
        }
        let flowWords: [Keyword] = [.start, .end, .inParallel, .path, .fork, .join, .call, .phase, .handoff, .pain, .strength, .question, .note, .allow]
        if line.head.isEmpty, line.hasColon {
            report("missing-name", "nobody is named before the colon", at: line.content, fix: "write who does it, as in 'Sales: Call the lead'")
            return
        }
        if reportMissingColon(line, among: flowWords) { return }
        if let who = leadingActor(line.head) {
            let end = Int(line.head.start) + who.utf8.count
            report(
                "missing-colon", "there is no colon between who and what", at: line.head,
                fix: "write '\(who): …'", edits: [.init(span: Span(file: line.head.file, start: end, end: end), text: ":")],
                isCertain: !goesOnWithAnother(tree.source.string(end..<Int(line.head.end))))
        } else if tree.bytes(line.head).last == UInt8(ascii: "%") || line.target != nil {
            report("answer-outside-decision", "an answer stands below a decision, a step that ends in '?'", at: line.content, fix: "indent it below its decision")
        } else {
            report("missing-who", "this does not say who does it", at: line.content, fix: "write it as 'Who: What'")
        }
    }

    /// `Sales and Marketing meet`: what follows the name names somebody else.
    private func goesOnWithAnother(_ rest: String) -> Bool {
        let word = rest.split(separator: " ", maxSplits: 1).first ?? ""
        return ["and", "or", "&", "+", "/", "with"].contains(word) || word.hasPrefix(",")
    }

    /// The longest role or lane that a line starts with.
    private func leadingActor(_ head: Span) -> String? {
        let bytes = tree.bytes(head)
        return actors.keys.filter { name in
            bytes.starts(with: name.utf8) && bytes.count > name.utf8.count && bytes[bytes.startIndex + name.utf8.count] == 0x20
        }.max { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }

    /// Whatever was accepted and belongs to nothing: a property of something that has none, brackets
    /// behind a line that takes none. Steps that stand below something else than a flow are one mistake.
    mutating func reportUnreadLines() {
        var strayFrom: Int?
        for index in lines.indices where lines[index].kind != .blank && lines[index].kind != .comment {
            if isRead[index], areBracketsRead[index] || lines[index].brackets == nil { continue }
            let line = lines[index]
            let parent = line.parent
            if isRead[index] {
                guard let brackets = line.brackets, !areBracketsRead[index], line.kind != .broken, !line.attributes.isEmpty else { continue }
                report(
                    "misplaced-brackets", "nothing can be said in brackets here", at: brackets,
                    fix: "remove them, or move them to the step they are about")
            } else if parent >= 0, isRead[parent], tree.lines[parent].kind != .broken {
                if strayFrom == parent { continue }
                if line.hasColon, actors[tree.name(line.head)] != nil, !line.value.isEmpty, tree.lines[parent].keyword != .term {
                    strayFrom = parent
                    let count = tree.children(of: parent).count { !isRead[$0] }
                    report(
                        "step-outside-flow", count == 1 ? "this step stands outside the flow" : "these \(count) lines stand outside the flow",
                        at: line.content, fix: flowLines.isEmpty ? "put 'flow:' on a line above, without indentation" : "indent it below 'flow:'")
                    continue
                }
                if tree.lines[parent].keyword == .lanes {
                    strayFrom = parent
                    let first = list(tree.lines[parent].value).first?.string ?? "Name"
                    report(
                        "misplaced-word", "nothing can be said below a list of lanes", at: line.content,
                        fix: "give the lane a line of its own, 'lane: \(first)', and put this below it")
                    continue
                }
                let word = line.head.isEmpty ? line.content : line.head
                report(
                    "misplaced-word", "'\(tree.source.string(word))' says nothing about the line above it", at: word,
                    related: .init(span: tree.lines[parent].content, message: "the line above"), fix: "remove it, or indent it like the line it belongs with")
            }
        }
    }

    /// A line below a step that says nothing about it.
    mutating func reportUnderStep(_ child: Int, _ step: Int) {
        let line = tree.lines[child]
        if tree.lines[step].kind == .decision, line.hasColon, !line.value.isEmpty {
            let word = tree.source.string(line.head)
            let isShare = tree.bytes(line.value).last == UInt8(ascii: "%")
            report(
                "step-beside-answer", isShare ? "the share of an answer stands before its colon" : "an answer and its first step cannot share a line",
                at: line.content,
                fix: isShare
                    ? "write '\(word) \(tree.source.string(line.value))'" : "write '\(word):', and the step on the line below, indented")
            return
        }
        let isWord = line.head.isEmpty || Owner.decision.keywords.contains { NearestName.find(tree.source.string(line.head), among: [$0.rawValue]) != nil }
        if tree.lines[step].kind == .step, !line.hasColon, tree.bytes(line.head).last == UInt8(ascii: "%") || line.target != nil || !isWord {
            guard toldAnswers.insert(tree.lines[step].whole.start).inserted else { return }
            report(
                "answer-outside-decision", "an answer stands below a decision, and the step above does not end in '?'", at: line.content,
                related: .init(span: tree.lines[step].content, message: "this step"), fix: "end the step above with '?'")
            return
        }
        if line.hasColon, actors[tree.name(line.head)] != nil {
            report(
                "step-below-step", "this step is indented below another step", at: line.content,
                related: .init(span: tree.lines[step].content, message: "below this one"),
                fix: "indent it as far as the step above: the next line is the next step")
            return
        }
        if reportMissingColon(line, among: Owner.decision.keywords) { return }
        let word = tree.source.string(line.head)
        reportUnknown(
            "unknown-word", "'\(word)' says nothing about a step", word, at: line.head.isEmpty ? line.content : line.head,
            among: Owner.decision.keywords.map(\.rawValue), orElse: "remove it, or start it with 'note:'")
    }
}
