import ProcessAnalysis
import ProcessModel

extension SimulationReport {
    /// The outcome for people: how long cases take, whom they wait for, and then what was assumed and what is not known.
    public func text(_ format: Page.Format = .plain) -> String {
        entries.map { entry in
            var page = Page(format)
            SimulationPage(map: entry.map).write(entry, to: &page)
            return page.text
        }.joined(separator: "\n\n")
    }
}

/// The outcome of one map, part by part.
struct SimulationPage {
    let map: ProcessMap

    func write(_ entry: SimulationReport.Entry, to page: inout Page) {
        page.add(map.name.string, .strong)
        page.space(2)
        page.line(entry.path, .quiet)
        switch entry.outcome {
        case .notAssessable(let missing):
            page.line("This map cannot be played yet.")
            writeList("What it would have to say", missing, to: &page)
        case .value(let outcome):
            writeHow(outcome, to: &page)
            writeLead(outcome, to: &page)
            writeQueues(outcome, to: &page)
            writeLimits(outcome, to: &page)
            writeList("Assumed", outcome.assumptions, to: &page)
            writeList("Not known", outcome.missing, to: &page)
        }
        if let whatIf = entry.whatIf { write(whatIf, beside: entry.outcome, to: &page) }
    }

    private func writeHow(_ outcome: SimulationOutcome, to page: inout Page) {
        var words = "played \(Simulation.runCount) times with \(Self.grouped(outcome.casesPerRun)) cases"
        if let perMonth = outcome.perMonth {
            words = "\(Numerals.decimal(perMonth)) \(perMonth == 1 ? "case" : "cases") a month, " + words
        }
        if outcome.warmUp > 0 { words += " after \(Self.grouped(outcome.warmUp)) to warm up" }
        words += ", seed \(outcome.settings.seed)"
        page.paragraph(words, indent: 0)
    }

    private func writeList(_ title: String, _ lines: [String], to page: inout Page) {
        guard !lines.isEmpty else { return }
        heading(title, to: &page)
        for line in lines {
            page.add("  - ")
            page.paragraph(line, indent: 4)
        }
    }

    private func heading(_ words: String, to page: inout Page) {
        page.endLine()
        page.line(words, .strong)
    }

    private func write(_ table: Table, to page: inout Page) {
        if table.width + 2 <= page.format.width ?? .max {
            table.write(to: &page, indent: 2)
        } else {
            table.writeBlocks(to: &page, indent: 2)
        }
    }

    private func writeNotes(_ notes: [String], to page: inout Page) {
        for note in notes {
            page.space(2)
            page.paragraph(note, indent: 2, .quiet)
        }
    }

    // MARK: Lead time

    private func writeLead(_ outcome: SimulationOutcome, to page: inout Page) {
        heading("Lead time", to: &page)
        let sign = outcome.isLowerBound ? "≥ " : ""
        for stuck in outcome.stuck {
            page.space(2)
            page.paragraph(
                "\(Numerals.percent(stuck.share.value, places: 1)) of the cases wait for ever at '\(map[stuck.join].name)' and never come to an end; lead times are of the others ('baton check' tells why)",
                indent: 2, .error)
        }
        var table = Table([.left, .right, .right, .right, .right, .right, .right])
        table.add(["", "share", outcome.perMonth == nil ? "" : "a month", "mean", "P50", "P85", "P95"], .quiet)
        table.add(["All cases", "", outcome.perMonth.map { Numerals.decimal($0) } ?? ""] + cells(outcome.lead, sign, Self.businessUnit))
        table.add(["  nights and weekends included", "", ""] + cells(outcome.elapsed, sign, Self.clockUnit))
        for end in outcome.ends {
            let share = Numerals.percent(end.perCase.value)
            let perMonth = outcome.perMonth.map { cases in
                Self.words(cases * end.perCase.value, margin: end.perCase.margin.map { cases * $0 })
            }
            let times = end.perCase.value == 0 ? ["", "", "", ""] : cells(end.lead, sign, Self.businessUnit)
            table.add(["  to \(map[end.end].name)", share, perMonth ?? ""] + times)
        }
        write(table, to: &page)
        var notes = ["P85: 85% of the cases take no longer than this"]
        let margins = [outcome.lead.mean] + outcome.ends.compactMap(\.lead?.mean)
        if margins.contains(where: { ($0.margin ?? 0) > 1e-6 }) {
            notes.append("±: the true figure lies this near with 95% confidence; more cases bring it nearer (--cases)")
        }
        let exact = Self.words(outcome.withoutQueues.expected, Self.businessUnit(outcome.withoutQueues.expected))
        let bound = outcome.isExactLowerBound ? "≥ " : ""
        notes.append(
            outcome.isExactAtMeans
                ? "'baton metrics' says \(bound)\(exact): without queues, as if no lane ever closed, and with each parallel path at its mean; the mean of the cases is another, mostly a longer one"
                : outcome.settings.waits == .queues
                ? "with the waits that the map states, and without queues, the mean is \(bound)\(exact), as 'baton metrics' says"
                : "without waiting for people, and if no lane ever closed, the mean is \(bound)\(exact), as 'baton metrics' says")
        if outcome.ends.reduce(0, { $0 + $1.perCase.value }) > 1.0005 {
            notes.append("a case may come to more than one end, so these shares add up to more than 100%")
        }
        if outcome.ends.contains(where: { $0.perCase.value > 0 && $0.lead?.p95 == nil }) {
            notes.append("?: too few cases came out there to tell")
        }
        if outcome.isLowerBound {
            notes.append(
                !outcome.overloads.isEmpty
                    ? "≥: at least this much, as some queues have no end (see below)"
                    : !outcome.growing.isEmpty
                        ? "≥: at least this much, as some queues still grow (see below)"
                        : "≥: at least this much, as some steps do not say their times")
        }
        if let inProcess = outcome.inProcess {
            notes.append("\(sign)\(Self.words(inProcess.value, margin: inProcess.margin)) cases are on their way at a time")
        }
        writeNotes(notes, to: &page)
    }

    /// Mean and quantiles, a cell each.
    private func cells(_ spread: TimeSpread?, _ sign: String, _ unit: (Double) -> Unit) -> [String] {
        guard let spread else { return ["?", "?", "?", "?"] }
        return [spread.mean, spread.p50, spread.p85, spread.p95].map { figure in
            figure.map { sign + Self.words($0, unit($0.value)) } ?? "?"
        }
    }

    // MARK: Queues

    private func writeQueues(_ outcome: SimulationOutcome, to page: inout Page) {
        guard !outcome.queues.isEmpty || !outcome.overloads.isEmpty else { return }
        heading("Waiting for people", to: &page)
        for overload in outcome.overloads {
            page.space(2)
            page.paragraph(words(overload), indent: 2, .error)
        }
        if !outcome.queues.isEmpty {
            var table = Table([.left, .left, .right, .right, .right, .right, .right, .right])
            table.add(["lane", "role", "people", "load", "mean wait", "P85", "P95", "waiting"], .quiet)
            for queue in outcome.queues {
                let role = map[queue.role]
                let times = cells(queue.wait, "", Self.businessUnit)
                table.add([
                    Table.Cell(map[role.lane].name, .quiet), Table.Cell(role.name),
                    Table.Cell(Numerals.decimal(role.people?.value ?? Double(queue.people))),
                    Table.Cell(Numerals.loadPercent(queue.load), queue.load > Self.busy ? .warning : .plain),
                    Table.Cell(times[0]), Table.Cell(times[2]), Table.Cell(times[3]),
                    Table.Cell(queue.waiting.map { Numerals.decimal($0.value, places: $0.value < 10 ? 1 : 0) } ?? "?"),
                ])
            }
            write(table, to: &page)
        }
        var notes: [String] = []
        if !outcome.queues.isEmpty { notes.append("waiting: how many pieces of work wait for the role at a time") }
        for queue in outcome.queues where queue.load > Self.nearlyFull {
            notes.append("\(map[queue.role].name) is so busy that its queue takes months to settle: take its figures for a rough size")
        }
        for role in outcome.growing {
            notes.append("the waits for \(map[role].name) still grow from the first case played to the last, as what 'on late' sets off adds to its work: its queue may have no end; more cases tell (--cases)")
        }
        writeNotes(notes, to: &page)
    }

    private func words(_ overload: Simulation.Overload) -> String {
        let load = overload.load.map { "is loaded to \(Numerals.loadPercent($0)) by all maps together" + (overload.fromTimers > 0 ? ", \(Numerals.loadPercent(overload.fromTimers)) of that by what 'on late' sets off" : "") } ?? "has no time at all"
        let hours = SimulationPage.words(overload.surplus, Unit(name: "h", minutes: 60))
        let enough = overload.enough.map { "; \(Numerals.count($0.people, "person", "people")) would have time for it (\(Numerals.loadPercent($0.load)))" }
        return "\(map[overload.role].name) \(load), so its queue has no end and is not played: it grows by \(hours) of work a month\(enough ?? "")"
    }

    /// From this load on, queues get long.
    private static let busy = 0.85
    /// From this load on, a run is too short to see all that may happen.
    private static let nearlyFull = 0.95

    // MARK: Limits

    private func writeLimits(_ outcome: SimulationOutcome, to page: inout Page) {
        guard !outcome.limits.isEmpty || !outcome.late.isEmpty || outcome.withinBudget != nil else { return }
        heading("Time limits", to: &page)
        var table = Table([.left, .left, .right])
        table.add(["", "within", "kept"], .quiet)
        if let share = outcome.withinBudget, let budget = map.budgetedLead {
            table.add(["lead time of all cases", budget.written, Self.share(share, outcome.isLowerBound)])
        }
        for kept in outcome.limits {
            table.add([name(of: kept.limit), kept.limit.within.written, Self.share(kept.share, kept.isUpperBound)])
        }
        for late in outcome.late {
            // Late is what does not keep the time.
            let flow = map[late.timer.flow]
            let kept = SampledShare(value: 1 - late.share.value, margin: late.share.margin)
            table.add(["\(map[flow.from].name), before it is late", late.timer.after.written, Self.share(kept, late.isLowerBound)])
        }
        write(table, to: &page)
        var notes: [String] = []
        if !outcome.limits.isEmpty { notes.append("a handoff keeps its limit when work on what was handed over begins by then") }
        if outcome.limits.contains(where: \.isUpperBound) || outcome.late.contains(where: \.isLowerBound) || (outcome.withinBudget != nil && outcome.isLowerBound) {
            notes.append("≤: at most so often, as some times are not known or some queues have no end")
        }
        writeNotes(notes, to: &page)
    }

    func name(of limit: SimulationLimit) -> String {
        let what = map.terms(of: limit.handoff)?.artifact.map { "'\($0.string)' to " } ?? ""
        return what + map[map[limit.handoff].to].name
    }

    private struct SampledShare {
        let value: Double
        let margin: Double?
    }

    static func share(_ figure: SampledFigure, _ isUpperBound: Bool) -> String {
        share(SampledShare(value: figure.value, margin: figure.margin), isUpperBound)
    }

    private static func share(_ figure: SampledShare, _ isUpperBound: Bool) -> String {
        // Nothing is less often than never.
        let words = (isUpperBound && figure.value > 0 ? "≤ " : "") + Numerals.percent(figure.value, places: 1)
        guard let margin = figure.margin, margin >= 0.0005 else { return words }
        return words + " ± " + Numerals.percent(margin, places: 1)
    }

    // MARK: Figures

    /// What a time is written in, and how many minutes that has.
    struct Unit {
        let name: String
        let minutes: Double
    }

    static func businessUnit(_ minutes: Double) -> Unit {
        if minutes < 59.95 { return Unit(name: "min", minutes: 1) }
        return minutes < 16 * 60 ? Unit(name: "bh", minutes: 60) : Unit(name: "bd", minutes: 480)
    }

    static func clockUnit(_ minutes: Double) -> Unit {
        if minutes < 59.95 { return Unit(name: "min", minutes: 1) }
        return minutes < 48 * 60 ? Unit(name: "h", minutes: 60) : Unit(name: "d", minutes: 1440)
    }

    /// `3.4 bd ± 0.1`; a figure that does not vary has no margin.
    static func words(_ figure: SampledFigure, _ unit: Unit) -> String {
        let words = words(figure.value, unit)
        guard figure.value >= 0.05 else { return words }
        guard let margin = figure.margin, margin > 1e-6 * max(1, figure.value) else { return words }
        let shown = margin / unit.minutes
        return words + " ± " + (shown < 0.05 ? "<0.1" : Numerals.decimal(shown, places: 1))
    }

    static func words(_ minutes: Double, _ unit: Unit) -> String {
        "\(Numerals.decimal(minutes / unit.minutes, places: 1)) \(unit.name)"
    }

    /// `52.9 ± 0.8`.
    static func words(_ value: Double, margin: Double?) -> String {
        let words = Numerals.decimal(value, places: 1)
        guard let margin, margin >= 0.05 else { return words }
        return words + " ± " + Numerals.decimal(margin, places: 1)
    }

    /// `20,000`.
    private static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var position = digits.count - 3
        while position > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: position))
            position -= 3
        }
        return digits
    }
}
