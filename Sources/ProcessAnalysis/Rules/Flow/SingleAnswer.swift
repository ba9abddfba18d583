import ProcessModel

extension Rule {
    static let singleAnswer = Rule(
        name: "single-answer", category: .flow, severity: .warning,
        title: "A question with one answer",
        triggers: "A decision has one answer, or none.",
        why: "Either somebody asks a question whose answer changes nothing, or the other answer happens and is not on the map.",
        remedy: "Add the other answer and where it leads, or make it a plain step.",
        question: "What happens when the answer is the other one?",
        examples: [
            Example(
                "Nobody says what no means",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: ↓Worth a call?
                    yes
                  Sales: Call lead
                """),
            Example(
                "No answer at all",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: ↓Worth a call?
                  Sales: Call lead
                """),
            Example(
                "Two answers",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Worth a call?
                    yes
                    no -> Closed
                  Sales: Call lead
                  end: Called
                  end: Closed
                """),
            Example(
                "The other one is called otherwise",
                """
                process: Leads
                lanes: Sales
                flow:
                  Sales: Worth a call?
                    yes
                    otherwise -> Closed
                  Sales: Call lead
                  end: Called
                  end: Closed
                """),
        ]
    ) { review in
        let map = review.map
        for id in map.nodeIDs where map[id].kind == .decision {
            let answers = review.graph.flows(from: id).filter { map[$0].kind == .answer }
            guard answers.count < 2 else { continue }
            let name = map[id].name
            let only = answers.first.flatMap { map[$0].label?.string }
            review.find(
                only.map { "'\(name)' has one answer, '\($0)'" } ?? "'\(name)' has no answers", at: .node(id), map[id].span,
                remedy: only == nil
                    ? "write its answers below it, indented, a line each, or make it a plain step without `?`"
                    : "add the other answer and where it leads, or make it a plain step without `?`",
                question: only.map { "What happens at \(Wording.ending(name)) when the answer is not '\($0)'?" } ?? "What can come out of \(Wording.ending(name)), and where does each lead?")
        }
    }
}
