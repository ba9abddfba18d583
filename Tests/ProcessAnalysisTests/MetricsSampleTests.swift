import Foundation
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// The numbers of the maps in `Processes/`.
struct MetricsSampleTests {
    static func map(_ name: String) throws -> ProcessMap {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let trees = try [name, "organization"].enumerated().map { index, name in
            let bytes = Array(try Data(contentsOf: package.appending(path: "Processes/\(name).baton")))
            return SyntaxTree(parsing: SourceText(id: FileID(index), name: name, bytes: bytes))
        }
        var map = Resolver.resolve(trees[0], using: [trees[1]]).map
        map.id = name
        return map
    }

    /// The figures that the room agreed on.
    @Test func leadToOpportunity() throws {
        let map = try Self.map("lead-to-opportunity")
        let metrics = Inspection(map).metrics
        let path = try #require(metrics.mainPath)
        #expect(isClose(path.lead.time.hours, 102))
        #expect(isClose(path.work.time.hours, 140.0 / 60))
        #expect(path.lead.coverage.isComplete && path.work.coverage.isComplete && path.rolledOK.coverage.isComplete)
        #expect(path.activityRatio.map { Numerals.percent($0, places: 1) } == "2.3%")
        #expect(Numerals.percent(path.rolledOK.share, places: 1) == "23.4%")
        #expect(isClose(metrics.byEnd.first?.perMonth, 52.65))
        let sdr = try #require(metrics.loads.first { map[$0.role].name == "SDR" })
        #expect(isClose(sdr.minutes.hours, 160.25))
        #expect(isClose(sdr.capacity, 128 * 60))
        #expect(sdr.share.map { Numerals.percent($0, places: 1) } == "125.2%")
    }

    /// 300 leads need 160.25 h of the SDR's 128 h. A lead lies 16 bh less 10 min before it is reviewed, and each passes there
    /// once. Without the SDR only the 5 + 3 + 2 min before the review are worked.
    @Test func whatHoldsALeadUp() throws {
        let map = try Self.map("lead-to-opportunity")
        let inspection = Inspection(map)
        let limit = try #require(inspection.capacityLimits.limits.first)
        #expect(map[limit.role].name == "SDR" && isClose(limit.casesPerMonth, 300 * 128 / 160.25))
        let saving = try #require(inspection.savings.value?.first)
        #expect(map[saving.node].name == "Review lead" && isClose(saving.saved.expected, 16 * 60 - 10) && saving.cause == .priority)
        let work = try #require(inspection.metrics.allCases.work.value?.time.expected)
        let key = try #require(inspection.keyPeople?.value)
        #expect(key.fewest.map { map[$0].name } == ["SDR"] && isClose(key.stopped, 1 - 10 / work))
        let parts = try #require(inspection.metrics.allCases.parts.value)
        #expect(isClose(parts.work.expected, work) && isClose(parts.total.expected, inspection.metrics.allCases.lead.value?.time.expected ?? 0))
    }

    /// Waits a third of a time for the next meeting; builds and tests 1 / 0.7 times.
    @Test func crmChangeRequest() throws {
        let metrics = Inspection(try Self.map("crm-change-request")).metrics
        #expect(isClose(metrics.allCases.lead.value?.time.hours, 8 + 24 + 20 + 40.0 / 3 + 24 + 100 / 0.7 + 40 + 8))
    }

    /// Reworks 0.7 / 0.3 times, rechecks a third of a time, and waits for no sales kit.
    @Test func campaignLaunch() throws {
        let metrics = Inspection(try Self.map("campaign-launch")).metrics
        let lead = 24 + 16 + 80 + 20 + 36 * 0.7 / 0.3 + 64 + 80.0 / 3 + 40 + 16 + 2
        #expect(isClose(metrics.allCases.lead.value?.time.hours, lead))
        #expect(isClose(metrics.byEnd.first?.figures?.lead.time.hours, lead))
        #expect(isClose(metrics.mainPath?.lead.time.hours, 262))
    }

    @Test(arguments: ["lead-to-opportunity", "lead-to-opportunity-to-be", "crm-change-request", "campaign-launch"])
    func nothingIsMissing(name: String) throws {
        let map = try Self.map(name)
        let metrics = Inspection(map).metrics
        #expect(metrics.missing == [])
        #expect(summary(map) == summary(map))
        #expect(metrics.visits.allSatisfy { $0 != nil })
    }
}
