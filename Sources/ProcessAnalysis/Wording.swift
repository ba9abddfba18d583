import ProcessModel

/// Numbers and lists as messages say them.
enum Wording {
    /// At most two decimals, none where they are zero: `160.25`, `128`.
    static func number(_ value: Double, decimals: Int = 2) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
        let scale = decimals == 0 ? 1.0 : decimals == 1 ? 10.0 : 100.0
        let scaled = Int((abs(value) * scale).rounded())
        let (whole, rest) = (scaled / Int(scale), scaled % Int(scale))
        var text = (value < 0 && scaled != 0 ? "-" : "") + String(whole)
        if rest != 0 {
            var digits = String(rest)
            while digits.count < decimals { digits = "0" + digits }
            while digits.last == "0" { digits.removeLast() }
            text += "." + digits
        }
        return text
    }

    /// A share as a percentage of at most one decimal: 0.234 is `23.4%`.
    static func percent(_ share: Double) -> String { number(share * 100, decimals: 1) + "%" }

    /// Business minutes as people say them: `45 min`, `6 bh`, `64 bh (8 bd)`.
    static func elapsed(_ minutes: Double, by calendar: WorkCalendar) -> String {
        if minutes < 60 { return number(minutes) + " min" }
        let hours = number(minutes / 60) + " bh"
        let isLong = calendar.minutesPerDay > 0 && minutes >= 2 * calendar.minutesPerDay
        return isLong ? "\(hours) (\(number(minutes / calendar.minutesPerDay, decimals: 1)) bd)" : hours
    }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ items: [String], _ word: String = "and") -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(word) " + last
    }

    /// A list that names three and counts the rest.
    static func some(_ items: [String]) -> String {
        items.count > 4 ? list(items.prefix(3) + ["\(items.count - 3) more"]) : list(items)
    }

    /// A step's name at the end of a question, where a decision's own question mark would be one too many.
    static func ending(_ name: String) -> String { "'\(name.last == "?" ? String(name.dropLast()) : name)'" }

    /// `the step`, `the 3 steps`.
    static func the(_ n: Int, _ noun: String) -> String { n == 1 ? "the \(noun)" : "the \(n) \(noun)s" }

    /// `1 step`, `3 steps`.
    static func count(_ n: Int, _ noun: String) -> String { "\(n) \(noun)\(n == 1 ? "" : "s")" }

    /// `2026-01-31`.
    static func date(_ date: CalendarDate) -> String {
        func digits(_ number: Int, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(date.year, 4))-\(digits(date.month, 2))-\(digits(date.day, 2))"
    }
}
