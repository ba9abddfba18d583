import ProcessModel

/// What has changed from one map to another, by what they say and not by how they are written.
///
/// `MapDifference(a, b)` tells the same as `MapDifference(b, a)` the other way round.
public struct MapDifference: Sendable {
    public let old: ProcessMap
    public let new: ProcessMap
    /// In the order of the new map, and what was removed where it stood.
    public let changes: [MapChange]
    let matching: MapMatching
    /// For each node of the new map, whether it has moved to another place in the flow.
    let moved: [Bool]
    /// For each handoff of the new map which of the old one it is, by their flows.
    let handoffs: HandoffMatching
    let flows: FlowChanges

    /// - Parameter file: where the map was and is written, where that is not the same place; its id may go with it.
    public init(_ old: ProcessMap, _ new: ProcessMap, file: MapChange.Move? = nil) {
        self.old = old
        self.new = new
        matching = MapMatching(old, new)
        moved = MovedSteps.find(matching)
        handoffs = HandoffMatching(matching)
        flows = FlowChanges(matching, moved: moved)
        var comparison = MapComparison(matching, moved: moved, handoffs: handoffs, flows: flows)
        changes = comparison.run(file: file)
    }

    public var isEmpty: Bool { changes.isEmpty }

    /// The step of the new map that one of the old map is; nil where it is gone.
    public func new(_ node: NodeID) -> NodeID? { matching.nodes.newOf.indices.contains(node.index) ? matching.nodes.newOf[node.index].map(NodeID.init) : nil }
    public func old(_ node: NodeID) -> NodeID? { matching.nodes.oldOf.indices.contains(node.index) ? matching.nodes.oldOf[node.index].map(NodeID.init) : nil }

    /// What lanes, roles and steps that were renamed are called now, by what they were called.
    public var renamed: [String: String] { MapComparison.renamed(matching) }
}

/// Goes through two maps, subject by subject.
struct MapComparison {
    private let matching: MapMatching
    private let moved: [Bool]
    private let handoffs: HandoffMatching
    private let flows: FlowChanges
    private let was: FactReading
    private let now: FactReading
    private var changes: [MapChange] = []

    private var old: ProcessMap { matching.old }
    private var new: ProcessMap { matching.new }

    init(_ matching: MapMatching, moved: [Bool], handoffs: HandoffMatching, flows: FlowChanges) {
        self.matching = matching
        self.moved = moved
        self.handoffs = handoffs
        self.flows = flows
        let hasOtherHours = Self.hasOtherHours(matching)
        was = FactReading(map: matching.old, renamed: Self.renamed(matching), hasOtherHours: hasOtherHours)
        now = FactReading(map: matching.new, renamed: [:], hasOtherHours: hasOtherHours)
    }

    /// Whether a day of the process, or of a lane of both, is not as long as it was.
    private static func hasOtherHours(_ matching: MapMatching) -> Bool {
        let (old, new) = (matching.old, matching.new)
        func isOther(_ a: WorkCalendar?, _ b: WorkCalendar?) -> Bool {
            let (a, b) = (a ?? .assumed, b ?? .assumed)
            return a.minutesPerDay != b.minutesPerDay || a.daysPerWeek != b.daysPerWeek
        }
        return isOther(old.calendar, new.calendar) || matching.lanes.newOf.enumerated().contains { index, other in
            other.map { isOther(old.calendar(of: LaneID(index)), new.calendar(of: LaneID($0))) } ?? false
        }
    }

    static func renamed(_ matching: MapMatching) -> [String: String] {
        var names: [String: String] = [:]
        func add(_ pairs: OneToOne, _ old: [String], _ new: [String]) {
            for (index, other) in pairs.newOf.enumerated() {
                if let other, old[index] != new[other] { names[old[index]] = new[other] }
            }
        }
        add(matching.nodes, matching.old.nodes.map(\.name), matching.new.nodes.map(\.name))
        add(matching.roles, matching.old.roles.map(\.name), matching.new.roles.map(\.name))
        add(matching.lanes, matching.old.lanes.map(\.name), matching.new.lanes.map(\.name))
        // A name that somebody else has kept, or got, still is that one's name.
        for name in matching.new.nodes.map(\.name) + matching.new.roles.map(\.name) + matching.new.lanes.map(\.name) { names[name] = nil }
        return names
    }

    mutating func run(file: MapChange.Move?) -> [MapChange] {
        let (old, new, was, now) = (old, new, was, now)
        compareProcess(file)
        comparePhases()
        compareLanes()
        compareRoles()
        compareSteps()
        compareHandoffs()
        compare(.pain, old.pains.map(\.text.string), new.pains.map(\.text.string), { was.pain(old.pains[$0]) }, { now.pain(new.pains[$0]) })
        for (subject, kind) in [(MapChange.Subject.question, Remark.Kind.question), (.strength, .strength), (.note, .note)] {
            let (olds, news) = (old.remarks.filter { $0.kind == kind }, new.remarks.filter { $0.kind == kind })
            compare(subject, olds.map(\.text.string), news.map(\.text.string), { was.remark(olds[$0]) }, { now.remark(news[$0]) })
        }
        compare(.action, old.actions.map(\.text.string), new.actions.map(\.text.string), { was.action(old.actions[$0]) }, { now.action(new.actions[$0]) })
        compare(.term, old.terms.map(\.name.string), new.terms.map(\.name.string), { was.term(old.terms[$0]) }, { now.term(new.terms[$0]) })
        func name(_ pair: Relationship, _ reading: FactReading) -> String {
            [reading.meaning(pair.first.string), reading.meaning(pair.second.string)].sorted().joined(separator: " and ")
        }
        compare(
            .relationship, old.relationships.map { name($0, was) }, new.relationships.map { name($0, now) },
            { was.relationship(old.relationships[$0]) }, { now.relationship(new.relationships[$0]) }, canBeRenamed: false)
        compare(.system, old.systems.map(\.name.string), new.systems.map(\.name.string), { was.system(old.systems[$0]) }, { now.system(new.systems[$0]) })
        compare(.meeting, old.meetings.map(\.name.string), new.meetings.map(\.name.string), { was.meeting(old.meetings[$0]) }, { now.meeting(new.meetings[$0]) })
        return changes
    }

    private mutating func add(_ change: MapChange) {
        if change.saysSomething { changes.append(change) }
    }

    private mutating func compareProcess(_ file: MapChange.Move?) {
        var change = MapChange(.changed, .process, new.name.string)
        if let file {
            change.facts.append(FactChange("file", old: [file.from], new: [file.to]))
            if old.id != new.id { change.facts.append(FactChange("id, by which 'call:', 'of:' and a baseline know it,", old: [old.id], new: [new.id])) }
        }
        change.facts += Fact.changes(was.process(), now.process())
        change.facts += orderOfLanes()
        add(change)
    }

    /// The lanes of both maps where they stand in another order from top to bottom, by their names on the new one.
    private func orderOfLanes() -> [FactChange] {
        let (was, now) = (matching.lanes.newOf.compactMap(\.self), matching.lanes.oldOf.indices.filter { matching.lanes.oldOf[$0] != nil })
        guard was != now else { return [] }
        func told(_ lanes: [Int]) -> [String] { [lanes.map { new.lanes[$0].name }.joined(separator: ", ")] }
        return [FactChange("order of lanes", old: told(was), new: told(now))]
    }

    /// Things that are known by their names alone.
    private mutating func compare(
        _ subject: MapChange.Subject, _ olds: [String], _ news: [String], _ oldFacts: (Int) -> [Fact], _ newFacts: (Int) -> [Fact],
        canBeRenamed: Bool = true
    ) {
        if olds.isEmpty, news.isEmpty { return }
        var pairs = OneToOne(old: olds.count, new: news.count)
        pairs.pairByName(olds, news)
        if canBeRenamed, !pairs.freeOld.isEmpty, !pairs.freeNew.isEmpty {
            pairs.pairByWords(olds.map(WordLikeness.init), news.map(WordLikeness.init), atLeast: 0.6)
        }
        addAll(subject, pairs, olds, news, oldFacts, newFacts)
    }

    private mutating func addAll(
        _ subject: MapChange.Subject, _ pairs: OneToOne, _ olds: [String], _ news: [String], _ oldFacts: (Int) -> [Fact], _ newFacts: (Int) -> [Fact],
        _ more: (inout MapChange, Int?, Int?) -> Void = { _, _, _ in }, kind: (Int, Int) -> MapChange.Kind = { _, _ in .changed }
    ) {
        for place in Self.order(pairs) {
            var change: MapChange
            switch (place.old, place.new) {
            case (let a?, let b?):
                let kind = kind(a, b)
                change = MapChange(kind, subject, kind == .removed ? olds[a] : news[b])
                if olds[a] != news[b] { change.oldName = olds[a] }
                change.facts = Fact.changes(oldFacts(a), newFacts(b))
            case (let a?, nil):
                change = MapChange(.removed, subject, olds[a])
                change.facts = Fact.all(oldFacts(a), isNew: false)
            case (nil, let b?):
                change = MapChange(.added, subject, news[b])
                change.facts = Fact.all(newFacts(b), isNew: true)
            case (nil, nil): continue
            }
            more(&change, place.old, place.new)
            add(change)
        }
    }

    /// The new things in their order, and each that is gone after the one that it stood behind.
    static func order(_ pairs: OneToOne) -> [(old: Int?, new: Int?)] {
        var gone = [[Int]](repeating: [], count: pairs.oldOf.count + 1)
        var last = 0
        for (index, other) in pairs.newOf.enumerated() {
            if let other { last = other + 1 } else { gone[last].append(index) }
        }
        var order: [(old: Int?, new: Int?)] = gone[0].map { ($0, nil) }
        for index in pairs.oldOf.indices {
            order.append((pairs.oldOf[index], index))
            order += gone[index + 1].map { ($0, nil) }
        }
        return order
    }

    private mutating func comparePhases() {
        addAll(.phase, matching.phases, old.phases.map(\.name.string), new.phases.map(\.name.string), { _ in [] }, { _ in [] })
    }

    private mutating func compareLanes() {
        let (old, new, was, now) = (old, new, was, now)
        addAll(.lane, matching.lanes, old.lanes.map(\.name), new.lanes.map(\.name), { was.lane(old.lanes[$0]) }, { now.lane(new.lanes[$0]) })
    }

    private mutating func compareRoles() {
        let (old, new, was, now, lanes) = (old, new, was, now, matching.lanes)
        addAll(.role, matching.roles, old.roles.map(\.name), new.roles.map(\.name), { was.role(old.roles[$0]) }, { now.role(new.roles[$0]) }) { change, a, b in
            switch (a, b) {
            case (let a?, let b?) where lanes.newOf[old.roles[a].lane.index] != new.roles[b].lane.index:
                change.laneMove = .init(from: old[old.roles[a].lane].name, to: new[new.roles[b].lane].name)
            case (nil, let b?): change.place = [new[new.roles[b].lane].name]
            case (let a?, nil): change.place = [old[old.roles[a].lane].name]
            default: break
            }
        }
    }

    private mutating func compareSteps() {
        let (old, new, was, now, matching, flows, moved) = (old, new, was, now, matching, flows, moved)
        let phases = matching.phases
        let oldFacts = { (index: Int) in was.step(NodeID(index)) { phases.newOf[$0].map { "\($0)" } ?? "old \($0)" } }
        let newFacts = { (index: Int) in now.step(NodeID(index)) { "\($0)" } }
        func names(_ map: ProcessMap) -> [String] { map.nodes.map { $0.name.isEmpty ? $0.kind.rawValue : $0.name } }
        addAll(.step, matching.nodes, names(old), names(new), oldFacts, newFacts) { change, a, b in
            change.oldNode = a.map(NodeID.init)
            change.newNode = b.map(NodeID.init)
            let node = b.map { new.nodes[$0] } ?? a.map { old.nodes[$0] }
            if let node, node.kind != .task { change.sort = node.kind == .call ? nil : node.kind.rawValue }
            switch (a, b) {
            case (let a?, let b?):
                if new.nodes[b].isImplicit { change.oldName = nil }
                // Who answers for a step may be said of it or of its lane; only who it is matters.
                let (wasAccountable, isAccountable) = (old.accountable(for: NodeID(a)), new.accountable(for: NodeID(b)))
                if Set(wasAccountable.map { was.meaning($0.string) }) == Set(isAccountable.map(\.string)) { change.leaveOut(["accountable"]) }
                change.facts += flows.facts(old: a, new: b)
                // Events and gateways stand in the lane of their neighbours.
                if new.nodes[b].isWork, !matching.isSame(old.nodes[a].lane, new.nodes[b].lane) {
                    change.laneMove = .init(from: old[old.nodes[a].lane].name, to: new[new.nodes[b].lane].name)
                }
                if moved[b] {
                    change.leaveOut(["then"])
                    change.placeMove = .init(from: flows.place(of: a, onNew: false) ?? "the beginning", to: flows.place(of: b, onNew: true) ?? "the beginning")
                }
            case (let a?, nil): change.place = (old.nodes[a].isWork ? [old[old.nodes[a].lane].name] : []) + [flows.place(of: a, onNew: false)].compactMap(\.self)
            case (nil, let b?): change.place = (new.nodes[b].isWork ? [new[new.nodes[b].lane].name] : []) + [flows.place(of: b, onNew: true)].compactMap(\.self)
            case (nil, nil): break
            }
        }
        // What nobody wrote is told by what makes it: the paths of a block, an answer after which nothing follows.
        changes.removeAll { change in
            guard change.subject == .step, change.kind != .changed else { return false }
            return (change.newNode.map { new[$0].isImplicit } ?? change.oldNode.map { old[$0].isImplicit }) ?? false
        }
    }

    // MARK: Handoffs

    private mutating func compareHandoffs() {
        let (old, new, was, now, matching, handoffs) = (old, new, was, now, matching, handoffs)
        let known = matching.nodes
        func facts(_ index: Int, _ map: ProcessMap, _ reading: FactReading) -> [Fact] {
            let flow = map.flows[index]
            return flow.terms.map { reading.terms(map[$0]) } ?? []
        }
        func name(_ index: Int, _ map: ProcessMap) -> String {
            let (from, to) = (map[map.flows[index].from], map[map.flows[index].to])
            return [from, to].map { $0.name.isEmpty ? $0.kind.rawValue : $0.name }.joined(separator: " → ")
        }
        func lanes(_ index: Int, _ map: ProcessMap) -> String {
            let (from, to) = (map[map[map.flows[index].from].lane].name, map[map[map.flows[index].to].lane].name)
            return map.isHandoff(FlowID(index)) ? "\(from) to \(to)" : from == to ? "inside \(from)" : "\(from) to \(to), no handoff"
        }
        addAll(
            .handoff, handoffs.pairs, handoffs.old.map { name($0, old) }, handoffs.new.map { name($0, new) },
            { facts(handoffs.old[$0], old, was) }, { facts(handoffs.new[$0], new, now) }
        ) { change, a, b in
            change.oldFlow = a.map { FlowID(handoffs.old[$0]) }
            change.newFlow = b.map { FlowID(handoffs.new[$0]) }
            switch (change.oldFlow, change.newFlow) {
            case (let a?, let b?):
                change.oldName = nil
                let (x, y) = (old[a], new[b])
                if change.kind != .changed {
                    change.facts = change.kind == .added ? Fact.all(facts(b.index, new, now), isNew: true) : Fact.all(facts(a.index, old, was), isNew: false)
                    change.place = change.kind == .added ? [lanes(b.index, new), "was \(lanes(a.index, old))"] : [lanes(a.index, old), "now \(lanes(b.index, new))"]
                    return
                }
                if known.newOf[x.from.index] != y.from.index { change.facts.append(FactChange("from", old: [old[x.from].name], new: [new[y.from].name])) }
                if known.newOf[x.to.index] != y.to.index { change.facts.append(FactChange("to", old: [old[x.to].name], new: [new[y.to].name])) }
                let isSame = matching.isSame(old[x.from].lane, new[y.from].lane) && matching.isSame(old[x.to].lane, new[y.to].lane)
                if !isSame || old.isHandoff(a) != new.isHandoff(b) {
                    change.facts.append(FactChange("passes from", old: [lanes(a.index, old)], new: [lanes(b.index, new)]))
                }
            case (let a?, nil): change.place = [lanes(a.index, old)]
            case (nil, let b?): change.place = [lanes(b.index, new)]
            case (nil, nil): break
            }
        } kind: { a, b in
            // What stays inside a lane now is no handoff any more, whatever is still said of it; so the counts add up.
            let (wasOne, isOne) = (old.isHandoff(FlowID(handoffs.old[a])), new.isHandoff(FlowID(handoffs.new[b])))
            return wasOne == isOne ? .changed : isOne ? .added : .removed
        }
    }
}
