import ProcessDiagram

/// The paper to draw on.
public enum PaperFormat: String, Sendable, CaseIterable { case screen, a4, a3, a0 }

/// The paper that a map is laid out on.
public struct PaperChoice: Sendable {
    public let paper: Paper
    /// True for sheets of A3 that are put together to one of A0.
    public let isTiled: Bool

    /// Nil for a screen.
    public init?(_ format: PaperFormat, textPoints: Double, isTiled: Bool) {
        switch format {
        case .screen: return nil
        case .a4: paper = Paper(.a4, textPoints: textPoints)
        case .a3: paper = Paper(.a3, textPoints: textPoints)
        case .a0: paper = Paper(.a0, textPoints: textPoints)
        }
        self.isTiled = isTiled
    }

    /// What may stand behind `--text-points`.
    public static let textRange = Paper.textRange

    /// The pages of a map: `lead.a3.svg`, or `lead.a3-1.svg`, `lead.a3-2.svg`, ... where there are several.
    func pages(of map: SwimlaneMap, name: String, idPrefix: String) throws(DrawingError) -> [ProcessDrawing] {
        drawings(try PaperPages(map.diagram, on: paper).pages, name: name, idPrefix: idPrefix)
    }

    func drawings(_ pages: [PaperPage], name: String, idPrefix: String) -> [ProcessDrawing] {
        let kind = "\(name).\(paper.format.rawValue)"
        return pages.flatMap { page -> [ProcessDrawing] in
            let own = pages.count > 1 ? "\(kind)-\(page.number)" : kind
            // Several pages can stand in one document, so the ids of each begin with its number.
            let prefix = pages.count > 1 ? "\(idPrefix)-p\(page.number)" : idPrefix
            if isTiled {
                let tiles = Tiles(page)
                return tiles.tiles.map { tile in
                    ProcessDrawing(name: "\(own)-tile-\(tile.number).svg", svg: tiles.svg(tile, idPrefix: "\(prefix)-t\(tile.number)"))
                }
            }
            return [ProcessDrawing(name: own + ".svg", svg: PageDrawing(page, idPrefix: prefix).svg())]
        }
    }
}
