import ProcessModel
import ProcessSyntax

extension Review {
    /// Where on the map a finding about a remark, a pain or an excuse belongs.
    func place(of subject: Subject) -> FindingPlace {
        switch subject {
        case .process, .system, .meeting: .process
        case .lane(let lane): .lane(lane)
        case .role(let role): .role(role)
        case .node(let node): .node(node)
        case .handoff(let terms): map.flows.firstIndex { $0.terms == terms }.map { .flow(FlowID($0)) } ?? .process
        case .relationship(let index): .relationship(index)
        case .term(let index): .term(index)
        }
    }

    /// Where to point for a lane: at its name, or, where that stands in another file, at the first of
    /// its steps here.
    func span(of lane: LaneID) -> Span {
        if isAtHome(map[lane].span) { return map[lane].span }
        return map.nodes.first { $0.isWork && $0.lane == lane }?.span ?? map[lane].span
    }

    /// False for what a shared file says.
    func isAtHome(_ span: Span) -> Bool { span.file == map.name.span.file }

    /// True for words that say something: not left out, and not `?`.
    func isSaid(_ text: Text?) -> Bool { text.map { $0.string != "?" } ?? false }

    /// The lane of that name, or of the role of that name.
    func lane(named name: String) -> LaneID? {
        if let index = map.lanes.firstIndex(where: { $0.name == name }) { return LaneID(index) }
        return map.roles.first { $0.name == name }?.lane
    }

    /// What the two lanes say of how they work together; nil where they say nothing.
    func relationship(_ a: LaneID, _ b: LaneID) -> Int? {
        let names = [map[a].name, map[b].name]
        return map.relationships.firstIndex {
            $0.first.string != $0.second.string && names.contains($0.first.string) && names.contains($0.second.string)
        }
    }
}
