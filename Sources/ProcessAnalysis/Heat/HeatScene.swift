import ProcessModel
import ProcessSyntax

/// What belongs to what: for each thing that a pain may stand at, the steps and roles whose numbers speak of it.
struct HeatScene {
    private let map: ProcessMap
    private var stepsOfLane: [[NodeID]] = []
    private var stepsOfRole: [[NodeID]] = []
    private var stepsAt: [String: [NodeID]] = [:]
    private var stepsIn: [String: [NodeID]] = [:]
    /// The passings that a handoff's terms speak of, in the order of the flows.
    private var passingsOfTerms: [HandoffID: [Passing]] = [:]
    private let passings: Passings
    private let lanesByName: [String: LaneID]
    private var exchanges: [[LaneID]: Int] = [:]

    init(_ map: ProcessMap, _ passings: Passings) {
        self.map = map
        self.passings = passings
        lanesByName = Dictionary(map.lanes.indices.map { (map.lanes[$0].name, LaneID($0)) }, uniquingKeysWith: { first, _ in first })
        guard !map.pains.isEmpty else { return }
        for (index, pair) in passings.pairs.enumerated() { exchanges[[pair.first, pair.second]] = index }
        stepsOfLane = [[NodeID]](repeating: [], count: map.lanes.count)
        stepsOfRole = [[NodeID]](repeating: [], count: map.roles.count)
        for node in map.nodeIDs where map[node].isWork {
            stepsOfLane[map[node].lane.index].append(node)
            for role in Set(map[node].performers.all.compactMap(\.role)) { stepsOfRole[role.index].append(node) }
            if let meeting = map.said(of: node, \.meeting) ?? nil { stepsAt[meeting.string, default: []].append(node) }
            for system in Set((map.said(of: node, \.systems) ?? []).map(\.string)) { stepsIn[system, default: []].append(node) }
        }
        for passing in passings.all {
            if let terms = passing.termsID { passingsOfTerms[terms, default: []].append(passing) }
        }
    }

    func lane(named name: String) -> LaneID? { lanesByName[name] }

    func passings(of terms: HandoffID) -> [Passing] { passingsOfTerms[terms] ?? [] }

    /// The two lanes of a relationship, the one declared first first; nil where the map lacks one.
    func lanes(of relationship: Int) -> (LaneID, LaneID)? {
        guard map.relationships.indices.contains(relationship), let a = lanesByName[map.relationships[relationship].first.string],
            let b = lanesByName[map.relationships[relationship].second.string], a != b
        else { return nil }
        return (min(a, b), max(a, b))
    }

    private func passings(between relationship: Int) -> [Passing] {
        lanes(of: relationship).flatMap { exchanges[[$0.0, $0.1]] }.map { passings.pairs[$0].passings } ?? []
    }

    /// The steps whose numbers speak of a subject, in the order written; none for the process as a whole and for words.
    func steps(of subject: Subject) -> [NodeID] {
        switch subject {
        case .process, .term: return []
        case .node(let node): return [node]
        case .lane(let lane): return stepsOfLane.indices.contains(lane.index) ? stepsOfLane[lane.index] : []
        case .role(let role): return stepsOfRole.indices.contains(role.index) ? stepsOfRole[role.index] : []
        case .handoff(let terms): return Self.sorted(passings(of: terms).map(\.receiver))
        case .relationship(let index):
            return Self.sorted(passings(between: index).map(\.receiver))
        case .system(let index): return map.systems.indices.contains(index) ? stepsIn[map.systems[index].name.string] ?? [] : []
        case .meeting(let index): return map.meetings.indices.contains(index) ? stepsAt[map.meetings[index].name.string] ?? [] : []
        }
    }

    /// The steps whose `ok` speaks of a subject: at a handoff what is handed over, else what is done there.
    func makers(of subject: Subject) -> [NodeID] {
        if case .handoff(let terms) = subject { return Self.sorted(passings(of: terms).map(\.sender)) }
        if case .relationship(let index) = subject { return Self.sorted(passings(between: index).map(\.sender)) }
        return steps(of: subject)
    }

    private static func sorted(_ steps: [NodeID]) -> [NodeID] { Set(steps).sorted() }
}
