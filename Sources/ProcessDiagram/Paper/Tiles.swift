/// A sheet of A0 on sheets of A3, to be glued together: each shows a window of the sheet, neighbours share
/// a strip of 12 mm, and marks in the margins say where to cut and where the sheet belongs.
public struct Tiles: Sendable {
    /// In mm.
    static let overlap = 12.0
    private static let shortSide = 297.0
    private static let longSide = 420.0
    /// The margins at the ends of the longer side, where the key plan stands, and along the shorter ones.
    private static let wideMargin = 10.0
    private static let narrowMargin = 7.0

    public struct Tile: Sendable {
        /// From 1, row by row.
        public let number: Int
        public let row: Int
        public let column: Int
        /// What it shows, in px of the sheet.
        public let window: Box
    }

    public let page: PaperPage
    public private(set) var tiles: [Tile] = []
    public let rows: Int
    public let columns: Int

    private var isLandscape: Bool { page.paperWidth > page.paperHeight }
    private var scale: Double { page.paperWidth / page.width }
    private var size: (width: Double, height: Double) { isLandscape ? (Self.longSide, Self.shortSide) : (Self.shortSide, Self.longSide) }
    private var margin: (x: Double, y: Double) { isLandscape ? (Self.wideMargin, Self.narrowMargin) : (Self.narrowMargin, Self.wideMargin) }

    public init(_ page: PaperPage) {
        self.page = page
        let isLandscape = page.paperWidth > page.paperHeight
        let (width, height) = isLandscape ? (Self.longSide, Self.shortSide) : (Self.shortSide, Self.longSide)
        let (x, y) = isLandscape ? (Self.wideMargin, Self.narrowMargin) : (Self.narrowMargin, Self.wideMargin)
        let scale = page.paperWidth / page.width
        /// How many windows cover a length, and where the first begins so that they stand out evenly on both ends.
        func cover(_ low: Double, _ length: Double, window: Double) -> (count: Int, first: Double) {
            let count = max(1, Int(((length - Self.overlap) / (window - Self.overlap)).rounded(.up)))
            let covered = Double(count) * (window - Self.overlap) + Self.overlap
            return (count, low - (covered - length) / 2)
        }
        let window = (width: width - 2 * x, height: height - 2 * y)
        let across = cover(page.printable.left * scale, page.printable.width * scale, window: window.width)
        let down = cover(page.printable.top * scale, page.printable.height * scale, window: window.height)
        // Sheets at the right and at the foot that would show nothing are left out.
        let reach = page.reach
        func needed(_ first: Double, _ count: Int, window: Double, to end: Double) -> Int {
            max(1, (1..<max(count, 1)).last { first + Double($0) * (window - Self.overlap) + Self.overlap < end * scale }.map { $0 + 1 } ?? 1)
        }
        columns = needed(across.first, across.count, window: window.width, to: reach.right)
        rows = needed(down.first, down.count, window: window.height, to: reach.bottom)
        for row in 0..<rows {
            for column in 0..<columns {
                let left = across.first + Double(column) * (window.width - Self.overlap)
                let top = down.first + Double(row) * (window.height - Self.overlap)
                tiles.append(Tile(
                    number: tiles.count + 1, row: row, column: column,
                    window: Box(x: left / scale, y: top / scale, width: window.width / scale, height: window.height / scale)))
            }
        }
    }

    public func svg(_ tile: Tile, idPrefix: String) -> String {
        func n(_ value: Double) -> String { SVGText.number(value) }
        let id = SVGIdentifier.made(of: idPrefix)
        let (width, height) = (size.width / scale, size.height / scale)
        let (x, y) = (margin.x / scale, margin.y / scale)
        let window = tile.window
        var out = SVGText()
        out.line("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"\(id)\" class=\"baton-map baton-tile\" role=\"img\" width=\"\(n(size.width))mm\" height=\"\(n(size.height))mm\" viewBox=\"0 0 \(n(width)) \(n(height))\" font-size=\"12\" data-tile=\"\(tile.number)\" data-tiles=\"\(tiles.count)\" aria-labelledby=\"\(id)-title \(id)-desc\">")
        let place = "sheet \(tile.number) of \(tiles.count), row \(tile.row + 1) of \(rows), column \(tile.column + 1) of \(columns)"
        out.line("<title id=\"\(id)-title\">\(SVGText.escaped(page.title)), \(place)</title>")
        out.line("<desc id=\"\(id)-desc\">\(SVGText.escaped(page.summary))</desc>")
        out.line(Palette.style(id: id, isPage: true, adding: LayerPalette.rules(page.pieces, id: id)))
        LayerPalette.hatching(page.pieces, id: id).map { out.line($0) }
        out.line("<rect class=\"sheet\" width=\"\(n(width))\" height=\"\(n(height))\"/>")
        out.line("<svg x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(window.width))\" height=\"\(n(window.height))\" viewBox=\"\(n(window.x)) \(n(window.y)) \(n(window.width)) \(n(window.height))\" overflow=\"hidden\">")
        out.line(PageDrawing(page, idPrefix: idPrefix).contents())
        out.line("</svg>")
        out.line(cropMarks(Box(x: x, y: y, width: window.width, height: window.height), tile))
        out.line(keyPlan(tile))
        out.line("</svg>")
        return out.text
    }

    /// Where to cut, at the four corners; and, where a neighbour lies on the left or above, up to where this
    /// sheet and that one show the same.
    private func cropMarks(_ window: Box, _ tile: Tile) -> String {
        func n(_ value: Double) -> String { SVGText.number(value) }
        let (gap, length, shared) = (1 / scale, 5 / scale, Self.overlap / scale)
        var cut = ""
        for x in [window.left, window.right] {
            cut += "M\(n(x)) \(n(window.top - gap))V\(n(window.top - gap - length))M\(n(x)) \(n(window.bottom + gap))V\(n(window.bottom + gap + length))"
        }
        for y in [window.top, window.bottom] {
            cut += "M\(n(window.left - gap)) \(n(y))H\(n(window.left - gap - length))M\(n(window.right + gap)) \(n(y))H\(n(window.right + gap + length))"
        }
        var out = "<path class=\"crop\" d=\"\(cut)\"/>"
        var glue = ""
        let tick = length / 2
        if tile.column > 0 {
            glue += "M\(n(window.left + shared)) \(n(window.top - gap))V\(n(window.top - gap - tick))M\(n(window.left + shared)) \(n(window.bottom + gap))V\(n(window.bottom + gap + tick))"
        }
        if tile.row > 0 {
            glue += "M\(n(window.left - gap)) \(n(window.top + shared))H\(n(window.left - gap - tick))M\(n(window.right + gap)) \(n(window.top + shared))H\(n(window.right + gap + tick))"
        }
        if !glue.isEmpty { out += "\n<path class=\"glue\" d=\"\(glue)\"/>" }
        return out
    }

    /// In the wider margin, which is cut off: a small plan of all sheets with this one filled, and its number.
    private func keyPlan(_ tile: Tile) -> String {
        func n(_ value: Double) -> String { SVGText.number(value / scale) }
        // In mm from here on.
        let cell = isLandscape ? (width: 7 / Double(columns), height: 5 / Double(rows)) : (width: 10 / Double(columns), height: 7 / Double(rows))
        let (left, top) = isLandscape ? (1.5, 20.0) : (20.0, 1.5)
        var out = "<g class=\"key-plan\">"
        for other in tiles {
            let (x, y) = (left + Double(other.column) * cell.width, top + Double(other.row) * cell.height)
            out += "\n<rect class=\"\(other.number == tile.number ? "here" : "cell")\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(cell.width))\" height=\"\(n(cell.height))\"/>"
        }
        let at = isLandscape ? (x: 5.0, y: top + 9) : (x: left + 16, y: 6.5)
        out += "\n<text class=\"page\" x=\"\(n(at.x))\" y=\"\(n(at.y))\" font-size=\"\(n(3))\" text-anchor=\"middle\">\(tile.number)/\(tiles.count)</text>"
        return out + "</g>"
    }
}
