import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// What is better, worse, or cannot be told; and which findings are new.
@Suite struct FigureDifferenceTests {
    private typealias Side = FigureDifference.Side

    private func outcome(_ subject: FigureDifference.Subject, _ old: Side, _ new: Side) -> FigureDifference.Outcome {
        FigureDifference(subject, old: old, new: new).outcome
    }

    @Test func lessIsBetterButForWhatIsRight() {
        #expect(outcome(.lead, Side(100), Side(60)) == .better && outcome(.lead, Side(60), Side(100)) == .worse && outcome(.lead, Side(60), Side(60)) == .same)
        #expect(outcome(.rolledOK, Side(0.5), Side(0.6)) == .better && outcome(.rolledOK, Side(0.6), Side(0.5)) == .worse)
        #expect(outcome(.cost, Side(nil), Side(5)) == .unclear && outcome(.cost, Side(nil), Side(nil)) == .same)
        let figure = FigureDifference(.work, old: Side(40), new: Side(30))
        #expect(figure.change == -10 && figure.share == -0.25)
        #expect(FigureDifference(.work, old: Side(0), new: Side(30)).share == nil)
    }

    @Test func whatIsOnlyABoundTellsNoMoreThanThat() {
        let atLeast = { (value: Double, silent: [String]) in Side(value, isBound: true, silent: silent) }
        // At least 100, and now 60: that is less. At least 60, and it was 100: nobody knows.
        #expect(outcome(.lead, atLeast(100, ["A"]), Side(60)) == .better && outcome(.lead, Side(100), atLeast(60, ["A"])) == .unclear)
        #expect(outcome(.lead, Side(60), atLeast(100, ["A"])) == .worse && outcome(.lead, atLeast(60, ["A"]), Side(100)) == .unclear)
        // The same steps are silent on both: like is compared with like.
        #expect(outcome(.lead, atLeast(100, ["A"]), atLeast(60, ["A"])) == .better && outcome(.lead, atLeast(100, ["A"]), atLeast(60, ["B"])) == .unclear)
        // Rolled ok is at most.
        #expect(outcome(.rolledOK, Side(0.6), Side(0.5, isBound: true, silent: ["A"])) == .worse)
        #expect(outcome(.rolledOK, Side(0.5), Side(0.6, isBound: true, silent: ["A"])) == .unclear)
        #expect(outcome(.rolledOK, Side(0.5, isBound: true, silent: ["A"]), Side(0.6)) == .better)
    }

    @Test func aLoadIsJudgedWhereItIsHigh() {
        let load = FigureDifference.Subject.load(lane: "Sales", role: "SDR")
        #expect(outcome(load, Side(0.2), Side(0.3)) == .other && outcome(load, Side(0.7), Side(0.9)) == .worse && outcome(load, Side(1.2), Side(0.6)) == .better)
    }

    // MARK: Whole maps

    private static let map = """
        process: Offers
          owner: Head of Sales
          volume: 100 per month
        lane: Sales
          accountable: Head of Sales
          role: SDR [people 1]
        lane: Legal
        flow:
          SDR: Write offer [work 1 h, takes 4 bh, ok 90%]
          Legal: Check terms [work 30 min, takes 2 bd, ok 90%]
          SDR: Send offer [work 10 min, takes 1 bh, ok 90%]
          end: Done
        """

    private func compare(_ old: String, _ new: String) -> ProcessComparison {
        let inspections = [old, new].map { text in
            Inspection(Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", bytes: Array(text.utf8)))).map)
        }
        let reports = inspections.map { Catalogue.standard.run(over: $0, profile: .strict, today: Rule.Example.day) }
        return ProcessComparison(inspections[0], inspections[1], reports: (reports[0], reports[1]))
    }

    @Test func aMapWithItselfIsEmpty() {
        let comparison = compare(Self.map, Self.map)
        #expect(comparison.isEmpty && !comparison.isWorse && comparison.findings.keptCount > 0)
    }

    @Test func figuresStandSideBySide() throws {
        let comparison = compare(Self.map, Self.map.replacing("takes 2 bd", with: "takes 4 bh").replacing("people 1", with: "people 2"))
        let lead = try #require(comparison.figures.first { $0.subject == .lead })
        // By hand: 4 bh + 16 bh + 1 bh, and 4 bh + 4 bh + 1 bh.
        #expect(lead.old.value == 21 * 60 && lead.new.value == 9 * 60 && lead.outcome == .better)
        let load = try #require(comparison.figures.first { $0.subject == .load(lane: "Sales", role: "SDR") })
        // 100 cases of 70 min in 160 h.
        #expect(abs((load.old.value ?? 0) - 7000.0 / 9600) < 1e-9 && abs((load.new.value ?? 0) - 3500.0 / 9600) < 1e-9)
        #expect(!comparison.isWorse && compare(Self.map.replacing("takes 2 bd", with: "takes 4 bh"), Self.map).isWorse)
    }

    @Test func aFindingAboutARenamedStepIsTheSame() {
        let renamed = compare(Self.map, Self.map.replacing("Check terms", with: "Check the terms of it").replacing("lane: Legal", with: "lane: Law").replacing("  Legal:", with: "  Law:"))
        #expect(renamed.findings.fresh.isEmpty && renamed.findings.gone.isEmpty && renamed.findings.keptCount > 0)
        let mended = compare(Self.map, Self.map.replacing("lane: Legal", with: "lane: Legal\n  accountable: Head of Legal"))
        #expect(mended.findings.gone.map(\.rule) == ["no-accountable"] && mended.findings.fresh.isEmpty)
        let back = compare(Self.map.replacing("lane: Legal", with: "lane: Legal\n  accountable: Head of Legal"), Self.map)
        #expect(back.findings.fresh.map(\.rule) == ["no-accountable"] && back.findings.gone.isEmpty)
    }

    @Test func whatManyStepsChangeIsToldOnce() {
        let steps = (1...5).map { "  Sales: Step number \($0) [work 1 h, in CRM]\n" }.joined()
        let old = "process: A\nlanes: Sales\nflow:\n" + steps + "  end: Done"
        let changes = compare(old, old.replacing("in CRM", with: "in ERP").replacing("number 3 [work 1 h", with: "number 3 [work 2 h")).difference.changes
        #expect(changes.count == 5)
        let grouped = MapChange.grouped(changes)
        #expect(grouped.map(\.name) == ["Step number 3", "5 steps"])
        #expect(grouped.last?.facts == [FactChange("in", old: ["CRM"], new: ["ERP"])] && grouped.first?.facts.map(\.label) == ["work"])
    }
}
