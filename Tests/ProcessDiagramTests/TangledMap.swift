/// Writes small maps that mix everything the language has, with jumps from anywhere to anywhere:
/// forks, joins of all kinds, nested answers and parallel paths, calls, exceptions, several starts and ends.
struct TangledMap {
    private var dice: Dice
    private let lanes: [String]
    private var lines: [String] = []
    private var names: [String] = []
    private static let jump = "@jump@"

    static func text(seed: Int) -> String {
        var map = TangledMap(seed: seed)
        return map.write()
    }

    private init(seed: Int) {
        dice = Dice(seed)
        lanes = (0..<Int.random(in: 1...5, using: &dice)).map { ["A", "Sales", "Legal and Compliance", "D", "Operations"][$0] }
    }

    private mutating func write() -> String {
        block(2, Int.random(in: 2...12, using: &dice), depth: 0)
        lines.append("  end: \(named("Done"))")
        let flow = lines.map { line -> String in
            guard line.hasSuffix(Self.jump) else { return line }
            return line.dropLast(Self.jump.count) + (names.randomElement(using: &dice) ?? "Done")
        }
        return (["process: Tangled", "lanes: " + lanes.joined(separator: ", "), "flow:"] + flow).joined(separator: "\n") + "\n"
    }

    private mutating func named(_ kind: String, isDecision: Bool = false) -> String {
        let words = ["", " the offer", " terms and conditions", " it all once more with care"].randomElement(using: &dice) ?? ""
        let name = "\(kind)\(dice.chance(0.5) ? words : "") \(names.count)\(isDecision ? "?" : "")"
        names.append(name)
        return name
    }

    private mutating func block(_ indent: Int, _ budget: Int, depth: Int) {
        let margin = String(repeating: " ", count: indent)
        for _ in 0..<budget {
            let lane = lanes.randomElement(using: &dice) ?? "A"
            switch Double.random(in: 0..<1, using: &dice) {
            case ..<0.42: step(margin, lane)
            case ..<0.64 where depth < 3: decision(margin, lane, indent, depth)
            case ..<0.78 where depth < 3: paths(margin, indent, depth)
            case ..<0.85:
                lines.append("\(margin)fork: \(named("Fork"))")
                for _ in 0..<Int.random(in: 1...4, using: &dice) { lines.append("\(margin)  -> \(Self.jump)") }
            case ..<0.91: lines.append("\(margin)join: \(named("Join")) [\(["all", "any", "one"].randomElement(using: &dice) ?? "all")]")
            case ..<0.94 where depth == 0: lines.append("\(margin)start: \(named("Begun"))")
            case ..<0.97 where depth == 0: lines.append("\(margin)end: \(named("Over"))")
            default: lines.append("\(margin)call: \(named("Call"))")
            }
        }
    }

    private mutating func step(_ margin: String, _ lane: String) {
        lines.append("\(margin)\(lane): \(named("Do"))" + (dice.chance(0.3) ? " [work ?, wait 2 bh]" : ""))
        if dice.chance(0.2) { lines.append("\(margin)  on error 5% -> \(Self.jump)") }
        if dice.chance(0.1) { lines.append("\(margin)  on late 1 bd -> \(Self.jump)") }
        if dice.chance(0.25) { lines.append("\(margin)  handoff: thing \(names.count) [via email, within 1 bh]") }
        if dice.chance(0.2) { for _ in 0..<Int.random(in: 1...4, using: &dice) { lines.append("\(margin)  pain: It hurts") } }
    }

    private mutating func decision(_ margin: String, _ lane: String, _ indent: Int, _ depth: Int) {
        lines.append("\(margin)\(lane): \(named("Is", isDecision: true))" + (dice.chance(0.25) ? " [any]" : ""))
        let count = Int.random(in: 1...4, using: &dice)
        for answer in 0..<count {
            let share = dice.chance(0.9) ? " \(100 / count)%" : ""
            let words = dice.chance(0.2) ? "only after a long talk \(answer)" : "a\(answer)"
            switch Double.random(in: 0..<1, using: &dice) {
            case ..<0.3: lines.append("\(margin)  \(words)\(share)")
            case ..<0.65: lines.append("\(margin)  \(words)\(share) -> \(Self.jump)")
            default:
                lines.append("\(margin)  \(words)\(share):")
                block(indent + 4, Int.random(in: 1...2, using: &dice), depth: depth + 1)
                if dice.chance(0.3) { lines.append("\(margin)    -> \(Self.jump)") }
            }
        }
    }

    private mutating func paths(_ margin: String, _ indent: Int, _ depth: Int) {
        lines.append("\(margin)in parallel:")
        for path in 0..<Int.random(in: 1...3, using: &dice) {
            lines.append("\(margin)  path: part \(path)")
            block(indent + 4, Int.random(in: 1...2, using: &dice), depth: depth + 1)
            if dice.chance(0.15) { lines.append("\(margin)    -> \(Self.jump)") }
            else if dice.chance(0.12) { lines.append("\(margin)    end: \(named("Over"))") }
        }
    }
}
