import ProcessModel

/// The working hours of a calendar on the clock of a simulation, which counts minutes from a Monday at midnight.
struct WorkingHours: Sendable, Hashable {
    private let firstDay: Double
    private let days: Double
    private let opensAt: Double
    private let minutesPerDay: Double

    private static let day = 24.0 * 60
    private static let week = 7 * day

    init(_ calendar: WorkCalendar) {
        // A calendar that a program made up may say anything; that of a map always fits.
        days = min(7, max(1, calendar.daysPerWeek.rounded()))
        firstDay = min(7 - days, max(0, calendar.firstDay.rounded()))
        minutesPerDay = min(Self.day, max(1, calendar.minutesPerDay))
        opensAt = min(Self.day - minutesPerDay, max(0, calendar.opensAt))
    }

    var minutesPerWeek: Double { days * minutesPerDay }

    /// The minutes worked from the beginning until a moment.
    func worked(until clock: Double) -> Double {
        let weeks = (clock / Self.week).rounded(.down)
        let inWeek = clock - weeks * Self.week
        let day = (inWeek / Self.day).rounded(.down)
        let isWorked = day >= firstDay && day < firstDay + days
        let today = isWorked ? min(minutesPerDay, max(0, inWeek - day * Self.day - opensAt)) : 0
        return weeks * minutesPerWeek + min(days, max(0, day - firstDay)) * minutesPerDay + today
    }

    /// The first moment until which so many minutes have been worked.
    func clock(atWorked minutes: Double) -> Double {
        guard minutes > 0 else { return 0 }
        var weeks = (minutes / minutesPerWeek).rounded(.down)
        var rest = minutes - weeks * minutesPerWeek
        if rest <= 0 {
            weeks -= 1
            rest = minutesPerWeek
        }
        var day = (rest / minutesPerDay).rounded(.down)
        rest -= day * minutesPerDay
        if rest <= 0 {
            day -= 1
            rest = minutesPerDay
        }
        return weeks * Self.week + (firstDay + day) * Self.day + opensAt + rest
    }

    /// When something is done that takes so many working minutes from a moment on.
    func clock(_ minutes: Double, after clock: Double) -> Double {
        minutes > 0 ? max(clock, self.clock(atWorked: worked(until: clock) + minutes)) : clock
    }
}
