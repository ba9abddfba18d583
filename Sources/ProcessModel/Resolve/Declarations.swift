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

    mutating func declareTop(isShared: Bool) {
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

    mutating func declareProcess(_ index: Int) {
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
    mutating func agreements(_ property: Property, to goal: Text?) -> [GoalAgreement] {
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

    mutating func agreement(_ part: Text, to goal: Text) -> GoalAgreement? {
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

    mutating func measure(_ property: Property) -> Measure? {
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
    mutating func declareBudgets(_ property: Property) {
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
}
