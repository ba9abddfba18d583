import ProcessModel

extension Rule {
    private static let periods = Setting(
        name: "periods", standard: 1.5, unit: "periods", meaning: "how many periods may pass after the last check-in")

    static let checkInOverdue = Rule(
        name: "check-in-overdue", category: .relationships, severity: .warning, readsDates: true,
        title: "Two functions have stopped talking",
        triggers: """
            One and a half periods have passed since two functions last sat together \
            (`check-in: every 2 weeks [last 2026-11-02]`).
            """,
        why: "What is not said at the check-in is said about each other instead of to each other.",
        remedy: "Book the next one now, then write its date.",
        question: "What kept you from the last one, and what has piled up since?",
        settings: [periods],
        examples: [
            Example(
                "Every four weeks, and last in June",
                """
                process: Change request
                lanes: Marketing, IT
                relationship: Marketing and IT
                  check-in: every 4 weeks [last ↓2026-06-15]
                flow:
                  Marketing: Raise request
                  IT: Triage
                """),
            Example(
                "Skipped once and a half",
                """
                process: Leads
                lanes: Marketing, Sales
                relationship: Marketing and Sales
                  check-in: every 2 weeks [last ↓2026-11-09]
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                """),
            Example(
                "A few days late is not yet overdue",
                """
                process: Leads
                lanes: Marketing, Sales
                relationship: Marketing and Sales
                  check-in: every 2 weeks [last 2026-11-12]
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                """),
            Example(
                "The last day on which it is in time",
                """
                process: Leads
                lanes: Marketing, Sales
                relationship: Marketing and Sales
                  check-in: every 2 weeks [last 2026-11-10]
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                """),
            Example(
                "When they last met is not said", notAssessable: true,
                """
                process: Leads
                lanes: Marketing, Sales
                relationship: Marketing and Sales
                  check-in: every 2 weeks
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                """),
        ]
    ) { review in
        let pairs = review.relationshipsAtWork()
        guard !pairs.isEmpty else { return review.lacksRelationships() }
        var silent: [String] = []
        for (index, pair) in pairs {
            guard let every = pair.checkIn?.value, let last = pair.lastCheckIn, let day = last.value else {
                silent.append(pair.names)
                continue
            }
            guard let today = review.today else { return review.lacksToday() }
            guard let latest = day.after(days: every.wholeDays(times: review[periods])), latest < today else { continue }
            let written = every.written.hasPrefix("every ") ? every.written : "every \(every.written)"
            review.find(
                "\(pair.names) last sat together on \(day.written), \(Wording.count(today.dayNumber - day.dayNumber, "day")) ago, and meant to do so \(written)",
                at: .relationship(index), last.span, remedy: "book the next one now, and write its date when it has been",
                question: "\(pair.names), what kept you from the last one, and what has piled up since?")
        }
        guard !silent.isEmpty else { return }
        let missing = "how often \(Wording.some(silent)) sit together, and when they last did, is not said: write it, as in `check-in: every 2 weeks [last 2026-11-02]`"
        if silent.count == pairs.count { review.cannotAssess(missing) } else { review.lacks(missing) }
    }
}
