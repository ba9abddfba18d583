import ProcessModel

/// Who is waited for when a map is played: the roles of which it is known how many people they have.
struct Staffing {
    /// Roles with enough time for what the map asks of them.
    private(set) var staff: [PlayedMap.Staff] = []
    private(set) var overloads: [Simulation.Overload] = []
    /// Roles with work of which it is not known how many people or how much time they have.
    private(set) var unknown: [RoleID] = []

    /// More people than this are never waited for.
    private static let mostPeople = 100_000.0

    /// - Parameter endless: roles of which playing has shown that they have more to do than time.
    init(_ inspection: Inspection, isPlayed: Bool, endless: [Simulation.Overload] = []) {
        guard isPlayed else { return }
        let map = inspection.map
        for load in inspection.metrics.loads where load.minutes.expected > 0 {
            let role = map[load.role]
            guard let people = role.people?.value, let capacity = load.capacity else {
                unknown.append(load.role)
                continue
            }
            if let known = endless.first(where: { $0.role == load.role }) {
                overloads.append(known)
                continue
            }
            guard people <= Self.mostPeople else { continue }
            // What other maps ask of the same people is time that they do not have for this one.
            let all = max(load.minutes.expected, inspection.folder.total(of: load, in: map).minutes.expected)
            guard all < capacity else {
                overloads.append(Self.overload(of: load.role, asked: all, capacity: capacity, people: people))
                continue
            }
            let left = capacity - (all - load.minutes.expected)
            let count = max(1, people.rounded(.up))
            let calendar = map.calendar(of: role.lane)
            let month = 4 * calendar.minutesPerDay * calendar.daysPerWeek
            staff.append(.init(
                role: load.role, people: Int(count), room: min(1, left / (count * month)), capacity: capacity,
                load: all / capacity, others: (all - load.minutes.expected) / capacity))
        }
    }

    /// A role that is asked for so many minutes a month.
    static func overload(
        of role: RoleID, asked: Double, capacity: Double, people: Double, fromTimers: Double = 0
    ) -> Simulation.Overload {
        let perPerson = people > 0 ? capacity / people : 0
        let needed = perPerson > 0 ? (asked / perPerson).rounded(.down) + 1 : .infinity
        return .init(
            role: role, load: capacity > 0 ? asked / capacity : nil, surplus: asked - capacity,
            fromTimers: capacity > 0 ? fromTimers / capacity : 0,
            enough: needed <= mostPeople ? .init(people: Int(needed), load: asked / (needed * perPerson)) : nil)
    }
}
