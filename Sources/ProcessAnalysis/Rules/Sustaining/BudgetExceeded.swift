import ProcessModel
import ProcessSyntax

extension Rule {
    static let budgetExceeded = Rule(
        name: "budget-exceeded", category: .sustaining, severity: .error,
        title: "The process costs more than it may",
        triggers: """
            The process exceeds its `budget:`: its handoffs, along the main path or on average over all cases; its \
            expected lead time to the end it is for; or the load of one of its roles over all maps of the folder.
            """,
        why: "A limit that may be passed in silence is none; the next handoff is then added as quietly as the last.",
        remedy: "Take out what made it grow, or change the budget in a review, where it is seen.",
        question: "What has been added since the budget was agreed, and is it worth it?",
        examples: [
            Example(
                "One handoff too many",
                """
                process: Offers
                  budget: ↓handoffs at most 1
                lanes: Sales, Legal
                flow:
                  Sales: Write offer
                  Legal: Check offer
                  Sales: Send offer
                """),
            Example(
                "Every case makes more handoffs than the main path shows",
                """
                process: Launch
                  budget: ↓handoffs at most 1
                lanes: Marketing, Legal, Web
                flow:
                  Marketing: Brief
                  in parallel:
                    path: legal
                      Legal: Check claims
                      end: Checked
                    path: page
                      Web: Build page
                      Marketing: Look it over
                      end: Built
                """),
            Example(
                "Two weeks, and a week was granted",
                """
                process: Offers
                  budget: ↓lead time at most 5 bd, handoffs at most 3
                lanes: Sales, Legal
                flow:
                  Sales: Write offer [takes 2 bd]
                  Legal: Check offer [takes 8 bd]
                """),
            Example(
                "Nobody may be loaded that much",
                """
                process: Leads
                  volume: 144 per month
                  budget: ↓load at most 80%
                lane: Sales
                  role: SDR [people 1]
                flow:
                  SDR: Contact prospect [work 1 h]
                """),
            Example(
                "Within the budget",
                """
                process: Offers
                  budget: handoffs at most 2, lead time at most 5 bd
                lanes: Sales, Legal
                flow:
                  Sales: Write offer [takes 2 bd]
                  Legal: Check offer [takes 3 bd]
                """),
            Example(
                "No budget was set",
                """
                process: Offers
                lanes: Sales, Legal
                flow:
                  Sales: Write offer
                  Legal: Check offer
                """),
            Example(
                "One role is within it, and of the other it is not known",
                """
                process: Leads
                  volume: 144 per month
                  budget: load at most 85%
                lane: Sales
                  role: SDR [people 2]
                  role: AE [people 1]
                flow:
                  SDR: Contact prospect [work 30 min]
                  AE: Make offer
                """),
            Example(
                "How long the steps take is not said", notAssessable: true,
                """
                process: Offers
                  budget: lead time at most 5 bd
                lanes: Sales, Legal
                flow:
                  Sales: Write offer
                  Legal: Check offer
                """),
        ]
    ) { review in
        let map = review.map
        let loads = map.budgets.contains { $0.kind == .load } ? review.roleLoads() : []
        var missing: [Missing] = []
        for budget in map.budgets {
            let excess: String?
            switch budget.kind {
            case .handoffs: excess = review.handoffs(over: budget, &missing)
            case .leadTime: excess = review.leadTime(over: budget, &missing)
            case .load: excess = review.load(over: budget, loads, &missing)
            }
            guard let excess else { continue }
            review.find(
                excess, at: .process, budget.span,
                remedy: "take out what made it grow, or change the budget in a review",
                question: "\(review.isSaid(map.owner) ? map.owner.map { $0.string + ", what" } ?? "What" : "What") has been added since this budget was agreed, and is it worth it?")
        }
        let isBlind = !missing.isEmpty && missing.filter(\.isAll).count == map.budgets.count
        for (index, one) in missing.enumerated() {
            if index == 0, isBlind { review.cannotAssess(one.words, one.number) } else { review.lacks(one.words, one.number) }
        }
    }
}

/// What one of the budgets cannot be compared with.
private struct Missing {
    let words: String
    /// False where a part of it could be looked at.
    let isAll: Bool
    var number: MissingNumber?
}

/// How much of their time the people of a role need; the share is nil where it is not known at all.
private struct KnownLoad {
    let role: RoleID
    let share: Double?
    let isLowerBound: Bool

    var isComplete: Bool { share != nil && !isLowerBound }
}

extension Review {
    fileprivate func roleLoads() -> [KnownLoad] {
        inspection.metrics.loads.map { load in
            let total = inspection.folder.total(of: load, in: map)
            return KnownLoad(role: load.role, share: total.share, isLowerBound: total.isLowerBound)
        }
    }

    fileprivate func handoffs(over budget: ProcessMap.Budget, _ missing: inout [Missing]) -> String? {
        guard let limit = budget.limit else { return nil }
        guard let count = inspection.metrics.mainPath?.handoffs else {
            missing.append(Missing(words: "no path leads to an end, so its handoffs cannot be counted: add an `end:`", isAll: true))
            return nil
        }
        if Double(count) > limit {
            return "a case is handed over \(count) times on its main path, and the budget is \(Numerals.decimal(limit))"
        }
        // Paths that end by themselves, and work that comes back, are not on the main path.
        guard let average = inspection.metrics.handoffs.perCase, average > limit * (1 + 1e-9) else { return nil }
        return "a case is handed over \(Numerals.decimal(average)) times on average over all cases (\(count) on its main path), and the budget is \(Numerals.decimal(limit))"
    }

    fileprivate func leadTime(over budget: ProcessMap.Budget, _ missing: inout [Missing]) -> String? {
        guard let limit = budget.time else { return nil }
        guard let lead = timeToTheEnd() else {
            missing.append(Missing(words: "no path leads to an end, so the lead time cannot be added up: add an `end:`", isAll: true))
            return nil
        }
        let calendar = map.calendar ?? .assumed
        let granted = Estimate(passing: limit, by: calendar).high
        guard lead.time.expected > granted * (1 + 1e-9) else {
            if lead.isLowerBound { missing.append(Missing(words: silence(about: lead), isAll: lead.coverage.known == 0, number: .time)) }
            return nil
        }
        let least = lead.isLowerBound ? "at least " : ""
        return "a case takes \(least)\(Wording.elapsed(lead.time.expected, by: calendar))\(toMainEnd), and the budget is \(limit.written)"
    }

    fileprivate func load(over budget: ProcessMap.Budget, _ loads: [KnownLoad], _ missing: inout [Missing]) -> String? {
        guard let limit = budget.limit else { return nil }
        let over = loads.compactMap { load -> String? in
            guard let share = load.share, share > limit * (1 + 1e-9) else { return nil }
            return "\(map[load.role].name) is loaded to \(load.isLowerBound ? "at least " : "")\(Numerals.percent(share))"
        }
        guard over.isEmpty else { return "\(Wording.some(over)), and the budget is \(Numerals.percent(limit))" }
        let unknown = loads.filter { !$0.isComplete }
        if unknown.count == loads.count {
            missing.append(Missing(
                words: "how much the roles are loaded is not known: write the `volume` of the process, `people` of its roles and the `work` of their steps",
                isAll: loads.allSatisfy { $0.share == nil }))
        } else if !unknown.isEmpty {
            missing.append(Missing(
                words: "how much \(Wording.some(unknown.map { map[$0.role].name })) \(unknown.count == 1 ? "is" : "are") loaded in all is not known: write their `people` and the `work` of their steps",
                isAll: false))
        }
        return nil
    }
}
