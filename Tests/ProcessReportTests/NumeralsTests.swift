import ProcessAnalysis
import Testing

@testable import ProcessReport

struct NumeralsTests {
    @Test(arguments: [
        (102.0, "102"), (12.75, "12.75"), (2.3333, "2.33"), (0.5, "0.5"), (0, "0"), (-0.001, "0"), (-1.255, "-1.26"),
        (2.675, "2.68"), (99.995, "100"), (1_234_567.891, "1234567.89"),
    ])
    func decimals(value: Double, text: String) { #expect(Numerals.decimal(value) == text) }

    @Test func figuresThatAreNoNumbers() {
        #expect(Numerals.decimal(.nan) == "?")
        #expect(Numerals.decimal(.infinity) == "more than a billion")
        #expect(Numerals.decimal(-1e300) == "less than minus a billion")
    }

    @Test func slipsOfTheHandAreSaidInWords() {
        #expect(Numerals.decimal(123_456_789.5) == "123456789.5")
        #expect(Numerals.decimal(999_999_999_999_999) == "more than a billion")
        #expect(Numerals.percent(1.4e32) == "more than a billion%")
        #expect(Numerals.businessTime(minutes: 1e30) == "more than a billion bh")
    }

    /// 160.25 h of 128 h are 125.195…%.
    @Test(arguments: [(0.234, "23.4%"), (0.0228, "2.3%"), (1.2519, "125%"), (1, "100%"), (0.9996, "100%"), (0, "0%")])
    func percentages(share: Double, text: String) { #expect(Numerals.percent(share) == text) }

    @Test(arguments: [
        (6120.0, "102 bh (12.75 bd)"), (480, "8 bh (1 bd)"), (240, "4 bh"), (15, "15 min"), (59.99, "1 bh"), (0, "0 min"),
    ])
    func businessTimes(minutes: Double, text: String) { #expect(Numerals.businessTime(minutes: minutes) == text) }

    @Test func workInHoursAndMinutes() {
        #expect(Numerals.work(minutes: 140) == "2.33 h")
        #expect(Numerals.work(minutes: 25) == "25 min")
        #expect(Numerals.count(1, "map") == "1 map")
        #expect(Numerals.count(0, "map") == "0 maps")
    }
}
