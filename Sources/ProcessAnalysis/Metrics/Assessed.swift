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

/// A time added up over steps. Where some steps did not say theirs, it is a lower bound.
public struct TotalTime: Sendable, Hashable {
    /// Business minutes.
    public let time: Estimate
    public let coverage: Coverage

    public init(time: Estimate, coverage: Coverage) {
        self.time = time
        self.coverage = coverage
    }

    public var isLowerBound: Bool { !coverage.isComplete }
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
