import ProcessModel

extension Rule {
    static let responsibleOutsideLane = Rule(
        name: "responsible-outside-lane", category: .roles, severity: .warning,
        title: "A step in one lane, done by roles of others",
        triggers: """
            Roles are named for a step, and none of them belongs to the lane in which the step stands: the lane of \
            whoever is named first. Customers and systems have no roles to name.
            """,
        why: "The map shows the work with one function and the hands belong to another, so each plans as if the other did it.",
        remedy: "Name the role of that lane that does it, or let the step begin with the role that really does.",
        question: "Whose calendar does this fill?",
        examples: [
            Example(
                "Marketing is named, and only Sales has somebody",
                """
                process: Handover
                lane: Marketing
                lane: Sales
                  role: AE
                flow:
                  ↓Marketing + AE: Hand over lead
                """),
            Example(
                "Two roles, both of elsewhere",
                """
                process: Change
                lane: IT
                lane: Marketing
                  role: Marketing Ops
                lane: Sales
                  role: AE
                flow:
                  ↓IT + Marketing Ops + AE: Test the change
                """),
            Example(
                "A role of the lane takes part",
                """
                process: Handover
                lane: Marketing
                  role: Demand Gen
                lane: Sales
                  role: AE
                flow:
                  Demand Gen + AE: Hand over lead
                """),
            Example(
                "No role is named at all",
                """
                process: Handover
                lanes: Marketing, Sales
                flow:
                  Marketing + Sales: Hand over lead
                """),
        ]
    ) { review in
        let map = review.map
        for id in map.nodeIDs {
            guard case .several(let performers) = map[id].performers, review.canAgree(map[id].lane), let first = performers.first else { continue }
            let lane = map[id].lane
            let roles = performers.compactMap(\.role)
            guard !roles.isEmpty, !roles.contains(where: { map[$0].lane == lane }) else { continue }
            let names = roles.map { "\(map[$0].name) of \(map[map[$0].lane].name)" }
            let (home, step) = (map[lane].name, map[id].name)
            review.find(
                "'\(step)' stands in \(home), and who is named for it is \(Wording.list(names))", at: .node(id), first.span,
                remedy: "name the role of \(home) that does it, or begin the step with \(map[roles[0]].name)",
                question: "\(home), who of you does '\(step)', or is it done in \(map[map[roles[0]].lane].name)?")
        }
    }
}
