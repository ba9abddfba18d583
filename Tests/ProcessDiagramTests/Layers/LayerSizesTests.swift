import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

/// Layers on maps that run down, on paper, and phase by phase.
@Suite struct LayerSizesTests {
    @Test func whereTimeRunsDownTheLadderStandsBesideTheLanes() throws {
        let drawing = try LayeredDrawing(LayeredDrawing.inquiry, heat: .wait) { $0.direction = .down }
        let timeline = try #require(drawing.diagram.timeline)
        let across = try LayeredDrawing(LayeredDrawing.inquiry, [.timeline]).diagram.timeline
        #expect(timeline.box.left > (drawing.diagram.lanes.last?.box.right ?? 0))
        #expect(timeline.totals.map(\.text).joined(separator: " ") == across?.totals.map(\.text).joined(separator: " "))
        #expect(timeline.rungs.flatMap(\.steps).sorted() == across?.rungs.flatMap(\.steps).sorted())
        for rung in timeline.rungs {
            let box = try #require(rung.steps.first.map { drawing.diagram.steps[$0.index].outline.box })
            #expect(rung.words.last.map { box.top < $0.at.y && $0.at.y < box.bottom } == true)
        }
        let line = try #require(drawing.diagram.interactions.first)
        #expect(line.isUpright && line.handoffs == 2 && line.words.first?.isUpright == true)
        #expect(drawing.svg.contains("timeline: waiting on the left, work on the right"))
    }

    @Test(arguments: 1...12) func anyMapThatRunsDownCanShowThemAll(_ seed: Int) throws {
        let kinds = HeatReadings.Kind.allCases
        let text = RandomMap.text(seed: seed * 29, steps: 8 + seed * 4, lanes: 2 + seed % 7)
            .replacing("[work ?]", with: "[work 5-\(10 + seed) min, takes \(seed) bd, ok 8\(seed % 10)%]").replacing("[impact 3]", with: "[impact 3, weekly, votes \(seed)]")
        let drawing = try LayeredDrawing(text, heat: kinds[seed % kinds.count], withFindings: true) { $0.direction = .down }
        #expect(drawing.diagram.timeline != nil && !drawing.diagram.interactions.isEmpty)
    }

    @Test func figuresAndVotesGoWithTheirStepsOnPaper() throws {
        let drawing = try LayeredDrawing(LayeredDrawing.inquiry, [.times], heat: .wait)
        let pages = try PaperPages(drawing.diagram, on: Paper(.a4, textPoints: 17)).pages
        let steps = pages.flatMap(\.pieces).flatMap(\.steps)
        #expect(steps.count == drawing.diagram.steps.count)
        for step in steps {
            guard let divider = step.divider else { continue }
            let box = step.outline.box
            #expect(box.left < divider.left && divider.right < box.right && box.top < divider.y && divider.y < box.bottom)
        }
        let pains = pages.flatMap(\.pieces).flatMap(\.pains)
        #expect(pains.map { $0.votes?.count } == drawing.diagram.pains.map { $0.votes?.count })
        for pain in pains { #expect(pain.votes.map { $0.box.left - pain.box.right == 1 && $0.box.top < pain.box.bottom && $0.box.bottom > pain.box.top } == true) }
        for (number, page) in pages.enumerated() {
            let svg = PageDrawing(page, idPrefix: "p").svg()
            let usesHatch = svg.contains("heat-unknown\"")
            #expect(!usesHatch || svg.contains("<pattern id=\"p-hatch\""), "page \(number + 1)")
            #expect(!svg.contains("heat-5\"") || svg.contains(".heat-5 .outline"))
        }
    }

    @Test func aPartOfAMapKeepsTheScaleOfTheWhole() {
        let whole = HeatReadings(kind: .wait, ofNode: [.value(0.4, isAtLeast: false), .value(0.02, isAtLeast: false), .unknown], ofFlow: [.none])
        let part = whole.picked(nodes: [1, nil, 2, 9], flows: [nil])
        #expect(part.ofNode == [.value(0.02, isAtLeast: false), .none, .unknown, .none] && part.ofFlow == [.none])
        #expect(HeatScale(part).tint(part.ofNode[0]) == HeatScale(whole).tint(whole.ofNode[1]))
    }
}
