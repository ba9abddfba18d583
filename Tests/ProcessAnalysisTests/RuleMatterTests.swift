import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// What rules that look at one matter leave to each other.
@Suite struct RuleMatterTests {
    private func rules(_ text: String, location: SourceLocation = #_sourceLocation) -> [String] {
        Catalogue.standard.run(over: Inspection(sound(text, location).map)).findings.map(\.rule)
    }

    private func messages(_ rule: String, _ text: String, location: SourceLocation = #_sourceLocation) -> [String] {
        Catalogue.standard.run(over: Inspection(sound(text, location).map)).findings.filter { $0.rule == rule }.map(\.message)
    }

    private static let form = """
        process: Leads
        lane: Prospect [customer]
        lanes: Marketing, Sales
        flow:
          Prospect: Submit form
            handoff: demo request [via email]
          Marketing: Score lead [takes 2 bd]
          Sales: Call prospect [work 30 min, takes 1 bd, touchpoint]

        """

    @Test func ofASilenceOnlyTheMostTellingRuleSpeaks() {
        let ofSilence: Set = ["customer-silent-gap", "customer-no-answer", "handoff-no-receipt"]
        #expect(rules(Self.form).filter(ofSilence.contains) == ["customer-silent-gap"])
        let quick = Self.form.replacing("takes 2 bd", with: "takes 1 bh").replacing("takes 1 bd", with: "takes 1 bh")
        #expect(rules(quick).filter(ofSilence.contains) == ["customer-no-answer"])
        let touched = quick.replacing("takes 1 bh]\n  Sales", with: "takes 1 bh, touchpoint]\n  Sales")
        #expect(rules(touched).filter(ofSilence.contains) == ["handoff-no-receipt"])
    }

    @Test func aLoopOfReworkIsToldOnce() {
        let loop = """
            process: Terms
            lanes: Sales, Legal
            flow:
              Sales: Draft terms [work 1 h, wait 1 bh]
              Legal: Check terms [work 1 h, wait 8 bh]
              Sales: Fine?
                yes 70%
                no 30% -> Draft terms
              Sales: Send terms [work 1 h, wait 1 bh]

            """
        let both: Set = ["rework-heavy", "ping-pong"]
        #expect(rules(loop).filter(both.contains) == ["rework-heavy"])
        let light = loop.replacing("Send terms [work 1 h, wait 1 bh]", with: "Send terms [work 1 h, wait 80 bh]")
        #expect(rules(light).filter(both.contains) == ["ping-pong"])
        #expect(messages("ping-pong", light) == ["30% of cases go round between Legal and Sales: from 'Fine?' back to 'Draft terms'"])
    }

    @Test func whatTheReceiverNeedsIsWhatPasses() {
        #expect(messages("handoff-no-sla", """
            process: Deals
            lanes: Sales, Legal
            flow:
              Sales: Write up
                makes: report, deal
              Legal: Sign [needs deals]

            """).allSatisfy { $0.contains("'deal' passes") })
        let later = messages("handoff-no-sla", """
            process: Hiring
              unit: candidate
            lanes: HR, Team, IT
            flow:
              HR: Order laptop [makes laptop order]
              Team: Interview [needs candidate]
              IT: Set up laptop [needs laptop order]

            """)
        #expect(later.first?.contains("'candidate' passes from HR") == true, "\(later)")
    }

    @Test func aThingTypedTwiceIsNotToldToBeStopped() {
        let both: Set = ["manual-rekey", "artifact-unused"]
        #expect(rules("""
            process: Leads
            lanes: Sales
            flow:
              Sales: Enter customer [in CRM, makes customer record]
              Sales: Open account [in ERP, makes customer record]
              Sales: Write offer [needs price list]
              Sales: Send offer

            """).filter(both.contains) == ["manual-rekey"])
    }

    @Test func aPathThatIsLeftIsNamed() {
        #expect(messages("artifact-not-produced", """
            process: P
            lanes: A, B
            flow:
              A: Begin
              in parallel:
                path: a
                  A: X
                  A: Good?
                    yes
                    no -> Out
                  A: Z
                    makes: p
                path: b
                  B: Y
              A: After
                needs: p
              end: E
              end: Out

            """) == ["'After' needs 'p', and on one way there nothing makes it or hands it over: Begin → Y → After, with the path beside it left at 'Good?' (no)"])
    }

    private func called(_ caller: String) -> [String] {
        let child = sound("process: Check\nlanes: Legal\nflow:\n  Legal: Read it [needs draft]\n", #_sourceLocation).map
        let parent = sound(caller, #_sourceLocation).map
        guard let node = parent.nodeIDs.first(where: { parent[$0].kind == .call }) else { return ["no call"] }
        let links = MapLinks(calls: [[.init(node: node, map: 1)], []], originals: [nil, nil])
        guard let inspection = Folder([.init(parent), .init(child)], links: links).inspection(of: 1) else { return ["no numbers"] }
        let assessment = Rule.artifactNotProduced.assess(inspection)
        return assessment.findings.map(\.message) + assessment.missing
    }

    @Test func whatACallerHasACaseBringsAlong() {
        #expect(called("process: Offers\nlanes: Sales\nflow:\n  Sales: Write draft [makes draft]\n  call: Check\n").isEmpty)
        #expect(called("process: Offers\nlanes: Sales\nflow:\n  Sales: Write up\n  call: Check\n")
            == ["'Read it' needs 'draft', and nothing on this map makes it or hands it over, nor do the maps that call it"])
        #expect(called("process: Offers\nlanes: Sales\nflow:\n  Sales: Big?\n    yes:\n      Sales: Write draft [makes draft]\n    no\n  call: Check\n")
            == ["'draft' may come from a map that calls this one, and not on every way there: let it be made there before each call"])
    }

    /// Each way back leads to another step, each walk over the whole map.
    @Test func manyNestedLoopsAreFollowedInTime() {
        let count = 300
        let steps = (0..<count).map { "  Sales: Step \($0) [takes 1 bh]\n" }.joined()
        let backs = (0..<count).map { "  Sales: Fine \($0)?\n    yes 99%\n    no 1% -> Step \($0)\n" }.joined()
        #expect(messages("rework-heavy", "process: P\nlanes: Sales\nflow:\n\(steps)\(backs)").count == 1)
    }

    @Test func aSecondThresholdStandsOnItsOwnLine() {
        let map = sound("process: P\nchecks:\n  over-capacity: warn at 80%, error at 90%\nlanes: Sales\nflow:\n  Sales: Call\n", #_sourceLocation).map
        var diagnostics: [Diagnostic] = []
        _ = RuleSettings(map.checks, catalogue: .standard, diagnostics: &diagnostics)
        #expect(diagnostics.first?.fixes.first?.message.hasSuffix("; each threshold stands on a line of its own") == true)
    }
}
