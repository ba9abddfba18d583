import ProcessSyntax

/// Lines that read as a step and are none, and what steps say by accident.
extension MapBuilder {
    /// `work: 5 min` beside its step, `if good: …`, `Marketing Score lead:` : told of, and left out of the flow.
    mutating func isNoStep(_ index: Int) -> Bool {
        guard doer(lines[index].head) == nil else { return false }
        let line = lines[index]
        let head = tree.name(line.head)
        guard actors[head] == nil, !areKnown(line.head) else { return false }
        if let keyword = Keyword(rawValue: head), !isSomebody(small: head) {
            drop(index)
            markBracketsRead(index)
            if Owner.step.allows(keyword) {
                report(
                    "misplaced-word", "it is not clear which step this '\(head)' is about", at: line.head, fix: "indent it below its step")
            } else {
                report("misplaced-word", "'\(head)' cannot stand among the steps", at: line.head, fix: wayHome(of: keyword))
            }
            return true
        }
        if let (word, advice) = OtherWords.advice(on: head), nearestActorName(head) == nil {
            drop(index)
            markBracketsRead(index)
            if toldWords.insert(advice).inserted { report("foreign-word", "'\(word)' means nothing in a map", at: line.content, fix: advice) }
            return true
        }
        if reportLateColon(line) || reportSwapped(line) {
            drop(index)
            markBracketsRead(index)
            return true
        }
        return false
    }

    /// `Stop + "Go to market"`: names that read as something else, and are those of people who are declared.
    private func areKnown(_ head: Span) -> Bool {
        let names = list(head, plus: true)
        return names.count > 1 && names.allSatisfy { actors[$0.string] != nil }
    }

    /// `Sales, IT: Agree`: a comma would do for a list, but lists of doers have a plus.
    mutating func checkJoiners(_ head: Span, _ names: [Text]) {
        // A comma in the name of somebody parts nobody.
        guard names.count > 1, names.allSatisfy({ actors[$0.string] != nil }), list(head).count > 1 else { return }
        let meant = names.map { quoted($0.string) }.joined(separator: " + ")
        report(
            "unknown-role", "'\(shortened(tree.source.string(head)))' is not a role or lane of this map", at: head,
            fix: "where several act together, write a plus between them: '\(meant)'", edits: [.init(span: head, text: meant)], isCertain: true)
    }

    /// `Sales: A -> Marketing: B`, `Sales: Good? yes -> A, no -> B`: a whole flow on one line.
    mutating func reportChain(_ line: SyntaxTree.Line, _ target: Span) -> Bool {
        let indent = String(repeating: " ", count: line.indent)
        let all = Span(file: target.file, start: Int(line.value.end), end: Int(target.end))
        let isPlain = line.brackets.map { $0.start >= target.end } ?? true
        let said = tree.source.string(line.value)
        let steps = Self.parts(of: tree.source.string(target), at: "->")
        if steps.allSatisfy({ $0.contains(": ") }), let first = steps.first {
            let isKnown = steps.allSatisfy { step in actors[step.split(separator: ":").first.map(String.init) ?? ""] != nil }
            report(
                "misplaced-arrow", "each step has a line of its own", at: target,
                fix: "write '\(first)' on the next line, without an arrow: the next line is the next step",
                edits: isPlain ? [.init(span: all, text: steps.map { "\n" + indent + $0 }.joined())] : [], isCertain: isKnown)
            for step in steps { toldSteps.insert(step.drop { $0 != ":" }.dropFirst().trimming) }
            return true
        }
        guard let mark = said.firstRange(of: "? ") else { return false }
        let question = String(said[..<mark.lowerBound]) + "?"
        let answers = Self.parts(of: said[mark.upperBound...] + " -> " + tree.source.string(target), at: ",")
        let areAnswers = answers.allSatisfy { $0.contains(" -> ") }
        report(
            "misplaced-arrow", "each answer has a line of its own below its decision", at: all,
            fix: "write '\(tree.source.string(line.head)): \(question)', and below it, indented, '\(answers.first ?? "yes")'",
            edits: isPlain && areAnswers
                ? [.init(span: Span(file: all.file, start: Int(line.value.start), end: Int(all.end)), text: question + answers.map { "\n" + indent + "  " + $0 }.joined())]
                : [], isCertain: true)
        toldSteps.insert(question)
        return true
    }

    private static func parts(of text: some StringProtocol, at mark: String) -> [String] {
        Substring(text).split(separator: mark).map(\.trimming).filter { !$0.isEmpty }
    }

    /// `Call prospect (5 min)`: a time in the brackets that other tools have.
    /// - Returns: whether it is a time.
    mutating func reportTimeInBrackets(_ value: Span, _ open: Int) -> Bool {
        let inside = tree.source.string(open + 1..<Int(value.end) - 1)
        guard let time = QuantityAdvice.duration(inside) else { return false }
        report(
            "wrong-brackets", "what is said of a step stands in square brackets", at: Span(file: value.file, start: open, end: Int(value.end)),
            fix: "write '[work \(time)]' for the time it is worked on, '[takes \(time)]' for all the time until it is done")
        return true
    }

    /// What the text of a step holds that was not meant to be text.
    mutating func checkText(_ line: SyntaxTree.Line) {
        guard !line.value.isEmpty else { return }
        let start = Int(line.value.start)
        if bytes[start] == UInt8(ascii: ":") {
            var end = start
            while end < Int(line.value.end), bytes[end] == UInt8(ascii: ":") || bytes[end] == 0x20 { end += 1 }
            let extra = Span(file: line.value.file, start: start, end: end)
            report("extra-colon", "there is one colon too many", at: extra, fix: "leave it out", edits: [.init(span: extra, text: "")], isCertain: true)
            return
        }
        let at = sheet.firstColonOrSlash(start, Int(line.value.end))
        guard at < Int(line.value.end) else { return }
        if bytes[at] == UInt8(ascii: ":"), let keyword = spellings.find(bytes, from: start, to: at),
            keyword.isFlowElement || Owner.answer.allows(keyword), at + 1 == Int(line.value.end) || bytes[at + 1] == 0x20
        {
            guard keyword.isFlowElement else {
                report(
                    "misplaced-word", "'\(keyword.rawValue):' stands on a line of its own, below the step that it is about",
                    at: Span(file: line.value.file, start: start, end: at),
                    fix: "write what \(tree.source.string(line.head)) does here, and '\(tree.source.string(line.value))' on the line below, indented")
                return
            }
            report(
                "misplaced-word", "'\(keyword.rawValue):' begins a line of its own, and nobody stands before it",
                at: Span(file: line.value.file, start: start, end: at), fix: "write '\(tree.source.string(line.value))' alone",
                edits: [.init(span: Span(file: line.value.file, start: Int(line.head.start), end: start), text: "")])
        } else if let comment = sheet.position(of: Array(" // ".utf8), in: line.value.range) {
            report(
                "foreign-comment", "'//' is not how a comment begins", at: Span(file: line.value.file, start: comment + 1, end: comment + 3),
                fix: "write '# '", edits: [.init(span: Span(file: line.value.file, start: comment + 1, end: comment + 3), text: "#")], isCertain: true)
        }
    }
}
