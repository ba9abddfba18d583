import ProcessAnalysis
import ProcessModel

extension MetricsReport {
    /// The numbers for people: the figures first, then where the time goes, who is loaded, what
    /// passes between lanes, and last what was assumed and what is not known.
    public func text(_ format: Page.Format = .plain, workers: Workers = inTurn) -> String {
        workers(entries.count) { index in
            var page = Page(format)
            MetricsPage(entry: entries[index]).write(to: &page)
            return page.text
        }.joined(separator: "\n\n")
    }
}

/// The numbers of one map, part by part.
struct MetricsPage {
    let entry: MetricsReport.Entry
    /// Asked for more than once, and dear on long maps.
    let keyPeople: Assessed<KeyPeople>?
    /// How functions rate each other is for those who rated, and not for every reader.
    var showsRatings = true
    var map: ProcessMap { entry.inspection.map }
    var metrics: Metrics { entry.inspection.metrics }

    private static let barColumns = 20

    init(entry: MetricsReport.Entry) {
        self.entry = entry
        keyPeople = entry.inspection.keyPeople
    }

    func write(to page: inout Page) {
        writeHead(to: &page)
        writeNumbers(to: &page)
    }

    /// All but who the map is about.
    func writeNumbers(to page: inout Page) {
        writeFigures(to: &page)
        writeCost(to: &page)
        writeSteps(to: &page)
        writeLeadParts(to: &page)
        writeSavings(to: &page)
        writeWaysBack(to: &page)
        writeReturnedRework(to: &page)
        writeLoads(to: &page)
        writeLimit(to: &page)
        writeKeyPeople(to: &page)
        writeHandoffs(to: &page)
        writeHeat(to: &page)
        writeList("Also written down", writtenDown, to: &page)
        writeList("Assumed", metrics.assumptions, to: &page)
        writeList("Not known", unknowns, to: &page)
    }

    private func writeHead(to page: inout Page) {
        page.add(map.name.string, .strong)
        page.space(2)
        page.line(entry.path, .quiet)
        var facts: [String] = []
        if let state = map.state { facts.append(state.rawValue) }
        if let volume = metrics.volume, !volume.senders.isEmpty {
            facts.append("\(perMonth(volume.perMonth)) per month\(map.unit.map { " (\($0.string))" } ?? ""), sent by \(volume.senders.joined(separator: ", "))")
        } else if let volume = map.volume?.value {
            facts.append("\(Numerals.decimal(volume.count)) per \(volume.period.rawValue)" + (map.unit.map { " (\($0.string))" } ?? ""))
        }
        if !facts.isEmpty { page.line(facts.joined(separator: ", ")) }
        let column = about.map(\.label.count).max() ?? 0
        for (label, words) in about {
            page.add(label.padded(to: column + 2), .quiet)
            page.paragraph(words, indent: column + 2)
        }
    }

    func heading(_ words: String, _ more: String = "", to page: inout Page) { page.heading(words, more) }

    private func writeList(_ title: String, _ lines: [String], to page: inout Page) {
        guard !lines.isEmpty else { return }
        heading(title, to: &page)
        for line in lines { page.item(line) }
    }
}

// MARK: What is not known

extension MetricsPage {
    /// What keeps figures from being exact, and which steps to ask about.
    private var unknowns: [String] {
        var lines: [String] = []
        for line in metrics.allCases.lead.missing + metrics.allCases.work.missing + (metrics.cost?.missing ?? []) + metrics.missing where !lines.contains(line) {
            lines.append(line)
        }
        let ways = metrics.byEnd.compactMap(\.figures)
        let lead = [metrics.mainPath?.lead, metrics.allCases.lead.value] + ways.map(\.lead)
        let work = [metrics.mainPath?.work, metrics.allCases.work.value] + ways.map(\.work)
        let ok = [metrics.mainPath?.rolledOK, metrics.allCases.rolledOK.value] + ways.map(\.rolledOK)
        for (what, coverages) in [
            ("lead time (`takes` or `wait`)", lead.map { $0?.coverage }), ("work", work.map { $0?.coverage }),
            ("ok", ok.map { $0?.coverage }), ("cost", [metrics.cost?.value?.coverage]),
        ] {
            let silent = Set(coverages.flatMap { $0?.silent ?? [] }).sorted()
            guard !silent.isEmpty else { continue }
            lines.append("\(what) of " + silent.map { "'\(map[$0].name)'" }.joined(separator: ", "))
        }
        if let key = keyPeople?.value, let first = key.uncounted.first {
            let names = key.uncounted.map { map[$0].name }.joined(separator: ", ")
            lines.append("how many people hold \(names): write `role: \(map[first].name) [people 2]`")
        }
        return lines
    }
}

// MARK: Figures

extension MetricsPage {
    /// A line for each way through the map: the main path, all cases, those that reach each end.
    private func writeFigures(to page: inout Page) {
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

    private func figures(withDays: Bool, withCounts: Bool) -> Table {
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
    private func perMonth(_ cases: Double) -> String {
        (metrics.volume?.isLowerBound ?? false ? "≥ " : "") + Numerals.decimal(cases)
    }

    private var figureNotes: [String] {
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
    private var standstills: [String] {
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

// MARK: Cost

extension MetricsPage {
    /// Only where a step says one: most maps do without money.
    private func writeCost(to page: inout Page) {
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

// MARK: Steps

extension MetricsPage {
    /// The main path step by step, with bars that show where the time goes.
    private func writeSteps(to page: inout Page) {
        guard let path = metrics.mainPath else { return }
        let working = path.nodes.filter { map[$0].isWork }
        guard !working.isEmpty else { return }
        heading("Main path, step by step", "\(Numerals.count(working.count, "step")), \(Numerals.count(path.handoffs, "handoff"))", to: &page)
        let longest = working.compactMap { knownLead(of: metrics.steps[$0.index])?.expected }.max() ?? 0
        var table = Table([.left, .left, .right, .right, .right])
        table.add(["who", "step", "lead time", "work", "ok"], .quiet)
        for node in working {
            let step = metrics.steps[node.index]
            table.add([
                Table.Cell(map[node].kind == .call ? "(call)" : performers(of: node), .quiet), Table.Cell(title(of: node)),
                Table.Cell(figure(lead(of: step), isAsked: step.isAskedForLead)),
                Table.Cell(figure(work(of: step), isAsked: step.isAskedForWork)),
                Table.Cell(figure(ok(of: node), isAsked: step.isAskedForOK)),
            ])
        }
        let columns = barColumns(beside: table, in: page)
        table.addColumn([Table.Cell("")] + working.map { node in
            let lead = knownLead(of: metrics.steps[node.index])?.expected ?? 0
            return Table.Cell(longest > 0 ? Bar.of(lead / longest, columns: columns, longest: columns) : "", .info)
        })
        table.write(to: &page, indent: 2)
        for note in callNotes {
            page.space(2)
            page.paragraph(note, indent: 2, .quiet)
        }
    }

    /// The lead time of a step, or what it is at least where only its work, its wait, or some of a called map is said.
    private func knownLead(of step: StepFigures) -> Estimate? {
        step.lead ?? (step.leadAtLeast.high > 0 ? step.leadAtLeast : nil)
    }

    private func lead(of step: StepFigures) -> String? {
        knownLead(of: step).map {
            (step.lead == nil ? "≥ " : "") + Numerals.businessTime(minutes: $0.expected, minutesPerDay: .infinity)
        }
    }

    private func work(of step: StepFigures) -> String? {
        let isBound = step.work == nil && step.borrowed.contains(.work) && step.workAtLeast.high > 0
        return (step.work ?? (isBound ? step.workAtLeast : nil)).map { (isBound ? "≥ " : "") + Numerals.work(minutes: $0.expected) }
    }

    /// What the receivers say of its handoffs stands for what it says itself.
    private func ok(of node: NodeID) -> String? {
        let step = metrics.steps[node.index]
        let ok = metrics.okOnLeaving(node, map, entry.inspection.graph)
        let isBound = ok == nil && step.borrowed.contains(.ok)
        return (ok ?? (isBound ? step.okAtMost : nil)).map { (isBound ? "≤ " : "") + Numerals.percent($0) }
    }

    /// Which figures come from other maps.
    private var callNotes: [String] {
        metrics.calls.compactMap { call in
            let borrowed = metrics.steps[call.node.index].borrowed.names(lead: "lead time")
            guard !borrowed.isEmpty else { return nil }
            let words = borrowed.count < 2 ? borrowed.joined() : borrowed.dropLast().joined(separator: ", ") + " and " + borrowed[borrowed.count - 1]
            return "'\(map[call.node].name)': \(words) from \(call.map.id), over all its cases"
        }
    }

    /// As long as bars can be on this page.
    func barColumns(beside table: Table, in page: Page, upTo longest: Int = barColumns) -> Int {
        guard let width = page.format.width else { return longest }
        return max(0, min(longest, width - table.width - 4))
    }

    /// What is not known is a `?` where a figure is asked for, and nothing where none is.
    private func figure(_ words: String?, isAsked: Bool) -> String { words ?? (isAsked ? "?" : "") }

    /// Its name; of calls of one map also what tells them apart.
    func title(of node: NodeID) -> String {
        let name = map[node].name
        guard map[node].kind == .call, map[node].key != name,
            metrics.calls.contains(where: { $0.node != node && map[$0.node].name == name })
        else { return name }
        return "\(name) (\(map[node].key))"
    }

    func performers(of node: NodeID) -> String {
        map[node].performers.all.map { performer in
            performer.role.map { map[$0].name } ?? map[performer.lane].name
        }.joined(separator: " + ")
    }
}

// MARK: Loads

extension MetricsPage {
    /// How much of their time the roles need, with bars whose edge is 100%.
    private func writeLoads(to page: inout Page) {
        let totals = metrics.loads.map { entry.inspection.folder.total(of: $0, in: map) }
        // Customers are not ours to load, and what asks nothing of anybody is no load.
        let unassigned = metrics.laneLoads.filter { map[$0.lane].kind != .customer && $0.minutes.high > 0 }
        guard !totals.isEmpty || !unassigned.isEmpty else { return }
        heading("Load a month", to: &page)
        var table = Table([.left, .left, .right, .right, .right])
        for (load, total) in zip(metrics.loads, totals) {
            table.add([
                Table.Cell(map[map[load.role].lane].name, .quiet), Table.Cell(map[load.role].name),
                Table.Cell(hours(total.minutes, isComplete: !total.isLowerBound)),
                Table.Cell(total.capacity.map { "of \(hours($0))" } ?? "of ?"),
                Table.Cell(total.share.map(Numerals.loadPercent) ?? (total.capacity == 0 ? "" : "?"), Self.style(total.share)),
            ])
        }
        for load in unassigned {
            table.add([
                Table.Cell(map[load.lane].name, .quiet), Table.Cell("no role named", .quiet),
                Table.Cell(hours(load.minutes, isComplete: !load.isLowerBound)),
            ])
        }
        // Room for as much again behind the line at 100%.
        let columns = (barColumns(beside: table, in: page, upTo: 2 * Self.barColumns + 1) - 1) / 2
        table.addColumn(totals.map { total in
            if total.hasNobody { return Table.Cell("nobody has time for it", .error) }
            return Table.Cell(total.share.map { bar($0, columns) } ?? "", Self.style(total.share))
        })
        table.write(to: &page, indent: 2)

        for note in loadNotes(totals) {
            page.space(2)
            page.paragraph(note, indent: 2, .quiet)
        }
    }

    /// Which maps a load comes from, where the maps disagree, and what the signs mean.
    private func loadNotes(_ totals: [FolderLoad.Total]) -> [String] {
        var notes: [String] = []
        for (load, total) in zip(metrics.loads, totals) {
            let name = map[load.role].name
            let others = total.parts.filter { ($0.map, $0.file) != (map.id, map.name.span.file) }
            if !others.isEmpty {
                let own = hours(load.minutes, isComplete: !load.isLowerBound)
                let words = others.map { "\($0.map) \(hours($0.minutes, isComplete: $0.isComplete))" }.joined(separator: ", ")
                notes.append("\(name): this map \(own), \(words)")
            }
            if let words = total.disagreement {
                notes.append("\(name): the maps do not agree on how much time there is a month, so there is no share: \(words)")
            }
        }
        if totals.contains(where: { $0.isLowerBound && $0.isKnown }) {
            notes.append("≥: at least this much, as some work or some shares are not said")
        }
        return notes
    }

    private static func style(_ share: Double?) -> Page.Style { share.map { $0 > 1 } ?? false ? .error : .plain }

    /// Where nothing is certain but that there may be some, no figure is better than a 0.
    private func hours(_ minutes: Estimate, isComplete: Bool) -> String {
        if isComplete { return hours(minutes.expected) }
        return minutes.high > 0 ? "≥ " + hours(minutes.expected) : "not known"
    }

    private func hours(_ minutes: Double) -> String { Numerals.decimal(minutes / 60) + " h" }

    /// What is more than all of the time stands behind a line.
    private func bar(_ share: Double, _ columns: Int) -> String {
        let within = Bar.of(min(share, 1), columns: columns, longest: columns)
        return share > 1 ? within + "|" + Bar.of(share - 1, columns: columns, longest: columns) : within
    }
}

extension StepFigures.Borrowed {
    /// What each is called, in the order of the columns.
    func names(lead: String) -> [String] {
        [(Self.lead, lead), (.work, "work"), (.ok, "ok"), (.cost, "cost")].filter { contains($0.0) }.map(\.1)
    }
}
