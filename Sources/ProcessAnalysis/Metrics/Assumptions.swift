import ProcessModel

extension Metrics {
    /// What the numbers take for granted where the map does not say.
    static func assumptions(
        _ map: ProcessMap, _ graph: FlowGraph, shares: FlowShares, blocks: ParallelBlocks, steps: [StepFigures],
        loads: [RoleLoad]
    ) -> [String] {
        var found: [String] = []
        let assumed = Set(map.nodes.filter { $0.isWork && map.calendar(of: $0.lane).written == nil }.map(\.lane))
        if !assumed.isEmpty { found.append("no calendar is named, so a business day is 8 h, Monday to Friday") }
        let odd = map.lanes.indices.map(LaneID.init).filter { lane in
            map.calendar(of: lane).minutesPerDay != WorkCalendar.assumed.minutesPerDay
                && map.nodes.contains { $0.isWork && $0.lane == lane }
        }
        if !odd.isEmpty {
            let days = odd.map { "\(map[$0].name) works \(Numerals.decimal(map.calendar(of: $0).minutesPerDay / 60)) h a day" }
            found.append("bd in tables are days of 8 h: \(list(days))")
        }
        if let volume = map.volume?.value, volume.period != .month {
            found.append("a month is 20 business days: \(Numerals.decimal(volume.count)) per \(volume.period.rawValue) is \(Numerals.decimal(volume.perMonth)) per month")
        }
        if map.entries.count > 1 { found.append("cases come in evenly at the \(map.entries.count) starts") }
        let silent = loads.map { map[$0.role] }.filter { $0.people?.value != nil && $0.available == nil }
        if !silent.isEmpty {
            found.append("all the time of \(list(silent.map(\.name))) is available, as no share is said")
        }
        for flow in shares.sideFlows where graph.isReachable[map[flow].from.index] {
            let when = map[flow].label.map { "on \($0.string)" } ?? "an exception"
            found.append("'\(when)' at '\(map[map[flow].from].name)' happens beside the case and is not counted")
        }
        for (index, step) in steps.enumerated() where step.takesLessThanWork {
            found.append("'\(map.nodes[index].name)' takes less time than its work, so its work is taken as its lead time")
        }
        for fork in blocks.unjoined {
            let name = map[fork].isImplicit ? "a parallel block" : "'\(map[fork].name)'"
            found.append("the paths of \(name) are not joined; a case is followed along the one that leads to the first end")
        }
        if !blocks.blocks.isEmpty {
            let isAny = blocks.blocks.map { map[$0.join].joinRule == .any }
            if isAny.contains(false) { found.append("parallel paths take as long as the longest of them, each by its mean time") }
            if isAny.contains(true) {
                found.append("a join with [any] goes on with the shortest of its paths, each by its mean time; the work of the others counts")
            }
        }
        return found
    }

    /// What the map would have to say for loads and cases a month.
    static func missingFigures(_ map: ProcessMap, steps: [StepFigures]) -> [String] {
        var found: [String] = []
        if map.isProcess, map.volume?.value == nil {
            found.append("how many cases come in is not said: write `volume: 300 per month` under the process")
        }
        return found
    }

    private static func list(_ names: [String]) -> String {
        guard names.count > 3 else { return names.joined(separator: ", ") }
        return names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more"
    }
}
