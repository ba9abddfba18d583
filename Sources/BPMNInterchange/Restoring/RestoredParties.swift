import ProcessSyntax

/// Who takes part, and what each is called now. A name that somebody changed is carried to all lines that name the lane or role,
/// unless it is somebody else's already or stands in another file.
extension RestoredReading {
    mutating func settleNames(ofLanes lanes: [XMLElement], resources: [XMLElement]) {
        let wereLanes = Set(lanes.compactMap { $0.own("name") })
        let roles = lanes.flatMap(\.extensions).compactMap(Saying.init).filter { $0.name == Keyword.role.rawValue }.map { Saying.spoken($0.value) }
        let changed = (lanes + resources).filter { $0.own("name") != nil && Self.name(of: $0) != $0.own("name") }
        // First those who keep their names.
        var taken = Set((lanes + resources).compactMap { $0.own("name") } + roles).subtracting(changed.compactMap { $0.own("name") })
        for lane in lanes { laneNames.append(laneName(lane, &taken)) }
        for resource in resources {
            let name = Self.name(of: resource)
            // Doers are known by the names they had, and all renamed together.
            self.resources[resource.value("id") ?? ""] = resource.own("name") ?? name
            if let was = resource.own("name") { knownPeople.append(was) }
            guard let was = resource.own("name"), was != name, !name.isEmpty else { continue }
            if wereLanes.contains(was) {
                lose(resource, "the resource '\(MapWords.tidied(name))' was the lane '\(MapWords.tidied(was))', and the lane does it here")
            } else if mayTake(name, resource, was, &taken) {
                renaming.rename(person: was, to: name)
            }
        }
    }

    private mutating func laneName(_ lane: XMLElement, _ taken: inout Set<String>) -> String {
        var name = Self.name(of: lane)
        let was = lane.own("name")
        if was == name, taken.contains(name), usedLaneNames.insert(name).inserted { return name }
        if MapWords.tidied(name).isEmpty { name = "Unnamed lane" }
        guard let was, name != was, usedLaneNames.insert(was).inserted else {
            // A new one, or a copy of another.
            name = free(name, &taken)
            usedLaneNames.insert(name)
            return name
        }
        if name == "Unnamed lane" {
            name = free(name, &taken)
        } else if !mayTake(name, lane, was, &taken) {
            taken.insert(was)
            return was
        }
        renaming.rename(person: was, to: name)
        return name
    }

    /// Whether a party may be called so; what keeps it from that is listed.
    private mutating func mayTake(_ name: String, _ element: XMLElement, _ was: String, _ taken: inout Set<String>) -> Bool {
        let called = "'\(MapWords.tidied(was))' is called '\(MapWords.tidied(name))' here"
        guard element.own("shared") == nil else {
            lose(element, "\(called); it is declared in a shared file, where it is to be renamed")
            return false
        }
        guard taken.insert(name).inserted else {
            lose(element, "\(called), as somebody else is; the map tells the two apart by the name it had")
            return false
        }
        return true
    }

    private mutating func free(_ name: String, _ taken: inout Set<String>) -> String {
        taken.insert(name).inserted ? name : Self.numbered(name, &taken, &copies)
    }

    /// What each lane says, and what lies in it.
    mutating func readLanes(_ sets: [XMLElement]) {
        var number = 0
        for set in sets {
            for lane in set.all("lane") {
                var sayings: [Saying] = []
                for own in lane.extensions { if let one = said(own) { sayings.append(one) } }
                settleDocumentation(of: lane, &sayings)
                graph.lanes.append(.init(name: laneNames[number], sayings: sayings, id: lane.value("id") ?? "", line: lane.line))
                put(lane, in: number)
                number += 1
            }
        }
        if sets.count > 1 { note(Stranger(sets[1], "a second set of lanes")) }
    }

    private mutating func put(_ lane: XMLElement, in number: Int) {
        var open = [lane]
        while let lane = open.popLast() {
            for member in lane.all("flowNodeRef") {
                guard let node = nodeByID[member.words], node >= 0 else { continue }
                graph.nodes[node].lane = number
            }
            let inner = lane.all("childLaneSet")
            if let first = inner.first { note(Stranger(first, "the lanes inside '\(MapWords.tidied(laneNames[number]))'")) }
            open += inner.flatMap { $0.all("lane") }
        }
    }
}
