import ProcessAnalysis
import ProcessModel

/// The functions two by two, with all that lies between them: a map of cells, and what to settle first, worst first.
struct PairHeatMap {
    private let source: SheetSource
    private let pairs: [FunctionPair]

    init(_ source: SheetSource) {
        self.source = source
        pairs = Heat(source.inspection, findings: source.findings, countsRatings: source.options.ratings).pairs
    }

    func content() -> SheetContent {
        let lead = "Each field is two functions and all that lies between them, in both directions. The numbers are ranks: begin at 1. The list below says what to settle first."
        return SheetContent(name: "Function by function", lead: lead, fill: fill)
    }

    private var showsPains: Bool { source.options.pains }

    /// In how many respects it is bad; how they rate each other counts only where that is shown.
    private func badSides(_ pair: FunctionPair) -> Int {
        pair.badSides.filter { side in
            switch side {
            case .waiting: true
            case .pains: showsPains
            case .ratings: source.options.ratings
            case .findings: source.options.findings
            }
        }.count
    }

    private func tint(_ pair: FunctionPair) -> SheetPage.Tint {
        switch badSides(pair) {
        case 0: .none
        case 1: .shade1
        case 2: .shade2
        case 3: .shade3
        default: .shade4
        }
    }

    private static let rowHead = 150.0
    private static let fullColumn = 116.0
    private static let leastColumn = 40.0

    private func fill(_ flow: inout SheetFlow) {
        writeCells(to: &flow)
        let sides = ["waiting", showsPains ? "pains" : "", source.options.ratings ? "ratings" : "", source.options.findings ? "findings" : ""].filter { !$0.isEmpty }
        flow.legend("Bad in how many respects (\(sides.joined(separator: ", "))):", [(.none, "none"), (.shade1, "one"), (.shade2, "two"), (.shade3, "three")] + (sides.count > 3 ? [(.shade4, "four")] : []))
        flow.section("Worst first, and what to settle")
        writeList(to: &flow)
        var notes = "Handoffs: on the map, and in brackets how many times a case passes them. Waits: of a case, at the steps that receive; ≥ where some of them do not say, ? where none does."
        if showsPains, pairs.contains(where: { $0.complaints.score != nil }) { notes += " Pain: impact from 1 to 5, times how often a month." }
        if source.options.ratings, pairs.contains(where: { !ratings(of: $0).isEmpty }) { notes += " Ratings: of the second by the first, of the first by the second." }
        flow.foot(notes)
    }

    private func writeCells(to flow: inout SheetFlow) {
        let map = source.map
        // Lanes of which nothing is to be told there need no row, or no column.
        let columns = Set(pairs.map(\.second)).sorted()
        let lines = Set(pairs.map(\.first)).sorted()
        let free = flow.width - Self.rowHead
        let isFull = Double(columns.count) * Self.fullColumn <= free
        let most = max(1, Int(free / (isFull ? Self.fullColumn : Self.leastColumn)))
        var rank: [[LaneID]: Int] = [:]
        for (index, pair) in pairs.enumerated() { rank[[pair.first, pair.second]] = index }
        var first = 0
        while first < columns.count {
            let shown = Array(columns[first..<min(first + most, columns.count)])
            var widths = [Self.rowHead]
            var head = [SheetCell.head("")]
            var headHeight = 0.0
            for lane in shown {
                if isFull {
                    widths.append(min(free / Double(shown.count), 240).rounded(.down))
                    head.append(.head(map[lane].name, side: .middle))
                } else {
                    let size = SetCell.uprightSize(map[lane].name, width: max(Self.leastColumn, min(free / Double(shown.count), 80)), most: 220)
                    widths.append(size.width)
                    head.append(.head(map[lane].name, isUpright: true))
                    headHeight = max(headHeight, size.height)
                }
            }
            let rows = lines.filter { row in shown.contains { $0 > row } }.map { row in
                [SheetCell.rowHead(map[row].name)] + shown.map { column in
                    guard column > row else { return SheetCell.blank.tinted(.blank) }
                    guard let index = rank[[row, column]] else { return SheetCell([.quiet("·")]).centered }
                    return cell(pairs[index], rank: index + 1, isFull: isFull)
                }
            }
            flow.table(widths: widths, headHeight: headHeight, head: head, rows: rows, leastHeight: isFull ? 48 : 36)
            first += most
            if first < columns.count { flow.space(16) }
        }
    }

    private func cell(_ pair: FunctionPair, rank: Int, isFull: Bool) -> SheetCell {
        var lines: [SheetCell.Paragraph] = [.init(text: "\(rank)", size: isFull ? 16 : 14, isBold: true)]
        if isFull {
            lines.append(.small(pair.flows == 0 ? "" : SheetSource.counted(pair.flows, "handoff")))
            lines.append(.small(SheetSource.wait(pair.wait, isLowerBound: pair.waitIsLowerBound)))
            if showsPains, !pair.complaints.isEmpty { lines.append(.small(SheetSource.counted(pair.complaints.pains.count, "pain") + votes(pair))) }
            lines.append(.small(findings(pair)))
        }
        var cell = SheetCell(lines).centered.tinted(tint(pair))
        (cell.from, cell.to) = (source.map[pair.first].name, source.map[pair.second].name)
        return cell
    }

    private func votes(_ pair: FunctionPair) -> String {
        pair.complaints.votes.map { $0 > 0 ? ", \(Heading.number($0)) \($0 == 1 ? "vote" : "votes")" : "" } ?? ""
    }

    private func findings(_ pair: FunctionPair) -> String {
        let found = pair.findings
        if found.errors > 0 { return SheetSource.counted(found.errors, "error") + (found.warnings > 0 ? ", \(found.warnings) more" : "") }
        if found.warnings > 0 { return SheetSource.counted(found.warnings, "warning") }
        return found.infos > 0 ? SheetSource.counted(found.infos, "note") : ""
    }

    // MARK: The list

    private func writeList(to flow: inout SheetFlow) {
        let map = source.map
        let hasRatings = source.options.ratings && pairs.contains { !ratings(of: $0).isEmpty }
        let hasPains = showsPains && pairs.contains { !$0.complaints.isEmpty }
        let hasFindings = pairs.contains { !$0.findings.isEmpty }
        var columns: [(name: String, width: Double, text: (FunctionPair) -> SheetCell)] = [
            ("the two", 190, { SheetCell([.bold("\(map[$0.first].name) and \(map[$0.second].name)")]) }),
            ("handoffs", 84, { pair in
                SheetCell(pair.flows == 0 ? "" : "\(pair.flows) (\(pair.perCase.map { Numerals.decimal($0) } ?? "?"))")
            }),
            ("waits", 90, { pair in
                guard let wait = pair.wait else { return SheetCell(pair.waitIsLowerBound ? "?" : "") }
                return SheetCell((pair.waitIsLowerBound ? "≥ " : "") + SheetSource.time(wait))
            }),
        ]
        if hasPains {
            columns.append(("pain", 60, { pair in SheetCell(pair.complaints.score.map { Numerals.decimal($0, places: 1) } ?? (pair.complaints.isEmpty ? "" : "?")) }))
            columns.append(("votes", 56, { pair in SheetCell(pair.complaints.votes.map { Numerals.decimal($0, places: 1) } ?? "") }))
        }
        if hasRatings { columns.append(("ratings", 76, { SheetCell(ratings(of: $0)) })) }
        if hasFindings {
            columns.append(("findings", 110, { pair in
                let counts = [(pair.findings.errors, "error"), (pair.findings.warnings, "warning"), (pair.findings.infos, "note")]
                return SheetCell(counts.filter { $0.0 > 0 }.map { .small(SheetSource.counted($0.0, $0.1)) })
            }))
        }
        columns.append(("settle first", 340, { pair in remedy(pair) }))
        let rows = pairs.enumerated().map { index, pair in
            [SheetCell("\(index + 1)", isBold: true).centered.tinted(tint(pair))] + columns.map { $0.text(pair) }
        }
        flow.table(columns: [44] + columns.map(\.width), head: [.head("")] + columns.map { .head($0.name) }, rows: rows)
    }

    private func ratings(of pair: FunctionPair) -> String {
        let map = source.map
        guard let index = pair.relationship, map.relationships.indices.contains(index), !map.relationships[index].ratings.isEmpty else { return "" }
        return [pair.first, pair.second].map { lane in
            map.relationships[index].ratings.last { $0.lane.string == map[lane].name && $0.value.value != nil }?.value.value.map { Numerals.decimal($0) } ?? "?"
        }.joined(separator: ", ")
    }

    private func remedy(_ pair: FunctionPair) -> SheetCell {
        // Where pains are left out, so is what only they name.
        let causes = pair.causes.filter { (showsPains || $0.findings > 0) && (source.options.findings || $0.pains > 0) }
        guard let first = causes.first else { return .blank }
        let rest = causes.dropFirst().map(\.kind.rawValue)
        return SheetCell([
            .init(text: "\(source.sentence(first.kind.rawValue)): \(source.sentence(first.remedy).lowercasedFirst)"), .quiet(rest.isEmpty ? "" : "then \(rest.joined(separator: ", "))"),
        ])
    }
}

extension String {
    /// For words that follow a colon.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
