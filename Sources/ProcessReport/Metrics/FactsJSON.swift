import ProcessAnalysis
import ProcessModel

/// What a map says in words, for programs: everything that no figure holds.
extension MetricsPage {
    func facts() -> JSON {
        .object([
            ("owner", text(map.owner)), ("sponsor", text(map.sponsor)), ("goal", text(map.goal)),
            ("measures", .array(map.measures.map(json))),
            ("versionOf", text(map.versionOf)), ("trigger", text(map.trigger)), ("scope", text(map.scope)),
            ("reviewed", date(map.reviewed)), ("reviewEvery", text(map.reviewEvery)),
            ("budgets", .array(map.budgets.map(json))),
            ("lanes", .array(map.lanes.map(json))),
            ("roles", .array(map.roles.map(json))),
            ("systems", .array(map.systems.map { system in
                .object([("name", text(system.name)), ("recordOf", texts(system.recordOf)), ("seenBy", texts(system.seenBy))])
            })),
            ("meetings", .array(map.meetings.map { meeting in
                .object([
                    ("name", text(meeting.name)), ("every", text(meeting.every)), ("needs", texts(meeting.needs)),
                    ("noShow", .figure(meeting.noShow?.value)),
                ])
            })),
            ("terms", .array(map.terms.map { term in
                .object([
                    ("name", text(term.name)), ("also", texts(term.aliases)),
                    ("meanings", .array(term.meanings.map { .object([("lane", text($0.who)), ("text", text($0.text))]) })),
                    ("agreed", text(term.agreed)),
                ])
            })),
            ("relationships", .array(map.relationships.map(json))),
            ("steps", .array(map.nodeIDs.filter { map[$0].isWork && map[$0].detailIndex != nil }.map { words(of: $0) })),
            ("handoffs", .array(map.flowIDs.filter { map[$0].terms != nil }.map { terms(of: $0) })),
            ("pains", .array(map.pains.map(json))),
            ("actions", .array(map.actions.map { action in
                .object([
                    ("text", text(action.text)), ("owner", text(action.owner)), ("due", date(action.due)), ("status", text(action.status)),
                    ("fixes", texts(action.fixes)), ("measure", text(action.measure)),
                ])
            })),
            ("remarks", .array(map.remarks.map { remark in
                .object([
                    ("kind", .string(remark.kind.rawValue)), ("text", text(remark.text)), ("about", place(remark.about)),
                    ("for", text(remark.addressee)),
                ])
            })),
        ])
    }

    private func text(_ text: Text?) -> JSON { .text(text?.string) }
    private func texts(_ texts: [Text]) -> JSON { .strings(texts.map(\.string)) }
    private func text(_ figure: Figure<Duration>?) -> JSON { .text(figure?.value?.written) }

    private func date(_ figure: Figure<CalendarDate>?) -> JSON { .text(figure?.value?.written) }

    private func json(_ measure: Measure) -> JSON {
        .object([
            ("text", text(measure.text)), ("now", text(measure.now)), ("target", text(measure.target)),
            ("direction", .text(measure.direction?.rawValue)),
        ])
    }

    private func json(_ budget: ProcessMap.Budget) -> JSON {
        .object([("of", .string(budget.kind.rawValue)), ("atMost", .figure(budget.limit)), ("time", .text(budget.time?.written))])
    }

    private func json(_ lane: Lane) -> JSON {
        .object([
            ("name", .string(lane.name)), ("kind", .string(lane.kind.rawValue)), ("accountable", texts(lane.accountable)),
            ("listensOn", texts(lane.listensOn)), ("goals", texts(lane.goals)), ("measures", .array(lane.measures.map(json))),
            ("charter", text(lane.charter)), ("allies", texts(lane.allies)),
            ("policies", .array(lane.policies.map { .object([("text", text($0.text)), ("owner", text($0.owner))]) })),
        ])
    }

    private func json(_ role: Role) -> JSON {
        .object([
            ("name", .string(role.name)), ("lane", .string(map[role.lane].name)), ("people", .figure(role.people?.value)),
            ("available", .figure(role.available?.value)), ("backups", texts(role.backups)), ("duties", texts(role.duties)),
            ("seenAs", .array(role.seenAs.map { .object([("text", text($0.text)), ("by", text($0.by))]) })),
        ])
    }

    private func json(_ pair: Relationship) -> JSON {
        .object([
            ("between", texts([pair.first, pair.second])),
            ("ratings", .array(pair.ratings.map { .object([("lane", text($0.lane)), ("value", .figure($0.value.value))]) })),
            ("ratedOn", date(pair.ratedOn)), ("needs", texts(pair.needs)), ("checkIn", text(pair.checkIn)),
            ("lastCheckIn", date(pair.lastCheckIn)), ("sharedGoals", texts(pair.sharedGoals)), ("escalation", texts(pair.escalation)),
            ("escalationWithin", text(pair.escalationWithin)), ("charter", text(pair.charter)),
            ("within", .strings(pair.within.compactMap { $0.value?.written })),
        ])
    }

    private func words(of node: NodeID) -> JSON {
        let details = map.details(of: node)
        return .object([
            ("name", .string(map[node].name)), ("accountable", texts(map.accountable(for: node))), ("consulted", texts(details.consulted)),
            ("informed", texts(details.informed)), ("support", texts(details.support)), ("in", texts(details.systems)),
            ("needs", texts(details.needs)), ("makes", texts(details.makes)), ("at", text(details.meeting)), ("doc", text(details.doc)),
            ("variants", .array(details.variants.map {
                .object([("who", text($0.who)), ("doc", text($0.doc)), ("agreed", .bool($0.isAgreed))])
            })),
            ("informs", .array(details.informs.map {
                .object([("who", text($0.who)), ("what", text($0.what)), ("via", text($0.via)), ("within", text($0.within))])
            })),
            ("expects", .array(details.expects.map {
                .object([("artifact", text($0.artifact)), ("fields", texts($0.fields)), ("within", text($0.within))])
            })),
            ("promise", text(details.promise)), ("because", .text(details.cause?.rawValue)), ("criteria", texts(details.criteria)),
        ])
    }

    /// What was agreed about what passes on a flow, also where it stays in one lane.
    private func terms(of flow: FlowID) -> JSON {
        let terms = map.terms(of: flow)
        return .object([
            ("from", .string(map[map[flow].from].name)), ("to", .string(map[map[flow].to].name)), ("artifact", text(terms?.artifact)),
            ("via", text(terms?.via)), ("within", text(terms?.within)), ("acceptWhen", texts(terms?.acceptWhen ?? [])),
            ("confirm", text(terms?.confirm)), ("fields", texts(terms?.fields ?? [])), ("onReject", text(terms?.onReject)),
            ("ok", .figure(terms?.ok?.value)),
        ])
    }

    private func json(_ pain: Pain) -> JSON {
        .object([
            ("text", text(pain.text)), ("about", place(pain.about)), ("impact", .figure(pain.impact?.value)),
            ("perMonth", .figure(pain.frequency?.value?.perMonth)), ("votes", .figure(pain.votes?.value)), ("cause", .text(pain.cause?.rawValue)),
            ("feltBy", texts(pain.feltBy)), ("control", .text(pain.control?.rawValue)), ("evidence", text(pain.evidence)),
        ])
    }

    /// What a remark is about, as findings name their places.
    func place(_ subject: Subject) -> JSON {
        func shown(_ kind: String, _ name: String) -> JSON { .object([("kind", .string(kind)), ("name", .string(name))]) }
        func shown(_ place: FindingPlace) -> JSON {
            let named = map.named(place)
            return shown(named.kind, named.name)
        }
        return switch subject {
        case .process: shown(.process)
        case .lane(let lane): shown(.lane(lane))
        case .role(let role): shown(.role(role))
        case .node(let node): shown(.node(node))
        case .handoff(let terms): shown(map.flows.firstIndex { $0.terms == terms }.map { .flow(FlowID($0)) } ?? .process)
        case .relationship(let index): shown(.relationship(index))
        case .term(let index): shown(.term(index))
        case .system(let index): shown("system", map.systems.indices.contains(index) ? map.systems[index].name.string : "")
        case .meeting(let index): shown("meeting", map.meetings.indices.contains(index) ? map.meetings[index].name.string : "")
        }
    }
}
