/// Writes maps that mean something in all the ways in which people write them: in brackets or on lines,
/// with and without quotes, blanks, comments and paragraphs, now and then with a mistake.
struct UntidyMap {
    private var dice: SeededDice
    private var lines: [String] = []
    private var steps: [String] = []
    private let hasMistakes: Bool

    static func text(seed: Int, hasMistakes: Bool) -> String {
        var map = UntidyMap(seed: seed, hasMistakes: hasMistakes)
        map.write()
        return map.lines.joined(separator: map.dice.chance(0.1) ? "\r\n" : "\n") + (map.dice.chance(0.8) ? "\n" : "")
    }

    private init(seed: Int, hasMistakes: Bool) {
        dice = SeededDice(seed)
        self.hasMistakes = hasMistakes
    }

    private mutating func write() {
        if dice.chance(0.2) { lines += ["", "  "] }
        say(0, "process", "Lead to opportunity", ["state as-is", "owner Head of RevOps", "goal Every lead, soon", "volume 300 per month", "measure time to contact", "reviewed 2026-11-02", "budget handoffs at most 6,lead time at most 10 bd", "note Mapped on a Monday", "pain Nobody owns it"], odds: 0.4)
        lines.append(dice.pick(["lanes: Customer [customer], Marketing,Sales", "lanes:Customer[customer] , \"Marketing\", Sales", "lanes: Marketing, Sales, Customer"]))
        say(0, "lane", "Sales", ["listens on CRM queue, email", "measure revenue [up]", "accountable Head of Sales", "internal", "policy at most 3 touches", "goal win, \"often\"", "charter docs/charter.md", "ally Marketing"], odds: 0.3)
        for role in ["SDR", "AE", "Boss"] { say(2, "role", role, ["people \(dice.roll(1...5))", "available 80%", "backup AE", "duty calls them", "seen as fast", "note \"new, since May\""], odds: 0.4) }
        say(0, "term", "MQL", ["also marketing qualified lead", "agreed ?", "note from 2024"], odds: 0.4)
        say(0, "relationship", "Marketing and Sales", ["rating Marketing 4,Sales 7", "needs leads that answer", "check-in every 2 weeks", "escalation VP Marketing, CRO", "within 4 bh"], odds: 0.4)
        noise(0)
        lines.append(dice.pick(["flow:", "flow :", "flow:   # how it runs"]))
        block(2, dice.roll(3...9), depth: 0)
        lines.append("  end: Done")
        for _ in 0..<dice.roll(0...2) { say(0, "action", "Agree what an MQL is, together", actions, odds: 0.6) }
        for _ in 0..<dice.roll(0...2) { say(0, dice.pick(["pain", "question", "note"]), "Who may overrule it?", ["at Done", "for CRO"], odds: 0.5) }
        if dice.chance(0.3) { lines += ["", "", "# the end "] }
    }

    private let actions = ["owner Head of RevOps", "due 2027-01-15", "fixes Done", "status open", "measure reject rate under 15% in the whole of the first quarter of next year"]

    private let facts = [
        "work 5 min", "work: 3–8 min", "takes 4 bh because batching", "wait ?", "ok 85%", "in CRM", "in \"CRM, old\"", "makes lead record", "needs brief,list",
        "accountable Head of Sales", "consulted \"Legal\", CRO", "approval", "meeting", "automated", "touchpoint", "at Weekly", "doc https://example.com/a",
        "cost 40", "promise by noon", "handoff MQL", "informs Marketing", "expects MQL with phone, budget", "pain Goes cold", "question Who?",
        "note \"They, said\"", "allow handoff-no-sla", "strength fast", "variant Sales", "id once more",
    ]

    private mutating func block(_ indent: Int, _ count: Int, depth: Int) {
        let margin = String(repeating: " ", count: indent)
        for _ in 0..<count {
            let name = "\(dice.pick(["Check", "Send", "in", "Agree on"])) \(dice.pick(["brief", "the \"list\"", "price  now", "Ünïcode→x", "Ticket #42"])) \(steps.count)"
            let who = dice.pick(["Marketing", "Sales", "SDR", "SDR + AE", "\"AE\"", "Customer"] + (hasMistakes ? ["Saels"] : []))
            let written = dice.chance(0.3) ? "\"\(name.filter { $0 != "\"" })\"" : name
            switch dice.roll(0...9) {
            case 0 where depth < 3, 1 where depth < 3:
                say(indent, who, (written.hasPrefix("\"") ? "\"\(name.filter { $0 != "\"" })?\"" : written + "?"), ["work 5 min", "criteria fits, \"truly\"", "any", "pain Too slow", "in CRM"], odds: 0.4)
                let deeper = indent + dice.roll(1...4)
                let inner = String(repeating: " ", count: deeper)
                lines.append(inner + dice.pick(["yes 60%", "yes", "\"yes\"", "yes 60 %", "yes: -> Done"]) + comment())
                say(deeper, nil, dice.pick(["no 40%", "no, not now 40%", "\"no\"", "otherwise:", "no 40% [handoff form]:"]), ["handoff rejected lead", "pain Gone", "note why", "allow x"], odds: 0.2)
                block(deeper + dice.roll(1...3), dice.roll(1...3), depth: depth + 1)
                if dice.chance(0.5), let step = steps.last { lines.append(inner + dice.pick(["  -> ", "  ->"]) + step) }
            case 2 where depth < 3:
                lines.append(margin + "in parallel:")
                for path in ["a", "b"] {
                    say(indent + 3, "path", path, ["handoff kit", "pain Twice"], odds: 0.2)
                    block(indent + 6, dice.roll(1...2), depth: depth + 1)
                }
            case 3: say(indent, "phase", "Part \(steps.count)", [], odds: 0)
            case 4: say(indent, "join", "Join \(steps.count)", ["any", "all", "id j\(steps.count)"], odds: 0.4)
            case 5 where hasMistakes:
                lines.append(margin + dice.pick(["Sales Call somebody", "Marketing: Rate [work 5 min", "->", "no 40%", "\"Sales: x", "Sales: Call] him", "Handoff: MQL", "Sales: Go => Done", "\tSales: Tab", " Sales: Odd"]))
            default:
                say(indent, who, written, facts, odds: 0.12)
                steps.append(name.filter { $0 != "\"" })
                if dice.chance(0.1) { lines.append(margin + "  on late 1 bd->" + "Done") }
            }
        }
    }

    /// A line with some of the facts said of it, each in one of the ways in which it can be said.
    private mutating func say(_ indent: Int, _ head: String?, _ value: String, _ facts: [String], odds: Double) {
        noise(indent)
        var items: [String] = []
        var below: [String] = []
        let inner = indent + dice.roll(1...4)
        for fact in facts where dice.chance(odds) {
            let parts = fact.split(separator: " ", maxSplits: 1)
            let words = fact.contains("[") ? "" : fact
            let name = ["listens", "seen", "check-in"].contains(String(parts[0])) && parts[0] != "check-in"
                ? fact.split(separator: " ").prefix(2).joined(separator: " ") : String(parts[0].filter { $0 != ":" })
            let rest = String(fact.drop { $0 == ":" }.dropFirst(name.count).drop { $0 == " " || $0 == ":" })
            let isQuotable = !rest.contains("\"") && !rest.isEmpty
            if dice.chance(0.5), !words.isEmpty, !(rest.contains(",") && !rest.hasPrefix("\"")) {
                items.append(isQuotable && dice.chance(0.15) && rest.first?.isLetter == true ? "\(name) \"\(rest)\"" : dice.chance(0.2) ? "\(name): \(rest)" : fact)
            } else {
                if dice.chance(0.15) { below.append(dice.pick(["", "# why", "   # deep comment", "#"])) }
                below.append("\(name)\(dice.pick([": ", ":", " : ", ":   "]))\(rest)" + comment() + nested(name, inner))
            }
            if hasMistakes, dice.chance(0.04) { items.append(dice.pick(["wrok 5 min", "owner X", "work 7 min", "5 min"])) }
        }
        let brackets = items.isEmpty ? dice.chance(0.03) ? " []" : "" : dice.pick([" ", "", "  "]) + "[" + items.joined(separator: dice.pick([", ", ",", " , "])) + "]"
        let start = head.map { $0 + dice.pick([": ", ":", " :  "]) } ?? ""
        let isAnswerWithColon = head == nil && value.hasSuffix("]:")
        lines.append(String(repeating: " ", count: indent) + start + value + (isAnswerWithColon ? "" : brackets) + comment())
        for line in below { lines.append(line.isEmpty ? "" : String(repeating: " ", count: inner) + line) }
    }

    private mutating func nested(_ name: String, _ indent: Int) -> String {
        let margin = "\n" + String(repeating: " ", count: indent + dice.roll(1...3))
        guard dice.chance(0.4) else { return "" }
        switch name {
        case "handoff": return margin + "via: email" + (dice.chance(0.5) ? margin + "within:1 bd" + margin + "accept when: a,b" : "")
        case "pain": return margin + dice.pick(["impact: 3", "frequency: weekly", "frequency: 3 per week"])
        case "informs": return margin + "what: outcome"
        case "measure": return margin + "now: 14 bh"
        default: return ""
        }
    }

    private mutating func comment() -> String { dice.chance(0.06) ? dice.pick([" # note", "  #", "\t# tab ", " #tag"]) : "" }

    private mutating func noise(_ indent: Int) {
        if dice.chance(0.1) { lines += dice.pick([[""], ["", ""], ["   "], ["# a comment"], [String(repeating: " ", count: indent + dice.roll(0...4)) + "#comment  "]]) }
    }
}

/// The same numbers for the same seed (SplitMix64).
struct SeededDice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func chance(_ odds: Double) -> Bool { Double.random(in: 0..<1, using: &self) < odds }
    mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &self)] }
}
