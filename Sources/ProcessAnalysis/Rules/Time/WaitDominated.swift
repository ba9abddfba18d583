import ProcessModel

extension Rule {
    private static let work = Setting(
        name: "work", standard: 5, unit: "%", meaning: "how much of a step's lead time is to be work at the least")
    private static let wait = Setting(
        name: "wait", standard: 20, unit: "%", meaning: "from which share of all waiting on a step is worth a talk")

    static let waitDominated = Rule(
        name: "wait-dominated", category: .time, severity: .info,
        title: "One queue holds up the whole",
        triggers: """
            In a step less than 5% of the lead time is work, and its wait is 20% or more of all the waiting that a case \
            goes through: over all cases where the shares of the answers are known, or else along the main path.
            """,
        why: "Working faster there changes nothing; the case lies in a queue, and a queue is there because of how work is let in, not of how it is done.",
        remedy: "Remove the queue: pull in small lots, set a limit, or let those before do it.",
        question: "What would have to be true for this to be taken up within the hour?",
        settings: [work, wait],
        examples: [
            Example(
                "Ten minutes of work, two days of waiting",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead [work 30 min, takes 1 bh]
                  Sales: ↓Review lead [work 10 min, takes 2 bd]
                """),
            Example(
                "It says why it waits",
                """
                process: Change
                lanes: IT
                flow:
                  IT: ↓Approve change [work 10 min, wait 5 bd because calendar]
                  IT: Deploy [work 4 bh, takes 4 bh]
                """),
            Example(
                "Most of the time is work",
                """
                process: Change
                lanes: IT
                flow:
                  IT: Build change [work 3 bd, takes 5 bd]
                  IT: Deploy [work 4 bh, takes 5 bh]
                """),
            Example(
                "The waiting is spread over all steps",
                """
                process: Change
                lanes: IT
                flow:
                  IT: Sort request [work 5 min, takes 1 bd]
                  IT: Rate request [work 5 min, takes 1 bd]
                  IT: Plan change [work 5 min, takes 1 bd]
                  IT: Build change [work 5 min, takes 1 bd]
                  IT: Test change [work 5 min, takes 1 bd]
                  IT: Deploy [work 5 min, takes 1 bd]
                """),
            Example(
                "No step says both its work and its time", notAssessable: true,
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Review lead [takes 2 bd]
                """),
        ]
    ) { review in
        let map = review.map
        let steps = review.inspection.metrics.steps
        let passes = review.passes()
        let asked = map.nodeIDs.filter { passes[$0.index] > 0 && (steps[$0.index].isAskedForLead || steps[$0.index].isAskedForWork) }
        guard !asked.isEmpty else { return }
        let waiting = asked.compactMap { id in steps[id.index].wait.map { (id: id, minutes: $0.expected * passes[id.index]) } }
        guard !waiting.isEmpty else {
            return review.cannotAssess("no step says both its work and how long it takes: write both, as in `[work 10 min, takes 4 bh]`", .time)
        }
        let total = waiting.reduce(0) { $0 + $1.minutes }
        let silent = asked.filter { steps[$0.index].wait == nil && map[map[$0].lane].kind != .system }
        for (id, minutes) in waiting where total > 0 && minutes * 100 >= review[Rule.wait] * total - 1e-9 * total {
            let step = steps[id.index]
            guard let time = step.lead?.expected, let worked = step.work?.expected, let wait = step.wait?.expected, time > 0,
                worked * 100 < review[work] * time
            else { continue }
            let calendar = map.calendar(of: map[id].lane)
            let cause = (map.said(of: id, \.cause) ?? nil).map { " because of \($0.rawValue)" } ?? ""
            let part = minutes < total ? "\(Numerals.percent(minutes / total, places: 0)) of all waiting\(silent.isEmpty ? "" : " that is known")" : "all the waiting there is"
            let labour = worked > 0 ? "for \(Wording.elapsed(worked, by: calendar)) of work" : "without any work"
            review.find(
                "at '\(map[id].name)' a case waits \(Wording.elapsed(wait, by: calendar))\(cause) \(labour), which is \(part)", at: .node(id), map[id].span,
                remedy: "take the queue before '\(map[id].name)' away: smaller lots, a limit on what is let in, or do it at the step before",
                question: "What would have to be true for '\(map[id].name)' to be taken up within the hour?")
        }
        if !silent.isEmpty {
            review.lacks("how long \(Wording.some(silent.map { "'\(map[$0].name)'" })) wait\(silent.count == 1 ? "s" : "") is not said: write it, as in `[work 10 min, takes 4 bh]`", .time)
        }
    }
}

extension Review {
    /// How often a case passes each node: over all cases, or where that is not known along the main path.
    fileprivate func passes() -> [Double] {
        let known = inspection.metrics.visits.compactMap { $0 }
        if known.count == map.nodes.count { return known }
        var passes = [Double](repeating: 0, count: map.nodes.count)
        for node in inspection.metrics.mainPath?.nodes ?? [] { passes[node.index] = 1 }
        return passes
    }
}
