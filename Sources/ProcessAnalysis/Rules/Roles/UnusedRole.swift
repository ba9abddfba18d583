import ProcessModel

extension Rule {
    static let unusedRole = Rule(
        name: "unused-role", category: .roles, severity: .info,
        title: "A role that has nothing to do here",
        triggers: """
            A role is declared in this map, and neither does a step nor is accountable, consulted, informed, asked for \
            support, or anybody's deputy. Roles of a shared file may act in another map and are left alone.
            """,
        why: "Either a step is missing from the map, or people are waiting for work that nobody will give them.",
        remedy: "Give it its step, or take it off the map.",
        question: "What does this role do on the day this process runs?",
        examples: [
            Example(
                "Nobody says what the AE does",
                """
                process: Leads
                lane: Sales
                  role: SDR
                  role: ↓AE
                flow:
                  SDR: Call lead
                """),
            Example(
                "A whole lane that waits",
                """
                process: Leads
                lane: Sales
                  role: SDR
                lane: Legal
                  role: ↓Counsel
                flow:
                  SDR: Call lead
                """),
            Example(
                "It is consulted",
                """
                process: Leads
                lane: Sales
                  role: SDR
                lane: Legal
                  role: Counsel
                flow:
                  SDR: Send offer
                    consulted: Counsel
                """),
            Example(
                "It stands in for another",
                """
                process: Leads
                lane: Sales
                  role: SDR [backup AE]
                  role: AE
                flow:
                  SDR: Call lead
                """),
        ]
    ) { review in
        let map = review.map
        guard map.isProcess, map.nodes.contains(where: \.isWork), !map.roles.isEmpty else { return }
        var acting = [Bool](repeating: false, count: map.roles.count)
        for node in map.nodes {
            for performer in node.performers.all { if let role = performer.role { acting[role.index] = true } }
        }
        guard acting.contains(false) else { return }
        var named = Set<String>()
        func name(_ texts: [Text]) { for text in texts { named.insert(text.string) } }
        for details in map.details {
            name(details.accountable + details.consulted + details.informed + details.support + details.informs.map(\.who))
        }
        for lane in map.lanes { name(lane.accountable + lane.policies.compactMap(\.owner)) }
        for role in map.roles { name(role.backups) }
        for meeting in map.meetings { name(meeting.needs) }
        for pair in map.relationships { name(pair.escalation) }
        name([map.owner, map.sponsor].compactMap { $0 })
        for (index, role) in map.roles.enumerated() where !acting[index] && review.isAtHome(role.span) && !named.contains(role.name) {
            let duty = role.duties.first.map { ", though it '\($0.string)'" } ?? ""
            review.find(
                "\(role.name) in \(map[role.lane].name) does nothing on this map\(duty)", at: .role(RoleID(index)), role.span,
                remedy: "give it its step, or take it off the map", question: "\(map[role.lane].name), what does \(role.name) do when this runs?")
        }
    }
}
