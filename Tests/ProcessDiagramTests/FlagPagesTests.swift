import ProcessModel
import Testing

@testable import ProcessDiagram

/// The flags of cut lines say on which page the line goes on.
@Suite struct FlagPagesTests {
    @Test(arguments: [(Paper.Format.a4, Direction.right), (.a4, .down), (.a3, .right)])
    func eachFlagNamesThePageOfTheOther(_ format: Paper.Format, _ direction: Direction) throws {
        var options = SwimlaneMap.Options()
        options.isForPaper = true
        options.direction = direction
        let diagram = try Drawing(RandomMap.text(seed: 11, steps: 30, lanes: 5), options: options).diagram
        let pages = try PaperPages(diagram, on: Paper(format, textPoints: 12)).pages
        try #require(pages.count > 1)
        struct Flag { var page: Int, mark: Diagram.Continuation }
        var flags: [String: [Flag]] = [:]
        for page in pages {
            for mark in page.pieces.flatMap(\.continuations) { flags[mark.letter, default: []].append(Flag(page: page.number, mark: mark)) }
        }
        #expect(flags.values.contains { $0.first?.page != $0.last?.page }, "some line goes on on another page")
        for pair in flags.values {
            let (first, second) = (try #require(pair.first), try #require(pair.last))
            for (own, other) in [(first, second), (second, first)] {
                #expect(own.mark.page == (own.page == other.page ? nil : other.page), "\(own.mark.letter)")
                // The words lie inside the flag.
                for (words, isBold, at) in Signs.pennantWords(own.mark) {
                    let half = TextWidth.of(words, size: 11, isBold: isBold) / 2
                    #expect(at.x - half >= own.mark.box.left && at.x + half <= own.mark.box.right, "\(words)")
                    #expect(at.y - 5 >= own.mark.box.top && at.y + 5 <= own.mark.box.bottom, "\(words)")
                }
            }
        }
    }

    @Test func aFlagSaysItInItsDrawing() throws {
        var options = SwimlaneMap.Options()
        options.isForPaper = true
        let diagram = try Drawing(RandomMap.text(seed: 11, steps: 30, lanes: 5), options: options).diagram
        let svg = PageDrawing(try PaperPages(diagram, on: Paper(.a4, textPoints: 12)).pages[0], idPrefix: "p").svg()
        #expect(svg.contains(">p. 2</text>"))
        #expect(svg.contains(" on page 2</title>"))
    }
}
