import ProcessModel
import Testing

@testable import ProcessDiagram

/// A drawing that tells a wrong story is refused.
@Suite struct SelfCheckTests {
    static let text = """
        process: P
        lanes: A, B
        flow:
          A: One
            handoff: brief [via email]
          B: Two
          B: Three?
            yes 60%
            no 40% -> One
          A: Four
          end: Done
        """

    private func refusal(_ change: (inout Diagram, Drawing) throws -> Void) throws -> String {
        let drawing = try Drawing(Self.text) { map in map.nodeIDs.map { .made("a", .error, at: .node($0)) } }
        var diagram = drawing.diagram
        try SelfCheck(diagram).run()
        try change(&diagram, drawing)
        let error = #expect(throws: DrawingError.self) { try SelfCheck(diagram).run() }
        return error?.message ?? ""
    }

    private func index(_ name: String, _ drawing: Drawing) throws -> Int {
        try #require(drawing.map.nodes.firstIndex { $0.name == name })
    }

    @Test func aLineThatEndsBesideItsStep() throws {
        let message = try refusal { diagram, _ in diagram.flows[0].points[0].x += 20 }
        #expect(message == "the line from 'One' to 'Two' does not reach 'One'" || message.hasPrefix("the line from 'One' to 'Two'"))
    }

    @Test func aLineThroughAnotherStep() throws {
        let message = try refusal { diagram, drawing in
            let box = diagram.steps[try index("Three?", drawing)].outline.box
            let last = diagram.flows.count - 1
            let points = diagram.flows[last].points
            diagram.flows[last].points = [points[0], Point(points[0].x, box.center.y), Point(points[points.count - 1].x, box.center.y), points[points.count - 1]]
            diagram.flows[last].points = [points[0]] + [Point(box.left - 5, points[0].y), Point(box.left - 5, box.center.y), Point(box.right + 5, box.center.y), Point(box.right + 5, points[0].y)] + points.dropFirst()
        }
        #expect(message.contains("through") || message.contains("inside") || message.contains("askew"))
    }

    @Test func stepsOverEachOther() throws {
        let message = try refusal { diagram, drawing in
            diagram.steps[try index("Two", drawing)].outline = diagram.steps[try index("Three?", drawing)].outline
        }
        #expect(message.contains("over each other"))
    }

    @Test func aStepOutsideItsLane() throws {
        let message = try refusal { diagram, drawing in
            diagram.steps[try index("One", drawing)].lane = LaneID(1)
        }
        #expect(message == "the step 'One' does not lie in its lane")
    }

    @Test func aLabelOverAStep() throws {
        let message = try refusal { diagram, drawing in
            diagram.labels[0].box = diagram.steps[try index("Two", drawing)].outline.box
        }
        #expect(message.contains("label"))
    }

    @Test func marksOverEachOther() throws {
        let message = try refusal { diagram, _ in
            diagram.badges[1].box = diagram.badges[0].box
            diagram.badges[1].step = diagram.badges[0].step
        }
        let numbers = try Drawing(Self.text) { map in map.nodeIDs.map { .made("a", .error, at: .node($0)) } }.diagram.badges.map(\.number)
        #expect(message == "the marks \(numbers[0]) and \(numbers[1]) lie over each other")
    }

    @Test func aMarkOverAForeignStep() throws {
        let message = try refusal { diagram, drawing in
            let four = diagram.steps[try index("Four", drawing)].outline.box
            diagram.pains.append(Diagram.Mark(box: Box(center: four.center, width: 17, height: 17), text: "A", meaning: "It hurts", step: NodeID(0)))
        }
        #expect(message == "the mark 'A' lies over 'Four'")
    }

    @Test func aMarkWithoutRoomIsOnlyInTheList() throws {
        let drawing = try Drawing(Self.text) { map in
            map.nodeIDs.enumerated().map { .made("rule-\($0.offset)", .error, at: .node($0.element)) }
        }
        var diagram = drawing.diagram
        let (count, number) = (diagram.badges.count, diagram.badges[0].number)
        diagram.badges[0].box = diagram.steps[try index("Four", drawing)].outline.box
        diagram.takeOff(SelfCheck(diagram).crowdedMarks())
        try SelfCheck(diagram).run()
        #expect(diagram.badges.count == count - 1 && diagram.marksTakenOff == 1)
        #expect(diagram.lists.first?.heading.text.hasSuffix("(see list only, no room on the map: \(number))") == true)
    }

    @Test func linesOnEachOther() throws {
        let message = try refusal { diagram, _ in
            diagram.flows.append(diagram.flows[0])
        }
        #expect(message.contains("lie on each other") || message.contains("label"))
    }

    @Test func aLineThatRunsAskew() throws {
        let message = try refusal { diagram, _ in
            let points = diagram.flows[0].points
            diagram.flows[0].points = [points[0], Point(points[0].x + 40, points[0].y + 30), points[points.count - 1]]
        }
        #expect(message.contains("askew") || message.contains("inside"))
    }
}
