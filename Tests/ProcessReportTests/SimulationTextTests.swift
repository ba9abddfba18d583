import Foundation
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis
@testable import ProcessReport

/// What people and programs read of a map that was played.
@Suite struct SimulationTextTests {
    private func report(_ text: String, cases: Int = 1000) -> SimulationReport {
        let resolution = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "lead.baton", text: text)))
        #expect(resolution.diagnostics.isEmpty)
        let outcome: Assessed<SimulationOutcome>
        switch Simulation.prepare(Inspection(resolution.map), .init(cases: cases)) {
        case .notAssessable(let missing): outcome = .notAssessable(missing)
        case .value(let simulation): outcome = simulation.outcome()
        }
        return SimulationReport(entries: [.init(path: "lead.baton", map: resolution.map, outcome: outcome)])
    }

    /// No chance in it: 4 + 2 business hours for each case.
    private let fixed = """
        process: Lead
          budget: lead time at most 1 bd

        lanes: Marketing, Sales

        flow:
          Marketing: Score lead [work 5 min, takes 4 bh]
            handoff: MQL [within 1 bh]
          Sales: Call lead [work 30 min, takes 2 bh]
          Sales: Send offer [takes ?]
          end: Won

        """

    @Test func forPeople() {
        expectText(
            report(fixed).text(),
            """
            Lead  lead.baton
            played 20 times with 50 cases, seed 1

            Lead time
                                              share          mean     P50            P85      P95
              All cases                                    ≥ 6 bh  ≥ 6 bh         ≥ 6 bh   ≥ 6 bh
                nights and weekends included         ≥ 25.6 h ± 1  ≥ 22 h  ≥ 2.2 d ± 0.5  ≥ 2.9 d
                to Won                         100%        ≥ 6 bh  ≥ 6 bh         ≥ 6 bh   ≥ 6 bh
              P85: 85% of the cases take no longer than this
              without waiting for people, and if no lane ever closed, the mean is ≥ 6 bh, as 'baton metrics' says
              ≥: at least this much, as some steps do not say their times

            Time limits
                                      within    kept
              lead time of all cases  1 bd    ≤ 100%
              'MQL' to Call lead      1 bh        0%
              a handoff keeps its limit when work on what was handed over begins by then
              ≤: at most so often, as some times are not known or some queues have no end

            Assumed
              - a time of one figure never varies; of a range all between its ends is as likely, of three points what is near the middle one more so
              - where no calendar is named, people work Monday to Friday from 9:00 to 17:00

            Not known
              - how many cases come in is not said: write `volume: 300 per month` under the process
              - lead time (`takes` or `wait`) of 'Send offer'

            """)
    }

    @Test func aMapThatCannotBePlayedSaysWhatItLacks() {
        expectText(
            report("process: Lead\nlanes: Sales\n\nflow:\n  Sales: Call lead\n  end: Won\n").text(),
            """
            Lead  lead.baton
            This map cannot be played yet.

            What it would have to say
              - no step says how long it takes: write `[work 5 min, takes 4 bh]` after the steps you know it of

            """)
    }

    @Test func queuesAreShownByRole() {
        let text = report("""
            process: Lead
              volume: 100 per month
            lane: Sales
              role: SDR [people 1]
              role: AE [people 1]

            flow:
              SDR: Call lead [work 1 h]
              AE: Write offer [work 2 h]
              end: Won

            """, cases: 4000).text()
        #expect(text.contains("100 cases a month, played 20 times with 200 cases after "))
        #expect(text.contains("\nWaiting for people\n"))
        #expect(text.contains("  Sales  SDR "))
        #expect(text.contains("AE is loaded to 125% by all maps together, so its queue has no end and is not played: it grows by 40 h of work a month; 2 people would have time for it (63%)"))
        #expect(text.contains("cases are on their way at a time"))
    }

    /// A change that gives a role too much work is no improvement.
    @Test func aColumnWithAQueueWithoutAnEndSaysSo() {
        func outcome(_ people: Int) -> SimulationReport.Entry {
            report("process: Lead\n  volume: 100 per month\nlane: Sales\n  role: AE [people \(people)]\n\nflow:\n  AE: Write offer [work 2 h]\n  end: Won\n").entries[0]
        }
        var entry = outcome(3)
        entry.whatIf = .init(changes: ["AE people 1"], outcome: outcome(1).outcome)
        let rows = SimulationReport(entries: [entry]).text().split(separator: "\n")
        for row in ["mean", "P50", "P85", "P95"] {
            #expect(rows.contains { $0.hasPrefix("  lead time, \(row) ") && $0.contains(" no end") }, "\(row)")
        }
        entry.whatIf = .init(changes: ["AE people 3"], outcome: entry.outcome)
        let same = SimulationReport(entries: [entry]).text()
        #expect(same.split(separator: "\n").contains { $0.hasPrefix("  lead time, mean ") && $0.hasSuffix("no difference") })
        #expect(!same.contains("no end"))
    }

    @Test func forPrograms() throws {
        let object = try JSONSerialization.jsonObject(with: Data(report(fixed).json().utf8))
        let document = try #require(object as? [String: Any])
        #expect(document["format"] as? String == "baton-simulation")
        let map = try #require((document["maps"] as? [[String: Any]])?.first)
        #expect(map["id"] as? String == "lead")
        let outcome = try #require(map["outcome"] as? [String: Any])
        let lead = try #require(outcome["lead"] as? [String: [String: Double]])
        #expect(lead["p85"]?["value"] == 360)
        #expect(outcome["isLowerBound"] as? Bool == true)
        #expect(outcome["casesPerMonth"] is NSNull)
        #expect((outcome["ends"] as? [[String: Any]])?.count == 1)
    }

    /// What docs/json.md lists is what is written, and nothing else.
    @Test func everyFieldIsDescribed() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/json.md"), encoding: .utf8)
        let part = try #require(page.range(of: "\n## simulate\n").map { String(page[$0.upperBound...]) })
        let object = try JSONSerialization.jsonObject(with: Data(report(fixed).json().utf8))
        let map = try #require(((object as? [String: Any])?["maps"] as? [[String: Any]])?.first)
        let outcome = try #require(map["outcome"] as? [String: Any])
        for field in (Array(map.keys) + Array(outcome.keys)).sorted() { #expect(part.contains("`\(field)`"), "\(field)") }
    }
}
