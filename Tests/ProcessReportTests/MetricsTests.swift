import Foundation
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis
@testable import ProcessReport

struct MetricsTests {
    private func report(_ text: String, path: String = "lead.baton") -> MetricsReport {
        let resolution = Resolver.resolve(SyntaxTree(parsing: SourceText(name: path, text: text)))
        #expect(resolution.diagnostics.isEmpty)
        return MetricsReport(entries: [.init(path: path, inspection: Inspection(resolution.map))])
    }

    /// By hand: 4 + 8 + 16 bh and 5 + 30 + 25 min on the main path; 85% x 90% = 76.5%. Half of 300
    /// leads go on, and half of the time is 12 bh without the offer: 12 + 8 = 20 bh on average.
    private let lead = """
        process: Lead
          state: as-is
          unit: lead
          volume: 300 per month

        lane: Prospect [customer]
        lane: Marketing
          role: Ops [people 1]
        lane: Sales
          role: SDR [people 1, available 50%]

        flow:
          Prospect: Ask for a demo
          Ops: Score lead [work 5 min, takes 4 bh, ok 85%]
          SDR: Call prospect [work 30 min, takes 8 bh, ok 90%]
          SDR: Interested?
            yes 50%
            no 50% -> Closed
          Sales: Send offer [work 25 min, takes 16 bh, ok ?]
          end: Won
          end: Closed

        """

    @Test func forPeople() {
        let report = report(lead)
        let assumed = report.entries.flatMap(\.inspection.metrics.assumptions).map { "  - \($0)" }.joined(separator: "\n")
        let text = report.text()
        let hurts = text.components(separatedBy: "\n").drop { !$0.hasPrefix("Heat") }.prefix { $0 != "Assumed" }.dropLast().joined(separator: "\n")
        #expect(hurts.contains("Function by function"))
        expectText(
            text,
            """
            Lead  lead.baton
            as-is, 300 per month (lead)

            Figures
                           share  a month       lead time      work  activity ratio  rolled ok  handoffs
              Main path                    28 bh (3.5 bd)       1 h            3.6%    ≤ 76.5%         2
              All cases               300  20 bh (2.5 bd)  47.5 min              4%    ≤ 76.5%         2
                to Won       50%      150  28 bh (3.5 bd)       1 h            3.6%    ≤ 76.5%
                to Closed    50%      150  12 bh (1.5 bd)    35 min            4.9%      76.5%
              rolled ok: how often a case passes all its steps with nothing to be put right
              about 37.5 cases are under way at any time, most with Sales 30, Marketing 7.5
              ≤: at most this much, as some steps do not say how often their work is ok

            Main path, step by step  5 steps, 2 handoffs
              who       step            lead time    work   ok
              Prospect  Ask for a demo
              Ops       Score lead           4 bh   5 min  85%  █████
              SDR       Call prospect        8 bh  30 min  90%  ██████████
              SDR       Interested?
              Sales     Send offer          16 bh  25 min    ?  ████████████████████

            Where the lead time goes  over all cases
              work                    47.5 min   4%  ▊
              waiting: no cause said  19.21 bh  96%  ███████████████████▎

            Gain without a wait  over all cases, each wait by itself
              step           who        wait  because     gain  of lead time  cases there
              Send offer     Sales  15.58 bh  ?        7.79 bh           39%           15
              Call prospect  SDR      7.5 bh  ?         7.5 bh         37.5%           15
              Score lead     Ops     3.92 bh  ?        3.92 bh         19.6%          7.5

            Rework at its source  what is not ok, back at the step that caused it
              step           who   ok  back a month  work a month
              Call prospect  SDR  90%         33.33       16.67 h
              Score lead     Ops  85%         52.94        4.41 h
              those who find it spend time as well, which is not counted
              with it a case takes 21.59 bh (2.7 bd) in place of 20 bh (2.5 bd), and 51.7 min of work in place of 47.5 min

            Load a month
              Marketing  Ops              25 h  of 160 h   16%  ███▏
              Sales      SDR             150 h   of 80 h  188%  ████████████████████|█████████████████▌
              Sales      no role named  62.5 h

            What limits it  the role whose time is used up first, work for other maps set aside
              SDR has time for 160 cases a month, and 300 come in
              with one more person it has time for 320

            Key people  roles of one person for whom nobody stands in, and what stops while they are away
              role  lane       cases that need it  work that stops
              Ops   Marketing                100%             100%
              SDR   Sales                    100%              89%

            Handoffs from lane to lane  2 on the map, 2 along the main path, 2 a case
              from \\ to  Marketing  Sales
              Prospect       1 (1)      ·
              Marketing          ·  1 (1)
              on the map, and in brackets how many times a case passes

            \(hurts)

            Assumed
            \(assumed)

            Not known
              - ok of 'Send offer'

            """)
    }

    @Test func aMapWithoutFigures() {
        let text = report("process: Lead\nlanes: Marketing, Sales\nflow:\n  Marketing: Score lead\n  Sales: Call prospect\n").text()
        #expect(text.contains("Main path"))
        #expect(!text.contains(" 0%") && !text.contains(" 0 min"))
        #expect(text.contains("- work of 'Score lead', 'Call prospect'"))
    }

    /// `Asker` and `Teller` are loaded by both maps; what nobody can tell is not called 0.
    @Test func loadsOfWhichSomeIsNotKnown() throws {
        func map(_ id: String, people: Int, shares: String) -> ProcessMap {
            var map = Resolver.resolve(SyntaxTree(parsing: SourceText(name: id + ".baton", text: """
                process: \(id)
                  volume: 60 per month
                lane: Desk
                  role: Asker [people \(people)]
                  role: Teller [people 1]
                  role: Seer [people 1]
                flow:
                  Asker: Ask [work 1 h]
                  Asker: Big?
                    yes\(shares):
                      Seer: Look closer [work 1 h]
                    no
                  Teller: Tell [work 1 h]
                  end: Done
                """))).map
            map.id = id
            return map
        }
        let maps = [map("a", people: 1, shares: " 50%"), map("b", people: 2, shares: "")]
        let folder = FolderLoad(maps.map { ($0, Inspection($0).metrics) })
        func loads(_ map: ProcessMap) -> [String] {
            let report = MetricsReport(entries: [.init(path: "x", inspection: Inspection(map, folder: folder))])
            let lines = report.text().split(separator: "\n").map(String.init)
            return Array(lines.drop { $0 != "Load a month" }.dropFirst().prefix { $0.hasPrefix(" ") })
        }
        let disagreement = "  Asker: the maps do not agree on how much time there is a month, so there is no share: a says 1 person (160 h), b says 2 people (320 h)"
        let least = "  ≥: at least this much, as some work or some shares are not said"
        #expect(loads(maps[0]) == [
            "  Desk  Asker    120 h      of ?    ?",
            "  Desk  Teller   120 h  of 160 h  75%  ███████████████",
            "  Desk  Seer    ≥ 30 h  of 160 h  19%  ███▊",
            "  Asker: this map 60 h, b 60 h", disagreement, "  Teller: this map 60 h, b 60 h",
            "  Seer: this map 30 h, b not known", least,
        ])
        #expect(loads(maps[1]).contains("  Seer: this map not known, a 30 h"))
        let alone = MetricsReport(entries: [.init(path: "x", inspection: Inspection(maps[1]))])
        #expect(alone.text().contains("  Desk  Seer    not known  of 160 h    ?\n"))
        #expect(!alone.text().contains("≥ 0"))
        let json = try #require(try JSONSerialization.jsonObject(with: Data(alone.json().utf8)) as? [String: Any])
        let load = try #require((((json["maps"] as? [[String: Any]])?.first)?["loads"] as? [[String: Any]])?.last)
        #expect(load["minutesPerMonth"] is NSNull && load["isLowerBound"] as? Bool == true)
    }

    @Test func aNarrowScreen() {
        let text = report(lead).text(Page.Format(width: 60))
        for line in text.split(separator: "\n") { #expect(Printable.columns(line) <= 60, "\(line)") }
        #expect(text.contains("      lead time  28 bh (3.5 bd)\n") || text.contains("      lead time       28 bh (3.5 bd)\n"))
    }

    @Test func forPrograms() throws {
        let text = report(lead).json()
        let back = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(back["format"] as? String == "baton-metrics")
        let map = try #require((back["maps"] as? [[String: Any]])?.first)
        let path = try #require(map["mainPath"] as? [String: Any])
        #expect((path["lead"] as? [String: Any])?["expected"] as? Double == 1680.0)
        #expect((path["work"] as? [String: Any])?["expected"] as? Double == 60.0)
        #expect((path["rolledOk"] as? [String: Any])?["share"] as? Double == 0.765)
        let ends = try #require(map["ends"] as? [[String: Any]])
        #expect(ends.map { $0["perMonth"] as? Double } == [150, 150])
        let loads = try #require(map["loads"] as? [[String: Any]])
        #expect(loads.map { $0["share"] as? Double } == [0.15625, 1.875])
        let steps = try #require(map["steps"] as? [[String: Any]])
        #expect(steps.last?["ok"] is NSNull)

        let waits = try #require(((map["allCases"] as? [String: Any])?["leadParts"] as? [String: Any])?["waits"] as? [[String: Any]])
        #expect(waits.map { ($0["time"] as? [String: Any])?["expected"] as? Double } == [1152.5] && waits.first?["because"] is NSNull)
        let savings = try #require(map["savings"] as? [[String: Any]])
        #expect(savings.map { ($0["saved"] as? [String: Any])?["expected"] as? Double } == [467.5, 450, 235])
        let rework = try #require(map["returnedRework"] as? [String: Any])
        #expect((rework["steps"] as? [[String: Any]])?.map { $0["step"] as? String } == ["Call prospect", "Score lead"])
        #expect(((map["workInProgress"] as? [String: Any])?["cases"] as? [String: Any])?["expected"] as? Double == 37.5)
        let limits = try #require((map["capacityLimits"] as? [String: Any])?["roles"] as? [[String: Any]])
        #expect(limits.map { $0["casesPerMonth"] as? Double } == [160, 1920])
        #expect((map["keyPeople"] as? [String: Any])?["fewest"] as? [String] == ["Ops"])
    }

    // MARK: What is said in words

    private let spoken = """
        process: Launch
          owner: VP Marketing
          sponsor: CRO
          goal: Live on the day
          measure: lead time [now 12 bd, target 10 bd, down]
          volume: 2 per month
          trigger: a topic is due
          scope: from brief to launch
          reviewed: 2026-11-02 [every 3 months]
          budget: handoffs at most 6, lead time at most 10 bd, load at most 85%
        lane: Marketing
          goal: be heard
          charter: charter of Marketing
          ally: Sales
          policy: at most 3 touches per week [owner VP Marketing]
        lane: Sales
        relationship: Marketing and Sales
          rating: Marketing 6, Sales 5 [on 2026-10-01]
          charter: how we work
        flow:
          Marketing: Write brief [work 1 h, takes 2 h, cost 100]
            doc: briefing guide
            consulted: Sales
            support: Agency
            promise: an answer by Friday
            handoff: brief [via email, within 1 bd]
              on reject: back with a reason
              fields: topic, date
            pain: It comes late [impact 4, weekly, control shared, evidence three of four in May]
          Sales: Plan calls [work 1 h, takes 2 h]
            informs: Marketing [what dates, via Slack]
          end: Live
        action: Write a brief template [owner VP Marketing, due 2027-01-15, status started, fixes Write brief, measure briefs in time]

        """

    @Test func whatIsSaidInWordsIsShown() {
        let lines = report(spoken).text().split(separator: "\n").map(String.init)
        for line in [
            "Goal     Live on the day", "Measure  lead time, now 12 bd, target 10 bd, down", "Owner    VP Marketing, sponsor CRO",
            "Trigger  a topic is due", "Scope    from brief to launch",
            "  a case   ≥ 100  known for 1 of 2 steps", "  a month  ≥ 200",
            "  - Marketing: goal be heard; charter charter of Marketing; allied with Sales", "  - Marketing and Sales: charter how we work",
            "  - 'Write brief': written down in briefing guide; consulted Sales; support by Agency; promises an answer by Friday",
            "  - 'It comes late': evidence three of four in May",
        ] { #expect(lines.contains(line), "\(line)") }
    }

    @Test func whatIsSaidInWordsIsForProgramsToo() throws {
        let back = try #require(try JSONSerialization.jsonObject(with: Data(report(spoken).json().utf8)) as? [String: Any])
        let map = try #require((back["maps"] as? [[String: Any]])?.first)
        let cost = try #require(map["cost"] as? [String: Any])
        #expect(cost["perCase"] as? Double == 100 && cost["perMonth"] as? Double == 200 && cost["known"] as? Int == 1)
        let facts = try #require(map["facts"] as? [String: Any])
        for (name, words) in [
            ("owner", "VP Marketing"), ("sponsor", "CRO"), ("goal", "Live on the day"), ("trigger", "a topic is due"),
            ("scope", "from brief to launch"), ("reviewed", "2026-11-02"), ("reviewEvery", "3 months"),
        ] { #expect(facts[name] as? String == words, "\(name)") }
        func first(_ name: String) throws -> [String: Any] { try #require((facts[name] as? [[String: Any]])?.first, "\(name)") }
        #expect(try first("measures")["target"] as? String == "10 bd")
        #expect((facts["budgets"] as? [[String: Any]])?.map { $0["of"] as? String } == ["handoffs", "lead time", "load"])
        let lane = try first("lanes")
        #expect(lane["charter"] as? String == "charter of Marketing" && lane["allies"] as? [String] == ["Sales"])
        #expect((lane["policies"] as? [[String: Any]])?.first?["owner"] as? String == "VP Marketing")
        #expect(try first("relationships")["ratedOn"] as? String == "2026-10-01")
        let step = try first("steps")
        #expect(step["doc"] as? String == "briefing guide" && step["support"] as? [String] == ["Agency"])
        let handoff = try first("handoffs")
        #expect(handoff["onReject"] as? String == "back with a reason" && handoff["fields"] as? [String] == ["topic", "date"])
        let pain = try first("pains")
        #expect(pain["evidence"] as? String == "three of four in May" && pain["control"] as? String == "shared")
        #expect((pain["about"] as? [String: Any])?["name"] as? String == "Write brief")
        let action = try first("actions")
        #expect(action["due"] as? String == "2027-01-15" && action["status"] as? String == "started")
    }
}
