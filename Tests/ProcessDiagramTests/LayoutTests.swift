import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

/// What must hold of every map: docs/drawing.md, "The rules of a good map".
@Suite struct LayoutTests {
    static let sizes = (1...60).map { (seed: $0, steps: 6 + ($0 * 7) % 70, lanes: 2 + $0 % 8) }

    @Test(arguments: sizes) func holdsForAnyMap(_ size: (seed: Int, steps: Int, lanes: Int)) throws {
        let drawing = try Drawing(RandomMap.text(seed: size.seed, steps: size.steps, lanes: size.lanes)) { map in
            // A finding on every step and flow, two on some.
            map.nodeIDs.map { .made("a", .error, at: .node($0)) } + map.flowIDs.map { .made("b", .warning, at: .flow($0)) }
                + map.nodeIDs.filter { $0.index % 3 == 0 }.map { .made("c", .info, at: .node($0)) }
        }
        let (map, diagram) = (drawing.map, drawing.diagram)
        #expect(diagram.steps.count == map.nodes.count)
        #expect(diagram.flows.count == map.flows.count)
        #expect(diagram.lanes.map(\.name) == map.lanes.map(\.name))
        #expect(zip(diagram.lanes, diagram.lanes.dropFirst()).allSatisfy { $0.box.bottom <= $1.box.top })
        let sheet = Box(x: 0, y: 0, width: diagram.width, height: diagram.height)
        for box in diagram.steps.map(\.outline.box) + diagram.labels.map(\.box) + diagram.badges.map(\.box) {
            #expect(box.left >= 0 && box.top >= 0 && box.right <= sheet.right && box.bottom <= sheet.bottom)
        }
        for step in diagram.steps where step.kind == .task || step.kind == .decision {
            for words in step.words {
                #expect(TextWidth.of(words.text, size: words.size, isBold: words.isBold) <= step.outline.box.width - 8)
            }
        }
        for label in diagram.labels {
            for words in label.words {
                #expect(TextWidth.of(words.text, size: words.size, isBold: words.isBold) <= label.box.width)
            }
        }
        for flow in diagram.flows where !drawing.graph.isLoop[flow.flow.index] {
            let (a, b) = (diagram.steps[flow.from.index].outline.box.center.x, diagram.steps[flow.to.index].outline.box.center.x)
            #expect(a <= b, "time runs to the right")
        }
        #expect(Set(diagram.badges.map { "\($0.number) \($0.rule)" }).count == Set(diagram.badges.map(\.number)).count, "one number for each rule")
        for (a, b) in Self.nearlyOneLine(diagram.flows) {
            Issue.record("the lines \(a.points) and \(b.points) read as one")
        }
    }

    /// Pairs of flows that share no step and have runs on one axis, end to end and less than 24 px apart.
    private static func nearlyOneLine(_ flows: [Diagram.Line]) -> [(Diagram.Line, Diagram.Line)] {
        struct Run { var flow: Int, isLevel: Bool, at: Double, low: Double, high: Double }
        let runs = flows.enumerated().flatMap { index, flow in
            zip(flow.points, flow.points.dropFirst()).map { a, b in
                abs(a.y - b.y) < 0.05
                    ? Run(flow: index, isLevel: true, at: a.y, low: min(a.x, b.x), high: max(a.x, b.x))
                    : Run(flow: index, isLevel: false, at: a.x, low: min(a.y, b.y), high: max(a.y, b.y))
            }
        }
        var pairs: [(Diagram.Line, Diagram.Line)] = []
        for (index, a) in runs.enumerated() {
            for b in runs[(index + 1)...] where a.isLevel == b.isLevel && abs(a.at - b.at) < 2 && a.flow != b.flow {
                let (p, q) = (flows[a.flow], flows[b.flow])
                let isKin = p.from == q.from || p.from == q.to || p.to == q.from || p.to == q.to
                if !isKin, max(a.low, b.low) - min(a.high, b.high) < 24 { pairs.append((p, q)) }
            }
        }
        return pairs
    }

    /// Two paths of one block that each go up over the other would have to run around each other's steps.
    @Test func workDropsOnlyWhereTheWayIsClear() throws {
        let drawing = try Drawing("""
            process: P
            lanes: A, B, C, D
            flow:
              A: Start it
              in parallel:
                path: one
                  C: Raise
                  A: Pay
                path: two
                  D: Create
                  B: Hand over
              C: Book
              end: Done
            """)
        for (from, to) in [("Raise", "Pay"), ("Create", "Hand over")] {
            #expect(try drawing.line(from, to).points.count <= 4, "\(from) to \(to) needs no detour")
        }
    }

    @Test func whatIsOnlyJumpedToDoesNotStretchAPhase() throws {
        let drawing = try Drawing("""
            process: P
            lanes: A
            flow:
              phase: First
              A: One?
                yes
                no -> Aside
              phase: Then
              A: Two
              A: Three
              end: Done

              A: Aside
              end: Out
            """)
        let then = try #require(drawing.diagram.phases.first { $0.name == "Then" })
        #expect(try then.left == drawing.box("Two").left && then.right == drawing.box("Three").right)
    }

    @Test func drawsTheSameTwice() throws {
        let text = RandomMap.text(seed: 5, steps: 40, lanes: 5)
        #expect(try Drawing(text).svg == Drawing(text).svg)
    }

    @Test func mainPathIsStraightInALane() throws {
        let drawing = try Drawing("""
            process: P
            lanes: A, B
            flow:
              A: One
              A: Two?
                yes 70%
                no 30%:
                  A: Aside
                  -> Four
              A: Three
              A: Four
              end: Done
            """)
        let heights = try ["One", "Two?", "Three", "Four", "Done"].map { try drawing.box($0).center.y }
        #expect(Set(heights).count == 1)
        #expect(try drawing.line("One", "Two?").points.count == 2)
        #expect(try drawing.line("Two?", "Three").points.count == 2)
        #expect(try drawing.box("Aside").center.y != heights[0])
    }

    @Test func workHandedOverDropsStraightDown() throws {
        let drawing = try Drawing("""
            process: P
            lanes: A, B, C
            flow:
              A: One
              B: Two
              C: Three
              A: Four
              end: Done
            """)
        #expect(try Set(["One", "Two", "Three"].map { try drawing.box($0).center.x }).count == 1)
        #expect(try drawing.box("Four").left > drawing.box("Three").right)
        #expect(try drawing.line("One", "Two").points.count == 2)
    }

    @Test func dropsNothingIntoAColumnThatOtherWorkLeadsTo() throws {
        // 'Two' comes after 'Between' too, so it can't stand below 'One'.
        let drawing = try Drawing("""
            process: P
            lanes: A, B
            flow:
              A: One?
                yes -> Two
                no:
                  A: Between
              B: Two
              end: Done
            """)
        #expect(try drawing.box("Two").center.x > drawing.box("One?").center.x)
    }

    @Test func loopsGoBackAndAreMarked() throws {
        let drawing = try Drawing("""
            process: P
            lanes: A
            flow:
              A: One
              A: Good?
                yes
                no -> One
              end: Done
            """)
        let loop = try drawing.line("Good?", "One")
        #expect(loop.isLoop)
        #expect((loop.points.first?.x ?? 0) > (loop.points.last?.x ?? 0))
        #expect(drawing.svg.contains("class=\"flow loop\""))
    }

    @Test func emptyLanesAreDrawn() throws {
        let drawing = try Drawing("process: P\nlanes: A, B, C\nflow:\n  A: One\n  C: Two\n  end: Done\n")
        #expect(drawing.diagram.lanes.map(\.name) == ["A", "B", "C"])
        let heights = drawing.diagram.lanes.map(\.box.height)
        #expect(heights[1] < heights[0] && heights[1] < heights[2])
    }

    @Test(arguments: ["", "process: P\n", "process: P\nlanes: A\n", "lanes: A, B\nflow:\n", "process: P\nflow:\n  A: One\n"])
    func mapsWithoutStepsAreDrawn(_ text: String) throws {
        let drawing = try Drawing(text)
        #expect(drawing.diagram.width > 0 && drawing.diagram.height > 0)
        #expect(drawing.svg.hasSuffix("</svg>\n"))
    }

    @Test func aPhaseSpansItsBranchesAndSharesNoRowWithAnother() throws {
        let drawing = try Drawing("""
            process: P
            lanes: A, B
            flow:
              phase: First
              A: One
              A: Big?
                yes:
                  A: Two
                  A: Three
                no:
                  -> Five
              phase: Second
              A: Four
              phase: A third with quite a long name
              B: Five
              end: E
            """)
        let phases = drawing.diagram.phases
        #expect(try phases.first { $0.name == "First" }?.right == drawing.box("Three").right)
        #expect(phases.count == 3)
        for (index, a) in phases.enumerated() {
            for b in phases[(index + 1)...] where a.y == b.y { #expect(a.right < b.left || b.right < a.left) }
            for words in a.words {
                let end = words.at.x + TextWidth.of(words.text, size: 12, isBold: true)
                for b in phases where b.name != a.name && b.y == a.y { #expect(end < b.left || b.right < words.at.x) }
            }
        }
    }

    @Test func phasesStandAboveTheirSteps() throws {
        let drawing = try Drawing("process: P\nlanes: A\nflow:\n  phase: First\n  A: One\n  A: Two\n  phase: Then\n  A: Three\n  end: Done\n")
        let phases = drawing.diagram.phases
        #expect(phases.map(\.name) == ["First", "Then"])
        #expect(try phases[0].left <= drawing.box("One").left && phases[0].right >= drawing.box("Two").right)
        #expect(try phases[1].left <= drawing.box("Three").left && phases[0].right < phases[1].left)
        #expect(drawing.diagram.lanes.allSatisfy { $0.box.top > phases[0].y })
    }

    @Test func longWordsAreBrokenOnlyWhereTheyMust() throws {
        let drawing = try Drawing("process: P\nlanes: A\nflow:\n  A: Anforderungsspezifikation schreiben\n  end: Done\n")
        #expect(try drawing.step("Anforderungsspezifikation schreiben").words.map(\.text) == ["Anforderungsspezifikation", "schreiben"])
    }

    @Test func aStepWithoutALaneIsRefusedInWords() throws {
        var map = ProcessMap(id: "p", name: Text("P", at: .init(file: .init(0), start: 0, end: 0)), isProcess: true)
        map.nodes = [Node(kind: .task, name: "One", span: map.name.span, lane: LaneID(0))]
        let graph = FlowGraph(map)
        #expect(throws: DrawingError.self) { _ = try SwimlaneMap(map, graph: graph, mainPath: MainPath(map, graph)) }
    }

    @Test func aStepThatFollowsItselfIsDrawn() throws {
        let drawing = try Drawing("process: P\nlanes: A\nflow:\n  A: Again?\n    yes -> Again?\n    no\n  end: Done\n")
        #expect(try drawing.line("Again?", "Again?").points.count >= 4)
    }

    @Test func unreachableStepsAreDrawn() throws {
        let drawing = try Drawing("process: P\nlanes: A, B\nflow:\n  A: One\n  end: Done\n\n  B: Lost\n  B: Lost too\n  end: Nowhere\n")
        #expect(try drawing.box("Lost too").left > drawing.box("Lost").right)
    }

    @Test func manyFlowsIntoOneEndHaveTheirOwnPorts() throws {
        var text = "process: P\nlanes: A, B, C\nflow:\n"
        for index in 1...9 { text += "  \(["A", "B", "C"][index % 3]): Step \(index) fine?\n    yes 90%\n    no 10% -> Closed\n" }
        text += "  end: Done\n\n  end: Closed\n"
        let drawing = try Drawing(text)
        let ends = drawing.diagram.flows.filter { drawing.map[$0.to].name == "Closed" }.compactMap(\.points.last)
        #expect(ends.count == 9)
        #expect(Set(ends).count == 9)
    }

    @Test func tooManyStepsAreRefusedInWords() throws {
        var map = ProcessMap(id: "p", name: Text("P", at: .init(file: .init(0), start: 0, end: 0)), isProcess: true)
        let span = map.name.span
        map.lanes = [Lane(name: "A", span: span)]
        map.nodes = (0...SwimlaneLayout.mostNodes).map { Node(kind: .task, name: "S\($0)", span: span, lane: LaneID(0)) }
        let graph = FlowGraph(map)
        let error = #expect(throws: DrawingError.self) {
            _ = try SwimlaneMap(map, graph: graph, mainPath: MainPath(map, graph))
        }
        #expect(error?.message.contains("at most 20000") == true)
    }

    @Test func aMapThatNoSheetCouldHoldIsRefusedInWords() throws {
        // Long in one lane and deep in another: a sheet of millions of places, nearly all empty.
        var text = "process: P\nlanes: A, B\nflow:\n"
        for index in 0..<1_050 { text += "  A: S\(index)\n" }
        text += "  in parallel:\n"
        for index in 0..<1_050 { text += "    path: p\(index)\n      B: X\(index)\n" }
        let error = #expect(throws: DrawingError.self) { _ = try Drawing(text + "  end: Done\n") }
        #expect(error?.isAboutTheMap == true)
        #expect(error?.message.hasPrefix("this map is too tangled to draw well") == true)
    }
}
