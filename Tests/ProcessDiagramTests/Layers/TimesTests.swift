import ProcessModel
import Testing

@testable import ProcessDiagram

/// Work, wait and ok stand in the steps as they are written.
@Suite struct TimesTests {
    @Test func figuresStandAsWritten() throws {
        let drawing = try LayeredDrawing(LayeredDrawing.inquiry, [.times])
        #expect(drawing.figures("Read inquiry") == ["10 min · 90% ok", "waits 4 bh"])
        #expect(drawing.figures("Write offer") == ["1-2 h · 80% ok", "waits 8 bh"])
        #expect(drawing.figures("Check terms") == ["30 min · ok ?", "takes 16 bh"])
        #expect(drawing.figures("Send offer") == ["10 min · takes ?"])
        #expect(drawing.figures("Send inquiry") == [])
        let draft = drawing.diagram.labels.first { $0.words.contains { $0.text == "draft" } }
        #expect(draft?.words.map(\.text) == ["draft", "via shared", "drive", "within 2 bd", "70% ok"] || draft?.words.last?.text == "70% ok")
    }

    @Test func withoutTheLayerNothingOfItIsDrawn() throws {
        let plain = try LayeredDrawing(LayeredDrawing.inquiry, [])
        #expect(!plain.diagram.steps.contains { $0.divider != nil || $0.words.contains { $0.role == .times } })
        #expect(!plain.svg.contains("70% ok") && !plain.svg.contains(".divider"))
        #expect(plain.diagram.legend?.entries.contains { $0.sign == .times } == false)
    }

    @Test func theLegendTellsOnlyTheKindsOfTimesThatAreUsed() throws {
        let drawing = try LayeredDrawing("process: P\nlanes: A\nflow:\n  A: One [work 5 min]\n  A: Two [ok 80%]\n", [.times])
        #expect(drawing.diagram.legend?.entries.filter { $0.sign == .times }.map(\.words.text) == ["work · ok first time"])
        let full = try LayeredDrawing(LayeredDrawing.inquiry, [.times])
        let told = try #require(full.diagram.legend?.entries.filter { $0.sign == .times })
        #expect(told.map(\.words.text) == ["work · waits before it · takes in all · ok first time"])
        // An empty box is a step.
        #expect(full.svg.contains(">1 h</text>"))
        let bare = try LayeredDrawing("process: P\nlanes: A\nflow:\n  A: One\n", [.times])
        #expect(bare.diagram.legend?.entries.contains { $0.sign == .times } == false)
    }

    @Test func stepsGrowWithTheirFigures() throws {
        let plain = try LayeredDrawing(LayeredDrawing.inquiry, [])
        let full = try LayeredDrawing(LayeredDrawing.inquiry, [.times])
        let (a, b) = (try #require(plain.step("Write offer")).outline.box, try #require(full.step("Write offer")).outline.box)
        #expect(b.height >= a.height + 26 && b.width >= a.width)
        // A decision without figures is not drawn out beside them.
        #expect(full.step("Agreed?")?.outline.box.height == plain.step("Agreed?")?.outline.box.height)
    }

    @Test func longFiguresAreBrokenAndNotCut() throws {
        let drawing = try LayeredDrawing("process: P\nlanes: A\nflow:\n  A: One [work 12345.678/22345.678/32345.678 min, wait 1-2 w]\n", [.times])
        #expect(drawing.figures("One").joined(separator: " ").contains("32345.678 min"))
    }
}
