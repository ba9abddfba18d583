import ProcessModel

/// The phases above the lanes. A phase spans all steps written in it, also those on a branch, but not
/// what stands below the flow and is only jumped to from elsewhere. Phases that share a column stand one above the other, so that each bar is whole.
struct PhaseStrip {
    private(set) var phases: [Diagram.Phase] = []
    private(set) var height = 0.0

    private static let lineHeight = 15.0
    private static let shortestMeasure = 72.0

    /// The phases of a map that runs down: upright rules on the left of the lanes, their names beside them.
    /// `height` is then the width they take.
    init(turned map: ProcessMap, grid: Grid, sheet: Sheet) {
        struct Bar {
            var phase: Int
            var top: Double
            var bottom: Double
            var set: (lines: [String], width: Double)
            var end: Double { max(bottom, top + Double(set.lines.count) * PhaseStrip.lineHeight) }
            var column = 0
        }
        var bars: [Bar] = []
        for (phase, span) in Self.spans(map, grid: grid, sheet: sheet).enumerated() {
            guard let span else { continue }
            let set = Wording(map.phases[phase].name.string, size: 12, isBold: true).evenLines(within: 92, most: 120)
            bars.append(Bar(phase: phase, top: span.left, bottom: span.right, set: set))
        }
        bars.sort { ($0.top, $0.phase) < ($1.top, $1.phase) }
        var columnEnds: [Double] = []
        for index in bars.indices {
            let column = columnEnds.firstIndex { $0 + 8 <= bars[index].top } ?? columnEnds.count
            if column == columnEnds.count { columnEnds.append(0) }
            columnEnds[column] = bars[index].end
            bars[index].column = column
        }
        for column in columnEnds.indices {
            let own = bars.filter { $0.column == column }
            let left = height
            height += (own.map(\.set.width).max() ?? 0).rounded(.up) + 20
            for bar in own {
                let words = bar.set.lines.enumerated().map { index, text in
                    Diagram.Words(
                        text: text, at: Point(left, bar.top + 11 + Double(index) * Self.lineHeight), size: 12, isBold: true, anchor: .start, role: .phase)
                }
                let name = Wording.clean(map.phases[bar.phase].name.string)
                phases.append(Diagram.Phase(name: name, left: bar.top, right: bar.bottom, y: height - 12, words: words, isUpright: true))
            }
        }
    }

    mutating func moveBeside(by distance: Double, down: Double) {
        for index in phases.indices {
            phases[index].y += distance
            phases[index].left += down
            phases[index].right += down
            for line in phases[index].words.indices {
                phases[index].words[line].at.x += distance
                phases[index].words[line].at.y += down
            }
        }
    }

    /// For each phase, how far its steps reach along the lanes; nil for one without any.
    private static func spans(_ map: ProcessMap, grid: Grid, sheet: Sheet) -> [(left: Double, right: Double)?] {
        var spans = [(left: Double, right: Double)?](repeating: nil, count: map.phases.count)
        let belongs = Self.members(map)
        for (index, node) in map.nodes.enumerated() where node.isWork && belongs[index] {
            guard let phase = node.phase, spans.indices.contains(phase) else { continue }
            let (middle, half) = (sheet.x[grid.upright(of: index)], sheet.size[index].width / 2)
            let span = spans[phase] ?? (middle - half, middle + half)
            spans[phase] = (min(span.left, middle - half), max(span.right, middle + half))
        }
        return spans
    }

    init(_ map: ProcessMap, grid: Grid, sheet: Sheet) {
        let spans = Self.spans(map, grid: grid, sheet: sheet)

        struct Bar {
            var phase: Int
            var left: Double
            var right: Double
            var lines: [String]
            /// Up to where bar and name reach.
            var end: Double
            var row = 0
        }
        var bars: [Bar] = []
        for (phase, span) in spans.enumerated() {
            guard let span else { continue }
            let (left, right) = span
            let name = Wording(map.phases[phase].name.string, size: 12, isBold: true)
            let measure = max(right - left, min(name.longest, Self.shortestMeasure))
            bars.append(Bar(phase: phase, left: left, right: right, lines: name.lines(within: measure), end: max(right, left + name.extent(within: measure).width)))
        }
        // From left to right, each in the first row that is free there.
        bars.sort { ($0.left, $0.phase) < ($1.left, $1.phase) }
        var rowEnds: [Double] = []
        for index in bars.indices {
            let row = rowEnds.firstIndex { $0 + 8 <= bars[index].left } ?? rowEnds.count
            if row == rowEnds.count { rowEnds.append(0) }
            rowEnds[row] = bars[index].end
            bars[index].row = row
        }

        for row in rowEnds.indices {
            let own = bars.filter { $0.row == row }
            height += Double(own.map(\.lines.count).max() ?? 1) * Self.lineHeight + 14
            let rule = height - 8
            for bar in own {
                let words = bar.lines.enumerated().map { index, text in
                    Diagram.Words(
                        text: text, at: Point(bar.left, rule - 6 - Double(bar.lines.count - 1 - index) * Self.lineHeight), size: 12, isBold: true,
                        anchor: .start, role: .phase)
                }
                let name = Wording.clean(map.phases[bar.phase].name.string)
                phases.append(Diagram.Phase(name: name, left: bar.left, right: bar.right, y: rule, words: words))
            }
        }
    }

    /// For each node, whether flows inside its phase connect it with the phase's first node.
    private static func members(_ map: ProcessMap) -> [Bool] {
        var near = [[Int]](repeating: [], count: map.nodes.count)
        for flow in map.flows where map[flow.from].phase == map[flow.to].phase {
            near[flow.from.index].append(flow.to.index)
            near[flow.to.index].append(flow.from.index)
        }
        var belongs = [Bool](repeating: false, count: map.nodes.count)
        var begun = [Bool](repeating: false, count: map.phases.count)
        for (index, node) in map.nodes.enumerated() {
            guard let phase = node.phase, begun.indices.contains(phase), !begun[phase] else { continue }
            begun[phase] = true
            belongs[index] = true
            var queue = [index]
            while let next = queue.popLast() {
                for other in near[next] where !belongs[other] {
                    belongs[other] = true
                    queue.append(other)
                }
            }
        }
        return belongs
    }

    mutating func moveDown(by distance: Double) {
        for index in phases.indices {
            phases[index].y += distance - 6
            for line in phases[index].words.indices { phases[index].words[line].at.y += distance - 6 }
        }
    }
}
