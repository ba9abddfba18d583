import ProcessModel

extension Rule {
    static let consultedTooLate = Rule(
        name: "consulted-too-late", category: .roles, severity: .warning,
        title: "Asked for advice, and let in afterwards",
        triggers: """
            A role or lane is `consulted` on a step, and on this map it appears only after that step, by a step of its \
            own, or is only told later (`informed`, `informs:`). Whoever does not appear elsewhere on the map is left alone.
            """,
        why: "An objection that comes when the work is done costs the work; the same words before it would have cost a talk.",
        remedy: "Let them in before: a step of their own, or tell them earlier what is planned.",
        question: "When do you first see it, and what would you have said a week earlier?",
        examples: [
            Example(
                "Legal is asked on paper and sees it at the end",
                """
                process: Campaign
                lanes: Marketing, Legal
                flow:
                  Marketing: Draft concept
                    consulted: ↓Legal
                  Marketing: Lay out
                  Legal: Check claims
                """),
            Example(
                "Consulted, and only told what came out",
                """
                process: Release
                lane: IT
                lane: Service
                flow:
                  IT: Plan release
                    consulted: ↓Service
                  IT: Deploy
                    informs: Service [what changes]
                """),
            Example(
                "They took part before",
                """
                process: Campaign
                lanes: Marketing, Legal
                flow:
                  Legal: List what needs a source
                  Marketing: Draft concept
                    consulted: Legal
                  Legal: Check claims
                """),
            Example(
                "They were told before what is planned",
                """
                process: Campaign
                lanes: Marketing, Legal
                flow:
                  Marketing: Choose topic
                    informs: Legal [what topic and date]
                  Marketing: Draft concept
                    consulted: Legal
                  Legal: Check claims
                """),
            Example(
                "They appear nowhere else",
                """
                process: Campaign
                lanes: Marketing, Legal
                flow:
                  Marketing: Draft concept
                    consulted: Legal
                """),
        ]
    ) { review in
        let (map, graph) = (review.map, review.graph)
        let asking = map.nodeIDs.filter { map.said(of: $0, \.consulted)?.isEmpty == false }
        guard !asking.isEmpty else { return }
        // A guard against maps made to keep us busy: each step that asks costs two walks over the map.
        guard asking.count * (map.nodes.count + map.flows.count) <= 2_000_000 else {
            return review.cannotAssess("there are more steps that consult than can be followed: split the map into calls")
        }
        let appearances = Appearances(map)
        for step in asking {
            let before = graph.reaching([step])
            let after = graph.reached(from: [step])
            var told = Set<String>()
            for asked in map.said(of: step, \.consulted) ?? [] where asked.string != "?" && told.insert(asked.string).inserted {
                let name = asked.string
                guard let places = appearances.of[name], !places.doing.contains(step), !places.any.contains(where: { $0 != step && before[$0.index] })
                else { continue }
                func first(_ steps: [NodeID]) -> NodeID? {
                    steps.filter { $0 != step && after[$0.index] }.min { review.facts.order.place[$0.index] < review.facts.order.place[$1.index] }
                }
                let doing = first(places.doing)
                guard let later = doing ?? first(places.told) else { continue }
                let how = doing != nil ? "first appears at" : "is only told at"
                review.find(
                    "\(name) is consulted on '\(map[step].name)', and on this map \(how) '\(map[later].name)', after it", at: .node(step),
                    asked.span, related: .init(span: map[later].span, message: "where \(name) comes in"),
                    remedy: "let \(name) in before '\(map[step].name)', with a step of its own or an `informs:` on a step before it",
                    question: "\(name), when do you first see what is planned at '\(map[step].name)', and what would you have said then?")
            }
        }
    }
}

/// Where each role and lane appears on a map, by its name.
private struct Appearances {
    struct Places {
        /// The steps that it does.
        var doing: [NodeID] = []
        /// The steps that tell it something.
        var told: [NodeID] = []
        /// All steps where it may know of the case: these, those it answers for, supports or is consulted
        /// on, and for a role those that its lane does without naming a role.
        var any: [NodeID] = []
    }

    private(set) var of: [String: Places] = [:]

    init(_ map: ProcessMap) {
        for id in map.nodeIDs {
            for performer in map[id].performers.all {
                let lane = map[performer.lane]
                if let role = performer.role {
                    add(map[role].name, id, to: \.doing)
                } else {
                    for role in lane.roles { of[map[role].name, default: Places()].any.append(id) }
                }
                add(lane.name, id, to: \.doing)
            }
            guard map[id].detailIndex != nil else { continue }
            let details = map.details(of: id)
            for text in details.informed + details.informs.map(\.who) { add(text.string, id, to: \.told) }
            for text in details.accountable + details.support + details.consulted { of[text.string, default: Places()].any.append(id) }
        }
    }

    private mutating func add(_ name: String, _ step: NodeID, to list: WritableKeyPath<Places, [NodeID]>) {
        of[name, default: Places()][keyPath: list].append(step)
        of[name, default: Places()].any.append(step)
    }
}
