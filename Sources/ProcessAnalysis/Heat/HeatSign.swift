import ProcessModel
import ProcessSyntax

/// A number that is worse than its limit.
public enum HeatSign: Sendable, Hashable {
    /// Cases lie here.
    case wait(Wait)
    /// The step's work is too rarely complete and accurate: how often it is, 0...1.
    case ok(NodeID, Double)
    /// Cases come by again and again: how many times one does.
    case again(NodeID, Double)
    /// A role has more to do than it has time for.
    case load(Load)
    /// A rule about times has found something at a handoff.
    case finding(NodeID, rule: String, title: String)

    public struct Wait: Sendable, Hashable {
        public let step: NodeID
        /// Business minutes of one case, visits counted.
        public let minutes: Double
        /// True where it may be more, as not all its visits are known.
        public let isLowerBound: Bool
        /// Of all the waiting that is known, 0...1.
        public let share: Double
        /// True where that is all the waiting there is.
        public let isOfAll: Bool
        /// True where the map does not tell waiting and work apart: the minutes are then those of both.
        public let holdsWork: Bool
        /// True where it is told because no other wait costs a case more, and not for its share.
        public let isLargestGain: Bool
    }

    public struct Load: Sendable, Hashable {
        public let role: RoleID
        /// Of its time, 0...; nil where it has none at all.
        public let share: Double?
        public let isLowerBound: Bool
    }
}

extension HeatSign {
    /// In words, without a full stop: `waits 15.83 bh a case, 29% of all waiting`.
    ///
    /// - Parameter place: what is told of already and need not be named.
    func words(_ map: ProcessMap, at place: Subject) -> String {
        func step(_ id: NodeID) -> String { place == .node(id) ? "" : "'\(map[id].name)': " }
        switch self {
        case .wait(let wait):
            let time = (wait.isLowerBound ? "at least " : "") + Wording.elapsed(wait.minutes, by: .assumed)
            let share = "\(Numerals.percent(wait.share, places: 0)) of \(wait.isOfAll ? "all waiting" : "the waiting that is known")"
                + (wait.isLargestGain ? ", the largest gain" : "")
            return step(wait.step) + (wait.holdsWork ? "takes \(time) a case, work and waiting not told apart, \(share)" : "waits \(time) a case, \(share)")
        case .ok(let id, let share):
            return step(id) + "complete and accurate in \(Numerals.percent(share)) of cases"
        case .again(let id, let visits):
            return step(id) + "done \(Numerals.decimal(visits)) times a case"
        case .load(let load):
            let role = place == .role(load.role) ? "" : "\(map[load.role].name) "
            guard let share = load.share else { return role + "has work and no time for it" }
            return "\(role)loaded \(load.isLowerBound ? "at least " : "")\(Numerals.percent(share, places: 0))"
        case .finding(let id, let rule, let title):
            return step(id) + "\(title.prefix(1).lowercased())\(title.dropFirst()) (\(rule))"
        }
    }

    /// How far it is beyond its limit: 1 for just there, and no more than 5.
    func excess(over limits: HeatLimits) -> Double {
        func ratio(_ value: Double, _ limit: Double) -> Double { limit > 0 ? min(5, max(1, value / limit)) : 5 }
        return switch self {
        case .wait(let wait): ratio(wait.share, limits.wait)
        case .ok(_, let share): ratio(1 - share, 1 - limits.ok)
        case .again(_, let visits): ratio(visits, 1 + limits.again)
        case .load(let load): load.share.map { ratio($0, limits.load) } ?? 5
        case .finding: 1
        }
    }

    /// The waiting comes first, then what else costs time.
    private var rank: Int {
        switch self {
        case .wait: 0
        case .load: 1
        case .again: 2
        case .ok: 3
        case .finding: 4
        }
    }

    private var weight: Double {
        switch self {
        case .wait(let wait): wait.share
        case .load(let load): load.share ?? .infinity
        case .again(_, let visits): visits
        case .ok(_, let share): 1 - share
        case .finding: 0
        }
    }

    private var position: Int {
        switch self {
        case .wait(let wait): wait.step.index
        case .load(let load): load.role.index
        case .again(let id, _), .ok(let id, _), .finding(let id, _, _): id.index
        }
    }

    static func worstFirst(_ a: HeatSign, _ b: HeatSign) -> Bool {
        if a.rank != b.rank { return a.rank < b.rank }
        return a.weight == b.weight ? a.position < b.position : a.weight > b.weight
    }
}
