import ProcessModel

/// How many cases a month one role has the time for, beside what the other maps of the folder ask of it.
public struct CapacityLimit: Sendable, Hashable {
    public let role: RoleID
    /// Cases a month at which all of the role's time is used up; 0 where other maps use it up already.
    public let casesPerMonth: Double
    /// The same with one more person in the role, as long as no other role's time is used up first; nil where that
    /// person's time is not known.
    public let withOneMore: Double?
    /// Minutes a month that other maps ask of the role.
    public let elsewhere: Double
    /// True where it may be fewer, as some work of the role is not known.
    public let isUpperBound: Bool
}

/// Which roles limit how many cases a map can take in.
public struct CapacityLimits: Sendable {
    /// The tightest first; only roles with work in this map whose people's time is known.
    public let limits: [CapacityLimit]
    /// Roles with work in this map of which the limit cannot be told, in declared order.
    public let unknown: [RoleID]
}

extension Inspection {
    /// Also told where nobody says how many cases come in.
    public var capacityLimits: CapacityLimits {
        // The work of one case is its share of a month with one case.
        let one = Loads(
            map, visits: metrics.visits, visitsAtLeast: metrics.visitsAtLeast, steps: metrics.steps,
            volume: CaseVolume(perMonth: 1))
        var limits: [CapacityLimit] = []
        var unknown: [RoleID] = []
        for load in one.roles where load.minutes.high > 0 || load.isLowerBound {
            let total = folder.total(of: load, in: map)
            guard load.minutes.expected > 0, let capacity = total.capacity else {
                unknown.append(load.role)
                continue
            }
            let elsewhere = max(0, total.minutes.expected - load.minutes.expected)
            let person = map[load.role].capacityOfOne(by: map.calendar(of: map[load.role].lane))
            limits.append(CapacityLimit(
                role: load.role, casesPerMonth: max(0, capacity - elsewhere) / load.minutes.expected,
                withOneMore: person.map { max(0, capacity + $0 - elsewhere) / load.minutes.expected }, elsewhere: elsewhere,
                isUpperBound: total.isLowerBound))
        }
        limits.sort { ($0.casesPerMonth, $0.role) < ($1.casesPerMonth, $1.role) }
        return CapacityLimits(limits: limits, unknown: unknown)
    }
}
