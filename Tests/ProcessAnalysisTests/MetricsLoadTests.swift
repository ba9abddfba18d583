import ProcessModel
import Testing

@testable import ProcessAnalysis

/// Loads of roles, in one map and over a folder.
struct MetricsLoadTests {
    static func map(_ id: String, _ lines: String, work: Int, volume: String = "100 per month") -> ProcessMap {
        var map = resolved("""
            process: \(id)
              volume: \(volume)
            \(lines)
            lane: Sales
              role: SDR [people 1, available 80%]
              role: AE

            flow:
              SDR: Call [work \(work) min]
              SDR + AE: Hand over [work 10 min]
              Sales: Tidy up [work 1 min]
              end: Done
            """)
        map.id = id
        return map
    }

    static func folder(_ maps: [ProcessMap]) -> FolderLoad { FolderLoad(maps.map { ($0, Inspection($0).metrics) }) }

    @Test func aSharedStepLoadsEachOfItsRoles() {
        let metrics = Inspection(Self.map("a", "", work: 30)).metrics
        #expect(metrics.loads.map(\.minutes.expected) == [4000, 1000])
        // 1 · 0.8 · 4 weeks · 5 days · 8 h.
        #expect(metrics.loads.map(\.capacity) == [7680, nil])
        #expect(metrics.laneLoads.map(\.minutes.expected) == [100])
    }

    @Test func theCalendarSetsTheCapacity() {
        let metrics = Inspection(Self.map("a", "  calendar: Mon-Thu 09:00-15:00", work: 30)).metrics
        // 0.8 · 4 weeks · 4 days · 6 h.
        #expect(isClose(metrics.loads.first?.capacity, 0.8 * 4 * 4 * 360))
        #expect(!metrics.assumptions.contains { $0.contains("calendar") })
    }

    @Test func aMonthHasTwentyDays() {
        let metrics = Inspection(Self.map("a", "", work: 30, volume: "25 per week")).metrics
        #expect(metrics.loads.map(\.minutes.expected) == [4000, 1000])
        #expect(metrics.assumptions.contains("a month is 20 business days: 25 per week is 100 per month"))
    }

    @Test func withoutAVolumeThereIsNoLoad() {
        let metrics = Inspection(Self.map("a", "", work: 30, volume: "?")).metrics
        #expect(metrics.loads.isEmpty)
        #expect(metrics.missing == ["how many cases come in is not said: write `volume: 300 per month` under the process"])
    }

    @Test(arguments: ["people 0", "people 1, available 0%"])
    func nobodyHasTimeForIt(said: String) throws {
        let map = resolved("""
            process: Leads
              volume: 100 per month
            lane: Sales
              role: SDR [\(said)]
            flow:
              SDR: Call [work 1 h]
            """)
        let load = try #require(Inspection(map).metrics.loads.first)
        #expect(load.capacity == 0 && load.share == nil)
        #expect(FolderLoad.none.total(of: load, in: map).hasNobody)
    }

    @Test func rolesOfTheSameNameAddUp() throws {
        let (a, b) = (Self.map("a", "", work: 30), Self.map("b", "", work: 10))
        let folder = Self.folder([b, a])
        for map in [a, b] {
            let load = try #require(Inspection(map).metrics.loads.first)
            let total = folder.total(of: load, in: map)
            #expect(total.parts.map(\.map) == ["a", "b"])
            #expect(total.minutes.expected == 6000)
            #expect(isClose(total.share, 6000 / 7680))
        }
    }

    @Test func aMapAloneHasOnlyItsOwn() throws {
        let map = Self.map("a", "", work: 30)
        let load = try #require(Inspection(map).metrics.loads.first)
        #expect(FolderLoad.none.total(of: load, in: map).minutes.expected == 4000)
    }

    @Test func aToBeMapCountsOnlyForItselfAndInPlaceOfItsOld() throws {
        let old = Self.map("a", "  state: as-is", work: 30)
        let new = Self.map("a-new", "  state: to-be\n  of: a", work: 50)
        let other = Self.map("b", "", work: 10)
        let folder = Self.folder([old, new, other])
        func total(_ map: ProcessMap) throws -> FolderLoad.Total {
            folder.total(of: try #require(Inspection(map).metrics.loads.first), in: map)
        }
        #expect(try total(other).parts.map(\.map) == ["a", "b"])
        #expect(try total(old).parts.map(\.map) == ["a", "b"])
        #expect(try total(new).parts.map(\.map) == ["a-new", "b"])
        #expect(try total(new).minutes.expected == 6000 + 2000)
    }
}
