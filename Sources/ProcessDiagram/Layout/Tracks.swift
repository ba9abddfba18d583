/// Where each run lies beside the others on its grid line.
///
/// In gaps and aisles runs take numbered tracks. On rows and columns, where runs dock on nodes, they
/// take offsets from the middle: a run alone lies in the middle, a straight one keeps the middle
/// among others, and as a run has one offset, it meets the shapes at both ends at the same height.
struct Tracks: Sendable {
    /// Between the middles of two lines that run side by side, in px.
    static let pitch = 10.0

    /// For each run: its track in a gap or aisle.
    private(set) var track: [Int]
    /// For each run on a row or column: px from the middle.
    private(set) var offset: [Double]
    /// For each run: where its label leans among others, -1 to the lower side of the run, 1 to the
    /// higher, 0 where it sits in the middle.
    private(set) var lean: [Int]
    /// For each upright and level line, how many tracks it has; 0 on rows and columns.
    private(set) var uprightTracks: [Int]
    private(set) var levelTracks: [Int]

    private let runs: Runs
    /// For each flow, the nodes at its ends.
    private let ends: [(from: Int, to: Int)]
    private let isRow: [Bool]
    /// Positions along a line count this many to a crossing, so that tracks can be told apart inside one.
    private static let fine = 1 << 20
    private static let fineBorder = 1 << 18

    /// How much room a run on a row or column needs beside it.
    struct Reach: Sendable {
        /// Half the distance to a neighbour, in px.
        var plain = 6.0
        /// The same towards the lower and the higher side where the run has its label; 0 without one.
        var labelLower = 0.0
        var labelHigher = 0.0
        /// True where the label stands at the run's low end.
        var labelIsLow = false
        /// How far from the middle it must dock at least.
        var offMiddle = 0.0
    }

    /// `reach` is given for each run; `isMain` tells the runs that belong to the main path.
    init(_ runs: Runs, grid: Grid, ends: [(from: Int, to: Int)], reach: [Reach], isMain: [Bool]) {
        self.runs = runs
        self.ends = ends
        isRow = grid.isRow
        track = Array(repeating: 0, count: runs.all.count)
        offset = Array(repeating: 0, count: runs.all.count)
        lean = Array(repeating: 0, count: runs.all.count)
        uprightTracks = Array(repeating: 0, count: grid.uprightCount)
        levelTracks = Array(repeating: 0, count: grid.levelCount)

        for line in stride(from: 0, to: grid.uprightCount, by: 2) {
            uprightTracks[line] = takeTracks(runs.onUpright[line]) { run in (run.low * Self.fine, run.high * Self.fine) }
        }
        let along = { [track] (run: Runs.Run) in
            (Self.fineEnd(run.low, run.lowEnd, isLow: true, track), Self.fineEnd(run.high, run.highEnd, isLow: false, track))
        }
        for level in 0..<grid.levelCount {
            if grid.isRow[level] {
                takeOffsets(runs.onLevel[level], reach: reach, isMain: isMain, at: along)
            } else {
                levelTracks[level] = takeTracks(runs.onLevel[level], slack: Self.apart - 1, at: along)
            }
        }
        let down = { [track, offset] (run: Runs.Run) -> (Int, Int) in
            func place(_ crossing: Int, _ end: Runs.End, isLow: Bool) -> Int {
                guard let next = end.next else { return crossing * Self.fine + (isLow ? Self.fineBorder : -Self.fineBorder) }
                return crossing * Self.fine + (grid.isRow[crossing] ? Int(offset[next].rounded()) : track[next] * Int(Self.pitch))
            }
            return (place(run.low, run.lowEnd, isLow: true), place(run.high, run.highEnd, isLow: false))
        }
        for line in stride(from: 1, to: grid.uprightCount, by: 2) {
            takeOffsets(runs.onUpright[line], slack: Self.apart * Int(Self.pitch) - 7, reach: reach, isMain: isMain, at: down)
        }
    }

    /// Where the end of a level run stands: in a gap by its track there; in the middle of a column
    /// all corners count as one place, as offsets there are not yet known; on a node's border just
    /// off the middle, so that its two sides are apart.
    private static func fineEnd(_ crossing: Int, _ end: Runs.End, isLow: Bool, _ track: [Int]) -> Int {
        guard let next = end.next else { return crossing * fine + (isLow ? fineBorder : -fineBorder) }
        return crossing * fine + (crossing % 2 == 0 ? track[next] : 0)
    }

    // MARK: Groups of runs that lie side by side

    private typealias Place = (low: Int, high: Int)

    /// Cuts the runs of a line into groups that overlap nowhere, each from low to high.
    private func groups(_ members: [Int], slack: Int = 0, at: (Runs.Run) -> (Int, Int)) -> [(runs: [Int], places: [Place])] {
        let placed = members.map { (run: $0, place: at(runs.all[$0])) }
            .sorted { ($0.place.0, $0.place.1, $0.run) < ($1.place.0, $1.place.1, $1.run) }
        var out: [(runs: [Int], places: [Place])] = []
        var end = Int.min / 2
        for (run, place) in placed {
            if place.0 > end + slack { out.append(([], [])) }
            out[out.count - 1].runs.append(run)
            out[out.count - 1].places.append((place.0, place.1))
            end = max(end, place.1)
        }
        return out
    }

    /// The members of a group from the lower side to the higher, so that few lines cross, and for
    /// each its overlapping neighbours; all by index into the group.
    private func arranged(_ group: (runs: [Int], places: [Place]), slack: Int = 0) -> (order: [Int], neighbours: [[Int]]) {
        let n = group.runs.count
        guard n > 1 else { return (Array(0..<n), Array(repeating: [], count: n)) }
        var neighbours = [[Int]](repeating: [], count: n)
        /// Who should come earlier, and how much that matters.
        var earlier = [[(Int, Int)]](repeating: [], count: n)
        var index: [Int: Int] = [:]
        for (i, run) in group.runs.enumerated() { index[run] = i }
        for i in 0..<n {
            for j in (i + 1)..<max(n, i + 1) {
                if group.places[j].low > group.places[i].high + slack { break }
                if group.places[j].low > group.places[i].high, isKin(group.runs[i], group.runs[j]) { continue }
                neighbours[i].append(j)
                neighbours[j].append(i)
                let cost = runs.crossings(group.runs[i], group.runs[j]) { group.places[$0 == group.runs[i] ? i : j] }
                if cost.lower < cost.higher { earlier[i].append((j, cost.higher - cost.lower)) }
                if cost.higher < cost.lower { earlier[j].append((i, cost.lower - cost.higher)) }
            }
        }
        // Always next: the run that least should have something else before it.
        var waiting = [Int](repeating: 0, count: n)
        for i in 0..<n { for (j, weight) in earlier[i] { waiting[j] += weight } }
        var order: [Int] = []
        var placed = [Bool](repeating: false, count: n)
        for _ in 0..<n {
            var best = -1
            for i in 0..<n where !placed[i] {
                if best < 0 || (waiting[i], runs.all[group.runs[i]].flow) < (waiting[best], runs.all[group.runs[best]].flow) { best = i }
            }
            placed[best] = true
            order.append(best)
            for (j, weight) in earlier[best] { waiting[j] -= weight }
        }
        return (order, neighbours)
    }

    /// So many tracks lie between two lines that would else read as one.
    private static let apart = 3

    private func isKin(_ i: Int, _ j: Int) -> Bool {
        let (a, b) = (ends[runs.all[i].flow], ends[runs.all[j].flow])
        return a.from == b.from || a.to == b.to || a.from == b.to || a.to == b.from
    }

    /// How many tracks run `j` lies above run `i`, which comes before it. Where one turns off to the
    /// lower side and the other to the higher in one row or column, both in its middle, they would
    /// look like one line with a kink, so they stand further apart.
    private func step(from i: Int, to j: Int) -> Int {
        let (a, b) = (runs.all[i], runs.all[j])
        for (p, end) in [(a.low, a.lowEnd), (a.high, a.highEnd)] where end.next != nil && end.turnsLow {
            for (q, other) in [(b.low, b.lowEnd), (b.high, b.highEnd)] where other.next != nil && !other.turnsLow {
                if p == q, a.isLevel ? p % 2 == 1 : isRow[p], !isKin(i, j) { return Self.apart }
            }
        }
        return 1
    }

    /// Runs whose ends are at most `slack` apart take different tracks, too.
    private mutating func takeTracks(_ members: [Int], slack: Int = 0, at: (Runs.Run) -> (Int, Int)) -> Int {
        var count = 0
        for group in groups(members, slack: slack, at: at) {
            let (order, neighbours) = arranged(group, slack: slack)
            var own = [Int](repeating: -1, count: order.count)
            for i in order {
                own[i] = neighbours[i].reduce(0) { own[$1] < 0 ? $0 : max($0, own[$1] + step(from: group.runs[$1], to: group.runs[i])) }
                track[group.runs[i]] = own[i]
                count = max(count, own[i] + 1)
            }
        }
        return count
    }

    private mutating func takeOffsets(
        _ members: [Int], slack: Int = 0, reach: [Reach], isMain: [Bool], at: (Runs.Run) -> (Int, Int)
    ) {
        for group in groups(members, slack: slack, at: at) {
            let (order, neighbours) = arranged(group, slack: slack)
            if order.count == 1 {
                if reach[group.runs[0]].offMiddle > 0 { offset[group.runs[0]] = clearOfMiddle([0], [group.runs[0]], reach)[0] }
                continue
            }
            leanLabels(order.map { group.runs[$0] }, reach)
            // The run that keeps the middle: a straight one of the main path, else any straight one.
            let straight = order.filter { runs.all[group.runs[$0]].isStraightThrough }
            let middle = straight.first { isMain[group.runs[$0]] } ?? (straight.count == 1 ? straight.first : nil)
            var own = [Double?](repeating: nil, count: order.count)
            let start = middle.flatMap { order.firstIndex(of: $0) } ?? 0
            own[order[start]] = 0
            for i in order[(start + 1)...] {
                var least = -Double.infinity
                for j in neighbours[i] { if let other = own[j] { least = max(least, other + distance(group.runs[j], group.runs[i], reach)) } }
                own[i] = least.isFinite ? least : 0
            }
            for i in order[..<start].reversed() {
                var most = Double.infinity
                for j in neighbours[i] { if let other = own[j] { most = min(most, other - distance(group.runs[i], group.runs[j], reach)) } }
                own[i] = most.isFinite ? most : 0
            }
            let values = own.map { $0 ?? 0 }
            let shift = middle == nil ? -((values.min() ?? 0) + (values.max() ?? 0)) / 2 : 0
            let ordered = order.map { group.runs[$0] }
            let offsets = clearOfMiddle(order.map { (values[$0] + shift).rounded() }, ordered, reach)
            for (run, place) in zip(ordered, offsets) { offset[run] = place }
        }
    }

    /// Moves runs that must not dock in the middle to its sides, and the others beyond them with them.
    private func clearOfMiddle(_ offsets: [Double], _ ordered: [Int], _ reach: [Reach]) -> [Double] {
        let kept = ordered.indices.filter { reach[ordered[$0]].offMiddle > 0 }
        guard let first = kept.first else { return offsets }
        let least = reach[ordered[first]].offMiddle
        let turnsLow = { (run: Runs.Run) in run.goesUp ? run.highEnd.turnsLow : run.lowEnd.turnsLow }
        let onLower = kept.filter { offsets[$0] < 0 || offsets[$0] == 0 && turnsLow(runs.all[ordered[$0]]) }
        let onHigher = kept.filter { !onLower.contains($0) }
        var out = offsets
        if let last = onLower.last, offsets[last] > -least { for place in 0...last { out[place] += -least - offsets[last] } }
        if let next = onHigher.first, offsets[next] < least { for place in next..<out.count { out[place] += least - offsets[next] } }
        return out
    }

    /// True where `other` docks on the node at which `label` has its label, on the same side.
    private func docksBeside(_ label: Int, _ other: Int, _ reach: [Reach]) -> Bool {
        let (a, b) = (runs.all[label], runs.all[other])
        return reach[label].labelIsLow ? b.low == a.low && b.lowEnd.next == nil : b.high == a.high && b.highEnd.next == nil
    }

    /// Where several upright runs dock side by side, the outermost labels lean outwards, so that the
    /// ports can stay close together.
    private mutating func leanLabels(_ ordered: [Int], _ reach: [Reach]) {
        for (place, run) in ordered.enumerated() where !runs.all[run].isLevel && reach[run].labelLower > 0 {
            let hasBefore = ordered[..<place].contains { docksBeside(run, $0, reach) }
            let hasAfter = ordered[(place + 1)...].contains { docksBeside(run, $0, reach) }
            if hasBefore != hasAfter { lean[run] = hasBefore ? 1 : -1 }
        }
    }

    /// The part of a leaning label that stands on the other side of its run, in px.
    static let leanRest = 11.0

    /// From the middle of run `i` to that of run `j` on its higher side. A label only needs its
    /// room against runs that dock beside it: no others come where it stands.
    private func distance(_ i: Int, _ j: Int, _ reach: [Reach]) -> Double {
        func need(_ run: Int, _ full: Double, _ side: Int) -> Double {
            lean[run] == 0 || lean[run] == side ? full + (lean[run] == 0 ? 0 : full - Self.leanRest) : Self.leanRest + 2
        }
        var (own, other) = (reach[i].plain, reach[j].plain)
        if reach[i].labelHigher > 0, docksBeside(i, j, reach) { own = max(own, need(i, reach[i].labelHigher, 1)) }
        if reach[j].labelLower > 0, docksBeside(j, i, reach) { other = max(other, need(j, reach[j].labelLower, -1)) }
        return own + other
    }
}
