/// Where a stretch may be cut in pieces that fit, and where it is best cut: in as few pieces as can be,
/// through few lines, in pieces of like length.
struct Cuts: Sendable {
    struct Candidate: Sendable {
        let at: Double
        /// Where lines run over it, sorted.
        var crossings: [Double] = []
        /// What it costs besides its crossings.
        var cost = 0.0
        /// How much room the marks of the lines that it parts take, on either side.
        var room = 0.0
    }

    /// A straight piece of a line along the stretch.
    struct Run: Sendable {
        let from: Double
        let to: Double
        let place: Double
    }

    private(set) var candidates: [Candidate]

    /// - Parameters:
    ///   - blocked: what no cut may run through; may overlap.
    ///   - runs: the lines that run along; each that a cut parts costs something.
    ///   - preferred: places that are as good as gaps, whatever their width, if nothing blocks them.
    init(from low: Double, to high: Double, blocked: [Axes.Extent], runs: [Run], preferred: [Double] = []) {
        let sorted = blocked.sorted { ($0.low, $0.high) < ($1.low, $1.high) }
        var places: [(at: Double, cost: Double)] = []
        var free = low
        func gap(_ to: Double) {
            guard to - free > -0.01, free > low, to < high else { return }
            places.append(((free + to) / 2, preferred.isEmpty ? 0 : 6))
            for place in preferred where place > free && place < to { places.append((place, 0)) }
        }
        for block in sorted {
            if block.low >= free { gap(block.low) }
            free = max(free, block.high)
        }
        gap(high)
        places.sort { ($0.at, $0.cost) < ($1.at, $1.cost) }
        candidates = []
        for place in places where candidates.last.map({ place.at - $0.at > 0.5 }) ?? true {
            candidates.append(Candidate(at: place.at, cost: place.cost))
        }
        for run in runs {
            var index = candidates.partitioningIndex { $0.at > run.from }
            while index < candidates.count, candidates[index].at < run.to {
                candidates[index].crossings.append(run.place)
                index += 1
            }
        }
        for index in candidates.indices {
            candidates[index].crossings.sort()
            candidates[index].cost += Double(candidates[index].crossings.count)
        }
    }

    /// Says for each candidate how much room its marks take.
    mutating func makeRoom(_ room: ([Double]) -> Double) {
        for index in candidates.indices { candidates[index].room = candidates[index].crossings.isEmpty ? 4 : room(candidates[index].crossings) }
    }

    /// The cuts that part `low...high` in pieces no longer than `most`, by the length that `length` gives a
    /// stretch; nil where a part of it can't be made short enough.
    ///
    /// `room` is what is kept free at the very beginning and the very end.
    func best(from low: Double, to high: Double, most: Double, room: Double = 0, length: (Double, Double) -> Double) -> [Candidate]? {
        var stops = [Candidate(at: low, room: room)]
        stops += candidates.filter { $0.at > low && $0.at < high }
        stops.append(Candidate(at: high, room: room))
        struct Way {
            var pieces: Int
            var cost: Double
            var before: Int
        }
        var ways = [Way?](repeating: nil, count: stops.count)
        ways[0] = Way(pieces: 0, cost: 0, before: -1)
        for end in 1..<stops.count {
            var start = end - 1
            while start >= 0 {
                let own = length(stops[start].at, stops[end].at)
                if own > most, end - start > 1 { break }
                if own + stops[start].room + stops[end].room <= most, let way = ways[start] {
                    let spare = (most - own) / max(most, 1)
                    let cost = way.cost + stops[end].cost + 12 * spare * spare
                    let better = ways[end].map { (way.pieces + 1, cost) < ($0.pieces, $0.cost) } ?? true
                    if better { ways[end] = Way(pieces: way.pieces + 1, cost: cost, before: start) }
                }
                start -= 1
            }
        }
        var out: [Candidate] = []
        var at = stops.count - 1
        guard ways[at] != nil else { return nil }
        while let way = ways[at], way.before > 0 {
            at = way.before
            out.append(stops[at])
        }
        return out.reversed()
    }

    /// The longest stretch that no cut parts.
    func longest(from low: Double, to high: Double) -> Double {
        var longest = 0.0
        var before = low
        for stop in candidates.map(\.at) + [high] {
            longest = max(longest, stop - before)
            before = stop
        }
        return longest
    }
}

extension Array {
    /// The first index whose element meets a condition that all later ones meet too.
    fileprivate func partitioningIndex(_ meets: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if meets(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
