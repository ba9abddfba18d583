import ProcessModel

extension Rule {
    static let oneSidedTerms = Rule(
        name: "one-sided-terms", category: .relationships, severity: .info,
        title: "Only one side has promised a time",
        triggers: """
            Work passes both ways between two lanes, and a time limit is agreed one way only: no `within` on any \
            handoff the other way, and none for both sides in their relationship.
            """,
        why: "Who keeps times and is kept waiting stops keeping them.",
        remedy: "Let each side grant the other a time: `within` on the handoffs back, or once for both in the relationship.",
        question: "What may the side that is held to a time expect in return?",
        examples: [
            Example(
                "Sales has four hours, Marketing as long as it likes",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 4 bh]
                  Sales: Review lead
                    handoff: ↓rejected lead
                  Marketing: Nurture
                """),
            Example(
                "The receiver has said what it expects, and grants nothing",
                """
                process: Offers
                lanes: Sales, Legal
                flow:
                  Sales: Write offer
                  Legal: Check offer
                    expects: offer [within 2 bd]
                    handoff: ↓objections
                  Sales: Mend offer
                """),
            Example(
                "Times both ways",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 4 bh]
                  Sales: Review lead
                    handoff: rejected lead [within 1 bd]
                  Marketing: Nurture
                """),
            Example(
                "One time for both, in their relationship",
                """
                process: Leads
                lanes: Marketing, Sales
                relationship: Marketing and Sales
                  within: 4 bh
                flow:
                  Marketing: Score lead
                    handoff: MQL [within 4 bh]
                  Sales: Review lead
                    handoff: rejected lead
                  Marketing: Nurture
                """),
            Example(
                "No time either way is another matter",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                  Marketing: Nurture
                """),
        ]
    ) { review in
        let map = review.map
        for pair in review.passings.pairs where review.canAgree(pair.first) && review.canAgree(pair.second) {
            let onward = pair.passings.filter { $0.from == pair.first }
            let back = pair.passings.filter { $0.from == pair.second }
            guard let thither = onward.first, let hither = back.first else { continue }
            let (isHeldOnward, isHeldBack) = (onward.contains(where: review.hasLimit), back.contains(where: review.hasLimit))
            guard isHeldOnward != isHeldBack else { continue }
            let index = review.relationship(pair.first, pair.second)
            if let index, map.relationships[index].within.contains(where: { $0.value != nil }) { continue }
            let free = isHeldOnward ? hither : thither
            let (held, other) = (map[free.from].name, map[free.to].name)
            review.find(
                "\(held) is held to a time by \(other), and \(other) to none by \(held)", at: .flow(free.flow), review.span(of: free),
                related: index.map { .init(span: map.relationships[$0].nameSpan, message: "how the two work together") },
                remedy: "agree a time the other way too, as in `within 1 bd`, or once for both in `relationship: \(held) and \(other)`",
                question: "\(other), by when may \(held) expect what it gets from you?")
        }
    }
}

extension Review {
    /// True where sender or receiver has said how fast what passes is taken up.
    func hasLimit(_ passing: Passing) -> Bool {
        terms(of: passing)?.within?.value != nil || expectations(of: passing).contains { $0.within?.value != nil }
    }
}
