import ProcessModel

/// Whose absence brings the work to a standstill: roles of one person for whom nobody stands in.
///
/// When they are away a case goes as far as the first step that needs one of them. What is stopped is the work of that step and of
/// all that would have come after it. A join that waits for a path with such a step waits for ever.
public struct KeyPeople: Sendable {
    public struct Person: Sendable, Hashable {
        public let role: RoleID
        /// How much of the expected work of a case is not done while this one alone is away, 0...1.
        public let stopped: Double
        /// The share of cases that need this one at least once, on whichever path; nil where it cannot be told.
        public let cases: Double?
    }

    /// Those whose absence stops any work, the most first.
    public let people: [Person]
    /// The fewest of them whose absence stops at least half of the work; of sets equally small the one that stops the
    /// most. Empty where all of them together do not stop as much.
    public let fewest: [RoleID]
    /// How much the absence of all in `fewest` stops; where that is empty, of all key people.
    public let stopped: Double
    /// False where there were too many sets to try them all, so that a smaller one may do.
    public let isFewest: Bool
    /// Roles that act and of which it is not known how many hold them, in declared order.
    public let uncounted: [RoleID]
    /// The steps that say their work.
    public let coverage: Coverage

    /// How many roles of one person were not looked at, as the map is too long for all of them: those with the least work.
    public let notLookedAt: Int

    /// How many nodes are looked at for the roles one by one, at least `fewestRoles` of them.
    static let effortLimitAlone = 100_000
    static let fewestRoles = 16
    /// How many sets are tried, and how many nodes are looked at in all of them together.
    static let mostSets = 1024
    static let effortLimit = 60_000
}

extension Inspection {
    /// Nil where no step names a role.
    public var keyPeople: Assessed<KeyPeople>? {
        // What runs by itself goes on without those who look after it.
        let byHand = map.nodeIDs.filter { !map.details(of: $0).flags.contains(.automated) }
        var acts = [Bool](repeating: false, count: map.roles.count)
        for id in byHand where map[id].isWork {
            for performer in map[id].performers.all { if let role = performer.role { acts[role.index] = true } }
        }
        let acting = map.roles.indices.filter { acts[$0] }.map(RoleID.init)
        guard !acting.isEmpty else { return nil }
        guard let total = metrics.allCases.work.value else { return .notAssessable(metrics.allCases.work.missing) }
        guard total.time.expected > 0 else {
            return .notAssessable(["no step says its work: write it behind the step, as in `work 10 min`"])
        }
        let uncounted = acting.filter { map[$0].people?.value == nil && !map[$0].hasNamedBackup }
        var alone = acting.filter { map[$0].people?.value.map { $0 <= 1 } ?? false && !map[$0].hasNamedBackup }
        let replay = Replay(self)

        func steps(of away: [RoleID]) -> [Bool] {
            var halts = [Bool](repeating: false, count: map.nodes.count)
            for id in byHand {
                halts[id.index] = map[id].performers.all.contains { performer in performer.role.map(away.contains) ?? false }
            }
            return halts
        }
        func stopped(_ away: [RoleID]) -> Double {
            let halts = steps(of: away)
            guard let visits = replay.visits(halts: halts) else { return 0 }
            var done = 0.0
            for index in visits.indices where !halts[index] { done += visits[index] * metrics.steps[index].workAtLeast.expected }
            return min(1, max(0, 1 - done / total.time.expected))
        }

        let most = max(KeyPeople.fewestRoles, KeyPeople.effortLimitAlone / max(1, map.nodes.count))
        let notLookedAt = max(0, alone.count - most)
        if notLookedAt > 0 {
            var own = [Double](repeating: 0, count: map.roles.count)
            for id in byHand where map[id].isWork {
                let work = metrics.steps[id.index].workAtLeast.expected * (metrics.visits[id.index] ?? 0)
                for performer in map[id].performers.all { if let role = performer.role { own[role.index] += work } }
            }
            alone = Array(alone.sorted { (-own[$0.index], $0) < (-own[$1.index], $1) }.prefix(most))
        }

        let people = alone.map { KeyPeople.Person(role: $0, stopped: stopped([$0]), cases: replay.shareOfCases(by: steps(of: [$0]))) }
            .filter { $0.stopped > 1e-9 }.sorted { (-$0.stopped, $0.role) < (-$1.stopped, $1.role) }
        let (fewest, share, isFewest) = Self.fewest(people, nodes: map.nodes.count, stopped)
        return .value(KeyPeople(
            people: people, fewest: fewest, stopped: share, isFewest: isFewest && notLookedAt == 0, uncounted: uncounted, coverage: total.coverage,
            notLookedAt: notLookedAt))
    }

    /// All sets, small ones first; where that would be too many, one more at a time, always the one that stops most.
    private static func fewest(
        _ people: [KeyPeople.Person], nodes: Int, _ stopped: ([RoleID]) -> Double
    ) -> (roles: [RoleID], stopped: Double, isFewest: Bool) {
        let half = 0.5 - 1e-9
        if let first = people.first, first.stopped >= half { return ([first.role], first.stopped, true) }
        let roles = people.map(\.role)
        let all = people.count > 1 ? stopped(roles) : people.first?.stopped ?? 0
        guard all >= half else { return ([], all, true) }
        var sets = min(KeyPeople.mostSets, KeyPeople.effortLimit / max(1, nodes))
        for size in 2..<max(3, roles.count) {
            var best: (roles: [RoleID], stopped: Double)?
            var chosen = Array(0..<size)
            guard size < roles.count else { break }
            while true {
                sets -= 1
                guard sets >= 0 else { return greedy(people, half, stopped) }
                let set = chosen.map { roles[$0] }
                let share = stopped(set)
                if share >= half, share > (best?.stopped ?? 0) + 1e-12 { best = (set, share) }
                // The next set of this size, in order.
                guard let place = chosen.indices.last(where: { chosen[$0] < roles.count - size + $0 }) else { break }
                chosen[place] += 1
                for next in chosen.indices where next > place { chosen[next] = chosen[next - 1] + 1 }
            }
            if let best { return (best.roles, best.stopped, true) }
        }
        return (roles, all, true)
    }

    private static func greedy(
        _ people: [KeyPeople.Person], _ half: Double, _ stopped: ([RoleID]) -> Double
    ) -> (roles: [RoleID], stopped: Double, isFewest: Bool) {
        var chosen: [RoleID] = []
        var share = 0.0
        // They stand in the order of what each stops alone.
        for person in people where share < half {
            chosen.append(person.role)
            share = stopped(chosen)
        }
        return (chosen, share, false)
    }
}

extension Role {
    /// `backup ?` says that nobody knew one.
    var hasNamedBackup: Bool { backups.contains { $0.string != "?" } }
}
