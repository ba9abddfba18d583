import Foundation
import ProcessModel
import ProcessSyntax
import Testing

/// The grammar in docs/language.md is true: what it allows is understood. Texts are made from its
/// rules by chance that can be repeated, put where they belong in a map, and resolved.
@Suite struct GrammarTests {
    static func grammar() throws -> EBNF {
        let page = try String(contentsOf: LanguageReferenceTests.page, encoding: .utf8)
        let parts = page.components(separatedBy: "```ebnf\n")
        try #require(parts.count == 2)
        return EBNF(parts[1].components(separatedBy: "```")[0])
    }

    @Test func everyRuleIsWrittenDown() throws {
        let grammar = try Self.grammar()
        #expect(grammar.missing.sorted() == ["BOM", "CRLF", "LF", "digit", "end of file", "keyword", "text", "zone"])
        #expect(grammar.rules.count > 30)
    }

    /// Where a text of a rule stands: `<>` in a map of which nothing else is wrong.
    static let places: [(rule: String, map: String)] = [
        ("duration", "process: P\nlanes: A\nflow:\n  A: Do [work <>]"),
        ("duration", "process: P\nlanes: A\nflow:\n  A: Do\n    handoff: x [within <>]"),
        ("waiting", "process: P\nlanes: A\nflow:\n  A: Do [takes <>]"),
        ("waiting", "process: P\nlanes: A\nflow:\n  A: Do\n    wait: <>"),
        ("share", "process: P\nlanes: A\nflow:\n  A: Do [ok <>]"),
        ("rate", "process: P\n  volume: <>\nlanes: A\nflow:\n  A: Do"),
        ("rate", "process: P\nlanes: A\nflow:\n  A: Do\n    pain: Ouch [frequency <>]"),
        ("every", "meeting: M [every <>]"),
        ("every", "relationship: A and B\n  check-in: <>"),
        ("date", "action: Do [due <>]"),
        ("calendar", "lane: A\n  calendar: <>"),
        ("budgets", "process: P\n  budget: <>\nlanes: A\nflow:\n  A: Do"),
        ("number", "process: P\nlanes: A\nflow:\n  A: Do [cost <>]"),
        ("exception", "process: P\nlanes: A\nflow:\n  A: n\n    <>"),
        ("answer", "process: P\nlanes: A\nflow:\n  A: n\n  A: Which?\n    <>"),
        ("who", "process: P\nlanes: n, \"n: [q]\", m1, m2, m3\nflow:\n  <>: Do"),
        ("lanes", "process: P\n<>\nlane: A\nflow:\n  A: Do"),
        ("jump", "process: P\nlanes: A\nflow:\n  A: n\n  A: \"n: [q]\"\n    <>"),
        ("element", "process: P\nlanes: A\nflow:\n  A: Do\n  <>"),
        ("path", "process: P\nlanes: A\nflow:\n  in parallel:\n    <>\n      A: Do\n    path: other\n      A: More"),
        ("remark", "process: P\nlanes: A\nflow:\n  A: Do?\n    yes:\n      <>\n      A: More"),
    ]

    @Test(arguments: places.indices)
    func whatItAllowsIsUnderstood(number: Int) throws {
        let grammar = try Self.grammar()
        let (rule, map) = Self.places[number]
        var dice = EBNF.Dice(state: UInt64(number))
        for _ in 0..<60 {
            var last = 0
            var names = Set<String>()
            let text = grammar.text(rule, &dice) { name, dice in
                switch name {
                case "number" where rule != "number":
                    // The larger comes last, and none is over 100.
                    last += 1 + dice.roll(20)
                    return "\(last)"
                case "digit": return rule == "date" ? "1" : "\(1 + dice.roll(9))"
                case "weekday": return names.insert("Mon").inserted ? "Mon" : ["Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][dice.roll(6)]
                case "time":
                    last += 2
                    return "\(last + 5):30"
                case "zone": return "Europe/Berlin"
                case "name":
                    // A doer or a lane is named once; whoever is jumped to stands in the map.
                    let name = dice.roll(2) == 0 ? "n" : "\"n: [q]\""
                    if rule == "lanes" || rule == "who" { return names.insert(name).inserted ? name : names.insert("m\(names.count)").memberAfterInsert }
                    return rule == "exception" || rule == "answer" ? "n" : name
                case "brackets": return rule == "remark" ? "" : rule == "answer" || rule == "path" ? "[handoff x, note y]" : "[note \"a, b\", note: c]"
                case "value": return "words and words"
                default: return nil
                }
            }
            guard !text.isEmpty else { continue }
            let whole = map.replacing("<>", with: text)
            let source = SourceText(name: "test.baton", text: whole + "\n")
            let complaints = Resolver.resolve(SyntaxTree(parsing: source)).diagnostics.filter { $0.severity == .error }.map { "\($0.name): \($0.message)" }
            // What only means something together with other lines is not the grammar's to promise.
            let beyond: Set<String> = [
                "empty-block", "no-path", "no-flow", "unknown-rule", "duplicate-step", "idle-arrow", "lone-gateway", "no-reason", "said-twice: 'lanes'",
            ]
            #expect(complaints.filter { complaint in !beyond.contains { complaint.hasPrefix($0) } } == [], "\(whole)")
        }
    }
}
