import ProcessSyntax

/// What a cell of a table, or a paragraph, says.
struct SheetCell: Sendable {
    struct Paragraph: Sendable {
        var text: String
        var size = SheetCell.size
        var isBold = false
        var role = Diagram.Words.Role.list
    }

    enum Side: Sendable { case start, middle }

    static let size = 13.0
    static let small = 12.0

    var paragraphs: [Paragraph] = []
    var sign: (kind: SheetPage.Sign.Kind, mark: String)?
    var tint = SheetPage.Tint.none
    var side = Side.start
    var kind = SheetPage.Block.Kind.cell
    /// How many columns it lies over.
    var span = 1
    var isUpright = false
    var from: String?
    var to: String?

    static let blank = SheetCell()

    init(_ paragraphs: [Paragraph] = [], sign: (kind: SheetPage.Sign.Kind, mark: String)? = nil) {
        self.paragraphs = paragraphs.filter { !$0.text.isEmpty }
        self.sign = sign
    }

    init(_ text: String, isBold: Bool = false) { self.init([Paragraph(text: text, isBold: isBold)]) }

    /// A line in full, and below it others that are quieter.
    init(_ text: String, more: [String], isBold: Bool = false) {
        self.init([Paragraph(text: text, isBold: isBold)] + more.map(Paragraph.quiet))
    }

    func tinted(_ tint: SheetPage.Tint) -> SheetCell {
        var cell = self
        cell.tint = tint
        return cell
    }

    func signed(_ kind: SheetPage.Sign.Kind, _ mark: String = "") -> SheetCell {
        var cell = self
        cell.sign = (kind, mark)
        return cell
    }

    func over(_ columns: Int) -> SheetCell {
        var cell = self
        cell.span = columns
        return cell
    }

    var centered: SheetCell {
        var cell = self
        cell.side = .middle
        return cell
    }

    static func head(_ text: String, side: Side = .start, isUpright: Bool = false) -> SheetCell {
        var cell = SheetCell([Paragraph(text: text, size: small, isBold: true)])
        cell.kind = .columnHead
        cell.tint = .head
        cell.side = side
        cell.isUpright = isUpright
        return cell
    }

    static func rowHead(_ text: String, more: [String] = []) -> SheetCell {
        var cell = SheetCell(text, more: more, isBold: true)
        cell.kind = .rowHead
        return cell
    }
}

extension SheetCell.Paragraph {
    static func quiet(_ text: String) -> Self { Self(text: text, size: SheetCell.small, role: .remedy) }
    static func small(_ text: String) -> Self { Self(text: text, size: SheetCell.small) }
    static func bold(_ text: String) -> Self { Self(text: text, isBold: true) }
}

/// A cell with its words set in lines of a given width.
struct SetCell: Sendable {
    struct Line: Sendable {
        var text: String
        var size: Double
        var isBold: Bool
        var role: Diagram.Words.Role
        /// The height that it takes, the space above a paragraph included.
        var height: Double
    }

    static let paddingX = 8.0
    static let paddingY = 6.0
    static let signRoom = 26.0
    private static let lowRow = 54.0

    var cell: SheetCell
    var lines: [Line]
    /// Of the cell, from border to border.
    let width: Double

    init(_ cell: SheetCell, width: Double) {
        self.cell = cell
        self.width = width
        var lines: [Line] = []
        let isBeside = cell.sign != nil && !cell.paragraphs.isEmpty
        let measure = max(8, width - 2 * Self.paddingX - (isBeside ? Self.signRoom : 0))
        for (index, paragraph) in cell.paragraphs.enumerated() {
            let set = Wording(paragraph.text, size: paragraph.size, isBold: paragraph.isBold).lines(within: measure)
            for (number, text) in set.enumerated() {
                let space = number == 0 && index > 0 ? 2.0 : 0
                lines.append(Line(text: text, size: paragraph.size, isBold: paragraph.isBold, role: paragraph.role, height: Self.leading(paragraph.size) + space))
            }
        }
        self.lines = lines
    }

    static func leading(_ size: Double) -> Double { (size * 1.32).rounded() }

    var height: Double {
        let words = lines.reduce(0) { $0 + $1.height }
        return max(words, cell.sign == nil ? 0 : 20) + 2 * Self.paddingY
    }

    /// The same with only its first lines, those that `height` px hold, and what is left; nil where all fit.
    func split(at height: Double) -> (first: SetCell, rest: SetCell)? {
        guard self.height > height else { return nil }
        var used = 2 * Self.paddingY
        var count = 0
        while count < lines.count, used + lines[count].height <= height {
            used += lines[count].height
            count += 1
        }
        // A line at least, or there would be no end.
        count = max(1, count)
        guard count < lines.count else { return nil }
        var (first, rest) = (self, self)
        first.lines = Array(lines.prefix(count))
        rest.lines = Array(lines.dropFirst(count))
        rest.cell.sign = nil
        return (first, rest)
    }

    /// Nothing in it, for a row that goes on where this cell is done.
    var emptied: SetCell {
        var cell = self
        cell.lines = []
        cell.cell.sign = nil
        return cell
    }

    func block(at x: Double, height: Double) -> SheetPage.Block {
        let box = Box(x: x, y: 0, width: width, height: height)
        var block = SheetPage.Block(kind: cell.kind, box: box, tint: cell.tint, from: cell.from, to: cell.to)
        let total = lines.reduce(0) { $0 + $1.height }
        // In a low row all words stand in its middle, in a high one at its top.
        let isCentered = cell.kind != .words && (cell.side == .middle || height <= Self.lowRow)
        var left = x + Self.paddingX
        if let sign = cell.sign {
            let side = sign.kind == .tick ? 14.0 : sign.kind == .pain ? 20 : 18
            let isAlone = lines.isEmpty
            let center = Point(isAlone ? box.center.x : left + 9, isAlone || isCentered ? box.center.y : Self.paddingY + 9)
            block.signs = [.init(kind: sign.kind, mark: sign.mark, box: Box(center: center, width: side, height: side))]
            left += Self.signRoom
        }
        if cell.isUpright {
            block.words = uprightWords(in: box)
            return block
        }
        let isFoot = cell.kind == .columnHead && height > Self.lowRow
        var y = isCentered ? (height - total) / 2 : isFoot ? height - Self.paddingY - total : Self.paddingY
        for line in lines {
            y += line.height
            let baseline = y - Self.leading(line.size) * 0.28
            block.words.append(Diagram.Words(
                text: line.text, at: Point(cell.side == .middle ? box.center.x : left, baseline), size: line.size, isBold: line.isBold,
                anchor: cell.side == .middle ? .middle : .start, role: line.role))
        }
        return block
    }

    // MARK: Words that read upwards

    static let uprightLeading = 15.0

    /// How high a row must be for words to read upwards in columns of `width` px, and how wide the column then is.
    static func uprightSize(_ text: String, width: Double, most: Double) -> (width: Double, height: Double) {
        let wording = Wording(text, size: SheetCell.small, isBold: true)
        let count = max(1, Int((width - 6) / uprightLeading))
        // As high as the longest word, if it can be: words that are cut are hard to read sideways.
        var height = min(most, max(48, (wording.longest + 13).rounded(.up)))
        while height < most, wording.lines(within: height - 12).count > count { height += 8 }
        let lines = wording.lines(within: height - 12).count
        return (max(width, Double(lines) * uprightLeading + 8), height)
    }

    private func uprightWords(in box: Box) -> [Diagram.Words] {
        let texts = cell.paragraphs.flatMap { Wording($0.text, size: $0.size, isBold: $0.isBold).lines(within: box.height - 12) }
        let total = Double(texts.count) * Self.uprightLeading
        return texts.enumerated().map { index, text in
            let x = box.center.x - total / 2 + Double(index) * Self.uprightLeading + 11
            return Diagram.Words(
                text: text, at: Point(x, box.bottom - 6), size: SheetCell.small, isBold: true, anchor: .start, role: .list, isUpright: true)
        }
    }
}
