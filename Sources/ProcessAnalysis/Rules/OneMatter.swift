import ProcessModel
import ProcessSyntax

/// Findings of several rules that tell one matter, of which only the most telling is told.
///
/// What a customer hears after a step: a silence of so many days says more than that nobody answers, and that more
/// than that nothing confirms the arrival. A way back: that it makes cases so much longer says more than that it
/// lies between two lanes.
enum OneMatter {
    private static let ofSilence = ["customer-silent-gap", "customer-no-answer", "handoff-no-receipt"]

    static func told(_ findings: [Finding], _ inspection: Inspection, _ facts: RunFacts) -> [Finding] {
        let speakers = findings.filter { $0.rule == "rework-heavy" || $0.rule == ofSilence[0] || $0.rule == ofSilence[1] }
        guard !speakers.isEmpty else { return findings }
        let senders = Dictionary(facts.passings.all.map { ($0.flow, $0.sender) }, uniquingKeysWith: { first, _ in first })
        func step(of finding: Finding) -> NodeID? {
            switch finding.place {
            case .node(let node): node
            case .flow(let flow): senders[flow]
            default: nil
            }
        }
        var silences: [NodeID: Int] = [:]
        var loops: [NodeID: [Span]] = [:]
        for finding in speakers {
            guard let node = step(of: finding) else { continue }
            if let rank = ofSilence.firstIndex(of: finding.rule) {
                silences[node] = min(silences[node] ?? rank, rank)
            } else if let start = finding.related?.span {
                loops[node, default: []].append(start)
            }
        }
        return findings.filter { finding in
            if let rank = ofSilence.firstIndex(of: finding.rule), let node = step(of: finding), let best = silences[node] {
                return rank <= best
            }
            guard finding.rule == "ping-pong", case .flow(let flow) = finding.place, inspection.graph.isLoop[flow.index] else { return true }
            let start = inspection.map[inspection.graph.target(of: flow)].span
            return !(loops[inspection.graph.source(of: flow)]?.contains(start) ?? false)
        }
    }
}
