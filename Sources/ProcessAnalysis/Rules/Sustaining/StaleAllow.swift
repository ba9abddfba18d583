import ProcessModel

extension Rule {
    static let staleAllow = Rule(
        name: "stale-allow", category: .sustaining, severity: .warning, readsDates: true, followsOthers: true,
        title: "An excuse without anything to excuse",
        triggers: """
            An `allow:` of this map excuses nothing that its rule finds, or the day it was to hold `until` has passed. \
            An `allow:` for a rule that does not run here, or cannot tell, is left alone.
            """,
        why: "An excuse that has lost its reason hides the next mistake of its kind.",
        remedy: "Remove it, or agree again and write a new date.",
        question: "Is what we agreed to live with gone, or has it moved?",
        examples: [
            Example(
                "A time has been agreed since",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 4 bh]
                      allow: ↓handoff-no-sla [because "agreed at the QBR"]
                  Sales: Review lead
                """),
            Example(
                "Its time is over",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                      allow: ↓handoff-no-sla [because "agreed at the QBR", until 2026-09-30]
                  Sales: Review lead
                """),
            Example(
                "It excuses something, and its time is not over",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                      allow: handoff-no-sla [because "agreed at the QBR", until 2027-01-31]
                  Sales: Review lead
                """),
            Example(
                "Its rule cannot tell",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    allow: sla-unmeetable [because "agreed at the QBR"]
                  Sales: Review lead
                """),
        ]
    ) { review in
        let map = review.map
        let idle = Set(review.facts.idleExcuses)
        for (index, allowance) in map.allowances.enumerated() where review.isAtHome(allowance.rule.span) {
            let rule = allowance.rule.string
            let why = allowance.because.map { " (\($0.string))" } ?? ""
            if let today = review.today, let until = allowance.until?.value, until < today {
                review.find(
                    "the excuse for \(rule) held until \(until.written)\(why) and excuses nothing any more",
                    at: review.place(of: allowance.about), allowance.rule.span,
                    remedy: "remove it, or agree again and write a new date behind `until`",
                    question: "Do we still want to live with \(rule) here, and until when?")
            } else if idle.contains(index) {
                review.find(
                    "the excuse for \(rule)\(why) has nothing to excuse: the rule finds nothing here",
                    at: review.place(of: allowance.about), allowance.rule.span, remedy: "remove the `allow:` line",
                    question: "Is what we agreed to live with gone, or has it moved?")
            }
        }
    }
}
