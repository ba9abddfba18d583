import ProcessSyntax

/// What to say of lines in a flow that are neither a step nor anything else that can stand there.
extension MapBuilder {
    /// Notes that a line as a whole was told of: nothing below it is a mistake of its own.
    mutating func drop(_ index: Int) {
        if !isQuiet { dropped.insert(index) }
    }

    mutating func reportBrokenLine(_ index: Int, after previous: Int?) {
        let line = lines[index]
        drop(index)
        guard !line.isToldElsewhere, !line.isClosingBrace(in: tree.source) else { return }
        if let (word, advice) = OtherWords.advice(on: tree.source.string(line.content)), leadingActor(line.head) == nil {
            // `else` and `endif` belong to the `if` above.
            if toldWords.insert(advice).inserted {
                report("foreign-word", "'\(word)' means nothing in a map", at: line.content, fix: advice)
            }
            return
        }
        if let sign = OtherWords.commentSign(of: tree.source.string(line.content)) {
            reportComment(line.content, sign)
            return
        }
        if isException(line.head) || tree.source.string(line.head).hasPrefix("on "), line.target != nil {
            report("bad-exception", "an exception stands below its step, not beside it", at: line.content, fix: "indent it below the step")
            return
        }
        if let previous, lines[previous].kind == .decision, !line.hasColon || line.value.isEmpty, mayBeAnswer(line, of: previous) {
            // The next lines beside the decision are more of the same.
            guard toldAnswers.insert(lines[previous].whole.start).inserted else { return }
            report("answer-outside-decision", "an answer stands below its decision, not beside it", at: line.content, fix: "indent the answers below the decision")
            return
        }
        if line.head.isEmpty, line.hasColon {
            report("missing-name", "nobody is named before the colon", at: line.content, fix: "write who does it, as in '\(anActor): \(tree.source.string(line.value))'")
            return
        }
        if line.head.isEmpty, line.brackets != nil {
            report("misplaced-brackets", "brackets stand on the line of what they are about", at: line.content, fix: "move them to the end of the line above")
            return
        }
        if reportMissingColon(line, among: Self.flowWords) { return }
        reportNoStep(line)
    }

    /// Beside a decision that has its answers, only what looks like an answer is one more of them; and what begins
    /// with somebody's name is a step that lacks its colon.
    private func mayBeAnswer(_ line: SyntaxTree.Line, of decision: Int) -> Bool {
        if line.target != nil || line.hasColon || tree.bytes(line.head).last == UInt8(ascii: "%") { return true }
        if ["yes", "no", "otherwise"].contains(tree.name(line.head).lowercased()) { return true }
        return leadingActor(line.head) == nil && !tree.children(of: decision).contains { lines[$0].kind == .answer }
    }

    private static let flowWords: [Keyword] = [
        .start, .end, .inParallel, .path, .fork, .join, .call, .phase, .handoff, .pain, .strength, .question, .note, .allow,
    ]

    /// A line without a colon, or with an arrow in place of one.
    private mutating func reportNoStep(_ line: SyntaxTree.Line) {
        let words = tree.source.string(line.head)
        if let target = line.target, !target.isEmpty, actors[words] != nil {
            let other = tree.source.string(target).split(separator: ":").first.map(String.init) ?? ""
            let next = other.split(separator: "-").first.map { $0.trimming } ?? other
            report(
                "misplaced-arrow", "an arrow leads to a step, not from one who acts to another", at: line.content,
                fix: "write what each does on a line of its own: '\(words): …', and below it '\(actors[next] == nil ? anActor : next): …'")
            return
        }
        if let who = leadingActor(line.head) ?? actorBeforeComma(words) {
            let from = Int(line.head.start) + who.utf8.count
            let (after, rest) = withoutSeparator(tree.source.string(from..<Int(line.head.end)))
            toldSteps.insert(rest)
            report(
                "missing-colon", "there is no colon between who and what", at: line.head, fix: "write '\(who): \(rest)'",
                edits: [.init(span: Span(file: line.head.file, start: from, end: from + after), text: ": ")], isCertain: !goesOnWithAnother(rest) && actors[rest] == nil)
        } else if actors[words] != nil {
            report("missing-name", "this does not say what \(words) does", at: line.head, fix: "write it after a colon: '\(words): …'")
        } else if tree.bytes(line.head).last == UInt8(ascii: "%") || line.target != nil {
            report("answer-outside-decision", "an answer stands below a decision, a step that ends in '?'", at: line.content, fix: "indent it below its decision")
        } else if let actor = actorBegun(words) {
            report("missing-who", "this does not say who does it", at: line.content, fix: "did you mean '\(actor): …'?")
        } else {
            toldSteps.insert(words)
            let isWordy = words.contains { $0.isLetter || $0.isNumber }
            report(
                "missing-who", "this does not say who does it", at: line.content,
                fix: isWordy && words.count < 60 ? "put who before it, as in '\(anActor): \(words)'" : "write it as 'Who: What'")
        }
    }

    /// `Sales` of `Sales, Call prospect`.
    private func actorBeforeComma(_ words: String) -> String? {
        guard let comma = words.firstIndex(of: ",") else { return nil }
        let who = String(words[..<comma])
        return actors[who] == nil ? nil : who
    }

    /// How many bytes stand for the colon between who and what, and what follows them.
    private func withoutSeparator(_ text: String) -> (count: Int, rest: String) {
        var left = Substring(text)
        func skipBlanks() { while let first = left.first, first == " " || first == "\t" || first == "\u{A0}" { left.removeFirst() } }
        skipBlanks()
        for mark in ["-", "–", "—", ";", ",", "=", "|", "→", ">", "."] where left.hasPrefix(mark) && !left.hasPrefix("->") {
            left.removeFirst(mark.count)
            break
        }
        skipBlanks()
        return (text.utf8.count - left.utf8.count, String(left))
    }

    /// `Sales and Marketing meet`: what follows the name names somebody else.
    private func goesOnWithAnother(_ rest: String) -> Bool {
        let word = rest.split(separator: " ", maxSplits: 1).first ?? ""
        return ["and", "or", "&", "+", "/", "with"].contains(word) || word.hasPrefix(",")
    }

    /// A keyword that lacks only its colon.
    mutating func reportMissingColon(_ line: SyntaxTree.Line, among keywords: [Keyword]) -> Bool {
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

    /// Somebody of this map, for examples.
    var anActor: String { map.lanes.first { $0.name != "?" }?.name ?? "Sales" }

    func isException(_ head: Span) -> Bool {
        let bytes = tree.bytes(head)
        return bytes.starts(with: "on late".utf8) || bytes.starts(with: "on error".utf8)
    }
}

extension Substring {
    /// Without blanks at both ends.
    var trimming: String {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
