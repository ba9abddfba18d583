import ProcessAnalysis
import ProcessSyntax

extension CheckReport {
    /// No more errors of the language than this are told of one file; the first ones cause the rest.
    static let mostDiagnostics = 50

    /// The report for people.
    ///
    /// One part a file, in order of position. A rule speaks once a file, where it fires first: there
    /// it says why it matters, what to do and what to ask; the other places where it fires are
    /// listed with it, a line each, so that what is said often does not drown what is said once.
    public func text(_ format: Page.Format = .plain, workers: Workers = inTurn) -> String {
        let groups = groups()
        let parts = workers(groups.count) { index in
            var page = Page(format, room: 512 * (groups[index].findings.count + groups[index].diagnostics.count))
            write(groups[index], to: &page)
            return page.text
        }
        let closing = closing(groups, format)
        // A thousand maps give megabytes: they are put in place once, not as they grow.
        var text = ""
        text.reserveCapacity(parts.reduce(closing.utf8.count) { $0 + $1.utf8.count })
        for part in parts { text += part }
        text += closing
        if text.hasSuffix("\n\n") { text.removeLast() }
        return text
    }

    /// What is to be said of all files together.
    private func closing(_ groups: [Group], _ format: Page.Format) -> String {
        var page = Page(format)
        let checked = files.filter(\.isChecked).count
        if groups.filter(\.isTold).count > 1 {
            let total = groups.reduce(Tally()) { $0 + $1.tally }
            page.add(Numerals.count(checked, "map") + " checked: ", .strong)
            page.line((total.total == 0 && baseline != nil ? "nothing new" : total.words.lowercased()) + ".", total.style)
        }
        if !groups.contains(where: \.isTold) {
            page.line("There is no process in these files, and nothing is wrong with what they share.")
        }
        if let baseline { write(baseline, to: &page) }
        writeTable(of: groups, to: &page)
        if groups.contains(where: { !$0.findings.isEmpty }) {
            page.line("For more on a rule: baton explain RULE", .quiet)
        }
        return page.text
    }

    private func write(_ group: Group, to page: inout Page) {
        guard group.isTold else { return }
        if let file = group.file, file.isChecked {
            let map = file.map
            page.add(map.name.string, .strong)
            if let state = map.state { page.add(" (\(state.rawValue))") }
            page.space(2)
        }
        page.line(group.source.name, .quiet)
        page.endLine()
        for diagnostic in group.diagnostics.prefix(Self.mostDiagnostics) {
            write(diagnostic, to: &page)
        }
        if group.diagnostics.count > Self.mostDiagnostics {
            let rest = group.diagnostics.count - Self.mostDiagnostics
            page.paragraph("\(rest) more in \(group.source.name). Mend the first ones: they may cause the rest.", indent: 0)
            page.endLine()
        }
        for (first, others) in Self.byRule(group.findings) {
            write(first, others, to: &page)
        }
        writeSummary(of: group, to: &page)
    }

    /// Findings of one rule and severity together, in the order in which each first appears.
    private static func byRule(_ findings: [GroupedFinding]) -> [(first: GroupedFinding, others: [GroupedFinding])] {
        struct Key: Hashable {
            let rule: String
            let severity: Severity
        }
        var order: [(first: GroupedFinding, others: [GroupedFinding])] = []
        var place: [Key: Int] = [:]
        for finding in findings {
            let key = Key(rule: finding.finding.rule, severity: finding.finding.severity)
            if let index = place[key] {
                order[index].others.append(finding)
            } else {
                place[key] = order.count
                order.append((finding, []))
            }
        }
        return order
    }

    private func write(_ diagnostic: Diagnostic, to page: inout Page) {
        var notes = related(diagnostic.related)
        notes += diagnostic.fixes.map { Note(label: "fix", text: $0.message) }
        write(diagnostic.severity, diagnostic.name, diagnostic.message, at: diagnostic.span, notes, to: &page)
    }

    private func write(_ shown: GroupedFinding, _ others: [GroupedFinding], to page: inout Page) {
        let finding = shown.finding
        var notes = related(finding.related) + related(finding.lapsedExcuse)
        if let why = Catalogue.standard.rule(named: finding.rule)?.why { notes.append(Note(label: "why", text: why)) }
        notes.append(Note(label: "fix", text: finding.remedy))
        notes.append(Note(label: "ask", text: finding.question))
        if let maps = users(of: shown) { notes.append(Note(label: "in", text: maps)) }
        for (index, other) in others.enumerated() {
            let line = line(of: other.finding.span).map { "line \($0): " } ?? ""
            let maps = users(of: other).map { " (\($0))" } ?? ""
            let excuse = other.finding.lapsedExcuse.map { " (\($0.message))" } ?? ""
            notes.append(Note(label: index == 0 ? "also" : "", text: line + other.finding.message + excuse + maps))
        }
        write(finding.severity, finding.rule, finding.message, at: finding.span, notes, to: &page)
    }

    /// The maps that show a finding, where it points into a file they share.
    private func users(of shown: GroupedFinding) -> String? {
        guard !shown.others.isEmpty || files[shown.first].file != shown.finding.span.file else { return nil }
        let names = shown.shownBy.filter { files[$0].file != shown.finding.span.file }.map { files[$0].map.name.string }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    private struct Note {
        let label: String
        let text: String
    }

    private func related(_ related: Diagnostic.Related?) -> [Note] {
        guard let related, let place = place(of: related.span) else { return [] }
        return [Note(label: "see", text: "\(place): \(related.message)")]
    }

    private func write(
        _ severity: Severity, _ name: String, _ message: String, at span: Span, _ notes: [Note], to page: inout Page
    ) {
        let style = Page.Style(severity)
        page.headline("\(severity.rawValue)[\(name)]", style, message)
        var gutter = 1
        if let source = source(of: span) {
            gutter = String(source.lineNumber(at: Int(span.start))).count
            let excerpt = Excerpt(source, span, room: (page.format.width ?? .max) - gutter - 3)
            page.space(gutter)
            page.add("--> ", .quiet)
            page.line(place(of: span) ?? source.name)
            page.space(gutter + 1)
            page.line("|", .quiet)
            page.add("\(excerpt.number) | ", .quiet)
            page.line(excerpt.line)
            page.space(gutter + 1)
            page.add("|", .quiet)
            page.space(excerpt.indent + 1)
            page.line(String(repeating: "^", count: excerpt.marks), style)
        }
        let labels = notes.map { $0.label.count }.max() ?? 0
        for note in notes {
            page.space(gutter + 1)
            if note.label.isEmpty {
                page.space(labels + 4)
            } else {
                page.add("= ", .quiet)
                page.add("\(note.label):".padded(to: labels + 2), .strong)
            }
            page.paragraph(note.text, indent: gutter + labels + 5)
        }
        page.endLine()
    }

    private func writeSummary(of group: Group, to page: inout Page) {
        let tally = group.tally
        if let verdict = group.file?.verdict {
            page.add((tally.total == 0 && group.file?.comparison != nil ? "Nothing new" : tally.words) + ".", tally.style)
            write(verdict, beside: group.file?.comparison, to: &page)
        } else if let file = group.file, file.isChecked {
            if tally.total > 0 { page.add(tally.words + ". ", tally.style) }
            let place = group.diagnostics.contains { $0.severity == .error } ? "the errors" : "the errors of the file it uses"
            page.line("The rules were not run: mend \(place) first.")
        } else {
            page.line(tally.words + ".", tally.style)
        }
        page.endLine()
    }

    private func write(_ verdict: RuleReport, beside comparison: BaselineComparison?, to page: inout Page) {
        page.add(" \(verdict.assessedCount) of \(Numerals.count(verdict.ruleCount, "rule")) could be assessed")
        if !verdict.excused.isEmpty {
            page.add("; \(Numerals.count(verdict.excused.count, "finding")) excused by 'allow:'")
        }
        if let known = comparison?.knownCount, known > 0 { page.add("; \(Numerals.count(known, "finding")) of the baseline not shown") }
        page.line(".")
        // Who asks what is new has seen before what the others lack.
        if comparison != nil { return write(verdict.gaps.filter { $0.rule == BaselineSummary.rule }, "Compared in part:", to: &page) }
        let ofBPMN = [Catalogue.notInBPMN, Catalogue.notInFile]
        for reason in ofBPMN {
            let lacking = verdict.notAssessable.filter { $0.missing == reason }
            if !lacking.isEmpty { page.paragraph("\(Numerals.count(lacking.count, "rule")) cannot tell: \(reason).", indent: 0) }
        }
        write(verdict.notAssessable.filter { !ofBPMN.contains($0.missing) }, "Not assessable:", to: &page)
        write(verdict.gaps.filter(\.isPartial), "Assessed in part:", to: &page)
        writeUnlock(of: verdict, to: &page)
    }

    /// Which one figure would let most rules look. Where only one rule waits, its own line says it.
    private func writeUnlock(of verdict: RuleReport, to page: inout Page) {
        guard let unlock = verdict.unlocks.first, unlock.rules.count > 1 else { return }
        let further = unlock.rules.count - unlock.blindCount
        let gain = switch (unlock.blindCount, further) {
        case (0, _): "\(further) rules look further"
        case (_, 0): "\(unlock.blindCount) more rules look"
        default: "\(Numerals.count(unlock.blindCount, "more rule")) look, and \(further) look further"
        }
        page.paragraph(
            "Writing \(unlock.number.words), as in `\(unlock.number.example)`, would let \(gain): \(unlock.rules.joined(separator: ", ")).", indent: 0)
    }

    private func write(_ gaps: [RuleReport.Gap], _ heading: String, to page: inout Page) {
        guard !gaps.isEmpty else { return }
        page.line(heading)
        let column = gaps.map { Printable.columns($0.rule) }.max() ?? 0
        // Several rules may lack one thing, which is then said once.
        var told: [String: String] = [:]
        for (index, gap) in gaps.enumerated() {
            let isNew = index == 0 || gaps[index - 1].rule != gap.rule
            page.space(2)
            page.add((isNew ? gap.rule : "").padded(to: column), .quiet)
            page.space(2)
            if let other = told[gap.missing], other != gap.rule {
                page.line("the same as for \(other)")
            } else {
                told[gap.missing] = gap.rule
                page.paragraph(gap.missing, indent: column + 4)
            }
        }
    }

    private func source(of span: Span) -> SourceText? {
        let index = Int(span.file.index)
        return sources.indices.contains(index) ? sources[index] : nil
    }

    private func line(of span: Span) -> Int? { source(of: span)?.lineNumber(at: Int(span.start)) }

    /// `file:line:column`.
    private func place(of span: Span) -> String? {
        guard let source = source(of: span) else { return nil }
        let position = source.position(at: Int(span.start))
        return "\(source.name):\(position.line):\(position.column)"
    }
}

extension Tally {
    var style: Page.Style { errors > 0 ? .error : warnings > 0 ? .warning : infos > 0 ? .info : .good }
}
