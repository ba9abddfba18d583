/// Reads a file line by line, nests the lines by their indentation, and says what each is from
/// where it stands. It never stops and never drops a byte; what it cannot place it marks broken.
struct Parser {
    let source: SourceText
    var lines: [SyntaxTree.Line] = []
    var attributes: [Span] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// How many more were found and not kept.
    private(set) var untold = 0
    /// The indentations that are made with tabs: one mistake, however many lines it is made on.
    var tabs: [Span] = []
    var marks = Marks()
    /// Blocks whose uneven indentation has been told of, and whether too deep a nesting has.
    private var toldBlocks: Set<Int> = []
    /// The line whose brackets were left open, and the last one that is not blank.
    private var openBrackets = -1
    private var lastWritten = -1

    /// Nesting deeper than this is an error: no map that a person wrote comes near it.
    static let deepest = 64
    /// More than this in the brackets of one line is an error: a person writes a dozen.
    static let mostItems = 1000
    private var isTooDeep = false

    let spellings = Keyword.spellings
    /// The lines that the next one may stand under, outermost first.
    private var open: [OpenLine] = []
    /// Where the commas stand in the brackets of the line that is read; kept to save its memory.
    private var commas: [Int] = []

    private struct OpenLine {
        let index: Int
        let indent: Int
        let setting: Setting
    }

    init(_ source: SourceText) { self.source = source }

    mutating func parse() {
        lines.reserveCapacity(source.lineStarts.count)
        // More than any map has; room that is not used costs nothing.
        attributes.reserveCapacity(source.bytes.count / 16)
        let kinds = ByteKinds(of: source.bytes)
        LineScanner.separators.withUnsafeBufferPointer { separators in
            parseLines(kinds, separators)
        }
        reportTabs()
        reportMarks()
        if kinds.isBeyondASCII, !isValidUTF8 {
            // What is said of a file that is no text would be noise.
            diagnostics = []
            untold = 0
            report(
                "not-utf8", otherEncoding ?? "this is not UTF-8 text: the file was saved in another encoding", at: firstInvalidByte(),
                fix: otherEncoding == "this file is not text" ? "name a map" : "save it as UTF-8 in your editor")
        }
    }

    private mutating func parseLines(_ kinds: ByteKinds, _ separators: UnsafeBufferPointer<UInt8>) {
        source.bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
            for number in source.lineStarts.indices {
                let from = number == 0 ? 0 : Int(source.lineStarts[number])
                let to = number + 1 < source.lineStarts.count ? Int(source.lineStarts[number + 1]) : bytes.count
                // The last line exists only where something stands on it.
                if from == to, number > 0 || bytes.isEmpty { continue }
                read(bytes, separators, from: from, to: to, content: number == 0 ? start : from, kinds)
            }
            for line in open { lines[line.index].next = lines.count }
        }
    }

    // MARK: One line

    private mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ separators: UnsafeBufferPointer<UInt8>, from: Int, to: Int, content: Int,
        _ kinds: ByteKinds
    ) {
        var end = to
        if end > content, bytes[end - 1] == 0x0A { end -= 1 }
        if end > content, bytes[end - 1] == 0x0D { end -= 1 }
        var start = content
        var tab = -1
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 {
            if bytes[start] == 0x09, tab < 0 { tab = start }
            start += 1
        }
        var margin = content
        var edge = start
        if start < end, Self.mayBeMark(bytes[start]) { skipMarks(bytes, margin: &margin, edge: &edge, start: &start, end: end) }
        let scanner = LineScanner(bytes: bytes, start: start, end: end, isSeparator: separators)
        let parts = scanner.scan(commas: &commas)
        var line = SyntaxTree.Line(
            whole: span(from, to), indent: tab < 0 && margin == content && edge == start ? start - content : width(bytes, margin, edge),
            contentStart: start, attributes: attributes.count, next: lines.count + 1)
        if parts.comment < end { line.comment = span(parts.comment, end) }
        if kinds.hasControls { checkControls(bytes, start, end) }
        guard start < end, parts.comment > start else {
            line.kind = start < end ? .comment : .blank
            line.parent = open.last?.index ?? -1
            if line.kind == .comment { lastWritten = lines.count }
            lines.append(line)
            return
        }
        if tab >= 0 { tabs.append(span(content, edge)) }
        fill(&line, parts, scanner)
        if kinds.hasBraces, !line.head.isEmpty { dropBrace(&line) }
        nest(&line, hasTab: tab >= 0)
        classify(&line, bytes)
        if parts.mayHoldCurlyQuotes { checkQuotes(line) }
        // Of lanes one below the other it is enough to say that they stand below.
        if edge < start, line.parent >= 0, lines[line.parent].keyword == .lanes { marks.bullets.removeAll { $0.end == line.head.start } }
        open.append(OpenLine(index: lines.count, indent: line.indent, setting: Setting(under: line)))
        lastWritten = lines.count
        lines.append(line)
    }

    /// A tab goes on to the next even column, so that a line keeps its place while the error is shown.
    func width(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> Int {
        var width = 0
        for i in from..<to where bytes[i] & 0xC0 != 0x80 {
            width += bytes[i] == 0x09 ? 2 - width % 2 : bytes[i] == 0xE3 ? 2 : 1
        }
        return width
    }

    private func isLanes(_ parts: LineScanner.Parts, _ scanner: LineScanner) -> Bool {
        let head = scanner.trimmed(scanner.start, parts.colon)
        return spellings.find(scanner.bytes, from: head.lowerBound, to: head.upperBound) == .lanes
    }

    private mutating func fill(_ line: inout SyntaxTree.Line, _ parts: LineScanner.Parts, _ scanner: LineScanner) {
        var textEnd = parts.comment
        if parts.colon - scanner.start >= 5, scanner.bytes[scanner.start] == UInt8(ascii: "l"), isLanes(parts, scanner) {
            // Each name of this list may have brackets of its own; the resolver reads them.
            line.hasColon = true
            line.head = span(scanner.trimmed(scanner.start, parts.colon))
            line.value = span(scanner.trimmed(parts.colonEnd, parts.comment))
            return
        }
        if parts.open >= 0, parts.open < textEnd {
            let close = parts.close >= 0 ? parts.close : parts.comment
            readAttributes(&line, parts, scanner, close)
            line.brackets = span(parts.open, min(close + 1, parts.comment))
            textEnd = parts.open
            if parts.close < 0 {
                let at = scanner.trimmed(parts.open, parts.comment)
                report(
                    "unclosed-bracket", "the bracket is never closed", at: span(at),
                    fix: "close it on this line, with ']': brackets do not go on below",
                    edits: [.init(span: span(at.upperBound, at.upperBound), text: "]")], isCertain: true)
                openBrackets = lines.count
            } else if parts.trailing >= 0 {
                reportTrailing(span(scanner.trimmed(parts.trailing, parts.comment)), after: parts.open, parts.close)
            } else if parts.strayClose >= 0 {
                reportSpareBracket(parts.strayClose, after: parts.open, parts.close, before: parts.comment)
            }
        } else if parts.strayClose >= 0, openBrackets >= 0, lastWritten == openBrackets {
            // These are the brackets of the line above, which was told of.
            line.isToldElsewhere = true
        } else if parts.strayClose >= 0 {
            report(
                "stray-bracket", "this bracket closes nothing", at: span(parts.strayClose, parts.strayClose + 1),
                fix: "write '[' where it begins, remove it, or quote the name that holds it", edits: [.init(span: span(parts.strayClose, parts.strayClose + 1), text: "")])
        }
        if parts.unclosedQuote >= 0 {
            report(
                "unclosed-quote", "this quote is never closed",
                at: span(parts.unclosedQuote, parts.unclosedQuote + 1), fix: "close it, or leave it out")
        }
        if let quotes = parts.emptyQuotes {
            report(
                "empty-quotes", "nothing stands between these quotes", at: span(quotes.lowerBound, quotes.upperBound),
                fix: "write the name or the words there, or take the quotes out")
        }
        var headEnd = textEnd
        if parts.arrow >= 0 {
            let targetEnd = parts.open > parts.arrow ? parts.open : parts.comment
            line.target = span(scanner.trimmed(parts.arrowEnd, targetEnd))
            if parts.isForeignArrow {
                let arrow = span(parts.arrow, parts.arrowEnd)
                report(
                    "foreign-arrow", "'\(source.string(arrow))' is not how a jump is written", at: arrow, fix: "write '->'",
                    edits: [.init(span: arrow, text: "->")], isCertain: true)
            }
            headEnd = min(headEnd, parts.arrow)
        }
        if parts.colon >= 0, parts.arrow < 0 || parts.colon < parts.arrow {
            line.hasColon = true
            line.head = span(scanner.trimmed(scanner.start, min(parts.colon, headEnd)))
            line.value = span(scanner.trimmed(parts.colonEnd, max(parts.colonEnd, headEnd)))
        } else {
            line.head = span(scanner.trimmed(scanner.start, headEnd))
            line.value = span(line.head.range.upperBound, line.head.range.upperBound)
        }
    }

    private mutating func readAttributes(
        _ line: inout SyntaxTree.Line, _ parts: LineScanner.Parts, _ scanner: LineScanner, _ close: Int
    ) {
        let first = attributes.count
        var from = parts.open + 1
        for number in 0..<min(parts.commas, commas.count) {
            let comma = commas[number]
            guard attributes.count - first < Self.mostItems else {
                // The last one is all the rest, so that none is lost.
                let rest = scanner.trimmed(from, close)
                report(
                    "too-many-items", "brackets hold at most \(Self.mostItems) items, and these hold more", at: span(rest),
                    fix: "write some of them on lines of their own below")
                break
            }
            let item = scanner.trimmed(from, comma)
            if !item.isEmpty { attributes.append(span(item)) }
            from = comma + 1
        }
        let item = scanner.trimmed(from, close)
        if !item.isEmpty { attributes.append(span(item)) }
        line.attributes = first..<attributes.count
    }

    // MARK: Nesting

    private mutating func nest(_ line: inout SyntaxTree.Line, hasTab: Bool) {
        var closed: OpenLine?
        while let last = open.last, last.indent >= line.indent {
            closed = last
            lines[last.index].next = lines.count
            open.removeLast()
        }
        line.parent = open.last?.index ?? -1
        if let closed, closed.indent > line.indent, line.indent > 0 || line.parent >= 0 {
            // A block whose lines differ is told of once; it goes on as its first line began.
            if !hasTab, toldBlocks.insert(line.parent).inserted {
                let indentation = span(Int(line.whole.start), Int(line.head.start))
                report(
                    "uneven-indent", "this line is not indented like the lines it belongs to",
                    at: indentation, fix: "give the lines of one block the same indentation",
                    edits: [.init(span: indentation, text: String(repeating: " ", count: closed.indent))])
            }
            line.indent = closed.indent
        }
        if open.count >= Self.deepest {
            // What follows at that depth is more of the same.
            if !isTooDeep {
                isTooDeep = true
                report(
                    "too-deep", "this is nested more than \(Self.deepest) levels deep", at: line.content,
                    fix: "split the process, and use 'call:' for its parts")
            }
            line.parent = open.first?.index ?? -1
            line.isToldElsewhere = true
        }
    }

    /// Ends all blocks that are open.
    mutating func closeAll() {
        for line in open { lines[line.index].next = lines.count }
        open = []
    }

    // MARK: What a line is

    private mutating func classify(_ line: inout SyntaxTree.Line, _ bytes: UnsafeBufferPointer<UInt8>) {
        func word(_ line: SyntaxTree.Line) -> Keyword? {
            spellings.find(bytes, from: Int(line.head.start), to: Int(line.head.end))
        }
        let setting = line.parent < 0 ? .top : line.parent == open.last?.index ? open.last?.setting ?? .top : Setting(under: lines[line.parent])
        var keyword = word(line)
        if line.isToldElsewhere {
            line.kind = .broken
            return
        }
        if line.parent >= 0, lines[line.parent].keyword == .process { liftDeclaration(&line, keyword) }
        switch line.parent < 0 ? .top : setting {
        case .top:
            if !line.hasColon {
                supplyColon(&line, Owner.file.keywords)
                keyword = word(line)
            }
            if keyword == nil { keyword = supplyKeyword(&line, for: .file) }
            if line.hasColon, let keyword {
                line.kind = .property
                line.keyword = keyword
            } else {
                line.kind = .broken
            }
        case .flow:
            if !line.hasColon, line.target == nil {
                supplyColon(&line, Keyword.flowElements)
                keyword = word(line)
            }
            if keyword == nil, line.hasColon, line.value.isEmpty { keyword = supplyKeyword(&line, for: .path) }
            if line.head.isEmpty, line.target != nil {
                line.kind = .jump
            } else if let keyword, line.hasColon, keyword.standsInFlow {
                line.keyword = keyword
                line.kind = keyword.isFlowElement ? .element : .property
            } else {
                classifyStep(&line, bytes)
            }
        case .step:
            if keyword == nil, line.hasColon { keyword = supplyKeyword(&line, for: .step) }
            if line.head.isEmpty, line.target != nil {
                line.kind = .jump
            } else if startsException(line) {
                line.kind = .exception
            } else if line.hasColon || isFlag(line, keyword), let keyword {
                line.kind = .property
                line.keyword = keyword
            } else {
                line.kind = line.hasColon ? .entry : .broken
            }
        case .decision:
            if startsException(line) {
                line.kind = .exception
            } else if line.hasColon, let keyword, Owner.decision.allows(keyword) {
                line.kind = .property
                line.keyword = keyword
            } else if line.hasColon, !line.value.isEmpty {
                line.kind = .entry
            } else {
                line.kind = .answer
            }
        case .jumps:
            line.kind = line.target != nil ? .jump : .broken
        case .facts:
            if keyword == nil, line.hasColon, line.parent >= 0, let owner = lines[line.parent].keyword?.owner {
                keyword = supplyKeyword(&line, for: owner)
            }
            let isSaid = line.hasColon || isFlag(line, keyword)
            line.keyword = isSaid ? keyword : nil
            line.kind = isSaid ? (keyword == nil ? .entry : .property) : .broken
        case .broken:
            line.kind = .broken
        }
    }

    /// `approval`, `customer`: a word that says all by itself needs no colon. Below a decision it is an answer.
    private func isFlag(_ line: SyntaxTree.Line, _ keyword: Keyword?) -> Bool {
        guard let keyword, keyword.isFlag, !line.hasColon, line.target == nil, line.parent >= 0 else { return false }
        let above = lines[line.parent]
        switch above.kind {
        case .step: return Owner.step.allows(keyword)
        case .element: return (above.keyword == .join ? Owner.join : above.keyword == .call ? .step : .event).allows(keyword)
        // The name of a meeting may stand behind its word, that of whoever agreed too.
        case .property: return above.keyword.flatMap(\.owner)?.flags.contains(keyword) ?? false
        default: return false
        }
    }

    private func classifyStep(_ line: inout SyntaxTree.Line, _ bytes: UnsafeBufferPointer<UInt8>) {
        guard line.hasColon, !line.head.isEmpty else {
            line.kind = .broken
            return
        }
        line.kind = endsInQuestion(bytes, line.value) ? .decision : .step
    }

    private func endsInQuestion(_ bytes: UnsafeBufferPointer<UInt8>, _ span: Span) -> Bool {
        let start = Int(span.start)
        var end = Int(span.end)
        if end > start, bytes[end - 1] == UInt8(ascii: "\"") { end -= 1 }
        guard end > start else { return false }
        // U+FF1F is the question mark of Chinese and Japanese keyboards.
        return bytes[end - 1] == UInt8(ascii: "?")
            || end - start >= 3 && bytes[end - 3] == 0xEF && bytes[end - 2] == 0xBC && bytes[end - 1] == 0x9F
    }

    private func startsException(_ line: SyntaxTree.Line) -> Bool {
        guard !line.hasColon, line.head.count > 2, source.bytes[Int(line.head.start)] == UInt8(ascii: "o") else { return false }
        let head = source.bytes[line.head.range]
        // `on later days` is an answer.
        return [Keyword.onLate, .onError].contains { keyword in
            let word = keyword.rawValue.utf8
            return head.starts(with: word) && (head.count == word.count || head[head.startIndex + word.count] == UInt8(ascii: " "))
        }
    }

    // MARK: Reporting

    func span(_ from: Int, _ to: Int) -> Span { Span(file: source.id, start: from, end: to) }
    func span(_ range: Range<Int>) -> Span { span(range.lowerBound, range.upperBound) }

    mutating func report(
        _ name: String, _ message: String, at span: Span, fix: String, edits: [Fix.Edit] = [], isCertain: Bool = false
    ) {
        guard diagnostics.count < SyntaxTree.mostMistakes else {
            untold += 1
            return
        }
        diagnostics.append(Diagnostic(name, message, at: span, fixes: [Fix(fix, edits: edits, isCertain: isCertain)]))
    }

    private var isValidUTF8: Bool { String(validating: source.bytes, as: UTF8.self) != nil }
}
