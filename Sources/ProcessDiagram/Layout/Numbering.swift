import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// The numbers of the findings, one for each rule, in the order in which a reader meets the first of
/// each: what is about lanes, then from left to right and top to bottom, then what is about the
/// process as a whole.
struct Numbering: Sendable {
    /// What one rule found; all its marks carry one number.
    struct Group: Sendable {
        /// In reading order; never empty.
        var findings: [Finding]
        var rule: String { findings[0].rule }
        var severity: Severity { findings.reduce(findings[0].severity) { max($0, $1.severity) } }
    }

    /// What one rule found in one place.
    struct Mark: Sendable {
        let number: Int
        let rule: String
        var severity: Severity
        var message: String
    }

    /// The first has number 1.
    private(set) var groups: [Group] = []
    let marks: [Mark]
    /// For each lane, node and flow, which of `marks` stand there.
    private(set) var ofLane: [[Int]]
    private(set) var ofNode: [[Int]]
    private(set) var ofFlow: [[Int]]

    var findingCount: Int { groups.reduce(0) { $0 + $1.findings.count } }

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
        let sorted = findings.enumerated()
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
        var numberOfRule: [String: Int] = [:]
        // Two findings of one rule in one place share a mark, which says both.
        var marks: [Mark] = []
        func mark(_ finding: Finding, _ number: Int, in place: inout [Int]) {
            if let index = place.first(where: { marks[$0].number == number }) {
                marks[index].severity = max(marks[index].severity, finding.severity)
                marks[index].message += "; " + finding.message
                return
            }
            place.append(marks.count)
            marks.append(Mark(number: number, rule: finding.rule, severity: finding.severity, message: finding.message))
        }
        for finding in sorted {
            let number = numberOfRule[finding.rule] ?? groups.count + 1
            if number > groups.count {
                numberOfRule[finding.rule] = number
                groups.append(Group(findings: [finding]))
            } else {
                groups[number - 1].findings.append(finding)
            }
            switch finding.place {
            case .lane(let lane) where lane.index < map.lanes.count: mark(finding, number, in: &ofLane[lane.index])
            case .role(let role) where role.index < map.roles.count: mark(finding, number, in: &ofLane[map[role].lane.index])
            case .node(let node) where node.index < map.nodes.count: mark(finding, number, in: &ofNode[node.index])
            case .flow(let flow) where flow.index < map.flows.count: mark(finding, number, in: &ofFlow[flow.index])
            default: break
            }
        }
        self.marks = marks
    }
}

/// The pains of a map, lettered as written: letters, so that nobody takes one for a finding's number
/// when it is called out in the room.
struct Pains: Sendable {
    private(set) var all: [Pain] = []
    private var byNode: [Int: [Int]] = [:]
    private var byLane: [Int: [Int]] = [:]
    /// Where the map is a part of another: for each pain its number there.
    private var numbers: [Int]?

    init() {}

    init(_ map: ProcessMap, numbers: [Int]? = nil) {
        all = map.pains
        self.numbers = numbers
        let receiver = map.pains.isEmpty
            ? [:] : Dictionary(map.flows.compactMap { flow in flow.terms.map { ($0, flow.to) } }, uniquingKeysWith: { first, _ in first })
        for (index, pain) in map.pains.enumerated() {
            switch pain.about {
            case .node(let node): byNode[node.index, default: []].append(index + 1)
            case .lane(let lane): byLane[lane.index, default: []].append(index + 1)
            case .role(let role): if role.index < map.roles.count { byLane[map[role].lane.index, default: []].append(index + 1) }
            case .handoff(let terms):
                // A handoff hurts where the work arrives.
                if let node = receiver[terms] { byNode[node.index, default: []].append(index + 1) }
            case .process, .relationship, .term, .system, .meeting: break
            }
        }
    }

    /// `A` for the first, then `B`, and `AA` after `Z`. `number` is 1 and up.
    static func letter(_ number: Int) -> String {
        var rest = max(number, 1)
        var letters: [Character] = []
        while rest > 0 {
            rest -= 1
            letters.append(Character(UnicodeScalar(UInt8(65 + rest % 26))))
            rest /= 26
        }
        return String(letters.reversed())
    }

    /// The letter of a pain by its number in `all`, from 1: on a part of a map that of the whole.
    func letter(of number: Int) -> String {
        guard let numbers, numbers.indices.contains(number - 1) else { return Self.letter(number) }
        return Self.letter(numbers[number - 1])
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
