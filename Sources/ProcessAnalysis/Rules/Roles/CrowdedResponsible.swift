import ProcessModel

extension Rule {
    private static let mostResponsible = Setting(
        name: "responsible", standard: 3, unit: "responsible", meaning: "how many do one step together")

    static let crowdedResponsible = Rule(
        name: "crowded-responsible", category: .roles, severity: .warning,
        title: "So many do it that nobody does",
        triggers: "Three or more roles or lanes stand before the colon of one step.",
        why: "What three do together each leaves to the other two, and it takes a date on which all are free.",
        remedy: "Divide the step, or let one do it and the others be `consulted` or give `support`.",
        question: "Who holds the pen, and what do the others add?",
        settings: [mostResponsible],
        examples: [
            Example(
                "Three hold one pen",
                """
                process: Offers
                lane: Sales
                  role: AE
                  role: Head of Sales
                lane: Legal
                flow:
                  AE + Head of Sales + Legal: ↓Write offer
                """),
            Example(
                "Three lanes decide",
                """
                process: Campaign
                lanes: Marketing, Sales, Service
                flow:
                  Marketing + Sales + Service: ↓Launch?
                    yes
                    no -> Stopped
                  end: Live
                  end: Stopped
                """),
            Example(
                "One does it, the others help",
                """
                process: Offers
                lane: Sales
                  role: AE
                  role: Head of Sales
                lane: Legal
                flow:
                  AE: Write offer
                    consulted: Legal
                    support: Head of Sales
                """),
            Example(
                "A talk of two",
                """
                process: Leads
                lane: Sales
                  role: SDR
                  role: AE
                flow:
                  SDR + AE: Hand over
                """),
        ]
    ) { review in
        let map = review.map
        for id in map.nodeIDs where map[id].isWork {
            guard case .several(let performers) = map[id].performers, Double(performers.count) >= review[mostResponsible] else { continue }
            let names = performers.map { performer in performer.role.map { map[$0].name } ?? map[performer.lane].name }
            let support = map.said(of: id, \.support) ?? []
            let more = support.isEmpty ? "" : ", with \(Wording.list(support.map(\.string))) beside them"
            review.find(
                "\(names.count) do '\(map[id].name)' together: \(Wording.list(names))\(more)", at: .node(id), map[id].span,
                remedy: "divide the step, or let one do it and name the others under `consulted` or `support`",
                question: "\(Wording.list(names)), which of you holds the pen, and what do the others add?")
        }
    }
}
