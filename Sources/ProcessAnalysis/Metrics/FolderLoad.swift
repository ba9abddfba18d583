import ProcessModel
import ProcessSyntax

/// What all maps of a folder together ask of each role. A role is the same where lane and role
/// have the same names, and are declared in files of one scope.
///
/// To-be maps are not run today and are left out, with one exception: for a to-be map itself the
/// sum tells what the roles would have to do once it replaces the map it is a version of.
///
/// Maps that give a role different people or time speak of different capacities; its load is then no
/// share of any of them.
public struct FolderLoad: Sendable {
    /// One map's part of a role's load.
    public struct Part: Sendable, Hashable {
        let name: MapName
        /// The id of the map.
        public var map: String { name.id }
        /// Where it is written; two maps may have one id by mistake.
        public var file: FileID { name.file }
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

    /// A map by what reports call it and where it is written; two maps may have one id by mistake.
    struct MapName: Hashable, Comparable {
        let id: String
        let file: FileID

        init(_ map: ProcessMap) {
            id = map.id
            file = map.name.span.file
        }

        static func < (a: MapName, b: MapName) -> Bool { (a.id, a.file) < (b.id, b.file) }
    }

    /// A map with what it asks of its roles.
    struct Member {
        let map: ProcessMap
        let metrics: Metrics
        /// False for a map that is not run beside the others.
        let isRun: Bool
        /// The maps that it would take the place of.
        let replaced: [MapName]
    }

    private struct Key: Hashable {
        let scope: Int
        let lane: String
        let role: String
    }

    /// Parts of maps that are run, by map id.
    private let parts: [Key: [Part]]
    private let replaced: [MapName: Set<MapName>]
    private let scopes: [Int]

    /// No other maps: a map is looked at by itself.
    public static let none = FolderLoad([], scopes: [])

    init(_ members: [Member], scopes: [Int]) {
        var parts: [Key: [Part]] = [:]
        var replaced: [MapName: Set<MapName>] = [:]
        for member in members.sorted(by: { MapName($0.map) < MapName($1.map) }) {
            if !member.replaced.isEmpty { replaced[MapName(member.map)] = Set(member.replaced) }
            guard member.isRun else { continue }
            for load in member.metrics.loads {
                parts[Self.key(of: load.role, in: member.map, scopes), default: []].append(Self.part(of: load, in: member.map))
            }
        }
        self.parts = parts
        self.replaced = replaced
        self.scopes = scopes
    }

    /// Maps that call none of each other. Those that are to be are not run.
    public init(_ maps: [(map: ProcessMap, metrics: Metrics)]) {
        let originals = Dictionary(maps.map { ($0.map.id, $0.map) }, uniquingKeysWith: { first, _ in first })
        self.init(
            maps.map { map, metrics in
                let replaced = map.versionOf.flatMap { originals[$0.string] }.map { [MapName($0)] } ?? []
                return Member(map: map, metrics: metrics, isRun: map.isProcess && map.state != .toBe, replaced: replaced)
            }, scopes: [])
    }

    /// The load of one role as seen from a map: that map's own, and that of all other maps which
    /// are run beside it.
    public func total(of load: RoleLoad, in map: ProcessMap) -> Total {
        let name = MapName(map)
        let others = map.state == .toBe ? replaced[name] ?? [] : []
        var parts = (parts[Self.key(of: load.role, in: map, scopes)] ?? []).filter { $0.name != name && !others.contains($0.name) }
        parts.insert(Self.part(of: load, in: map), at: parts.firstIndex { $0.name > name } ?? parts.endIndex)
        parts.removeAll { $0.minutes == .zero && $0.isComplete }
        return Total(parts: parts, capacity: load.capacity)
    }

    private static func key(of role: RoleID, in map: ProcessMap, _ scopes: [Int]) -> Key {
        let file = Int(map[role].span.file.index)
        return Key(scope: scopes.indices.contains(file) ? scopes[file] : 0, lane: map[map[role].lane].name, role: map[role].name)
    }

    private static func part(of load: RoleLoad, in map: ProcessMap) -> Part {
        Part(
            name: MapName(map), minutes: load.minutes, isComplete: !load.isLowerBound, capacity: load.capacity,
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
