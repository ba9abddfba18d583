import ProcessAnalysis
import ProcessModel
import Testing

/// The numbers of the sample maps against sums done by hand.
@Suite struct SampleNumbersTests {
    static func inspect(_ name: String) throws -> Inspection { Inspection(try SampleMaps.resolve(name).map) }

    static func isNear(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-6 } ?? false }

    static func product(_ factors: Double...) -> Double { factors.reduce(1, *) }
    static func sum(_ parts: Double...) -> Double { parts.reduce(0, +) }

    /// What a case takes where every answer is the one that leads to the first end.
    struct Path: Sendable {
        let map: String
        /// Business hours.
        let lead: Double
        /// Hours.
        let work: Double
        let ok: Double
    }

    static let paths = [
        Path(
            map: "lead-to-opportunity", lead: sum(4, 8, 4, 16, 14, 8, 40, 8), work: sum(5, 3, 2, 10, 30, 15, 60, 15) / 60,
            ok: product(0.85, 0.75, 0.8, 0.9, 0.95, 0.7, 0.85, 0.9)),
        Path(
            map: "lead-to-opportunity-to-be", lead: sum(1, 30, 15, 45) / 60 + sum(4, 16, 4), work: sum(3, 10, 30, 15, 60, 15) / 60,
            ok: product(0.92, 0.95, 0.95, 0.95, 0.92, 0.95)),
        Path(
            map: "crm-change-request", lead: sum(8, 24, 20, 24, 60, 40, 40, 8),
            work: sum(30, 20, 15, 240, 720, 180, 10, 60) / 60,
            ok: product(0.6, 0.8, 0.9, 0.75, 0.85, 0.9, 0.95, 0.95)),
        Path(
            map: "campaign-launch", lead: sum(24, 16, 80, 20, 64, 40, 16, 2), work: sum(6, 3, 40, 2, 1.5, 16, 4, 1),
            ok: product(0.6, 0.8, 0.7, 0.8, 0.75, 0.8, 0.9, 0.95)),
    ]

    @Test(arguments: paths)
    func mainPath(expected: Path) throws {
        let path = try #require(try Self.inspect(expected.map).metrics.mainPath)
        #expect(Self.isNear(path.lead.time.expected, expected.lead * 60))
        #expect(Self.isNear(path.work.time.expected, expected.work * 60))
        #expect(Self.isNear(path.rolledOK.share, expected.ok))
    }

    /// How many cases come out at an end in a month.
    struct End: Sendable {
        let map: String
        let name: String
        let perMonth: Double
    }

    static let ends = [
        End(map: "lead-to-opportunity", name: "Opportunity open", perMonth: product(300, 0.6, 0.45, 0.65)),
        End(map: "lead-to-opportunity", name: "Lead closed", perMonth: sum(product(180, 0.55), product(81, 0.35))),
        End(map: "lead-to-opportunity", name: "Rejected, nobody told", perMonth: 120),
        End(map: "lead-to-opportunity-to-be", name: "Opportunity open", perMonth: product(300, 0.85, 0.45, 0.65)),
        End(map: "lead-to-opportunity-to-be", name: "Lead in nurture", perMonth: 45),
        End(map: "crm-change-request", name: "Change live", perMonth: 4),
        End(map: "campaign-launch", name: "Campaign live", perMonth: 1),
        End(map: "campaign-launch", name: "Sales kit in use", perMonth: 1),
    ]

    @Test(arguments: ends)
    func casesPerEnd(expected: End) throws {
        let inspection = try Self.inspect(expected.map)
        let end = inspection.metrics.byEnd.first { inspection.map[$0.end].name == expected.name }
        #expect(Self.isNear(end?.perMonth, expected.perMonth))
    }

    /// Loops are geometric series: the meeting comes off one time in four, so 1/3 more meetings;
    /// three tests in ten send the change back, so 3/7 more rounds of building and testing.
    @Test func changeRequestOverAllCases() throws {
        let all = try Self.inspect("crm-change-request").metrics.allCases
        let rounds: Double = 3.0 / 7
        let lead: Double = 224 + 40.0 / 3 + (60 + 40) * rounds
        let work: Double = 21.25 + (12 + 3) * rounds
        #expect(Self.isNear(all.lead.value?.time.expected, lead * 60))
        #expect(Self.isNear(all.work.value?.time.expected, work * 60))
        // One round is right with 0.85 * 0.9, and it is the last with 0.7.
        let round: Double = 0.85 * 0.9
        let buildAndTest: Double = round * 0.7 / (1 - round * 0.3)
        #expect(Self.isNear(all.rolledOK.value?.share, Self.product(0.6, 0.8, 0.9, 0.75, buildAndTest, 0.95, 0.95)))
    }

    /// 7/3 rounds of rework of 36 bh, 1/3 of a recheck of 80 bh. The kit is joined by nobody; it takes
    /// 24 bh where the launch takes 2.
    @Test func campaignPerEnd() throws {
        let inspection = try Self.inspect("campaign-launch")
        let toLaunch: Double = 262 + 36 * 7.0 / 3 + 80.0 / 3
        func lead(to name: String) -> Double? {
            inspection.metrics.byEnd.first { inspection.map[$0.end].name == name }?.figures?.lead.time.expected
        }
        #expect(Self.isNear(lead(to: "Campaign live"), toLaunch * 60))
        #expect(Self.isNear(lead(to: "Sales kit in use"), (toLaunch + 22) * 60))
    }

    /// Hours a month that a role is asked for, and that it has.
    struct Load: Sendable {
        let map: String
        let role: String
        let hours: Double
        let capacity: Double
    }

    static let loads = [
        // 300 reviews of 10 min, 180 calls of 30 min, 81 talks of 15 min; one person at 80%.
        Load(map: "lead-to-opportunity", role: "SDR", hours: sum(50, 90, 20.25), capacity: 128),
        // The same with 255 calls and 114.75 talks; two persons.
        Load(map: "lead-to-opportunity-to-be", role: "SDR", hours: sum(50, 127.5, 28.6875), capacity: 256),
        // Four changes of 4 h, and of 12 h for each of 10/7 rounds; half a person.
        Load(map: "crm-change-request", role: "Developer", hours: sum(16, 48 * 10.0 / 7), capacity: 80),
    ]

    @Test(arguments: loads)
    func load(expected: Load) throws {
        let inspection = try Self.inspect(expected.map)
        let load = inspection.metrics.loads.first { inspection.map[$0.role].name == expected.role }
        #expect(Self.isNear(load?.minutes.expected, expected.hours * 60))
        #expect(Self.isNear(load?.capacity, expected.capacity * 60))
    }
}
