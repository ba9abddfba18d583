import ProcessModel

/// Sets an overview in columns, one a phase, under chevrons that point the way of time; phases that do not fit
/// side by side follow below. Rows are never cut: what does not fit on a page goes to the next, under the same heads.
struct OverviewScene {
    private static let narrowest = 128.0
    private static let widest = 320.0
    private static let gap = 8.0
    private static let lineHeight = 14.0

    let overview: PhaseOverview
    /// Where it may stand; as high as need be where its height is infinite.
    let area: Box
    /// Where later pages begin.
    let laterTop: Double

    private var headWidth: Double {
        let widest = overview.rows.map { Self.name(of: $0).width }.max() ?? 0
        return widest.rounded(.up) + 20
    }

    private static func name(of row: PhaseOverview.Row) -> (lines: [String], width: Double) {
        Wording(row.name, size: 12, isBold: !row.isLane).evenLines(within: 110, most: 150)
    }

    /// The pages, each as far down as `bottom`.
    func pages() -> [(diagram: Diagram, bottom: Double)] {
        let count = overview.phases.count
        let room = area.width - headWidth
        let most = max(1, Int((room + Self.gap) / (Self.narrowest + Self.gap)))
        let blocks = (count + most - 1) / most
        let perBlock = (count + blocks - 1) / blocks
        let width = min(Self.widest, (room + Self.gap) / Double(perBlock) - Self.gap)

        var out: [(diagram: Diagram, bottom: Double)] = [(empty(), area.top)]
        var y = area.top
        let bottom = area.top + area.height
        for block in 0..<blocks {
            let columns = Array(block * perBlock..<min(count, (block + 1) * perBlock))
            let heads = columns.map { Wording(overview.phases[$0], size: 13, isBold: true).lines(within: width - 34) }
            let headHeight = Double(heads.map(\.count).max() ?? 1) * 16 + 16
            func drawHead() {
                for (place, column) in columns.enumerated() {
                    let box = self.box(place, y, width, headHeight)
                    out[out.count - 1].diagram.plain.append(Diagram.Plain(kind: .chevron, box: box, lane: nil))
                    let lines = heads[column - columns[0]]
                    for (index, line) in lines.enumerated() {
                        let at = Point(box.center.x, box.center.y + 4.5 + (Double(index) - Double(lines.count - 1) / 2) * 16)
                        letter(line, at, size: 13, bold: true, anchor: .middle, role: .lane, &out)
                    }
                }
                y += headHeight + 8
            }
            if block > 0 { y += 20 }
            var isOpen = false
            for row in overview.rows {
                // A lane in which nothing happens in these phases says nothing.
                if row.isLane, columns.allSatisfy({ row.cells[$0].lines.isEmpty }) { continue }
                let name = Self.name(of: row).lines
                let set = columns.map { column in row.cells[column].lines.flatMap { line in
                    Wording(line.text, size: 12, isBold: line.isBold).lines(within: width - 16).map { ($0, line.isBold) }
                } }
                let lines = max(set.map(\.count).max() ?? 0, name.count)
                let height = Double(lines) * Self.lineHeight + 12
                if y + height + (isOpen ? 0 : headHeight + 8) > bottom + 0.01 {
                    out[out.count - 1].bottom = y
                    out.append((empty(), laterTop))
                    y = laterTop
                    isOpen = false
                }
                if !isOpen { drawHead() }
                isOpen = true
                for (index, line) in name.enumerated() {
                    letter(line, Point(area.left, y + 17 + Double(index) * Self.lineHeight), size: 12, bold: !row.isLane, anchor: .start, role: .list, &out)
                }
                for (place, column) in columns.enumerated() {
                    let box = self.box(place, y, width, height)
                    if let lane = row.cells[column].lane {
                        out[out.count - 1].diagram.plain.append(Diagram.Plain(kind: .cell, box: box.inset(by: 2), lane: lane))
                    }
                    // In the middle of its box, where the name of the lane takes more lines.
                    let drop = row.isLane ? Double(lines - set[place].count) * Self.lineHeight / 2 : 0
                    for (index, line) in set[place].enumerated() {
                        let at = row.isLane ? Point(box.center.x, y + drop + 17 + Double(index) * Self.lineHeight) : Point(box.left + 10, y + 17 + Double(index) * Self.lineHeight)
                        letter(line.0, at, size: 12, bold: line.1, anchor: row.isLane ? .middle : .start, role: .list, &out)
                    }
                }
                y += height
                out[out.count - 1].diagram.plain.append(Diagram.Plain(
                    kind: .rule, box: Box(x: area.left, y: y, width: headWidth + Double(columns.count) * (width + Self.gap) - Self.gap, height: 0), lane: nil))
                y += 1
            }
            out[out.count - 1].bottom = y
        }
        return out
    }

    private func box(_ place: Int, _ y: Double, _ width: Double, _ height: Double) -> Box {
        Box(x: area.left + headWidth + Double(place) * (width + Self.gap), y: y, width: width, height: height)
    }

    private func empty() -> Diagram { Diagram(title: overview.title, summary: overview.summary, width: 0, height: 0) }

    private func letter(
        _ text: String, _ at: Point, size: Double, bold: Bool, anchor: Diagram.Words.Anchor, role: Diagram.Words.Role,
        _ out: inout [(diagram: Diagram, bottom: Double)]
    ) {
        out[out.count - 1].diagram.heading.append(Diagram.Words(text: text, at: at, size: size, isBold: bold, anchor: anchor, role: role))
    }
}
