import ProcessModel

extension Rule {
    private static let longer = Setting(
        name: "longer", standard: 25, unit: "%", meaning: "how much longer going back may make the expected lead time")

    static let reworkHeavy = Rule(
        name: "rework-heavy", category: .time, severity: .warning,
        title: "Going back takes up too much of the time",
        triggers: """
            Steps that are passed a second time and later make the expected lead time over all cases more than 25% \
            longer than passing each once would.
            """,
        why: "The same work is done and waited for twice, and the plan knows only the first time.",
        remedy: "Test earlier: find what is sent back before the long step and not after it.",
        question: "What do you see when it comes back that could have been seen before it was sent?",
        settings: [longer],
        examples: [
            Example(
                "Every other concept goes round again",
                """
                process: Campaign
                lanes: Marketing
                flow:
                  Marketing: Draft concept [takes 5 bd]
                  Marketing: ↓Good enough?
                    yes 50%
                    no 50% -> Draft concept
                  Marketing: Launch [takes 1 bd]
                """),
            Example(
                "Two rounds, and the worse is named",
                """
                process: Change
                lanes: IT
                flow:
                  IT: Scope change [takes 1 bd]
                  IT: Clear?
                    yes 90%
                    no 10% -> Scope change
                  IT: Build change [takes 8 bd]
                  IT: ↓Test passed?
                    yes 70%
                    no 30% -> Build change
                  IT: Deploy [takes 1 bd]
                """),
            Example(
                "Few come back",
                """
                process: Campaign
                lanes: Marketing
                flow:
                  Marketing: Draft concept [takes 5 bd]
                  Marketing: Good enough?
                    yes 90%
                    no 10% -> Draft concept
                  Marketing: Launch [takes 1 bd]
                """),
            Example(
                "What is done again is short",
                """
                process: Campaign
                lanes: Marketing
                flow:
                  Marketing: Draft concept [takes 5 bd]
                  Marketing: Correct spelling [takes 30 min]
                  Marketing: Good enough?
                    yes 50%
                    no 50% -> Correct spelling
                  Marketing: Launch [takes 1 bd]
                """),
            Example(
                "How many go back is not said", notAssessable: true,
                """
                process: Campaign
                lanes: Marketing
                flow:
                  Marketing: Draft concept [takes 5 bd]
                  Marketing: Good enough?
                    yes
                    no -> Draft concept
                """),
        ]
    ) { review in
        let (map, graph) = (review.map, review.graph)
        let loops = map.flowIDs.filter { graph.isLoop[$0.index] && graph.isReachable[graph.source(of: $0).index] }
        guard !loops.isEmpty else { return }
        let metrics = review.inspection.metrics
        guard let rework = metrics.allCases.rework.value, let lead = metrics.allCases.lead.value else {
            // Cases that cannot be followed for another reason than a share miss no number.
            return review.cannotAssess(
                metrics.allCases.rework.missing.first ?? "how many cases go back is not said: write the share at the answer, as in `no 10%`",
                metrics.shares.gaps.isEmpty ? nil : .share)
        }
        let silence = lead.isLowerBound ? review.silence(about: lead) : nil
        guard lead.time.expected > 0 else {
            if let silence { review.cannotAssess(silence, .time) }
            return
        }
        if rework * 100 > review[longer] + 1e-9 {
            let calendar = map.calendar ?? .assumed
            let once = lead.time.expected / (1 + rework)
            // Each way back by the time that it sends cases through again.
            let worst = loops.map { flow in (flow: flow, minutes: review.minutesRepeated(by: flow)) }.max { $0.minutes < $1.minutes }
            let turn = worst?.flow ?? loops[0]
            let (from, to) = (map[graph.source(of: turn)], map[graph.target(of: turn)])
            let known = lead.isLowerBound ? ", as far as times are known" : ""
            review.find(
                "going back makes a case \(Numerals.percent(rework, places: 0)) longer, \(Wording.elapsed(lead.time.expected, by: calendar)) in place of \(Wording.elapsed(once, by: calendar))\(known)"
                    + (loops.count > 1 ? "; most by the way from '\(from.name)' back to '\(to.name)'" : ", by the way from '\(from.name)' back to '\(to.name)'"),
                at: .node(graph.source(of: turn)), from.span, related: .init(span: to.span, message: "here it starts again"),
                remedy: "look for what '\(from.name)' finds before '\(to.name)' is done, not after",
                question: "What do you find at '\(from.name)' that could have been found before \(Wording.ending(to.name))?")
        }
        if let silence { review.lacks(silence, .time) }
    }
}

extension Review {
    /// How long the likeliest round is that a way back sends cases on, times how often it does.
    fileprivate func minutesRepeated(by flow: FlowID) -> Double {
        let source = graph.source(of: flow)
        guard let visits = inspection.metrics.visits[source.index], let share = inspection.metrics.shares[flow] else { return 0 }
        // The longest time from where it starts again to where it turned back, ways back left out.
        let first = facts.order.place[graph.target(of: flow).index]
        let last = facts.order.place[source.index]
        guard first <= last else { return 0 }
        var times: [Int: Double] = [graph.target(of: flow).index: 0]
        for place in first...last {
            let node = facts.order.nodes[place]
            guard let time = times[node.index] else { continue }
            let after = time + inspection.metrics.steps[node.index].leadAtLeast.expected
            for next in graph.flows(from: node) where !graph.isLoop[next.index] {
                let target = graph.target(of: next).index
                times[target] = max(times[target] ?? 0, after)
            }
        }
        let here = times[source.index].map { $0 + inspection.metrics.steps[source.index].leadAtLeast.expected } ?? 0
        return here * visits * share
    }
}
