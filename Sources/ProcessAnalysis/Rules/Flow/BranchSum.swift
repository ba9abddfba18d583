import ProcessModel

extension Rule {
    private static let rounding = Setting(
        name: "rounding", standard: 0.5, unit: "%",
        meaning: "how far from 100% a sum may be, since shares are rounded when they are written")

    static let branchSum = Rule(
        name: "branch-sum", category: .flow, severity: .error,
        title: "The shares of the answers do not add up",
        triggers: """
            The shares at the answers of a decision do not add up to 100%. An answer without a share takes what the \
            others leave, so then they must only not exceed it. A decision marked `[any]`, of which several answers \
            may be taken, only has to have one that is taken at all. The shares of the exceptions of one step (`on error 5% -> …`) add up to more \
            than 100%.
            """,
        why: "Every number of the map rests on how often each way is taken; shares that do not add up lose cases or invent them.",
        remedy: "Correct the shares, or leave out the share of one answer: it takes the rest.",
        question: "Of ten cases, how many go each way?",
        settings: [rounding],
        examples: [
            Example(
                "More than all",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: ↓Lead accepted?
                    yes 60%
                    no 50% -> Closed
                  Sales: Call prospect
                  end: Won
                  end: Closed
                """),
            Example(
                "Some cases get lost",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: ↓Lead accepted?
                    yes 60%
                    no 30% -> Closed
                  Sales: Call prospect
                  end: Won
                  end: Closed
                """),
            Example(
                "One answer without a share cannot have less than nothing",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: ↓Which size?
                    small 70%
                    large 40%
                    otherwise -> Closed
                  Sales: Call prospect
                  end: Won
                  end: Closed
                """),
            Example(
                "More cases go wrong than there are",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: ↓Call prospect
                    on error 100% -> Closed
                    on error 60% -> Nurtured
                  end: Won
                  end: Closed
                  end: Nurtured
                """),
            Example(
                "Several answers may be taken, and none ever is",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: ↓Which channels? [any]
                    mail 0%:
                      Sales: Write
                    phone 0%:
                      Sales: Call
                  end: Won
                """),
            Example(
                "Shares rounded to whole numbers add up well enough",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Which size?
                    small 33.3%
                    medium 33.3%
                    large 33.3% -> Closed
                  Sales: Call prospect
                  end: Won
                  end: Closed
                """),
            Example(
                "The answer without a share takes the rest",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Lead accepted?
                    yes 60%
                    no -> Closed
                  Sales: Call prospect
                  end: Won
                  end: Closed
                """),
            Example(
                "Several answers may be taken at once",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Which channels? [any]
                    mail 90%
                    phone 40%
                  Sales: Log it
                """),
            Example(
                "No answer says how often it is taken", notAssessable: true,
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Lead accepted?
                    yes
                    no -> Closed
                  Sales: Call prospect
                  end: Won
                  end: Closed
                """),
        ]
    ) { review in
        let map = review.map
        var open = 0
        var known = 0
        for id in map.nodeIDs where map[id].kind == .decision && !map[id].takesSeveralAnswers {
            let answers = review.graph.flows(from: id).filter { map[$0].kind == .answer }
            let stated = answers.filter { map[$0].probability?.value != nil }
            if stated.isEmpty {
                open += answers.count > 1 ? 1 : 0
                continue
            }
            known += 1
            let sum = stated.reduce(0) { $0 + (map[$1].probability?.value ?? 0) } * 100
            let excess = sum - 100
            // A hair of slack, so that a sum of exactly the limit is within it.
            let limit = review[rounding] + 1e-9
            guard excess > limit || (stated.count == answers.count && -excess > limit) else { continue }
            let shares = stated.map { "\(map[$0].label?.string ?? "an answer") \(Numerals.percent(map[$0].probability?.value ?? 0, places: 1))" }
            review.find(
                "the answers of '\(map[id].name)' add up to \(Numerals.decimal(sum, places: 1))%, not 100% (\(shares.joined(separator: ", ")))",
                at: .node(id), map[id].span,
                remedy: stated.count == answers.count
                    ? "correct the shares, or leave out one: it takes the rest" : "correct the shares so that they stay within 100%",
                question: "\(map[map[id].lane].name), of ten cases at this decision, how many go each way?")
        }
        known += review.findExceptions(over: review[rounding] + 1e-9) + review.findIdleChoices()
        guard open > 0 else { return }
        let missing = "write it behind the answer, as in `yes 60%`"
        if known == 0 {
            review.cannotAssess("no answer says how often it is taken: \(missing)", .share)
        } else {
            review.lacks("\(Wording.count(open, "decision")) without any share: \(missing)", .share)
        }
    }
}

extension Review {
    /// Finds the decisions that may take several answers and take none; says how many have a share at each answer.
    fileprivate mutating func findIdleChoices() -> Int {
        var known = 0
        for id in map.nodeIDs where map[id].kind == .decision && map[id].takesSeveralAnswers {
            let shares = graph.flows(from: id).filter { map[$0].kind == .answer }.map { map[$0].probability?.value }
            guard !shares.isEmpty, !shares.contains(nil) else { continue }
            known += 1
            guard shares.allSatisfy({ $0 == 0 }) else { continue }
            find(
                "all answers of '\(map[id].name)' have 0%, so no case goes on from there", at: .node(id), map[id].span,
                remedy: "say how often each answer is taken; with `[any]` they need not make 100%",
                question: "\(map[map[id].lane].name), of ten cases at this decision, how many get each of these?")
        }
        return known
    }

    /// Finds the steps of which more cases would go wrong than there are; says how many have such shares.
    fileprivate mutating func findExceptions(over limit: Double) -> Int {
        var known = 0
        for id in map.nodeIDs {
            // What happens after a while (`on silence after 2 bd`) goes on beside the rest.
            let stated = graph.flows(from: id).filter { map[$0].kind == .exception && map[$0].after == nil && map[$0].probability?.value != nil }
            guard !stated.isEmpty else { continue }
            known += 1
            let sum = stated.reduce(0) { $0 + (map[$1].probability?.value ?? 0) } * 100
            guard sum - 100 > limit else { continue }
            let shares = stated.map { "on \(map[$0].label?.string ?? "error")" }
            find(
                "the exceptions of '\(map[id].name)' add up to \(Numerals.decimal(sum, places: 1))%, more than all cases (\(shares.joined(separator: ", ")))",
                at: .node(id), map[id].span,
                remedy: "correct the shares so that they stay within 100%; what is left goes on to the next step",
                question: "\(map[map[id].lane].name), of ten cases at this step, how many go each of these ways?")
        }
        return known
    }
}
