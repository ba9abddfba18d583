/// What a writer meant by lines that are not quite right: read as meant, with the mistake told once, so
/// that the lines after them keep their sense.
extension Parser {
    /// Marks at the start of lines that say nothing: bullets, the `>` of an e-mail, blanks that are no spaces.
    struct Marks {
        var bullets: [Span] = []
        var quotes: [Span] = []
        var blanks: [Span] = []
        var braces: [Span] = []
    }

    /// True for the bytes that such marks begin with.
    static func mayBeMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: ">"), 0xC2, 0xE2, 0xE3: true
        default: false
        }
    }

    /// Passes over the marks before a line.
    /// - Parameters:
    ///   - margin: where the indentation begins.
    ///   - edge: where it ends.
    ///   - start: where the line begins.
    mutating func skipMarks(
        _ bytes: UnsafeBufferPointer<UInt8>, margin: inout Int, edge: inout Int, start: inout Int, end: Int
    ) {
        skipOddBlanks(bytes, margin: margin, start: &start, end: end)
        edge = start
        let before = start
        while start < end, bytes[start] == UInt8(ascii: ">"), start + 1 == end || bytes[start + 1] == 0x20 || bytes[start + 1] == UInt8(ascii: ">") {
            start += 1
            if start < end, bytes[start] == 0x20 { start += 1 }
        }
        if start > before {
            marks.quotes.append(span(before, start))
            margin = start
            while start < end, bytes[start] == 0x20 { start += 1 }
            edge = start
        }
        let length = bullet(bytes, at: start, end: end)
        guard length > 0 else { return }
        let from = start
        start += length
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        marks.bullets.append(span(from, start))
    }

    private mutating func skipOddBlanks(_ bytes: UnsafeBufferPointer<UInt8>, margin: Int, start: inout Int, end: Int) {
        var isOdd = false
        while start < end {
            if bytes[start] == 0x20 || bytes[start] == 0x09 {
                start += 1
            } else if let length = Self.oddBlank(bytes, at: start, end: end) {
                isOdd = true
                start += length
            } else {
                break
            }
        }
        if isOdd { marks.blanks.append(span(margin, start)) }
    }

    /// The no-break space, the spaces of other widths, the space of Chinese and Japanese keyboards.
    private static func oddBlank(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int) -> Int? {
        if i + 1 < end, bytes[i] == 0xC2, bytes[i + 1] == 0xA0 { return 2 }
        guard i + 2 < end else { return nil }
        switch (bytes[i], bytes[i + 1], bytes[i + 2]) {
        case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80): return 3
        default: return nil
        }
    }

    private static let bullets: [[UInt8]] = ["-", "*", "•", "·", "–", "—", "‣", "▪", "◦", "●", "○", "■", "✓"].map { Array($0.utf8) }

    /// How many bytes a bullet takes; 0 where there is none. A blank or nothing follows it.
    private func bullet(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, end: Int) -> Int {
        guard start < end, Self.mayBeMark(bytes[start]) else { return 0 }
        for mark in Self.bullets where start + mark.count <= end && bytes[start..<start + mark.count].elementsEqual(mark) {
            var next = start + mark.count
            guard next == end || bytes[next] == 0x20 || bytes[next] == 0x09 else { return 0 }
            while next < end, bytes[next] == 0x20 { next += 1 }
            // `- > Step` is the arrow of somebody in a hurry.
            return next < end && bytes[next] == UInt8(ascii: ">") ? 0 : mark.count
        }
        return 0
    }

    /// Tells of marks, each kind once however many lines it stands on.
    mutating func reportMarks() {
        func others(_ count: Int) -> String { count == 1 ? "this line" : "this line and \(count - 1) more" }
        func ends(_ count: Int) -> String { count == 1 ? "s" : "" }
        if let first = marks.bullets.first {
            let mark = source.string(first).filter { $0 != " " && $0 != "\t" }
            report(
                "stray-mark", "\(others(marks.bullets.count)) begin\(ends(marks.bullets.count)) with '\(mark)', as in a list", at: first,
                fix: "leave it out: each line says one thing as it is", edits: marks.bullets.map { .init(span: $0, text: "") }, isCertain: true)
        }
        if let first = marks.quotes.first {
            report(
                "stray-mark", "\(others(marks.quotes.count)) begin\(ends(marks.quotes.count)) with '>', as in an e-mail", at: first,
                fix: "leave it out", edits: marks.quotes.map { .init(span: $0, text: "") }, isCertain: true)
        }
        if let first = marks.blanks.first {
            let edits = marks.blanks.map { blank in
                let text = source.string(blank)
                return Fix.Edit(span: blank, text: String(repeating: " ", count: text.unicodeScalars.reduce(0) { $0 + ($1 == "\t" || $1 == "\u{3000}" ? 2 : 1) }))
            }
            report(
                "odd-blank", "\(others(edits.count)) \(edits.count == 1 ? "is" : "are") indented with blanks that are no plain spaces; word processors write them",
                at: first, fix: "delete them, and type spaces", edits: edits, isCertain: true)
        }
        if let first = marks.braces.first {
            report(
                "stray-brace", marks.braces.count == 1 ? "a brace means nothing here" : "braces mean nothing here (this is the first of \(marks.braces.count))",
                at: first, fix: "leave them out: what belongs together is indented below the same line",
                edits: marks.braces.map { .init(span: $0, text: "") }, isCertain: true)
        }
    }

    /// `flow: {` and `}`, as in programs.
    mutating func dropBrace(_ line: inout SyntaxTree.Line) {
        func without(_ span: Span) -> Span {
            var end = span.range.upperBound - 1
            marks.braces.append(self.span(end, end + 1))
            while end > span.range.lowerBound, source.bytes[end - 1] == 0x20 { end -= 1 }
            return self.span(span.range.lowerBound, end)
        }
        func ends(_ span: Span) -> Bool {
            guard !span.isEmpty, source.bytes[span.range.upperBound - 1] == UInt8(ascii: "{") else { return false }
            return span.count == 1 || source.bytes[span.range.upperBound - 2] == 0x20
        }
        if ends(line.value) {
            line.value = without(line.value)
        } else if line.value.isEmpty, ends(line.head) {
            line.head = without(line.head)
            line.value = span(line.head.range.upperBound, line.head.range.upperBound)
        } else if line.isClosingBrace(in: source), line.brackets == nil {
            marks.braces.append(line.head)
        }
    }

    /// A line that starts with a keyword and lacks only its colon is read as if it had one, so that
    /// what it declares is known to the lines that follow.
    mutating func supplyColon(_ line: inout SyntaxTree.Line, _ keywords: [Keyword]) {
        let bytes = source.bytes[line.head.range]
        let known = keywords.filter { keyword in
            let word = keyword.rawValue.utf8
            return bytes.starts(with: word) && (bytes.count == word.count || bytes[bytes.startIndex + word.count] == 0x20)
        }
        guard let keyword = known.max(by: { $0.rawValue.utf8.count < $1.rawValue.utf8.count }) else { return }
        let end = bytes.startIndex + keyword.rawValue.utf8.count
        let word = span(bytes.startIndex, end)
        var value = end
        while value < bytes.endIndex, source.bytes[value] == 0x20 { value += 1 }
        // `process = Leads`: what people write for a colon.
        var after = end
        for mark in ["=", "-", "–", "—", ";", "|"] where source.bytes[value..<bytes.endIndex].starts(with: mark.utf8) {
            after = value + mark.utf8.count
            value = after
            while value < bytes.endIndex, source.bytes[value] == 0x20 { value += 1 }
            break
        }
        let wantsName = value == bytes.endIndex && keyword.takesName && keyword != .inParallel
        report(
            "missing-colon", "'\(keyword.rawValue)' needs a colon after it\(wantsName ? ", and a name" : "")", at: word,
            fix: "write '\(keyword.rawValue):\(wantsName ? " …" : "")'",
            edits: wantsName ? [] : [.init(span: span(end, after), text: ":")], isCertain: !keyword.isAlsoADeed)
        line.head = word
        line.value = span(value, bytes.endIndex)
        line.hasColon = true
    }

    /// A word at the start of a line that is no keyword but was meant as one: written large, misspelt, or
    /// another word for it.
    mutating func supplyKeyword(_ line: inout SyntaxTree.Line, for owner: Owner) -> Keyword? {
        guard !line.head.isEmpty, line.head.count <= 24 else { return nil }
        let word = source.string(line.head)
        guard let first = word.utf8.first, (first | 0x20) >= 97, (first | 0x20) <= 122 else { return nil }
        let small = word.lowercased()
        let isLarge = small != word
        // What begins with a capital may be the name of somebody: only the very word is taken for it.
        let meant: Keyword? =
            switch owner {
            case .file:
                Keyword(rawValue: small).flatMap { owner.allows($0) ? $0 : nil }
                    ?? (isLarge ? nil : OtherWords.atTheTop[small] ?? misspelt(small, among: owner.keywords))
            case .path:
                line.value.isEmpty ? Keyword(rawValue: small).flatMap { $0.isFlowElement ? $0 : nil } ?? OtherWords.inAFlow[small] : nil
            default:
                isLarge ? Keyword(rawValue: small).flatMap { owner.allows($0) ? $0 : nil } : nil
            }
        guard let meant, line.hasColon || !word.contains(" ") else { return nil }
        let isSame = meant.rawValue == small
        report(
            "unknown-word", isSame ? "'\(word)' is written in small letters" : "'\(word)' is not something a map can say", at: line.head,
            fix: isSame ? "write '\(meant.rawValue)'" : "did you mean '\(meant.rawValue)'?",
            edits: [.init(span: line.head, text: meant.rawValue + (line.hasColon ? "" : ":"))], isCertain: isSame)
        line.hasColon = true
        return meant
    }

    /// Short words are like too many others.
    private func misspelt(_ word: String, among keywords: [Keyword]) -> Keyword? {
        OtherWords.nearest(to: word, among: keywords.filter { $0.rawValue.utf8.count > 3 })
    }

    /// `lanes:` and `flow:` indented below `process:`, as if they were said of it: read as if they began at
    /// the left edge, and told once, at the first of them.
    mutating func liftDeclaration(_ line: inout SyntaxTree.Line, _ keyword: Keyword?) {
        guard let keyword, line.hasColon, line.parent >= 0, lines[line.parent].parent < 0, lines[line.parent].keyword == .process,
            Self.declarations.contains(keyword)
        else { return }
        closeAll()
        line.parent = -1
        let indentation = span(Int(line.whole.start), Int(line.head.start))
        report(
            "misplaced-word", "'\(keyword.rawValue)' stands below 'process', as if it were said of it", at: line.head,
            fix: "begin the line at the left edge, and move what follows with it", edits: [.init(span: indentation, text: "")])
    }

    private static let declarations = KeywordSet([.use, .lanes, .lane, .meeting, .term, .relationship, .checks, .flow])

    /// Where the text stops to be text.
    func firstInvalidByte() -> Span {
        for number in 1...source.lineStarts.count {
            let line = source.line(number)
            guard String(validating: source.bytes[line.range], as: UTF8.self) == nil else { continue }
            var bytes = source.bytes[line.range].makeIterator()
            var parser = Unicode.UTF8.ForwardParser()
            var at = line.range.lowerBound
            while case .valid(let scalar) = parser.parseScalar(from: &bytes) { at += scalar.count }
            return span(at, min(at + 1, line.range.upperBound))
        }
        return span(0, source.bytes.count)
    }

    /// What an editor would call the file's encoding, where its first bytes tell.
    var otherEncoding: String? {
        let start = source.bytes.prefix(2)
        if start.elementsEqual([0xFF, 0xFE]) || start.elementsEqual([0xFE, 0xFF]) { return "this file is saved as UTF-16, not as UTF-8" }
        return source.bytes.prefix(1 << 12).contains(0) ? "this file is not text" : nil
    }
}

extension SyntaxTree.Line {
    /// `}` and what stands for it in programs: it says nothing, and ends nothing.
    public func isClosingBrace(in source: SourceText) -> Bool {
        guard !head.isEmpty, head.count <= 2, !hasColon else { return false }
        return source.bytes[head.range].allSatisfy { [UInt8(ascii: "}"), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ";")].contains($0) }
    }
}
