import ProcessModel

/// What a case costs beyond the time of those who work on it, in the map's currency: `cost` of its
/// steps, each as often as a case comes by.
public struct CaseCost: Sendable, Hashable {
    public let amount: Double
    /// Tasks and calls of our own, and all others that say something of a cost.
    public let coverage: Coverage

    /// Far beyond any process: maps that each call the next many times must not add up beyond all numbers.
    static let most = 1e15

    /// True where some steps did not say theirs.
    public var isLowerBound: Bool { !coverage.isComplete }
}

extension CaseCost {
    /// Over all cases that come in; nil where no step says a cost. A call that does not has that of the map it stands for.
    static func overAllCases(
        _ map: ProcessMap, visits: [Double?], steps: [StepFigures], calls: [Call], missing: [String]
    ) -> Assessed<CaseCost>? {
        let called = Dictionary(calls.map { ($0.node, $0.map.cost) }, uniquingKeysWith: { first, _ in first })
        guard map.details.contains(where: { $0.cost != nil }) || calls.contains(where: { $0.map.cost != nil }) else { return nil }
        guard missing.isEmpty else { return .notAssessable(missing) }
        var amount = 0.0
        var asked = 0
        var silent: [NodeID] = []
        for id in map.nodeIDs {
            guard let often = visits[id.index], often > 0 else { continue }
            let cost = map.said(of: id, \.cost) ?? nil
            guard cost != nil || (steps[id.index].isAskedForLead && map[id].kind != .decision) else { continue }
            asked += 1
            if let value = cost?.value {
                amount += value * often
            } else if let borrowed = called[id] ?? nil {
                amount += borrowed.amount * often
                if borrowed.isLowerBound { silent.append(id) }
            } else {
                silent.append(id)
            }
        }
        return .value(CaseCost(amount: amount, coverage: Coverage(steps: asked, silent: silent)))
    }
}
