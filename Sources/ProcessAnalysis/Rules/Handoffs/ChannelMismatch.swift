import ProcessModel

extension Rule {
    static let channelMismatch = Rule(
        name: "channel-mismatch", category: .handoffs, severity: .warning,
        title: "It is sent where the receiver does not look",
        triggers: "Work is sent by a channel (`via`) that is not among those the receiving lane `listens on`. Customers and systems are not asked.",
        why: "What comes in at a side door has no place in anybody's queue: it is seen late, by chance, or never.",
        remedy: "Send it where the receiver looks, or let the receiver add the channel to `listens on`.",
        question: "Where do you look for new work, and what reaches you elsewhere?",
        examples: [
            Example(
                "Requests come by email, although IT watches its ticket queue",
                """
                process: Change request
                lane: Marketing
                lane: IT
                  listens on: ticket queue
                flow:
                  Marketing: Raise request
                    handoff: change request [via ↓email]
                  IT: Triage
                """),
            Example(
                "One of several channels would do; this is none of them",
                """
                process: Leads
                lane: Marketing
                lane: Sales
                  listens on: CRM queue, Slack
                flow:
                  Marketing: Score lead
                    handoff: MQL [via ↓spreadsheet]
                  Sales: Review lead
                """),
            Example(
                "The channel is one the receiver listens on",
                """
                process: Leads
                lane: Marketing
                lane: Sales
                  listens on: CRM queue, Slack
                flow:
                  Marketing: Score lead
                    handoff: MQL [via CRM queue]
                  Sales: Review lead
                """),
            Example(
                "Capitals and hyphens make no other channel",
                """
                process: Change request
                lane: Marketing
                lane: IT
                  listens on: E-mail
                flow:
                  Marketing: Raise request
                    handoff: change request [via email]
                  IT: Triage
                """),
            Example(
                "No lane says where it listens", notAssessable: true,
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [via email]
                  Sales: Review lead
                """),
            Example(
                "The receiver listens, but no handoff says by which channel it comes", notAssessable: true,
                """
                process: Leads
                lane: Marketing
                lane: Sales
                  listens on: CRM queue
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Review lead
                """),
        ]
    ) { review in
        let map = review.map
        let asked = review.passings.distinct.filter { review.canAgree($0.to) }
        var unheard: [LaneID] = []
        var silent = 0
        for passing in asked {
            let lane = map[passing.to]
            if lane.listensOn.isEmpty {
                if !unheard.contains(passing.to) { unheard.append(passing.to) }
                continue
            }
            guard let via = review.terms(of: passing)?.via else {
                silent += 1
                continue
            }
            guard !lane.listensOn.contains(where: { Words.isSame(Words.withoutArticle($0.string), Words.withoutArticle(via.string)) }) else { continue }
            let heard = Wording.list(lane.listensOn.map(\.string))
            review.find(
                review.telling(passing) + " by \(via.string), but \(lane.name) listens on \(heard)",
                at: .flow(passing.flow), via.span,
                related: .init(span: lane.listensOn[0].span, message: "where \(lane.name) looks for work"),
                remedy: "send it by \(Wording.list(lane.listensOn.map(\.string), "or")), or add \(via.string) to what \(lane.name) listens on",
                question: "\(lane.name), who looks at \(via.string), and how often?")
        }
        let names = Wording.list(unheard.sorted().map { map[$0].name })
        let listen = "write `listens on: …` under the lane"
        let say = "write `via` on the handoff, as in `handoff: … [via email]`"
        switch (unheard.isEmpty, silent) {
        case (true, 0): break
        case (false, 0) where asked.allSatisfy({ unheard.contains($0.to) }):
            review.cannotAssess("no lane that is handed work says where it takes it in (\(names)): \(listen)")
        case (_, 1...) where asked.allSatisfy({ unheard.contains($0.to) || review.terms(of: $0)?.via == nil }):
            review.cannotAssess("no handoff says by which channel it reaches a lane that listens: \(say)")
        default:
            if !unheard.isEmpty { review.lacks("\(names) \(unheard.count == 1 ? "does" : "do") not say where work is taken in: \(listen)") }
            if silent > 0 { review.lacks("\(Wording.count(silent, "handoff")) without a channel: \(say)") }
        }
    }
}
