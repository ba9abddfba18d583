import ProcessAnalysis
import ProcessModel

extension MetricsPage {
    /// A line for each way through the map: the main path, all cases, those that reach each end.
    func writeFigures(to page: inout Page) {
        heading("Figures", to: &page)
        let room = page.format.width ?? .max
        // On a narrow screen the days beside the hours go first, then what is told elsewhere too.
        let tables = [(true, true), (false, true), (false, false)].map { figures(withDays: $0, withCounts: $1) }
        if let table = tables.first(where: { $0.width + 2 <= room }) {
            table.write(to: &page, indent: 2)
        } else {
            tables[0].writeBlocks(to: &page, indent: 2)
        }
        for note in figureNotes { page.add("  "); page.paragraph(note, indent: 2, .quiet) }
    }

    func figures(withDays: Bool, withCounts: Bool) -> Table {
        func count(_ words: String) -> String { withCounts ? words : "" }
        func lead(_ total: TotalTime) -> String { time(total, minutesPerDay: withDays ? 480 : .infinity) }
        var table = Table([.left, .right, .right, .right, .right, .right, .right, .right])
        table.add(["", "share", count("a month"), "lead time", "work", withCounts ? "activity ratio" : "activity", "rolled ok", count("handoffs")], .quiet)
        if let path = metrics.mainPath {
            table.add([
                "Main path", "", "", lead(path.lead), work(path.work), Self.share(path.activityRatio), ok(path.rolledOK), count("\(path.handoffs)"),
            ])
        }
        let all = metrics.allCases
        table.add([
            "All cases", "", count(metrics.volume.map { perMonth($0.perMonth) } ?? ""),
            all.lead.value.map(lead) ?? "?", all.work.value.map(work) ?? "?", Self.share(all.activityRatio),
            all.rolledOK.value.map(ok) ?? "?", count(metrics.handoffs.perCase.map { Numerals.decimal($0) } ?? "?"),
        ])
        for end in metrics.byEnd {
            // Where no case comes out there is nothing to tell.
            let gap = end.perCase == 0 ? "" : "?"
            table.add([
                "  to \(map[end.end].name)", Self.share(end.perCase), count(end.perMonth.map(perMonth) ?? ""),
                end.figures.map { lead($0.lead) } ?? gap, end.figures.map { work($0.work) } ?? gap,
                end.figures.map { Self.share($0.activityRatio) } ?? gap, end.figures.map { ok($0.rolledOK) } ?? gap, "",
            ])
        }
        return table
    }

    /// A number of cases, marked where more may come in.
    func perMonth(_ cases: Double) -> String {
        (metrics.volume?.isLowerBound ?? false ? "≥ " : "") + Numerals.decimal(cases)
    }

    var figureNotes: [String] {
        var notes = ["rolled ok: how often a case passes all its steps with nothing to be put right"]
        if metrics.mainPath == nil { notes.append("no end can be reached, so there is no main path") }
        if let rework = metrics.allCases.rework.value, rework >= 0.0005 {
            notes.append("going back adds \(Numerals.percent(rework)) to the lead time of all cases")
        }
        notes += standstills
        notes += whateverTheShares
        if let underWay { notes.append(underWay) }
        if let lead = metrics.mainPath?.lead.time, !lead.isExact {
            notes.append("the main path takes between \(Numerals.businessTime(minutes: lead.low)) and \(Numerals.businessTime(minutes: lead.high))")
        }
        let totals = [metrics.mainPath?.lead, metrics.mainPath?.work, metrics.allCases.lead.value, metrics.allCases.work.value]
            + metrics.byEnd.flatMap { [$0.figures?.lead, $0.figures?.work] }
        var reasons: [String] = []
        if totals.contains(where: { !($0?.coverage.isComplete ?? true) }) { reasons.append("some steps do not say their times") }
        if totals.contains(where: { $0?.mayBeLonger ?? false }) {
            reasons.append("the answers inside parallel paths decide which of them takes longest; `baton simulate` plays it")
        }
        if !reasons.isEmpty { notes.append("≥: at least this much, as \(reasons.joined(separator: ", and "))") }
        if let volume = metrics.volume, volume.isLowerBound {
            notes.append("≥ cases: at least this many, as not all that send cases say how many")
        }
        let ratios = [metrics.mainPath?.activityRatio, metrics.allCases.activityRatio] + metrics.byEnd.map { $0.figures?.activityRatio }
        // As printed: 100.4% is shown as 100%.
        if ratios.contains(where: { ($0 ?? 0) >= 1.005 }) {
            notes.append("activity ratio over 100%: people work side by side, so their work adds up to more than the time that passes")
        }
        let rolled = [metrics.mainPath?.rolledOK, metrics.allCases.rolledOK.value] + metrics.byEnd.map { $0.figures?.rolledOK }
        if rolled.contains(where: { !($0?.coverage.isComplete ?? true) }) {
            notes.append("≤: at most this much, as some steps do not say how often their work is ok")
        }
        return notes
    }

    /// What the figures cannot show of cases that wait for ever, or reach more than one end.
    var standstills: [String] {
        var notes: [String] = []
        let joins = Set(Soundness(map, entry.inspection.graph).deadlocks.map(\.join)).sorted()
        if !joins.isEmpty {
            let names = joins.map { "'\(map[$0].name)'" }.joined(separator: ", ")
            notes.append("some cases may wait for ever at \(names) (rule deadlock); here they are counted as if they went on with what has come")
        }
        let ends = metrics.byEnd.compactMap(\.perCase)
        if ends.count > 1, ends.reduce(0, +) > 1 + 1e-6 {
            notes.append("the shares of the ends add up to more than 100%: a case that runs on several paths can reach more than one")
        }
        return notes
    }

    func time(_ total: TotalTime, minutesPerDay: Double = 480) -> String {
        guard total.time.high > 0 || total.coverage.known > 0 else { return "?" }
        return (total.isLowerBound ? "≥ " : "") + Numerals.businessTime(minutes: total.time.expected, minutesPerDay: minutesPerDay)
    }

    func work(_ total: TotalTime) -> String {
        guard total.time.high > 0 || total.coverage.known > 0 else { return "?" }
        return (total.isLowerBound ? "≥ " : "") + Numerals.work(minutes: total.time.expected)
    }

    func ok(_ rolled: RolledOK) -> String {
        guard rolled.coverage.known > 0 || rolled.coverage.steps == 0 else { return "?" }
        return (rolled.coverage.isComplete ? "" : "≤ ") + Numerals.percent(rolled.share)
    }

    static func share(_ share: Double?) -> String { share.map(Numerals.percent) ?? "?" }
}

extension MetricsPage {
    /// Only where a step says one: most maps do without money.
    func writeCost(to page: inout Page) {
        guard let cost = metrics.cost else { return }
        heading("Cost", "in the map's currency, beyond the time of those who do the work", to: &page)
        var table = Table([.left, .right, .left])
        let least = cost.value?.isLowerBound ?? false ? "≥ " : ""
        let isKnown = cost.value.map { $0.coverage.known > 0 } ?? false
        func words(_ amount: Double?, _ least: String) -> String { isKnown ? amount.map { least + Numerals.decimal($0) } ?? "?" : "?" }
        table.add([
            Table.Cell("a case"), Table.Cell(words(cost.value?.amount, least)),
            Table.Cell(cost.value.flatMap(\.gapWords) ?? "", .quiet),
        ])
        let leastMonth = least.isEmpty && metrics.volume?.isLowerBound ?? false ? "≥ " : least
        table.add([Table.Cell("a month"), Table.Cell(words(metrics.costPerMonth, leastMonth))])
        table.write(to: &page, indent: 2)
    }
}
