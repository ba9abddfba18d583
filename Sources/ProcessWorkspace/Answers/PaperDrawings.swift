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

    /// The pages of a map, named `a3`, or `a3-1`, `a3-2`, ... where there are several.
    func pages(of map: SwimlaneMap, idPrefix: String) throws(DrawingError) -> [DrawnPage] {
        drawn(try PaperPages(map.diagram, on: paper).pages, idPrefix: idPrefix)
    }

    /// - Parameter stem: what stands before the paper in their names, such as `overview`.
    func drawn(_ pages: [PaperPage], stem: String = "", idPrefix: String) -> [DrawnPage] {
        let kind = (stem.isEmpty ? "" : stem + ".") + paper.format.rawValue
        return pages.flatMap { page -> [DrawnPage] in
            let own = pages.count > 1 ? "\(kind)-\(page.number)" : kind
            // Several pages can stand in one document, so the ids of each begin with its number.
            let prefix = pages.count > 1 ? "\(idPrefix)-p\(page.number)" : idPrefix
            if isTiled {
                let tiles = Tiles(page)
                return tiles.tiles.map { tile in
                    DrawnPage(name: "\(own)-tile-\(tile.number)", svg: tiles.svg(tile, idPrefix: "\(prefix)-t\(tile.number)"))
                }
            }
            return [DrawnPage(name: own, svg: PageDrawing(page, idPrefix: prefix).svg())]
        }
    }
}
