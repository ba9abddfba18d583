import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessDiagram

/// Overview and one sheet a phase.
@Suite struct PhaseSheetTests {
    private let text = """
        process: Three phases
        lane: Customer [customer]
        lane: Sales
        lane: Finance

        flow:
          start: Asked
          phase: Ask
          Customer: Ask for a price
            handoff: request [via email]
          Sales: Read it
          Sales: Worth it?
            no 30% -> Turned down
            yes 70%
          phase: Offer
          Sales: Write the offer
            handoff: offer [within 1 bd]
          Finance: Check the offer
            pain: Margins are guesswork [impact 4]
          Finance: Right?
            no 20% -> Read it
            yes 80%
          phase: Close
          Customer: Sign
          end: Signed

          end: Turned down

        """

    private func map(_ text: String) -> ProcessMap { Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", text: text))).map }

    private func phases(_ map: ProcessMap, _ findings: [Finding] = []) throws -> [PhaseMap] {
        let parts = try #require(PhaseParts(map))
        let mainPath = MainPath(map, FlowGraph(map))
        return parts.phases.indices.map { PhaseMap(map, phase: $0, parts: parts, mainPath: mainPath, findings: findings) }
    }

    @Test func eachStepIsOnOneSheetAndEachLetterOnTwo() throws {
        let map = map(text)
        let diagrams = try phases(map).map { try $0.diagram(SwimlaneMap.Options()) }
        #expect(diagrams.count == 3)
        let own = diagrams.flatMap { $0.steps.filter { $0.elsewhere == nil }.map(\.key) }
        #expect(own.sorted() == map.nodes.map(\.key).sorted())
        let marks = diagrams.flatMap { $0.steps.compactMap(\.elsewhere) }
        #expect(!marks.isEmpty)
        for letter in Set(marks.map(\.letter)) {
            let ends = marks.filter { $0.letter == letter }
            #expect(ends.count == 2 && ends.contains { $0.goesOut } && ends.contains { !$0.goesOut }, "\(letter)")
        }
    }

    @Test func aStandInSaysWhatItStandsForAndWhere() throws {
        let diagram = try phases(map(text))[0].diagram(SwimlaneMap.Options())
        let names = diagram.steps.filter { $0.elsewhere != nil }.map { $0.words.map(\.text).joined(separator: " ") }
        #expect(names.contains { $0.contains("Write the offer") && $0.contains("(2 Offer)") })
        let svg = SVGDrawing(diagram, idPrefix: "p1").text()
        #expect(svg.contains("class=\"continuation elsewhere\""))
        #expect(svg.contains("step on another sheet"))
        let last = try phases(map(text))[2].diagram(SwimlaneMap.Options())
        #expect(last.lanes.map(\.name) == ["Customer", "Finance"], "lanes without a step or a stand-in are left out")
    }

    @Test func everyFindingAndPainOfAStepOrHandoffIsOnOneSheet() throws {
        let map = map(text)
        let findings = map.nodeIDs.map { Finding.made("a", .error, at: .node($0)) } + map.flowIDs.map { Finding.made("b", .info, at: .flow($0)) }
        let phases = try phases(map, findings)
        #expect(phases.reduce(0) { $0 + $1.findings.count } == findings.count)
        #expect(phases.map(\.map.pains.count) == [0, 1, 0])
    }

    @Test func theOverviewCountsWhatIsThere() throws {
        let map = map(text)
        let parts = try #require(PhaseParts(map))
        let overview = PhaseOverview(map, parts: parts, metrics: nil, findings: [], options: SwimlaneMap.Options())
        #expect(overview.phases == ["1 Ask", "2 Offer", "3 Close"])
        let steps = try #require(overview.rows.first { $0.name == "Steps" })
        #expect(steps.cells.map { $0.lines[0].text } == ["3", "3", "1"])
        let finance = try #require(overview.rows.first { $0.name == "Finance" })
        #expect(finance.cells.map { $0.lines.first?.text ?? "" } == ["", "3 steps", ""].map { $0 == "3 steps" ? "2 steps" : $0 })
        let next = try #require(overview.rows.first { $0.name == "Goes on to" })
        #expect(next.cells[1].lines.map(\.text).contains("back to 1 Ask"))
    }

    private func overview(_ text: String, _ change: (inout SwimlaneMap.Options) -> Void = { _ in }) throws -> PhaseOverview {
        let map = map(text)
        var options = SwimlaneMap.Options()
        change(&options)
        return PhaseOverview(map, parts: try #require(PhaseParts(map)), metrics: Inspection(map).metrics, findings: [], options: options)
    }

    private func texts(_ overview: PhaseOverview, _ row: String) throws -> [String] {
        try #require(overview.rows.first { $0.name == row }, "no row '\(row)'").cells.map { $0.lines.map(\.text).joined(separator: " ") }
    }

    @Test func shortTimesAreNotRoundedAway() throws {
        let overview = try overview("""
            process: Short
            lanes: A, B
            flow:
              phase: P1
              A: One [work 3 min, wait 10 min]
              phase: P2
              B: Two [work 1 min, wait 2 min]
              A: Three [work 5 min]
              end: Done
            """)
        #expect(try texts(overview, "Work a case") == ["3 min", "6 min"])
        #expect(try texts(overview, "Waiting at steps") == ["10 min", "at least 2 min"])
    }

    @Test func aCustomersTimeIsWaitingAndTheWholeIsThatOfTheMetrics() throws {
        let text = """
            process: Waiting
            lane: Customer [customer]
            lane: Ops
            lane: Agency [agency]
            flow:
              phase: One
              Ops: Ask [work 10 min, wait 1 bd]
              Customer: Send data [takes 5 bd]
              phase: Two
              Agency: Long thing [work 2 h, wait 9 bd]
              Ops: Take over [takes 2 bd]
              end: Done
            """
        #expect(try texts(try overview(text), "Waiting at steps") == ["48 bh (6 bd)", "at least 72 bh (9 bd)"])
        let waiting = try #require(Inspection(map(text)).metrics.mainPath?.parts.wait.expected)
        #expect(abs(waiting - 120 * 60) < 1e-6)
    }

    @Test func painsKeepTheirLettersOnAllSheets() throws {
        let text = text.replacing("    pain: Margins", with: "    pain: First of all [impact 2]\n    pain: Margins")
            .replacing("  Customer: Sign\n", with: "  Customer: Sign\n    pain: Nobody signs [votes 3]\n")
            .replacing("  end: Signed\n", with: "  end: Signed\n\npain: Nobody owns the date [impact 4, weekly, votes 9]\n")
        let map = map(text)
        #expect(map.pains.map(\.text.string) == ["First of all", "Margins are guesswork", "Nobody signs", "Nobody owns the date"])
        let diagrams = try phases(map).map { try $0.diagram(SwimlaneMap.Options()) }
        #expect(diagrams.map { $0.pains.map(\.text) } == [[], ["A", "B"], ["C"]])
        let said = diagrams[2].lists.flatMap(\.entries).filter { if case .pain = $0.sign { true } else { false } }
        #expect(said.map(\.mark) == ["C"])
        let whole = try overview(text).lists.flatMap(\.entries).filter { if case .pain = $0.sign { true } else { false } }
        #expect(whole.map(\.mark) == ["D"])
        #expect(whole.first?.paragraphs.map(\.text) == ["Nobody owns the date", "Impact 4 of 5, every week, 9 votes"])
    }

    @Test func standInsAreNoStepsOfTheSummary() throws {
        let diagrams = try phases(map(text)).map { try $0.diagram(SwimlaneMap.Options()) }
        #expect(diagrams.map { $0.summary.prefix(21) } == ["Swimlane map of 3 ste", "Swimlane map of 3 ste", "Swimlane map of 1 ste"])
        #expect(diagrams.allSatisfy { $0.steps.contains { $0.elsewhere != nil } })
    }

    @Test func namesOfLanesKeepClearOfTheBoxes() throws {
        let text = text.replacing("Finance", with: "Customer Success and Implementation")
        let map = map(text)
        let graph = FlowGraph(map)
        let overview = try overview(text)
        let area = Box(x: 20, y: 20, width: 1120, height: .infinity)
        for (diagram, _) in OverviewScene(overview: overview, area: area, laterTop: 20).pages() {
            let left = try #require(diagram.plain.filter { $0.kind == .cell }.map(\.box.left).min())
            for words in diagram.heading where words.anchor == .start && words.at.x == area.left {
                #expect(words.at.x + TextWidth.of(words.text, size: words.size, isBold: words.isBold) < left - 8, "\(words.text)")
            }
        }
        #expect(PhaseSheets(map, mainPath: MainPath(map, graph), metrics: nil, findings: [], options: .init()) != nil)
    }

    @Test func overviewPagesStayOnThePaper() throws {
        var lines = ["process: Many phases"] + (1...14).map { "lane: Lane number \($0)" } + ["", "flow:"]
        for phase in 1...12 {
            lines.append("  phase: Phase with a rather long name \(phase)")
            for step in 1...3 { lines.append("  Lane number \(1 + (phase + step) % 14): Do \(step) of \(phase)") }
        }
        lines.append("  end: Done")
        let map = map(lines.joined(separator: "\n") + "\n")
        let graph = FlowGraph(map)
        let sheets = try #require(PhaseSheets(map, mainPath: MainPath(map, graph), metrics: nil, findings: [], options: .init()))
        for paper in [Paper(.a4, textPoints: 17), Paper(.a4, textPoints: 9), Paper(.a3), Paper(.a0)] {
            let pages = try sheets.overviewPages(on: paper)
            for page in pages {
                for words in page.words + page.pieces.flatMap(\.heading) {
                    let box = words.box
                    #expect(
                        box.left >= page.printable.left - 1 && box.right <= page.printable.right + 1 && box.top >= page.printable.top - 1
                            && box.bottom <= page.printable.bottom + 1, "\(words.text) on \(paper.format) at \(paper.textPoints)")
                }
            }
            #expect(pages.flatMap(\.pieces).flatMap(\.plain).filter { $0.kind == .chevron }.count >= 12)
        }
        let phasePages = try sheets.phasePages(on: Paper(.a4, textPoints: 10))
        #expect(phasePages.count == 12)
        #expect(!PhaseSheets.suit(map), "36 steps are not many")
    }

    @Test func aMapWithoutPhasesHasNoSheetsOfThem() {
        let map = map("process: Plain\nlane: Sales\n\nflow:\n  Sales: Do it\n  end: Done\n")
        #expect(PhaseParts(map) == nil)
    }
}
