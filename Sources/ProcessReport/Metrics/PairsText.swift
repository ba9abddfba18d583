import ProcessAnalysis
import ProcessModel

/// The functions two by two, worst first, with what fits the cause.
extension MetricsPage {
    /// No more pairs than this are told; the rest are counted.
    private static let mostPairs = 6

    func writePairs(_ heat: Heat, to page: inout Page) {
        guard !heat.pairs.isEmpty else { return }
        let shown = heat.pairs.prefix(Self.mostPairs)
        heading("Function by function", "worst first, and what to settle", to: &page)
        var table = Table([.left, .right, .right, .right, .right, .left, .left])
        let hasPains = shown.contains { !$0.complaints.isEmpty }
        let hasRatings = shown.contains { !ratings(of: $0).isEmpty }
        table.add(["", "handoffs", "waits", hasPains ? "pain" : "", hasPains ? "votes" : "", hasRatings ? "ratings" : "", "findings"], .quiet)
        for pair in shown {
            table.add([
                "\(map[pair.first].name) and \(map[pair.second].name)", handoffs(of: pair), wait(of: pair),
                pair.complaints.score.map { Numerals.decimal($0) } ?? (pair.complaints.isEmpty ? "" : "?"),
                pair.complaints.votes.map { Numerals.decimal($0) } ?? "", ratings(of: pair), Self.words(pair.findings),
            ])
            if let words = remedy(for: pair) { table.addNote(words) }
        }
        if table.width + 2 <= page.format.width ?? .max {
            table.write(to: &page, indent: 2)
        } else {
            table.writeBlocks(to: &page, indent: 2)
        }
        for note in notes(heat, Array(shown)) {
            page.space(2)
            page.paragraph(note, indent: 2, .quiet)
        }
    }

    private func handoffs(of pair: FunctionPair) -> String {
        pair.flows == 0 ? "" : "\(pair.flows) (\(pair.perCase.map { Numerals.decimal($0) } ?? "?"))"
    }

    private func wait(of pair: FunctionPair) -> String {
        guard let wait = pair.wait else { return pair.waitIsLowerBound ? "?" : "" }
        return (pair.waitIsLowerBound ? "≥ " : "") + Numerals.businessTime(minutes: wait, minutesPerDay: .infinity)
    }

    /// `6, 5`: how the first rates the second, and the second the first.
    private func ratings(of pair: FunctionPair) -> String {
        guard showsRatings, let index = pair.relationship, !map.relationships[index].ratings.isEmpty else { return "" }
        return [pair.first, pair.second].map { lane in
            map.relationships[index].ratings.last { $0.lane.string == map[lane].name && $0.value.value != nil }?.value.value.map { Numerals.decimal($0) } ?? "?"
        }.joined(separator: ", ")
    }

    private static func words(_ findings: FindingCount) -> String {
        [(findings.errors, "E"), (findings.warnings, "W"), (findings.infos, "I")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }

    /// `goals: set a joint one; then procedures, resources`.
    private func remedy(for pair: FunctionPair) -> String? {
        guard let first = pair.causes.first else { return nil }
        let rest = pair.causes.dropFirst().map(\.kind.rawValue)
        return "\(first.kind.rawValue): \(first.remedy)" + (rest.isEmpty ? "" : "; then \(rest.joined(separator: ", "))")
    }

    private func notes(_ heat: Heat, _ shown: [FunctionPair]) -> [String] {
        var notes: [String] = []
        if heat.pairs.count > shown.count { notes.append("and \(heat.pairs.count - shown.count) more; `baton metrics --format json` has them all") }
        let waits = shown.contains { $0.wait != nil } ? "; waits: a case, at the steps that receive" : ""
        notes.append("handoffs: on the map, and in brackets a case\(waits)")
        var signs: [String] = []
        if shown.contains(where: { !ratings(of: $0).isEmpty }) { signs.append("ratings: of the second by the first, of the first by the second") }
        if shown.contains(where: { !$0.findings.isEmpty }) { signs.append("findings: errors, warnings, info") }
        if !signs.isEmpty { notes.append(signs.joined(separator: "; ")) }
        return notes
    }
}
