import ProcessModel

/// The time within which what is handed over is to be taken up, as the handoff says it.
public struct SimulationLimit: Sendable, Hashable {
    public let handoff: FlowID
    public let within: Duration
    /// The same in business minutes of the lane that receives.
    let minutes: Double

    /// Those of handoffs to a step that takes time and says enough to tell when its work begins, in the order of the flows.
    static func all(of inspection: Inspection) -> [SimulationLimit] {
        agreed(in: inspection).compactMap { $0.canBeTold ? $0.limit : nil }
    }

    /// The steps that receive something within a time, and of which it cannot be told when their work begins.
    static func silent(in inspection: Inspection) -> [NodeID] {
        var found: [NodeID] = []
        for one in agreed(in: inspection) where !one.canBeTold {
            let receiver = inspection.map[one.limit.handoff].to
            if !found.contains(receiver) { found.append(receiver) }
        }
        return found
    }

    private static func agreed(in inspection: Inspection) -> [(limit: SimulationLimit, canBeTold: Bool)] {
        let map = inspection.map
        return map.flowIDs.compactMap { flow in
            guard map.isHandoff(flow), let within = map.terms(of: flow)?.within?.value else { return nil }
            let receiver = map[flow].to
            guard map[receiver].isWork, inspection.metrics.steps[receiver.index].leadAtLeast.high > 0 else { return nil }
            let calendar = map.calendar(of: map[receiver].lane)
            let minutes = Estimate(passing: within, by: calendar).high
            let limit = SimulationLimit(handoff: flow, within: within, minutes: minutes)
            if map[receiver].kind == .call { return (limit, false) }
            guard let details = map[receiver].detailIndex.map({ map.details[Int($0)] }) else { return (limit, true) }
            // Of `takes` alone nobody knows what part is work; only, if all of it is short enough, that it begins in time.
            guard let takes = details.takes?.value, details.work?.value == nil else { return (limit, true) }
            return (limit, Estimate(passing: takes, by: takes.clock == .business ? .assumed : calendar).high <= minutes)
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
