import ProcessModel

extension Rule {
    private static let step = Setting(
        name: "step", standard: 80, unit: "%", meaning: "how often a step's work is to be complete and accurate at the least")
    private static let rolled = Setting(
        name: "rolled", standard: 50, unit: "%",
        meaning: "how many cases are to go through the main path without anything having to be put right, at the least")

    static let lowFirstTimeRight = Rule(
        name: "low-first-time-right", category: .time, severity: .warning,
        title: "What is passed on is often incomplete or wrong",
        triggers: """
            The next step finds a step's work complete and accurate (`ok`) in fewer than 80% of cases; or, all \
            steps of the main path multiplied, fewer than 50% go through without anything having to be put right.
            """,
        why: "What is put right later costs a call back, a wait and the same work twice, and those who pay are rarely those who could have prevented it.",
        remedy: "Find out what is missing most often and ask for it at the source.",
        question: "What do you most often have to ask back about?",
        settings: [step, rolled],
        examples: [
            Example(
                "A quarter of the scores is of no use",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead [ok ↓75%]
                  Sales: Review lead [ok 90%]
                """),
            Example(
                "Each step is good, all together are not",
                """
                process: ↓Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Enrich record [ok 85%]
                  Marketing: Score lead [ok 80%]
                  Sales: Review lead [ok 85%]
                  Sales: Contact prospect [ok 85%]
                """),
            Example(
                "80% is enough for a step",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead [ok 80%]
                  Sales: Review lead [ok 95%]
                """),
            Example(
                "A step off the main path does not count for the whole",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Review lead [ok 90%]
                  Sales: Lead accepted?
                    yes 90%
                    no 10%:
                      Sales: Explain why [ok 80%]
                      Sales: File [ok 80%]
                      -> Closed
                  Sales: Contact prospect [ok 80%]
                  end: Open
                  end: Closed
                """),
            Example(
                "No step says how often its work is right", notAssessable: true,
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Review lead
                """),
        ]
    ) { review in
        let map = review.map
        guard map.nodes.contains(where: \.isWork) else { return }
        let metrics = review.inspection.metrics
        var isSaid = false
        for id in map.nodeIDs where map[id].detailIndex != nil {
            guard let figure = map.said(of: id, \.ok) ?? nil, let said = figure.value else { continue }
            isSaid = true
            // What the receivers say of the handoff stands for it, as in all other figures.
            let ok = metrics.okOnLeaving(id, map, review.graph) ?? said
            guard ok * 100 < review[step] - 1e-9 else { continue }
            let name = map[id].name
            review.find(
                "'\(name)' in \(map[map[id].lane].name) is complete and accurate in \(Numerals.percent(ok, places: 1)) of cases", at: .node(id),
                figure.span, remedy: "find out what is missing most often after '\(name)', and ask for it there",
                question: "You who come after '\(name)', what do you most often have to ask back about?")
        }
        // A call has its ok from the map it stands for, whose own steps are told of there.
        let steps = review.inspection.metrics.steps
        let calls = review.inspection.metrics.calls.map(\.node).filter { steps[$0.index].borrowed.contains(.ok) }
        guard isSaid || !calls.isEmpty else {
            review.cannotAssess("no step says how often its work is right the first time: write `ok 85%` in its brackets", .ok)
            return
        }
        guard let path = review.inspection.metrics.mainPath else {
            review.lacks("how much goes through the whole process cannot be told, since no path leads to an end: add an `end:`")
            return
        }
        let coverage = path.rolledOK.coverage
        if path.rolledOK.share * 100 < review[rolled] - 1e-9 {
            let borrowed = Set(calls)
            let worst = path.nodes
                .compactMap { id -> (id: NodeID, ok: Double)? in
                    let ok = borrowed.contains(id) ? steps[id.index].okAtMost : metrics.okOnLeaving(id, map, review.graph)
                    return ok.flatMap { $0 < 1 ? (id, $0) : nil }
                }
                .sorted { ($0.ok, $0.id) < ($1.ok, $1.id) }.prefix(3)
            let names = Wording.list(worst.map { "'\(map[$0.id].name)' (\(Numerals.percent($0.ok, places: 1)))" })
            review.find(
                "\(coverage.isComplete ? "" : "at most ")\(Numerals.percent(path.rolledOK.share, places: 1)) of cases go through \(map.name.string) without anything having to be put right\(worst.isEmpty ? "" : "; most is lost at \(names)")",
                at: .process, map.name.span,
                remedy: worst.first.map { "begin with '\(map[$0.id].name)', and ask for what is missing where it first could be known" }
                    ?? "begin with the handoffs: say how often each arrives complete",
                question: "Of the last ten cases, how many went through without a call back?")
        }
        if !coverage.isComplete {
            review.lacks("how often \(Wording.some(coverage.silent.map { "'\(map[$0].name)'" })) is right the first time is not said: write `ok 85%` in the brackets", .ok)
        }
    }
}
