import ProcessModel

/// One page of a map on paper, in px of the map.
public struct PaperPage: Sendable {
    /// The whole sheet, margins and all.
    public var width: Double
    public var height: Double
    /// In mm.
    public var paperWidth: Double
    public var paperHeight: Double
    /// What may be printed on.
    public var printable: Box
    /// From 1.
    public var number: Int
    public var count: Int
    public var title: String
    public var summary: String
    /// The heading, and which page this is.
    public var words: [Diagram.Words] = []
    /// The pieces of the map on this page, each a drawing of its own, placed; then the legend and the lists.
    public var pieces: [Diagram] = []
    /// What each step of the whole map is called.
    public var keys: [String]

    var markCount: Int { pieces.reduce(0) { $0 + $1.continuations.count } }

    /// How large lettering of `size` px comes out on the paper, in points.
    public func points(of size: Double) -> Double { size * paperWidth / width * 72 / 25.4 }
}

/// A map laid out on pages of one size: which way up they are and how large the map is drawn, so that
/// there are as few pages as can be and no lettering is smaller than asked for.
public struct PaperPages: Sendable {
    public let pages: [PaperPage]
    /// How many marks stand on them.
    public var markCount: Int { pages.reduce(0) { $0 + $1.markCount } / 2 }
    public var isLandscape: Bool { pages.first.map { $0.paperWidth > $0.paperHeight } ?? true }

    /// The map should be laid out for paper (`SwimlaneMap.Options.isForPaper`), so that there are gaps to cut it in.
    /// Throws where some part of the map is too large for the paper at that size of lettering.
    ///
    /// `firstMark` is how many letters the marks of other sheets have taken already.
    public init(_ diagram: Diagram, on paper: Paper, firstMark: Int = 0) throws(DrawingError) {
        let source = CuttingSource(diagram, firstMark: firstMark)
        let naming = CuttingSource(diagram, firstMark: firstMark, namesPages: true)
        let preferred = diagram.direction == .right
        var best: (layout: PageLayout, points: Double)?
        var others: [PageLayout] = []
        for isLandscape in [preferred, !preferred] {
            let sheet = { (points: Double) in BlankSheet(paper, isLandscape: isLandscape, points: points) }
            guard let plain = PageLayout(source, on: sheet(paper.textPoints)) else { continue }
            // Lines that go on on other pages say on which, where the smallest lettering leaves room for it.
            let named = plain.pages.count > 1 && plain.markCount > 0 ? PageLayout(naming, on: sheet(paper.textPoints)) : nil
            let (least, source) = (named ?? plain, named == nil ? source : naming)
            others.append(least)
            // Larger lettering is welcome while it takes no further page.
            var (good, low, high) = ((layout: least, points: paper.textPoints), 1.0, 3.0)
            for _ in 0..<(diagram.steps.count > 400 ? 3 : 6) {
                let middle = (low + high) / 2
                if let larger = PageLayout(source, on: sheet(paper.textPoints * middle)), larger.pages.count <= good.layout.pages.count, larger.markCount <= good.layout.markCount {
                    good = (larger, paper.textPoints * middle)
                    low = middle
                } else {
                    high = middle
                }
            }
            others.append(good.layout)
            guard let other = best else {
                best = good
                continue
            }
            // Fewer pages first, then fewer cuts; then the larger lettering, if it is clearly larger.
            let (a, b) = (good.layout, other.layout)
            if (a.pages.count, a.markCount, 1.08 * other.points) < (b.pages.count, b.markCount, good.points) { best = good }
        }
        guard let best else { throw Self.tooLarge(source, paper) }
        pages = try Self.clear([best.layout] + others.sorted { ($0.pages.count, $0.markCount) < ($1.pages.count, $1.markCount) }, diagram, paper)
    }

    /// The pages of the first layout that passes the check. Where many lines are cut side by side, the marks of one may
    /// leave no room for those of another, and another size or way up does.
    private static func clear(_ layouts: [PageLayout], _ diagram: Diagram, _ paper: Paper) throws(DrawingError) -> [PaperPage] {
        var first: DrawingError?
        for layout in layouts {
            do throws(DrawingError) {
                try PageCheck(pages: layout.pages, whole: diagram).run()
                return layout.pages
            } catch {
                first = first ?? error
            }
        }
        throw DrawingError(
            "too many of its lines would be cut side by side on \(paper.format.rawValue.uppercased()) (\(first?.message ?? "")); use larger paper, other '--text-points' or the other '--direction', or move parts of the map to maps of their own and name them here with 'call:'",
            isAboutTheMap: true)
    }

    private static func tooLarge(_ source: CuttingSource, _ paper: Paper) -> DrawingError {
        var points = paper.textPoints
        while points > Paper.textRange.lowerBound {
            points = max(points * 0.92, Paper.textRange.lowerBound)
            if [true, false].contains(where: { PageLayout(source, on: BlankSheet(paper, isLandscape: $0, points: points)) != nil }) {
                let whole = points.rounded(.down)
                return DrawingError(
                    "\(paper.format.rawValue.uppercased()) is too small for it with lettering of \(Heading.number(paper.textPoints)) points; use larger paper, or '--text-points \(Int(max(whole, Paper.textRange.lowerBound)))'",
                    isAboutTheMap: true)
            }
        }
        return DrawingError(
            "\(paper.format.rawValue.uppercased()) is too small for it, however small the lettering; use larger paper, or move parts of the map to maps of their own and name them here with 'call:'",
            isAboutTheMap: true)
    }
}

/// A map laid out on sheets of one size, one way up, at one size of lettering.
struct PageLayout {
    private(set) var pages: [PaperPage] = []
    var markCount: Int { pages.reduce(0) { $0 + $1.markCount } / 2 }

    private static let pieceGap = 22.0
    /// A place for a list must be at least this wide and high.
    private static let leastListWidth = 350.0
    private static let leastListHeight = 150.0

    private let source: CuttingSource
    private let sheet: BlankSheet
    private let heading: PageHeading

    /// Nil where some part of the map does not fit on a page.
    init?(_ source: CuttingSource, on sheet: BlankSheet) {
        self.source = source
        self.sheet = sheet
        heading = PageHeading(source.diagram, sheet: sheet)
        let (isDown, top) = (source.axes.isDown, heading.firstHeight)
        let (along, across) = isDown ? (sheet.innerHeight - top, sheet.innerWidth) : (sheet.innerWidth, sheet.innerHeight - top)
        guard along > 60, across > 60, let cutting = MapCutting(source, along: along, across: across) else { return nil }
        let leavesRoom = setPieces(cutting, along: along, across: across, mayLeaveRoom: true)
        let isBeside = setSurroundings()
        if leavesRoom, !isBeside {
            // The room beside the map was not wanted, so the lanes take it.
            pages = []
            _ = setPieces(cutting, along: along, across: across, mayLeaveRoom: false)
            _ = setSurroundings()
        }
        heading.number(&pages)
        if source.namesPages { FlagPages.name(in: &pages) }
    }

    private var left: Double { sheet.margin }
    private func top(_ page: Int) -> Double { sheet.margin + (page == 0 ? heading.firstHeight : heading.otherHeight) }
    private var right: Double { sheet.margin + sheet.innerWidth }
    private var bottom: Double { sheet.margin + sheet.innerHeight }

    private mutating func addPage() {
        let diagram = source.diagram
        pages.append(PaperPage(
            width: sheet.pageWidth, height: sheet.pageHeight, paperWidth: sheet.width, paperHeight: sheet.height,
            printable: Box(x: sheet.margin, y: sheet.margin, width: sheet.innerWidth, height: sheet.innerHeight), number: pages.count + 1, count: 0,
            title: diagram.title, summary: diagram.summary, keys: diagram.steps.map(\.key)))
    }

    /// Where the last piece of the map ends on the last page, along and across.
    private var used: (along: Double, across: Double) = (0, 0)

    /// True where lanes end early, so that lists may stand beside them.
    private mutating func setPieces(_ cutting: MapCutting, along: Double, across: Double, mayLeaveRoom: Bool) -> Bool {
        let isDown = source.axes.isDown
        var places: [(page: Int, at: Double)] = []
        var page = 0
        var at = 0.0
        for piece in cutting.pieces {
            let room = across + (isDown || page == 0 ? 0 : heading.firstHeight - heading.otherHeight)
            if at > 0, at + piece.length > room + 0.01 {
                page += 1
                at = 0
            }
            places.append((page, at))
            at += piece.length + Self.pieceGap
        }
        // Lanes reach over the whole page, unless all of the map needs less and leaves room for lists beside it.
        let needed = cutting.pieces.map { source.headLength + $0.roomBefore + $0.along.high - $0.along.low + $0.roomAfter }.max() ?? along
        let leavesRoom = mayLeaveRoom && page == 0 && !source.diagram.lists.isEmpty && !isDown && along - needed >= Self.leastListWidth + 28
        let length = leavesRoom ? needed : isDown ? min(needed, along) : along
        used = (length, at - Self.pieceGap)
        for (index, place) in places.enumerated() {
            while pages.count <= place.page { addPage() }
            let scene = PieceScene(
                source: source, cutting: cutting, index: index, originAlong: isDown ? top(place.page) : left,
                originAcross: (isDown ? left : top(place.page)) + place.at, lengthAlong: length)
            pages[place.page].pieces.append(scene.diagram())
        }
        if pages.isEmpty { addPage() }
        return leavesRoom
    }

    /// What the timeline comes to, once for all strips; nil where there is nothing to say.
    private func totals(of timeline: Diagram.Timeline, at y: Double) -> Diagram.Timeline? {
        // Without a ladder the heading says why there is none.
        var heading = timeline.points.isEmpty ? timeline.heading : nil
        let lines = heading.map { Wording($0.text, size: 12, isBold: true).lines(within: sheet.innerWidth).count } ?? 0
        if lines > 1 { heading?.text = "Timeline" }
        heading?.at = Point(left, y + 13)
        let top = heading == nil ? y : y + 18
        let words = TimelineBand.totals(timeline.paragraphs, from: left, to: right, end: left, top: top)
        guard heading != nil || !words.isEmpty else { return nil }
        return Diagram.Timeline(
            box: Box(x: left, y: y, width: sheet.innerWidth, height: top - y + TimelineBand.height(ofTotals: words.count)), heading: heading, points: [],
            rungs: [], totals: words)
    }

    /// The legend and the lists: beside the map, below it, or on further pages. True where they begin beside it.
    private mutating func setSurroundings() -> Bool {
        let isDown = source.axes.isDown
        let mapRight = left + (isDown ? used.across : used.along)
        var page = pages.count - 1
        let mapBottom = top(page) + (isDown ? used.along : used.across)
        var extra = Diagram(title: "", summary: "", width: 0, height: 0)
        var y = mapBottom + 16
        func flush(_ pages: inout [PaperPage]) {
            if extra.timeline != nil || extra.legend != nil || !extra.lists.isEmpty { pages[page].pieces.append(extra) }
            extra = Diagram(title: "", summary: "", width: 0, height: 0)
        }
        let isCut = pages.contains { $0.pieces.contains { !$0.continuations.isEmpty } }
        if let timeline = source.diagram.timeline, let set = totals(of: timeline, at: y) {
            extra.timeline = set
            if set.box.bottom > bottom {
                addPage()
                page += 1
                extra.timeline = totals(of: timeline, at: top(page))
            }
            y = (extra.timeline?.box.bottom ?? y) + 8
        }
        if let legend = source.diagram.legend {
            var set = ListFlow.legend(legend, goesOn: isCut, at: Point(left, y), width: sheet.innerWidth)
            if set.box.bottom + 4 > bottom {
                flush(&pages)
                addPage()
                page += 1
                set = ListFlow.legend(legend, goesOn: isCut, at: Point(left, top(page)), width: sheet.innerWidth)
            }
            extra.legend = set
            y = set.box.bottom + 6
        }
        let flow = ListFlow(lists: source.diagram.lists + heading.facts)
        let whole = Box(x: left, y: top(1) - 8, width: sheet.innerWidth, height: bottom - top(1) + 8)
        var areas: [Box?] = []
        let foot = min(extra.timeline?.box.top ?? .infinity, extra.legend?.box.top ?? .infinity)
        let isMapPage = foot > top(page) + 1 && pages[page].pieces.contains { !$0.lanes.isEmpty }
        let hasRoomBeside = isMapPage && right - mapRight - 28 >= Self.leastListWidth
        if hasRoomBeside {
            areas.append(Box(x: mapRight + 28, y: top(page) - 8, width: right - mapRight - 28, height: min(foot, bottom) - top(page)))
        }
        if bottom - y >= Self.leastListHeight { areas.append(Box(x: left, y: y, width: sheet.innerWidth, height: bottom - y)) }
        if areas.isEmpty { areas.append(nil) }
        let tries = areas.map { flow.parts(first: $0, page: whole) }
        let chosen = tries.indices.min { tries[$0].count < tries[$1].count } ?? 0
        guard tries.indices.contains(chosen), let first = tries[chosen].first else {
            flush(&pages)
            return false
        }
        extra.lists = first.lists
        flush(&pages)
        for part in tries[chosen].dropFirst() {
            addPage()
            page += 1
            extra.lists = part.lists
            flush(&pages)
        }
        return hasRoomBeside && chosen == 0
    }
}
