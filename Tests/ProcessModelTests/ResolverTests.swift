import ProcessModel
import ProcessSyntax
import Testing

@Suite struct FlowTests {
    @Test func theNextLineIsTheNextStep() {
        check(
            """
            process: Tiny
            lanes: Customer, Sales
            flow:
              Customer: Ask
              Sales: Answer
              end: Done
            """,
            """
            process Tiny
            lane Customer
            lane Sales
            task Ask in Customer by Customer (entry)
              -> Answer
            task Answer in Sales by Sales
              -> Done
            end Done in Sales
            """)
    }

    @Test func answersGoOnAfterTheDecisionUnlessTheyJumpOrEnd() {
        check(
            """
            process: P
            lanes: A, B
            flow:
              A: First
              A: Good?
                yes 60%
                no 30%:
                  B: Mend
                otherwise -> First
              B: Last
              end: Done
            """,
            """
            process P
            lane A
            lane B
            task First in A by A (entry)
              -> Good?
            decision Good? in A by A
              -> Last [answer yes] 60%
              -> Mend [answer no] 30%
              -> First [answer otherwise]
            task Mend in B by B
              -> Last
            task Last in B by B
              -> Done
            end Done in B
            """)
    }

    @Test func parallelPathsMeetAgainUnlessTheyEnd() {
        check(
            """
            process: P
            lanes: A, B, C
            flow:
              A: Start work
                handoff: brief
              in parallel:
                path: make
                  B: Make
                path: check
                  C: Check
                path: tell
                  handoff: news
                  C: Tell
                  end: Told
              A: Close
              end: Done
            """,
            """
            process P
            lane A
            lane B
            lane C
            task Start work in A by A (entry)
              -> In parallel: make, check, tell with brief
            fork In parallel: make, check, tell in A
              -> Make [path make] with brief
              -> Check [path check] with brief
              -> Tell [path tell] with news
            task Make in B by B
              -> All done: make, check, tell
            task Check in C by C
              -> All done: make, check, tell
            task Tell in C by C
              -> Told
            end Told in C
            join All done: make, check, tell in A
              -> Close
            task Close in A by A
              -> Done
            end Done in A
            """)
    }

    @Test func forksJoinsCallsExceptionsAndPhases() {
        check(
            """
            process: P
            lanes: A, B
            flow:
              start: Asked
              phase: One
              A: Plan
                on late 1 bd -> Escalate
                on error 5% -> Escalate
              fork: Split
                -> Left
                -> Right
              A: Left
                -> Both
              B: Right
              join: Both [all]
              phase: Two
              call: other-map
              end: Done
              B: Escalate
                -> Plan
            """,
            """
            process P
            lane A
            lane B
            start Asked in A (entry)
              -> Plan
            task Plan in A by A
              -> Split
              -> Escalate [exception late 1 bd]
              -> Escalate [exception error 5%] 5%
            fork Split in A
              -> Left [path]
              -> Right [path]
            task Left in A by A
              -> Both
            task Right in B by B
              -> Both
            join Both in A
              -> other-map
            call other-map in A
              -> Done
            end Done in A
            task Escalate in B by B
              -> Plan
            """)
    }

    @Test func anAnswerAfterWhichNothingFollowsEnds() {
        check(
            "process: P\nlanes: A\nflow:\n  A: Ok?\n    yes 60% -> Go\n    no 40%",
            """
            process P
            lane A
            decision Ok? in A by A (entry)
              -> End [answer no] 40%
            end End in A
            """.replacing("process P", with: "5:16-18 unknown-step: there is no step 'Go' to go to | name a step as it is written in the flow\nprocess P"))
    }

    @Test func anEndOfTheSameNameIsTheSameEnd() {
        let map = resolve("process: P\nlanes: A\nflow:\n  A: Ok?\n    yes:\n      end: Done\n    no:\n      end: Done").map
        #expect(map.nodes.map(\.key) == ["Ok?", "Done"])
        #expect(map.flows.count == 2)
    }
}

@Suite struct SharedFileTests {
    static let organization = """
        lane: Customer [customer]
        lane: Sales
          accountable: Head of Sales
          calendar: Mon-Thu 08:00-18:00
          role: SDR [people 2, available 50%, backup AE]
          role: AE
        lane: Legal
        term: MQL
          Marketing: a score
          Sales: a budget
        """

    @Test func lanesComeInTheOrderTheMapNamesThem() {
        check(
            "process: P\nuse: organization.baton\nlanes: Sales, Legal\nflow:\n  SDR: Call\n  Customer: Answer\n  end: Done",
            using: [Self.organization],
            """
            process P
            lane Sales: SDR, AE
            lane Legal
            lane Customer [customer]
            task Call in Sales by SDR (entry)
              -> Answer
            task Answer in Customer by Customer
              -> Done
            end Done in Customer
            """)
    }

    @Test func sharedFactsAreTakenOver() throws {
        let map = resolve("process: P\nuse: organization.baton\nflow:\n  SDR: Call [work 1 h, wait 2 bd]\n  end: Done", using: [Self.organization]).map
        let role = try #require(map.roles.first)
        #expect(role.people?.value == 2 && role.available?.value == 0.5 && role.backups.map(\.string) == ["AE"])
        #expect(map.accountable(for: NodeID(0)).map(\.string) == ["Head of Sales"])
        // Four days of ten hours: two business days are twenty hours.
        #expect(map.details(of: NodeID(0)).wait?.value?.likely == 1200)
        #expect(map.terms.first?.meanings.map(\.text.string) == ["a score", "a budget"])
        #expect(map.terms.first?.name.span.file == FileID(1))
    }

    @Test func whatIsSaidOfALaneTheMapLeavesOutIsNotAboutTheMap() {
        let shared = "lane: Sales\nlane: Legal\n  allow: handoff-no-sla\n  pain: Slow"
        let map = resolve("process: P\nuse: organization.baton\nflow:\n  Sales: Call\n  end: Done", using: [shared]).map
        #expect(map.lanes.count == 1 && map.allowances.isEmpty && map.pains.isEmpty)
    }

    @Test func whatIsSaidUnderAnAnswerIsAboutItsDecision() {
        let map = resolve("process: P\nlanes: A, B\nflow:\n  A: Ok?\n    yes:\n      allow: handoff-no-sla\n      B: Go\n    no [pain Slow]\n  end: E").map
        #expect(map.allowances.map(\.about) == [.node(NodeID(0))] && map.pains.map(\.about) == [.node(NodeID(0))])
    }

    @Test func aSharedFileAloneIsNoProcess() {
        let (map, complaints) = resolve(Self.organization)
        #expect(complaints == "" && !map.isProcess && map.lanes.count == 3)
    }
}

@Suite struct DetailTests {
    @Test func bracketsAndLinesMeanTheSame() {
        let head = "process: P\nlanes: A, B\nflow:\n"
        let brackets = resolve(head + "  A: Do [work 5 min, wait 1-2 bh because batching, ok 80%, in CRM, touchpoint]\n  B: Go\n  end: E").map
        let lines = resolve(
            head + "  A: Do\n    work: 5 min\n    wait: 1-2 bh because batching\n    ok: 80%\n    in: CRM\n    touchpoint:\n  B: Go\n  end: E").map
        for map in [brackets, lines] {
            let details = map.details(of: NodeID(0))
            #expect(details.work?.value?.likely == 5)
            #expect(details.wait?.value?.low == 60 && details.wait?.value?.likely == 90 && details.wait?.value?.high == 120)
            #expect(details.wait?.value?.clock == .business && details.work?.value?.clock == .elapsed)
            #expect(details.cause == .batching && details.ok?.value == 0.8)
            #expect(details.systems.map(\.string) == ["CRM"] && details.flags == [.touchpoint])
        }
    }

    @Test func aQuestionMarkIsNotTheSameAsNothing() {
        let map = resolve("process: P\nlanes: A\nflow:\n  A: Do [work ?, ok ?]\n  A: Go\n  end: E").map
        let details = map.details(of: NodeID(0))
        #expect(details.work != nil && details.work?.value == nil && details.ok != nil && details.takes == nil)
        #expect(map.details(of: NodeID(1)).work == nil)
    }

    @Test func handoffsSayWhatPasses() throws {
        let map = resolve(
            """
            process: P
            lanes: A, B
            flow:
              A: Do
                handoff: list [via CRM queue, within 4 bh]
                  accept when: score is 65, phone is "there, and right"
                  confirm: CRM status "accepted"
                  fields: name, phone
                  on reject: tell why
                informs: B [what outcome, via email, within 1 bd]
              B: Go
                expects: list with phone, budget [within 2 bh]
                accountable: X + Y
              end: E
            """
        ).map
        let terms = try #require(map.terms(of: FlowID(0)))
        #expect(terms.artifact?.string == "list" && terms.via?.string == "CRM queue" && terms.within?.value?.likely == 240)
        #expect(terms.acceptWhen.map(\.string) == ["score is 65", "phone is \"there, and right\""])
        #expect(terms.confirm?.string == "CRM status \"accepted\"" && terms.onReject?.string == "tell why")
        #expect(terms.fields.map(\.string) == ["name", "phone"] && map.isHandoff(FlowID(0)))
        let inform = try #require(map.details(of: NodeID(0)).informs.first)
        #expect(inform.lane == LaneID(1) && inform.what?.string == "outcome" && inform.within?.value?.likely == 480)
        let expected = try #require(map.details(of: NodeID(1)).expects.first)
        #expect(expected.artifact.string == "list" && expected.fields.map(\.string) == ["phone", "budget"] && expected.within?.value?.likely == 120)
        #expect(map.accountable(for: NodeID(1)).map(\.string) == ["X", "Y"])
    }

    @Test func remarksKnowWhatTheyAreAbout() throws {
        let map = resolve(
            """
            process: P
              allow: no-goal [because "a pilot", until 2027-01-31]
            lanes: A
            flow:
              A: Do
                pain: Slow [impact 4, 3 per week, votes 7, cause resources, felt by A, control shared]
              end: E
            question: Why? [for Head of A, at Do]
            pain: All of it [weekly]
            action: Mend it [owner Ann, due 2027-01-15, fixes Do, measure time]
            """
        ).map
        let pain = try #require(map.pains.first)
        #expect(pain.about == .node(NodeID(0)) && pain.impact?.value == 4 && pain.votes?.value == 7)
        #expect(pain.frequency?.value == Rate(count: 3, period: .week) && pain.cause == .resources && pain.control == .shared)
        #expect(map.pains[1].about == .process && map.pains[1].frequency?.value == Rate(count: 1, period: .week))
        #expect(map.remarks.map(\.about) == [.node(NodeID(0))])
        #expect(map.actions.first?.due?.value == CalendarDate(year: 2027, month: 1, day: 15))
        #expect(map.allowances.first?.because?.string == "a pilot")
    }

    @Test(arguments: [
        ("5 min", 5.0, 5.0, 5.0), ("0.5 h", 30, 30, 30), ("3-8 min", 3, 5.5, 8), ("3–8 min", 3, 5.5, 8), ("3/5/12 min", 3, 5, 12),
        ("1 bd", 480, 480, 480), ("2 bw", 4800, 4800, 4800), ("1 d", 1440, 1440, 1440), ("5min", 5, 5, 5), ("1,500 min", 1500, 1500, 1500),
    ])
    func durations(text: String, low: Double, likely: Double, high: Double) throws {
        let map = resolve("process: P\nlanes: A\nflow:\n  A: Do\n    takes: \(text)\n  end: E").map
        let takes = try #require(map.details(of: NodeID(0)).takes?.value)
        #expect((takes.low, takes.likely, takes.high) == (low, likely, high))
    }
}
