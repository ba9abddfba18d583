extension Rule {
    static let handoffNoSLA = Rule(
        name: "handoff-no-sla", category: .handoffs, severity: .warning,
        title: "Nobody agreed how fast it is taken up",
        triggers: """
            Work passes to another lane and no time is agreed for taking it up: no `within` on the handoff and none \
            on what the receiver `expects`. What is handed to a customer or a system is left alone: neither can be \
            held to a time.
            """,
        why: """
            Between two lanes work waits most. Without an agreed time the sender thinks hours, the receiver thinks \
            days, and nobody can say that it is late.
            """,
        remedy: "Agree a time in business hours and write it down: `within 4 bh`.",
        question: "How soon will it be taken up, and who notices when it is not?",
        examples: [
            Example(
                "An MQL passes, and nobody agreed how fast",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: ↓MQL [via CRM queue]
                  Sales: Review lead
                """),
            Example(
                "No handoff line at all",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: ↓Score lead
                  Sales: Review lead
                """),
            Example(
                "Asked about in the room, but nobody knew: still open",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: ↓MQL [within ?]
                  Sales: Review lead
                """),
            Example(
                "A time is agreed",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 4 bh]
                  Sales: Review lead
                """),
            Example(
                "The receiver has said it",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                    expects: MQL [within 4 bh]
                """),
            Example(
                "Nobody sets a customer a time",
                """
                process: Leads
                lane: Prospect [customer]
                lane: Sales
                flow:
                  Sales: Send offer
                    handoff: offer [via email]
                  Prospect: Read offer
                """),
        ]
    ) { review in
        let map = review.map
        var told = Set<Passing.Line>()
        for passing in review.passings.all where review.canAgree(passing.to) {
            guard review.terms(of: passing)?.within?.value == nil,
                !review.expectations(of: passing).contains(where: { $0.within?.value != nil }),
                told.insert(passing.line).inserted
            else { continue }
            review.find(
                review.telling(passing) + " and nobody agreed how fast", at: .flow(passing.flow),
                review.span(of: passing),
                remedy: "agree a time, as in `within 4 bh`",
                question: "\(map[passing.to].name), within how many business hours can you start \(Wording.ending(map[passing.receiver].name))?")
        }
    }
}
