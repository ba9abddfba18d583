import ProcessModel
import Testing

@testable import ProcessAnalysis

/// What a case costs, against sums by hand.
struct MetricsCostTests {
    private func metrics(_ flow: String, volume: String = "  volume: 100 per month\n") -> Metrics {
        Inspection(sound("process: Ads\n\(volume)lanes: Marketing, Agency\nflow:\n\(flow)").map).metrics
    }

    /// 20 for the brief, 300 for a draft that half of the cases see again: 300 / (1 - 0.5) = 600.
    @Test func aLoopPaysEachTime() throws {
        let metrics = metrics("""
              Marketing: Write brief [cost 20]
              Agency: Draft ad [cost 300]
              Marketing: Good enough?
                yes 50%
                no 50% -> Draft ad
              end: Live
            """)
        let cost = try #require(metrics.cost?.value)
        #expect(isClose(cost.amount, 620))
        #expect(!cost.isLowerBound)
        #expect(metrics.costPerMonth.map { isClose($0, 62_000) } == true)
    }

    /// A quarter of the cases pay 80 for the print: 10 + 20 = 30.
    @Test func anAnswerPaysByItsShare() throws {
        let metrics = metrics("""
              Marketing: Plan [cost 10]
              Marketing: Print?
                yes 25%:
                  Agency: Print [cost 80]
                no
              end: Done
            """)
        #expect(isClose(try #require(metrics.cost?.value).amount, 30))
    }

    @Test func whatNobodyKnewMakesItALowerBound() throws {
        let metrics = metrics("""
              Marketing: Plan [cost ?]
              Agency: Print [cost 80]
              Marketing: Send
              end: Done
            """)
        let cost = try #require(metrics.cost?.value)
        #expect(cost.amount == 80 && cost.isLowerBound)
        #expect(cost.coverage.steps == 3 && cost.coverage.known == 1)
    }

    @Test func withoutSharesItIsNotKnown() {
        let metrics = metrics("""
              Marketing: Print?
                yes:
                  Agency: Print [cost 80]
                no
              end: Done
            """)
        #expect(metrics.cost != nil && metrics.cost?.value == nil)
        #expect(metrics.costPerMonth == nil)
    }

    @Test func withoutAVolumeThereIsNoMonth() {
        let metrics = metrics("  Marketing: Plan [cost 10]", volume: "")
        #expect(metrics.cost?.value?.amount == 10)
        #expect(metrics.costPerMonth == nil)
    }

    @Test func mostMapsDoWithoutMoney() { #expect(metrics("  Marketing: Plan").cost == nil) }
}
