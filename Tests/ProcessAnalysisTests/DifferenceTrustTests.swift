import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// What is known again although much has changed around it, and what counts as one handoff.
@Suite struct DifferenceTrustTests {
    private static let map = """
        process: Claims
          volume: 200 per month
        lane: Service
          accountable: Head of Service
          role: Agent [people 2]
        lane: Finance
          accountable: CFO
          role: Clerk [people 1]
        flow:
          Agent: Register claim [work 10 min, takes 4 bh, ok 90%]
          Agent: Check cover [work 20 min, takes 1 bd, ok 85%]
          Agent: Approve payment [work 5 min, takes 1 bd, ok 98%]
            handoff: payment order [via ERP, within 1 bd]
          Clerk: Pay claim [work 15 min, takes 2 bd, ok 99%]
          end: Paid
        """

    private func compare(_ new: String, _ old: String = map) -> ProcessComparison {
        let inspections = [old, new].map { text in
            Inspection(Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", bytes: Array(text.utf8)))).map)
        }
        let reports = inspections.map { Catalogue.standard.run(over: $0, today: Rule.Example.day) }
        return ProcessComparison(inspections[0], inspections[1], reports: (reports[0], reports[1]))
    }

    @Test(arguments: [
        ["Approve payment", "Release the money", "Pay claim", "Transfer sum"], ["Register claim", "Log the case", "Check cover", "Verify policy"],
    ])
    func neighboursThatWereRenamedTogetherAreKnown(_ names: [String]) {
        let comparison = compare(Self.map.replacing(names[0], with: names[1]).replacing(names[2], with: names[3]))
        #expect(comparison.difference.changes.map(\.oldName) == [names[0], names[2]])
        #expect(comparison.findings.fresh.isEmpty && comparison.findings.gone.isEmpty && comparison.findings.keptCount > 0)
    }

    @Test func twoWithNothingInCommonStayTwo() {
        let other = compare(Self.map.replacing("Register claim [work 10 min, takes 4 bh, ok 90%]", with: "Call a friend [work 12 min, takes 3 bh, ok 70%]"))
        #expect(other.difference.changes.filter { $0.subject == .step }.map(\.kind) == [.added, .removed] || other.difference.changes.filter { $0.subject == .step }.map(\.kind) == [.removed, .added])
    }

    @Test func aHandoffInsideALaneIsNoneAnyMore() {
        let moved = Self.map.replacing("Agent: Approve", with: "Clerk: Approve")
        func handoffs(_ comparison: ProcessComparison) -> [String] {
            comparison.difference.changes.filter { $0.subject == .handoff }.map { "\($0.kind.rawValue) \($0.name)" }
        }
        #expect(Set(handoffs(compare(moved))) == ["added Check cover → Approve payment", "removed Approve payment → Pay claim"])
        #expect(Set(handoffs(compare(Self.map, moved))) == ["removed Check cover → Approve payment", "added Approve payment → Pay claim"])
    }

    @Test func aStepPutInBehindAHandoffLeavesItsFindingsKnown() {
        let split = compare(Self.map.replacing("  Clerk: Pay claim", with: "  Clerk: Prepare payment [work 5 min, takes 2 bd]\n  Clerk: Pay claim"))
        #expect(split.difference.changes.filter { $0.subject == .step }.map(\.name) == ["Prepare payment"])
        #expect(!split.findings.fresh.contains { $0.rule.hasPrefix("handoff") || $0.rule == "black-hole" || $0.rule == "sla-unmeetable" })
    }

    @Test func aRoleThatIsGoneIsNotUnknown() throws {
        let gone = compare(Self.map.replacing("  role: Clerk [people 1]\n", with: "").replacing("Clerk:", with: "Finance:"))
        let load = try #require(gone.figures.first { $0.subject == .load(lane: "Finance", role: "Clerk") })
        #expect(load.new.isAbsent && load.outcome == .other && !gone.isWorse)
    }

    @Test func anotherLimitIsNoImprovement() {
        let strict = Self.map.replacing("lane: Service", with: "checks:\n  low-first-time-right: warn at rolled 99%\nlane: Service")
        let lenient = strict.replacing("rolled 99%", with: "rolled 10%")
        let comparison = compare(lenient, strict)
        #expect(comparison.findings.gone.isEmpty && comparison.findings.silenced.map(\.finding.rule).contains("low-first-time-right"))
    }

    // MARK: Drawn

    @Test func theListAndTheMapAgree() {
        let old = Self.map.replacing("  Agent: Approve", with: "  Agent: Covered?\n    yes 80%\n    no 20%:\n      Agent: Write refusal\n      -> Refused\n  Agent: Approve") + "\n  end: Refused"
        let new = old.replacing("    no 20%:\n      Agent: Write refusal\n      -> Refused\n", with: "    no 20% -> Refused\n").replacing("  Agent: Register", with: "  Clerk: Register")
        let difference = compare(new, old).difference
        let union = MapUnion(difference)
        func mark(_ from: String, _ to: String) -> MapChange.Kind? {
            union.map.flows.indices.first { union.map[union.map.flows[$0].from].name == from && union.map[union.map.flows[$0].to].name == to }.flatMap { union.flows[$0] }
        }
        #expect(mark("Covered?", "Refused") == .changed && mark("Covered?", "Write refusal") == .removed)
        for change in difference.changes where change.subject == .handoff && change.kind != .removed {
            if let flow = change.newFlow { #expect(union.flows[flow.index] == change.kind, "\(change.name)") }
        }
    }
}
