/// Makes maps wrong in the ways in which people, editors, other tools and bad luck make them wrong.
/// The same maps and the same seed give the same text.
public struct Mutator: Sendable {
    private let maps: [[UInt8]]
    /// The most bytes of a text that is made: many small ones find more than a few large ones.
    private static let most = 12_000

    /// - Parameter maps: what to begin with; at least one.
    public init(_ maps: [[UInt8]]) { self.maps = maps.isEmpty ? [[]] : maps }

    public func text(seed: UInt64) -> [UInt8] {
        var dice = Dice(seed: seed)
        var text = Array(dice.pick(maps).prefix(Self.most))
        for _ in 0..<1 + dice.below(4) { mutate(&text, &dice) }
        if text.count > 2 * Self.most { text.removeLast(text.count - 2 * Self.most) }
        return text
    }

    private func mutate(_ text: inout [UInt8], _ dice: inout Dice) {
        switch dice.below(18) {
        case 0:
            let at = dice.below(text.count + 1)
            text.insert(UInt8(truncatingIfNeeded: dice.next()), at: at)
        case 1: text.replaceSubrange(stretch(of: text, &dice, 1), with: [UInt8(truncatingIfNeeded: dice.next())])
        case 2: text.removeSubrange(stretch(of: text, &dice, 24))
        case 3: text.insert(contentsOf: Array(dice.pick(Self.tokens).utf8), at: dice.below(text.count + 1))
        case 4: text.replaceSubrange(stretch(of: text, &dice, 8), with: Array(dice.pick(Self.tokens).utf8))
        case 5: swapWords(&text, &dice)
        case 6: text.removeLast(text.count - dice.below(text.count + 1))
        case 7: splice(&text, &dice)
        case 8: text = Self.replacing(text, 0x0A, with: dice.pick([[0x0D, 0x0A], [0x0D], [0x20], [0x0A, 0x0A], [0xE2, 0x80, 0xA8]]))
        case 9: text = Self.replacing(text, 0x20, with: dice.pick([[0x09], [0xC2, 0xA0], [0x20, 0x20], []]), most: dice.below(40))
        case 10:
            let part = Array(text[stretch(of: text, &dice, 60)])
            let times = dice.pick([2, 3, 10, 200])
            text.insert(contentsOf: (0..<times).flatMap { _ in part }, at: dice.below(text.count + 1))
        case 11: text = dice.pick([[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0x00]]) + text
        default: mutateLines(&text, &dice)
        }
    }

    private func mutateLines(_ text: inout [UInt8], _ dice: inout Dice) {
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let at = dice.below(lines.count)
        switch dice.below(8) {
        case 0: lines.remove(at: at)
        case 1: lines.insert(lines[at], at: dice.below(lines.count))
        case 2: lines.swapAt(at, dice.below(lines.count))
        case 3: lines[at] = Array(repeating: 0x20, count: dice.below(9)) + lines[at].drop { $0 == 0x20 }
        case 4: for line in lines.indices where line >= at { lines[line] = [0x20, 0x20] + lines[line] }
        case 5: lines[at] = Array(dice.pick(Self.lines).utf8)
        case 6: lines.insert(Array(dice.pick(Self.lines).utf8), at: at)
        default:
            // The same line, one level deeper each time.
            let line = Array(lines[at].drop { $0 == 0x20 })
            let depth = dice.pick([3, 10, 70])
            lines.insert(contentsOf: (0..<depth).map { Array(repeating: 0x20, count: 2 * $0) + line }, at: at)
        }
        text = Array(lines.joined(separator: [0x0A]))
    }

    /// Two words of the text change places.
    private func swapWords(_ text: inout [UInt8], _ dice: inout Dice) {
        var words = text.split(separator: 0x20, omittingEmptySubsequences: false).map(Array.init)
        words.swapAt(dice.below(words.count), dice.below(words.count))
        text = Array(words.joined(separator: [0x20]))
    }

    /// The beginning of this text and the end of another.
    private func splice(_ text: inout [UInt8], _ dice: inout Dice) {
        let other = dice.pick(maps)
        let start = dice.below(other.count + 1)
        text = Array(text.prefix(dice.below(text.count + 1)) + other[start...].prefix(Self.most))
    }

    private func stretch(of text: [UInt8], _ dice: inout Dice, _ longest: Int) -> Range<Int> {
        let start = dice.below(text.count + 1)
        return start..<min(text.count, start + 1 + dice.below(longest))
    }

    private static func replacing(_ text: [UInt8], _ byte: UInt8, with new: [UInt8], most: Int = .max) -> [UInt8] {
        var left = most
        return text.flatMap { old -> [UInt8] in
            guard old == byte, left > 0 else { return [old] }
            left -= 1
            return new
        }
    }

    private static let tokens = [
        ":", ": ", " -> ", "->", "=>", "-->", "→", "[", "]", "[[", "]]", ",", ", ", "\"", "“", "”", "'", "#", " # ", "?", "%", "+", " + ", "-", "/",
        "{", "}", "(", ")", "0", "1", "-1", "00000000000000000000", "99999999999999999999999999", "1e308", "0.1", "1,5", "1/2/3", "3-8", "100%", "101%",
        " 50%", "min", "bd", "bh", "0 min", "99999999 w", "?%", "\t", "\r", "\u{0}", "\u{1B}[31m", "\u{7F}", "\u{200B}", "\u{202E}", "\u{FEFF}", "é", "日本", "🎉",
        "e\u{301}\u{301}\u{301}", "process", "lane", "lanes", "role", "flow", "use", "in parallel", "path", "fork", "join", "call", "phase", "start", "end",
        "otherwise", "yes", "no", "handoff", "informs", "expects", "pain", "term", "relationship", "checks", "allow", "on late", "on error", "any", "all", "one",
        "because", "within", "at", "id", "of", "and", "with", "per month", "every", "at most", "2026-02-30", "2026-11-02", "9999-12-31",
    ]

    private static let lines = [
        "flow:", "process: Another", "  use: ../../../etc/passwd", "use: x.baton", "lanes: A, B, A", "lane: A", "  role: A", "    role: R [people 0]",
        "  in parallel:", "    path: p", "      path: q", "  fork: F", "    -> F", "  join: F [one]", "  -> End", "  end: End", "  start: End", "  call: itself",
        "  A: Why?", "    yes 200%", "    no -> Why?", "    otherwise:", "  A + A: Do [work 0 min, takes 0 min, ok 0%]", "    on late 0 bd -> Do", "    on error 100% -> Do",
        "  volume: 99999999999 per day", "  calendar: Mon-Sun 00:00-24:00", "  calendar: Mon-Mon 08:00-08:01", "  budget: handoffs at most 0, load at most 0%",
        "checks:", "  profile: strict", "  over-capacity: warn at 0%", "  handoff-no-sla: error", "term: T", "  A: a", "  B: b", "relationship: A and A", "  rating: A 10, B 0",
        "    pain: P [impact 5, 999999 per day, votes 999999, at Do]", "    allow: everything [until 2026-01-01]", "action: X [fixes X, due 2026-01-01]", "#", "  \"", "[", "]:", ":",
        "  handoff: ? [via ?, within ?, ok ?]", "  phase: One", "system: S", "meeting: M", "  every: 0 d", "  no-show: 100%",
    ]
}
