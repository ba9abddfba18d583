import ProcessModel

/// The figures of one map, as they are set beside those of another.
struct FigureReading {
    typealias Side = FigureDifference.Side

    let inspection: Inspection
    /// What steps that were renamed are called on the new map.
    var renamed: [String: String] = [:]

    /// Those of the process as a whole, in the order in which they are told.
    func process() -> [(subject: FigureDifference.Subject, side: Side)] {
        let metrics = inspection.metrics
        return [
            (.handoffs, Side(Double(metrics.handoffs.count))),
            (.handoffsPerCase, Side(metrics.handoffs.perCase)),
            (.leadOfMainPath, time(metrics.mainPath?.lead)),
            (.lead, time(metrics.allCases.lead.value, missing: metrics.allCases.lead.missing)),
            (.work, time(metrics.allCases.work.value, missing: metrics.allCases.work.missing)),
            (.rolledOK, ok(metrics.allCases.rolledOK.value, missing: metrics.allCases.rolledOK.missing)),
            (.cost, cost(metrics.cost?.value, missing: metrics.cost?.missing ?? [])),
        ]
    }

    func load(of role: Int) -> Side {
        guard let load = inspection.metrics.loads.first(where: { $0.role.index == role }) else {
            // A role that has nothing to do is not loaded, where anybody is known to be.
            return Side(inspection.metrics.loads.isEmpty ? nil : 0)
        }
        return Side(load.share, isBound: load.isLowerBound, silent: names(load.silent))
    }

    private var minutesPerDay: Double { (inspection.map.calendar ?? .assumed).minutesPerDay }

    private func names(_ nodes: [NodeID]) -> [String] { nodes.map { renamed[inspection.map[$0].name] ?? inspection.map[$0].name } }

    private func time(_ total: TotalTime?, missing: [String] = []) -> Side {
        guard let total, total.coverage.known > 0 || total.time.high > 0 else { return Side(nil, missing: missing, minutesPerDay: minutesPerDay) }
        return Side(total.time.expected, isBound: total.isLowerBound, silent: names(total.coverage.silent), minutesPerDay: minutesPerDay)
    }

    private func ok(_ rolled: RolledOK?, missing: [String]) -> Side {
        guard let rolled, rolled.coverage.known > 0 else { return Side(nil, missing: missing) }
        return Side(rolled.share, isBound: !rolled.coverage.isComplete, silent: names(rolled.coverage.silent))
    }

    private func cost(_ cost: CaseCost?, missing: [String]) -> Side {
        guard let cost, cost.coverage.known > 0 else { return Side(nil, missing: missing) }
        return Side(cost.amount, isBound: cost.isLowerBound, silent: names(cost.coverage.silent))
    }
}

extension FigureDifference {
    /// The figures of two maps: those that either has.
    static func all(_ old: Inspection, _ new: Inspection, _ difference: MapDifference) -> [FigureDifference] {
        let (was, now) = (FigureReading(inspection: old, renamed: difference.renamed), FigureReading(inspection: new))
        var all = zip(was.process(), now.process()).map { FigureDifference($0.subject, old: $0.side, new: $1.side) }
        for place in MapComparison.order(difference.matching.roles) {
            let role = place.new.map { new.map.roles[$0] } ?? place.old.map { old.map.roles[$0] }
            guard let role else { continue }
            let lane = place.new == nil ? old.map[role.lane].name : new.map[role.lane].name
            let sides = (place.old.map(was.load) ?? Side(nil, isAbsent: true), place.new.map(now.load) ?? Side(nil, isAbsent: true))
            guard sides.0.value ?? 0 > 0 || sides.1.value ?? 0 > 0 else { continue }
            all.append(FigureDifference(.load(lane: lane, role: role.name), old: sides.0, new: sides.1))
        }
        return all.filter { $0.old.value != nil || $0.new.value != nil }
    }

    /// The figures of a map that was not there before.
    public static func all(ofNew inspection: Inspection) -> [FigureDifference] {
        let reading = FigureReading(inspection: inspection)
        var all = reading.process().map { FigureDifference($0.subject, old: Side(nil, isAbsent: true), new: $0.side) }
        for (index, role) in inspection.map.roles.enumerated() {
            let side = reading.load(of: index)
            guard side.value ?? 0 > 0 else { continue }
            all.append(FigureDifference(.load(lane: inspection.map[role.lane].name, role: role.name), old: Side(nil, isAbsent: true), new: side))
        }
        return all.filter { $0.new.value != nil }
    }
}
