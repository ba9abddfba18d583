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
    /// How functions rate each other is for those who rated, and not for every reader: nor is an order of pairs that tells it.
    var showsRatings = true
    var map: ProcessMap { entry.inspection.map }
    var metrics: Metrics { entry.inspection.metrics }

    static let barColumns = 20

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

    func writeHead(to page: inout Page) {
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

    func writeList(_ title: String, _ lines: [String], to page: inout Page) {
        guard !lines.isEmpty else { return }
        heading(title, to: &page)
        for line in lines { page.item(line) }
    }
}

// MARK: What is not known

extension MetricsPage {
    /// What keeps figures from being exact, and which steps to ask about.
    var unknowns: [String] {
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
