import ProcessModel

extension Rule {
    static let blackHole = Rule(
        name: "black-hole", category: .handoffs, severity: .error,
        triggers: """
            Work is requested of another lane, and from there on no flow, no `informs` and no `informed` ever \
            reaches the requester's lane again. A customer who asks is reached by any later `touchpoint` too. Work \
            that goes back to a lane it came from is the answer, not a request; what is handed to a customer is \
            not a request either; a system needs no answer.
            """,
        why: """
            Whoever asks and never hears back asks again, works around it, or stops asking, and what they send \
            never gets better, because nobody tells them how it turned out.
            """,
        remedy: "Tell the requester the outcome: `informs: Marketing [what outcome]` where it is known.",
        question: "How do you learn what became of what you sent?",
        examples: [
            Example(
                "Marketing hands over leads and never hears which were any good",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: ↓MQL
                  Sales: Call prospect
                  end: Opportunity open
                """),
            Example(
                "A customer fills in a form, and that is the last they hear",
                """
                process: Leads
                lane: Prospect [customer]
                lane: Marketing
                flow:
                  Prospect: ↓Submit form
                  Marketing: Score lead
                  end: Scored
                """),
            Example(
                "The one in the middle is never told",
                """
                process: Change request
                lanes: Marketing, IT, Board
                flow:
                  Marketing: Raise request
                  IT: ↓Scope
                  Board: Decide
                  Marketing: Tell the team
                """),
            Example(
                "The outcome is told without the work coming back",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                    handoff: MQL
                  Sales: Call prospect
                    informs: Marketing [what outcome]
                  end: Opportunity open
                """),
            Example(
                "The result goes back to those who asked for it",
                """
                process: Quote
                lanes: Sales, Finance
                flow:
                  Sales: Ask for a price
                  Finance: Calculate
                  Sales: Send quote
                """),
            Example(
                "A touchpoint reaches the customer",
                """
                process: Leads
                lane: Prospect [customer]
                lane: Marketing
                flow:
                  Prospect: Submit form
                  Marketing: Send reply [touchpoint]
                """),
        ]
    ) { review in
        var echo = Echo(review)
        var told = Set<BlackHoleKey>()
        let map = review.map
        for passing in review.passings.all where echo.isLost(passing) {
            guard told.insert(BlackHoleKey(sender: passing.sender, to: passing.to)).inserted else { continue }
            let what = review.artifact(of: passing).map { "'\($0.string)'" } ?? "work"
            let (from, to) = (map[passing.from].name, map[passing.to].name)
            review.find(
                "\(from) (\(map[passing.sender].name)) passes \(what) to \(to) (\(map[passing.receiver].name)) and never hears what became of it",
                at: .flow(passing.flow), review.span(of: passing),
                remedy: map[passing.from].kind == .customer
                    ? "answer \(from), with a step marked `touchpoint` or `informs: \(from) [what outcome]`"
                    : "tell \(from) the outcome, as in `informs: \(from) [what outcome]` under the step where it is known",
                question: "\(from), how do you learn what became of it, and what would you do differently if you knew?")
        }
    }
}

private struct BlackHoleKey: Hashable {
    let sender: NodeID
    let to: LaneID
}

/// Which lanes hear of the work again, and where. Walks are done once for each lane that asks.
private struct Echo {
    private let map: ProcessMap
    private let graph: FlowGraph
    /// For each lane, the nodes from which some way reaches a step that the lane does or is told of.
    private var heardFrom: [LaneID: [Bool]] = [:]
    /// For each lane, the nodes that some way from one of its steps passes.
    private var askedBy: [LaneID: [Bool]] = [:]
    /// The nodes from which some way reaches a step that people do.
    private lazy var peopleFrom = graph.reaching(nodes { map[map[$0].lane].kind != .system })

    init(_ review: Review) {
        map = review.map
        graph = review.graph
    }

    mutating func isLost(_ passing: Passing) -> Bool {
        guard map[passing.from].kind != .system, map[passing.to].kind != .customer else { return false }
        // A system that nobody works on after is where work is kept, not somebody asked.
        if map[passing.to].kind == .system, !peopleFrom[passing.receiver.index] { return false }
        if heard(by: passing.from)[passing.receiver.index] { return false }
        return !asked(by: passing.to)[passing.sender.index]
    }

    private mutating func heard(by lane: LaneID) -> [Bool] {
        if let known = heardFrom[lane] { return known }
        let found = graph.reaching(nodes { hears(lane, at: $0) })
        heardFrom[lane] = found
        return found
    }

    private mutating func asked(by lane: LaneID) -> [Bool] {
        if let known = askedBy[lane] { return known }
        let found = graph.reached(from: nodes { map[$0].lane == lane })
        askedBy[lane] = found
        return found
    }

    private func nodes(_ holds: (NodeID) -> Bool) -> [NodeID] { map.nodeIDs.filter { map[$0].isWork && holds($0) } }

    private func hears(_ lane: LaneID, at node: NodeID) -> Bool {
        if map[node].lane == lane || map[node].performers.all.contains(where: { $0.lane == lane }) { return true }
        guard map[node].detailIndex != nil else { return false }
        let details = map.details(of: node)
        if map[lane].kind == .customer, details.flags.contains(.touchpoint) { return true }
        if details.informs.contains(where: { $0.lane == lane }) { return true }
        return details.informed.contains { name in
            map[lane].name == name.string || map[lane].roles.contains { map[$0].name == name.string }
        }
    }
}
