import ProcessAnalysis
import ProcessModel

extension MetricsPage {
    /// How much of their time the roles need, with bars whose edge is 100%.
    func writeLoads(to page: inout Page) {
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
    func loadNotes(_ totals: [FolderLoad.Total]) -> [String] {
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

    static func style(_ share: Double?) -> Page.Style { share.map { $0 > 1 } ?? false ? .error : .plain }

    /// Where nothing is certain but that there may be some, no figure is better than a 0.
    func hours(_ minutes: Estimate, isComplete: Bool) -> String {
        if isComplete { return hours(minutes.expected) }
        return minutes.high > 0 ? "≥ " + hours(minutes.expected) : "not known"
    }

    func hours(_ minutes: Double) -> String { Numerals.decimal(minutes / 60) + " h" }

    /// What is more than all of the time stands behind a line.
    func bar(_ share: Double, _ columns: Int) -> String {
        let within = Bar.of(min(share, 1), columns: columns, longest: columns)
        return share > 1 ? within + "|" + Bar.of(share - 1, columns: columns, longest: columns) : within
    }
}
