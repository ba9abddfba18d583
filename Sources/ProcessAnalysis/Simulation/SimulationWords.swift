import ProcessModel

extension Simulation {
    /// What is taken for granted, each a sentence without a full stop.
    var assumptions: [String] {
        let (model, metrics) = (inspection.map, inspection.metrics)
        var found: [String] = []
        let isQueued = !map.staff.isEmpty
        if perMonth != nil {
            found.append("cases come in at random in the hours of the process, and know nothing of each other")
        }
        if model.entries.count > 1 { found.append("they come in evenly at the \(model.entries.count) starts") }
        switch settings.variation {
        case .asStated: found.append("a time of one figure never varies; of a range all between its ends is as likely, of three points what is near the middle one more so")
        case .exponential: found.append("each time varies around its mean as times between chance events do (exponentially), whatever range the map gives it")
        }
        if isQueued {
            found.append("whoever has waited longest is next, and work that is begun is finished before other work")
            if settings.waits == .queues {
                found.append("waits because of contention, and those without a cause, come from the queues for people and not from the map, where it says how many people there are")
            }
            let both = model.nodeIDs.contains { node in
                let step = map.steps[node.index]
                return step.crew != nil && !step.waitsFirst && (step.takes != nil || step.wait.high > 0)
            }
            if both { found.append("a wait that the map states holds the one for people too, so the longer of the two counts; one because of batching, calendar or external comes before it") }
            let partly = map.staff.filter { $0.room < 0.9995 }.map { "\(model[$0.role].name) \(Numerals.percent($0.room))" }
            if !partly.isEmpty {
                found.append("people have a part of their time for this map, after what other maps ask of them: \(Self.list(partly)); after each piece of work they turn to other work for the rest")
            }
        }
        let worked = model.nodes.filter(\.isWork).map { model.calendar(of: $0.lane) } + [model.calendar ?? .assumed]
        if worked.contains(where: { $0.written == nil }) {
            found.append("where no calendar is named, people work Monday to Friday from 9:00 to 17:00")
        }
        let zones = Set(worked.compactMap(\.zone)).sorted()
        if zones.count > 1 { found.append("all hours are taken as those of one time zone, though the map names \(zones.joined(separator: ", "))") }
        for flow in metrics.shares.sideFlows where inspection.graph.isReachable[model[flow].from.index] {
            let when = model[flow].label.map { "on \($0.string)" } ?? "an exception"
            let step = model[model[flow].from].name
            found.append(
                inspection.timers.contains { $0.flow == flow }
                    ? "'\(when)' at '\(step)' sets off what follows it beside the case, which goes its way all the same"
                    : "'\(when)' at '\(step)' happens beside the case and is not played")
        }
        if !metrics.calls.isEmpty || model.nodes.contains(where: { $0.kind == .call }) {
            found.append("a call takes what the numbers of the called map say; nobody waits for people in it")
        }
        return found
    }

    /// What the map would have to say for more, each a sentence without a full stop.
    var missing: [String] {
        let (model, metrics) = (inspection.map, inspection.metrics)
        var found = metrics.missing
        if let lead = metrics.allCases.lead.value, !lead.coverage.isComplete {
            found.append("lead time (`takes` or `wait`) of \(Self.list(lead.coverage.silent.map { "'\(model[$0].name)'" }))")
        }
        if metrics.volume != nil, perMonth == nil {
            found.append("how many cases come in: with a volume of 0 none meets another, so each is played by itself")
        }
        let silent = SimulationLimit.silent(in: inspection)
        if !silent.isEmpty {
            found.append("how much of the time at \(Self.list(silent.map { "'\(model[$0].name)'" })) is work, so it cannot be told how often it is taken up in time: write `work 30 min` beside `takes`")
        }
        for overload in overloads where overload.load == nil {
            found.append("who does the work of \(model[overload.role].name): the role has no time for it")
        }
        if !unknownStaff.isEmpty {
            found.append("how many people, with how much of their time, \(Self.list(unknownStaff.map { model[$0].name })) \(unknownStaff.count == 1 ? "has" : "have"), so nobody waits for them here: write `[people 2]` after the role")
        }
        let lanes = metrics.laneLoads.filter { load in
            let kind = model[load.lane].kind
            return load.minutes.high > 0 && kind != .customer && kind != .system
        }
        if !lanes.isEmpty {
            found.append("which role does the steps of \(Self.list(lanes.map { model[$0.lane].name })), so nobody waits for them here")
        }
        return found
    }

    private static func list(_ names: [String]) -> String {
        guard names.count > 4 else { return names.joined(separator: ", ") }
        return names.prefix(4).joined(separator: ", ") + " and \(names.count - 4) more"
    }
}
