import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// A baseline for people: who agreed when and why, how each map stood, and which findings are lived with.
public struct BaselinePage {
    private let baseline: Baseline
    private let path: String

    public init(_ baseline: Baseline, path: String) {
        self.baseline = baseline
        self.path = path
    }

    public func text(_ format: Page.Format = .plain) -> String {
        var page = Page(format)
        page.add("Baseline", .strong)
        page.space(2)
        page.line(path, .quiet)
        for agreement in baseline.agreements {
            page.add("  agreed \(BaselineText.date(agreement.date))")
            page.paragraph(agreement.because.map { "  " + $0 } ?? "", indent: 21)
        }
        guard !baseline.maps.isEmpty else {
            page.line("  It knows no map.")
            return page.text
        }
        page.endLine()
        maps.write(to: &page, indent: 2)
        writeNotes(to: &page)
        writeRules("What is lived with", baseline.maps.map(\.known), to: &page)
        writeRules("What had been found and has gone", baseline.maps.map(\.gone), to: &page)
        return page.text
    }

    private var maps: Table {
        var table = Table([.left, .right, .right, .right, .right, .right, .right, .right, .right, .left])
        let heads = ["map", "errors", "warnings", "info", "gone", "handoffs", "a case", "lead time", "rolled ok", "load"]
        table.add(heads, .quiet)
        for map in baseline.maps {
            let figures = map.figures
            func count(_ severity: Severity) -> String { "\(map.known.count { $0.severity == severity })" }
            table.add([
                map.id, count(.error), count(.warning), count(.info), "\(map.gone.count)", "\(figures.handoffs)",
                figures.handoffsPerCase.map { Numerals.decimal($0) } ?? "?",
                figures.lead.map { ($0.isBound ? "≥ " : "") + Numerals.businessTime(minutes: $0.value, minutesPerDay: 0) } ?? "?",
                figures.rolledOK.map { ($0.isBound ? "≤ " : "") + Numerals.percent($0.value) } ?? "?",
                figures.loads.isEmpty
                    ? "?" : figures.loads.map { "\($0.role) \($0.share.isBound ? "≥ " : "")\(Numerals.loadPercent($0.share.value))" }.joined(separator: ", "),
            ])
        }
        return table
    }

    /// What the signs of the table mean, as far as they stand there.
    private func writeNotes(to page: inout Page) {
        let figures = baseline.maps.map(\.figures)
        if figures.contains(where: { $0.lead?.isBound == true || $0.loads.contains { $0.share.isBound } || $0.rolledOK?.isBound == true }) {
            page.line("  ≥, ≤: at least, at most this much, as some steps do not say theirs", .quiet)
        }
        if figures.contains(where: { $0.handoffsPerCase == nil || $0.lead == nil || $0.rolledOK == nil || $0.loads.isEmpty }) {
            page.line("  ?: not known", .quiet)
        }
    }

    private func writeRules(_ title: String, _ maps: [[KnownFinding]], to page: inout Page) {
        struct Row {
            let severity: Severity
            let rule: String
            var places = 0
            var maps = 0
        }
        var rows: [String: Row] = [:]
        for findings in maps {
            var seen = Set<String>()
            for finding in findings {
                let key = "\(finding.severity.rawValue) \(finding.rule)"
                rows[key, default: Row(severity: finding.severity, rule: finding.rule)].places += 1
                if seen.insert(key).inserted { rows[key]?.maps += 1 }
            }
        }
        guard !rows.isEmpty else { return }
        let sorted = rows.values.sorted { a, b in
            if a.severity != b.severity { return a.severity > b.severity }
            return a.places != b.places ? a.places > b.places : a.rule < b.rule
        }
        var table = Table([.left, .left, .right, .right, .left])
        table.add(["", "rule", "places", "maps", "in short"], .quiet)
        for row in sorted {
            table.add([
                Table.Cell(row.severity.rawValue, Page.Style(row.severity)), Table.Cell(row.rule), Table.Cell("\(row.places)"),
                Table.Cell("\(row.maps)"), Table.Cell(Catalogue.standard.rule(named: row.rule)?.title ?? "", .quiet),
            ])
        }
        page.endLine()
        page.line(title, .strong)
        table.write(to: &page, indent: 2)
    }
}
