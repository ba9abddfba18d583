import ProcessModel
import ProcessSyntax

/// What all maps of a folder together ask of each role. A role is the same where lane and role
/// have the same names.
///
/// To-be maps are not run today and are left out, with one exception: for a to-be map itself the
/// sum tells what the roles would have to do once it replaces the map it is a version of.
///
/// Maps that give a role different people or time speak of different capacities; its load is then no
/// share of any of them.
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
        /// Minutes a month that the role's people have by this map; nil where it does not say.
        public let capacity: Double?
        /// What the map says of them: `1 person, available 50%`; nil where it does not say.
        public let staff: String?

        /// False where all that is known is that there may be some.
        public var isKnown: Bool { isComplete || minutes.high > 0 }
    }

    /// All that is asked of one role.
    public struct Total: Sendable, Hashable {
        /// The parts that are not nothing, in the order of the maps' ids.
        public let parts: [Part]
        /// Worked minutes a month.
        public let minutes: Estimate
        /// Minutes a month that the role's people have; nil where that was not said, or where the maps
        /// do not agree on it.
        public let capacity: Double?

        public var isLowerBound: Bool { parts.contains { !$0.isComplete } }
        /// False where all that is known is that there may be some.
        public var isKnown: Bool { !isLowerBound || minutes.high > 0 }

        /// Where the maps give the role different people or time, who says what; nil where they
        /// agree: `event says 1 person, available 50% (80 h), q2c says 1 person (160 h)`.
        public var disagreement: String? {
            guard !Self.agree(parts) else { return nil }
            return parts.filter { $0.capacity != nil }.map { "\($0.map) says \($0.staff ?? "?") (\(Numerals.decimal(($0.capacity ?? 0) / 60)) h)" }
                .joined(separator: ", ")
        }
        /// Nil where load or capacity is not known, or the capacity is none.
        public var share: Double? { isKnown ? capacity.flatMap { $0 > 0 ? minutes.expected / $0 : nil } : nil }
        /// True where there is work for people who have no time for it at all.
        public var hasNobody: Bool { capacity == 0 && minutes.expected > 0 }

        init(parts: [Part], capacity: Double?) {
            self.parts = parts
            minutes = parts.reduce(.zero) { $0 + $1.minutes }
            self.capacity = Self.agree(parts) ? capacity : nil
        }

        /// True where all parts that say a capacity say the same.
        private static func agree(_ parts: [Part]) -> Bool {
            let stated = parts.compactMap(\.capacity)
            guard let first = stated.first else { return true }
            return stated.allSatisfy { abs($0 - first) <= 1e-6 * max(1, first) }
        }
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
        return Total(parts: parts, capacity: load.capacity)
    }

    private static func key(of role: RoleID, in map: ProcessMap) -> Key {
        Key(lane: map[map[role].lane].name, role: map[role].name)
    }

    private static func part(of load: RoleLoad, in map: ProcessMap) -> Part {
        Part(
            map: map.id, file: map.name.span.file, minutes: load.minutes, isComplete: load.silent.isEmpty, capacity: load.capacity,
            staff: map[load.role].staff)
    }
}

extension Role {
    /// `2 people, available 80%`; nil where the number of people is not known.
    fileprivate var staff: String? {
        guard let people = people?.value else { return nil }
        let count = Numerals.decimal(people) + (people == 1 ? " person" : " people")
        return available?.value.map { "\(count), available \(Numerals.percent($0))" } ?? count
    }
}
