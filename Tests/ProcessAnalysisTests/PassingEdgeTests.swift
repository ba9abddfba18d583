import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@Suite struct PassingEdgeTests {
    /// A path's last step sends into the join, which stands in the lane of the step after.
    @Test func eachPathThatJoinsPassesOnce() throws {
        let text = """
            process: Launch
            lanes: Marketing, Legal, Web
            flow:
              Legal: Start
              in parallel:
                path: a
                  Legal: Check claims
                path: b
                  Web: Build page
              Marketing: Launch
            """
        #expect(try says("handoff-no-artifact", of: text) == [
            "work passes from Legal (Start) to Web (Build page), and nobody says what is handed over",
            "work passes from Legal (Check claims) to Marketing (Launch), and nobody says what is handed over",
            "work passes from Web (Build page) to Marketing (Launch), and nobody says what is handed over",
        ])
    }

    @Test func aHandoffBeforeABlockSpeaksOfEveryPath() throws {
        let text = """
            process: Launch
            lanes: Marketing, Legal, Web
            flow:
              Marketing: Brief
                handoff: brief [via email]
              in parallel:
                path: a
                  Legal: Check claims
                  end: Checked
                path: b
                  handoff: page brief [via ticket]
                  Web: Build page
                  end: Built
            """
        #expect(try says("handoff-no-sla", of: text) == [
            "'brief' passes from Marketing (Brief) to Legal (Check claims) and nobody agreed how fast",
            "'page brief' passes from Marketing (Brief) to Web (Build page) and nobody agreed how fast",
        ])
    }

    @Test func aForkThatIsDrawnIsLookedThrough() throws {
        let text = """
            process: Launch
            lanes: Marketing, Legal, Web
            flow:
              Marketing: Brief
                handoff: brief
              fork: Split
                -> Check claims
                -> Build page
              Legal: Check claims
                handoff: cleared claims
                -> Both done
              Web: Build page
                handoff: page
              join: Both done
              Marketing: Launch
            """
        #expect(try says("handoff-no-artifact", of: text).isEmpty)
        #expect(try says("handoff-no-sla", of: text).count == 4)
    }

    @Test func eventsPassNothing() throws {
        let text = """
            process: Leads
            lanes: Marketing, Sales
            flow:
              start: Form sent
              Marketing: Score lead
              end: Done
              Sales: Call
              end: Called
            """
        #expect(try says("handoff-no-artifact", of: text).isEmpty)
    }

    @Test func anExceptionIntoAnotherLaneIsAHandoff() throws {
        let text = """
            process: Leads
            lanes: SDR, Sales
            flow:
              SDR: Call
                on late 1 bd -> Escalate
              end: Done
              Sales: Escalate
              end: Escalated
            """
        #expect(try says("handoff-no-sla", of: text) == ["work passes from SDR (Call) to Sales (Escalate) and nobody agreed how fast"])
    }

    @Test func aSystemIsAskedForNothingButWhatItGets() throws {
        let text = """
            process: Leads
            lane: Sales
            lane: CRM [system]
            flow:
              Sales: Call
                handoff: note [via form]
              CRM: Store note
            """
        for rule in ["handoff-no-acceptance", "handoff-no-receipt", "handoff-no-sla", "channel-mismatch", "black-hole"] {
            #expect(try says(rule, of: text).isEmpty, "\(rule)")
        }
    }

    @Test func aSystemThatPassesItOnIsNoAnswer() throws {
        let text = """
            process: Leads
            lane: Marketing
            lane: CRM [system]
            lane: Sales
            flow:
              Marketing: Score lead
              CRM: Route lead
              Sales: Call
            """
        #expect(try says("black-hole", of: text) == [
            "Marketing (Score lead) passes work to CRM (Route lead) and never hears what became of it"
        ])
    }
}

@Suite struct WordsOfPassingsTests {
    private func passing(to step: String, via channel: String = "email", listens: String = "email") -> String {
        """
        process: Orders
        lane: Sales
        lane: IT
          listens on: \(listens)
        flow:
          Sales: Sell
            handoff: order [via \(channel)]
          IT: \(step)
        """
    }

    @Test(arguments: [("Rework Checkout", false), ("Send confirmation", false), ("Recheck order", true), ("Double-check it", true), ("Order is reviewed", true)])
    func onlyWholeWordsAreChecks(step: String, isCheck: Bool) throws {
        #expect(try says("handoff-no-receipt", of: passing(to: step)).isEmpty == isCheck)
    }

    @Test(arguments: [("the ticket queue", "Ticket queue", true), ("a ticket", "The Ticket", true), ("the queue", "the inbox", false), ("the", "a", false)])
    func articlesMakeNoOtherChannel(channel: String, listens: String, isSame: Bool) throws {
        #expect(try says("channel-mismatch", of: passing(to: "Build", via: channel, listens: listens)).isEmpty == isSame)
    }
}

@Suite struct BlackHoleEdgeTests {
    /// B has answered before A sends it the next piece: that is asked anew.
    @Test func aLaneThatCameUpBeforeIsAskedAnew() throws {
        let text = """
            process: Allow
            lanes: A, B
            flow:
              A: One
              B: Two
              A: Three?
                yes:
                  B: Four
                no
              B: Five
              end: Done
            """
        #expect(try says("black-hole", of: text) == [
            "A (Three?) passes work to B (Four) and never hears what became of it"
        ])
    }

    /// A request on any way to a step makes what comes back from there an answer; going round again changes nothing.
    @Test func workThatIsWaitedForIsTheAnswer() throws {
        let text = """
            process: Allow
            lanes: A, B, C
            flow:
              A: Ask
              B: Clear?
                yes
                no:
                  A: Explain
                  -> Clear?
              C: Make
                informs: B [what outcome]
              A: Use
              end: Done
            """
        #expect(try says("black-hole", of: text).isEmpty)
    }

    /// Done together is heard together.
    @Test func aSharedStepReachesBothLanes() throws {
        let text = """
            process: Change
            lanes: Marketing, IT
            flow:
              Marketing: Raise request
              IT: Triage
              IT + Marketing: Decide
            """
        #expect(try says("black-hole", of: text).isEmpty)
    }

    @Test func informedCounts() throws {
        let text = """
            process: Change
            lane: Marketing
              role: Marketing Ops
            lane: IT
            flow:
              Marketing Ops: Raise request
              IT: Deploy
                informed: Marketing Ops
            """
        #expect(try says("black-hole", of: text).isEmpty)
    }

    @Test func aWordOnOneBranchIsEnough() throws {
        let text = """
            process: Leads
            lanes: Marketing, Sales
            flow:
              Marketing: Score lead
              Sales: Lead accepted?
                yes
                no:
                  Sales: Reject
                    informs: Marketing
                  end: Rejected
              Sales: Call
              end: Called
            """
        #expect(try says("black-hole", of: text).isEmpty)
    }

    /// One question for each step that asks and lane that is asked.
    @Test func twoWaysIntoOneLaneAreOneQuestion() throws {
        let text = """
            process: Leads
            lanes: Marketing, Sales
            flow:
              Marketing: Big?
                yes:
                  handoff: big lead
                  Sales: Visit
                  -> Close
                no:
                  handoff: small lead
                  Sales: Mail
              Sales: Close
            """
        #expect(try says("black-hole", of: text).count == 1)
    }
}
