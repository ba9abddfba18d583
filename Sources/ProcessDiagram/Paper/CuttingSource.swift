import ProcessModel

/// A finished map made ready to be cut: what belongs together, where cuts may run, how large marks are.
struct CuttingSource: Sendable {
    let diagram: Diagram
    let axes: Axes
    let atoms: Atoms
    /// Where cuts along the lanes may run.
    private(set) var cuts: Cuts
    /// From the end of the lanes' heads to behind the last step.
    let low: Double
    let high: Double
    /// How far the lanes' heads reach.
    let headLength: Double
    let laneBorders: [Double]
    private let letters: Int
    /// Whether marks have room for the page on which the line goes on.
    let namesPages: Bool

    /// How many letters other marks have taken already.
    let firstMark: Int

    init(_ diagram: Diagram, firstMark: Int = 0, namesPages: Bool = false) {
        self.firstMark = firstMark
        self.namesPages = namesPages
        self.diagram = diagram
        axes = Axes(diagram)
        atoms = Atoms(diagram)
        letters = MapCutting.mostLetters(flows: firstMark + diagram.flows.count)
        let axes = axes
        let head = diagram.lanes.first.map { axes.along($0.head) } ?? (low: 0, high: 0)
        low = head.high
        headLength = head.high - head.low
        var high = head.high + 40
        var blocked: [Axes.Extent] = []
        for box in atoms.boxes {
            let extent = axes.along(box)
            blocked.append(extent)
            high = max(high, extent.high)
        }
        var runs: [Cuts.Run] = []
        for flow in diagram.flows {
            for (a, b) in zip(flow.points, flow.points.dropFirst()) {
                let (from, to) = (min(axes.along(a), axes.along(b)), max(axes.along(a), axes.along(b)))
                high = max(high, to + 8)
                if to - from < 0.05 {
                    blocked.append((from - 4, to + 4))
                } else {
                    runs.append(Cuts.Run(from: from, to: to, place: axes.across(a)))
                }
            }
        }
        self.high = high
        laneBorders = diagram.lanes.dropFirst().map { axes.across($0.box).low }
        cuts = Cuts(from: low, to: high, blocked: blocked, runs: runs)
        let bounds = (low: diagram.lanes.first.map { axes.across($0.box).low } ?? 0, high: diagram.lanes.last.map { axes.across($0.box).high } ?? 0)
        let copy = self
        cuts.makeRoom { copy.markRoom($0, side: .after, bounds: bounds) }
    }

    // MARK: Marks

    /// How far a mark reaches from the edge inwards, and how much of the edge it takes.
    func markSize(_ side: CutEnd.Side) -> (depth: Double, room: Double) {
        let length = 8 + 8.6 * Double(letters)
        let page = namesPages ? FlagPages.room : 0
        let isLevel = (side == .before || side == .after) != axes.isDown
        // A level mark names the page behind its letter, and an upright one below it.
        return isLevel
            ? (length + (namesPages ? page + FlagPages.gap : 0) + Signs.pennantTip, 16)
            : (15 + (namesPages ? FlagPages.lineHeight : 0) + Signs.pennantTip, max(length, page + 4, 16) + 2)
    }

    /// How much room the marks of lines that are cut at `places` take.
    func markRoom(_ places: [Double], side: CutEnd.Side, bounds: Axes.Extent) -> Double {
        let size = markSize(side)
        return Fan(places, room: size.room, bounds: bounds).depth + size.depth + 8
    }

    // MARK: Lanes

    /// How far a lane must reach across so that its head can hold its name, and its marks where they are shown.
    func leastLength(_ lane: Int, withMarks: Bool) -> Double {
        let band = diagram.lanes[lane]
        let name = band.words.reduce(0.0) { max($0, TextWidth.of($1.text, size: $1.size, isBold: $1.isBold)) }
        guard withMarks else { return name + 16 }
        let head = axes.across(band.head)
        var marks = 0.0
        for (mark, step) in zip(diagram.badges, atoms.ofBadge) where step == nil && isInside(mark.box, band.head) {
            marks = max(marks, axes.across(mark.box).high - head.low)
        }
        for mark in diagram.pains where mark.step == nil && isInside(mark.box, band.head) { marks = max(marks, axes.across(mark.box).high - head.low) }
        return name + 16 + 2 * marks
    }

    func isInside(_ box: Box, _ other: Box) -> Bool {
        box.center.x > other.left && box.center.x < other.right && box.center.y > other.top && box.center.y < other.bottom
    }

    /// The room before each of these slices.
    func gaps(_ slices: [Piece.Slice]) -> [Double] {
        let isDrawn = !diagram.interactions.isEmpty
        return slices.indices.map { index in
            guard isDrawn, index > 0 else { return 0 }
            let (above, below) = (diagram.lanes[slices[index - 1].lane], diagram.lanes[slices[index].lane])
            return InteractionDrawing.isBorder(above.kind, below.kind) ? InteractionDrawing.gap : 0
        }
    }

    // MARK: Phases

    private static let lineHeight = 15.0

    /// The phases of a stretch, set anew, and the room they take beside the lanes. `most` is how far a name may reach.
    func phaseBars(_ from: Double, _ to: Double, most: Double) -> (bars: [PhaseBar], room: Double) {
        var bars: [(bar: PhaseBar, end: Double)] = []
        for phase in diagram.phases {
            let (low, high) = (max(phase.left, from), min(phase.right, to))
            guard high - low > 4 else { continue }
            let name = Wording(phase.name, size: 12, isBold: true)
            var bar = PhaseBar(name: phase.name, low: low - from, high: high - from, lines: [], rule: 0, isTurned: axes.isDown)
            var end = bar.high
            if axes.isDown {
                bar.lines = name.evenLines(within: 92, most: 120).lines
                end = max(end, bar.low + Double(bar.lines.count) * Self.lineHeight)
            } else {
                let measure = max(high - low, min(name.longest, 72))
                bar.lines = name.lines(within: min(measure, max(most - bar.low, 40)))
                end = max(end, bar.low + name.extent(within: min(measure, max(most - bar.low, 40))).width)
            }
            bars.append((bar, end))
        }
        bars.sort { ($0.bar.low, $0.bar.name) < ($1.bar.low, $1.bar.name) }
        var rowEnds: [Double] = []
        var rows: [[PhaseBar]] = []
        for (bar, end) in bars {
            let row = rowEnds.firstIndex { $0 + 8 <= bar.low } ?? rowEnds.count
            if row == rowEnds.count {
                rowEnds.append(0)
                rows.append([])
            }
            rowEnds[row] = end
            rows[row].append(bar)
        }
        var room = 0.0
        var out: [PhaseBar] = []
        // The first row stands nearest to the lanes.
        for row in rows {
            for bar in row {
                var placed = bar
                placed.rule = room + 8
                out.append(placed)
            }
            let extent = axes.isDown
                ? (row.flatMap { $0.lines.map { TextWidth.of($0, size: 12, isBold: true) } }.max() ?? 0).rounded(.up)
                : Double(row.map(\.lines.count).max() ?? 1) * Self.lineHeight
            room += extent + (axes.isDown ? 18 : 14)
        }
        return (out, room)
    }
}
