import ProcessAnalysis
import ProcessModel
import ProcessSyntax

/// What has changed between maps, pair by pair.
public struct DifferenceReport: Sendable {
    /// One process as it was and as it is.
    public struct Pair: Sendable {
        /// Where the two maps are written, as messages show it.
        public let oldPath: String
        public let newPath: String
        public let comparison: ProcessComparison
        /// For each finding that is new, and after them for each that is graver, where it stands; empty where that is not to be told.
        let spots: [FindingSpot]

        public init(oldPath: String, newPath: String, comparison: ProcessComparison, spots: [FindingSpot] = []) {
            self.spots = spots
            self.oldPath = oldPath
            self.newPath = newPath
            self.comparison = comparison
        }

        /// True where the new map is to take the place of the old one one day.
        public var isToBe: Bool { new.state == .toBe && new.versionOf?.string == old.id }
        /// What is to be told: that a map of what is to be is one, the heading says.
        var changes: [MapChange] {
            let changes = MapChange.grouped(comparison.difference.changes)
            guard isToBe else { return changes }
            return changes.compactMap { change in
                guard change.subject == .process else { return change }
                var change = change
                change.leaveOut(["state", "version of"])
                return change.facts.isEmpty ? nil : change
            }
        }
        /// The figures to be told: all of what is to be, and else those that have changed enough to be seen.
        var figures: [FigureDifference] {
            let all = comparison.figures
            guard all.contains(where: { $0.outcome != .same }) else { return [] }
            return all.filter { figure in
                if case .load = figure.subject, figure.outcome == .other, abs(figure.change ?? 1) < 0.01 { return false }
                // What shows the same on both sides and cannot be judged either tells nothing.
                if figure.outcome == .unclear, DifferenceWords.looksSame(figure) { return false }
                return isToBe || figure.outcome != .same
            }
        }
        /// Whether anything is left to tell where what several maps share is told with them.
        func saysSomething(besides shared: Set<MapChange>) -> Bool {
            !figures.isEmpty || changes.contains { !shared.contains($0) } || !comparison.findings.isEmpty
        }
        var old: ProcessMap { comparison.difference.old }
        var new: ProcessMap { comparison.difference.new }
        /// What the two sides are called above their columns.
        var columns: (old: String, new: String) {
            if isToBe || old.state != new.state, let was = old.state, let now = new.state { return (was.rawValue, now.rawValue) }
            return ("before", "now")
        }
    }

    /// A process that is on one side alone.
    public struct Lone: Sendable {
        public let path: String
        public let name: String
        public let id: String
        /// Of a map that is new: what it comes to, and what the rules find in it, heaviest first.
        public let figures: [FigureDifference]
        public let findings: [Finding]
        /// Where each stands.
        let spots: [FindingSpot]

        public init(path: String, name: String, id: String, figures: [FigureDifference] = [], findings: [Finding] = [], spots: [FindingSpot] = []) {
            self.path = path
            self.name = name
            self.id = id
            self.figures = figures
            let order = findings.indices.sorted { (findings[$1].severity, $0) < (findings[$0].severity, $1) }
            self.findings = order.map { findings[$0] }
            self.spots = order.compactMap { spots.indices.contains($0) ? spots[$0] : nil }
        }
    }

    /// What is compared, as the person named it: `main`, `the working tree`.
    public let old: String
    public let new: String
    /// In order of path; those without any change too.
    public let pairs: [Pair]
    public let removed: [Lone]
    public let added: [Lone]
    /// What could not be compared, each in words with its path.
    public let notCompared: [String]

    public init(old: String, new: String, pairs: [Pair], removed: [Lone], added: [Lone], notCompared: [String] = []) {
        self.notCompared = notCompared
        self.old = old
        self.new = new
        self.pairs = pairs
        self.removed = removed
        self.added = added
    }

    /// What became worst first; of equals in order of path.
    var changedPairs: [Pair] {
        pairs.filter { !$0.comparison.isEmpty }.enumerated().sorted { a, b in
            let (x, y) = (a.element.badness, b.element.badness)
            return x == y ? a.offset < b.offset : y < x
        }.map(\.element)
    }
    public var isEmpty: Bool { removed.isEmpty && added.isEmpty && changedPairs.isEmpty }
    /// True where a figure of a map has become worse.
    public var isWorse: Bool { pairs.contains { $0.comparison.isWorse } }
    /// The heaviest of the findings that are new, or weigh more than they did.
    public var heaviestNewFinding: Severity? {
        (pairs.flatMap { $0.comparison.findings.fresh + $0.comparison.findings.graver } + added.flatMap(\.findings)).map(\.severity).max()
    }

    /// `2 maps changed, 1 map new, 1 with worse figures, 3 new findings`.
    var summary: String {
        let changed = changedPairs
        var words: [String] = []
        if !changed.isEmpty { words.append("\(Numerals.count(changed.count, "map")) changed") }
        if !added.isEmpty { words.append("\(Numerals.count(added.count, "map")) new") }
        if !removed.isEmpty { words.append("\(Numerals.count(removed.count, "map")) gone") }
        if !notCompared.isEmpty { words.append("\(notCompared.count) not compared") }
        let worse = changed.count { $0.comparison.isWorse }
        if worse > 0 { words.append("\(worse) with worse figures") }
        func sum(_ count: (FindingDifference) -> Int) -> Int { changed.reduce(0) { $0 + count($1.comparison.findings) } }
        let fresh = sum(\.fresh.count) + added.reduce(0) { $0 + $1.findings.count }
        if fresh > 0 { words.append(Numerals.count(fresh, "new finding")) }
        for (count, what) in [(sum(\.graver.count), "graver"), (sum(\.silenced.count), "no longer looked for"), (sum(\.excused.count), "now excused"), (sum(\.gone.count), "gone")]
        where count > 0 { words.append("\(Numerals.count(count, "finding")) \(what)") }
        return words.joined(separator: ", ")
    }

    /// What several maps say alike, as they share a file: told once.
    func shared() -> [(change: MapChange, maps: [String])] {
        let subjects: Set<MapChange.Subject> = [.lane, .role, .term, .relationship, .system, .meeting]
        var places: [MapChange: Int] = [:]
        var all: [(change: MapChange, maps: [String])] = []
        for pair in changedPairs {
            for change in pair.comparison.difference.changes where subjects.contains(change.subject) {
                if let place = places[change] { all[place].maps.append(pair.new.id) } else {
                    places[change] = all.count
                    all.append((change, [pair.new.id]))
                }
            }
        }
        return all.filter { $0.maps.count > 1 }
    }
}

extension DifferenceReport.Pair {
    /// How much worse a map has become: new errors first, then the largest share by which a figure is worse, then all else.
    struct Badness: Comparable {
        let errors: Int
        let worst: Double
        let others: Int

        static func < (a: Badness, b: Badness) -> Bool { (a.errors, a.worst, a.others) < (b.errors, b.worst, b.others) }
    }

    var badness: Badness {
        let new = comparison.findings.fresh + comparison.findings.graver
        // From nothing to something is as much worse as can be told.
        let worst = comparison.figures.filter { $0.outcome == .worse }.map { min(1e6, abs($0.share ?? 1e6)) }.max() ?? 0
        return Badness(errors: new.count { $0.severity == .error }, worst: worst, others: new.count + comparison.findings.silenced.count + comparison.findings.excused.count)
    }

    /// The heading of a map, told from others of the same name by its id.
    func heading(among all: [DifferenceReport.Pair]) -> String {
        all.count { $0.new.name.string == new.name.string } > 1 ? "\(new.name.string) (\(new.id))" : new.name.string
    }
}
