import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import Testing

/// The sample maps with all layers, on all papers, in both directions, whole and phase by phase.
@Suite struct SampleLayersTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let map: String
        let direction: Direction
        let heat: HeatReadings.Kind
        var testDescription: String { "\(map) \(direction), heat by \(heat)" }
    }

    static let cases: [Case] = SampleMaps.processes.enumerated().flatMap { index, map in
        [Case(map: map, direction: .right, heat: HeatReadings.Kind.allCases[index % 4]), Case(map: map, direction: .down, heat: HeatReadings.Kind.allCases[(index + 2) % 4])]
    }

    @Test(arguments: cases) func everySheetIsDrawn(_ one: Case) throws {
        let inspection = Inspection(try SampleMaps.resolve(one.map).map)
        var options = SwimlaneMap.Options()
        (options.times, options.interaction, options.notes, options.ratings) = (true, true, true, true)
        options.timeline = TimeLadder(inspection)
        options.heat = HeatReadings(one.heat, inspection)
        options.direction = one.direction
        options.isForPaper = true
        let findings = Catalogue.standard.run(over: inspection).findings
        // Each drawing and each page is looked over before it is given out.
        let drawing = try SwimlaneMap(inspection.map, graph: inspection.graph, mainPath: inspection.mainPath, findings: findings, options: options)
        #expect(drawing.diagram.marksTakenOff == 0 && drawing.diagram.timeline?.rungs.isEmpty == false)
        let papers = [Paper(.a4, textPoints: 9), Paper(.a3), Paper(.a0)]
        for paper in papers {
            let pages = try PaperPages(drawing.diagram, on: paper).pages
            #expect(pages.flatMap(\.pieces).compactMap(\.timeline).filter { !$0.totals.isEmpty }.count == 1)
        }
        let sheets = try #require(PhaseSheets(
            inspection.map, mainPath: inspection.mainPath, metrics: inspection.metrics, findings: findings, options: options))
        for phase in 0..<sheets.phaseCount { #expect(try sheets.phaseSVG(phase, idPrefix: "p").contains("class=\"timeline\"")) }
        // At any size of lettering: some fill the page to the last px.
        for paper in papers.suffix(2) + (11...16).map({ Paper(.a0, textPoints: Double($0)) }) { #expect(try sheets.phasePages(on: paper).allSatisfy { !$0.isEmpty }) }
    }
}
