import ProcessModel

/// One measure read at every step and handoff of a map, to tint a drawing by.
public struct HeatReadings: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The share of all expected waiting.
        case wait
        /// The share of all expected work.
        case work
        /// How much of the time is used up of the role that does the step.
        case load
        /// Impact times how often a month.
        case pains
    }

    public enum Reading: Sendable, Hashable {
        /// There is nothing to read: a step that nobody asks, or where nobody complains.
        case none
        /// There is something, and nobody knows how much.
        case unknown
        /// `isAtLeast` where it may be more; an infinite load is one of people who have no time at all.
        case value(Double, isAtLeast: Bool)

        public var value: Double? {
            if case .value(let value, _) = self { value } else { nil }
        }
    }

    public let kind: Kind
    /// For each node.
    public let ofNode: [Reading]
    /// For each flow; only handoffs have one.
    public let ofFlow: [Reading]
    /// The largest known of all, also where this is a part of a map: tints then mean the same on each part.
    public private(set) var largest: Double
    /// True where shares are of what is known, and something is not.
    public let isPartial: Bool
    /// True where pains are read by their votes, as none at a step says both impact and frequency.
    public let isByVotes: Bool
    /// Why a load is not known; nil where each is.
    public let loadGaps: LoadGaps?

    /// Why a load is not known.
    public struct LoadGaps: Sendable, Hashable {
        /// The roles to which the maps of the folder give different people or time.
        public let disputedRoles: [String]
        /// True where of some other role people, work or volume is not said.
        public let isUnsaid: Bool

        public init(disputedRoles: [String], isUnsaid: Bool) {
            self.disputedRoles = disputedRoles
            self.isUnsaid = isUnsaid
        }
    }

    public init(
        kind: Kind, ofNode: [Reading], ofFlow: [Reading], isPartial: Bool = false, isByVotes: Bool = false, loadGaps: LoadGaps? = nil
    ) {
        self.kind = kind
        self.ofNode = ofNode
        self.ofFlow = ofFlow
        self.isPartial = isPartial
        self.isByVotes = isByVotes
        self.loadGaps = loadGaps
        largest = (ofNode + ofFlow).reduce(0) { max($0, $1.value ?? 0) }
    }

    /// The readings of a part of a map: for each of its nodes and flows, which one of the whole it is, if any.
    public func picked(nodes: [Int?], flows: [Int?]) -> HeatReadings {
        func pick(_ all: [Reading], _ places: [Int?]) -> [Reading] {
            places.map { $0.flatMap { all.indices.contains($0) ? all[$0] : nil } ?? .none }
        }
        var part = HeatReadings(kind: kind, ofNode: pick(ofNode, nodes), ofFlow: pick(ofFlow, flows), isPartial: isPartial, isByVotes: isByVotes, loadGaps: loadGaps)
        part.largest = largest
        return part
    }

    public init(_ kind: Kind, _ inspection: Inspection) {
        switch kind {
        case .wait: self.init(waiting: inspection)
        case .work: self.init(working: inspection)
        case .load: self.init(loading: inspection)
        case .pains: self.init(hurting: inspection.map)
        }
    }

    /// A handoff has the waiting of those cases that come by it, at the step that receives.
    private init(waiting inspection: Inspection) {
        let (map, metrics) = (inspection.map, inspection.metrics)
        let times = WaitingTimes(map, metrics)
        var ofNode = [Reading](repeating: .none, count: map.nodes.count)
        for node in map.nodes.indices where map.nodes[node].isWork {
            if let waiting = times.waiting[node] {
                guard waiting > 0 || metrics.steps[node].isAskedForLead else { continue }
                ofNode[node] = .value(Self.share(waiting, of: times.all), isAtLeast: metrics.visits[node] == nil)
            } else if metrics.visits[node] != 0, metrics.steps[node].isAskedForLead || times.time(of: node) != nil {
                ofNode[node] = .unknown
            }
        }
        var ofFlow = [Reading](repeating: .none, count: map.flows.count)
        for passing in Passings(map, inspection.graph).all {
            let source = map[passing.flow].from.index
            let passes = metrics.visits[source].flatMap { visits in
                visits == 0 ? 0 : metrics.shares.values[passing.flow.index].map { visits * $0 }
            }
            let time = times.time(of: passing.receiver.index)
            if let passes, let time {
                guard passes * time.minutes > 0 else { continue }
                ofFlow[passing.flow.index] = .value(Self.share(passes * time.minutes, of: times.all), isAtLeast: false)
            } else if passes != 0, time.map({ $0.minutes > 0 }) ?? metrics.steps[passing.receiver.index].isAskedForLead {
                ofFlow[passing.flow.index] = .unknown
            }
        }
        self.init(kind: .wait, ofNode: ofNode, ofFlow: ofFlow, isPartial: times.isPartial)
    }

    private init(working inspection: Inspection) {
        let (map, metrics) = (inspection.map, inspection.metrics)
        var isPartial = false
        var minutes = [Double?](repeating: nil, count: map.nodes.count)
        var all = 0.0
        for node in map.nodes.indices where map.nodes[node].isWork {
            let step = metrics.steps[node]
            guard step.isAskedForWork || step.workAtLeast.high > 0 else { continue }
            if metrics.visits[node] == nil || step.work == nil, metrics.visits[node] != 0 { isPartial = true }
            guard step.work != nil || step.workAtLeast.high > 0, metrics.visits[node] != nil || metrics.visitsAtLeast[node] > 0 else { continue }
            let own = (metrics.visits[node] ?? metrics.visitsAtLeast[node]) * step.workAtLeast.expected
            minutes[node] = own
            all += own
        }
        let ofNode = map.nodes.indices.map { node -> Reading in
            let step = metrics.steps[node]
            guard map.nodes[node].isWork, step.isAskedForWork || step.workAtLeast.high > 0, metrics.visits[node] != 0 else { return .none }
            guard let own = minutes[node] else { return .unknown }
            return .value(Self.share(own, of: all), isAtLeast: metrics.visits[node] == nil || step.work == nil)
        }
        self.init(kind: .work, ofNode: ofNode, ofFlow: Self.nothing(map.flows.count), isPartial: isPartial)
    }

    /// All that the maps of the folder ask of the role counts; of several roles, the one loaded most.
    private init(loading inspection: Inspection) {
        let map = inspection.map
        var ofRole = [Reading](repeating: .unknown, count: map.roles.count)
        var isDisputed = [Bool](repeating: false, count: map.roles.count)
        for load in inspection.metrics.loads {
            let total = inspection.folder.total(of: load, in: map)
            if total.hasNobody {
                ofRole[load.role.index] = .value(.infinity, isAtLeast: false)
            } else if let share = total.share {
                ofRole[load.role.index] = .value(share, isAtLeast: total.isLowerBound)
            } else if total.disagreement != nil {
                isDisputed[load.role.index] = true
            }
        }
        let ofNode = map.nodeIDs.map { node -> Reading in
            let kind = map[map[node].lane].kind
            guard map[node].isWork, kind != .customer, kind != .system, !map.details(of: node).flags.contains(.automated),
                map[node].performers.first != nil, map[node].kind != .call
            else { return .none }
            let readings = map[node].performers.all.map { $0.role.map { ofRole[$0.index] } ?? .unknown }
            let most = readings.filter { $0.value != nil }.max { ($0.value ?? 0) < ($1.value ?? 0) }
            return most ?? .unknown
        }
        var disputed: Set<RoleID> = []
        var isUnsaid = false
        for node in map.nodeIDs where ofNode[node.index] == .unknown {
            let roles = map[node].performers.all.compactMap(\.role).filter { isDisputed[$0.index] }
            if roles.isEmpty { isUnsaid = true }
            disputed.formUnion(roles)
        }
        self.init(
            kind: .load, ofNode: ofNode, ofFlow: Self.nothing(map.flows.count),
            loadGaps: disputed.isEmpty && !isUnsaid ? nil : LoadGaps(disputedRoles: disputed.sorted().map { map[$0].name }, isUnsaid: isUnsaid))
    }

    private init(hurting map: ProcessMap) {
        struct Sum {
            var score: Double?
            var votes: Double?
            var isAtLeast = false
        }
        var sums: [Subject: Sum] = [:]
        for pain in map.pains {
            var sum = sums[pain.about] ?? Sum()
            if let more = pain.score { sum.score = (sum.score ?? 0) + more } else { sum.isAtLeast = true }
            if let more = pain.votes?.value { sum.votes = (sum.votes ?? 0) + more }
            sums[pain.about] = sum
        }
        let places = map.nodeIDs.map { Subject.node($0) } + map.flowIDs.compactMap { map[$0].terms.map(Subject.handoff) }
        let isByVotes = !places.contains { sums[$0]?.score != nil }
        func reading(_ place: Subject?) -> Reading {
            guard let place, let sum = sums[place] else { return .none }
            guard let value = isByVotes ? sum.votes : sum.score else { return .unknown }
            return .value(max(0, value), isAtLeast: !isByVotes && sum.isAtLeast)
        }
        self.init(
            kind: .pains, ofNode: map.nodeIDs.map { reading(.node($0)) },
            ofFlow: map.flowIDs.map { flow in reading(map[flow].terms.map(Subject.handoff)) }, isByVotes: isByVotes)
    }

    private static func share(_ part: Double, of all: Double) -> Double { all > 0 && all.isFinite ? part / all : 0 }
    private static func nothing(_ count: Int) -> [Reading] { [Reading](repeating: .none, count: count) }
}
