import ProcessAnalysis
import ProcessModel

extension MetricsPage {
    func writeHandoffs(to page: inout Page) {
        let handoffs = metrics.handoffs
        guard handoffs.count > 0 else { return }
        var counts = ["\(handoffs.count) on the map"]
        if let along = handoffs.alongMainPath { counts.append("\(along) along the main path") }
        if let perCase = handoffs.perCase { counts.append("\(Numerals.decimal(perCase)) a case") }
        heading("Handoffs from lane to lane", counts.joined(separator: ", "), to: &page)
        let room = page.format.width ?? 110
        let matrix = matrix(within: room)
        (matrix.flatMap { $0.width + 2 <= room ? $0 : nil } ?? list()).write(to: &page, indent: 2)
        page.line("  on the map, and in brackets how many times a case passes", .quiet)
    }

    private func words(_ pair: HandoffFigures.Pair) -> String {
        let perCase = pair.perCase.map { Numerals.decimal($0) } ?? "?"
        return "\(pair.flows) (\(perCase))"
    }

    /// Senders down, receivers across; how many on the map, and in brackets how many a case. Nil where
    /// the names of the receivers alone are too wide.
    private func matrix(within room: Int) -> Table? {
        let pairs = metrics.handoffs.pairs
        let receivers = Set(pairs.map(\.to)).sorted()
        guard receivers.reduce(0, { $0 + Printable.columns(map[$1].name) + 2 }) <= room else { return nil }
        let rows = Dictionary(grouping: pairs, by: \.from)
        var table = Table([.left] + receivers.map { _ in .right })
        table.add(["from \\ to"] + receivers.map { map[$0].name }, .quiet)
        for sender in rows.keys.sorted() {
            table.add([Table.Cell(map[sender].name)] + receivers.map { receiver in
                let pair = rows[sender]?.first { $0.to == receiver }
                return pair.map { Table.Cell(words($0)) } ?? Table.Cell("·", .quiet)
            })
        }
        return table
    }

    /// The same, a line each, where the matrix is too wide.
    private func list() -> Table {
        var table = Table([.left, .left, .right])
        table.add(["from", "to", ""], .quiet)
        for pair in metrics.handoffs.pairs {
            table.add([map[pair.from].name, map[pair.to].name, words(pair)])
        }
        return table
    }
}
