import ProcessModel
import ProcessSyntax

/// What stands below the lanes: the numbered findings, the pains, the legend.
struct Surroundings {
    let map: ProcessMap
    let numbering: Numbering
    let pains: Pains
    let options: SwimlaneMap.Options

    private static let columnWidth = 350.0
    private static let columnGap = 28.0
    private static let lineHeight = 15.0

    /// Sets them below `bottom` and gives the drawing its height.
    func add(to diagram: inout Diagram, below bottom: Double) {
        let left = SwimlaneLayout.margin
        let width = diagram.width - 2 * left
        var y = bottom + 14
        if options.legend, let legend = legend(of: diagram, at: Point(left, y), width: width) {
            diagram.legend = legend
            y = legend.box.bottom + 6
        }
        if options.findingsList, !numbering.findings.isEmpty {
            let items = numbering.findings.enumerated().map { index, finding in
                Item(sign: .finding(finding.severity, rule: finding.rule), number: index + 1, text: finding.message, more: finding.remedy)
            }
            let heading = Heading.counted(items.count, "finding") + ", as questions for the room"
            y = add(items, heading: heading, to: &diagram, left: left, width: width, top: y)
        }
        if options.pains, !pains.all.isEmpty {
            let items = pains.all.enumerated().map { index, pain in
                Item(sign: .pain, number: index + 1, text: pain.text.string, more: Self.facts(of: pain))
            }
            y = add(items, heading: "Where it hurts", to: &diagram, left: left, width: width, top: y)
        }
        diagram.height = (y + SwimlaneLayout.margin - 6).rounded(.up)
    }

    private struct Item {
        let sign: Diagram.List.Sign
        let number: Int
        let text: String
        let more: String
    }

    private static func facts(of pain: Pain) -> String {
        var facts: [String] = []
        if let impact = pain.impact?.value { facts.append("impact \(Heading.number(impact)) of 5") }
        if let frequency = pain.frequency?.value {
            facts.append(frequency.count == 1 ? "every \(frequency.period.rawValue)" : "\(Heading.number(frequency.count)) per \(frequency.period.rawValue)")
        }
        if let votes = pain.votes?.value { facts.append(Heading.number(votes) + (votes == 1 ? " vote" : " votes")) }
        return facts.joined(separator: ", ")
    }

    /// A sentence with its first letter large, and words of the language in quotes, not in back ticks.
    private static func capitalized(_ text: String) -> String {
        var out = ""
        var opens = true
        for (index, character) in text.enumerated() {
            if character == "`" {
                out += opens ? "\u{201C}" : "\u{201D}"
                opens.toggle()
            } else {
                out += index == 0 ? character.uppercased() : String(character)
            }
        }
        return out
    }

    /// A list in columns of even length, read down and then to the right. Returns where it ends.
    private func add(_ items: [Item], heading: String, to diagram: inout Diagram, left: Double, width: Double, top: Double) -> Double {
        let columns = max(1, min(items.count, Int((width + Self.columnGap) / (Self.columnWidth + Self.columnGap))))
        let columnWidth = min((width - Double(columns - 1) * Self.columnGap) / Double(columns), 520)
        let measure = columnWidth - 24
        let set = items.map { item in
            (item: item,
             text: Wording(Self.capitalized(item.text), size: 12).lines(within: measure),
             more: Wording(Self.capitalized(item.more), size: 12).lines(within: measure))
        }
        let heights = set.map { Double($0.text.count + $0.more.count) * Self.lineHeight + 9 }
        let total = heights.reduce(0, +)
        let title = Diagram.Words(text: heading, at: Point(left, top + 24), size: 14, isBold: true, anchor: .start, role: .title)
        let first = top + 38
        var entries: [Diagram.List.Entry] = []
        var (column, y, lowest, spent) = (0, first, first, 0.0)
        for (index, entry) in set.enumerated() {
            // A new column once this one holds its share.
            if column + 1 < columns, y > first, spent + heights[index] / 2 > total * Double(column + 1) / Double(columns) {
                column += 1
                y = first
            }
            let x = left + Double(column) * (columnWidth + Self.columnGap)
            var words: [Diagram.Words] = []
            var line = y + 12
            for text in entry.text {
                words.append(Diagram.Words(text: text, at: Point(x + 24, line), size: 12, isBold: false, anchor: .start, role: .list))
                line += Self.lineHeight
            }
            for text in entry.more {
                words.append(Diagram.Words(text: text, at: Point(x + 24, line), size: 12, isBold: false, anchor: .start, role: .remedy))
                line += Self.lineHeight
            }
            entries.append(Diagram.List.Entry(
                sign: entry.item.sign, number: entry.item.number, box: Box(x: x, y: y, width: Badges.side, height: Badges.side), words: words))
            y += heights[index]
            spent += heights[index]
            lowest = max(lowest, y)
        }
        diagram.lists.append(Diagram.List(heading: title, entries: entries))
        return lowest
    }

    // MARK: Legend

    private func legend(of diagram: Diagram, at origin: Point, width: Double) -> Diagram.Legend? {
        var signs: [(Diagram.Legend.Sign, String)] = []
        let kinds = Set(diagram.steps.map(\.kind))
        if kinds.contains(.task) { signs.append((.step, "step")) }
        if kinds.contains(.decision) { signs.append((.decision, "decision")) }
        if kinds.contains(.call) { signs.append((.call, "another map")) }
        if kinds.contains(.start) { signs.append((.start, "start")) }
        if kinds.contains(.end) { signs.append((.end, "end")) }
        if kinds.contains(.fork) || kinds.contains(.join) { signs.append((.split, "in parallel: all ways are taken")) }
        if diagram.flows.contains(where: \.isHandoff) { signs.append((.handoff, "handoff between lanes")) }
        if diagram.flows.contains(where: \.isLoop) { signs.append((.loop, "goes back")) }
        if diagram.flows.contains(where: \.isException) { signs.append((.exception, "exception")) }
        if map.lanes.contains(where: { $0.kind == .customer }) { signs.append((.customer, "customer's lane")) }
        if map.lanes.contains(where: { $0.kind == .partner || $0.kind == .agency }) { signs.append((.outside, "outside lane")) }
        let severities = Set(diagram.badges.map(\.severity))
        if severities.contains(.error) { signs.append((.error, "error")) }
        if severities.contains(.warning) { signs.append((.warning, "warning")) }
        if severities.contains(.info) { signs.append((.info, "note")) }
        if !diagram.pains.isEmpty { signs.append((.pain, "pain")) }
        if !diagram.unknowns.isEmpty { signs.append((.unknown, "a figure nobody knew")) }
        guard !signs.isEmpty else { return nil }

        var entries: [Diagram.Legend.Entry] = []
        var (x, y) = (origin.x, origin.y)
        for (sign, text) in signs {
            let own = Self.signWidth(sign)
            let needed = own + 6 + TextWidth.of(text, size: 11)
            if x > origin.x, x + needed > origin.x + width {
                x = origin.x
                y += 22
            }
            entries.append(Diagram.Legend.Entry(
                sign: sign, box: Box(x: x, y: y, width: own, height: 16),
                words: Diagram.Words(text: text, at: Point(x + own + 6, y + 12), size: 11, isBold: false, anchor: .start, role: .legend)))
            x += needed + 20
        }
        return Diagram.Legend(box: Box(x: origin.x, y: origin.y, width: width, height: y + 16 - origin.y), entries: entries)
    }

    private static func signWidth(_ sign: Diagram.Legend.Sign) -> Double {
        switch sign {
        case .step, .decision, .call, .handoff, .loop, .exception, .customer, .outside: 26
        case .split: 8
        default: 16
        }
    }
}
