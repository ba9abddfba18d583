import ProcessModel
import ProcessSyntax

/// The `allow:` lines of a map that hold today.
///
/// An `allow:` excuses what its rule finds in the thing it stands under: under a process
/// everything; under a lane also in its roles and steps; under a step also in what it hands over.
struct Excuses {
    private struct Key: Hashable {
        let rule: String
        let about: Subject
    }

    private let map: ProcessMap
    private let graph: FlowGraph
    /// The lines that hold, by what they excuse; indices into the map's allowances.
    private var held: [Key: [Int]] = [:]
    /// For each of the map's allowances, whether it has excused something.
    private var isUsed: [Bool]
    /// Those whose date has passed; of several the one that held longest.
    private var lapsed: [Key: (until: CalendarDate, related: Diagnostic.Related)] = [:]

    init(
        _ inspection: Inspection, catalogue: Catalogue, today: CalendarDate?, diagnostics: inout [Diagnostic]
    ) {
        map = inspection.map
        graph = inspection.graph
        isUsed = [Bool](repeating: false, count: map.allowances.count)
        for (index, allowance) in map.allowances.enumerated() {
            guard catalogue.rule(named: allowance.rule.string) != nil else {
                diagnostics.append(catalogue.unknownRule(allowance.rule))
                continue
            }
            let key = Key(rule: allowance.rule.string, about: allowance.about)
            if let today, let until = allowance.until?.value, until < today {
                if let other = lapsed[key], other.until >= until { continue }
                let why = allowance.because.map { ", because '\($0.string)'" } ?? ""
                lapsed[key] = (
                    until, .init(span: allowance.rule.span, message: "excused until \(until.written)\(why)"))
                continue
            }
            held[key, default: []].append(index)
        }
    }

    /// True where an `allow:` excuses a finding; all that do are then known to be of use.
    mutating func cover(_ finding: Finding) -> Bool {
        guard !held.isEmpty else { return false }
        var isCovered = false
        for subject in subjects(of: finding.place) {
            guard let lines = held[Key(rule: finding.rule, about: subject)] else { continue }
            isCovered = true
            for line in lines { isUsed[line] = true }
        }
        return isCovered
    }

    /// The `allow:` that excuses a finding, with why and until when; nil where none does.
    func excuse(for finding: Finding) -> Diagnostic.Related? {
        for subject in subjects(of: finding.place) {
            guard let line = held[Key(rule: finding.rule, about: subject)]?.first else { continue }
            let allowance = map.allowances[line]
            let until = allowance.until?.value.map { "until \($0.written)" }
            let words = [allowance.because?.string, until].compactMap(\.self).joined(separator: ", ")
            return .init(span: allowance.rule.span, message: words)
        }
        return nil
    }

    /// The lines that hold and have excused nothing, although their rule looked; indices into the map's allowances.
    func idle(rules: Set<String>) -> [Int] {
        guard !held.isEmpty else { return [] }
        return held.values.joined().filter { !isUsed[$0] && rules.contains(map.allowances[$0].rule.string) }.sorted()
    }

    /// The `allow:` that covered a finding until its date passed; of several the one that held longest.
    func lapsed(for finding: Finding) -> Diagnostic.Related? {
        guard !lapsed.isEmpty else { return nil }
        return subjects(of: finding.place)
            .compactMap { lapsed[Key(rule: finding.rule, about: $0)] }
            .max { ($0.until, $1.related.span) < ($1.until, $0.related.span) }?.related
    }

    /// All that an `allow:` may stand under to excuse what was found at a place.
    private func subjects(of place: FindingPlace) -> [Subject] {
        switch place {
        case .process: [.process]
        case .lane(let lane): [.process, .lane(lane)]
        case .role(let role): [.process, .lane(map[role].lane), .role(role)]
        case .node(let node): [.process, .lane(map[node].lane), .node(node)]
        case .flow(let flow): [.process] + senders(of: flow)
        case .term(let term): [.process, .term(term)]
        case .relationship(let index): [.process, .relationship(index)]
        }
    }

    /// The steps before a flow, through forks and joins, with their lanes and with the handoff lines
    /// on the way.
    private func senders(of flow: FlowID) -> [Subject] {
        var seen: Set<NodeID> = [map[flow].from]
        var open = [map[flow].from]
        var subjects = map[flow].terms.map { [Subject.handoff($0)] } ?? []
        while let node = open.popLast() {
            if map[node].isWork {
                subjects += [.lane(map[node].lane), .node(node)]
                continue
            }
            for flow in graph.flows(into: node) {
                if let terms = map[flow].terms { subjects.append(.handoff(terms)) }
                let source = graph.source(of: flow)
                if seen.insert(source).inserted { open.append(source) }
            }
        }
        return subjects
    }
}
