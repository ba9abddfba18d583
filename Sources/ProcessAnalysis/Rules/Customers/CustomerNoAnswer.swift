import ProcessModel

extension Rule {
    static let customerNoAnswer = Rule(
        name: "customer-no-answer", category: .customers, severity: .warning,
        title: "The customer writes, and hears nothing",
        triggers: """
            A customer hands something to us, and on some path it passes from one of our lanes or partners to another \
            before anybody touches the customer: by a step marked `touchpoint`, an `informs:`, or by handing \
            something back. A handoff with a `confirm:` is answered. What passes to or from a system is no such \
            passing on, and what goes wrong (`on late`, `on error`) is left out.
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
        ]
    ) { review in
        let (map, graph) = (review.map, review.graph)
        let sent = review.passings.distinct.filter {
            map[$0.from].kind == .customer && map[$0.to].kind != .customer && !review.isSaid(review.terms(of: $0)?.confirm)
        }
        guard !sent.isEmpty else { return }
        // A guard against maps made to keep us busy: each sending costs a walk over the map.
        guard sent.count * (map.nodes.count + map.flows.count) <= 2_000_000 else {
            return review.cannotAssess("the customer sends more often than can be followed: split the map into calls")
        }
        var isTouch = [Bool](repeating: false, count: graph.nodeCount)
        for touch in review.touches() { isTouch[touch.node.index] = true }
        var crossing: [FlowID: Passing] = [:]
        for passing in review.passings.all where review.isPassedOn(passing) { crossing[passing.flow] = passing }
        guard !crossing.isEmpty else { return }
        for passing in sent {
            guard let on = review.passedOn(unanswered: passing, isTouch, crossing) else { continue }
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

extension Review {
    /// True for work that passes between two lanes of ours or of partners.
    fileprivate func isPassedOn(_ passing: Passing) -> Bool { canAgree(passing.from) && canAgree(passing.to) }

    /// The first passing on of what a customer sent that nobody has answered before; nil where all ways are answered.
    fileprivate func passedOn(unanswered passing: Passing, _ isTouch: [Bool], _ crossing: [FlowID: Passing]) -> Passing? {
        var seen = [Bool](repeating: false, count: graph.nodeCount)
        var open = [passing.receiver]
        seen[passing.receiver.index] = true
        var next = 0
        while next < open.count {
            let node = open[next]
            next += 1
            guard !isTouch[node.index], !(map[node].isWork && map[map[node].lane].kind == .customer) else { continue }
            for flow in graph.flows(from: node) where map[flow].kind != .exception {
                if let on = crossing[flow] { return on }
                let target = graph.target(of: flow)
                if !seen[target.index] {
                    seen[target.index] = true
                    open.append(target)
                }
            }
        }
        return nil
    }
}
