import ProcessModel
import ProcessSyntax

extension Rule {
    static let partnerUnowned = Rule(
        name: "partner-unowned", category: .customers, severity: .warning,
        title: "A partner works for us, and nobody of ours is in charge",
        triggers: """
            A lane of a partner or an agency does steps for which nobody is accountable, or nobody but its own roles; \
            or the first thing it is handed, its brief, has no `confirm` by which it says what it has understood.
            """,
        why: "Whoever is asked by five of us and led by none delivers what the loudest said, and bills for it.",
        remedy: "Name who of ours answers for the partner (`accountable:` under its lane), and have the brief confirmed back.",
        question: "Who of us does the partner call when two of us want different things?",
        examples: [
            Example(
                "Nobody of ours answers for the agency",
                """
                process: Campaign
                lane: Marketing
                lane: ↓Agency [agency]
                flow:
                  Marketing: Write brief
                    handoff: brief [via email]
                      confirm: the agency answers in its own words
                  Agency: Draft concept
                """),
            Example(
                "Its own account manager does",
                """
                process: Campaign
                lane: Marketing
                lane: ↓Agency [agency]
                  accountable: Account Manager
                  role: Account Manager
                flow:
                  Marketing: Write brief
                    handoff: brief [via email]
                      confirm: the agency answers in its own words
                  Account Manager: Draft concept
                """),
            Example(
                "The brief is never read back",
                """
                process: Campaign
                lane: Marketing
                lane: Agency [agency]
                  accountable: Campaign Manager
                flow:
                  Marketing: Write brief
                    handoff: ↓brief [via email]
                  Agency: Draft concept
                """),
            Example(
                "One of ours answers for it, and the brief comes back",
                """
                process: Campaign
                lane: Marketing
                lane: Agency [agency]
                  accountable: Campaign Manager
                flow:
                  Marketing: Write brief
                    handoff: brief [via email]
                      confirm: the agency answers in its own words
                  Agency: Draft concept
                """),
            Example(
                "Nobody works for us from outside",
                """
                process: Campaign
                lanes: Marketing
                flow:
                  Marketing: Write brief
                """),
        ]
    ) { review in
        let map = review.map
        let outside = map.lanes.indices.map(LaneID.init).filter { map[$0].kind == .partner || map[$0].kind == .agency }
        guard !outside.isEmpty else { return }
        let stepsByLane = Dictionary(grouping: map.nodeIDs.filter { map[$0].isWork }, by: { map[$0].lane })
        let briefs = Dictionary(
            review.passings.all.filter { map[$0.from].kind != .customer }.map { ($0.to, $0) }, uniquingKeysWith: { first, _ in first })
        for lane in outside {
            guard let steps = stepsByLane[lane], let first = steps.first else { continue }
            let own = Set(map[lane].roles.map { map[$0].name } + [map[lane].name])
            let unowned = steps.filter { step in
                !map.accountable(for: step).contains { $0.string != "?" && !own.contains($0.string) }
            }
            let brief = briefs[lane]
            let isReadBack = brief.map { review.isSaid(review.terms(of: $0)?.confirm) } ?? true
            guard !unowned.isEmpty || !isReadBack else { continue }
            let name = map[lane].name
            if unowned.isEmpty, let brief {
                let what = review.artifact(of: brief).map { "'\($0.string)'" } ?? "what it is asked to do"
                review.find(
                    "nothing says that \(name) has understood \(what)", at: .flow(brief.flow), review.span(of: brief),
                    remedy: "have it told back in its own words, as in `confirm: \(name) answers in its own words`",
                    question: "\(map[brief.from].name), how do you know that \(name) has understood what you want?")
            } else {
                let all = unowned.count == steps.count
                let which = all ? "what \(name) does" : Wording.some(unowned.map { "'\(map[$0].name)'" })
                let also = isReadBack ? "" : ", and nothing says that it has understood its brief"
                review.find(
                    "nobody of ours is accountable for \(which)\(all ? "" : " of \(name)")\(also)", at: .lane(lane),
                    all ? (review.isAtHome(map[lane].span) ? map[lane].span : map[first].span) : map[unowned.first ?? first].span,
                    remedy: "name who answers for it, as in `accountable: …` under `lane: \(name)`\(isReadBack ? "" : ", and have the brief confirmed back")",
                    question: "Who of us does \(name) call when two of us want different things?")
            }
        }
    }
}
