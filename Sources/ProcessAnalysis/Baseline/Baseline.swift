import ProcessModel
import ProcessSyntax

/// What was known of a folder of maps on the day that people agreed to live with it for now.
public struct Baseline: Sendable, Hashable {
    /// That somebody agreed, and why.
    public struct Agreement: Sendable, Hashable {
        public let date: CalendarDate
        public let because: String?

        public init(date: CalendarDate, because: String?) {
            self.date = date
            self.because = because
        }
    }

    /// In the order in which they were made.
    public var agreements: [Agreement]
    /// The names of the rules that there were, sorted.
    public var rules: [String]
    /// By id.
    public private(set) var maps: [BaselineMap]

    public init(agreements: [Agreement], rules: [String], maps: [BaselineMap]) {
        self.agreements = agreements
        self.rules = rules
        self.maps = maps.sorted { $0.id < $1.id }
    }

    /// What was known of a map; nil where it was not there yet.
    public func map(_ id: String) -> BaselineMap? {
        var low = 0
        var high = maps.count
        while low < high {
            let middle = (low + high) / 2
            if maps[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < maps.count && maps[low].id == id ? maps[low] : nil
    }

    /// The rules of a catalogue that were not there yet: what they find is new without anybody's doing.
    public func newRules(in catalogue: Catalogue) -> [String] {
        let known = Set(rules)
        return catalogue.rules.lazy.filter { !$0.comparesBaseline }.map(\.name).filter { !known.contains($0) }.sorted()
    }

    /// The rules that were there and are not any more.
    public func lostRules(in catalogue: Catalogue) -> [String] { rules.filter { catalogue.rule(named: $0) == nil } }
}

/// A finding as a baseline keeps it: without its place in the text.
public struct KnownFinding: Sendable, Hashable, Comparable {
    public let rule: String
    public let severity: Severity
    /// Of what kind the place is, and what it is called, as `ProcessMap.named(_:)` tells it.
    public let kind: String
    public let name: String
    public let message: String
    public let key: FindingKey

    public init(rule: String, severity: Severity, kind: String, name: String, message: String) {
        self.rule = rule
        self.severity = severity
        self.kind = kind
        self.name = name
        self.message = Self.shortened(message)
        key = FindingKey(rule: rule, kind: kind, name: name, message: self.message)
    }

    /// Enough to know what was meant. Some messages name all maps of a folder, in each of them.
    static let longestMessage = 600

    private static func shortened(_ message: String) -> String {
        guard message.utf8.count > longestMessage, message.count > longestMessage else { return message }
        return message.prefix(longestMessage - 1) + "…"
    }

    public init(_ finding: Finding, in map: ProcessMap) {
        let place = map.named(finding.place)
        self.init(rule: finding.rule, severity: finding.severity, kind: place.kind, name: place.name, message: finding.message)
    }

    public static func < (a: KnownFinding, b: KnownFinding) -> Bool {
        if a.severity != b.severity { return a.severity > b.severity }
        return (a.rule, a.kind, a.name, a.message) < (b.rule, b.kind, b.name, b.message)
    }
}

/// What was known of one map.
public struct BaselineMap: Sendable, Hashable {
    /// By what it is known again: the id of its process, below a folder where it lies in one.
    public let id: String
    public let figures: BaselineFigures
    /// What the rules found, heaviest first.
    public let known: [KnownFinding]
    /// What they had found before and did not find any more: it is not to come back unseen.
    public let gone: [KnownFinding]
    /// What it knew by other names than these; empty as it is read.
    public let renames: [Rename]

    public init(id: String, figures: BaselineFigures, known: [KnownFinding], gone: [KnownFinding], renames: [Rename] = []) {
        self.id = id
        self.renames = renames
        self.figures = figures
        self.known = known.sorted()
        self.gone = gone.sorted()
    }

    /// What is found of a map today.
    ///
    /// - Parameter before: what was known of it so far. What of that is found no more has gone, and so has, still,
    ///   what had gone before. What a step took with it that is there no more has not been put right, and is forgotten.
    public init(id: String, _ inspection: Inspection, _ report: RuleReport, after before: BaselineMap?) {
        let map = inspection.map
        let before = before?.renamed(like: map)
        let known = report.findings.map { KnownFinding($0, in: map) }
        let keys = Set(known.map(\.key))
        let places = Dictionary(grouping: map.nodes.map { ("step", $0.name) } + map.lanes.map { ("lane", $0.name) } + map.roles.map { ("role", $0.name) }, by: \.0)
            .mapValues { Set($0.map(\.1)) }
        func stands(_ finding: KnownFinding) -> Bool {
            if finding.kind == "flow" { return finding.name.split(separator: " -> ").allSatisfy { places["step"]?.contains(String($0)) == true } }
            return places[finding.kind]?.contains(finding.name) ?? true
        }
        let comparison = before.map { BaselineComparison(of: report, inspection, with: $0, profile: .strict) }
        var gone: [KnownFinding] = []
        var told = keys
        for finding in (comparison?.gone ?? []) + (before?.gone ?? []) where stands(finding) && told.insert(finding.key).inserted { gone.append(finding) }
        self.init(id: id, figures: BaselineFigures(inspection), known: known, gone: gone)
    }

    var goneKeys: Set<FindingKey> { Set(gone.map(\.key)) }
}

/// What a run of the rules compares a map with.
public enum BaselineChoice: Sendable {
    /// Nothing: no baseline was given.
    case none
    /// A baseline, in which the map may not be.
    case given(BaselineMap?)

    var isGiven: Bool {
        if case .given = self { true } else { false }
    }

    var map: BaselineMap? {
        if case .given(let map) = self { map } else { nil }
    }
}
