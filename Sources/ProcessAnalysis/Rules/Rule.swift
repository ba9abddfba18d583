import ProcessModel
import ProcessSyntax

/// One thing that can be wrong with a process, and how to see it in a map.
///
/// A rule is a value. It sees the map, the graph and the numbers, never the text; it reads no
/// file, no clock and no environment.
public struct Rule: Sendable {
    public enum Category: String, Sendable, CaseIterable {
        case handoffs, roles, goals, procedures, flow, time, customers, relationships, sustaining
    }

    /// The defect, in kebab case; reads well after `allow:`.
    public let name: String
    public let category: Category
    /// How much its findings weigh unless a map says otherwise. A rule with two levels names the
    /// higher one here.
    public let severity: Severity
    /// True for a rule that judges by words, which can mislead: it never weighs more than a warning.
    public let readsWords: Bool
    /// True for a rule that compares dates with today's. Its examples are looked at on `Example.day`.
    public let readsDates: Bool
    /// True for a rule that looks at what the other rules found, and so runs after them.
    let followsOthers: Bool
    /// True for a rule that compares a map with a baseline. It runs only where one is given.
    public let comparesBaseline: Bool
    /// True for a rule whose findings say how one function rates another: that is for those who rated, and not for every wall.
    public let tellsRatings: Bool
    /// The matter in a few plain words, to head a list of places where it fires. At most 60 characters, no full stop.
    public let title: String
    /// When it fires, in one sentence.
    public let triggers: String
    /// Why it matters, in one sentence.
    public let why: String
    /// What to do about it, in general.
    public let remedy: String
    /// What to ask the people in the room, in general.
    public let question: String
    /// The thresholds it takes.
    public let settings: [Setting]
    /// Maps that show it, and maps that do not.
    public let examples: [Example]
    let check: @Sendable (inout Review) -> Void

    init(
        name: String, category: Category, severity: Severity, readsWords: Bool = false, readsDates: Bool = false,
        followsOthers: Bool = false, comparesBaseline: Bool = false, tellsRatings: Bool = false, title: String, triggers: String, why: String, remedy: String, question: String, settings: [Setting] = [],
        examples: [Example], check: @escaping @Sendable (inout Review) -> Void
    ) {
        self.name = name
        self.category = category
        self.severity = severity
        self.readsWords = readsWords
        self.readsDates = readsDates
        self.followsOthers = followsOthers
        self.comparesBaseline = comparesBaseline
        self.tellsRatings = tellsRatings
        self.title = title
        self.triggers = triggers
        self.why = why
        self.remedy = remedy
        self.question = question
        self.settings = settings
        self.examples = examples
        self.check = check
    }

    /// A threshold of ours that a team may set otherwise.
    public struct Setting: Sendable, Hashable {
        public let name: String
        public let standard: Double
        /// What it counts: `%`, `bd`, or a plural such as `crossings`.
        public let unit: String
        public let meaning: String

        public init(name: String, standard: Double, unit: String, meaning: String) {
            self.name = name
            self.standard = standard
            self.unit = unit
            self.meaning = meaning
        }
    }

    /// A small map with what the rule says of it. Examples are the rule's documentation and its test.
    public struct Example: Sendable {
        /// What it shows, in a few words.
        public let title: String
        /// A map in the language. Each `↓` stands right before the text that a finding of this
        /// rule points at; a map without one must be quiet. The marks are not part of the map.
        public let map: String
        /// True where the rule must say that it lacks what it needs.
        public let isNotAssessable: Bool
        /// What the map looked like each time that its baseline was written, oldest first; for rules that compare.
        public let before: [String]

        /// The date on which examples are looked at; nil would leave all dates out.
        public static let day = CalendarDate(year: 2026, month: 12, day: 1)

        public init(_ title: String, notAssessable: Bool = false, before: [String] = [], _ map: String) {
            self.title = title
            self.map = map
            self.isNotAssessable = notAssessable
            self.before = before
        }
    }
}

/// What came of running one rule over one map: findings, and what it lacked to look further.
public struct Assessment: Sendable {
    public internal(set) var findings: [Finding] = []
    /// Something that a map does not say.
    public struct Lack: Sendable, Hashable {
        /// The words after "not assessable: ".
        public let words: String
        /// The figure that it is about; nil where it is none.
        public let number: MissingNumber?
    }

    /// What is missing. A rule that could look at nothing, or not at all there is, says so here; it never
    /// passes silently.
    public internal(set) var lacks: [Lack] = []
    /// The words of what is missing.
    public var missing: [String] { lacks.map(\.words) }
    /// False where the rule could look at nothing at all.
    public internal(set) var isAssessed = true
}

extension Rule {
    /// Runs this rule alone, at its own weight and, unless told otherwise, the thresholds that the map sets.
    /// Whole runs go through `Catalogue`.
    ///
    /// - Parameters:
    ///   - limits: the thresholds that differ from the standard, by the setting's name; nil for those of the
    ///     map's `checks:`.
    ///   - today: the date that dates are compared with; nil leaves them out.
    ///   - baseline: what was known of the map, for a rule that compares it with that.
    public func assess(
        _ inspection: Inspection, limits: [String: Double]? = nil, today: CalendarDate? = nil, baseline: BaselineMap? = nil
    ) -> Assessment {
        let facts = followsOthers
            ? Catalogue(rules: Catalogue.standard.rules.filter { !$0.followsOthers }).facts(of: inspection, today: today)
            : RunFacts(inspection, today: today)
        facts.baseline = baseline
        var diagnostics: [Diagnostic] = []
        let limits = limits
            ?? RuleSettings(inspection.map.checks, catalogue: Catalogue(rules: [self]), diagnostics: &diagnostics).choices[name]?.limits ?? [:]
        return assess(inspection, facts, severity: nil, limits: limits)
    }

    func assess(
        _ inspection: Inspection, _ facts: RunFacts, severity: Severity?, limits: [String: Double]
    ) -> Assessment {
        var review = Review(rule: self, inspection: inspection, facts: facts, imposed: severity, limits: limits)
        check(&review)
        return review.assessment
    }
}
