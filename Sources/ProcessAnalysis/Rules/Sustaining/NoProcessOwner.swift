import ProcessModel

extension Rule {
    static let noProcessOwner = Rule(
        name: "no-process-owner", category: .sustaining, severity: .error,
        title: "Nobody owns the process",
        triggers: """
            The process has no `owner`, or `?` for one. A map of which nothing but its flow is written down is a \
            sketch: there the rule waits until something is said of the process.
            """,
        why: "What lies between two functions is changed by neither, so each repair stays within one lane and the gaps remain.",
        remedy: "Name one person who may change the whole way, and a sponsor who backs them: `owner: …`.",
        question: "Who may change how this runs from end to end, and who decides when two functions disagree?",
        examples: [
            Example(
                "It has a goal, and nobody who answers for it",
                """
                process: ↓CRM change request
                  goal: The CRM follows the way we sell
                lanes: Marketing, IT
                flow:
                  Marketing: Raise request
                  IT: Make the change
                """),
            Example(
                "Asked for in the room, and nobody knew",
                """
                process: Leads
                  owner: ↓?
                lanes: Marketing
                flow:
                  Marketing: Score lead
                """),
            Example(
                "One owner",
                """
                process: Leads
                  owner: Head of RevOps
                  goal: Every qualified lead is called the same day
                lanes: Marketing
                flow:
                  Marketing: Score lead
                """),
            Example(
                "An owner, and nothing else yet",
                """
                process: Leads
                  owner: Head of RevOps
                lanes: Marketing
                flow:
                  Marketing: Score lead
                """),
            Example(
                "A sketch of the flow", notAssessable: true,
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead
                """),
        ]
    ) { review in
        let map = review.map
        guard map.isProcess, !review.isSaid(map.owner) else { return }
        guard map.saysWhatItIs else {
            review.cannotAssess("nothing is said of the process itself yet: write `owner: …` and `goal: …` under `process:`")
            return
        }
        let sponsor = review.isSaid(map.sponsor) ? "" : ", and a `sponsor:`"
        review.find(
            "nobody owns '\(map.name.string)'\(map.sponsor.map { review.isSaid($0) ? ", though \($0.string) sponsors it" : "" } ?? "")",
            at: .process, map.owner?.span ?? map.name.span,
            remedy: "name who may change the whole way, as in `owner: …` under the process\(sponsor)",
            question: "Who may change how '\(map.name.string)' runs from end to end?")
    }
}
