import ProcessModel

extension Rule {
    static let competingProcedures = Rule(
        name: "competing-procedures", category: .procedures, severity: .warning,
        title: "One step is done in more than one way",
        triggers: "A step has two or more `variant`s, and none is `agreed`.",
        why: "What comes out depends on who happened to do it, and the next step must be ready for all of them.",
        remedy: "Try one for some weeks, and mark it: `variant: … [doc …, agreed]`.",
        question: "What does each way get right, and which will everybody try until the next meeting?",
        examples: [
            Example(
                "Marketing's way and Sales' way",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Marketing: Score lead
                  Sales: ↓Qualify lead
                    variant: Marketing [doc scoring sheet]
                    variant: Sales [doc call script]
                """),
            Example(
                "Three ways, none of them written down",
                """
                process: Support
                lanes: Service
                flow:
                  Service: ↓Close ticket
                    variant: first shift
                    variant: second shift
                    variant: weekend
                """),
            Example(
                "One is agreed",
                """
                process: Leads
                lanes: Marketing, Sales
                flow:
                  Sales: Qualify lead
                    variant: Marketing [doc scoring sheet]
                    variant: Sales [doc call script, agreed]
                """),
            Example(
                "There is only one way",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Qualify lead
                    variant: Sales [doc call script]
                """),
        ]
    ) { review in
        let map = review.map
        for id in map.nodeIDs {
            guard let variants = map.said(of: id, \.variants), variants.count > 1, !variants.contains(where: \.isAgreed) else { continue }
            let ways = variants.map { $0.who.string + ($0.doc.map { " by '\($0.string)'" } ?? "") }
            review.find(
                "'\(map[id].name)' is done in \(variants.count) ways (\(Wording.list(ways))), and none is agreed", at: .node(id), map[id].span,
                related: map.said(of: id, \.doc).flatMap { $0 }.map { .init(span: $0.span, message: "what is written down for all") },
                remedy: "try one of them and mark it `agreed`, as in `variant: \(variants[0].who.string) [agreed]`",
                question: "\(Wording.list(variants.map(\.who.string))), what does your way of \(Wording.ending(map[id].name)) get right, and which one will all try until the next meeting?")
        }
    }
}
