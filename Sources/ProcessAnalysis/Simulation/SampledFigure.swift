/// A figure that was found by playing: the mean over independent runs, and how far that may be from the truth.
public struct SampledFigure: Sendable, Hashable {
    public let value: Double
    /// Half the width of the 95% confidence interval; nil for a single run.
    public let margin: Double?
    /// The figure of each run.
    private let runs: [Double]

    /// By Student's t over the runs, which are independent and alike (Law, *Simulation Modeling and
    /// Analysis*, 5th edition 2015, section 9.4.1: the replication and deletion approach). Nil without a run.
    init?(_ runs: [Double]) {
        guard !runs.isEmpty else { return nil }
        self.runs = runs
        let count = Double(runs.count)
        let mean = runs.reduce(0, +) / count
        value = mean
        guard runs.count > 1 else {
            margin = nil
            return
        }
        let squares = runs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let t = Self.studentT[min(runs.count - 2, Self.studentT.count - 1)]
        margin = t * (squares / (count - 1) / count).squareRoot()
    }

    /// What it is more than another that was found with the same luck, run by run (Law, section 11.2: common
    /// random numbers). Nil where the runs are not the same.
    public func difference(from other: SampledFigure) -> SampledFigure? {
        guard runs.count == other.runs.count else { return nil }
        return SampledFigure(zip(runs, other.runs).map { $0 - $1 })
    }

    /// True where it differs from nought by more than chance does.
    public var isTold: Bool { abs(value) > max(margin ?? 0, 1e-9) }

    /// The 97.5% points of Student's t for 1, 2, … degrees of freedom.
    private static let studentT = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093,
    ]
}

/// How a time is spread over cases, in business minutes.
public struct TimeSpread: Sendable, Hashable {
    public let mean: SampledFigure
    /// The time within which half of the cases, 85% and 95% of them are through; nil where too few cases
    /// came by in a run to tell.
    public let p50: SampledFigure?
    public let p85: SampledFigure?
    public let p95: SampledFigure?

    /// The times of each run. Nil where a run has none.
    init?(_ runs: [[Double]]) {
        guard !runs.isEmpty, runs.allSatisfy({ !$0.isEmpty }) else { return nil }
        let sorted = runs.map { $0.sorted() }
        guard let mean = SampledFigure(sorted.map { $0.reduce(0, +) / Double($0.count) }) else { return nil }
        self.mean = mean
        func quantile(_ share: Double) -> SampledFigure? {
            // One case at least has to lie beyond.
            guard sorted.allSatisfy({ Double($0.count) * (1 - share) >= 1 - 1e-9 }) else { return nil }
            return SampledFigure(sorted.map { $0[max(0, min($0.count - 1, Int((share * Double($0.count) - 1e-9).rounded(.up)) - 1))] })
        }
        p50 = quantile(0.5)
        p85 = quantile(0.85)
        p95 = quantile(0.95)
    }
}
