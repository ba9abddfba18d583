import ProcessModel

/// How closely a map is set: with room, or close where it would else be wider than a projector shows.
///
/// Only sizes follow from it, not in which column or row anything stands.
struct Spacing: Sendable, Hashable {
    /// The least width that the words of a step are set in, where they allow it.
    var leastWords: Double
    /// How much wider than its words a step is, and how wide at least.
    var boxPadding: Double
    var leastBox: Double
    /// The widest that the words of a step and of a decision are set without need.
    var widestWords: Double
    var widestQuestion: Double
    /// How many px of height a px of width is worth: more sets words on more lines.
    var widthCost: Double
    /// The widths in which the names of roles and short answers are set.
    var performerWords: Double
    var answerWords: Double
    /// Of a gap without lines, the part after the steps on its left and that before the steps on its right.
    var leaving: Double
    var entering: Double
    /// On both sides of a label between two steps, and inside it beside its words.
    var labelGap: Double
    var labelPadding: Double
    /// Whose signs the shapes are.
    var notation = Notation.baton

    static let roomy = Spacing(
        leastWords: 58, boxPadding: 18, leastBox: 76, widestWords: 118, widestQuestion: 108, widthCost: 1, performerWords: 84,
        answerWords: 84, leaving: 11, entering: 15, labelGap: 7, labelPadding: 4)
    static let close = Spacing(
        leastWords: 40, boxPadding: 8, leastBox: 50, widestWords: 84, widestQuestion: 78, widthCost: 2.2, performerWords: 60,
        answerWords: 40, leaving: 7, entering: 10, labelGap: 3, labelPadding: 2)

    /// As modelers draw: tasks of at least 100 px, labels of at most 90 px.
    static let modeler = Spacing(
        leastWords: 72, boxPadding: 26, leastBox: 100, widestWords: 112, widestQuestion: 90, widthCost: 1, performerWords: 0,
        answerWords: 84, leaving: 22, entering: 26, labelGap: 8, labelPadding: 2, notation: .bpmn)

    /// What a projector, 1,920 px wide, leaves for steps and their labels: the rest goes to margins, lane heads and lines.
    private static let projector = 1_700.0

    /// Close where the columns of steps, set with room, would not go side by side on a projector.
    static func fitting(_ map: ProcessMap, grid: Grid) -> Spacing {
        let gap = roomy.leaving + roomy.entering
        guard Double(grid.columnCount) * gap < projector else { return .close }
        var columns = [Double](repeating: 0, count: grid.columnCount)
        var labels = columns
        for (index, node) in map.nodes.enumerated() {
            columns[grid.column[index]] = max(columns[grid.column[index]], NodeShape(node, map, roomy).width)
        }
        for id in map.flowIDs where grid.level[map[id].from.index] == grid.level[map[id].to.index] {
            guard let label = FlowBlock(id, map, badges: [], roomy) else { continue }
            let column = grid.column[map[id].from.index]
            labels[column] = max(labels[column], label.width + 2 * roomy.labelGap - roomy.leaving)
        }
        let width = columns.reduce(0) { $0 + $1 + gap } + labels.reduce(0, +)
        return width > projector ? .close : .roomy
    }
}
