import ProcessModel
import ProcessSyntax

/// The rules there are, in the order in which they are listed and run.
public struct Catalogue: Sendable {
    public let rules: [Rule]
    private let places: [String: Int]

    public init(rules: [Rule]) {
        self.rules = rules
        places = Dictionary(rules.indices.map { (rules[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// All the rules of this version, by category.
    public static let standard: Catalogue = .init(rules: [
        .handoffNoArtifact, .handoffNoAcceptance, .handoffNoReceipt, .handoffNoSLA, .handoffNoReturn, .blackHole,
        .expectationMismatch, .artifactNotProduced, .artifactUnused, .channelMismatch, .channelCrossTalk, .pingPong,
        .handoffDensity, .manualRekey, .meetingGated,
        .noAccountable, .multipleAccountable, .noResponsible, .crowdedResponsible, .overConsulted, .consultedTooLate,
        .responsibleOutsideLane, .accountabilityShift, .roleViewMismatch, .similarRoles, .unusedRole, .keyPerson, .selfApproval,
        .noGoal, .noSharedGoal, .measureConflict, .goalNotAgreed,
        .competingProcedures, .decisionNoCriteria, .termConflict, .undefinedTerm, .noEscalation, .approvalChain,
        .unreachable, .cannotFinish, .deadlock, .lackOfSynchronization, .endlessLoop, .branchSum, .singleAnswer,
        .mapTooBig, .vagueLabel,
        .slaUnmeetable, .targetUnreachable, .overCapacity, .waitDominated, .lowFirstTimeRight, .reworkHeavy,
        .customerNoAnswer, .customerSilentGap, .customerAskedTwice, .excessOutreach, .promiseGap, .partnerUnowned,
        .lowRating, .ratingGap, .checkInOverdue, .oneSidedTerms, .personalityFirst,
        .noProcessOwner, .painWithoutAction, .actionIncomplete, .actionOverdue, .staleMap, .budgetExceeded, .regression, .staleAllow,
    ])

    public func rule(named name: String) -> Rule? { places[name].map { rules[$0] } }

    /// The rule whose name is closest to a mistyped one; nil where none is near.
    public func nearest(to name: String) -> Rule? {
        NearestName.find(name, among: rules.lazy.map(\.name)).flatMap(rule(named:))
    }

    func unknownRule(_ name: Text) -> Diagnostic {
        let way = nearest(to: name.string).map {
            Fix("did you mean '\($0.name)'?", edit: .init(span: name.span, text: $0.name))
        }
        return Diagnostic(
            "unknown-rule", "'\(name.string)' is not a rule of Baton", at: name.span,
            fixes: [way ?? Fix("write the name of a rule; 'baton explain' lists them")])
    }
}

/// What came of running the rules over one map.
public struct RuleReport: Sendable {
    public struct Gap: Sendable, Hashable {
        public let rule: String
        /// What is missing, as the words after "not assessable: ", with what to write.
        public let missing: String
        /// The figure that is missing; nil where it is none.
        public internal(set) var number: MissingNumber?
        /// True where the rule could look at a part of the map all the same.
        public let isPartial: Bool
    }

    /// By place in the file, then by rule.
    public internal(set) var findings: [Finding] = []
    /// What an `allow:` excuses, in the same order.
    public internal(set) var excused: [Finding] = []
    /// For each of these the `allow:` that excuses it; the message says why and until when, as far as the map does.
    public internal(set) var excuses: [Finding: Diagnostic.Related] = [:]
    /// What the rules lacked, in the order of the catalogue.
    public internal(set) var gaps: [Gap] = []
    /// What is wrong with `checks:` and `allow:` lines, in order of position.
    public internal(set) var diagnostics: [Diagnostic] = []
    /// The rules that ran and could look at something.
    public internal(set) var assessedCount = 0
    /// The rules that ran: all but those that the profile or a `checks:` line leaves out.
    public internal(set) var ruleCount = 0
    /// Their names, in the order of the catalogue.
    public internal(set) var askedRules: [String] = []

    /// The same with only some of its findings: those that a baseline does not know.
    public func telling(only findings: [Finding]) -> RuleReport {
        var report = self
        report.findings = findings
        return report
    }

    /// The same with each finding told elsewhere.
    public func retelling(_ tell: (Finding) -> Finding) -> RuleReport {
        var report = self
        report.findings = Catalogue.inOrder(findings.map(tell))
        report.excused = Catalogue.inOrder(excused.map(tell))
        return report
    }

    /// The same of a BPMN file that is no map: what its rules lack cannot be written into it.
    public func lackingWordsOfBPMN() -> RuleReport {
        var report = self
        report.gaps = gaps.map { $0.isPartial ? $0 : Gap(rule: $0.rule, missing: Catalogue.notInFile, number: nil, isPartial: false) }
        return report
    }

    /// The gaps of the rules that could look at nothing.
    public var notAssessable: [Gap] { gaps.filter { !$0.isPartial } }
}

extension Catalogue {
    /// Runs the rules over a map.
    ///
    /// - Parameters:
    ///   - profile: which weights are shown; nil for what the map's `checks:` say.
    ///   - today: the date that dates are compared with: an `allow:` with an `until` before it excuses nothing
    ///     any more. Without one, every `allow:` holds and no date is late.
    ///   - baseline: what it is compared with; nil where there is none, and the rules that compare do not run.
    ///   - beginning: told of each rule before it runs, so that a crash can be told as that rule's.
    public func run(
        over inspection: Inspection, profile: RuleSettings.Profile? = nil, today: CalendarDate? = nil,
        comparing baseline: BaselineChoice = .none, beginning: (Rule) -> Void = { _ in }
    ) -> RuleReport {
        judge(inspection, profile: profile, today: today, comparing: baseline, beginning: beginning).report
    }

    /// What the rules of this catalogue leave behind for those that look at findings.
    func facts(of inspection: Inspection, today: CalendarDate?) -> RunFacts {
        judge(inspection, profile: .strict, today: today).facts
    }

    private func judge(
        _ inspection: Inspection, profile: RuleSettings.Profile?, today: CalendarDate?,
        comparing baseline: BaselineChoice = .none, beginning: (Rule) -> Void = { _ in }
    ) -> (report: RuleReport, facts: RunFacts) {
        var report = RuleReport()
        var settings = RuleSettings(inspection.map.checks, catalogue: self, diagnostics: &report.diagnostics)
        if let profile { settings.profile = profile }
        var excuses = Excuses(inspection, catalogue: self, today: today, diagnostics: &report.diagnostics)
        let facts = RunFacts(inspection, today: today)
        facts.baseline = baseline.map
        var assessed = Set<String>()

        for rule in rules {
            let choice = settings.choices[rule.name] ?? RuleSettings.Choice()
            // What a team sets a weight for, it wants to see, whatever the profile.
            let least = choice.severity ?? settings.profile.least
            guard !rule.comparesBaseline || baseline.isGiven else { continue }
            guard !choice.isOff, choice.severity != nil || rule.severity >= least else { continue }
            report.ruleCount += 1
            report.askedRules.append(rule.name)
            if settings.isBPMN, rule.category != .flow, choice.severity == nil {
                report.gaps.append(.init(rule: rule.name, missing: Self.notInBPMN, number: nil, isPartial: false))
                continue
            }
            beginning(rule)
            if rule.followsOthers {
                facts.found = OneMatter.told(report.findings, inspection, facts)
                facts.idleExcuses = excuses.idle(rules: assessed)
            }
            let assessment = rule.assess(inspection, facts, severity: choice.severity, limits: choice.limits)
            if assessment.isAssessed {
                report.assessedCount += 1
                assessed.insert(rule.name)
            }
            for lack in assessment.lacks {
                report.gaps.append(.init(rule: rule.name, missing: lack.words, number: lack.number, isPartial: assessment.isAssessed))
            }
            for finding in assessment.findings {
                let isExcused = excuses.cover(finding)
                guard finding.severity >= least else { continue }
                if isExcused {
                    report.excused.append(finding)
                    report.excuses[finding] = excuses.excuse(for: finding)
                } else {
                    report.findings.append(excuses.lapsed(for: finding).map(finding.with(lapsedExcuse:)) ?? finding)
                }
            }
        }
        report.findings = OneMatter.told(report.findings, inspection, facts)
        facts.found = report.findings
        facts.idleExcuses = excuses.idle(rules: assessed)
        report.findings = Self.inOrder(report.findings)
        report.excused = Self.inOrder(report.excused)
        report.diagnostics.sort { ($0.span, $0.name) < ($1.span, $1.name) }
        return (report, facts)
    }

    /// What rules lack in a map that came from BPMN.
    public static let notInBPMN = "BPMN has no words for what they look for; write it into the map, and take `notation: BPMN` out of its `checks:`"

    /// What rules lack in a BPMN file itself.
    public static let notInFile = "BPMN has no words for what they look for; make a map of it with `baton import`, and write it there"

    /// By place in the file, then by rule.
    fileprivate static func inOrder(_ findings: [Finding]) -> [Finding] {
        findings.sorted { a, b in
            if a.span != b.span { return a.span < b.span }
            if a.rule != b.rule { return a.rule < b.rule }
            return a.message < b.message
        }
    }
}
