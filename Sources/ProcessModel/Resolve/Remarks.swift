import ProcessSyntax

extension MapBuilder {
    /// A pain, strength, question, note or `allow:` said on a line of its own or in brackets.
    mutating func addRemark(_ property: Property, about subject: Subject) {
        if let line = property.line {
            addRemark(line, about: subject)
        } else if let said = words(property) {
            switch property.keyword {
            case .pain: map.pains.append(Pain(text: said, about: subject))
            case .allow:
                map.allowances.append(Allowance(rule: said, about: subject))
                reportNoReason(said)
            default:
                guard let kind = Remark.Kind(rawValue: property.keyword.rawValue) else { return }
                map.remarks.append(Remark(kind: kind, text: said, about: subject))
            }
        }
    }

    /// Who comes later must be able to see why a finding was let pass.
    private mutating func reportNoReason(_ rule: Text) {
        warn(
            "no-reason", "nothing says why '\(rule.string)' is allowed here", at: rule.span,
            fix: "write the reason, as in 'allow: \(rule.string) [because \"agreed in the review\"]'")
    }

    mutating func addRemark(_ index: Int, about subject: Subject) {
        let line = tree.lines[index]
        guard let keyword = line.keyword else { return }
        guard !line.value.isEmpty else {
            report("missing-value", "'\(keyword.rawValue)' says nothing", at: line.head, fix: "write it after the colon, or remove the line")
            return
        }
        switch keyword {
        case .pain: addPain(index, about: subject)
        case .allow:
            var allowance = Allowance(rule: text(line.value), about: subject)
            for property in properties(of: index, as: .allow) {
                if property.keyword == .because { allowance.because = words(property) } else { allowance.until = figure(property, QuantityReader.date) }
            }
            if allowance.because == nil, !lines[index].attributes.contains(where: { tree.source.string(tree.attributes[$0]).hasPrefix("because") }) {
                reportNoReason(allowance.rule)
            }
            map.allowances.append(allowance)
        default:
            guard let kind = Remark.Kind(rawValue: keyword.rawValue) else { return }
            var remark = Remark(kind: kind, text: text(line.value), about: subject)
            for property in properties(of: index, as: .remark) {
                if property.keyword == .for {
                    remark.addressee = words(property)
                } else if let at = words(property) {
                    placedRemarks.append((map.remarks.count, at))
                }
            }
            map.remarks.append(remark)
        }
    }

    private mutating func addPain(_ index: Int, about subject: Subject) {
        var pain = Pain(text: text(tree.lines[index].value), about: subject)
        for property in properties(of: index, as: .pain) {
            switch property.keyword {
            case .impact:
                pain.impact = figure(property, QuantityReader.count)
                if let impact = pain.impact?.value, !(1...5).contains(impact) {
                    report("bad-impact", "an impact goes from 1 to 5", at: property.value, fix: "give a number: 1 is a nuisance, 5 stops the work")
                    pain.impact = nil
                }
            case .frequency: pain.frequency = figure(property, QuantityReader.rate)
            case .votes: pain.votes = figure(property, QuantityReader.count)
            case .cause: pain.cause = choice(property, Pain.Cause.self, of: "a cause of a pain")
            case .feltBy: pain.feltBy += names(property, plus: true)
            case .control: pain.control = choice(property, Pain.Control.self, of: "a kind of control")
            case .evidence: pain.evidence = words(property)
            default: if let at = words(property) { placedPains.append((map.pains.count, at)) }
            }
        }
        map.pains.append(pain)
    }

    mutating func addAction(_ index: Int) {
        let line = tree.lines[index]
        guard !line.value.isEmpty else {
            report("missing-value", "this action does not say what is to be done", at: line.head, fix: "write it after the colon")
            return
        }
        var action = Action(text: text(line.value))
        for property in properties(of: index, as: .action) {
            switch property.keyword {
            case .owner: action.owner = words(property)
            case .due: action.due = figure(property, QuantityReader.date)
            case .status: action.status = words(property)
            case .fixes: action.fixes += names(property)
            default: action.measure = words(property)
            }
        }
        map.actions.append(action)
    }

    /// Gives the remarks that say `at:` their place, now that all steps are known.
    mutating func resolveMentions() {
        for (index, at) in placedPains {
            if let subject = place(named: at) { map.pains[index].about = subject }
        }
        for (index, at) in placedRemarks {
            if let subject = place(named: at) { map.remarks[index].about = subject }
        }
        // What stands at the top was read before the flow; the reader's order is that of the file.
        map.pains.sort { $0.text.span < $1.text.span }
        map.remarks.sort { $0.text.span < $1.text.span }
    }

    /// A step, lane, role, handed-over artifact, term or relationship by its name.
    private mutating func place(named name: Text) -> Subject? {
        if let node = nodesByKey[name.string] { return .node(NodeID(node)) }
        switch actors[name.string] {
        case .lane(let id): return .lane(id)
        case .role(let id): return .role(id)
        case nil: break
        }
        if let system = map.systems.firstIndex(where: { $0.name.string == name.string }) { return .system(system) }
        if let meeting = map.meetings.firstIndex(where: { $0.name.string == name.string }) { return .meeting(meeting) }
        if let handoff = map.handoffTerms.firstIndex(where: { $0.artifact?.string == name.string }) {
            return .handoff(HandoffID(handoff))
        }
        if let term = map.terms.firstIndex(where: { $0.name.string == name.string }) { return .term(term) }
        if let relationship = map.relationships.firstIndex(where: { "\($0.first.string) and \($0.second.string)" == name.string }) {
            return .relationship(relationship)
        }
        reportUnknown(
            "unknown-place", "'\(name.string)' is not a step, lane, role or handoff of this map", name.string, at: name.span,
            among: map.nodes.map(\.key) + map.lanes.map(\.name) + map.roles.map(\.name), orElse: "name a step as it is written in the flow")
        return nil
    }
}
