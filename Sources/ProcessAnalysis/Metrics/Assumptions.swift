import ProcessModel

extension Metrics {
    /// What the numbers take for granted where the map does not say.
    static func assumptions(
        _ map: ProcessMap, _ graph: FlowGraph, shares: FlowShares, blocks: ParallelBlocks, steps: [StepFigures],
        loads: [RoleLoad], mainPath: MainPath, path: PathFigures?
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
        found += guesses(map, graph, end: mainPath.nodes.last, path)
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
        let automated = map.nodeIDs.filter {
            map.details(of: $0).flags.contains(.automated) && map.details(of: $0).work != nil && map[$0].performers.all.contains { $0.role != nil }
        }
        if !automated.isEmpty {
            let verb = automated.count == 1 ? "runs by itself, so it loads" : "run by themselves, so they load"
            found.append("\(list(automated.map { "'\(map[$0].name)'" })) \(verb) nobody")
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

    /// The decisions at which the main path could as well have gone another way to its end.
    private static func guesses(_ map: ProcessMap, _ graph: FlowGraph, end: NodeID?, _ path: PathFigures?) -> [String] {
        guard let nodes = path?.nodes, let end else { return [] }
        let leads = graph.reaching([end])
        return nodes.compactMap { node in
            guard map[node].kind == .decision, !map[node].takesSeveralAnswers else { return nil }
            let answers = graph.flows(from: node).filter { map[$0].kind == .answer }
            let stated = answers.compactMap { map[$0].probability?.value }
            let open = answers.filter {
                map[$0].probability?.value == nil && leads[graph.target(of: $0).index] && !graph.isLoop[$0.index]
            }
            let rest = 1 - stated.reduce(0, +)
            // An answer that more cases give than are left is the likeliest whatever the others get.
            guard open.count > 1, rest > 1e-9, rest > stated.max() ?? 0 else { return nil }
            let words = stated.isEmpty ? "its answers say no shares" : "not all of its answers say their share"
            return "the likeliest way is guessed at '\(map[node].name)': \(words)"
        }
    }

    /// What the map would have to say for loads and cases a month.
    static func missingFigures(_ map: ProcessMap, volume: CaseVolume?) -> [String] {
        guard map.isProcess, volume == nil else { return [] }
        return ["how many cases come in is not said: write `volume: 300 per month` under the process"]
    }

    /// Which calls have less than all their figures because the map they stand for does not have them.
    static func missingFigures(of calls: [Call], steps: [StepFigures]) -> [String] {
        calls.compactMap { call in
            guard steps.indices.contains(call.node.index) else { return nil }
            let step = steps[call.node.index]
            let isTold = step.lead != nil && step.work != nil && (step.ok != nil || !step.isAskedForOK)
            guard !isTold, !call.map.isComplete else { return nil }
            if let trouble = call.map.trouble { return "the figures of '\(call.map.name)' are not known: \(trouble)" }
            return "not all figures of '\(call.map.name)' are known; the numbers of \(call.map.id) say what is missing there"
        }
    }

    private static func list(_ names: [String]) -> String {
        guard names.count > 3 else { return names.joined(separator: ", ") }
        return names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more"
    }
}
