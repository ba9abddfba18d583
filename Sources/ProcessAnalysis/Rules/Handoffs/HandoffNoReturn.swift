import ProcessModel

extension Rule {
    static let handoffNoReturn = Rule(
        name: "handoff-no-return", category: .handoffs, severity: .warning,
        title: "It may be refused, and there is no way back",
        triggers: """
            A handoff says what it must have to be taken (`accept when`), and neither what happens to one that is not \
            good enough (`on reject`), nor does any way lead from the receiver back to the sender's lane. What comes \
            from or goes to a customer or a system is left alone.
            """,
        why: "What is refused without a reason comes again as it was, or lies with the receiver, who quietly mends it or drops it.",
        remedy: "Agree how it goes back and with which reason: `on reject: reason code and one sentence, back to Demand Gen`.",
        question: "The last one that was not good enough: where is it now, and does the sender know why?",
        examples: [
            Example(
                "Criteria, and no word on those that fail them",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: ↓MQL
                      accept when: score is 65 or more
                  Sales: Call lead
                """),
            Example(
                "Nobody in the room knew",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: ↓MQL
                      accept when: score is 65 or more
                      on reject: ?
                  Sales: Call lead
                """),
            Example(
                "It goes back with a reason",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                      accept when: score is 65 or more
                      on reject: reason code, back to Marketing
                  Sales: Call lead
                """),
            Example(
                "The flow leads back",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                      accept when: score is 65 or more
                  Sales: Good enough?
                    yes
                    no -> Score lead
                  Sales: Call lead
                """),
            Example(
                "What must be true of it is not said yet", notAssessable: true,
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Call lead
                """),
        ]
    ) { review in
        let map = review.map
        let asked = review.passings.distinct.filter { review.canAgree($0.from) && review.canAgree($0.to) }
        // A guard against maps made to keep us busy: each lane that sends costs a walk over the map.
        guard map.lanes.count * map.nodes.count <= 50_000_000 else {
            return review.cannotAssess("there are more lanes and steps than can be followed: split the map into calls")
        }
        /// For each lane that sends, the steps from which a way leads back to it.
        var back: [LaneID: [Bool]] = [:]
        var isKnown = false
        for passing in asked {
            guard let terms = review.terms(of: passing), terms.acceptWhen.contains(where: { $0.string != "?" }) else { continue }
            isKnown = true
            guard !review.isSaid(terms.onReject) else { continue }
            let leadsBack = back[passing.from] ?? review.graph.reaching(map.nodeIDs.filter { map[$0].isWork && map[$0].lane == passing.from })
            back[passing.from] = leadsBack
            guard !leadsBack[passing.receiver.index] else { continue }
            review.find(
                review.telling(passing) + " by criteria, and nobody said what happens to one that fails them", at: .flow(passing.flow),
                review.span(of: passing),
                remedy: "say how it goes back and with which reason, as in `on reject: reason code, back to \(map[passing.from].name)`",
                question: "\(map[passing.to].name), the last one that was not good enough: where is it now, and does \(map[passing.from].name) know why?")
        }
        if !asked.isEmpty, !isKnown {
            review.cannotAssess("no handoff says what it must have to be taken: write it, as in `accept when: phone is present` under the handoff")
        }
    }
}
