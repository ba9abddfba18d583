import ProcessAnalysis
import ProcessModel
import ProcessSyntax

extension DifferenceReport {
    /// For people: the figures first, then what the rules find, then what has changed, subject by subject.
    public func text(_ format: Page.Format = .plain) -> String {
        var page = Page(format)
        let shared = shared()
        let known = Set(shared.map(\.change))
        let told = changedPairs.filter { $0.saysSomething(besides: known) }
        // Who reads of several maps wants to know first how many there are.
        if told.count + added.count + removed.count > 1 { page.line(summary, .strong) }
        for (index, pair) in told.enumerated() {
            if index > 0 || told.count + added.count + removed.count > 1 { page.line() ; page.line() }
            DifferencePage(pair: pair, shared: known, heading: pair.heading(among: told)).write(to: &page)
        }
        if !shared.isEmpty {
            if told.isEmpty { page.line("In several maps", .strong) } else { page.heading("In several maps", "what they share") }
            for (change, maps) in shared {
                DifferencePage.write(change, to: &page)
                page.space(6)
                page.paragraph("in \(maps.count) maps: " + maps.joined(separator: ", "), indent: 6, .quiet)
            }
        }
        writeLone(added, "New maps", "+", changedPairs.isEmpty, to: &page)
        writeLone(removed, "Maps that are gone", "−", changedPairs.isEmpty && added.isEmpty, to: &page)
        let same = pairs.count - changedPairs.count
        if isEmpty {
            page.line(pairs.count == 1 ? "\(pairs[0].new.name.string): nothing has changed" : "\(Numerals.count(pairs.count, "map")): nothing has changed", .strong)
        } else if same > 0 {
            page.line()
            page.line("\(Numerals.count(same, "other map")): nothing has changed", .quiet)
        }
        return page.text
    }

    private func writeLone(_ maps: [Lone], _ heading: String, _ sign: String, _ isFirst: Bool, to page: inout Page) {
        guard !maps.isEmpty else { return }
        if isFirst { page.line(heading, .strong) } else { page.heading(heading) }
        for map in maps {
            page.add("  \(sign) ")
            page.add(map.name, .strong)
            page.space(2)
            page.line(map.path, .quiet)
            if !map.figures.isEmpty {
                page.space(6)
                page.paragraph(map.figures.map(DifferenceWords.plain).joined(separator: ", "), indent: 6, .quiet)
            }
            for finding in map.findings {
                page.add("      + ")
                page.add("\(finding.severity.rawValue)[\(finding.rule)]", Page.Style(finding.severity))
                page.paragraph(": " + finding.message, indent: 10)
            }
        }
    }
}

/// What has changed in one map.
struct DifferencePage {
    let pair: DifferenceReport.Pair
    /// What is told with other maps.
    let shared: Set<MapChange>
    let heading: String

    private var comparison: ProcessComparison { pair.comparison }

    func write(to page: inout Page) {
        page.add(heading, .strong)
        if pair.columns.old != "before" { page.add(": \(pair.columns.old) → \(pair.columns.new)", .strong) }
        page.endLine()
        page.line(pair.oldPath == pair.newPath ? pair.newPath : "\(pair.oldPath) → \(pair.newPath)", .quiet)
        writeFigures(to: &page)
        writeFindings(to: &page)
        for subject in MapChange.Subject.allCases {
            let changes = pair.changes.filter { $0.subject == subject && !shared.contains($0) }
            guard !changes.isEmpty else { continue }
            page.heading(DifferenceWords.heading(subject), subject == .process ? "" : DifferenceWords.counts(changes))
            for change in changes { Self.write(change, to: &page) }
        }
    }

    // MARK: Figures

    private func writeFigures(to page: inout Page) {
        let figures = pair.figures
        guard !figures.isEmpty else { return }
        page.heading("Figures")
        var table = Table([.left, .right, .right, .right, .right, .left])
        table.add(["", pair.columns.old, pair.columns.new, "change", "", ""], .quiet)
        for figure in figures {
            let style: Page.Style = switch figure.outcome {
            case .better: .good
            case .worse: .warning
            case .same, .other, .unclear: .quiet
            }
            let values = DifferenceWords.values(figure)
            table.add([
                Table.Cell(DifferenceWords.name(figure.subject)), Table.Cell(values.old), Table.Cell(values.new),
                Table.Cell(DifferenceWords.change(figure), style), Table.Cell(DifferenceWords.share(figure), style),
                Table.Cell(DifferenceWords.outcome(figure), style),
            ])
        }
        if table.width + 2 <= page.format.width ?? .max { table.write(to: &page, indent: 2) } else { table.writeBlocks(to: &page, indent: 2) }
        for note in DifferenceWords.notes(figures) {
            page.add("  ")
            page.paragraph(note, indent: 2, .quiet)
        }
    }

    // MARK: Findings

    private func writeFindings(to page: inout Page) {
        let findings = comparison.findings
        guard !findings.isEmpty else { return }
        page.heading("Findings", DifferenceWords.counts(findings))
        for (word, some) in [("+", findings.fresh), ("+ graver:", findings.graver)] {
            for finding in some {
                page.add("  \(word) ")
                page.add("\(finding.severity.rawValue)[\(finding.rule)]", Page.Style(finding.severity))
                page.paragraph(": " + finding.message, indent: 6)
            }
        }
        for line in DifferenceWords.silenced(findings, old: pair.old, new: pair.new) {
            page.add("  ! ", .warning)
            page.add(line.why + ": ")
            page.add("\(line.severity.rawValue)[\(line.rule)]", Page.Style(line.severity))
            page.paragraph(line.words, indent: 6)
        }
        for (word, some, map) in [("−", findings.gone, pair.old), ("− lighter:", findings.lighter, pair.new)] {
            for group in DifferenceWords.groups(some, map) {
                page.add("  \(word) ", .good)
                page.add("\(group.severity.rawValue)[\(group.rule)]", .quiet)
                page.paragraph(group.words, indent: 6, .quiet)
            }
        }
    }

    /// Short facts share a line.
    private static func inLines(_ facts: [String], _ width: Int) -> [String] {
        var lines: [String] = []
        for fact in facts {
            if let last = lines.last, Printable.columns(last) + Printable.columns(fact) + 10 < width { lines[lines.count - 1] = last + ", " + fact } else { lines.append(fact) }
        }
        return lines
    }

    // MARK: Changes

    /// The name on a line with what it says; where that is much, each on a line of its own.
    static func write(_ change: MapChange, to page: inout Page) {
        let style: Page.Style = switch change.kind {
        case .added: .good
        case .removed: .quiet
        case .changed: .plain
        }
        guard change.subject != .process else {
            for fact in change.facts {
                page.add("  ~ ")
                page.paragraph(DifferenceWords.words(fact), indent: 6)
            }
            return
        }
        page.add("  ")
        page.add(DifferenceWords.sign(change) + " ", style)
        page.add(DifferenceWords.title(change), .strong)
        var parts = DifferenceWords.parts(change)
        if change.kind != .changed {
            let (place, facts) = DifferenceWords.told(change)
            parts = (place.isEmpty ? [] : [place]) + inLines(facts, page.format.width ?? 110)
        }
        let room = (page.format.width ?? 110) - 4 - Printable.columns(Printable.shown(DifferenceWords.title(change)))
        let line = parts.joined(separator: ", ")
        if parts.isEmpty { return page.endLine() }
        if Printable.columns(line) + 2 <= room {
            page.space(2)
            return page.line(line)
        }
        page.endLine()
        for part in parts {
            page.space(6)
            page.paragraph(part, indent: 8)
        }
    }
}
