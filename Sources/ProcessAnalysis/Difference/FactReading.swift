import ProcessModel

/// Turns what a map says into facts. Names that the other map puts otherwise are taken for the same.
struct FactReading: Sendable {
    let map: ProcessMap
    /// What lanes, roles and steps that were renamed are called on the new map, by what they were called.
    let renamed: [String: String]
    /// Whether the other map counts other hours to a day: then a day is a day all the same.
    var hasOtherHours = false

    func meaning(_ name: String) -> String { renamed[name] ?? name }

    /// A list of facts that leaves out what was not said.
    struct List {
        fileprivate let reading: FactReading
        private(set) var facts: [Fact] = []

        fileprivate init(_ reading: FactReading) { self.reading = reading }

        mutating func add(_ label: String, _ values: [Fact.Value]) {
            if !values.isEmpty { facts.append(Fact(label: label, values: values)) }
        }

        mutating func add(_ label: String, _ text: Text?) {
            if let text { add(label, [Fact.Value(text.string, meaning: reading.meaning(text.string))]) }
        }

        mutating func add(_ label: String, _ texts: [Text]) {
            add(label, texts.map { Fact.Value($0.string, meaning: reading.meaning($0.string)) })
        }

        mutating func add(_ label: String, word: String?) {
            if let word { add(label, [Fact.Value(word)]) }
        }

        mutating func add(_ label: String, _ time: Figure<Duration>?) {
            if let time { add(label, [reading.value(time.value)]) }
        }

        mutating func add(_ label: String, number: Figure<Double>?) {
            if let number { add(label, [Fact.Value(number.value.map(ExactNumerals.decimal) ?? "?")]) }
        }

        mutating func add(_ label: String, share: Figure<Double>?) {
            if let share { add(label, [Fact.Value(share.value.map(ExactNumerals.percent) ?? "?")]) }
        }

        mutating func add(_ label: String, _ date: Figure<CalendarDate>?) {
            if let date { add(label, [Fact.Value(date.value?.written ?? "?")]) }
        }

        mutating func add(_ label: String, _ rate: Figure<Rate>?) {
            guard let rate else { return }
            guard let value = rate.value else { return add(label, [Fact.Value("?")]) }
            add(label, [Fact.Value("\(ExactNumerals.decimal(value.count)) per \(value.period.rawValue)", meaning: "\(value.perMonth)")])
        }
    }

    func list() -> List { List(self) }

    func value(_ time: Duration?) -> Fact.Value {
        guard let time else { return Fact.Value("?") }
        if hasOtherHours, time.unit == .bd || time.unit == .bw { return Fact.Value(time.written) }
        return Fact.Value(time.written, meaning: "\(time.low)/\(time.likely)/\(time.high) \(time.clock == .business ? "b" : "e")")
    }

    /// A text with what stands in brackets behind it.
    static func value(_ text: String, _ parts: [String?]) -> Fact.Value {
        let told = parts.compactMap(\.self)
        return Fact.Value(told.isEmpty ? text : text + " [" + told.joined(separator: ", ") + "]")
    }

    // MARK: The process

    func process() -> [Fact] {
        var list = list()
        list.add("name", map.name)
        list.add("state", word: map.state?.rawValue)
        list.add("version of", map.versionOf)
        list.add("owner", map.owner)
        list.add("sponsor", map.sponsor)
        list.add("goal", map.goal)
        list.add("goal agreed", map.goalAgreements.map(agreement))
        list.add("measure", map.measures.map(measure))
        list.add("unit", map.unit)
        list.add("volume", map.volume)
        list.add("trigger", map.trigger)
        list.add("scope", map.scope)
        list.add("reviewed", map.reviewed)
        list.add("review every", map.reviewEvery)
        for budget in map.budgets {
            let limit = budget.time.map { value($0) }
                ?? Fact.Value(budget.limit.map { budget.kind == .load ? ExactNumerals.percent($0) : ExactNumerals.decimal($0) } ?? "?")
            list.add("budget of " + budget.kind.rawValue, [Fact.Value("at most \(limit.words)", meaning: limit.meaning)])
        }
        list.add("calendar", word: map.calendar?.written)
        list.add("checks", map.checks.map { Fact.Value("\($0.name.string): \($0.value.string)") })
        list.add("allows", map.allowances.map { allowance in
            Self.value(allowance.rule.string + place(allowance.about).map { " at \($0)" }.joined(), [
                allowance.because.map { "because \($0.string)" }, allowance.until.map { "until \($0.value?.written ?? "?")" },
            ])
        })
        return list.facts
    }

    private func agreement(_ said: GoalAgreement) -> Fact.Value {
        let word = said.agrees.map { $0 ? "yes" : "no" } ?? "?"
        return Fact.Value("\(said.lane.string) \(word)", meaning: "\(meaning(said.lane.string)) \(word)")
    }

    private func measure(_ measure: Measure) -> Fact.Value {
        Self.value(measure.text.string, [measure.now.map { "now \($0.string)" }, measure.target.map { "target \($0.string)" }, measure.direction?.rawValue])
    }

    /// Of what is said of a part of the map, which one; empty for what is said of the whole.
    func place(_ subject: Subject) -> [String] {
        switch subject {
        case .process: return []
        case .lane(let id): return map.lanes.indices.contains(id.index) ? [map[id].name] : []
        case .role(let id): return map.roles.indices.contains(id.index) ? [map[id].name] : []
        case .node(let id): return map.nodes.indices.contains(id.index) ? [map[id].name] : []
        case .handoff(let id): return map.flows.first { $0.terms == id }.map { ["the handoff after \(map[$0.from].name)"] } ?? []
        case .relationship(let index):
            return map.relationships.indices.contains(index) ? [map.relationships[index].first.string + " and " + map.relationships[index].second.string] : []
        case .term(let index): return map.terms.indices.contains(index) ? [map.terms[index].name.string] : []
        case .system(let index): return map.systems.indices.contains(index) ? [map.systems[index].name.string] : []
        case .meeting(let index): return map.meetings.indices.contains(index) ? [map.meetings[index].name.string] : []
        }
    }

    // MARK: Lanes and roles

    func lane(_ lane: Lane) -> [Fact] {
        var list = list()
        list.add("kind", word: lane.kind == .internal ? nil : lane.kind.rawValue)
        list.add("accountable", lane.accountable)
        list.add("listens on", lane.listensOn)
        list.add("calendar", word: lane.calendar?.written)
        list.add("goal", lane.goals)
        list.add("goal agreed", lane.goalAgreements.map(agreement))
        list.add("measure", lane.measures.map(measure))
        list.add("charter", lane.charter)
        list.add("ally", lane.allies)
        list.add("policy", lane.policies.map { Self.value($0.text.string, [$0.owner.map { "owner \($0.string)" }]) })
        return list.facts
    }

    func role(_ role: Role) -> [Fact] {
        var list = list()
        list.add("people", number: role.people)
        list.add("available", share: role.available)
        list.add("backup", role.backups)
        list.add("duty", role.duties)
        list.add("seen as", role.seenAs.map { Self.value($0.text.string, [$0.by.map { "by \($0.string)" }]) })
        return list.facts
    }

    // MARK: Steps

    /// - Parameter phase: what tells a phase on both maps.
    func step(_ id: NodeID, phase: (Int) -> String) -> [Fact] {
        let (node, details) = (map[id], map.details(of: id))
        var list = list()
        list.add("kind", word: node.kind == .call ? "a call of another map" : nil)
        // Where nobody is named the lane does it, and where that is, is told by itself.
        let isByLane = node.performers.all.allSatisfy { $0.role == nil && $0.lane == node.lane }
        list.add("done by", isByLane ? [] : node.performers.all.map { performer in
            let name = performer.role.map { map[$0].name } ?? map[performer.lane].name
            return Fact.Value(name, meaning: meaning(name))
        })
        list.add("calls", details.called)
        list.add("work", details.work)
        list.add("takes", details.takes)
        list.add("waits", details.wait)
        list.add("because of", word: details.cause?.rawValue)
        list.add("ok", share: details.ok)
        list.add("cost", number: details.cost)
        list.add("in", details.systems)
        let flags: [(StepDetails.Flags, String)] = [(.approval, "approval"), (.meeting, "meeting"), (.automated, "automated"), (.touchpoint, "touchpoint")]
        list.add("", flags.filter { details.flags.contains($0.0) }.map { Fact.Value($0.1) })
        list.add("needs", details.needs)
        list.add("makes", details.makes)
        list.add("accountable", details.accountable)
        list.add("consulted", details.consulted)
        list.add("informed", details.informed)
        list.add("support", details.support)
        list.add("at", details.meeting)
        list.add("doc", details.doc)
        list.add("variant", details.variants.map { Self.value($0.who.string, [$0.doc.map { "doc \($0.string)" }, $0.isAgreed ? "agreed" : nil]) })
        list.add("promise", details.promise)
        list.add("informs", details.informs.map { inform in
            Self.value(inform.who.string, [
                inform.what.map { "what \($0.string)" }, inform.via.map { "via \($0.string)" }, inform.within.map { "within \($0.value?.written ?? "?")" },
            ])
        })
        list.add("expects", details.expects.map { expected in
            let fields = expected.fields.isEmpty ? "" : " with " + expected.fields.map(\.string).joined(separator: ", ")
            return Self.value(expected.artifact.string + fields, [expected.within.map { "within \($0.value?.written ?? "?")" }])
        })
        list.add("criteria", details.criteria)
        if node.kind == .join, node.joinRule != .all { list.add("waits for", word: node.joinRule.rawValue) }
        if node.takesSeveralAnswers { list.add("answers", word: "several at once") }
        if let number = node.phase, map.phases.indices.contains(number) {
            list.add("phase", [Fact.Value(map.phases[number].name.string, meaning: phase(number))])
        }
        return list.facts
    }

    // MARK: Handoffs

    func terms(_ terms: HandoffTerms) -> [Fact] {
        var list = list()
        list.add("hands over", terms.artifact)
        list.add("via", terms.via)
        list.add("within", terms.within)
        list.add("accept when", terms.acceptWhen)
        list.add("confirm", terms.confirm)
        list.add("fields", terms.fields)
        list.add("on reject", terms.onReject)
        list.add("ok", share: terms.ok)
        return list.facts
    }

    // MARK: What maps share, and what was said

    func pain(_ pain: Pain) -> [Fact] {
        var list = list()
        list.add("at", place(pain.about).map { Fact.Value($0, meaning: meaning($0)) })
        list.add("impact", number: pain.impact)
        list.add("how often", pain.frequency)
        list.add("votes", number: pain.votes)
        list.add("cause", word: pain.cause?.rawValue)
        list.add("felt by", pain.feltBy)
        list.add("control", word: pain.control?.rawValue)
        list.add("evidence", pain.evidence)
        return list.facts
    }

    func remark(_ remark: Remark) -> [Fact] {
        var list = list()
        list.add("at", place(remark.about).map { Fact.Value($0, meaning: meaning($0)) })
        list.add("for", remark.addressee)
        return list.facts
    }

    func action(_ action: Action) -> [Fact] {
        var list = list()
        list.add("owner", action.owner)
        list.add("due", action.due)
        list.add("status", action.status)
        list.add("fixes", action.fixes)
        list.add("measure", action.measure)
        return list.facts
    }

    func system(_ system: System) -> [Fact] {
        var list = list()
        list.add("record of", system.recordOf)
        list.add("seen by", system.seenBy)
        return list.facts
    }

    func meeting(_ meeting: Meeting) -> [Fact] {
        var list = list()
        list.add("every", meeting.every)
        list.add("needs", meeting.needs)
        list.add("no-show", share: meeting.noShow)
        return list.facts
    }

    func term(_ term: Term) -> [Fact] {
        var list = list()
        list.add("also", term.aliases)
        list.add("means", term.meanings.map { Fact.Value("\($0.who.string): \($0.text.string)", meaning: "\(meaning($0.who.string)): \($0.text.string)") })
        list.add("agreed", term.agreed)
        return list.facts
    }

    func relationship(_ pair: Relationship) -> [Fact] {
        var list = list()
        list.add("rating", pair.ratings.map { rating in
            let number = rating.value.value.map(ExactNumerals.decimal) ?? "?"
            return Fact.Value("\(rating.lane.string) \(number)", meaning: "\(meaning(rating.lane.string)) \(number)")
        })
        list.add("rated on", pair.ratedOn)
        list.add("needs", pair.needs)
        list.add("check-in every", pair.checkIn)
        list.add("last check-in", pair.lastCheckIn)
        list.add("shared goal", pair.sharedGoals)
        list.add("escalation", pair.escalation)
        list.add("escalation within", pair.escalationWithin)
        list.add("charter", pair.charter)
        list.add("within", pair.within.map { value($0.value) })
        return list.facts
    }
}
