import ProcessAnalysis
import ProcessModel

extension SimulationReport {
    static let formatVersion = 1

    /// The outcome for programs; docs/json.md describes it. Times are in minutes, shares from 0 to 1; what is not known is null.
    public func json() -> String {
        JSON.object([
            ("format", .string("baton-simulation")),
            ("formatVersion", .integer(Self.formatVersion)),
            ("tool", .object([("name", .string("baton")), ("version", .string(Baton.version))])),
            ("maps", .array(entries.map(\.json))),
        ]).document()
    }
}

extension SimulationReport.Entry {
    fileprivate var json: JSON {
        var fields: [(key: String, value: JSON)] = [
            ("path", .string(path)), ("id", .string(map.id)), ("process", .string(map.name.string)),
        ]
        switch outcome {
        case .notAssessable(let missing):
            fields += [("outcome", .null), ("missing", .strings(missing))]
        case .value(let outcome):
            fields += [("outcome", json(outcome)), ("missing", .strings(outcome.missing))]
        }
        fields.append((
            "whatIf",
            whatIf.map { .object([
                ("changes", .strings($0.changes)), ("outcome", $0.outcome.value.map(json) ?? .null),
                ("missing", .strings($0.outcome.value?.missing ?? $0.outcome.missing)),
            ]) } ?? .null))
        return .object(fields)
    }

    private func json(_ outcome: SimulationOutcome) -> JSON {
        .object([
            // A number beyond 2^53 would not come through every reader whole.
            ("seed", .string(String(outcome.settings.seed))), ("runs", .integer(Simulation.runCount)),
            ("casesPerRun", .integer(outcome.casesPerRun)), ("warmUp", .integer(outcome.warmUp)),
            ("times", .string(outcome.settings.variation.rawValue)), ("waits", .string(outcome.settings.waits.rawValue)), ("casesPerMonth", .figure(outcome.perMonth)),
            ("isLowerBound", .bool(outcome.isLowerBound)),
            ("lead", json(outcome.lead)), ("elapsed", json(outcome.elapsed)),
            ("leadWithoutQueues", .number(outcome.withoutQueues.expected)),
            ("ends", .array(outcome.ends.map { end in
                .object([
                    ("name", .string(map[end.end].name)), ("perCase", json(end.perCase)), ("lead", end.lead.map(json) ?? .null),
                ])
            })),
            ("queues", .array(outcome.queues.map { queue in
                .object(name(of: queue.role) + [
                    ("people", .integer(queue.people)), ("room", .number(queue.room)), ("load", .number(queue.load)),
                    ("wait", queue.wait.map(json) ?? .null), ("busy", queue.busy.map(json) ?? .null), ("waiting", queue.waiting.map(json) ?? .null),
                ])
            })),
            ("overloads", overloads(outcome)),
            ("behindEndlessQueues", outcome.behindEndlessQueues.map(json) ?? .null),
            ("growing", growing(outcome)), ("stuck", stuck(outcome)),
            ("inProcess", outcome.inProcess.map(json) ?? .null),
            ("late", .array(outcome.late.map { late in
                let flow = map[late.timer.flow]
                return .object([
                    ("step", .string(map[flow.from].name)), ("to", .string(map[flow.to].name)), ("after", .string(late.timer.after.written)),
                    ("share", json(late.share)), ("isLowerBound", .bool(late.isLowerBound)),
                ])
            })),
            ("limits", .array(outcome.limits.map { kept in
                let flow = map[kept.limit.handoff]
                return .object([
                    ("from", .string(map[flow.from].name)), ("to", .string(map[flow.to].name)),
                    ("artifact", .text(map.terms(of: kept.limit.handoff)?.artifact?.string)),
                    ("within", .string(kept.limit.within.written)), ("kept", json(kept.share)),
                    ("isUpperBound", .bool(kept.isUpperBound)),
                ])
            })),
            ("withinBudget", outcome.withinBudget.map(json) ?? .null),
            ("assumptions", .strings(outcome.assumptions)),
        ])
    }

    private func growing(_ outcome: SimulationOutcome) -> JSON {
        .array(outcome.growing.map { .object(name(of: $0)) })
    }

    private func stuck(_ outcome: SimulationOutcome) -> JSON {
        .array(outcome.stuck.map { .object([("join", .string(map[$0.join].name)), ("share", json($0.share))]) })
    }

    private func overloads(_ outcome: SimulationOutcome) -> JSON {
        .array(outcome.overloads.map { overload in
            .object(name(of: overload.role) + [
                ("load", .figure(overload.load)), ("loadFromTimers", .number(overload.fromTimers)),
                ("surplusMinutesPerMonth", .number(overload.surplus)),
                ("enoughPeople", overload.enough.map { .integer($0.people) } ?? .null),
            ])
        })
    }

    private func name(of role: RoleID) -> [(key: String, value: JSON)] {
        [("lane", .string(map[map[role].lane].name)), ("role", .string(map[role].name))]
    }

    private func json(_ spread: TimeSpread) -> JSON {
        .object([
            ("mean", json(spread.mean)), ("p50", spread.p50.map(json) ?? .null), ("p85", spread.p85.map(json) ?? .null),
            ("p95", spread.p95.map(json) ?? .null),
        ])
    }

    private func json(_ figure: SampledFigure) -> JSON {
        .object([
            ("value", .number(figure.value)), ("low", .figure(figure.margin.map { max(0, figure.value - $0) })),
            ("high", .figure(figure.margin.map { figure.value + $0 })),
        ])
    }
}
