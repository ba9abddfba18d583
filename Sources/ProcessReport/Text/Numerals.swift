/// Numbers as people write them, the same on every machine.
enum Numerals {
    /// Rounded half away from zero to `places` decimals, without trailing zeros: `102`, `12.75`, `0.5`.
    static func decimal(_ value: Double, places: Int = 2) -> String {
        guard value.isFinite else { return value.isNaN ? "?" : value < 0 ? "-∞" : "∞" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        // The nudge lets 2.675, which a machine holds as 2.67499…, round as a person would.
        let scaled = (abs(value) * scale * (1 + 1e-12)).rounded()
        guard scaled < 1e15 else { return "\(value)" }
        let units = Int(scaled)
        let step = Int(scale)
        let whole = String(units / step)
        var part = String(units % step)
        part = String(repeating: "0", count: max(0, places - part.count)) + part
        while part.last == "0" { part.removeLast() }
        let sign = value < 0 && units > 0 ? "-" : ""
        return sign + whole + (part.isEmpty || places == 0 ? "" : "." + part)
    }

    /// A share as a percentage: one decimal below 100%, whole numbers from there: `23.4%`, `125%`.
    static func percent(_ share: Double) -> String {
        let value = share * 100
        return decimal(value, places: abs(value) < 99.95 ? 1 : 0) + "%"
    }

    /// A load as a percentage, in whole numbers: hours a month are never known better. `125%`.
    static func loadPercent(_ share: Double) -> String { decimal(share * 100, places: 0) + "%" }

    /// Hours of work: `2.33 h`; below one hour in minutes: `25 min`.
    static func work(minutes: Double) -> String {
        abs(minutes) < 59.95 ? decimal(minutes, places: 1) + " min" : decimal(minutes / 60) + " h"
    }

    /// Business hours, with business days from one day on: `102 bh (12.75 bd)`, `4 bh`, `15 min`.
    static func businessTime(minutes: Double, minutesPerDay: Double = 480) -> String {
        if abs(minutes) < 59.95 { return decimal(minutes, places: 1) + " min" }
        let hours = decimal(minutes / 60) + " bh"
        guard minutesPerDay > 0, abs(minutes) >= minutesPerDay else { return hours }
        return hours + " (" + decimal(minutes / minutesPerDay) + " bd)"
    }

    /// `1 error`, `2 errors`.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        number == 1 ? "1 \(one)" : "\(number) \(many ?? one + "s")"
    }
}
