import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

/// Layers are looked over as lines are, and hold on any map.
@Suite struct LayerCheckTests {
    private func refusal(_ change: (inout Diagram) -> Void) throws -> String {
        var diagram = try LayeredDrawing(LayeredDrawing.inquiry, heat: .wait, withFindings: true).diagram
        try SelfCheck(diagram).run()
        change(&diagram)
        return #expect(throws: DrawingError.self) { try SelfCheck(diagram).run() }?.message ?? ""
    }

    @Test func wordsThatRunIntoEachOther() throws {
        #expect(try refusal { diagram in
            let x = diagram.timeline?.rungs[1].words[0].at.x ?? 0
            diagram.timeline?.rungs[0].words[0].at.x = x
        }.contains("run into each other"))
    }

    @Test func wordsOnTheLineOfTheLadder() throws {
        #expect(try refusal { $0.timeline?.rungs[0].words[0].at.y += 12 }.contains("lies on the line of the timeline"))
    }

    @Test func aLadderOverTheMap() throws {
        #expect(try refusal { $0.timeline?.box.y -= 60 } == "the timeline lies over the map or its legend")
    }

    @Test func aFigureOutsideItsStep() throws {
        let message = try refusal { diagram in
            let step = diagram.steps.firstIndex { $0.words.contains { $0.role == .times } } ?? 0
            let line = diagram.steps[step].words.firstIndex { $0.role == .times } ?? 0
            diagram.steps[step].words[line].at.y += 40
        }
        #expect(message.contains("does not lie in its step 'Read inquiry'"))
    }

    @Test func aFlowThroughTheWordsOfALine() throws {
        let message = try refusal { diagram in
            let x = diagram.touchpoints.first?.box.center.x ?? 0
            diagram.interactions[0].words[0].at.x = x - 20
        }
        #expect(message == "a flow runs through the words on the line of interaction")
    }

    @Test func aLineThatLiesInALane() throws {
        #expect(try refusal { $0.interactions[0].y += 40 } == "the line of interaction does not lie between its lanes")
    }

    /// All layers at once on maps made at random: no map is refused, no mark has to be taken off.
    @Test(arguments: 1...20) func anyMapCanShowThemAll(_ seed: Int) throws {
        let kinds = HeatReadings.Kind.allCases
        let text = RandomMap.text(seed: seed * 17, steps: 8 + seed * 3, lanes: 2 + seed % 7)
            .replacing("[work ?]", with: "[work 5-\(10 + seed) min, takes \(seed) bd, ok 8\(seed % 10)%]").replacing("[impact 3]", with: "[impact 3, weekly, votes \(seed)]")
        let drawing = try LayeredDrawing(text, heat: kinds[seed % kinds.count], withFindings: true)
        #expect(drawing.diagram.marksTakenOff == 0, "\(drawing.diagram.lists.map(\.heading.text))")
        #expect(drawing.diagram.timeline != nil && !drawing.diagram.interactions.isEmpty)
        #expect(drawing.svg == drawing.swimlanes.svg())
    }
}
