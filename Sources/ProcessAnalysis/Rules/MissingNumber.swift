/// A figure that rules wait for, so that it can be told which one would let most of them look.
public enum MissingNumber: String, Sendable, CaseIterable {
    case time, share, ok, volume, people, limit

    /// What it is, to stand after "writing".
    public var words: String {
        switch self {
        case .time: "how long steps take and how much of that is work"
        case .share: "how many cases give each answer"
        case .ok: "how often work is right the first time"
        case .volume: "how many cases come in"
        case .people: "how many people hold each role"
        case .limit: "by when a handoff is due"
        }
    }

    /// How it is written.
    public var example: String {
        switch self {
        case .time: "[work 10 min, takes 4 bh]"
        case .share: "yes 60%"
        case .ok: "[ok 85%]"
        case .volume: "volume: 300 per month"
        case .people: "role: … [people 1, available 80%]"
        case .limit: "handoff: … [within 4 bh]"
        }
    }
}

extension RuleReport {
    /// A figure with the rules that wait for it.
    public struct Unlock: Sendable, Hashable {
        public let number: MissingNumber
        /// In the order of the catalogue.
        public let rules: [String]
        /// How many of them could look at nothing.
        public let blindCount: Int
    }

    /// The figures that rules wait for: first the one without which most rules could look at nothing,
    /// of equals the one that most rules wait for at all.
    public var unlocks: [Unlock] {
        MissingNumber.allCases.enumerated().compactMap { index, number -> (index: Int, unlock: Unlock)? in
            var rules: [String] = []
            var blind = Set<String>()
            for gap in gaps where gap.number == number {
                if rules.last != gap.rule { rules.append(gap.rule) }
                if !gap.isPartial { blind.insert(gap.rule) }
            }
            return rules.isEmpty ? nil : (index, Unlock(number: number, rules: rules, blindCount: blind.count))
        }
        .sorted { a, b in
            if a.unlock.blindCount != b.unlock.blindCount { return a.unlock.blindCount > b.unlock.blindCount }
            if a.unlock.rules.count != b.unlock.rules.count { return a.unlock.rules.count > b.unlock.rules.count }
            return a.index < b.index
        }
        .map(\.unlock)
    }
}
