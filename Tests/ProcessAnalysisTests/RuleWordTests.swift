import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@Suite struct WordRuleTests {
    @Test(arguments: ["Handle request", "Do the rest", "Order processing", "Clarification", "Deal with complaint"])
    func vague(_ name: String) throws {
        #expect(try says("vague-label", of: "process: P\nlanes: Service\nflow:\n  Service: \(name)").count == 1)
    }

    @Test(arguments: [
        "Send confirmation", "Comment", "Implement", "Ask for clarification", "Reviewing documentation", "Dokumente prüfen", "Doing", "Question",
        "Write the long and winding documentation",
    ])
    func notVague(_ name: String) throws {
        #expect(try says("vague-label", of: "process: P\nlanes: Service\nflow:\n  Service: \(name)") == [])
    }

    @Test(arguments: [("Check BANT", "BANT"), ("Collect MQLs", "MQL"), ("Prüfe ÄKV", "ÄKV")])
    func undefined(_ name: String, _ word: String) throws {
        #expect(try says("undefined-term", of: "process: P\nlanes: Sales\nflow:\n  Sales: \(name)") == ["'\(word)' is said here and stands in no glossary"])
    }

    @Test(arguments: ["Send PDF", "Part II", "Call A", "SEND IT NOW", "Use iPhone"])
    func notUndefined(_ name: String) throws {
        #expect(try says("undefined-term", of: "process: P\nlanes: Sales\nflow:\n  Sales: \(name)") == [])
    }
}

@Suite struct UnlockTests {
    private func unlocks(_ text: String) -> [RuleReport.Unlock] { Catalogue.standard.run(over: Inspection(sound(text).map), profile: .strict).unlocks }

    /// Without any figure most rules wait for times; each rule is counted once however much it lacks.
    @Test func theNumberThatBlindsMostRulesComesFirst() throws {
        let all = unlocks("""
            process: Offers
              budget: lead time at most 5 bd
              measure: lead time [target 4 bd]
            lanes: Sales, Legal
            flow:
              Sales: Write offer
              Legal: Check offer
            """)
        let first = try #require(all.first)
        #expect(first.number == .time)
        #expect(first.blindCount == first.rules.count)
        #expect(first.rules == ["target-unreachable", "wait-dominated", "budget-exceeded"])
        for unlock in all { #expect(Set(unlock.rules).count == unlock.rules.count) }
    }

    @Test func whatSaysAllItsNumbersWaitsForNone() {
        let all = unlocks("""
            process: Offers
              volume: 10 per month
            lane: Sales
              role: AE [people 2, backup SDR]
              role: SDR [people 2, backup AE]
            flow:
              AE: Write offer [work 1 bh, takes 2 bh, ok 95%]
              SDR: Send offer [work 1 bh, takes 2 bh, ok 95%]
            """)
        #expect(all == [])
    }
}
