import ProcessAnalysis
import ProcessModel

/// The numbers of one or more maps.
public struct MetricsReport: Sendable {
    /// One map and where it is written.
    public struct Entry: Sendable {
        public let path: String
        public let inspection: Inspection

        public init(path: String, inspection: Inspection) {
            self.path = path
            self.inspection = inspection
        }
    }

    /// In the order in which they are to be reported.
    public let entries: [Entry]

    public init(entries: [Entry]) { self.entries = entries }
}

extension TotalTime {
    /// How many of the steps asked said theirs, where not all did.
    var gapWords: String? {
        !coverage.isComplete ? "known for \(coverage.known) of \(Numerals.count(coverage.steps, "step"))" : nil
    }
}

extension CaseCost {
    /// How many of the steps asked said theirs, where not all did.
    var gapWords: String? {
        isLowerBound ? "known for \(coverage.known) of \(Numerals.count(coverage.steps, "step"))" : nil
    }
}
