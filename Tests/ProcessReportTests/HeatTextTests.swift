import Foundation
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis
@testable import ProcessReport

/// How the heat of a map is told.
@Suite struct HeatTextTests {
    private func report(_ text: String) -> MetricsReport {
        let resolution = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "lead.baton", text: text)))
        #expect(resolution.diagnostics.isEmpty)
        return MetricsReport(entries: [.init(path: "lead.baton", inspection: Inspection(resolution.map))])
    }

    private func lines(_ text: String, from first: String, _ format: Page.Format = .plain) -> [String] {
        let lines = report(text).text(format).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Array(lines.drop { !$0.hasPrefix(first) }.prefix { !$0.isEmpty })
    }

    private let lead = """
        process: Lead
        checks:
          profile: workshop
        lane: Marketing [accountable Head]
        lane: Sales [accountable Boss]
        lane: CRM [system]
        relationship: Marketing and Sales
          rating: Marketing 4, Sales 8
        flow:
          Marketing: Score lead [work 1 h, wait 1 bh, ok 60%]
            handoff: MQL [via email, within 1 bh]
          Sales: Review lead [work 1 h, wait 8 bh, ok 95%]
            pain: They go cold [impact 4, weekly, votes 7, felt by Marketing, cause procedures]
          Sales: Call [work 1 h, wait 1 bh, ok 95%]
          CRM: Keep it
          end: Done

        """

    /// Waiting: 1 + 8 + 1 bh; 8 of 10 lie with Sales, and 9 h are longer than the 1 h that was agreed.
    @Test func forPeople() {
        #expect(lines(lead, from: "Heat") == [
            "Heat  where the room complains against where the numbers are bad, worst first",
            "  The room complains, and the numbers agree: begin here",
            "    'Review lead' in Sales  pain 16, 7 votes",
            "      waits 8 bh a case, 80% of the waiting that is known; the agreed time is shorter than the wait (sla-unmeetable)",
            "      \"They go cold\"",
            "  The numbers are bad, and the room is quiet: ask those who work there",
            "    'Score lead' in Marketing",
            "      complete and accurate in 60% of cases",
            "  nobody has looked, neither a pain nor a number: 'Keep it'",
            "  1 other place is quiet",
            "  pain: impact from 1 to 5, times how often a month; votes stand beside it",
        ])
        let pairs = lines(lead, from: "Function")
        #expect(pairs.first == "Function by function  worst first, and what to settle")
        #expect(pairs.dropFirst(2).first?.hasPrefix("  Marketing and Sales     1 (1)   8 bh    16      7  4, 8     ") ?? false, "\(pairs)")
        #expect(pairs.dropFirst(3).first?.hasPrefix("      procedures: ") ?? false, "\(pairs)")
    }

    @Test func whereNobodyWasAskedItSaysSo() {
        let mute = lead.replacing("    pain: They go cold [impact 4, weekly, votes 7, felt by Marketing, cause procedures]\n", with: "")
        #expect(Array(lines(mute, from: "Heat").prefix(3)) == [
            "Heat  where the numbers are bad, worst first", "  No pain is written down: ask here first", "    'Review lead' in Sales",
        ])
    }

    /// A sketch has neither pains nor numbers, and is not called cold.
    @Test func aSketchHasNoHeat() {
        #expect(lines("process: Lead\nlanes: Sales, Shop\nflow:\n  Sales: Take order\n  Shop: Ship\n  end: Done\n", from: "Heat") == [])
    }

    @Test(arguments: [48, 60, 100]) func noLineIsTooWide(width: Int) {
        for part in ["Heat", "Function"] {
            let lines = lines(lead, from: part, Page.Format(width: width))
            #expect(lines.count > 5)
            for line in lines { #expect(Printable.columns(line) <= width, "\(line)") }
        }
    }

    @Test func forPrograms() throws {
        let back = try #require(try JSONSerialization.jsonObject(with: Data(report(lead).json().utf8)) as? [String: Any])
        let map = try #require((back["maps"] as? [[String: Any]])?.first)
        let places = try #require((map["heat"] as? [String: Any])?["places"] as? [[String: Any]])
        #expect(places.map { $0["outcome"] as? String } == ["agree", "numbers only", "neither", "quiet"])
        let signs = try #require(places.first?["signs"] as? [[String: Any]])
        #expect(signs.map { $0["kind"] as? String } == ["wait", "finding"])
        #expect(signs.first?["value"] as? Double == 480 && signs.first?["share"] as? Double == 0.8)
        let pair = try #require((map["functionPairs"] as? [[String: Any]])?.first)
        #expect(pair["between"] as? [String] == ["Marketing", "Sales"])
        #expect(pair["bad"] as? [String] == ["waiting", "pains", "ratings", "findings"])
        #expect(pair["score"] as? Double == 16 && pair["votes"] as? Double == 7)
    }
}
