import ProcessModel

/// What stands at the head of a sheet: which process it is of, which sheet it is, how it is to be read.
struct SheetHeading: Sendable {
    let title: String
    let summary: String
    private let lines: [Line]
    let height: Double

    private struct Line: Sendable {
        var words: Diagram.Words
    }

    init(_ map: ProcessMap, sheet: String, facts: [String], lead: String, width: Double) {
        let name = Wording.clean(map.name.string)
        title = (name.isEmpty ? "Process map" : name) + " · " + sheet
        summary = lead.isEmpty ? "\(sheet) of the process \(name)." : lead
        var lines: [Line] = []
        var y = 0.0
        func add(_ text: String, size: Double, isBold: Bool, leading: Double, role: Diagram.Words.Role) {
            for line in Wording(text, size: size, isBold: isBold).lines(within: width) {
                y += leading
                lines.append(Line(words: Diagram.Words(
                    text: line, at: Point(SheetFlow.margin, y - leading * 0.28), size: size, isBold: isBold, anchor: .start, role: role)))
            }
        }
        add(title, size: 20, isBold: true, leading: 26, role: .title)
        add(facts.map(Wording.clean).filter { !$0.isEmpty }.joined(separator: " · "), size: 12, isBold: false, leading: 17, role: .subtitle)
        if !lead.isEmpty {
            y += 5
            add(lead, size: SheetCell.size, isBold: false, leading: 18, role: .list)
        }
        self.lines = lines
        height = y + 14
    }

    func part(at y: Double) -> SheetPage.Part { part(lines.map(\.words), at: y, height: height) }

    /// The title alone, smaller, for the pages after the first; where it is too long, its beginning.
    func shortPart(at y: Double, height: Double) -> SheetPage.Part {
        let width = lines.map { TextWidth.of($0.words.text, size: $0.words.size, isBold: $0.words.isBold) }.max() ?? 0
        let set = Wording(title, size: 14, isBold: true).lines(within: max(width, 640))
        let text = (set.first ?? "") + (set.count > 1 ? " …" : "")
        let words = Diagram.Words(text: text, at: Point(SheetFlow.margin, 14), size: 14, isBold: true, anchor: .start, role: .title)
        return part([words], at: y, height: height)
    }

    private func part(_ words: [Diagram.Words], at y: Double, height: Double) -> SheetPage.Part {
        let widest = words.map { TextWidth.of($0.text, size: $0.size, isBold: $0.isBold) }.max() ?? 0
        let box = Box(x: SheetFlow.margin, y: 0, width: widest, height: height - 6)
        return .init(kind: .heading, rows: [SheetPage.Row(blocks: [.init(kind: .words, box: box, words: words)]).moved(down: y)])
    }
}
