import ProcessModel
import ProcessSyntax

extension Rule {
    static let budgetExceeded = Rule(
        name: "budget-exceeded", category: .sustaining, severity: .error,
        title: "The process costs more than it may",
        triggers: """
            The process exceeds its `budget:`: its handoffs along the main path, its expected lead time to the end it \
            is for, or the load of one of its roles over all maps of the folder.
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
        let loads = map.budgets.contains { $0.kind == .load } ? review.knownLoads() : []
        var missing: [String] = []
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
        for (index, words) in missing.enumerated() {
            if index == 0, missing.count == map.budgets.count { review.cannotAssess(words) } else { review.lacks(words) }
        }
    }
}

/// How much of their time the people of a role need, as far as it is known.
private struct KnownLoad {
    let role: RoleID
    let share: Double
    let isLowerBound: Bool
}

extension Review {
    fileprivate func knownLoads() -> [KnownLoad] {
        inspection.metrics.loads.compactMap { load in
            let total = inspection.folder.total(of: load, in: map)
            return total.share.map { KnownLoad(role: load.role, share: $0, isLowerBound: total.isLowerBound) }
        }
    }

    fileprivate func handoffs(over budget: ProcessMap.Budget, _ missing: inout [String]) -> String? {
        guard let limit = budget.limit else { return nil }
        guard let count = inspection.metrics.mainPath?.handoffs else {
            missing.append("no path leads to an end, so its handoffs cannot be counted: add an `end:`")
            return nil
        }
        guard Double(count) > limit else { return nil }
        return "a case is handed over \(count) times on its main path, and the budget is \(Numerals.decimal(limit))"
    }

    fileprivate func leadTime(over budget: ProcessMap.Budget, _ missing: inout [String]) -> String? {
        guard let limit = budget.time else { return nil }
        guard let lead = timeToTheEnd() else {
            missing.append("no path leads to an end, so the lead time cannot be added up: add an `end:`")
            return nil
        }
        let calendar = map.calendar ?? .assumed
        let granted = Estimate(passing: limit, by: calendar).high
        guard lead.time.expected > granted * (1 + 1e-9) else {
            if lead.isLowerBound { missing.append(silence(about: lead)) }
            return nil
        }
        let least = lead.isLowerBound ? "at least " : ""
        return "a case takes \(least)\(Wording.elapsed(lead.time.expected, by: calendar))\(toMainEnd), and the budget is \(limit.written)"
    }

    fileprivate func load(over budget: ProcessMap.Budget, _ loads: [KnownLoad], _ missing: inout [String]) -> String? {
        guard let limit = budget.limit else { return nil }
        let over = loads.filter { $0.share > limit * (1 + 1e-9) }.map { load in
            "\(map[load.role].name) is loaded to \(load.isLowerBound ? "at least " : "")\(Numerals.percent(load.share))"
        }
        guard over.isEmpty else { return "\(Wording.some(over)), and the budget is \(Numerals.percent(limit))" }
        if loads.allSatisfy(\.isLowerBound) {
            missing.append("how much the roles are loaded is not known: write the `volume` of the process, `people` of its roles and the `work` of their steps")
        }
        return nil
    }
}
