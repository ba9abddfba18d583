import ProcessSyntax

/// Something the writer said, with where. `value` is nil where they wrote `?`: nobody in the room
/// knew. A figure that was left out altogether is a nil `Figure`.
public struct Figure<Value: Sendable & Hashable>: Sendable, Hashable {
    public let value: Value?
    public let span: Span

    public init(_ value: Value?, at span: Span) {
        self.value = value
        self.span = span
    }
}

/// Words the writer said, with where.
public struct Text: Sendable, Hashable {
    public let string: String
    public let span: Span

    public init(_ string: String, at span: Span) {
        self.string = string
        self.span = span
    }
}

/// The working hours of a lane or a process.
public struct WorkCalendar: Sendable, Hashable {
    public let minutesPerDay: Double
    public let daysPerWeek: Double
    /// The first day worked in a week, 0 for Monday; the others follow it.
    public let firstDay: Double
    /// When a working day begins, in minutes after midnight.
    public let opensAt: Double
    /// As written; nil for the calendar that is assumed where none was said.
    public let written: String?

    public init(minutesPerDay: Double, daysPerWeek: Double, firstDay: Double = 0, opensAt: Double = 540, written: String?) {
        self.minutesPerDay = minutesPerDay
        self.daysPerWeek = daysPerWeek
        self.firstDay = firstDay
        self.opensAt = opensAt
        self.written = written
    }

    /// Eight hours a day from nine o'clock, Monday to Friday: what holds where a map names no calendar.
    public static let assumed = WorkCalendar(minutesPerDay: 480, daysPerWeek: 5, written: nil)

    /// The time zone as written: `Europe/Berlin`.
    public var zone: Substring? {
        let words = (written ?? "").split(separator: " ")
        return words.count > 2 ? words[2] : nil
    }
}

/// How often something happens: `300 per month`.
public struct Rate: Sendable, Hashable {
    public enum Period: String, Sendable, Hashable, CaseIterable { case hour, day, week, month, quarter, year }

    public let count: Double
    public let period: Period

    public init(count: Double, period: Period) {
        self.count = count
        self.period = period
    }

    /// The count in a month of 20 business days (four weeks, a third of a quarter, 8 h a day).
    public var perMonth: Double {
        switch period {
        case .hour: count * 160
        case .day: count * 20
        case .week: count * 4
        case .month: count
        case .quarter: count / 3
        case .year: count / 12
        }
    }
}

/// A date of the calendar, `2026-11-02`, without a time or a zone.
public struct CalendarDate: Sendable, Hashable, Comparable {
    public let year: Int
    public let month: Int
    public let day: Int

    /// Nil where there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    public var dayNumber: Int {
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// `2026-01-05`.
    public var written: String {
        func padded(_ number: Int, to digits: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }

    public static func < (a: CalendarDate, b: CalendarDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }
}
