import ProcessModel

/// The time within which what is handed over is to be done, as the handoff says it.
public struct SimulationLimit: Sendable, Hashable {
    public let handoff: FlowID
    public let within: Duration
    /// The same in business minutes of the lane that receives.
    let minutes: Double

    /// Those of handoffs to a step that takes time, in the order of the flows.
    static func all(of inspection: Inspection) -> [SimulationLimit] {
        let map = inspection.map
        return map.flowIDs.compactMap { flow in
            guard map.isHandoff(flow), let within = map.terms(of: flow)?.within?.value else { return nil }
            let receiver = map[flow].to
            guard map[receiver].isWork, inspection.metrics.steps[receiver.index].leadAtLeast.high > 0 else { return nil }
            let minutes = Estimate(passing: within, by: map.calendar(of: map[receiver].lane)).high
            return SimulationLimit(handoff: flow, within: within, minutes: minutes)
        }
    }
}

extension ProcessMap {
    /// The lead time that the process's budget allows.
    public var budgetedLead: Duration? { budgets.first { $0.kind == .leadTime && $0.time != nil }?.time }
}
