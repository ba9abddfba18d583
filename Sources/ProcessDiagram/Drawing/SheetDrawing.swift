import ProcessSyntax

/// A page of a sheet as SVG text, in the structure that docs/sheets.md fixes.
struct SheetDrawing {
    private let page: SheetPage
    private let id: String
    private var out = SVGText()

    init(_ page: SheetPage, idPrefix: String) {
        self.page = page
        id = SVGIdentifier.made(of: idPrefix) + "-" + page.kind.rawValue + (page.count > 1 ? "-\(page.number)" : "")
    }

    func text() -> String {
        var copy = self
        copy.draw()
        return copy.out.text
    }

    private mutating func draw() {
        let (w, h) = (n(page.width), n(page.height))
        let size = page.paper.map { "width=\"\(n($0.width))mm\" height=\"\(n($0.height))mm\"" } ?? "width=\"\(w)\" height=\"\(h)\""
        let place = page.count > 1 ? " data-page=\"\(page.number)\" data-pages=\"\(page.count)\"" : ""
        out.line("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"\(id)\" class=\"baton-sheet\" data-sheet=\"\(page.kind.rawValue)\"\(place) role=\"document\" \(size) viewBox=\"0 0 \(w) \(h)\" font-size=\"12\" aria-labelledby=\"\(id)-title \(id)-desc\">")
        let mark = page.count > 1 ? ", page \(page.number) of \(page.count)" : ""
        out.line("<title id=\"\(id)-title\">\(e(page.title + mark))</title>")
        out.line("<desc id=\"\(id)-desc\">\(e(page.summary))</desc>")
        out.line(Palette.style(id: id))
        out.line(SheetPalette.style(id: id))
        out.line("<rect class=\"sheet\" width=\"\(w)\" height=\"\(h)\"/>")
        for part in page.parts { write(part) }
        out.line("</svg>")
    }

    private func n(_ value: Double) -> String { SVGText.number(value) }
    private func e(_ text: String) -> String { SVGText.escaped(text) }

    private mutating func write(_ part: SheetPage.Part) {
        let isTable = part.kind == .table
        out.line("<g class=\"\(part.kind.rawValue)\"\(isTable ? " role=\"table\"" : "")>")
        for row in part.rows {
            if isTable { out.line("<g class=\"row\" role=\"row\">") }
            for line in row.lines { write(line) }
            for block in row.blocks { write(block) }
            if isTable { out.line("</g>") }
        }
        out.line("</g>")
    }

    private static func role(of kind: SheetPage.Block.Kind) -> String {
        switch kind {
        case .columnHead: " role=\"columnheader\""
        case .rowHead: " role=\"rowheader\""
        case .cell: " role=\"cell\""
        case .words, .node, .label, .swatch: ""
        }
    }

    private mutating func write(_ block: SheetPage.Block) {
        var kind = block.kind.rawValue
        switch block.tint {
        case .strong: kind += " strong-words"
        case .shade1, .shade2, .shade3, .shade4: kind += " shaded"
        default: break
        }
        var data = ""
        if let from = block.from { data += " data-\(block.to == nil ? "lane" : "from")=\"\(e(from))\"" }
        if let to = block.to { data += " data-to=\"\(e(to))\"" }
        // Plain words need no group of their own.
        let isPlain = block.kind == .words
        if !isPlain {
            out.line("<g class=\"\(kind)\"\(Self.role(of: block.kind))\(data)>")
            let b = block.box
            let corner = block.kind == .node ? " rx=\"6\"" : ""
            let tint = block.tint == .none ? "" : " \(block.tint.rawValue)"
            out.line("<rect class=\"ground\(tint)\" x=\"\(n(b.x))\" y=\"\(n(b.y))\" width=\"\(n(b.width))\" height=\"\(n(b.height))\"\(corner)/>")
        }
        if let bar = block.bar {
            out.line("<rect class=\"bar\" x=\"\(n(bar.x))\" y=\"\(n(bar.y))\" width=\"\(n(bar.width))\" height=\"\(n(bar.height))\"/>")
        }
        for sign in block.signs { write(sign) }
        for words in block.words { write(words) }
        if !isPlain { out.line("</g>") }
    }

    private mutating func write(_ words: Diagram.Words) {
        let (x, y) = (n(words.at.x), n(words.at.y))
        let anchor = words.anchor == .middle ? " text-anchor=\"middle\"" : ""
        let weight = words.isBold ? " font-weight=\"700\"" : ""
        let size = words.size == 12 ? "" : " font-size=\"\(n(words.size))\""
        let turn = words.isUpright ? " transform=\"rotate(-90 \(x) \(y))\"" : ""
        out.line("<text class=\"\(words.role.rawValue)\" x=\"\(x)\" y=\"\(y)\"\(size)\(weight)\(anchor)\(turn)>\(e(words.text))</text>")
    }

    private mutating func write(_ sign: SheetPage.Sign) {
        switch sign.kind {
        case .severity(let severity):
            out.line("<g class=\"badge-key\" data-severity=\"\(severity.rawValue)\">" + Signs.severity(severity, sign.box) + Signs.number(sign.mark, sign.box, lower: severity == .warning) + "</g>")
        case .pain:
            out.line("<g class=\"pain-key\">" + Signs.star(sign.box) + Signs.number(sign.mark, sign.box, lower: true) + "</g>")
        case .unknown:
            out.line("<g class=\"unknown\">" + Signs.ring(sign.box) + Signs.number("?", sign.box, lower: false) + "</g>")
        case .tick:
            let b = sign.box
            out.line("<rect class=\"tick\" x=\"\(n(b.x))\" y=\"\(n(b.y))\" width=\"\(n(b.width))\" height=\"\(n(b.height))\" rx=\"2\"/>")
        }
    }

    private mutating func write(_ line: SheetPage.Line) {
        guard let first = line.points.first, let last = line.points.last else { return }
        var data = "M\(n(first.x)) \(n(first.y))"
        var index = 1
        while index + 2 < line.points.count {
            let points = line.points[index...(index + 2)].map { "\(n($0.x)) \(n($0.y))" }
            data += "C" + points.joined(separator: " ")
            index += 3
        }
        out.line("<path class=\"exchange\" data-from=\"\(e(line.from))\" data-to=\"\(e(line.to))\" stroke-width=\"\(n(line.width))\" d=\"\(data)\"/>")
        let (dx, dy) = (line.tip.x - last.x, line.tip.y - last.y)
        let length = (dx * dx + dy * dy).squareRoot()
        guard length > 0.1 else { return }
        let half = 3.2 + line.width / 2
        let (sx, sy) = (-dy / length * half, dx / length * half)
        out.line("<path class=\"tip\" d=\"M\(n(line.tip.x)) \(n(line.tip.y))L\(n(last.x + sx)) \(n(last.y + sy))L\(n(last.x - sx)) \(n(last.y - sy))Z\"/>")
    }
}
