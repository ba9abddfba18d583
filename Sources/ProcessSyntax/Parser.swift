/// Reads a file line by line, nests the lines by their indentation, and says what each is from
/// where it stands. It never stops and never drops a byte; what it cannot place it marks broken.
struct Parser {
    let source: SourceText
    private(set) var lines: [SyntaxTree.Line] = []
    private(set) var attributes: [Span] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// The indentations that are made with tabs: one mistake, however many lines it is made on.
    private var tabs: [Span] = []
    var marks = Marks()
    /// Blocks whose uneven indentation has been told of, and whether too deep a nesting has.
    private var toldBlocks: Set<Int> = []
    private var isDepthTold = false
    /// The line whose brackets were left open.
    private var openBrackets: Int?

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
        source.bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
            for number in source.lineStarts.indices {
                let from = number == 0 ? 0 : Int(source.lineStarts[number])
                let to = number + 1 < source.lineStarts.count ? Int(source.lineStarts[number + 1]) : bytes.count
                // The last line exists only where something stands on it.
                if from == to, number > 0 || bytes.isEmpty { continue }
                read(bytes, from: from, to: to, content: number == 0 ? start : from, mayHoldControls: kinds.hasControls)
            }
            for line in open { lines[line.index].next = lines.count }
        }
        reportTabs()
        reportMarks()
        if kinds.isBeyondASCII, !isValidUTF8 {
            // What is said of a file that is no text would be noise.
            diagnostics = []
            report(
                "not-utf8", otherEncoding ?? "this is not UTF-8 text: the file was saved in another encoding", at: firstInvalidByte(),
                fix: otherEncoding == "this file is not text" ? "name a map" : "save it as UTF-8 in your editor")
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
        _ bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int, content: Int, mayHoldControls: Bool
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
        let scanner = LineScanner(bytes: bytes, start: start, end: end)
        let parts = scanner.scan(commas: &commas)
        let nothing = span(start, start)
        var line = SyntaxTree.Line(
            kind: .blank, keyword: nil, whole: span(from, to), indent: tab < 0 && margin == content && edge == start ? start - content : width(bytes, margin, edge),
            head: nothing, hasColon: false, value: nothing, target: nil, attributes: attributes.count..<attributes.count, brackets: nil,
            comment: parts.comment < end ? span(parts.comment, end) : nil, parent: -1, next: lines.count + 1)
        guard start < end, parts.comment > start else {
            line.kind = start < end ? .comment : .blank
            line.parent = open.last?.index ?? -1
            lines.append(line)
            return
        }
        if tab >= 0 { tabs.append(span(content, edge)) }
        if mayHoldControls { checkControls(bytes, start, end) }
        fill(&line, parts, scanner)
        if !line.head.isEmpty { dropBrace(&line) }
        nest(&line, hasTab: tab >= 0)
        classify(&line, bytes)
        if parts.mayHoldCurlyQuotes { checkQuotes(line) }
        // Of lanes one below the other it is enough to say that they stand below.
        if edge < start, line.parent >= 0, lines[line.parent].keyword == .lanes { marks.bullets.removeAll { $0.end == line.head.start } }
        open.append(OpenLine(index: lines.count, indent: line.indent, setting: Setting(under: line)))
        lines.append(line)
    }

    /// A tab goes on to the next even column, so that a line keeps its place while the error is shown.
    private func width(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> Int {
        var width = 0
        for i in from..<to where bytes[i] & 0xC0 != 0x80 {
            width += bytes[i] == 0x09 ? 2 - width % 2 : bytes[i] == 0xE3 ? 2 : 1
        }
        return width
    }

    private mutating func fill(_ line: inout SyntaxTree.Line, _ parts: LineScanner.Parts, _ scanner: LineScanner) {
        var textEnd = parts.comment
        if parts.colon - scanner.start == 5, spellings.find(scanner.bytes, from: scanner.start, to: parts.colon) == .lanes {
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
            }
        } else if parts.strayClose >= 0, let opened = openBrackets, !lines[(opened + 1)...].contains(where: { $0.kind != .blank }) {
            // These are the brackets of the line above, which was told of.
            line.continuesBrackets = true
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

    /// What stands behind brackets: a second pair is meant for the first.
    private mutating func reportTrailing(_ trailing: Span, after open: Int, _ close: Int) {
        if let inner = source.bytes[(open + 1)..<close].firstIndex(of: UInt8(ascii: "[")) {
            report(
                "text-after-brackets", "brackets cannot stand inside brackets", at: span(inner, close + 1), fix: "take the inner ones out")
            return
        }
        let isPair = source.bytes[trailing.range.lowerBound] == UInt8(ascii: "[") && source.bytes[trailing.range.upperBound - 1] == UInt8(ascii: "]")
        if isPair {
            report(
                "text-after-brackets", "there is a second pair of brackets", at: trailing, fix: "put all in one pair, with commas between",
                edits: [.init(span: span(close, trailing.range.lowerBound + 1), text: ", ")], isCertain: true)
        } else {
            report(
                "text-after-brackets", "there is text after the brackets", at: trailing,
                fix: "move it before the brackets, or quote the name that holds a bracket")
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
        let edits = source.bytes.withUnsafeBufferPointer { bytes in
            tabs.map { Fix.Edit(span: $0, text: String(repeating: " ", count: width(bytes, $0.range.lowerBound, $0.range.upperBound))) }
        }
        report(
            "tab-indent", tabs.count == 1 ? "this line is indented with a tab" : "this line and \(tabs.count - 1) more are indented with tabs",
            at: first, fix: "use spaces, two for each level", edits: edits, isCertain: true)
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
                    "uneven-indent", "this line is indented by \(line.indent), the lines it belongs to by \(closed.indent)",
                    at: indentation, fix: "give the lines of one block the same indentation",
                    edits: [.init(span: indentation, text: String(repeating: " ", count: closed.indent))])
            }
            line.indent = closed.indent
        }
        if open.count >= Self.deepest {
            if !isDepthTold {
                report(
                    "too-deep", "this is nested more than \(Self.deepest) levels deep", at: line.head,
                    fix: "split the process, and use 'call:' for its parts")
                isDepthTold = true
            }
            line.parent = open.first?.index ?? -1
            line.isTooDeep = true
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
        if line.isTooDeep || line.continuesBrackets {
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
            if keyword == nil, line.hasColon, line.parent >= 0, let owner = lines[line.parent].keyword?.owner {
                keyword = supplyKeyword(&line, for: owner)
            }
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
        return (head.starts(with: "on late".utf8) || head.starts(with: "on error".utf8))
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

    func span(_ from: Int, _ to: Int) -> Span { Span(file: source.id, start: from, end: to) }
    func span(_ range: Range<Int>) -> Span { span(range.lowerBound, range.upperBound) }

    mutating func report(
        _ name: String, _ message: String, at span: Span, fix: String, edits: [Fix.Edit] = [], isCertain: Bool = false
    ) {
        diagnostics.append(Diagnostic(name, message, at: span, fixes: [Fix(fix, edits: edits, isCertain: isCertain)]))
    }

    private var isValidUTF8: Bool { String(validating: source.bytes, as: UTF8.self) != nil }
}

extension Keyword {
    /// What is spoken of on a line that begins with this word, where more can be said of it below.
    public var owner: Owner? {
        switch self {
        case .process: .process
        case .lane: .lane
        case .role: .role
        case .system: .system
        case .meeting: .meeting
        case .term: .term
        case .relationship: .relationship
        case .handoff: .handoff
        case .informs: .informs
        case .expects: .expects
        case .pain: .pain
        case .strength, .question, .note: .remark
        case .action: .action
        case .allow: .allow
        case .measure: .measure
        case .reviewed: .reviewed
        case .policy: .policy
        case .seenAs: .seenAs
        case .variant: .variant
        case .rating: .rating
        case .checkIn: .checkIn
        case .escalation: .escalation
        default: nil
        }
    }

    static let flowElements: [Keyword] = [.start, .end, .inParallel, .path, .fork, .join, .call, .phase]
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
