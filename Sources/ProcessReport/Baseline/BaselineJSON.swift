import ProcessAnalysis
import ProcessSyntax

extension CheckReport {
    /// What is said of the baseline, for programs; docs/json.md describes it.
    func json(_ baseline: BaselineSummary) -> JSON {
        let compared = files.filter { $0.comparison != nil }
        func path(_ file: CheckedFile) -> JSON {
            let index = Int(file.file.index)
            return .string(sources.indices.contains(index) ? sources[index].name : "")
        }
        return .object([
            ("path", .string(baseline.path)),
            ("agreed", .text(baseline.agreed.map { BaselineText.date($0.date) })),
            ("because", .text(baseline.agreed?.because)),
            ("new", .integer(freshCount)), ("known", .integer(knownCount)), ("unseen", .integer(unseenCount)),
            ("gone", .array(compared.flatMap { file in
                (file.comparison?.gone ?? []).map { finding in
                    .object([
                        ("map", path(file)), ("rule", .string(finding.rule)), ("severity", .string(finding.severity.rawValue)),
                        ("place", .object([("kind", .string(finding.kind)), ("name", .string(finding.name))])),
                        ("message", .string(finding.message)),
                    ])
                }
            })),
            ("better", .array(compared.flatMap { file in
                (file.comparison?.better ?? []).map { .object([("map", path(file)), ("message", .string($0.words))]) }
            })),
            ("outOfDate", .strings(baseline.staleness)),
        ])
    }
}
