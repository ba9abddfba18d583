import ProcessModel

extension Rule {
    static let roleViewMismatch = Rule(
        name: "role-view-mismatch", category: .roles, severity: .warning,
        title: "A role sees its job otherwise than others do",
        triggers: """
            What a role says of itself (`duty`) and what another lane expects of it (`seen as: … [by …]`) are not the \
            same words. A role of a shared file is looked at only in maps in which it does something.
            """,
        why: "What one side never took on, the other side waits for, and each time it does not come it counts as a broken word.",
        remedy: "Talk about what each expects, then write down one duty that both would sign.",
        question: "Read both aloud: where do they part, and who thought otherwise until now?",
        examples: [
            Example(
                "Some leads, or every lead?",
                """
                process: Leads
                lanes: Marketing
                lane: Sales
                  role: SDR
                    duty: calls the leads that are worth a call
                    seen as: ↓calls every lead within the day [by Marketing]
                flow:
                  Marketing: Score lead
                  SDR: Call lead
                """),
            Example(
                "Two lanes expect two other things",
                """
                process: Change request
                lanes: Marketing, Sales
                lane: IT
                  role: CRM Admin
                    duty: keeps the CRM running
                    seen as: ↓builds what we ask for [by Marketing]
                    seen as: ↓cleans our data [by Sales]
                flow:
                  CRM Admin: Deploy change
                """),
            Example(
                "They see it alike",
                """
                process: Leads
                lanes: Marketing
                lane: Sales
                  role: SDR
                    duty: calls every lead within the day
                    seen as: Calls every lead within the day [by Marketing]
                flow:
                  Marketing: Score lead
                  SDR: Call lead
                """),
            Example(
                "A duty, and nobody who expects anything else",
                """
                process: Leads
                lane: Sales
                  role: SDR
                    duty: calls every lead within the day
                flow:
                  SDR: Call lead
                """),
            Example(
                "What others expect, and nobody asked the role", notAssessable: true,
                """
                process: Leads
                lanes: Marketing
                lane: Sales
                  role: SDR
                    seen as: calls every lead within the day [by Marketing]
                flow:
                  Marketing: Score lead
                  SDR: Call lead
                """),
        ]
    ) { review in
        let map = review.map
        let seen = map.roles.indices.map(RoleID.init).filter { !map[$0].seenAs.isEmpty }
        guard !seen.isEmpty else { return }
        let acting = Set(map.nodes.flatMap { $0.performers.all.compactMap(\.role) })
        var silent: [String] = []
        var known = 0
        for role in seen where review.isAtHome(map[role].span) || acting.contains(role) {
            let (own, name) = (map[role].duties.filter { $0.string != "?" }, map[role].name)
            guard !own.isEmpty else {
                silent.append(name)
                continue
            }
            known += 1
            let duties = Set(own.map { Words.key($0.string) })
            for view in map[role].seenAs where review.isSaid(view.text) {
                guard !duties.contains(Words.key(view.text.string)) else { continue }
                let who = view.by?.string ?? "others"
                review.find(
                    "\(name) sees itself as one who \(own[0].string), and \(who) as one who \(view.text.string)", at: .role(role), view.text.span,
                    related: .init(span: own[0].span, message: "what \(name) says of itself"),
                    remedy: "let \(name) and \(who) talk about it, then write down one duty that both would sign",
                    question: "\(name) and \(who), where do the two part, and who thought otherwise until now?")
            }
        }
        guard !silent.isEmpty else { return }
        let missing = "what \(Wording.some(silent)) see\(silent.count == 1 ? "s" : "") as \(silent.count == 1 ? "its" : "their") own duty is not said: write `duty: …` under the role"
        if known == 0 { review.cannotAssess(missing) } else { review.lacks(missing) }
    }
}
