import ProcessModel

extension Rule {
    private static let mostChannels = Setting(
        name: "channels", standard: 3, unit: "channels", meaning: "how many channels two lanes use with each other")

    static let channelCrossTalk = Rule(
        name: "channel-cross-talk", category: .handoffs, severity: .warning,
        title: "Two lanes talk on too many channels",
        triggers: "Work and news pass between two lanes by three or more channels (`via`), both ways counted. Customers and systems are left alone.",
        why: "Nobody looks into three places, so each side is sure that it has said it and neither has the whole story.",
        remedy: "Agree on one channel for work between the two, and say what the others are for.",
        question: "Where would you look for what was agreed last week?",
        settings: [mostChannels],
        examples: [
            Example(
                "Mail, tickets and the hallway",
                """
                process: Change request
                lanes: Marketing, IT
                flow:
                  Marketing: Raise request
                    handoff: ↓change request [via email]
                  IT: Build it
                    handoff: change to test [via ticket]
                  Marketing: Test it
                    handoff: test notes [via hallway talk]
                  IT: Deploy
                """),
            Example(
                "News counts too",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: ↓MQL [via CRM queue]
                  Sales: Call lead
                    informs: Marketing [what outcome, via Slack]
                    handoff: rejected lead [via email]
                  Marketing: Nurture
                """),
            Example(
                "Two channels",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL [via CRM queue]
                  Sales: Call lead
                    handoff: rejected lead [via email]
                  Marketing: Nurture
                """),
            Example(
                "One channel, spelled in three ways",
                """
                process: Change request
                lanes: Marketing, IT
                flow:
                  Marketing: Raise request
                    handoff: change request [via email]
                  IT: Build it
                    handoff: change to test [via E-mail]
                  Marketing: Test it
                    handoff: test notes [via e mail]
                  IT: Deploy
                """),
            Example(
                "No channel is named", notAssessable: true,
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
        let pairs = review.passings.pairs.filter { review.canAgree($0.first) && review.canAgree($0.second) }
        var isKnown = false
        for pair in pairs {
            var vias: [Text] = pair.passings.compactMap { review.terms(of: $0)?.via }
            for node in Set(pair.passings.flatMap { [$0.sender, $0.receiver] }).sorted() {
                let other = map[node].lane == pair.first ? pair.second : pair.first
                for inform in map.said(of: node, \.informs) ?? [] where inform.lane == other {
                    if let via = inform.via { vias.append(via) }
                }
            }
            if !vias.isEmpty { isKnown = true }
            var seen = Set<[UInt8]>()
            let channels = vias.filter { review.isSaid($0) }.map { Words.withoutArticle($0.string) }.filter {
                seen.insert(Words.key($0)).inserted
            }
            guard Double(channels.count) >= review[mostChannels],
                let first = pair.passings.first(where: { review.terms(of: $0)?.via != nil }) ?? pair.passings.first
            else { continue }
            let names = "\(map[pair.first].name) and \(map[pair.second].name)"
            review.find(
                "\(names) pass work and news by \(channels.count) channels: \(Wording.some(channels))", at: .flow(first.flow),
                review.span(of: first),
                remedy: "agree on one for work between the two, and say what the others are for",
                question: "\(names), where would you look for what was agreed last week?")
        }
        if !pairs.isEmpty, !isKnown {
            review.cannotAssess("no handoff says by which channel it passes: write it, as in `handoff: … [via email]`")
        }
    }
}
