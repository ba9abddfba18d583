import HeapModule

/// Finds the cheapest way of one flow over the grid (A*, Hart, Nilsson, Raphael 1968).
///
/// A state is a crossing, the way by which it was reached, and whether the flow left its source
/// upright. Costs are in px of line: a bend or a crossing costs as much as the detour that a reader
/// would accept to be spared it.
struct RouteSearch {
    struct Task {
        var source: Int
        var target: Int
        var isLoop: Bool
        var isMain: Bool
        /// What a label costs where it must stand on a level end of the flow and so widens the sheet; 0 without.
        var labelCost: Int
        /// The same on an upright end.
        var uprightLabelCost: Int
        /// Whether the label may stand at the target instead.
        var labelMayMove: Bool
        var sourceSides: [Bool]
        var targetSides: [Bool]
    }

    /// A state that waits to be looked at: the one of least estimate first, of equals the one found first.
    private struct Entry: Comparable {
        /// The estimate in the upper half, the order of finding in the lower.
        private let key: UInt64
        let state: Int

        init(estimate: Int, order: Int, state: Int) {
            key = UInt64(UInt32(clamping: estimate)) << 32 | UInt64(UInt32(clamping: order))
            self.state = state
        }

        var estimate: Int { Int(key >> 32) }

        static func < (a: Entry, b: Entry) -> Bool { a.key < b.key }
        static func == (a: Entry, b: Entry) -> Bool { a.key == b.key }
    }

    private static let bend = 55
    /// Measured on 500 maps: less leaves twice the crossings, more buys a few of them with long ways round.
    private static let crossing = 250
    private static let touch = 60
    /// After so many states the search gives up; the plain way along an aisle is taken instead.
    private static let limit = 60_000
    /// A usual map of 3,000 steps needs some 70,000 states for all its flows together, a small tangled one,
    /// routed three times, up to 500,000. Past this many,
    /// each search is short and takes the first fair way;
    private static let freshEffort = 1_000_000
    private static let lateLimit = 1_500
    /// and past this the map counts as too tangled to draw.
    private static let mostEffort = 4_000_000

    private let grid: Grid
    private let x: [Int]
    private let y: [Int]
    private var cost: [Int32]
    private var parent: [Int32]
    private var stamp: [Int32]
    private var round: Int32 = 0
    /// How many states were looked at so far, for all flows.
    private var effort = 0

    /// True once so much was spent that the map counts as too tangled; nothing more is searched then.
    var isExhausted: Bool { effort > Self.mostEffort }
    /// True while there is time to look for the best ways, and to try a second time.
    var isFresh: Bool { effort <= Self.freshEffort }

    /// `isTurned` where time runs down, so that columns lie on their sides.
    init(_ grid: Grid, isTurned: Bool = false) {
        self.grid = grid
        var x: [Int] = []
        var at = 0
        for upright in 0..<grid.uprightCount {
            let half = upright % 2 == 1 ? (isTurned ? 34 : 60) : (isTurned ? 20 : 26)
            x.append(at + half)
            at += 2 * half
        }
        var y: [Int] = []
        at = 0
        for level in 0..<grid.levelCount {
            let half = grid.isRow[level] ? (isTurned ? 60 : 34) : (isTurned ? 20 : 16)
            y.append(at + half)
            at += 2 * half
        }
        (self.x, self.y) = (x, y)
        let size = grid.uprightCount * grid.levelCount * 8
        cost = Array(repeating: 0, count: size)
        parent = cost
        stamp = cost
    }

    func length(from: Int, to: Int) -> Int {
        abs(x[grid.upright(of: from)] - x[grid.upright(of: to)]) + abs(y[grid.level[from]] - y[grid.level[to]])
    }

    mutating func route(_ task: Task, _ traffic: Traffic) -> Route {
        if !isExhausted, let route = search(task, traffic) { return route }
        return plainRoute(task)
    }

    private mutating func search(_ task: Task, _ traffic: Traffic) -> Route? {
        round += 1
        let width = grid.uprightCount
        let (sourceUpright, sourceLevel) = (grid.upright(of: task.source), grid.level[task.source])
        let (targetUpright, targetLevel) = (grid.upright(of: task.target), grid.level[task.target])
        let targetPoint = targetLevel * width + targetUpright
        let (sourceLane, targetLane) = (grid.laneOfLevel[sourceLevel], grid.laneOfLevel[targetLevel])
        var open = Heap<Entry>()
        var order = 0

        // Late in a tangled map the distance left counts threefold: that finds a fair way fast.
        let (haste, limit) = isFresh ? (1, Self.limit) : (3, Self.lateLimit)
        func estimate(_ upright: Int, _ level: Int) -> Int {
            let (dx, dy) = (abs(x[upright] - x[targetUpright]), abs(y[level] - y[targetLevel]))
            return haste * (dx + dy + (dx > 0 && dy > 0 ? Self.bend : 0))
        }
        func push(_ upright: Int, _ level: Int, _ way: Way, _ flag: Int, _ value: Int, from: Int) {
            let state = ((level * width + upright) * 4 + way.rawValue) * 2 + flag
            if stamp[state] == round, Int(cost[state]) <= value { return }
            stamp[state] = round
            cost[state] = Int32(truncatingIfNeeded: value)
            parent[state] = Int32(truncatingIfNeeded: from)
            open.insert(Entry(estimate: value + estimate(upright, level), order: order, state: state))
            order += 1
        }
        /// What it costs to go one stretch; nil where a node stands in the way.
        func stretch(_ upright: Int, _ level: Int, _ way: Way) -> (upright: Int, level: Int, cost: Int)? {
            var (u, l) = (upright, level)
            switch way {
            case .east: u += 1
            case .west: u -= 1
            case .south: l += 1
            case .north: l -= 1
            }
            guard u >= 0, l >= 0, u < width, l < grid.levelCount else { return nil }
            let at = l * width + u
            if at != targetPoint, grid.occupant[at] >= 0 { return nil }
            var value = abs(x[u] - x[upright]) + abs(y[l] - y[level])
            let use = way.isLevel ? traffic.right[l * width + min(u, upright)] : traffic.down[min(l, level) * width + u]
            value += 9 * Int(min(use, 6))
            if way == .west && !task.isLoop { value *= 3 }
            if way.isLevel && grid.isRow[l] {
                let lane = grid.laneOfLevel[l]
                if lane != sourceLane && lane != targetLane { value += value }
                if task.isLoop { value += value }
            }
            return (u, l, value)
        }

        for way in [Way.east, .south, .north, .west] where task.sourceSides[way.rawValue] {
            guard let next = stretch(sourceUpright, sourceLevel, way) else { continue }
            let used = task.source * 4 + way.rawValue
            var value = next.cost
            if !task.isMain {
                value += 26 * Int(traffic.docks[used]) + (task.labelCost > 0 ? 160 : 90) * Int(traffic.labelled[used])
                // A label beside the way on would have to share the narrow gap with it.
                if way == .east, task.labelCost > 0, traffic.docks[used] > 0 { value += 80 }
            }
            if task.isLoop && way == .east { value += 40 }
            if task.labelCost > 0, !task.labelMayMove { value += way.isLevel ? task.labelCost : task.uprightLabelCost }
            if next.level * width + next.upright == targetPoint { continue }
            push(next.upright, next.level, way, way.isLevel ? 0 : 1, value, from: -1)
        }

        var goal = -1
        var seen = 0
        while let entry = open.popMin() {
            let state = entry.state
            let point = state / 8
            let value = Int(cost[state])
            let (upright, level) = (point % width, point / width)
            if entry.estimate != value + estimate(upright, level) { continue }
            if point == targetPoint {
                goal = state
                break
            }
            seen += 1
            effort += 1
            if seen > limit { return nil }
            guard let way = Way(rawValue: (state / 2) % 4) else { continue }
            for nextWay in [Way.east, .south, .west, .north] where nextWay != way.opposite {
                guard let next = stretch(upright, level, nextWay) else { continue }
                let at = level * width + upright
                var added = next.cost
                if nextWay == way {
                    added += Self.crossing * Int(way.isLevel ? traffic.straightUpright[at] : traffic.straightLevel[at])
                    added += Self.touch * Int(traffic.turns[at])
                } else {
                    added += Self.bend
                    added += Self.touch * Int(traffic.straightUpright[at] + traffic.straightLevel[at])
                    // A corner in the middle of a cell is as good as any; one in a foreign row is not.
                    if grid.isRow[level], upright % 2 == 1, level != sourceLevel, level != targetLevel { added += 30 }
                }
                if next.level * width + next.upright == targetPoint {
                    let side = nextWay.opposite
                    guard task.targetSides[side.rawValue] else { continue }
                    let used = task.target * 4 + side.rawValue
                    if !task.isMain { added += 26 * Int(traffic.docks[used]) + 90 * Int(traffic.labelled[used]) }
                    if task.labelCost > 0, task.labelMayMove {
                        let isUpright = state % 2 == 1 || !nextWay.isLevel
                        added += isUpright ? task.uprightLabelCost : task.labelCost
                        if state % 2 == 0, isUpright { added += 70 * Int(traffic.labelled[used]) }
                    }
                    if task.isLoop && side == .west { added += 25 }
                }
                push(next.upright, next.level, nextWay, state % 2, value + added, from: state)
            }
        }
        guard goal >= 0 else { return nil }
        var points = [GridPoint(upright: targetUpright, level: targetLevel)]
        var state = goal
        var lastWay = (goal / 2) % 4
        while true {
            let before = Int(parent[state])
            if before < 0 { break }
            let way = (before / 2) % 4
            if way != lastWay {
                points.append(GridPoint(upright: (before / 8) % width, level: (before / 8) / width))
                lastWay = way
            }
            state = before
        }
        points.append(GridPoint(upright: sourceUpright, level: sourceLevel))
        return Route(points: points.reversed())
    }

    /// East into the gap, along the nearest aisle, and in from the west: always free, as nodes stand
    /// neither in gaps nor in aisles.
    private func plainRoute(_ task: Task) -> Route {
        let (u0, l0) = (grid.upright(of: task.source), grid.level[task.source])
        let (u1, l1) = (grid.upright(of: task.target), grid.level[task.target])
        var points = [GridPoint(upright: u0, level: l0), GridPoint(upright: u0 + 1, level: l0)]
        let aisle = l1 > l0 ? l0 + 1 : l0 - 1
        if u0 + 1 != u1 - 1 {
            points.append(GridPoint(upright: u0 + 1, level: aisle))
            points.append(GridPoint(upright: u1 - 1, level: aisle))
        }
        points.append(GridPoint(upright: u1 - 1, level: l1))
        points.append(GridPoint(upright: u1, level: l1))
        return Route(points: Route.withoutIdleCorners(points))
    }
}

extension Route {
    /// Without repeated points and without corners in the middle of a straight run.
    static func withoutIdleCorners(_ points: [GridPoint]) -> [GridPoint] {
        var out: [GridPoint] = []
        for point in points where out.last != point {
            if out.count >= 2 {
                let (a, b) = (out[out.count - 2], out[out.count - 1])
                if (a.level == b.level && b.level == point.level) || (a.upright == b.upright && b.upright == point.upright) {
                    out.removeLast()
                }
            }
            out.append(point)
        }
        return out
    }
}
