import ProcessSyntax
import Testing

@testable import ProcessAnalysis
@testable import ProcessReport

struct CheckTextTests {
    private let lead = """
        process: Lead
        lanes: Marketing, Sales

        flow:
          Marketing: Score lead
          Sales: Call prospect
          Sales: Write notes
          end: Done

        """

    @Test func aRuleSpeaksOnceAndListsTheRest() throws {
        var maker = ReportMaker()
        maker.add(
            "lead.baton", lead,
            findings: [
                ("handoff-no-sla", .warning, "Score lead"), ("no-such-rule", .error, "Call prospect"),
                ("handoff-no-sla", .warning, "Write notes"),
            ],
            gaps: [
                .init(rule: "key-person", missing: "no role says how many people hold it", isPartial: false),
                .init(rule: "key-person", missing: "write [people 1]", isPartial: false),
                .init(rule: "over-capacity", missing: "one step says no work", isPartial: true),
            ])
        let why = try #require(Catalogue.standard.rule(named: "handoff-no-sla")?.why)
        expectText(
            maker.report.text(),
            """
            Lead  lead.baton

            warning[handoff-no-sla]: 'Score lead' is not as it should be
             --> lead.baton:5:14
              |
            5 |   Marketing: Score lead
              |              ^^^^^^^^^^
              = why:  \(why)
              = fix:  mend 'Score lead'
              = ask:  What of 'Score lead'?
              = also: line 7: 'Write notes' is not as it should be

            error[no-such-rule]: 'Call prospect' is not as it should be
             --> lead.baton:6:10
              |
            6 |   Sales: Call prospect
              |          ^^^^^^^^^^^^^
              = fix: mend 'Call prospect'
              = ask: What of 'Call prospect'?

            1 error, 2 warnings. 19 of 20 rules could be assessed.
            Not assessable:
              key-person  no role says how many people hold it
                          write [people 1]
            Assessed in part:
              over-capacity  one step says no work

            For more on a rule: baton explain RULE

            """)
    }

    @Test func whatSeveralRulesLackIsSaidOnce() {
        var maker = ReportMaker()
        maker.add(
            "lead.baton", lead,
            gaps: [
                .init(rule: "low-rating", missing: "no relationship is written down", isPartial: false),
                .init(rule: "rating-gap", missing: "no relationship is written down", isPartial: false),
            ])
        expectText(
            maker.report.text(),
            """
            Lead  lead.baton

            Nothing found. 18 of 20 rules could be assessed.
            Not assessable:
              low-rating  no relationship is written down
              rating-gap  the same as for low-rating

            """)
    }

    /// The one figure that several rules wait for is named; one that a single rule waits for is not.
    @Test func theNumberThatWouldTellMostIsNamed() {
        var maker = ReportMaker()
        maker.add(
            "lead.baton", lead,
            gaps: [
                .init(rule: "branch-sum", missing: "no answer has a share", number: .share, isPartial: false),
                .init(rule: "over-capacity", missing: "one step says no work", number: .time, isPartial: true),
                .init(rule: "rework-heavy", missing: "no way back has a share", number: .share, isPartial: false),
            ])
        expectText(
            maker.report.text(),
            """
            Lead  lead.baton

            Nothing found. 18 of 20 rules could be assessed.
            Not assessable:
              branch-sum    no answer has a share
              rework-heavy  no way back has a share
            Assessed in part:
              over-capacity  one step says no work
            Writing how many cases give each answer, as in `yes 60%`, would let 2 more rules look: branch-sum, rework-heavy.

            """)
    }

    @Test func languageErrorsComeAlone() {
        var maker = ReportMaker()
        maker.add("lead.baton", lead.replacing("  Sales: Call", with: "  Saels: Call"))
        expectText(
            maker.report.text(),
            """
            Lead  lead.baton

            error[unknown-role]: 'Saels' is not a role or lane of this map
             --> lead.baton:6:3
              |
            6 |   Saels: Call prospect
              |   ^^^^^
              = fix: did you mean 'Sales'?

            1 error. The rules were not run: mend the errors first.

            """)
        #expect(maker.report.hasLanguageErrors)
    }

    @Test func whatMapsShareIsSaidOnce() {
        var maker = ReportMaker()
        maker.add("organization.baton", "lane: Marketing\nlane: Sales\n")
        for name in ["a", "b"] {
            maker.add(
                "\(name).baton", "process: \(name)\nuse: organization.baton\nflow:\n  Sales: Call\n",
                findings: [("similar", .warning, "lane: Marketing"), ("own", .info, "Call")])
        }
        expectText(
            maker.report.text(),
            """
            organization.baton

            warning[similar]: 'lane: Marketing' is not as it should be
             --> organization.baton:1:1
              |
            1 | lane: Marketing
              | ^^^^^^^^^^^^^^^
              = fix: mend 'lane: Marketing'
              = ask: What of 'lane: Marketing'?
              = in:  a, b

            1 warning.

            a  a.baton

            info[own]: 'Call' is not as it should be
             --> a.baton:4:10
              |
            4 |   Sales: Call
              |          ^^^^
              = fix: mend 'Call'
              = ask: What of 'Call'?

            1 info. 20 of 20 rules could be assessed.

            b  b.baton

            info[own]: 'Call' is not as it should be
             --> b.baton:4:10
              |
            4 |   Sales: Call
              |          ^^^^
              = fix: mend 'Call'
              = ask: What of 'Call'?

            1 info. 20 of 20 rules could be assessed.

            2 maps checked: 1 warning, 2 info.
            For more on a rule: baton explain RULE

            """)
    }

    @Test func nothingFound() {
        var maker = ReportMaker()
        maker.add("lead.baton", lead)
        #expect(maker.report.text() == "Lead  lead.baton\n\nNothing found. 20 of 20 rules could be assessed.\n")
        #expect(maker.report.heaviest == nil)
    }

    @Test func noProcessAtAll() {
        var maker = ReportMaker()
        maker.add("organization.baton", "lane: Sales\n")
        #expect(maker.report.text() == "There is no process in these files, and nothing is wrong with what they share.\n")
    }

    @Test func manyErrorsAreCutShort() {
        var maker = ReportMaker()
        maker.add("x.baton", "process: X\nlanes: A\nflow:\n" + String(repeating: "  Nobody: does\n", count: 60))
        let text = maker.report.text()
        #expect(text.split(separator: "\n").filter { $0.hasPrefix("error[") }.count == CheckReport.mostDiagnostics)
        #expect(text.contains("Mend the first ones: they may cause the rest."))
    }

    @Test func coloursOnlyWhenAskedFor() {
        var maker = ReportMaker()
        maker.add("lead.baton", lead, findings: [("own", .error, "Score lead")])
        #expect(!maker.report.text().contains("\u{1B}"))
        #expect(maker.report.text(Page.Format(isColoured: true)).contains("\u{1B}[1;31merror[own]\u{1B}[0m"))
    }

    @Test func notesAreWrappedAtTheEdgeOfTheScreen() {
        var maker = ReportMaker()
        maker.add("lead.baton", lead, findings: [("handoff-no-sla", .warning, "Score lead")])
        let notes = maker.report.text(Page.Format(width: 60)).split(separator: "\n").drop { !$0.contains("= why:") }
        #expect(notes.allSatisfy { $0.count <= 60 })
        #expect(notes.dropFirst().first?.hasPrefix("         ") == true)
    }

    @Test func nothingIsWiderThanTheScreen() {
        var maker = ReportMaker()
        let step = "Score the lead by all that is known of it and of those who asked before it"
        maker.add("lead.baton", lead.replacing("Score lead", with: step), findings: [("own", .warning, step)])
        let lines = maker.report.text(Page.Format(width: 60)).split(separator: "\n")
        for line in lines { #expect(Printable.columns(line) <= 60, "\(line)") }
        #expect(lines.contains { $0.hasPrefix("warning[own]: 'Score the lead") })
    }

    @Test func noMapCanSpeakToTheTerminal() {
        var maker = ReportMaker()
        maker.add("\u{1B}]0;x.baton", "process: \u{1B}[2J\nlanes: A\nflow:\n  \u{202E}B: x\n")
        let shown = maker.report.text() + maker.report.json()
        #expect(!shown.unicodeScalars.contains { Printable.isControl($0) && $0 != "\n" })
    }
}
