import ProcessModel

extension Rule {
    static let personalityFirst = Rule(
        name: "personality-first", category: .relationships, severity: .warning, followsOthers: true,
        title: "People are blamed while the set-up is unclear",
        triggers: """
            A pain's cause is `personality`, while the rules about roles, goals and procedures (what is handed over, how \
            and by when, is one) still find something between the same functions: those at whose step, handoff or \
            relationship the pain stands, and those it is felt by. It names what lies between just these functions \
            before what lies in one of them; of that roles first, then goals, then procedures.
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
        // In the order in which they are to be settled, as the table of the functions has it.
        // What the way of working says in words comes before what single handoffs lack.
        let unclear = [Pain.Cause.roles, .goals, .procedures].flatMap { cause in
            let found = review.facts.found.filter { $0.cause == cause }
            return found.filter { $0.category == .procedures } + found.filter { $0.category != .procedures }
        }
        let lanesByName = review.lanesByName()
        let doubts = Doubts(unclear, review, lanesByName)
        var open = 0
        for pain in personal {
            let lanes = review.lanes(of: pain, lanesByName)
            guard !lanes.isEmpty else {
                open += 1
                let missing = "between whom '\(pain.text.string)' lies is not said: put it under a step or relationship, or write `felt by`"
                if open == personal.count { review.cannotAssess(missing) } else { review.lacks(missing) }
                continue
            }
            guard let first = doubts.first(between: lanes).map({ unclear[$0] }) else { continue }
            let names = Wording.some(lanes.map { review.map[$0].name })
            let control = pain.control.map { $0 == .other ? "" : ", and that lies in \($0 == .own ? "our own" : "shared") hands" } ?? ""
            review.find(
                "'\(pain.text.string)' is put down to personality, while in \(names) it is still open that \(first.message)\(control)",
                at: review.place(of: pain.about), pain.text.span,
                related: .init(span: first.span, message: "settle this first (\(first.rule))"),
                remedy: "settle what the rules find about roles, goals and procedures in \(names), then see what is left of it",
                question: "If two other people sat in these chairs, what would still go wrong?")
        }
    }
}

/// The first finding in each lane, and between each two lanes.
private struct Doubts {
    private var ofLane: [LaneID: Int] = [:]
    private var ofPair: [[LaneID]: Int] = [:]

    init(_ findings: [Finding], _ review: Review, _ lanesByName: [String: LaneID]) {
        let map = review.map
        var senders: [NodeID: Set<LaneID>] = [:]
        for passing in review.passings.all { senders[passing.receiver, default: []].insert(passing.from) }
        for (index, finding) in findings.enumerated() {
            switch finding.place {
            case .process: break
            case .lane(let lane): note(index, [lane])
            case .role(let role): note(index, [map[role].lane])
            case .node(let node):
                let lanes = [map[node].lane] + map[node].performers.all.map(\.lane)
                note(index, lanes)
                notePairs(index, lanes)
                for sender in (senders[node] ?? []).sorted().prefix(8) { notePair(index, sender, map[node].lane) }
            case .term(let term):
                let lanes = map.terms[term].meanings.compactMap { lanesByName[$0.who.string] }
                note(index, lanes)
                notePairs(index, lanes)
            case .flow(let flow): notePair(index, map[map[flow].from].lane, map[map[flow].to].lane)
            case .relationship(let at):
                let pair = map.relationships[at]
                if let a = lanesByName[pair.first.string], let b = lanesByName[pair.second.string] { notePair(index, a, b) }
            }
        }
    }

    private mutating func note(_ finding: Int, _ lanes: [LaneID]) {
        for lane in lanes where ofLane[lane] == nil { ofLane[lane] = finding }
    }

    private mutating func notePairs(_ finding: Int, _ lanes: [LaneID]) {
        let lanes = Set(lanes.prefix(8)).sorted()
        for (index, a) in lanes.enumerated() {
            for b in lanes[(index + 1)...] { notePair(finding, a, b) }
        }
    }

    private mutating func notePair(_ finding: Int, _ a: LaneID, _ b: LaneID) {
        let pair = [min(a, b), max(a, b)]
        if ofPair[pair] == nil { ofPair[pair] = finding }
    }

    /// The first between two of the lanes, or else in one of them.
    func first(between lanes: [LaneID]) -> Int? {
        var found: Int?
        for (index, a) in lanes.enumerated() {
            for b in lanes[(index + 1)...] { if let other = ofPair[[a, b]] { found = min(found ?? other, other) } }
        }
        return found ?? lanes.compactMap { [ofLane[$0], ofPair[[$0, $0]]].compactMap(\.self).min() }.min()
    }
}

extension Review {
    /// The lanes by their names, and by those of their roles.
    fileprivate func lanesByName() -> [String: LaneID] {
        var lanes: [String: LaneID] = [:]
        for role in map.roles { lanes[role.name] = role.lane }
        for (index, lane) in map.lanes.enumerated() { lanes[lane.name] = LaneID(index) }
        return lanes
    }

    /// The functions a pain lies between, as far as it says; of a long list the first eight.
    fileprivate func lanes(of pain: Pain, _ lanesByName: [String: LaneID]) -> [LaneID] {
        var found: [LaneID] = []
        switch pain.about {
        case .process, .term, .system, .meeting: break
        case .lane(let lane): found.append(lane)
        case .role(let role): found.append(map[role].lane)
        case .node(let node): found += [map[node].lane] + map[node].performers.all.map(\.lane)
        case .handoff(let id):
            if let flow = facts.flowOfTerms[id] { found += [map[map[flow].from].lane, map[map[flow].to].lane] }
        case .relationship(let index):
            let pair = map.relationships[index]
            found += [pair.first.string, pair.second.string].compactMap { lanesByName[$0] }
        }
        found += pain.feltBy.compactMap { lanesByName[$0.string] }
        return Array(Set(found.prefix(8))).sorted()
    }
}
