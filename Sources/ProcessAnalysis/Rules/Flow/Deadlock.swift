import ProcessModel
import ProcessSyntax

extension Rule {
    static let deadlock = Rule(
        name: "deadlock", category: .flow, severity: .error,
        title: "A join waits for what may never come",
        triggers: """
            A `join:` waits for all that leads to it, and in some case one of those ways is not gone: an answer leads past \
            it, or the ways are answers of one question and never come together. `in parallel:` waits only for paths \
            that are under way, and a join with `[any]` or `[one]` for less, so they are left alone. The answers of one question \
            that lead to a join are one branch, unless there are cases in which they come together.
            """,
        why: "The case lies at the join for ever, and each side thinks that the other has it.",
        remedy: "Match the join with its split: lead every answer to it, write the paths below `in parallel:`, or write `[one]` where only one way is gone.",
        question: "What do you do there when the other part does not come?",
        examples: [
            Example(
                "One answer leads past the join",
                """
                process: Quote
                lanes: Sales, Legal, Finance
                flow:
                  fork: Quote drafted
                    -> Check terms
                    -> Over 5k?
                  Legal: Check terms
                    -> All checked
                  Finance: Over 5k?
                    yes
                    no -> Note the amount
                  Finance: Check credit
                  join: ↓All checked
                  Sales: Send quote
                  end: Sent
                  Finance: Note the amount
                  end: Noted
                """),
            Example(
                "What comes together for one answer comes alone for the other",
                """
                process: Quote
                lanes: Sales, Legal, Finance
                flow:
                  Sales: Over 5k?
                    yes -> Both
                    no -> Check terms
                  fork: Both
                    -> Check price
                    -> Check terms
                  Finance: Check price
                    -> Checked
                  Legal: Check terms
                  join: ↓Checked
                  Sales: Send quote
                  end: Sent
                """),
            Example(
                "Of two answers only one is ever taken",
                """
                process: Quote
                lanes: Sales, Legal, Finance
                flow:
                  Sales: Standard terms?
                    yes -> Check credit
                    no -> Check terms
                  Legal: Check terms
                    -> Both done
                  Finance: Check credit
                  join: ↓Both done
                  Sales: Send quote
                  end: Sent
                """),
            Example(
                "What it waits for comes only after it",
                """
                process: Quote
                lanes: Sales, Legal
                flow:
                  Sales: Draft quote
                  join: ↓Ready
                  Legal: Check terms
                  Legal: Fine?
                    yes
                    no -> Ready
                  end: Sent
                """),
            Example(
                "Every answer leads to the join",
                """
                process: Quote
                lanes: Sales, Legal, Finance
                flow:
                  fork: Quote drafted
                    -> Check terms
                    -> Over 5k?
                  Legal: Check terms
                    -> All checked
                  Finance: Over 5k?
                    yes:
                      Finance: Check credit
                    no
                  join: All checked
                  Sales: Send quote
                  end: Sent
                """),
            Example(
                "A parallel block does not wait for a path that has ended",
                """
                process: Quote
                lanes: Sales, Legal, Finance
                flow:
                  in parallel:
                    path: terms
                      Legal: Check terms
                    path: credit
                      Finance: Credit good?
                        yes
                        no -> Declined
                  Sales: Send quote
                  end: Sent
                  end: Declined
                """),
            Example(
                "A join that lets each arrival through",
                """
                process: Quote
                lanes: Sales, Legal, Finance
                flow:
                  Sales: Standard terms?
                    yes -> Check credit
                    no -> Check terms
                  Legal: Check terms
                    -> Checked
                  Finance: Check credit
                  join: Checked [one]
                  Sales: Send quote
                  end: Sent
                """),
        ]
    ) { review in
        for deadlock in review.facts.soundness.deadlocks { review.tell(deadlock) }
        if !review.facts.soundness.isComplete {
            review.lacks("the parallel paths of this map are too tangled to be followed in all their combinations: split it with `call:`")
        }
    }
}

extension Review {
    fileprivate mutating func tell(_ deadlock: Soundness.Deadlock) {
        let join = "'\(map[deadlock.join].name)'"
        let arrived = deadlock.arrived.flatMap { lastWork(before: $0, not: deadlock.split) }
        let related: Diagnostic.Related?
        let (message, remedy, question): (String, String, String)
        if let split = deadlock.split {
            let name = "'\(map[split].name)'"
            let what = deadlock.way.dropFirst().first(where: { map[map[$0].from].isWork }).map { "'\(map[map[$0].from].name)'" }
            let awaited = deadlock.way.last.flatMap { flow in map[flow].from != split && map[map[flow].from].isWork ? "'\(map[map[flow].from].name)'" : nil } ?? what
            let condition = deadlock.taken.map { self.condition($0) } ?? "when \(name) leads elsewhere"
            if deadlock.isAlternative, deadlock.way.last != nil {
                message = "\(join) waits for \(awaited ?? "every answer of \(name)"), which does not come \(condition)"
                remedy = map[split].takesSeveralAnswers
                    ? "take the join out: the step at which the answers of \(name) meet waits for those that are given"
                    : "write `[one]` at \(join), or take the join out: \(name) leads to it one way at a time"
            } else {
                message = "\(join) waits for \(awaited ?? name), which \(awaited == nil ? "goes elsewhere" : "is skipped") \(condition)"
                remedy = way(out: deadlock, name, join, awaited) + ", or write the paths below `in parallel:`, which waits only for those under way"
            }
            related = .init(span: map[split].span, message: pathWords(deadlock))
            question = "\(map[map[deadlock.join].lane].name), what happens at \(Wording.ending(map[deadlock.join].name)) \(condition)?"
        } else if deadlock.comesAfter {
            let missing = lastWork(before: deadlock.missing, not: nil) ?? map[deadlock.missing].from
            message = "\(join) waits for '\(map[missing].name)', which comes only after it"
            remedy = "write `[one]` at \(join), which lets each arrival go on, or jump to the step after it"
            related = .init(span: map[missing].span, message: "this comes after \(join) and leads back to it")
            question = "What does the first case wait for at \(Wording.ending(map[deadlock.join].name))?"
        } else {
            let missing = lastWork(before: deadlock.missing, not: nil) ?? map[deadlock.missing].from
            let other = arrived.map { " when the case comes from '\(map[$0].name)'" } ?? ""
            message = "\(join) waits for '\(map[missing].name)', which does not come\(other)"
            remedy = "write `[one]` at \(join), which lets each arrival go on, or start both ways at one `fork:`"
            related = .init(span: map[missing].span, message: "this is not on the way of every case")
            question = "What do you do at \(Wording.ending(map[deadlock.join].name)) when '\(map[missing].name)' does not come?"
        }
        find(message, at: .node(deadlock.join), map[deadlock.join].span, related: related, remedy: remedy, question: question)
    }

    /// What to do with the way that leaves out what the join waits for.
    private func way(out deadlock: Soundness.Deadlock, _ name: String, _ join: String, _ awaited: String?) -> String {
        guard let taken = deadlock.taken, let label = map[taken].label?.string else { return "lead every way out of \(name) to \(join)" }
        if map[taken].kind == .exception { return "lead what follows when \(name) is in error to \(join) too" }
        // Something comes to the join from there already, and it is not enough.
        if deadlock.sharesSplit { return "lead '\(label)' past \(join), or with a `fork:` to \(awaited ?? join) as well" }
        return "lead '\(label)' to \(join) too"
    }

    /// `when 'Over 5k?' says 'no'`, of the flow that a case takes.
    func condition(_ flow: FlowID) -> String {
        let name = "'\(map[map[flow].from].name)'"
        switch (map[flow].kind, map[flow].label?.string) {
        case (.answer, let label?): return "when \(name) says '\(label)'"
        case (.exception, let label?): return "when \(name) is \(label == "error" || label.hasPrefix("error ") ? "in error" : label)"
        default: return "when \(name) leads to '\(map[map[flow].to].name)'"
        }
    }

    /// The last step on the way to a flow that has a name somebody wrote.
    private func lastWork(before flow: FlowID, not split: NodeID?) -> NodeID? {
        var node = map[flow].from
        for _ in 0..<8 {
            if map[node].isWork || (map[node].kind == .start) || node == split { return node }
            guard let before = graph.flows(into: node).first else { return nil }
            node = map[before].from
        }
        return nil
    }

    private func pathWords(_ deadlock: Soundness.Deadlock) -> String {
        let awaited = steps(of: deadlock.way)
        let gone = deadlock.taken.map { "the case goes on to '\(map[map[$0].to].name)'" } ?? "the case goes another way"
        guard !awaited.isEmpty else { return "here \(gone)" }
        return "here \(gone), and not by \(Wording.some(awaited))"
    }

    /// The names of the steps that flows lead through, without the first and the last node.
    func steps(of flows: [FlowID]) -> [String] {
        flows.dropLast().map { map[$0].to }.filter { map[$0].isWork }.map { "'\(map[$0].name)'" }
    }
}
