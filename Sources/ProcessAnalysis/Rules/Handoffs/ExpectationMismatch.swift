import ProcessModel
import ProcessSyntax

extension Rule {
    static let expectationMismatch = Rule(
        name: "expectation-mismatch", category: .handoffs, severity: .warning,
        title: "Sender and receiver speak of different things",
        triggers: """
            What a handoff passes and what its receiver `expects` differ: in the artifact, in the fields (those expected \
            against the handoff's `fields` and what its `accept when` speaks of), or in the time (`within`). What only \
            one side has said is no difference.
            """,
        why: "Each side keeps its half of an agreement that the other never made.",
        remedy: "Lay both ends side by side and write the same at both.",
        question: "Read both ends aloud: which of the two is true?",
        examples: [
            Example(
                "The receiver needs fields that are not sent",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                      fields: name, email, score
                  Sales: Review lead
                    expects: ↓MQL with phone, budget
                """),
            Example(
                "Another thing is expected",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: lead list
                  Sales: Review lead
                    expects: ↓MQL
                """),
            Example(
                "One thinks of a day, the other of an hour",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 1 bd]
                  Sales: Review lead
                    expects: MQL [within ↓1 bh]
                """),
            Example(
                "Both ends say the same",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 60 min]
                      accept when: phone is present, budget is known
                  Sales: Review lead
                    expects: MQL with phone, budget [within 1 bh]
                """),
            Example(
                "One and many are the same thing",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score leads
                    handoff: decisions
                  Sales: Review lead
                    expects: decision
                """),
            Example(
                "Only the receiver has said which fields",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Review lead
                    expects: MQL with phone
                """),
            Example(
                "No receiver says what it expects", notAssessable: true,
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Review lead
                """),
        ]
    ) { review in
        let map = review.map
        var isKnown = false
        var told = Set<Span>()
        let asked = review.passings.all.filter { map[$0.to].kind != .customer }
        for passing in asked {
            let expected = review.expectations(of: passing)
            guard let first = expected.first else { continue }
            isKnown = true
            guard let terms = review.terms(of: passing) else { continue }
            let difference: (words: String, span: Span)?
            if let artifact = terms.artifact {
                if let same = expected.first(where: { Words.isSameThing($0.artifact.string, artifact.string) }) {
                    difference = review.difference(terms, same, passing.to)
                } else {
                    let names = Wording.list(expected.map { "'\($0.artifact.string)'" }, "or")
                    difference = ("'\(artifact.string)' is handed over, and \(names) is expected", first.artifact.span)
                }
            } else {
                difference = review.difference(terms, first, passing.to)
            }
            guard let difference, told.insert(difference.span).inserted else { continue }
            review.find(
                "\(map[passing.from].name) and \(map[passing.to].name) do not mean the same: \(difference.words)", at: .flow(passing.flow),
                difference.span,
                related: .init(span: terms.artifact?.span ?? terms.span, message: "the other end, at '\(map[passing.sender].name)'"),
                remedy: "lay both ends side by side and write the same at both",
                question: "\(map[passing.from].name) and \(map[passing.to].name), which of the two is true?")
        }
        if !asked.isEmpty, !isKnown {
            review.cannotAssess("no receiver says what it expects: write it under the receiving step, as in `expects: … [within 4 bh]`")
        }
    }
}

extension Review {
    /// In which fields, or else in which time, the two ends of a handoff differ.
    fileprivate func difference(_ terms: HandoffTerms, _ expected: Expectation, _ lane: LaneID) -> (words: String, span: Span)? {
        if !terms.fields.isEmpty || !terms.acceptWhen.isEmpty {
            let spoken = Set(terms.acceptWhen.flatMap { Words.of($0.string) })
            let lacking = expected.fields.filter { field in
                !terms.fields.contains { Words.isSameThing($0.string, field.string) } && !Words.of(field.string).allSatisfy(spoken.contains)
            }
            if !lacking.isEmpty {
                return ("\(Wording.list(lacking.map { "'\($0.string)'" })) \(lacking.count == 1 ? "is" : "are") expected and not among what is handed over", expected.artifact.span)
            }
        }
        guard let granted = terms.within?.value, let limit = expected.within, let wanted = limit.value else { return nil }
        let calendar = map.calendar(of: lane)
        let (a, b) = (Estimate(passing: granted, by: calendar).expected, Estimate(passing: wanted, by: calendar).expected)
        guard abs(a - b) > 1e-9 * max(a, b) else { return nil }
        return ("\(granted.written) at one end, \(wanted.written) at the other", limit.span)
    }
}
