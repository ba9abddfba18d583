import ProcessModel
import Testing

@testable import ProcessAnalysis

struct MetricsEstimateTests {
    static func elapsed(_ low: Double, _ likely: Double, _ high: Double) -> Duration {
        Duration(low: low, likely: likely, high: high)
    }

    /// Elapsed minutes by the assumed calendar of 40 hours a week.
    @Test(arguments: [
        (0, 0), (90, 90), (480, 480), (481, 480), (1440, 480), (2016, 480), (2880, 2880 * 40.0 / 168), (10080, 2400),
    ])
    func elapsedTimeCountsByTheWorkedShareOfTheWeek(minutes: Double, expected: Double) {
        #expect(isClose(Estimate(passing: Self.elapsed(minutes, minutes, minutes), by: .assumed).expected, expected))
    }

    /// By four hours on four days: as it is up to a lane's own day, then 16 of 168 hours.
    @Test(arguments: [(200, 200), (600, 240), (1440, 240), (10080, 960)])
    func aShorterDayHoldsLess(minutes: Double, expected: Double) {
        let calendar = WorkCalendar(minutesPerDay: 240, daysPerWeek: 4, written: "part")
        #expect(isClose(Estimate(passing: Self.elapsed(minutes, minutes, minutes), by: calendar).expected, expected))
    }

    @Test func longerElapsedTimeIsNeverShorterAndNeverJumps() {
        for calendar in [WorkCalendar.assumed, WorkCalendar(minutesPerDay: 1440, daysPerWeek: 7, written: "always"), WorkCalendar(minutesPerDay: 240, daysPerWeek: 3, written: "part")] {
            var last = 0.0
            for step in 0...5000 {
                let minutes = Double(step) * 4
                let now = Estimate(passing: Self.elapsed(minutes, minutes, minutes), by: calendar).expected
                #expect(now >= last && now - last <= 4 + 1e-9)
                last = now
            }
        }
    }

    @Test func workIsTheSameByEitherClock() {
        #expect(Estimate(working: Self.elapsed(1000, 1000, 1000)) == Estimate(1000))
    }

    @Test func threePointsAreWeightedAsPertDoes() {
        #expect(Estimate(working: Self.elapsed(3, 5, 13)) == Estimate(low: 3, expected: 6, high: 13))
        // A range has its middle as its likeliest value.
        #expect(Estimate(working: Self.elapsed(4, 6, 8)) == Estimate(low: 4, expected: 6, high: 8))
    }

    @Test func wildNumbersStayNumbers() {
        for wild in [-5, Double.nan, .infinity, -.infinity, 1e300] {
            let estimate = Estimate(passing: Self.elapsed(wild, wild, wild), by: .assumed)
            #expect(estimate.low >= 0 && estimate.high.isFinite && estimate.low <= estimate.high)
        }
    }

    @Test func takingLessThanTheWorkIsSaid() {
        let map = resolved("""
            process: Test
            lanes: A
            flow:
              A: Rush [work 60 min, takes 30 min]
              end: Done
            """)
        let metrics = Inspection(map).metrics
        #expect(metrics.mainPath?.lead.time.expected == 60)
        #expect(metrics.steps[0].takesLessThanWork)
        #expect(metrics.assumptions.contains("'Rush' takes less time than its work, so its work is taken as its lead time"))
    }
}
