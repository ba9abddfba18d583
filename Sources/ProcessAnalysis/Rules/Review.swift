import ProcessModel
import ProcessSyntax

/// One rule's look at one map: what it may see, the thresholds that hold, and what it has found.
struct Review {
    private let rule: String
    private let severity: Severity
    let inspection: Inspection
    let facts: RunFacts
    var map: ProcessMap { inspection.map }
    var graph: FlowGraph { inspection.graph }
    var passings: Passings { facts.passings }
    var today: CalendarDate? { facts.today }
    /// The severity that a team has set for the rule; nil where its own holds.
    let imposed: Severity?
    let limits: [String: Double]
    private(set) var assessment = Assessment()

    init(rule: Rule, inspection: Inspection, facts: RunFacts, imposed: Severity?, limits: [String: Double]) {
        self.rule = rule.name
        severity = rule.severity
        self.inspection = inspection
        self.facts = facts
        self.imposed = imposed
        self.limits = limits
    }

    /// The value that holds for a threshold, in the setting's unit.
    subscript(_ setting: Rule.Setting) -> Double { limits[setting.name] ?? setting.standard }

    /// - Parameter severity: where a rule has two levels, which one this is.
    mutating func find(
        _ message: String, at place: FindingPlace, _ span: Span, severity: Severity? = nil,
        related: Diagnostic.Related? = nil, remedy: String, question: String
    ) {
        assessment.findings.append(
            Finding(
                rule: rule, severity: imposed ?? severity ?? self.severity, message: message, place: place,
                span: span, related: related, remedy: remedy, question: question))
    }

    /// The rule could look at a part only; `missing` says what kept it from the rest, `number` which figure that is.
    mutating func lacks(_ missing: String, _ number: MissingNumber? = nil) {
        assessment.lacks.append(.init(words: missing, number: number))
    }

    /// The rule could look at nothing.
    mutating func cannotAssess(_ missing: String, _ number: MissingNumber? = nil) {
        lacks(missing, number)
        assessment.isAssessed = false
    }
}
