import ProcessModel

/// The stretch of the timeline that belongs to one strip of a map.
struct StripLadder: Sendable {
    var line: LadderLine?
    var heading: Diagram.Words?
    /// How much room it takes across, from the end of the lanes on.
    var room = 0.0

    /// - Parameters:
    ///   - limits: where strips begin and end, along the lanes.
    ///   - rooms: the room for marks at each of these places.
    init(_ source: CuttingSource, strip: Int, limits: [Double], rooms: [Double]) {
        guard let timeline = source.diagram.timeline, let first = timeline.rungs.first, let last = timeline.rungs.last else { return }
        let (low, high) = (limits[strip], limits[strip + 1])
        let rungs = timeline.rungs.filter { $0.low >= low && $0.low < high }.map { rung in
            var bare = rung
            bare.words = []
            return bare
        }
        guard let opening = rungs.first else { return }
        let isFirst = opening.low == first.low
        let begins = isFirst ? timeline.points.first.map(source.axes.along) ?? low : low
        // Past a cut it goes on, high as while a case waits.
        let goesOn = last.low >= high
        let isDown = source.axes.isDown
        let top = TimelineBand.gap + (isFirst && !isDown ? 22 : isDown ? 0 : 4)
        let line = LadderLine(
            rungs, from: max(low, min(begins, opening.low - 4)), to: goesOn ? high : nil, at: top,
            room: (low - source.headLength - rooms[strip], high + rooms[strip + 1]), source.axes)
        self.line = line
        room = line.end
        if isDown {
            let words = LadderLine.heading(at: Point(TimelineBand.gap, 0))
            heading = words
            room = max(room, words.box.right + 2)
        } else if isFirst {
            heading = timeline.heading
        }
    }
}

/// Where a touchpoint of the map is drawn once the map is cut.
struct TouchpointPlace: Sendable {
    let piece: Int
    /// For a handoff whose crossing lies in a part that is not drawn: at the flag of its flow.
    var isAtMark = false
    /// Which slice of the piece lies behind the border that it stands on.
    var slice: Int?
}

extension MapCutting {
    /// Each touchpoint where its flow passes over the border, if that is drawn; else at the flag of the customer's end.
    func touchpointPlaces(_ diagram: Diagram, _ axes: Axes) -> [TouchpointPlace] {
        var firstEnd: [Int: Int] = [:]
        for index in stride(from: 0, to: ends.count, by: 2) { firstEnd[ends[index].flow] = index }
        return diagram.touchpoints.map { touchpoint in
            guard case .handoff(let flow, let from, _) = touchpoint.place else {
                if case .step(let step) = touchpoint.place { return TouchpointPlace(piece: pieceOfStep[step.index]) }
                return TouchpointPlace(piece: 0)
            }
            let center = touchpoint.box.center
            let line = diagram.interactions.first { abs($0.y - axes.across(center)) < 0.5 }
            func slice(_ piece: Int) -> Int? {
                let slices = pieces[piece].slices
                return slices.indices.dropFirst().first { slices[$0 - 1].lane == line?.above.index && slices[$0].lane == line?.below.index }
            }
            if let piece = pieceOfFlow[flow.index] { return TouchpointPlace(piece: piece, slice: slice(piece)) }
            guard let first = firstEnd[flow.index] else { return TouchpointPlace(piece: pieceOfStep[from.index]) }
            for end in [ends[first], ends[first + 1]] {
                let isDrawn = zip(end.points, end.points.dropFirst()).contains { a, b in
                    abs(axes.along(a) - axes.along(center)) < 0.5 && abs(axes.along(b) - axes.along(center)) < 0.5
                        && min(axes.across(a), axes.across(b)) < axes.across(center) && axes.across(center) < max(axes.across(a), axes.across(b))
                }
                if isDrawn, let slice = slice(end.piece) { return TouchpointPlace(piece: end.piece, slice: slice) }
            }
            let isFromCustomer = diagram.lanes[diagram.steps[from.index].lane.index].kind == .customer
            return TouchpointPlace(piece: ends[isFromCustomer ? first : first + 1].piece, isAtMark: true)
        }
    }
}

/// What layers put on a piece of a map.
extension PieceScene {
    /// The lines of interaction between the lanes that stand here, and the touchpoints, on what is drawn already.
    func setInteractions(_ out: inout Diagram, _ offsets: [Double], _ move: Move) {
        let whole = source.diagram
        for (index, gap) in piece.gaps.enumerated() where gap > 0 {
            let place = offsets[index] - gap / 2
            let (above, below) = (LaneID(piece.slices[index - 1].lane), LaneID(piece.slices[index].lane))
            let all = whole.interactions.first { $0.above == above && $0.below == below }
            let isWhole = cutting.pieces.count == 1
            let here = isWhole ? all?.handoffs ?? 0 : cutting.touchpoints.count { $0.piece == self.index && $0.slice == index }
            let texts = InteractionDrawing.texts(here)
            out.interactions.append(InteractionDrawing.line(
                between: above, and: below, at: place, from: originAlong, head: originAlong + source.headLength, to: originAlong + lengthAlong,
                handoffs: here, texts: isWhole ? texts : Array(texts.suffix(1)), walls: walls(out, place), axes))
        }
        for (touchpoint, at) in zip(whole.touchpoints, cutting.touchpoints) where at.piece == index {
            var moved = touchpoint
            switch touchpoint.place {
            case .step(let step):
                moved.box = touchpoint.box.moved(move.offset(whole.steps[step.index].outline.box.center, near: touchpoint.box.center))
            case .handoff(let flow, _, _):
                if let slice = at.slice {
                    let across = offsets[slice] - piece.gaps[slice] / 2
                    moved.box = InteractionDrawing.ring(at: axes.point(along: axes.along(touchpoint.box.center) + move.along, across: across))
                } else if let part = out.flowParts.first(where: { $0.line.flow == flow }) {
                    guard let end = part.reachesTarget ? part.line.points.first : part.line.points.last else { continue }
                    moved.box = InteractionDrawing.ring(at: end)
                }
            }
            out.touchpoints.append(moved)
        }
    }

    /// What lies on a line across the piece, along the lanes.
    private func walls(_ out: Diagram, _ place: Double) -> [Axes.Extent] {
        let (low, high) = (place - 8, place + 8)
        var walls: [Axes.Extent] = []
        for line in out.flows + out.flowParts.map(\.line) {
            for (a, b) in zip(line.points, line.points.dropFirst()) where max(axes.across(a), axes.across(b)) > low && min(axes.across(a), axes.across(b)) < high {
                walls.append((min(axes.along(a), axes.along(b)), max(axes.along(a), axes.along(b))))
            }
        }
        for mark in out.continuations {
            let across = axes.across(mark.box)
            if across.high > low, across.low < high { walls.append(axes.along(mark.box)) }
        }
        return walls
    }

    /// The timeline of the strip, beside its lanes.
    func setLadder(_ out: inout Diagram, lanesEnd: Double) {
        guard let ladder = piece.ladder else { return }
        let by = axes.point(along: start - piece.along.low, across: lanesEnd)
        let rungs = ladder.rungs.map { rung in
            var moved = rung
            moved.words = rung.words.map { $0.moved(by) }
            (moved.low, moved.high) = (rung.low + start - piece.along.low, rung.high + start - piece.along.low)
            return moved
        }
        // The heading stands at the beginning of the lanes.
        let heading = piece.ladderHeading.map { words in
            var words = words
            words.at = axes.isDown ? Point(lanesEnd + TimelineBand.gap, originAlong + 14) : Point(originAlong, lanesEnd + TimelineBand.gap + 13)
            return words
        }
        out.timeline = Diagram.Timeline(
            box: axes.box(along: (originAlong, originAlong + lengthAlong), across: (lanesEnd + 2, lanesEnd + piece.ladderRoom)), heading: heading,
            points: ladder.points.map { $0.moved(by) }, rungs: rungs, totals: [], isUpright: axes.isDown)
    }
}
