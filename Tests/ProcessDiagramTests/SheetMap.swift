/// Writes maps that are hard to set in tables: up to thirty roles, names that are long, without blanks, or in wide letters, much or
/// nothing said of each step, words with several meanings, pains and actions by the dozen.
struct SheetMap {
    private var dice: Dice
    private var lines: [String] = []

    static let oddNames = [
        "Enterprise Customer Relationship and Lifecycle Programme Management Office", "市场营销与客户关系管理部门的负责人",
        "Rechtsschutzversicherungsgesellschaftsangelegenheiten", "A", "R&D <Labs> \"North\"", "Ärzte-Öffentlichkeitsarbeit/Kommunikation",
        "leadScoringAndEnrichmentServiceAccountNumberSevenHundred", "मार्केटिंग टीम", "🚀 Growth 🚀", "Sales", "Legal and Compliance",
    ]

    static func text(seed: Int, lanes: Int, rolesEach: Int, steps: Int) -> String {
        var map = SheetMap(dice: Dice(seed))
        return map.write(seed, lanes, rolesEach, steps)
    }

    private mutating func one(_ choices: [String]) -> String { choices.randomElement(using: &dice) ?? "" }

    /// In quotes where the language would take part of it for something else.
    private func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "'"))\"" }

    private mutating func words(_ count: Int) -> String {
        (0..<count).map { _ in one(["the", "lead", "waits", "for", "Freigabe", "契約書", "again", "brief-and-concept", "nobody", "knows", "Abstimmungsverfahren"]) }.joined(separator: " ")
    }

    private mutating func write(_ seed: Int, _ laneCount: Int, _ rolesEach: Int, _ steps: Int) -> String {
        lines = ["process: \(words(1 + seed % 30))", "  owner: \(one(Self.oddNames))", "  goal: \(words(12))", "  volume: 300 per month", ""]
        var doers: [String] = []
        var lanes: [String] = []
        for lane in 0..<laneCount {
            let name = quoted("\(Self.oddNames[lane % Self.oddNames.count]) \(lane)")
            lanes.append(name)
            lines.append("lane: \(name)" + (lane == 0 ? " [customer]" : ""))
            for role in 0..<rolesEach {
                let title = quoted("\(one(Self.oddNames)) \(lane).\(role)")
                lines.append("  role: \(title) [people 1]")
                doers.append(title)
            }
            if dice.chance(0.3) { lines.append("  accountable: \(one(Self.oddNames).replacing("\"", with: ""))") }
        }
        for term in 0..<4 {
            lines.append("term: Word \(term)")
            for lane in lanes.prefix(term) { lines.append("  \(lane): \(words(3 + term * 4))") }
            if term == 3 { lines.append("  agreed: \(words(20))") }
        }
        if lanes.count > 1 {
            lines += ["relationship: \(lanes[0]) and \(lanes[1])", "  rating: \(lanes[0]) 3, \(lanes[1]) 8 [on 2026-10-01]"]
        }
        lines += ["", "flow:"]
        for step in 0..<steps {
            if step % 7 == 3 { lines.append("  phase: \(words(1 + step % 9))") }
            let who = dice.chance(0.15) || doers.isEmpty ? one(lanes) : one(doers)
            let what = dice.chance(0.2) ? one(Self.oddNames).replacing("\"", with: "") : words(2 + step % 8)
            let isQuestion = step % 9 == 5
            lines.append("  \(who): \"\(what) \(step)\(isQuestion ? "?" : "")\"" + (dice.chance(0.5) && !isQuestion ? " [work \(step + 1) min, takes \(step + 2) bh, ok 80%]" : dice.chance(0.3) ? " [work ?]" : ""))
            if isQuestion { lines += ["    yes 60%", "    no 40% -> Over"] }
            if dice.chance(0.3) { lines.append("    accountable: \(one(doers.isEmpty ? lanes : doers)), \(one(["Head of Everything", "Chief Officer for all that is left over"]))") }
            if dice.chance(0.3) { lines.append("    consulted: \(one(doers.isEmpty ? lanes : doers))") }
            if dice.chance(0.4) { lines.append("    handoff: \(words(1 + step % 5)) [via \(words(2)), within 2 bd]") }
            if dice.chance(0.3) { lines.append("    pain: \(words(1 + step * 3)) [impact \(1 + step % 5), weekly, votes \(step)]") }
            if dice.chance(0.1) { lines.append("    question: \(words(9)) [for \(one(["CRO", "Head of Everything"]))]") }
        }
        lines += ["  end: Done", "", "  end: Over", ""]
        for action in 0..<(seed % 9) {
            lines.append("action: \(words(2 + action * 5))" + (action % 2 == 0 ? " [owner CRO, due 2026-1\(action % 3)-15, measure \(words(6))]" : ""))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
