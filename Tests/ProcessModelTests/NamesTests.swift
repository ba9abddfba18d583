import ProcessModel
import ProcessSyntax
import Testing

/// Names are what people write: what looks like a sign of the language inside a name stays a name.
@Suite struct NamesTests {
    private func flow(_ lines: String, lanes: String = "A, B") -> String { "process: P\nlanes: \(lanes)\nflow:\n\(lines)\n" }

    private func performers(_ text: String) -> [String] {
        let (map, complaints) = resolve(text)
        #expect(complaints == "")
        return map.nodes.first?.performers.all.map { map[$0.lane].name } ?? []
    }

    @Test func aPlusPartsPeopleAndNoName() {
        #expect(performers(flow("  A + B: Talk")) == ["A", "B"])
        #expect(performers(flow("  A+B: Talk")) == ["A", "B"])
        #expect(performers(flow("  R+D: Talk", lanes: "A, R+D")) == ["R+D"])
        #expect(performers(flow("  R+D + A: Talk", lanes: "A, R+D")) == ["R+D", "A"])
        #expect(performers(flow("  A + R+D: Talk", lanes: "A, R+D")) == ["A", "R+D"])
        #expect(performers(flow("  \"A + B\" + C: Talk", lanes: "\"A + B\", C")) == ["A + B", "C"])
    }

    @Test func aCommaInANamePartsNobody() {
        #expect(performers(flow("  \"A, B\" + C: Talk", lanes: "\"A, B\", C")) == ["A, B", "C"])
    }

    /// A time in parentheses is told; anything else in them is a part of the name.
    @Test func aNumberInParenthesesIsAPartOfTheName() {
        for name in ["Pack (2)", "Rate (3 offers)", "Release (2026)", "Ask (40%)"] {
            let (map, complaints) = resolve(flow("  A: \(name)"))
            #expect(complaints == "")
            #expect(map.nodes.first?.name == name)
        }
        #expect(resolve(flow("  A: Pack (5 min)")).complaints.contains("wrong-brackets"))
    }

    /// As those around a name that stands alone.
    @Test func noBreakSpacesAroundANameAreNoPartOfIt() {
        #expect(performers(flow("  A\u{A0}: Talk", lanes: "\u{A0}A\u{A0},\u{A0}B\u{A0}")) == ["A"])
        #expect(performers(flow("  B\u{A0}+\u{A0}A: Talk", lanes: "A\u{A0}, B\u{A0}[customer]")) == ["B", "A"])
        #expect(performers(flow("  B +\u{A0}A\u{A0}: Talk", lanes: "A, B\u{A0}")) == ["B", "A"])
    }

    @Test func anyScriptIsAName() {
        check(
            flow("  営業：電話する？\n    はい 60%\n    いいえ -> مكالمة\n  🚀 Ops: مكالمة", lanes: "営業, 🚀 Ops"),
            """
            process P
            lane 営業
            lane 🚀 Ops
            decision 電話する？ in 営業 by 営業 (entry)
              -> مكالمة [answer はい] 60%
              -> مكالمة [answer いいえ]
            task مكالمة in 🚀 Ops by 🚀 Ops
            """)
    }

    @Test func lettersThatReadTheSameAreTheSame() {
        let (map, complaints) = resolve(flow("  Bu\u{308}ro: Pru\u{308}fen\n  B\u{fc}ro: Gut?\n    ja\n    nein -> Pr\u{fc}fen", lanes: "B\u{fc}ro"))
        #expect(complaints == "")
        #expect(map.flows.map(\.to.index).filter { $0 == 0 }.count == 1)
    }

    @Test func quotesKeepANameTogether() {
        check(
            flow(
                """
                  "A, the first": "note: [x] -> y # z"
                    handoff: "a: b"
                  B: Ready?
                    "criteria: no" 40% -> "note: [x] -> y # z"
                    "in time"
                  "A, the first": See Ticket #42 # a comment
                """, lanes: "\"A, the first\", B"),
            """
            process P
            lane A, the first
            lane B
            task note: [x] -> y # z in A, the first by A, the first (entry)
              -> Ready? with a: b
            decision Ready? in B by B
              -> note: [x] -> y # z [answer criteria: no] 40%
              -> See Ticket #42 [answer in time]
            task See Ticket #42 in A, the first by A, the first
            """)
    }

    @Test func anAnswerMayBeginLikeAnException() {
        let (map, complaints) = resolve(flow("  A: When?\n    on later days -> Wait\n    at once\n  B: Act\n  B: Wait"))
        #expect(complaints == "")
        #expect(map.flows.filter { $0.kind == .answer }.compactMap(\.label?.string) == ["on later days", "at once"])
    }

    @Test func aRelationshipKnowsItsLanes() {
        func pair(_ name: String) -> [String] {
            let (map, complaints) = resolve("lanes: Research and Development, Sales\nrelationship: \(name)\n")
            #expect(complaints == "")
            return map.relationships.flatMap { [$0.first.string, $0.second.string] }
        }
        #expect(pair("Research and Development and Sales") == ["Research and Development", "Sales"])
        #expect(pair("\"Research and Development\" and Sales") == ["Research and Development", "Sales"])
        #expect(pair("Sales and Research and Development") == ["Sales", "Research and Development"])
        #expect(pair("Legal and Finance") == ["Legal", "Finance"])
    }

    @Test func atNamesWordsAndRelationshipsToo() {
        let (map, complaints) = resolve(
            flow("  A: Do") + "term: MQL\nrelationship: A and B\npain: Unclear [at MQL]\nnote: Cold [at A and B]\n")
        #expect(complaints == "")
        #expect(map.pains.map(\.about) == [.term(0)])
        #expect(map.remarks.map(\.about) == [.relationship(0)])
    }

    @Test func aBudgetFollowsTheCalendarBelowIt() {
        let (map, _) = resolve("process: P\n  budget: lead time at most 2 bd\n  calendar: Mon-Fri 09:00-15:00\nlanes: A\nflow:\n  A: Do\n")
        #expect(map.budgets.map { $0.time?.high } == [720])
    }

    @Test func flagsTakeNoValue() {
        checkErrors(
            flow("  A: Good? [any 2]\n    yes\n    no\n  join: J [one of them]\n    variant: B"),
            """
            4:17-18 unexpected-value: 'any' needs no value | remove '2'
            7:16-23 unexpected-value: 'one' needs no value | remove 'of them'
            8:5-12 misplaced-word: 'variant' cannot be said of a join | it belongs to a step or a decision
            """)
    }

    @Test func aStepHasOneMeeting() {
        checkErrors(flow("  A: Do [meeting Monday round, at Friday round]"), "4:35-47 said-twice: two meetings are named | keep the one that is true")
        checkErrors(flow("  A: Do [meeting, at Friday round]"), "")
    }

    @Test func anAnswerHandsOverOneThing() {
        checkErrors(
            flow("  A: Good?\n    yes:\n      handoff: page\n      handoff: letter\n      B: Read\n    no"),
            "7:7-14 said-twice: 'handoff' is said twice | keep the one that is true")
    }

    @Test func windowsFilesAreFiles() {
        let text = flow("  A: Do it [work 5 min]\n    handoff: page\n  B: Read it")
        let windows = "\u{FEFF}" + text.replacing("\n", with: "\r\n")
        #expect(resolve(windows).complaints == "")
        #expect(meaning(of: resolve(windows).map) == meaning(of: resolve(text).map))
    }
}
