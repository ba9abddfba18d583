import ProcessModel

extension Rule {
    static let painWithoutAction = Rule(
        name: "pain-without-action", category: .sustaining, severity: .warning,
        title: "One of the worst pains, and nobody acts on it",
        triggers: """
            A pain is among the top quarter of the map's pains, and no `action:` says that it `fixes` it, the step it \
            stands at, or what is handed over there. Pains are ordered by impact, times how often a month; votes \
            only decide between pains that are equally bad. A pain without impact or frequency cannot be placed.
            """,
        why: "Whoever named it in the room sees it written down and nothing happen, and will not name the next one.",
        remedy: "Act on it (`action: … [fixes …]`), or say in the open that it is parked or accepted.",
        question: "Do we act on it, park it, or accept it, and who tells those who feel it?",
        examples: [
            Example(
                "The worst of two",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                    pain: ↓Leads go cold over the weekend [impact 4, weekly, votes 7, felt by Sales]
                    pain: The list is in the wrong order [impact 1, weekly, votes 2]
                """),
            Example(
                "The action is about something else",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                    pain: ↓Leads go cold over the weekend [impact 4, weekly, control other]
                action: Agree what an MQL is [fixes Score lead]
                """),
            Example(
                "An action fixes the step",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: Review lead
                    pain: Leads go cold over the weekend [impact 4, weekly]
                action: Share the queue on Saturdays [fixes Review lead]
                """),
            Example(
                "An action names the pain",
                """
                process: Leads
                lanes: Sales
                pain: Leads go cold over the weekend [impact 4, weekly]
                flow:
                  Sales: Review lead
                action: Share the queue on Saturdays [fixes Leads go cold over the weekend]
                """),
            Example(
                "How bad it is was not asked", notAssessable: true,
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Review lead
                    pain: Leads go cold over the weekend
                """),
        ]
    ) { review in
        let map = review.map
        guard !map.pains.isEmpty else { return }
        var scored: [(pain: Pain, score: Double, votes: Double)] = []
        var unplaced = 0
        for pain in map.pains {
            guard let score = pain.score else {
                unplaced += 1
                continue
            }
            scored.append((pain, score, pain.votes?.value ?? 0))
        }
        let way = "write both behind it, as in `[impact 4, weekly]`"
        guard !scored.isEmpty else {
            return review.cannotAssess("no pain says its impact and how often it hurts: \(way)")
        }
        if unplaced > 0 { review.lacks("\(Wording.count(unplaced, "pain")) without impact or frequency: \(way)") }

        let order = scored.map { ($0.score, $0.votes) }.sorted(by: >)
        let least = order[(order.count + 3) / 4 - 1]
        let actions = PainActions(map)
        for (pain, score, votes) in scored where (score, votes) >= least && actions.about(pain).isEmpty {
            let who = pain.feltBy.isEmpty ? nil : Wording.list(pain.feltBy.map(\.string))
            let evidence = pain.evidence.map { " (\($0.string))" } ?? ""
            let felt = who.map { ", felt by \($0)" } ?? ""
            review.find(
                "'\(pain.text.string)'\(evidence) is among the worst pains here\(felt), and no action is about it",
                at: review.place(of: pain.about), pain.text.span,
                remedy: pain.control == .other
                    ? "take it to those who can change it, or accept it in the open"
                    : "agree on an action that `fixes` it, or say in the open that it is parked or accepted",
                question: "Do we act on it, park it, or accept it, and who tells \(who ?? "those who feel it")?")
        }
    }
}
