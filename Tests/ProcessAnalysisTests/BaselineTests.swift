import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// What a baseline of the first maps, written one after the other, says of the last.
private func compare(_ texts: String..., profile: RuleSettings.Profile? = nil) throws -> [String] {
    var baseline: BaselineMap?
    for text in texts.dropLast() {
        let inspection = Inspection(sound(text).map)
        let report = Catalogue.standard.run(over: inspection, profile: .strict, today: Rule.Example.day)
        baseline = BaselineMap(id: "a", inspection, report, after: baseline)
    }
    let before = try #require(baseline)
    let inspection = Inspection(sound(try #require(texts.last)).map)
    let report = Catalogue.standard.run(over: inspection, profile: profile, today: Rule.Example.day, comparing: .given(before))
    let comparison = BaselineComparison(of: report, inspection, with: before, profile: profile)
    return comparison.fresh.map { "new \($0.rule) \(inspection.map.named($0.place).name)" }
        + comparison.gone.map { "gone \($0.rule) \($0.name)" }
        + comparison.better.map { "better: \($0.words)" }
        + (comparison.unseenCount > 0 ? ["unseen \(comparison.unseenCount)"] : []) + ["known \(comparison.knownCount)"]
}

@Suite struct BaselineTests {
    private static let map = """
        process: Offers
          owner: Head of Sales
          goal: Every offer is out within a day
          measure: hours to the offer [now 20 bh, target 30 bh]
        lane: Sales
          accountable: Head of Sales
        lane: Legal
          accountable: Head of Legal
        flow:
          Sales: Write offer [takes 4 bh, ok 70%]
            handoff: offer [via ticket]
              accept when: all fields filled
          Legal: Check offer [takes 4 bh, ok 95%]
            informs: Sales [what outcome]

        """

    @Test func nothingIsNewInTheSameMap() throws {
        #expect(try compare(Self.map, Self.map).count == 1)
    }

    @Test func movedTextStaysKnown() throws {
        let moved = "# Written down in the workshop.\n\n\n" + Self.map.replacing("flow:", with: "\n# The way of an offer.\nflow:\n")
        #expect(try compare(Self.map, moved) == compare(Self.map, Self.map))
    }

    @Test func numbersInMessagesMakeNothingNew() throws {
        let found = try compare(Self.map, Self.map.replacing("ok 70%", with: "ok 75%"))
        #expect(found == ["better: 71.3% of cases go through without anything put right, and 66.5% did"] + (try compare(Self.map, Self.map)))
    }

    @Test func aRenamedStepIsNewAndGone() throws {
        let found = try compare(Self.map, Self.map.replacing("Write offer", with: "Draft offer"))
        #expect(found.contains("new low-first-time-right Draft offer") && found.contains("gone low-first-time-right Write offer"))
    }

    /// A flow has another name then, and what is said of it is the same.
    @Test func aStepBetweenLeavesKnownWhatIsSaidOfTheFlow() throws {
        let slow = Self.map.replacing("  Legal: Check offer [takes 4 bh, ok 95%]\n", with: "  Legal: Check offer [wait 40 bh, work 1 h, ok 95%]\n    expects: offer [within 4 bh]\n")
        let between = slow.replacing("  Sales: Write offer", with: "  Sales: Ask for prices [takes 1 bh]\n  Sales: Write offer")
        #expect(try !compare(slow, between).contains { $0.contains("sla-unmeetable") })
        let after = slow.replacing("    handoff: offer", with: "  Sales: Read it once more\n    handoff: offer")
        #expect(try !compare(slow, after).contains { $0.contains("sla-unmeetable") })
    }

    @Test func aSecondFindingOfOneKindIsNew() throws {
        let more = Self.map + "  Sales: Send offer [takes 1 bh, ok 60%]\n"
        #expect(try compare(Self.map, more).contains("new low-first-time-right Send offer"))
    }

    @Test func whatIsExcusedHasNotGone() throws {
        let excused = Self.map.replacing("  Sales: Write offer [takes 4 bh, ok 70%]", with: "  Sales: Write offer [takes 4 bh, ok 70%]\n    allow: low-first-time-right [because \"agreed\"]")
        #expect(try !compare(Self.map, excused).contains { $0.hasPrefix("gone low-first") })
    }

    @Test func whatIsNotToBeShownHasNotGone() throws {
        #expect(try compare(Self.map, Self.map, profile: .workshop).allSatisfy { $0.hasPrefix("known") })
        let off = Self.map + "checks:\n  low-first-time-right: off\n"
        #expect(try !compare(Self.map, off).contains { $0.hasPrefix("gone low-first") })
    }

    @Test func whatNobodyCanLookForHasNotGone() throws {
        let silent = Self.map.replacing(", ok 70%", with: "").replacing(", ok 95%", with: "")
        let found = try compare(Self.map, silent)
        #expect(!found.contains { $0.hasPrefix("gone low-first") } && found.contains { $0.hasPrefix("unseen") })
    }

    /// Who takes away a number has not put anything right.
    @Test func whatAStepSaysNoMoreHasNotGone() throws {
        let found = try compare(Self.map, Self.map.replacing(", ok 70%", with: ""))
        #expect(!found.contains("gone low-first-time-right Write offer") && found.contains("unseen 1"))
    }

    @Test func whatComesBackIsSaidOnce() throws {
        let mended = Self.map.replacing("via ticket]", with: "via ticket, within 1 bd]")
        let found = try compare(Self.map, mended, Self.map)
        #expect(found.contains("new regression Write offer -> Check offer"))
        #expect(!found.contains { $0.hasPrefix("new handoff-no-sla") })
        // Who writes the baseline anew agrees to it, and it is known.
        #expect(try compare(Self.map, mended, Self.map, Self.map) == compare(Self.map, Self.map))
    }

    @Test func whatHasGoneStaysInMind() throws {
        let mended = Self.map.replacing("via ticket]", with: "via ticket, within 1 bd]")
        #expect(try compare(Self.map, mended, mended, Self.map).contains("new regression Write offer -> Check offer"))
    }

    @Test func aGraverFindingIsNew() throws {
        let half = """
            process: Leads
              volume: 150 per month
            lane: Sales
              role: SDR [people 1]
            flow:
              SDR: Contact prospect [work 1 h]
            """
        let found = try compare(half, half.replacing("150", with: "200"))
        #expect(found.contains("new over-capacity SDR"))
        #expect(try !compare(half, half.replacing("150", with: "152")).contains("new over-capacity SDR"))
    }

    @Test func withoutABaselineTheRuleDoesNotRun() {
        let inspection = Inspection(sound(Self.map).map)
        let alone = Catalogue.standard.run(over: inspection, today: nil)
        #expect(!alone.gaps.contains { $0.rule == "regression" })
        let unknown = Catalogue.standard.run(over: inspection, today: nil, comparing: .given(nil))
        #expect(unknown.notAssessable.contains { $0.rule == "regression" } && unknown.ruleCount == alone.ruleCount + 1)
    }

    @Test func aMapSetsItsTolerance() throws {
        let slower = Self.map.replacing("[takes 4 bh, ok 95%]", with: "[takes 5 bh, ok 95%]")
        #expect(try compare(Self.map, slower).contains("new regression Offers"))
        #expect(try !compare(Self.map, slower + "checks:\n  regression: at 20%\n").contains("new regression Offers"))
    }

    @Test(arguments: [
        ("a case takes 64 bh (8 bd) to 'Live', and the budget is 40 bd", "a case takes 45 min to 'Live', and the budget is 5 bd"),
        ("at least 3 steps are late", "1 step is late"),
        ("every case needs SDR for 'Review' and 2 more steps", "every case needs SDR for 'Review' and 1 more step"),
        ("SDR needs 160.25 h of 128 h a month (125%)", "SDR needs 90 h of 128 h a month (70.3%)"),
        ("23% of cases go round; most at 'A' (60%)", "13.8% of cases go round; most at 'B' (50%)"),
        ("it has 1 person, 160 days ago", "it has 2 people, 1 day ago"),
        ("rated at 4 of 10 on 2026-05-18; it says: late", "rated at 5 of 10 on 2026-06-18; it says: later"),
    ])
    func oneGist(_ one: String, _ other: String) {
        #expect(Gist(one).text == Gist(other).text)
    }

    @Test(arguments: [
        ("'Step 1' is late", "'Step 2' is late"), ("'A' is late", "'B' is late"), ("Q2C is late", "Q3C is late"),
        ("Sales (Review) passes work", "Sales (Call) passes work"),
    ])
    func twoGists(_ one: String, _ other: String) {
        #expect(Gist(one).text != Gist(other).text)
    }

    @Test(arguments: ["", "(", ")", "'", "1", "(1", "(1)", ":", ";", "at", "at least", "1 (2 bd", "'a b: c", "1 1 1", "(a) (1) b"])
    func anyWordsHaveAGist(_ words: String) {
        #expect(Gist(words).text.utf8.count <= words.utf8.count)
    }
}
