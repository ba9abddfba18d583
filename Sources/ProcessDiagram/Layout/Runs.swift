/// The straight pieces of all routes, with how each goes on at its two ends.
struct Runs: Sendable {
    /// How a run ends: on the border of a node, or in a corner with the next run of its flow.
    struct End: Sendable {
        /// The run it goes on with; nil on a node's border.
        var next: Int?
        /// True where it turns to the lower side: up from a level run, left from an upright one.
        var turnsLow = false
    }

    struct Run: Sendable {
        let flow: Int
        /// Its place among the runs of its flow, from the source.
        let index: Int
        let isLevel: Bool
        /// The grid line it runs along.
        let line: Int
        /// The crossings it runs between, `low` being the left or upper.
        let low: Int
        let high: Int
        var lowEnd = End()
        var highEnd = End()
        /// True where the low end is the one nearer the source.
        let goesUp: Bool

        /// The end nearer the target.
        var targetEnd: End { goesUp ? highEnd : lowEnd }
        var isStraightThrough: Bool { lowEnd.next == nil && highEnd.next == nil }
    }

    private(set) var all: [Run] = []
    /// For each flow, the number of its first run.
    private(set) var firstOfFlow: [Int] = []
    /// For each upright and each level line, its runs.
    private(set) var onUpright: [[Int]]
    private(set) var onLevel: [[Int]]

    init(_ routes: [Route], grid: Grid) {
        onUpright = Array(repeating: [], count: grid.uprightCount)
        onLevel = Array(repeating: [], count: grid.levelCount)
        for (flow, route) in routes.enumerated() {
            firstOfFlow.append(all.count)
            let first = all.count
            let count = route.points.count - 1
            for index in 0..<count {
                let (a, b) = (route.points[index], route.points[index + 1])
                let isLevel = a.level == b.level
                let (from, to) = isLevel ? (a.upright, b.upright) : (a.level, b.level)
                let line = isLevel ? a.level : a.upright
                var run = Run(
                    flow: flow, index: index, isLevel: isLevel, line: line, low: min(from, to), high: max(from, to), goesUp: from < to)
                var start = End()
                var finish = End()
                if index > 0 {
                    let before = route.way(index - 1)
                    // Seen from this run, the run before leads back against its own way.
                    start = End(next: first + index - 1, turnsLow: before == .east || before == .south)
                }
                if index < count - 1 {
                    let after = route.way(index + 1)
                    finish = End(next: first + index + 1, turnsLow: after == .west || after == .north)
                }
                (run.lowEnd, run.highEnd) = run.goesUp ? (start, finish) : (finish, start)
                if isLevel { onLevel[line].append(all.count) } else { onUpright[line].append(all.count) }
                all.append(run)
            }
        }
    }

    // MARK: Which of two runs on one line belongs on the lower side

    /// How many crossings it costs to put run `i` on the lower side of `j` (left of it, or above it),
    /// and how many to put it on the higher side. `at` gives where each end stands along the line.
    func crossings(_ i: Int, _ j: Int, at: (Int) -> (low: Int, high: Int)) -> (lower: Int, higher: Int) {
        let (a, b) = (all[i], all[j])
        let (ai, bj) = (at(i), at(j))
        var (lower, higher) = (0, 0)
        func inside(_ end: End, _ place: Int, _ other: (low: Int, high: Int), isFirst: Bool) {
            guard end.next != nil, place > other.low, place < other.high else { return }
            // An end that turns to the side on which the other lies must cross it.
            if end.turnsLow == isFirst { higher += 1 } else { lower += 1 }
        }
        inside(a.lowEnd, ai.low, bj, isFirst: true)
        inside(a.highEnd, ai.high, bj, isFirst: true)
        inside(b.lowEnd, bj.low, ai, isFirst: false)
        inside(b.highEnd, bj.high, ai, isFirst: false)
        func together(_ c: End, _ d: End, isLow: Bool?) {
            guard let nextA = c.next, let nextB = d.next else { return }
            if c.turnsLow != d.turnsLow {
                if c.turnsLow { higher += 1 } else { lower += 1 }
            } else if let isLow {
                let beyond = order(nextA, nextB, goesLow: c.turnsLow, depth: 0)
                guard beyond != 0 else { return }
                if (isLow == c.turnsLow ? -beyond : beyond) < 0 { higher += 1 } else { lower += 1 }
            }
        }
        if ai.low == bj.low { together(a.lowEnd, b.lowEnd, isLow: true) }
        if ai.high == bj.high { together(a.highEnd, b.highEnd, isLow: false) }
        if ai.low == bj.high { together(a.lowEnd, b.highEnd, isLow: nil) }
        if ai.high == bj.low { together(a.highEnd, b.lowEnd, isLow: nil) }
        return (lower, higher)
    }

    /// For two runs that set out from one crossing to one side of it: -1 where the first belongs on the
    /// lower side of their line, judged by where they part; 1 for the higher side; 0 where they never part.
    private func order(_ i: Int, _ j: Int, goesLow: Bool, depth: Int) -> Int {
        guard depth < 64 else { return 0 }
        let (a, b) = (all[i], all[j])
        let (endA, endB) = goesLow ? (a.lowEnd, b.lowEnd) : (a.highEnd, b.highEnd)
        let (farA, farB) = goesLow ? (-a.low, -b.low) : (a.high, b.high)
        if farA < farB { return endA.next == nil ? 0 : endA.turnsLow ? -1 : 1 }
        if farB < farA { return endB.next == nil ? 0 : endB.turnsLow ? 1 : -1 }
        guard let nextA = endA.next, let nextB = endB.next else { return 0 }
        if endA.turnsLow != endB.turnsLow { return endA.turnsLow ? -1 : 1 }
        let beyond = order(nextA, nextB, goesLow: endA.turnsLow, depth: depth + 1)
        return goesLow == endA.turnsLow ? -beyond : beyond
    }
}
