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

    /// The same for a part of a map on a page.
    func runOnPiece() throws(DrawingError) {
        try checkFigures()
        try checkInteractions()
        guard let timeline = diagram.timeline else { return }
        let lanes = diagram.lanes.filter { $0.box.height > 0 }.map(\.box)
        guard !lanes.contains(where: { $0.overlaps(timeline.box) }) else { throw DrawingError("the timeline lies over the map") }
        try checkLadder(timeline, timeline.rungs.flatMap(\.words))
    }

    /// Figures stand inside their step, below its name.
    private func checkFigures() throws(DrawingError) {
        // The names of events stand beside them, and so does what has become of them.
        for step in diagram.steps where step.kind != .start && step.kind != .end && step.words.contains(where: { $0.role == .times || $0.role == .heat || $0.role == .change }) {
            let box = step.outline.box
            var bottom = -Double.infinity
            for words in step.words where words.role == .times || words.role == .heat || words.role == .change {
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
        let onLadder = timeline.rungs.flatMap(\.words)
        let below = (timeline.heading.map { [$0] } ?? []) + timeline.totals
        let floor = diagram.legend?.box.top ?? .infinity
        guard !diagram.lanes.contains(where: { $0.box.overlaps(timeline.box) }), timeline.box.bottom <= floor else {
            throw DrawingError("the timeline lies over the map or its legend")
        }
        let rows = (onLadder + below).sorted { ($0.at.y, Self.box($0).left) < ($1.at.y, Self.box($1).left) }
        for (a, b) in zip(rows, rows.dropFirst()) where abs(a.at.y - b.at.y) < 1 && Self.box(a).right + 2 > Self.box(b).left {
            throw DrawingError("'\(a.text)' and '\(b.text)' run into each other on the timeline")
        }
        for words in onLadder + below {
            let box = Self.box(words)
            let isClear = !diagram.lanes.contains { $0.box.overlaps(box) } && box.bottom <= floor
            guard isClear, box.left >= 0, box.right <= diagram.width else { throw DrawingError("'\(words.text)' does not lie in the timeline") }
        }
        try checkLadder(timeline, onLadder)
    }

    /// The line runs onwards between its two heights, and no words stand on it.
    private func checkLadder(_ timeline: Diagram.Timeline, _ words: [Diagram.Words]) throws(DrawingError) {
        let axes = Axes(diagram)
        for (a, b) in zip(timeline.points, timeline.points.dropFirst()) where axes.along(b) < axes.along(a) || (a.x != b.x && a.y != b.y) {
            throw DrawingError("the timeline runs backwards")
        }
        let places = timeline.points.map(axes.across)
        guard let low = places.min(), let high = places.max() else { return }
        for word in words {
            let extent = axes.across(Self.box(word))
            guard extent.high <= low || extent.low >= high else { throw DrawingError("'\(word.text)' lies on the line of the timeline") }
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
