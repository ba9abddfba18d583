import ProcessModel

/// The figures of a map that are not to get worse unseen.
public struct BaselineFigures: Sendable, Hashable {
    /// A figure, and how far it is known.
    public struct Figure: Sendable, Hashable {
        public let value: Double
        /// True where some steps do not say theirs, so that it is a bound: a time or a load may be more, a share less.
        public let isBound: Bool
        /// The names of those steps, sorted.
        public let silent: [String]

        public init(_ value: Double, isBound: Bool = false, silent: [String] = []) {
            self.value = value
            self.isBound = isBound || !silent.isEmpty
            self.silent = Array(Set(silent)).sorted()
        }
    }

    /// What one map asks of a role.
    public struct Load: Sendable, Hashable {
        public let lane: String
        public let role: String
        /// As a share of the time that the role's people have.
        public let share: Figure

        public init(lane: String, role: String, share: Figure) {
            self.lane = lane
            self.role = role
            self.share = share
        }
    }

    /// A step as it stood: by it is known what has been added, renamed, or become slower.
    public struct Step: Sendable, Hashable {
        public let name: String
        public let lane: String
        /// Who does it; nil where the lane does.
        public let role: String?
        /// The expected time of one visit, in business minutes; nil where it is not known.
        public let lead: Double?
        /// 0...1; nil where it is not said.
        public let ok: Double?

        public init(name: String, lane: String, role: String?, lead: Double?, ok: Double?) {
            self.name = name
            self.lane = lane
            self.role = role
            self.lead = lead
            self.ok = ok
        }
    }

    /// How long a business day is, by the map's calendar.
    public let minutesPerDay: Double
    /// How many flows of the map pass from lane to lane.
    public let handoffs: Int
    /// How often a case passes them; nil where shares are missing.
    public let handoffsPerCase: Double?
    /// Over all cases, in business minutes; nil where it cannot be told.
    public let lead: Figure?
    /// Over all cases, 0...1; nil where it cannot be told.
    public let rolledOK: Figure?
    /// By lane and role. Roles of which no share is known are left out.
    public let loads: [Load]
    /// In the order of the map. Empty where the baseline was written before it kept them.
    public let steps: [Step]

    public init(handoffs: Int, handoffsPerCase: Double?, lead: Figure?, rolledOK: Figure?, loads: [Load], steps: [Step] = [], minutesPerDay: Double = 480) {
        self.minutesPerDay = minutesPerDay
        self.steps = steps
        self.handoffs = handoffs
        self.handoffsPerCase = handoffsPerCase
        self.lead = lead
        self.rolledOK = rolledOK
        self.loads = loads.sorted { ($0.lane, $0.role) < ($1.lane, $1.role) }
    }

    public init(_ inspection: Inspection) {
        let (map, metrics) = (inspection.map, inspection.metrics)
        func names(_ nodes: [NodeID]) -> [String] { nodes.map { map[$0].name } }
        self.init(
            handoffs: metrics.handoffs.count, handoffsPerCase: metrics.handoffs.perCase,
            // Where no step says anything, the sum is of nothing.
            lead: metrics.allCases.lead.value.flatMap { $0.coverage.known > 0 ? Figure($0.time.expected, isBound: $0.isLowerBound, silent: names($0.coverage.silent)) : nil },
            rolledOK: metrics.allCases.rolledOK.value.flatMap { $0.coverage.known > 0 ? Figure($0.share, silent: names($0.coverage.silent)) : nil },
            loads: metrics.loads.compactMap { load in
                load.share.map {
                    let role = map[load.role]
                    return Load(lane: map[role.lane].name, role: role.name, share: Figure($0, isBound: load.isLowerBound, silent: names(load.silent)))
                }
            },
            steps: Self.steps(of: map, metrics), minutesPerDay: (map.calendar ?? .assumed).minutesPerDay)
    }

    /// Whether times can be set beside those by another calendar: `1 bd` is no longer than it was for having more hours.
    func hasDays(of calendar: WorkCalendar?) -> Bool { abs(minutesPerDay - (calendar ?? .assumed).minutesPerDay) < 0.01 }

    /// The steps of a map; without its numbers, their names and who does them.
    static func steps(of map: ProcessMap, _ metrics: Metrics? = nil) -> [Step] {
        map.nodeIDs.filter { map[$0].isWork }.map { id in
            let (node, figures) = (map[id], metrics?.steps[id.index])
            return Step(
                name: node.name, lane: map[node.lane].name, role: node.performers.all.lazy.compactMap(\.role).first.map { map[$0].name },
                lead: figures?.isAskedForLead == true ? figures?.lead?.expected : nil, ok: figures?.ok)
        }
    }
}

/// What has become of one figure since the baseline.
public struct FigureChange: Sendable, Hashable {
    public enum Outcome: Sendable, Hashable {
        case worse, better
        /// It cannot be told, for want of what the words say.
        case unclear
    }

    public enum Subject: Sendable, Hashable {
        case handoffs, lead, rolledOK
        case load(RoleID)
    }

    public let subject: Subject
    public let outcome: Outcome
    /// What it is and what it was; where it is unclear, what is missing. No full stop.
    public let words: String
}
