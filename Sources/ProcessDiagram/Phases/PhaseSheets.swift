import ProcessAnalysis
import ProcessModel

/// A large map on several sheets: an overview of its phases, and each phase drawn on its own. Flows between
/// phases end at a stand-in for the step on the other sheet, with a letter that stands on both.
public struct PhaseSheets: Sendable {
    /// A map of more steps than this is better read phase by phase.
    public static let manySteps = 50

    private let map: ProcessMap
    private let mainPath: MainPath
    private let findings: [Finding]
    private let options: SwimlaneMap.Options
    private let parts: PhaseParts
    private let overview: PhaseOverview

    /// Nil where the map has fewer than two phases with steps.
    public init?(_ map: ProcessMap, mainPath: MainPath, metrics: Metrics?, findings: [Finding], options: SwimlaneMap.Options) {
        guard let parts = PhaseParts(map) else { return nil }
        let findings = findings.forDrawings(showingRatings: options.ratings)
        (self.map, self.mainPath, self.findings, self.options, self.parts) = (map, mainPath, findings, options, parts)
        overview = PhaseOverview(map, parts: parts, metrics: metrics, findings: findings, options: options)
    }

    /// Whether overview and phases say more on paper than the map as a whole.
    public static func suit(_ map: ProcessMap) -> Bool { map.nodes.filter(\.isWork).count > manySteps && PhaseParts(map) != nil }

    public var phaseCount: Int { parts.phases.count }

    // MARK: On a screen

    private static let margin = 20.0
    private static let screenWidth = 1160.0

    public func overviewSVG(idPrefix: String) -> String {
        let heading = lettered(width: Self.screenWidth - 2 * Self.margin, at: Point(Self.margin, Self.margin), size: 20)
        let area = Box(x: Self.margin, y: heading.bottom + 12, width: Self.screenWidth - 2 * Self.margin, height: .infinity)
        let set = OverviewScene(overview: overview, area: area, laterTop: area.top).pages()
        guard var (diagram, bottom) = set.first else { return "" }
        diagram.heading = heading.words + diagram.heading
        if !overview.lists.isEmpty {
            let room = Box(x: Self.margin, y: bottom + 12, width: area.width, height: 1e6)
            if let part = ListFlow(lists: overview.lists).parts(first: room, page: room).first {
                diagram.lists = part.lists
                bottom = part.bottom
            }
        }
        (diagram.width, diagram.height) = (Self.screenWidth, (bottom + Self.margin).rounded(.up))
        return SVGDrawing(diagram, idPrefix: idPrefix).text()
    }

    public func phaseSVG(_ phase: Int, idPrefix: String) throws(DrawingError) -> String {
        SVGDrawing(try diagram(phase), idPrefix: idPrefix).text()
    }

    private func diagram(_ phase: Int) throws(DrawingError) -> Diagram {
        try PhaseMap(map, phase: phase, parts: parts, mainPath: mainPath, findings: findings).diagram(options)
    }

    // MARK: On paper

    public func overviewPages(on paper: Paper) throws(DrawingError) -> [PaperPage] {
        let sheet = BlankSheet(paper, isLandscape: true, points: paper.textPoints)
        let start = Point(sheet.margin, sheet.margin)
        let size = sheet.innerHeight < 640 ? 15.0 : 20
        let first = lettered(width: sheet.innerWidth - 110, at: start, size: size)
        let later = start.y + size + 14
        let bottom = sheet.margin + sheet.innerHeight
        let area = Box(x: start.x, y: first.bottom + 8, width: sheet.innerWidth, height: bottom - first.bottom - 8)
        var diagrams: [Diagram] = []
        var end = area.top
        for page in OverviewScene(overview: overview, area: area, laterTop: later).pages() {
            diagrams.append(page.diagram)
            end = page.bottom
        }
        if !overview.lists.isEmpty {
            let rest = bottom - end - 12
            let whole = Box(x: start.x, y: later - 8, width: sheet.innerWidth, height: bottom - later + 8)
            let parts = ListFlow(lists: overview.lists).parts(
                first: rest > 90 ? Box(x: start.x, y: end + 12, width: sheet.innerWidth, height: rest) : nil, page: whole)
            for (number, part) in parts.enumerated() {
                if number > 0 { diagrams.append(Diagram(title: overview.title, summary: overview.summary, width: 0, height: 0)) }
                if !part.lists.isEmpty { diagrams[diagrams.count - 1].lists = part.lists }
            }
        }
        return diagrams.enumerated().map { number, diagram in
            var page = PaperPage(
                width: sheet.pageWidth, height: sheet.pageHeight, paperWidth: sheet.width, paperHeight: sheet.height,
                printable: Box(x: sheet.margin, y: sheet.margin, width: sheet.innerWidth, height: sheet.innerHeight), number: number + 1,
                count: diagrams.count, title: overview.title, summary: overview.summary, keys: [])
            page.pieces = [diagram]
            page.words = number == 0 ? first.words : [
                Diagram.Words(text: first.words.first?.text ?? "", at: Point(start.x, start.y + 0.9 * size), size: size, isBold: true, anchor: .start, role: .title)
            ]
            if diagrams.count > 1 {
                let text = "page \(number + 1) of \(diagrams.count)"
                let at = Point(start.x + sheet.innerWidth - TextWidth.of(text, size: 12), start.y + 0.9 * size)
                page.words.append(Diagram.Words(text: text, at: at, size: 12, isBold: false, anchor: .start, role: .page))
            }
            return page
        }
    }

    /// The pages of all phases, phase by phase.
    public func phasePages(on paper: Paper) throws(DrawingError) -> [[PaperPage]] {
        var out: [[PaperPage]] = []
        var marks = parts.crossings.count
        for phase in 0..<phaseCount {
            let pages = try PaperPages(try diagram(phase), on: paper, firstMark: marks)
            marks += pages.markCount
            out.append(pages.pages)
        }
        return out
    }

    private func lettered(width: Double, at origin: Point, size: Double) -> (words: [Diagram.Words], bottom: Double) {
        var words: [Diagram.Words] = []
        var y = origin.y
        for line in Wording(overview.title + " · overview", size: size, isBold: true).lines(within: width) {
            words.append(Diagram.Words(text: line, at: Point(origin.x, y + 0.9 * size), size: size, isBold: true, anchor: .start, role: .title))
            y += size + 5
        }
        for line in overview.subtitle.isEmpty ? [] : Wording(overview.subtitle, size: 12).lines(within: width) {
            words.append(Diagram.Words(text: line, at: Point(origin.x, y + 13), size: 12, isBold: false, anchor: .start, role: .subtitle))
            y += 17
        }
        return (words, y)
    }
}
