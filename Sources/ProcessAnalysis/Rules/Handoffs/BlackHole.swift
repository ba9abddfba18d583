import ProcessModel

extension Rule {
    static let blackHole = Rule(
        name: "black-hole", category: .handoffs, severity: .error,
        title: "Who asks never hears what became of it",
        triggers: """
            Work is requested of another lane, and from there on no flow, no `informs` and no `informed` ever \
            reaches the requester's lane again. A customer who asks is reached by any later `touchpoint` too. Work \
            that goes back to a lane which waits for it is the answer, not a request; what is handed to a customer is \
            not a request either; a system needs no answer.
            """,
        why: """
            Whoever asks and never hears back asks again, works around it, or stops asking, and what they send \
            never gets better, because nobody tells them how it turned out.
            """,
        remedy: "Tell the requester the outcome: `informs: … [what outcome]` where it is known.",
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
                "What comes after the answer is a request of its own",
                """
                process: Report
                lanes: Marketing, IT
                flow:
                  Marketing: Ask for a report
                  IT: Build report
                  Marketing: ↓Read report
                  IT: Archive findings
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
        let map = review.map
        // A guard against maps made to keep us busy: each lane that asks costs a walk or two over the map.
        guard map.lanes.count * map.nodes.count <= 50_000_000 else {
            review.cannotAssess("there are more lanes and steps than can be followed: split the map into calls")
            return
        }
        var echo = Echo(review)
        var told = Set<BlackHoleKey>()
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
    /// For each lane, the steps that it does or is told of.
    private let hearing: [[NodeID]]
    /// The flows on which work comes back to a lane that waits to hear of what it sent.
    private let answers: Set<FlowID>
    /// For each lane, the nodes from which some way reaches a step that the lane does or is told of.
    private var heardFrom: [LaneID: [Bool]] = [:]
    /// The nodes from which some way reaches a step that people do.
    private lazy var peopleFrom = graph.reaching(map.nodeIDs.filter { map[$0].isWork && map[map[$0].lane].kind != .system })

    init(_ review: Review) {
        let map = review.map
        self.map = map
        graph = review.graph
        var hearing = [[NodeID]](repeating: [], count: map.lanes.count)
        let customers = map.lanes.indices.filter { map.lanes[$0].kind == .customer }
        var lanes: [String: LaneID] = [:]
        for role in map.roles { lanes[role.name] = role.lane }
        for (index, lane) in map.lanes.enumerated() { lanes[lane.name] = LaneID(index) }
        for id in map.nodeIDs where map[id].isWork {
            let node = map[id]
            hearing[node.lane.index].append(id)
            if case .several(let all) = node.performers {
                for performer in all where performer.lane != node.lane { hearing[performer.lane.index].append(id) }
            }
            guard node.detailIndex != nil else { continue }
            for inform in map.said(of: id, \.informs) ?? [] { if let lane = inform.lane { hearing[lane.index].append(id) } }
            for name in map.said(of: id, \.informed) ?? [] { if let lane = lanes[name.string] { hearing[lane.index].append(id) } }
            if map.said(of: id, \.flags)?.contains(.touchpoint) == true { for lane in customers { hearing[lane].append(id) } }
        }
        self.hearing = hearing
        answers = OpenRequests.answers(in: review, hearing: hearing)
    }

    mutating func isLost(_ passing: Passing) -> Bool {
        guard map[passing.from].kind != .system, map[passing.to].kind != .customer else { return false }
        // A system that nobody works on after is where work is kept, not somebody asked.
        if map[passing.to].kind == .system, !peopleFrom[passing.receiver.index] { return false }
        if heard(by: passing.from)[passing.receiver.index] { return false }
        return !answers.contains(passing.flow)
    }

    private mutating func heard(by lane: LaneID) -> [Bool] {
        if let known = heardFrom[lane] { return known }
        let found = graph.reaching(hearing[lane.index])
        heardFrom[lane] = found
        return found
    }

}
