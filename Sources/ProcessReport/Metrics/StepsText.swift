import ProcessAnalysis
import ProcessModel

extension MetricsPage {
    /// The main path step by step, with bars that show where the time goes.
    func writeSteps(to page: inout Page) {
        guard let path = metrics.mainPath else { return }
        let working = path.nodes.filter { map[$0].isWork }
        guard !working.isEmpty else { return }
        heading("Main path, step by step", "\(Numerals.count(working.count, "step")), \(Numerals.count(path.handoffs, "handoff"))", to: &page)
        let longest = working.compactMap { knownLead(of: metrics.steps[$0.index])?.expected }.max() ?? 0
        var table = Table([.left, .left, .right, .right, .right])
        table.add(["who", "step", "lead time", "work", "ok"], .quiet)
        for node in working {
            let step = metrics.steps[node.index]
            table.add([
                Table.Cell(map[node].kind == .call ? "(call)" : performers(of: node), .quiet), Table.Cell(title(of: node), node: node),
                Table.Cell(figure(lead(of: step), isAsked: step.isAskedForLead)),
                Table.Cell(figure(work(of: step), isAsked: step.isAskedForWork)),
                Table.Cell(figure(ok(of: node), isAsked: step.isAskedForOK)),
            ])
        }
        let columns = barColumns(beside: table, in: page)
        table.addColumn([Table.Cell("")] + working.map { node in
            let lead = knownLead(of: metrics.steps[node.index])?.expected ?? 0
            return Table.Cell(longest > 0 ? Bar.of(lead / longest, columns: columns, longest: columns) : "", .info)
        })
        table.write(to: &page, indent: 2)
        for note in callNotes {
            page.space(2)
            page.paragraph(note, indent: 2, .quiet)
        }
    }

    /// The lead time of a step, or what it is at least where only its work, its wait, or some of a called map is said.
    func knownLead(of step: StepFigures) -> Estimate? {
        step.lead ?? (step.leadAtLeast.high > 0 ? step.leadAtLeast : nil)
    }

    func lead(of step: StepFigures) -> String? {
        knownLead(of: step).map {
            (step.lead == nil ? "≥ " : "") + Numerals.businessTime(minutes: $0.expected, minutesPerDay: .infinity)
        }
    }

    func work(of step: StepFigures) -> String? {
        let isBound = step.work == nil && step.borrowed.contains(.work) && step.workAtLeast.high > 0
        return (step.work ?? (isBound ? step.workAtLeast : nil)).map { (isBound ? "≥ " : "") + Numerals.work(minutes: $0.expected) }
    }

    /// What the receivers say of its handoffs stands for what it says itself.
    func ok(of node: NodeID) -> String? {
        let step = metrics.steps[node.index]
        let ok = metrics.okOnLeaving(node, map, entry.inspection.graph)
        let isBound = ok == nil && step.borrowed.contains(.ok)
        return (ok ?? (isBound ? step.okAtMost : nil)).map { (isBound ? "≤ " : "") + Numerals.percent($0) }
    }

    /// Which figures come from other maps.
    var callNotes: [String] {
        metrics.calls.compactMap { call in
            let borrowed = metrics.steps[call.node.index].borrowed.names(lead: "lead time")
            guard !borrowed.isEmpty else { return nil }
            let words = borrowed.count < 2 ? borrowed.joined() : borrowed.dropLast().joined(separator: ", ") + " and " + borrowed[borrowed.count - 1]
            return "'\(map[call.node].name)': \(words) from \(call.map.id), over all its cases"
        }
    }

    /// As long as bars can be on this page.
    func barColumns(beside table: Table, in page: Page, upTo longest: Int = barColumns) -> Int {
        guard let width = page.format.width else { return longest }
        return max(0, min(longest, width - table.width - 4))
    }

    /// What is not known is a `?` where a figure is asked for, and nothing where none is.
    func figure(_ words: String?, isAsked: Bool) -> String { words ?? (isAsked ? "?" : "") }

    /// Its name; of calls of one map also what tells them apart.
    func title(of node: NodeID) -> String {
        let name = map[node].name
        guard map[node].kind == .call, map[node].key != name,
            metrics.calls.contains(where: { $0.node != node && map[$0.node].name == name })
        else { return name }
        return "\(name) (\(map[node].key))"
    }

    func performers(of node: NodeID) -> String {
        map[node].performers.all.map { performer in
            performer.role.map { map[$0].name } ?? map[performer.lane].name
        }.joined(separator: " + ")
    }
}

extension StepFigures.Borrowed {
    /// What each is called, in the order of the columns.
    func names(lead: String) -> [String] {
        [(Self.lead, lead), (.work, "work"), (.ok, "ok"), (.cost, "cost")].filter { contains($0.0) }.map(\.1)
    }
}
