import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

@Suite struct ArtifactNotProducedTests {
    @Test func showsTheWayWithItsAnswers() {
        #expect(says(.artifactNotProduced, """
            process: Offers
            lanes: Sales, Legal
            flow:
              Sales: Draft offer
              Sales: Over 5k?
                yes:
                  Legal: Check terms
                    makes: cleared terms
                no
              Sales: Send offer
                needs: cleared terms
            """) == ["'Send offer' needs 'cleared terms', and on one way there nothing makes it or hands it over: Draft offer → Over 5k? (no) → Send offer"])
    }

    @Test func tellsOfOneGapOnce() {
        #expect(says(.artifactNotProduced, """
            process: Offers
            lanes: Sales
            flow:
              Sales: Draft offer [needs price list]
              Sales: Check offer [needs price list]
              Sales: Send offer [needs Price-List]
            """).count == 1)
    }

    @Test func anExceptionLeavesBeforeTheWorkIsDone() {
        #expect(says(.artifactNotProduced, """
            process: Offers
            lanes: Sales
            flow:
              Sales: Calculate [makes price]
                on error 5% -> Ask customer
              Sales: Send offer [needs price]
              end: Sent
              Sales: Ask customer [needs price]
              end: Asked
            """) == ["'Ask customer' needs 'price', and on one way there nothing makes it or hands it over: Calculate (on error 5%) → Ask customer"])
    }

    @Test func aPathThatLeavesIsNotWaitedFor() {
        #expect(says(.artifactNotProduced, """
            process: Launch
            lanes: Marketing, Legal
            flow:
              in parallel:
                path: law
                  Legal: Allowed?
                    yes:
                      Legal: Clear claims [makes cleared claims]
                    no:
                      end: Stopped
                path: page
                  Marketing: Build page
              Marketing: Launch
                needs: cleared claims
            """).count == 1)
    }

    @Test func theFirstToComeIsNotWaitedFor() {
        func launch(_ join: String) -> String {
            """
            process: Launch
            lanes: Marketing, Legal
            flow:
              Marketing: Brief
              fork: Split
                -> Clear claims
                -> Build page
              Legal: Clear claims [makes cleared claims]
                -> Ready
              Marketing: Build page
              join: Ready [\(join)]
              Marketing: Launch
                needs: cleared claims
            """
        }
        #expect(says(.artifactNotProduced, launch("all")).isEmpty)
        #expect(says(.artifactNotProduced, launch("any")).count == 1)
    }

    @Test func aTermsOtherWordIsTheSameThing() {
        #expect(says(.artifactNotProduced, """
            process: Leads
            lanes: Marketing, Sales
            term: MQL
              also: marketing qualified lead
            flow:
              Marketing: Score lead
                handoff: marketing qualified lead
              Sales: Rest
              Sales: Call
                needs: the MQL
            """).isEmpty)
    }

    /// A loop leads from the maker back to the step that lacks it; what is beside it is told first.
    @Test func whatRunsBesideIsToldEvenInALoop() {
        #expect(says(.artifactNotProduced, """
            process: Quotes
            lanes: Sales, Legal, Finance
            flow:
              Sales: Draft quote
              in parallel:
                path: law
                  Legal: Check terms [makes cleared terms]
                path: money
                  Finance: Approve discount [needs cleared terms]
              Sales: Accepted?
                yes
                no -> Draft quote
              Sales: Invoice
            """) == ["'Approve discount' needs 'cleared terms', which comes from 'Check terms' on the path beside it and may not be there yet: Draft quote → Approve discount"])
    }

    @Test func aNearNameIsOffered() {
        #expect(says(.artifactNotProduced, """
            process: Leads
            lanes: Sales
            flow:
              Sales: Call [makes cal notes]
              Sales: Send offer [needs call notes]
            """) == ["'Send offer' needs 'call notes', and nothing on this map makes it or hands it over; there is 'cal notes'"])
    }

    @Test func whatBothEndsDisputeIsToldElsewhere() {
        let text = """
            process: Leads
            lanes: Marketing, Sales
            flow:
              Marketing: Score lead
                handoff: lead list
              Sales: Review lead
                expects: MQL
            """
        #expect(says(.artifactNotProduced, text).isEmpty)
        #expect(says(.expectationMismatch, text).count == 1)
    }

    @Test func aSilentCallMayMakeIt() {
        func order(_ call: String) -> String {
            """
            process: Orders
            lanes: Sales
            flow:
              Sales: Take order
              \(call)
              Sales: Ship [needs parcel]
            """
        }
        #expect(says(.artifactNotProduced, order("call: packing")) == [
            "in part assessable: what the call of 'packing' makes is not said, and 'parcel' may come from there: write it below the call, as in `makes: parcel`"
        ])
        #expect(says(.artifactNotProduced, order("call: packing [makes parcel]")).isEmpty)
        #expect(says(.artifactNotProduced, order("call: packing [makes bill]")).count == 1)
    }

    @Test func aLongWayKeepsItsChoices() throws {
        let steps = (1...12).map { "  Sales: Step \($0)\n" }.joined()
        let message = try #require(says(.artifactNotProduced, """
            process: Offers
            lanes: Sales
            flow:
            \(steps)  Sales: Big?
                yes:
                  Sales: Check [makes clearance]
                no
              Sales: Send [needs clearance]
            """).first)
        #expect(message.hasSuffix("Step 1 → … → Big? (no) → Send"))
    }

    /// Each of many gaps at the end of a long map tells where its way begins, and what lies near it.
    @Test func aVeryLongWayTellsWhereItBegins() throws {
        let steps = (1...500).map { "  Sales: Step \($0)\n" }.joined()
        let messages = says(.artifactNotProduced, """
            process: Offers
            lanes: Sales
            flow:
            \(steps)  Sales: Send [needs clearance]
              Sales: Clear [makes clearance]
            """)
        #expect(messages == ["'Send' needs 'clearance', which comes only later, from 'Clear': Step 1 → … → Step 500 → Send"])
    }

    @Test func anUnknownNeedIsNoNeedYet() {
        #expect(says(.artifactNotProduced, """
            process: Leads
            lanes: Sales
            flow:
              Sales: Call [needs ?]
            """) == ["not assessable: no step says what it needs: write it below the step, as in `needs: call notes`"])
    }
}

@Suite struct ArtifactUnusedTests {
    @Test func whereNobodyAsksLaterItCannotBeTold() {
        #expect(says(.artifactUnused, """
            process: Leads
            lanes: Sales
            flow:
              Sales: Look up [needs address]
              Sales: Call [makes call notes]
              Sales: Think
              Sales: Send offer
            """) == ["in part assessable: no step after 'call notes' says what it needs: write it below the step that uses it, as in `needs: call notes`"])
    }

    @Test func whatIsHandedOnTwiceIsJudgedWhereItStops() {
        #expect(says(.artifactUnused, """
            process: Offers
            lanes: Sales, Legal, Finance
            flow:
              Sales: Draft
                makes: draft
                handoff: cover letter
              Legal: Check [needs draft]
                handoff: cover letter
              Finance: Book
              Finance: Close [needs draft]
            """).isEmpty)
    }

    @Test func whatOnlyALoopNeedsIsNeeded() {
        #expect(says(.artifactUnused, """
            process: Leads
            lanes: Sales
            flow:
              Sales: Call [needs address]
              Sales: Write notes [makes address]
              Sales: Again?
                yes -> Call
                no
              Sales: Send offer
            """).isEmpty)
    }

    @Test func oneThingIsToldOnce() {
        #expect(says(.artifactUnused, """
            process: Leads
            lanes: Sales, Legal
            flow:
              Sales: Call [makes report]
              Sales: Write [makes report]
                handoff: letter
              Legal: Check [needs terms]
              Legal: File
            """) == [
                "'report' is made at 'Call', and no step that follows needs it",
                "'letter' is handed over to 'Check', which does not need it, and neither does any step that follows",
            ])
    }
}
