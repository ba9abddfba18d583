import ProcessModel

/// A map cut into pieces that fit on a page: first along the lanes into strips, then, where the lanes of
/// a strip are too many for a page, across into pieces.
///
/// A flow that is cut is drawn with each of its two steps up to a mark; what lies between is left out.
struct MapCutting: Sendable {
    private(set) var pieces: [Piece] = []
    /// For each step, the piece it is drawn in.
    private(set) var pieceOfStep: [Int] = []
    /// For each flow, the piece that holds all of it; nil where it was cut.
    private(set) var pieceOfFlow: [Int?] = []
    private(set) var ends: [CutEnd] = []
    /// For each touchpoint, where it is drawn.
    private(set) var touchpoints: [TouchpointPlace] = []
    /// The cuts along the lanes.
    private(set) var borders: [Double] = []

    /// What is kept free before the first step of a map and behind its last.
    private static let endRoom = 6.0

    /// Nil where some part of the map is too large for the page.
    init?(_ source: CuttingSource, along mostAlong: Double, across mostAcross: Double) {
        let (diagram, axes, atoms) = (source.diagram, source.axes, source.atoms)
        guard let cuts = source.cuts.best(
            from: source.low, to: source.high, most: mostAlong - source.headLength, room: Self.endRoom, length: { $1 - $0 })
        else { return nil }
        let borders = cuts.map(\.at)
        self.borders = borders
        let limits = [source.low] + borders + [source.high]
        let rooms = [Self.endRoom] + cuts.map(\.room) + [Self.endRoom]
        let stripCount = borders.count + 1

        func strip(_ along: Double) -> Int { borders.firstIndex { along < $0 } ?? borders.count }
        let stripOfStep = atoms.boxes.indices.map { step in strip(axes.along(diagram.steps[step].outline.box.center)) }
        var walks = diagram.flows.map { FlowWalk($0.points, axes: axes, borders: borders, rows: []) }

        // What stands in each strip, across the lanes.
        var blocked = [[Axes.Extent]](repeating: [], count: stripCount)
        var runs = [[Cuts.Run]](repeating: [], count: stripCount)
        for (step, box) in atoms.boxes.enumerated() { blocked[stripOfStep[step]].append(axes.across(box)) }
        for walk in walks {
            for part in walk.drawn {
                for (a, b) in zip(part.points, part.points.dropFirst()) {
                    let (low, high) = (min(axes.across(a), axes.across(b)), max(axes.across(a), axes.across(b)))
                    if high - low < 0.05 {
                        blocked[part.strip].append((low - 4, high + 4))
                    } else {
                        runs[part.strip].append(Cuts.Run(from: low, to: high, place: axes.along(a)))
                    }
                }
            }
        }

        var rows: [[Double]] = []
        var firstOfStrip: [Int] = []
        var ladders: [StripLadder] = []
        var seen = [Bool](repeating: false, count: diagram.lanes.count)
        let usedLanes = (0..<stripCount).map { strip in
            diagram.lanes.map { lane in
                let (low, high) = axes.across(lane.box)
                return blocked[strip].contains { $0.low < high - 4 && $0.high > low + 4 }
                    || runs[strip].contains { $0.from < high - 0.5 && $0.to > low + 0.5 }
            }
        }
        for strip in 0..<stripCount {
            firstOfStrip.append(pieces.count)
            // A lane in which nothing ever happens stands in the first strip.
            let used = diagram.lanes.indices.filter { lane in
                usedLanes[strip][lane] || strip == 0 && !usedLanes.contains { $0[lane] }
            }
            guard let first = used.first, let last = used.last else {
                rows.append([])
                continue
            }
            let (low, high) = (axes.across(diagram.lanes[first].box).low, axes.across(diagram.lanes[last].box).high)
            let bars = source.phaseBars(limits[strip], limits[strip + 1], most: mostAlong - source.headLength - rooms[strip])
            func slices(_ from: Double, _ to: Double) -> [Piece.Slice] {
                used.compactMap { lane in
                    let own = axes.across(diagram.lanes[lane].box)
                    let across = (low: max(own.low, from), high: min(own.high, to))
                    guard across.high - across.low > 0.5 else { return nil }
                    return Piece.Slice(
                        lane: lane, across: across, used: blocked[strip].filter { $0.high > across.low && $0.low < across.high },
                        least: source.leastLength(lane, withMarks: !seen[lane]), carriesMarks: !seen[lane])
                }
            }
            let ladder = StripLadder(source, strip: strip, limits: limits, rooms: rooms)
            ladders.append(ladder)
            var own = Cuts(from: low, to: high, blocked: blocked[strip], runs: runs[strip], preferred: source.laneBorders)
            own.makeRoom { source.markRoom($0, side: .below, bounds: (limits[strip], limits[strip + 1])) }
            guard let cut = own.best(from: low, to: high, most: mostAcross - bars.room - ladder.room, length: { from, to in
                let own = slices(from, to)
                return own.reduce(0) { $0 + $1.length } + source.gaps(own).reduce(0, +)
            }) else { return nil }
            let stops = [Cuts.Candidate(at: low)] + cut + [Cuts.Candidate(at: high)]
            rows.append(cut.map(\.at))
            for index in 0...cut.count {
                var piece = Piece(
                    strip: strip, along: (limits[strip], limits[strip + 1]), slices: slices(stops[index].at, stops[index + 1].at))
                for slice in piece.slices { seen[slice.lane] = true }
                (piece.roomBefore, piece.roomAfter) = (rooms[strip], rooms[strip + 1])
                (piece.roomAbove, piece.roomBelow) = (stops[index].room, stops[index + 1].room)
                (piece.phases, piece.phaseRoom) = (bars.bars, bars.room)
                piece.gaps = source.gaps(piece.slices)
                pieces.append(piece)
            }
        }

        func piece(_ strip: Int, _ across: Double) -> Int { firstOfStrip[strip] + (rows[strip].firstIndex { across < $0 } ?? rows[strip].count) }
        pieceOfStep = diagram.steps.indices.map { piece(stripOfStep[$0], axes.across(diagram.steps[$0].outline.box.center)) }
        // A ladder stands by the last piece that holds a step of it; each piece of a strip has kept room for it.
        for ladder in ladders {
            guard let line = ladder.line, let index = line.rungs.flatMap(\.steps).map({ pieceOfStep[$0.index] }).max() else { continue }
            (pieces[index].ladder, pieces[index].ladderHeading, pieces[index].ladderRoom) = (line, ladder.heading, ladder.room)
        }
        if rows.contains(where: { !$0.isEmpty }) {
            walks = diagram.flows.map { FlowWalk($0.points, axes: axes, borders: borders, rows: rows) }
        }
        for (flow, walk) in walks.enumerated() {
            guard walk.parts.count > 1, let first = walk.parts.first, let last = walk.parts.last else {
                pieceOfFlow.append(pieceOfStep[diagram.flows[flow].from.index])
                continue
            }
            pieceOfFlow.append(nil)
            let (from, to) = (firstOfStrip[first.strip] + first.row, firstOfStrip[last.strip] + last.row)
            ends.append(CutEnd(
                flow: flow, piece: from, goesOut: true, points: first.points, side: first.exit ?? .after, place: first.exitPlace))
            ends.append(CutEnd(
                flow: flow, piece: to, goesOut: false, points: last.points, side: last.entry ?? .before, place: last.entryPlace))
        }
        dropEmptyPieces(source, most: mostAcross)
        nameEnds(from: source.firstMark)
        touchpoints = touchpointPlaces(diagram, axes)
    }

    /// Of a line over several strips only the ends are drawn, so there may be pieces with nothing in them; they are
    /// left out. What they carry goes to another piece, if there is room for it.
    private mutating func dropEmptyPieces(_ source: CuttingSource, most: Double) {
        var isUsed = [Bool](repeating: false, count: pieces.count)
        for piece in pieceOfStep { isUsed[piece] = true }
        for piece in pieceOfFlow { if let piece { isUsed[piece] = true } }
        for end in ends { isUsed[end.piece] = true }
        guard isUsed.contains(false) else { return }
        for index in pieces.indices where !isUsed[index] {
            var changed = pieces
            var canGo = true
            for slice in pieces[index].slices where slice.carriesMarks {
                let other = pieces.indices.first { $0 > index && isUsed[$0] && pieces[$0].slices.contains { $0.lane == slice.lane } }
                guard let other, let place = pieces[other].slices.firstIndex(where: { $0.lane == slice.lane }) else {
                    canGo = false
                    continue
                }
                changed[other].slices[place] = pieces[other].slices[place].carryingMarks(least: source.leastLength(slice.lane, withMarks: true))
                if changed[other].length > most + 0.01 { canGo = false }
            }
            if canGo { pieces = changed } else { isUsed[index] = true }
        }
        var new: [Int] = []
        for used in isUsed { new.append((new.last ?? -1) + (used ? 1 : 0)) }
        pieces = pieces.indices.filter { isUsed[$0] }.map { pieces[$0] }
        pieceOfStep = pieceOfStep.map { new[$0] }
        pieceOfFlow = pieceOfFlow.map { $0.map { new[$0] } }
        ends = ends.map { end in
            CutEnd(flow: end.flow, piece: new[end.piece], goesOut: end.goesOut, points: end.points, side: end.side, place: end.place, letter: end.letter)
        }
    }

    /// Letters in the order in which a reader meets the marks; I and O are left out, as they look like figures.
    private mutating func nameEnds(from first: Int) {
        let order = stride(from: 0, to: ends.count, by: 2).sorted { a, b in
            let (x, y) = (min(ends[a].piece, ends[a + 1].piece), min(ends[b].piece, ends[b + 1].piece))
            return (x, ends[a].place, a) < (y, ends[b].place, b)
        }
        for (number, index) in order.enumerated() {
            ends[index].letter = Self.letter(first + number)
            ends[index + 1].letter = Self.letter(first + number)
        }
    }

    static func letter(_ number: Int) -> String {
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
        var out = ""
        var rest = number
        repeat {
            out = String(letters[rest % letters.count]) + out
            rest = rest / letters.count - 1
        } while rest >= 0
        return out
    }

    /// How many letters the longest mark of a map has, however it is cut.
    static func mostLetters(flows: Int) -> Int { letter(max(flows - 1, 0)).utf8.count }
}

/// A flow's way through the strips and pieces of a map.
private struct FlowWalk {
    struct Part {
        var strip: Int
        var row: Int
        var points: [Point]
        var entry: CutEnd.Side?
        var entryPlace = 0.0
        var exit: CutEnd.Side?
        var exitPlace = 0.0
    }

    private(set) var parts: [Part] = []

    /// Of a flow that was cut only the first part and the last are drawn.
    var drawn: [Part] { parts.count > 2 ? [parts[0], parts[parts.count - 1]] : parts }

    /// `borders` are the cuts along the lanes; `rows` are for each strip the cuts across.
    init(_ points: [Point], axes: Axes, borders: [Double], rows: [[Double]]) {
        guard let first = points.first else { return }
        func strip(_ along: Double) -> Int { borders.firstIndex { along < $0 } ?? borders.count }
        func row(_ strip: Int, _ across: Double) -> Int {
            guard rows.indices.contains(strip) else { return 0 }
            return rows[strip].firstIndex { across < $0 } ?? rows[strip].count
        }
        var at = strip(axes.along(first))
        parts = [Part(strip: at, row: row(at, axes.across(first)), points: [first])]
        func leave(_ point: Point, _ exit: CutEnd.Side, _ entry: CutEnd.Side, _ place: Double, strip: Int, row: Int) {
            parts[parts.count - 1].points.append(point)
            parts[parts.count - 1].exit = exit
            parts[parts.count - 1].exitPlace = place
            parts.append(Part(strip: strip, row: row, points: [point], entry: entry, entryPlace: place))
        }
        for (a, b) in zip(points, points.dropFirst()) {
            let (from, to) = (axes.along(a), axes.along(b))
            let (low, high) = (axes.across(a), axes.across(b))
            if abs(from - to) > 0.05 {
                while to > from, at < borders.count, to > borders[at] {
                    leave(axes.point(along: borders[at], across: low), .after, .before, low, strip: at + 1, row: row(at + 1, low))
                    at += 1
                }
                while to < from, at > 0, to < borders[at - 1] {
                    leave(axes.point(along: borders[at - 1], across: low), .before, .after, low, strip: at - 1, row: row(at - 1, low))
                    at -= 1
                }
            } else if rows.indices.contains(at) {
                var own = parts[parts.count - 1].row
                while high > low, own < rows[at].count, high > rows[at][own] {
                    leave(axes.point(along: from, across: rows[at][own]), .below, .above, from, strip: at, row: own + 1)
                    own += 1
                }
                while high < low, own > 0, high < rows[at][own - 1] {
                    leave(axes.point(along: from, across: rows[at][own - 1]), .above, .below, from, strip: at, row: own - 1)
                    own -= 1
                }
            }
            parts[parts.count - 1].points.append(b)
        }
    }
}
