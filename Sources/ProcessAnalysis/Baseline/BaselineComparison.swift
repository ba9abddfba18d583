import ProcessModel
import ProcessSyntax

/// What is new in a map since the baseline, and what has gone.
public struct BaselineComparison: Sendable {
    /// What the baseline does not know, or knows as less grave; in the order of the report.
    public private(set) var fresh: [Finding] = []
    /// How many findings the baseline knows.
    public private(set) var knownCount = 0
    /// What the baseline knows and was looked for in vain, heaviest first.
    public private(set) var gone: [KnownFinding] = []
    /// How many findings of the baseline nobody could look for: their rule lacks what it needs by now.
    public private(set) var unseenCount = 0
    /// Figures that have become better.
    public private(set) var better: [FigureChange] = []
    /// Findings that it knows, and that are clearly worse by now; in the order of the report.
    public private(set) var worse: [WorseFinding] = []
    /// What it knew by another name.
    public let renames: [BaselineMap.Rename]

    /// - Parameter profile: which weights were asked for; nil for what the map says.
    public init(of report: RuleReport, _ inspection: Inspection, with baseline: BaselineMap, profile: RuleSettings.Profile?) {
        let map = inspection.map
        let baseline = baseline.renames.isEmpty ? baseline.renamed(like: map) : baseline
        renames = baseline.renames
        var ignored: [Diagnostic] = []
        var settings = RuleSettings(map.checks, catalogue: .standard, diagnostics: &ignored)
        if let profile { settings.profile = profile }
        let hasSameDays = baseline.figures.hasDays(of: map.calendar)
        let choice = settings.choices[Rule.regression.name] ?? RuleSettings.Choice()
        let tolerance = (choice.limits[Rule.regressionTolerance.name] ?? Rule.regressionTolerance.standard) / 100
        var left: [FindingKey: [KnownFinding]] = [:]
        for finding in baseline.known { left[finding.key, default: []].append(finding) }
        let returned = baseline.goneKeys
        /// What `regression` says has come back, is said by it.
        var told: [Span: Set<FindingPlace>] = [:]
        for finding in report.findings where finding.rule == Rule.regression.name { told[finding.span, default: []].insert(finding.place) }
        let keys = report.findings.map { KnownFinding($0, in: map).key }
        // The heaviest are first.
        var matches = keys.map { left.takeFirst(of: $0) }
        // A flow is called by its two ends, and another end makes it another flow. What is said of it may be the same all the same.
        if matches.contains(nil) {
            let (were, are) = (FlowSayings(baseline.figures.steps), FlowSayings(BaselineFigures.steps(of: map)))
            for part in FlowSayings.Part.allCases where matches.contains(nil) {
                var places: [[String]: [FindingKey]] = [:]
                for finding in baseline.known where left[finding.key]?.isEmpty == false {
                    if let saying = were.saying(finding.key, by: part) { places[saying, default: []].append(finding.key) }
                }
                for index in keys.indices where matches[index] == nil {
                    guard let saying = are.saying(keys[index], by: part), let place = places[saying]?.popLast() else { continue }
                    matches[index] = left.takeFirst(of: place)
                }
            }
        }
        for (finding, (key, known)) in zip(report.findings, zip(keys, matches)) {
            if let known, known.severity >= finding.severity {
                knownCount += 1
                if !choice.isOff, let change = WorseFinding(finding, was: known, tolerance: tolerance, hasSameDays: hasSameDays) { worse.append(change) }
            } else if known != nil || !(returned.contains(key) && told[finding.span]?.contains(finding.place) == true) {
                fresh.append(finding)
            }
        }
        for finding in report.excused {
            let key = KnownFinding(finding, in: map).key
            _ = left.takeFirst(of: key)
        }
        let missed = baseline.known.filter { left[$0.key]?.isEmpty == false }
        if !missed.isEmpty { sortOut(missed, left, report, inspection, settings) }
        better = FigureComparison(inspection, with: baseline.figures, tolerance: tolerance).changes
            .filter { $0.outcome == .better }
    }

    /// Of what was not found: what was looked for, and what nobody could look for.
    private mutating func sortOut(
        _ missed: [KnownFinding], _ left: [FindingKey: [KnownFinding]], _ report: RuleReport, _ inspection: Inspection, _ settings: RuleSettings
    ) {
        let dropped = DroppedTerms(inspection)
        let blind = Set(report.notAssessable.map(\.rule))
        let partial = Dictionary(grouping: report.gaps.filter(\.isPartial), by: \.rule).mapValues { $0.map(\.missing) }
        var left = left
        for finding in missed {
            guard let count = left[finding.key]?.count, count > 0 else { continue }
            left[finding.key]?.removeFirst()
            guard let rule = Catalogue.standard.rule(named: finding.rule) else { continue }
            let choice = settings.choices[rule.name] ?? RuleSettings.Choice()
            // What was not to be shown has not been looked for either.
            guard !choice.isOff, (choice.severity ?? finding.severity) >= (choice.severity ?? settings.profile.least) else { continue }
            let isUnseen = blind.contains(rule.name) || dropped.silence(finding) || partial[rule.name]?.contains { Self.speaks($0, of: finding) } == true
            if isUnseen { unseenCount += 1 } else { gone.append(finding) }
        }
    }

    /// Whether what a rule lacked may be just what it would need to find that again. Of a long list only the first are named.
    private static func speaks(_ missing: String, of finding: KnownFinding) -> Bool {
        if missing.contains(" more ") { return true }
        let names = [finding.name] + finding.name.split(separator: " -> ").map(String.init)
        return names.contains { missing.contains("'\($0)'") }
    }
}

extension [FindingKey: [KnownFinding]] {
    fileprivate mutating func takeFirst(of key: FindingKey) -> KnownFinding? {
        guard self[key]?.isEmpty == false else { return nil }
        return self[key]?.removeFirst()
    }
}
