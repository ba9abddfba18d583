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

    init(_ inspection: Inspection, isPlayed: Bool) {
        guard isPlayed else { return }
        let map = inspection.map
        for load in inspection.metrics.loads where load.minutes.expected > 0 {
            let role = map[load.role]
            guard let people = role.people?.value, let capacity = load.capacity else {
                unknown.append(load.role)
                continue
            }
            guard people <= Self.mostPeople else { continue }
            // What other maps ask of the same people is time that they do not have for this one.
            let all = max(load.minutes.expected, inspection.folder.total(of: load, in: map).minutes.expected)
            guard all < capacity else {
                let perPerson = people > 0 ? capacity / people : 0
                let needed = perPerson > 0 ? (all / perPerson).rounded(.down) + 1 : .infinity
                overloads.append(.init(
                    role: load.role, load: capacity > 0 ? all / capacity : nil, surplus: all - capacity,
                    enough: needed <= Self.mostPeople ? .init(people: Int(needed), load: all / (needed * perPerson)) : nil))
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
}
