import ProcessSyntax

extension MapBuilder {
    /// Reads what stands at the top of a file that is used; only what can be shared is taken.
    mutating func declare(from file: SyntaxTree, _ fileSheet: Sheet) {
        let ownSheet = sheet
        (tree, sheet, isQuiet) = (file, fileSheet, true)
        declareTop(isShared: true)
        (tree, sheet, isQuiet) = (own, ownSheet, false)
    }

    /// Reads what stands at the top of the map's own file.
    mutating func declareOwn() { declareTop(isShared: false) }

    private mutating func declareTop(isShared: Bool) {
        let file = tree
        detailedLanes = []
        declaredRolesHere = []
        var processLine: Int?
        var lanesLine: Int?
        for index in file.children(of: -1) {
            let line = file.lines[index]
            guard line.kind == .property, let keyword = line.keyword, Owner.file.allows(keyword) else {
                if !isShared { misplaced.append(index) }
                // Who is named by a role that stands alone is no second mistake.
                if line.keyword == .role { for name in list(line.value) { unknownActors[name.string] = -1 } }
                markRead(index)
                continue
            }
            markRead(index)
            switch keyword {
            case .lanes:
                if let first = lanesLine, !isShared {
                    report(
                        "said-twice", "'lanes' is said twice", at: line.head, related: .init(span: file.lines[first].content, message: "it is said here"),
                        fix: "put all names into one list")
                }
                lanesLine = index
                declareLanes(index, isShared: isShared)
            case .lane: declareLane(index, isShared: isShared)
            case .system: declareSystem(index)
            case .meeting: declareMeeting(index)
            case .term: declareTerm(index)
            case .relationship: declareRelationship(index)
            case .checks: declareChecks(index)
            case .use:
                if line.value.isEmpty {
                    report("missing-value", "'use' names no file", at: line.head, fix: "write the path of the file, relative to this one")
                }
            default:
                guard !isShared else { continue }
                switch keyword {
                case .process:
                    if let first = processLine {
                        report(
                            "second-process", "a file holds one process, and this is its second", at: line.head,
                            related: .init(span: file.lines[first].content, message: "the first is here"),
                            fix: "move it to a file of its own")
                    } else {
                        processLine = index
                        declareProcess(index)
                    }
                case .flow:
                    flowLines.append(index)
                    if !line.value.isEmpty {
                        report("unexpected-value", "'flow:' takes nothing after its colon", at: line.value, fix: "put the steps on the lines below, indented")
                    }
                case .action: addAction(index)
                default: addRemark(index, about: .process)
                }
            }
        }
        guard !isShared else { return }
        map.isProcess = processLine != nil || !flowLines.isEmpty
        if processLine == nil, let flow = flowLines.first {
            report(
                "no-process", "this file has a flow but does not say which process it is", at: file.lines[flow].head,
                fix: "add a line 'process: \(map.id)' at the top")
        }
        noFlowAt = processLine.flatMap { line in
            flowLines.allSatisfy { tree.children(of: $0).isEmpty } ? file.lines[flowLines.first ?? line].content : nil
        }
    }

    /// Told last, where no other error says why no step was found.
    mutating func reportNoFlow() {
        // A line that was meant for the flow, or for 'flow:' itself, says why there is none.
        let reasons: Set<String> = ["step-outside-flow", "unexpected-value", "foreign-word", "stray-brace", "stray-mark"]
        guard let span = noFlowAt, !isNoMap, !(diagnostics + tree.diagnostics).contains(where: { reasons.contains($0.name) }) else { return }
        report("no-flow", "this process has no steps yet", at: span, fix: "write them below 'flow:', one a line, indented: 'Who: What'")
    }

    // MARK: The process

    private mutating func declareProcess(_ index: Int) {
        let line = tree.lines[index]
        if line.value.isEmpty {
            report("missing-name", "the process has no name", at: line.head, fix: "write its name after the colon")
        } else {
            map.name = text(line.value)
        }
        // The calendar must be known before the budget's times are read.
        let said = properties(of: index, as: .process)
        for property in said where property.keyword == .calendar { map.calendar = figure(property, QuantityReader.calendar)?.value }
        for property in said {
            switch property.keyword {
            case .id: if let id = words(property) { map.id = id.string }
            case .state:
                guard let said = words(property) else { continue }
                map.state = ProcessMap.State(rawValue: said.string)
                if map.state == nil {
                    reportUnknown(
                        "bad-choice", "'\(said.string)' is not a state of a process", said.string, at: said.span,
                        among: ["as-is", "to-be"], orElse: "use 'as-is' or 'to-be'")
                }
            case .of: map.versionOf = words(property)
            case .owner: map.owner = words(property)
            case .sponsor: map.sponsor = words(property)
            case .goal:
                map.goal = words(property)
                map.goalAgreements = agreements(property, to: map.goal)
            case .measure: if let measure = measure(property) { map.measures.append(measure) }
            case .unit: map.unit = words(property)
            case .volume: map.volume = figure(property, QuantityReader.rate)
            case .trigger: map.trigger = words(property)
            case .scope: map.scope = words(property)
            case .calendar: break
            case .budget: declareBudgets(property)
            case .reviewed:
                map.reviewed = figure(property, QuantityReader.date)
                for more in nested(property, as: .reviewed) where more.keyword == .every {
                    map.reviewEvery = figure(more, QuantityReader.period)
                }
            default: addRemark(property, about: .process)
            }
        }
    }

    /// What is said of a property itself: in the brackets of its line, or below it.
    mutating func nested(_ property: Property, as owner: Owner) -> [Property] {
        guard let line = property.line else { return [] }
        return properties(of: line, as: owner)
    }

    /// `agreed: Marketing yes, Sales no, IT ?`
    private mutating func agreements(_ property: Property, to goal: Text?) -> [GoalAgreement] {
        var found: [GoalAgreement] = []
        for more in nested(property, as: .goal) {
            for part in names(more) {
                guard let goal, let agreement = agreement(part, to: goal) else { continue }
                if let before = found.first(where: { $0.lane.string == agreement.lane.string }) {
                    report(
                        "said-twice", "how '\(agreement.lane.string)' stands to the goal is said twice", at: agreement.span,
                        related: .init(span: before.span, message: "it is said here"), fix: "keep the one that is true")
                } else {
                    found.append(agreement)
                }
            }
        }
        return found
    }

    private mutating func agreement(_ part: Text, to goal: Text) -> GoalAgreement? {
        let bytes = tree.source.bytes
        let range = part.span.range
        // A name in quotes may hold blanks of its own, and what is said stands behind it.
        let space = bytes[range].lastIndex(of: 0x20)
        let said = space.map { Span(file: part.span.file, start: $0 + 1, end: range.upperBound) } ?? part.span
        let word = tree.source.string(said)
        guard let space, word == "?" || word == "yes" || word == "no" else {
            let way = "write each lane with 'yes', 'no' or '?', as in 'Marketing yes, Sales no'"
            report("bad-choice", "'\(shortened(part.string))' does not say whether a lane agrees", at: part.span, fix: way)
            return nil
        }
        var end = space
        while end > range.lowerBound, bytes[end - 1] == 0x20 { end -= 1 }
        let lane = text(Span(file: part.span.file, start: range.lowerBound, end: end))
        return GoalAgreement(goal: goal, lane: lane, agrees: word == "?" ? nil : word == "yes", span: part.span)
    }

    private mutating func measure(_ property: Property) -> Measure? {
        guard let said = words(property) else { return nil }
        var measure = Measure(text: said)
        for more in nested(property, as: .measure) {
            switch more.keyword {
            case .now: measure.now = words(more)
            case .target:
                measure.target = words(more)
                let week = QuantityReader.WorkingWeek(map.calendar ?? .assumed)
                measure.targetTime = try? QuantityReader.duration(sheet.spoken(more.value), week: week)
            default:
                let direction: Measure.Direction = more.keyword == .up ? .up : .down
                if let first = measure.direction, first != direction {
                    report("said-twice", "a measure is to go up or down, not both", at: more.keywordSpan, fix: "keep the one that is true")
                }
                measure.direction = direction
                flag(more)
            }
        }
        return measure
    }

    /// `handoffs at most 6, lead time at most 10 bd`
    private mutating func declareBudgets(_ property: Property) {
        for part in names(property) {
            let pieces = part.string.split(separator: " at most ", maxSplits: 1).map(String.init)
            guard pieces.count == 2, let kind = ProcessMap.Budget.Kind(rawValue: pieces[0]) else {
                let meant = QuantityAdvice.budget(part.string)
                report(
                    "bad-budget", "'\(part.string)' is not a budget", at: part.span,
                    fix: "write \(meant.map { "'\($0)'" } ?? "'handoffs at most 6', 'lead time at most 10 bd' or 'load at most 85%'")",
                    edits: meant.map { [.init(span: part.span, text: $0)] } ?? [], isCertain: meant != nil)
                continue
            }
            // Nobody knows the limit yet.
            if pieces[1] == "?" {
                map.budgets.append(.init(kind: kind, limit: nil, time: nil, span: part.span))
                continue
            }
            do throws(QuantityReader.Complaint) {
                switch kind {
                case .handoffs:
                    map.budgets.append(.init(kind: kind, limit: try QuantityReader.reading(pieces[1], QuantityReader.count), time: nil, span: part.span))
                case .load:
                    map.budgets.append(.init(kind: kind, limit: try QuantityReader.reading(pieces[1], QuantityReader.share), time: nil, span: part.span))
                case .leadTime:
                    let week = QuantityReader.WorkingWeek(map.calendar ?? .assumed)
                    let time = try QuantityReader.reading(pieces[1]) { words throws(QuantityReader.Complaint) in
                        try QuantityReader.duration(words, week: week)
                    }
                    map.budgets.append(.init(kind: kind, limit: nil, time: time, span: part.span))
                }
            } catch {
                // The figure alone is wrong, not what it is for.
                report(error, at: Span(file: part.span.file, start: Int(part.span.end) - pieces[1].utf8.count, end: Int(part.span.end)))
            }
        }
    }

    // MARK: Lanes and roles

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

    private mutating func declareLane(_ index: Int, isShared: Bool) {
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
    private mutating func forget(_ keywords: [Keyword], of id: LaneID) {
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

    private mutating func describe(_ id: LaneID, _ property: Property) {
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
    private mutating func reportSeveral(_ names: [Text], _ word: String, _ value: Span, isAlone: Bool) {
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

    private mutating func declareRole(_ property: Property, in lane: LaneID) {
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
