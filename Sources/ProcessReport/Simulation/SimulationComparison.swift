import ProcessAnalysis
import ProcessModel

extension SimulationPage {
    /// What the map says beside what would come of the changes, a line a figure. Both were played with the same luck, so
    /// that a difference is told by runs, not by two intervals that overlap.
    func write(_ whatIf: SimulationReport.Entry.WhatIf, beside now: Assessed<SimulationOutcome>, to page: inout Page) {
        page.endLine()
        page.headline("What if", .strong, whatIf.changes.joined(separator: ", "))
        guard let now = now.value, let then = whatIf.outcome.value else {
            for missing in now.missing + whatIf.outcome.missing { page.line("  - " + missing) }
            return
        }
        var table = Table([.left, .right, .right, .right])
        table.add(["", "as the map says", "then", "difference"], .quiet)
        for (name, path, share) in [("mean", \TimeSpread.meanOrNil, 1), ("P50", \.p50, 0.5), ("P85", \.p85, 0.85), ("P95", \.p95, 0.95)] {
            let row = row(Self.lead(now, path, share), Self.lead(then, path, share), Self.time)
            table.add(["lead time, \(name)"] + row)
        }
        if now.withinBudget != nil {
            let row = row(Self.value(now.withinBudget, "≤ ", now.isLowerBound), Self.value(then.withinBudget, "≤ ", then.isLowerBound), Self.percent)
            table.add(["lead time within \(map.budgetedLead?.written ?? "the budget")"] + row)
        }
        for kept in now.limits {
            guard let other = then.limits.first(where: { $0.limit.handoff == kept.limit.handoff }) else { continue }
            let row = row(Self.value(kept.share, "≤ ", kept.isUpperBound), Self.value(other.share, "≤ ", other.isUpperBound), Self.percent)
            if row[0] != row[1] { table.add(["\(name(of: kept.limit)) within \(kept.limit.within.written)"] + row) }
        }
        for role in map.roles.indices.map(RoleID.init) {
            for (name, path) in [("mean", \TimeSpread.meanOrNil), ("P85", \.p85)] {
                let row = row(Self.wait(for: role, path, now), Self.wait(for: role, path, then), Self.time)
                if row[0] != row[1] { table.add(["wait for \(map[role].name), \(name)"] + row) }
            }
        }
        if now.inProcess != nil || then.inProcess != nil {
            let row = row(Self.cases(now), Self.cases(then)) { _ in (1, "") }
            table.add(["cases on their way"] + row)
        }
        table.write(to: &page, indent: 2)
        page.space(2)
        page.paragraph(
            "both were played with the same cases and the same luck; 'no difference': none that 20 runs could tell from chance with 95% confidence",
            indent: 2, .quiet)
        if now.settings.waits == .stated, holdsStatedWaits {
            page.space(2)
            page.paragraph(
                "the waits that the map states stay as they were measured, whatever changes: --waits queues lets the queue take their place",
                indent: 2, .quiet)
        }
    }

    /// A cell of the table.
    private enum Entry {
        case figure(SampledFigure, sign: String)
        case words(String)
    }

    private static func value(_ figure: SampledFigure?, _ sign: String, _ isBound: Bool) -> Entry {
        figure.map { .figure($0, sign: isBound ? sign : "") } ?? .words("?")
    }

    /// Where so many cases are behind a queue without an end that the figure is one of them, it has none either.
    private static func lead(_ outcome: SimulationOutcome, _ path: KeyPath<TimeSpread, SampledFigure?>, _ share: Double) -> Entry {
        if let behind = outcome.behindEndlessQueues?.value, behind > 0, behind >= 1 - share - 1e-9 { return .words("no end") }
        return value(outcome.lead[keyPath: path], "≥ ", outcome.isLowerBound)
    }

    private static func wait(for role: RoleID, _ path: KeyPath<TimeSpread, SampledFigure?>, _ outcome: SimulationOutcome) -> Entry {
        if outcome.overloads.contains(where: { $0.role == role }) { return .words("no end") }
        guard let queue = outcome.queues.first(where: { $0.role == role }), let spread = queue.wait else { return .words("not counted") }
        return value(spread[keyPath: path], "≥ ", outcome.growing.contains(role))
    }

    private static func cases(_ outcome: SimulationOutcome) -> Entry {
        if let behind = outcome.behindEndlessQueues?.value, behind > 0 { return .words("no end") }
        guard outcome.perMonth != nil else { return .words("0") }
        return value(outcome.inProcess, "≥ ", outcome.isLowerBound)
    }

    /// Both figures and what lies between them, in one unit.
    private func row(_ now: Entry, _ then: Entry, _ unit: (Double) -> (size: Double, name: String)) -> [String] {
        var largest = 0.0
        for case .figure(let figure, _) in [now, then] { largest = max(largest, figure.value) }
        let (size, name) = unit(largest)
        func number(_ value: Double) -> String { Numerals.decimal(value / size, places: 1) }
        func words(_ entry: Entry) -> String {
            switch entry {
            case .words(let words): words
            case .figure(let figure, let sign): sign + number(figure.value) + name
            }
        }
        guard case .figure(let before, let signBefore) = now, case .figure(let after, let signAfter) = then,
            signBefore == signAfter, let difference = after.difference(from: before)
        else { return [words(now), words(then), words(now) == words(then) ? "" : "?"] }
        let isShown = difference.isTold && abs(difference.value / size) >= 0.05
        guard isShown else { return [words(now), words(then), "no difference"] }
        let margin = difference.margin.map { $0 / size < 0.05 ? "" : " ± " + number($0) } ?? ""
        return [words(now), words(then), (difference.value < 0 ? "−" : "+") + number(abs(difference.value)) + name + margin]
    }

    private static func time(_ minutes: Double) -> (size: Double, name: String) {
        let unit = businessUnit(minutes)
        return (unit.minutes, " " + unit.name)
    }

    private static func percent(_ share: Double) -> (size: Double, name: String) { (0.01, "%") }

    /// True where a step states a wait that is, or holds, the one for its people.
    private var holdsStatedWaits: Bool {
        map.nodes.contains { node in
            guard node.isWork, let details = node.detailIndex.map({ map.details[Int($0)] }) else { return false }
            let states = details.wait?.value != nil || details.takes?.value != nil
            let isForPeople = details.cause == nil || details.cause == .contention
            return states && isForPeople && node.performers.all.contains { $0.role.map { map[$0].people?.value != nil } ?? false }
        }
    }
}

extension TimeSpread {
    fileprivate var meanOrNil: SampledFigure? { mean }
}
