import ProcessAnalysis
import ProcessModel
import ProcessSyntax

extension DifferenceReport {
    static let formatVersion = 1

    /// The difference for programs; docs/json.md describes it. Times are in minutes, shares from 0 to 1; what is not known is null.
    public func json() -> String {
        func lone(_ map: Lone) -> JSON { .object([("path", .string(map.path)), ("id", .string(map.id)), ("process", .string(map.name))]) }
        func addedMap(_ map: Lone) -> JSON {
            .object([
                ("path", .string(map.path)), ("id", .string(map.id)), ("process", .string(map.name)), ("figures", .array(map.figures.map(Pair.json))),
                ("findings", .array(map.findings.enumerated().map { index, finding in
                    .object([
                        ("rule", .string(finding.rule)), ("severity", .string(finding.severity.rawValue)),
                        ("at", .string(map.spots.indices.contains(index) ? map.spots[index].at : "")), ("message", .string(finding.message)),
                    ])
                })),
            ])
        }
        return JSON.object([
            ("format", .string("baton-diff")),
            ("formatVersion", .integer(Self.formatVersion)),
            ("tool", .object([("name", .string("baton")), ("version", .string(Baton.version))])),
            ("old", .string(old)), ("new", .string(new)),
            ("maps", .array(pairs.map(\.json))),
            ("addedMaps", .array(added.map(addedMap))),
            ("removedMaps", .array(removed.map(lone))),
            ("notCompared", .strings(notCompared)),
        ]).document()
    }
}

extension DifferenceReport.Pair {
    fileprivate var json: JSON {
        let findings = comparison.findings
        return .object([
            ("oldPath", .string(oldPath)), ("newPath", .string(newPath)), ("id", .string(new.id)), ("process", .string(new.name.string)),
            ("isChanged", .bool(!comparison.isEmpty)),
            ("figures", .array(comparison.figures.map(Self.json))),
            ("findings", .object([
                ("new", .array(findings.fresh.map { Self.json($0, new) })), ("graver", .array(findings.graver.map { Self.json($0, new) })),
                ("lighter", .array(findings.lighter.map { Self.json($0, new) })), ("gone", .array(findings.gone.map { Self.json($0, old) })),
                ("kept", .integer(findings.keptCount)), ("notLookedFor", .integer(findings.unseen.count)),
                ("silenced", .array(findings.silenced.map { Self.json($0, old) })), ("excused", .array(findings.excused.map { Self.json($0, new) })),
                ("unseen", .array(findings.unseen.map { Self.json($0, old) })),
            ])),
            ("changes", .array(comparison.difference.changes.map(Self.json))),
        ])
    }

    fileprivate static func json(_ figure: FigureDifference) -> JSON {
        let name: String
        var lane: String?
        var role: String?
        switch figure.subject {
        case .handoffs: name = "handoffs"
        case .handoffsPerCase: name = "handoffsPerCase"
        case .leadOfMainPath: name = "leadOfMainPath"
        case .lead: name = "lead"
        case .work: name = "work"
        case .rolledOK: name = "rolledOK"
        case .cost: name = "cost"
        case .load(let ofLane, let ofRole): (name, lane, role) = ("load", ofLane, ofRole)
        }
        func side(_ side: FigureDifference.Side) -> JSON {
            .object([("value", .figure(side.value)), ("isBound", .bool(side.isBound)), ("silent", .strings(side.silent)), ("missing", .strings(side.missing)), ("isAbsent", .bool(side.isAbsent))])
        }
        return .object([
            ("figure", .string(name)), ("lane", .text(lane)), ("role", .text(role)), ("old", side(figure.old)), ("new", side(figure.new)),
            ("change", .figure(figure.change)), ("changeShare", .figure(figure.share)), ("outcome", .string(figure.outcome.rawValue)),
        ])
    }

    private static func json(_ finding: Finding, _ map: ProcessMap) -> JSON { .object(fields(finding, map)) }

    private static func json(_ silenced: FindingDifference.Silenced, _ map: ProcessMap) -> JSON {
        .object(fields(silenced.finding, map) + [(key: "why", value: .string(silenced.why))])
    }

    private static func fields(_ finding: Finding, _ map: ProcessMap) -> [(key: String, value: JSON)] {
        let place = map.named(finding.place)
        return [
            ("rule", .string(finding.rule)), ("severity", .string(finding.severity.rawValue)), ("kind", .string(place.kind)), ("name", .string(place.name)),
            ("message", .string(finding.message)),
        ]
    }

    private static func json(_ change: MapChange) -> JSON {
        func move(_ move: MapChange.Move?) -> JSON { move.map { .object([("from", .string($0.from)), ("to", .string($0.to))]) } ?? .null }
        return .object([
            ("change", .string(change.kind.rawValue)), ("subject", .string(change.subject.rawValue)), ("name", .string(change.name)),
            ("oldName", .text(change.oldName)), ("sort", .text(change.sort)), ("place", .strings(change.place)),
            ("laneMove", move(change.laneMove)), ("placeMove", move(change.placeMove)),
            ("facts", .array(change.facts.map { fact in
                .object([("fact", .string(fact.label)), ("old", .strings(fact.old)), ("new", .strings(fact.new))])
            })),
        ])
    }
}
