import ProcessModel

/// The step that made a figure worse, where it was mostly one.
struct Culprit {
    let node: NodeID
    let isNew: Bool
    /// What it is now and was then, to stand behind a semicolon.
    let words: String

    /// Nil where the baseline knows no steps, or where it was several steps, or none.
    static func find(_ subject: FigureChange.Subject, _ inspection: Inspection, since was: BaselineFigures) -> Culprit? {
        guard !was.steps.isEmpty else { return nil }
        switch subject {
        case .lead: return slowest(inspection, was)
        case .rolledOK: return leastOK(inspection, was)
        case .handoffs: return handingOver(inspection, was)
        case .load: return nil
        }
    }

    /// Each step that the name tells from all others, and how it was; nil where it was not there.
    private static func steps(_ map: ProcessMap, _ was: BaselineFigures) -> [(node: NodeID, before: BaselineFigures.Step?)] {
        let counts = Dictionary(map.nodes.lazy.filter(\.isWork).map { ($0.name, 1) }, uniquingKeysWith: +)
        let before = Dictionary(grouping: was.steps, by: \.name)
        return map.nodeIDs.filter { map[$0].isWork && counts[map[$0].name] == 1 && before[map[$0].name]?.count ?? 0 < 2 }
            .map { ($0, before[map[$0].name]?.first) }
    }

    private static func slowest(_ inspection: Inspection, _ was: BaselineFigures) -> Culprit? {
        let (map, metrics) = (inspection.map, inspection.metrics)
        let rises = steps(map, was).compactMap { step -> Rise? in
            guard let now = metrics.steps[step.node.index].lead?.expected, step.before == nil || step.before?.lead != nil else { return nil }
            return Rise(node: step.node, before: step.before, size: (now - (step.before?.lead ?? 0)) * (metrics.visits[step.node.index] ?? 1))
        }
        guard let most = Rise.most(of: rises), let now = metrics.steps[most.node.index].lead?.expected else { return nil }
        let (name, time) = (map[most.node].name, Numerals.businessTime(minutes: now))
        guard let before = most.before?.lead else { return Culprit(node: most.node, isNew: true, words: "most of it by '\(name)', which is new and takes \(time)") }
        return Culprit(node: most.node, isNew: false, words: "most of it at '\(name)', which takes \(time) and took \(Numerals.businessTime(minutes: before))")
    }

    private static func leastOK(_ inspection: Inspection, _ was: BaselineFigures) -> Culprit? {
        let (map, metrics) = (inspection.map, inspection.metrics)
        let falls = steps(map, was).compactMap { step -> Rise? in
            guard let now = metrics.steps[step.node.index].ok, step.before == nil || step.before?.ok != nil else { return nil }
            return Rise(node: step.node, before: step.before, size: ((step.before?.ok ?? 1) - now) * (metrics.visits[step.node.index] ?? 1))
        }
        guard let most = Rise.most(of: falls), let now = metrics.steps[most.node.index].ok else { return nil }
        let (name, share) = (map[most.node].name, Numerals.percent(now))
        guard let before = most.before?.ok else { return Culprit(node: most.node, isNew: true, words: "most of it by '\(name)', which is new and right in \(share)") }
        return Culprit(node: most.node, isNew: false, words: "most of it at '\(name)', which is right in \(share) and was in \(Numerals.percent(before))")
    }

    /// The one step at a handoff that was not there, or was another lane's.
    private static func handingOver(_ inspection: Inspection, _ was: BaselineFigures) -> Culprit? {
        let map = inspection.map
        var isPassing = Set<NodeID>()
        for flow in map.flowIDs where map.isHandoff(flow) { isPassing.formUnion([map[flow].from, map[flow].to]) }
        let others = steps(map, was).filter { step in isPassing.contains(step.node) && step.before?.lane != map[map[step.node].lane].name }
        guard let only = others.first, others.count == 1 else { return nil }
        let (name, lane) = (map[only.node].name, map[map[only.node].lane].name)
        return Culprit(
            node: only.node, isNew: only.before == nil,
            words: only.before.map { "'\(name)' is in \(lane) now, and was in \($0.lane)" } ?? "'\(name)' in \(lane) is new")
    }

    /// By how much a step made a figure worse.
    private struct Rise {
        let node: NodeID
        let before: BaselineFigures.Step?
        let size: Double

        /// The largest; nil where the others together did more.
        static func most(of rises: [Rise]) -> Rise? {
            let worse = rises.filter { $0.size > 1e-9 }
            guard let most = worse.max(by: { ($0.size, $1.node) < ($1.size, $0.node) }) else { return nil }
            return most.size * 2 > worse.reduce(0) { $0 + $1.size } ? most : nil
        }
    }
}
