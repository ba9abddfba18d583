import ProcessAnalysis
import ProcessModel

/// What the text says of waits, rework and people, for programs; docs/json.md describes it.
extension MetricsPage {
    func json(_ parts: LeadParts) -> JSON {
        .object([
            ("work", json(parts.work)), ("undivided", json(parts.undivided)),
            ("waits", .array(parts.causesByTime.map { cause in
                .object([("because", .text(cause?.rawValue)), ("time", json(parts.wait(because: cause)))])
            })),
        ])
    }

    func shareRange() -> JSON {
        guard let range = entry.inspection.shareRange else { return .null }
        func bounds(_ bounds: ShareRange.Bounds) -> JSON { .object([("low", .number(bounds.low)), ("high", .figure(bounds.high))]) }
        return .object([
            ("decisions", .strings(range.decisions.map { map[$0].name })), ("lead", bounds(range.lead)), ("work", bounds(range.work)),
        ])
    }

    func savings() -> JSON {
        guard let savings = entry.inspection.savings.value else { return .null }
        return .array(savings.map { saving in
            .object([
                ("step", .string(map[saving.node].name)), ("because", .text(saving.cause?.rawValue)), ("wait", json(saving.wait)),
                ("visits", .number(saving.visits)), ("saved", json(saving.saved)),
            ])
        })
    }

    func workInProgress() -> JSON {
        guard let underWay = metrics.workInProgress(map) else { return .null }
        return .object([
            ("cases", json(underWay.cases)), ("isLowerBound", .bool(underWay.isLowerBound)),
            ("steps", .array(map.nodeIDs.filter { map[$0].isWork && underWay.atNode[$0.index].high > 0 }.map { node in
                .object([("step", .string(map[node].name)), ("cases", json(underWay.atNode[node.index]))])
            })),
            ("lanes", .array(map.lanes.indices.filter { underWay.inLane[$0].high > 0 }.map { lane in
                .object([("lane", .string(map.lanes[lane].name)), ("cases", json(underWay.inLane[lane]))])
            })),
        ])
    }

    func waysBack() -> JSON {
        .array(entry.inspection.waysBack.map { way in
            .object([
                ("from", .string(map[way.from].name)), ("answer", .text(way.answer.flatMap { map[$0].label?.string })),
                ("to", .string(map[way.to].name)), ("perCase", .number(way.perCase)),
                ("isLowerBound", .bool(way.isLowerBound)), ("lead", way.lead.map(json) ?? .null), ("work", way.work.map(json) ?? .null),
            ])
        })
    }

    func returnedRework() -> JSON {
        guard let rework = entry.inspection.returnedRework?.value else { return .null }
        return .object([
            ("lead", json(rework.lead)), ("work", json(rework.work)),
            ("steps", .array(rework.sources.map { source in
                .object([
                    ("step", .string(map[source.node].name)), ("ok", .number(source.ok)), ("returns", .number(source.returns)),
                    ("work", metrics.steps[source.node.index].work == nil ? .null : json(source.work)),
                ])
            })),
            ("onTheMap", .strings(rework.drawn.map { map[$0].name })),
        ])
    }

    func capacityLimits() -> JSON {
        let limits = entry.inspection.capacityLimits
        return .object([
            ("roles", .array(limits.limits.map { limit in
                .object([
                    ("lane", .string(map[map[limit.role].lane].name)), ("role", .string(map[limit.role].name)),
                    ("casesPerMonth", .number(limit.casesPerMonth)), ("isUpperBound", .bool(limit.isUpperBound)),
                    ("withOneMore", .figure(limit.withOneMore)),
                    ("elsewhere", .number(limit.elsewhere)),
                ])
            })),
            ("unknown", .strings(limits.unknown.map { map[$0].name })),
        ])
    }

    func keyPeopleJSON() -> JSON {
        guard let key = keyPeople?.value else { return .null }
        return .object([
            ("people", .array(key.people.map { person in
                .object([
                    ("lane", .string(map[map[person.role].lane].name)), ("role", .string(map[person.role].name)),
                    ("stopped", .number(person.stopped)), ("cases", .figure(person.cases)),
                ])
            })),
            ("fewest", .strings(key.fewest.map { map[$0].name })), ("stopped", .number(key.stopped)),
            ("isFewest", .bool(key.isFewest)),
            ("known", .integer(key.coverage.known)), ("asked", .integer(key.coverage.steps)),
            ("uncounted", .strings(key.uncounted.map { map[$0].name })),
        ])
    }
}
