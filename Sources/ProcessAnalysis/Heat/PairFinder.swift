import ProcessModel
import ProcessSyntax

/// What is found between two lanes, before it is summed.
struct GatheredPair {
    var flows = 0
    var perCase: Double? = 0
    var receiving: [(step: NodeID, passes: Double?)] = []
    var complaints = Complaints()
    var findings: [Finding] = []
    var relationship: Int?

    mutating func add(_ receiver: NodeID, _ passes: Double?) {
        flows += 1
        perCase = perCase.flatMap { sum in passes.map { sum + $0 } }
        receiving.append((receiver, passes))
    }
}

/// Gathers what lies between lanes, two by two.
struct PairFinder {
    private struct Key: Hashable {
        let first: LaneID
        let second: LaneID

        init?(_ a: LaneID, _ b: LaneID) {
            guard a != b else { return nil }
            (first, second) = (min(a, b), max(a, b))
        }
    }

    private let inspection: Inspection
    private let map: ProcessMap
    private let scene: HeatScene
    private let numbers: HeatNumbers
    private let limits: HeatLimits
    private let countsRatings: Bool
    private var gathered: [Key: GatheredPair] = [:]
    private var passed: [FlowID: Passing] = [:]
    /// The lanes that hand over to a step.
    private var senders: [NodeID: Set<LaneID>] = [:]
    /// The lanes that a step hands over to.
    private var receivers: [NodeID: Set<LaneID>] = [:]
    /// The steps that a role does and that receive a handoff.
    private var receiving: [RoleID: [NodeID]] = [:]
    private var laneOfRole: [String: LaneID] = [:]

    init(
        _ inspection: Inspection, scene: HeatScene, numbers: HeatNumbers, findings: [Finding], passings: Passings, limits: HeatLimits,
        countsRatings: Bool
    ) {
        self.inspection = inspection
        map = inspection.map
        self.scene = scene
        self.numbers = numbers
        self.limits = limits
        self.countsRatings = countsRatings
        for role in map.roles where laneOfRole[role.name] == nil { laneOfRole[role.name] = role.lane }
        gather(passings)
        gatherRelationships()
        for index in map.pains.indices { gather(pain: index) }
        for finding in findings {
            for key in keys(of: finding) where gathered[key] != nil { gathered[key]?.findings.append(finding) }
        }
    }

    private mutating func gather(_ passings: Passings) {
        let (visits, shares) = (inspection.metrics.visits, inspection.metrics.shares)
        for passing in passings.all {
            passed[passing.flow] = passing
            guard let key = Key(passing.from, passing.to) else { continue }
            let source = map[passing.flow].from.index
            let passes = visits[source].flatMap { visits in visits == 0 ? 0 : shares.values[passing.flow.index].map { visits * $0 } }
            gathered[key, default: GatheredPair()].add(passing.receiver, passes)
            receivers[passing.sender, default: []].insert(passing.to)
            if senders[passing.receiver, default: []].insert(passing.from).inserted {
                for role in Set(map[passing.receiver].performers.all.compactMap(\.role))
                where receiving[role]?.last != passing.receiver { receiving[role, default: []].append(passing.receiver) }
            }
        }
    }

    /// What a shared file says of two lanes counts where work passes between them here.
    private mutating func gatherRelationships() {
        for index in map.relationships.indices {
            guard let (a, b) = scene.lanes(of: index), let key = Key(a, b) else { continue }
            let isOwn = map.relationships[index].first.span.file == map.name.span.file
            guard gathered[key] != nil || isOwn, gathered[key]?.relationship == nil else { continue }
            gathered[key, default: GatheredPair()].relationship = index
        }
    }

    private mutating func gather(pain index: Int) {
        let pain = map.pains[index]
        for key in keys(of: pain) { gathered[key, default: GatheredPair()].complaints.add(index, of: map) }
    }

    /// A pain lies between whom it stands with and whom it is felt by; where that is one function alone, at
    /// the borders over which it receives its work, or if none hands it any, over which it hands it on.
    private func keys(of pain: Pain) -> [Key] {
        var here: [LaneID] = []
        var steps: [NodeID] = []
        switch pain.about {
        case .process, .term, .system, .meeting: break
        case .lane(let lane): here = [lane]
        case .role(let role): here = [map[role].lane]
        case .node(let node):
            // A system complains of nobody: what goes wrong in it lies with those who feed it.
            let feeders = (senders[node] ?? []).sorted()
            here = map[map[node].lane].kind == .system && !feeders.isEmpty ? feeders : [map[node].lane]
            steps = [node]
        case .handoff(let terms): return Self.distinct(scene.passings(of: terms).compactMap { Key($0.from, $0.to) })
        case .relationship(let index): return scene.lanes(of: index).flatMap { Key($0.0, $0.1) }.map { [$0] } ?? []
        }
        let felt = pain.feltBy.prefix(8).compactMap { scene.lane(named: $0.string) ?? laneOfRole[$0.string] }
        let between = here.prefix(8).flatMap { a in felt.compactMap { Key(a, $0) } }
        guard between.isEmpty else { return Self.distinct(between) }
        return Self.distinct(steps.flatMap { node in
            (senders[node] ?? receivers[node] ?? []).sorted().prefix(8).compactMap { Key($0, map[node].lane) }
        })
    }

    private func keys(of finding: Finding) -> [Key] {
        func borders(of node: NodeID) -> [Key] { (senders[node] ?? []).sorted().prefix(8).compactMap { Key($0, map[node].lane) } }
        switch finding.place {
        case .process: return []
        case .flow(let flow): return [passed[flow].flatMap { Key($0.from, $0.to) } ?? Key(map[map[flow].from].lane, map[map[flow].to].lane)].compactMap { $0 }
        case .relationship(let index): return scene.lanes(of: index).flatMap { Key($0.0, $0.1) }.map { [$0] } ?? []
        case .node(let node): return borders(of: node)
        case .role(let role):
            if let view = map[role].seenAs.first(where: { $0.text.span == finding.span })?.by.flatMap({ scene.lane(named: $0.string) }) {
                return [Key(map[role].lane, view)].compactMap { $0 }
            }
            return Self.distinct((receiving[role] ?? []).prefix(8).flatMap(borders))
        case .lane(let lane):
            // A rule that sets a lane's measure against that of another points at both.
            guard let other = finding.related.flatMap({ related in map.lanes.firstIndex { $0.measures.contains { $0.text.span == related.span } } })
            else { return [] }
            return [Key(lane, LaneID(other))].compactMap { $0 }
        case .term(let index):
            guard map.terms.indices.contains(index) else { return [] }
            let lanes = map.terms[index].meanings.prefix(8).compactMap { scene.lane(named: $0.who.string) }
            return Self.distinct(lanes.indices.flatMap { i in lanes[(i + 1)...].compactMap { Key(lanes[i], $0) } })
        }
    }

    private static func distinct(_ keys: [Key]) -> [Key] {
        var seen = Set<Key>()
        return keys.filter { seen.insert($0).inserted }
    }

    // MARK: Summing up

    func pairs() -> [FunctionPair] {
        let all = gathered.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }
        let loudest = (
            score: all.compactMap(\.value.complaints.score).max() ?? 0, votes: all.compactMap(\.value.complaints.votes).max() ?? 0
        )
        let pairs = all.map { pair(of: $0.key, $0.value, loudest) }
        return pairs.enumerated().sorted { a, b in Self.isWorse(a.element, b.element) ?? (a.offset < b.offset) }.map(\.element)
    }

    /// In more respects bad, then by what the room says, the waiting, the weight of the findings; nil for what is alike.
    private static func isWorse(_ a: FunctionPair, _ b: FunctionPair) -> Bool? {
        if a.badSides.count != b.badSides.count { return a.badSides.count > b.badSides.count }
        for figure in [
            { $0.complaints.score ?? 0 }, { $0.complaints.votes ?? 0 }, { $0.wait ?? 0 }, { Double($0.findings.errors) },
            { Double($0.findings.warnings) }, { Double($0.flows) },
        ] as [(FunctionPair) -> Double] where figure(a) != figure(b) { return figure(a) > figure(b) }
        return nil
    }

    private func pair(of key: Key, _ found: GatheredPair, _ loudest: (score: Double, votes: Double)) -> FunctionPair {
        var wait: Double?
        var isLowerBound = false
        for (step, passes) in found.receiving {
            guard let passes, let minutes = numbers.waiting[step.index], let visits = inspection.metrics.visits[step.index] else {
                // Of a decision or a customer's step no time is expected.
                if inspection.metrics.steps[step.index].isAskedForLead { isLowerBound = true }
                continue
            }
            wait = (wait ?? 0) + (visits > 0 ? minutes / visits * passes : 0)
        }
        let share = wait.flatMap { numbers.allWaiting > 0 ? $0 / numbers.allWaiting : nil }
        let count = FindingCount(found.findings)
        let said = found.complaints
        var bad: [FunctionPair.Side] = []
        if let share, share >= limits.wait * (1 - 1e-9) { bad.append(.waiting) }
        let isLoud = said.score.map { $0 >= limits.loud * loudest.score } ?? false || said.votes.map { $0 >= limits.loud * loudest.votes } ?? false
        if !said.isEmpty, isLoud || (said.score == nil && said.votes == nil) { bad.append(.pains) }
        if countsRatings, let index = found.relationship, isUnhappy(map.relationships[index]) { bad.append(.ratings) }
        if count.errors > 0 { bad.append(.findings) }
        return FunctionPair(
            first: key.first, second: key.second, flows: found.flows, perCase: found.flows == 0 ? 0 : found.perCase, wait: wait,
            waitIsLowerBound: isLowerBound, waitShare: share, complaints: said, relationship: found.relationship, findings: count,
            causes: PairCauses(map, key.first, key.second).causes(of: found), badSides: bad)
    }

    private func isUnhappy(_ relationship: Relationship) -> Bool {
        let values = relationship.ratings.compactMap(\.value.value)
        guard let least = values.min(), let most = values.max() else { return false }
        return least <= limits.rating || most - least >= limits.ratingGap
    }
}
