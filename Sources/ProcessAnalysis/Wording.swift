import ProcessModel

/// Times, counts and lists as messages say them.
enum Wording {
    /// Business minutes as people say them: `45 min`, `6 bh`, `64 bh (8 bd)`.
    static func elapsed(_ minutes: Double, by calendar: WorkCalendar) -> String {
        if minutes < 60 { return Numerals.decimal(minutes) + " min" }
        let hours = Numerals.decimal(minutes / 60) + " bh"
        let isLong = calendar.minutesPerDay > 0 && minutes >= 2 * calendar.minutesPerDay
        return isLong ? "\(hours) (\(Numerals.decimal(minutes / calendar.minutesPerDay, places: 1)) bd)" : hours
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
}
