import ProcessSyntax

extension MapBuilder {
    /// Reads what is said of a step, in brackets and below.
    /// - Returns: the terms of what it hands over.
    mutating func readStep(_ index: Int, _ node: NodeID, as owner: Owner, calling called: Text? = nil) -> HandoffID? {
        let lane = map.nodes[node.index].lane
        var terms: HandoffID?
        // Filled here and put among the map's details as a whole: they are many, and this is about each of them.
        var details = StepDetails()
        var isDetailed = called != nil
        if let called { details.called = called }
        var walk = walk(index, as: owner)
        while let property = next(&walk) {
            switch property.keyword {
            case .handoff: terms = handoff(property, from: lane)
            case .id: giveID(property, node)
            case .any: map.nodes[node.index].takesSeveralAnswers = true; flag(property)
            case .pain, .strength, .question, .note, .allow: addRemark(property, about: .node(node))
            default:
                isDetailed = true
                readDetail(property, lane, into: &details)
            }
        }
        if isDetailed {
            map.nodes[node.index].detailIndex = Int32(truncatingIfNeeded: map.details.count)
            map.details.append(consume details)
        }
        return terms
    }

    /// `takes` holds the wait already: where a step says both, it stands.
    private mutating func reportTakesAndWait(_ takes: Span, _ wait: Span) {
        report(
            "takes-and-wait", "this step has both 'takes' and 'wait', which say the same in two ways", at: saidAt(.wait, wait),
            related: .init(span: saidAt(.takes, takes), message: "'takes' is here and holds the wait already"), fix: "keep one of them")
    }

    /// A value with the keyword before it.
    private func saidAt(_ keyword: Keyword, _ value: Span) -> Span {
        var start = Int(value.start)
        while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == UInt8(ascii: ":") { start -= 1 }
        let length = keyword.rawValue.utf8.count
        guard start >= length, spellings.find(bytes, from: start - length, to: start) == keyword else { return value }
        return Span(file: value.file, start: start - length, end: Int(value.end))
    }

    private mutating func readDetail(_ property: Property, _ lane: LaneID, into details: inout StepDetails) {
        switch property.keyword {
        case .work: details.work = duration(property, lane: lane)
        case .takes:
            guard let takes = timeWithCause(property, lane, &details) else { return }
            if let wait = details.wait { reportTakesAndWait(takes.span, wait.span) }
            details.takes = takes
        case .wait:
            guard let wait = timeWithCause(property, lane, &details) else { return }
            if let takes = details.takes {
                reportTakesAndWait(takes.span, wait.span)
            } else {
                details.wait = wait
            }
        case .ok: details.ok = share(property)
        case .in:
            let systems = names(property)
            details.systems += systems
            mentions.systems += systems
        case .needs: details.needs += names(property)
        case .makes: details.makes += names(property)
        case .accountable:
            let accountable = names(property, plus: true)
            details.accountable += accountable
            mentions.people += accountable
        case .consulted:
            let consulted = names(property, plus: true)
            details.consulted += consulted
            mentions.people += consulted
        case .informed:
            let informed = names(property, plus: true)
            details.informed += informed
            mentions.people += informed
        case .support:
            let support = names(property, plus: true)
            details.support += support
            mentions.people += support
        case .approval: details.flags.insert(.approval); flag(property)
        case .meeting:
            // `meeting` alone is a kind of step; with a name it is the meeting it happens at.
            details.flags.insert(.meeting)
            if !property.value.isEmpty { meet(property, &details) }
        case .automated: details.flags.insert(.automated); flag(property)
        case .touchpoint: details.flags.insert(.touchpoint); flag(property)
        case .at: meet(property, &details)
        case .doc: details.doc = words(property)
        case .variant: if let variant = variant(property) { details.variants.append(variant) }
        case .cost: details.cost = figure(property, QuantityReader.count)
        case .promise: details.promise = words(property)
        case .informs:
            let informs = informs(property, lane)
            details.informs += informs
            mentions.people += informs.map(\.who)
        case .expects: if let expected = expectation(property, lane) { details.expects.append(expected) }
        default: if let criterion = words(property) { details.criteria.append(criterion) }
        }
    }

    /// A step waits for one meeting, whether `at` or `meeting` names it.
    private mutating func meet(_ property: Property, _ details: inout StepDetails) {
        guard let said = words(property) else { return }
        if let first = details.meeting, first.string != said.string {
            report(
                "said-twice", "two meetings are named", at: property.value, related: .init(span: first.span, message: "it is said here"),
                fix: "keep the one that is true")
        }
        details.meeting = said
        mentions.meetings.append(said)
    }

    /// What is said of a start, an end, a fork or a join.
    mutating func readEvent(_ index: Int, _ node: NodeID) {
        var rule: Span?
        for property in properties(of: index, as: map.nodes[node.index].kind == .join ? .join : .event) {
            if [.any, .one, .all, .last].contains(property.keyword) {
                if let rule {
                    report(
                        "said-twice", "it is said twice for whom this join waits", at: property.keywordSpan,
                        related: .init(span: rule, message: "it is said here"), fix: "keep one of 'all', 'any', 'one' and 'last'")
                    continue
                }
                rule = property.keywordSpan
            }
            switch property.keyword {
            case .any: map.nodes[node.index].joinRule = .any; flag(property)
            case .one: map.nodes[node.index].joinRule = .one; flag(property)
            case .all: map.nodes[node.index].joinRule = .all; flag(property)
            case .last: map.nodes[node.index].joinRule = .last; flag(property)
            case .id: giveID(property, node)
            default: addRemark(property, about: .node(node))
            }
        }
        for child in tree.children(of: index) where tree.lines[child].kind == .broken || tree.lines[child].kind == .entry {
            if tree.lines[index].keyword != .fork { reportUnderStep(child, index) }
        }
    }

    // MARK: Times

    mutating func duration(_ property: Property, lane: LaneID?) -> Figure<Duration>? {
        duration(property.value, property, lane)
    }

    private mutating func duration(_ span: Span, _ property: Property, _ lane: LaneID?) -> Figure<Duration>? {
        let week: QuantityReader.WorkingWeek
        if let lane, weeks.indices.contains(lane.index) { week = weeks[lane.index] } else { week = .init(map.calendar ?? .assumed) }
        if let plain = QuantityReader.plainDuration(bytes, Int(span.start), Int(span.end), week) { return Figure(plain, at: span) }
        return figure(span, named: property) { words throws(QuantityReader.Complaint) in
            try QuantityReader.duration(words, week: week)
        }
    }

    mutating func share(_ property: Property) -> Figure<Double>? {
        if let plain = QuantityReader.plainShare(bytes, Int(property.value.start), Int(property.value.end)) {
            return Figure(plain, at: property.value)
        }
        return figure(property, QuantityReader.share)
    }

    /// `8 bh because batching`
    private mutating func timeWithCause(_ property: Property, _ lane: LaneID, _ details: inout StepDetails) -> Figure<Duration>? {
        let range = property.value.range
        var end = range.upperBound
        if let at = sheet.position(of: Self.because, in: range) {
            var start = at + Self.because.count
            while start < range.upperBound, bytes[start] == 0x20 { start += 1 }
            let cause = Property(
                keyword: .because, keywordSpan: property.keywordSpan,
                value: Span(file: property.value.file, start: start, end: range.upperBound), line: nil)
            details.cause = choice(cause, StepDetails.Cause.self, of: "a cause of waiting")
            end = at
        }
        return duration(Span(file: property.value.file, start: range.lowerBound, end: end), property, lane)
    }

    private static let because = Array(" because ".utf8)
    private static let with = Array(" with ".utf8)
    private static let via = Array(" via ".utf8)

    // MARK: What passes

    /// The handoff said under an answer or a path.
    mutating func handoff(under index: Int, as owner: Owner, of node: NodeID) -> HandoffID? {
        var terms: HandoffID?
        var walk = walk(index, as: owner, includingChildren: false)
        while let property = next(&walk) {
            if property.keyword == .handoff { terms = handoff(property, from: nil) } else { addRemark(property, about: .node(node)) }
        }
        var child = index + 1
        while child < lines[index].next {
            let line = lines[child]
            // Behind a step of the block it may be meant for that step: the block tells of it.
            if line.kind == .step || line.kind == .decision || line.kind == .element { break }
            if line.kind == .property, line.keyword == .handoff {
                if let first = terms {
                    report(
                        "said-twice", "'handoff' is said twice", at: line.head,
                        related: .init(span: map.handoffTerms[first.index].span, message: "it is said here"), fix: "keep the one that is true")
                }
                terms = handoff(Property(keyword: .handoff, keywordSpan: line.head, value: line.value, line: child), from: nil)
            }
            child = max(line.next, child + 1)
        }
        return terms
    }

    private mutating func handoff(_ property: Property, from lane: LaneID?) -> HandoffID {
        let whole = property.value.isEmpty ? property.keywordSpan : property.keywordSpan.joined(with: property.value)
        let id = HandoffID(map.handoffTerms.count)
        map.handoffTerms.append(HandoffTerms(span: whole))
        if property.value.isEmpty, property.line.map({ !hasLines(below: $0) && lines[$0].attributes.isEmpty }) ?? true {
            report("missing-value", "'handoff' does not say what is handed over", at: property.keywordSpan, fix: "write it, or '?' if nobody knows")
        }
        if !property.value.isEmpty, !isUnknown(property.value), !checkTerms(property) { map.handoffTerms[id.index].artifact = text(property.value) }
        guard let line = property.line else { return id }
        var walk = walk(line, as: .handoff)
        while let more = next(&walk) {
            switch more.keyword {
            case .via: map.handoffTerms[id.index].via = isUnknown(more.value) ? nil : words(more)
            case .within: map.handoffTerms[id.index].within = duration(more, lane: lane)
            case .acceptWhen: map.handoffTerms[id.index].acceptWhen += names(more)
            case .confirm: map.handoffTerms[id.index].confirm = words(more)
            case .fields: map.handoffTerms[id.index].fields += names(more)
            case .onReject: map.handoffTerms[id.index].onReject = words(more)
            case .ok: map.handoffTerms[id.index].ok = share(more)
            default: addRemark(more, about: .handoff(id))
            }
        }
        return id
    }

    /// `informs: Marketing, Support [what outcome]`: the same news to each of them.
    private mutating func informs(_ property: Property, _ lane: LaneID) -> [Inform] {
        if checkTerms(property) { return [] }
        let names = names(property, plus: true)
        var what: Text?
        var via: Text?
        var within: Figure<Duration>?
        for more in nested(property, as: .informs) {
            switch more.keyword {
            case .what: what = words(more)
            case .via: via = words(more)
            default: within = duration(more, lane: lane)
            }
        }
        return names.map { name in
            var inform = Inform(who: name, lane: laneOf(name.string))
            (inform.what, inform.via, inform.within) = (what, via, within)
            return inform
        }
    }

    /// `report via web form`: how it travels, which would become part of the name.
    private mutating func checkTerms(_ property: Property) -> Bool {
        guard !property.value.isEmpty, bytes[Int(property.value.start)] != UInt8(ascii: "\""), let at = sheet.position(of: Self.via, in: property.value.range)
        else { return false }
        let span = Span(file: property.value.file, start: at + 1, end: Int(property.value.end))
        let terms = tree.source.string(span)
        let way: String
        var edits: [Fix.Edit] = []
        if property.line == nil {
            let what = tree.source.string(Int(property.value.start)..<at)
            way = "give it a line of its own below, '\(property.keyword.rawValue): \(what) [\(terms)]'"
        } else if let line = property.line, lines[line].brackets == nil {
            way = "write '[\(terms)]'"
            edits = [.init(span: span, text: "[\(terms)]")]
        } else {
            way = "put '\(terms)' into the brackets"
        }
        report(
            "wrong-brackets", "how it travels stands in square brackets", at: span,
            fix: way + ", or put the whole in quotes where it is a name", edits: edits)
        return true
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
        let range = property.value.range
        // Between quotes it is part of a name.
        let quote = UInt8(ascii: "\"")
        let closing = bytes[range.lowerBound] == quote ? bytes[(range.lowerBound + 1)..<range.upperBound].firstIndex(of: quote) : nil
        let at = sheet.position(of: Self.with, in: (closing ?? range.lowerBound)..<range.upperBound)
        var expected = Expectation(artifact: text(Span(file: property.value.file, start: range.lowerBound, end: at ?? range.upperBound)))
        if let at { expected.fields = list(Span(file: property.value.file, start: at + Self.with.count, end: range.upperBound)) }
        for more in nested(property, as: .expects) {
            if more.keyword == .within { expected.within = duration(more, lane: lane) } else { expected.fields += names(more) }
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
