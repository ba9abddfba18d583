import ProcessModel

/// How closely a map is set: with room, or close where it would else be wider than a projector shows.
///
/// Only sizes follow from it, never the order of anything.
struct Spacing: Sendable, Hashable {
    /// The lettering of a step is at least so wide if its words allow, and its box so much wider.
    var leastWords: Double
    var boxPadding: Double
    var leastBox: Double
    /// The widest that the words of a step and of a decision are set without need.
    var widestWords: Double
    var widestQuestion: Double
    /// What a px of width is worth in px of height: more sets words on more lines.
    var widthCost: Double
    var performerWords: Double
    /// How wide an answer may be on one line.
    var answerWords: Double
    /// From a border to the middle of a gap without lines, before and after it.
    var leaving: Double
    var entering: Double

    static let roomy = Spacing(
        leastWords: 58, boxPadding: 18, leastBox: 76, widestWords: 118, widestQuestion: 108, widthCost: 1, performerWords: 84,
        answerWords: 84, leaving: 11, entering: 15)
    static let close = Spacing(
        leastWords: 44, boxPadding: 12, leastBox: 58, widestWords: 84, widestQuestion: 78, widthCost: 1.8, performerWords: 64,
        answerWords: 48, leaving: 8, entering: 12)

    /// Close where the steps side by side, set with room, would not go on a projector of 1,920 px.
    init(_ map: ProcessMap, grid: Grid) {
        let shapes = map.nodes.map { NodeShape($0, map, .roomy) }
        var columns = [Double](repeating: 0, count: grid.columnCount)
        for node in map.nodes.indices { columns[grid.column[node]] = max(columns[grid.column[node]], shapes[node].width) }
        let gap = Self.roomy.leaving + Self.roomy.entering
        let width = columns.reduce(0) { $0 + $1 + gap }
        self = width > Self.projector ? .close : .roomy
    }

    /// What 1,920 px leave for steps beside margins, the heads of lanes, and some labels and lines.
    private static let projector = 1_500.0
}

extension Spacing {
    private init(
        leastWords: Double, boxPadding: Double, leastBox: Double, widestWords: Double, widestQuestion: Double, widthCost: Double,
        performerWords: Double, answerWords: Double, leaving: Double, entering: Double
    ) {
        self.leastWords = leastWords
        self.boxPadding = boxPadding
        self.leastBox = leastBox
        self.widestWords = widestWords
        self.widestQuestion = widestQuestion
        self.widthCost = widthCost
        self.performerWords = performerWords
        self.answerWords = answerWords
        self.leaving = leaving
        self.entering = entering
    }
}
