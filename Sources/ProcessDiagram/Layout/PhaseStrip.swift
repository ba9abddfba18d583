import ProcessModel

/// The phases above the lanes. A phase spans all steps written in it, also those on a branch, but not
/// what stands below the flow and is only jumped to from elsewhere. Phases that share a column stand one above the other, so that each bar is whole.
struct PhaseStrip {
    private(set) var phases: [Diagram.Phase] = []
    private(set) var height = 0.0

    private static let lineHeight = 15.0
    private static let shortestMeasure = 72.0

    init(_ map: ProcessMap, grid: Grid, sheet: Sheet) {
        var spans = [(left: Double, right: Double)?](repeating: nil, count: map.phases.count)
        let belongs = Self.members(map)
        for (index, node) in map.nodes.enumerated() where node.isWork && belongs[index] {
            guard let phase = node.phase, spans.indices.contains(phase) else { continue }
            let (middle, half) = (sheet.x[grid.upright(of: index)], sheet.size[index].width / 2)
            let span = spans[phase] ?? (middle - half, middle + half)
            spans[phase] = (min(span.left, middle - half), max(span.right, middle + half))
        }

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
