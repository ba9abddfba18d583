import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis
@testable import ProcessReport

/// A report on maps whose findings are said by hand, so that no test hangs on the wording of a rule.
struct ReportMaker {
    private var sources: [SourceText] = []
    private var files: [CheckedFile] = []

    /// Adds a map, with findings at the words given.
    mutating func add(
        _ name: String, _ text: String, findings: [(rule: String, severity: Severity, at: String)] = [],
        gaps: [RuleReport.Gap] = [], ruleCount: Int = 20
    ) {
        let source = SourceText(id: FileID(sources.count), name: name, text: text)
        let shared = sources.map { SyntaxTree(parsing: $0) }
        sources.append(source)
        let resolution = Resolver.resolve(SyntaxTree(parsing: source), using: shared.filter { $0.source.name == "organization.baton" })
        var verdict: RuleReport?
        if resolution.map.isProcess, resolution.diagnostics.isEmpty {
            var report = RuleReport()
            report.findings = findings.map { finding in
                Finding(
                    rule: finding.rule, severity: finding.severity, message: "'\(finding.at)' is not as it should be",
                    place: .process, span: span(of: finding.at), remedy: "mend '\(finding.at)'",
                    question: "What of '\(finding.at)'?")
            }.sorted { $0.span < $1.span }
            report.gaps = gaps
            report.ruleCount = ruleCount
            report.assessedCount = ruleCount - Set(gaps.filter { !$0.isPartial }.map(\.rule)).count
            verdict = report
        }
        files.append(CheckedFile(file: source.id, map: resolution.map, diagnostics: resolution.diagnostics, verdict: verdict))
    }

    var report: CheckReport { CheckReport(sources: sources, files: files) }

    /// The first place of some words, in the newest text first.
    private func span(of words: String) -> Span {
        let wanted = Array(words.utf8)
        for source in sources.reversed() {
            let bytes = source.bytes
            for start in 0..<max(1, bytes.count - wanted.count + 1) where bytes[start...].starts(with: wanted) {
                return Span(file: source.id, start: start, end: start + wanted.count)
            }
        }
        Issue.record("'\(words)' stands nowhere")
        return Span(file: FileID(0), start: 0, end: 0)
    }
}

/// Compares line by line, so that a failure shows which line differs.
func expectText(_ actual: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    guard actual != expected else { return }
    let actualLines = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(actualLines, expectedLines).prefix { $0 == $1 }.count
    Issue.record("line \(line + 1) differs; the whole text:\n\(actual)", sourceLocation: sourceLocation)
}
