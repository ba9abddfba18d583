import ProcessModel

extension Rule {
    static let noResponsible = Rule(
        name: "no-responsible", category: .roles, severity: .warning,
        title: "No role is named for the work",
        triggers: "A step is done by a lane that has roles, and no role is named.",
        why: "What a whole department is to do, each in it leaves to the others, most of all when days are busy.",
        remedy: "Name the role that does it in place of the lane.",
        question: "Who of you takes this up when it comes in?",
        examples: [
            Example(
                "Sales has two roles; which of them calls?",
                """
                process: Leads
                lane: Sales
                  role: SDR
                  role: AE
                flow:
                  ↓Sales: Call prospect
                """),
            Example(
                "One of the two who do it together is a whole lane",
                """
                process: Leads
                lane: Marketing
                  role: Demand Gen
                lane: Sales
                  role: SDR
                flow:
                  SDR + ↓Marketing: Agree on the list
                """),
            Example(
                "The step names its role",
                """
                process: Leads
                lane: Sales
                  role: SDR
                  role: AE
                flow:
                  SDR: Call prospect
                """),
            Example(
                "A lane without roles can only be named as a whole",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Call prospect
                """),
        ]
    ) { review in
        let map = review.map
        for id in map.nodeIDs {
            for performer in map[id].performers.all where performer.role == nil && review.canAgree(performer.lane) {
                let lane = map[performer.lane]
                guard !lane.roles.isEmpty else { continue }
                let roles = Wording.list(lane.roles.prefix(4).map { map[$0].name }, "or")
                review.find(
                    "'\(map[id].name)' is done by \(lane.name), and no role of \(lane.name) is named for it",
                    at: .node(id), performer.span,
                    remedy: "write \(roles) in place of \(lane.name)",
                    question: "\(lane.name), who of you takes up \(Wording.ending(map[id].name))?")
            }
        }
    }
}
