import ProcessModel

extension Rule {
    static let customerNoAnswer = Rule(
        name: "customer-no-answer", category: .customers, severity: .warning,
        title: "The customer writes, and hears nothing",
        triggers: """
            A customer hands something to us, and on some path it passes from one of our lanes or partners to another \
            before anybody touches the customer: by a step marked `touchpoint`, an `informs:`, or by handing \
            something back. A handoff with a `confirm:` is answered, and so is one that is taken in live: by phone, \
            in a talk or meeting, or in a step done together. What passes to or from a system is no such \
            passing on, and what goes wrong (`on late`, `on error`) is left out. Of paths side by side, one that answers is enough.
            """,
        why: "Whoever hears nothing after writing cannot tell a slow company from a lost message, and asks somebody else.",
        remedy: "Confirm at once that it has arrived, and say when they hear more.",
        question: "After they press send, when does the first word reach them?",
        examples: [
            Example(
                "The form goes from Marketing on to Sales",
                """
                process: Leads
                lane: Prospect [customer]
                lanes: Marketing, Sales
                flow:
                  Prospect: Submit form
                    handoff: ↓demo request
                  Marketing: Score lead
                  Sales: Call prospect [touchpoint]
                """),
            Example(
                "On one of two paths, behind a system",
                """
                process: Orders
                lane: Customer [customer]
                lane: Shop [system]
                lanes: Service, Finance
                flow:
                  Customer: ↓Order
                  Shop: Store order [automated]
                  Service: In stock?
                    yes:
                      Service: Tell delivery date [touchpoint]
                    no
                  Finance: Send invoice [touchpoint]
                """),
            Example(
                "Answered before it passes on",
                """
                process: Leads
                lane: Prospect [customer]
                lanes: Marketing, Sales
                flow:
                  Prospect: Submit form
                  Marketing: Send reply [touchpoint]
                  Sales: Call prospect [touchpoint]
                """),
            Example(
                "The handoff says how it is confirmed",
                """
                process: Leads
                lane: Prospect [customer]
                lanes: Marketing, Sales
                flow:
                  Prospect: Submit form
                    handoff: demo request [confirm "a mail says that it has arrived"]
                  Marketing: Score lead
                  Sales: Call prospect [touchpoint]
                """),
            Example(
                "They speak to us when they report it",
                """
                process: Faults
                lane: Customer [customer]
                lanes: Service, IT
                flow:
                  Customer: Report fault
                    handoff: fault [via phone]
                  Service: Log fault
                  IT: Repair [touchpoint]
                """),
            Example(
                "Who takes it in also answers it",
                """
                process: Orders
                lane: Customer [customer]
                lanes: Service, Finance
                flow:
                  Customer: Ask for price
                  Service: Look up price
                  Service: Write to customer
                    informs: Customer [what price]
                  Finance: Note the offer
                """),
            Example(
                "The answer goes out side by side",
                """
                process: Leads
                lane: Prospect [customer]
                lanes: Marketing, Sales
                flow:
                  Prospect: Submit form
                  in parallel:
                    path: answer
                      Marketing: Send reply [touchpoint]
                    path: work
                      Marketing: Score lead
                      Sales: Review lead
                  Sales: Call prospect [touchpoint]
                """),
            Example(
                "No step says that it reaches the customer", notAssessable: true,
                """
                process: Leads
                lane: Prospect [customer]
                lanes: Marketing, Sales
                flow:
                  Prospect: Submit form
                  Marketing: Score lead
                  Sales: Call prospect
                """),
        ]
    ) { review in
        let map = review.map
        let sent = review.passings.distinct.filter {
            map[$0.from].kind == .customer && map[$0.to].kind != .customer && !review.isSaid(review.terms(of: $0)?.confirm)
                && !Receipt.isLive($0, review) && !(map.said(of: $0.sender, \.flags)?.contains(.touchpoint) ?? false)
        }
        guard !sent.isEmpty else { return }
        let touches = review.touches()
        guard !touches.isEmpty else { return review.lacksTouches() }
        let silences = PassedOnUnanswered(review, touches)
        for passing in sent {
            guard let on = silences.next(from: passing.receiver) else { continue }
            let customer = map[passing.from].name
            let artifact = review.artifact(of: passing).map { "'\($0.string)'" } ?? "what they sent"
            review.find(
                "\(review.telling(passing)), and \(customer) gets no answer before it goes on to \(map[on.to].name) (\(map[on.receiver].name))",
                at: .flow(passing.flow), review.span(of: passing),
                related: .init(span: map[on.sender].span, message: "from here it goes on to \(map[on.to].name)"),
                remedy: "confirm at '\(map[passing.receiver].name)' that \(artifact) has arrived, and say when they hear more",
                question: "\(map[passing.to].name), after '\(map[passing.sender].name)' when does the first word reach \(customer)?")
        }
    }
}

/// Where what a customer sent passes on between two of our lanes or partners before anybody has touched the customer.
private struct PassedOnUnanswered {
    private let graph: FlowGraph
    /// For each node from which that may happen, the flow on the shortest way to there; -1 for the others.
    private var onward: [Int32]
    private var crossing: [FlowID: Passing] = [:]

    init(_ review: Review, _ touches: [Touch]) {
        let (map, graph) = (review.map, review.graph)
        self.graph = graph
        onward = [Int32](repeating: -1, count: graph.nodeCount)
        for passing in review.passings.all where review.canAgree(passing.from) && review.canAgree(passing.to) { crossing[passing.flow] = passing }
        guard !crossing.isEmpty else { return }
        // Behind these the customer has heard something, or speaks again.
        var isAnswered = [Bool](repeating: false, count: graph.nodeCount)
        for touch in touches { isAnswered[touch.node.index] = true }
        let isSurelyAnswered = Self.surelyAnswered(isAnswered, crossing, map, graph)
        for id in map.nodeIDs {
            if map[id].isWork, map[map[id].lane].kind == .customer { isAnswered[id.index] = true }
            // Of paths side by side, one that answers is enough.
            if map[id].kind == .fork, graph.flows(from: id).contains(where: { isSurelyAnswered[graph.target(of: $0).index] }) { isAnswered[id.index] = true }
        }
        // From the flows that cross, backwards: the nearest first.
        var open: [NodeID] = []
        func reach(_ flow: FlowID) {
            let source = graph.source(of: flow)
            guard map[flow].kind != .exception, !isAnswered[source.index], onward[source.index] < 0 else { return }
            onward[source.index] = Int32(flow.index)
            open.append(source)
        }
        for flow in map.flowIDs where crossing[flow] != nil { reach(flow) }
        var next = 0
        while next < open.count {
            for flow in graph.flows(into: open[next]) { reach(flow) }
            next += 1
        }
    }

    /// The nearest passing on from a node; nil where all ways are answered before.
    func next(from node: NodeID) -> Passing? {
        var node = node
        for _ in 0...graph.nodeCount where onward[node.index] >= 0 {
            let flow = FlowID(Int(onward[node.index]))
            if let passing = crossing[flow] { return passing }
            node = graph.target(of: flow)
        }
        return nil
    }

    /// For each node, whether the customer is touched on every way from it before the work passes on.
    private static func surelyAnswered(_ isTouch: [Bool], _ crossing: [FlowID: Passing], _ map: ProcessMap, _ graph: FlowGraph) -> [Bool] {
        var isSure = [Bool](repeating: false, count: graph.nodeCount)
        guard map.nodes.contains(where: { $0.kind == .fork }) else { return isSure }
        // How many ways out are not known to be answered; a way that passes on never is.
        var unsure = map.nodeIDs.map { graph.flows(from: $0).count }
        var open: [NodeID] = []
        for id in map.nodeIDs where isTouch[id.index] {
            isSure[id.index] = true
            open.append(id)
        }
        while let node = open.popLast() {
            for flow in graph.flows(into: node) where crossing[flow] == nil {
                let source = graph.source(of: flow)
                unsure[source.index] -= 1
                if unsure[source.index] == 0, !isSure[source.index] {
                    isSure[source.index] = true
                    open.append(source)
                }
            }
        }
        return isSure
    }
}
