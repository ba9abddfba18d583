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

    /// - Parameter profile: which weights were asked for; nil for what the map says.
    public init(of report: RuleReport, _ inspection: Inspection, with baseline: BaselineMap, profile: RuleSettings.Profile?) {
        let map = inspection.map
        var left: [FindingKey: [KnownFinding]] = [:]
        for finding in baseline.known { left[finding.key, default: []].append(finding) }
        let returned = baseline.goneKeys
        /// What `regression` says has come back, is said by it.
        var told: [Span: Set<FindingPlace>] = [:]
        for finding in report.findings where finding.rule == Rule.regression.name { told[finding.span, default: []].insert(finding.place) }
        let keys = report.findings.map { KnownFinding($0, in: map).key }
        // The heaviest are first.
        var matches = keys.map { left.takeFirst(of: $0) }
        // A flow is called by its two ends, and another end makes it another flow. Where the words are the same, they are
        // still about the same.
        if matches.contains(nil) {
            var sayings: [Saying: [FindingKey]] = [:]
            for finding in baseline.known where finding.kind == "flow" && left[finding.key]?.isEmpty == false {
                sayings[Saying(finding.key), default: []].append(finding.key)
            }
            for index in keys.indices where matches[index] == nil && keys[index].kind == "flow" {
                guard let place = sayings[Saying(keys[index])]?.popLast() else { continue }
                matches[index] = left.takeFirst(of: place)
            }
        }
        for (finding, (key, known)) in zip(report.findings, zip(keys, matches)) {
            if let known, known.severity >= finding.severity {
                knownCount += 1
            } else if known != nil || !(returned.contains(key) && told[finding.span]?.contains(finding.place) == true) {
                fresh.append(finding)
            }
        }
        for finding in report.excused {
            let key = KnownFinding(finding, in: map).key
            _ = left.takeFirst(of: key)
        }
        let missed = baseline.known.filter { left[$0.key]?.isEmpty == false }
        if !missed.isEmpty { sortOut(missed, left, report, map, profile) }
        better = FigureComparison(inspection, with: baseline.figures, tolerance: Rule.regressionTolerance.standard / 100).changes
            .filter { $0.outcome == .better }
    }

    /// Of what was not found: what was looked for, and what nobody could look for.
    private mutating func sortOut(
        _ missed: [KnownFinding], _ left: [FindingKey: [KnownFinding]], _ report: RuleReport, _ map: ProcessMap, _ profile: RuleSettings.Profile?
    ) {
        var ignored: [Diagnostic] = []
        var settings = RuleSettings(map.checks, catalogue: .standard, diagnostics: &ignored)
        if let profile { settings.profile = profile }
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
            let isUnseen = blind.contains(rule.name) || partial[rule.name]?.contains { Self.speaks($0, of: finding) } == true
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

/// What a rule says, wherever it says it.
private struct Saying: Hashable {
    let rule: String
    let gist: String

    init(_ key: FindingKey) { (rule, gist) = (key.rule, key.gist) }
}

extension [FindingKey: [KnownFinding]] {
    fileprivate mutating func takeFirst(of key: FindingKey) -> KnownFinding? {
        guard self[key]?.isEmpty == false else { return nil }
        return self[key]?.removeFirst()
    }
}
