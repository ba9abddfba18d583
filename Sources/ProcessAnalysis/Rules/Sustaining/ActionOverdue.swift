import ProcessModel

extension Rule {
    static let actionOverdue = Rule(
        name: "action-overdue", category: .sustaining, severity: .warning, readsDates: true,
        title: "An action is past its date",
        triggers: """
            The day an `action:` was `due` has passed, and its `status` does not say that it is done or dropped \
            (`done`, `closed`, `complete`, `finished`, `dropped`, `cancelled` or `rejected`).
            """,
        why: "Each date that passes without a word teaches everybody that dates here mean nothing.",
        remedy: "Close it with `status done`, give it a new date, or drop it and say so.",
        question: "Is it done, does it need help, or do we no longer want it?",
        examples: [
            Example(
                "Due in November, and nothing was heard",
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                action: Agree what an MQL is [owner Head of RevOps, due ↓2026-11-15, measure reject rate under 15%]
                """),
            Example(
                "Still at it",
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                action: Agree what an MQL is [owner Head of RevOps, due ↓2026-11-30, status started]
                """),
            Example(
                "Due today",
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                action: Agree what an MQL is [owner Head of RevOps, due 2026-12-01]
                """),
            Example(
                "Done in time, or not: it is done",
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                action: Agree what an MQL is [owner Head of RevOps, due 2026-11-15, status done]
                """),
        ]
    ) { review in
        let open = review.map.actions.filter { $0.isOpen && $0.due?.value != nil }
        guard !open.isEmpty else { return }
        guard let today = review.today else { return review.lacksToday() }
        for action in open {
            guard let due = action.due, let day = due.value, day < today else { continue }
            let days = today.dayNumber - day.dayNumber
            let owner = review.isSaid(action.owner) ? action.owner?.string : nil
            let status = action.status.map { " and stands at '\($0.string)'" } ?? ""
            let fixes = action.fixes.isEmpty ? "" : " for \(Wording.list(action.fixes.map { "'\($0.string)'" }))"
            review.find(
                "the action '\(action.text.string)'\(fixes) was due on \(day.written), \(Wording.count(days, "day")) ago\(status)",
                at: .process, due.span,
                remedy: "write `status done`, a new `due` date, or `status dropped`",
                question: "\(owner.map { $0 + ", is" } ?? "Is") '\(action.text.string)' done, does it need help, or is it no longer wanted?")
        }
    }
}
