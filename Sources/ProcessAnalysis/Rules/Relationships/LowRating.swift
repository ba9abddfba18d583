import ProcessModel

extension Rule {
    private static let unhappy = Setting(
        name: "rating", standard: 4, unit: "points", meaning: "the rating, from 0 to 10, at which a side is unhappy")

    static let lowRating = Rule(
        name: "low-rating", category: .relationships, severity: .warning, tellsRatings: true,
        title: "One function is unhappy with another",
        triggers: "One side of a relationship rates the other at 4 of 10 or less. Functions rate functions, never people.",
        why: "Whoever expects nothing of the other side builds a way around it, and that way is not on the map.",
        remedy: "Sit down and talk about the rating: what would make it one point better?",
        question: "What would the other side have to do for you to give one point more?",
        settings: [unhappy],
        examples: [
            Example(
                "Marketing is unhappy with IT",
                """
                process: Change request
                lanes: Marketing, IT
                relationship: Marketing and IT
                  rating: Marketing ↓4, IT 6
                flow:
                  Marketing: Raise request
                  IT: Triage
                """),
            Example(
                "Both are",
                """
                process: Change request
                lanes: Marketing, IT
                relationship: Marketing and IT
                  rating: Marketing ↓2, IT ↓3 [on 2026-10-01]
                flow:
                  Marketing: Raise request
                  IT: Triage
                """),
            Example(
                "They get on",
                """
                process: Change request
                lanes: Marketing, IT
                relationship: Marketing and IT
                  rating: Marketing 7, IT 6
                flow:
                  Marketing: Raise request
                  IT: Triage
                """),
            Example(
                "Just enough",
                """
                process: Change request
                lanes: Marketing, IT
                relationship: Marketing and IT
                  rating: Marketing 5, IT 5
                flow:
                  Marketing: Raise request
                  IT: Triage
                """),
            Example(
                "Nobody has rated anybody", notAssessable: true,
                """
                process: Change request
                lanes: Marketing, IT
                flow:
                  Marketing: Raise request
                  IT: Triage
                """),
        ]
    ) { review in
        let pairs = review.relationshipsAtWork()
        guard !pairs.isEmpty else { return review.lacksRelationships() }
        var isRated = false
        for (index, pair) in pairs {
            for rating in pair.ratings {
                guard let value = rating.value.value else { continue }
                isRated = true
                guard value <= review[unhappy] else { continue }
                let other = rating.lane.string == pair.first.string ? pair.second.string : pair.first.string
                let needs = pair.needs.prefix(20).first { $0.string.hasPrefix(rating.lane.string) }
                let when = pair.ratedOn?.value.map { " on \($0.written)" } ?? ""
                review.find(
                    "\(rating.lane.string) rated working with \(other) at \(Numerals.decimal(value)) of 10\(when)\(needs.map { "; it says: \($0.string)" } ?? "")",
                    at: .relationship(index), rating.value.span,
                    remedy: "let \(pair.names) talk about the rating, and write down as `needs` what each needs of the other",
                    question: "\(rating.lane.string), what would \(other) have to do for you to give one point more?")
            }
        }
        if !isRated, let first = pairs.first?.relationship {
            review.cannotAssess("no two functions have rated each other: write it, as in `rating: \(first.exampleRating)`")
        }
    }
}
