import ProcessModel

extension Rule {
    static let goalNotAgreed = Rule(
        name: "goal-not-agreed", category: .goals, severity: .warning,
        title: "Not all have taken the goal on",
        triggers: """
            Below the goal of the process, or of a lane, `agreed:` says `no` or `?` of a lane; or it speaks of some of \
            our lanes that do steps here and leaves one out, which counts as `?`. Customers, partners, agencies and \
            systems need not agree.
            """,
        why: "Who has not agreed to where it is to go works against the new way with a good conscience, and nobody hears why until it is built.",
        remedy: "Talk about the goal before anybody draws the new way, until each says yes or the goal is another.",
        question: "What would have to be in the goal for you to say yes?",
        examples: [
            Example(
                "One says no, of one nobody knows",
                """
                process: Leads
                  goal: Every lead talks to a person the same day
                    agreed: Marketing yes, ↓Sales no, ↓IT ?
                lanes: Marketing, Sales, IT
                flow:
                  Marketing: Score lead
                  Sales: Call lead
                  IT: Store lead
                """),
            Example(
                "One of two has not been asked",
                """
                process: Leads
                  goal: ↓Every lead talks to a person the same day
                    agreed: Marketing yes
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: Call lead
                """),
            Example(
                "All have agreed",
                """
                process: Leads
                  goal: Every lead talks to a person the same day
                    agreed: Marketing yes, Sales yes
                lane: Prospect [customer]
                lanes: Marketing, Sales
                flow:
                  Prospect: Submit form
                  Marketing: Score lead
                  Sales: Call lead
                """),
            Example(
                "A goal of one lane, to which the other agrees",
                """
                process: Leads
                  goal: Every lead talks to a person the same day
                    agreed: Marketing yes, Sales yes
                lane: Marketing
                  goal: leads that pick up the phone
                    agreed: Sales yes
                lane: Sales
                flow:
                  Marketing: Score lead
                  Sales: Call lead
                """),
            Example(
                "Nobody has been asked", notAssessable: true,
                """
                process: Leads
                  goal: Every lead talks to a person the same day
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: Call lead
                """),
        ]
    ) { review in
        let map = review.map
        guard map.isProcess else { return }
        let working = review.lanesThatMustAgree()
        // One lane alone has nobody to agree with.
        let asksAll = working.count > 1 && review.isSaid(map.goal)
        let lanes = map.lanes.indices.map(LaneID.init)
        let isSaid = !map.goalAgreements.isEmpty || lanes.contains { !map[$0].goalAgreements.isEmpty }
        guard isSaid else {
            guard asksAll else { return }
            let names = working.prefix(2).map { "\(map[$0].name) yes" }.joined(separator: ", ")
            return review.cannotAssess("who has agreed to the goal is not said: write it below the goal, as in `agreed: \(names)`")
        }
        for agreement in map.goalAgreements where agreement.agrees != true {
            review.find(doubt: agreement, of: map.name.string, at: .process)
        }
        for lane in lanes {
            for agreement in map[lane].goalAgreements where agreement.agrees != true {
                review.find(doubt: agreement, of: map[lane].name, at: .lane(lane))
            }
        }
        guard asksAll, let goal = map.goal else { return }
        guard !map.goalAgreements.isEmpty else {
            return review.lacks("who has agreed to the goal of the process is not said: write it below the goal, as in `agreed: \(map[working[0]].name) yes`")
        }
        let asked = Set(map.goalAgreements.map(\.lane.string))
        let silent = working.map { map[$0].name }.filter { !asked.contains($0) }
        guard !silent.isEmpty else { return }
        let names = Wording.some(silent)
        review.find(
            "nobody has said whether \(names) \(silent.count == 1 ? "agrees" : "agree") to the goal '\(goal.string)'", at: .process, goal.span,
            remedy: "ask \(names), and write the answer down below the goal, as in `\(silent[0]) yes` behind `agreed:`",
            question: "\(names), would you put your name under '\(goal.string)'?")
    }
}

extension Review {
    /// Our own lanes that do a step here, in declared order.
    fileprivate func lanesThatMustAgree() -> [LaneID] {
        var works = [Bool](repeating: false, count: map.lanes.count)
        for node in map.nodes where node.isWork {
            for performer in node.performers.all { works[performer.lane.index] = true }
        }
        return map.lanes.indices.map(LaneID.init).filter { works[$0.index] && map[$0].kind == .internal }
    }

    fileprivate mutating func find(doubt agreement: GoalAgreement, of owner: String, at place: FindingPlace) {
        let (lane, goal) = (agreement.lane.string, agreement.goal.string)
        let isRefused = agreement.agrees == false
        find(
            isRefused ? "\(lane) does not agree to the goal of \(owner): '\(goal)'" : "whether \(lane) agrees to the goal of \(owner) is not known: '\(goal)'",
            at: place, agreement.span, related: .init(span: agreement.goal.span, message: "the goal"),
            remedy: isRefused ? "let \(lane) say what speaks against it, and change the goal or what it asks of \(lane)" : "ask \(lane), and write the answer down as `yes` or `no`",
            question: "\(lane), what would have to be in the goal for you to say yes?")
    }
}
