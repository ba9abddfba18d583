/// What a sheet says, from top to bottom, before it is cut into pages: strips that are as high as what stands in them.
///
/// A strip is never cut. A row that is higher than a page is made into several strips when it is added.
struct SheetFlow: Sendable {
    struct Strip: Sendable {
        var kind: SheetPage.Part.Kind
        /// Strips of one table have one number.
        var part: Int
        var height: Double
        /// Their `y` counts from the top of the strip.
        var row = SheetPage.Row()
        /// True for a heading, which must not stand alone at the foot of a page.
        var keepsWithNext = false
        /// True for the head of a table, which is said again where the table goes on.
        var isHead = false
        /// True for a row to fill in by hand that can be done without.
        var isSpare = false
    }

    static let margin = 40.0
    /// Columns up to this width keep it.
    private static let narrow = 44.0

    let left: Double
    let width: Double
    /// How much of a page is free below its heading; nil where the sheet is one long page.
    let room: Double?
    private(set) var strips: [Strip] = []
    private var parts = 0

    init(width: Double, room: Double?) {
        left = Self.margin
        self.width = width
        self.room = room
    }

    private mutating func nextPart() -> Int {
        parts += 1
        return parts
    }

    mutating func space(_ height: Double) {
        strips.append(Strip(kind: .text, part: nextPart(), height: height))
    }

    /// A heading inside the sheet, with a quiet sentence below it.
    mutating func section(_ title: String, _ lead: String = "") {
        if !strips.isEmpty { space(14) }
        var cell = SheetCell([.init(text: title, size: 15, isBold: true, role: .title), .init(text: lead, size: SheetCell.size, role: .remedy)])
        cell.kind = .words
        add(cell, as: .text, keepsWithNext: true)
        space(4)
        strips[strips.count - 1].keepsWithNext = true
    }

    mutating func paragraph(_ paragraphs: [SheetCell.Paragraph], sign: (kind: SheetPage.Sign.Kind, mark: String)? = nil) {
        var cell = SheetCell(paragraphs, sign: sign)
        cell.kind = .words
        add(cell, as: .text, keepsWithNext: false)
    }

    mutating func paragraph(_ text: String) { paragraph([.init(text: text)]) }

    /// What the signs and shades of a sheet mean.
    mutating func foot(_ text: String) {
        space(6)
        var cell = SheetCell([.quiet(text)])
        cell.kind = .words
        add(cell, as: .foot, keepsWithNext: false)
    }

    /// Small boxes of the shades, each with what it stands for.
    mutating func legend(_ title: String, _ entries: [(SheetPage.Tint, String)]) {
        space(2)
        let part = nextPart()
        var row = SheetPage.Row()
        var x = left
        func add(_ text: String) {
            let length = TextWidth.of(text, size: SheetCell.small)
            let words = Diagram.Words(text: text, at: Point(x, 14), size: SheetCell.small, isBold: false, anchor: .start, role: .remedy)
            row.blocks.append(.init(kind: .words, box: Box(x: x, y: 2, width: length + 1, height: 16), words: [words]))
            x += length + 16
        }
        add(title)
        for (tint, text) in entries {
            row.blocks.append(.init(kind: .swatch, box: Box(x: x, y: 3, width: 24, height: 14), tint: tint))
            x += 30
            add(text)
        }
        strips.append(Strip(kind: .foot, part: part, height: 22, row: row))
    }

    private mutating func add(_ cell: SheetCell, as kind: SheetPage.Part.Kind, keepsWithNext: Bool) {
        let part = nextPart()
        // Words on the ground begin where tables do, so their padding lies outside.
        var rest: SetCell? = SetCell(cell, width: width + 2 * SetCell.paddingX)
        while let here = rest {
            var now = here
            rest = nil
            if let room, let (first, more) = here.split(at: room) { (now, rest) = (first, more) }
            let height = now.height - SetCell.paddingY
            var block = now.block(at: left - SetCell.paddingX, height: now.height)
            block.box.height = height
            strips.append(Strip(kind: kind, part: part, height: height, row: .init(blocks: [block]), keepsWithNext: keepsWithNext))
        }
    }

    mutating func figure(height: Double, _ row: SheetPage.Row) {
        strips.append(Strip(kind: .figure, part: nextPart(), height: height, row: row))
    }

    // MARK: Tables

    /// - Parameters:
    ///   - columns: how wide each is beside the others; together they fill the width.
    ///   - leastHeight: of the rows below the head.
    ///   - spareRows: how many of the last rows are left out rather than fill a page of their own.
    mutating func table(columns: [Double], head: [SheetCell], rows: [[SheetCell]], leastHeight: Double = 0, spareRows: Int = 0) {
        // Columns for a sign or a number need what they need; the others share what is left.
        let fixed = columns.filter { $0 <= Self.narrow }.reduce(0, +)
        let shared = columns.reduce(0, +) - fixed
        guard shared > 0, width > fixed else { return }
        var edges = [0.0]
        var reached = 0.0
        for column in columns {
            reached += column <= Self.narrow ? column : column / shared * (width - fixed)
            edges.append(reached.rounded())
        }
        table(edges: edges, headHeight: 0, head: head, rows: rows, leastHeight: leastHeight)
        for index in strips.indices.suffix(min(spareRows, rows.count)) { strips[index].isSpare = true }
    }

    /// The same with columns that keep their width, and need not fill that of the sheet.
    mutating func table(widths: [Double], headHeight: Double, head: [SheetCell], rows: [[SheetCell]], leastHeight: Double = 0) {
        var edges = [0.0]
        for width in widths { edges.append((edges.last ?? 0) + width.rounded()) }
        table(edges: edges, headHeight: headHeight, head: head, rows: rows, leastHeight: leastHeight)
    }

    private mutating func table(edges: [Double], headHeight: Double, head: [SheetCell], rows: [[SheetCell]], leastHeight: Double) {
        let part = nextPart()
        var above = 0.0
        if !head.isEmpty {
            let set = Self.set(head, edges)
            above = max(headHeight, set.filter { !$0.cell.isUpright }.map(\.height).max() ?? 0)
            strips.append(strip(set, edges, height: above, part: part, isHead: true))
        }
        for row in rows {
            var set = Self.set(row, edges)
            // A row that only heads others, not one with a sum at its end.
            var isGroup = row.count == 1 && row[0].tint == .group
            while true {
                var rest: [SetCell] = []
                if let room, set.contains(where: { $0.height > room - above }) {
                    let pieces = set.map { $0.split(at: room - above) }
                    if pieces.contains(where: { $0 != nil }) {
                        rest = zip(set, pieces).map { $1?.rest ?? $0.emptied }
                        set = zip(set, pieces).map { $1?.first ?? $0 }
                    }
                }
                let height = max(leastHeight, set.map(\.height).max() ?? 0)
                var strip = strip(set, edges, height: height, part: part, isHead: false)
                strip.keepsWithNext = isGroup
                strips.append(strip)
                if rest.isEmpty { break }
                isGroup = false
                set = rest
            }
        }
    }

    private static func set(_ row: [SheetCell], _ edges: [Double]) -> [SetCell] {
        var column = 0
        return row.map { cell in
            let from = min(column, edges.count - 1)
            column += max(1, cell.span)
            return SetCell(cell, width: edges[min(column, edges.count - 1)] - edges[from])
        }
    }

    private func strip(_ set: [SetCell], _ edges: [Double], height: Double, part: Int, isHead: Bool) -> Strip {
        var strip = Strip(kind: .table, part: part, height: height, isHead: isHead)
        var x = left
        for cell in set {
            strip.row.blocks.append(cell.block(at: x, height: height))
            x += cell.width
        }
        return strip
    }
}
