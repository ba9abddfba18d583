import Foundation
import Testing

@testable import ProcessDiagram

/// The pictures of docs/paper.md. `UPDATE_GOLDEN=1` writes them anew; look at each before it is committed.
@Suite struct PaperGoldenTests {
    private func keep(_ svg: String, as name: String) throws {
        let file = GoldenTests.folder.appending(path: "\(name).svg")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil { try svg.write(to: file, atomically: true, encoding: .utf8) }
        let kept = try String(contentsOf: file, encoding: .utf8)
        #expect(svg == kept, "docs/drawings/\(name).svg differs; write it anew with UPDATE_GOLDEN=1 and look at it")
    }

    @Test func aMapThatRunsDown() throws {
        var options = SwimlaneMap.Options()
        options.direction = .down
        try keep(try Drawing(GoldenTests.maps[0].text, options: options).svg, as: "down")
    }

    @Test func aPage() throws {
        let pages = try PaperPages(try Drawing(GoldenTests.maps[1].text).diagram, on: Paper(.a4, textPoints: 13)).pages
        #expect(pages.count == 2)
        try keep(PageDrawing(try #require(pages.first), idPrefix: "page").svg(), as: "page")
    }
}
