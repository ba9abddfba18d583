import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// The numbers of the findings, in the order in which a reader meets them: what is about lanes, then
/// from left to right and top to bottom, then what is about the process as a whole.
struct Numbering: Sendable {
    /// The findings in order; the first has number 1.
    let findings: [Finding]
    /// For each lane, node and flow, the numbers of its findings.
    private(set) var ofLane: [[Int]]
    private(set) var ofNode: [[Int]]
    private(set) var ofFlow: [[Int]]

    init(_ map: ProcessMap, grid: Grid, findings: [Finding]) {
        func place(_ finding: Finding) -> (Int, Int, Int) {
            switch finding.place {
            case .lane(let lane) where lane.index < map.lanes.count: (0, lane.index, 0)
            case .role(let role) where role.index < map.roles.count: (0, map[role].lane.index, 1 + role.index)
            case .node(let node) where node.index < map.nodes.count: (1 + 2 * grid.column[node.index], grid.level[node.index], 0)
            case .flow(let flow) where flow.index < map.flows.count:
                (2 + 2 * grid.column[map[flow].from.index], grid.level[map[flow].from.index], 1 + flow.index)
            default: (Int.max, 0, 0)
            }
        }
        self.findings = findings.enumerated()
            .map { (place($0.element), $0.element.severity, $0.offset, $0.element) }
            .sorted { a, b in
                if a.0 != b.0 { return a.0 < b.0 }
                if a.1 != b.1 { return a.1 > b.1 }
                return a.2 < b.2
            }
            .map(\.3)
        ofLane = Array(repeating: [], count: map.lanes.count)
        ofNode = Array(repeating: [], count: map.nodes.count)
        ofFlow = Array(repeating: [], count: map.flows.count)
        for (index, finding) in self.findings.enumerated() {
            switch finding.place {
            case .lane(let lane) where lane.index < map.lanes.count: ofLane[lane.index].append(index + 1)
            case .role(let role) where role.index < map.roles.count: ofLane[map[role].lane.index].append(index + 1)
            case .node(let node) where node.index < map.nodes.count: ofNode[node.index].append(index + 1)
            case .flow(let flow) where flow.index < map.flows.count: ofFlow[flow.index].append(index + 1)
            default: break
            }
        }
    }
}

/// The pains of a map, numbered as written.
struct Pains: Sendable {
    private(set) var all: [Pain] = []
    private var byNode: [Int: [Int]] = [:]
    private var byLane: [Int: [Int]] = [:]

    init() {}

    init(_ map: ProcessMap) {
        all = map.pains
        for (index, pain) in map.pains.enumerated() {
            switch pain.about {
            case .node(let node): byNode[node.index, default: []].append(index + 1)
            case .lane(let lane): byLane[lane.index, default: []].append(index + 1)
            case .role(let role): if role.index < map.roles.count { byLane[map[role].lane.index, default: []].append(index + 1) }
            case .handoff(let terms):
                // A handoff hurts where the work arrives.
                if let flow = map.flows.first(where: { $0.terms == terms }) { byNode[flow.to.index, default: []].append(index + 1) }
            case .process, .relationship, .term: break
            }
        }
    }

    /// The numbers of the pains that stand at a node, from 1.
    func ofNode(_ node: Int) -> [Int] { byNode[node] ?? [] }
    func ofLane(_ lane: Int) -> [Int] { byLane[lane] ?? [] }
}

/// What the room did not know of a step.
enum Unknowns {
    /// The names of a step's figures that are `?`; nil where all that was said is known.
    static func of(_ id: NodeID, _ map: ProcessMap) -> String? {
        guard map.nodes[id.index].detailIndex != nil else { return nil }
        let details = map.details(of: id)
        var names: [String] = []
        if let work = details.work, work.value == nil { names.append("work") }
        if let takes = details.takes, takes.value == nil { names.append("takes") }
        if let wait = details.wait, wait.value == nil { names.append("wait") }
        if let ok = details.ok, ok.value == nil { names.append("ok") }
        if let cost = details.cost, cost.value == nil { names.append("cost") }
        return names.isEmpty ? nil : "nobody knew: " + names.joined(separator: ", ")
    }
}
