import ProcessAnalysis

extension Numerals {
    /// A load as a percentage, in whole numbers: hours a month are never known better. `125%`.
    static func loadPercent(_ share: Double) -> String { percent(share, places: 0) }

    /// Hours of work: `2.33 h`; below one hour in minutes: `25 min`.
    static func work(minutes: Double) -> String {
        abs(minutes) < 59.95 ? decimal(minutes, places: 1) + " min" : decimal(minutes / 60) + " h"
    }

    /// Business hours, with business days from one day on: `102 bh (12.75 bd)`, `4 bh`, `15 min`.
    static func businessTime(minutes: Double, minutesPerDay: Double = 480) -> String {
        if abs(minutes) < 59.95 { return decimal(minutes, places: 1) + " min" }
        let hours = decimal(minutes / 60) + " bh"
        guard minutesPerDay > 0, abs(minutes) >= minutesPerDay, abs(minutes) < 60e9 else { return hours }
        return hours + " (" + decimal(minutes / minutesPerDay) + " bd)"
    }

    /// `1 error`, `2 errors`.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        number == 1 ? "1 \(one)" : "\(number) \(many ?? one + "s")"
    }
}
