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

        public init(oldPath: String, newPath: String, comparison: ProcessComparison) {
            self.oldPath = oldPath
            self.newPath = newPath
            self.comparison = comparison
        }

        /// True where the new map is to take the place of the old one one day.
        var isToBe: Bool { new.state == .toBe && new.versionOf?.string == old.id }
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
                return isToBe || figure.outcome != .same
            }
        }
        /// Whether anything is left to tell where what several maps share is told with them.
        func saysSomething(besides shared: Set<MapChange>) -> Bool {
            let findings = comparison.findings
            return !figures.isEmpty || changes.contains { !shared.contains($0) }
                || !(findings.fresh + findings.gone + findings.graver + findings.lighter).isEmpty
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
    public struct Lone: Sendable, Hashable {
        public let path: String
        public let name: String
        public let id: String

        public init(path: String, name: String, id: String) {
            self.path = path
            self.name = name
            self.id = id
        }
    }

    /// What is compared, as the person named it: `main`, `the working tree`.
    public let old: String
    public let new: String
    /// In order of path; those without any change too.
    public let pairs: [Pair]
    public let removed: [Lone]
    public let added: [Lone]

    public init(old: String, new: String, pairs: [Pair], removed: [Lone], added: [Lone]) {
        self.old = old
        self.new = new
        self.pairs = pairs
        self.removed = removed
        self.added = added
    }

    var changedPairs: [Pair] { pairs.filter { !$0.comparison.isEmpty } }
    public var isEmpty: Bool { removed.isEmpty && added.isEmpty && changedPairs.isEmpty }
    /// True where a figure of a map has become worse.
    public var isWorse: Bool { pairs.contains { $0.comparison.isWorse } }
    /// The heaviest of the findings that are new, or weigh more than they did.
    public var heaviestNewFinding: Severity? { pairs.flatMap { $0.comparison.findings.fresh + $0.comparison.findings.graver }.map(\.severity).max() }

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
