import ProcessSyntax

/// Lines below a decision that would be drawn as answers and were meant as something else.
extension MapBuilder {
    /// `criteria fits the profile`, `work 5 min`: something said of the decision that lacks only its colon.
    /// What leads somewhere, or has a share or steps below it, is an answer, whatever its first word.
    mutating func reportNoAnswer(_ index: Int) -> Bool {
        let line = lines[index]
        guard !line.hasColon, line.target == nil, !line.head.isEmpty else { return false }
        let (start, end) = (Int(line.head.start), Int(line.head.end))
        let wordEnd = sheet.endOfWord(from: start, to: end)
        guard wordEnd + 1 < end, bytes[wordEnd] == 0x20, let keyword = spellings.find(bytes, from: start, to: wordEnd),
            bytes[end - 1] != UInt8(ascii: "%"), tree.children(of: index).isEmpty
        else { return false }
        switch keyword {
        case .criteria, .accountable, .consulted, .handoff, .informs, .expects, .pain, .strength, .question, .note, .allow, .doc, .variant, .promise: break
        // `takes too long` may well be an answer; `takes 3 h` is none.
        case .work, .takes, .wait, .cost: guard bytes[wordEnd + 1].isDigit || bytes[wordEnd + 1] == UInt8(ascii: "?") else { return false }
        default: return false
        }
        drop(index)
        markBracketsRead(index)
        report(
            "missing-colon", "'\(keyword.rawValue)' needs a colon after it", at: Span(file: line.head.file, start: start, end: wordEnd),
            fix: "write '\(keyword.rawValue):', or put the whole in quotes where it is an answer",
            edits: [.init(span: Span(file: line.head.file, start: wordEnd, end: wordEnd), text: ":")], isCertain: bytes[wordEnd + 1].isDigit)
        return true
    }

    /// `no > Call`, `yes go to Call`: a jump without its arrow, where there is such a step to go to.
    mutating func checkJump(in words: Span) {
        guard bytes[words.range].contains(0x20) else { return }
        for sign in Self.arrowsInWords {
            guard let at = sheet.position(of: sign, in: words.range), suggestions < Self.mostSuggestions else { continue }
            let target = Span(file: words.file, start: at + sign.count, end: Int(words.end))
            suggestions += 1
            guard isTextOfStep(tree.name(target)) else { continue }
            let span = Span(file: words.file, start: at + 1, end: at + sign.count - 1)
            report(
                "foreign-arrow", "'\(tree.source.string(span))' is not how a jump is written", at: span, fix: "write '->'",
                edits: [.init(span: span, text: "->")], isCertain: true)
            return
        }
    }

    private static let arrowsInWords = [" > ", " >> ", " go to ", " goto ", " go back to ", " back to "].map { Array($0.utf8) }
}
