import ProcessAnalysis
import ProcessSyntax

extension CheckReport {
    /// The report as GitLab's Code Quality reads it: one JSON array, `[]` where there is nothing.
    public func codeQuality(_ context: ReviewContext) -> String {
        JSON.array(reviewGroups(context).flatMap(\.entries).map { entry in
            .object([
                ("description", .string(entry.sentences.joined(separator: " "))),
                ("check_name", .string(entry.name)),
                ("fingerprint", .string(entry.fingerprint.description)),
                ("severity", .string(Self.codeQualitySeverity(entry))),
                ("location", .object([
                    ("path", .string(entry.path)),
                    // What is in no line is shown at the first.
                    ("lines", .object([("begin", .integer(entry.region?.start.line ?? 1)), ("end", .integer(entry.region?.end.line ?? 1))])),
                ])),
            ])
        }).document()
    }

    /// A map that cannot be read blocks; of the rest an error is critical.
    private static func codeQualitySeverity(_ entry: ReviewEntry) -> String {
        switch entry.severity {
        case .error: entry.origin == .text ? "blocker" : "critical"
        case .warning: "minor"
        case .info: "info"
        }
    }
}
