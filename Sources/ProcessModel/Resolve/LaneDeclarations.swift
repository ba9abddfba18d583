import ProcessSyntax

extension MapBuilder {
    /// The lane of a name, known already or new; nil where a role has the name.
    mutating func lane(named name: Text, isShared: Bool) -> LaneID? {
        checkName(name)
        switch actors[name.string] {
        case .lane(let id):
            if !isShared, !ownLanes.contains(id) { ownLanes.append(id) }
            return id
        case .role(let id):
            report(
                "duplicate-name", "'\(name.string)' is already a role, so it cannot be a lane too", at: name.span,
                related: .init(span: map.roles[id.index].span, message: "the role is here"), fix: "give one of them another name", isBetweenFiles: true)
            return nil
        case nil:
            let id = LaneID(map.lanes.count)
            map.lanes.append(Lane(name: name.string, span: name.span))
            actors[name.string] = .lane(id)
            if !isShared { ownLanes.append(id) }
            return id
        }
    }

    mutating func declareLane(_ index: Int, isShared: Bool) {
        let line = tree.lines[index]
        guard !line.value.isEmpty else {
            report("missing-name", "this lane has no name", at: line.head, fix: "write its name after the colon")
            return
        }
        let several = list(line.value)
        if several.count > 1 {
            reportSeveral(several, "lane", line.value, isAlone: tree.children(of: index).isEmpty && line.brackets == nil)
            for name in several { _ = lane(named: name, isShared: isShared) }
            // Whose they are is not known.
            for child in tree.children(of: index) where tree.lines[child].keyword == .role {
                for name in list(tree.lines[child].value) { unknownActors[name.string] = -1 }
            }
            return drop(index)
        }
        guard let id = lane(named: text(line.value), isShared: isShared) else { return }
        if !detailedLanes.insert(id).inserted {
            report(
                "duplicate-lane", "lane '\(map.lanes[id.index].name)' is described twice", at: line.value,
                related: .init(span: map.lanes[id.index].span, message: "it is first named here"), fix: "put all that is said of it in one place")
        }
        // The calendar must be known before any of the lane's times are read.
        let said = properties(of: index, as: .lane)
        forget(said.map(\.keyword), of: id)
        for property in said where property.keyword == .calendar {
            map.lanes[id.index].calendar = figure(property, QuantityReader.calendar)?.value
        }
        for property in said { describe(id, property) }
    }

    /// What a map says of a shared lane stands in place of what the shared file said under the same
    /// keyword: a map may give a function another measure without keeping the old one. Roles stay.
    mutating func forget(_ keywords: [Keyword], of id: LaneID) {
        for keyword in keywords {
            switch keyword {
            case .listensOn: map.lanes[id.index].listensOn = []
            case .goal: (map.lanes[id.index].goals, map.lanes[id.index].goalAgreements) = ([], [])
            case .measure: map.lanes[id.index].measures = []
            case .ally: map.lanes[id.index].allies = []
            case .policy: map.lanes[id.index].policies = []
            default: break
            }
        }
    }

    mutating func describe(_ id: LaneID, _ property: Property) {
        switch property.keyword {
        case .customer, .partner, .agency, .system, .internal:
            flag(property)
            settle(Lane.Kind(rawValue: property.keyword.rawValue) ?? .internal, of: id, at: property.keywordSpan)
        case .role: declareRole(property, in: id)
        case .accountable: map.lanes[id.index].accountable = names(property, plus: true)
        case .listensOn: map.lanes[id.index].listensOn += names(property)
        case .calendar: break
        case .goal:
            guard let goal = words(property) else { return }
            map.lanes[id.index].goals.append(goal)
            map.lanes[id.index].goalAgreements += agreements(property, to: goal)
        case .measure: if let measure = measure(property) { map.lanes[id.index].measures.append(measure) }
        case .charter: map.lanes[id.index].charter = words(property)
        case .ally: map.lanes[id.index].allies += names(property)
        case .policy:
            guard let said = words(property) else { return }
            let owner = nested(property, as: .policy).first.flatMap { words($0) }
            map.lanes[id.index].policies.append(Policy(text: said, owner: owner))
        default: addRemark(property, about: .lane(id))
        }
    }

    /// A map may give a shared lane another kind; in one file a lane is of one kind.
    mutating func settle(_ kind: Lane.Kind, of id: LaneID, at span: Span) {
        if let first = laneKinds[id], first.kind != kind, first.span.file == span.file {
            report(
                "said-twice", "a lane is of one kind, and '\(map.lanes[id.index].name)' is of two: '\(first.kind.rawValue)' and '\(kind.rawValue)'", at: span,
                related: .init(span: first.span, message: "the other is said here"), fix: "keep the one that is true")
        }
        laneKinds[id] = (kind, span)
        map.lanes[id.index].kind = kind
    }

    /// `lane: Sales, Marketing`: one name that nobody has, where two were meant.
    mutating func reportSeveral(_ names: [Text], _ word: String, _ value: Span, isAlone: Bool) {
        var margin = Int(value.start)
        while margin > 0, tree.source.bytes[margin - 1] != 0x0A { margin -= 1 }
        let indent = tree.source.bytes[margin...].prefix { $0 == 0x20 }.count
        let written = names.map { quoted($0.string) }
        let lines = written.joined(separator: "\n" + String(repeating: " ", count: indent) + word + ": ")
        let first = "'\(word): \(written[0])'"
        report(
            "unquoted-name", "'\(word):' names one, and \(names.count) are listed", at: value,
            fix: (word == "lane" ? "write 'lanes: \(written.joined(separator: ", "))', or give" : "give") + " each a line of its own, as in \(first); one name that holds a comma stands in quotes",
            edits: isAlone ? [.init(span: value, text: lines)] : [])
    }

    mutating func declareRole(_ property: Property, in lane: LaneID) {
        guard let name = words(property) else { return }
        let several = list(property.value)
        if several.count > 1 {
            let isAlone = property.line.map { tree.children(of: $0).isEmpty && tree.lines[$0].brackets == nil } ?? false
            reportSeveral(several, "role", property.value, isAlone: isAlone)
            for name in several { unknownActors[name.string] = -1 }
            return
        }
        checkName(name)
        let id: RoleID
        switch actors[name.string] {
        case .role(let known) where map.roles[known.index].lane == lane && !declaredRolesHere.contains(known):
            id = known
        case .role(let known):
            report(
                "duplicate-role", "role '\(name.string)' is declared twice", at: name.span,
                related: .init(span: map.roles[known.index].span, message: "it is first declared here, in lane '\(map.lanes[map.roles[known.index].lane.index].name)'"),
                fix: "remove one, or give one of them another name", isBetweenFiles: true)
            return
        case .lane(let known):
            report(
                "duplicate-name", "'\(name.string)' is already a lane, so it cannot be a role too", at: name.span,
                related: .init(span: map.lanes[known.index].span, message: "the lane is here"), fix: "give one of them another name", isBetweenFiles: true)
            return
        case nil:
            id = RoleID(map.roles.count)
            map.roles.append(Role(name: name.string, lane: lane, span: name.span))
            map.lanes[lane.index].roles.append(id)
            actors[name.string] = .role(id)
        }
        declaredRolesHere.insert(id)
        let said = nested(property, as: .role)
        if said.contains(where: { $0.keyword == .backup }) { map.roles[id.index].backups = [] }
        if said.contains(where: { $0.keyword == .duty }) { map.roles[id.index].duties = [] }
        if said.contains(where: { $0.keyword == .seenAs }) { map.roles[id.index].seenAs = [] }
        for more in said {
            switch more.keyword {
            case .people: map.roles[id.index].people = figure(more, QuantityReader.count)
            case .available: map.roles[id.index].available = figure(more, QuantityReader.share)
            case .backup: map.roles[id.index].backups += names(more, plus: true)
            case .duty: if let duty = words(more) { map.roles[id.index].duties.append(duty) }
            case .seenAs:
                guard let said = words(more) else { continue }
                let by = nested(more, as: .seenAs).first.flatMap { words($0) }
                map.roles[id.index].seenAs.append(.init(text: said, by: by))
            default: addRemark(more, about: .role(id))
            }
        }
    }
}
