import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// The three processes of the project's sample maps, against hand calculations.
struct MetricsExampleTests {
    static let hour = 60.0

    /// Lead to opportunity, as it runs today: 300 leads a month.
    static func leadToOpportunity() -> ProcessMap {
        var b = MapBuilder(lanes: ["Prospect", "Marketing", "Sales"])
        b.map.lanes[0].kind = .customer
        b.map.volume = Figure(Rate(count: 300, period: .month), at: .nowhere)
        func role(_ name: String, _ lane: Int, _ people: Double?, _ available: Double?) -> Role {
            var role = Role(name: name, lane: LaneID(lane), span: .nowhere)
            role.people = people.map { Figure($0, at: .nowhere) }
            role.available = available.map { Figure($0, at: .nowhere) }
            return role
        }
        b.map.roles = [
            role("Marketing Ops", 1, nil, nil), role("Demand Gen", 1, nil, nil), role("SDR", 2, 1, 0.8), role("AE", 2, 4, nil),
        ]
        let (ops, gen, sdr, ae) = (RoleID(0), RoleID(1), RoleID(2), RoleID(3))
        let submit = b.node(.task, "Submit demo form", lane: 0)
        let enrich = b.node(.task, "Enrich record", lane: 1, work: 5, takes: 4 * hour, ok: 0.85, role: ops)
        let score = b.node(.task, "Score lead", lane: 1, work: 3, takes: 8 * hour, ok: 0.75, role: gen)
        let route = b.node(.task, "Route to queue", lane: 1, work: 2, takes: 4 * hour, ok: 0.8, role: ops)
        let review = b.node(.task, "Review lead", lane: 2, work: 10, takes: 16 * hour, ok: 0.9, role: sdr)
        let accepted = b.node(.decision, "Lead accepted?", lane: 2, role: sdr)
        let contact = b.node(.task, "Contact prospect", lane: 2, work: 30, takes: 14 * hour, ok: 0.95, role: sdr)
        let qualified = b.node(.decision, "Lead qualified?", lane: 2, role: sdr)
        let handover = b.node(.task, "Hand over to AE", lane: 2, work: 15, takes: 8 * hour, ok: 0.7, role: sdr)
        let discovery = b.node(.task, "Discovery call", lane: 2, work: 60, takes: 40 * hour, ok: 0.85, role: ae)
        let worth = b.node(.decision, "Worth an opportunity?", lane: 2, role: ae)
        let create = b.node(.task, "Create opportunity in CRM", lane: 2, work: 15, takes: 8 * hour, ok: 0.9, role: ae)
        let open = b.node(.end, "Opportunity open", lane: 2)
        let closed = b.node(.end, "Lead closed", lane: 2)
        let rejected = b.node(.end, "Rejected", lane: 2)
        for (a, c) in [(submit, enrich), (enrich, score), (score, route), (route, review), (review, accepted), (contact, qualified), (handover, discovery), (discovery, worth), (create, open)] {
            b.flow(a, c)
        }
        b.flow(accepted, contact, .answer, 0.6)
        b.flow(accepted, rejected, .answer)
        b.flow(qualified, handover, .answer, 0.45)
        b.flow(qualified, closed, .answer)
        b.flow(worth, create, .answer, 0.65)
        b.flow(worth, closed, .answer)
        return b.map
    }

    @Test func leadToOpportunityHasTheFiguresOfTheRoom() throws {
        let map = Self.leadToOpportunity()
        let metrics = Inspection(map).metrics
        let path = try #require(metrics.mainPath)
        // 4 + 8 + 4 + 16 + 14 + 8 + 40 + 8 business hours.
        #expect(isClose(path.lead.time.expected, 102 * Self.hour))
        #expect(path.lead.coverage.isComplete)
        // 5 + 3 + 2 + 10 + 30 + 15 + 60 + 15 minutes.
        #expect(isClose(path.work.time.expected, 140))
        #expect(isClose(path.activityRatio, 140 / 6120))
        #expect(isClose(path.rolledOK.share, 0.85 * 0.75 * 0.8 * 0.9 * 0.95 * 0.7 * 0.85 * 0.9))
        #expect(Numerals.percent(path.rolledOK.share, places: 1) == "23.4%")
        #expect(path.activityRatio.map { Numerals.percent($0, places: 1) } == "2.3%")
        #expect(path.handoffs == 2)

        #expect(isClose(metrics.byEnd[0].perMonth, 52.65))
        #expect(isClose(metrics.byEnd[1].perMonth, 300 * 0.6 * (0.55 + 0.45 * 0.35)))
        #expect(isClose(metrics.byEnd[2].perMonth, 120))
        // There is one way to the first end, so the means of what comes out there are the path's.
        let opened = try #require(metrics.byEnd[0].figures)
        #expect(isClose(opened.lead.time.expected, 102 * Self.hour))
        #expect(isClose(opened.work.time.expected, 140))
        #expect(isClose(opened.rolledOK.share, path.rolledOK.share))

        // 32 h for all, 14 h for 60 %, 48 h for 27 %, 8 h for 17.55 %.
        #expect(isClose(metrics.allCases.lead.value?.time.expected, (32 + 0.6 * 14 + 0.27 * 48 + 0.1755 * 8) * Self.hour))
        #expect(metrics.allCases.rework == .value(0))

        let sdr = try #require(metrics.loads.first { map[$0.role].name == "SDR" })
        #expect(isClose(sdr.minutes.hours, 160.25))
        #expect(isClose(sdr.capacity, 128 * Self.hour))
        #expect(sdr.share.map { Numerals.percent($0, places: 1) } == "125.2%")
        let ops = try #require(metrics.loads.first { map[$0.role].name == "Marketing Ops" })
        #expect(isClose(ops.minutes.hours, 35))
        #expect(ops.share == nil)
    }

    /// A weekly meeting that not everyone attends, and a test that sends work back.
    @Test func crmChangeRequestLoopsAreGeometricSeries() throws {
        var b = MapBuilder(lanes: ["Marketing", "IT", "Change Board"])
        let raise = b.node(.task, "Raise request", lane: 0, work: 30, takes: 8 * 60, ok: 0.6)
        let triage = b.node(.task, "Triage", lane: 1, work: 20, takes: 24 * 60, ok: 0.8)
        let meeting = b.node(.task, "Meeting", lane: 0, work: 15, takes: 20 * 60, ok: 0.9)
        let there = b.node(.decision, "Was everyone there?", lane: 0)
        let wait = b.node(.task, "Wait for the next meeting", lane: 0, work: 0, takes: 40 * 60)
        let scope = b.node(.task, "Scope", lane: 1, work: 4 * 60, takes: 24 * 60, ok: 0.75)
        let build = b.node(.task, "Build", lane: 1, work: 12 * 60, takes: 60 * 60, ok: 0.85)
        let test = b.node(.task, "Acceptance test", lane: 0, work: 3 * 60, takes: 40 * 60, ok: 0.9)
        let passed = b.node(.decision, "Test passed?", lane: 0)
        let board = b.node(.task, "Change Board", lane: 2, work: 10, takes: 40 * 60, ok: 0.95)
        let deploy = b.node(.task, "Deploy", lane: 1, work: 60, takes: 8 * 60, ok: 0.95)
        let end = b.node(.end, "Live", lane: 1)
        for (a, c) in [(raise, triage), (triage, meeting), (meeting, there), (wait, there), (scope, build), (build, test), (test, passed), (board, deploy), (deploy, end)] {
            b.flow(a, c)
        }
        b.flow(there, scope, .answer)
        b.flow(there, wait, .answer, 0.25)
        b.flow(passed, board, .answer)
        b.flow(passed, build, .answer, 0.3)
        let metrics = b.metrics

        // Waits: 0.25 + 0.25² + … = 1/3. Builds and tests: 1 + 0.3 + 0.3² + … = 1/0.7.
        #expect(isClose(metrics.visits[wait.index], 1.0 / 3))
        #expect(isClose(metrics.visits[build.index], 1 / 0.7))
        let once = 8 + 24 + 20 + 24 + 60 + 40 + 40 + 8.0
        let lead = 8 + 24 + 20 + 40.0 / 3 + 24 + 100 / 0.7 + 40 + 8
        #expect(isClose(metrics.mainPath?.lead.time.expected, once * 60))
        #expect(isClose(metrics.allCases.lead.value?.time.expected, lead * 60))
        #expect(isClose(metrics.byEnd[0].figures?.lead.time.expected, lead * 60))
        let work = 0.5 + 1.0 / 3 + 0.25 + 4 + 15 / 0.7 + 1.0 / 6 + 1
        #expect(isClose(metrics.allCases.work.value?.time.expected, work * 60))
        #expect(isClose(metrics.byEnd[0].figures?.work.time.expected, work * 60))
        // Σ (0.85 · 0.9)^k · 0.3^(k-1) · 0.7, times the steps outside the loop.
        let rolled = 0.6 * 0.8 * 0.9 * 0.75 * (0.765 * 0.7 / (1 - 0.3 * 0.765)) * 0.95 * 0.95
        #expect(isClose(metrics.allCases.rolledOK.value?.share, rolled))
        // The first wait happens to a quarter of the cases and is none of the rework.
        #expect(isClose(metrics.allCases.rework.value, lead / (once + 10) - 1))
        // Raise -> triage -> meeting, scope, test, board, deploy; build and test again 3 times in 7.
        #expect(isClose(metrics.handoffs.perCase, 3 + 1 / 0.7 + 0.3 / 0.7 + 1 + 1))
    }

    /// Rework at the agency, recheck at Legal, and a sales kit that nobody waits for.
    @Test func campaignLaunchDoesNotWaitForTheSalesKit() throws {
        var b = MapBuilder(lanes: ["Marketing", "Agency", "Legal", "Web", "Sales Enablement"])
        let brief = b.node(.task, "Write brief", lane: 0, work: 6 * 60, takes: 24 * 60, ok: 0.6)
        let fork = b.node(.fork, "fork", lane: 0)
        let estimate = b.node(.task, "Estimate", lane: 1, work: 3 * 60, takes: 16 * 60, ok: 0.8)
        let concept = b.node(.task, "Concept", lane: 1, work: 40 * 60, takes: 80 * 60, ok: 0.7)
        let review = b.node(.task, "Review concept", lane: 0, work: 2 * 60, takes: 20 * 60, ok: 0.8)
        let approved = b.node(.decision, "Approved?", lane: 0)
        let rework = b.node(.task, "Rework", lane: 1, takes: 36 * 60)
        let legal = b.node(.task, "Legal check", lane: 2, work: 90, takes: 64 * 60, ok: 0.75)
        let cleared = b.node(.decision, "Cleared?", lane: 2)
        let fix = b.node(.task, "Fix and recheck", lane: 2, takes: 80 * 60)
        let page = b.node(.task, "Landing page", lane: 3, work: 16 * 60, takes: 40 * 60, ok: 0.8)
        let check = b.node(.task, "Final check", lane: 0, work: 4 * 60, takes: 16 * 60, ok: 0.9)
        let launch = b.node(.task, "Launch", lane: 0, work: 60, takes: 2 * 60, ok: 0.95)
        let join = b.node(.join, "join", lane: 0)
        b.map.nodes[fork.index].isImplicit = true
        b.map.nodes[join.index].isImplicit = true
        let launched = b.node(.end, "Launched", lane: 0)
        let kit = b.node(.task, "Sales kit", lane: 4, work: 10 * 60, takes: 24 * 60)
        let ready = b.node(.end, "Kit ready", lane: 4)
        b.flow(brief, fork)
        b.flow(fork, estimate, .path)
        b.flow(fork, kit, .path)
        for (a, c) in [(estimate, concept), (concept, review), (review, approved), (rework, approved), (legal, cleared), (fix, cleared), (page, check), (check, launch), (launch, join), (join, launched), (kit, ready)] {
            b.flow(a, c)
        }
        b.flow(approved, legal, .answer, 0.3)
        b.flow(approved, rework, .answer)
        b.flow(cleared, page, .answer)
        b.flow(cleared, fix, .answer, 0.25)
        let metrics = b.metrics

        // Rework 0.7 / 0.3 times, recheck a third of a time.
        let lead = 24 + 16 + 80 + 20 + 36 * 0.7 / 0.3 + 64 + 80.0 / 3 + 40 + 16 + 2
        #expect(isClose(metrics.allCases.lead.value?.time.expected, lead * 60))
        #expect(isClose(metrics.byEnd[0].figures?.lead.time.expected, lead * 60))
        #expect(isClose(metrics.byEnd[0].perCase, 1))
        #expect(isClose(metrics.byEnd[1].perCase, 1))
        #expect(isClose(metrics.byEnd[1].figures?.lead.time.expected, 48 * 60))
        #expect(isClose(metrics.mainPath?.lead.time.expected, (24 + 16 + 80 + 20 + 64 + 40 + 16 + 2) * 60))
        #expect(metrics.mainPath?.lead.coverage.isComplete == true)
        #expect(metrics.missing == ["how many cases come in is not said: write `volume: 300 per month` under the process"])
    }
}
