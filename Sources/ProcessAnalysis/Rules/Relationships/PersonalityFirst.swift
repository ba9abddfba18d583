import ProcessModel

extension Rule {
    static let personalityFirst = Rule(
        name: "personality-first", category: .relationships, severity: .warning, followsOthers: true,
        title: "People are blamed while the set-up is unclear",
        triggers: """
            A pain's cause is `personality`, while the rules about roles, goals and procedures still find something \
            between the same functions: those at whose step, handoff or relationship the pain stands, and those it \
            is felt by.
            """,
        why: "Where it is unclear who decides, for what and how, two reasonable people look stubborn to each other.",
        remedy: "Settle who is accountable, the shared goal and the way of working first; then see what is left.",
        question: "If two other people sat in these two chairs, what would still go wrong?",
        examples: [
            Example(
                "They are stubborn, and both are accountable",
                """
                process: Change request
                lane: Marketing
                  role: VP Marketing
                lane: IT
                  role: IT Director
                flow:
                  VP Marketing + IT Director: Approve request
                    accountable: VP Marketing, IT Director
                    pain: ↓They only think of themselves [cause personality, felt by Marketing]
                """),
            Example(
                "They never listen, and the word means two things",
                """
                process: Leads
                lanes: Marketing, Sales
                term: MQL
                  Marketing: a score of 65
                  Sales: a budget
                relationship: Marketing and Sales
                  pain: ↓They never listen [cause personality]
                flow:
                  Marketing: Score lead
                    accountable: VP Marketing
                  Sales: Review lead
                    accountable: Head of Sales
                """),
            Example(
                "All else is settled",
                """
                process: Change request
                lane: Marketing
                  accountable: VP Marketing
                  role: VP Marketing
                flow:
                  VP Marketing: Approve request
                    pain: They only think of themselves [cause personality]
                """),
            Example(
                "The cause is another",
                """
                process: Change request
                lane: Marketing
                  role: VP Marketing
                lane: IT
                  role: IT Director
                flow:
                  VP Marketing + IT Director: Approve request
                    accountable: VP Marketing, IT Director
                    pain: Nobody decides [cause roles]
                """),
            Example(
                "Between whom is not said", notAssessable: true,
                """
                process: Change request
                lanes: Marketing
                pain: They only think of themselves [cause personality]
                flow:
                  Marketing: Approve request
                """),
        ]
    ) { review in
        let personal = review.map.pains.filter { $0.cause == .personality }
        guard !personal.isEmpty else { return }
        let unclear = review.facts.found.filter { finding in
            switch Catalogue.standard.rule(named: finding.rule)?.category {
            case .roles, .goals, .procedures: true
            default: false
            }
        }
        var open = 0
        for pain in personal {
            let lanes = review.lanes(of: pain)
            guard !lanes.isEmpty else {
                open += 1
                let missing = "between whom '\(pain.text.string)' lies is not said: put it under a step or relationship, or write `felt by`"
                if open == personal.count { review.cannotAssess(missing) } else { review.lacks(missing) }
                continue
            }
            let about = unclear.filter { review.isAbout(lanes, $0) }
            guard let first = about.first else { continue }
            let names = Wording.list(lanes.map { review.map[$0].name })
            let more = about.count > 1 ? ", and \(about.count - 1) more" : ""
            let control = pain.control.map { $0 == .other ? "" : ", and that lies in \($0 == .own ? "our own" : "shared") hands" } ?? ""
            review.find(
                "'\(pain.text.string)' is put down to personality, while in \(names) it is still open that \(first.message)\(more)\(control)",
                at: review.place(of: pain.about), pain.text.span,
                related: .init(span: first.span, message: "settle this first (\(first.rule))"),
                remedy: "settle what the rules find about roles, goals and procedures in \(names), then see what is left of it",
                question: "If two other people sat in these chairs, what would still go wrong?")
        }
    }
}

extension Review {
    /// The functions a pain lies between, as far as it says.
    fileprivate func lanes(of pain: Pain) -> [LaneID] {
        var found = Set(pain.feltBy.compactMap { lane(named: $0.string) })
        switch pain.about {
        case .process, .term, .system, .meeting: break
        case .lane(let lane): found.insert(lane)
        case .role(let role): found.insert(map[role].lane)
        case .node(let node): found.formUnion([map[node].lane] + map[node].performers.all.map(\.lane))
        case .handoff(let id):
            for passing in passings.all where passing.termsID == id { found.formUnion([passing.from, passing.to]) }
        case .relationship(let index):
            let pair = map.relationships[index]
            found.formUnion([pair.first.string, pair.second.string].compactMap(lane(named:)))
        }
        return found.sorted()
    }

    /// True where a finding is about something in, or between, these lanes.
    fileprivate func isAbout(_ lanes: [LaneID], _ finding: Finding) -> Bool {
        switch finding.place {
        case .process: return false
        case .lane(let lane): return lanes.contains(lane)
        case .role(let role): return lanes.contains(map[role].lane)
        case .node(let node): return map[node].performers.all.contains { lanes.contains($0.lane) } || lanes.contains(map[node].lane)
        case .flow(let flow): return lanes.contains(map[map[flow].from].lane) && lanes.contains(map[map[flow].to].lane)
        case .term(let index): return map.terms[index].meanings.contains { lane(named: $0.who.string).map(lanes.contains) ?? false }
        case .relationship(let index):
            let pair = map.relationships[index]
            return [pair.first.string, pair.second.string].allSatisfy { lane(named: $0).map(lanes.contains) ?? false }
        }
    }
}
