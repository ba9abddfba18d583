import ProcessSyntax

/// What to say of lines at the left edge of a file that make no sense there, in the words of who wrote them.
extension MapBuilder {
    /// A run of steps outside the flow is one mistake, and so is a run of lines that are no part of a map.
    mutating func reportTopMistakes() {
        var run: [Int] = []
        var prose: [Int] = []
        for index in misplaced where !lines[index].isClosingBrace(in: tree.source) {
            let line = lines[index]
            if looksLikeStep(line) || !run.isEmpty && isNeighbour(index, of: run[run.count - 1]) && belongsToSteps(line) {
                flushProse(&prose)
                if let last = run.last, !isNeighbour(index, of: last) { flush(&run) }
                run.append(index)
            } else {
                flush(&run)
                if line.hasColon || line.keyword != nil || OtherWords.nearest(to: tree.name(line.head), among: Owner.file.keywords) != nil
                    || OtherWords.advice(on: tree.source.string(line.content)) != nil
                {
                    flushProse(&prose)
                    reportTopLine(index)
                } else {
                    if let last = prose.last, !isNeighbour(index, of: last) { flushProse(&prose) }
                    prose.append(index)
                }
            }
        }
        flush(&run)
        flushProse(&prose)
    }

    /// True where nothing that was understood stands between two lines.
    private func isNeighbour(_ index: Int, of last: Int) -> Bool {
        let from = lines[last].next
        return from >= index || !lines[from..<index].contains { $0.kind != .blank && $0.kind != .comment }
    }

    /// True for a line that is a step of the flow, wherever it stands.
    private mutating func looksLikeStep(_ line: SyntaxTree.Line) -> Bool {
        if let keyword = line.keyword { return keyword.isFlowElement && line.hasColon }
        if line.head.isEmpty, line.target != nil { return true }
        guard line.hasColon else { return leadingActor(line.head) != nil }
        let who = tree.name(line.head)
        if actors[who] != nil || nearestActorName(who) != nil { return true }
        // A word in small letters that nobody declared is rather a keyword of some other tool.
        guard let first = who.unicodeScalars.first, !("a"..."z").contains(first) || who.contains("+") else { return false }
        return NearestName.find(who, among: Owner.file.keywords.map(\.rawValue)) == nil && !line.value.isEmpty
    }

    /// Answers and what is said of a step, among steps that are not indented.
    private func belongsToSteps(_ line: SyntaxTree.Line) -> Bool {
        if let keyword = line.keyword { return Owner.step.allows(keyword) && !Owner.file.allows(keyword) }
        let words = tree.name(line.head)
        return !line.hasColon && (line.target != nil || ["yes", "no", "otherwise"].contains(words.lowercased()) || words.hasSuffix("%"))
    }

    private mutating func flush(_ run: inout [Int]) {
        guard let first = run.first else { return }
        for index in run { drop(index) }
        let isOne = run.count == 1
        let way: String
        if flowLines.isEmpty {
            way = isOne ? "put 'flow:' on a line above, and indent the step below it" : "put 'flow:' on a line above, and indent the steps below it"
        } else {
            way = isOne ? "indent it, so that it belongs to 'flow:'" : "indent them, so that they belong to 'flow:'"
        }
        report(
            "step-outside-flow", isOne ? "this step stands outside the flow" : "these \(run.count) lines stand outside the flow",
            at: lines[first].content, fix: way)
        run = []
    }

    /// Greetings, notes, what another program wrote.
    private mutating func flushProse(_ prose: inout [Int]) {
        guard let first = prose.first else { return }
        for index in prose { drop(index) }
        let words = tree.source.string(lines[first].content)
        if let sign = OtherWords.commentSign(of: words) {
            reportComment(lines[first].content, sign)
            prose.removeFirst()
            flushProse(&prose)
            return
        }
        let more = prose.count == 1 ? "this line says" : "this line and \(prose.count - 1) more say"
        let hasLetters = words.contains { $0.isLetter || $0.isNumber }
        report(
            "unknown-word", "\(more) nothing that a map can say", at: lines[first].content,
            fix: hasLetters ? "to keep it as a remark, begin the line with '# '; else remove it" : "remove it",
            edits: prose.map { .init(span: Span(file: lines[$0].head.file, start: Int(lines[$0].content.start), end: Int(lines[$0].content.start)), text: "# ") })
        prose = []
    }

    /// `// by hand`
    mutating func reportComment(_ line: Span, _ sign: String) {
        let span = Span(file: line.file, start: Int(line.start), end: Int(line.start) + sign.utf8.count)
        report(
            "foreign-comment", "'\(sign.trimmingEnd)' is not how a comment begins", at: span, fix: "write '# '",
            edits: [.init(span: span, text: "#")], isCertain: true)
    }

    private mutating func reportTopLine(_ index: Int) {
        drop(index)
        let line = lines[index]
        if let keyword = line.keyword {
            report("misplaced-word", "'\(keyword.rawValue)' cannot stand at the left edge", at: line.head, fix: wayHome(of: keyword))
            return
        }
        if let (word, advice) = OtherWords.advice(on: tree.source.string(line.content)) {
            if toldWords.insert(advice).inserted {
                report("foreign-word", "'\(word)' means nothing in a map", at: line.content, fix: advice)
            }
            return
        }
        let word = tree.source.string(line.head)
        let span = line.head.isEmpty ? line.content : line.head
        let message = "'\(word)' is not something a map can say"
        if let meant = OtherWords.meant(by: word, of: .file) ?? OtherWords.nearest(to: word, among: Owner.file.keywords) {
            report(
                "unknown-word", message, at: span, fix: "did you mean '\(meant.rawValue)'?",
                edits: [.init(span: span, text: meant.rawValue + (line.hasColon ? "" : ":"))])
        } else if let meant = NearestName.find(word, among: Keyword.allCases.map(\.rawValue)).flatMap(Keyword.init(rawValue:)), meant.rawValue.utf8.count > 3 {
            report("unknown-word", message, at: span, fix: "did you mean '\(meant.rawValue)'? \(wayHome(of: meant).capitalised)")
        } else {
            report("unknown-word", message, at: span, fix: "write it as a remark, '# \(word): …', or say it with one of the words a map knows: \(Self.topWords)")
        }
    }

    private static let topWords = "process, lanes, lane, flow, use, system, meeting, term, relationship, checks, pain, question, note, action"

    /// Where a keyword belongs.
    func wayHome(of keyword: Keyword) -> String {
        if keyword.isFlowElement { return "it belongs in the flow: indent it below 'flow:'" }
        if keyword == .onLate || keyword == .onError { return "it belongs below a step, as in '\(keyword.rawValue) … -> Step'" }
        let owners = Owner.allCases.filter { $0.allows(keyword) && $0 != .file }.map(\.words)
        let isAtTop = Owner.file.allows(keyword)
        guard !owners.isEmpty else { return isAtTop ? "it stands at the left edge of the file, without blanks before it" : "remove it" }
        return "it belongs to \(Self.either(Array(owners.prefix(3)))): indent it below"
    }

    /// `a lane, a role or a step`
    static func either(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// Told instead of all else where nothing in a file reads as a map.
    mutating func reportIfNoMap() {
        guard !tree.diagnostics.contains(where: { $0.name == "not-utf8" }) else { return }
        let top = tree.children(of: -1)
        let odd = Set(misplaced)
        guard !top.isEmpty, !top.contains(where: { !odd.contains($0) }), !lines.contains(where: { $0.kind == .step || $0.kind == .element }) else { return }
        let isClear = top.allSatisfy { index in
            let line = lines[index]
            return line.keyword == nil && !(line.hasColon && actors[tree.name(line.head)] != nil)
        }
        let count = top.count { !lines[$0].isClosingBrace(in: tree.source) }
        guard isClear, count > 1 || !tree.children(of: top[0]).isEmpty else { return }
        diagnostics = []
        for index in top { drop(index) }
        misplaced = []
        isNoMap = true
        report(
            "not-a-map", "nothing in this file reads as a map", at: lines[top[0]].content,
            fix: "begin with 'process: Name', then 'lanes: Who, Who', then 'flow:' with the steps below it, 'Who: What'")
    }
}

extension String {
    var trimmingEnd: String { hasSuffix(" ") ? String(dropLast()) : self }

    /// With a capital first letter.
    var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
