import ProcessModel

/// All that one map tells of itself, to be set beside another.
public struct ProcessComparison: Sendable {
    public let difference: MapDifference
    public let figures: [FigureDifference]
    public let findings: FindingDifference

    /// - Parameters:
    ///   - reports: what the rules found on each of the maps.
    ///   - file: where the map was and is written, where that is not the same place.
    public init(_ old: Inspection, _ new: Inspection, reports: (old: RuleReport, new: RuleReport), file: MapChange.Move? = nil) {
        difference = MapDifference(old.map, new.map, file: file)
        figures = FigureDifference.all(old, new, difference)
        findings = FindingDifference(reports.old, reports.new, difference)
    }

    public var isEmpty: Bool {
        difference.isEmpty && findings.isEmpty
            && !figures.contains { $0.outcome != .same }
    }

    /// True where a figure has become worse.
    public var isWorse: Bool { figures.contains { $0.outcome == .worse } }
}
