import ProcessSyntax
import Testing

/// One line for each line of the tree: depth, kind, parts.
private func outline(_ tree: SyntaxTree) -> String {
    tree.lines.filter { $0.kind != .blank }.map { line in
        var depth = 0
        var parent = line.parent
        while parent >= 0 {
            depth += 1
            parent = tree.lines[parent].parent
        }
        func show(_ name: String, _ span: Span?) -> String { span.map { $0.isEmpty ? "" : " \(name)<\(tree.source.string($0))>" } ?? "" }
        let attributes = tree.attributes(of: line).map { "[\(tree.source.string($0))]" }.joined()
        return String(repeating: "  ", count: depth) + "\(line.kind)" + show("head", line.head) + show("value", line.value)
            + show("target", line.target) + (attributes.isEmpty ? "" : " " + attributes) + show("comment", line.comment)
    }.joined(separator: "\n")
}

private func check(_ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let tree = SyntaxTree(parsing: SourceText(name: "test.baton", text: text))
    #expect(outline(tree) == expected, sourceLocation: sourceLocation)
}

@Suite struct SyntaxTreeTests {
    @Test func aColonNeedsNoBlankBehindIt() {
        check(
            """
            process:1st try
              volume:300 per month
              pain:2 of 3 go cold [impact 4]
                votes:7
            flow:
              start:9:00 bell
              Sales:3 calls at 09:00
              Sales: Call at 9:00
              Sales 2:30
              Sales:Ready for 2:1?
                yes 60%:
                  end:90 days over
                at 9:30 -> Sales 2:30
            """,
            """
            property head<process> value<1st try>
              property head<volume> value<300 per month>
              property head<pain> value<2 of 3 go cold> [impact 4]
                property head<votes> value<7>
            property head<flow>
              element head<start> value<9:00 bell>
              step head<Sales> value<3 calls at 09:00>
              step head<Sales> value<Call at 9:00>
              broken head<Sales 2:30>
              decision head<Sales> value<Ready for 2:1?>
                answer head<yes 60%>
                  element head<end> value<90 days over>
                answer head<at 9:30> target<Sales 2:30>
            """)
    }

    @Test func cutsLinesIntoTheirParts() {
        check(
            """
            process: Lead to opportunity  # as it runs today
            flow:
              Marketing Ops: Enrich record [work 5 min, in CRM]
                handoff: MQL
              SDR + AE: Accepted?
                yes 60%
                no 40% -> Closed
                otherwise:
                  -> Enrich record
              SDR: Call
                on late 1 bd -> Escalate
            """,
            """
            property head<process> value<Lead to opportunity> comment<# as it runs today>
            property head<flow>
              step head<Marketing Ops> value<Enrich record> [work 5 min][in CRM]
                property head<handoff> value<MQL>
              decision head<SDR + AE> value<Accepted?>
                answer head<yes 60%>
                answer head<no 40%> target<Closed>
                answer head<otherwise>
                  jump target<Enrich record>
              step head<SDR> value<Call>
                exception head<on late 1 bd> target<Escalate>
            """)
    }

    @Test func keepsHashesQuotesAndClockTimesAsText() {
        check(
            """
            flow:
              Service: Close ticket #42 # done
              Service: "Ask: [really] -> why?"
              Service: Wait 10:30 to 5" later
              IT: Wait because "a, b" [because "c, d", note "e ] f"]
            """,
            """
            property head<flow>
              step head<Service> value<Close ticket #42> comment<# done>
              decision head<Service> value<"Ask: [really] -> why?">
              step head<Service> value<Wait 10:30 to 5" later>
              step head<IT> value<Wait because "a, b"> [because "c, d"][note "e ] f"]
            """)
    }

    @Test func aNameMayBeAKeywordInAFlow() {
        check(
            "flow:\n  owner: Sign\n  measure: Count?\n    budget: 5\n    up:\n      owner: Go",
            """
            property head<flow>
              step head<owner> value<Sign>
              decision head<measure> value<Count?>
                entry head<budget> value<5>
                answer head<up>
                  step head<owner> value<Go>
            """)
    }

    @Test func readsEveryLineEnding() {
        for ending in ["\n", "\r\n"] {
            let text = ["\u{FEFF}process: Ä", "flow:", "  Ünit: 承認する", ""].joined(separator: ending)
            check(text, "property head<process> value<Ä>\nproperty head<flow>\n  step head<Ünit> value<承認する>")
        }
    }

    @Test(arguments: [
        ("flow:\n\tA: b", "tab-indent"), ("flow:\n    A: b\n  C: d", "uneven-indent"), ("process: a [b", "unclosed-bracket"),
        ("process: a ] b", "stray-bracket"), ("process: a [b] c", "text-after-brackets"), ("process: \"a", "unclosed-quote"),
        ("process: a\u{0}b", "control-character"), ("process: a\u{1B}[31m", "control-character"),
    ])
    func namesWhatIsWrongWithALine(text: String, name: String) {
        let tree = SyntaxTree(parsing: SourceText(name: "test.baton", text: text))
        #expect(tree.diagnostics.first?.name == name)
        #expect(tree.diagnostics.allSatisfy { !$0.fixes.isEmpty })
    }

    @Test func saysWhereBytesAreNotText() {
        let tree = SyntaxTree(parsing: SourceText(name: "test.baton", bytes: Array("lanes: A\nflow:\n  A: b".utf8) + [0xFF, 0xFE]))
        #expect(tree.diagnostics.map(\.name) == ["not-utf8"])
        #expect(tree.source.position(at: Int(tree.diagnostics[0].span.start)).line == 3)
    }

    @Test func deepNestingIsAnErrorAndNoCrash() {
        let text = "flow:\n" + (1...3000).map { String(repeating: " ", count: $0) + "in parallel:" }.joined(separator: "\n")
        let tree = SyntaxTree(parsing: SourceText(name: "test.baton", text: text))
        #expect(tree.diagnostics.contains { $0.name == "too-deep" })
    }

    @Test func positionsCountScalars() {
        let source = SourceText(name: "a", text: "aé承\n\nb")
        #expect(source.position(at: 0) == Position(line: 1, column: 1))
        #expect(source.position(at: 6) == Position(line: 1, column: 4))
        #expect(source.position(at: 7) == Position(line: 2, column: 1))
        #expect(source.position(at: 8) == Position(line: 3, column: 1))
    }
}

@Suite struct LosslessTests {
    /// A map with every kind of line in it, and some that make no sense.
    static let map = """
        # A map
        process: Lead to opportunity [id lead]
          owner: Head of RevOps
          budget: handoffs at most 6, lead time at most 10 bd

        lane: Prospect [customer]
        lane: Marketing
          role: Ops [people 2, available 80%]
        term: MQL [also marketing qualified lead]
          Marketing: 65 points
        flow:
          start: Asked
          Prospect: Submit form [touchpoint]
            handoff: request [via web form, within 15 min]
          Ops: Score lead [work 3-8 min, wait 8 bh because batching, ok 75%]
            pain: Nobody answers [impact 4, weekly, votes 7]
          Ops: Good enough?
            criteria: 65 points
            yes 60%
            no 40%:
              -> Score lead
          in parallel:
            path: one
              Ops: Do this [id x]
            path: two
              Ops + Prospect: Do that
          fork: Split
            -> Do this
          join: Both [all]
          call: other
          end: Done
        nonsense here [ ] -> : "
        \taction: x
        """

    private static func whole(_ tree: SyntaxTree) -> [UInt8] { tree.lines.flatMap { Array(tree.bytes($0.whole)) } }

    @Test func linesEndToEndAreTheFileForEveryPrefix() {
        let bytes = Array(Self.map.utf8)
        for length in 0...bytes.count {
            let tree = SyntaxTree(parsing: SourceText(name: "test.baton", bytes: Array(bytes[..<length])))
            #expect(Self.whole(tree) == Array(bytes[..<length]))
            for (index, line) in tree.lines.enumerated() {
                #expect(line.parent < index && line.next > index && line.next <= tree.lines.count)
                #expect(line.content.start >= line.whole.start && line.content.end <= line.whole.end)
            }
        }
    }

    @Test func linesEndToEndAreTheFileForBrokenBytes() {
        var random = SplitMix64(seed: 7)
        let bytes = Array(Self.map.utf8)
        let spice = Array("\n\r\t \":[]#->,%?+".utf8).map { [$0] } + [[0], [0x1B], [0x80], [0xC3], [0xFF]]
            + ["“", "”", "„", "：", "？", "→", "=>", "–>", "-->", "lanes: A [", "{work 5 min}"].map { Array($0.utf8) }
        for _ in 0..<4_000 {
            var broken = bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                guard !broken.isEmpty else { break }
                let at = Int.random(in: 0..<broken.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: broken.remove(at: at)
                case 1: broken.replaceSubrange(at...at, with: spice.randomElement(using: &random) ?? [])
                default: broken.insert(contentsOf: spice.randomElement(using: &random) ?? [], at: at)
                }
            }
            #expect(Self.whole(SyntaxTree(parsing: SourceText(name: "test.baton", bytes: broken))) == broken)
        }
    }
}

/// SplitMix64 (Steele, Lea & Flood 2014): the same numbers for a seed on every machine.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
