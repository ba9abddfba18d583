import ProcessModel

/// A figure, or what is missing to tell it. What nobody said is never guessed.
public enum Assessed<Value: Sendable>: Sendable {
    case value(Value)
    /// What is missing, each a sentence for the writer without a full stop.
    case notAssessable([String])

    public var value: Value? {
        guard case .value(let value) = self else { return nil }
        return value
    }

    public var missing: [String] {
        guard case .notAssessable(let missing) = self else { return [] }
        return missing
    }
}

extension Assessed: Equatable where Value: Equatable {}

/// Of the steps a figure is made of, how many said their part.
public struct Coverage: Sendable, Hashable {
    /// How many steps were asked.
    public let steps: Int
    /// Those that did not say, in the order written.
    public let silent: [NodeID]

    public init(steps: Int, silent: [NodeID]) {
        self.steps = steps
        self.silent = silent
    }

    public var known: Int { steps - silent.count }
    public var isComplete: Bool { silent.isEmpty }
}

/// A time added up over steps. Where some steps did not say theirs, or parallel paths vary, it is a lower bound.
public struct TotalTime: Sendable, Hashable {
    /// Business minutes.
    public let time: Estimate
    public let coverage: Coverage
    /// True where paths run side by side of which now one takes longest, now another, by the answers on them: the mean of
    /// the longest is more than the longest of the means, which is what is counted.
    public let mayBeLonger: Bool

    public init(time: Estimate, coverage: Coverage, mayBeLonger: Bool = false) {
        self.time = time
        self.coverage = coverage
        self.mayBeLonger = mayBeLonger
    }

    public var isLowerBound: Bool { mayBeLonger || !coverage.isComplete }
}

/// Rolled percent complete and accurate: how often a case passes all its steps without anything
/// having to be put right (Martin, Osterling, "Value Stream Mapping", 2013: the product of the
/// steps' percent complete and accurate). Steps that did not say count as always right, so that with
/// an incomplete coverage it is an upper bound.
public struct RolledOK: Sendable, Hashable {
    /// 0...1.
    public let share: Double
    public let coverage: Coverage

    public init(share: Double, coverage: Coverage) {
        self.share = share
        self.coverage = coverage
    }
}
