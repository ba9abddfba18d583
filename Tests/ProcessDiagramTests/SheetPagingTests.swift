import Testing

@testable import ProcessDiagram

/// Where a sheet is cut into pages.
@Suite struct SheetPagingTests {
    private func ground(pains: Int, lanes: Int = 2) -> SheetTests.Ground {
        var lines = ["process: Pages", "lanes: " + (0..<lanes).map { "L\($0)" }.joined(separator: ", "), "flow:"]
        for lane in 0..<lanes { lines.append("  L\(lane): Do \(lane)") }
        for pain in 0..<pains { lines.append("    pain: Hurt \(pain) [impact 3, weekly]") }
        return SheetTests.Ground((lines + ["  end: Done", ""]).joined(separator: "\n"))
    }

    private func rows(_ page: SheetPage) -> [SheetPage.Row] {
        page.parts.filter { $0.kind == .table }.flatMap(\.rows).filter { !$0.blocks.contains { $0.kind == .columnHead } }
    }

    @Test func noPageHoldsOnlyAKeyOrEmptyRows() throws {
        var seen = Set<Int>()
        for pains in 1...30 {
            let pages = try ground(pains: pains).sheet(.pains) { $0.paper = .a4 }.pages
            seen.insert(pages.count)
            for page in pages {
                #expect(rows(page).contains { $0.blocks.contains { !$0.words.isEmpty } } || pages.count == 1, "\(pains) pains, page \(page.number)")
            }
            #expect(pages.flatMap(rows).contains { $0.blocks.allSatisfy { $0.words.isEmpty && $0.signs.isEmpty } }, "\(pains) pains: no row to fill in")
        }
        #expect(seen.count > 1)
    }

    @Test func theKeyOfAMatrixStaysWithItsTable() throws {
        for lanes in 2...16 {
            let pages = try ground(pains: 0, lanes: lanes).sheet(.matrix) { $0.paper = .a4 }.pages
            for page in pages { #expect(!rows(page).isEmpty, "\(lanes) lanes, page \(page.number) of \(pages.count)") }
        }
    }
}
