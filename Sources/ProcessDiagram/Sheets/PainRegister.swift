import ProcessAnalysis
import ProcessModel

/// Where it hurts, worst first: what the room says, what the numbers say, what is done about it, and room for votes.
struct PainRegister {
    private let source: SheetSource
    private let places: [Subject: HeatPlace]
    private let actions: PainActions

    init(_ source: SheetSource) {
        self.source = source
        actions = PainActions(source.map)
        var places: [Subject: HeatPlace] = [:]
        if !source.map.pains.isEmpty {
            for place in Heat(source.inspection, findings: source.findings, countsRatings: source.options.ratings).places { places[place.subject] = place }
        }
        self.places = places
    }

    /// Worst first, by impact times how often, then by votes; those that say less come after, in the order written.
    static func order(_ map: ProcessMap) -> [Int] {
        map.pains.indices.sorted { a, b in
            let (first, second) = (map.pains[a], map.pains[b])
            if (first.score ?? -1) != (second.score ?? -1) { return (first.score ?? -1) > (second.score ?? -1) }
            if (first.votes?.value ?? -1) != (second.votes?.value ?? -1) { return (first.votes?.value ?? -1) > (second.votes?.value ?? -1) }
            return a < b
        }
    }

    func content() -> SheetContent {
        let map = source.map
        let unseen = map.pains.filter { actions.about($0).isEmpty }.count
        var lead: String
        if map.pains.isEmpty {
            lead = "No pain is written down yet. Ask each function: where do you wait, ask again, do it twice? One pain a row, in the words of who feels it."
        } else {
            lead = "\(SheetSource.counted(map.pains.count, "pain")), worst first: impact from 1 (a nuisance) to 5 (it stops us), times how often. Letters are those of the map."
            if unseen > 0 { lead += " Nobody acts on \(unseen == 1 ? "one of them" : "\(unseen) of them") yet." }
        }
        return SheetContent(name: "Pain register", lead: lead, fill: fill)
    }

    static let emptyRows = 12
    static let roomForMore = 4

    private func fill(_ flow: inout SheetFlow) {
        let map = source.map
        let columns: [(String, Double)] = [
            ("", 44), ("what hurts, and where", 260), ("impact", 58), ("how often", 84), ("votes", 54), ("felt by", 100),
            ("what the numbers say", 216), ("what fixes it", 160), ("your votes", 104),
        ]
        var rows = Self.order(map).map(row)
        let blank = [SheetCell](repeating: .blank, count: columns.count)
        let empty = map.pains.isEmpty ? Self.emptyRows : Self.roomForMore
        rows += [[SheetCell]](repeating: blank, count: empty)
        flow.table(columns: columns.map(\.1), head: columns.map { .head($0.0) }, rows: rows, leastHeight: 44, spareRows: empty)
        flow.foot("Votes say how many feel it, impact and how often say how bad it is for them: look at both. The empty rows are for what comes up in the room.")
    }

    private func row(_ index: Int) -> [SheetCell] {
        let pain = source.map.pains[index]
        let cause = [pain.cause.map { "cause: \($0.rawValue)" } ?? "", pain.control.map { Self.words($0) } ?? ""].filter { !$0.isEmpty }
        return [
            SheetCell().signed(.pain, Pains.letter(index + 1)),
            SheetCell(source.sentence(pain.text.string), more: [source.place(of: pain.about), pain.evidence?.string ?? "", cause.joined(separator: ", ")], isBold: true),
            Self.impact(pain), SheetCell(Self.frequency(pain)), Self.votes(pain),
            SheetCell(pain.feltBy.map(\.string).joined(separator: ", ")), numbers(pain), fixes(pain), .blank,
        ]
    }

    private static func words(_ control: Pain.Control) -> String {
        switch control {
        case .own: "in our own hands"
        case .shared: "in shared hands"
        case .other: "in other hands"
        }
    }

    private static func impact(_ pain: Pain) -> SheetCell {
        guard let impact = pain.impact else { return .blank }
        guard let value = impact.value else { return SheetCell("?").centered }
        let tint: SheetPage.Tint = value >= 5 ? .shade4 : value >= 4 ? .shade3 : value >= 3 ? .shade2 : .shade1
        return SheetCell(Heading.number(value), isBold: true).centered.tinted(tint)
    }

    static func frequency(_ pain: Pain) -> String {
        guard let frequency = pain.frequency else { return "" }
        guard let rate = frequency.value else { return "?" }
        guard rate.count == 1 else { return "\(Heading.number(rate.count)) per \(rate.period.rawValue)" }
        return switch rate.period {
        case .day: "daily"
        case .hour, .week, .month, .quarter, .year: rate.period == .hour ? "hourly" : rate.period.rawValue + "ly"
        }
    }

    private static func votes(_ pain: Pain) -> SheetCell {
        guard let votes = pain.votes else { return .blank }
        return SheetCell(votes.value.map(Heading.number) ?? "?", isBold: true).centered
    }

    private func numbers(_ pain: Pain) -> SheetCell {
        guard let place = places[pain.about] else { return .blank }
        let head = switch place.outcome {
        case .agree: "They agree"
        case .roomOnly: "They do not show it"
        case .numbersOnly: "They are bad"
        case .neither, .quiet: "They are quiet"
        }
        return SheetCell([.init(text: head, size: SheetCell.small, isBold: true), .small(source.sentence(place.reason))])
    }

    private func fixes(_ pain: Pain) -> SheetCell {
        let found = actions.about(pain).map { source.map.actions[$0] }
        guard !found.isEmpty else { return SheetCell([.quiet("no action yet")]) }
        return SheetCell(found.flatMap { action in
            let facts = [action.owner?.string ?? "", action.due?.value?.written ?? "", action.isOpen ? "" : "done"].filter { !$0.isEmpty }
            return [SheetCell.Paragraph.small(source.sentence(action.text.string)), .quiet(facts.joined(separator: ", "))]
        })
    }
}
