import ProcessAnalysis
import ProcessModel

extension SimulationPage {
    /// What the map says beside what would come of the changes, a line a figure.
    func write(_ whatIf: SimulationReport.Entry.WhatIf, beside now: Assessed<SimulationOutcome>, to page: inout Page) {
        page.endLine()
        page.headline("What if", .strong, whatIf.changes.joined(separator: ", "))
        guard let now = now.value, let then = whatIf.outcome.value else {
            for missing in now.missing + whatIf.outcome.missing { page.line("  - " + missing) }
            return
        }
        var table = Table([.left, .right, .right])
        table.add(["", "as the map says", "then"], .quiet)
        func add(_ name: String, unlessEqual: Bool = false, _ figure: (SimulationOutcome) -> String) {
            let (before, after) = (figure(now), figure(then))
            if !unlessEqual || before != after { table.add([name, before, after]) }
        }
        for (name, path) in [("mean", \TimeSpread.meanOrNil), ("P50", \.p50), ("P85", \.p85), ("P95", \.p95)] {
            add("lead time, \(name)") { Self.words($0.lead[keyPath: path], $0.isLowerBound ? "≥ " : "") }
        }
        if now.withinBudget != nil {
            add("lead time within \(map.budgetedLead?.written ?? "the budget")") { outcome in
                outcome.withinBudget.map { Self.share($0, outcome.isLowerBound) } ?? ""
            }
        }
        for (position, kept) in now.limits.enumerated() where then.limits.indices.contains(position) {
            add("\(name(of: kept.limit)) within \(kept.limit.within.written)", unlessEqual: true) { outcome in
                Self.share(outcome.limits[position].share, outcome.limits[position].isUpperBound)
            }
        }
        for role in map.roles.indices.map(RoleID.init) {
            add("wait for \(map[role].name), mean", unlessEqual: true) { Self.wait(for: role, \.meanOrNil, $0) }
            add("wait for \(map[role].name), P85", unlessEqual: true) { Self.wait(for: role, \.p85, $0) }
        }
        if now.inProcess != nil {
            add("cases on their way") { outcome in
                outcome.inProcess.map { (outcome.isLowerBound ? "≥ " : "") + Self.words($0.value, margin: $0.margin) } ?? ""
            }
        }
        table.write(to: &page, indent: 2)
    }

    private static func wait(for role: RoleID, _ path: KeyPath<TimeSpread, SampledFigure?>, _ outcome: SimulationOutcome) -> String {
        if outcome.overloads.contains(where: { $0.role == role }) { return "no end" }
        guard let spread = outcome.wait(for: role) else { return "not counted" }
        return words(spread[keyPath: path], "")
    }

    private static func words(_ figure: SampledFigure?, _ sign: String) -> String {
        figure.map { sign + words($0, businessUnit($0.value)) } ?? "?"
    }
}

extension SimulationOutcome {
    fileprivate func wait(for role: RoleID) -> TimeSpread? { queues.first { $0.role == role }?.wait }
}

extension TimeSpread {
    fileprivate var meanOrNil: SampledFigure? { mean }
}
