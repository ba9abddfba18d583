import ProcessModel

extension Rule {
    private static let gap = Setting(name: "gap", standard: 1, unit: "bd", meaning: "how long a customer may hear nothing between two contacts")

    static let customerSilentGap = Rule(
        name: "customer-silent-gap", category: .customers, severity: .warning,
        title: "A long silence between two words",
        triggers: """
            Between two contacts with the customer lies more than one business day of expected time on some path, and \
            the first of them makes no `promise`. Of paths side by side, the last word on any of them counts. A contact is a step of the customer, one marked `touchpoint`, or \
            one that hands or tells the customer something. The steps between count with their lead time, the second \
            contact with its wait. Ways back and exceptions are left out: what they add comes on top.
            """,
        why: "Silence is filled with guesses; one sentence with a date costs a minute and keeps the next three calls from coming in.",
        remedy: "Say at the first contact when the next one comes, or send word in between.",
        question: "What does the customer think is going on in the meantime?",
        settings: [gap],
        examples: [
            Example(
                "Three days from the form to the call",
                """
                process: Leads
                lane: Prospect [customer]
                lanes: Marketing, Sales
                flow:
                  Prospect: ↓Submit form
                  Marketing: Score lead [takes 2 bd]
                  Sales: Call prospect [work 30 min, takes 1 bd, touchpoint]
                """),
            Example(
                "Only where Legal is asked",
                """
                process: Offers
                lane: Customer [customer]
                lanes: Sales, Legal
                flow:
                  Sales: ↓Call customer [takes 1 bh, touchpoint]
                  Sales: Own terms?
                    no
                    yes:
                      Legal: Check terms [takes 1 bw]
                  Sales: Send offer [takes 2 bh, touchpoint]
                """),
            Example(
                "The next date is promised",
                """
                process: Offers
                lane: Customer [customer]
                lanes: Sales, Legal
                flow:
                  Sales: Call customer [takes 1 bh, touchpoint]
                    promise: the offer is there on Friday
                  Legal: Check terms [takes 4 bd]
                  Sales: Send offer [takes 2 bh, touchpoint]
                """),
            Example(
                "Word is sent in between",
                """
                process: Offers
                lane: Customer [customer]
                lanes: Sales, Legal
                flow:
                  Sales: Call customer [takes 1 bh, touchpoint]
                  Legal: Check terms [takes 1 bd]
                    informs: Customer [what terms are fine]
                  Sales: Calculate price [takes 1 bd]
                  Sales: Send offer [work 2 bh, takes 2 bh, touchpoint]
                """),
            Example(
                "Word is sent on a path beside",
                """
                process: Offers
                lane: Customer [customer]
                lanes: Sales, Legal
                flow:
                  Sales: Call customer [takes 1 bh, touchpoint]
                  in parallel:
                    path: terms
                      Legal: Check terms [takes 12 bh]
                    path: price
                      Sales: Calculate price [takes 6 bh]
                      Sales: Tell price [work 1 bh, takes 1 bh, touchpoint]
                  Sales: Send offer [work 2 bh, takes 2 bh, touchpoint]
                """),
            Example(
                "How long it takes is not said", notAssessable: true,
                """
                process: Offers
                lane: Customer [customer]
                lanes: Sales, Legal
                flow:
                  Sales: Call customer [touchpoint]
                  Legal: Check terms
                  Sales: Send offer [touchpoint]
                """),
        ]
    ) { review in
        let map = review.map
        let touches = review.touches()
        guard !touches.isEmpty else {
            // Whoever takes part hears something sooner or later.
            if map.nodes.contains(where: { $0.isWork && map[$0.lane].kind == .customer }) { review.lacksTouches() }
            return
        }
        guard let silences = review.silences(touches) else { return }
        let calendar = map.calendar ?? .assumed
        let limit = review[gap] * calendar.minutesPerDay
        for silence in silences.longest where silence.minutes > limit * (1 + 1e-9) {
            let (first, next) = (map[silence.from].name, map[silence.to].name)
            let customer = review.customer(between: silence.from, silence.to)
            let least = silence.isWhole ? "" : "at least "
            let way = silence.isLongestOfSome ? " on the longest way" : ""
            review.find(
                "after '\(first)' \(customer) hears nothing for \(least)\(Wording.elapsed(silence.minutes, by: calendar))\(way), until '\(next)'",
                at: .node(silence.from), map[silence.from].span, related: .init(span: map[silence.to].span, message: "the next word"),
                remedy: "say after '\(first)' when the next word comes, with a `promise:` or an `informs:`, or send word in between",
                question: "What does \(customer) think is going on between '\(first)' and \(Wording.ending(next))?")
        }
        guard !silences.silent.isEmpty else { return }
        let names = Wording.some(silences.silent.map { "'\(map[$0].name)'" })
        let missing = "how long \(names) take\(silences.silent.count == 1 ? "s" : "") is not said: write it, as in `[takes 4 bh]`"
        if silences.isNothingKnown { review.cannotAssess(missing, .time) } else { review.lacks(missing, .time) }
    }
}

/// A stretch of the way on which the customer hears nothing.
private struct Silence {
    let from: NodeID
    let to: NodeID
    let minutes: Double
    /// False where a step on the way does not say its time.
    let isWhole: Bool
    /// True where there are shorter ways.
    let isLongestOfSome: Bool
}

/// How long a case has been under way when it leaves a node, and since when the customer has heard nothing.
private struct UnderWay {
    /// Nil where the customer has not been in touch yet, or knows when the next word comes.
    var contact: NodeID?
    /// The time since the last word, and since the case came in.
    var minutes: Double
    var clock: Double
    var isWhole = true
    var isLongestOfSome = false

    /// What comes in where a case takes one of several ways: the one with the longest silence.
    mutating func join(orElse other: UnderWay) {
        let isMixed = isLongestOfSome || other.isLongestOfSome || abs(silence - other.silence) > 1e-6
        if other.silence > silence { self = other }
        isLongestOfSome = isMixed
    }

    /// What comes in where all ways are waited for: the last word on any of them counts.
    mutating func wait(for other: UnderWay) {
        let end = max(clock, other.clock)
        let isMixed = isLongestOfSome || other.isLongestOfSome
        let areWhole = isWhole && other.isWhole
        if other.clock - other.minutes > clock - minutes { self = other }
        minutes += end - clock
        clock = end
        isLongestOfSome = isMixed
        isWhole = areWhole
    }

    private var silence: Double { contact == nil ? 0 : minutes }
}

extension Review {
    /// The customer that is told of: of several, the one at either end.
    fileprivate func customer(between first: NodeID, _ next: NodeID) -> String {
        if let own = [first, next].lazy.map({ map[map[$0].lane] }).first(where: { $0.kind == .customer }) { return own.name }
        let customers = map.lanes.filter { $0.kind == .customer }
        return customers.count == 1 ? customers[0].name : "the customer"
    }

    /// The longest silence after each contact, in the order of the flow; nil where there are no two contacts in a row.
    ///
    /// The graph without its ways back is gone through once, each node with the longest time since the last contact.
    fileprivate func silences(_ touches: [Touch]) -> (longest: [Silence], silent: [NodeID], isNothingKnown: Bool)? {
        var isContact = [Bool](repeating: false, count: graph.nodeCount)
        for touch in touches { isContact[touch.node.index] = true }
        for id in map.nodeIDs where map[id].isWork && map[map[id].lane].kind == .customer { isContact[id.index] = true }
        let contacts = map.nodeIDs.filter { isContact[$0.index] }
        guard contacts.count > 1 else { return nil }

        let steps = inspection.metrics.steps
        let leads = graph.reaching(contacts)
        var left = [UnderWay?](repeating: nil, count: graph.nodeCount)
        var longest: [Silence?] = Array(repeating: nil, count: graph.nodeCount)
        var silent: [NodeID] = []
        var isNothingKnown = true
        for node in facts.order.nodes where graph.isReachable[node.index] {
            var here = arrival(at: node, left)
            let step = steps[node.index]
            let isKnown = step.lead != nil || !step.isAskedForLead
            guard isContact[node.index] else {
                here.minutes += step.leadAtLeast.expected
                here.clock += step.leadAtLeast.expected
                here.isWhole = here.isWhole && isKnown
                left[node.index] = here
                // Time spent where nobody hears anything any more is no gap between two words.
                guard here.contact != nil, leads[node.index], map[node].isWork else { continue }
                if step.leadAtLeast.expected > 0 { isNothingKnown = false }
                if !isKnown { silent.append(node) }
                continue
            }
            if let contact = here.contact {
                let isOurs = map[map[node].lane].kind != .customer
                let wait = isOurs ? step.wait?.expected ?? max(0, step.leadAtLeast.expected - step.workAtLeast.expected) : 0
                let minutes = here.minutes + wait
                if wait > 0 { isNothingKnown = false }
                if isOurs, !isKnown { silent.append(node) }
                if minutes > longest[contact.index]?.minutes ?? -1 {
                    longest[contact.index] = Silence(
                        from: contact, to: node, minutes: minutes, isWhole: here.isWhole && (isKnown || !isOurs), isLongestOfSome: here.isLongestOfSome)
                }
            }
            // A promise is something said: the customer knows what comes.
            let isPromised = isSaid(map.said(of: node, \.promise) ?? nil)
            left[node.index] = UnderWay(contact: isPromised ? nil : node, minutes: 0, clock: here.clock + step.leadAtLeast.expected)
        }
        let found = facts.order.nodes.compactMap { longest[$0.index] }
        guard !found.isEmpty else { return nil }
        return (found, silent.sorted(), isNothingKnown)
    }

    /// How a case comes to a node, given how it leaves those before.
    private func arrival(at node: NodeID, _ left: [UnderWay?]) -> UnderWay {
        let isWaiting = map[node].kind == .join && map[node].joinRule == .all
        var arrived: UnderWay?
        for flow in graph.flows(into: node) where !graph.isLoop[flow.index] && map[flow].kind != .exception {
            guard let before = left[graph.source(of: flow).index] else { continue }
            guard var here = arrived else {
                arrived = before
                continue
            }
            if isWaiting { here.wait(for: before) } else { here.join(orElse: before) }
            arrived = here
        }
        return arrived ?? UnderWay(contact: nil, minutes: 0, clock: 0)
    }
}
