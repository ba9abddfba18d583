import ProcessAnalysis
import ProcessModel

/// Heat and the pairs of functions for programs, whole.
extension MetricsPage {
    /// What the rules find belongs to it. Dates play no part: numbers do not hang on the day they are asked for.
    func heat() -> Heat {
        Heat(entry.inspection, findings: Catalogue.standard.run(over: entry.inspection).findings, countsRatings: showsRatings)
    }

    func heatFields() -> [(key: String, value: JSON)] {
        let heat = heat()
        return [
            ("heat", .object([
                ("limits", .object([
                    ("wait", .number(heat.limits.wait)), ("again", .number(heat.limits.again)), ("loud", .number(heat.limits.loud)),
                    ("ok", .number(heat.limits.ok)), ("load", .number(heat.limits.load)), ("rating", .number(heat.limits.rating)),
                    ("ratingGap", .number(heat.limits.ratingGap)),
                ])),
                ("places", .array(heat.places.map(json))),
            ])),
            ("functionPairs", .array(heat.pairs.map(json))),
        ]
    }

    private func json(_ place: HeatPlace) -> JSON {
        .object([
            ("place", self.place(place.subject)), ("outcome", .string(place.outcome.rawValue)), ("reason", .string(place.reason)),
            ("pains", pains(place.complaints)), ("score", .figure(place.complaints.score)), ("votes", .figure(place.complaints.votes)),
            ("signs", .array(place.signs.map(json))), ("unknown", .strings(place.gaps.map(\.rawValue))), ("findings", json(place.findings)),
        ])
    }

    private func json(_ sign: HeatSign) -> JSON {
        func fields(
            _ kind: String, step: NodeID? = nil, role: RoleID? = nil, value: Double? = nil, share: Double? = nil, rule: String? = nil,
            isLowerBound: Bool = false, holdsWork: Bool = false
        ) -> JSON {
            .object([
                ("kind", .string(kind)), ("step", .text(step.map { map[$0].name })), ("role", .text(role.map { map[$0].name })),
                ("value", .figure(value)), ("share", .figure(share)), ("isLowerBound", .bool(isLowerBound)), ("holdsWork", .bool(holdsWork)),
                ("rule", .text(rule)),
            ])
        }
        return switch sign {
        case .wait(let wait): fields("wait", step: wait.step, value: wait.minutes, share: wait.share, isLowerBound: wait.isLowerBound, holdsWork: wait.holdsWork)
        case .ok(let step, let ok): fields("ok", step: step, value: ok)
        case .again(let step, let visits): fields("again", step: step, value: visits)
        case .load(let load): fields("load", role: load.role, value: load.share, isLowerBound: load.isLowerBound)
        case .finding(let step, let rule, _): fields("finding", step: step, rule: rule)
        }
    }

    private func json(_ pair: FunctionPair) -> JSON {
        .object([
            ("between", .strings([map[pair.first].name, map[pair.second].name])),
            ("handoffs", .integer(pair.flows)), ("perCase", .figure(pair.perCase)),
            ("wait", .figure(pair.wait)), ("waitIsLowerBound", .bool(pair.waitIsLowerBound)), ("waitShare", .figure(pair.waitShare)),
            ("pains", pains(pair.complaints)), ("score", .figure(pair.complaints.score)), ("votes", .figure(pair.complaints.votes)),
            ("ratings", .array((pair.relationship.map { map.relationships[$0].ratings } ?? []).map {
                .object([("lane", .string($0.lane.string)), ("value", .figure($0.value.value))])
            })),
            ("findings", json(pair.findings)),
            ("causes", .array(pair.causes.map {
                .object([
                    ("cause", .string($0.kind.rawValue)), ("pains", .integer($0.pains)), ("findings", .integer($0.findings)),
                    ("rule", .text($0.rule)), ("remedy", .string($0.remedy)),
                ])
            })),
            ("bad", .strings(pair.badSides.map(\.rawValue))),
        ])
    }

    private func pains(_ complaints: Complaints) -> JSON { .strings(complaints.pains.map { map.pains[$0].text.string }) }

    private func json(_ findings: FindingCount) -> JSON {
        .object([
            ("errors", .integer(findings.errors)), ("warnings", .integer(findings.warnings)), ("info", .integer(findings.infos)),
            ("rules", .strings(findings.rules)),
        ])
    }
}
