import ProcessModel
import Testing

@testable import ProcessDiagram

/// The customers' line of interaction, and what passes over it.
@Suite struct InteractionTests {
    @Test func itLiesBetweenTheCustomersAndUs() throws {
        let drawing = try LayeredDrawing(LayeredDrawing.inquiry, [.interaction])
        let line = try #require(drawing.diagram.interactions.first)
        #expect(drawing.diagram.interactions.count == 1)
        #expect(drawing.map[line.above].name == "Buyer" && drawing.map[line.below].name == "Sales")
        #expect(line.handoffs == 2 && line.words.map(\.text) == ["line of interaction: 2 handoffs cross it"])
        // Two handoffs, and one step of ours that the buyer notices.
        #expect(drawing.diagram.touchpoints.count == 3)
        for case .handoff(let flow, _, _) in drawing.diagram.touchpoints.map(\.place) { #expect(drawing.diagram.flows[flow.index].isHandoff) }
        #expect(drawing.svg.contains("<g class=\"interaction\" data-above=\"Buyer\" data-below=\"Sales\" data-handoffs=\"2\">"))
    }

    @Test func lanesKeepTheirOrderAndHaveALineAtEachBorder() throws {
        let drawing = try LayeredDrawing("""
            process: P
            lane: First [customer]
            lane: Second [customer]
            lane: Ours
            lane: Third [customer]
            flow:
              First: Ask
              Second: Ask again
              Ours: Answer
              Third: Read
              First: Read too
              end: Done
            """, [.interaction])
        #expect(drawing.diagram.lanes.map(\.name) == ["First", "Second", "Ours", "Third"])
        #expect(drawing.diagram.interactions.map { [$0.above.index, $0.below.index] } == [[1, 2], [2, 3]])
        // From customer to customer over two borders is no touchpoint.
        #expect(drawing.diagram.interactions.map(\.handoffs) == [1, 1] && drawing.diagram.touchpoints.count == 2)
    }

    @Test func withoutCustomersThereIsNone() throws {
        let text = "process: P\nlanes: A, B\nflow:\n  A: One\n  B: Two\n  end: Done\n"
        let (with, without) = (try LayeredDrawing(text, [.interaction]), try LayeredDrawing(text, []))
        #expect(with.diagram.interactions.isEmpty && with.svg == without.svg)
    }
}
