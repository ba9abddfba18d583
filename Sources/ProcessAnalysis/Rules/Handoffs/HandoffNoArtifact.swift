extension Rule {
    static let handoffNoArtifact = Rule(
        name: "handoff-no-artifact", category: .handoffs, severity: .error,
        title: "Nobody says what is handed over",
        triggers: """
            Work passes from one lane to another and neither end names what is passed: no `handoff:` on the way, \
            nothing the sender `makes`, nothing the receiver `expects`.
            """,
        why: """
            A thing without a name cannot be checked, counted or missed, so each side fills the gap with its own \
            idea of what is done.
            """,
        remedy: "Name the thing that changes hands with `handoff:` under the step that sends it.",
        question: "What exactly lies in the receiver's hands once this step is done?",
        examples: [
            Example(
                "Work crosses from Marketing to Sales, and nobody says what it is",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: ↓Score lead
                  Sales: Call prospect
                """),
            Example(
                "A handoff line that names nothing: `?` says that nobody in the room knew",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    ↓handoff: ? [via email]
                  Sales: Call prospect
                """),
            Example(
                "Two answers lead to one lane: one question, not two",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: ↓Big account?
                    yes:
                      Sales: Call
                      -> Close
                    no:
                      Sales: Mail
                  Sales: Close
                """),
            Example(
                "A parallel block hands over to two lanes at once",
                """
                process: Launch
                lanes: Marketing, Legal, Web
                flow:
                  Marketing: ↓↓Write brief
                  in parallel:
                    path: law
                      Legal: Check claims
                        handoff: cleared claims
                    path: page
                      Web: Build page
                        handoff: page
                  Marketing: Launch
                """),
            Example(
                "The handoff names it",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Call prospect
                """),
            Example(
                "The receiver names it, or the sender makes it",
                """
                process: Leads
                lanes: Marketing, Sales, Finance
                flow:
                  Marketing: Score lead
                  Sales: Call prospect
                    expects: MQL
                    makes: order
                  Finance: Invoice
                """),
            Example(
                "Work that stays in its lane is no handoff",
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                  Marketing: Nurture
                """),
        ]
    ) { review in
        for passing in review.passings.distinct where review.artifact(of: passing) == nil {
            let map = review.map
            let (sender, receiver) = (map[passing.sender].name, map[passing.receiver].name)
            review.find(
                review.telling(passing)
                    + (review.terms(of: passing) == nil
                        ? ", and nobody says what is handed over" : ", and its handoff line names nothing"),
                at: .flow(passing.flow), review.span(of: passing),
                remedy: "name what '\(sender)' gives to '\(receiver)', as in `handoff: …` below '\(sender)'",
                question: "\(map[passing.to].name), what do you need in your hands to start \(Wording.ending(receiver))?")
        }
    }
}
