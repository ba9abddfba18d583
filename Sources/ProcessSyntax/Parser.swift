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

    private let spellings = Keyword.spellings
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
        let kinds = ByteKinds(of: source.bytes)
        LineScanner.separators.withUnsafeBufferPointer { separators in
            parseLines(kinds, separators)
        }
        reportTabs()
        if kinds.isBeyondASCII, !isValidUTF8 {
            report("not-utf8", "this file holds bytes that are not UTF-8 text", at: firstInvalidByte(), fix: "save it as UTF-8 in your editor")
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
                read(bytes, separators, from: from, to: to, content: number == 0 ? start : from, mayHoldControls: kinds.hasControls)
            }
            for line in open { lines[line.index].next = lines.count }
        }
    }

    /// What kinds of bytes a file has at all: most have none that need a closer look.
    private struct ByteKinds {
        /// Control characters but for tab and line feed; a carriage return counts, as one inside a line is an error.
        let hasControls: Bool
        let isBeyondASCII: Bool

        init(of bytes: [UInt8]) {
            var controls: UInt8 = 0
            var all: UInt8 = 0
            for byte in bytes {
                controls |= (byte < 0x20 ? 1 : 0) & (byte == 0x09 || byte == 0x0A ? 0 : 1) | (byte == 0x7F ? 1 : 0)
                all |= byte
            }
            hasControls = controls != 0
            isBeyondASCII = all >= 0x80
        }
    }

    // MARK: One line

    private mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ separators: UnsafeBufferPointer<UInt8>, from: Int, to: Int, content: Int,
        mayHoldControls: Bool
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
        let scanner = LineScanner(bytes: bytes, start: start, end: end, isSeparator: separators)
        let parts = scanner.scan(commas: &commas)
        var line = SyntaxTree.Line(
            whole: span(from, to), indent: tab < 0 ? start - content : width(bytes, content, start), contentStart: start,
            attributes: attributes.count, next: lines.count + 1)
        if parts.comment < end { line.comment = span(parts.comment, end) }
        guard start < end, parts.comment > start else {
            line.kind = start < end ? .comment : .blank
            line.parent = open.last?.index ?? -1
            lines.append(line)
            return
        }
        if tab >= 0 { tabs.append(span(content, start)) }
        if mayHoldControls { checkControls(bytes, start, end) }
        fill(&line, parts, scanner)
        nest(&line)
        classify(&line, bytes)
        if parts.mayHoldCurlyQuotes { checkQuotes(line) }
        open.append(OpenLine(index: lines.count, indent: line.indent, setting: Setting(under: line)))
        lines.append(line)
    }

    /// A tab stands for two spaces, so that a line keeps its place while the error is shown.
    private func width(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> Int {
        var width = 0
        for i in from..<to { width += bytes[i] == 0x09 ? 2 : 1 }
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
                    fix: "add ']' at the end of the line",
                    edits: [.init(span: span(at.upperBound, at.upperBound), text: "]")], isCertain: true)
            } else if parts.trailing >= 0 {
                report(
                    "text-after-brackets", "there is text after the brackets",
                    at: span(scanner.trimmed(parts.trailing, parts.comment)),
                    fix: "move it before the brackets, or quote the name that holds a bracket")
            }
        } else if parts.strayClose >= 0 {
            report(
                "stray-bracket", "this bracket closes nothing", at: span(parts.strayClose, parts.strayClose + 1),
                fix: "remove it, or quote the name that holds it", edits: [.init(span: span(parts.strayClose, parts.strayClose + 1), text: "")])
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
        for comma in commas {
            let item = scanner.trimmed(from, comma)
            if !item.isEmpty { attributes.append(span(item)) }
            from = comma + 1
        }
        let item = scanner.trimmed(from, close)
        if !item.isEmpty { attributes.append(span(item)) }
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
            let inside = source.string(open + 3..<bytes.endIndex - 3)
            report(
                "curly-quotes", "these quotes are curly, and would be taken for a part of the name", at: quoted,
                fix: "write straight ones, or none where the name holds no comma, colon or bracket",
                edits: inside.contains("\"") ? [] : [.init(span: quoted, text: "\"\(inside)\"")], isCertain: true)
        }
    }

    private mutating func checkControls(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }
        guard let first = (start..<end).first(where: { isControl(bytes[$0]) }) else { return }
        let edits = (first..<end).filter { isControl(bytes[$0]) }.map { Fix.Edit(span: span($0, $0 + 1), text: "") }
        report(
            "control-character", "there is a character here that cannot be seen", at: span(first, first + 1), fix: "remove it",
            edits: edits, isCertain: true)
    }

    private mutating func reportTabs() {
        guard let first = tabs.first else { return }
        let edits = tabs.map { indent in
            let width = source.bytes[indent.range].reduce(0) { $0 + ($1 == 0x09 ? 2 : 1) }
            return Fix.Edit(span: indent, text: String(repeating: " ", count: width))
        }
        report(
            "tab-indent", tabs.count == 1 ? "this line is indented with a tab" : "this line and \(tabs.count - 1) more are indented with tabs",
            at: first, fix: "use spaces, two for each level", edits: edits, isCertain: true)
    }

    // MARK: Nesting

    private mutating func nest(_ line: inout SyntaxTree.Line) {
        var closed: OpenLine?
        while let last = open.last, last.indent >= line.indent {
            closed = last
            lines[last.index].next = lines.count
            open.removeLast()
        }
        line.parent = open.last?.index ?? -1
        if let closed, closed.indent > line.indent, line.indent > 0 || line.parent >= 0 {
            // Where there is a tab, the indentation is wider than it has bytes.
            let indentation = span(Int(line.whole.start), Int(line.head.start))
            report(
                "uneven-indent", "this line is indented by \(line.indent), the lines it belongs to by \(closed.indent)",
                at: indentation, fix: "give the lines of one block the same indentation",
                edits: [.init(span: indentation, text: String(repeating: " ", count: closed.indent))])
        }
        if open.count >= Self.deepest {
            report(
                "too-deep", "this is nested more than \(Self.deepest) levels deep", at: line.head,
                fix: "split the process, and use 'call:' for its parts")
            line.parent = open.first?.index ?? -1
        }
    }

    // MARK: What a line is

    private mutating func classify(_ line: inout SyntaxTree.Line, _ bytes: UnsafeBufferPointer<UInt8>) {
        func word(_ line: SyntaxTree.Line) -> Keyword? {
            spellings.find(bytes, from: Int(line.head.start), to: Int(line.head.end))
        }
        let setting = line.parent < 0 ? .top : line.parent == open.last?.index ? open.last?.setting ?? .top : Setting(under: lines[line.parent])
        var keyword = word(line)
        switch setting {
        case .top:
            if !line.hasColon {
                supplyColon(&line, Owner.file.keywords)
                keyword = word(line)
            }
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
            if line.head.isEmpty, line.target != nil {
                line.kind = .jump
            } else if let keyword, line.hasColon, keyword.standsInFlow {
                line.keyword = keyword
                line.kind = keyword.isFlowElement ? .element : .property
            } else {
                classifyStep(&line, bytes)
            }
        case .step:
            if line.head.isEmpty, line.target != nil {
                line.kind = .jump
            } else if startsException(line) {
                line.kind = .exception
            } else if line.hasColon, let keyword {
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
            line.keyword = line.hasColon ? keyword : nil
            line.kind = line.hasColon ? (keyword == nil ? .entry : .property) : .broken
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
            edits: [.init(span: span(end, end), text: ":")], isCertain: !keyword.isAlsoADeed)
        line.head = word
        line.value = span(value, bytes.endIndex)
        line.hasColon = true
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
        guard !line.hasColon else { return false }
        let head = source.bytes[line.head.range]
        // `on later days` is an answer.
        return [Keyword.onLate, .onError].contains { keyword in
            let word = keyword.rawValue.utf8
            return head.starts(with: word) && (head.count == word.count || head[head.startIndex + word.count] == UInt8(ascii: " "))
        }
    }

    /// What may stand under a line.
    private enum Setting {
        case top, flow, step, decision, jumps, facts, broken

        init(under parent: SyntaxTree.Line) {
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

    private mutating func report(
        _ name: String, _ message: String, at span: Span, fix: String, edits: [Fix.Edit] = [], isCertain: Bool = false
    ) {
        diagnostics.append(Diagnostic(name, message, at: span, fixes: [Fix(fix, edits: edits, isCertain: isCertain)]))
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
    private static let setOfFlowElements = KeywordSet(flowElements)

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

    /// True for what may as well begin a step that does not say who does it: `call the customer`.
    public var isAlsoADeed: Bool { self == .call || self == .join }

    public var isFlowElement: Bool {
        Self.setOfFlowElements.contains(self)
    }
}
