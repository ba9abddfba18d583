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
    private var held = Set<Key>()
    /// Those whose date has passed; of several the one that held longest.
    private var lapsed: [Key: (until: CalendarDate, related: Diagnostic.Related)] = [:]

    init(
        _ inspection: Inspection, catalogue: Catalogue, today: CalendarDate?, diagnostics: inout [Diagnostic]
    ) {
        map = inspection.map
        graph = inspection.graph
        for allowance in map.allowances {
            guard catalogue.rule(named: allowance.rule.string) != nil else {
                diagnostics.append(catalogue.unknownRule(allowance.rule))
                continue
            }
            let key = Key(rule: allowance.rule.string, about: allowance.about)
            if let today, let until = allowance.until?.value, until < today {
                if let other = lapsed[key], other.until >= until { continue }
                let why = allowance.because.map { ", because '\($0.string)'" } ?? ""
                lapsed[key] = (
                    until, .init(span: allowance.rule.span, message: "excused until \(Wording.date(until))\(why)"))
                continue
            }
            held.insert(key)
        }
    }

    func cover(_ finding: Finding) -> Bool {
        !held.isEmpty && subjects(of: finding.place).contains { held.contains(Key(rule: finding.rule, about: $0)) }
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
