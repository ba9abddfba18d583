import ProcessModel
import ProcessSyntax

/// Two maps as one, to be drawn: the new map as it is, and behind its steps and flows those of the old one that are gone.
/// Whatever is on the new map keeps its number, and so its place among all others.
public struct MapUnion: Sendable {
    public private(set) var map: ProcessMap
    /// What has become of each node and flow; nil for what is as it was.
    public private(set) var nodes: [MapChange.Kind?]
    public private(set) var flows: [MapChange.Kind?]
    /// Lines of handoffs that go on elsewhere: they are told there.
    public private(set) var toldElsewhere: Set<Int> = []

    /// - Parameter between: what is compared and when, for the title, as whoever finds the drawing later cannot know it:
    ///   `main → HEAD, 2026-11-22`.
    public init(_ difference: MapDifference, between: String = "") {
        map = difference.new
        let isToBe = map.state == .toBe && difference.old.state != .toBe
        map.name = Text(
            map.name.string + (isToBe ? ": what is to change" : ": what has changed") + (between.isEmpty ? "" : " (\(between))"), at: map.name.span)
        nodes = Array(repeating: nil, count: map.nodes.count)
        flows = Array(repeating: nil, count: map.flows.count)
        markNew(difference)
        addOld(difference)
    }

    /// Says at the head of each lane that it is new, gone or called otherwise. The names are then those of the drawing.
    public mutating func tellLanes(_ difference: MapDifference) {
        let lanes = difference.matching.lanes
        for index in map.lanes.indices {
            let words: String
            if !lanes.oldOf.indices.contains(index) {
                words = " (gone)"
            } else if let old = lanes.oldOf[index] {
                let was = difference.old.lanes[old].name
                guard was != map.lanes[index].name else { continue }
                words = " (was \(was))"
            } else {
                words = " (new)"
            }
            // A drawing needs no more of a lane than that.
            let lane = map.lanes[index]
            map.lanes[index] = Lane(name: lane.name + words, span: lane.span)
            map.lanes[index].kind = lane.kind
            map.lanes[index].roles = lane.roles
            map.lanes[index].accountable = lane.accountable
            map.lanes[index].calendar = lane.calendar
        }
    }

    // MARK: What is on the new map

    private mutating func markNew(_ difference: MapDifference) {
        for change in difference.changes {
            if change.subject == .step, let node = change.newNode { nodes[node.index] = change.kind }
            // The way is still there, and work does not change hands on it any more.
            if change.subject == .handoff, let flow = change.newFlow { flows[flow.index] = change.kind == .removed ? .changed : change.kind }
        }
        let known = difference.matching.nodes.oldOf
        for index in map.nodes.indices where known[index] == nil { nodes[index] = .added }
        // What the list tells of a handoff, the map shows. Of other ways those are new that lead to or from a new step, and
        // those that make the order another; what only leads over something that was taken out is none.
        for (index, flow) in map.flows.enumerated() where flows[index] == nil {
            let isNew = known[flow.from.index] == nil || known[flow.to.index] == nil || difference.flows.isNewOrder(index, onNew: true)
            // An answer whose old way is drawn as gone must not look as if it had been there beside it.
            if isNew { flows[index] = .added } else if difference.flows.isShortcut(index) { flows[index] = .changed }
        }
        for pair in difference.matching.pairs where map.nodes[pair.new].kind == .decision {
            for (flow, isOtherShare) in difference.flows.shares(old: pair.old, new: pair.new) where isOtherShare && flows[flow] == nil { flows[flow] = .changed }
        }
    }

    // MARK: What is gone

    private mutating func addOld(_ difference: MapDifference) {
        let old = difference.old
        let matching = difference.matching
        var keys = Set(map.nodes.map(\.key))
        var lanes = matching.lanes.newOf
        var roles = matching.roles.newOf
        var place = matching.nodes.newOf
        for index in old.nodes.indices where place[index] == nil {
            var node = old.nodes[index]
            if keys.contains(node.key) {
                var name = node.name
                repeat { name += " (before)" } while keys.contains(name)
                node = Node(kind: node.kind, name: name, span: node.span, lane: node.lane)
                node.performers = old.nodes[index].performers
                node.isImplicit = old.nodes[index].isImplicit
            }
            keys.insert(node.key)
            node.lane = lane(old.nodes[index].lane, old, &lanes)
            var performers: [Performer] = []
            for performer in old.nodes[index].performers.all {
                let lane = lane(performer.lane, old, &lanes)
                performers.append(Performer(lane: lane, role: performer.role.map { role($0, old, lane, &roles) }, span: performer.span))
            }
            node.performers = performers.isEmpty ? .none : performers.count == 1 ? .one(performers[0]) : .several(performers)
            node.phase = node.phase.flatMap { matching.phases.newOf.indices.contains($0) ? matching.phases.newOf[$0] : nil }
            node.detailIndex = nil
            if let detail = old.nodes[index].detailIndex, old.details.indices.contains(Int(detail)) {
                node.detailIndex = Int32(map.details.count)
                map.details.append(old.details[Int(detail)])
            }
            place[index] = map.nodes.count
            map.nodes.append(node)
            nodes.append(.removed)
        }
        // A handoff that goes on elsewhere is told there; its old line only shows where it went.
        var isTold = Set<Int>()
        for (index, other) in difference.handoffs.pairs.newOf.enumerated() where other != nil { isTold.insert(difference.handoffs.old[index]) }
        let isKept = Set(map.flows.map { Ends(from: $0.from.index, to: $0.to.index) })
        for (index, flow) in old.flows.enumerated() {
            guard let from = place[flow.from.index], let to = place[flow.to.index] else { continue }
            let isGhost = nodes[from] == .removed || nodes[to] == .removed
            guard isGhost || !isKept.contains(Ends(from: from, to: to)) && difference.flows.isNewOrder(index, onNew: false) else { continue }
            var ghost = Flow(from: NodeID(from), to: NodeID(to), kind: flow.kind, span: flow.span)
            ghost.label = flow.label
            ghost.probability = flow.probability
            ghost.isOtherwise = flow.isOtherwise
            if let terms = flow.terms, !isTold.contains(index), old.handoffTerms.indices.contains(terms.index) {
                ghost.terms = HandoffID(map.handoffTerms.count)
                map.handoffTerms.append(old.handoffTerms[terms.index])
            }
            if isTold.contains(index) { toldElsewhere.insert(map.flows.count) }
            map.flows.append(ghost)
            flows.append(.removed)
        }
    }

    private struct Ends: Hashable { let from, to: Int }

    /// A lane of the old map on the new one; one that is gone stands below all others.
    private mutating func lane(_ id: LaneID, _ old: ProcessMap, _ lanes: inout [Int?]) -> LaneID {
        if let known = lanes[id.index] { return LaneID(known) }
        var lane = Lane(name: old[id].name, span: old[id].span)
        lane.kind = old[id].kind
        lanes[id.index] = map.lanes.count
        map.lanes.append(lane)
        return LaneID(map.lanes.count - 1)
    }

    private mutating func role(_ id: RoleID, _ old: ProcessMap, _ lane: LaneID, _ roles: inout [Int?]) -> RoleID {
        if let known = roles[id.index] { return RoleID(known) }
        roles[id.index] = map.roles.count
        map.roles.append(Role(name: old[id].name, lane: lane, span: old[id].span))
        return RoleID(map.roles.count - 1)
    }
}
