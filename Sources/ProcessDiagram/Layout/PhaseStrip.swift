import ProcessAnalysis
import ProcessModel

/// The phases above the lanes. A phase spans the columns of its steps on the main path: what is
/// written under it but lies aside, such as an early way out, would make it reach over others.
struct PhaseStrip {
    private(set) var phases: [Diagram.Phase] = []
    private(set) var height = 0.0

    init(_ map: ProcessMap, mainPath: MainPath, grid: Grid, sheet: Sheet) {
        var spans: [(phase: Int, first: Int, last: Int)] = []
        for node in mainPath.nodes where map[node].isWork {
            guard let phase = map[node].phase, phase >= 0, phase < map.phases.count else { continue }
            let column = grid.column[node.index]
            if let last = spans.last, last.phase == phase {
                spans[spans.count - 1].last = max(last.last, column)
            } else if column > (spans.last?.last ?? -1) {
                spans.append((phase, column, column))
            }
        }
        guard !spans.isEmpty else { return }
        let set = spans.map { span -> (left: Double, right: Double, lines: [String], name: String) in
            let left = sheet.x[2 * span.first + 1] - sheet.columnHalf[span.first]
            let right = sheet.x[2 * span.last + 1] + sheet.columnHalf[span.last]
            let name = map.phases[span.phase].name.string
            return (left, right, Wording(name, size: 12, isBold: true).lines(within: max(right - left, 40)), Wording.clean(name))
        }
        let lineCount = Double(set.map(\.lines.count).max() ?? 1)
        height = lineCount * 15 + 14
        for (left, right, lines, name) in set {
            let rule = height - 8
            let words = lines.enumerated().map { index, text in
                Diagram.Words(
                    text: text, at: Point(left, rule - 6 - Double(lines.count - 1 - index) * 15), size: 12, isBold: true, anchor: .start, role: .phase)
            }
            phases.append(Diagram.Phase(name: name, left: left, right: right, y: rule, words: words))
        }
    }

    mutating func moveDown(by distance: Double) {
        for index in phases.indices {
            phases[index].y += distance - 6
            for line in phases[index].words.indices { phases[index].words[line].at.y += distance - 6 }
        }
    }
}
