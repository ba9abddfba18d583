/// A page as SVG text: the structure of docs/drawing.md, with a group for each strip of the map.
public struct PageDrawing: Sendable {
    private let page: PaperPage
    private let idPrefix: String

    public init(_ page: PaperPage, idPrefix: String) {
        self.page = page
        self.idPrefix = idPrefix
    }

    public func svg() -> String {
        let id = SVGIdentifier.made(of: idPrefix)
        var out = SVGText()
        let (w, h) = (SVGText.number(page.width), SVGText.number(page.height))
        let size = "width=\"\(SVGText.number(page.paperWidth))mm\" height=\"\(SVGText.number(page.paperHeight))mm\""
        out.line("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"\(id)\" class=\"baton-map baton-page\" role=\"img\" \(size) viewBox=\"0 0 \(w) \(h)\" font-size=\"12\" data-page=\"\(page.number)\" data-pages=\"\(page.count)\" aria-labelledby=\"\(id)-title \(id)-desc\">")
        let which = page.count > 1 ? ", page \(page.number) of \(page.count)" : ""
        out.line("<title id=\"\(id)-title\">\(SVGText.escaped(page.title))\(which)</title>")
        out.line("<desc id=\"\(id)-desc\">\(SVGText.escaped(page.summary))</desc>")
        out.line(Palette.style(id: id, isPage: true, adding: LayerPalette.rules(page.pieces, id: id)))
        LayerPalette.hatching(page.pieces, id: id).map { out.line($0) }
        out.line("<rect class=\"sheet\" width=\"\(w)\" height=\"\(h)\"/>")
        out.line(contents())
        out.line("</svg>")
        return out.text
    }

    /// All that stands on the page, without what makes it a file.
    func contents() -> String {
        let heading = Diagram(title: "", summary: "", width: 0, height: 0, heading: page.words)
        var out = SVGDrawing(heading, idPrefix: idPrefix, keys: page.keys).contents()
        for (number, piece) in page.pieces.enumerated() {
            let body = SVGDrawing(piece, idPrefix: idPrefix, keys: page.keys).contents()
            out += piece.lanes.isEmpty ? body : "<g class=\"strip\" data-strip=\"\(number + 1)\">\n\(body)</g>\n"
        }
        return out
    }
}
