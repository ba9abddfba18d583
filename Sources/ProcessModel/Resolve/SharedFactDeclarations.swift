import ProcessSyntax

extension MapBuilder {
    /// The name after the colon of a declaration.
    private mutating func declaredName(_ index: Int, of what: String) -> Text? {
        let line = tree.lines[index]
        if line.value.isEmpty {
            report("missing-name", "this \(what) has no name", at: line.head, fix: "write its name after the colon")
            drop(index)
            return nil
        }
        return text(line.value)
    }

    mutating func declareSystem(_ index: Int) {
        guard let name = declaredName(index, of: "system") else { return }
        var system = System(name: name)
        // What a map says itself of a system stands in place of what a shared file says.
        let known = map.systems.firstIndex { $0.name.string == name.string }
        let id = known ?? map.systems.count
        for property in properties(of: index, as: .system) {
            switch property.keyword {
            case .recordOf: system.recordOf += list(property.value)
            case .seenBy: system.seenBy += list(property.value)
            default: addRemark(property, about: .system(id))
            }
        }
        if let known { map.systems[known] = system } else { map.systems.append(system) }
    }

    mutating func declareMeeting(_ index: Int) {
        guard let name = declaredName(index, of: "meeting") else { return }
        var meeting = Meeting(name: name)
        let known = map.meetings.firstIndex { $0.name.string == name.string }
        let id = known ?? map.meetings.count
        for property in properties(of: index, as: .meeting) {
            switch property.keyword {
            case .every: meeting.every = figure(property, QuantityReader.period)
            case .needs: meeting.needs += list(property.value, plus: true)
            case .noShow: meeting.noShow = figure(property, QuantityReader.share)
            default: addRemark(property, about: .meeting(id))
            }
        }
        if let known { map.meetings[known] = meeting } else { map.meetings.append(meeting) }
    }

    mutating func declareTerm(_ index: Int) {
        guard let name = declaredName(index, of: "term") else { return }
        var term = Term(name: name)
        let known = map.terms.firstIndex { $0.name.string == name.string }
        let id = known ?? map.terms.count
        for property in properties(of: index, as: .term) {
            switch property.keyword {
            case .also: term.aliases += list(property.value)
            case .agreed: term.agreed = isUnknown(property.value) ? nil : words(property)
            default: addRemark(property, about: .term(id))
            }
        }
        for child in tree.children(of: index) where tree.lines[child].kind == .entry {
            let line = tree.lines[child]
            markRead(child)
            guard !line.value.isEmpty else {
                report(
                    "missing-value", "this does not say what \(tree.name(line.head)) means by '\(name.string)'", at: line.head,
                    fix: "write it after the colon, or remove the line")
                continue
            }
            term.meanings.append(.init(who: text(line.head), text: text(line.value)))
        }
        if let known { map.terms[known] = term } else { map.terms.append(term) }
    }

    /// `relationship: Marketing and Sales`
    mutating func declareRelationship(_ index: Int) {
        guard let name = declaredName(index, of: "relationship") else { return }
        let separator = Array(" and ".utf8)
        let bytes = tree.source.bytes
        let range = name.span.range
        let at = range.indices.first { i in
            i + separator.count <= range.upperBound && bytes[i..<i + separator.count].elementsEqual(separator)
        }
        guard let at else {
            reportNoRelationship(name)
            drop(index)
            return
        }
        var relationship = Relationship(
            first: text(Span(file: name.span.file, start: range.lowerBound, end: at)),
            second: text(Span(file: name.span.file, start: at + separator.count, end: range.upperBound)))
        // A map's own account of a relationship stands in place of the shared one, whoever is named first.
        let known = map.relationships.firstIndex { other in
            let names = [other.first.string, other.second.string]
            return names.contains(relationship.first.string) && names.contains(relationship.second.string)
        }
        let id = known ?? map.relationships.count
        for property in properties(of: index, as: .relationship) {
            switch property.keyword {
            case .rating:
                for part in list(property.value) {
                    guard let rating = rating(part, property) else { continue }
                    let names = [relationship.first.string, relationship.second.string]
                    if !names.contains(rating.lane.string), NearestName.find(rating.lane.string, among: names) == nil {
                        report(
                            "bad-rating", "'\(rating.lane.string)' is not one of the two", at: rating.lane.span,
                            fix: "only \(names[0]) and \(names[1]) rate each other here")
                    }
                    relationship.ratings.append(rating)
                }
                for more in nested(property, as: .rating) { relationship.ratedOn = figure(more, QuantityReader.date) }
            case .needs: if let need = words(property) { relationship.needs.append(need) }
            case .checkIn:
                relationship.checkIn = figure(property) { words throws(QuantityReader.Complaint) in
                    let text = words.string
                    guard text.hasPrefix("every ") else { return try QuantityReader.period(words) }
                    return try QuantityReader.reading(String(text.dropFirst(6)), QuantityReader.period)
                }
                for more in nested(property, as: .checkIn) { relationship.lastCheckIn = figure(more, QuantityReader.date) }
            case .sharedGoal: if let goal = words(property) { relationship.sharedGoals.append(goal) }
            case .escalation:
                relationship.escalation += list(property.value)
                for more in nested(property, as: .escalation) { relationship.escalationWithin = duration(more, lane: nil) }
            case .charter: relationship.charter = words(property)
            case .within: if let limit = duration(property, lane: nil) { relationship.within.append(limit) }
            default: addRemark(property, about: .relationship(id))
            }
        }
        if let known { map.relationships[known] = relationship } else { map.relationships.append(relationship) }
    }

    private mutating func reportNoRelationship(_ name: Text) {
        var names: [String] = []
        for joiner in [",", " + ", "+", " & ", "&", " / ", "/", " - ", " – ", " vs ", " with "] {
            names = name.string.split(separator: joiner).map(\.trimming)
            if names.count == 2 { break }
        }
        let meant = names.count == 2 ? "\(names[0]) and \(names[1])" : nil
        report(
            "bad-relationship", "'\(name.string)' does not name two lanes", at: name.span,
            fix: "write \(meant == nil ? "it like " : "")'relationship: \(meant ?? "Marketing and Sales")'",
            edits: meant.map { [.init(span: name.span, text: $0)] } ?? [], isCertain: names.allSatisfy { actors[$0] != nil })
    }

    /// `Marketing 4`
    private mutating func rating(_ part: Text, _ property: Property) -> Relationship.Rating? {
        let bytes = tree.source.bytes
        let range = part.span.range
        guard let space = bytes[range].lastIndex(of: 0x20) else {
            report("bad-rating", "'\(part.string)' does not say who gives which rating", at: part.span, fix: "write it like 'Marketing 4', from 0 to 10")
            return nil
        }
        let number = Span(file: part.span.file, start: space + 1, end: range.upperBound)
        guard let value = figure(number, named: property, QuantityReader.count) else { return nil }
        if let given = value.value, given > 10 {
            report("bad-rating", "a rating goes from 0 to 10", at: number, fix: "give a number between 0 and 10")
            return nil
        }
        var end = space
        while end > range.lowerBound, bytes[end - 1] == 0x20 { end -= 1 }
        return .init(lane: text(Span(file: part.span.file, start: range.lowerBound, end: end)), value: value)
    }

    mutating func declareChecks(_ index: Int) {
        for child in tree.children(of: index) {
            let line = tree.lines[child]
            markRead(child)
            guard line.hasColon, !line.value.isEmpty else {
                let words = tree.source.string(line.head).split(separator: " ")
                let end = Int(line.head.start) + (words.first?.utf8.count ?? 0)
                let meant = line.hasColon || words.count < 2 ? nil : "\(words[0]): \(words.dropFirst().joined(separator: " "))"
                report(
                    "bad-check", "this does not set a rule", at: line.content,
                    fix: meant.map { "write '\($0)'" } ?? "write it like 'handoff-no-sla: off' or 'profile: strict'",
                    edits: meant == nil ? [] : [.init(span: Span(file: line.head.file, start: end, end: end), text: ":")], isCertain: meant != nil)
                continue
            }
            map.checks.append(.init(name: text(line.head), value: text(line.value)))
        }
    }
}
