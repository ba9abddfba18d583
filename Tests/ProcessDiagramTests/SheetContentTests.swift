import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

/// What the sheets say.
@Suite struct SheetContentTests {
    private let ground = SheetTests.Ground(SheetTests.small)

    /// The cells of all tables, their lines joined.
    private func rows(_ kind: ProcessSheet.Kind, _ change: (inout ProcessSheet.Options) -> Void = { _ in }) throws -> [[String]] {
        try ground.sheet(kind, change).pages.flatMap(\.parts).filter { $0.kind == .table }.flatMap(\.rows)
            .map { $0.blocks.map { $0.words.map(\.text).joined(separator: " ") } }
    }

    private func row(_ kind: ProcessSheet.Kind, _ head: String) throws -> [String] {
        try #require(try rows(kind).first { $0.contains { $0.hasPrefix(head) } }, "no row '\(head)'")
    }

    // MARK: RACI

    @Test func everyStepHasItsLetters() throws {
        #expect(try rows(.raci)[0] == ["Step", "Prospect", "Marketing", "Ops", "Demand Gen", "SDR", "VP Marketing", "CMO", "Head of Sales", "What is open"])
        #expect(try row(.raci, "Ask for a demo") == ["Ask for a demo Prospect", "R", "", "", "", "", "", "", "", ""])
        #expect(try row(.raci, "Enrich") == ["Enrich record Marketing", "", "", "R", "", "", "A", "A", "", "2 are accountable: who decides?"])
        #expect(try row(.raci, "Score") == ["Score the MQL Marketing", "I", "", "", "R", "", "", "", "", "Nobody is accountable"])
        #expect(try row(.raci, "Call") == ["Call Sales", "", "", "C", "", "R", "", "", "A", ""])
        #expect(try row(.raci, "Nurture").last == "Nobody is accountable No role of Marketing is named")
    }

    @Test func gapsAreThoseOfTheRules() throws {
        let named = Set(ground.findings.filter { $0.rule == "no-accountable" }.map { ground.map.named($0.place).name })
        let shown = Set(try rows(.raci).filter { $0.last?.contains("Nobody is accountable") == true }.map { $0[0] })
        #expect(named == ["Score the MQL", "Nurture"])
        #expect(shown == ["Score the MQL Marketing", "Nurture Marketing"])
    }

    private static let withOutsiders = """
        process: Outsiders
        lane: Customer [customer]
        lane: Ops (accountable: COO)
        lane: Agency [agency]
          accountable: Account Manager
          role: Account Manager
        lane: Partner [partner]
          accountable: Head of Partners
        flow:
          Ops: Ask
          Customer: Send data
          Account Manager: Draft
          Partner: Print
          end: Done
        """

    @Test func whoWorksForUsDoesNotAnswerForItself() throws {
        let ground = SheetTests.Ground(Self.withOutsiders)
        #expect(ground.findings.contains { $0.rule == "partner-unowned" && $0.message.contains("Agency") })
        let words = try ground.words(.raci)
        #expect(words.joined(separator: " ").split(separator: "Nobody of ours is accountable").count == 2)
        #expect(words.joined(separator: " ").contains("For one step nobody of ours is accountable."))
        // Nobody of ours is accountable for what the customer does, nor need be.
        let owned = try SheetTests.Ground(Self.withOutsiders.replacing("  accountable: Account Manager", with: "  accountable: COO")).words(.raci)
        #expect(owned.joined(separator: " ").contains("Each step of ours has one who is accountable."))
    }

    @Test func severalKindsOfGapsAreToldInOneSentence() throws {
        let text = Self.withOutsiders.replacing("Ops (accountable: COO)", with: "Ops").replacing("Head of Partners", with: "Head of Partners, COO")
        #expect(try SheetTests.Ground(text).words(.raci).joined(separator: " ").contains("For one step nobody is accountable, for 1 nobody of ours is, and for 1 more than one."))
    }

    @Test func theLettersOfTheRACIAreExplainedOnItsFirstPage() throws {
        let ground = SheetTests.Ground(SheetMap.text(seed: 7, lanes: 6, rolesEach: 5, steps: 40))
        let pages = try ground.sheet(.raci) { $0.paper = .a4 }.pages
        #expect(pages.count > 1)
        #expect(pages[0].parts.flatMap(\.rows).flatMap(\.blocks).flatMap(\.words).contains { $0.text.hasPrefix("R responsible") })
    }

    // MARK: Who hands over to whom

    @Test func theMatrixAddsUp() throws {
        // 60 of 100 are sent back again and again: each case is scored 2.5 times, and 1.5 times sent back.
        let rows = try rows(.matrix)
        #expect(rows[0] == ["from ↓ to →", "Marketing", "Sales", "hands over in all"])
        #expect(rows[1] == ["Prospect", "100 per 100 1 handoff waits 2 bh", "·", "100 per 100 1 handoff waits 2 bh"])
        #expect(rows[2] == ["Marketing", "", "250 per 100 1 handoff", "250 per 100 1 handoff"])
        #expect(rows[3] == ["Sales", "150 per 100 1 handoff waits 60 bh", "", "150 per 100 1 handoff waits 60 bh"])
        #expect(rows[4] == ["receives in all", "250 per 100 2 handoffs waits 62 bh", "250 per 100 1 handoff", "500 per 100 3 handoffs waits 62 bh"])
    }

    @Test func bordersAgreeWithTheMetrics() {
        let borders = Borders(ground.inspection, findings: ground.findings).all
        let pairs = ground.inspection.metrics.handoffs.pairs
        #expect(borders.map(\.from) == pairs.map(\.from))
        #expect(borders.map(\.to) == pairs.map(\.to))
        #expect(borders.map(\.flows.count) == pairs.map(\.flows))
        #expect(borders.map(\.perCase) == pairs.map(\.perCase))
    }

    @Test func theNetworkHasALineForEachDirection() throws {
        let page = try #require(ground.sheet(.functions).pages.first)
        let figure = try #require(page.parts.first { $0.kind == .figure }?.rows.first)
        #expect(figure.lines.map { "\($0.from) \($0.to)" } == ["Prospect Marketing", "Marketing Sales", "Sales Marketing"])
        #expect(figure.blocks.filter { $0.kind == .node }.compactMap(\.from) == ["Prospect", "Marketing", "Sales"])
        for line in figure.lines { #expect(line.points.count % 3 == 1) }
        let words = try ground.words(.functions)
        #expect(words.contains("250 per 100") && words.contains("waits 60 bh"))
        // A number in a sign is that of a finding on the map, so how many there are is said in words.
        let signs = figure.blocks.filter { $0.kind == .label }.flatMap(\.signs)
        #expect(!signs.isEmpty && signs.allSatisfy { $0.mark == "!" })
        for border in Borders(ground.inspection, findings: ground.findings).all where !border.findings.isEmpty {
            #expect(words.contains("\(border.findings.count) finding\(border.findings.count == 1 ? "" : "s")"))
        }
    }

    // MARK: Pairs

    @Test func ratingsAreShownOnlyWhereAskedFor() throws {
        #expect(try !ground.words(.pairs).contains("ratings"))
        #expect(try !ground.words(.pairs).contains("4, 9"))
        #expect(try ground.words(.pairs) { $0.ratings = true }.contains("4, 9"))
        // Nor in questions that the rules ask about them.
        for kind in ProcessSheet.Kind.allCases {
            let words = try ground.words(kind).joined(separator: " ")
            #expect(!words.contains("rates working") && !words.contains("at 9"), "\(kind)")
        }
        #expect(ground.findings.contains { $0.rule == "low-rating" || $0.rule == "rating-gap" })
    }

    // MARK: Pains, actions, words

    @Test func painsStandWorstFirstWithTheirLetters() throws {
        let signs = try ground.sheet(.pains).pages[0].parts.flatMap(\.rows).flatMap(\.blocks).flatMap(\.signs).map(\.mark)
        #expect(signs == ["A", "B"])
        let first = try row(.pains, "Leads go cold")
        #expect(first[1] == "Leads go cold Call · Sales")
        #expect(Array(first[2...5]) == ["4", "weekly", "7", "Sales"])
        #expect(first[7] == "Agree what an MQL is CRO, 2026-11-20")
        #expect(try row(.pains, "The list is long")[7] == "no action yet")
    }

    @Test func lateActionsAreMarked() throws {
        #expect(try row(.actions, "Agree") == ["1", "Agree what an MQL is", "CRO", "2026-11-20 11 days late", "Leads go cold", "Fewer rejects", ""])
        #expect(try row(.actions, "Clean") == ["2", "Clean the list", "nobody yet", "no date yet", "", "", ""])
        let calm = try rows(.actions) { $0.today = nil }
        #expect(calm[1][3] == "2026-11-20")
    }

    @Test func wordsOfTwoMeaningsAreTold() throws {
        let row = try row(.glossary, "MQL")
        #expect(row[1] == "Marketing A lead that scores 65 Sales A lead with a budget")
        #expect(row[2] == "Not agreed 2 meanings for one word")
        #expect(row[3] == "'Score the MQL' handoff of 'MQL' the action 'Agree what an MQL is'")
    }

    @Test func placesOfAWordAreCountedOnce() {
        let steps = (1...6).map { "  A: Check MQL \($0)\n" }.joined() + "  A: Check MQL 7\n    makes: MQL list, MQL file, MQL record, MQL copy\n"
        let ground = SheetTests.Ground("process: Words\nlanes: A\nterm: MQL\n  A: a lead\nflow:\n" + steps + "  end: Done\n")
        #expect(TermUses(ground.map, withPains: true).all == [(1...6).map { "'Check MQL \($0)'" } + ["and 1 more"]])
    }

    @Test(arguments: [ProcessSheet.Kind.pains, .actions]) func registersCanBeFilledInByHand(_ kind: ProcessSheet.Kind) throws {
        let empty = SheetTests.Ground("process: Leads\nlanes: A, B\nflow:\n  A: Write\n  B: Read\n")
        #expect(ProcessSheet.lack(of: kind, in: empty.map) != nil)
        #expect(ProcessSheet.isUsefulBlank(kind))
        let table = try #require(empty.sheet(kind).pages.first?.parts.first { $0.kind == .table })
        #expect(table.rows.count == 13)
    }

    // MARK: The agenda

    @Test func theAgendaAddsUpAndAsks() throws {
        let agenda = WorkshopAgenda(SheetSource(ground.inspection, findings: ground.findings, options: .init()))
        let words = try ground.words(.agenda)
        #expect(words.contains(AgendaTimes.clock(agenda.times.total)))
        #expect(agenda.times.slots.allSatisfy { $0.minutes % 5 == 0 && $0.minutes > 0 })
        #expect(agenda.people.seats.prefix(3).map(\.place) == ["Prospect", "Marketing", "Sales"])
        #expect(agenda.people.seats[1].who == "Ops, Demand Gen")
        #expect(agenda.people.seats.dropFirst(3).map(\.who).prefix(4) == ["Head of Sales", "CRO", "VP Marketing", "CMO"])
        #expect(agenda.questions.figures.map(\.question) == ["'Score the MQL': how long is the work, and how long does it lie before?"])
        #expect(agenda.questions.figures.map(\.whom) == ["Demand Gen"])
        #expect(agenda.questions.handoffs.count == 3)
        #expect(words.contains("Who owns a lead that was sent back?"))
        #expect(words.contains("no 60% → Nurture"))
    }

    @Test func theWalkTakesAllParallelPaths() throws {
        let ground = SheetTests.Ground("""
            process: Side by side
            lanes: Ops, Agency
            flow:
              Ops: Ask
              in parallel:
                path: a
                  Ops: Short thing [work 1 h]
                path: b
                  Agency: Long thing [work 2 h, wait 9 bd]
                  Agency: Good?
                    yes 90%
                    no 10% -> Long thing
              Ops: Take over
              end: Done
            """)
        let agenda = WorkshopAgenda(SheetSource(ground.inspection, findings: [], options: .init()))
        #expect(agenda.path.map { ground.map[$0].name } == ["Ask", "Short thing", "Long thing", "Good?", "Take over"])
        #expect(agenda.path.count == ground.inspection.metrics.mainPath?.nodes.count { ground.map[$0].isWork })
        let words = try ground.words(.agenda)
        #expect(words.contains("Long thing"))
        // Of a decision on a parallel path only the answer that leads away is a way off.
        #expect(words.contains("no 10% → Long thing") && !words.contains { $0.hasPrefix("yes") })
    }

    @Test func anExceptionSaysItsShareOnce() throws {
        let ground = SheetTests.Ground("process: Leads\nlanes: A, B\nflow:\n  A: Write\n    on error 10% -> Mend\n  B: Read\n  end: Done\n  A: Mend\n  -> Read\n")
        #expect(try ground.words(.agenda).contains("error 10% → Mend"))
    }

    @Test func withoutFindingsTheAgendaStillAsks() throws {
        let words = try ground.words(.agenda) { $0.findings = false }.joined(separator: " ")
        #expect(words.contains("what is missing most often when it comes?"))
    }
}
