import ProcessModel

extension Rule {
    static let keyPerson = Rule(
        name: "key-person", category: .roles, severity: .warning,
        title: "Every case needs one person who has no backup",
        triggers: """
            A role held by one person, with no backup, does a step that every case passes on its way to an end. \
            What lies on a path of a parallel block is passed by every case too.
            """,
        why: "On the day that person is ill or away, everything stops, and everybody finds out at once.",
        remedy: "Train a deputy and name them: `backup: …` under the role.",
        question: "Who did it when they were last away, and could that person do it tomorrow?",
        examples: [
            Example(
                "Every lead passes the one SDR",
                """
                process: Leads
                lanes: Marketing
                lane: Sales
                  role: SDR [people 1]
                  role: AE [people 4]
                flow:
                  Marketing: Score lead
                  ↓SDR: Review lead
                  AE: Discovery call
                """),
            Example(
                "All paths of a parallel block are taken",
                """
                process: Launch
                lane: Marketing
                  role: Campaign Manager [people 3]
                  role: Designer [people 1]
                flow:
                  Campaign Manager: Write brief
                  in parallel:
                    path: words
                      Campaign Manager: Write copy
                    path: pictures
                      ↓Designer: Draw pictures
                  Campaign Manager: Launch
                """),
            Example(
                "Asked for in the room, but nobody knew a backup",
                """
                process: Leads
                lane: Sales
                  role: SDR [people 1, backup ?]
                flow:
                  ↓SDR: Review lead
                """),
            Example(
                "A backup is named",
                """
                process: Leads
                lane: Sales
                  role: SDR [people 1, backup AE]
                  role: AE [people 4]
                flow:
                  SDR: Review lead
                  AE: Discovery call
                """),
            Example(
                "Some cases go another way",
                """
                process: Leads
                lane: Sales
                  role: SDR [people 2]
                  role: Counsel [people 1]
                flow:
                  SDR: Big deal?
                    yes:
                      Counsel: Check contract
                    no
                  SDR: Send offer
                """),
            Example(
                "Two people hold the role",
                """
                process: Leads
                lane: Sales
                  role: SDR [people 2]
                flow:
                  SDR: Review lead
                """),
            Example(
                "No role says how many people hold it", notAssessable: true,
                """
                process: Leads
                lane: Sales
                  role: SDR
                flow:
                  SDR: Review lead
                """),
        ]
    ) { review in
        let map = review.map
        guard map.nodes.contains(where: \.isWork) else { return }
        guard map.nodes.contains(where: { $0.performers.all.contains { $0.role != nil } }) else {
            review.cannotAssess("no step names a role: declare who acts, as in `role: … [people 1]` under the lane")
            return
        }
        guard review.graph.entries.contains(where: { review.graph.canFinish[$0.index] }) else {
            review.cannotAssess("no path leads from where cases come in to an end: add an `end:`")
            return
        }
        let isPassed = MustPass(map, review.graph).isPassed
        var steps: [RoleID: [(node: NodeID, performer: Performer)]] = [:]
        for id in map.nodeIDs where isPassed[id.index] {
            for performer in map[id].performers.all {
                if let role = performer.role, review.canAgree(performer.lane) { steps[role, default: []].append((id, performer)) }
            }
        }
        let acting = steps.keys.sorted()
        let uncounted = acting.filter { map[$0].people?.value == nil && !hasBackup(map[$0]) }
        for role in acting {
            guard let people = map[role].people?.value, people <= 1, !hasBackup(map[role]),
                let all = steps[role], let first = all.first
            else { continue }
            let name = map[role].name
            let more = all.count > 1 ? " and \(Wording.count(all.count - 1, "more step"))" : ""
            review.find(
                "every case needs \(name), \(people > 0 ? "one person without a backup" : "a role that nobody holds"), for '\(map[first.node].name)'\(more)",
                at: .node(first.node), first.performer.span,
                related: .init(span: map[role].span, message: "\(name) is declared here"),
                remedy: "train a deputy for \(name) and name them, as in `[backup …]`",
                question: "Who did '\(map[first.node].name)' when \(name) was last away?")
        }
        guard let first = uncounted.first else { return }
        let missing = "write it behind the role, as in `role: \(map[first].name) [people 1]`"
        if uncounted.count == acting.count {
            review.cannotAssess("no role says how many people hold it: \(missing)", .people)
        } else {
            review.lacks("how many people hold \(Wording.list(uncounted.map { map[$0].name })) is not said: \(missing)", .people)
        }
    }
}

/// `backup ?` says that nobody knew one.
private func hasBackup(_ role: Role) -> Bool { role.backups.contains { $0.string != "?" } }
