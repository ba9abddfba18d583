import ProcessSyntax

extension MapBuilder {
    /// Reads what is said of a step, in brackets and below.
    /// - Returns: the terms of what it hands over.
    mutating func readStep(_ index: Int, _ node: NodeID, as owner: Owner) -> HandoffID? {
        let said = properties(of: index, as: owner)
        guard !said.isEmpty else { return nil }
        let lane = map.nodes[node.index].lane
        var details = map.details(of: node)
        var terms: HandoffID?
        for property in said {
            switch property.keyword {
            case .work: details.work = duration(property, lane: lane)
            case .takes: details.takes = timeWithCause(property, lane, &details)
            case .wait: details.wait = timeWithCause(property, lane, &details)
            case .ok: details.ok = figure(property, QuantityReader.share)
            case .in: details.systems += list(property.value)
            case .needs: details.needs += list(property.value)
            case .makes: details.makes += list(property.value)
            case .accountable: details.accountable += list(property.value, plus: true)
            case .consulted: details.consulted += list(property.value, plus: true)
            case .informed: details.informed += list(property.value, plus: true)
            case .support: details.support += list(property.value, plus: true)
            case .approval: details.flags.insert(.approval); flag(property)
            case .meeting:
                // `meeting` alone is a kind of step; with a name it is the meeting it happens at.
                details.flags.insert(.meeting)
                if !property.value.isEmpty { details.meeting = text(property.value) }
            case .automated: details.flags.insert(.automated); flag(property)
            case .touchpoint: details.flags.insert(.touchpoint); flag(property)
            case .at: details.meeting = words(property)
            case .doc: details.doc = words(property)
            case .variant: if let variant = variant(property) { details.variants.append(variant) }
            case .cost: details.cost = figure(property, QuantityReader.count)
            case .promise: details.promise = words(property)
            case .informs: if let inform = inform(property, lane) { details.informs.append(inform) }
            case .expects: if let expected = expectation(property, lane) { details.expects.append(expected) }
            case .criteria: if let criterion = words(property) { details.criteria.append(criterion) }
            case .any: map.nodes[node.index].takesSeveralAnswers = true; flag(property)
            case .handoff: terms = handoff(property, from: lane)
            case .id: break // Read when the step was added.
            default: addRemark(property, about: .node(node))
            }
        }
        if let takes = details.takes, let wait = details.wait {
            report(
                "takes-and-wait", "this step has both 'takes' and 'wait', which say the same in two ways", at: wait.span,
                related: .init(span: takes.span, message: "'takes' is here and holds the wait already"), fix: "keep one of them")
            details.wait = nil
        }
        if let slot = map.nodes[node.index].detailIndex {
            map.details[Int(slot)] = details
        } else {
            map.nodes[node.index].detailIndex = Int32(map.details.count)
            map.details.append(details)
        }
        return terms
    }

    /// What is said of a start, an end, a fork or a join.
    mutating func readEvent(_ index: Int, _ node: NodeID) {
        for property in properties(of: index, as: map.nodes[node.index].kind == .join ? .join : .event) {
            switch property.keyword {
            case .any: map.nodes[node.index].joinRule = .any; flag(property)
            case .one: map.nodes[node.index].joinRule = .one; flag(property)
            case .all: map.nodes[node.index].joinRule = .all; flag(property)
            case .id: break
            default: addRemark(property, about: .node(node))
            }
        }
        for child in tree.children(of: index) where tree.lines[child].kind == .broken || tree.lines[child].kind == .entry {
            if tree.lines[index].keyword != .fork { reportUnderStep(child, index) }
        }
    }

    // MARK: Times

    func calendar(of lane: LaneID?) -> WorkCalendar {
        let own = lane.flatMap { map.lanes.indices.contains($0.index) ? map.lanes[$0.index].calendar : nil }
        return own ?? map.calendar ?? .assumed
    }

    mutating func duration(_ property: Property, lane: LaneID?) -> Figure<Duration>? {
        duration(property.value, property, lane)
    }

    private mutating func duration(_ span: Span, _ property: Property, _ lane: LaneID?) -> Figure<Duration>? {
        let calendar = calendar(of: lane)
        return figure(span, named: property) { text throws(QuantityReader.Complaint) in
            try QuantityReader.duration(text, calendar: calendar)
        }
    }

    /// `8 bh because batching`
    private mutating func timeWithCause(_ property: Property, _ lane: LaneID, _ details: inout StepDetails) -> Figure<Duration>? {
        let bytes = tree.source.bytes
        let range = property.value.range
        let word = Array(" because ".utf8)
        var end = range.upperBound
        if let at = range.first(where: { $0 + word.count < range.upperBound && bytes[$0..<$0 + word.count].elementsEqual(word) }) {
            var start = at + word.count
            while start < range.upperBound, bytes[start] == 0x20 { start += 1 }
            let cause = Property(
                keyword: .because, keywordSpan: property.keywordSpan,
                value: Span(file: property.value.file, start: start, end: range.upperBound), line: nil)
            details.cause = choice(cause, StepDetails.Cause.self, of: "a cause of waiting")
            end = at
        }
        return duration(Span(file: property.value.file, start: range.lowerBound, end: end), property, lane)
    }

    // MARK: What passes

    /// The handoff said under an answer or a path.
    mutating func handoff(under index: Int, as owner: Owner, of node: NodeID) -> HandoffID? {
        var terms: HandoffID?
        for property in properties(of: index, as: owner, includingChildren: false) {
            if property.keyword == .handoff { terms = handoff(property, from: nil) } else { addRemark(property, about: .node(node)) }
        }
        for child in tree.children(of: index) where tree.lines[child].kind == .property && tree.lines[child].keyword == .handoff {
            let line = tree.lines[child]
            terms = handoff(Property(keyword: .handoff, keywordSpan: line.head, value: line.value, line: child), from: nil)
        }
        return terms
    }

    private mutating func handoff(_ property: Property, from lane: LaneID?) -> HandoffID {
        let whole = property.value.isEmpty ? property.keywordSpan : property.keywordSpan.joined(with: property.value)
        var terms = HandoffTerms(span: whole)
        let id = HandoffID(map.handoffTerms.count)
        if !property.value.isEmpty, !isUnknown(property.value) { terms.artifact = text(property.value) }
        map.handoffTerms.append(terms)
        for more in nested(property, as: .handoff) {
            switch more.keyword {
            case .via: terms.via = isUnknown(more.value) ? nil : words(more)
            case .within: terms.within = duration(more, lane: lane)
            case .acceptWhen: terms.acceptWhen += list(more.value)
            case .confirm: terms.confirm = words(more)
            case .fields: terms.fields += list(more.value)
            case .onReject: terms.onReject = words(more)
            case .ok: terms.ok = figure(more, QuantityReader.share)
            default: addRemark(more, about: .handoff(id))
            }
        }
        map.handoffTerms[id.index] = terms
        return id
    }

    private mutating func inform(_ property: Property, _ lane: LaneID) -> Inform? {
        guard let who = words(property) else { return nil }
        var inform = Inform(who: who, lane: laneOf(who.string))
        for more in nested(property, as: .informs) {
            switch more.keyword {
            case .what: inform.what = words(more)
            case .via: inform.via = words(more)
            default: inform.within = duration(more, lane: lane)
            }
        }
        return inform
    }

    private func laneOf(_ name: String) -> LaneID? {
        switch actors[name] {
        case .lane(let id): id
        case .role(let id): map.roles[id.index].lane
        case nil: nil
        }
    }

    /// `MQL with phone, budget`
    private mutating func expectation(_ property: Property, _ lane: LaneID) -> Expectation? {
        guard words(property) != nil else { return nil }
        let bytes = tree.source.bytes
        let range = property.value.range
        let word = Array(" with ".utf8)
        let at = range.first { $0 + word.count < range.upperBound && bytes[$0..<$0 + word.count].elementsEqual(word) }
        var expected = Expectation(artifact: text(Span(file: property.value.file, start: range.lowerBound, end: at ?? range.upperBound)))
        if let at { expected.fields = list(Span(file: property.value.file, start: at + word.count, end: range.upperBound)) }
        for more in nested(property, as: .expects) {
            if more.keyword == .within { expected.within = duration(more, lane: lane) } else { expected.fields += list(more.value) }
        }
        return expected
    }

    private mutating func variant(_ property: Property) -> Variant? {
        guard let who = words(property) else { return nil }
        var doc: Text?
        var isAgreed = false
        for more in nested(property, as: .variant) {
            if more.keyword == .doc {
                doc = words(more)
            } else if ["no", "?"].contains(tree.name(more.value)) {
                isAgreed = false
            } else {
                isAgreed = true
                flag(more)
            }
        }
        return Variant(who: who, doc: doc, isAgreed: isAgreed)
    }
}
