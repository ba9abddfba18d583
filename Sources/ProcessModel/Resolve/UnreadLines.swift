import ProcessSyntax

/// What to say of lines that stand below something and say nothing about it.
extension MapBuilder {
    /// Whatever was accepted and belongs to nothing: a property of something that has none, brackets
    /// behind a line that takes none. Lines that stand below something else than a flow are one mistake.
    mutating func reportUnreadLines() {
        var strayFrom: Int?
        for (index, line) in lines.enumerated() where line.kind != .blank && line.kind != .comment {
            let parent = line.parent
            if isRead[index] {
                guard let brackets = line.brackets, !areBracketsRead[index], line.kind != .broken, !line.attributes.isEmpty, !dropped.contains(index)
                else { continue }
                report(
                    "misplaced-brackets", "nothing can be said in brackets here", at: brackets,
                    fix: "remove them, or move them to the step they are about")
            } else if parent >= 0, isRead[parent], lines[parent].kind != .broken, !dropped.contains(parent), strayFrom != parent {
                guard !line.isToldElsewhere, !line.isClosingBrace(in: tree.source) else { continue }
                reportUnread(index, line, below: parent, &strayFrom)
            }
        }
    }

    private mutating func reportUnread(_ index: Int, _ line: SyntaxTree.Line, below parent: Int, _ strayFrom: inout Int?) {
        let above = lines[parent]
        if above.kind == .jump || above.kind == .exception {
            strayFrom = parent
            report(
                "step-below-step", "nothing stands below an arrow", at: line.content,
                related: .init(span: above.content, message: "this arrow"), fix: "indent it as far as the line above")
            return
        }
        if line.hasColon, actors[tree.name(line.head)] != nil, !line.value.isEmpty, above.keyword != .term {
            strayFrom = parent
            let count = tree.children(of: parent).count { !isRead[$0] }
            report(
                "step-outside-flow", count == 1 ? "this step stands outside the flow" : "these \(count) lines stand outside the flow",
                at: line.content, fix: flowLines.isEmpty ? "put 'flow:' on a line above, without blanks before it" : "indent \(count == 1 ? "it" : "them") below 'flow:'")
            return
        }
        if let keyword = line.keyword, line.hasColon, above.parent < 0, above.keyword == .use || above.keyword == .lanes, Owner.process.allows(keyword),
            !Owner.lane.allows(keyword) || above.keyword == .use, let process = tree.children(of: -1).first(where: { lines[$0].keyword == .process })
        {
            strayFrom = parent
            report(
                "misplaced-word", "'\(keyword.rawValue)' belongs below 'process:', and another line has come between", at: line.head,
                related: .init(span: lines[process].content, message: "the process"), fix: "move '\(tree.source.string(above.content))' away from between them")
            return
        }
        if above.keyword == .lanes {
            strayFrom = parent
            let first = list(above.value).first?.string ?? "Name"
            report(
                "misplaced-word", "nothing can be said below a list of lanes", at: line.content,
                fix: "give the lane a line of its own, 'lane: \(first)', and put this below it")
            return
        }
        let span = line.head.isEmpty ? line.content : line.head
        let word = tree.source.string(span)
        if let owner = above.keyword?.owner, owner != .term || line.hasColon, !owner.keywords.isEmpty {
            let message = "'\(word)' says nothing about \(owner.words)"
            if !line.hasColon, word.contains(" ") {
                if reportMissingColon(line, among: owner.keywords) { return }
                let first = Span(file: span.file, start: Int(span.start), end: sheet.endOfWord(from: Int(span.start), to: Int(span.end)))
                if let keyword = Keyword(rawValue: tree.source.string(first)), Owner.allCases.contains(where: { $0.allows(keyword) && $0 != .file }),
                    bytes[Int(first.end) + 1].isDigit
                {
                    return reportUnfit(keyword, at: first, owner)
                }
            }
            if let meant = OtherWords.meant(by: word, of: owner) ?? OtherWords.nearest(to: word, among: owner.keywords) {
                report(
                    "unknown-word", message, at: span, fix: "did you mean '\(meant.rawValue)'?",
                    edits: [.init(span: span, text: meant.rawValue + (line.hasColon ? "" : ":"))])
            } else {
                report("unknown-word", message, at: span, fix: remarkAdvice(owner, word))
            }
            return
        }
        report(
            "misplaced-word", "'\(word)' says nothing about the line above it", at: span,
            related: .init(span: above.content, message: "the line above"), fix: "remove it, or indent it like the line it belongs with")
    }

    /// What to do with words that no keyword stands for.
    func remarkAdvice(_ owner: Owner, _ word: String) -> String {
        if owner.allows(.note) { return "remove it, or say it as a remark, 'note: \(word) …'" }
        return "what can be said here: " + owner.keywords.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }

    /// A line below a step that says nothing about it.
    mutating func reportUnderStep(_ child: Int, _ step: Int) {
        let line = lines[child]
        drop(child)
        guard !line.isToldElsewhere, !line.isClosingBrace(in: tree.source) else { return }
        let word = tree.source.string(line.head)
        if isException(line.head) || word.hasPrefix("on "), line.hasColon || line.target != nil {
            reportException(line)
            return
        }
        if lines[step].kind == .decision, line.hasColon, !line.value.isEmpty {
            reportBesideAnswer(line, step)
            return
        }
        if line.head.isEmpty, line.brackets != nil {
            report("misplaced-brackets", "brackets stand on the line of what they are about", at: line.content, fix: "move them to the end of the line above")
            return
        }
        let meant = line.head.isEmpty ? nil : OtherWords.meant(by: word, of: .decision) ?? OtherWords.nearest(to: word, among: Owner.decision.keywords)
        let isActor = actors[tree.name(line.head)] != nil
        let looksLikeAnswer = line.hasColon
            ? line.value.isEmpty && !isActor && (meant == nil || ["yes", "no"].contains(word)) && !tree.children(of: child).isEmpty
            : tree.bytes(line.head).last == UInt8(ascii: "%") || line.target != nil || meant == nil && !line.head.isEmpty && !startsWithKeyword(line.head)
        if lines[step].kind == .step, looksLikeAnswer, leadingActor(line.head) == nil {
            guard toldAnswers.insert(lines[step].whole.start).inserted else { return }
            let end = Int(lines[step].value.end)
            let isAnswer = line.hasColon || tree.children(of: step).contains { readsAsAnswer(lines[$0]) }
            report(
                "answer-outside-decision", "an answer stands below a decision, and the step above does not end in '?'", at: line.content,
                related: .init(span: lines[step].content, message: "this step"),
                fix: isAnswer ? "end the step above with '?'" : "end the step above with '?'; if this is a remark, write 'note: …'",
                edits: isAnswer ? [.init(span: Span(file: line.head.file, start: end, end: end), text: "?")] : [])
            return
        }
        if isActor || line.hasColon && line.keyword == nil && nearestActorName(tree.name(line.head)) != nil || !line.hasColon && leadingActor(line.head) != nil {
            let indent = Span(file: line.head.file, start: Int(line.whole.start), end: Int(line.head.start))
            report(
                "step-below-step", "this step is indented below another step", at: line.content,
                related: .init(span: lines[step].content, message: "below this one"),
                fix: "indent it as far as the step above: the next line is the next step",
                edits: !tree.children(of: child).isEmpty ? [] : [.init(span: indent, text: String(repeating: " ", count: lines[step].indent))])
            return
        }
        if reportMissingColon(line, among: Owner.decision.keywords) { return }
        let span = line.head.isEmpty ? line.content : line.head
        let owner = lines[step].kind == .element ? "this line" : "a step"
        let message = "'\(word)' says nothing about \(owner)"
        if ["time", "duration", "lasts", "effort"].contains(word.lowercased()) {
            let value = tree.source.string(line.value)
            report(
                "unknown-word", "'\(word)' does not say which time it is", at: span,
                fix: "write 'work: \(value)' for the time it is worked on, 'takes: \(value)' for all the time until it is done")
        } else if let meant {
            report(
                "unknown-word", message, at: span, fix: "did you mean '\(meant.rawValue)'?",
                edits: [.init(span: span, text: meant.rawValue + (line.hasColon ? "" : ":"))])
        } else {
            report("unknown-word", message, at: span, fix: "remove it, or start it with 'note:'")
        }
    }

    /// True for `yes`, `no -> Step` and `40%`; any other line may as well be a remark.
    private func readsAsAnswer(_ line: SyntaxTree.Line) -> Bool {
        guard line.kind == .broken, !line.head.isEmpty else { return false }
        let words = tree.name(line.head).lowercased()
        return line.target != nil || words.hasSuffix("%") || ["yes", "no", "otherwise", "else"].contains(words)
    }

    private func startsWithKeyword(_ head: Span) -> Bool {
        let first = tree.source.string(head).split(separator: " ").first.map(String.init) ?? ""
        return Keyword(rawValue: first).map { Owner.decision.allows($0) } ?? false
    }

    /// Below a decision: what should stand below one of its answers, or before its colon.
    private mutating func reportBesideAnswer(_ line: SyntaxTree.Line, _ decision: Int) {
        let word = tree.source.string(line.head)
        let value = tree.source.string(line.value)
        if actors[tree.name(line.head)] != nil {
            guard toldAnswers.insert(lines[decision].whole.start).inserted else { return }
            report(
                "step-beside-answer", "a step stands right below a decision, and no answer leads to it", at: line.content,
                related: .init(span: lines[decision].content, message: "the decision"),
                fix: "write the answer above it, as in 'yes:', and indent the step below the answer")
        } else if tree.bytes(line.value).last == UInt8(ascii: "%") {
            report(
                "step-beside-answer", "the share of an answer stands before its colon", at: line.content, fix: "write '\(word) \(value)'",
                edits: [.init(span: Span(file: line.head.file, start: Int(line.head.end), end: Int(line.value.start)), text: " ")], isCertain: true)
        } else {
            report(
                "step-beside-answer", "an answer and its first step cannot share a line", at: line.content,
                fix: "write '\(word):', and the step on the line below, indented")
        }
    }

    /// `on late: 1 bd -> Step`, `on failure -> Step`.
    private mutating func reportException(_ line: SyntaxTree.Line) {
        let words = tree.source.string(line.content).filter { $0 != ":" }
        if isException(line.head), line.target != nil, !line.hasColon || tree.source.string(line.value).allSatisfy({ $0 != ":" }) {
            report(
                "bad-exception", "there is no colon in an exception", at: line.content,
                fix: "write '\(words.split(separator: " ").joined(separator: " "))'",
                edits: [.init(span: line.content, text: words.split(separator: " ").joined(separator: " "))], isCertain: true)
        } else if isException(line.head) {
            report(
                "bad-exception", "this exception does not lead to a step", at: line.content,
                fix: "write it like 'on late 1 bd -> \(tree.source.string(line.value))'")
        } else {
            let target = line.target.map { tree.source.string($0) } ?? "Step"
            report(
                "bad-exception", "'\(tree.source.string(line.head))' is not an exception that a map knows", at: line.head,
                fix: "write 'on late 1 bd -> \(target)' for what takes too long, 'on error 5% -> \(target)' for what goes wrong")
        }
    }
}
