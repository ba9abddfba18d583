import ProcessModel

/// A map that can be played: cases come in at random, their times vary as the map says, they wait for
/// people and for each other, and what comes out is how their lead times are spread.
///
/// `docs/simulation.md` says what is played and how; the exact figures of `Metrics` are its means where nobody waits for people.
public struct Simulation: Sendable {
    /// How times vary from case to case.
    public enum Variation: String, Sendable, CaseIterable {
        /// As far as the map says: one figure does not vary, a range does within its ends.
        case asStated = "stated"
        /// Each as much as times between events that know nothing of each other, which is what the formulas of
        /// queueing theory mostly take for granted.
        case exponential
    }

    /// Where the time that work lies at a role comes from.
    public enum Waits: String, Sendable, CaseIterable {
        /// From the map; the queue for people counts where it is longer.
        case stated
        /// From the queue alone, at steps whose people are limited and that wait because of contention or say no cause.
        case queues
    }

    public struct Settings: Sendable {
        /// The same seed gives the same figures.
        public var seed: UInt64
        /// How many cases count, over all runs.
        public var cases: Int
        public var variation: Variation
        public var waits: Waits

        public init(
            seed: UInt64 = 1, cases: Int = Simulation.usualCases, variation: Variation = .asStated, waits: Waits = .stated
        ) {
            self.waits = waits
            self.seed = seed
            self.cases = min(Simulation.mostCases, max(Simulation.fewestCases, cases))
            self.variation = variation
        }
    }

    /// How often the map is played, each time with other random numbers.
    public static let runCount = 20
    public static let usualCases = 20_000
    public static let fewestCases = 1_000
    public static let mostCases = 1_000_000

    /// What one run shows.
    public struct Run: Sendable {
        let record: Play.Record
    }

    /// A role whose people have more to do than they have time.
    public struct Overload: Sendable, Hashable {
        public let role: RoleID
        /// The load by all maps, as a share of the time they have; nil where they have none.
        public let load: Double?
        /// Worked minutes a month by which the queue grows.
        public let surplus: Double
        /// What part of the load comes from work that `on late` sets off.
        public let fromTimers: Double
        /// How many people would have time for it, and what their load would be; nil where even one more has none.
        public let enough: Enough?

        public struct Enough: Sendable, Hashable {
            public let people: Int
            public let load: Double
        }
    }

    let inspection: Inspection
    let settings: Settings
    let map: PlayedMap
    let overloads: [Overload]
    let extent: Play.Extent
    /// Roles of which it is not known how many people there are, so that nobody waits for them.
    let unknownStaff: [RoleID]
    let limits: [SimulationLimit]
    /// Cases a month; nil where each is played by itself.
    let perMonth: Double?

    /// More visits than this would take minutes.
    private static let mostVisits = 200_000_000.0

    /// The map made ready, or what it would have to say first.
    public static func prepare(_ inspection: Inspection, _ settings: Settings = Settings()) -> Assessed<Simulation> {
        let metrics = inspection.metrics
        guard let lead = metrics.allCases.lead.value else { return .notAssessable(metrics.allCases.lead.missing) }
        guard lead.time.high > 0 else {
            return .notAssessable(["no step says how long it takes: write `[work 5 min, takes 4 bh]` after the steps you know it of"])
        }
        let simulation = Simulation(inspection, settings)
        let visits = metrics.visits.reduce(1) { $0 + ($1 ?? 0) }
        func isQuick(_ extent: Play.Extent) -> Bool {
            Double(Self.runCount) * Double(extent.warmUp + extent.counted + extent.after) * visits <= Self.mostVisits
        }
        guard isQuick(simulation.extent) else {
            var cases = settings.cases
            while cases > Self.fewestCases, !isQuick(extent(cases: cases, simulation.map, metrics, simulation.perMonth)) {
                // Round numbers are easier to type.
                cases = max(Self.fewestCases, cases / 2 / 1000 * 1000)
            }
            guard cases < settings.cases, isQuick(extent(cases: cases, simulation.map, metrics, simulation.perMonth)) else {
                return .notAssessable(["each case passes so many steps that it would take too long to play: let fewer cases go back, or split the map into calls"])
            }
            return .notAssessable(["each case passes so many steps that so many of them would take too long to play: play fewer, with `--cases \(cases)`"])
        }
        return .value(simulation)
    }

    private init(_ inspection: Inspection, _ settings: Settings, endless: [Overload] = []) {
        self.inspection = inspection
        self.settings = settings
        let metrics = inspection.metrics
        // Less than a case in eighty years is no stream of cases that could meet.
        perMonth = metrics.volume.map(\.perMonth).flatMap { $0 > 0.001 ? $0 : nil }
        let staffing = Staffing(inspection, isPlayed: perMonth != nil, endless: endless)
        limits = SimulationLimit.all(of: inspection)
        map = PlayedMap(
            inspection, staff: staffing.staff, endless: staffing.overloads.map(\.role), limits: limits, waits: settings.waits)
        overloads = staffing.overloads
        unknownStaff = staffing.unknown
        extent = Self.extent(cases: settings.cases, map, metrics, perMonth)
    }

    private static func extent(cases: Int, _ map: PlayedMap, _ metrics: Metrics, _ perMonth: Double?) -> Play.Extent {
        let lead = metrics.allCases.lead.value?.time ?? .zero
        let perRun = (cases + Self.runCount - 1) / Self.runCount
        let interval = map.hours[0].minutesPerWeek * 4 / min(1e12, perMonth ?? 20)
        var extent = Play.Extent(interval: interval, warmUp: 0, counted: perRun, after: 0, mostVisits: .max)
        if perMonth != nil {
            // By Little's law so many cases are on their way at a time, and the first and the last of them meet few others.
            let inProcess = lead.expected / interval
            let busiest = map.staff.map(\.load).max() ?? 0
            // The busier people are, the longer a queue takes to become what it mostly is: as 1 / (1 - load)² (Whitt,
            // "Planning queueing simulations", Management Science 35, 1989).
            let settling = 10 / ((1 - busiest) * (1 - busiest))
            let most = 5 * Double(perRun)
            extent.warmUp = Int(min(most, max(Double(perRun) / 5, 3 * inProcess, settling)))
            if !map.crews.isEmpty { extent.after = Int(min(most, max(Double(perRun) / 5, 3 * inProcess))) }
        }
        let expected = metrics.visits.reduce(1) { $0 + ($1 ?? 0) } * Double(extent.warmUp + extent.counted + extent.after)
        extent.mostVisits = Int(min(1e9, 20 * expected + 1_000_000))
        return extent
    }

    /// Plays the map once. Runs hang on their number alone, so they may be played side by side.
    public func run(_ number: Int) -> Run {
        Run(record: Play.run(
            map, extent, settings.variation, endCount: inspection.graph.ends.count,
            chance: Chance(seed: settings.seed, run: number)))
    }

    /// What all runs show. Where they show that a queue has no end, the map is played again without it.
    /// - Parameter play: plays all runs, as here one after the other.
    public func outcome(
        _ play: (Simulation) -> [Run] = { simulation in (0..<runCount).map { simulation.run($0) } }
    ) -> Assessed<SimulationOutcome> {
        var simulation = self
        while true {
            let runs = play(simulation)
            let endless = simulation.endless(in: runs)
            guard !endless.isEmpty else { return simulation.outcome(of: runs) }
            // Each time a role fewer is waited for.
            simulation = Simulation(inspection, settings, endless: simulation.overloads + endless)
        }
    }

    /// Roles that have more to do than time once the work is counted that timers set off. The formulas cannot
    /// tell: how often a timer goes off hangs on the queue.
    private func endless(in runs: [Run]) -> [Overload] {
        guard let perMonth, map.timerCount > 0, !runs.isEmpty else { return [] }
        let model = inspection.map
        return map.staff.indices.compactMap { index in
            let staff = map.staff[index]
            // A queue without an end grows, and more goes late in the second half than in the first.
            let minutes = runs.reduce(0) { $0 + $1.record.lateWork[index].secondHalf } / Double(runs.count)
            let fromTimers = minutes / Double(max(1, extent.counted - extent.counted / 2)) * perMonth
            guard minutes > 0, staff.load * staff.capacity + fromTimers >= staff.capacity else { return nil }
            return Staffing.overload(
                of: staff.role, asked: staff.load * staff.capacity + fromTimers, capacity: staff.capacity,
                people: model[staff.role].people?.value ?? Double(staff.people), fromTimers: fromTimers)
        }
    }
}
