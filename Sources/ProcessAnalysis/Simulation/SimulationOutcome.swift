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
        /// The load as it came out.
        public let busy: SampledFigure?
        /// How many pieces of work wait at a time: by Little's law, what comes in times how long it waits.
        public let waiting: SampledFigure?
    }

    /// Cases that never come to an end, as a join waits for what does not come.
    public struct Stuck: Sendable {
        public let join: NodeID
        public let share: SampledFigure
    }

    /// How often the time limit of a handoff is kept.
    public struct Kept: Sendable {
        public let limit: SimulationLimit
        /// The share of times.
        public let share: SampledFigure
        /// True where the step that receives may take longer than it does here.
        public let isUpperBound: Bool
    }

    /// How often a timer went off.
    public struct Late: Sendable {
        public let timer: SimulationTimer
        /// The share of times.
        public let share: SampledFigure
        /// True where the step may take longer than it does here.
        public let isLowerBound: Bool
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
    /// True where that is a lower bound, as some times are not known.
    public let isExactLowerBound: Bool
    /// True where it takes each parallel path at its mean, so that it is not the mean of the cases.
    public let isExactAtMeans: Bool
    /// One for each end of the graph, in its order.
    public let ends: [End]
    /// In the order of the roles.
    public let queues: [RoleQueue]
    public let overloads: [Simulation.Overload]
    /// Roles whose waits still grow from the first half of the cases to the second.
    public let growing: [RoleID]
    /// The share of the cases that pass a step whose people have a queue without an end.
    public let behindEndlessQueues: SampledFigure?
    /// Joins at which cases wait for ever, and the share of the cases that do. Lead times are of the others.
    public let stuck: [Stuck]
    /// How many cases are on their way at a time; nil where no volume is known.
    public let inProcess: SampledFigure?
    /// In the order of the flows; only where it can be told.
    public let late: [Late]
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
        guard records.contains(where: { !$0.lead.isEmpty }) || stuck(in: records).isEmpty else {
            return .notAssessable(["all cases wait for ever at \(stuck(in: records).map { "'\(inspection.map[$0.join].name)'" }.joined(separator: ", ")): 'baton check' tells why"])
        }
        guard !records.contains(where: \.isCutOff), let lead = TimeSpread(records.map(\.lead)),
            let elapsed = TimeSpread(records.map(\.elapsed)), let exact = inspection.metrics.allCases.lead.value
        else {
            return .notAssessable(["cases come round so often that they cannot be followed to an end: let fewer of them go back"])
        }
        let model = inspection.map
        let growing = growing(in: records)
        let ends = inspection.graph.ends.enumerated().compactMap { position, end in
            SampledFigure(records.map { Double($0.ends[position].count) / Double(extent.counted) }).map {
                SimulationOutcome.End(end: end, perCase: $0, lead: TimeSpread(records.map { $0.ends[position] }))
            }
        }
        let queues = map.staff.enumerated().map { index, staff in
            let minutes = WorkingHours(model.calendar(of: model[staff.role].lane)).minutesPerWeek * 4
            let waiting = SampledFigure(records.map {
                $0.waits[index].reduce(0, +) / Double(extent.counted) * (perMonth ?? 0) / minutes
            })
            // What other maps ask of them is taken as it is.
            let busy = SampledFigure(records.map {
                staff.others + ($0.work[index] + $0.lateWork[index].all) / Double(extent.counted) * (perMonth ?? 0) / staff.capacity
            })
            let late = records.reduce(0) { $0 + $1.lateWork[index].all } / Double(records.count)
            return SimulationOutcome.RoleQueue(
                role: staff.role, people: staff.people, room: staff.room, load: staff.load + late / Double(extent.counted) * (perMonth ?? 0) / staff.capacity,
                wait: TimeSpread(records.map { $0.waits[index] }), busy: busy, waiting: waiting)
        }
        return .value(SimulationOutcome(
            settings: settings, casesPerRun: extent.counted, warmUp: extent.warmUp, perMonth: perMonth, lead: lead,
            elapsed: elapsed, isLowerBound: !exact.coverage.isComplete || !overloads.isEmpty || !growing.isEmpty, withoutQueues: exact.time,
            isExactLowerBound: exact.isLowerBound, isExactAtMeans: metricsTakeMeans, ends: ends,
            queues: queues, overloads: overloads, growing: growing,
            behindEndlessQueues: overloads.isEmpty ? nil : SampledFigure(records.map { Double($0.endless) / Double(extent.counted) }),
            stuck: stuck(in: records),
            inProcess: perMonth == nil ? nil : SampledFigure(records.compactMap(\.inProcess)), late: late(in: records), limits: kept(in: records), withinBudget: withinBudget(records), assumptions: assumptions, missing: missing))
    }

    /// True where paths run side by side and one of them varies, or leaves: the longest of the means is not the mean of the longest.
    private var metricsTakeMeans: Bool {
        let model = inspection.map
        return inspection.metrics.blocks.blocks.contains { block in
            !block.exits.isEmpty || block.members.contains { member in
                let lead = inspection.metrics.steps[member.index].leadAtLeast
                return lead.high > lead.low || model[member].kind == .decision
                    || inspection.graph.flows(from: member).contains { model[$0].kind == .exception }
            }
        } || settings.variation == .exponential && !inspection.metrics.blocks.blocks.isEmpty
    }

    private func stuck(in records: [Play.Record]) -> [SimulationOutcome.Stuck] {
        map.deadJoins.indices.compactMap { index in
            guard records.contains(where: { $0.stuck[index] > 0 }) else { return nil }
            return SampledFigure(records.map { Double($0.stuck[index]) / Double(extent.counted) }).map {
                .init(join: NodeID(map.deadJoins[index]), share: $0)
            }
        }
    }

    /// Roles that timers give more work the longer their queue is, and whose waits still grow: by more than a third from the
    /// first half of what they do to the second, and by more than chance does.
    private func growing(in records: [Play.Record]) -> [RoleID] {
        map.staff.indices.filter { index in
            guard records.contains(where: { $0.lateWork[index].all > 0 }) else { return false }
            func half(_ part: ([Double]) -> ArraySlice<Double>) -> SampledFigure? {
                SampledFigure(records.map { record in
                    let waits = part(record.waits[index])
                    return waits.reduce(0, +) / Double(max(1, waits.count))
                })
            }
            guard let first = half({ $0.prefix($0.count / 2) }), let second = half({ $0.suffix($0.count / 2) }),
                let growth = second.difference(from: first)
            else { return false }
            return growth.value > first.value / 3 && growth.value > 2 * (growth.margin ?? 0)
        }.map { map.staff[$0].role }
    }

    // MARK: Limits

    private func kept(in records: [Play.Record]) -> [SimulationOutcome.Kept] {
        let model = inspection.map
        return limits.enumerated().compactMap { index, limit in
            let runs = records.map { $0.kept[index] }
            guard runs.allSatisfy({ $0.all > 0 }) else { return nil }
            return SampledFigure(runs.map { Double($0.kept) / Double($0.all) }).map {
                .init(limit: limit, share: $0, isUpperBound: mayWaitLonger(model[limit.handoff].to))
            }
        }
    }

    private func late(in records: [Play.Record]) -> [SimulationOutcome.Late] {
        inspection.timers.enumerated().compactMap { index, timer in
            let runs = records.map { $0.late[index] }
            guard runs.allSatisfy({ $0.all > 0 }) else { return nil }
            return SampledFigure(runs.map { Double($0.late) / Double($0.all) }).map {
                .init(timer: timer, share: $0, isLowerBound: mayTakeLonger(inspection.map[timer.flow].from))
            }
        }
    }

    /// True where the map does not say how long what comes to a step lies there, or its people have no end of work.
    private func mayWaitLonger(_ step: NodeID) -> Bool {
        let details = inspection.map[step].detailIndex.map { inspection.map.details[Int($0)] }
        let isKnown = details?.wait?.value != nil || details?.takes?.value != nil
        return hasEndlessQueue(step) || (!isKnown && inspection.metrics.steps[step.index].lead == nil)
    }

    private func hasEndlessQueue(_ step: NodeID) -> Bool {
        inspection.map[step].performers.all.contains { performer in overloads.contains { $0.role == performer.role } }
    }

    /// True where the map does not say all of a step's time, or its people have no end of work.
    private func mayTakeLonger(_ step: NodeID) -> Bool {
        inspection.metrics.steps[step.index].lead == nil || hasEndlessQueue(step)
    }

    private func withinBudget(_ records: [Play.Record]) -> SampledFigure? {
        let model = inspection.map
        guard let limit = model.budgetedLead.map({ Estimate(passing: $0, by: model.calendar ?? .assumed).high }) else { return nil }
        return SampledFigure(records.map { record in
            Double(record.lead.filter { $0 <= limit + 1e-6 }.count) / Double(max(1, extent.counted))
        })
    }
}
