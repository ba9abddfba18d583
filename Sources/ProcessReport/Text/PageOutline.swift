/// A page as its pieces: headings, tables, lines. What writes a page for a terminal writes this too, so that
/// HTML says the same as the text.
struct PageOutline: Sendable {
    struct Run: Sendable {
        let words: String
        let style: Page.Style
    }

    enum Piece: Sendable {
        case heading(String, String)
        case table(Table)
        case item(String)
        /// How far it is set in, in columns, and its words.
        case line(indent: Int, [Run])
    }

    var pieces: [Piece] = []
    private var indent = 0
    private var runs: [Run] = []

    init() {}

    mutating func add(_ words: String, _ style: Page.Style) {
        if !words.isEmpty { runs.append(Run(words: words, style: style)) }
    }

    /// Columns before the first words set the line in; between words they are a blank.
    mutating func space(_ columns: Int) {
        guard columns > 0 else { return }
        if runs.isEmpty { indent += columns } else { runs.append(Run(words: " ", style: .plain)) }
    }

    mutating func endLine() {
        if !runs.isEmpty { pieces.append(.line(indent: indent, runs)) }
        runs = []
        indent = 0
    }
}
