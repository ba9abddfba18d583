/// Writes maps in the language with all that makes drawing hard: decisions inside decisions, jumps
/// forwards and back, parallel paths, exceptions, several starts and ends, long names, rich handoffs.
struct RandomMap {
    private var dice: Dice
    private let lanes: [String]
    private var lane = 0
    private var lines: [String] = []
    private var names: [String] = []
    private var count = 0
    private var ends: [String] = []

    static func text(seed: Int, steps: Int, lanes: Int) -> String {
        var map = RandomMap(seed: seed, lanes: lanes)
        return map.write(steps)
    }

    private init(seed: Int, lanes: Int) {
        dice = Dice(seed)
        self.lanes = (0..<lanes).map { ["Customer", "Marketing", "Sales", "IT", "Legal and Compliance", "Finance", "Agency", "Service", "Operations"][$0 % 9] }
    }

    private mutating func write(_ steps: Int) -> String {
        lines = ["process: Random", "owner: Somebody"]
        for (index, lane) in lanes.enumerated() { lines.append("lane: \(lane)" + (index == 0 ? " [customer]" : "")) }
        lines += ["", "flow:"]
        if dice.chance(0.5) { lines.append("  start: Begun") }
        block(2, steps, depth: 0)
        lines.append("  end: Done")
        for end in ends { lines += ["", "  end: \(end)"] }
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func step(_ indent: Int, isDecision: Bool = false) {
        if dice.chance(0.4) { lane = Int.random(in: 0..<lanes.count, using: &dice) }
        count += 1
        let words = ["Check", "Write down", "Send", "Agree on", "Hand over"].randomElement(using: &dice) ?? ""
        let what = ["brief", "terms and conditions of the offer", "list", "Anforderungsspezifikation", "price", "landing page for spring"].randomElement(using: &dice) ?? ""
        let name = "\(words) \(what) \(count)" + (isDecision ? "?" : "")
        let margin = String(repeating: " ", count: indent)
        lines.append("\(margin)\(lanes[lane]): \(name)" + (dice.chance(0.2) ? " [work ?]" : ""))
        if !isDecision {
            if dice.chance(0.35) {
                lines.append("\(margin)  handoff: document \(count) [via \(["email", "shared drive of the whole team"].randomElement(using: &dice) ?? ""), within 2 bd]")
            }
            if dice.chance(0.1) { lines.append("\(margin)  pain: Nobody answers [impact 3]") }
            if dice.chance(0.06), let target = names.randomElement(using: &dice) { lines.append("\(margin)  on error 5% -> \(target)") }
        }
        names.append(name)
    }

    private mutating func block(_ indent: Int, _ budget: Int, depth: Int) {
        let margin = String(repeating: " ", count: indent)
        let stop = count + budget
        while count < stop {
            let roll = Double.random(in: 0..<1, using: &dice)
            if roll < 0.16, stop - count > 3, depth < 3 {
                step(indent, isDecision: true)
                lines.append("\(margin)  yes 60%:")
                block(indent + 4, Int.random(in: 1...3, using: &dice), depth: depth + 1)
                let target = names.randomElement(using: &dice)
                switch Int.random(in: 0..<4, using: &dice) {
                case 0: lines.append("\(margin)  no 40%")
                case 1:
                    lines.append("\(margin)  no, not this time 40%:")
                    block(indent + 4, Int.random(in: 1...2, using: &dice), depth: depth + 1)
                    if let target, dice.chance(0.5) { lines.append("\(margin)    -> \(target)") }
                case 2:
                    if ends.isEmpty || dice.chance(0.3) { ends.append("Closed \(count)") }
                    lines.append("\(margin)  no 40% -> \(ends.last ?? "Done")")
                default:
                    if let target { lines.append("\(margin)  no 40% -> \(target)") } else { lines.append("\(margin)  no 40%") }
                }
            } else if roll < 0.21, stop - count > 3, depth < 2 {
                lines.append("\(margin)in parallel:")
                for path in 0..<Int.random(in: 2...3, using: &dice) {
                    lines.append("\(margin)  path: part \(path + 1)")
                    block(indent + 4, Int.random(in: 1...2, using: &dice), depth: depth + 2)
                }
            } else {
                step(indent)
            }
        }
    }
}
