import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

/// Maps on which time runs down the page, lanes side by side.
@Suite struct DownTests {
    private var down: SwimlaneMap.Options {
        var options = SwimlaneMap.Options()
        options.direction = .down
        return options
    }

    private let small = """
        process: Small
        lane: Customer [customer]
        lane: Sales

        flow:
          start: Asked
          Customer: Ask
            handoff: question [via email]
          Sales: Answer
            pain: Too late [impact 3]
          Sales: Follow up?
            yes 60%:
              Sales: Call
            no 40%
          end: Done

        """

    @Test func lanesStandSideBySideInOrderWithLevelNames() throws {
        let diagram = try Drawing(small, options: down).diagram
        #expect(diagram.lanes.map(\.name) == ["Customer", "Sales"])
        #expect(diagram.lanes[0].box.right <= diagram.lanes[1].box.left)
        #expect(diagram.lanes[0].box.top == diagram.lanes[1].box.top && diagram.lanes[0].box.height == diagram.lanes[1].box.height)
        #expect(diagram.lanes.allSatisfy { $0.words.allSatisfy { !$0.isUpright && $0.box.bottom < $0.at.y + 8 } })
        #expect(diagram.lanes.allSatisfy { $0.head.top == $0.box.top && $0.head.height < $0.box.height })
    }

    @Test func aStepKeepsItsSizeAndItsWords() throws {
        let (right, turned) = (try Drawing(small), try Drawing(small, options: down))
        for name in ["Ask", "Answer", "Call"] {
            let (a, b) = (try right.step(name), try turned.step(name))
            #expect(a.words.map(\.text) == b.words.map(\.text))
            #expect(b.outline.box.width > b.outline.box.height, "\(name) stands upright")
        }
        #expect(try turned.box("Ask").center.y == turned.box("Answer").center.y, "work handed over drops to the side in one row")
        #expect(try turned.box("Answer").bottom < turned.box("Follow up?").top)
    }

    /// A flow that is no loop never goes up, and every drawing passes its own check.
    @Test(arguments: 1...14) func timeRunsDown(_ seed: Int) throws {
        let drawing = try Drawing(
            RandomMap.text(seed: seed * 17, steps: 8 + seed * 4, lanes: 2 + seed % 7),
            findings: { map in map.nodeIDs.map { .made("a", .error, at: .node($0)) } + map.flowIDs.map { .made("b", .info, at: .flow($0)) } },
            options: down)
        let diagram = drawing.diagram
        for flow in diagram.flows where !flow.isLoop {
            let (from, to) = (diagram.steps[flow.from.index].outline.box, diagram.steps[flow.to.index].outline.box)
            #expect(to.center.y >= from.center.y - 40, "\(diagram.steps[flow.from.index].key) goes up")
        }
        #expect(diagram.marksTakenOff == 0)
        try SelfCheck(diagram).run()
        #expect(drawing.svg == (try Drawing(
            RandomMap.text(seed: seed * 17, steps: 8 + seed * 4, lanes: 2 + seed % 7),
            findings: { map in map.nodeIDs.map { .made("a", .error, at: .node($0)) } + map.flowIDs.map { .made("b", .info, at: .flow($0)) } },
            options: down)).svg)
    }

    @Test func aBarLiesAcrossTheFlow() throws {
        let text = """
            process: Parallel
            lane: Sales

            flow:
              Sales: Begin
              in parallel:
                path: one
                  Sales: First
                path: two
                  Sales: Second
              end: Done

            """
        let diagram = try Drawing(text, options: down).diagram
        let bars = diagram.steps.filter { $0.kind == .fork || $0.kind == .join }
        #expect(!bars.isEmpty)
        #expect(bars.allSatisfy { $0.outline.box.width > $0.outline.box.height })
    }
}
