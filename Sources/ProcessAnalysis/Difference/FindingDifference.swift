import ProcessModel
import ProcessSyntax

/// What the rules find on two maps: what is new, what is gone. A finding about a step that was renamed is the same finding.
public struct FindingDifference: Sendable {
    /// In the order of the new map's report, heaviest first.
    public private(set) var fresh: [Finding] = []
    /// What was found and is found no more, heaviest first.
    public private(set) var gone: [Finding] = []
    /// What weighs more than it did, or less.
    public private(set) var graver: [Finding] = []
    public private(set) var lighter: [Finding] = []
    /// How many are found on both maps.
    public private(set) var keptCount = 0
    /// How many were found by rules that lack by now what they would need to find them again.
    public private(set) var unseenCount = 0

    init(_ old: RuleReport, _ new: RuleReport, _ difference: MapDifference) {
        let renamed = difference.renamed
        func key(_ finding: Finding, _ map: ProcessMap, _ names: [String: String]) -> FindingKey {
            let place = map.named(finding.place)
            let name = place.kind == "flow"
                ? place.name.split(separator: " -> ", omittingEmptySubsequences: false).map { names[String($0)] ?? String($0) }.joined(separator: " -> ") : names[place.name] ?? place.name
            return FindingKey(rule: finding.rule, kind: place.kind, name: name, message: Self.put(finding.message, names))
        }
        let wasKeys = old.findings.map { key($0, difference.old, renamed) }
        let nowKeys = new.findings.map { key($0, difference.new, [:]) }
        var partner = [Int?](repeating: nil, count: nowKeys.count)
        var isLeft = [Bool](repeating: true, count: wasKeys.count)
        /// Pairs those of one key in the order in which they stand.
        func pair<Key: Hashable>(_ part: (FindingKey) -> Key?) {
            var places: [Key: [Int]] = [:]
            for index in wasKeys.indices.reversed() where isLeft[index] { if let key = part(wasKeys[index]) { places[key, default: []].append(index) } }
            for index in nowKeys.indices where partner[index] == nil {
                guard let key = part(nowKeys[index]), let found = places[key]?.popLast() else { continue }
                partner[index] = found
                isLeft[found] = false
            }
        }
        pair { $0 }
        // A flow is called by its two ends, and another end makes it another flow. Where the words are the same, they are
        // still about the same; so are those about one place that say it in other words.
        pair { $0.kind == "flow" ? Saying(rule: $0.rule, words: $0.gist) : nil }
        pair { Saying(rule: $0.rule, words: "\($0.kind) \($0.name)") }
        for (index, finding) in new.findings.enumerated() {
            guard let before = partner[index] else {
                fresh.append(finding)
                continue
            }
            keptCount += 1
            let was = old.findings[before].severity
            if finding.severity > was { graver.append(finding) } else if finding.severity < was { lighter.append(finding) }
        }
        let blind = Set(new.notAssessable.map(\.rule))
        for (index, finding) in old.findings.enumerated() where isLeft[index] {
            if blind.contains(finding.rule) { unseenCount += 1 } else { gone.append(finding) }
        }
        fresh = Self.sorted(fresh)
        gone = Self.sorted(gone)
    }

    private struct Saying: Hashable {
        let rule: String
        let words: String
    }

    /// Heaviest first; of equals in the order given.
    private static func sorted(_ findings: [Finding]) -> [Finding] {
        findings.enumerated().sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }.map(\.element)
    }

    /// A message with the names in it as they are now.
    private static func put(_ message: String, _ names: [String: String]) -> String {
        guard !names.isEmpty, message.contains("'") else { return message }
        return message.split(separator: "'", omittingEmptySubsequences: false).map { names[String($0)] ?? String($0) }.joined(separator: "'")
    }
}

/// All that one map tells of itself, to be set beside another.
public struct ProcessComparison: Sendable {
    public let difference: MapDifference
    public let figures: [FigureDifference]
    public let findings: FindingDifference

    /// - Parameters:
    ///   - reports: what the rules found on each of the maps.
    public init(_ old: Inspection, _ new: Inspection, reports: (old: RuleReport, new: RuleReport)) {
        difference = MapDifference(old.map, new.map)
        figures = FigureDifference.all(old, new, difference)
        findings = FindingDifference(reports.old, reports.new, difference)
    }

    public var isEmpty: Bool {
        difference.isEmpty && findings.fresh.isEmpty && findings.gone.isEmpty && findings.graver.isEmpty && findings.lighter.isEmpty
            && !figures.contains { $0.outcome != .same }
    }

    /// True where a figure has become worse.
    public var isWorse: Bool { figures.contains { $0.outcome == .worse } }
}
