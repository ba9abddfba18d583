import ProcessModel
import ProcessSyntax

extension Rule {
    static let lackOfSynchronization = Rule(
        name: "lack-of-synchronization", category: .flow, severity: .error,
        title: "Parallel paths meet, and the work is done twice",
        triggers: """
            Two paths of one case that run side by side lead to the same step and no join stands before it; or one of \
            them goes back while the other goes on. Or several parallel paths lead to a join with `[any]` or `[one]`, which \
            does not wait for them all, and from there the case can come back to it. What comes to an `end:` twice does no harm, and the answers of a \
            decision with `[any]` are joined by the step where they meet. Where it takes an exception for this to happen, \
            it is a warning. What comes `on late` runs beside the case and is left alone.
            """,
        why: "What follows is done once for each path: two letters, two invoices, or one that starts before the other part is there.",
        remedy: "Join the paths before the step, or keep the jump inside its path.",
        question: "Is this really done twice, and if not, who waits for whom?",
        examples: [
            Example(
                "Two branches of a fork meet at a step",
                """
                process: Order
                lanes: Sales, Finance
                flow:
                  fork: Order placed
                    -> Pack goods
                    -> Write invoice
                  Sales: Pack goods
                    -> Send parcel
                  Finance: Write invoice
                  Sales: ↓Send parcel
                  end: Sent
                """),
            Example(
                "A jump leads out of its path, past where the paths come together",
                """
                process: Order
                lanes: Sales, Finance
                flow:
                  in parallel:
                    path: goods
                      Sales: Pack goods
                    path: invoice
                      Finance: Paid in advance?
                        yes -> Send parcel
                        no
                      Finance: Write invoice
                  Sales: Weigh parcel
                  Sales: ↓Send parcel
                  end: Sent
                """),
            Example(
                "A jump leads back while the other path goes on",
                """
                process: Order
                lanes: Sales, Finance
                flow:
                  Sales: ↓Take order
                  in parallel:
                    path: goods
                      Sales: Pack goods
                    path: invoice
                      Finance: Address complete?
                        yes
                        no -> Take order
                      Finance: Write invoice
                  Sales: Send parcel
                  end: Sent
                """),
            Example(
                "The case comes round again while an answer is still open",
                """
                process: Prices
                lanes: Buying, Agency
                flow:
                  fork: Prices wanted
                    -> Ask printer
                    -> Ask agency
                  Buying: Ask printer
                    -> First price
                  Agency: Ask agency
                  join: ↓First price [any]
                  Buying: Good enough?
                    yes
                    no -> Prices wanted
                  Buying: Order
                  end: Ordered
                """),
            Example(
                "The loop begins after the first has come",
                """
                process: Prices
                lanes: Buying, Agency
                flow:
                  fork: Prices wanted
                    -> Ask printer
                    -> Ask agency
                  Buying: Ask printer
                    -> First price
                  Agency: Ask agency
                  join: First price [any]
                  Buying: Haggle
                  Buying: Good enough?
                    yes
                    no -> Haggle
                  end: Ordered
                """),
            Example(
                "A join brings the branches together",
                """
                process: Order
                lanes: Sales, Finance
                flow:
                  fork: Order placed
                    -> Pack goods
                    -> Write invoice
                  Sales: Pack goods
                    -> Both ready
                  Finance: Write invoice
                  join: Both ready
                  Sales: Send parcel
                  end: Sent
                """),
            Example(
                "A path that ends, and a loop inside a path",
                """
                process: Order
                lanes: Sales, Finance
                flow:
                  in parallel:
                    path: goods
                      Sales: Pack goods
                      Sales: Complete?
                        yes
                        no -> Pack goods
                    path: invoice
                      Finance: Credit good?
                        yes
                        no -> Cancelled
                      Finance: Write invoice
                  Sales: Send parcel
                  end: Sent
                  end: Cancelled
                """),
            Example(
                "Answers that meet, of which several may be taken",
                """
                process: Order
                lanes: Sales, Finance
                flow:
                  Sales: What is wanted? [any]
                    goods:
                      Sales: Pack goods
                    a quote:
                      Finance: Write quote
                  Sales: Send parcel
                  end: Sent
                """),
        ]
    ) { review in
        for doubling in review.facts.soundness.doublings { review.tell(doubling) }
        for reopening in review.facts.soundness.reopenings { review.tell(reopening) }
        if !review.facts.soundness.isComplete {
            review.lacks("the parallel paths of this map are too tangled to be followed in all their combinations: split it with `call:`")
        }
    }
}

extension Review {
    fileprivate mutating func tell(_ doubling: Soundness.Doubling) {
        let merge = title(doubling.merge)
        let condition = (doubling.first + doubling.second).first { map[$0].kind == .answer || map[$0].kind == .exception }.map { " \(self.condition($0))" } ?? ""
        let (message, remedy, question): (String, String, String)
        let first = steps(of: doubling.first)
        let second = steps(of: doubling.second)
        if doubling.goesBack {
            let back = doubling.first.last.map { title(map[$0].from) } ?? "a parallel path"
            let other = (second.first ?? doubling.second.first.map { title(map[$0].to) }).map { "the path of \($0)" } ?? "the other path"
            let answer = doubling.first.last.flatMap { map[$0].kind == .answer ? map[$0].label?.string : nil }
            message = "\(merge) is done again while \(other) goes on: \(back) leads back to it from a parallel path\(answer.map { " when it says '\($0)'" } ?? condition)"
            remedy = "lead back only after the paths have come together, or to a step of the same path"
            question = "When a case goes back to \(Wording.ending(name(doubling.merge))), what becomes of \(other)?"
        } else {
            let ends = [doubling.first, doubling.second].map { way in way.last.map { $0 == way.first ? "" : title(map[$0].from) } ?? "" }
            let both = ends.filter { !$0.isEmpty }
            let words = switch (both.count, doubling.split) {
            case (2, _): "\(both[0]) and \(both[1]) run side by side and both lead to it"
            case (1, let split?): "\(both[0]) leads to it, and so does \(title(split)), side by side"
            default: "parallel paths lead to it"
            }
            message = "\(merge) is done twice in one case\(condition): \(words), and nothing waits for both"
            remedy = "put a `join:` before \(merge) and lead both ways to it, or keep each way inside its own path"
            question = "\(map[map[doubling.merge].lane].name), is \(Wording.ending(name(doubling.merge))) really done twice\(condition)?"
        }
        let related = doubling.split.map { split in
            let beyond = doubling.goesBack ? doubling.second.last.map { map[$0].to }.flatMap { map[$0].isWork ? "'\(map[$0].name)'" : nil } : nil
            let ways = [first, second + (beyond.map { [$0] } ?? [])].map { $0.isEmpty ? "straight on" : "over \(Wording.some($0))" }
            return Diagnostic.Related(span: map[split].span, message: "here the ways part: one \(ways[0]), the other \(ways[1])")
        }
        find(
            message, at: .node(doubling.merge), map[doubling.merge].span,
            severity: doubling.isException ? .warning : .error, related: related, remedy: remedy, question: question)
    }

    fileprivate mutating func tell(_ reopening: Soundness.Reopening) {
        let join = "'\(map[reopening.join].name)'"
        let ways = [reopening.first, reopening.second]
        let last = ways.compactMap { steps(of: $0).last }
        let isOne = map[reopening.join].joinRule == .one
        let message = isOne
            ? "\(join) lets \(last.count == 2 ? "\(last[0]) and \(last[1])" : "parallel paths") through one by one, and each can come round to it again: what is done twice is then done four times, and so on"
            : "\(join) goes on with the first that arrives, and the case can come round to it again while \(last.last ?? "another path") is still under way: which round that belongs to cannot be told"
        let related = reopening.split.map { split in
            let words = ways.map { steps(of: $0) }.map { $0.isEmpty ? "straight on" : "over \(Wording.some($0))" }
            return Diagnostic.Related(span: map[split].span, message: "here the ways part: one \(words[0]), the other \(words[1])")
        }
        find(
            message, at: .node(reopening.join), map[reopening.join].span, severity: .error, related: related,
            remedy: "take `[\(isOne ? "one" : "any")]` off \(join), so that it waits for all, or lead back only to a step after it",
            question: "When you go round again, what becomes of the answers that are still open?")
    }

    private func name(_ node: NodeID) -> String { map[node].isImplicit ? "the parallel block" : map[node].name }
    private func title(_ node: NodeID) -> String { map[node].isImplicit ? (map[node].kind == .join ? "the end of the parallel block" : "the parallel block") : "'\(map[node].name)'" }
}
