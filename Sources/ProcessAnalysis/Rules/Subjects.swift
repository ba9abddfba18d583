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
        case .handoff(let terms): facts.flowOfTerms[terms].map { .flow($0) } ?? .process
        case .relationship(let index): .relationship(index)
        case .term(let index): .term(index)
        }
    }

    /// False for what a shared file says.
    func isAtHome(_ span: Span) -> Bool { span.file == map.name.span.file }

    /// True for words that say something: not left out, and not `?`.
    func isSaid(_ text: Text?) -> Bool { text.map { $0.string != "?" } ?? false }

    /// What the two lanes say of how they work together; nil where they say nothing.
    func relationship(_ a: LaneID, _ b: LaneID) -> Int? { facts.relationships[[map[a].name, map[b].name]] }
}
