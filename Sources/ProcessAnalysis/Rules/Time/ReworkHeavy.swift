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
            let turn = review.heaviest(of: loops)
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
    /// The way back that sends cases through the most time again: how long the longest round is, times how often it is
    /// gone. Ways back to one step share one walk from there.
    fileprivate func heaviest(of loops: [FlowID]) -> FlowID {
        let (metrics, order) = (inspection.metrics, facts.order)
        var byStart: [NodeID: [FlowID]] = [:]
        for flow in loops { byStart[graph.target(of: flow), default: []].append(flow) }
        var worst = (flow: loops[0], minutes: 0.0)
        var times = [Double](repeating: -1, count: graph.nodeCount)
        // A guard against maps made to keep us busy: past it, a way back counts with its own step only.
        var effort = 2_000_000
        for (start, flows) in byStart.sorted(by: { $0.key < $1.key }) {
            let first = order.place[start.index]
            let last = flows.map { order.place[graph.source(of: $0).index] }.max() ?? first
            let isFollowed = first <= last && effort >= last - first
            if isFollowed {
                effort -= last - first
                times[start.index] = 0
                for node in order.nodes[first...last] where times[node.index] >= 0 {
                    let after = times[node.index] + metrics.steps[node.index].leadAtLeast.expected
                    for next in graph.flows(from: node) where !graph.isLoop[next.index] {
                        let target = graph.target(of: next).index
                        times[target] = max(times[target], after)
                    }
                }
            }
            for flow in flows {
                let source = graph.source(of: flow)
                guard let visits = metrics.visits[source.index], let share = metrics.shares[flow] else { continue }
                let minutes = (max(0, times[source.index]) + metrics.steps[source.index].leadAtLeast.expected) * visits * share
                if minutes > worst.minutes { worst = (flow, minutes) }
            }
            guard isFollowed else { continue }
            for node in order.nodes[first...last] {
                times[node.index] = -1
                for next in graph.flows(from: node) { times[graph.target(of: next).index] = -1 }
            }
        }
        return worst.flow
    }
}
