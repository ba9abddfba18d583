import ProcessAnalysis
import ProcessModel
import ProcessSyntax

extension CheckReport {
    /// What is said of the baseline, for programs; docs/json.md describes it.
    func json(_ baseline: BaselineSummary) -> JSON {
        let compared = files.compactMap { file in file.comparison.map { (file: file, comparison: $0) } }
        func path(_ file: CheckedFile) -> (key: String, value: JSON) {
            let index = Int(file.file.index)
            return ("map", .string(sources.indices.contains(index) ? sources[index].name : ""))
        }
        func place(_ kind: String, _ name: String) -> (key: String, value: JSON) {
            ("place", .object([("kind", .string(kind)), ("name", .string(name))]))
        }
        func gone(_ finding: KnownFinding, in file: CheckedFile) -> JSON {
            .object([
                path(file), ("rule", .string(finding.rule)), ("severity", .string(finding.severity.rawValue)),
                place(finding.kind, finding.name), ("message", .string(finding.message)),
            ])
        }
        func worse(_ change: WorseFinding, in file: CheckedFile) -> JSON {
            let finding = change.finding
            let named = file.map.named(finding.place)
            return .object([
                path(file), ("rule", .string(finding.rule)), ("severity", .string(finding.severity.rawValue)),
                place(named.kind, named.name), ("message", .string(finding.message)), ("was", .string(change.was)),
            ])
        }
        var fields: [(key: String, value: JSON)] = [
            ("path", .string(baseline.path)),
            ("agreed", .text(baseline.agreed.map { BaselineText.date($0.date) })),
            ("because", .text(baseline.agreed?.because)),
            ("new", .integer(freshCount)), ("known", .integer(knownCount)), ("unseen", .integer(unseenCount)),
        ]
        fields.append(("gone", .array(compared.flatMap { file, comparison in comparison.gone.map { gone($0, in: file) } })))
        fields.append(("worse", .array(compared.flatMap { file, comparison in comparison.worse.map { worse($0, in: file) } })))
        fields.append(("renamed", .array(compared.flatMap { file, comparison -> [JSON] in
            comparison.renames.map { .object([path(file), ("was", .string($0.was)), ("now", .string($0.now))]) }
        })))
        fields.append(("better", .array(compared.flatMap { file, comparison -> [JSON] in
            comparison.better.map { .object([path(file), ("message", .string($0.words))]) }
        })))
        fields.append(("outOfDate", .strings(baseline.staleness)))
        return .object(fields)
    }
}
