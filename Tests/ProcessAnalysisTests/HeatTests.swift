import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// Where the room complains against where the numbers are bad. All figures are worked out by hand.
@Suite struct HeatTests {
    private func heat(
        _ text: String, withRules: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
    ) -> (heat: Heat, map: ProcessMap) {
        let map = resolved(text, sourceLocation: sourceLocation)
        let inspection = Inspection(map)
        return (Heat(inspection, findings: withRules ? Catalogue.standard.run(over: inspection).findings : []), map)
    }

    /// Places as lines: `agree 'Review' 16, 7 votes: why`.
    private func lines(_ text: String, withRules: Bool = false, sourceLocation: SourceLocation = #_sourceLocation) -> [String] {
        let (heat, map) = heat(text, withRules: withRules, sourceLocation: sourceLocation)
        return heat.places.map { place in
            var said = place.complaints.score.map { " \(Numerals.decimal($0))" } ?? ""
            if let votes = place.complaints.votes { said += ", \(Numerals.decimal(votes)) votes" }
            return "\(place.outcome.rawValue) \(Heat.name(of: place.subject, in: map))\(said): \(place.reason)"
        }
    }

    /// 12 hours that pass are a working day of 8, so there are 0.5, 8 and 1 bh of waiting: 8 of 9.5 are 84%.
    @Test func theFourAnswers() {
        let map = """
            process: Leads
            lanes: Marketing, Sales
            flow:
              Marketing: Sort [work 10 min, wait 30 min, ok 60%]
              Sales: Review [work 10 min, wait 12 h, ok 95%]
                pain: They go cold [impact 4, weekly, votes 7]
              Sales: Call [work 30 min, wait 1 h, ok 95%]
                pain: Nobody picks up [impact 5, weekly, votes 1, cause resources]
              Marketing: Thank
              Sales: File [work 10 min, wait 0 h, ok 90%]
              end: Done

            """
        #expect(lines(map) == [
            "agree 'Review' 16, 7 votes: waits 8 bh a case, 84% of the waiting that is known",
            "room only 'Call' 20, 1 votes: it waits 1 bh a case and is complete and accurate in 95%, which is within the limits: measure again with those who complain",
            "numbers only 'Sort': complete and accurate in 60% of cases",
            "neither 'Thank': no pain, and no number",
            "quiet 'File': it waits 0 min a case and is complete and accurate in 90%",
        ])
    }

    @Test func votesStandBesideTheScore() throws {
        let text = """
            process: Leads
            lanes: Sales
            flow:
              Sales: Review [work 1 h, wait 0 h, ok 99%]
                pain: A [impact 4, weekly, votes 7]
                pain: B [impact 1, weekly]
              Sales: Call [work 1 h, wait 0 h, ok 99%]
                pain: C [votes 9]
              Sales: File [work 1 h, wait 0 h, ok 99%]
                pain: D
              Sales: Close [work 1 h, wait 0 h, ok 99%]
                pain: E [impact 1, monthly, votes 1]
              end: Done

            """
        let (heat, map) = heat(text)
        let names = heat.places.map { Heat.name(of: $0.subject, in: map) }
        // A pain of which nobody said how bad it is is not small; one that is small by both is.
        #expect(names == ["'Review'", "'Call'", "'File'", "'Close'"])
        #expect(heat.places.map(\.outcome) == [.roomOnly, .roomOnly, .roomOnly, .quiet])
        #expect(heat.places.map(\.complaints.score) == [20, nil, nil, 1])
        #expect(heat.places.map(\.complaints.votes) == [7, 9, nil, 1])
    }

    /// Of 20 bh of waiting 'Close' has 10, 'Call' 8, the others 1 each.
    private func waits(_ checks: String) -> String {
        """
        process: Leads
        \(checks)lanes: Sales
        flow:
          Sales: Sort [work 30 min, wait 1 bh, ok 80%]
          Sales: Call [work 1 h, wait 8 bh, ok 80%]
          Sales: Write [work 30 min, wait 1 bh, ok 79%]
          Sales: Close [work 1 h, wait 10 bh, ok 80%]
          end: Done

        """
    }

    @Test func limitsAreSettings() {
        func hot(_ checks: String) -> [String] {
            let (heat, map) = heat(waits(checks))
            return heat.places.filter { $0.outcome == .numbersOnly }.map { Heat.name(of: $0.subject, in: map) }
        }
        #expect(hot("") == ["'Close'", "'Call'", "'Write'"])
        #expect(hot("checks:\n  heat: at wait 50%\n") == ["'Close'", "'Write'"])
        // Where most is to gain is never quiet.
        #expect(hot("checks:\n  heat: at wait 51%\n  low-first-time-right: warn at step 79%, rolled 10%\n") == ["'Close'"])
        // Less than an even part of the waiting, here a quarter, is never bad.
        #expect(hot("checks:\n  heat: at wait 5%\n") == ["'Close'", "'Call'", "'Write'"])
    }

    @Test(arguments: ["warn", "off", "warn at wait 50%", "at 50%", "at waiting 50%", "at wait 5"])
    func whatCannotBeSetIsTold(value: String) {
        let map = resolved(waits("checks:\n  heat: \(value)\n"))
        let told = Catalogue.standard.run(over: Inspection(map)).diagnostics
        #expect(told.map(\.name) == ["unknown-check"])
        #expect(told.first?.fixes.first?.message == "write 'at wait 20%', 'at again 25%' or 'at loud 50%'")
    }

    /// Waiting is no matter where people work for longer than a case lies.
    @Test func workIsNoWaiting() {
        #expect(lines("""
            process: Leads
            lanes: Sales
            flow:
              Sales: Build [work 40 h, wait 4 bh, ok 90%]
              end: Done

            """) == ["quiet 'Build': it waits 4 bh a case and is complete and accurate in 90%"])
    }

    /// What is not known is never called well, and what is known in part is said.
    @Test func unknownIsNotFine() {
        #expect(lines("""
            process: Leads
            lanes: Sales
            flow:
              Sales: Sort [wait 2 bh]
                pain: A [impact 4, weekly]
              Sales: Call
                pain: B [impact 4, weekly]
              Sales: Good?
                yes: 
                  Sales: Write [takes 20 bh]
                no
              Sales: Close
              end: Done

            """) == [
                "agree 'Sort' 16: waits 2 bh a case, 100% of the waiting that is known",
                "room only 'Call' 16: nobody has said how long it takes or how often it is right: measure it",
                "neither 'Close': no pain, and no number",
                "quiet 'Write': it takes 20 bh (2.5 bd) each time",
            ])
    }

    /// What no number can show is told with what the rules find of that kind.
    @Test func rolesAndGoalsShowInNoNumber() throws {
        let lines = lines("""
            process: Change
            lane: Marketing
              measure: MQLs per month [up]
              role: VP Marketing
            lane: IT
              measure: MQLs per month [down]
              role: IT Director
            pain: They are paid for other things [impact 3, weekly, cause goals]
            flow:
              Marketing: Ask [work 1 h, wait 0 h, ok 95%]
              VP Marketing + IT Director: Approve [work 1 h, wait 0 h, ok 95%]
                accountable: VP Marketing, IT Director
                pain: They only think of themselves [impact 3, weekly, cause personality]
              IT: Build [work 1 h, wait 0 h, ok 95%]
                pain: Nobody decides [impact 3, weekly, cause roles]
              end: Done

            """, withRules: true)
        #expect(lines.contains("room only the process as a whole 12: no number shows goals: begin with what the rules find, measure-conflict"))
        let personal = try #require(lines.first { $0.contains("'Approve'") })
        #expect(personal.contains("no number shows personality: settle first what the rules find, multiple-accountable"))
        #expect(lines.contains { $0.hasPrefix("room only 'Build' 12: no number shows roles: begin with what the rules find, no-accountable") })
    }

    /// SDR: 100 cases of 1 h and of 0.5 h are 150 h, of 160 h: 94%, over the 85% of `over-capacity`.
    private func loaded(_ pain: String) -> String {
        """
        process: Leads
          volume: 100 per month
        lane: Sales
          role: SDR [people 1]
        flow:
          SDR: Sort [work 60 min, wait 0 h, ok 95%]
          SDR: Call [work 30 min, wait 0 h, ok 95%]
        \(pain)  end: Done

        """
    }

    @Test func aRoleWithTooMuchToDo() {
        #expect(lines(loaded("")).first == "numbers only SDR: loaded 94%")
        // Where the room complains at a step of the role, it is seen there, and not again as seen by nobody.
        #expect(lines(loaded("    pain: Too many [impact 4, weekly]\n")) == [
            "agree 'Call' 16: SDR loaded 94%", "quiet 'Sort': it waits 0 min a case and is complete and accurate in 95%",
        ])
    }

    /// Half of the cases go back: 'Draft' and 'Check' are each done twice.
    @Test func aLoopIsToldOnce() {
        #expect(lines("""
            process: Offer
            lanes: Sales
            flow:
              Sales: Draft [work 1 h, wait 0 h, ok 95%]
              Sales: Check [work 1 h, wait 0 h, ok 95%]
              Sales: Good?
                yes 50%
                no 50% -> Draft
              end: Done

            """) == [
                "numbers only 'Draft': done 2 times a case", "quiet 'Check': it waits 0 min a case and is complete and accurate in 95%",
            ])
    }

    /// 'Draft' is done at least once, so its 2 bh are half of the 4 that are known; how much more nobody knows.
    @Test func whatIsDoneAnUnknownNumberOfTimesCounts() {
        #expect(lines("""
            process: First
            lanes: A, B
            flow:
              A: Draft [work 8 h, takes 10 bh]
              B: Good?
                yes
                no -> Draft
              B: Send [work 1 h, wait 2 bh]
                pain: slow [impact 3, weekly]
              end: Done

            """) == [
                "agree 'Send' 12: waits 2 bh a case, 50% of the waiting that is known",
                "quiet 'Draft': it waits 2 bh each time",
            ])
        // Here it lies for longer than it is worked on.
        #expect(lines("""
            process: First
            lanes: A, B
            flow:
              A: Draft [work 1 h, wait 2 bh]
              B: Good?
                yes
                no -> Draft
              B: Send [work 1 h, wait 2 bh]
                pain: slow [impact 3, weekly]
              end: Done

            """) == [
                "agree 'Send' 12: waits 2 bh a case, 50% of the waiting that is known",
                "numbers only 'Draft': waits at least 2 bh a case, 50% of the waiting that is known",
            ])
    }

    /// Ten places of 1 bh, one of 2 and one of 3: of 15 bh, 13% and 20%. Two even parts of 12 are 17%.
    @Test func whereManyWaitLessIsEnough() {
        func hot(_ checks: String) -> [String] {
            let steps = (1...12).map { "  Sales: S\($0) [work 10 min, wait \(max(1, $0 - 9)) bh, ok 95%]\n" }.joined()
            return lines("process: P\n\(checks)lanes: Sales\nflow:\n\(steps)  end: Done\n").filter { $0.hasPrefix("numbers only") }
        }
        #expect(hot("") == ["numbers only 'S12': waits 3 bh a case, 20% of all waiting"])
        #expect(hot("checks:\n  heat: at wait 12%\n").count == 2)
        #expect(hot("checks:\n  heat: at wait 50%\n") == ["numbers only 'S12': waits 3 bh a case, 20% of all waiting, the largest gain"])
    }

    /// Pain 16 and twice the limit stand before pain 20 and just over it; what is put down to people comes last.
    @Test func whereBothAgreeTheNumbersCountToo() {
        #expect(lines("""
            process: P
            lanes: Sales
            flow:
              Sales: One [work 10 min, wait 0 h, ok 79%]
                pain: A [impact 5, weekly]
              Sales: Two [work 10 min, wait 0 h, ok 60%]
                pain: B [impact 4, weekly]
              Sales: Three [work 10 min, wait 0 h, ok 10%]
                pain: C [impact 5, weekly, cause personality]
              end: Done

            """).map { String($0.prefix(12)) } == ["agree 'Two' ", "agree 'One' ", "agree 'Three"])
    }

    /// While the customer has it none of ours works on it: all of it is waiting.
    @Test func whatTheCustomerTakesIsWaiting() {
        #expect(lines("process: P\nlane: Buyer [customer]\nflow:\n  Buyer: Sign [takes 16 bh]\n  end: Done\n") == [
            "numbers only 'Sign': waits 16 bh (2 bd) a case, 100% of all waiting"
        ])
    }

    @Test func aPainAtAHandoffIsHeldAgainstWhatReceives() {
        #expect(lines("""
            process: Leads
            lanes: Marketing, Sales
            flow:
              Marketing: Score [work 1 h, wait 0 h, ok 70%]
                handoff: MQL [via email, within 4 bh]
                  pain: It gets lost [impact 4, weekly]
              Sales: Review [work 1 h, wait 16 bh, ok 95%]
              end: Done

            """, withRules: true) == [
                "agree handoff of 'MQL' 16: 'Review': waits 16 bh (2 bd) a case, 100% of all waiting; 'Score': complete and accurate in 70% of cases; 'Review': the agreed time is shorter than the wait (sla-unmeetable)",
            ])
    }

    // MARK: Pairs

    private func pairs(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> [String] {
        let (heat, map) = heat(text, sourceLocation: sourceLocation)
        return heat.pairs.map { pair in
            func figure(_ value: Double?) -> String { value.map { Numerals.decimal($0) } ?? "?" }
            return "\(map[pair.first].name)-\(map[pair.second].name): \(pair.flows) (\(figure(pair.perCase))), "
                + "waits \(pair.waitIsLowerBound ? "≥ " : "")\(figure(pair.wait)), pains \(figure(pair.complaints.score)), "
                + "causes \(pair.causes.map(\.kind.rawValue).joined(separator: " ")), bad \(pair.badSides.map(\.rawValue).joined(separator: " "))"
        }
    }

    /// A case passes from A to B once and half of the time back: 2 bh + half of 4 bh. C has no times.
    /// Coming to an end is no handoff, whichever lane it is drawn in.
    @Test func whatLiesBetweenTwoLanes() {
        let found = pairs("""
            process: Leads
            lanes: A, B, C
            relationship: A and B
              rating: A 4, B 8
              pain: They never listen [impact 2, weekly, cause personality]
            flow:
              A: Sort [work 1 h, wait 0 h]
              B: Look [work 1 h, wait 2 bh]
                accountable: Head
                pain: Too late [impact 1, weekly, felt by A, cause procedures]
              B: Good?
                accountable: Head
                criteria: it is
                yes 50%:
                  C: Close
                    accountable: Head
                  -> Done
                no 50%:
                  A: Mend [work 1 h, wait 4 bh]
                    accountable: Head
              end: Done

            """)
        #expect(found == [
            "A-B: 2 (1.5), waits 240, pains 12, causes goals procedures, bad waiting pains ratings findings",
            "B-C: 1 (0.5), waits ≥ ?, pains ?, causes procedures, bad findings",
        ])
    }

    @Test func peopleComeLast() throws {
        func causes(_ more: String) -> [Pain.Cause] {
            let map = resolved("""
                process: Leads
                lane: A [accountable Head]
                lane: B [accountable Boss]
                relationship: A and B
                  shared goal: leads that buy
                  pain: They never listen [impact 2, weekly, cause personality]
                \(more)flow:
                  A: Sort
                  B: Look
                  end: Done

                """)
            return Heat(Inspection(map), findings: []).pairs.first?.causes.map(\.kind) ?? []
        }
        #expect(causes("") == [.personality])
        #expect(causes("  pain: Too few [impact 2, weekly, cause resources]\n") == [.resources, .personality])
        #expect(causes("  pain: Nobody knows how [impact 2, weekly, cause procedures]\n") == [.procedures])
    }

    /// A system complains of nobody: what goes wrong in it lies with who feeds it and who feels it.
    @Test func systemsAreNoParty() {
        let found = pairs("""
            process: Leads
            lanes: Marketing, Sales
            lane: CRM [system]
            flow:
              Marketing: Score
              Sales: Review
              CRM: Reject [automated]
                pain: They vanish [impact 4, weekly, felt by Marketing]
              end: Done

            """)
        #expect(found.first?.hasPrefix("Marketing-Sales: 1 (1), waits ≥ ?, pains 16") ?? false, "\(found)")
    }

    /// Lanes that a shared file rates and that pass each other nothing here are no matter of this map.
    @Test func strangersAreLeftOut() {
        let shared = SyntaxTree(parsing: SourceText(id: FileID(1), name: "org.baton", text: """
            lane: A
            lane: B
            lane: C
            relationship: A and C
              rating: A 1, C 2

            """))
        let map = Resolver.resolve(
            SyntaxTree(parsing: SourceText(name: "m.baton", text: "process: P\nuse: org.baton\nlanes: A, B, C\nflow:\n  A: Do\n  B: Make\n")),
            using: [shared]).map
        #expect(Heat(Inspection(map), findings: []).pairs.map { [$0.first.index, $0.second.index] } == [[0, 1]])
    }

    /// No map makes it stumble, and what it says of waiting adds up.
    @Test(arguments: 0..<60) func anyMap(seed: UInt64) {
        var dice = SplitMix(seed: seed)
        var builder = MapBuilder(lanes: ["A", "B", "C"])
        let nodes = (0..<12).map { index in
            builder.node(
                index % 4 == 3 ? .decision : .task, lane: Int.random(in: 0..<3, using: &dice),
                work: Bool.random(using: &dice) ? 60 : nil, takes: Bool.random(using: &dice) ? Double.random(in: 0...900, using: &dice) : nil,
                ok: Bool.random(using: &dice) ? Double.random(in: 0...1, using: &dice) : nil)
        }
        for index in nodes.indices.dropLast() {
            builder.flow(nodes[index], nodes[index + 1], index % 4 == 3 ? .answer : .next, index % 4 == 3 ? 0.6 : nil)
            if index % 4 == 3 { builder.flow(nodes[index], nodes[Int.random(in: 0..<12, using: &dice)], .answer, 0.4) }
        }
        for index in 0..<4 { builder.map.pains.append(Pain(text: Text("P\(index)", at: .nowhere), about: .node(nodes[Int.random(in: 0..<12, using: &dice)]))) }
        let inspection = Inspection(builder.map)
        let heat = Heat(inspection, findings: [])
        #expect(heat.places.map(\.waitShare).reduce(0, +) <= 1 + 1e-9)
        #expect(heat.pairs.compactMap(\.waitShare).reduce(0, +) <= 1 + 1e-9)
        #expect(Set(heat.places.map(\.subject)).count == heat.places.count)
        #expect(heat.places.map(\.outcome) == heat.places.map(\.outcome).sorted())
        for place in heat.places { #expect((place.outcome == .agree || place.outcome == .numbersOnly) == !place.signs.isEmpty) }
    }
}
