import ProcessModel

/// Which actions are about which pain: those that say they fix the pain, the step it stands at, or what is handed
/// over there.
public struct PainActions: Sendable {
    private let map: ProcessMap
    private let byTarget: [String: [Int]]

    public init(_ map: ProcessMap) {
        self.map = map
        var byTarget: [String: [Int]] = [:]
        for (index, action) in map.actions.enumerated() {
            for target in Set(action.fixes.map(\.string)) { byTarget[target, default: []].append(index) }
        }
        self.byTarget = byTarget
    }

    /// Indices into the map's actions, in the order written.
    public func about(_ pain: Pain) -> [Int] {
        guard !byTarget.isEmpty else { return [] }
        let found = ([pain.text.string] + targets(of: pain.about)).flatMap { byTarget[$0] ?? [] }
        return Set(found).sorted()
    }

    /// What an action may name to speak of a place.
    private func targets(of subject: Subject) -> [String] {
        switch subject {
        case .node(let node): [map[node].key, map[node].name]
        case .handoff(let id): map[id].artifact.map { [$0.string] } ?? []
        case .lane(let lane): [map[lane].name]
        case .role(let role): [map[role].name]
        case .system(let index): map.systems.indices.contains(index) ? [map.systems[index].name.string] : []
        case .meeting(let index): map.meetings.indices.contains(index) ? [map.meetings[index].name.string] : []
        case .process, .relationship, .term: []
        }
    }
}
