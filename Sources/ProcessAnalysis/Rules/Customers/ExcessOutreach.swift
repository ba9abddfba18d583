import ProcessModel
import ProcessSyntax

extension Rule {
    private static let mostLanes = Setting(
        name: "lanes", standard: 2, unit: "lanes", meaning: "how many lanes contact the customer before they need a policy")

    static let excessOutreach = Rule(
        name: "excess-outreach", category: .customers, severity: .warning,
        title: "The customer hears from too many of us, or too often",
        triggers: """
            Two or more lanes of ours, or of partners, get in touch with the customer, and no lane has a `policy` for \
            it; or a lane touches a customer more often than its `policy: at most 3 touches per week` allows. A \
            touch is a step marked `touchpoint`, one that hands something to the customer, or one that informs it. \
            How often is reckoned over the expected lead time of a case.
            """,
        why: "To the customer we are one company; three mails of three departments in a week are one reason to unsubscribe.",
        remedy: "Agree one cap for all, with one owner: `policy: at most 3 touches per week [owner …]`.",
        question: "How many messages does one customer get from all of us in a week, and who would know?",
        settings: [mostLanes],
        examples: [
            Example(
                "Two lanes write, and nobody counts",
                """
                process: Launch
                lane: Customer [customer]
                lanes: Marketing, Sales
                flow:
                  Marketing: Send campaign mail [touchpoint]
                  Sales: ↓Mail own accounts [touchpoint]
                """),
            Example(
                "More often than the policy allows",
                """
                process: Reminders
                lane: Customer [customer]
                lane: Finance
                  policy: ↓at most 2 touches per week [owner Head of Finance]
                flow:
                  Finance: Send invoice [takes 4 bh, touchpoint]
                  Finance: Send reminder [takes 4 bh, touchpoint]
                  Finance: Call [takes 4 bh, touchpoint]
                """),
            Example(
                "Three touches, spread over three weeks",
                """
                process: Reminders
                lane: Customer [customer]
                lane: Finance
                  policy: at most 2 touches per week [owner Head of Finance]
                flow:
                  Finance: Send invoice [takes 1 bw, touchpoint]
                  Finance: Send reminder [takes 1 bw, touchpoint]
                  Finance: Call [takes 1 bw, touchpoint]
                """),
            Example(
                "One lane writes",
                """
                process: Launch
                lane: Customer [customer]
                lanes: Marketing, Sales
                flow:
                  Marketing: Send campaign mail [touchpoint]
                  Sales: Count replies
                """),
            Example(
                "How long a case takes is not said", notAssessable: true,
                """
                process: Reminders
                lane: Customer [customer]
                lane: Finance
                  policy: at most 1 touch per week [owner Head of Finance]
                flow:
                  Finance: Send invoice [touchpoint]
                  Finance: Send reminder [touchpoint]
                """),
        ]
    ) { review in
        let map = review.map
        let touches = review.touches().filter { map[$0.lane].kind != .system }
        guard !touches.isEmpty else { return }
        var seen = Set<LaneID>()
        let lanes = touches.map(\.lane).filter { seen.insert($0).inserted }
        let policies = map.lanes.indices.flatMap { lane in map.lanes[lane].policies.map { (lane: LaneID(lane), policy: $0) } }
        guard !policies.isEmpty else {
            guard Double(lanes.count) >= review[mostLanes], let last = touches.first(where: { $0.lane == lanes[lanes.count - 1] }) else { return }
            let names = Wording.some(lanes.map { map[$0].name })
            review.find(
                "\(names) \(lanes.count == 2 ? "both" : "all") get in touch with the customer, and no policy says how often", at: .node(last.node), map[last.node].span,
                related: .init(span: map[touches[0].node].span, message: "the first of \(touches.count) touches"),
                remedy: "agree one cap with one owner, as in `policy: at most 3 touches per week [owner \(map[lanes[0]].name)]` under a lane",
                question: "\(names), how many messages does one customer get from all of you in a week?")
            return
        }
        let touchesByLane = Dictionary(grouping: touches, by: \.lane)
        var missing: [(words: String, number: MissingNumber?)] = []
        for (lane, policy) in policies {
            guard let cap = TouchCap(policy.text.string) else {
                missing.append(("the policy '\(policy.text.string)' gives no number to count against: write it like `policy: at most 3 touches per week`", nil))
                continue
            }
            let visits = (touchesByLane[lane] ?? []).map { review.inspection.metrics.visits[$0.node.index] }
            let perCase = visits.reduce(0) { $0 + ($1 ?? 0) }
            // Fewer in all than may be in one period are never too many.
            guard perCase > cap.count * (1 + 1e-9) else {
                if visits.contains(where: { $0 == nil }) { missing.append(("how often \(map[lane].name) touches the customer is not known: write a share at each answer, as in `yes 60%`", .share)) }
                continue
            }
            let lead = review.inspection.metrics.allCases.lead.value
            guard let lead, !lead.isLowerBound else {
                missing.append(("how long a case takes is not known, so touches of \(map[lane].name) cannot be counted by the \(cap.period.rawValue): write the time of each step, as in `[takes 4 bh]`", .time))
                continue
            }
            let periods = max(1, lead.time.expected * Rate(count: 1, period: cap.period).perMonth / (20 * 480))
            let rate = perCase / periods
            guard rate > cap.count * (1 + 1e-9) else { continue }
            review.find(
                "\(map[lane].name) touches a customer \(Numerals.decimal(rate, places: 1)) times a \(cap.period.rawValue), and its policy is \(policy.text.string)",
                at: .lane(lane), policy.text.span,
                remedy: "drop or join touches, or change the policy",
                question: "\(policy.owner?.string ?? map[lane].name), which of these would the customer not miss?")
        }
        for (index, lack) in missing.enumerated() {
            if index == 0, missing.count == policies.count { review.cannotAssess(lack.words, lack.number) } else { review.lacks(lack.words, lack.number) }
        }
    }
}

/// A policy that counts: `at most 3 touches per week`.
private struct TouchCap {
    let count: Double
    let period: Rate.Period

    init?(_ text: String) {
        let words = text.lowercased().split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
        guard let number = words.lazy.compactMap(Double.init).first, number.isFinite, number >= 0,
            let at = words.lastIndex(where: { ["per", "a", "each", "every"].contains($0) }), at + 1 < words.count,
            let period = Rate.Period(rawValue: words[at + 1])
        else { return nil }
        count = number
        self.period = period
    }
}
