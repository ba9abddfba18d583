import ProcessModel

extension Rule {
    static let noGoal = Rule(
        name: "no-goal", category: .goals, severity: .warning,
        title: "Nobody wrote down what the process is for",
        triggers: """
            The process has no `goal`, no `measure`, or no measure with a `target`. A map of which nothing but its \
            flow is written down is a sketch: there the rule waits until something is said of the process.
            """,
        why: "Without one goal each function works for its own, and nobody can tell whether a change made things better.",
        remedy: "State one, with where it stands and where it is to go: `measure: time to first contact [now 14 bh, target 1 bh]`.",
        question: "What would the customer notice if this went well, and how would we see it in a number?",
        examples: [
            Example(
                "Neither a goal nor a measure",
                """
                process: ↓Leads
                  owner: Head of RevOps
                lanes: Marketing
                flow:
                  Marketing: Score lead
                """),
            Example(
                "A goal that nobody can see reached",
                """
                process: Leads
                  goal: ↓Every lead is called the same day
                lanes: Marketing
                flow:
                  Marketing: Score lead
                """),
            Example(
                "A measure without a target",
                """
                process: Leads
                  goal: Every lead is called the same day
                  measure: ↓time to first contact [now 14 bh]
                lanes: Marketing
                flow:
                  Marketing: Score lead
                """),
            Example(
                "A goal, and a measure with a target",
                """
                process: Leads
                  goal: Every lead is called the same day
                  measure: time to first contact [now 14 bh, target 1 bh]
                lanes: Marketing
                flow:
                  Marketing: Score lead
                """),
            Example(
                "Several measures, one of them with a target",
                """
                process: Leads
                  goal: Every lead is called the same day
                  measure: leads called per day
                  measure: time to first contact [now 14 bh, target 1 bh]
                lanes: Marketing
                flow:
                  Marketing: Score lead
                """),
            Example(
                "A sketch of the flow", notAssessable: true,
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                """),
        ]
    ) { review in
        let map = review.map
        guard map.isProcess else { return }
        guard map.saysWhatItIs || map.owner != nil else {
            review.cannotAssess("nothing is said of the process itself yet: write `owner: …` and `goal: …` under `process:`")
            return
        }
        let measures = map.measures.filter { $0.text.string != "?" }
        let goal = review.isSaid(map.goal) ? map.goal : nil
        let way = "`measure: time to first contact [now 14 bh, target 1 bh]`"
        if goal == nil {
            review.find(
                measures.isEmpty ? "'\(map.name.string)' has neither a goal nor a measure" : "'\(map.name.string)' is measured, and has no goal",
                at: .process, map.goal?.span ?? map.name.span,
                remedy: measures.isEmpty ? "state one, and by what you will see it, as in \(way)" : "say what the measure is for, as in `goal: Every lead is called the same day`",
                question: "What would the customer notice if '\(map.name.string)' went well?")
        } else if measures.isEmpty, let goal {
            review.find(
                "the goal '\(goal.string)' has no measure", at: .process, goal.span, remedy: "say by what you will see it, as in \(way)",
                question: "By which number will we see that we have come closer to it?")
        } else if let first = measures.first, !measures.contains(where: { review.isSaid($0.target) }) {
            let now = first.now.map { ", which is at \($0.string) now" } ?? ""
            review.find(
                "the measure '\(first.text.string)'\(now) has no target", at: .process, first.text.span,
                remedy: "say where it is to go, as in `[now 14 bh, target 1 bh]`",
                question: "At which figure would we stop working on '\(first.text.string)'?")
        }
    }
}
