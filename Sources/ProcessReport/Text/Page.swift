import ProcessSyntax

/// Text for a person to read, in a terminal or a file: plain, or with colours, and wrapped where
/// the reader's screen has an edge.
public struct Page: Sendable {
    /// How a page is to look.
    public struct Format: Sendable {
        /// Colours and bold type, as ANSI escape codes.
        public var isColoured: Bool
        /// The columns of the reader's screen; nil where lines are not to be wrapped, as in a file
        /// or a pipe, so that one statement stays one line.
        public var width: Int?

        public init(isColoured: Bool = false, width: Int? = nil) {
            self.isColoured = isColoured
            self.width = width.map { max(40, $0) }
        }

        public static let plain = Format()
    }

    /// What a piece of text is, from which follows how it looks.
    enum Style: Sendable {
        case plain, strong, quiet, error, warning, info, good

        init(_ severity: Severity) {
            switch severity {
            case .error: self = .error
            case .warning: self = .warning
            case .info: self = .info
            }
        }

        /// The parameters of the escape code `ESC [ … m`; nil for plain.
        var code: String? {
            switch self {
            case .plain: nil
            case .strong: "1"
            case .quiet: "2"
            case .error: "1;31"
            case .warning: "1;33"
            case .info: "1;36"
            case .good: "32"
            }
        }
    }

    public private(set) var text = ""
    let format: Format
    /// What was written, piece by piece, for those who set it in another way than in lines; nil where lines are wanted.
    private(set) var outline: PageOutline?

    /// - Parameter room: how many bytes it is likely to need.
    init(_ format: Format, room: Int = 0) {
        self.format = format
        if room > 0 { text.reserveCapacity(room) }
    }

    /// A page that keeps its pieces and sets no lines.
    init(keeping outline: PageOutline) {
        format = .plain
        self.outline = outline
    }

    /// Adds words from a map or from us; what a terminal would obey is written out.
    mutating func add(_ words: String, _ style: Style = .plain) {
        if outline != nil { outline?.add(words, style) } else { add(shown: Printable.shown(words), style) }
    }

    private mutating func add(shown: String, _ style: Style) {
        guard format.isColoured, let code = style.code, !shown.isEmpty else {
            text += shown
            return
        }
        text += "\u{1B}[\(code)m"
        text += shown
        text += "\u{1B}[0m"
    }

    mutating func space(_ columns: Int) {
        if outline != nil { outline?.space(columns) } else if columns > 0 { text += String(repeating: " ", count: columns) }
    }

    mutating func endLine() {
        if outline != nil { outline?.endLine() } else { text += "\n" }
    }

    /// Opens a part of the page with its name and what is said of it.
    mutating func heading(_ words: String, _ more: String = "") {
        if outline != nil {
            outline?.pieces.append(.heading(words, more))
            return
        }
        endLine()
        add(words, .strong)
        guard !more.isEmpty else { return endLine() }
        space(2)
        paragraph(more, indent: Printable.columns(words) + 2, .quiet)
    }

    /// A line of a list.
    mutating func item(_ words: String) {
        if outline != nil {
            outline?.pieces.append(.item(words))
            return
        }
        add("  - ")
        paragraph(words, indent: 4)
    }

    /// True where the page keeps the table as a piece of its own.
    mutating func keeps(_ table: Table) -> Bool {
        guard outline != nil else { return false }
        outline?.pieces.append(.table(table))
        return true
    }

    mutating func line(_ words: String = "", _ style: Style = .plain) {
        add(words, style)
        endLine()
    }

    /// Adds words on as many lines as the width asks for; lines after the first begin at `indent`.
    /// The line they begin on is already filled up to `indent`.
    mutating func paragraph(_ words: String, indent: Int, _ style: Style = .plain) {
        if outline != nil { return line(words, style) }
        var isFirst = true
        for line in Self.wrapped(Printable.shown(words), to: format.width.map { max(24, $0 - indent) }) {
            if !isFirst { space(indent) }
            isFirst = false
            add(shown: line, style)
            endLine()
        }
        if isFirst { endLine() }
    }

    /// A name and what is said of it; lines after the first are indented.
    mutating func headline(_ name: String, _ style: Style, _ message: String) {
        add(name, style)
        guard format.width != nil else { return line(": " + message, .strong) }
        // The name takes its room on the first line as a word without spaces would.
        let words = Printable.shown(": " + message)
        let stand = String(repeating: "x", count: Printable.columns(Printable.shown(name)))
        for (index, line) in Self.wrapped(stand + words, to: format.width.map { $0 - 4 }).enumerated() {
            if index > 0 { space(4) }
            self.line(index == 0 ? String(line.dropFirst(stand.count)) : line, .strong)
        }
    }

    /// Breaks at spaces; a word longer than the width stands alone on its line, whole.
    static func wrapped(_ words: String, to width: Int?) -> [String] {
        guard let width, Printable.columns(words) > width else { return [words] }
        var lines: [String] = []
        var line = ""
        var filled = 0
        for word in words.split(separator: " ", omittingEmptySubsequences: false) {
            let size = Printable.columns(word)
            if !line.isEmpty, filled + 1 + size > width {
                lines.append(line)
                line = ""
                filled = 0
            }
            if !line.isEmpty {
                line += " "
                filled += 1
            }
            line += word
            filled += size
        }
        lines.append(line)
        return lines
    }
}

extension String {
    /// Filled with spaces to `columns`, on the right or, for numbers, on the left.
    func padded(to columns: Int, alignRight: Bool = false) -> String {
        let missing = columns - Printable.columns(Printable.shown(self))
        guard missing > 0 else { return self }
        let fill = String(repeating: " ", count: missing)
        return alignRight ? fill + self : self + fill
    }
}
