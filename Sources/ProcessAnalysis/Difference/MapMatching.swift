import ProcessModel

/// Which lane, role, phase and step of a new map is which of an old one.
struct MapMatching: Sendable {
    let old: ProcessMap
    let new: ProcessMap
    var nodes: OneToOne
    var lanes: OneToOne
    var roles: OneToOne
    var phases: OneToOne

    init(_ old: ProcessMap, _ new: ProcessMap) {
        self.old = old
        self.new = new
        nodes = OneToOne(old: old.nodes.count, new: new.nodes.count)
        lanes = OneToOne(old: old.lanes.count, new: new.lanes.count)
        roles = OneToOne(old: old.roles.count, new: new.roles.count)
        phases = OneToOne(old: old.phases.count, new: new.phases.count)
        pairKnownNodes()
        pairLanes()
        pairRoles()
        var search = RenamedNodes(self)
        search.run()
        nodes = search.nodes
        pairLanes()
        pairRoles()
        phases.pairByName(old.phases.map(\.name.string), new.phases.map(\.name.string))
        phases.pairByParts(pairs.compactMap { a, b in old.nodes[a].phase.flatMap { phase in new.nodes[b].phase.map { (phase, $0) } } })
    }

    /// The steps that are on both, in the order of the old map.
    var pairs: [(old: Int, new: Int)] { nodes.newOf.indices.compactMap { index in nodes.newOf[index].map { (index, $0) } } }

    /// Steps of one id, and those whose name no other has. A number behind a name that several have says little.
    private mutating func pairKnownNodes() {
        func ids(_ map: ProcessMap) -> [String: Int] {
            var found: [String: Int] = [:]
            for (index, node) in map.nodes.enumerated() where node.hasID { found[node.key] = index }
            return found
        }
        let news = ids(new)
        for (id, index) in ids(old).sorted(by: { $0.value < $1.value }) {
            if let other = news[id], old.nodes[index].kind.isLike(new.nodes[other].kind) { nodes.pair(index, other) }
        }
        func names(_ map: ProcessMap) -> [String] {
            map.nodes.map { $0.isImplicit && $0.name.isEmpty ? "" : "\($0.kind.group) \($0.name)" }
        }
        nodes.pairByName(names(old), names(new))
    }

    private mutating func pairLanes() {
        lanes.pairByName(old.lanes.map(\.name), new.lanes.map(\.name))
        lanes.pairByParts(pairs.filter { old.nodes[$0.old].isWork }.map { (old.nodes[$0.old].lane.index, new.nodes[$0.new].lane.index) })
        lanes.pairByWords(old.lanes.map { WordLikeness($0.name) }, new.lanes.map { WordLikeness($0.name) }, atLeast: 0.6)
    }

    private mutating func pairRoles() {
        // A role is known by its lane and its name; one that has gone to another lane still by its name.
        let matched = lanes
        let olds = old.roles.map { "\(matched.newOf[$0.lane.index] ?? -1) \($0.name)" }
        roles.pairByName(olds, new.roles.map { "\($0.lane.index) \($0.name)" })
        roles.pairByName(old.roles.map(\.name), new.roles.map(\.name))
        var votes: [(Int, Int)] = []
        for (a, b) in pairs {
            guard case .one(let was) = old.nodes[a].performers, case .one(let now) = new.nodes[b].performers,
                let role = was.role, let other = now.role, lanes.newOf[was.lane.index] == now.lane.index
            else { continue }
            votes.append((role.index, other.index))
        }
        roles.pairByParts(votes)
    }

    /// Whether two steps are done by the same people.
    func hasSameDoers(_ a: Node, _ b: Node) -> Bool {
        let (was, now) = (a.performers.all, b.performers.all)
        guard was.count == now.count else { return false }
        return zip(was, now).allSatisfy { x, y in
            guard let role = x.role, let other = y.role else { return x.role == nil && y.role == nil && isSame(x.lane, y.lane) }
            return roles.newOf[role.index] == other.index
        }
    }

    func isSame(_ a: LaneID, _ b: LaneID) -> Bool { lanes.newOf.indices.contains(a.index) && lanes.newOf[a.index] == b.index }
}

extension Node.Kind {
    /// What may become what without being something else: a step may get a map of its own.
    var group: String {
        switch self {
        case .task, .call: "step"
        case .decision, .start, .end, .fork, .join: rawValue
        }
    }

    func isLike(_ other: Node.Kind) -> Bool { group == other.group }
}
