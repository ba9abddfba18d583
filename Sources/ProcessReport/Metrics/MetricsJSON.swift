import ProcessAnalysis
import ProcessModel

extension MetricsReport {
    static let formatVersion = 1

    /// The numbers for programs; docs/json.md describes them. Times are in business minutes,
    /// shares from 0 to 1; what is not known is null.
    public func json(workers: Workers = inTurn) -> String {
        let maps = workers(entries.count) { MetricsPage(entry: entries[$0]).json().text(level: 2) }
        return JSON.object([
            ("format", .string("baton-metrics")),
            ("formatVersion", .integer(Self.formatVersion)),
            ("tool", .object([("name", .string("baton")), ("version", .string(Baton.version))])),
            ("maps", .array(maps.map(JSON.written))),
        ]).document()
    }
}

extension MetricsPage {
    func json() -> JSON {
        .object([
            ("path", .string(entry.path)),
            ("id", .string(map.id)),
            ("process", .string(map.name.string)),
            ("state", .text(map.state?.rawValue)),
            ("unit", .text(map.unit?.string)),
            ("casesPerMonth", .figure(metrics.volume?.perMonth)),
            ("casesIsLowerBound", .bool(metrics.volume?.isLowerBound ?? false)),
            ("casesFrom", .strings(metrics.volume?.senders ?? [])),
            ("mainPath", metrics.mainPath.map(json) ?? .null),
            ("allCases", json(metrics.allCases)),
            ("ends", .array(metrics.byEnd.map(json))),
            ("steps", .array(map.nodeIDs.filter { map[$0].isWork }.map(step))),
            ("handoffs", json(metrics.handoffs)),
            ("cost", metrics.cost.map(json) ?? .null),
            ("loads", .array(metrics.loads.map(json))),
            ("laneLoads", .array(metrics.laneLoads.map(json))),
            ("whateverTheShares", shareRange()),
            ("workInProgress", workInProgress()),
            ("savings", savings()),
            ("waysBack", waysBack()),
            ("returnedRework", returnedRework()),
            ("capacityLimits", capacityLimits()),
            ("keyPeople", keyPeopleJSON()),
            ("facts", facts()),
        ] + heatFields() + [
            ("assumptions", .strings(metrics.assumptions)),
            ("missing", .strings(metrics.missing)),
        ])
    }

    private func json(_ path: PathFigures) -> JSON {
        .object([
            ("steps", .strings(path.nodes.filter { map[$0].isWork }.map { map[$0].name })),
            ("lead", json(path.lead)), ("leadParts", json(path.parts)), ("work", json(path.work)), ("rolledOk", json(path.rolledOK)),
            ("activityRatio", .figure(path.activityRatio)), ("handoffs", .integer(path.handoffs)),
        ])
    }

    private func json(_ all: AllCases) -> JSON {
        .object([
            ("lead", all.lead.value.map(json) ?? .null), ("leadParts", all.parts.value.map(json) ?? .null),
            ("work", all.work.value.map(json) ?? .null),
            ("rolledOk", all.rolledOK.value.map(json) ?? .null), ("activityRatio", .figure(all.activityRatio)),
            ("rework", .figure(all.rework.value)), ("handoffs", .figure(metrics.handoffs.perCase)),
        ])
    }

    private func json(_ end: EndFigures) -> JSON {
        .object([
            ("name", .string(map[end.end].name)), ("perCase", .figure(end.perCase)), ("perMonth", .figure(end.perMonth)),
            ("lead", end.figures.map { json($0.lead) } ?? .null), ("leadParts", end.figures.map { json($0.parts) } ?? .null),
            ("work", end.figures.map { json($0.work) } ?? .null),
            ("rolledOk", end.figures.map { json($0.rolledOK) } ?? .null),
            ("activityRatio", .figure(end.figures?.activityRatio)),
        ])
    }

    private func step(_ node: NodeID) -> JSON {
        let step = metrics.steps[node.index]
        return .object([
            ("name", .string(map[node].name)), ("lane", .string(map[map[node].lane].name)),
            ("by", .strings(map[node].performers.all.map { performer in
                performer.role.map { map[$0].name } ?? map[performer.lane].name
            })),
            ("visits", .figure(metrics.visits[node.index])), ("pacing", .figure(metrics.pacing?[node.index])),
            ("lead", step.lead.map(json) ?? .null), ("work", step.work.map(json) ?? .null),
            ("wait", step.wait.map(json) ?? .null), ("ok", .figure(step.ok)), ("cost", .figure(cost(of: node))),
            ("calls", .text(metrics.call(at: node)?.map.id)),
            ("fromCalledMap", .strings(step.borrowed.names(lead: "lead"))),
        ])
    }

    private func cost(of node: NodeID) -> Double? {
        if let own = map.details(of: node).cost?.value { return own }
        return metrics.call(at: node)?.map.cost.flatMap { $0.isLowerBound ? nil : $0.amount }
    }

    private func json(_ handoffs: HandoffFigures) -> JSON {
        .object([
            ("count", .integer(handoffs.count)),
            ("alongMainPath", handoffs.alongMainPath.map(JSON.integer) ?? .null),
            ("perCase", .figure(handoffs.perCase)),
            ("pairs", .array(handoffs.pairs.map { pair in
                .object([
                    ("from", .string(map[pair.from].name)), ("to", .string(map[pair.to].name)),
                    ("flows", .integer(pair.flows)), ("perCase", .figure(pair.perCase)),
                ])
            })),
        ])
    }

    private func json(_ cost: Assessed<CaseCost>) -> JSON {
        .object([
            ("perCase", .figure(cost.value?.amount)), ("perMonth", .figure(metrics.costPerMonth)),
            ("known", cost.value.map { .integer($0.coverage.known) } ?? .null),
            ("asked", cost.value.map { .integer($0.coverage.steps) } ?? .null),
        ])
    }

    private func json(_ load: RoleLoad) -> JSON {
        let total = entry.inspection.folder.total(of: load, in: map)
        return .object([
            ("lane", .string(map[map[load.role].lane].name)), ("role", .string(map[load.role].name)),
            ("minutesPerMonth", .figure(load.isKnown ? load.minutes.expected : nil)),
            ("isLowerBound", .bool(load.isLowerBound)),
            ("capacity", .figure(load.capacity)), ("share", .figure(load.share)),
            ("allMaps", .object([
                ("minutesPerMonth", .figure(total.isKnown ? total.minutes.expected : nil)),
                ("isLowerBound", .bool(total.isLowerBound)),
                ("capacity", .figure(total.capacity)), ("share", .figure(total.share)),
                ("disagreement", .text(total.disagreement)),
                ("parts", .array(total.parts.map {
                    .object([
                        ("map", .string($0.map)), ("minutesPerMonth", .figure($0.isKnown ? $0.minutes.expected : nil)),
                        ("isLowerBound", .bool(!$0.isComplete)), ("capacity", .figure($0.capacity)),
                    ])
                })),
            ])),
        ])
    }

    private func json(_ load: LaneLoad) -> JSON {
        .object([
            ("lane", .string(map[load.lane].name)),
            ("minutesPerMonth", .figure(load.isKnown ? load.minutes.expected : nil)),
            ("isLowerBound", .bool(load.isLowerBound)),
        ])
    }

    func json(_ total: TotalTime) -> JSON {
        .object(fields(total.time) + [("known", .integer(total.coverage.known)), ("asked", .integer(total.coverage.steps)),
            ("isLowerBound", .bool(total.isLowerBound))])
    }

    private func json(_ rolled: RolledOK) -> JSON {
        .object([
            ("share", .number(rolled.share)), ("known", .integer(rolled.coverage.known)),
            ("asked", .integer(rolled.coverage.steps)),
        ])
    }

    func json(_ time: Estimate) -> JSON { .object(fields(time)) }

    private func fields(_ time: Estimate) -> [(key: String, value: JSON)] {
        [("low", .number(time.low)), ("expected", .number(time.expected)), ("high", .number(time.high))]
    }
}
