import ProcessModel

extension Rule {
    static let decisionNoCriteria = Rule(
        name: "decision-no-criteria", category: .procedures, severity: .warning,
        title: "Nobody wrote down how it is decided",
        triggers: "A decision says nothing about how it is made: no `criteria:`. A customer's own decisions are left alone.",
        why: "Without criteria the answer depends on who decides and on what day, and those who get a no cannot do better next time.",
        remedy: "Write what must hold for each answer: `criteria: fits the profile and can be reached`.",
        question: "What do you look at to decide, and would two of you decide alike?",
        examples: [
            Example(
                "A decision by feeling",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: ↓Lead accepted?
                    yes
                    no -> Closed
                  Sales: Call prospect
                  end: Won
                  end: Closed
                """),
            Example(
                "Criteria that nobody in the room knew",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: ↓Lead accepted?
                    criteria: ?
                    yes
                    no -> Closed
                  Sales: Call prospect
                  end: Won
                  end: Closed
                """),
            Example(
                "The criteria are written down",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Lead accepted?
                    criteria: fits the profile and can be reached
                    yes
                    no -> Closed
                  Sales: Call prospect
                  end: Won
                  end: Closed
                """),
            Example(
                "A customer decides as they please",
                """
                process: Leads
                lane: Prospect [customer]
                lane: Sales
                flow:
                  Prospect: Interested?
                    yes
                    no -> Closed
                  Sales: Call prospect
                  end: Won
                  end: Closed
                """),
            Example(
                "A map without decisions",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Call prospect
                """),
        ]
    ) { review in
        let map = review.map
        for id in map.nodeIDs where map[id].kind == .decision && map[map[id].lane].kind != .customer {
            guard map.said(of: id, \.criteria)?.contains(where: { $0.string != "?" }) != true else { continue }
            let lane = map[map[id].lane].name
            review.find(
                "\(lane) decides '\(map[id].name)' and nobody wrote down by what criteria", at: .node(id), map[id].span,
                remedy: "write what must hold under '\(map[id].name)', as in `criteria: …`",
                question: "\(lane), the last three times you decided this, what did you look at?")
        }
    }
}
