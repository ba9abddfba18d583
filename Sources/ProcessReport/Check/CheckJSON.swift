import ProcessAnalysis
import ProcessModel
import ProcessSyntax

extension CheckReport {
    /// The version of the JSON format. It grows when a field changes its meaning or goes; new
    /// fields may come without it.
    static let formatVersion = 1

    /// The report for programs; docs/json.md describes it.
    public func json(workers: Workers = inTurn) -> String {
        let groups = groups()
        let files = workers(groups.count) { json(groups[$0]).text(level: 2) }
        let total = groups.reduce(Tally()) { $0 + $1.tally }
        return JSON.object([
            ("format", .string("baton-check")),
            ("formatVersion", .integer(Self.formatVersion)),
            ("tool", .object([("name", .string("baton")), ("version", .string(Baton.version))])),
            ("files", .array(files.map(JSON.written))),
            ("baseline", baseline.map(json) ?? .null),
            ("summary", .object([("maps", .integer(self.files.filter(\.isChecked).count))] + total.fields)),
        ]).document()
    }

    private func json(_ group: Group) -> JSON {
        let verdict = group.file?.verdict
        let map = group.file?.map
        return .object([
            ("path", .string(group.source.name)),
            ("process", map.flatMap { $0.isProcess ? .string($0.name.string) : nil } ?? .null),
            ("diagnostics", .array(group.diagnostics.map(json))),
            ("findings", .array(group.findings.map(json))),
            ("excused", .array((verdict?.excused ?? []).map { json(GroupedFinding(finding: $0, first: group.index)) })),
            ("notAssessable", .array((verdict?.gaps ?? []).map {
                .object([("rule", .string($0.rule)), ("missing", .string($0.missing)), ("inPart", .bool($0.isPartial))])
            })),
            ("unlocks", .array((verdict?.unlocks ?? []).map {
                .object([
                    ("number", .string($0.number.rawValue)), ("example", .string($0.number.example)),
                    ("rules", .array($0.rules.map { .string($0) })), ("blind", .integer($0.blindCount)),
                ])
            })),
            ("rules", verdict.map {
                .object([("asked", .integer($0.ruleCount)), ("assessed", .integer($0.assessedCount))])
            } ?? .null),
            ("summary", .object(group.tally.fields)),
        ])
    }

    private func json(_ diagnostic: Diagnostic) -> JSON {
        .object([
            ("name", .string(diagnostic.name)),
            ("severity", .string(diagnostic.severity.rawValue)),
            ("message", .string(diagnostic.message)),
            ("location", location(diagnostic.span)),
            ("related", related(diagnostic.related)),
            ("fixes", .array(diagnostic.fixes.map(json))),
        ])
    }

    private func json(_ fix: Fix) -> JSON {
        .object([
            ("message", .string(fix.message)),
            ("edit", fix.edit.map(json) ?? .null),
            ("edits", .array(fix.edits.map(json))),
            ("certain", .bool(fix.isCertain)),
        ])
    }

    private func json(_ edit: Fix.Edit) -> JSON {
        .object([("location", location(edit.span)), ("text", .string(edit.text))])
    }

    private func json(_ shown: GroupedFinding) -> JSON {
        let finding = shown.finding
        let rule = Catalogue.standard.rule(named: finding.rule)
        let place = files[shown.first].map.named(finding.place)
        return .object([
            ("rule", .string(finding.rule)),
            ("category", .text(rule?.category.rawValue)),
            ("severity", .string(finding.severity.rawValue)),
            ("message", .string(finding.message)),
            ("location", location(finding.span)),
            ("related", related(finding.related)),
            ("lapsedExcuse", related(finding.lapsedExcuse)),
            ("place", .object([("kind", .string(place.kind)), ("name", .string(place.name))])),
            ("maps", .strings(shown.shownBy.map { sources[Int(files[$0].file.index)].name })),
            ("why", .text(rule?.why)),
            ("remedy", .string(finding.remedy)),
            ("question", .string(finding.question)),
        ])
    }

    private func related(_ related: Diagnostic.Related?) -> JSON {
        related.map {
            .object([("location", location($0.span)), ("message", .string($0.message))])
        } ?? .null
    }

    private func location(_ span: Span) -> JSON {
        let index = Int(span.file.index)
        guard sources.indices.contains(index) else { return .null }
        let source = sources[index]
        func json(_ offset: Int32) -> JSON {
            let position = source.position(at: Int(offset))
            return .object([
                ("line", .integer(position.line)), ("column", .integer(position.column)), ("offset", .integer(Int(offset))),
            ])
        }
        return .object([
            ("path", .string(source.name)), ("start", json(span.start)), ("end", json(span.end)),
        ])
    }
}

extension Tally {
    var fields: [(key: String, value: JSON)] {
        [("errors", .integer(errors)), ("warnings", .integer(warnings)), ("info", .integer(infos))]
    }
}
