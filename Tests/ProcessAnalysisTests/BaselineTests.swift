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
        + comparison.worse.map { "worse \($0.finding.rule): was \($0.was)" }
        + comparison.renames.map { "renamed \($0.was) -> \($0.now)" }
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

    @Test func aStepOfAnotherNameInItsPlaceIsKnown() throws {
        let found = try compare(Self.map, Self.map.replacing("Write offer", with: "Draft offer"))
        #expect(found == ["renamed Write offer -> Draft offer"] + (try compare(Self.map, Self.map)))
    }

    @Test func aLaneOfAnotherNameIsKnownByItsSteps() throws {
        let renamed = Self.map.replacing("Legal", with: "Contracts")
        let found = try compare(Self.map, renamed)
        #expect(found == ["renamed Legal -> Contracts"] + (try compare(Self.map, Self.map)))
        // Agreed to and renamed back, nothing is back that had never been put right.
        #expect(try compare(Self.map, renamed, Self.map) == ["renamed Contracts -> Legal"] + (try compare(Self.map, Self.map)))
    }

    @Test func aRoleOfAnotherNameIsKnownByWhatItDoes() throws {
        let map = """
            process: Leads
              volume: 150 per month
            lane: Sales
              role: SDR [people 1]
            flow:
              SDR: Contact prospect [work 1 h]

            """
        let found = try compare(map, map.replacing("SDR", with: "Caller"))
        #expect(found.contains("renamed SDR -> Caller") && !found.contains { $0.hasPrefix("new") || $0.hasPrefix("gone") })
    }

    /// Where a step stands in another lane's place, it is another step.
    @Test func aStepOfAnotherLaneIsNew() throws {
        let other = Self.map.replacing("  Sales: Write offer", with: "  Legal: Draft offer")
        #expect(try !compare(Self.map, other).contains { $0.hasPrefix("renamed") })
    }

    @Test func whatWentWithItsStepIsNotBack() throws {
        let more = Self.map + "  Sales: Send offer [takes 1 bh, ok 60%]\n"
        // What had been put right is told by `regression` alone.
        #expect(try compare(more, Self.map, more).contains("new low-first-time-right Send offer"))
    }

    private static let slow = Self.map.replacing("via ticket]", with: "via ticket, within 1 bd]")
        .replacing("[takes 4 bh, ok 95%]", with: "[wait 3 bd, work 1 h, ok 95%]")

    /// A time limit that is taken away has not been kept.
    @Test func whatIsAgreedNoMoreHasNotGone() throws {
        #expect(try compare(Self.slow, Self.slow.replacing("within 1 bd", with: "within 5 bd")).contains("gone sla-unmeetable Write offer -> Check offer"))
        let dropped = try compare(Self.slow, Self.slow.replacing(", within 1 bd", with: ""))
        #expect(!dropped.contains { $0.hasPrefix("gone sla") } && dropped.contains { $0.hasPrefix("unseen") })
        let bare = Self.slow.replacing("    handoff: offer [via ticket, within 1 bd]\n      accept when: all fields filled\n", with: "")
        let found = try compare(Self.slow, bare)
        #expect(found.contains("new handoff-no-artifact Write offer -> Check offer") && !found.contains { $0.hasPrefix("gone") })
    }

    /// One and the same work is not heard of, whatever it is called.
    @Test func aHandoffOfAnotherNameIsKnown() throws {
        let silent = Self.map.replacing("    informs: Sales [what outcome]\n", with: "")
        let found = try compare(silent, silent.replacing("handoff: offer", with: "handoff: draft contract"))
        #expect(!found.contains { $0.hasPrefix("new") || $0.hasPrefix("gone") })
    }

    @Test func whatIsKnownAndGetsMuchWorseIsTold() throws {
        let slower = Self.slow.replacing("wait 3 bd", with: "wait 6 bd")
        let found = try compare(Self.slow, slower)
        #expect(found.contains("worse sla-unmeetable: was 24 bh (3 bd)") && found.contains("new regression Check offer"))
        #expect(try !compare(slower, Self.slow).contains { $0.hasPrefix("worse") })
        #expect(try !compare(Self.slow, slower + "checks:\n  regression: at 200%\n").contains { $0.hasPrefix("worse sla") })
        let worse = try compare(Self.map, Self.map.replacing("ok 70%", with: "ok 50%"))
        #expect(worse.contains("worse low-first-time-right: was 70%") && worse.contains("new regression Write offer"))
    }

    /// Nobody is faster for a day that has fewer hours.
    @Test func otherHoursOfTheDayAreNoOtherTimes() throws {
        let days = Self.slow.replacing("takes 4 bh", with: "takes 2 bd")
        let short = days.replacing("  goal:", with: "  calendar: Mon-Fri 09:00-15:00\n  goal:")
        #expect(try !compare(days, short).contains { $0.hasPrefix("better") || $0.hasPrefix("worse") })
        #expect(try !compare(short, days).contains { $0.hasPrefix("new regression") || $0.hasPrefix("worse") })
    }

    @Test func aLoadThatLeavesRoomIsNotWorse() throws {
        let map = """
            process: Leads
              volume: 60 per month
            lane: Sales
              role: SDR [people 1]
            flow:
              SDR: Contact prospect [work 1 h]

            """
        #expect(try compare(map, map.replacing("60 per", with: "120 per")).allSatisfy { $0.hasPrefix("known") })
        #expect(try compare(map, map.replacing("60 per", with: "140 per")).contains("new regression SDR"))
    }

    /// A flow has another name then, and what is said of it is the same.
    @Test func aStepBetweenLeavesKnownWhatIsSaidOfTheFlow() throws {
        let slow = Self.map.replacing("  Legal: Check offer [takes 4 bh, ok 95%]\n", with: "  Legal: Check offer [wait 40 bh, work 1 h, ok 95%]\n    expects: offer [within 4 bh]\n")
        let between = slow.replacing("  Sales: Write offer", with: "  Sales: Ask for prices [takes 1 bh]\n  Sales: Write offer")
        #expect(try !compare(slow, between).contains { $0.contains("sla-unmeetable") })
        let after = slow.replacing("    handoff: offer", with: "  Sales: Read it once more\n    handoff: offer")
        #expect(try !compare(slow, after).contains { $0.contains("sla-unmeetable") })
    }

    /// The same handoff, though its words name another step.
    @Test func aStepPutInBehindAHandoffLeavesItKnown() throws {
        let silent = Self.slow.replacing("    informs: Sales [what outcome]\n", with: "")
        let split = silent.replacing("  Legal: Check offer", with: "  Legal: Open the file\n  Legal: Check offer")
        let found = try compare(silent, split)
        #expect(!found.contains { $0.contains("black-hole") }, "\(found)")
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
        #expect(try compare(Self.map, slower).contains("new regression Check offer"))
        #expect(try !compare(Self.map, slower + "checks:\n  regression: at 20%\n").contains("new regression Offers"))
    }

    @Test(arguments: [
        ("a case takes 64 bh (8 bd) to 'Live', and the budget is 40 bd", "a case takes 45 min to 'Live', and the budget is 5 bd"),
        ("at least 3 steps are late", "1 step is late"),
        ("every case needs SDR for 'Review' and 2 more steps", "every case needs SDR for 'Review' and 1 more step"),
        ("SDR needs 160.25 h of 128 h a month (125%)", "SDR needs 90 h of 128 h a month (70.3%)"),
        ("23% of cases go round; most at 'A' (60%)", "13.8% of cases go round; most at 'B' (50%)"),
        ("it has 1 person, 160 days ago", "it has 2 people, 1 day ago"),
        ("after 'A' Customer hears nothing for 75.83 bh (9.5 bd) on the longest way, until 'B'", "after 'A' Customer hears nothing for at least 36 bh (4.5 bd), until 'B'"),
        ("'x' from Sales waits 39 bh (4.9 bd) before 'B' begins in Legal", "'x' from Sales may wait up to 20 bh (2.5 bd) before 'B' begins in Legal"),
        ("at 'A' a case waits 8 bh for 5 min of work, which is 40% of all waiting that is known", "at 'A' a case waits 45 min without any work, which is all the waiting there is"),
        ("a case is handed over 3 times on its main path, and the budget is 2", "a case is handed over 2.4 times on average over all cases (2 on its main path), and the budget is 2"),
        ("'A' and the 3 steps after it never come to an end: x", "'A' never comes to an end: y"),
        ("9 handoffs for 11 steps, 4 of them between Sales and Legal", "4 handoffs for 5 steps, all between Sales and Legal"),
        ("a case takes 64 bh to 'Live' (you measure about two weeks now), and the target is 5 bd", "a case takes 64 bh to 'Live', and the target is 5 bd"),
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
