import ProcessModel

/// What a case costs beyond the time of those who work on it, in the map's currency: `cost` of its
/// steps, each as often as a case comes by.
public struct CaseCost: Sendable, Hashable {
    public let amount: Double
    /// Tasks and calls of our own, and all others that say something of a cost.
    public let coverage: Coverage

    /// True where some steps did not say theirs.
    public var isLowerBound: Bool { !coverage.isComplete }
}

extension CaseCost {
    /// Over all cases that come in; nil where no step says a cost.
    static func overAllCases(_ map: ProcessMap, visits: [Double?], steps: [StepFigures], missing: [String]) -> Assessed<CaseCost>? {
        guard map.details.contains(where: { $0.cost != nil }) else { return nil }
        guard missing.isEmpty else { return .notAssessable(missing) }
        var amount = 0.0
        var asked = 0
        var silent: [NodeID] = []
        for id in map.nodeIDs {
            guard let often = visits[id.index], often > 0 else { continue }
            let cost = map.said(of: id, \.cost) ?? nil
            guard cost != nil || (steps[id.index].isAskedForLead && map[id].kind != .decision) else { continue }
            asked += 1
            if let value = cost?.value { amount += value * often } else { silent.append(id) }
        }
        return .value(CaseCost(amount: amount, coverage: Coverage(steps: asked, silent: silent)))
    }
}
