/// The text of one file as lines with their parts and their nesting. Lossless: the lines, end to
/// end, are the file, and every part of a line is a span of it.
///
/// Parsing never fails. A line that makes no sense is kept, with a diagnostic, and the lines around
/// it keep their meaning.
public struct SyntaxTree: Sendable {
    public let source: SourceText
    /// In the order of the file; a child's index is greater than its parent's.
    public let lines: [Line]
    /// The items in brackets of all lines; `Line.attributes` says which are whose.
    public let attributes: [Span]
    /// In the order of the file.
    public let diagnostics: [Diagnostic]

    /// One line and the parts that it is made of.
    public struct Line: Sendable {
        public enum Kind: UInt8, Sendable {
            case blank, comment
            /// `keyword: value` that declares something or says something about its parent.
            case property
            /// `Name: words` where no flow is: a term's meaning, a check's setting.
            case entry
            /// `Who: What` in a flow.
            case step
            /// A step whose text ends in `?`.
            case decision
            case answer
            /// `-> Step`
            case jump
            /// `start:`, `end:`, `in parallel:`, `path:`, `fork:`, `join:`, `call:`, `phase:` in a flow.
            case element
            /// `on late 1 bd -> Step`, `on error 5% -> Step`
            case exception
            /// A line that makes no sense where it stands; a diagnostic says why.
            case broken
        }

        public internal(set) var kind: Kind
        /// What the line's first words spell, where they are a keyword that counts here.
        public internal(set) var keyword: Keyword?
        public internal(set) var hasColon = false
        /// True for a broken line that another was told of for: it makes no mistake of its own.
        public internal(set) var isToldElsewhere = false

        // A map has very many lines: what follows is kept in half the room, as offsets into the one file.
        @usableFromInline let file: FileID
        @usableFromInline let wholePart: Part
        @usableFromInline var indentation: Int32
        @usableFromInline var headPart: Part
        @usableFromInline var valuePart: Part
        @usableFromInline var targetPart = Part.none
        @usableFromInline var bracketsPart = Part.none
        @usableFromInline var commentPart = Part.none
        @usableFromInline var attributesPart: Part
        @usableFromInline var parentNumber: Int32 = -1
        @usableFromInline var nextNumber: Int32

        /// Two offsets or indices; nothing where the first is below zero.
        @usableFromInline struct Part: Sendable {
            @usableFromInline var start: Int32
            @usableFromInline var end: Int32

            static let none = Part(start: -1, end: -1)

            init(start: Int32, end: Int32) {
                self.start = start
                self.end = end
            }

            init(_ span: Span) { (start, end) = (span.start, span.end) }
        }

        /// A blank line.
        init(whole: Span, indent: Int, contentStart: Int, attributes: Int, next: Int) {
            kind = .blank
            file = whole.file
            wholePart = Part(whole)
            indentation = Int32(truncatingIfNeeded: indent)
            let start = Int32(truncatingIfNeeded: contentStart)
            headPart = Part(start: start, end: start)
            valuePart = headPart
            let first = Int32(truncatingIfNeeded: attributes)
            attributesPart = Part(start: first, end: first)
            nextNumber = Int32(truncatingIfNeeded: next)
        }

        /// The whole line with its line ending.
        @inlinable public var whole: Span { span(wholePart) }
        /// How many spaces it is indented by.
        public internal(set) var indent: Int {
            @inlinable get { Int(indentation) }
            set { indentation = Int32(truncatingIfNeeded: newValue) }
        }
        /// What is before the colon; on a line without one, the words before `->` or the brackets.
        public internal(set) var head: Span {
            @inlinable get { span(headPart) }
            set { headPart = Part(newValue) }
        }
        /// What is between the colon and `->` or the brackets.
        public internal(set) var value: Span {
            @inlinable get { span(valuePart) }
            set { valuePart = Part(newValue) }
        }
        /// What is after `->`; nil without an arrow.
        public internal(set) var target: Span? {
            @inlinable get { optionalSpan(targetPart) }
            set { targetPart = newValue.map { Part($0) } ?? .none }
        }
        /// The items in brackets, as indices into the tree's attributes.
        public internal(set) var attributes: Range<Int> {
            @inlinable get { Int(attributesPart.start)..<Int(attributesPart.end) }
            set { attributesPart = Part(start: Int32(truncatingIfNeeded: newValue.lowerBound), end: Int32(truncatingIfNeeded: newValue.upperBound)) }
        }
        /// The brackets themselves.
        public internal(set) var brackets: Span? {
            @inlinable get { optionalSpan(bracketsPart) }
            set { bracketsPart = newValue.map { Part($0) } ?? .none }
        }
        public internal(set) var comment: Span? {
            @inlinable get { optionalSpan(commentPart) }
            set { commentPart = newValue.map { Part($0) } ?? .none }
        }
        /// The index of the line it is nested under; -1 at the top.
        public internal(set) var parent: Int {
            @inlinable get { Int(parentNumber) }
            set { parentNumber = Int32(truncatingIfNeeded: newValue) }
        }
        /// One past the last line nested under it.
        public internal(set) var next: Int {
            @inlinable get { Int(nextNumber) }
            set { nextNumber = Int32(truncatingIfNeeded: newValue) }
        }

        /// Head to target or brackets, without indentation and comment.
        public var content: Span {
            let last = max(headPart.end, valuePart.end, max(targetPart.end, bracketsPart.end))
            return span(Part(start: headPart.start, end: last))
        }

        @inlinable func span(_ part: Part) -> Span { Span(file: file, start: Int(part.start), end: Int(part.end)) }
        @inlinable func optionalSpan(_ part: Part) -> Span? { part.start < 0 ? nil : span(part) }
    }

    /// The path that a `use:` line names.
    public struct Use: Sendable, Hashable {
        public let path: String
        public let span: Span
    }

    /// More mistakes of one file are counted and not kept, when it is parsed as when it is resolved.
    public static let mostMistakes = 100_000
    /// How many there are beyond `diagnostics`.
    public let untoldMistakes: Int

    public init(parsing source: SourceText) {
        var parser = Parser(source)
        parser.parse()
        self.source = source
        lines = parser.lines
        attributes = parser.attributes
        diagnostics = parser.diagnostics.sorted { $0.span < $1.span }
        untoldMistakes = parser.untold
    }

    /// The other files this one builds on, in the order named.
    public var uses: [Use] {
        children(of: -1).compactMap { index in
            let line = lines[index]
            guard line.keyword == .use, !line.value.isEmpty else { return nil }
            return Use(path: name(line.value), span: line.value)
        }
    }

    /// The lines right under one line (-1: at the top), without blank lines and comments.
    public func children(of parent: Int) -> [Int] {
        var found: [Int] = []
        var index = parent + 1
        let end = parent < 0 ? lines.count : lines[parent].next
        while index < end {
            if lines[index].kind != .blank, lines[index].kind != .comment { found.append(index) }
            index = max(lines[index].next, index + 1)
        }
        return found
    }

    /// Gives the lines and the text to somebody who looks at them very often; neither may be kept.
    public func withLines<Result>(
        _ body: (UnsafeBufferPointer<Line>, UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        lines.withUnsafeBufferPointer { lines in
            source.bytes.withUnsafeBufferPointer { body(lines, $0) }
        }
    }

    /// The words of a span; quotes around the whole of them are taken off.
    public func name(_ span: Span) -> String {
        let range = span.range
        if range.count >= 2, source.bytes[range.lowerBound] == UInt8(ascii: "\""),
            source.bytes[range.upperBound - 1] == UInt8(ascii: "\"")
        {
            return source.string(range.lowerBound + 1..<range.upperBound - 1)
        }
        return source.string(range)
    }

    /// The items in a line's brackets.
    public func attributes(of line: Line) -> ArraySlice<Span> { attributes[line.attributes] }

    public func bytes(_ span: Span) -> ArraySlice<UInt8> { source.bytes[span.range] }
}
