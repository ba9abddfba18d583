import ProcessModel

/// What has become of where work goes after a step: of answers and their shares, of ways out when something is late or
/// fails, of what follows.
struct FlowChanges: Sendable {
    private let matching: MapMatching
    private let was: FlowReading
    private let now: FlowReading

    init(_ matching: MapMatching, moved: [Bool]) {
        self.matching = matching
        let nodes = matching.nodes
        was = FlowReading(matching.old, known: nodes.newOf.map { $0.flatMap { moved[$0] ? nil : $0 } })
        now = FlowReading(matching.new, known: nodes.oldOf.indices.map { nodes.oldOf[$0] == nil || moved[$0] ? nil : $0 })
    }

    /// An answer, a path or an exception: the flows that leave one step under one label.
    private struct Way {
        let kind: Flow.Kind
        let label: String
        var flows: [Int]

        /// Of two exceptions, which is `on late` and which `on error`.
        var isLate: Bool { kind == .exception && label.hasPrefix("late") }
    }

    private static func ways(_ reading: FlowReading, _ node: Int) -> [Way] {
        var ways: [Way] = []
        var place: [String: Int] = [:]
        for index in reading.leaving[node] {
            let flow = reading.map.flows[index]
            let label = flow.kind == .next ? "" : flow.label?.string ?? (flow.isOtherwise ? "otherwise" : "")
            let key = "\(flow.kind.rawValue) \(label)"
            if let known = place[key] { ways[known].flows.append(index) } else {
                place[key] = ways.count
                ways.append(Way(kind: flow.kind, label: label, flows: [index]))
            }
        }
        return ways
    }

    /// The facts of a step that is on both maps.
    func facts(old: Int, new: Int) -> [FactChange] {
        let (olds, news) = (Self.ways(was, old), Self.ways(now, new))
        var pairs = OneToOne(old: olds.count, new: news.count)
        pairs.pairByName(olds.map { "\($0.kind.rawValue) \($0.label)" }, news.map { "\($0.kind.rawValue) \($0.label)" })
        // An answer that is put otherwise leads where it led, or is the only one left.
        let (left, found) = (pairs.freeOld, pairs.freeNew)
        for index in left where olds[index].kind != .next {
            let same = found.filter { pairs.isFree(new: $0) && news[$0].kind == olds[index].kind && news[$0].isLate == olds[index].isLate }
            let other = same.first { was.reached(by: olds[index].flows) == now.reached(by: news[$0].flows) } ?? (left.count == 1 && same.count == 1 ? same.first : nil)
            if let other { pairs.pair(index, other) }
        }
        var changes: [FactChange] = []
        for (index, way) in news.enumerated() {
            guard let before = pairs.oldOf[index] else {
                if way.kind != .next { changes.append(FactChange(Self.name(way), old: [], new: [told(way, now.map)])) }
                continue
            }
            changes += facts(olds[before], way)
        }
        for index in pairs.freeOld where olds[index].kind != .next {
            changes.append(FactChange(Self.name(olds[index]), old: [told(olds[index], matching.old)], new: []))
        }
        return changes
    }

    private func facts(_ old: Way, _ new: Way) -> [FactChange] {
        var changes: [FactChange] = []
        let label = Self.name(new)
        func share(_ way: Way, _ map: ProcessMap) -> String? {
            way.flows.first.flatMap { map.flows[$0].probability }.map { $0.value.map(ExactNumerals.percent) ?? "?" }
        }
        let (wasShare, nowShare) = (share(old, matching.old), share(new, matching.new))
        if old.label != new.label, new.kind != .exception || wasShare != nowShare || isOtherTime(old, new) {
            changes.append(FactChange(Self.noun(new.kind), old: [old.label], new: [new.label]))
        }
        // What sets an exception off is told with its share in it.
        if wasShare != nowShare, new.kind != .exception || old.label == new.label { changes.append(FactChange(label, old: wasShare.map { [$0] } ?? [], new: nowShare.map { [$0] } ?? [])) }
        let (wasNext, nowNext) = (targets(old, matching.old), targets(new, matching.new))
        let isSame = old.flows.count == new.flows.count
            && zip(old.flows, new.flows).allSatisfy { matching.nodes.newOf[matching.old.flows[$0].to.index] == matching.new.flows[$1].to.index }
        guard !isSame, let before = was.reached(by: old.flows), let after = now.reached(by: new.flows),
            before != after || before.isEmpty && new.kind != .next, wasNext != nowNext
        else { return changes }
        // Where only what was taken out or put in makes the difference, that is told by itself.
        if new.kind == .next, before.isEmpty || after.isEmpty { return changes }
        changes.append(FactChange(label.isEmpty ? "then" : label + " leads to", old: wasNext, new: nowNext))
        return changes
    }

    /// Whether two exceptions come after another time; `60 min` and `1 h` are one.
    private func isOtherTime(_ old: Way, _ new: Way) -> Bool {
        func after(_ way: Way, _ map: ProcessMap) -> Duration? { way.flows.first.flatMap { map.flows[$0].after?.value } }
        let (was, now) = (after(old, matching.old), after(new, matching.new))
        guard let was, let now else { return (was == nil) != (now == nil) }
        return was.low != now.low || was.likely != now.likely || was.high != now.high || was.clock != now.clock
    }

    private func targets(_ way: Way, _ map: ProcessMap) -> [String] {
        way.flows.map { map.nodes[map.flows[$0].to.index] }.map { $0.name.isEmpty ? $0.kind.rawValue : $0.name }
    }

    private static func name(_ way: Way) -> String {
        switch way.kind {
        case .next: ""
        case .answer: "answer " + way.label
        case .path: "path " + way.label
        case .exception: "on " + way.label
        }
    }

    private static func noun(_ kind: Flow.Kind) -> String {
        switch kind {
        case .next: "then"
        case .answer: "answer"
        case .path: "path"
        case .exception: "on"
        }
    }

    private func told(_ way: Way, _ map: ProcessMap) -> String {
        let share = way.flows.first.flatMap { map.flows[$0].probability?.value }.map { ExactNumerals.percent($0) + " " } ?? ""
        return share + "to " + Wording.some(targets(way, map))
    }

    /// For each answer of a decision of both maps, by its flow on the new one, whether it has another share.
    func shares(old: Int, new: Int) -> [(flow: Int, isOther: Bool)] {
        let olds = Dictionary(was.leaving[old].map { (was.map.flows[$0].label?.string ?? "", was.map.flows[$0].probability?.value) }, uniquingKeysWith: { first, _ in first })
        return now.leaving[new].compactMap { index in
            let flow = now.map.flows[index]
            guard flow.kind == .answer, let before = olds[flow.label?.string ?? ""] else { return nil }
            return (index, before != flow.probability?.value)
        }
    }

    // MARK: Places

    /// What comes right before a step: `after 'Score lead'`; nil where nothing does.
    func place(of node: Int, onNew isNew: Bool) -> String? {
        let reading = isNew ? now : was
        let before = reading.entering[node].map { reading.map.nodes[reading.map.flows[$0].from.index] }.filter { !$0.name.isEmpty }
        guard let first = before.first else { return nil }
        return "after '\(first.name)'" + (before.count > 1 ? " and others" : "")
    }

    /// True for a flow between two steps of both maps that makes the order another; false where only something between
    /// them was put in or taken out, or where it was there before.
    func isNewOrder(_ flow: Int, onNew isNew: Bool) -> Bool {
        let (own, other) = isNew ? (now, was) : (was, now)
        let ends = own.map.flows[flow]
        let partner = isNew ? matching.nodes.oldOf : matching.nodes.newOf
        guard let from = partner[ends.from.index], let to = partner[ends.to.index] else { return true }
        if other.leaving[from].contains(where: { other.map.flows[$0].to.index == to }) { return false }
        guard let reached = other.reached(by: other.leaving[from]) else { return false }
        return !reached.contains(isNew ? ends.to.index : to)
    }

    /// True for an answer that leads straight on now where it led over steps before, which are gone: nobody sees else where it
    /// goes, as the steps that are gone stand where it went.
    func isShortcut(_ flow: Int) -> Bool {
        let ends = now.map.flows[flow]
        guard ends.kind == .answer, let from = matching.nodes.oldOf[ends.from.index], let to = matching.nodes.oldOf[ends.to.index] else { return false }
        return !was.leaving[from].contains { was.map.flows[$0].to.index == to } && was.leaving[from].contains { index in
            let flow = was.map.flows[index]
            return flow.kind == .answer && flow.label?.string == ends.label?.string && matching.nodes.newOf[flow.to.index] == nil
        }
    }
}
