import ProcessModel

extension Rule {
    static let actionIncomplete = Rule(
        name: "action-incomplete", category: .sustaining, severity: .error,
        title: "An action that nobody will know is done",
        triggers: """
            An `action:` lacks an `owner`, a `due` date or a `measure` by which one sees that it has worked. What is \
            done or dropped, by its `status`, is left alone.
            """,
        why: "What everybody agreed to and nobody took home is not done, and at the next meeting it is agreed again.",
        remedy: "Complete it: `[owner …, due 2027-01-15, measure …]`.",
        question: "Who does it, by when, and by what will we see that it worked?",
        examples: [
            Example(
                "Agreed, and nobody's",
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                action: ↓Agree what an MQL is
                """),
            Example(
                "Whose and by when, but not what for",
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                action: ↓Agree what an MQL is [owner Head of RevOps, due 2027-01-15]
                """),
            Example(
                "The date is still open",
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                action: ↓Agree what an MQL is [owner Head of RevOps, due ?, measure reject rate under 15%]
                """),
            Example(
                "Whose, by when, and how we will know",
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                action: Agree what an MQL is [owner Head of RevOps, due 2027-01-15, measure reject rate under 15%]
                """),
            Example(
                "It is done",
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                action: Agree what an MQL is [status done]
                """),
        ]
    ) { review in
        for action in review.map.actions where action.isOpen {
            var missing: [String] = []
            var ways: [String] = []
            if !review.isSaid(action.owner) {
                missing.append("owner")
                ways.append("owner …")
            }
            if action.due?.value == nil {
                missing.append("date")
                ways.append("due 2027-01-15")
            }
            if !review.isSaid(action.measure) {
                missing.append("measure")
                ways.append("measure …")
            }
            guard !missing.isEmpty else { continue }
            review.find(
                "the action '\(action.text.string)' has no \(Wording.list(missing, "and no"))", at: .process, action.text.span,
                remedy: "complete it, as in `[\(ways.joined(separator: ", "))]` behind it",
                question: missing == ["measure"]
                    ? "By what will we see that '\(action.text.string)' has worked?"
                    : "Who does '\(action.text.string)', by when, and by what will we see that it worked?")
        }
    }
}
