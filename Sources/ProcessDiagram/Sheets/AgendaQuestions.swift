import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// What a map leaves open, as questions to ask in a workshop, and whom.
struct AgendaQuestions {
    /// A handoff to be talked through by the two sides.
    struct Handoff {
        var handover: Handover
        var from: LaneID
        var to: LaneID
        /// The worst first.
        var findings: [Finding]
        /// Minutes that a case waits at the receiver; 0 where nobody knows.
        var wait: Double
    }

    /// A figure that nobody has said.
    struct Figure {
        var node: NodeID?
        /// What to ask, as a question.
        var question: String
        /// Who will know.
        var whom: String
    }

    /// What a rule asks of one or several places.
    struct Matter {
        var severity: Severity
        var question: String
        /// Where; empty where the question says it.
        var places: [String]
    }

    let handoffs: [Handoff]
    let figures: [Figure]
    let matters: [Matter]

    /// What other parts of the agenda ask in any case.
    private static let askedElsewhere: Set<String> = ["pain-without-action", "action-overdue", "action-incomplete", "stale-map", "stale-allow", "map-too-big"]

    init(_ source: SheetSource) {
        let map = source.map
        let findings = source.findings
        let borders = Borders(source.inspection, findings: findings)
        var atFlow: [FlowID: [Finding]] = [:]
        for finding in findings {
            if case .flow(let flow) = finding.place { atFlow[flow, default: []].append(finding) }
        }
        let all = borders.handovers.map { handover in
            let step = source.metrics.steps[handover.receiver.index]
            let own = (atFlow[handover.flow] ?? []).sorted { $0.severity > $1.severity }
            return Handoff(
                handover: handover, from: map[handover.sender].lane, to: map[handover.receiver].lane, findings: own,
                wait: (step.wait?.expected ?? step.leadAtLeast.expected) * (handover.perCase ?? 1))
        }
        handoffs = all.enumerated().sorted { a, b in
            let (first, second) = (Self.weight(a.element.findings), Self.weight(b.element.findings))
            if first != second { return first > second }
            if a.element.wait != b.element.wait { return a.element.wait > b.element.wait }
            return a.offset < b.offset
        }.map(\.element)
        figures = Self.figures(source)
        matters = Self.matters(findings, atHandoffs: Set(borders.handovers.map(\.flow)), source)
    }

    private static func weight(_ findings: [Finding]) -> Int {
        findings.reduce(0) { $0 + ($1.severity == .error ? 100 : $1.severity == .warning ? 10 : 1) }
    }

    // MARK: Figures

    private static func figures(_ source: SheetSource) -> [Figure] {
        let (map, metrics) = (source.map, source.metrics)
        var figures: [Figure] = []
        if map.volume?.value == nil {
            figures.append(Figure(node: nil, question: "How many \(map.unit.map { "of '\($0.string)'" } ?? "cases") come in a month?", whom: map.owner?.string ?? "who keeps count"))
        }
        let open = Dictionary(metrics.shares.gaps.map { ($0.node, $0) }, uniquingKeysWith: { first, _ in first })
        for node in map.nodeIDs where map[node].isWork {
            let (step, details) = (metrics.steps[node.index], map.details(of: node))
            let name = map[node].name.last == "?" ? String(map[node].name.dropLast()) : map[node].name
            // A tool answers nobody; who looks after it does.
            let isTool = map[map[node].lane].kind == .system
            let whom = isTool ? "who knows \(map[map[node].lane].name)" : source.doers(of: node)
            func ask(_ question: String) { figures.append(Figure(node: node, question: question, whom: whom)) }
            let isTimeOpen = step.isAskedForLead && step.lead == nil
            let isWorkOpen = (step.isAskedForWork && step.work == nil) || (details.work != nil && details.work?.value == nil)
            switch (isTimeOpen, isWorkOpen) {
            case (true, _) where isTool || details.flags.contains(.automated): ask("'\(name)': how long is it until it has happened?")
            case (true, true): ask("'\(name)': how long is the work, and how long does it lie before?")
            case (true, false): ask("'\(name)': how long does it lie before somebody takes it up?")
            case (false, true): ask("'\(name)': how long is the work itself?")
            case (false, false): break
            }
            if details.ok != nil, details.ok?.value == nil { ask("'\(name)': how often is it complete and right when it arrives?") }
            if open[node] != nil { ask("'\(map[node].name)': of ten cases, how many take each answer?") }
        }
        return figures
    }

    // MARK: What the rules ask of steps, roles, words

    private static func matters(_ findings: [Finding], atHandoffs: Set<FlowID>, _ source: SheetSource) -> [Matter] {
        var order: [String] = []
        var byRule: [String: [Finding]] = [:]
        for finding in findings where finding.severity >= .warning && !askedElsewhere.contains(finding.rule) {
            if case .flow(let flow) = finding.place, atHandoffs.contains(flow) { continue }
            if byRule[finding.rule] == nil { order.append(finding.rule) }
            byRule[finding.rule, default: []].append(finding)
        }
        let matters = order.compactMap { rule -> Matter? in
            guard let found = byRule[rule], let first = found.first else { return nil }
            let severity = found.map(\.severity).max() ?? first.severity
            guard found.count > 1 else { return Matter(severity: severity, question: first.question, places: [source.sentence(first.message)]) }
            var places: [String] = []
            for finding in found {
                let place = source.map.named(finding.place).name
                if !places.contains(place) { places.append(place) }
                if places.count > 6 { break }
            }
            if found.count > places.count, places.count > 6 { places = Array(places.prefix(6)) + ["and more"] }
            return Matter(severity: severity, question: Catalogue.standard.rule(named: rule)?.question ?? first.question, places: [places.joined(separator: "; ")])
        }
        return matters.enumerated().sorted { a, b in
            a.element.severity == b.element.severity ? a.offset < b.offset : a.element.severity > b.element.severity
        }.map(\.element)
    }
}
