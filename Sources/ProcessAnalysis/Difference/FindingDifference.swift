import ProcessModel
import ProcessSyntax

/// What the rules find on two maps: what is new, what is gone. A finding about a step that was renamed is the same finding.
public struct FindingDifference: Sendable {
    /// A finding that is not told any more, though nobody has put it right, and what keeps it from being told.
    public struct Silenced: Sendable, Hashable {
        public let finding: Finding
        /// `'profile: workshop'`; of an excuse why and until when, as far as the map says; else what is not said any more.
        public let why: String
    }

    /// In the order of the new map's report, heaviest first.
    public private(set) var fresh: [Finding] = []
    /// What was found and, looked for again, is found no more, heaviest first.
    public private(set) var gone: [Finding] = []
    /// What weighs more than it did, or less.
    public private(set) var graver: [Finding] = []
    public private(set) var lighter: [Finding] = []
    /// What is not looked for any more, as `checks:` says, heaviest first.
    public private(set) var silenced: [Silenced] = []
    /// What is found as before, and an `allow:` excuses now.
    public private(set) var excused: [Silenced] = []
    /// What cannot be found any more, as the map does not say any more what its rule needs.
    public private(set) var unseen: [Silenced] = []
    /// How many are found on both maps.
    public private(set) var keptCount = 0

    public var isEmpty: Bool { fresh.isEmpty && gone.isEmpty && graver.isEmpty && lighter.isEmpty && silenced.isEmpty && excused.isEmpty && unseen.isEmpty }

    init(_ old: RuleReport, _ new: RuleReport, _ difference: MapDifference) {
        let places = FindingPlaces(difference)
        let wasKeys = old.findings.map(places.key(old:))
        // What an excuse covers is there all the same.
        let now = new.findings + new.excused
        let nowKeys = now.map(places.key(new:))
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
        for (index, finding) in now.enumerated() {
            let isExcused = index >= new.findings.count
            guard let before = partner[index] else {
                if !isExcused { fresh.append(finding) }
                continue
            }
            guard !isExcused else {
                excused.append(Silenced(finding: finding, why: new.excuses[finding]?.message ?? ""))
                continue
            }
            keptCount += 1
            let was = old.findings[before].severity
            if finding.severity > was { graver.append(finding) } else if finding.severity < was { lighter.append(finding) }
        }
        let silence = UntoldFindings(of: new, difference)
        for (index, finding) in old.findings.enumerated() where isLeft[index] {
            if let why = silence.unasked(finding) {
                silenced.append(Silenced(finding: finding, why: why))
            } else if let why = silence.unsaid(finding) {
                unseen.append(Silenced(finding: finding, why: why))
            } else {
                gone.append(finding)
            }
        }
        fresh = Self.sorted(fresh, \.severity)
        gone = Self.sorted(gone, \.severity)
        silenced = Self.sorted(silenced, \.finding.severity)
        excused = Self.sorted(excused, \.finding.severity)
        unseen = Self.sorted(unseen, \.finding.severity)
    }

    private struct Saying: Hashable {
        let rule: String
        let words: String
    }

    /// Heaviest first; of equals in the order given.
    static func sorted<Told>(_ all: [Told], _ severity: (Told) -> Severity) -> [Told] {
        all.enumerated().sorted { (severity($1.element), $0.offset) < (severity($0.element), $1.offset) }.map(\.element)
    }
}

/// What findings are about, as the new map calls it.
private struct FindingPlaces {
    private let difference: MapDifference
    private let renamed: [String: String]
    /// For each handoff of the old map its flow on the new one.
    private let flows: [Int: Int]

    init(_ difference: MapDifference) {
        self.difference = difference
        renamed = difference.renamed
        let handoffs = difference.handoffs
        var flows: [Int: Int] = [:]
        for (index, other) in handoffs.pairs.newOf.enumerated() { if let other { flows[handoffs.old[index]] = handoffs.new[other] } }
        self.flows = flows
    }

    func key(new finding: Finding) -> FindingKey {
        let place = difference.new.named(finding.place)
        return FindingKey(rule: finding.rule, kind: place.kind, name: place.name, message: finding.message)
    }

    func key(old finding: Finding) -> FindingKey {
        let place = difference.old.named(finding.place)
        return FindingKey(rule: finding.rule, kind: place.kind, name: name(finding.place) ?? renamed[place.name] ?? place.name, message: put(finding.message))
    }

    private func name(_ place: FindingPlace) -> String? {
        switch place {
        case .node(let id): return difference.new(id).map { difference.new[$0].name }
        case .flow(let id):
            // A handoff goes on being the same where a step was put in behind it.
            if let flow = flows[id.index] { return difference.new.named(.flow(FlowID(flow))).name }
            let name = difference.old.named(place).name
            return name.split(separator: " -> ", omittingEmptySubsequences: false).map { renamed[String($0)] ?? String($0) }.joined(separator: " -> ")
        case .process, .lane, .role, .term, .relationship: return nil
        }
    }

    /// A message with the names in it as they are now.
    private func put(_ message: String) -> String {
        guard !renamed.isEmpty, message.contains("'") else { return message }
        return message.split(separator: "'", omittingEmptySubsequences: false).map { renamed[String($0)] ?? String($0) }.joined(separator: "'")
    }
}
