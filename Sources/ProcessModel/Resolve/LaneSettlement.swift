import ProcessSyntax

extension MapBuilder {
    /// Decides which lanes this map has, and their order: those its own file names, in that order,
    /// then those of shared files that its steps use, in the order of the shared file. Ids change here
    /// and never after.
    mutating func settleLanes() {
        allActors = Set(actors.keys)
        guard map.lanes.count > ownLanes.count else {
            reorder(ownLanes)
            return
        }
        var isUsed = [Bool](repeating: false, count: map.lanes.count)
        func use(_ actor: Actor) {
            switch actor {
            case .lane(let id): isUsed[id.index] = true
            case .role(let id): isUsed[map.roles[id.index].lane.index] = true
            }
        }
        for line in lines where line.kind == .step || line.kind == .decision {
            if let actor = actors[tree.name(line.head)] {
                use(actor)
            } else {
                for name in list(line.head, plus: true) { if let actor = actors[name.string] { use(actor) } }
            }
        }
        let own = Set(ownLanes)
        let borrowed = map.lanes.indices.map(LaneID.init).filter { isUsed[$0.index] && !own.contains($0) }
        // A file that only declares keeps all that it and its own shared files declare.
        reorder(map.isProcess ? ownLanes + borrowed : map.lanes.indices.map(LaneID.init))
    }

    private mutating func reorder(_ order: [LaneID]) {
        guard order.map(\.index) != Array(map.lanes.indices) else { return }
        var newLane = [LaneID?](repeating: nil, count: map.lanes.count)
        for (index, id) in order.enumerated() { newLane[id.index] = LaneID(index) }
        var newRole = [RoleID?](repeating: nil, count: map.roles.count)
        var roles: [Role] = []
        for (index, var role) in map.roles.enumerated() {
            guard let lane = newLane[role.lane.index] else { continue }
            role.lane = lane
            newRole[index] = RoleID(roles.count)
            roles.append(role)
        }
        let lanes = order.map { id in
            var lane = map.lanes[id.index]
            lane.roles = lane.roles.compactMap { newRole[$0.index] }
            return lane
        }
        // What a shared file says of a lane that this map does not have is not about this map.
        func moved(_ subject: Subject) -> Subject? {
            switch subject {
            case .lane(let id): newLane[id.index].map(Subject.lane)
            case .role(let id): newRole[id.index].map(Subject.role)
            default: subject
            }
        }
        map.pains = map.pains.compactMap { old in
            moved(old.about).map { about in
                var pain = old
                pain.about = about
                return pain
            }
        }
        map.remarks = map.remarks.compactMap { old in
            moved(old.about).map { about in
                var remark = old
                remark.about = about
                return remark
            }
        }
        map.allowances = map.allowances.compactMap { old in
            moved(old.about).map { about in
                var allowance = old
                allowance.about = about
                return allowance
            }
        }
        for (name, actor) in actors {
            switch actor {
            case .lane(let id): actors[name] = newLane[id.index].map(Actor.lane)
            case .role(let id): actors[name] = newRole[id.index].map(Actor.role)
            }
        }
        map.lanes = lanes
        map.roles = roles
        ownLanes = ownLanes.compactMap { newLane[$0.index] }
    }
}
