import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

/// Tints never stand alone, and what nobody knows is not cold.
@Suite struct HeatTests {
    private static func readings(_ values: [Double], _ kind: HeatReadings.Kind = .wait) -> HeatReadings {
        HeatReadings(kind: kind, ofNode: values.map { .value($0, isAtLeast: false) }, ofFlow: [])
    }

    @Test(arguments: [
        ([0.38, 0.01, 0.2], [5, 1, 3], ["share of all waiting: up to 8%", "8-16%", "16-24%", "24-32%", "32-40%"]),
        ([0.11, 0.02], [5, 1], ["share of all waiting: up to 2.5%", "2.5-5%", "5-7.5%", "7.5-10%", "10-12.5%"]),
        ([1, 0.5], [5, 3], ["share of all waiting: up to 20%", "20-40%", "40-60%", "60-80%", "80-100%"]),
        ([0.004], [5], ["share of all waiting: up to 0.1%", "0.1-0.2%", "0.2-0.3%", "0.3-0.4%"]),
    ] as [([Double], [Int], [String])])
    func classesAreOfEvenWidth(_ values: [Double], _ levels: [Int], _ legend: [String]) {
        let scale = HeatScale(Self.readings(values))
        #expect(scale.readings.ofNode.map { scale.tint($0)?.level } == levels)
        #expect(scale.legend().map(\.text) == legend)
        #expect(scale.legend().last?.sign == .heat5)
    }

    /// However large a figure: what is tinted stands in the legend.
    @Test(arguments: [1e9, 1e12, 1e15, 1e300]) func hugeFiguresHaveALegend(_ value: Double) throws {
        let scale = HeatScale(Self.readings([value, 5], .pains))
        let legend = scale.legend()
        let level = try #require(scale.tint(scale.readings.ofNode[0])?.level)
        #expect(level == 5 && legend.last?.sign == .heat5 && legend.count >= 4)
        #expect(scale.tint(scale.readings.ofNode[1])?.level == 1)
    }

    @Test func loadsHaveClassesThatMeanTheSameOnEveryMap() {
        let scale = HeatScale(Self.readings([0.3, 0.7, 0.84, 0.9, 1.25, .infinity], .load))
        #expect(scale.readings.ofNode.map { scale.tint($0)?.level } == [1, 2, 3, 4, 5, 5])
        #expect(scale.readings.ofNode.map(scale.figure) == ["load 30%", "load 70%", "load 84%", "load 90%", "load 125%", "load: no time"])
        #expect(HeatScale(Self.readings([0.9], .load)).legend().map(\.text) == ["load of the role: 85-100%"])
    }

    @Test func nothingAndNotKnownAreTwoThings() {
        let scale = HeatScale(HeatReadings(
            kind: .wait, ofNode: [.none, .unknown, .value(0, isAtLeast: false), .value(0.2, isAtLeast: true)], ofFlow: [], isPartial: true))
        #expect(scale.readings.ofNode.map(scale.figure) == [nil, "wait ?", "wait 0%", "wait ≥ 20%"])
        #expect(scale.readings.ofNode.map { scale.tint($0) == nil } == [true, false, true, false])
        #expect(scale.tint(.unknown)?.level == nil)
        #expect(scale.legend().last?.text == "not known")
        #expect(HeatScale(HeatReadings(kind: .wait, ofNode: [.unknown], ofFlow: [])).legend().map(\.text) == ["wait: not known"])
    }

    @Test(arguments: [
        (HeatReadings.LoadGaps(disputedRoles: [], isUnsaid: true), "people, work or volume not said"),
        (.init(disputedRoles: ["Rep"], isUnsaid: false), "maps disagree on the people of Rep"),
        (.init(disputedRoles: ["AE", "Rep", "SDR"], isUnsaid: true), "maps disagree on the people of AE and 2 other roles, or people, work or volume not said"),
    ])
    func theLegendSaysWhyALoadIsNotKnown(_ gaps: HeatReadings.LoadGaps, _ words: String) {
        let scale = HeatScale(HeatReadings(kind: .load, ofNode: [.unknown], ofFlow: [], loadGaps: gaps))
        #expect(scale.legend().map(\.text) == ["load not known: " + words])
    }

    @Test func waitIsReadAsTheHeatOfTheNumbersDoes() throws {
        let drawing = try LayeredDrawing(LayeredDrawing.inquiry, [], heat: .wait)
        let heat = Heat(drawing.inspection, findings: [])
        for place in heat.places {
            for case .wait(let wait) in place.signs {
                let value = try #require(drawing.options.heat?.ofNode[wait.step.index].value)
                #expect(abs(value - wait.share) < 1e-9)
            }
        }
        // What a handoff waits is what its receiver lets it wait.
        let read = try #require(drawing.step("Read inquiry"))
        let label = try #require(drawing.diagram.labels.first { $0.to == read.node })
        #expect(label.tint == read.tint && label.words.last?.text == drawing.figures("Read inquiry")[0])
        let known = (drawing.options.heat?.ofNode ?? []).compactMap(\.value).reduce(0, +)
        #expect(abs(known - 1) < 1e-9)
    }

    @Test func painsAreReadByScoreAndWithoutOneByVotes() throws {
        let drawing = try LayeredDrawing(LayeredDrawing.inquiry, [], heat: .pains)
        #expect(drawing.figures("Read inquiry") == ["pain 60"] && drawing.figures("Check terms") == ["pain 16"])
        let votes = try LayeredDrawing(LayeredDrawing.inquiry.replacing("daily, ", with: "").replacing("weekly, ", with: ""), [], heat: .pains)
        #expect(votes.figures("Check terms") == ["7 votes"])
        let bare = try LayeredDrawing("process: P\nlanes: A\nflow:\n  A: One\n    pain: It hurts\n  A: Two\n", [], heat: .pains)
        #expect(bare.figures("One") == ["votes ?"] && bare.figures("Two") == [])
    }

    @Test func loadIsThatOfTheRole() throws {
        let drawing = try LayeredDrawing(LayeredDrawing.inquiry, [], heat: .load)
        let load = try #require(drawing.inspection.metrics.loads.first)
        #expect(drawing.figures("Read inquiry") == ["load \(Numerals.percent(try #require(load.share), places: 0))"])
        #expect(drawing.figures("Send inquiry") == [])
    }

    @Test(arguments: HeatReadings.Kind.allCases) func colourIsNeverTheOnlySign(_ kind: HeatReadings.Kind) throws {
        let drawing = try LayeredDrawing(LayeredDrawing.inquiry, [], heat: kind)
        #expect(drawing.diagram.steps.contains { $0.tint != nil })
        for step in drawing.diagram.steps where step.tint != nil { #expect(step.words.contains { $0.role == .heat }) }
        for label in drawing.diagram.labels where label.tint != nil { #expect(label.words.contains { $0.role == .heat }) }
        #expect(drawing.diagram.legend?.entries.contains { $0.sign.rawValue.hasPrefix("heat") } == true)
    }

    @Test func theHatchingHasAnIdOfItsMap() throws {
        let drawing = try LayeredDrawing(LayeredDrawing.inquiry, [], heat: .wait) { $0.idPrefix = "mine" }
        #expect(drawing.svg.contains("<pattern id=\"mine-hatch\"") && drawing.svg.contains("url(#mine-hatch)"))
        #expect(drawing.svg.contains("data-heat=\"unknown\""))
        #expect(try !LayeredDrawing(LayeredDrawing.inquiry, []).svg.contains("hatch"))
    }

    // MARK: Colours

    private func luminance(_ colour: String) -> Double {
        let value = Int(colour.dropFirst(), radix: 16) ?? 0
        func part(_ shift: Int) -> Double {
            let c = Double(value >> shift & 255) / 255
            return c <= 0.03928 ? c / 12.92 : powr((c + 0.055) / 1.055)
        }
        func powr(_ base: Double) -> Double {
            // base ^ 2.4 as base^2 * base^0.4, the latter by Newton's method for the fifth root of base^2.
            var root = 0.5
            for _ in 0..<60 { root = (4 * root + base * base / (root * root * root * root)) / 5 }
            return base * base * root
        }
        return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    private func contrast(_ a: String, _ b: String) -> Double {
        let (x, y) = (luminance(a), luminance(b))
        return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }

    @Test func letteringCanBeReadOnEveryTint() {
        for colour in LayerPalette.lightHeat { #expect(contrast(colour, "#1f2937") >= 4.5, "\(colour)") }
        for colour in LayerPalette.darkHeat { #expect(contrast(colour, "#e5e9f0") >= 4.5, "\(colour)") }
    }

    @Test func tintsFollowEachOtherInLightness() {
        for (a, b) in zip(LayerPalette.lightHeat, LayerPalette.lightHeat.dropFirst()) { #expect(luminance(a) > luminance(b) * 1.15) }
        for (a, b) in zip(LayerPalette.darkHeat, LayerPalette.darkHeat.dropFirst()) { #expect(luminance(b) > luminance(a) * 1.15) }
    }
}
