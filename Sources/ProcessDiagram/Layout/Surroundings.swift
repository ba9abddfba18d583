import ProcessModel
import ProcessSyntax

/// What stands around the lanes: the legend, and the lists of what was found and said.
struct Surroundings {
    let map: ProcessMap
    let numbering: Numbering
    let pains: Pains
    let options: SwimlaneMap.Options

    static let columnWidth = 350.0
    private static let widestColumn = 520.0
    private static let columnGap = 28.0
    private static let headingHeight = 38.0

    /// Sets them beside or below the lanes, which end at `bottom`, and gives the drawing its size.
    func add(to diagram: inout Diagram, below bottom: Double) {
        let left = SwimlaneLayout.margin
        let width = diagram.width - 2 * left
        var y = bottom + 14
        if options.legend, let legend = legend(of: diagram, at: Point(left, y), width: width) {
            diagram.legend = legend
            y = legend.box.bottom + 6
        }
        var lowest = y
        let lists = ListContents(map: map, numbering: numbering, pains: pains, options: options).lists()
        if !lists.isEmpty {
            // A map that is high for its width leaves its right side free, and a low one the sheet below.
            let top = diagram.lanes.first?.box.top ?? bottom
            if bottom - top > 0.72 * diagram.width, bottom - top > 500 {
                let at = Point(diagram.width + 8, top - 10)
                lowest = max(y, add(lists, to: &diagram, at: at, width: nil, height: max(bottom, y) - at.y))
            } else {
                lowest = add(lists, to: &diagram, at: Point(left, y), width: width, height: nil)
            }
        }
        diagram.height = (lowest + SwimlaneLayout.margin - 6).rounded(.up)
    }

    // MARK: Columns

    /// An entry, or the heading that stands before it, on its way down a column.
    private struct Piece {
        var list: Int
        var item: Int
        var opensList: Bool
        var height: Double
    }

    /// Sets the lists in columns of even length, read down and then to the right. Either the columns
    /// share a `width`, or as many stand side by side as keep to a `height`. Returns where they end.
    private func add(_ lists: [ListContents.List], to diagram: inout Diagram, at origin: Point, width: Double?, height: Double?) -> Double {
        let count = lists.reduce(0) { $0 + $1.items.count }
        var most = count
        if let width { most = max(1, min(count, Int((width + Self.columnGap) / (Self.columnWidth + Self.columnGap)))) }
        var columnWidth = Self.columnWidth
        var set: [[ListEntry]] = []
        var columns: [[Piece]] = []
        var least = 1
        if let height {
            set = lists.map { $0.items.map { ListEntry($0, measure: columnWidth - 24) } }
            let total = Self.pieces(set).reduce(0) { $0 + $1.height }
            least = min(most, max(1, Int(min(total / max(height, 1), Double(most)))))
        }
        // With fewer columns each is wider and holds more; the first number that leaves no entry alone is taken.
        for tried in height == nil ? Array((1...most).reversed()) : Array(least...most) {
            if let width { columnWidth = min((width - Double(tried - 1) * Self.columnGap) / Double(tried), Self.widestColumn) }
            if width != nil { set = lists.map { $0.items.map { ListEntry($0, measure: columnWidth - 24) } } }
            columns = Self.split(Self.pieces(set), into: tried)
            if let height {
                if (columns.map(Self.length).max() ?? 0) <= height { break }
            } else if !Self.hasOrphan(columns) {
                break
            }
        }

        var out = lists.map { Diagram.List(heading: Self.heading($0.heading, origin), entries: []) }
        var lowest = origin.y
        for (index, column) in columns.enumerated() {
            let x = origin.x + Double(index) * (columnWidth + Self.columnGap)
            var y = origin.y
            for (place, piece) in column.enumerated() {
                if piece.opensList {
                    let whole = lists[piece.list].heading
                    let text = ListHeading.fitting([whole, ListHeading.stem(whole)], within: columnWidth)
                    out[piece.list].heading = Self.heading(text, Point(x, y + 24))
                    y += Self.headingHeight
                } else if place == 0 {
                    y += Self.headingHeight
                }
                let entry = set[piece.list][piece.item]
                out[piece.list].entries.append(entry.set(at: Point(x, y)))
                y += entry.height
            }
            lowest = max(lowest, y)
            if height != nil { diagram.width = max(diagram.width, x + columnWidth + SwimlaneLayout.margin) }
        }
        diagram.lists = out
        return lowest
    }

    private static func pieces(_ set: [[ListEntry]]) -> [Piece] {
        set.enumerated().flatMap { list, entries in
            entries.enumerated().map { Piece(list: list, item: $0.offset, opensList: $0.offset == 0, height: $0.element.height) }
        }
    }

    /// The first entry of a column stands as low as if there were a heading above it.
    private static func length(_ column: [Piece]) -> Double {
        column.enumerated().reduce(0) { $0 + $1.element.height + ($1.offset == 0 || $1.element.opensList ? headingHeight : 0) }
    }

    /// True where a column holds nothing but one entry of a list that began in another.
    private static func hasOrphan(_ columns: [[Piece]]) -> Bool {
        guard let lowest = columns.map(length).max() else { return false }
        return columns.contains { $0.count == 1 && !$0[0].opensList && length($0) < 0.7 * lowest }
    }

    /// Cuts the entries into at most `count` columns, the longest as short as can be.
    private static func split(_ pieces: [Piece], into count: Int) -> [[Piece]] {
        func filled(_ limit: Double) -> [[Piece]] {
            var columns: [[Piece]] = []
            var y = 0.0
            for piece in pieces {
                let own = piece.height + (piece.opensList ? headingHeight : 0)
                if columns.isEmpty || y + own > limit {
                    columns.append([piece])
                    y = piece.height + headingHeight
                } else {
                    columns[columns.count - 1].append(piece)
                    y += own
                }
            }
            return columns
        }
        var (low, high) = (0.0, length(pieces) + 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if filled(middle).count <= count { high = middle } else { low = middle }
        }
        return filled(high)
    }

    private static func heading(_ text: String, _ at: Point) -> Diagram.Words {
        Diagram.Words(text: text, at: at, size: ListHeading.size, isBold: true, anchor: .start, role: .title)
    }
}

/// An item of a list with its words set in lines.
private struct ListEntry {
    private static let lineHeight = 15.0

    let item: ListContents.Item
    let paragraphs: [Diagram.List.Paragraph]
    let lines: [(text: String, isBold: Bool, role: Diagram.Words.Role)]
    var height: Double { Double(lines.count) * Self.lineHeight + 9 }

    init(_ item: ListContents.Item, measure: Double) {
        self.item = item
        let opensBold = !item.places.isEmpty
        paragraphs = [Diagram.List.Paragraph(text: item.text, isBold: opensBold, role: .list)]
            + item.places.map { Diagram.List.Paragraph(text: $0, isBold: false, role: .list) }
            + [Diagram.List.Paragraph(text: item.more, isBold: false, role: .remedy)]
        lines = paragraphs.flatMap { paragraph in
            Wording(paragraph.text, size: 12, isBold: paragraph.isBold).lines(within: measure).map { ($0, paragraph.isBold, paragraph.role) }
        }
    }

    func set(at origin: Point) -> Diagram.List.Entry {
        let words = lines.enumerated().map { index, line in
            Diagram.Words(
                text: line.text, at: Point(origin.x + 24, origin.y + 12 + Double(index) * Self.lineHeight), size: 12, isBold: line.isBold,
                anchor: .start, role: line.role)
        }
        let side = item.sign.isPain ? 20 : Badges.side
        let box = Box(x: origin.x + 9 - side / 2, y: origin.y + 9 - side / 2, width: side, height: side)
        return Diagram.List.Entry(sign: item.sign, mark: item.mark, box: box, words: words, paragraphs: paragraphs)
    }
}

extension Diagram.List.Sign {
    fileprivate var isPain: Bool { if case .pain = self { true } else { false } }
}
