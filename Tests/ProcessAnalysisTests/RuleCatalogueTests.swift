import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

/// What a run says of a map: a line a finding, `line:column severity rule`, then what else there is to say.
private func run(
    _ text: String, profile: RuleSettings.Profile? = nil, today: CalendarDate? = nil, only rules: Set<String>? = nil
) -> String {
    let (map, source) = sound(text)
    let report = Catalogue.standard.run(over: Inspection(map), profile: profile, today: today)
    func line(_ finding: Finding) -> String {
        let at = source.position(at: Int(finding.span.start))
        return "\(at.line):\(at.column) \(finding.severity.rawValue) \(finding.rule)"
    }
    let wanted = { (name: String) in rules?.contains(name) ?? true }
    return (report.findings.filter { wanted($0.rule) }.map(line)
        + report.excused.filter { wanted($0.rule) }.map { "excused \(line($0))" }
        + report.diagnostics.map { diagnostic in
            let at = source.position(at: Int(diagnostic.span.start))
            return "\(at.line):\(at.column) \(diagnostic.name): \(diagnostic.message) | \(diagnostic.fixes.map(\.message).joined(separator: " | "))"
        }).joined(separator: "\n")
}

/// Two lanes, one handoff without a time; `extra` stands at the top, `under` the sending step.
private func map(extra: String = "", lane: String = "", handoff: String = "", step: String = "") -> String {
    func indented(_ text: String, _ by: Int) -> String {
        text.split(separator: "\n").map { "\n" + String(repeating: " ", count: by) + $0 }.joined()
    }
    return """
        process: Leads
        lane: Marketing
          accountable: Head of Marketing\(indented(lane, 2))
        lane: Sales
          accountable: Head of Sales\(extra.isEmpty ? "" : "\n" + extra)
        flow:
          Marketing: Score lead\(indented(step, 4))
            handoff: MQL [via CRM queue]\(indented(handoff, 6))
          Sales: Review lead
            informs: Marketing [what outcome]
        """
}

@Suite struct RuleCatalogueTests {
    @Test func namesAreUniqueAndKebab() {
        let names = Catalogue.standard.rules.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(name.allSatisfy { ($0.isLetter && $0.isLowercase) || $0 == "-" }) }
    }

    @Test func titlesAreShort() {
        for rule in Catalogue.standard.rules {
            #expect(!rule.title.isEmpty && rule.title.count <= 60 && rule.title.last != ".", "\(rule.name)")
        }
    }

    @Test func rulesStandByCategory() {
        let order = Catalogue.standard.rules.compactMap { Rule.Category.allCases.firstIndex(of: $0.category) }
        #expect(order == order.sorted())
    }

    @Test(arguments: [("handoff-no-sal", "handoff-no-sla"), ("keyperson", "key-person"), ("black hole", "black-hole")])
    func findsTheNearestName(_ typed: String, _ meant: String) {
        #expect(Catalogue.standard.nearest(to: typed)?.name == meant)
    }

    @Test func findsNoNameThatIsFar() { #expect(Catalogue.standard.nearest(to: "weather") == nil) }

    @Test func findingsComeInTheOrderOfTheFile() {
        #expect(run(map()) == "8:14 warning handoff-no-acceptance\n8:14 warning handoff-no-sla")
    }

    // MARK: Profiles and weights

    @Test func workshopShowsErrorsOnly() { #expect(run(map(), profile: .workshop) == "") }

    @Test func aMapSetsItsProfile() {
        #expect(run(map(extra: "checks:\n  profile: workshop")) == "")
    }

    @Test func aWeightIsShownInEveryProfile() {
        #expect(run(map(extra: "checks:\n  profile: workshop\n  handoff-no-sla: info")) == "11:14 info handoff-no-sla")
    }

    @Test func aRuleIsSetHarderOrOff() {
        let checks = "checks:\n  handoff-no-sla: error\n  handoff-no-acceptance: off"
        #expect(run(map(extra: checks)) == "11:14 error handoff-no-sla")
    }

    @Test func laterLinesWin() {
        let checks = "checks:\n  handoff-no-sla: off\n  handoff-no-sla: warn\n  handoff-no-acceptance: off"
        #expect(run(map(extra: checks)) == "12:14 warning handoff-no-sla")
    }

    @Test func aThresholdIsSet() {
        let flow = """
            lanes: Sales, Finance
            flow:
              Sales: Ask
              Finance: Calculate
              Sales: Discount
              Finance: Approve
            """
        let only: Set<String> = ["ping-pong"]
        #expect(run("process: Quote\n" + flow, only: only) == "6:10 warning ping-pong")
        #expect(run("process: Quote\nchecks:\n  ping-pong: warn at 4 crossings\n" + flow, only: only) == "")
        #expect(run("process: Quote\nchecks:\n  ping-pong: error at 2\n" + flow, only: only) == "7:12 error ping-pong")
    }

    @Test(arguments: [
        ("handoff-no-sla: louder", "'louder' does not say how 'handoff-no-sla' is to run | write 'off', 'info', 'warn' or 'error'"),
        (
            "handoff-no-sla: warn at 80%",
            "'warn at 80%' does not say how 'handoff-no-sla' is to run | write 'off', 'info', 'warn' or 'error'"
        ),
        (
            "ping-pong: at",
            "'at' does not say how 'ping-pong' is to run | write 'off', 'info', 'warn', 'error', 'warn at 3 crossings' or 'warn at 20%'"
        ),
        (
            "ping-pong: warn at many",
            "'warn at many' does not say how 'ping-pong' is to run | write 'off', 'info', 'warn', 'error', 'warn at 3 crossings' or 'warn at 20%'"
        ),
        (
            "ping-pong: off at 3",
            "'off at 3' does not say how 'ping-pong' is to run | write 'off', 'info', 'warn', 'error', 'warn at 3 crossings' or 'warn at 20%'"
        ),
        (
            "branch-sum: warn at nan%",
            "'warn at nan%' does not say how 'branch-sum' is to run | write 'off', 'info', 'warn', 'error' or 'warn at 0.5%'"
        ),
        ("similar-roles: error", "'similar-roles' judges by words and cannot weigh more than a warning | write 'warn', 'info' or 'off'"),
    ])
    func aCheckThatIsNotUnderstoodIsReported(_ line: String, _ words: String) throws {
        let found = run(map(extra: "checks:\n  \(line)")).split(separator: "\n").map(String.init)
        let complaint = try #require(found.last)
        #expect(complaint.hasSuffix(" unknown-check: \(words)"))
        #expect(complaint.hasPrefix("7:"))
        #expect(found.count == 3)
    }

    @Test func anUnknownProfileOrRuleIsReported() {
        let found = run(map(extra: "checks:\n  profile: gentle\n  handoff-no-sal: off")).split(separator: "\n").suffix(2)
        #expect(found == [
            "7:12 unknown-profile: 'gentle' is not a profile of checks | write one of 'workshop', 'standard', 'strict'",
            "8:3 unknown-rule: 'handoff-no-sal' is not a rule of Baton | did you mean 'handoff-no-sla'?",
        ])
    }

    private func limits(_ rule: String, _ value: String) -> (RuleSettings.Choice?, [Diagnostic]) {
        let map = sound("process: P\nchecks:\n  \(rule): \(value)\nlanes: Sales\nflow:\n  Sales: Call\n").map
        var diagnostics: [Diagnostic] = []
        let settings = RuleSettings(map.checks, catalogue: .standard, diagnostics: &diagnostics)
        return (settings.choices[rule], diagnostics)
    }

    @Test func namedThresholdsAreSetTogether() {
        for value in ["warn at step 75%, rolled 40%", "warn at step 75% and rolled 40%"] {
            let (choice, diagnostics) = limits("low-first-time-right", value)
            #expect(choice?.limits == ["step": 75, "rolled": 40])
            #expect(choice?.severity == .warning)
            #expect(diagnostics.isEmpty)
        }
    }

    @Test func aThresholdOfTwoOfOneUnitMustBeNamed() {
        let (choice, diagnostics) = limits("low-first-time-right", "warn at 75%")
        #expect(choice == nil)
        #expect(diagnostics.map(\.fixes.first?.message) == ["write 'off', 'info', 'warn', 'error', 'warn at step 80%' or 'warn at rolled 50%'"])
    }

    /// `warn at 80%` moves the one level and leaves the other, and each keeps its weight.
    @Test func aLevelIsMovedByItsWord() {
        #expect(limits("over-capacity", "warn at 80%").0 == RuleSettings.Choice(isOff: false, severity: nil, limits: ["warn": 80]))
        #expect(limits("over-capacity", "error at 120%").0 == RuleSettings.Choice(isOff: false, severity: nil, limits: ["error": 120]))
        #expect(limits("over-capacity", "warn").0 == RuleSettings.Choice(isOff: false, severity: .warning, limits: [:]))
        #expect(limits("over-capacity", "off").0?.isOff == true)
    }

    // MARK: Excuses

    private static let excuse = "allow: handoff-no-sla [because \"agreed\", until 2027-01-31]"
    private static let only: Set<String> = ["handoff-no-sla"]

    @Test(arguments: ["lane", "handoff", "step", "process"]) func anExcuseCoversWhatItStandsUnder(_ place: String) {
        let text =
            switch place {
            case "lane": map(lane: Self.excuse)
            case "handoff": map(handoff: Self.excuse)
            case "step": map(step: Self.excuse)
            default: map().replacing("process: Leads\n", with: "process: Leads\n  \(Self.excuse)\n")
            }
        #expect(run(text, only: Self.only).hasPrefix("excused "))
    }

    @Test func anExcuseElsewhereCoversNothing() {
        let text = map().replacing("Sales: Review lead\n", with: "Sales: Review lead\n    \(Self.excuse)\n")
        #expect(run(text, only: Self.only) == "8:14 warning handoff-no-sla")
        let other = map(handoff: "allow: key-person [because \"agreed\"]")
        #expect(run(other, only: Self.only) == "8:14 warning handoff-no-sla")
    }

    @Test func anExcuseEndsOnTheDayAfterItsDate() throws {
        let last = try #require(CalendarDate(year: 2027, month: 1, day: 31))
        let after = try #require(CalendarDate(year: 2027, month: 2, day: 1))
        #expect(run(map(handoff: Self.excuse), today: last, only: Self.only) == "excused 8:14 warning handoff-no-sla")
        #expect(run(map(handoff: Self.excuse), today: after, only: Self.only) == "8:14 warning handoff-no-sla")
    }

    @Test func anExcuseForNoRuleIsReported() {
        #expect(run(map(handoff: "allow: handoff-no-slo [because \"agreed\"]"), only: []) == "9:14 unknown-rule: 'handoff-no-slo' is not a rule of Baton | did you mean 'handoff-no-sla'?")
    }

    @Test func anExcuseUnderTheStepBeforeAParallelBlockCoversItsHandoffs() {
        let text = """
            process: Launch
            lanes: Marketing, Legal
            flow:
              Marketing: Write brief
                allow: handoff-no-artifact [because agreed]
              in parallel:
                path: a
                  Legal: Check
                path: b
                  Legal: File
            """
        #expect(run(text, only: ["handoff-no-artifact"]) == "excused 4:14 error handoff-no-artifact")
    }

    // MARK: Gaps

    @Test func whatCannotBeAssessedIsCountedAndSaid() {
        let report = Catalogue.standard.run(
            over: Inspection(sound("process: Leads\nlanes: Sales\nflow:\n  Sales: Call").map), profile: .strict)
        #expect(report.ruleCount == Catalogue.standard.rules.count { !$0.comparesBaseline })
        #expect(report.assessedCount == report.ruleCount - Set(report.notAssessable.map(\.rule)).count)
        #expect(report.notAssessable.map(\.rule).contains("term-conflict"))
        #expect(report.notAssessable.allSatisfy { !$0.missing.isEmpty })
    }

    @Test func anEmptyMapIsNoTrouble() {
        let report = Catalogue.standard.run(over: Inspection(sound("lanes: Sales").map))
        #expect(report.findings.isEmpty)
    }
}
