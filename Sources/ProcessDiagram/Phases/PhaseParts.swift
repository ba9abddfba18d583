import ProcessAnalysis
import ProcessModel

/// A map taken apart by its phases: for each the steps that belong to it, and the flows that lead from one
/// phase to another, each with a letter.
struct PhaseParts: Sendable {
    /// A flow between two phases.
    struct Crossing: Sendable {
        let flow: FlowID
        let from: Int
        let to: Int
        let letter: String
    }

    /// The phases that have steps, by their number in the map.
    let phases: [Int]
    /// For each node, the place of its phase among `phases`.
    let ofNode: [Int]
    let crossings: [Crossing]
    /// For each handoff, where the work first arrives.
    let receiver: [HandoffID: NodeID]

    /// Nil where the map has no phases, or all of it is in one.
    init?(_ map: ProcessMap) {
        // What stands before the first phase belongs to it; what no phase was said of, to what leads there, or stands before it.
        let first = map.nodes.lazy.compactMap(\.phase).first
        guard var last = first else { return nil }
        var phase: [Int] = []
        for node in map.nodes {
            last = node.phase ?? last
            phase.append(last)
        }
        let used = Set(map.nodes.indices.filter { map.nodes[$0].isWork }.map { phase[$0] })
        let phases = map.phases.indices.filter { used.contains($0) }
        guard phases.count > 1 else { return nil }
        var place: [Int: Int] = [:]
        for (index, phase) in phases.enumerated() { place[phase] = index }
        var ofNode: [Int] = []
        for own in phase { ofNode.append(place[own] ?? ofNode.last ?? 0) }
        // An end that is declared below the flow stands with the first step that leads to it.
        var leadsHere = [[Int]](repeating: [], count: map.nodes.count)
        for flow in map.flows { leadsHere[flow.to.index].append(flow.from.index) }
        for (index, node) in map.nodes.enumerated() where node.kind == .end {
            if let first = leadsHere[index].first, !leadsHere[index].contains(where: { ofNode[$0] == ofNode[index] }) { ofNode[index] = ofNode[first] }
        }
        self.phases = phases
        self.ofNode = ofNode
        var crossings: [Crossing] = []
        for flow in map.flowIDs {
            let (from, to) = (ofNode[map[flow].from.index], ofNode[map[flow].to.index])
            if from != to { crossings.append(Crossing(flow: flow, from: from, to: to, letter: MapCutting.letter(crossings.count))) }
        }
        self.crossings = crossings
        receiver = Dictionary(map.flows.compactMap { flow in flow.terms.map { ($0, flow.to) } }, uniquingKeysWith: { first, _ in first })
    }
}
