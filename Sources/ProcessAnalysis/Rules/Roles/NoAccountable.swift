import ProcessModel

extension Rule {
    static let noAccountable = Rule(
        name: "no-accountable", category: .roles, severity: .error,
        title: "Nobody is accountable",
        triggers: """
            A step, decision or call of a lane of your own has nobody accountable: neither the step nor its lane \
            says `accountable:`. For a call the owner of the called map answers as well. Customers, partners, agencies \
            and systems are not asked.
            """,
        why: "When a step goes wrong and everybody did their part, nobody mends it.",
        remedy: "Name one person's role with `accountable:`, at the step or once for the lane.",
        question: "Who answers for the result of this step, whoever does it?",
        examples: [
            Example(
                "Nobody answers for the step",
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: ↓Score lead
                """),
            Example(
                "A decision needs somebody too, even between steps that have one",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Review lead [accountable Head of Sales]
                  Sales: ↓Lead accepted?
                    yes
                    no -> Review lead
                  Sales: Contact prospect [accountable Head of Sales]
                """),
            Example(
                "The lane names one for all its steps",
                """
                process: Leads
                lane: Marketing
                  accountable: Head of Marketing
                flow:
                  Marketing: Score lead
                  Marketing: Nurture
                """),
            Example(
                "The step names its own",
                """
                process: Leads
                lanes: Marketing
                flow:
                  Marketing: Score lead [accountable Head of Marketing]
                """),
            Example(
                "A customer answers to nobody here",
                """
                process: Leads
                lane: Prospect [customer]
                flow:
                  Prospect: Submit form
                """),
        ]
    ) { review in
        let map = review.map
        for id in map.nodeIDs where map[id].isWork && map[map[id].lane].kind == .internal {
            var named = map.said(of: id, \.accountable) ?? []
            if named.isEmpty { named = map[map[id].lane].accountable }
            guard !named.contains(where: { $0.string != "?" }) else { continue }
            if review.inspection.metrics.call(at: id)?.map.hasOwner == true { continue }
            let lane = map[map[id].lane].name
            review.find(
                "nobody is accountable for '\(map[id].name)' in \(lane)", at: .node(id), map[id].span,
                remedy: "name one with `accountable:` under '\(map[id].name)', or once for all under `lane: \(lane)`",
                question: "\(lane), when '\(map[id].name)' goes wrong, who has to answer for it?")
        }
    }
}
