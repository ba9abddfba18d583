import ProcessModel

extension CalendarDate {
    /// The date that many days later; nil beyond the calendar.
    func after(days: Int) -> CalendarDate? {
        let (number, overflow) = dayNumber.addingReportingOverflow(days)
        return overflow ? nil : CalendarDate(dayNumber: number)
    }

    /// The reverse of `dayNumber` (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    init?(dayNumber: Int) {
        guard (-800_000...4_000_000).contains(dayNumber) else { return nil }
        let z = dayNumber + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        self.init(year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}

extension Duration {
    /// Whole days of a period such as `3 months`, the last one counted in full.
    func wholeDays(times factor: Double = 1) -> Int {
        let days = (likely / 1440 * factor).rounded(.up)
        return days.isFinite && days > 0 ? Int(min(days, 4_000_000)) : 0
    }
}

extension Review {
    /// What a rule about dates says where it was given none.
    mutating func lacksToday() { cannotAssess("today's date was not given to compare with") }
}
