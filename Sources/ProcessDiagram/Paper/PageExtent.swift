extension PaperPage {
    /// How far to the right and down anything reaches on the page.
    var reach: (right: Double, bottom: Double) {
        var reach = (right: 0.0, bottom: 0.0)
        func add(_ box: Box) { reach = (max(reach.right, box.right), max(reach.bottom, box.bottom)) }
        func add(_ words: [Diagram.Words]) { for words in words { add(words.box) } }
        add(words)
        for piece in pieces {
            add(piece.heading)
            for lane in piece.lanes { add(lane.box) }
            for phase in piece.phases {
                add(phase.words)
                add(phase.isUpright
                    ? Box(x: phase.y, y: phase.left, width: 0, height: phase.right - phase.left)
                    : Box(x: phase.left, y: phase.y, width: phase.right - phase.left, height: 0))
            }
            for plain in piece.plain { add(plain.box) }
            for step in piece.steps {
                add(step.outline.box)
                add(step.words)
            }
            for line in piece.flows + piece.flowParts.map(\.line) { for point in line.points { add(Box(center: point, width: 2, height: 2)) } }
            for label in piece.labels { add(label.box) }
            for badge in piece.badges { add(badge.box) }
            for mark in piece.pains + piece.unknowns { add(mark.whole) }
            for touchpoint in piece.touchpoints { add(touchpoint.box) }
            for line in piece.interactions { add(line.words) }
            for mark in piece.continuations { add(mark.box) }
            if let timeline = piece.timeline {
                for point in timeline.points { add(Box(center: point, width: 2, height: 2)) }
                add((timeline.heading.map { [$0] } ?? []) + timeline.rungs.flatMap(\.words) + timeline.totals)
            }
            for entry in piece.legend?.entries ?? [] {
                add(entry.box)
                add([entry.words] + entry.more)
            }
            for list in piece.lists {
                add(list.heading.box)
                for entry in list.entries {
                    add(entry.box)
                    add(entry.words)
                }
            }
        }
        return reach
    }
}
