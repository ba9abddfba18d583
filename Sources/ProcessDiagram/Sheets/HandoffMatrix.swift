import ProcessAnalysis
import ProcessModel

/// Who hands over to whom: senders down, receivers across.
struct HandoffMatrix {
    private let source: SheetSource
    private let borders: [Border]
    private let senders: [LaneID]
    private let receivers: [LaneID]
    /// What the shade of a cell stands for.
    private let measure: Measure

    private enum Measure {
        case wait(all: Double)
        case cases(all: Double)
        case handoffs(all: Double)
    }

    init(_ source: SheetSource) {
        self.source = source
        borders = Borders(source.inspection, findings: source.findings).all
        senders = Set(borders.map(\.from)).sorted()
        receivers = Set(borders.map(\.to)).sorted()
        let waits = borders.reduce(0) { $0 + ($1.wait ?? 0) }
        let cases = borders.reduce(0) { $0 + ($1.perCase ?? 0) }
        measure = waits > 0 ? .wait(all: waits) : cases > 0 ? .cases(all: cases) : .handoffs(all: Double(borders.reduce(0) { $0 + $1.flows.count }))
    }

    func content() -> SheetContent {
        let count = borders.reduce(0) { $0 + $1.flows.count }
        var lead = "Read along a row: to whom a function hands over. Down a column: from whom it receives. \(SheetSource.counted(count, "handoff")) in all"
        if let perCase = total(borders).perCase, perCase > 0 { lead += ", and a case passes \(Numerals.decimal(perCase, places: 1)) of them on average" }
        return SheetContent(name: "Handoff matrix", lead: lead + ".", fill: fill)
    }

    private static let rowHead = 170.0
    private static let fullColumn = 104.0
    private static let narrowColumn = 64.0
    private static let mostHead = 220.0

    private func fill(_ flow: inout SheetFlow) {
        let free = flow.width - Self.rowHead
        let isFull = Double(receivers.count + 1) * Self.fullColumn <= free
        let least = isFull ? Self.fullColumn : Self.narrowColumn
        // As many receivers to a table as find room beside the total; all tables are as even as can be.
        let most = max(1, Int(free / least) - 1)
        let tables = (receivers.count + most - 1) / most
        let each = max(1, (receivers.count + max(tables, 1) - 1) / max(tables, 1))
        var first = 0
        while first < receivers.count {
            let shown = Array(receivers[first..<min(first + each, receivers.count)])
            let isLast = first + each >= receivers.count
            write(shown, withTotal: isLast, isFull: isFull, width: min(free / Double(each + 1), 190), to: &flow)
            if !isLast { flow.space(18) }
            first += each
        }
        let unit = isFull ? "" : "In a cell: how often, for 100 cases; how long they wait. "
        flow.foot(unit + "Per 100 cases: how many times 100 cases pass there; more than 100 where cases come by again. Waits: of a case, at the steps that receive; ≥ where some of them do not say, ? where none does.")
        switch measure {
        case .wait: flow.legend("Share of all waiting between functions:", SheetSource.shadesOfShares)
        case .cases: flow.legend("Share of all handoffs of a case:", SheetSource.shadesOfShares)
        case .handoffs: flow.legend("Share of all handoffs on the map:", SheetSource.shadesOfShares)
        }
    }

    private func write(_ shown: [LaneID], withTotal: Bool, isFull: Bool, width: Double, to flow: inout SheetFlow) {
        let map = source.map
        let column = width.rounded(.down)
        var head = [SheetCell.head("from ↓   to →")]
        var widths = [Self.rowHead]
        var headHeight = 0.0
        for lane in shown {
            if column >= 72 {
                head.append(.head(map[lane].name, side: .middle))
                widths.append(column)
            } else {
                let size = SetCell.uprightSize(map[lane].name, width: column, most: Self.mostHead)
                head.append(.head(map[lane].name, isUpright: true))
                widths.append(size.width)
                headHeight = max(headHeight, size.height)
            }
        }
        if withTotal {
            head.append(.head("hands over in all", side: .middle))
            widths.append(column)
        }
        let sent = Dictionary(grouping: borders, by: \.from)
        let received = Dictionary(grouping: borders, by: \.to)
        var rows = senders.map { sender in
            let own = sent[sender] ?? []
            let byReceiver = Dictionary(own.map { ($0.to, $0) }, uniquingKeysWith: { first, _ in first })
            var cells = [SheetCell.rowHead(map[sender].name)]
            for receiver in shown {
                if sender == receiver {
                    cells.append(SheetCell.blank.tinted(.blank))
                } else if let border = byReceiver[receiver] {
                    var cell = cell([border], isFull: isFull).tinted(shade(of: border))
                    (cell.from, cell.to) = (map[sender].name, map[receiver].name)
                    cells.append(cell)
                } else {
                    cells.append(SheetCell([.quiet("·")]).centered)
                }
            }
            if withTotal { cells.append(cell(own, isFull: isFull).tinted(.group)) }
            return cells
        }
        var last = [SheetCell.rowHead("receives in all").tinted(.group)]
        for receiver in shown { last.append(cell(received[receiver] ?? [], isFull: isFull).tinted(.group)) }
        if withTotal { last.append(cell(borders, isFull: isFull).tinted(.group)) }
        rows.append(last)
        flow.table(widths: widths, headHeight: headHeight, head: head, rows: rows, leastHeight: isFull ? 62 : 46)
    }

    private func total(_ borders: [Border]) -> (flows: Int, perCase: Double?, wait: Double?, isLowerBound: Bool) {
        var perCase: Double? = 0
        var wait: Double?
        for border in borders {
            perCase = perCase.flatMap { sum in border.perCase.map { sum + $0 } }
            if let minutes = border.wait { wait = (wait ?? 0) + minutes }
        }
        return (borders.reduce(0) { $0 + $1.flows.count }, perCase, wait, borders.contains(where: \.waitIsLowerBound))
    }

    private func cell(_ borders: [Border], isFull: Bool) -> SheetCell {
        guard !borders.isEmpty else { return SheetCell([.quiet("·")]).centered }
        let sum = total(borders)
        var lines: [SheetCell.Paragraph] = []
        if isFull {
            if let perCase = sum.perCase { lines.append(.bold("\(SheetSource.perHundred(perCase)) per 100")) }
            let handoffs = SheetSource.counted(sum.flows, "handoff")
            lines.append(sum.perCase == nil ? .bold(handoffs) : .small(handoffs))
            lines.append(.small(SheetSource.wait(sum.wait, isLowerBound: sum.isLowerBound)))
        } else {
            lines.append(.bold(sum.perCase.map(SheetSource.perHundred) ?? "\(sum.flows)×"))
            lines.append(.small((sum.isLowerBound && sum.wait != nil ? "≥ " : "") + (sum.wait.map(SheetSource.time) ?? (sum.isLowerBound ? "?" : ""))))
        }
        return SheetCell(lines).centered
    }

    private func shade(of border: Border) -> SheetPage.Tint {
        switch measure {
        case .wait(let all): border.wait.map { SheetSource.shade($0 / all) } ?? .none
        case .cases(let all): border.perCase.map { SheetSource.shade($0 / all) } ?? .none
        case .handoffs(let all): SheetSource.shade(Double(border.flows.count) / max(all, 1))
        }
    }
}
