import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

/// Whatever is shown on a map is shown on its pages too, at the same step, as often as on the map.
@Suite struct LayersOnPaperTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let seed: Int
        let format: Paper.Format
        let direction: Direction
        let points: Double
        let heat: HeatReadings.Kind
        var testDescription: String { "\(seed) on \(format) \(direction), heat by \(heat)" }
    }

    static let cases: [Case] = (1...12).map { seed in
        let papers: [(Paper.Format, Double)] = [(.a4, 8), (.a3, 12), (.a0, 17)]
        let (format, points) = papers[seed % 3]
        return Case(
            seed: seed, format: format, direction: seed % 4 < 2 ? .right : .down, points: points,
            heat: HeatReadings.Kind.allCases[seed % HeatReadings.Kind.allCases.count])
    }

    static func drawing(_ seed: Int, _ direction: Direction = .right, heat: HeatReadings.Kind? = .wait) throws -> LayeredDrawing {
        let text = RandomMap.text(seed: seed * 17, steps: 8 + seed * 3, lanes: 2 + seed % 7)
            .replacing("[work ?]", with: "[work 5-\(10 + seed) min, takes \(seed) bd, ok 8\(seed % 10)%, touchpoint]")
            .replacing("[impact 3]", with: "[impact 3, weekly, votes \(seed)]")
        return try LayeredDrawing(text, heat: heat, withFindings: true) {
            $0.direction = direction
            $0.isForPaper = true
        }
    }

    /// What each step and label is tinted by, and how often.
    private func tints(_ diagrams: [Diagram]) -> [String] {
        diagrams.flatMap { diagram in
            diagram.steps.compactMap { step in step.tint.map { "\(step.key) \($0.level ?? 0)" } }
                + diagram.labels.compactMap { label in label.tint.map { "\(label.flow.index) \($0.level ?? 0)" } }
        }.sorted()
    }

    @Test(arguments: cases) func nothingIsLostOrLeftBehind(_ one: Case) throws {
        let drawing = try Self.drawing(one.seed, one.direction, heat: one.heat)
        let whole = drawing.diagram
        let pages = try PaperPages(whole, on: Paper(one.format, textPoints: one.points)).pages
        let pieces = pages.flatMap(\.pieces)
        #expect(tints(pieces) == tints([whole]))

        // Votes stand beside their star as they do on the map.
        func votes(_ diagrams: [Diagram]) -> [String] {
            diagrams.flatMap(\.pains).compactMap { pain in
                pain.votes.map { "\(pain.text) \($0.count) \(($0.box.x - pain.box.x).rounded()) \(($0.box.y - pain.box.y).rounded())" }
            }.sorted()
        }
        #expect(votes(pieces) == votes([whole]))

        // The line above the figures lies as far from its step's borders as on the map.
        for step in pieces.flatMap(\.steps) {
            let original = whole.steps[step.node.index]
            #expect((step.divider == nil) == (original.divider == nil))
            guard let line = step.divider, let other = original.divider else { continue }
            #expect(abs(step.outline.box.bottom - line.y - (original.outline.box.bottom - other.y)) < 1e-6)
            #expect(abs(line.left - step.outline.box.left - (other.left - original.outline.box.left)) < 1e-6)
        }

        // Each figure of the ladder stands once, and the totals once, after the last step.
        func figures(_ diagrams: [Diagram]) -> [String] { diagrams.flatMap { $0.timeline?.rungs.flatMap(\.words) ?? [] }.map(\.text).sorted() }
        #expect(figures(pieces) == figures([whole]))
        let totals = pieces.compactMap(\.timeline).filter { !$0.totals.isEmpty }
        #expect(totals.count == 1)
        func said(_ timeline: Diagram.Timeline?) -> String { (timeline?.totals ?? []).map(\.text).joined(separator: " ") }
        #expect(said(totals.first) == said(whole.timeline))
        let axes = Axes(whole)
        for piece in pieces {
            for rung in piece.timeline?.rungs ?? [] {
                for node in rung.steps {
                    let step = try #require(piece.steps.first { $0.node == node } ?? pieces.flatMap(\.steps).first { $0.node == node })
                    let box = axes.along(step.outline.box)
                    #expect(rung.low <= box.low + 0.01 && rung.high >= box.high - 0.01, "a rung stands away from \(step.key)")
                }
            }
        }
        try checkInteractions(pieces, whole, axes)
    }

    private func checkInteractions(_ pieces: [Diagram], _ whole: Diagram, _ axes: Axes) throws {
        #expect(pieces.reduce(0) { $0 + $1.touchpoints.count } == whole.touchpoints.count)
        for piece in pieces {
            let lanes = piece.lanes.filter { $0.box.height > 0 }
            let borders = zip(lanes, lanes.dropFirst()).filter { ($0.0.kind == .customer) != ($0.1.kind == .customer) }
            #expect(piece.interactions.map { [$0.above, $0.below] } == borders.map { [$0.0.lane, $0.1.lane] })
            for (line, border) in zip(piece.interactions, borders) {
                #expect(axes.across(border.0.box).high < line.y && line.y < axes.across(border.1.box).low)
            }
            for touchpoint in piece.touchpoints {
                let center = touchpoint.box.center
                switch touchpoint.place {
                case .step(let node):
                    let step = try #require(piece.steps.first { $0.node == node })
                    let (box, ring) = (step.outline.box.inset(by: -6), touchpoint.box)
                    #expect(box.left <= ring.left && ring.right <= box.right && box.top <= ring.top && ring.bottom <= box.bottom)
                    #expect(ring.overlaps(step.outline.box))
                case .handoff(let flow, _, _):
                    let lines = piece.flows.filter { $0.flow == flow } + piece.flowParts.map(\.line).filter { $0.flow == flow }
                    let isOnLine = lines.contains { line in
                        zip(line.points, line.points.dropFirst()).contains { a, b in
                            min(a.x, b.x) - 0.1 <= center.x && center.x <= max(a.x, b.x) + 0.1 && min(a.y, b.y) - 0.1 <= center.y && center.y <= max(a.y, b.y) + 0.1
                        }
                    }
                    #expect(isOnLine, "a touchpoint is off its handoff")
                    let isAtFlag = piece.continuations.contains { $0.box.inset(by: -1).overlaps(touchpoint.box) }
                    #expect(isAtFlag || piece.interactions.contains { abs($0.y - axes.across(center)) < 0.1 }, "a touchpoint is off its line")
                }
            }
        }
    }

    /// A page has one style sheet with all that it needs, and the hatching once.
    @Test(arguments: [1, 3, 5]) func aPageWritesStylesOnce(_ seed: Int) throws {
        let whole = try Self.drawing(seed).diagram
        let pages = try PaperPages(whole, on: Paper(.a3, textPoints: 12)).pages
        var heated = 0
        for page in pages {
            for svg in [PageDrawing(page, idPrefix: "m").svg()] + Tiles(page).tiles.prefix(1).map({ Tiles(page).svg($0, idPrefix: "m") }) {
                #expect(svg.split(separator: "<style>").count == 2)
                func shows(_ kind: String) -> Bool { svg.contains("class=\"\(kind)\"") }
                for (kind, rule) in [("votes", "#m .votes{"), ("divider", "#m .divider{"), ("touch", "#m .touch{"), ("ladder-line", "#m .ladder-line{")] where shows(kind) {
                    #expect(svg.split(separator: rule).count >= 2, "\(kind) has no style")
                }
                if svg.contains("heat-unknown\"") { #expect(svg.split(separator: "<pattern id=\"m-hatch\"").count == 2) }
            }
            heated += PageDrawing(page, idPrefix: "m").svg().split(separator: "data-heat=").count - 1
        }
        #expect(heated == SVGDrawing(whole, idPrefix: "m").text().split(separator: "data-heat=").count - 1)
    }

    @Test func whatPassesOnlyTakesNoPage() throws {
        for seed in 1...10 {
            let pieces = try PaperPages(try Self.drawing(seed).diagram, on: Paper(.a3, textPoints: 9)).pages.flatMap(\.pieces).filter { !$0.lanes.isEmpty }
            #expect(pieces.allSatisfy { !$0.steps.isEmpty || !$0.flows.isEmpty || !$0.flowParts.isEmpty })
        }
    }

    // MARK: Down

    @Test(arguments: 1...10) func aLadderStandsBesideLanesThatRunDown(_ seed: Int) throws {
        let drawing = try Self.drawing(seed, .down)
        let diagram = drawing.diagram
        try SelfCheck(diagram).run()
        let timeline = try #require(diagram.timeline)
        #expect(timeline.isUpright && diagram.marksTakenOff == 0)
        #expect(timeline.box.left > diagram.lanes.map(\.box.right).max() ?? 0 && timeline.box.right <= diagram.width)
        let plain = try Self.drawing(seed, .right).diagram
        // Steps that share a column there may stand in two rows here; what is said is the same.
        #expect(timeline.totals.map(\.text).joined(separator: " ") == plain.timeline?.totals.map(\.text).joined(separator: " "))
        for line in diagram.interactions {
            #expect(line.isUpright && diagram.lanes[line.above.index].box.right < line.y && line.y < diagram.lanes[line.below.index].box.left)
        }
        #expect(diagram.touchpoints.count == plain.touchpoints.count)
        #expect(tints([diagram]) == tints([plain]))
        #expect(drawing.svg == drawing.swimlanes.svg())
    }

    // MARK: Phases

    private static let phased = LayeredDrawing.inquiry
        .replacing("  Buyer: Send inquiry\n", with: "  phase: Ask\n  Buyer: Send inquiry\n")
        .replacing("  Rep: Write offer", with: "  phase: Offer\n  Rep: Write offer")

    private func phases(_ drawing: LayeredDrawing) throws -> [Diagram] {
        let parts = try #require(PhaseParts(drawing.map))
        return try parts.phases.indices.map {
            try PhaseMap(drawing.map, phase: $0, parts: parts, mainPath: drawing.inspection.mainPath, findings: []).diagram(drawing.options)
        }
    }

    @Test(arguments: HeatReadings.Kind.allCases) func phasesHaveTheTintsOfTheWhole(_ heat: HeatReadings.Kind) throws {
        let drawing = try LayeredDrawing(Self.phased, heat: heat)
        let phases = try phases(drawing)
        func own(_ diagrams: [Diagram]) -> [String] {
            diagrams.flatMap(\.steps).filter { $0.elsewhere == nil }.compactMap { step in step.tint.map { "\(step.key) \($0.level ?? 0)" } }.sorted()
        }
        #expect(!own(phases).isEmpty && own(phases) == own([drawing.diagram]))
        #expect(phases.allSatisfy { $0.steps.allSatisfy { $0.elsewhere == nil || $0.tint == nil } })
    }

    @Test func eachPhaseHasItsRungsAndTheTotalsOfTheWhole() throws {
        let drawing = try LayeredDrawing(Self.phased)
        let phases = try phases(drawing)
        #expect(phases.map { $0.timeline?.rungs.flatMap(\.words).map(\.text) ?? [] } == [["4 bh", "10 min"], ["23.5 bh", "1.5-2.5 h", "?", "10 min"]])
        #expect(phases[0].timeline?.totals.first?.text == "This phase, on the main path: 4 bh waiting · 10 min work")
        #expect(phases.allSatisfy { $0.timeline?.totals.map(\.text).joined(separator: " ").contains("The whole main path: lead time ≥ 29.83 bh") ?? false })
        #expect(phases.map(\.interactions.count) == [1, 1] && phases[0].pains.first?.votes?.count == "+4")
        for diagram in phases { try SelfCheck(diagram).run() }
    }

    /// What was said in confidence stands once, on the overview.
    @Test func notesAndRatingsStandOnTheOverview() throws {
        let drawing = try LayeredDrawing(Self.phased)
        let sheets = try #require(PhaseSheets(
            drawing.map, mainPath: drawing.inspection.mainPath, metrics: drawing.inspection.metrics, findings: [], options: drawing.options))
        let overview = sheets.overviewSVG(idPrefix: "o")
        #expect(overview.contains("Notes") && overview.contains("Sales gives Legal 4 of 10"))
        for phase in 0..<sheets.phaseCount { #expect(try !sheets.phaseSVG(phase, idPrefix: "p").contains("of 10")) }
        for pages in try sheets.phasePages(on: Paper(.a3)) { #expect(!pages.isEmpty) }
        let plain = try LayeredDrawing(Self.phased, [])
        let without = try #require(PhaseSheets(plain.map, mainPath: plain.inspection.mainPath, metrics: nil, findings: [], options: plain.options))
        #expect(!without.overviewSVG(idPrefix: "o").contains("Sales gives Legal 4 of 10"))
    }
}
