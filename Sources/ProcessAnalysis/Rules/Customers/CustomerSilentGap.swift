import ProcessModel

extension Rule {
    private static let gap = Setting(name: "gap", standard: 1, unit: "bd", meaning: "how long a customer may hear nothing between two contacts")

    static let customerSilentGap = Rule(
        name: "customer-silent-gap", category: .customers, severity: .warning,
        title: "A long silence between two words",
        triggers: """
            Between two contacts with the customer lies more than one business day of expected time on some path, and \
            the first of them makes no `promise`. A contact is a step of the customer, one marked `touchpoint`, or \
            one that hands or tells the customer something. The steps between count with their lead time, the second \
            contact with its wait; ways back and exceptions are left out, so it is the least that the silence lasts.
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
        guard let silences = review.silences() else { return }
        let calendar = map.calendar ?? .assumed
        let limit = review[gap] * calendar.minutesPerDay
        let customer = map.lanes.first { $0.kind == .customer }?.name ?? "the customer"
        for silence in silences.longest where silence.minutes > limit * (1 + 1e-9) {
            let (first, next) = (map[silence.from].name, map[silence.to].name)
            review.find(
                "after '\(first)' \(customer) hears nothing for \(silence.isWhole ? "" : "at least ")\(Wording.elapsed(silence.minutes, by: calendar)), until '\(next)'",
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
}

extension Review {
    /// The longest silence after each contact, in the order of the flow; nil where there are no two contacts in a row.
    ///
    /// The graph without its ways back is gone through once, each node with the longest time since the last contact.
    fileprivate func silences() -> (longest: [Silence], silent: [NodeID], isNothingKnown: Bool)? {
        var isContact = [Bool](repeating: false, count: graph.nodeCount)
        for touch in touches() { isContact[touch.node.index] = true }
        for id in map.nodeIDs where map[id].isWork && map[map[id].lane].kind == .customer { isContact[id.index] = true }
        let contacts = map.nodeIDs.filter { isContact[$0.index] }
        guard contacts.count > 1 else { return nil }

        let steps = inspection.metrics.steps
        let leads = graph.reaching(contacts)
        /// The time since a contact when a node is left.
        struct Since {
            let contact: NodeID
            let minutes: Double
            let isWhole: Bool
        }
        var since = [Since?](repeating: nil, count: graph.nodeCount)
        var longest: [Silence?] = Array(repeating: nil, count: graph.nodeCount)
        var silent: [NodeID] = []
        var isNothingKnown = true
        for node in facts.order.nodes {
            var arrived: Since?
            for flow in graph.flows(into: node) where !graph.isLoop[flow.index] && map[flow].kind != .exception {
                guard let before = since[graph.source(of: flow).index], before.minutes > arrived?.minutes ?? -1 else { continue }
                arrived = before
            }
            let step = steps[node.index]
            let isKnown = step.lead != nil || !step.isAskedForLead
            guard isContact[node.index] else {
                guard let arrived else { continue }
                since[node.index] = Since(
                    contact: arrived.contact, minutes: arrived.minutes + step.leadAtLeast.expected, isWhole: arrived.isWhole && isKnown)
                // Time spent where nobody hears anything any more is no gap between two words.
                guard leads[node.index], map[node].isWork else { continue }
                if step.leadAtLeast.expected > 0 { isNothingKnown = false }
                if !isKnown { silent.append(node) }
                continue
            }
            if let arrived {
                let isOurs = map[map[node].lane].kind != .customer
                let wait = isOurs ? step.wait?.expected ?? max(0, step.leadAtLeast.expected - step.workAtLeast.expected) : 0
                let minutes = arrived.minutes + wait
                if wait > 0 { isNothingKnown = false }
                if isOurs, !isKnown { silent.append(node) }
                if minutes > longest[arrived.contact.index]?.minutes ?? -1 {
                    longest[arrived.contact.index] = Silence(
                        from: arrived.contact, to: node, minutes: minutes, isWhole: arrived.isWhole && (isKnown || !isOurs))
                }
            }
            // A promise is something said: the customer knows what comes.
            let isPromised = isSaid(map.said(of: node, \.promise) ?? nil)
            since[node.index] = isPromised ? nil : Since(contact: node, minutes: 0, isWhole: true)
        }
        let found = facts.order.nodes.compactMap { longest[$0.index] }
        guard !found.isEmpty else { return nil }
        return (found, silent.sorted(), isNothingKnown)
    }
}
