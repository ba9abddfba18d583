import ProcessModel

/// Looks over finished pages before anybody sees them: what was cut must be whole, and lie on the paper.
///
/// The map itself was checked before it was cut; here all is checked that cutting could have spoilt.
struct PageCheck {
    let pages: [PaperPage]
    let whole: Diagram

    func run() throws(DrawingError) {
        try checkWhole()
        for page in pages {
            for words in page.words { try checkInside(words.box, page, "the heading") }
            for piece in page.pieces { try checkPiece(piece, page) }
            try checkApart(page)
        }
    }

    /// Each step once, each flow whole or in two parts, each letter at two ends.
    private func checkWhole() throws(DrawingError) {
        var drawn = [Int](repeating: 0, count: whole.steps.count)
        var flows = [Int](repeating: 0, count: whole.flows.count)
        var marks: [(letter: String, goesOut: Bool)] = []
        var labels = 0
        for piece in pages.flatMap(\.pieces) {
            for step in piece.steps { drawn[step.node.index] += 1 }
            for flow in piece.flows { flows[flow.flow.index] += 2 }
            for part in piece.flowParts { flows[part.line.flow.index] += 1 }
            marks += piece.continuations.map { ($0.letter, $0.goesOut) }
            labels += piece.labels.count
        }
        if let index = drawn.firstIndex(where: { $0 != 1 }) { throw DrawingError("the step '\(whole.steps[index].key)' is on the pages \(drawn[index]) times") }
        if let index = flows.firstIndex(where: { $0 != 2 }) {
            let flow = whole.flows[index]
            throw DrawingError("the line from '\(whole.steps[flow.from.index].key)' to '\(whole.steps[flow.to.index].key)' is not whole")
        }
        guard labels == whole.labels.count else { throw DrawingError("a label is missing on the pages") }
        let pieces = pages.flatMap(\.pieces)
        guard pieces.reduce(0, { $0 + $1.badges.count }) == whole.badges.count, pieces.reduce(0, { $0 + $1.pains.count }) == whole.pains.count,
            pieces.reduce(0, { $0 + $1.unknowns.count }) == whole.unknowns.count
        else { throw DrawingError("a mark is missing on the pages") }
        if let lane = whole.lanes.indices.first(where: { lane in !pieces.contains { $0.lanes.indices.contains(lane) && $0.lanes[lane].box.height > 0 } }) {
            throw DrawingError("the lane '\(whole.lanes[lane].name)' is on no page")
        }
        try checkLayers(pieces)
        let sorted = marks.sorted { ($0.letter, $0.goesOut ? 0 : 1) < ($1.letter, $1.goesOut ? 0 : 1) }
        for index in sorted.indices {
            let isFirst = index % 2 == 0
            let fits = isFirst
                ? sorted[index].goesOut && index + 1 < sorted.count && sorted[index + 1].letter == sorted[index].letter
                : !sorted[index].goesOut && (index + 1 == sorted.count || sorted[index + 1].letter != sorted[index].letter)
            guard fits else { throw DrawingError("the mark \(sorted[index].letter) has not one other end") }
        }
    }

    /// What layers put on the map is on the pages as often as on the map, and at its step.
    private func checkLayers(_ pieces: [Diagram]) throws(DrawingError) {
        func count(_ of: (Diagram) -> Int) -> (here: Int, there: Int) { (pieces.reduce(0) { $0 + of($1) }, of(whole)) }
        for (here, there) in [
            count { $0.touchpoints.count }, count { $0.timeline?.rungs.count ?? 0 }, count { $0.timeline?.rungs.reduce(0) { $0 + $1.words.count } ?? 0 },
            count { $0.steps.filter { $0.tint != nil }.count + $0.labels.filter { $0.tint != nil }.count }, count { $0.pains.filter { $0.votes != nil }.count },
        ] where here != there { throw DrawingError("something that is shown on the map is missing on the pages") }
        for piece in pieces where !piece.lanes.isEmpty {
            for pain in piece.pains { if let votes = pain.votes, abs(votes.box.left - pain.box.right) > 8 { throw DrawingError("votes stand away from their pain") } }
            for step in piece.steps {
                if let line = step.divider, line.y < step.outline.box.top || line.y > step.outline.box.bottom || line.left < step.outline.box.left {
                    throw DrawingError("the figures of '\(step.key)' stand away from it")
                }
            }
            try LayerCheck(piece).runOnPiece()
        }
    }

    private func checkPiece(_ piece: Diagram, _ page: PaperPage) throws(DrawingError) {
        for lane in piece.lanes where lane.box.height > 0 {
            try checkInside(lane.box, page, "the lane '\(lane.name)'")
            for words in lane.words where !Self.holds(lane.head, words.box, slack: 2) { throw DrawingError("the name of the lane '\(lane.name)' does not fit") }
        }
        for phase in piece.phases { for words in phase.words { try checkInside(words.box, page, "the phase '\(phase.name)'") } }
        for (index, step) in piece.steps.enumerated() {
            let box = step.outline.box
            let name = "the step '\(step.key)'"
            guard Self.holds(piece.lanes[step.lane.index].box, box, slack: 0.5) else { throw DrawingError("\(name) does not lie in its lane") }
            for words in step.words { try checkInside(words.box, page, name) }
            for other in piece.steps.dropFirst(index + 1) where box.overlaps(other.outline.box, slack: 0.5) {
                throw DrawingError("\(name) and the step '\(other.key)' lie over each other")
            }
        }
        for badge in piece.badges { try checkInside(badge.box, page, "a mark") }
        for mark in piece.pains + piece.unknowns { try checkInside(mark.whole, page, "a mark") }
        for touchpoint in piece.touchpoints { try checkInside(touchpoint.box, page, "a touchpoint") }
        for words in piece.interactions.flatMap(\.words) { try checkInside(words.box, page, "the line of interaction") }
        if let timeline = piece.timeline {
            for words in (timeline.heading.map { [$0] } ?? []) + timeline.rungs.flatMap(\.words) + timeline.totals { try checkInside(words.box, page, "the timeline") }
        }
        for entry in piece.legend?.entries ?? [] {
            for words in [entry.words] + entry.more { try checkInside(entry.box.union(words.box), page, "the legend") }
        }
        for list in piece.lists {
            try checkInside(list.heading.box, page, "a list")
            for entry in list.entries { for words in entry.words { try checkInside(words.box, page, "a list") } }
        }
        for label in piece.labels {
            try checkInside(label.box, page, "a label")
            for step in piece.steps where step.outline.box.overlaps(label.box, slack: 1) { throw DrawingError("a label lies over the step '\(step.key)'") }
        }
        try checkMarks(piece, page)
        try checkLines(piece, page)
    }

    private func checkMarks(_ piece: Diagram, _ page: PaperPage) throws(DrawingError) {
        for (index, mark) in piece.continuations.enumerated() {
            let name = "the mark \(mark.letter)"
            try checkInside(mark.box, page, name)
            guard TextWidth.of(mark.letter, size: 11, isBold: true) + 2 <= mark.box.width else { throw DrawingError("\(name) is too small") }
            for step in piece.steps where step.outline.box.overlaps(mark.box) { throw DrawingError("\(name) lies over the step '\(step.key)'") }
            for label in piece.labels where label.box.overlaps(mark.box) { throw DrawingError("\(name) lies over a label") }
            for other in piece.continuations.dropFirst(index + 1) where other.box.overlaps(mark.box) {
                throw DrawingError("the marks \(mark.letter) and \(other.letter) lie over each other")
            }
            for lane in piece.lanes where lane.box.height > 0 && lane.head.overlaps(mark.box) { throw DrawingError("\(name) lies over a lane's name") }
        }
    }

    private func checkLines(_ piece: Diagram, _ page: PaperPage) throws(DrawingError) {
        var runs: [(box: Box, flow: Int)] = []
        for line in piece.flows + piece.flowParts.map(\.line) {
            let name = "the line from '\(whole.steps[line.from.index].key)' to '\(whole.steps[line.to.index].key)'"
            for (a, b) in zip(line.points, line.points.dropFirst()) {
                guard abs(a.x - b.x) < 0.05 || abs(a.y - b.y) < 0.05 else { throw DrawingError("\(name) runs askew") }
                let run = Box(x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
                try checkInside(run, page, name)
                for step in piece.steps where step.node != line.from && step.node != line.to && Self.runs(run, through: step.outline.box.inset(by: 1)) {
                    throw DrawingError("\(name) runs through the step '\(step.key)'")
                }
                for label in piece.labels where label.flow != line.flow && Self.runs(run, through: label.box.inset(by: 0.5)) {
                    throw DrawingError("\(name) runs through a label")
                }
                for mark in piece.continuations where (mark.from != line.from || mark.to != line.to) && Self.runs(run, through: mark.box) {
                    throw DrawingError("\(name) runs through the mark \(mark.letter)")
                }
                runs.append((run, line.flow.index))
            }
        }
        // No two on each other: neighbours by height, and by their places from left to right.
        for isLevel in [true, false] {
            let sorted = runs.filter { ($0.box.height < 0.05) == isLevel }
                .sorted { isLevel ? ($0.box.y, $0.box.x) < ($1.box.y, $1.box.x) : ($0.box.x, $0.box.y) < ($1.box.x, $1.box.y) }
            for (index, run) in sorted.enumerated() {
                for other in sorted.dropFirst(index + 1) {
                    if (isLevel ? other.box.y - run.box.y : other.box.x - run.box.x) >= 2 { break }
                    let shared = isLevel
                        ? min(run.box.right, other.box.right) - max(run.box.left, other.box.left)
                        : min(run.box.bottom, other.box.bottom) - max(run.box.top, other.box.top)
                    if run.flow != other.flow, shared > 4 {
                        let (a, b) = (whole.flows[run.flow], whole.flows[other.flow])
                        throw DrawingError("the lines from '\(whole.steps[a.from.index].key)' and from '\(whole.steps[b.from.index].key)' lie on each other")
                    }
                }
            }
        }
    }

    private func checkApart(_ page: PaperPage) throws(DrawingError) {
        let boxes = page.pieces.compactMap { piece in
            (piece.lanes.filter { $0.box.height > 0 }.map(\.box) + (piece.timeline.map { [$0.box] } ?? [])).reduce(nil) { (all: Box?, box) in all.map { $0.union(box) } ?? box }
        }
        for (index, box) in boxes.enumerated() {
            for other in boxes.dropFirst(index + 1) where box.overlaps(other) { throw DrawingError("two parts of the map lie over each other") }
        }
        for piece in page.pieces where piece.lanes.isEmpty {
            for entry in piece.lists.flatMap(\.entries) {
                for words in entry.words where boxes.contains(where: { $0.overlaps(words.box) }) { throw DrawingError("a list lies over the map") }
            }
        }
    }

    private func checkInside(_ box: Box, _ page: PaperPage, _ what: String) throws(DrawingError) {
        if !Self.holds(page.printable, box, slack: 1) { throw DrawingError("\(what) reaches over the edge of page \(page.number)") }
    }

    private static func holds(_ outer: Box, _ inner: Box, slack: Double) -> Bool {
        inner.left >= outer.left - slack && inner.right <= outer.right + slack && inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack
    }

    private static func runs(_ run: Box, through box: Box) -> Bool {
        run.left < box.right && run.right > box.left && run.top < box.bottom && run.bottom > box.top
    }
}
