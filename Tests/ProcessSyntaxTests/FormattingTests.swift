@testable import ProcessSyntax
import Testing

/// What a text becomes, and that it stays so.
private func check(_ text: String, _ expected: String, left: [Int] = [], sourceLocation: SourceLocation = #_sourceLocation) {
    let formatting = format(text)
    #expect(String(decoding: formatting.bytes, as: UTF8.self) == expected + "\n", sourceLocation: sourceLocation)
    #expect(formatting.linesLeft == left, sourceLocation: sourceLocation)
    #expect(formatting.refusal == nil, sourceLocation: sourceLocation)
    #expect(format(expected + "\n").bytes == Array((expected + "\n").utf8), "it does not settle", sourceLocation: sourceLocation)
}

/// What stays as it is.
private func checkKept(_ text: String, left: [Int] = [], sourceLocation: SourceLocation = #_sourceLocation) {
    check(text, text, left: left, sourceLocation: sourceLocation)
}

private func format(_ text: String) -> Formatting {
    Formatting(of: SyntaxTree(parsing: SourceText(name: "test.baton", text: text)))
}

@Suite struct FormattingTests {
    // MARK: Blanks and lines

    @Test func blanksInLines() {
        check(
            """
            process:Lead   
               state :  as-is
            flow :
                Sales:Call[work 5 min,ok 85%]
                Sales:\tGood enough?
                   no 40%->Call
                   yes  ->   Done
                   otherwise: -> Done
            """,
            """
            process: Lead
              state: as-is

            flow:
              Sales: Call [work 5 min, ok 85%]
              Sales: Good enough?
                no 40% -> Call
                yes -> Done
                otherwise -> Done
            """)
    }

    @Test func listsAndLanes() {
        check(
            """
            lanes: Customer[customer],Marketing ,Sales
            lane: Sales
              listens on: email,phone , "Slack, all of it"
              goal: cheap,fast
            """,
            """
            lanes: Customer [customer], Marketing, Sales
            lane: Sales
              listens on: email, phone, "Slack, all of it"
              goal: cheap,fast
            """)
    }

    @Test func wordsAreNotTouched() {
        checkKept(
            """
            process: Lead  to   opportunity

            flow:
              Sales: Close ticket #42 at 10:30
              Sales: Say "yes", or no
              Sales: Work 5min [work 5min]
            """)
    }

    @Test func paragraphsStayAndEmptyLinesShrink() {
        check("\n\nprocess: A\n\n\n  \nlane: B\n\n  goal: c\n\n\n", "process: A\n\nlane: B\n\n  goal: c")
    }

    @Test func theFlowIsSetApart() {
        check("process: A\n# How it runs\nflow:\n  B: c", "process: A\n\n# How it runs\nflow:\n  B: c")
        check("lane: A\n  goal: b\n  # of the lane\nflow:\n  A: c", "lane: A\n  goal: b\n  # of the lane\n\nflow:\n  A: c")
        checkKept("flow:\n  B: c")
    }

    @Test func otherProgramsLineEndsAndMarks() {
        check("\u{FEFF}process: A\r\n  state: as-is\r\n", "process: A\n  state: as-is")
        check("process: A\r", "process: A")
        #expect(format("").bytes == [])
        #expect(format("\n  \n").bytes == [])
    }

    // MARK: Comments

    @Test func commentsGoWithTheLineTheyPrecede() {
        check(
            """
              # of all
            lane: A
            # of the role
              role: B
                # inside the role
              # at the end of the lane
            # of the flow

            flow:
              A: b   # behind
              A: longer    # behind, too
                # below
            """,
            """
            # of all
            lane: A
              # of the role
              role: B
                # inside the role
              # at the end of the lane
            # of the flow

            flow:
              A: b       # behind
              A: longer  # behind, too
                # below
            """)
    }

    // MARK: Brackets and lines

    @Test func shortFactsStandInBrackets() {
        check(
            """
            flow:
              Sales: Call [touchpoint]
                ok: 85%
                in: CRM
                work: 5 min
                takes: 4 bh because batching
                approval:
                handoff: MQL
                  within: 1 bh
                  via: email
            """,
            """
            flow:
              Sales: Call [work 5 min, takes 4 bh because batching, ok 85%, in CRM, approval, touchpoint]
                handoff: MQL [via email, within 1 bh]
            """)
    }

    @Test func sentencesStandOnLines() {
        check(
            """
            flow:
              Sales: Call [note "He said: no", work: 5 min, handoff MQL, pain Too slow]
                makes: notes
              Sales: Good?
                no 40% [handoff form]
                yes [pain Late]:
                  Sales: Go on
            """,
            """
            flow:
              Sales: Call [work 5 min]
                note: "He said: no"
                handoff: MQL
                pain: Too slow
                makes: notes
              Sales: Good?
                no 40%:
                  handoff: form
                yes:
                  pain: Late
                  Sales: Go on
            """)
    }

    @Test func bracketsHaveAnOrder() {
        check(
            """
            lane: Sales
              role: SDR [backup AE, available 80%, people 1]

            flow:
              Sales: Call [automated, in CRM, weekly meeting]
              Sales: Ring [touchpoint, ok 85%, in CRM, work 5 min]
                pain: Cold [felt by Sales, 3 per week, impact 4]

            action: Agree [measure less, owner AE]
            """,
            """
            lane: Sales
              role: SDR [people 1, available 80%, backup AE]

            flow:
              Sales: Call [automated, in CRM, weekly meeting]
              Sales: Ring [work 5 min, ok 85%, in CRM, touchpoint]
                pain: Cold [impact 4, 3 per week, felt by Sales]

            action: Agree [owner AE, measure less]
            """)
    }

    @Test func aCommaTooManyIsDropped() {
        check("flow:\n  Sales: Call\n    in: CRM, \n    makes: a,,b", "flow:\n  Sales: Call [in CRM]\n    makes: a, b")
    }

    @Test func whatIsSetApartStaysOnItsLine() {
        checkKept(
            """
            flow:
              Sales: Call [work 5 min]
                ok: 85%  # guessed

                in: CRM
                # why
                cost: 3
                approval:
                  note: nested
                makes: a, b
              Sales: Ring
                in: CRM, Slack
                work:
            """)
    }

    @Test func contradictionsStayWhereTheyAre() {
        checkKept(
            """
            flow:
              Sales: Call [ok 5%, work 5 min]
                work: 6 min
              Sales: Ring [wait 5 min, takes 1 h]
                ok: 5%
              Sales: Sing [meeting Weekly, ok 5%]
                at: Monthly
              join: A [one, any]
            """)
    }

    @Test func longLinesLoseWordsAndKeepNumbers() {
        let name = String(repeating: "word ", count: 13) + "end"
        check(
            """
            action: \(name) [measure less rework, owner Head of RevOps, fixes Score lead]
            action: \(name) and more of it all [owner Head of RevOps, due 2027-01-15]
            """,
            """
            action: \(name) [owner Head of RevOps, fixes Score lead]
              measure: less rework
            action: \(name) and more of it all [owner Head of RevOps, due 2027-01-15]
            """)
    }

    @Test func twoOfAKindKeepTheirOrder() {
        check(
            """
            flow:
              Sales: Call [in A]
                in: B
                # why
                in: C
                in: D
                note: one
                note: two
              Sales: Ring [note one, note two]
                note: three
            """,
            """
            flow:
              Sales: Call [in A, in B]
                # why
                in: C
                in: D
                note: one
                note: two
              Sales: Ring
                note: one
                note: two
                note: three
            """)
    }

    // MARK: Quotes

    @Test func quotesStandOnlyWhereTheyAreNeeded() {
        check(
            """
            lane: "Sales"
              role: "Art & Design"

            flow:
              "Sales": "Call the lead" [in "CRM"]
              "Sales": "Good: enough?"
                "yes" -> "Call the lead"
                "no 40%"
              Sales: "end of day"
                note: "We never got it"
              Sales: "Rate (5 min)" [in "CRM, old"]
              Sales: ""
            """,
            """
            lane: Sales
              role: Art & Design

            flow:
              Sales: Call the lead [in CRM]
              Sales: "Good: enough?"
                yes -> Call the lead
                "no 40%"
              Sales: "end of day"
                note: "We never got it"
              Sales: "Rate (5 min)" [in "CRM, old"]
              Sales: ""
            """, left: [12])
    }

    // MARK: Mistakes

    @Test func linesWithMistakesStayAsTheyAre() {
        check(
            """
            flow:
                Sales Call  somebody
                Sales: Rate [work 5 min
                   ok :  85%
                Sales: Ring=> Done
                Sales: Sing
            """,
            """
            flow:
              Sales Call  somebody
              Sales: Rate [work 5 min
                ok: 85%
              Sales: Ring=> Done
              Sales: Sing
            """, left: [2, 3])
    }

    @Test func aBlockWithAnUnevenLineKeepsItsShape() {
        check(
            """
            process:A
            flow:
                Sales: Call
                    work:  5 min
                  Sales: Ring
                Sales: Good?
                      yes
                      no
            """,
            """
            process: A

            flow:
              Sales: Call
                  work: 5 min
                Sales: Ring
              Sales: Good?
                yes
                no
            """, left: [5])
    }

    @Test func tabsAreLeftToWhoKnowsWhatTheyMean() {
        check(
            "lane: A\n    goal:b\nflow:\n\tA: Call\n\t\twork:5 min\n  A: Ring",
            "lane: A\n  goal: b\n\nflow:\n\tA: Call\n\t\twork:5 min\n  A: Ring", left: [4, 5])
    }

    @Test func aFileThatIsNoTextIsRefused() {
        let bytes: [UInt8] = [0x61, 0xFF, 0x0A]
        let formatting = Formatting(of: SyntaxTree(parsing: SourceText(name: "test.baton", bytes: bytes)))
        #expect(formatting.refusal?.name == "not-utf8")
        #expect(formatting.bytes == bytes)
    }

    @Test func aLineWithACharacterThatCannotBeSeenIsLeft() {
        check("process:A\u{0}\nlanes:B", "process:A\u{0}\nlanes: B", left: [1])
        check("# \u{1B}[31m\nlanes:B", "# \u{1B}[31m\nlanes: B", left: [])
        check("flow:\rA: b", "flow:\rA: b", left: [1])
        check("process:A\u{7}\r\r\nlanes:B\r\n", "process:A\u{7}\r\r\nlanes: B", left: [1])
    }

    /// Whatever no part of a line holds would be gone from a line that is written anew.
    @Test(arguments: [
        "no [note a] 40%:", "ye [work 5 min]s 30%:", "[work 5 min]flow:", "no [note a]::", "A: y [work 5 min]]]", "A: y [work 5 min] ] ]",
        "A: y -> Z [work 5 min] ->", "yes -> Z [note a]:", "flow: {", "in parallel: {", "path: a {", "- A: y", "* A: y", "> A: y", "\u{A0}A: y",
    ]) func nothingIsLost(line: String) {
        let text = "process: L {\n- A: x\n> A: x\n\u{A0} A: x\nflow:\n  A: Good?\n    \(line)\n      A: z\n    yes\n"
        let tree = SyntaxTree(parsing: SourceText(name: "test.baton", bytes: Array(text.utf8)))
        let written = String(decoding: Formatting(of: tree).bytes, as: UTF8.self)
        #expect(!tree.diagnostics.isEmpty)
        #expect(written.filter { $0 != " " && $0 != "\n" } == text.filter { $0 != " " && $0 != "\n" })
    }
}

/// Every word of the language has its place: a new one is not forgotten.
@Suite struct PlacementTests {
    @Test(arguments: Owner.allCases) func everyWordHasAPlace(owner: Owner) {
        guard owner != .file else { return }
        #expect(owner.keywords.filter { owner.placement(of: $0) == nil } == [])
        #expect(owner.bracketOrder.filter { !owner.allows($0) } == [])
    }
}
