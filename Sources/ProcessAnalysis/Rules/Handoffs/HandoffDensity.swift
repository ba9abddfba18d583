import ProcessModel

extension Rule {
    private static let fewest = Setting(
        name: "steps", standard: 6, unit: "steps", meaning: "from how many steps on a map is looked at; below, a handoff more or less says nothing")
    private static let density = Setting(
        name: "density", standard: 50, unit: "%", meaning: "how many handoffs there may be for a hundred steps")

    static let handoffDensity = Rule(
        name: "handoff-density", category: .handoffs, severity: .info,
        title: "The work changes hands at every other step",
        triggers: """
            A map of six steps or more has more than half as many handoffs as steps. A decision counts as a step, and \
            each flow from one lane to another as a handoff, as in `baton metrics`.
            """,
        why: "Each handoff is a queue, a chance to misunderstand, and one more who can say that it was not them; the work itself gains nothing by it.",
        remedy: "Let one role do two steps in a row: merge steps, or train people across the line.",
        question: "Which of these steps could the one before do as well, with an hour of training?",
        settings: [fewest, density],
        examples: [
            Example(
                "Back and forth",
                """
                process: ↓Offers
                lanes: Sales, Legal, Finance
                flow:
                  Sales: Write offer
                  Legal: Check terms
                  Sales: Correct terms
                  Finance: Check price
                  Sales: Correct price
                  Sales: Send offer
                """),
            Example(
                "Also where it never comes back",
                """
                process: ↓Orders
                lanes: Sales, Finance, IT, Service
                flow:
                  Sales: Take order
                  Finance: Check credit
                  IT: Open account
                  Service: Call customer
                  Service: Train customer
                  Finance: Send invoice
                """),
            Example(
                "Three steps each, then one handoff",
                """
                process: Offers
                lanes: Sales, Legal
                flow:
                  Sales: Ask for needs
                  Sales: Write offer
                  Sales: Calculate price
                  Legal: Check terms
                  Legal: Check price
                  Legal: Sign
                """),
            Example(
                "A short map is left alone",
                """
                process: Offers
                lanes: Sales, Legal
                flow:
                  Sales: Write offer
                  Legal: Check terms
                  Sales: Send offer
                """),
        ]
    ) { review in
        let map = review.map
        let handoffs = review.inspection.metrics.handoffs
        guard handoffs.count > 0 else { return }
        let steps = map.nodes.count { $0.isWork }
        guard steps > 0, Double(steps) >= review[fewest], Double(handoffs.count) * 100 > review[density] * Double(steps) else { return }
        guard let busiest = review.busiestPair(handoffs.pairs) else { return }
        let between = "\(map[busiest.first].name) and \(map[busiest.second].name)"
        let most = handoffs.count > busiest.flows ? ", \(busiest.flows) of them between \(between)" : ", all between \(between)"
        review.find(
            "\(Wording.count(handoffs.count, "handoff")) for \(Wording.count(steps, "step"))\(most)", at: .process, map.name.span,
            remedy: "begin between \(between): merge steps, or train people across the line",
            question: "\(between), which step could those who did the one before do as well?")
    }
}

extension Review {
    /// The two lanes between which most flows pass, either way; of equals those declared first.
    fileprivate func busiestPair(_ pairs: [HandoffFigures.Pair]) -> (first: LaneID, second: LaneID, flows: Int)? {
        struct LanePair: Hashable {
            let first: LaneID
            let second: LaneID
        }
        var sums: [LanePair: Int] = [:]
        for pair in pairs { sums[LanePair(first: min(pair.from, pair.to), second: max(pair.from, pair.to)), default: 0] += pair.flows }
        let most = sums.sorted { $0.value == $1.value ? ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) : $0.value > $1.value }.first
        return most.map { ($0.key.first, $0.key.second, $0.value) }
    }
}
