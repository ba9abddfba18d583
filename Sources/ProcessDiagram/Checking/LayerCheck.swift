import ProcessModel

/// Looks over what layers add to a drawing: a figure that stands over something else, or that belongs to nothing,
/// would tell a wrong story as well as a line does.
struct LayerCheck {
    private let diagram: Diagram

    init(_ diagram: Diagram) { self.diagram = diagram }

    func run() throws(DrawingError) {
        try checkFigures()
        try checkInteractions()
        if let timeline = diagram.timeline { try check(timeline) }
    }

    /// The same for a part of a map, on which a ladder lies where the page has room for it.
    func runOnPiece() throws(DrawingError) {
        try checkFigures()
        try checkInteractions()
        guard let timeline = diagram.timeline else { return }
        let lanes = diagram.lanes.filter { $0.box.height > 0 }.map(\.box)
        guard !lanes.contains(where: { $0.overlaps(timeline.box) }) else { throw DrawingError("the timeline lies over the map") }
        if timeline.isUpright { try checkBeside(timeline) } else { try checkLadder(timeline) }
    }

    /// Figures stand inside their step, below its name.
    private func checkFigures() throws(DrawingError) {
        for step in diagram.steps where step.words.contains(where: { $0.role == .times || $0.role == .heat }) {
            let box = step.outline.box
            var bottom = -Double.infinity
            for words in step.words where words.role == .times || words.role == .heat {
                let own = Self.box(words)
                guard own.left >= box.left, own.right <= box.right, own.top >= box.top, own.bottom <= box.bottom + 1 else {
                    throw DrawingError("the figure '\(words.text)' does not lie in its step '\(step.key)'")
                }
            }
            for words in step.words {
                let own = Self.box(words)
                guard own.top >= bottom - 2 else { throw DrawingError("the figures of '\(step.key)' lie over each other") }
                bottom = own.bottom
            }
        }
    }

    /// The words on a line of interaction are clear of lanes and of flows.
    private func checkInteractions() throws(DrawingError) {
        let axes = Axes(diagram)
        for line in diagram.interactions {
            guard diagram.lanes.indices.contains(line.above.index), diagram.lanes.indices.contains(line.below.index),
                axes.across(diagram.lanes[line.above.index].box).high <= line.y, axes.across(diagram.lanes[line.below.index].box).low >= line.y
            else { throw DrawingError("the line of interaction does not lie between its lanes") }
            for words in line.words {
                let box = Self.box(words)
                for flow in diagram.flows + diagram.flowParts.map(\.line) {
                    for (a, b) in zip(flow.points, flow.points.dropFirst())
                    where max(a.x, b.x) > box.left && min(a.x, b.x) < box.right && max(a.y, b.y) > box.top && min(a.y, b.y) < box.bottom {
                        throw DrawingError("a flow runs through the words on the line of interaction")
                    }
                }
            }
        }
    }

    private func check(_ timeline: Diagram.Timeline) throws(DrawingError) {
        let lowest = diagram.lanes.reduce(0) { max($0, $1.box.bottom) }
        let foot = diagram.legend?.box.top ?? .infinity
        let isBeside = timeline.isUpright && !timeline.points.isEmpty
        let isClear = isBeside ? timeline.box.left >= diagram.lanes.reduce(0) { max($0, $1.box.right) } : timeline.box.top >= lowest && timeline.box.bottom <= foot
        guard isClear, timeline.totals.allSatisfy({ Self.box($0).top >= lowest && Self.box($0).bottom <= foot }) else {
            throw DrawingError("the timeline lies over the map or its legend")
        }
        let words = (timeline.heading.map { [$0] } ?? []) + timeline.rungs.flatMap(\.words) + timeline.totals
        let rows = words.sorted { ($0.at.y, Self.box($0).left) < ($1.at.y, Self.box($1).left) }
        for (a, b) in zip(rows, rows.dropFirst()) where abs(a.at.y - b.at.y) < 1 && Self.box(a).right + 2 > Self.box(b).left {
            throw DrawingError("'\(a.text)' and '\(b.text)' run into each other on the timeline")
        }
        for word in words {
            let box = Self.box(word)
            guard box.left >= 0, box.right <= diagram.width,
                isBeside && word.role == .total || box.top >= timeline.box.top - 1 && box.bottom <= timeline.box.bottom + 3
            else { throw DrawingError("'\(word.text)' does not lie in the timeline") }
        }
        if isBeside { return try checkBeside(timeline) }
        try checkLadder(timeline)
    }

    /// The line runs to the right between its two heights, and no words stand in between.
    private func checkLadder(_ timeline: Diagram.Timeline) throws(DrawingError) {
        for (a, b) in zip(timeline.points, timeline.points.dropFirst()) where b.x < a.x || (a.x != b.x && a.y != b.y) {
            throw DrawingError("the timeline runs backwards")
        }
        guard let upper = timeline.points.map(\.y).min(), let lower = timeline.points.map(\.y).max() else { return }
        for word in timeline.rungs.flatMap(\.words) {
            let box = Self.box(word)
            guard box.bottom <= upper || box.top >= lower else { throw DrawingError("'\(word.text)' lies on the line of the timeline") }
        }
    }

    /// Where it stands beside the lanes, figures keep to their side of the line, and apart.
    private func checkBeside(_ timeline: Diagram.Timeline) throws(DrawingError) {
        for (a, b) in zip(timeline.points, timeline.points.dropFirst()) where b.y < a.y || (a.x != b.x && a.y != b.y) {
            throw DrawingError("the timeline runs backwards")
        }
        guard let left = timeline.points.map(\.x).min(), let right = timeline.points.map(\.x).max() else { return }
        var ends = (left: -Double.infinity, right: -Double.infinity)
        for word in timeline.rungs.flatMap(\.words) {
            let box = Self.box(word)
            guard box.right <= left || box.left >= right else { throw DrawingError("'\(word.text)' lies on the line of the timeline") }
            let before = box.right <= left ? ends.left : ends.right
            guard box.top >= before else { throw DrawingError("'\(word.text)' lies over other words on the timeline") }
            if box.right <= left { ends.left = box.bottom } else { ends.right = box.bottom }
        }
    }

    /// The room that lettering takes, without what hangs below the baseline of some letters.
    private static func box(_ words: Diagram.Words) -> Box {
        let width = TextWidth.of(words.text, size: words.size, isBold: words.isBold)
        if words.isUpright { return Box(x: words.at.x - 0.74 * words.size, y: words.at.y - width / 2, width: 0.74 * words.size, height: width) }
        let left = words.anchor == .middle ? words.at.x - width / 2 : words.at.x
        return Box(x: left, y: words.at.y - 0.74 * words.size, width: width, height: 0.74 * words.size)
    }
}
