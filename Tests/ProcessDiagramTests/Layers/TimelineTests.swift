import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

/// The time line along the foot says what the numbers of the map say.
@Suite struct TimelineTests {
    private func timeline(_ text: String) throws -> (Diagram.Timeline, LayeredDrawing) {
        let drawing = try LayeredDrawing(text, [.timeline])
        return (try #require(drawing.diagram.timeline), drawing)
    }

    @Test func rungsStandBelowTheirSteps() throws {
        let (timeline, drawing) = try timeline(LayeredDrawing.inquiry)
        let words = timeline.rungs.map { $0.words.map(\.text) }
        #expect(words == [["4 bh", "10 min"], ["23.5 bh", "1.5-2.5 h"], ["?", "10 min"]])
        for rung in timeline.rungs {
            let box = try #require(rung.steps.first.map { drawing.diagram.steps[$0.index].outline.box })
            #expect(rung.words.last?.at.x == box.center.x)
        }
        // What is written and checked in one column shares a rung.
        #expect(timeline.rungs[1].steps.map { drawing.map[$0].name } == ["Write offer", "Check terms"])
        #expect(timeline.box.top > (drawing.diagram.lanes.last?.box.bottom ?? 0))
    }

    @Test func totalsAreThoseOfTheNumbers() throws {
        let (timeline, drawing) = try timeline(LayeredDrawing.inquiry)
        let path = try #require(drawing.inspection.metrics.mainPath)
        #expect(path.lead.time.expected == 250 + 570 + 960 + 10 && path.work.time.expected == 140)
        let all = drawing.inspection.metrics.allCases
        let (lead, work) = (try #require(all.lead.value).time, try #require(all.work.value).time)
        // On a map as narrow as this each takes two lines.
        #expect(timeline.totals.map(\.text).joined(separator: " ") == """
            Main path: lead time ≥ 29.83 bh (3.73 bd, 29.33-30.33 bh) · work 2.33 h (1.83-2.83 h) · flow efficiency 7.8%, of what is known \
            All cases, expected: lead time ≥ \(Numerals.businessTime(minutes: lead.expected).dropLast()), \
            \(TimeWords.span(lead))) · work \(Numerals.work(minutes: work.expected)) (\(TimeWords.span(work, isWork: true))) \
            · flow efficiency \(Numerals.percent(try #require(all.activityRatio))), of what is known
            """)
    }

    /// Whatever the map: what the rungs add up to is the lead time of the main path.
    @Test(arguments: 1...12) func rungsAddUpToTheLeadTime(_ seed: Int) throws {
        let text = RandomMap.text(seed: seed, steps: 30, lanes: 4).split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            // Steps get times, some of them not all.
            guard line.hasPrefix("  "), !line.contains("["), !line.contains("?"), line.contains(": "), !line.contains("end:"), !line.contains("path:"), !line.contains("start:")
            else { return String(line) }
            return line + [" [work \(index) min, wait 2 bh]", " [takes \(index) bh]", " [wait 30 min]", " [work 3-9 min]", ""][index % 5]
        }.joined(separator: "\n")
        let inspection = try LayeredDrawing(text, [.timeline]).inspection
        let ladder = TimeLadder(inspection)
        guard let path = inspection.metrics.mainPath else { return }
        let sum = ladder.rungs.reduce(Estimate.zero) { $0 + $1.wait + $1.work + $1.undivided }
        #expect(abs(sum.expected - path.lead.time.expected) < 1e-6 && abs(sum.high - path.lead.time.high) < 1e-6)
        #expect(ladder.path?.lead == path.lead && ladder.path?.work == path.work)
    }

    @Test func ofParallelPathsTheOneThatCountsIsOnTheLadder() throws {
        let (timeline, drawing) = try timeline("""
            process: P
            lanes: A
            flow:
              A: One [work 1 h, wait 1 bh]
              in parallel:
                path: long
                  A: Two [work 2 h, wait 6 bh]
                path: short
                  A: Three [work 3 h, wait 1 bh]
              end: Done
            """)
        #expect(timeline.rungs.flatMap(\.steps).map { drawing.map[$0].name } == ["One", "Two"])
        #expect(timeline.totals.first?.text.contains("work 6 h (3 h of it beside the ladder") == true)
    }

    @Test func whatNobodyKnowsIsNoFigure() throws {
        let (timeline, _) = try timeline("process: P\nlanes: A\nflow:\n  A: One\n  A: Two [takes 4 bh]\n  A: Three [automated, takes 5 min]\n  end: Done\n")
        #expect(timeline.rungs.map { $0.words.map(\.text) } == [["?", "?"], ["≤ 4 bh", "?"], ["5 min"]])
        #expect(timeline.rungs[0].wait == nil && timeline.rungs[1].wait == nil && timeline.rungs[2].wait == 5)
        let (bare, _) = try self.timeline("process: P\nlanes: A\nflow:\n  A: One\n  end: Done\n")
        #expect(bare.totals.map(\.text) == ["Main path: lead time ? · work ? · flow efficiency ?", "All cases, expected: lead time ? · work ? · flow efficiency ?"])
    }

    @Test func withoutAMainPathItSaysSo() throws {
        let (timeline, _) = try timeline("process: P\nlanes: A\nflow:\n  A: One\n  A: Two\n    -> One\n")
        #expect(timeline.points.isEmpty && timeline.heading?.text == "Timeline: no end can be reached, so there is no main path to time")
    }
}
