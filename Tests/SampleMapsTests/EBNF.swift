import Foundation

/// Rules in the notation of ISO 14977, as much of it as docs/language.md uses, and texts made from them.
struct EBNF {
    indirect enum Part {
        case word(String)
        case rule(String)
        case sequence([Part])
        case choice([Part])
        case optional(Part)
        case repeated(Part)
    }

    private(set) var rules: [String: Part] = [:]
    private var tokens: ArraySlice<String>

    init(_ text: String) {
        var tokens: [String] = []
        var rest = Substring(text)
        while let first = rest.first {
            if rest.hasPrefix("(*") {
                rest = rest.range(of: "*)").map { rest[$0.upperBound...] } ?? ""
            } else if first.isWhitespace {
                rest.removeFirst()
            } else if first == "\"" || first == "'" {
                let word = rest.dropFirst().prefix { $0 != first }
                tokens.append("\"" + word)
                rest = rest.dropFirst(word.count + 2)
            } else if first.isLetter {
                let name = rest.prefix { $0.isLetter || $0 == " " }
                tokens.append(name.trimmingCharacters(in: .whitespaces))
                rest = rest.dropFirst(name.count)
            } else {
                tokens.append(String(first))
                rest.removeFirst()
            }
        }
        self.tokens = tokens[...]
        while let name = self.tokens.popFirst() {
            guard self.tokens.popFirst() == "=" else { break }
            rules[name] = choice()
            guard self.tokens.popFirst() == ";" else { break }
        }
    }

    private mutating func choice() -> Part {
        var ways = [sequence()]
        while tokens.first == "|" {
            tokens.removeFirst()
            ways.append(sequence())
        }
        return ways.count == 1 ? ways[0] : .choice(ways)
    }

    private mutating func sequence() -> Part {
        var parts = [part()]
        while tokens.first == "," {
            tokens.removeFirst()
            parts.append(part())
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func part() -> Part {
        guard let token = tokens.popFirst() else { return .word("") }
        switch token {
        case "(", "[", "{":
            let inside = choice()
            tokens.removeFirst()
            return token == "[" ? .optional(inside) : token == "{" ? .repeated(inside) : inside
        default: return token.first == "\"" ? .word(String(token.dropFirst())) : .rule(token)
        }
    }

    /// The rules that are named and not written down.
    var missing: Set<String> {
        var named: Set<String> = []
        func walk(_ part: Part) {
            switch part {
            case .word: break
            case .rule(let name): named.insert(name)
            case .sequence(let parts), .choice(let parts): parts.forEach(walk)
            case .optional(let part), .repeated(let part): walk(part)
            }
        }
        rules.values.forEach(walk)
        return named.subtracting(rules.keys)
    }

    /// Chance that can be repeated.
    struct Dice {
        var state: UInt64
        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % sides
        }
    }

    /// A text of a rule. `given` says what stands for rules that mean more than their form.
    func text(_ rule: String, _ dice: inout Dice, given: (String, inout Dice) -> String?) -> String {
        let isTight = ["number", "date", "time", "days", "hours"].contains(rule)
        func make(_ part: Part, _ dice: inout Dice) -> String {
            switch part {
            case .word(let word): return word
            case .rule(let name): return given(name, &dice) ?? text(name, &dice, given: given)
            case .sequence(let parts):
                return parts.map { make($0, &dice) }.filter { !$0.isEmpty }.joined(separator: isTight ? "" : " ")
            case .choice(let ways): return make(ways[dice.roll(ways.count)], &dice)
            case .optional(let part): return dice.roll(2) == 0 ? "" : make(part, &dice)
            case .repeated(let part): return (0..<dice.roll(3)).map { _ in make(part, &dice) }.joined(separator: isTight ? "" : " ")
            }
        }
        return rules[rule].map { make($0, &dice) } ?? ""
    }
}
