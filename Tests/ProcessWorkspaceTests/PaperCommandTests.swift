import Foundation
import Testing

@testable import ProcessWorkspace

/// `baton render` on paper, by direction and by phases, from outside.
struct PaperCommandTests {
    private static let phased = """
        process: Long way
        lane: Marketing
        lane: Sales

        flow:
          phase: Find
        \((1...30).map { "  Marketing: Find \($0)" }.joined(separator: "\n"))
            handoff: list [via email, within 1 bd]
          phase: Win
        \((1...30).map { "  Sales: Win \($0)" }.joined(separator: "\n"))
          end: Won

        """

    private func files(_ box: Sandbox, _ arguments: String...) throws -> [String] {
        let run = try box.run(["render", "lead.baton", "-o", "out"] + arguments)
        #expect(run.status == 0, "\(run.error)")
        return run.output.split(separator: "\n").map { String($0.split(separator: " ")[0]) }
    }

    @Test func pagesAreNumberedAndNamedAfterThePaper() throws {
        let box = try Sandbox()
        try box.write("lead.baton", Self.phased)
        let pages = try files(box, "--paper", "a3", "--sheet", "map")
        #expect(pages.count > 1)
        #expect(pages == pages.indices.map { "out/lead.a3-\($0 + 1).svg" })
        #expect(try files(box, "--direction", "down") == ["out/lead.svg"])
    }

    @Test func aLargeMapOnPaperIsDrawnPhaseByPhase() throws {
        let box = try Sandbox()
        try box.write("lead.baton", Self.phased)
        let pages = try files(box, "--paper", "a0")
        #expect(pages.first == "out/lead.overview.a0.svg")
        #expect(pages.contains { $0.hasPrefix("out/lead.phases-1.a0") } && pages.contains { $0.hasPrefix("out/lead.phases-2.a0") })
        #expect(!pages.contains { $0.hasPrefix("out/lead.a0") })
        #expect(try files(box, "--sheet", "phases,overview") == ["out/lead.phases-1.svg", "out/lead.phases-2.svg", "out/lead.overview.svg"])
        #expect(try files(box) == ["out/lead.svg"], "a screen shows the map, whatever its size")
    }

    @Test func tilesAreForA0() throws {
        let box = try Sandbox()
        try box.write("lead.baton", Sample.sound)
        let tiles = try files(box, "--paper", "a0", "--tiled")
        // The map takes one row of the three; blank sheets are left out.
        #expect(tiles == (1...3).map { "out/lead.a0-tile-\($0).svg" })
    }

    @Test(arguments: [
        (["--tiled"], "--paper a0"), (["--tiled", "--paper", "a3"], "--paper a0"), (["--paper", "a5"], "a5"), (["--text-points", "0"], "from 4 to 200"),
        (["--text-points", "1000", "--paper", "a4"], "from 4 to 200"), (["--text-points", "nan", "--paper", "a4"], "from 4 to 200"),
        (["--direction", "up"], "up"), (["--sheet", "phase"], "phase"), (["--sheet", "map,,map"], "map"), (["--sheet", "phases"], "the map has no phases"),
        (["--sheet", "overview", "--paper", "a4"], "the map has no phases"), (["--paper", "a4", "--text-points", "150"], "--text-points"),
    ])
    func whatCannotBeDrawnIsTold(arguments: [String], words: String) throws {
        let box = try Sandbox()
        try box.write("lead.baton", Sample.sound)
        let run = try box.run(["render", "lead.baton", "-o", "out"] + arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.error.hasPrefix("error: ") && run.error.contains(words), "\(run.error)")
    }
}
