import ProcessModel
import ProcessSyntax

/// What all maps of a folder together ask of each role. A role is the same where lane and role
/// have the same names.
///
/// To-be maps are not run today and are left out, with one exception: for a to-be map itself the
/// sum tells what the roles would have to do once it replaces the map it is a version of.
public struct FolderLoad: Sendable {
    /// One map's part of a role's load.
    public struct Part: Sendable, Hashable {
        /// The id of the map.
        public let map: String
        /// Where it is written; two maps may have one id by mistake.
        public let file: FileID
        /// Worked minutes a month.
        public let minutes: Estimate
        /// False where some of the map's steps or shares are not known, so that it may be more.
        public let isComplete: Bool
    }

    /// All that is asked of one role.
    public struct Total: Sendable, Hashable {
        /// The parts that are not nothing, in the order of the maps' ids.
        public let parts: [Part]
        /// Worked minutes a month.
        public let minutes: Estimate
        /// Minutes a month that the role's people have; nil where that was not said.
        public let capacity: Double?

        public var isLowerBound: Bool { parts.contains { !$0.isComplete } }
        /// Nil where the capacity is not known, or is none.
        public var share: Double? { capacity.flatMap { $0 > 0 ? minutes.expected / $0 : nil } }
        /// True where there is work for people who have no time for it at all.
        public var hasNobody: Bool { capacity == 0 && minutes.expected > 0 }
    }

    struct Key: Hashable {
        let lane: String
        let role: String
    }

    /// Parts of maps that are run today, by map id.
    private let today: [Key: [Part]]

    /// No other maps: a map is looked at by itself.
    public static let none = FolderLoad([])

    public init(_ maps: [(map: ProcessMap, metrics: Metrics)]) {
        var today: [Key: [Part]] = [:]
        for (map, metrics) in maps.sorted(by: { ($0.map.id, $0.map.name.span.file) < ($1.map.id, $1.map.name.span.file) }) where map.isProcess && map.state != .toBe {
            for load in metrics.loads { today[Self.key(of: load.role, in: map), default: []].append(Self.part(of: load, in: map)) }
        }
        self.today = today
    }

    /// The load of one role as seen from a map: that map's own, and that of all other maps which
    /// are run beside it.
    public func total(of load: RoleLoad, in map: ProcessMap) -> Total {
        let own = Self.part(of: load, in: map)
        let replaced = map.state == .toBe ? map.versionOf?.string : nil
        var parts = (today[Self.key(of: load.role, in: map)] ?? []).filter { ($0.map, $0.file) != (own.map, own.file) && $0.map != replaced }
        parts.insert(own, at: parts.firstIndex { ($0.map, $0.file) > (own.map, own.file) } ?? parts.endIndex)
        parts.removeAll { $0.minutes == .zero && $0.isComplete }
        return Total(parts: parts, minutes: parts.reduce(.zero) { $0 + $1.minutes }, capacity: load.capacity)
    }

    private static func key(of role: RoleID, in map: ProcessMap) -> Key {
        Key(lane: map[map[role].lane].name, role: map[role].name)
    }

    private static func part(of load: RoleLoad, in map: ProcessMap) -> Part {
        Part(map: map.id, file: map.name.span.file, minutes: load.minutes, isComplete: load.silent.isEmpty)
    }
}
