import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@Suite struct LoopEdgeTests {
    private func loop(_ answers: String) -> String {
        """
        process: Leads
        lanes: Marketing, Sales
        flow:
          Marketing: Score lead
          Sales: Lead accepted?
        \(answers)
          Sales: Call
          end: Done
        """
    }

    @Test func aShareThatNobodyKnowsIsNotAssessed() throws {
        #expect(try says("ping-pong", of: loop("    yes\n    no -> Score lead")) == [
            "in part assessable: how many cases go back from 'Lead accepted?' to 'Score lead' is not said: write the share at the answer, as in `no 10%`"
        ])
    }

    @Test func theOnlyAnswerWithoutAShareTakesTheRest() throws {
        #expect(try says("ping-pong", of: loop("    yes 70%\n    no -> Score lead")) == [
            "30% of cases go round between Sales and Marketing: from 'Lead accepted?' back to 'Score lead'"
        ])
    }

    /// 1 - 0.8 is a little less than 0.2 to a machine.
    @Test func aRestOfExactlyTheLimitCounts() throws {
        #expect(try says("ping-pong", of: loop("    yes 80%\n    no -> Score lead")).count == 1)
        #expect(try says("ping-pong", of: loop("    yes 80.1%\n    no -> Score lead")).isEmpty)
    }

    /// Half of the half that is rejected goes back: a quarter.
    @Test func sharesMultiplyAlongTheWay() throws {
        let answers = """
                yes 50%
                no 50%:
                  Sales: Can be mended?
                    yes 50% -> Score lead
                    no 50% -> Done
            """
        #expect(try says("ping-pong", of: loop(answers)) == [
            "25% of cases go round between Sales and Marketing: from 'Can be mended?' back to 'Score lead'"
        ])
    }

    @Test func aLoopOverThreeLanesIsAnotherMatter() throws {
        let text = """
            process: Leads
            lanes: Marketing, Sales, Legal
            flow:
              Marketing: Write
              Sales: Read
              Legal: Fine?
                yes 50%
                no 50% -> Write
              end: Done
            """
        #expect(try says("ping-pong", of: text).isEmpty)
    }
}

@Suite struct AdviceTests {
    private func found(_ rule: String, in text: String) -> [Finding] {
        Catalogue.standard.run(over: Inspection(resolved(text))).findings.filter { $0.rule == rule }
    }

    @Test func bothNamesAreNamed() {
        let found = found("similar-roles", in: "process: P\nlanes: Agency, Agencies\nflow:\n  Agency: Do\n")
        #expect(found.map(\.remedy) == ["use either 'Agency' or 'Agencies', if they mean the same; if not, choose names that differ more"])
    }

    /// Who decides when it is late is named only where the map says so.
    @Test(arguments: [("", "…, …"), (" [accountable GC]", "…, GC")]) func escalationNamesThePeopleOfTheMap(lane: String, names: String) {
        let found = found("no-escalation", in: """
            process: P
            lane: Sales
            lane: Legal\(lane)
            relationship: Sales and Legal
              shared goal: cleared deals
            flow:
              Sales: Ask
                handoff: deal [via email, within 1 bd]
              Legal: Answer
              end: Done

            """)
        #expect(found.map(\.remedy) == ["name who decides then on both sides, and by when, as in `escalation: \(names) [within 1 bd]`"])
    }

    /// No advice names a function or thing that is not on the map at hand.
    @Test func adviceKnowsNoOtherMap() {
        let text = """
            process: P
              owner: ?
            lane: Shop
            lane: Depot
            lane: Carrier [partner]
            lane: Buyer [customer]
            flow:
              Shop: Take
                handoff: [within 1 h]
              Depot: Pack
              Carrier: Bring
              Buyer: Unpack
              end: Done
            action: Try it

            """
        let report = Catalogue.standard.run(over: Inspection(resolved(text)))
        let words = report.findings.map(\.remedy) + report.gaps.map(\.missing) + MissingNumber.allCases.map(\.example)
        #expect(words.count > 20)
        for word in words {
            for foreign in ["lead record", "Marketing", "Sales", "SDR", "CRM", "Head of", "VP ", "MQL", "Campaign"] {
                #expect(!word.contains(foreign), "\(word)")
            }
        }
    }

    /// Votes decide only between pains that are equally bad.
    @Test func votesBreakTies() {
        func found(_ pains: [String]) -> [String] {
            let lines = pains.enumerated().map { "    pain: P\($0) [\($1)]\n" }.joined()
            return self.found("pain-without-action", in: "process: P\nlanes: A\nflow:\n  A: Do\n\(lines)  end: Done\n").map { String($0.message.prefix(4)) }
        }
        #expect(found(["impact 1, weekly, votes 90", "impact 2, weekly, votes 1", "impact 1, weekly"]) == ["'P1'"])
        #expect(found(["impact 2, weekly, votes 3", "impact 2, weekly, votes 4", "impact 1, weekly"]) == ["'P1'"])
    }

    /// What lies between the two comes before what lies in one, and one person without a backup is a matter of resources.
    @Test func blameNamesWhatLiesBetweenTheTwo() {
        let found = found("personality-first", in: """
            process: P
            lane: Sales [accountable VP]
              goal: revenue
              role: Desk [people 1]
            lane: Finance [accountable CFO]
              goal: no errors
            relationship: Sales and Finance
              rating: Sales 3, Finance 8
            flow:
              Desk: Review [ok 95%]
                handoff: deal [via email, within 1 bd]
              Finance: Approve
                pain: They are stubborn [cause personality, felt by Sales]
              Desk: Send
              end: Done

            """)
        #expect(found.count == 1)
        #expect(found.first?.related?.message == "settle this first (no-shared-goal)", "\(found.map(\.message))")
    }
}

@Suite struct LooseEndEdgeTests {
    @Test func aLooseParallelBlockIsNamedAfterItsFirstStep() throws {
        let text = """
            process: Leads
            lanes: Sales
            flow:
              Sales: Call
              end: Done
              in parallel:
                path: a
                  Sales: Write
                path: b
                  Sales: Draw
              Sales: Send
            """
        #expect(try says("unreachable", of: text) == ["no way leads to 'Write', nor to the 2 steps that follow"])
    }

    @Test func twoLoosePartsAreTwoFindings() throws {
        let text = """
            process: Leads
            lanes: Sales
            flow:
              Sales: Call
              end: Done
              Sales: Escalate
              end: Escalated
              Sales: Park
              end: Parked
            """
        #expect(try says("unreachable", of: text) == ["no way leads to 'Escalate'", "no way leads to 'Park'"])
    }

    @Test func aMapThatOnlyGoesRoundIsReportedOnce() throws {
        let text = """
            process: Leads
            lanes: Sales
            flow:
              Sales: Call
              Sales: Wait
              -> Call
            """
        #expect(try says("endless-loop", of: text) == ["'Call' and 'Wait' lead only to each other"])
        #expect(try says("cannot-finish", of: text) == [])
    }
}

@Suite struct TermEdgeTests {
    private static let shared = """
        term: MQL
          Marketing: a score
          Sales: a budget
        lanes: Marketing, Sales
        """

    private func findings(of text: String) -> Int {
        let shared = SyntaxTree(parsing: SourceText(id: FileID(1), name: "shared.baton", text: Self.shared))
        let map = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", text: text)), using: [shared]).map
        return Catalogue.standard.run(over: Inspection(map)).findings.filter { $0.rule == "term-conflict" }.count
    }

    /// A shared glossary must not repeat itself under every map.
    @Test func aSharedTermMattersWhereItIsSaid() {
        #expect(findings(of: "process: A\nlanes: Marketing, Sales\nflow:\n  Marketing: Mark as MQL\n") == 1)
        #expect(findings(of: "process: A\nlanes: Marketing, Sales\nflow:\n  Marketing: Score\n    handoff: mql record\n  Sales: Call\n") == 1)
        #expect(findings(of: "process: A\nlanes: Marketing, Sales\nflow:\n  Marketing: Score lead\n") == 0)
    }
}

@Suite struct BrokenMapTests {
    /// Every beginning of every example is looked at without a trap, twice with one result.
    @Test(arguments: Catalogue.standard.rules.map(\.name)) func everyBeginningIsLookedAt(_ name: String) throws {
        let rule = try #require(Catalogue.standard.rule(named: name))
        for example in rule.examples {
            let bytes = Array(unmarked(example.map).text.utf8)
            for length in stride(from: 0, through: bytes.count, by: 7) {
                let tree = SyntaxTree(parsing: SourceText(name: "broken.baton", bytes: Array(bytes[..<length])))
                let inspection = Inspection(Resolver.resolve(tree).map)
                let first = Catalogue.standard.run(over: inspection)
                let second = Catalogue.standard.run(over: inspection)
                #expect(first.findings == second.findings)
                #expect(first.gaps == second.gaps)
            }
        }
    }
}
