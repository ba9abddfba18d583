import ProcessModel

/// What a map asks of one role in a month of four weeks, and what the role has.
public struct RoleLoad: Sendable {
    public let role: RoleID
    /// Worked minutes a month.
    public let minutes: Estimate
    /// True where it may be more: where `silent` is not empty, or more cases may come in.
    public let isLowerBound: Bool
    /// The role's steps of which work or visits are not known, in the order written.
    public let silent: [NodeID]
    /// How many steps the role does.
    public let steps: Int
    /// Minutes a month that the role's people have for it; nil where that was not said.
    public let capacity: Double?

    /// False where all that is known is that there may be some.
    public var isKnown: Bool { !isLowerBound || minutes.high > 0 }
    /// The expected load as a share of the capacity; nil where either is not known, or the capacity is
    /// none. A lower bound where the load is one.
    public var share: Double? { isKnown ? capacity.flatMap { $0 > 0 ? minutes.expected / $0 : nil } : nil }
}

/// Work that a step gives to a lane without naming a role.
public struct LaneLoad: Sendable {
    public let lane: LaneID
    /// Worked minutes a month.
    public let minutes: Estimate
    /// True where it may be more.
    public let isLowerBound: Bool
    public let silent: [NodeID]
    public let steps: Int

    /// False where all that is known is that there may be some.
    public var isKnown: Bool { !isLowerBound || minutes.high > 0 }
}

extension Role {
    /// Minutes a month: people, times the share of their time they have for it (all of it where
    /// nothing is said), times four weeks of the lane's calendar, which for the assumed one are 160 hours. Nil where the number
    /// of people is not said, or the share is `?`.
    func capacity(by calendar: WorkCalendar) -> Double? {
        guard let people = people?.value, let one = capacityOfOne(by: calendar) else { return nil }
        return max(0, people) * one
    }

    /// Minutes a month that one person of the role has for it; nil where the share is `?`.
    func capacityOfOne(by calendar: WorkCalendar) -> Double? {
        guard available == nil || available?.value != nil else { return nil }
        return max(0, available?.value ?? 1) * calendar.minutesPerMonth
    }
}

/// The loads that one map puts on its roles and lanes.
struct Loads {
    /// The roles that do a step, in declared order. Empty where no volume is known.
    let roles: [RoleLoad]
    let lanes: [LaneLoad]

    init(_ map: ProcessMap, visits: [Double?], visitsAtLeast: [Double], steps: [StepFigures], volume: CaseVolume?) {
        guard let volume else {
            roles = []
            lanes = []
            return
        }
        struct Sum {
            var minutes = Estimate.zero
            var silent: [NodeID] = []
            var steps = 0

            mutating func add(_ node: Int, _ minutes: Estimate, isSilent: Bool) {
                steps += 1
                self.minutes += minutes
                if isSilent { silent.append(NodeID(node)) }
            }
        }
        var ofRole = [Sum](repeating: Sum(), count: map.roles.count)
        var ofLane = [Sum](repeating: Sum(), count: map.lanes.count)
        for index in map.nodes.indices {
            // A step that several roles do together takes all of its work from each of them.
            let performers: [Performer]
            switch map.nodes[index].performers {
            case .none: continue
            case .one(let performer): performers = [performer]
            case .several(let all): performers = all
            }
            // What runs by itself takes nobody's time, whoever looks after it.
            if let detail = map.nodes[index].detailIndex, map.details[Int(detail)].flags.contains(.automated) { continue }
            let step = steps[index]
            let minutes = step.workAtLeast * (visitsAtLeast[index] * volume.perMonth)
            let isTold = visits[index].map { $0 == 0 || step.work != nil } ?? false
            let isSilent = !isTold && step.isAskedForWork
            for (position, performer) in performers.enumerated() {
                guard !performers[..<position].contains(where: { $0.lane == performer.lane && $0.role == performer.role }) else { continue }
                if let role = performer.role {
                    ofRole[role.index].add(index, minutes, isSilent: isSilent)
                } else {
                    ofLane[performer.lane.index].add(index, minutes, isSilent: isSilent)
                }
            }
        }
        roles = map.roles.indices.filter { ofRole[$0].steps > 0 }.map { index in
            let role = map.roles[index]
            return RoleLoad(
                role: RoleID(index), minutes: ofRole[index].minutes,
                isLowerBound: volume.isLowerBound || !ofRole[index].silent.isEmpty, silent: ofRole[index].silent, steps: ofRole[index].steps, capacity: role.capacity(by: map.calendar(of: role.lane)))
        }
        lanes = map.lanes.indices.filter { ofLane[$0].steps > 0 }.map { index in
            LaneLoad(
                lane: LaneID(index), minutes: ofLane[index].minutes,
                isLowerBound: volume.isLowerBound || !ofLane[index].silent.isEmpty, silent: ofLane[index].silent, steps: ofLane[index].steps)
        }
    }
}
