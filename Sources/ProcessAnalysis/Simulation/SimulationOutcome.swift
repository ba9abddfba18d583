import ProcessModel

/// What playing a map has shown. Times are in business minutes of the process.
public struct SimulationOutcome: Sendable {
    /// Cases that came out at one end.
    public struct End: Sendable {
        public let end: NodeID
        /// How many come out here for each that comes in.
        public let perCase: SampledFigure
        /// Nil where in some run none did.
        public let lead: TimeSpread?
    }

    /// Work that waits for the people of a role.
    public struct RoleQueue: Sendable {
        public let role: RoleID
        public let people: Int
        /// The share of their time that they have for this map.
        public let room: Double
        /// The load by all maps, as a share of all their time.
        public let load: Double
        /// How long a piece of work waits for somebody, in business minutes of the role's lane; nil where none came.
        public let wait: TimeSpread?
        /// How many pieces of work wait at a time: by Little's law, what comes in times how long it waits.
        public let waiting: SampledFigure?
    }

    /// How often the time limit of a handoff is kept.
    public struct Kept: Sendable {
        public let limit: SimulationLimit
        /// The share of times.
        public let share: SampledFigure
        /// True where the step that receives may take longer than it does here.
        public let isUpperBound: Bool
    }

    public let settings: Simulation.Settings
    public let casesPerRun: Int
    /// Cases of each run that came before, so that those that count find desks as they usually are.
    public let warmUp: Int
    /// Cases a month; nil where not known, so that each case is played by itself.
    public let perMonth: Double?

    public let lead: TimeSpread
    /// The same by the clock on the wall, nights and weekends included.
    public let elapsed: TimeSpread
    /// True where it may take longer, as some times are not known or some queues have no end.
    public let isLowerBound: Bool
    /// The lead time by the exact formulas: without queues for people, and without hours when a lane is closed.
    public let withoutQueues: Estimate
    /// One for each end of the graph, in its order.
    public let ends: [End]
    /// In the order of the roles.
    public let queues: [RoleQueue]
    public let overloads: [Simulation.Overload]
    /// How often time limits are kept; only where it can be told.
    public let limits: [Kept]
    /// The share of the cases whose lead time is within the budget; nil where none was set.
    public let withinBudget: SampledFigure?
    /// What was taken for granted, each a sentence without a full stop.
    public let assumptions: [String]
    /// What the map would have to say for more, each a sentence without a full stop.
    public let missing: [String]
}

extension Simulation {
    /// What runs have shown together.
    public func outcome(of runs: [Run]) -> Assessed<SimulationOutcome> {
        let records = runs.map(\.record)
        guard !records.contains(where: \.isCutOff), let lead = TimeSpread(records.map(\.lead)),
            let elapsed = TimeSpread(records.map(\.elapsed)), let exact = inspection.metrics.allCases.lead.value
        else {
            return .notAssessable(["cases come round so often that they cannot be followed to an end: let fewer of them go back"])
        }
        let (model, metrics) = (inspection.map, inspection.metrics)
        let ends = inspection.graph.ends.enumerated().compactMap { position, end in
            SampledFigure(records.map { Double($0.ends[position].count) / Double(extent.counted) }).map {
                SimulationOutcome.End(end: end, perCase: $0, lead: TimeSpread(records.map { $0.ends[position] }))
            }
        }
        let perMonth = metrics.volume?.perMonth
        let queues = map.staff.enumerated().map { index, staff in
            let minutes = WorkingHours(model.calendar(of: model[staff.role].lane)).minutesPerWeek * 4
            let waiting = SampledFigure(records.map {
                $0.waits[index].reduce(0, +) / Double(extent.counted) * (perMonth ?? 0) / minutes
            })
            return SimulationOutcome.RoleQueue(
                role: staff.role, people: staff.people, room: staff.room, load: loads[index],
                wait: TimeSpread(records.map { $0.waits[index] }), waiting: waiting)
        }
        return .value(SimulationOutcome(
            settings: settings, casesPerRun: extent.counted, warmUp: extent.warmUp, perMonth: perMonth, lead: lead,
            elapsed: elapsed, isLowerBound: exact.isLowerBound || !overloads.isEmpty, withoutQueues: exact.time, ends: ends,
            queues: queues, overloads: overloads, limits: kept(in: records), withinBudget: withinBudget(records), assumptions: assumptions, missing: missing))
    }

    // MARK: Limits

    private func kept(in records: [Play.Record]) -> [SimulationOutcome.Kept] {
        let (model, metrics) = (inspection.map, inspection.metrics)
        let overloaded = Set(overloads.map(\.role))
        return limits.enumerated().compactMap { index, limit in
            let runs = records.map { $0.kept[index] }
            guard runs.allSatisfy({ $0.all > 0 }) else { return nil }
            let receiver = model[limit.handoff].to
            let isUpperBound = metrics.steps[receiver.index].lead == nil
                || model[receiver].performers.all.contains { $0.role.map(overloaded.contains) ?? false }
            return SampledFigure(runs.map { Double($0.kept) / Double($0.all) }).map {
                .init(limit: limit, share: $0, isUpperBound: isUpperBound)
            }
        }
    }

    private func withinBudget(_ records: [Play.Record]) -> SampledFigure? {
        let model = inspection.map
        guard let limit = model.budgetedLead.map({ Estimate(passing: $0, by: model.calendar ?? .assumed).high }) else { return nil }
        return SampledFigure(records.map { record in
            Double(record.lead.filter { $0 <= limit + 1e-6 }.count) / Double(max(1, record.lead.count))
        })
    }

    // MARK: Words

    private var assumptions: [String] {
        let (model, metrics) = (inspection.map, inspection.metrics)
        var found: [String] = []
        let isQueued = !map.staff.isEmpty
        if metrics.volume != nil {
            found.append("cases come in at random in the hours of the process, and know nothing of each other")
        }
        if model.entries.count > 1 { found.append("they come in evenly at the \(model.entries.count) starts") }
        switch settings.variation {
        case .asStated: found.append("a time of one figure never varies; one of a range or three points varies between its ends, most often near its likeliest value")
        case .exponential: found.append("each time varies around its mean as times between chance events do (exponentially), whatever range the map gives it")
        }
        if isQueued {
            found.append("whoever has waited longest is next, and work that is begun is finished before other work")
            let both = model.nodeIDs.contains { node in
                let step = map.steps[node.index]
                return step.crew != nil && !step.waitsFirst && (step.takes != nil || step.wait.high > 0)
            }
            if both { found.append("a wait that the map states holds the one for people too, so the longer of the two counts; one because of batching, calendar or external comes before it") }
            let partly = map.staff.filter { $0.room < 0.9995 }.map { "\(model[$0.role].name) \(Numerals.percent($0.room))" }
            if !partly.isEmpty {
                found.append("people have a part of their time for this map, after what other maps ask of them: \(Self.list(partly)); after each piece of work they turn to other work for the rest")
            }
        }
        let worked = model.nodes.filter(\.isWork).map { model.calendar(of: $0.lane) } + [model.calendar ?? .assumed]
        if worked.contains(where: { $0.written == nil }) {
            found.append("where no calendar is named, people work Monday to Friday from 9:00 to 17:00")
        }
        let zones = Set(worked.compactMap(\.zone)).sorted()
        if zones.count > 1 { found.append("all hours are taken as those of one time zone, though the map names \(zones.joined(separator: ", "))") }
        for flow in metrics.shares.sideFlows where inspection.graph.isReachable[model[flow].from.index] {
            let when = model[flow].label.map { "on \($0.string)" } ?? "an exception"
            found.append("'\(when)' at '\(model[model[flow].from].name)' happens beside the case and is not played")
        }
        if !metrics.calls.isEmpty || model.nodes.contains(where: { $0.kind == .call }) {
            found.append("a call takes what the numbers of the called map say; nobody waits for people in it")
        }
        return found
    }

    private var missing: [String] {
        let (model, metrics) = (inspection.map, inspection.metrics)
        var found = metrics.missing
        if let lead = metrics.allCases.lead.value, !lead.coverage.isComplete {
            found.append("lead time (`takes` or `wait`) of \(Self.list(lead.coverage.silent.map { "'\(model[$0].name)'" }))")
        }
        for overload in overloads where overload.load == nil {
            found.append("who does the work of \(model[overload.role].name): the role has no time for it")
        }
        if !unknownStaff.isEmpty {
            found.append("how many people, with how much of their time, \(Self.list(unknownStaff.map { model[$0].name })) \(unknownStaff.count == 1 ? "has" : "have"), so nobody waits for them here: write `[people 2]` after the role")
        }
        let lanes = metrics.laneLoads.filter { load in
            let kind = model[load.lane].kind
            return load.minutes.high > 0 && kind != .customer && kind != .system
        }
        if !lanes.isEmpty {
            found.append("which role does the steps of \(Self.list(lanes.map { model[$0.lane].name })), so nobody waits for them here")
        }
        return found
    }

    private static func list(_ names: [String]) -> String {
        guard names.count > 4 else { return names.joined(separator: ", ") }
        return names.prefix(4).joined(separator: ", ") + " and \(names.count - 4) more"
    }
}
