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
    /// The share of times something leaves the block on this path, and the mean time until it does: the join waits
    /// that long, as nobody knows before that nothing comes.
    let leaving: Double
    let leavingMean: Double
    let leavingLead: Estimate
    let leavingFirstLead: Double

    /// `taken` is how often the path is taken at all.
    init(taken: Double, _ outcome: Outcome, leaving left: Outcome? = nil, at start: Int) {
        let arriving = outcome.share[start]
        share = taken * min(1, arriving)
        mean = arriving > 0 ? 1 / arriving : 0
        lead = outcome.lead[start] * mean
        firstLead = outcome.firstLead[start] * mean
        work = outcome.work[start] * mean
        ok = outcome.ok[start] * mean
        let gone = left?.share[start] ?? 0
        leaving = max(0, min(taken * gone, taken - share))
        leavingMean = gone > 0 ? 1 / gone : 0
        leavingLead = left.map { $0.lead[start] * (1 / max(gone, 1e-300)) } ?? .zero
        leavingFirstLead = gone > 0 ? (left?.firstLead[start] ?? 0) / gone : 0
    }
}

extension Passage {
    /// The passage to the join: with `[all]` it goes on when all that will come has come, with `[any]`
    /// when the first has.
    ///
    /// Paths are taken to arrive independently of each other, each after its mean time; the block
    /// takes as long as the longest of those that arrive or leave, or the shortest of those that arrive. That is exact where the
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
        func mean(_ time: (PathArrival) -> Double, _ leaving: (PathArrival) -> Double) -> Double {
            Self.mean(of: Self.comings(paths, rule, time, leaving), longest: rule != .any) * scale
        }
        weight = min(1, (1 - none) * scale)
        lead = Estimate(
            low: mean(\.lead.low, \.leavingLead.low), expected: mean(\.lead.expected, \.leavingLead.expected),
            high: mean(\.lead.high, \.leavingLead.high))
        firstLead = mean(\.firstLead, \.leavingFirstLead)
        work = paths.reduce(.zero) { $0 + $1.work * $1.share } * scale
        ok = max(0, paths.reduce(1) { $0 * ($1.share * $1.ok + 1 - $1.share) } - none) * scale
    }

    /// One thing that may become of a path: it arrives at the join, or it leaves the block.
    private struct Coming {
        let path: Int
        let time: Double
        let share: Double
        let arrives: Bool
    }

    /// A join that goes on with the first that arrives waits for nobody who leaves.
    private static func comings(
        _ paths: [PathArrival], _ rule: Node.JoinRule, _ time: (PathArrival) -> Double, _ leaving: (PathArrival) -> Double
    ) -> [Coming] {
        var comings = paths.enumerated().map { Coming(path: $0, time: time($1), share: $1.share, arrives: true) }
        guard rule != .any else { return comings }
        for (number, path) in paths.enumerated() where path.leaving > 1e-12 {
            comings.append(Coming(path: number, time: leaving(path), share: path.leaving, arrives: false))
        }
        return comings
    }

    /// The mean of the longest or shortest of those times that occur where anything arrives.
    private static func mean(of comings: [Coming], longest: Bool) -> Double {
        zip(comings, turns(of: comings, longest: longest)).reduce(0) { $0 + $1.0.time * $1.1 }
    }

    /// For each of those times, how often it is the longest or shortest and anything arrives.
    ///
    /// With Fᵢ the share of cases of which path i does nothing that takes longer, a time of path i with share p is the
    /// longest in p Π Fⱼ of the cases, j other than i. Where it leaves, those in which nothing at all arrives are taken off.
    private static func turns(of comings: [Coming], longest: Bool) -> [Double] {
        var turns = [Double](repeating: 0, count: comings.count)
        let leaves = comings.contains { !$0.arrives }
        var noneLonger = 1.0
        var noneArrives = 1.0
        var left = [Double](repeating: 1, count: leaves ? comings.count : 0)
        var leftAway = left
        if leaves {
            for coming in comings where coming.arrives {
                leftAway[coming.path] = max(0, 1 - coming.share)
                noneArrives *= leftAway[coming.path]
            }
        }
        let order = comings.indices.sorted {
            let (a, b) = (comings[$0].time, comings[$1].time)
            return a == b ? $0 < $1 : longest ? a > b : a < b
        }
        for index in order {
            let coming = comings[index]
            guard leaves else {
                turns[index] = coming.share * noneLonger
                noneLonger *= 1 - coming.share
                continue
            }
            guard coming.share > 0, left[coming.path] > 0 else { continue }
            let others = noneLonger / left[coming.path]
            turns[index] = coming.share * others
            left[coming.path] = remainder(left[coming.path], without: coming.share)
            noneLonger = others * left[coming.path]
            guard !coming.arrives, leftAway[coming.path] > 0 else { continue }
            let othersAway = noneArrives / leftAway[coming.path]
            turns[index] = max(0, turns[index] - coming.share * othersAway)
            leftAway[coming.path] = remainder(leftAway[coming.path], without: coming.share)
            noneArrives = othersAway * leftAway[coming.path]
        }
        return turns
    }

    /// What rounding leaves of nothing is nothing.
    private static func remainder(_ share: Double, without part: Double) -> Double {
        share - part > 1e-12 ? share - part : 0
    }

    /// For each path, how often the block takes as long as it does to arrive, and to leave, for each time the block is
    /// entered: the block's expected lead time is the sum of the paths' means times this.
    static func turns(
        of paths: [PathArrival], rule: Node.JoinRule, of choice: AnswerChoice?
    ) -> (arriving: [Double], leaving: [Double]) {
        var leaving = [Double](repeating: 0, count: paths.count)
        if let choice, choice.isOneAtMost { return (paths.map(\.share), leaving) }
        let scale = 1 / (choice?.any ?? 1)
        let comings = comings(paths, rule, \.lead.expected, \.leavingLead.expected)
        let turns = turns(of: comings, longest: rule != .any)
        for (coming, turn) in zip(comings, turns) where !coming.arrives { leaving[coming.path] = turn * scale }
        return (turns.prefix(paths.count).map { $0 * scale }, leaving)
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
