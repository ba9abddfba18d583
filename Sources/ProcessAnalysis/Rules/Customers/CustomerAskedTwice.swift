import ProcessModel
import ProcessSyntax

extension Rule {
    static let customerAskedTwice = Rule(
        name: "customer-asked-twice", category: .customers, severity: .warning,
        title: "The customer is asked for the same again",
        triggers: """
            The customer gives the same artifact or field at two steps of one path, or of paths side by side: what a \
            customer's step `makes`, what its `handoff:` names with its `fields:`, or where there is none, what the step \
            that takes it in `expects`. The same step done again, as after a mistake, is left alone.
            """,
        why: "Whoever tells us twice learns that we do not talk to each other, and each time it is typed anew it may come out different.",
        remedy: "Pass on what they gave the first time, so that nobody has to ask again.",
        question: "Where is what they gave us the first time, and who could have read it there?",
        examples: [
            Example(
                "Name and email, on two forms",
                """
                process: Orders
                lane: Customer [customer]
                lanes: Marketing, Sales
                flow:
                  Customer: Fill in form
                    handoff: request
                      fields: name, email, company
                  Marketing: Check request
                  Customer: Sign up
                    handoff: account form
                      fields: ↓email, name, password
                  Sales: Open account
                """),
            Example(
                "The same proof, for Sales and for Finance",
                """
                process: Loans
                lane: Customer [customer]
                lanes: Sales, Finance
                flow:
                  Customer: Apply
                    handoff: proof of income
                  Sales: Check application
                  Customer: Answer questions
                    handoff: ↓Proof of income
                  Finance: Grant loan
                """),
            Example(
                "On two paths side by side",
                """
                process: Loans
                lane: Customer [customer]
                lanes: Sales, Finance
                flow:
                  Sales: Start application
                  in parallel:
                    path: identity
                      Customer: Show passport
                      Sales: Check identity
                        expects: address
                    path: income
                      Customer: Show payslip
                      Finance: Check income
                        expects: payslip with employer, ↓address
                  Finance: Grant loan
                """),
            Example(
                "On two ways of which a case takes one",
                """
                process: Orders
                lane: Customer [customer]
                lanes: Sales
                flow:
                  Sales: New customer?
                    yes:
                      Customer: Open account
                        handoff: address
                    no:
                      Customer: Confirm order
                        handoff: address
                  Sales: Ship
                """),
            Example(
                "They correct what they gave",
                """
                process: Orders
                lane: Customer [customer]
                lanes: Sales
                flow:
                  Customer: Fill in form
                    handoff: request
                      fields: name, email
                  Sales: Complete?
                    yes
                    no -> Fill in form
                  Sales: Open account
                """),
        ]
    ) { review in
        let (map, graph) = (review.map, review.graph)
        let given = review.gifts()
        let givers = Set(given.values.filter { $0.count > 1 }.flatMap { $0.map(\.step) })
        guard givers.count > 1 else { return }
        // A guard against maps made to keep us busy: each step that gives costs a walk over the map, and is
        // compared with those that give the same.
        guard givers.count * (map.nodes.count + map.flows.count) <= 2_000_000, given.values.allSatisfy({ $0.count <= 1_000 }) else {
            return review.cannotAssess("the customer gives more than can be followed: split the map into calls")
        }
        var reached: [NodeID: [Bool]] = [:]
        for giver in givers.sorted() { reached[giver] = graph.reached(from: graph.flows(from: giver).map(graph.target(of:))) }
        let waited = WaitedPaths(map, graph, review.inspection.metrics.blocks)
        let place = review.facts.order.place
        // For each two steps what is given at both, told at the later.
        var asked: [AskedTwice: [Gift]] = [:]
        for gifts in given.values where gifts.count > 1 {
            let inOrder = gifts.sorted { place[$0.step.index] < place[$1.step.index] }
            for (index, later) in inOrder.enumerated() {
                let first = inOrder[..<index].first {
                    $0.step != later.step && (reached[$0.step]?[later.step.index] == true || waited.areBeside($0.step, later.step))
                }
                guard let first else { continue }
                asked[AskedTwice(first: first.step, again: later.step), default: []].append(later)
            }
        }
        for pair in asked.keys.sorted() {
            let gifts = (asked[pair] ?? []).sorted { ($0.name.span, $0.name.string) < ($1.name.span, $1.name.string) }
            guard let gift = gifts.first else { continue }
            let (first, again) = (map[pair.first].name, map[pair.again].name)
            let what = Wording.some(gifts.map { "'\($0.name.string)'" })
            let customer = map[map[pair.again].lane].name
            let isBefore = reached[pair.first]?[pair.again.index] == true
            let it = gifts.count == 1 ? "it" : "them"
            review.find(
                "\(customer) gives \(what) at '\(again)', and \(isBefore ? "gave \(it) at '\(first)' before" : "gives \(it) at '\(first)' as well")", at: .node(pair.again), gift.name.span,
                related: .init(span: map[pair.first].span, message: isBefore ? "given here the first time" : "given here too"),
                remedy: "pass on what came in at '\(first)', so that '\(again)' need not ask for it",
                question: "Where is what \(customer) gave us at '\(first)', and who could have read it there?")
        }
    }
}

/// Something that a customer gives at a step.
private struct Gift {
    let name: Text
    let step: NodeID
}

private struct AskedTwice: Hashable, Comparable {
    let first: NodeID
    let again: NodeID
    static func < (a: AskedTwice, b: AskedTwice) -> Bool { (a.again, a.first) < (b.again, b.first) }
}

extension Review {
    /// What customers give, by the name in small letters, each once a step.
    fileprivate func gifts() -> [[UInt8]: [Gift]] {
        let names = ThingNames(map)
        var given: [[UInt8]: [Gift]] = [:]
        func give(_ name: Text, _ step: NodeID) {
            guard name.string != "?" else { return }
            let key = names.key(name.string)
            guard !key.isEmpty, given[key]?.contains(where: { $0.step == step }) != true else { return }
            given[key, default: []].append(Gift(name: name, step: step))
        }
        for passing in passings.distinct where map[passing.from].kind == .customer && map[passing.to].kind != .customer {
            let terms = terms(of: passing)
            for name in [terms?.artifact].compactMap({ $0 }) + (terms?.fields ?? []) { give(name, passing.sender) }
            guard terms?.artifact == nil else { continue }
            for expected in expectations(of: passing) {
                for name in [expected.artifact] + expected.fields { give(name, passing.sender) }
            }
        }
        guard map.lanes.contains(where: { $0.kind == .customer }) else { return given }
        for id in map.nodeIDs where map[map[id].lane].kind == .customer {
            for name in map.said(of: id, \.makes) ?? [] { give(name, id) }
        }
        return given
    }
}
