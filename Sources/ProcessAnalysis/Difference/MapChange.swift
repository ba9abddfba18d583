import ProcessModel

/// What has become of one thing that a map says: of a step, a handoff, a role, a term.
public struct MapChange: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable { case added, removed, changed }

    /// In the order in which they are told.
    public enum Subject: String, Sendable, Hashable, CaseIterable {
        case process, phase, lane, role, step, handoff, pain, question, strength, note, action, term, relationship, system, meeting
    }

    /// From where to where something has moved, as words: `Marketing`, `after 'Score lead'`.
    public struct Move: Sendable, Hashable {
        public let from: String
        public let to: String

        public init(from: String, to: String) {
            self.from = from
            self.to = to
        }
    }

    public let kind: Kind
    public let subject: Subject
    /// As the new map calls it; what was removed, as the old one did.
    public let name: String
    /// What it was called, where it is called otherwise now.
    public internal(set) var oldName: String?
    /// What sort of step it is where that is no plain one: `decision`, `end`.
    public internal(set) var sort: String?
    /// To another lane.
    public internal(set) var laneMove: Move?
    /// To another place in the flow.
    public internal(set) var placeMove: Move?
    /// Where what was added or removed stands: its lane, and what comes before it.
    public internal(set) var place: [String] = []
    public internal(set) var facts: [FactChange] = []
    /// Where it is on the two maps.
    public internal(set) var oldNode: NodeID?
    public internal(set) var newNode: NodeID?
    public internal(set) var oldFlow: FlowID?
    public internal(set) var newFlow: FlowID?

    init(_ kind: Kind, _ subject: Subject, _ name: String) {
        self.kind = kind
        self.subject = subject
        self.name = name
    }

    /// Leaves out what is told elsewhere.
    public mutating func leaveOut(_ labels: Set<String>) { facts.removeAll { labels.contains($0.label) } }

    public var isRenamed: Bool { oldName != nil }
    public var isMoved: Bool { laneMove != nil || placeMove != nil }
    /// False for what is the same on both maps.
    var saysSomething: Bool { kind != .changed || isRenamed || isMoved || !facts.isEmpty }
}

extension MapChange {
    /// As many steps that change in one way are told together.
    private static let leastOfGroup = 4

    /// The same with one change in place of many steps that say the same new thing, behind those of the steps.
    public static func grouped(_ changes: [MapChange]) -> [MapChange] {
        var names: [FactChange: [String]] = [:]
        var order: [FactChange] = []
        for change in changes where change.subject == .step && change.kind == .changed {
            for fact in change.facts {
                if names[fact] == nil { order.append(fact) }
                names[fact, default: []].append(change.name)
            }
        }
        let repeated = order.filter { names[$0]?.count ?? 0 >= leastOfGroup }
        guard !repeated.isEmpty else { return changes }
        let isRepeated = Set(repeated)
        var out: [MapChange] = []
        for change in changes {
            var change = change
            if change.subject == .step, change.kind == .changed { change.facts.removeAll { isRepeated.contains($0) } }
            if change.saysSomething { out.append(change) }
        }
        let place = out.lastIndex { $0.subject == .step }.map { $0 + 1 } ?? out.firstIndex { $0.subject > .step } ?? out.count
        out.insert(contentsOf: repeated.map { fact in
            let steps = names[fact] ?? []
            var change = MapChange(.changed, .step, "\(steps.count) steps")
            change.facts = [fact]
            change.place = [Wording.some(steps.map { "'\($0)'" })]
            return change
        }, at: place)
        return out
    }
}

extension MapChange.Subject: Comparable {
    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    public static func < (a: Self, b: Self) -> Bool { a.place < b.place }
}

/// One fact that is otherwise: `work 5 min`, now `work 3 min`.
public struct FactChange: Sendable, Hashable {
    /// What the fact is of: `work`, `accept when`. Empty where its words say it.
    public let label: String
    /// What was said and is not any more; empty where nothing was.
    public let old: [String]
    public let new: [String]

    public init(_ label: String, old: [String], new: [String]) {
        self.label = label
        self.old = old
        self.new = new
    }
}

/// A fact that a map says of something, ready to be set beside that of another map.
struct Fact: Sendable {
    /// What it says, and what tells whether two say the same: `60 min` and `1 h` do.
    struct Value: Sendable {
        let words: String
        let meaning: String

        init(_ words: String, meaning: String? = nil) {
            self.words = words
            self.meaning = meaning ?? words
        }
    }

    let label: String
    var values: [Value]

    /// The facts that differ, in the order of the new map, and after them those that it does not say any more.
    static func changes(_ old: [Fact], _ new: [Fact]) -> [FactChange] {
        var left = Dictionary(old.map { ($0.label, $0.values) }, uniquingKeysWith: +)
        var changes: [FactChange] = []
        func compare(_ label: String, _ was: [Value], _ now: [Value]) {
            let (wasMeant, nowMeant) = (Set(was.map(\.meaning)), Set(now.map(\.meaning)))
            guard wasMeant != nowMeant else { return }
            changes.append(FactChange(
                label, old: was.filter { !nowMeant.contains($0.meaning) }.map(\.words), new: now.filter { !wasMeant.contains($0.meaning) }.map(\.words)))
        }
        for fact in new { compare(fact.label, left.removeValue(forKey: fact.label) ?? [], fact.values) }
        for fact in old { if let was = left.removeValue(forKey: fact.label) { compare(fact.label, was, []) } }
        return changes
    }

    /// All of them, as of something that was not there before, or is not any more.
    static func all(_ facts: [Fact], isNew: Bool) -> [FactChange] {
        // The phase of a step is told by what stands around it.
        facts.filter { !$0.values.isEmpty && $0.label != "phase" }.map { fact in
            let words = fact.values.map(\.words)
            return FactChange(fact.label, old: isNew ? [] : words, new: isNew ? words : [])
        }
    }
}
