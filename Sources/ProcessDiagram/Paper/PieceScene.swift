import ProcessModel

/// Sets one piece of a map on a page: the lanes anew, all else moved to where its slice is, and the ends of
/// cut flows led to their marks.
struct PieceScene {
    let source: CuttingSource
    let cutting: MapCutting
    let index: Int
    /// Where the piece begins on the page, along and across, and how far its lanes reach along.
    let originAlong: Double
    let originAcross: Double
    let lengthAlong: Double

    var piece: Piece { cutting.pieces[index] }
    var axes: Axes { source.axes }
    /// Where the stretch between the cuts begins on the page.
    var start: Double { originAlong + source.headLength + piece.roomBefore }
    private var lanesTop: Double { originAcross + piece.phaseRoom }

    /// Where each slice begins on the page, across.
    private func offsets() -> [Double] {
        var out: [Double] = []
        var at = lanesTop + piece.roomAbove
        for (number, slice) in piece.slices.enumerated() {
            at += piece.gaps.indices.contains(number) ? piece.gaps[number] : 0
            out.append(at)
            at += slice.length
        }
        return out
    }

    func diagram() -> Diagram {
        let whole = source.diagram
        let offsets = offsets()
        let move = Move(axes: axes, along: start - piece.along.low, slices: piece.slices, tops: offsets)
        var out = Diagram(title: whole.title, summary: whole.summary, width: whole.width, height: whole.height, direction: whole.direction)
        setLanes(&out, offsets)
        setPhases(&out)

        func isHere(_ step: Int?) -> Bool { step.map { cutting.pieceOfStep[$0] == index } ?? false }
        for (number, step) in whole.steps.enumerated() where isHere(number) {
            let by = move.offset(step.outline.box.center)
            var moved = step
            moved.outline = step.outline.moved(by)
            moved.words = step.words.map { $0.moved(by) }
            moved.divider = step.divider.map { Diagram.Divider(left: $0.left + by.x, right: $0.right + by.x, y: $0.y + by.y) }
            out.steps.append(moved)
        }
        for (number, flow) in whole.flows.enumerated() where cutting.pieceOfFlow[number] == index {
            var moved = flow
            moved.points = flow.points.map { $0.moved(move.offset($0)) }
            out.flows.append(moved)
        }
        for (number, label) in whole.labels.enumerated() where isHere(source.atoms.ofLabel[number]) {
            let by = move.offset(whole.steps[source.atoms.ofLabel[number]].outline.box.center, near: label.box.center)
            var moved = label
            moved.box = label.box.moved(by)
            moved.words = label.words.map { $0.moved(by) }
            moved.isOnPart = label.isOnPart || cutting.pieceOfFlow[label.flow.index] == nil
            out.labels.append(moved)
        }
        func mark(_ box: Box, _ step: Int?) -> Box? {
            if let step { return isHere(step) ? box.moved(move.offset(whole.steps[step].outline.box.center, near: box.center)) : nil }
            return headMark(box, offsets)
        }
        for (badge, step) in zip(whole.badges, source.atoms.ofBadge) {
            guard let box = mark(badge.box, step) else { continue }
            var moved = badge
            moved.box = box
            out.badges.append(moved)
        }
        func marks(_ given: [Diagram.Mark], _ steps: [Int?]) -> [Diagram.Mark] {
            zip(given, steps).compactMap { given, step in
                mark(given.box, step).map(given.moved(to:))
            }
        }
        out.pains = marks(whole.pains, source.atoms.ofPain)
        out.unknowns = marks(whole.unknowns, source.atoms.ofUnknown)
        for side in [CutEnd.Side.before, .after, .above, .below] { setEnds(&out, side, move) }
        setInteractions(&out, offsets, move)
        setLadder(&out, lanesEnd: (offsets.last ?? lanesTop) + (piece.slices.last?.length ?? 0) + piece.roomBelow)
        return out
    }

    // MARK: Lanes and phases

    private func setLanes(_ out: inout Diagram, _ offsets: [Double]) {
        out.lanes = source.diagram.lanes.map { lane in
            var empty = lane
            (empty.box, empty.head, empty.words) = (Box(x: 0, y: 0, width: 0, height: 0), Box(x: 0, y: 0, width: 0, height: 0), [])
            return empty
        }
        for (number, slice) in piece.slices.enumerated() {
            let low = offsets[number] - (number == 0 ? piece.roomAbove : 0)
            let high = offsets[number] + slice.length + (number == piece.slices.count - 1 ? piece.roomBelow : 0)
            let band = source.diagram.lanes[slice.lane]
            let head = axes.box(along: (originAlong, originAlong + source.headLength), across: (low, high))
            let by = Point(head.center.x - band.head.center.x, head.center.y - band.head.center.y)
            out.lanes[slice.lane].box = axes.box(along: (originAlong, originAlong + lengthAlong), across: (low, high))
            out.lanes[slice.lane].head = head
            out.lanes[slice.lane].words = band.words.map { $0.moved(by) }
        }
    }

    /// Where a mark in the head of a lane stands here; nil where another piece shows it.
    private func headMark(_ box: Box, _ offsets: [Double]) -> Box? {
        for (number, slice) in piece.slices.enumerated() where slice.carriesMarks {
            let head = source.diagram.lanes[slice.lane].head
            guard source.isInside(box, head) else { continue }
            let low = offsets[number] - (number == 0 ? piece.roomAbove : 0)
            let along = originAlong - axes.along(head).low
            let across = low - axes.across(head).low
            return box.moved(axes.point(along: along, across: across))
        }
        return nil
    }

    private func setPhases(_ out: inout Diagram) {
        for bar in piece.phases {
            let rule = lanesTop - bar.rule
            let words = bar.lines.enumerated().map { line, text in
                let at = bar.isTurned
                    ? Point(rule - 8 - TextWidth.of(text, size: 12, isBold: true), start + bar.low + 11 + Double(line) * 15)
                    : Point(start + bar.low, rule - 6 - Double(bar.lines.count - 1 - line) * 15)
                return Diagram.Words(text: text, at: at, size: 12, isBold: true, anchor: .start, role: .phase)
            }
            out.phases.append(Diagram.Phase(
                name: bar.name, left: start + bar.low, right: start + bar.high, y: rule, words: words, isUpright: bar.isTurned))
        }
    }

    // MARK: Flows that were cut

    private func setEnds(_ out: inout Diagram, _ side: CutEnd.Side, _ move: Move) {
        let whole = source.diagram
        let own = cutting.ends.filter { $0.piece == index && $0.side == side }
            .map { end -> (end: CutEnd, points: [Point], place: Double) in
                let points = end.points.map { $0.moved(move.offset($0)) }
                let edge = end.goesOut ? points[points.count - 1] : points[0]
                return (end, points, side == .before || side == .after ? axes.across(edge) : axes.along(edge))
            }
            .sorted { ($0.place, $0.end.flow) < ($1.place, $1.end.flow) }
        guard !own.isEmpty else { return }
        let size = source.markSize(side)
        let isAlong = side == .before || side == .after
        let offsets = offsets()
        let top = offsets.first ?? lanesTop
        let bottom = (offsets.last ?? top) + (piece.slices.last?.length ?? 0)
        let bounds = isAlong ? (low: top + 0.5, high: bottom - 0.5) : (low: originAlong + source.headLength + 4, high: originAlong + lengthAlong - 4)
        let fan = Fan(own.map(\.place), room: size.room, bounds: bounds)
        // Where the marks stand: their outer edge lies by the border of the page, or of the band.
        let (outer, inner, edge): (Double, Double, Double)
        switch side {
        case .before:
            edge = start
            outer = originAlong + source.headLength + 5
            inner = outer + size.depth
        case .after:
            edge = start + piece.along.high - piece.along.low
            outer = max(originAlong + lengthAlong - 5, edge + fan.depth + size.depth + 2)
            inner = outer - size.depth
        case .above:
            edge = top
            outer = lanesTop + 4
            inner = outer + size.depth
        case .below:
            edge = bottom
            outer = bottom + piece.roomBelow - 4
            inner = outer - size.depth
        }
        for (number, cut) in own.enumerated() {
            let flow = whole.flows[cut.end.flow]
            let target = fan.targets[number]
            let way = fan.way(number, from: cut.place, edge: edge, mark: inner).map { along, across in
                isAlong ? axes.point(along: along, across: across) : axes.point(along: across, across: along)
            }
            var line = flow
            line.points = Self.straightened(cut.end.goesOut ? cut.points + way : way.reversed() + cut.points)
            out.flowParts.append(Diagram.FlowPart(line: line, reachesTarget: !cut.end.goesOut))
            let depth = (low: min(inner, outer), high: max(inner, outer))
            let width = size.room - (isAlong == axes.isDown ? 2 : 1)
            let breadth = (low: target - width / 2, high: target + width / 2)
            let box = isAlong ? axes.box(along: depth, across: breadth) : axes.box(along: breadth, across: depth)
            out.continuations.append(Diagram.Continuation(
                letter: cut.end.letter, box: box, way: pointing(side, goesOut: cut.end.goesOut), from: flow.from, to: flow.to, goesOut: cut.end.goesOut,
                meaning: cut.end.goesOut ? "Goes on at the other \(cut.end.letter)" : "Comes from the other \(cut.end.letter)"))
        }
    }

    /// Marks point the way that the work goes: out over the side, or in from it.
    private func pointing(_ side: CutEnd.Side, goesOut: Bool) -> Way {
        let outwards: Way = switch side {
        case .before: axes.isDown ? .north : .west
        case .after: axes.isDown ? .south : .east
        case .above: axes.isDown ? .west : .north
        case .below: axes.isDown ? .east : .south
        }
        return goesOut ? outwards : outwards.opposite
    }

    /// Without repeated points and without points in the middle of a straight run.
    private static func straightened(_ points: [Point]) -> [Point] {
        var out: [Point] = []
        for point in points {
            if let last = out.last, abs(last.x - point.x) < 0.05, abs(last.y - point.y) < 0.05 { continue }
            if out.count >= 2 {
                let (a, b) = (out[out.count - 2], out[out.count - 1])
                if (abs(a.x - b.x) < 0.05 && abs(b.x - point.x) < 0.05) || (abs(a.y - b.y) < 0.05 && abs(b.y - point.y) < 0.05) { out.removeLast() }
            }
            out.append(point)
        }
        return out
    }

    /// How far each place of the map moves: by one distance along, and as its slice does across.
    struct Move {
        let axes: Axes
        let along: Double
        let slices: [Piece.Slice]
        let tops: [Double]

        func offset(_ point: Point, near other: Point? = nil) -> Point {
            let place = axes.across(other ?? point)
            let slice = slices.firstIndex { place < $0.across.high } ?? max(slices.count - 1, 0)
            guard slices.indices.contains(slice) else { return axes.point(along: along, across: 0) }
            return axes.point(along: along, across: tops[slice] + slices[slice].place(place) - place)
        }
    }
}
