import ProcessModel

/// A flow that sends cases back to where they have been, as the map itself says: the loops that are drawn, apart
/// from the rework that the steps' ok implies.
public struct WayBack: Sendable, Hashable {
    /// The decision whose answer sends them back; where none does, the step that goes back.
    public let from: NodeID
    /// The answer; nil where it is no answer that sends them back.
    public let answer: FlowID?
    /// Where they come to.
    public let to: NodeID
    /// How often a case is sent back, for each that comes in.
    public let perCase: Double
    /// What the lead time, and the work, over all cases would be less if nothing were sent back here, and the cases took the
    /// other answers in proportion: less than nothing where those take longer than going back does. Nil where there is no other answer, or too many ways back to tell.
    public let lead: Estimate?
    public let work: Estimate?
    /// True where it may be more, as a step on the way round does not say its time or its work.
    public let isLowerBound: Bool

    static let effortLimit = 20_000
}

extension Inspection {
    /// In the order of the time they cost, those first of which it is told.
    public var waysBack: [WayBack] {
        let shares = metrics.shares
        let now = metrics.allCases.lead.value.map(\.time)
        let work = metrics.allCases.work.value.map(\.time)
        var solutions = WayBack.effortLimit / max(1, map.nodes.count)
        var found: [WayBack] = []
        for index in map.flows.indices where graph.isLoop[index] {
            let flow = FlowID(index)
            let source = graph.source(of: flow)
            guard let share = shares[flow], share > 0, let visits = metrics.visits[source.index], visits > 0 else { continue }
            let answer = answer(leadingTo: flow)
            var without: (lead: Estimate, work: Estimate)?
            var isLowerBound = false
            if let answer, let now, let work, solutions > 0, let other = sharesWithout(answer) {
                solutions -= 1
                let (after, before) = (graph.reached(from: [graph.target(of: flow)]), graph.reaching([source]))
                isLowerBound = map.nodes.indices.contains { node in
                    let step = metrics.steps[node]
                    return after[node] && before[node] && (step.isAskedForLead && step.lead == nil || step.isAskedForWork && step.work == nil)
                }
                without = Replay(self, shares: other).allCases(metrics.steps).map { (.change(from: $0.lead, to: now), .change(from: $0.work, to: work)) }
            }
            found.append(WayBack(
                from: answer.map { graph.source(of: $0) } ?? source, answer: answer, to: graph.target(of: flow), perCase: visits * share,
                lead: without?.lead, work: without?.work, isLowerBound: isLowerBound))
        }
        return found.enumerated().sorted {
            (-($0.element.lead?.expected ?? -.infinity), $0.offset) < (-($1.element.lead?.expected ?? -.infinity), $1.offset)
        }.map(\.element)
    }

    /// The answer that a flow is, or after which nothing but steps in a row lead to it.
    private func answer(leadingTo flow: FlowID) -> FlowID? {
        var flow = flow
        for _ in 0..<map.nodes.count {
            let source = graph.source(of: flow)
            if map[flow].kind == .answer, !map[source].takesSeveralAnswers { return flow }
            let before = graph.flows(into: source)
            guard map[flow].kind == .next, before.count == 1, let only = before.first,
                graph.flows(from: source).count == 1
            else { return nil }
            flow = only
        }
        return nil
    }

    /// The shares if nobody took an answer, and its cases took the others in proportion.
    private func sharesWithout(_ answer: FlowID) -> FlowShares? {
        let shares = metrics.shares
        let others = graph.flows(from: graph.source(of: answer)).filter { $0 != answer && map[$0].kind == .answer }
        let rest = others.reduce(0) { $0 + (shares[$1] ?? 0) }
        guard let taken = shares[answer], rest > 1e-9 else { return nil }
        var values = shares.values
        values[answer.index] = 0
        for other in others { values[other.index] = (shares[other] ?? 0) * (1 + taken / rest) }
        return FlowShares(values, sideFlows: shares.sideFlows)
    }
}
