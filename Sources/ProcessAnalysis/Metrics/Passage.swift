import ProcessModel

/// A parallel block taken as one, on one way out of it: sums over the cases that take that way,
/// each times how many do.
struct Passage: Sendable {
    let target: Int32
    /// Cases that come out here for each that enters the block.
    var weight: Double
    var lead: Estimate = .zero
    /// The lead time of first visits alone.
    var firstLead = 0.0
    var work: Estimate = .zero
    /// The mean product of ok, times the weight.
    var ok: Double

    func scaled(by factor: Double) -> Passage {
        Passage(
            target: target, weight: weight * factor, lead: lead * factor, firstLead: firstLead * factor,
            work: work * factor, ok: ok * factor)
    }
}

/// What arrives at the join over one path of a block, for each time the block is entered.
struct PathArrival: Sendable {
    /// The share of times something arrives, 0...1.
    let share: Double
    /// Means over those times.
    let lead: Estimate
    let firstLead: Double
    let work: Estimate
    let ok: Double

    /// `taken` is how often the path is taken at all.
    init(taken: Double, _ outcome: Outcome, at start: Int) {
        let arriving = outcome.share[start]
        share = taken * min(1, arriving)
        let mean = arriving > 0 ? 1 / arriving : 0
        lead = outcome.lead[start] * mean
        firstLead = outcome.firstLead[start] * mean
        work = outcome.work[start] * mean
        ok = outcome.ok[start] * mean
    }
}

extension Passage {
    /// The passage to the join: it goes on when all that will come has come.
    ///
    /// Paths are taken to arrive independently of each other, each after its mean time; the block
    /// takes as long as the longest of those that arrive. That is exact where the paths' times are
    /// exact, and too short by what the spread of their times adds to the longest of them. Where only some
    /// answers of a decision are taken, at least one of them is.
    init(joining paths: [PathArrival], at join: Int32, severalAnswers taken: [Double]?) {
        let none = paths.reduce(1) { $0 * (1 - $1.share) }
        let noneTaken = taken?.reduce(1) { $0 * (1 - $1) } ?? 0
        let scale = noneTaken < 1 ? 1 / (1 - noneTaken) : 0
        target = join
        weight = min(1, (1 - none) * scale)
        lead = Estimate(
            low: Self.longest(paths.map { ($0.lead.low, $0.share) }),
            expected: Self.longest(paths.map { ($0.lead.expected, $0.share) }),
            high: Self.longest(paths.map { ($0.lead.high, $0.share) })) * scale
        firstLead = Self.longest(paths.map { ($0.firstLead, $0.share) }) * scale
        work = paths.reduce(.zero) { $0 + $1.work * $1.share }
        ok = max(0, paths.reduce(1) { $0 * ($1.share * $1.ok + 1 - $1.share) } - none) * scale
    }

    /// The mean of the longest of those times that occur, each with its own share of cases.
    private static func longest(_ times: [(time: Double, share: Double)]) -> Double {
        var sum = 0.0
        var noneLonger = 1.0
        for (time, share) in times.sorted(by: { $0.time > $1.time }) {
            sum += time * share * noneLonger
            noneLonger *= 1 - share
        }
        return sum
    }
}
