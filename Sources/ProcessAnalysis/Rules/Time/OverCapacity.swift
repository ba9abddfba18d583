import ProcessModel
import ProcessSyntax

extension Rule {
    private static let warnAt = Setting(
        name: "warn", standard: 85, unit: "%", meaning: "the load of a role above which the queue grows fast")
    private static let errorAt = Setting(
        name: "error", standard: 100, unit: "%", meaning: "the load of a role above which the work cannot be done")

    static let overCapacity = Rule(
        name: "over-capacity", category: .time, severity: .error,
        title: "More work comes in than there are hours for it",
        triggers: """
            The maps of a folder together ask more of a role than 85% of the hours its people have in a month (a \
            warning), or more than all of them (an error). A month is four weeks of the lane's calendar. What is \
            `automated` loads nobody. A role to which two maps give different people or time cannot be assessed.
            """,
        why: """
            Close to full, every busy day makes a queue that no quiet day clears; beyond full, the queue grows until \
            people stop asking.
            """,
        remedy: "Cut what comes in, move steps to another role, or add people.",
        question: "What stays undone when everything comes at once, and who decides that?",
        settings: [warnAt, errorAt],
        examples: [
            Example(
                "More than one person can do",
                """
                process: Leads
                  volume: 300 per month
                lane: Sales
                  role: ↓SDR [people 1, available 80%]
                flow:
                  SDR: Review lead [work 10 min]
                  SDR: Contact prospect [work 30 min]
                """),
            Example(
                "Nearly full is a warning",
                """
                process: Leads
                  volume: 144 per month
                lane: Sales
                  role: ↓SDR [people 1]
                flow:
                  SDR: Contact prospect [work 1 h]
                """),
            Example(
                "Rework counts: every second case comes again",
                """
                process: Leads
                  volume: 100 per month
                lane: Sales
                  role: ↓SDR [people 1]
                flow:
                  SDR: Contact prospect [work 1 h]
                  SDR: Reached?
                    yes 50%
                    no 50% -> Contact prospect
                  end: Done
                """),
            Example(
                "There is work, and nobody to do it",
                """
                process: Leads
                  volume: 100 per month
                lane: Sales
                  role: ↓SDR [people 0]
                flow:
                  SDR: Contact prospect [work 1 h]
                """),
            Example(
                "There is time to spare",
                """
                process: Leads
                  volume: 100 per month
                lane: Sales
                  role: SDR [people 1]
                flow:
                  SDR: Contact prospect [work 1 h]
                """),
            Example(
                "85% is not yet above it",
                """
                process: Leads
                  volume: 136 per month
                lane: Sales
                  role: SDR [people 1]
                flow:
                  SDR: Contact prospect [work 1 h]
                """),
            Example(
                "How many cases come in is not said", notAssessable: true,
                """
                process: Leads
                lane: Sales
                  role: SDR [people 1]
                flow:
                  SDR: Contact prospect [work 1 h]
                """),
            Example(
                "How many people there are is not said", notAssessable: true,
                """
                process: Leads
                  volume: 100 per month
                lane: Sales
                  role: SDR
                flow:
                  SDR: Contact prospect [work 1 h]
                """),
        ]
    ) { review in
        let map = review.map
        let acting = map.nodes.contains { $0.performers.all.contains { $0.role != nil } }
        guard acting else {
            if map.nodes.contains(where: \.isWork) {
                review.cannotAssess("no step names a role: declare who acts, as in `role: … [people 1]` under the lane")
            }
            return
        }
        guard review.inspection.metrics.volume != nil else {
            review.cannotAssess("how many cases come in is not said: write `volume: 300 per month` under the process", .volume)
            return
        }
        var known = 0
        var uncounted: [RoleID] = []
        var unmeasured = Set<NodeID>()
        var unshared: [RoleID] = []
        var disputed: [String] = []
        for load in review.inspection.metrics.loads {
            let total = review.inspection.folder.total(of: load, in: map)
            if let words = total.disagreement {
                disputed.append("the maps of the folder do not agree on how much time \(map[load.role].name) has a month: \(words); write the same in each, or declare the role once in a file that they `use:`")
                continue
            }
            guard let capacity = total.capacity else {
                uncounted.append(load.role)
                continue
            }
            if !load.isLowerBound { known += 1 }
            let visits = review.inspection.metrics.visits
            if load.silent.contains(where: { visits[$0.index] == nil }) { unshared.append(load.role) }
            for node in load.silent where visits[node.index] != nil { unmeasured.insert(node) }
            if total.hasNobody {
                if load.isLowerBound { known += 1 }
                let name = map[load.role].name
                let least = total.isLowerBound ? "at least " : ""
                let isVacant = map[load.role].people?.value == 0
                review.find(
                    "\(name) needs \(least)\(Numerals.decimal(total.minutes.hours)) h a month, but \(isVacant ? "nobody holds the role" : "its people have no time for it")",
                    at: .role(load.role), place(of: load.role, map), severity: .error,
                    remedy: "say who does it, as in `people 1`, for how much of their time, as in `available 50%`, or move the steps of \(name) to another role",
                    question: "\(map[map[load.role].lane].name), who does the work of \(name) now?")
                continue
            }
            guard let share = total.share else { continue }
            // A hair of slack, so that a load of exactly the limit is not above it.
            guard share * 100 > review[warnAt] * (1 + 1e-9) else { continue }
            if load.isLowerBound { known += 1 }
            let name = map[load.role].name
            let least = total.isLowerBound ? "at least " : ""
            let parts = total.parts.count < 2
                ? "" : ": " + Wording.list(total.parts.map { "\(Numerals.decimal($0.minutes.hours)) h in \($0.map)" })
            // Rounded to whole numbers, except where that would hide on which side of a limit it is.
            let isClose = [review[warnAt], review[errorAt]].contains((share * 100).rounded())
            let decimals = isClose ? 1 : 0
            let people = map[load.role].people?.value ?? 0
            let enough = review[warnAt] > 0 ? (people * share * 100 / review[warnAt]).rounded(.up) : 0
            review.find(
                "\(name) needs \(least)\(Numerals.decimal(total.minutes.hours)) h of \(Numerals.decimal(capacity / 60)) h a month (\(least)\(Numerals.decimal(share * 100, places: decimals))%)\(parts)",
                at: .role(load.role), place(of: load.role, map),
                severity: share * 100 > review[errorAt] * (1 + 1e-9) ? .error : .warning,
                remedy: "cut what comes in, move steps of \(name) to another role, or plan for \(Numerals.decimal(enough, places: 0)) people",
                question: "\(map[map[load.role].lane].name), when everything comes at once, what stays undone, and who decides that?")
        }
        let missing: [(words: String, number: MissingNumber?)] = [
            uncounted.isEmpty
                ? nil : ("how many people hold \(Wording.list(uncounted.map { map[$0].name })), and for how much of their time, is not said: write it, as in `role: \(map[uncounted[0]].name) [people 1, available 80%]`", .people),
            unmeasured.isEmpty
                ? nil : ("how much work \(Wording.some(unmeasured.sorted().map { "'\(map[$0].name)'" })) is, is not said: write it, as in `[work 10 min]`", .time),
            unshared.isEmpty
                ? nil
                : ("how often the steps of \(Wording.some(unshared.map { map[$0].name })) come up is not said: write a share at each answer, as in `yes 60%`", .share),
        ].compactMap { $0 } + disputed.map { ($0, nil) }
        for (index, lack) in missing.enumerated() {
            if known == 0, index == 0 { review.cannotAssess(lack.words, lack.number) } else { review.lacks(lack.words, lack.number) }
        }
    }
}

/// Where the role is declared; where that is in another file, the first step of this map that it does.
private func place(of role: RoleID, _ map: ProcessMap) -> Span {
    if map[role].span.file == map.name.span.file { return map[role].span }
    for node in map.nodes {
        for performer in node.performers.all where performer.role == role { return performer.span }
    }
    return map[role].span
}
