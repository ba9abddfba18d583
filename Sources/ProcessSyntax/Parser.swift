/// Reads a file line by line, nests the lines by their indentation, and says what each is from
/// where it stands. It never stops and never drops a byte; what it cannot place it marks broken.
struct Parser {
    let source: SourceText
    private(set) var lines: [SyntaxTree.Line] = []
    private(set) var attributes: [Span] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// The indentations that are made with tabs: one mistake, however many lines it is made on.
    private var tabs: [Span] = []

    /// Nesting deeper than this is an error: no map that a person wrote comes near it.
    static let deepest = 64

    init(_ source: SourceText) { self.source = source }

    mutating func parse() {
        lines.reserveCapacity(source.lineStarts.count)
        source.bytes.withUnsafeBufferPointer { bytes in
            var open: [Int] = []
            var start = 0
            if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
            for number in source.lineStarts.indices {
                let from = number == 0 ? 0 : Int(source.lineStarts[number])
                let to = number + 1 < source.lineStarts.count ? Int(source.lineStarts[number + 1]) : bytes.count
                // The last line exists only where something stands on it.
                if from == to, number > 0 || bytes.isEmpty { continue }
                read(bytes, from: from, to: to, content: number == 0 ? start : from, open: &open)
            }
            for index in open { lines[index].next = lines.count }
        }
        reportTabs()
        if !source.bytes.isEmpty, !isValidUTF8 {
            report("not-utf8", "this file holds bytes that are not UTF-8 text", at: firstInvalidByte(), fix: "save it as UTF-8 in your editor")
        }
    }

    // MARK: One line

    private mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int, content: Int, open: inout [Int]
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
        let scanner = LineScanner(bytes: bytes, start: start, end: end)
        let parts = scanner.scan()
        let whole = span(from, to)
        let nothing = span(start, start)
        var line = SyntaxTree.Line(
            kind: .blank, keyword: nil, whole: whole, indent: width(bytes, content, start), head: nothing, hasColon: false,
            value: nothing, target: nil, attributes: attributes.count..<attributes.count, brackets: nil,
            comment: parts.comment < end ? span(parts.comment, end) : nil, parent: -1, next: lines.count + 1)
        guard start < end, parts.comment > start else {
            line.kind = start < end ? .comment : .blank
            line.parent = open.last ?? -1
            lines.append(line)
            return
        }
        if tab >= 0 { tabs.append(span(content, start)) }
        checkControls(bytes, start, end)
        fill(&line, parts, scanner)
        nest(&line, &open)
        classify(&line)
        if parts.mayHoldCurlyQuotes { checkQuotes(line) }
        open.append(lines.count)
        lines.append(line)
    }

    /// A tab stands for two spaces, so that a line keeps its place while the error is shown.
    private func width(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> Int {
        var width = 0
        for i in from..<to { width += bytes[i] == 0x09 ? 2 : 1 }
        return width
    }

    private mutating func fill(_ line: inout SyntaxTree.Line, _ parts: LineScanner.Parts, _ scanner: LineScanner) {
        var textEnd = parts.comment
        if parts.colon - scanner.start == 5, Keyword(source.bytes[scanner.start..<parts.colon]) == .lanes {
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
                    fix: "add ']' at the end of the line",
                    edit: .init(span: span(at.upperBound, at.upperBound), text: "]"))
            } else if parts.trailing >= 0 {
                report(
                    "text-after-brackets", "there is text after the brackets",
                    at: span(scanner.trimmed(parts.trailing, parts.comment)),
                    fix: "move it before the brackets, or quote the name that holds a bracket")
            }
        } else if parts.strayClose >= 0 {
            report(
                "stray-bracket", "this bracket closes nothing", at: span(parts.strayClose, parts.strayClose + 1),
                fix: "remove it, or quote the name that holds it")
        }
        if parts.unclosedQuote >= 0 {
            report(
                "unclosed-quote", "this quote is never closed",
                at: span(parts.unclosedQuote, parts.unclosedQuote + 1), fix: "close it, or leave it out")
        }
        var headEnd = textEnd
        if parts.arrow >= 0 {
            let targetEnd = parts.open > parts.arrow ? parts.open : parts.comment
            line.target = span(scanner.trimmed(parts.arrowEnd, targetEnd))
            if parts.isForeignArrow {
                let arrow = span(parts.arrow, parts.arrowEnd)
                report(
                    "foreign-arrow", "'\(source.string(arrow))' is not how a jump is written", at: arrow, fix: "write '->'",
                    edit: .init(span: arrow, text: "->"))
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
        for comma in parts.commas + [close] {
            let item = scanner.trimmed(from, comma)
            if !item.isEmpty { attributes.append(span(item)) }
            from = comma + 1
        }
        line.attributes = first..<attributes.count
    }

    /// Curly quotes around a name would become part of it.
    private mutating func checkQuotes(_ line: SyntaxTree.Line) {
        let names: [Span] =
            switch line.kind {
            case .step, .decision, .element, .answer, .jump: [line.head, line.value, line.target].compactMap(\.self)
            case .property: line.keyword?.takesName == true ? [line.value] : []
            default: []
            }
        for part in names + attributes[line.attributes] {
            let bytes = source.bytes[part.range]
            let open = bytes.firstIndex(of: 0xE2) ?? bytes.endIndex
            // An opening quote and a closing one are three bytes each.
            guard bytes.endIndex - open >= 6, open == bytes.startIndex || line.attributes.contains(where: { attributes[$0] == part }),
                bytes[open...].starts(with: [0xE2, 0x80, 0x9C]) || bytes[open...].starts(with: [0xE2, 0x80, 0x9E]),
                bytes.suffix(3) == [0xE2, 0x80, 0x9D] || bytes.suffix(3) == [0xE2, 0x80, 0x9C]
            else { continue }
            let quoted = span(open, bytes.endIndex)
            report(
                "curly-quotes", "these quotes are curly, and would be taken for a part of the name", at: quoted,
                fix: "write straight ones, or none where the name holds no comma, colon or bracket",
                edit: .init(span: quoted, text: "\"\(source.string(open + 3..<bytes.endIndex - 3))\""))
        }
    }

    private mutating func checkControls(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        for i in start..<end where bytes[i] < 0x20 && bytes[i] != 0x09 || bytes[i] == 0x7F {
            report(
                "control-character", "there is a character here that cannot be seen", at: span(i, i + 1),
                fix: "remove it", edit: .init(span: span(i, i + 1), text: ""))
            return
        }
    }

    private mutating func reportTabs() {
        guard let first = tabs.first else { return }
        let width = source.bytes[first.range].reduce(0) { $0 + ($1 == 0x09 ? 2 : 1) }
        let edit = Fix.Edit(span: first, text: String(repeating: " ", count: width))
        report(
            "tab-indent", tabs.count == 1 ? "this line is indented with a tab" : "this line and \(tabs.count - 1) more are indented with tabs",
            at: first, fix: "use spaces, two for each level", edit: tabs.count == 1 ? edit : nil)
    }

    // MARK: Nesting

    private mutating func nest(_ line: inout SyntaxTree.Line, _ open: inout [Int]) {
        var closed: Int?
        while let last = open.last, lines[last].indent >= line.indent {
            closed = last
            lines[last].next = lines.count
            open.removeLast()
        }
        line.parent = open.last ?? -1
        if let closed, lines[closed].indent > line.indent, line.indent > 0 || line.parent >= 0 {
            report(
                "uneven-indent", "this line is indented by \(line.indent), the lines it belongs to by \(lines[closed].indent)",
                at: span(Int(line.head.start) - line.indent, Int(line.head.start)),
                fix: "give the lines of one block the same indentation",
                edit: .init(
                    span: span(Int(line.head.start) - line.indent, Int(line.head.start)),
                    text: String(repeating: " ", count: lines[closed].indent)))
        }
        if open.count >= Self.deepest {
            report(
                "too-deep", "this is nested more than \(Self.deepest) levels deep", at: line.head,
                fix: "split the process, and use 'call:' for its parts")
            line.parent = open.first ?? -1
        }
    }

    // MARK: What a line is

    private mutating func classify(_ line: inout SyntaxTree.Line) {
        var word = Keyword(source.bytes[line.head.range])
        let parent = line.parent >= 0 ? lines[line.parent] : nil
        switch Setting(of: parent) {
        case .top:
            if !line.hasColon { supplyColon(&line, Owner.file.keywords) }
            if line.hasColon, let word = Keyword(source.bytes[line.head.range]) {
                line.kind = .property
                line.keyword = word
            } else {
                line.kind = .broken
            }
        case .flow:
            if !line.hasColon, line.target == nil {
                supplyColon(&line, Keyword.flowElements)
                word = Keyword(source.bytes[line.head.range])
            }
            if line.head.isEmpty, line.target != nil {
                line.kind = .jump
            } else if let word, line.hasColon, word.standsInFlow {
                line.keyword = word
                line.kind = word.isFlowElement ? .element : .property
            } else {
                classifyStep(&line)
            }
        case .step:
            if line.head.isEmpty, line.target != nil {
                line.kind = .jump
            } else if startsException(line) {
                line.kind = .exception
            } else if line.hasColon, let word {
                line.kind = .property
                line.keyword = word
            } else {
                line.kind = line.hasColon ? .entry : .broken
            }
        case .decision:
            if startsException(line) {
                line.kind = .exception
            } else if line.hasColon, let word, Owner.decision.allows(word) {
                line.kind = .property
                line.keyword = word
            } else if line.hasColon, !line.value.isEmpty {
                line.kind = .entry
            } else {
                line.kind = .answer
            }
        case .jumps:
            line.kind = line.target != nil ? .jump : .broken
        case .facts:
            line.keyword = line.hasColon ? word : nil
            line.kind = line.hasColon ? (word == nil ? .entry : .property) : .broken
        case .broken:
            line.kind = .broken
        }
    }

    /// A line that starts with a keyword and lacks only its colon is read as if it had one, so that
    /// what it declares is known to the lines that follow.
    private mutating func supplyColon(_ line: inout SyntaxTree.Line, _ keywords: [Keyword]) {
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
        report(
            "missing-colon", "'\(keyword.rawValue)' needs a colon after it", at: word, fix: "write '\(keyword.rawValue):'",
            edit: .init(span: span(end, end), text: ":"))
        line.head = word
        line.value = span(value, bytes.endIndex)
        line.hasColon = true
    }

    private func classifyStep(_ line: inout SyntaxTree.Line) {
        guard line.hasColon, !line.head.isEmpty else {
            line.kind = .broken
            return
        }
        line.kind = endsInQuestion(line.value) ? .decision : .step
    }

    private func endsInQuestion(_ span: Span) -> Bool {
        var end = span.range.upperBound
        if end > span.range.lowerBound, source.bytes[end - 1] == UInt8(ascii: "\"") { end -= 1 }
        let text = source.bytes[span.range.lowerBound..<end]
        // U+FF1F is the question mark of Chinese and Japanese keyboards.
        return text.last == UInt8(ascii: "?") || text.suffix(3) == [0xEF, 0xBC, 0x9F]
    }

    private func startsException(_ line: SyntaxTree.Line) -> Bool {
        let head = source.bytes[line.head.range]
        guard !line.hasColon else { return false }
        // `on later days` is an answer.
        return [Keyword.onLate, .onError].contains { keyword in
            let word = keyword.rawValue.utf8
            return head.starts(with: word) && (head.count == word.count || head[head.startIndex + word.count] == UInt8(ascii: " "))
        }
    }

    /// What may stand under a line.
    private enum Setting {
        case top, flow, step, decision, jumps, facts, broken

        init(of parent: SyntaxTree.Line?) {
            guard let parent else {
                self = .top
                return
            }
            switch parent.kind {
            case .step: self = .step
            case .decision: self = .decision
            case .answer: self = .flow
            case .element:
                switch parent.keyword {
                case .inParallel, .path, .phase: self = .flow
                case .fork: self = .jumps
                default: self = .step
                }
            case .property: self = parent.keyword == .flow ? .flow : .facts
            case .entry: self = .facts
            case .broken: self = .broken
            case .jump, .exception, .blank, .comment: self = .broken
            }
        }
    }

    // MARK: Reporting

    private func span(_ from: Int, _ to: Int) -> Span { Span(file: source.id, start: from, end: to) }
    private func span(_ range: Range<Int>) -> Span { span(range.lowerBound, range.upperBound) }

    private mutating func report(_ name: String, _ message: String, at span: Span, fix: String, edit: Fix.Edit? = nil) {
        diagnostics.append(Diagnostic(name, message, at: span, fixes: [Fix(fix, edit: edit)]))
    }

    private var isValidUTF8: Bool { String(validating: source.bytes, as: UTF8.self) != nil }

    private func firstInvalidByte() -> Span {
        for number in 1...source.lineStarts.count {
            let line = source.line(number)
            if String(validating: source.bytes[line.range], as: UTF8.self) == nil { return line }
        }
        return span(0, source.bytes.count)
    }
}

extension Keyword {
    public static let flowElements: [Keyword] = [.start, .end, .inParallel, .path, .fork, .join, .call, .phase]

    /// True for what gives something a name.
    var takesName: Bool {
        switch self {
        case .process, .lane, .role, .system, .meeting, .term: true
        default: isFlowElement
        }
    }

    /// The keywords that a line of a flow may start with; any other first word is who does a step.
    var standsInFlow: Bool {
        switch self {
        case .handoff, .pain, .strength, .question, .note, .allow: true
        default: isFlowElement
        }
    }

    public var isFlowElement: Bool {
        Self.flowElements.contains(self)
    }
}
