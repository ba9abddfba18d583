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
        /// The whole line with its line ending.
        public let whole: Span
        /// How many spaces it is indented by.
        public internal(set) var indent: Int
        /// What is before the colon; on a line without one, the words before `->` or the brackets.
        public internal(set) var head: Span
        public internal(set) var hasColon: Bool
        /// What is between the colon and `->` or the brackets.
        public internal(set) var value: Span
        /// What is after `->`; nil without an arrow.
        public internal(set) var target: Span?
        /// The items in brackets, as indices into the tree's attributes.
        public internal(set) var attributes: Range<Int>
        /// The brackets themselves.
        public internal(set) var brackets: Span?
        public internal(set) var comment: Span?
        /// The index of the line it is nested under; -1 at the top.
        public internal(set) var parent: Int
        /// One past the last line nested under it.
        public internal(set) var next: Int
        /// True for a broken line that another was told of for: it makes no mistake of its own.
        public var isToldElsewhere: Bool { isTooDeep || continuesBrackets }
        var isTooDeep = false
        var continuesBrackets = false

        /// Head to target or brackets, without indentation and comment.
        public var content: Span {
            let last = [value.end, target?.end ?? 0, brackets?.end ?? 0].max() ?? value.end
            return Span(file: whole.file, start: Int(head.start), end: Int(max(head.end, last)))
        }
    }

    /// The path that a `use:` line names.
    public struct Use: Sendable, Hashable {
        public let path: String
        public let span: Span
    }

    public init(parsing source: SourceText) {
        var parser = Parser(source)
        parser.parse()
        self.source = source
        lines = parser.lines
        attributes = parser.attributes
        diagnostics = parser.diagnostics.sorted { $0.span < $1.span }
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
