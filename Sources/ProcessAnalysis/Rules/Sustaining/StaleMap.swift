import ProcessModel

extension Rule {
    static let staleMap = Rule(
        name: "stale-map", category: .sustaining, severity: .warning, readsDates: true,
        title: "The map has not been walked for too long",
        triggers: "The time after which the map was to be walked again (`reviewed: 2026-11-02 [every 3 months]`) has passed.",
        why: "People change how they work within weeks; a map that is not walked becomes a picture of what once was, and people stop trusting it.",
        remedy: "Walk it again with those who do the work, then write the new date.",
        question: "Walk one case from last week along this map: where does it leave the line?",
        examples: [
            Example(
                "Walked in May, to be walked each quarter",
                """
                process: Leads
                  reviewed: ↓2026-05-04 [every 3 months]
                lanes: Sales
                flow:
                  Sales: Review lead
                """),
            Example(
                "A week late is late",
                """
                process: Leads
                  reviewed: ↓2026-11-09 [every 2 weeks]
                lanes: Sales
                flow:
                  Sales: Review lead
                """),
            Example(
                "Walked last month",
                """
                process: Leads
                  reviewed: 2026-11-02 [every 3 months]
                lanes: Sales
                flow:
                  Sales: Review lead
                """),
            Example(
                "Due today is not late",
                """
                process: Leads
                  reviewed: 2026-11-17 [every 2 weeks]
                lanes: Sales
                flow:
                  Sales: Review lead
                """),
            Example(
                "How often is not said", notAssessable: true,
                """
                process: Leads
                  reviewed: 2026-05-04
                lanes: Sales
                flow:
                  Sales: Review lead
                """),
        ]
    ) { review in
        let map = review.map
        guard map.isProcess else { return }
        guard let reviewed = map.reviewed, let day = reviewed.value, let every = map.reviewEvery?.value else {
            let what = map.reviewed?.value == nil ? "when the map was last walked" : "how often the map is to be walked"
            return review.cannotAssess("\(what) is not said: write it under the process, as in `reviewed: 2026-11-02 [every 3 months]`")
        }
        guard let today = review.today else { return review.lacksToday() }
        guard let due = day.after(days: every.wholeDays()), due < today else { return }
        let who = review.isSaid(map.owner) ? map.owner.map { "\($0.string), who" } ?? "Who" : "Who"
        review.find(
            "the map was last walked on \(day.written) and was to be walked again by \(due.written)", at: .process,
            reviewed.span,
            remedy: "walk it with those who do the work, mend it, and write the new date",
            question: "\(who) walks one case of last week along this map with us, and when?")
    }
}
