import ProcessModel

extension Rule {
    static let promiseGap = Rule(
        name: "promise-gap", category: .customers, severity: .warning,
        title: "A promise that no later step keeps",
        triggers: """
            A step makes a `promise`, and no step that comes after it touches the customer: none is marked \
            `touchpoint`, lies in a customer's lane, or hands or tells the customer something.
            """,
        why: "A promise is remembered by the one it was made to; nobody else has it on a list.",
        remedy: "Add the step that keeps it, or stop promising it.",
        question: "Who keeps this promise, and how does the customer notice?",
        examples: [
            Example(
                "A call is promised, and nobody calls",
                """
                process: Leads
                lane: Prospect [customer]
                lanes: Marketing
                flow:
                  Prospect: Submit form
                  Marketing: Send reply [touchpoint]
                    promise: ↓a person calls within the day
                  Marketing: Score lead
                """),
            Example(
                "It was kept before it was made",
                """
                process: Orders
                lane: Customer [customer]
                lanes: Service
                flow:
                  Service: Call customer [touchpoint]
                  Service: Take order
                    promise: ↓you hear from us tomorrow
                  Service: File order
                """),
            Example(
                "A later step talks to the customer",
                """
                process: Leads
                lane: Prospect [customer]
                lanes: Marketing, Sales
                flow:
                  Prospect: Submit form
                  Marketing: Send reply [touchpoint]
                    promise: a person calls within the day
                  Sales: Call prospect [touchpoint]
                """),
            Example(
                "A later step tells the customer",
                """
                process: Orders
                lane: Customer [customer]
                lanes: Service
                flow:
                  Service: Take order
                    promise: you hear from us tomorrow
                  Service: File order
                    informs: Customer [what delivery date]
                """),
        ]
    ) { review in
        let map = review.map
        let promises = map.nodeIDs.filter { review.isSaid(map.said(of: $0, \.promise) ?? nil) }
        guard !promises.isEmpty else { return }
        let graph = review.graph
        var keeping = review.touches().map(\.node)
        keeping += map.nodeIDs.filter { map[$0].isWork && map[map[$0].lane].kind == .customer }
        // For each step, whether one of those steps is reached from it.
        let isKept = graph.reaching(keeping)
        for id in promises {
            guard let promise = map.said(of: id, \.promise) ?? nil,
                !graph.flows(from: id).contains(where: { isKept[graph.target(of: $0).index] })
            else { continue }
            review.find(
                "'\(map[id].name)' promises that \(promise.string), and no later step touches the customer", at: .node(id), promise.span,
                related: .init(span: map[id].span, message: "the step that promises it"),
                remedy: "add the step that keeps it and mark it `touchpoint`, or stop promising it",
                question: "Who keeps the promise of \(Wording.ending(map[id].name)), and how does the customer notice?")
        }
    }
}
