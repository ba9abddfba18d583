/// Numbers as people write them, the same on every machine. All messages, tables and reports write
/// theirs by it.
public enum Numerals {
    /// Rounded half away from zero to `places` decimals, without trailing zeros: `102`, `12.75`, `0.5`.
    /// Figures of a billion and more come from a slip of the hand; they are said in words.
    public static func decimal(_ value: Double, places: Int = 2) -> String {
        guard !value.isNaN else { return "?" }
        guard abs(value) < 1e9 else { return value < 0 ? "less than minus a billion" : "more than a billion" }
        return digits(value, places: places) ?? "?"
    }

    /// The same without words, for machines; nil for figures that have too many digits to be rounded so.
    public static func digits(_ value: Double, places: Int) -> String? {
        guard value.isFinite else { return nil }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        // The nudge lets 2.675, which a machine holds as 2.67499…, round as a person would.
        let scaled = (abs(value) * scale * (1 + 1e-12)).rounded()
        guard scaled <= 1e15, scale <= 1e15 else { return nil }
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
    public static func percent(_ share: Double) -> String {
        percent(share, places: abs(share) < 0.9995 ? 1 : 0)
    }

    /// A share as a percentage of that many decimals at most.
    public static func percent(_ share: Double, places: Int) -> String { decimal(share * 100, places: places) + "%" }

    /// Hours of work: `2.33 h`; below one hour in minutes: `25 min`.
    public static func work(minutes: Double) -> String {
        abs(minutes) < 59.95 ? decimal(minutes, places: 1) + " min" : decimal(minutes / 60) + " h"
    }

    /// Business hours, with business days from one day on: `102 bh (12.75 bd)`, `4 bh`, `15 min`.
    public static func businessTime(minutes: Double, minutesPerDay: Double = 480) -> String {
        if abs(minutes) < 59.95 { return decimal(minutes, places: 1) + " min" }
        let hours = decimal(minutes / 60) + " bh"
        guard minutesPerDay > 0, abs(minutes) >= minutesPerDay, abs(minutes) < 60e9 else { return hours }
        return hours + " (" + decimal(minutes / minutesPerDay) + " bd)"
    }
}
