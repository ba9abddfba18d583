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
        // A map that is high for its width leaves its right side free, and a low one the sheet below.
        let top = diagram.lanes.first?.box.top ?? bottom
        let isBeside = bottom - top > 0.72 * diagram.width && bottom - top > 500
        var place = Column(left: isBeside ? diagram.width + 8 : left, top: isBeside ? top - 10 : y, width: width, foot: isBeside ? max(bottom, y) : nil)
        var lowest = y
        for (heading, items) in lists() {
            let end = isBeside ? add(items, heading: heading, to: &diagram, beside: &place) : add(items, heading: heading, to: &diagram, left: left, width: width, top: y)
            lowest = max(lowest, end)
            y = isBeside ? y : end
        }
        diagram.height = (lowest + SwimlaneLayout.margin - 6).rounded(.up)
    }

    private func lists() -> [(heading: String, items: [Item])] {
        var lists: [(heading: String, items: [Item])] = []
        if options.findingsList, !numbering.findings.isEmpty {
            let items = numbering.findings.enumerated().map { index, finding in
                Item(sign: .finding(finding.severity, rule: finding.rule), number: index + 1, text: finding.message, more: finding.remedy)
            }
            lists.append((Heading.counted(items.count, "finding") + ", as questions for the room", items))
        }
        if options.pains, !pains.all.isEmpty {
            let items = pains.all.enumerated().map { index, pain in
                Item(sign: .pain, number: index + 1, text: pain.text.string, more: Self.facts(of: pain))
            }
            lists.append(("Where it hurts", items))
        }
        return lists
    }

    /// Where the next line of a list beside the map goes.
    private struct Column {
        var left: Double
        var top: Double
        var width: Double
        /// Below this a new column begins.
        var foot: Double?
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
        let set = items.map { SetItem($0, measure: columnWidth - 24) }
        let total = set.reduce(0) { $0 + $1.height }
        let first = top + 38
        var entries: [Diagram.List.Entry] = []
        var (column, y, lowest, spent) = (0, first, first, 0.0)
        for item in set {
            // A new column once this one holds its share.
            if column + 1 < columns, y > first, spent + item.height / 2 > total * Double(column + 1) / Double(columns) {
                column += 1
                y = first
            }
            entries.append(item.entry(at: Point(left + Double(column) * (columnWidth + Self.columnGap), y)))
            y += item.height
            spent += item.height
            lowest = max(lowest, y)
        }
        diagram.lists.append(Diagram.List(heading: Self.heading(heading, Point(left, top + 24)), entries: entries))
        return lowest
    }

    /// A list in columns as high as the map, on its right; each new column makes the sheet wider.
    private func add(_ items: [Item], heading: String, to diagram: inout Diagram, beside place: inout Column) -> Double {
        let set = items.map { SetItem($0, measure: Self.columnWidth - 24) }
        let foot = place.foot ?? .infinity
        func nextColumn() {
            place.left += Self.columnWidth + Self.columnGap
            place.top = columnTop
        }
        let columnTop = diagram.lanes.first.map { $0.box.top - 10 } ?? place.top
        if place.top > columnTop, place.top + 38 + (set.first?.height ?? 0) > foot { nextColumn() }
        let title = Self.heading(heading, Point(place.left, place.top + 24))
        place.top += 38
        var entries: [Diagram.List.Entry] = []
        var lowest = place.top
        for item in set {
            if place.top + item.height > foot, place.top > columnTop + 38 {
                nextColumn()
                place.top += 10
            }
            entries.append(item.entry(at: Point(place.left, place.top)))
            place.top += item.height
            lowest = max(lowest, place.top)
        }
        diagram.width = max(diagram.width, place.left + Self.columnWidth + SwimlaneLayout.margin)
        diagram.lists.append(Diagram.List(heading: title, entries: entries))
        return lowest
    }

    private static func heading(_ text: String, _ at: Point) -> Diagram.Words {
        Diagram.Words(text: text, at: at, size: 14, isBold: true, anchor: .start, role: .title)
    }

    /// An item of a list with its words set in lines.
    private struct SetItem {
        let item: Item
        let text: [String]
        let more: [String]
        var height: Double { Double(text.count + more.count) * Surroundings.lineHeight + 9 }

        init(_ item: Item, measure: Double) {
            self.item = item
            text = Wording(Surroundings.capitalized(item.text), size: 12).lines(within: measure)
            more = Wording(Surroundings.capitalized(item.more), size: 12).lines(within: measure)
        }

        func entry(at origin: Point) -> Diagram.List.Entry {
            var words: [Diagram.Words] = []
            for (index, line) in (text + more).enumerated() {
                words.append(Diagram.Words(
                    text: line, at: Point(origin.x + 24, origin.y + 12 + Double(index) * Surroundings.lineHeight), size: 12, isBold: false,
                    anchor: .start, role: index < text.count ? .list : .remedy))
            }
            let sign = Box(x: origin.x, y: origin.y, width: Badges.side, height: Badges.side)
            return Diagram.List.Entry(sign: item.sign, number: item.number, box: sign, words: words)
        }
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
