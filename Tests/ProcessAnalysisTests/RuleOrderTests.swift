import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

/// Rules about what comes before what.
@Suite struct RuleOrderTests {
    /// One step that differs between two others is one matter.
    @Test func aShiftThereAndBackIsToldOnce() throws {
        let text = """
            process: Offers
            lane: Sales
              accountable: Head of Sales
            flow:
              Sales: Write offer
              Sales: Calculate discount [accountable Pricing Lead]
              Sales: Send offer
            """
        #expect(try says("accountability-shift", of: text) == [
            "Head of Sales answers for 'Write offer' and Pricing Lead for 'Calculate discount', both in Sales, and nothing says where it changes hands, and so at 1 other place"
        ])
    }

    @Test func aShiftIsSeenAcrossAFork() throws {
        let text = """
            process: Launch
            lane: Marketing
              accountable: VP Marketing
            flow:
              Marketing: Plan
              in parallel:
                path: mail
                  Marketing: Write mail
                path: page
                  Marketing: Build page [accountable Head of Web]
              Marketing: Launch
            """
        #expect(try says("accountability-shift", of: text).count == 1)
    }

    /// Behind a join each of the steps before it counts, not only the first.
    @Test func aShiftIsSeenBehindAJoin() throws {
        let text = """
            process: Launch
            lane: Marketing
              accountable: VP Marketing
            flow:
              Marketing: Plan
                handoff: plan
              in parallel:
                path: mail
                  Marketing: Write mail
                path: page
                  Marketing: Build page [accountable Head of Web]
              Marketing: Launch
            """
        #expect(try says("accountability-shift", of: text) == [
            "Head of Web answers for 'Build page' and VP Marketing for 'Launch', both in Marketing, and nothing says where it changes hands"
        ])
    }

    /// What is unknown at one end has not changed.
    @Test func nobodyIsNoOtherOne() throws {
        let text = """
            process: Leads
            lane: Marketing
            flow:
              Marketing: Enrich record [accountable Marketing Ops]
              Marketing: Score lead [accountable ?]
              Marketing: Route lead
            """
        #expect(try says("accountability-shift", of: text) == [])
    }

    /// Going round, Legal has seen the concept before.
    @Test func whoComesBackInALoopIsNotLate() throws {
        let text = """
            process: Campaign
            lanes: Marketing, Legal
            flow:
              Marketing: Draft concept
                consulted: Legal
              Legal: Check claims
              Legal: Cleared?
                yes 80%
                no 20% -> Draft concept
              Marketing: Launch
            """
        #expect(try says("consulted-too-late", of: text) == [])
    }

    /// A lane that does a step without naming a role may have sent any of its own.
    @Test func aRoleMayHaveBeenThereWithItsLane() throws {
        let text = """
            process: Campaign
            lane: Marketing
            lane: Legal
              role: Counsel
            flow:
              Legal: List what needs a source
              Marketing: Draft concept
                consulted: Counsel
              Counsel: Check claims
            """
        #expect(try says("consulted-too-late", of: text) == [])
    }

    /// Three on one path of two that run in parallel, one on the other.
    @Test func approvalsAreCountedAlongOnePath() throws {
        let text = """
            process: Offers
            lanes: Sales, Legal, Finance
            flow:
              Sales: Write offer
              in parallel:
                path: terms
                  Legal: Check terms [approval, takes 2 bd]
                  Legal: Sign terms [approval, takes 1 bd]
                path: price
                  Finance: Check price [approval, takes 1 bd]
              Sales: Release offer [approval, takes 1 bd]
            """
        #expect(try says("approval-chain", of: text) == [
            "3 approvals on one path: 'Check terms', 'Sign terms' and 'Release offer', which take 32 bh (4 bd)"
        ])
    }

    /// Round and round is one signature, however often.
    @Test func aLoopAddsNoApproval() throws {
        let text = """
            process: Offers
            lanes: Sales
            flow:
              Sales: Write offer
              Sales: Approve offer [approval]
              Sales: Fine?
                yes
                no -> Write offer
              Sales: Approve sending [approval]
            """
        #expect(try says("approval-chain", of: text) == [])
    }
}

@Suite struct CustomerOrderTests {
    /// The longest way between two contacts counts, from the contact before and not from the first.
    @Test func silenceIsTakenFromTheLastWord() throws {
        let text = """
            process: Offers
            lane: Customer [customer]
            lanes: Sales, Legal
            flow:
              Customer: Ask for offer
              Sales: Call back [work 30 min, takes 4 bh, touchpoint]
              Sales: Own terms?
                no 90%
                yes 10%:
                  Legal: Check terms [takes 12 bh]
              Sales: Calculate [takes 2 bh]
              Sales: Send offer [work 1 bh, takes 3 bh, touchpoint]
            """
        #expect(try says("customer-silent-gap", of: text) == [
            "after 'Call back' Customer hears nothing for 16 bh (2 bd) on the longest way, until 'Send offer'"
        ])
    }

    /// What comes after the last word is no gap between two.
    @Test func timeAfterTheLastWordIsNoGap() throws {
        let text = """
            process: Offers
            lane: Customer [customer]
            lanes: Sales, Legal
            flow:
              Customer: Ask for offer
              Sales: Call back [takes 4 bh, touchpoint]
              Legal: File [takes 4 bw]
            """
        #expect(try says("customer-silent-gap", of: text) == [])
    }

    @Test func aKnownGapIsALowerBoundWhereAStepIsSilent() throws {
        let text = """
            process: Offers
            lane: Customer [customer]
            lanes: Sales, Legal
            flow:
              Customer: Ask for offer
              Sales: Calculate [takes 2 bd]
              Legal: Check terms
              Sales: Send offer [work 1 bh, takes 1 bh, touchpoint]
            """
        #expect(try says("customer-silent-gap", of: text) == [
            "after 'Ask for offer' Customer hears nothing for at least 16 bh (2 bd), until 'Send offer'",
            "in part assessable: how long 'Check terms' takes is not said: write it, as in `[takes 4 bh]`",
        ])
    }

    /// Whoever hears something on a path beside does not wait until all paths are done.
    @Test func theLastWordOnAnyPathCounts() throws {
        func offer(_ word: String) -> String {
            """
            process: Offers
            lane: Customer [customer]
            lanes: Sales, Legal
            flow:
              Sales: Call customer [work 1 bh, takes 1 bh, touchpoint]
              in parallel:
                path: terms
                  Legal: Check terms [takes 12 bh]
                path: price
                  Sales: Calculate price [takes 2 bh]
                  Sales: Tell price [work 1 bh, takes 1 bh\(word)]
              Sales: Send offer [work 2 bh, takes 2 bh, touchpoint]
            """
        }
        #expect(try says("customer-silent-gap", of: offer("")) == ["after 'Call customer' Customer hears nothing for 12 bh, until 'Send offer'"])
        #expect(try says("customer-silent-gap", of: offer(", touchpoint")) == ["after 'Tell price' Customer hears nothing for 9 bh, until 'Send offer'"])
    }

    /// The word that goes out beside the work is an answer only where it goes out on every way.
    @Test func anAnswerBesideIsOneOnEveryWay() throws {
        func leads(_ reply: String) -> String {
            """
            process: Leads
            lane: Prospect [customer]
            lanes: Marketing, Sales
            flow:
              Prospect: Submit form
              in parallel:
                path: answer
                  Marketing: Open?
                    yes
                    no:
                      Marketing: Say sorry [touchpoint]
            \(reply)
                path: work
                  Marketing: Score lead
                  Sales: Review lead
              Sales: Call prospect [touchpoint]
            """
        }
        #expect(try says("customer-no-answer", of: leads("")).count == 1)
        #expect(try says("customer-no-answer", of: leads("      Marketing: Send reply [touchpoint]")) == [])
    }

    /// Several things given twice at the same two steps are one matter.
    @Test func whatIsAskedTwiceIsToldOnceAPair() throws {
        let text = """
            process: Orders
            lane: Customer [customer]
            lanes: Sales, Finance
            flow:
              Customer: Fill in form
                handoff: request
                  fields: name, email
              Sales: Check request
              Customer: Sign contract
                handoff: contract
                  fields: Name, E-mail, IBAN
              Finance: Open account
            """
        #expect(try says("customer-asked-twice", of: text) == [
            "Customer gives 'Name' and 'E-mail' at 'Sign contract', and gave them at 'Fill in form' before"
        ])
    }
}
