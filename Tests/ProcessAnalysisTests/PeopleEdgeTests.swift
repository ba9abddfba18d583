import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@Suite struct KeyPersonEdgeTests {
    private func withStarts(_ flow: String) -> String {
        """
        process: Leads
        lane: Sales
          role: SDR [people 1]
          role: AE [people 3]
        flow:
        \(flow)
        """
    }

    @Test func aStepAfterOneOfTwoStartsIsNotPassedByAll() throws {
        let text = withStarts("""
              start: Form
              SDR: Review form
              -> Call
              start: Phone
              AE: Call
              end: Done
            """)
        #expect(try says("key-person", of: text).isEmpty)
    }

    @Test func aStepBehindBothStartsIs() throws {
        let text = withStarts("""
              start: Form
              AE: Review form
              -> Call
              start: Phone
              SDR: Call
              end: Done
            """)
        #expect(try says("key-person", of: text) == ["every case needs SDR, one person without a backup, for 'Call'"])
    }

    @Test func aStepInALoopThatMustBePassedIs() throws {
        let text = withStarts("""
              SDR: Call
              AE: Reached?
                yes
                no -> Call
              end: Done
            """)
        #expect(try says("key-person", of: text).count == 1)
    }

    /// What an exception leads past is not passed by every case.
    @Test func anExceptionIsAWayAround() throws {
        let text = withStarts("""
              AE: Call
                on error 5% -> Give up
              SDR: Log
              end: Done
              AE: Give up
              end: Lost
            """)
        #expect(try says("key-person", of: text).isEmpty)
    }

    @Test func aDecisionInsideAPathLeavesAWayAround() throws {
        let text = withStarts("""
              in parallel:
                path: a
                  AE: Big?
                    yes:
                      SDR: Check
                    no
                  AE: Sum up
                path: b
                  AE: Write
              AE: Send
            """)
        #expect(try says("key-person", of: text).isEmpty)
    }

    @Test func withoutAnEndNothingCanBeTold() throws {
        let text = withStarts("  SDR: Call\n  AE: Wait\n  -> Call")
        #expect(try says("key-person", of: text) == [
            "not assessable: no path leads from where cases come in to an end: add an `end:`"
        ])
    }
}

@Suite struct SimilarRolesEdgeTests {
    @Test(arguments: [
        ("Marketing Operations", "Marketing Ops"), ("Sales Dev", "Sales Development"), ("Account Mgr", "Account Manager"),
        ("Demand-Gen", "Demand Gen"), ("Operations Marketing", "Marketing Operations"), ("Agencies", "Agency"),
        ("Head of Sales", "Head Sales"), ("Developper", "Developer"), ("CSM", "Customer Success Manager"),
        ("Campaing Manager", "Campaign Manager"), ("MarketingOps", "Marketing Ops"), ("DEV", "Development"), ("Vertrieb Süd", "Vertrieb Süden"),
    ]) func alike(_ a: String, _ b: String) throws {
        // The last pair differs by more than a slip: it is here to show the other side.
        let expected = a == "Vertrieb Süd" ? 0 : 1
        #expect(try says("similar-roles", of: "process: P\nlanes: \(a), \(b)\nflow:\n  \(a): Do").count == expected)
        #expect(try says("similar-roles", of: "process: P\nlanes: \(b), \(a)\nflow:\n  \(a): Do").count == expected)
    }

    @Test(arguments: [
        ("Demand Gen", "Demand Planning"), ("Sales", "Sales Ops"), ("Team A", "Team B"), ("AE", "SDR"), ("Sales 1", "Sales 2"),
        ("Region East", "Region West"), ("Audit", "Auditor"), ("Consulting", "Consultant"), ("Sales Admin", "Salesforce Admin"),
        ("Product Manager", "Project Manager"), ("Administration", "Administrator"), ("Lender", "Sender"), ("IT", "HR"),
        ("Support L1", "Support L2"), ("Marketing", "Markets"), ("VP Marketing", "VP Sales"), ("Legal", "Sales"),
        ("CSM", "Customer"), ("CS", "Customer"), ("MGR", "Manager"),
    ]) func different(_ a: String, _ b: String) throws {
        #expect(try says("similar-roles", of: "process: P\nlanes: \(a), \(b)\nflow:\n  \(a): Do").isEmpty)
    }
}

@Suite struct CapacityEdgeTests {
    private func map(_ id: String, volume: Int, _ extra: String = "") -> ProcessMap {
        sound("""
            process: \(id)
              id: \(id)
              volume: \(volume) per month
            lane: Sales
              role: SDR [people 1]
            flow:
              SDR: Call [work 1 h]\(extra)
            """).map
    }

    private func says(_ map: ProcessMap, beside others: [ProcessMap]) throws -> [String] {
        let rule = try #require(Catalogue.standard.rule(named: "over-capacity"))
        let folder = FolderLoad(([map] + others).map { ($0, Inspection($0).metrics) })
        let assessment = rule.assess(Inspection(map, folder: folder))
        return assessment.findings.map(\.message) + assessment.missing
    }

    /// 100 h alone are fine; with the 70 h of the other map they are not.
    @Test func theMapsOfAFolderAddUp() throws {
        let first = map("leads", volume: 100)
        #expect(try says(first, beside: []).isEmpty)
        #expect(try says(first, beside: [map("events", volume: 70)]) == [
            "SDR needs 170 h of 160 h a month (106%): 70 h in events and 100 h in leads"
        ])
    }

    @Test func aLoadCloseToTheLimitIsNotRoundedOntoIt() throws {
        #expect(try says(map("leads", volume: 161), beside: []) == ["SDR needs 161 h of 160 h a month (101%)"])
        #expect(try says(map("leads", volume: 160, "\n  SDR: Log [work 9 s]"), beside: []) == ["SDR needs 160.4 h of 160 h a month (100.3%)"])
        #expect(try says(map("leads", volume: 137), beside: []) == ["SDR needs 137 h of 160 h a month (86%)"])
    }

    @Test func unknownWorkMakesALowerBound() throws {
        let unknown = map("leads", volume: 170, "\n  SDR: Log [work ?]")
        #expect(try says(unknown, beside: []) == [
            "SDR needs at least 170 h of 160 h a month (at least 106%)",
            "how much work 'Log' is, is not said: write it, as in `[work 10 min]`",
        ])
    }

    @Test func unknownSharesAreAskedFor() throws {
        let unknown = map("leads", volume: 100, "\n  SDR: Fine?\n    yes\n    no -> Call\n  SDR: Log [work 1 min]")
        #expect(try says(unknown, beside: []) == [
            "how often the steps of SDR come up is not said: write a share at each answer, as in `yes 60%`"
        ])
    }
}
