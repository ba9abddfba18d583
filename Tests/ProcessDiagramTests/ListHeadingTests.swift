import ProcessModel
import Testing

@testable import ProcessDiagram

/// The headings of lists stay on the page and out of the next column, whatever stands in them.
@Suite struct ListHeadingTests {
    private func drawn(_ text: String = SelfCheckTests.text, most: Int = 3) throws -> Diagram {
        try Drawing(text) { map in
            map.nodeIDs.flatMap { node in (0..<most).map { .made("rule-\($0)", .error, at: .node(node)) } }
        }.diagram
    }

    @Test(arguments: [1, 3, 7, 40]) func marksTakenOffAreToldWithinTheRoom(_ count: Int) throws {
        var diagram = try drawn(most: 9)
        let crowded = (0..<min(count, diagram.badges.count)).map { SelfCheck.CrowdedMark(kind: .badge, index: $0, message: "") }
        let before = diagram.lists.first?.heading.text ?? ""
        diagram.takeOff(crowded)
        let after = try #require(diagram.lists.first?.heading.text)
        #expect(after != before && after.contains("list"))
        try ListCheck(diagram).run()
    }

    /// In the last column of a wide page, where nothing follows but its edge.
    @Test(arguments: [30.0, 180, 360]) func aHeadingAtTheEdgeIsShortened(_ spare: Double) throws {
        var diagram = try drawn()
        let heading = try #require(diagram.lists.first?.heading)
        diagram.lists[0].heading.text = "256 findings in 12 kinds, as questions for the room"
        diagram.width = heading.at.x + 320 + spare
        diagram.takeOff([.init(kind: .badge, index: 0, message: "")])
        #expect(diagram.lists[0].heading.text.hasPrefix("256 findings in 12 kinds"))
        #expect(diagram.lists[0].heading.box.right <= diagram.width)
    }

    @Test func oneThatRunsOffThePageIsRefused() throws {
        var diagram = try drawn()
        diagram.lists[0].heading.at.x = diagram.width - 20
        let error = #expect(throws: DrawingError.self) { try SelfCheck(diagram).run() }
        #expect(error?.message.contains("runs off the page") == true)
    }

    @Test func oneOverAnotherIsRefused() throws {
        var diagram = try drawn()
        var other = diagram.lists[0]
        other.heading.at.x += 40
        other.entries = []
        diagram.lists.append(other)
        let error = #expect(throws: DrawingError.self) { try SelfCheck(diagram).run() }
        #expect(error?.message.contains("lie over each other") == true)
        var low = try drawn()
        low.lists[0].heading.at.y = try #require(low.lists[0].entries.first?.words.first).at.y
        low.lists[0].heading.at.x += 30
        #expect(throws: DrawingError.self) { try SelfCheck(low).run() }
    }
}
