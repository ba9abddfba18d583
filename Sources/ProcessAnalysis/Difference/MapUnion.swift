import ProcessModel
import ProcessSyntax

/// Two maps as one, to be drawn: the new map as it is, and behind its steps and flows those of the old one that are gone.
/// Whatever is on the new map keeps its number, and so its place among all others.
public struct MapUnion: Sendable {
    public private(set) var map: ProcessMap
    /// What has become of each node and flow; nil for what is as it was.
    public private(set) var nodes: [MapChange.Kind?]
    public private(set) var flows: [MapChange.Kind?]

    public init(_ difference: MapDifference) {
        map = difference.new
        let isToBe = map.state == .toBe && difference.old.state != .toBe
        map.name = Text(map.name.string + (isToBe ? ": what is to change" : ": what has changed"), at: map.name.span)
        nodes = Array(repeating: nil, count: map.nodes.count)
        flows = Array(repeating: nil, count: map.flows.count)
        markNew(difference)
        addOld(difference)
    }

    // MARK: What is on the new map

    private mutating func markNew(_ difference: MapDifference) {
        for change in difference.changes {
            if change.subject == .step, let node = change.newNode { nodes[node.index] = change.kind }
            if change.subject == .handoff, let flow = change.newFlow { flows[flow.index] = change.kind }
        }
        let known = difference.matching.nodes.oldOf
        for index in map.nodes.indices where known[index] == nil { nodes[index] = .added }
        for (index, flow) in map.flows.enumerated() {
            if known[flow.from.index] == nil || known[flow.to.index] == nil {
                flows[index] = .added
            } else if flows[index] == nil || flows[index] == .added {
                // What only leads over something that was taken out is no new way.
                let isNew = difference.flows.isNewOrder(index, onNew: true)
                if isNew { flows[index] = .added } else if flows[index] == .added { flows[index] = .changed }
            }
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
        let isKept = Set(map.flows.map { Ends(from: $0.from.index, to: $0.to.index) })
        for (index, flow) in old.flows.enumerated() {
            guard let from = place[flow.from.index], let to = place[flow.to.index] else { continue }
            let isGhost = nodes[from] == .removed || nodes[to] == .removed
            guard isGhost || !isKept.contains(Ends(from: from, to: to)) && difference.flows.isNewOrder(index, onNew: false) else { continue }
            var ghost = Flow(from: NodeID(from), to: NodeID(to), kind: flow.kind, span: flow.span)
            ghost.label = flow.label
            ghost.probability = flow.probability
            ghost.isOtherwise = flow.isOtherwise
            if let terms = flow.terms, old.handoffTerms.indices.contains(terms.index) {
                ghost.terms = HandoffID(map.handoffTerms.count)
                map.handoffTerms.append(old.handoffTerms[terms.index])
            }
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
