import ProcessModel
import ProcessSyntax

/// Why it is hard between two lanes, and what fits that: roles, goals, procedures and resources before people.
struct PairCauses {
    private let map: ProcessMap
    /// The customer, where one of the two is.
    private let customer: LaneID?

    init(_ map: ProcessMap, _ first: LaneID, _ second: LaneID) {
        self.map = map
        customer = [first, second].first { map[$0].kind == .customer }
    }

    func causes(of found: GatheredPair) -> [FunctionPair.Cause] {
        var causes: [FunctionPair.Cause] = []
        for kind in Pain.Cause.allCases {
            let pains = found.complaints.pains.filter { map.pains[$0].cause == kind }.count
            let findings = found.findings.filter { $0.cause == kind }
            guard pains > 0 || !findings.isEmpty else { continue }
            // While any of the first three is open, people are not the cause.
            guard kind != .personality || causes.allSatisfy({ $0.kind == .resources }) else { continue }
            let heaviest = findings.map(\.severity).max().flatMap { weight in findings.first { $0.severity == weight } }
            causes.append(.init(
                kind: kind, pains: pains, findings: findings.count, rule: heaviest?.rule, remedy: heaviest?.remedy ?? remedy(for: kind)))
        }
        return causes
    }

    /// Where no finding says what to do.
    private func remedy(for cause: Pain.Cause) -> String {
        if let customer {
            let name = map[customer].name
            switch cause {
            case .roles: return "name one of yours who answers for what \(name) hears from you"
            case .goals: return "agree what \(name) is promised, and measure whether it is kept"
            case .procedures: return "write down what \(name) is told, by when and by whom"
            case .resources, .personality: break
            }
        }
        return switch cause {
        case .roles: "write down who decides what passes between them, and who answers for it"
        case .goals: "agree on one goal that both reach or miss together"
        case .procedures: "write down what must be true of what passes, by when, and how it comes back"
        case .resources: "cut what comes in, or find the hours for it"
        case .personality: "let the two talk with somebody neutral, now that roles, goals and procedures are settled"
        }
    }
}

extension Finding {
    /// What it is a sign of; nil for what may be a sign of anything, as a low rating is.
    var cause: Pain.Cause? {
        switch category {
        case .roles: rule == "key-person" ? .resources : .roles
        case .goals: .goals
        case .handoffs, .procedures: .procedures
        case .time: rule == "low-first-time-right" ? .procedures : .resources
        case .relationships: rule == "one-sided-terms" ? .procedures : nil
        case .customers: rule == "partner-unowned" ? .roles : .procedures
        case .flow, .sustaining, nil: nil
        }
    }
}
