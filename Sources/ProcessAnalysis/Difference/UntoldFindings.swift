import ProcessModel
import ProcessSyntax

/// Why a finding is not told any more where nobody has put it right: its rule does not run, or the map does not say any
/// more what the rule would need. To say less is no improvement.
struct UntoldFindings {
    private let report: RuleReport
    private let difference: MapDifference
    private let was: RuleSettings
    private let now: RuleSettings
    private let asked: Set<String>
    /// What each rule lacked on the new map; whole where it could look at nothing.
    private let gaps: [String: [RuleReport.Gap]]

    init(of report: RuleReport, _ difference: MapDifference) {
        self.report = report
        self.difference = difference
        var ignored: [Diagnostic] = []
        was = RuleSettings(difference.old.checks, catalogue: .standard, diagnostics: &ignored)
        now = RuleSettings(difference.new.checks, catalogue: .standard, diagnostics: &ignored)
        asked = Set(report.askedRules)
        gaps = Dictionary(grouping: report.gaps, by: \.rule)
    }

    /// The line of `checks:` that keeps it from being found; nil where none does.
    func unasked(_ finding: Finding) -> String? {
        let (old, new) = (was.choices[finding.rule] ?? .init(), now.choices[finding.rule] ?? .init())
        if new.isOff { return "'\(finding.rule): off'" }
        if new.severity == nil, finding.severity < now.profile.least || !asked.contains(finding.rule) {
            return now.profile != was.profile || old.severity == nil ? "'profile: \(now.profile.rawValue)'" : "'\(finding.rule): \(Self.word(old.severity))' is not said any more"
        }
        if old.limits != new.limits { return "another limit of '\(finding.rule)'" }
        return nil
    }

    private static func word(_ severity: Severity?) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warn"
        case .info, nil: "info"
        }
    }

    /// What the map does not say any more and the rule needs; nil where it says as much as before.
    func unsaid(_ finding: Finding) -> String? {
        if let dropped = droppedTerms(finding) { return dropped }
        let own = gaps[finding.rule] ?? []
        if own.contains(where: { !$0.isPartial }) { return "the map does not say what its rule needs" }
        guard !own.isEmpty else { return nil }
        let place = difference.old.named(finding.place).name
        let names = [place] + place.split(separator: " -> ").map(String.init)
        // Of a long list only the first are named.
        let speaks = own.contains { gap in gap.missing.contains(" more ") || names.contains { gap.missing.contains("'\($0)'") } }
        return speaks ? "the map does not say what its rule needs" : nil
    }

    /// Where work still passes between the two, and what the finding was about is not said of it any more.
    private func droppedTerms(_ finding: Finding) -> String? {
        guard let rule = Catalogue.standard.rule(named: finding.rule), rule.category == .handoffs || rule.name == Rule.slaUnmeetable.name else { return nil }
        let (old, new, handoffs) = (difference.old, difference.new, difference.handoffs)
        for (index, other) in handoffs.pairs.newOf.enumerated() {
            let flow = FlowID(handoffs.old[index])
            guard isAbout(finding, flow), let other, let terms = old[flow].terms.map({ old[$0] }) else { continue }
            let after = FlowID(handoffs.new[other])
            guard new.isHandoff(after) else { continue }
            let now = new[after].terms.map { new[$0] }
            let ends = "'\(new[new[after].from].name)' and '\(new[new[after].to].name)'"
            if terms.artifact != nil, now?.artifact == nil { return "what passes between \(ends) is not said any more" }
            if rule.name == Rule.slaUnmeetable.name, terms.within != nil, now?.within == nil { return "'within' is not said any more between \(ends)" }
        }
        return nil
    }

    private func isAbout(_ finding: Finding, _ flow: FlowID) -> Bool {
        let ends = difference.old[flow]
        switch finding.place {
        case .flow(let id): return id == flow
        case .node(let id): return id == ends.from || id == ends.to
        case .process, .lane, .role, .term, .relationship: return false
        }
    }
}
