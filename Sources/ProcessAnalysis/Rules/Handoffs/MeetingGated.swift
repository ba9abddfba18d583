import ProcessModel
import ProcessSyntax

extension Rule {
    private static let mostNoShow = Setting(
        name: "no-show", standard: 10, unit: "%", meaning: "how often somebody who is needed may be missing")

    static let meetingGated = Rule(
        name: "meeting-gated", category: .handoffs, severity: .warning,
        title: "A handoff waits for a meeting",
        triggers: """
            Work from another lane waits for a step that is done `at` a meeting, and half the time from one meeting \
            to the next is longer than what was agreed (`within`), or the meeting `needs` a role of one person \
            without a backup, or somebody needed is missing more than 10% of the time (`no-show`).
            """,
        why: "A meeting is the slowest queue there is: it opens once a week, and one person who is ill closes it.",
        remedy: "Decide without the meeting where the case is clear, and name deputies for the rest.",
        question: "Which of these could have been decided the same day by one person?",
        settings: [mostNoShow],
        examples: [
            Example(
                "A day was agreed, and the meeting is once a fortnight",
                """
                process: Change request
                lanes: Marketing, IT
                meeting: Change board
                  every: 2 weeks
                flow:
                  Marketing: Raise request
                    handoff: change request [within 1 bd]
                  IT: ↓Approve [approval]
                    at: Change board
                """),
            Example(
                "It needs the one Director, who has no deputy",
                """
                process: Change request
                lanes: Marketing
                lane: IT
                  role: IT Director [people 1]
                meeting: Change board
                  every: 1 week
                  needs: IT Director
                flow:
                  Marketing: Raise request
                  IT Director: ↓Approve [approval]
                    at: Change board
                """),
            Example(
                "One in four does not take place",
                """
                process: Change request
                lanes: Marketing, IT
                meeting: Change board
                  every: 1 week
                  no-show: 25%
                flow:
                  Marketing: Raise request
                  IT: ↓Approve [approval]
                    at: Change board
                """),
            Example(
                "A stand-up each day, with deputies",
                """
                process: Change request
                lanes: Marketing
                lane: IT
                  role: IT Director [people 1, backup CRM Admin]
                  role: CRM Admin
                meeting: Stand-up
                  every: 1 day
                  needs: IT Director
                  no-show: 5%
                flow:
                  Marketing: Raise request
                    handoff: change request [within 1 bd]
                  IT Director: Approve [approval]
                    at: Stand-up
                """),
            Example(
                "Nobody else waits for it",
                """
                process: Change request
                lanes: IT
                meeting: Change board
                  every: 2 weeks
                  no-show: 50%
                flow:
                  IT: Build
                  IT: Approve [approval]
                    at: Change board
                """),
            Example(
                "Nothing is said of the meeting", notAssessable: true,
                """
                process: Change request
                lanes: Marketing, IT
                flow:
                  Marketing: Raise request
                    handoff: change request [within 1 bd]
                  IT: Approve [approval]
                    at: Change board
                """),
        ]
    ) { review in
        let map = review.map
        guard map.details.contains(where: { $0.meeting != nil }) else { return }
        let meetings = Dictionary(map.meetings.map { ($0.name.string, $0) }, uniquingKeysWith: { $1 })
        let roles = Dictionary(map.roles.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var waiting = 0
        var unknown: [String] = []
        var told = Set<NodeID>()
        for passing in review.passings.all {
            guard let name = map.said(of: passing.receiver, \.meeting) ?? nil, review.isSaid(name), !told.contains(passing.receiver) else { continue }
            waiting += 1
            guard let meeting = meetings[name.string], meeting.saysAnything else {
                if !unknown.contains(name.string) { unknown.append(name.string) }
                continue
            }
            let reasons = review.obstacles(of: meeting, to: passing, among: roles, mostMissing: review[mostNoShow])
            guard !reasons.isEmpty else { continue }
            told.insert(passing.receiver)
            let what = review.artifact(of: passing).map { "'\($0.string)'" } ?? "the work"
            review.find(
                "\(what) from \(map[passing.from].name) waits for the \(meeting.name.string) at '\(map[passing.receiver].name)': \(Wording.list(reasons))",
                at: .node(passing.receiver), map[passing.receiver].span,
                related: .init(span: meeting.name.span, message: "what is said of the meeting"),
                remedy: "decide clear cases without the meeting, and name deputies for those it needs",
                question: "\(map[passing.to].name), which cases of the last \(meeting.name.string) could one person have decided the same day?")
        }
        guard !unknown.isEmpty else { return }
        let missing = "nothing is said of \(Wording.some(unknown.map { "'\($0)'" })): write `meeting: \(unknown[0])` with how often it is, whom it needs and how often one of them is missing"
        if waiting == unknown.count, told.isEmpty { review.cannotAssess(missing) } else { review.lacks(missing) }
    }
}

extension Meeting {
    fileprivate var saysAnything: Bool { every?.value != nil || !needs.isEmpty || noShow?.value != nil }
}

extension Review {
    /// What makes a meeting a bad gate for what is handed over.
    fileprivate func obstacles(of meeting: Meeting, to passing: Passing, among roles: [String: Role], mostMissing: Double) -> [String] {
        var reasons: [String] = []
        let limit = terms(of: passing)?.within?.value ?? expectations(of: passing).lazy.compactMap { $0.within?.value }.first
        if let every = meeting.every?.value, let limit {
            let calendar = map.calendar(of: passing.to)
            let wait = Estimate.businessMinutes(elapsed: every.likely / 2, by: calendar)
            if wait > Estimate(passing: limit, by: calendar).high * (1 + 1e-9) {
                let written = every.written.hasPrefix("1 ") ? String(every.written.dropFirst(2)) : every.written
                reasons.append("it is held every \(written), so it waits \(Wording.elapsed(wait, by: calendar)) on average, and \(limit.written) was agreed")
            }
        }
        let alone = meeting.needs.filter { need in
            guard let role = roles[need.string] else { return false }
            return (role.people?.value ?? 1) <= 1 && !role.backups.contains { $0.string != "?" }
        }
        if !alone.isEmpty { reasons.append("it needs \(Wording.list(alone.map(\.string))), and there is no deputy") }
        if let noShow = meeting.noShow?.value, noShow * 100 > mostMissing * (1 + 1e-9) {
            reasons.append("somebody needed is missing \(Numerals.percent(noShow)) of the time")
        }
        return reasons
    }
}
