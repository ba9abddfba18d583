import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

/// Maps laid out on paper.
@Suite struct PaperTests {
    private static func diagram(_ seed: Int, steps: Int, _ direction: Direction = .right) throws -> Diagram {
        var options = SwimlaneMap.Options()
        options.direction = direction
        options.isForPaper = true
        return try Drawing(
            RandomMap.text(seed: seed, steps: steps, lanes: 2 + seed % 6),
            findings: { map in
                map.nodeIDs.map { .made("a", .error, at: .node($0)) } + map.flowIDs.map { .made("b", .info, at: .flow($0)) }
                    + map.lanes.indices.map { .made("c", .warning, at: .lane(LaneID($0))) }
            },
            options: options
        ).diagram
    }

    /// All lettering of a page.
    private static func words(_ page: PaperPage) -> [Diagram.Words] {
        page.words + page.pieces.flatMap { piece -> [Diagram.Words] in
            let map = piece.steps.flatMap(\.words) + piece.labels.flatMap(\.words) + piece.lanes.flatMap(\.words) + piece.phases.flatMap(\.words)
            let rest = piece.heading + (piece.legend?.entries.map(\.words) ?? []) + piece.lists.flatMap { [$0.heading] + $0.entries.flatMap(\.words) }
            return map + rest
        }
    }

    /// Many parallel paths are cut side by side. Where one layout leaves no room for their marks another is taken, and
    /// where none does the map is refused in words: that is no mistake of Baton.
    @Test(arguments: [12, 16, 20], [(Paper.Format.a3, 14.0), (.a4, 8), (.a3, 10), (.a0, 17)])
    func manyLinesSideBySide(_ count: Int, _ paper: (format: Paper.Format, points: Double)) throws {
        var options = SwimlaneMap.Options()
        options.direction = .down
        options.isForPaper = true
        let paths = (0..<count).map { "    path: p\($0)\n      \(["A", "B", "C"][$0 % 3]): Do \($0)" }.joined(separator: "\n")
        let text = "process: Wide\nlanes: A, B, C\nflow:\n  A: Begin\n  in parallel:\n\(paths)\n  A: Close\n  end: Done\n"
        let diagram = try Drawing(text, options: options).diagram
        do throws(DrawingError) {
            #expect(try !PaperPages(diagram, on: Paper(paper.format, textPoints: paper.points)).pages.isEmpty)
        } catch {
            #expect(error.isAboutTheMap && error.message.contains("use larger paper"), "\(error.message)")
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let seed: Int
        let format: Paper.Format
        let direction: Direction
        let points: Double
        var testDescription: String { "\(seed) on \(format) \(direction) at \(points)" }
    }

    static let cases: [Case] = (1...8).flatMap { seed in
        [Case(seed: seed * 7, format: .a4, direction: .right, points: 8), Case(seed: seed * 11, format: .a3, direction: .right, points: 14),
         Case(seed: seed * 13, format: .a3, direction: .down, points: 11), Case(seed: seed * 5, format: .a0, direction: .right, points: 17)]
    }

    @Test(arguments: cases) func nothingIsLostClippedOrTiny(_ one: Case) throws {
        let diagram = try Self.diagram(one.seed, steps: 12 + one.seed % 30, one.direction)
        let paper = Paper(one.format, textPoints: one.points)
        let pages = try PaperPages(diagram, on: paper).pages
        #expect(!pages.isEmpty)
        var drawn: [Int] = []
        var letters: [String: [Bool]] = [:]
        var labels = 0
        var entries = 0
        var badges = 0
        for (index, page) in pages.enumerated() {
            #expect(page.number == index + 1 && page.count == pages.count)
            #expect([page.paperWidth, page.paperHeight].sorted() == [paper.sides.short, paper.sides.long])
            #expect(abs(page.paperWidth / page.width - page.paperHeight / page.height) < 1e-9, "a px is as high as wide")
            // Ten mm stay white on every side.
            #expect(abs(page.printable.left * page.paperWidth / page.width - 10) < 1e-6)
            for words in Self.words(page) {
                #expect(page.points(of: words.size) >= one.points - 1e-6, "\(words.text) is tiny")
                let box = words.box
                #expect(
                    box.left >= page.printable.left - 1 && box.right <= page.printable.right + 1 && box.top >= page.printable.top - 1
                        && box.bottom <= page.printable.bottom + 1, "\(words.text) is off page \(page.number)")
            }
            for piece in page.pieces {
                drawn += piece.steps.map(\.node.index)
                labels += piece.labels.count
                badges += piece.badges.count
                entries += piece.lists.reduce(0) { $0 + $1.entries.count }
                for mark in piece.continuations { letters[mark.letter, default: []].append(mark.goesOut) }
                for step in piece.steps {
                    let (lane, box) = (piece.lanes[step.lane.index].box, step.outline.box)
                    #expect(box.top >= lane.top && box.bottom <= lane.bottom && box.left >= lane.left && box.right <= lane.right)
                }
            }
        }
        #expect(drawn.sorted() == Array(diagram.steps.indices))
        #expect(labels == diagram.labels.count)
        #expect(badges == diagram.badges.count)
        #expect(entries >= diagram.lists.reduce(0) { $0 + $1.entries.count })
        for (letter, ends) in letters { #expect(ends.count == 2 && ends.contains(true) && ends.contains(false), "\(letter)") }
        if pages.contains(where: { $0.pieces.filter { !$0.lanes.isEmpty }.count > 1 }) { #expect(!letters.isEmpty) }
    }

    @Test func aMapThatFitsIsNotCut() throws {
        let diagram = try Self.diagram(3, steps: 6)
        let pages = try PaperPages(diagram, on: Paper(.a0)).pages
        #expect(pages.count == 1)
        #expect(pages[0].pieces.allSatisfy { $0.continuations.isEmpty && $0.flowParts.isEmpty })
        #expect(pages[0].paperWidth > pages[0].paperHeight)
    }

    @Test func lanesWithNothingInThemAreLeftOut() throws {
        let lanes = (1...4).map { "lane: Lane \($0)" }.joined(separator: "\n")
        let steps = (1...4).flatMap { lane in (1...6).map { "  Lane \(lane): Do the work \($0) of \(lane)" } }.joined(separator: "\n")
        var options = SwimlaneMap.Options()
        options.isForPaper = true
        let diagram = try Drawing("process: Long\n\(lanes)\n\nflow:\n\(steps)\n  end: Done\n", options: options).diagram
        let pieces = try PaperPages(diagram, on: Paper(.a4, textPoints: 12)).pages.flatMap(\.pieces).filter { !$0.lanes.isEmpty }
        #expect(pieces.count > 2)
        #expect(pieces.contains { $0.lanes.filter { $0.box.height > 0 }.count == 1 })
        // Strips stand in the order of time, and lanes in theirs.
        for piece in pieces {
            let tops = piece.lanes.filter { $0.box.height > 0 }.map(\.box.top)
            #expect(tops == tops.sorted())
        }
    }

    @Test func letteringThatIsTooLargeIsAnErrorThatSaysHowLargeItMayBe() throws {
        let diagram = try Self.diagram(5, steps: 12)
        do {
            _ = try PaperPages(diagram, on: Paper(.a4, textPoints: 90))
            Issue.record("90 points on A4")
        } catch {
            #expect(error.isAboutTheMap)
            #expect(error.message.contains("--text-points"))
            let number = error.message.split(separator: " ").compactMap { Int($0.filter(\.isNumber)) }.last ?? 0
            _ = try PaperPages(diagram, on: Paper(.a4, textPoints: Double(number)))
        }
    }

    @Test func pagesAreSVGInTheSizeOfThePaper() throws {
        let pages = try PaperPages(try Self.diagram(8, steps: 25), on: Paper(.a4, textPoints: 9)).pages
        let svgs = pages.map { PageDrawing($0, idPrefix: "map").svg() }
        for svg in svgs {
            #expect(svg.contains("width=\"297mm\" height=\"210mm\"") || svg.contains("width=\"210mm\" height=\"297mm\""))
        }
        #expect(svgs == pages.map { PageDrawing($0, idPrefix: "map").svg() })
        #expect(svgs.joined().contains("class=\"flow-part"))
        #expect(svgs.joined().contains("class=\"continuation\""))
    }

    // MARK: Tiles

    @Test(arguments: [Direction.right, .down]) func tilesCoverTheSheetAndOverlap(_ direction: Direction) throws {
        let page = try #require(try PaperPages(try Self.diagram(4, steps: 20, direction), on: Paper(.a0)).pages.first)
        let tiles = Tiles(page)
        let scale = page.paperWidth / page.width
        let count = tiles.rows * tiles.columns
        #expect(tiles.tiles.count == count && count <= 9)
        let whole = tiles.tiles.map(\.window).reduce(tiles.tiles[0].window) { $0.union($1) }
        #expect(whole.left <= page.printable.left + 1e-6 && whole.right >= page.reach.right)
        #expect(whole.top <= page.printable.top + 1e-6 && whole.bottom >= page.reach.bottom)
        // None is blank: each last row and column shows what the one before does not.
        for tile in tiles.tiles where tile.row > 0 { #expect(tile.window.top + 12 / scale < page.reach.bottom) }
        for tile in tiles.tiles where tile.column > 0 { #expect(tile.window.left + 12 / scale < page.reach.right) }
        for tile in tiles.tiles {
            let sides = [tile.window.width * scale, tile.window.height * scale].sorted()
            #expect(sides[0] <= 297 - 2 * 7 + 1e-6 && sides[1] <= 420 - 2 * 7 + 1e-6)
            for other in tiles.tiles where other.row == tile.row && other.column == tile.column + 1 {
                #expect(abs((tile.window.right - other.window.left) * scale - 12) < 1e-6)
            }
            for other in tiles.tiles where other.column == tile.column && other.row == tile.row + 1 {
                #expect(abs((tile.window.bottom - other.window.top) * scale - 12) < 1e-6)
            }
            let svg = tiles.svg(tile, idPrefix: "map")
            #expect(svg.contains("data-tile=\"\(tile.number)\" data-tiles=\"\(count)\""))
            #expect(svg.contains("class=\"crop\"") && svg.contains(">\(tile.number)/\(count)<"))
        }
    }

    // MARK: Marks

    @Test func marksSpreadWithoutCrossing() {
        let places = [10.0, 14, 18, 40, 90, 92]
        let fan = Fan(places, room: 16, bounds: (0, 200))
        for (a, b) in zip(fan.targets, fan.targets.dropFirst()) { #expect(b - a >= 16 - 1e-9) }
        #expect(fan.targets.allSatisfy { $0 >= 8 && $0 <= 192 })
        let ways = places.indices.map { index -> [(along: Double, across: Double)] in
            [(along: 0, across: places[index])] + fan.way(index, from: places[index], edge: 0, mark: fan.depth)
        }
        for i in ways.indices {
            for j in ways.indices where j != i {
                for (a, b) in zip(ways[i], ways[i].dropFirst()) where a.across == b.across {
                    for (c, d) in zip(ways[j], ways[j].dropFirst()) where c.along == d.along {
                        let crosses = min(a.along, b.along) < c.along - 0.01 && max(a.along, b.along) > c.along + 0.01
                            && min(c.across, d.across) < a.across - 0.01 && max(c.across, d.across) > a.across + 0.01
                        #expect(!crosses, "\(i) and \(j) cross")
                    }
                }
            }
        }
    }

    @Test func lettersGoOnAfterZ() {
        #expect((0..<26).map(MapCutting.letter).joined(separator: " ") == "A B C D E F G H J K L M N P Q R S T U V W X Y Z AA AB")
    }
}
