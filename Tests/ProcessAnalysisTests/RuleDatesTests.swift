import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// Rules that compare dates with today's, and those that look at what others found.
struct RuleDatesTests {
    @Test func aDateIsFoundBackFromItsDay() throws {
        // A leap day, the ends of centuries, the first and the last date there is.
        for (year, month, day) in [(1, 1, 1), (1600, 2, 29), (1899, 12, 31), (1970, 1, 1), (2000, 3, 1), (2026, 11, 22), (2100, 2, 28), (9999, 12, 31)] {
            let date = try #require(CalendarDate(year: year, month: month, day: day))
            #expect(CalendarDate(dayNumber: date.dayNumber) == date)
        }
        let last = try #require(CalendarDate(year: 9999, month: 12, day: 31))
        #expect(last.after(days: 1) == nil)
        #expect(last.after(days: .max) == nil)
    }

    @Test(arguments: Catalogue.standard.rules.filter(\.readsDates).map(\.name))
    func withoutTodayNothingIsLate(_ name: String) throws {
        let rule = try #require(Catalogue.standard.rule(named: name))
        // What stale-allow finds by looking at the other rules needs no date.
        for example in rule.examples where name != "stale-allow" {
            let assessment = rule.assess(Inspection(sound(unmarked(example.map).text).map))
            #expect(assessment.findings.isEmpty)
            #expect(!assessment.isAssessed || !example.map.contains("↓"), "\(example.title)")
        }
    }

    private func run(_ text: String, today: String = "2026-12-01", profile: RuleSettings.Profile? = nil) -> RuleReport {
        let parts = today.split(separator: "-").compactMap { Int($0) }
        let day = CalendarDate(year: parts[0], month: parts[1], day: parts[2])
        return Catalogue.standard.run(over: Inspection(sound(text).map), profile: profile, today: day)
    }

    private func leads(_ allow: String, checks: String = "") -> String {
        """
        process: Leads
        lanes: Marketing, Sales
        \(checks)flow:
          Marketing: Score lead
            handoff: MQL [within 4 bh]
              allow: \(allow) [because "agreed"]
          Sales: Review lead
        """
    }

    private func stale(_ report: RuleReport) -> [String] { report.findings.filter { $0.rule == "stale-allow" }.map(\.message) }

    @Test func anIdleExcuseIsTold() {
        #expect(stale(run(leads("handoff-no-sla"))) == ["the excuse for handoff-no-sla (agreed) has nothing to excuse: the rule finds nothing here"])
    }

    @Test func anExcuseThatIsUsedIsNot() {
        #expect(stale(run(leads("handoff-no-acceptance"))).isEmpty)
    }

    @Test func anExcuseForARuleThatDoesNotRunIsNotJudged() {
        #expect(stale(run(leads("handoff-no-sla", checks: "checks:\n  handoff-no-sla: off\n"))).isEmpty)
        #expect(stale(run(leads("handoff-no-sla", checks: "checks:\n  stale-allow: warn\n"), profile: .workshop)).isEmpty)
    }

    @Test func anExcuseForARuleThatCannotTellIsNotJudged() {
        #expect(stale(run(leads("sla-unmeetable"))).isEmpty)
    }

    @Test func anExcuseForAStaleExcuseIsNotJudged() {
        let text = leads("handoff-no-sla").replacing("process: Leads\n", with: "process: Leads\n  allow: stale-allow [because \"agreed\"]\n")
        let report = run(text)
        #expect(stale(report).isEmpty)
        #expect(report.excused.contains { $0.rule == "stale-allow" })
    }

    @Test func whatASharedFileExcusesIsNotThisMapsMatter() throws {
        let shared = "lane: Marketing\n  allow: handoff-no-sla\nlane: Sales\n"
        let own = "process: Leads\nuse: org.baton\nlanes: Marketing, Sales\nflow:\n  Marketing: Score lead\n    handoff: MQL [within 4 bh]\n  Sales: Review lead\n"
        let file = SyntaxTree(parsing: SourceText(id: FileID(1), name: "org.baton", text: shared))
        let map = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", text: own)), using: [file]).map
        let report = Catalogue.standard.run(over: Inspection(map))
        #expect(stale(report).isEmpty)
    }

    /// A map in which nothing is found about roles, goals and procedures, and then one where it is.
    @Test func personalityComesLast() {
        let text = """
            process: Leads
            lane: Sales
              accountable: Head of Sales
              role: SDR [people 2]
            flow:
              SDR: Worth a call?
                criteria: has a phone
                pain: They always say no [cause personality]
                yes
                no -> Closed
              end: Called
              end: Closed
            """
        func found(_ text: String) -> [String] { run(text).findings.filter { $0.rule == "personality-first" }.map(\.message) }
        #expect(found(text).isEmpty)
        #expect(found(text.replacing("    criteria: has a phone\n", with: "")).count == 1)
        // What the team has decided to live with is settled.
        #expect(found(text.replacing("criteria: has a phone", with: "allow: decision-no-criteria [because \"agreed\"]")).isEmpty)
    }
}
