import ProcessModel

extension Rule {
    private static let gap = Setting(name: "gap", standard: 3, unit: "points", meaning: "how far two ratings of one relationship lie apart")

    static let ratingGap = Rule(
        name: "rating-gap", category: .relationships, severity: .warning, tellsRatings: true,
        title: "Only one side thinks that it goes well",
        triggers: "The two sides of a relationship rate it 3 points or more apart.",
        why: "The side that is content has no reason to change anything, and does not know what the other puts up with.",
        remedy: "Let each side say what it needs of the other, the unhappier one first, and write it down as `needs`.",
        question: "What does the other side put up with that you have never seen?",
        settings: [gap],
        examples: [
            Example(
                "IT is content, Marketing is not",
                """
                process: Change request
                lanes: Marketing, IT
                relationship: Marketing and IT
                  rating: Marketing ↓4, IT 7
                flow:
                  Marketing: Raise request
                  IT: Triage
                """),
            Example(
                "The other way round",
                """
                process: Leads
                lanes: Marketing, Sales
                relationship: Sales and Marketing
                  rating: Marketing 9, Sales ↓5
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                """),
            Example(
                "They see it much the same",
                """
                process: Change request
                lanes: Marketing, IT
                relationship: Marketing and IT
                  rating: Marketing 6, IT 7
                flow:
                  Marketing: Raise request
                  IT: Triage
                """),
            Example(
                "Both unhappy is no gap",
                """
                process: Change request
                lanes: Marketing, IT
                relationship: Marketing and IT
                  rating: Marketing 3, IT 4
                flow:
                  Marketing: Raise request
                  IT: Triage
                """),
            Example(
                "Only one side has rated", notAssessable: true,
                """
                process: Change request
                lanes: Marketing, IT
                relationship: Marketing and IT
                  rating: Marketing 4
                flow:
                  Marketing: Raise request
                  IT: Triage
                """),
        ]
    ) { review in
        let pairs = review.relationshipsAtWork()
        guard !pairs.isEmpty else { return review.lacksRelationships() }
        var oneSided: [Relationship] = []
        var known = 0
        for (index, pair) in pairs {
            func rating(of name: String) -> Relationship.Rating? { pair.ratings.last { $0.lane.string == name && $0.value.value != nil } }
            guard let one = rating(of: pair.first.string), let two = rating(of: pair.second.string),
                let first = one.value.value, let second = two.value.value
            else {
                oneSided.append(pair)
                continue
            }
            known += 1
            guard abs(first - second) >= review[gap] - 1e-9 else { continue }
            let (low, high) = first < second ? (one, two) : (two, one)
            review.find(
                "\(low.lane.string) rates working with \(high.lane.string) at \(Numerals.decimal(min(first, second))), \(high.lane.string) rates it at \(Numerals.decimal(max(first, second)))",
                at: .relationship(index), low.value.span,
                related: .init(span: high.value.span, message: "the other side's rating"),
                remedy: "let each say what it needs of the other, \(low.lane.string) first, and write it down as `needs`",
                question: "\(high.lane.string), what does \(low.lane.string) put up with that you have never seen?")
        }
        guard let first = oneSided.first else { return }
        let missing = "not both sides of \(Wording.some(oneSided.map(\.names))) have rated it: write it, as in `rating: \(first.exampleRating)`"
        if known == 0 { review.cannotAssess(missing) } else { review.lacks(missing) }
    }
}
