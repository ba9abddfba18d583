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

    /// Where the map keeps what has been said of a thing already, or nil and the place it gets now. What is said
    /// of it in another file stands in place of what was said there under the same word; twice in one file is an error.
    private mutating func known(_ what: String, _ key: String, _ name: Text, next: Int) -> Int? {
        let known = facts[what + " " + key]
        if let known, known.name.file == name.span.file {
            report(
                "said-twice", "\(what) '\(name.string)' is described twice", at: name.span,
                related: .init(span: known.name, message: "it is described here"), fix: "put all that is said of it in one place")
        }
        facts[what + " " + key] = (known?.index ?? next, name.span)
        return known?.index
    }

    mutating func declareSystem(_ index: Int) {
        guard let name = declaredName(index, of: "system") else { return }
        let known = known("system", name.string, name, next: map.systems.count)
        let id = known ?? map.systems.count
        var system = known.map { map.systems[$0] } ?? System(name: name)
        system.name = name
        let said = properties(of: index, as: .system)
        if said.contains(where: { $0.keyword == .recordOf }) { system.recordOf = [] }
        if said.contains(where: { $0.keyword == .seenBy }) { system.seenBy = [] }
        for property in said {
            switch property.keyword {
            case .recordOf: system.recordOf += names(property)
            case .seenBy: system.seenBy += names(property)
            default: addRemark(property, about: .system(id))
            }
        }
        if let known { map.systems[known] = system } else { map.systems.append(system) }
    }

    mutating func declareMeeting(_ index: Int) {
        guard let name = declaredName(index, of: "meeting") else { return }
        let known = known("meeting", name.string, name, next: map.meetings.count)
        let id = known ?? map.meetings.count
        var meeting = known.map { map.meetings[$0] } ?? Meeting(name: name)
        meeting.name = name
        let said = properties(of: index, as: .meeting)
        if said.contains(where: { $0.keyword == .needs }) { meeting.needs = [] }
        for property in said {
            switch property.keyword {
            case .every: meeting.every = figure(property, QuantityReader.period)
            case .needs: meeting.needs += names(property, plus: true)
            case .noShow: meeting.noShow = figure(property, QuantityReader.share)
            default: addRemark(property, about: .meeting(id))
            }
        }
        if let known { map.meetings[known] = meeting } else { map.meetings.append(meeting) }
    }

    mutating func declareTerm(_ index: Int) {
        guard let name = declaredName(index, of: "term") else { return }
        let known = known("term", name.string, name, next: map.terms.count)
        let id = known ?? map.terms.count
        var term = known.map { map.terms[$0] } ?? Term(name: name)
        term.name = name
        let said = properties(of: index, as: .term)
        if said.contains(where: { $0.keyword == .also }) { term.aliases = [] }
        for property in said {
            switch property.keyword {
            case .also: term.aliases += names(property)
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
            let meaning = Term.Meaning(who: text(line.head), text: text(line.value))
            // A lane's meaning stands in place of the one that another file has for it.
            let other = term.meanings.firstIndex { $0.who.string == meaning.who.string && $0.who.span.file != meaning.who.span.file }
            if let other { term.meanings[other] = meaning } else { term.meanings.append(meaning) }
        }
        if let known { map.terms[known] = term } else { map.terms.append(term) }
    }

    /// `relationship: Marketing and Sales`
    mutating func declareRelationship(_ index: Int) {
        guard let name = declaredName(index, of: "relationship") else { return }
        guard let (first, second) = pair(name.span) else {
            reportNoRelationship(name)
            drop(index)
            return
        }
        // It is the same relationship whoever is named first.
        let key = [first.string, second.string].sorted().joined(separator: " and ")
        let known = known("relationship", key, name, next: map.relationships.count)
        let id = known ?? map.relationships.count
        var relationship = known.map { map.relationships[$0] } ?? Relationship(first: first, second: second)
        (relationship.first, relationship.second) = (first, second)
        let said = properties(of: index, as: .relationship)
        for property in said {
            switch property.keyword {
            case .rating: relationship.ratings = []
            case .needs: relationship.needs = []
            case .sharedGoal: relationship.sharedGoals = []
            case .escalation: relationship.escalation = []
            case .within: relationship.within = []
            default: break
            }
        }
        for property in said {
            switch property.keyword {
            case .rating:
                for part in self.names(property) {
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
                relationship.escalation += names(property)
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

    /// The two names of `Marketing and Sales`. Of `Research and Development and Sales` the parts that
    /// are known are meant; where none are, the first `and` parts them.
    private func pair(_ span: Span) -> (Text, Text)? {
        let separator = Array(" and ".utf8)
        let bytes = tree.source.bytes
        let range = span.range
        var found: (Text, Text)?
        var inQuote = false
        var tries = 0
        for i in range {
            if bytes[i] == UInt8(ascii: "\"") { inQuote.toggle() }
            guard !inQuote, i > range.lowerBound, i + separator.count < range.upperBound, bytes[i..<i + separator.count].elementsEqual(separator) else { continue }
            let first = text(Span(file: span.file, start: range.lowerBound, end: i))
            let second = text(Span(file: span.file, start: i + separator.count, end: range.upperBound))
            if actors[first.string] != nil, actors[second.string] != nil { return (first, second) }
            found = found ?? (first, second)
            tries += 1
            // No name holds more of them; a line of nothing else is not worth the search.
            if tries == 16 { break }
        }
        return found
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
        let given = tree.source.string(number)
        if given.hasSuffix("/10"), let bare = Int(given.dropLast(3)), (0...10).contains(bare) {
            report(
                "bad-rating", "a rating goes from 0 to 10 and is a bare number", at: number, fix: "write '\(bare)'",
                edits: [.init(span: number, text: "\(bare)")], isCertain: true)
            return nil
        }
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
        let value = tree.lines[index].value
        if !value.isEmpty {
            let said = tree.source.string(value)
            let isProfile = ["workshop", "standard", "strict"].contains(said)
            let isAlone = tree.children(of: index).isEmpty
            report(
                "unexpected-value", "'checks:' takes nothing after its colon", at: value,
                fix: "put what it sets on a line below, indented: '\(isProfile ? "profile: \(said)" : "profile: workshop")'",
                edits: isProfile && isAlone
                    ? [.init(span: Span(file: value.file, start: Int(tree.lines[index].head.end), end: Int(value.end)), text: ":\n  profile: \(said)")] : [],
                isCertain: true)
        }
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
