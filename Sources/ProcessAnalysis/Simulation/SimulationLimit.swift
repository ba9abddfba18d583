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

/// Something that is set off beside the case when it stays too long at a step: `on late 1 bd -> Escalate`.
public struct SimulationTimer: Sendable, Hashable {
    public let flow: FlowID
    public let after: Duration
    /// The same in business minutes of the step's lane.
    let minutes: Double
}

extension Inspection {
    /// Timers at steps that take time and that cases come to, in the order of the flows.
    var timers: [SimulationTimer] {
        map.flowIDs.compactMap { flow in
            guard let after = map[flow].after?.value else { return nil }
            let step = map[flow].from
            guard graph.isReachable[step.index], map[step].isWork, metrics.steps[step.index].leadAtLeast.high > 0 else { return nil }
            return SimulationTimer(flow: flow, after: after, minutes: Estimate(passing: after, by: map.calendar(of: map[step].lane)).high)
        }
    }
}

extension ProcessMap {
    /// The lead time that the process's budget allows.
    public var budgetedLead: Duration? { budgets.first { $0.kind == .leadTime && $0.time != nil }?.time }
}
