import ProcessModel

/// Rows whose columns stand under each other.
struct Table: Sendable {
    struct Cell: Sendable {
        var text: String
        var style: Page.Style
        /// The step or decision that it names.
        var node: NodeID?

        init(_ text: String, _ style: Page.Style = .plain, node: NodeID? = nil) {
            self.text = text
            self.style = style
            self.node = node
        }
    }

    enum Side: Sendable { case left, right }

    /// How each column is set; columns beyond these are set left.
    let sides: [Side]
    private var rows: [[Cell]] = []
    /// What is said below a row, by its number.
    private var notes: [Int: String] = [:]
    private let gap = 2

    init(_ sides: [Side]) { self.sides = sides }

    mutating func add(_ row: [Cell]) { rows.append(row) }
    mutating func add(_ row: [String], _ style: Page.Style = .plain) { rows.append(row.map { Cell($0, style) }) }

    /// Says something below the last row, over the whole width of the page.
    mutating func addNote(_ words: String) {
        if !rows.isEmpty { notes[rows.count - 1] = words }
    }

    /// What stands in it, row by row, and what is said below a row.
    var cells: [[Cell]] { rows }
    func note(below row: Int) -> String? { notes[row] }

    private func writeNote(below row: Int, to page: inout Page, indent: Int) {
        guard let words = notes[row] else { return }
        page.space(indent)
        page.paragraph(words, indent: indent)
    }

    /// One more cell for each row.
    mutating func addColumn(_ cells: [Cell]) {
        for (row, cell) in zip(rows.indices, cells) { rows[row].append(cell) }
    }

    /// The widths of the columns. A column in which nothing stands has none.
    private var widths: [Int] {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                let width = Printable.columns(Printable.shown(cell.text))
                if column < widths.count { widths[column] = max(widths[column], width) } else { widths.append(width) }
            }
        }
        return widths
    }

    var width: Int {
        let used = widths.filter { $0 > 0 }
        return used.reduce(0, +) + gap * max(0, used.count - 1)
    }

    /// For pages that the table is too wide for: each row as a block of lines, a line a cell. The
    /// first row names the columns, the first column the blocks.
    func writeBlocks(to page: inout Page, indent: Int) {
        if page.keeps(self) { return }
        guard let names = rows.first else { return }
        for (number, row) in rows.enumerated().dropFirst() {
            guard let head = row.first else { continue }
            page.space(indent)
            page.line(head.text, head.style)
            var block = Table([.left, .left])
            for (name, cell) in zip(names, row).dropFirst() where !cell.text.isEmpty {
                block.add([name, cell])
            }
            block.write(to: &page, indent: indent + 4)
            writeNote(below: number, to: &page, indent: indent + 4)
        }
    }

    func write(to page: inout Page, indent: Int) {
        if page.keeps(self) { return }
        let widths = widths
        for (number, row) in rows.enumerated() {
            // Blanks are kept back until something follows them: no line ends in spaces.
            var blanks = indent
            for (column, cell) in row.enumerated() where widths[column] > 0 {
                let fill = widths[column] - Printable.columns(Printable.shown(cell.text))
                let isRight = column < sides.count && sides[column] == .right
                if isRight { blanks += fill }
                if !cell.text.isEmpty {
                    page.space(blanks)
                    blanks = 0
                    page.add(cell.text, cell.style)
                }
                if !isRight { blanks += fill }
                blanks += gap
            }
            page.endLine()
            writeNote(below: number, to: &page, indent: indent + 4)
        }
    }
}

/// A bar as long as a share, in eighths of a column.
enum Bar {
    /// - Parameters:
    ///   - share: 0...; what is not finite or negative has no bar.
    ///   - columns: how many columns make a share of 1.
    ///   - longest: the bar is cut off there.
    static func of(_ share: Double, columns: Int, longest: Int) -> String {
        guard share.isFinite, share > 0, columns > 0 else { return "" }
        let eighths = Int((min(share * Double(columns), Double(longest)) * 8).rounded())
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        // Whatever is there shows, however little.
        return String(repeating: "█", count: eighths / 8) + (eighths == 0 ? "▏" : parts[eighths % 8])
    }
}
