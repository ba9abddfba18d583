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
    /// 1 / how often something arrives for each case on the path; 0 where nothing does.
    let mean: Double
    /// Means over those times.
    let lead: Estimate
    let firstLead: Double
    let work: Estimate
    let ok: Double

    /// `taken` is how often the path is taken at all.
    init(taken: Double, _ outcome: Outcome, at start: Int) {
        let arriving = outcome.share[start]
        share = taken * min(1, arriving)
        mean = arriving > 0 ? 1 / arriving : 0
        lead = outcome.lead[start] * mean
        firstLead = outcome.firstLead[start] * mean
        work = outcome.work[start] * mean
        ok = outcome.ok[start] * mean
    }
}

extension Passage {
    /// The passage to the join: with `[all]` it goes on when all that will come has come, with `[any]`
    /// when the first has.
    ///
    /// Paths are taken to arrive independently of each other, each after its mean time; the block
    /// takes as long as the longest of those that arrive, or the shortest. That is exact where the
    /// paths' times are exact; otherwise the spread of their times makes the longest longer than this
    /// and the shortest shorter. What the other paths do counts as work and for ok, whoever is first.
    init(joining paths: [PathArrival], at join: Int32, rule: Node.JoinRule, of choice: AnswerChoice?) {
        target = join
        if let choice, choice.isOneAtMost {
            // Those that take no answer go straight on.
            weight = min(1, paths.reduce(choice.none) { $0 + $1.share })
            lead = paths.reduce(.zero) { $0 + $1.lead * $1.share }
            firstLead = paths.reduce(0) { $0 + $1.firstLead * $1.share }
            work = paths.reduce(.zero) { $0 + $1.work * $1.share }
            ok = paths.reduce(choice.none) { $0 + $1.share * $1.ok }
            return
        }
        let none = paths.reduce(1) { $0 * (1 - $1.share) }
        let scale = 1 / (choice?.any ?? 1)
        func mean(_ time: (PathArrival) -> Double) -> Double {
            Self.mean(of: paths.map { (time($0), $0.share) }, longest: rule != .any) * scale
        }
        weight = min(1, (1 - none) * scale)
        lead = Estimate(low: mean(\.lead.low), expected: mean(\.lead.expected), high: mean(\.lead.high))
        firstLead = mean(\.firstLead)
        work = paths.reduce(.zero) { $0 + $1.work * $1.share } * scale
        ok = max(0, paths.reduce(1) { $0 * ($1.share * $1.ok + 1 - $1.share) } - none) * scale
    }

    /// The mean of the longest or shortest of those times that occur, each with its own share of cases.
    private static func mean(of times: [(time: Double, share: Double)], longest: Bool) -> Double {
        zip(times, turns(of: times, longest: longest)).reduce(0) { $0 + $1.0.time * $1.1 }
    }

    /// For each of those times, how often it is the longest or shortest.
    private static func turns(of times: [(time: Double, share: Double)], longest: Bool) -> [Double] {
        var turns = [Double](repeating: 0, count: times.count)
        var noneBefore = 1.0
        let order = times.indices.sorted {
            let (a, b) = (times[$0].time, times[$1].time)
            return a == b ? $0 < $1 : longest ? a > b : a < b
        }
        for index in order {
            turns[index] = times[index].share * noneBefore
            noneBefore *= 1 - times[index].share
        }
        return turns
    }

    /// For each path, how often the block takes as long as it, for each time the block is entered: the block's
    /// expected lead time is the sum of the paths' means times this.
    static func turns(of paths: [PathArrival], rule: Node.JoinRule, of choice: AnswerChoice?) -> [Double] {
        if let choice, choice.isOneAtMost { return paths.map(\.share) }
        let scale = 1 / (choice?.any ?? 1)
        return turns(of: paths.map { ($0.lead.expected, $0.share) }, longest: rule != .any).map { $0 * scale }
    }
}

/// How the answers of a decision with `[any]` go together.
///
/// Each is taken as often as its share says, and at least one of them by every case; apart from that
/// they are independent. So answers are taken by independent chances qᵢ, and what takes none is left
/// out. With c the share that takes any, qᵢ / c must be the share pᵢ as written, and so
/// c = 1 - Π (1 - c pᵢ). Where the shares add up to 100% or less there is no room for two answers at
/// once: each case takes one, or, for what the shares leave, none.
struct AnswerChoice: Sendable {
    /// For each answer, the chance that it is taken before what takes none is left out.
    let chances: [Double]
    /// The share of those cases that take any.
    let any: Double
    /// The share of all cases that take none.
    let none: Double
    let isOneAtMost: Bool

    /// - Parameter shares: of the cases that take each answer, 0...1.
    init(_ shares: [Double]) {
        let sum = shares.reduce(0, +)
        isOneAtMost = sum <= 1 + 1e-9
        none = max(0, 1 - sum)
        guard !isOneAtMost else {
            chances = shares
            any = 1
            return
        }
        // 1 - Π (1 - c p) is concave in c and meets c once above 0.
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if 1 - shares.reduce(1, { $0 * (1 - middle * $1) }) > middle { low = middle } else { high = middle }
        }
        let any = max(high, 1e-9)
        self.any = any
        chances = shares.map { $0 * any }
    }
}
