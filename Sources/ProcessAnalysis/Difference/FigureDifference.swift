import ProcessModel

/// One figure of a process on two maps, side by side.
public struct FigureDifference: Sendable, Hashable {
    public enum Subject: Sendable, Hashable {
        /// How many flows of the map are handoffs.
        case handoffs
        /// How often a case is handed over.
        case handoffsPerCase
        /// Business minutes along the main path, and over all cases.
        case leadOfMainPath, lead
        /// Worked minutes over all cases.
        case work
        /// A share of the cases.
        case rolledOK
        /// Beyond the time of those who work on it, for a case.
        case cost
        /// A share of what the people of a role have; by this map alone.
        case load(lane: String, role: String)

        /// True where less is better.
        public var shouldFall: Bool { self != .rolledOK }
    }

    /// What one map says.
    public struct Side: Sendable, Hashable {
        /// Nil where it cannot be told.
        public let value: Double?
        /// True where steps did not say their part: it is at least that much, and rolled ok at most.
        public let isBound: Bool
        /// The steps that did not say, as the new map calls them; sorted.
        public let silent: [String]

        public init(_ value: Double?, isBound: Bool = false, silent: [String] = []) {
            self.value = value
            self.isBound = isBound
            self.silent = Array(Set(silent)).sorted()
        }
    }

    public enum Outcome: String, Sendable, Hashable {
        case better, worse, same
        /// Another load, where there is room for it before and after.
        case other
        /// It cannot be told, as one of the maps does not say enough.
        case unclear
    }

    public let subject: Subject
    public let old: Side
    public let new: Side

    public init(_ subject: Subject, old: Side, new: Side) {
        self.subject = subject
        self.old = old
        self.new = new
    }

    /// Where waiting begins to grow fast, as the rule `over-capacity` has it.
    private static let highLoad = 0.8

    public var outcome: Outcome {
        judged(strictly)
    }

    private func judged(_ outcome: Outcome) -> Outcome {
        guard case .load = subject, outcome == .better || outcome == .worse else { return outcome }
        return max(old.value ?? 0, new.value ?? 0) > Self.highLoad ? outcome : .other
    }

    private var strictly: Outcome {
        guard let was = old.value, let now = new.value else { return old.value == nil && new.value == nil ? .same : .unclear }
        let isEqual = abs(now - was) <= 1e-9 * max(1, abs(was), abs(now))
        let rises: Outcome = subject.shouldFall ? .worse : .better
        let falls: Outcome = subject.shouldFall ? .better : .worse
        if old.isBound == new.isBound, old.silent == new.silent { return isEqual ? .same : now > was ? rises : falls }
        // What is known only from one side can tell no more than that side: rolled ok is at most, all else at least so much.
        let bound: (Double, Double) -> Bool = subject == .rolledOK ? { $0 < $1 } : { $0 > $1 }
        if !old.isBound, !isEqual, bound(now, was) { return .worse }
        if !new.isBound, !isEqual, bound(was, now) { return .better }
        return .unclear
    }

    /// What it is as far as the maps say, where they do not say enough to be sure.
    public var apparentOutcome: Outcome {
        guard let was = old.value, let now = new.value, abs(now - was) > 1e-9 * max(1, abs(was), abs(now)) else { return .same }
        return judged((now < was) == subject.shouldFall ? .better : .worse)
    }

    /// By how much it has changed; nil where one side is not known.
    public var change: Double? { old.value.flatMap { was in new.value.map { $0 - was } } }

    /// The same as a share of what it was; nil where that was nothing.
    public var share: Double? {
        guard let was = old.value, let change, abs(was) > 1e-9 else { return nil }
        return change / was
    }
}

extension FigureDifference {
    /// The figures of two maps: those that either has.
    static func all(_ old: Inspection, _ new: Inspection, _ difference: MapDifference) -> [FigureDifference] {
        let (was, now) = (old.metrics, new.metrics)
        let renamed = difference.renamed
        func names(_ nodes: [NodeID], _ map: ProcessMap) -> [String] { nodes.map { renamed[map[$0].name] ?? map[$0].name } }
        func time(_ total: TotalTime?, _ map: ProcessMap) -> Side {
            guard let total, total.coverage.known > 0 || total.time.high > 0 else { return Side(nil) }
            return Side(total.time.expected, isBound: total.isLowerBound, silent: names(total.coverage.silent, map))
        }
        func ok(_ rolled: RolledOK?, _ map: ProcessMap) -> Side {
            guard let rolled, rolled.coverage.known > 0 else { return Side(nil) }
            return Side(rolled.share, isBound: !rolled.coverage.isComplete, silent: names(rolled.coverage.silent, map))
        }
        func cost(_ cost: CaseCost?, _ map: ProcessMap) -> Side {
            guard let cost, cost.coverage.known > 0 else { return Side(nil) }
            return Side(cost.amount, isBound: cost.isLowerBound, silent: names(cost.coverage.silent, map))
        }
        var all = [
            FigureDifference(.handoffs, old: Side(Double(was.handoffs.count)), new: Side(Double(now.handoffs.count))),
            FigureDifference(.handoffsPerCase, old: Side(was.handoffs.perCase), new: Side(now.handoffs.perCase)),
            FigureDifference(.leadOfMainPath, old: time(was.mainPath?.lead, old.map), new: time(now.mainPath?.lead, new.map)),
            FigureDifference(.lead, old: time(was.allCases.lead.value, old.map), new: time(now.allCases.lead.value, new.map)),
            FigureDifference(.work, old: time(was.allCases.work.value, old.map), new: time(now.allCases.work.value, new.map)),
            FigureDifference(.rolledOK, old: ok(was.allCases.rolledOK.value, old.map), new: ok(now.allCases.rolledOK.value, new.map)),
            FigureDifference(.cost, old: cost(was.cost?.value, old.map), new: cost(now.cost?.value, new.map)),
        ]
        func load(_ id: Int, _ inspection: Inspection) -> Side {
            guard let load = inspection.metrics.loads.first(where: { $0.role.index == id }) else {
                // A role that has nothing to do is not loaded, where anybody is known to be.
                return Side(inspection.metrics.loads.isEmpty ? nil : 0)
            }
            return Side(load.share, isBound: load.isLowerBound, silent: names(load.silent, inspection.map))
        }
        for place in MapComparison.order(difference.matching.roles) {
            let role = place.new.map { new.map.roles[$0] } ?? place.old.map { old.map.roles[$0] }
            guard let role else { continue }
            let lane = place.new == nil ? old.map[role.lane].name : new.map[role.lane].name
            let sides = (place.old.map { load($0, old) } ?? Side(nil), place.new.map { load($0, new) } ?? Side(nil))
            guard sides.0.value ?? 0 > 0 || sides.1.value ?? 0 > 0 else { continue }
            all.append(FigureDifference(.load(lane: lane, role: role.name), old: sides.0, new: sides.1))
        }
        return all.filter { $0.old.value != nil || $0.new.value != nil }
    }
}
