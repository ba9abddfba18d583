import ProcessModel

/// A part of a map that is drawn as one: a stretch of time, and of each lane what happens there.
struct Piece: Sendable {
    /// A lane, or the part of it that is in the piece.
    struct Slice: Sendable {
        let lane: Int
        /// Across the lanes, on the whole map.
        let across: Axes.Extent
        /// How far it reaches in the piece, at least as far as the lane's name.
        let length: Double
        /// Where places on the whole map come to lie, from the slice's beginning: what is used keeps its
        /// measures, what is empty in this stretch of time shrinks.
        private let stops: [(at: Double, place: Double)]
        /// True for the first slice of this lane, which carries the marks in its head.
        let carriesMarks: Bool
        private let used: [Axes.Extent]

        /// Empty room between what is used, and at the borders of the lane.
        private static let widestGap = 10.0
        private static let widestBorder = 8.0

        /// `used` is what stands or runs along in this stretch of time, in any order.
        init(lane: Int, across: Axes.Extent, used: [Axes.Extent], least: Double, carriesMarks: Bool) {
            self.lane = lane
            self.across = across
            self.carriesMarks = carriesMarks
            self.used = used
            var stops = [(at: across.low, place: 0.0)]
            func add(_ at: Double, most: Double) {
                guard let last = stops.last, at > last.at else { return }
                stops.append((at, last.place + min(at - last.at, most)))
            }
            var isFirst = true
            for extent in used.sorted(by: { ($0.low, $0.high) < ($1.low, $1.high) }) {
                let (low, high) = (max(extent.low, across.low), min(extent.high, across.high))
                guard high > low else { continue }
                add(low, most: isFirst ? Self.widestBorder : Self.widestGap)
                add(high, most: .infinity)
                isFirst = false
            }
            add(across.high, most: isFirst ? 24 : Self.widestBorder)
            let own = stops.last?.place ?? 0
            length = max(own, least)
            let spare = (length - own) / 2
            self.stops = stops.map { ($0.at, $0.place + spare) }
        }

        /// The same with the marks in the lane's head, for which it must be at least so long.
        func carryingMarks(least: Double) -> Slice { Slice(lane: lane, across: across, used: used, least: least, carriesMarks: true) }

        /// Where a place on the whole map lies, from the slice's beginning.
        func place(_ at: Double) -> Double {
            guard let first = stops.first, let last = stops.last else { return 0 }
            // The borders themselves are where the slice begins and ends, so that lines over them join.
            if at <= first.at { return 0 }
            if at >= last.at { return length }
            var (low, high) = (0, stops.count - 1)
            while high - low > 1 {
                let middle = (low + high) / 2
                if stops[middle].at <= at { low = middle } else { high = middle }
            }
            let (a, b) = (stops[low], stops[high])
            return a.place + (at - a.at) / max(b.at - a.at, 0.001) * (b.place - a.place)
        }
    }

    /// Which strip of the map it belongs to; several pieces share one where the lanes do not fit on a page.
    var strip: Int
    /// Along the lanes, on the whole map, between its cuts.
    var along: Axes.Extent
    var slices: [Slice]
    /// The room for marks of lines that were cut: before the first step, after the last, and on either side across.
    var roomBefore = 0.0
    var roomAfter = 0.0
    var roomAbove = 0.0
    var roomBelow = 0.0
    /// Whether the map goes on there.
    var isCutAbove = false
    var isCutBelow = false
    /// The room before each slice: for the line of interaction, between a customer's lane and another.
    var gaps: [Double] = []
    /// The timeline of its strip, beside the lanes; set where its strip begins, along, and where the lanes end, across.
    var ladder: LadderLine?
    var ladderHeading: Diagram.Words?
    /// The room that it takes.
    var ladderRoom = 0.0
    var phases: [PhaseBar] = []
    /// The room that its phases take beside the lanes.
    var phaseRoom = 0.0

    /// How far it reaches across the page, phases and all.
    var length: Double { phaseRoom + roomAbove + slices.reduce(0) { $0 + $1.length } + gaps.reduce(0, +) + roomBelow + ladderRoom }

    func contains(across place: Double) -> Bool {
        guard let first = slices.first, let last = slices.last else { return false }
        return place >= first.across.low - 0.01 && place < last.across.high + 0.01
    }
}

/// A phase's name and the stretch of it that lies in a piece, measured from the piece's first cut.
struct PhaseBar: Sendable {
    var name: String
    var low: Double
    var high: Double
    var lines: [String]
    /// From the lanes' edge outwards: where the rule is.
    var rule: Double
    var isTurned: Bool
}

/// A line that was cut: the part that is still drawn with its step, and the mark where it breaks off.
struct CutEnd: Sendable {
    enum Side: Sendable { case before, after, above, below }

    let flow: Int
    let piece: Int
    /// True for the part at the source, which goes on elsewhere; false for the part at the target.
    let goesOut: Bool
    /// On the whole map, from the step to the cut, or from the cut to the step.
    var points: [Point]
    let side: Side
    /// Where on the side, on the whole map.
    let place: Double
    var letter = ""
}
