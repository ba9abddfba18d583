import ProcessSyntax

/// Who does a step: the names before a colon.
extension MapBuilder {
    /// Makes the doers known by their bytes; lanes and roles have their last ids by now.
    mutating func indexDoers() {
        weeks = map.lanes.map { QuantityReader.WorkingWeek($0.calendar ?? map.calendar ?? .assumed) }
        doers = NameIndex(of: bytes, expecting: actors.count)
        for (name, actor) in actors {
            switch actor {
            case .lane(let id): doers[name] = id.index
            case .role(let id): doers[name] = map.lanes.count + id.index
            }
        }
    }

    /// Who stands before a colon, as `doers` has it; nil where it is more than one, or nobody who is known.
    mutating func doer(_ head: Span) -> Int? {
        if let lastDoer, head == lastDoer.head || sheet.isSame(head, lastDoer.head) { return lastDoer.doer }
        guard let doer = doers.find(sheet.spoken(head).all) else { return nil }
        lastDoer = (head, doer)
        return doer
    }

    mutating func performers(_ head: Span) -> Performers {
        // One name needs no list: nearly every step takes this way.
        if let doer = doer(head) {
            guard doer >= map.lanes.count else { return .one(Performer(lane: LaneID(doer), role: nil, span: head)) }
            let role = RoleID(doer - map.lanes.count)
            return .one(Performer(lane: map.roles[role.index].lane, role: role, span: head))
        }
        let names = list(head, plus: true)
        checkJoiners(head, names)
        var found: [Performer] = []
        for name in names {
            if let actor = actors[name.string] {
                found.append(performer(actor, name.span))
                continue
            }
            // The map goes on with whom the writer most likely meant.
            if let nearest = nearestActor(name.string), let actor = actors[nearest] {
                found.append(performer(actor, name.span))
            }
            reportUnknownActor(name, isAlone: names.count == 1)
        }
        return found.isEmpty ? .none : found.count == 1 ? .one(found[0]) : .several(found)
    }

    /// The role or lane that was most likely meant; looked for once for each word, and not for ever
    /// more words of a file in which nothing is right.
    mutating func nearestActor(_ name: String) -> String? {
        if let known = nearestActors[name] { return known }
        guard nearestActors.count < Self.mostSuggestions else { return nil }
        if actorNames.isEmpty { actorNames = allActors.union(actors.keys).sorted() }
        guard maySearch(for: name, among: actorNames.count) else { return nil }
        let nearest = NearestName.find(name, among: actorNames)
        nearestActors[name] = nearest
        return nearest
    }

    private func performer(_ actor: Actor, _ span: Span) -> Performer {
        switch actor {
        case .lane(let id): Performer(lane: id, role: nil, span: span)
        case .role(let id): Performer(lane: map.roles[id.index].lane, role: id, span: span)
        }
    }

    /// Where a step goes whose doer nobody knows: the lane of the step before, so that the rest of
    /// the map keeps its shape.
    mutating func fallbackLane() -> LaneID {
        if let last = map.nodes.last(where: { $0.lane != Self.unplaced }) { return last.lane }
        if map.lanes.isEmpty {
            map.lanes.append(Lane(name: "?", span: Span(file: tree.source.id, start: 0, end: 0)))
        }
        return LaneID(0)
    }
}
