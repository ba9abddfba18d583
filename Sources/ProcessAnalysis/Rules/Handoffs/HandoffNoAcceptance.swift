extension Rule {
    static let handoffNoAcceptance = Rule(
        name: "handoff-no-acceptance", category: .handoffs, severity: .warning,
        title: "Nobody said when it is good enough to start",
        triggers: """
            A named thing passes to another lane, the handoff has no `accept when`, and the receiving step \
            `expects` nothing. What goes to a customer or a system is left alone.
            """,
        why: """
            When the receiver has never said what a good one looks like, the sender finds out by being sent back, \
            or not at all.
            """,
        remedy: "Let the receiver write what must be true of it: `accept when: phone is present`.",
        question: "What must be true of it, so that you can start without asking back?",
        examples: [
            Example(
                "An MQL is handed over, but what makes it a good one is not said",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: ↓MQL [via CRM queue]
                  Sales: Review lead
                """),
            Example(
                "A thing the sender makes counts as named",
                """
                process: Launch
                lanes: Marketing, Legal
                flow:
                  Marketing: ↓Write brief
                    makes: brief
                  Legal: Check claims
                """),
            Example(
                "The handoff says when it is accepted",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                      accept when: score is 65 or more, phone is present
                  Sales: Review lead
                """),
            Example(
                "The receiver says what it expects",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Review lead
                    expects: MQL with phone, budget
                """),
            Example(
                "A customer need not write entry criteria",
                """
                process: Offers
                lane: Prospect [customer]
                lane: Sales
                flow:
                  Sales: Send offer
                    handoff: offer
                  Prospect: Read offer
                """),
            Example(
                "Nothing is named yet, so there is nothing to accept", notAssessable: true,
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                """),
        ]
    ) { review in
        let map = review.map
        let asked = review.passings.all.filter { review.canAgree($0.to) }
        if !asked.isEmpty, asked.allSatisfy({ review.artifact(of: $0) == nil }) {
            review.cannotAssess("no handoff names what is passed: write `handoff: …` under the step that sends it")
            return
        }
        var told = Set<Passing.Line>()
        for passing in asked {
            guard let artifact = review.artifact(of: passing), review.expectations(of: passing).isEmpty,
                !(review.terms(of: passing)?.acceptWhen ?? []).contains(where: { $0.string != "?" }), told.insert(passing.line).inserted
            else { continue }
            review.find(
                review.telling(passing) + " and nobody said when it is good enough to start", at: .flow(passing.flow),
                review.span(of: passing),
                remedy: "let \(map[passing.to].name) write what must be true of '\(artifact.string)', as in `accept when: …`",
                question: "\(map[passing.to].name), when do you send '\(artifact.string)' back, or wish that you could?")
        }
    }
}
