import ProcessModel
import ProcessSyntax
import Testing

/// What a writer gets for what they got wrong: where, what, and the way out.
@Suite struct ErrorTests {
    static let head = "process: P\nlanes: Customer, Marketing Ops\nflow:\n"

    @Test(arguments: [
        ("  Marketing Opps: Send", "4:3-17 unknown-role: 'Marketing Opps' is not a role or lane of this map | did you mean 'Marketing Ops'?"),
        ("  Legal: Sign", "4:3-8 unknown-role: 'Legal' is not a role or lane of this map | add 'lane: Legal', or 'role: Legal' under its lane"),
        ("  Customer: Ask\n  -> Aks", "5:6-9 unknown-step: there is no step 'Aks' to go to | did you mean 'Ask'?"),
        ("  Customer: Ask\n  Customer: Ask", "5:13-16 duplicate-step: there is already a step 'Ask' | to go back to it, write '-> Ask' | to make it another step, add an id: [id Ask again]"),
        ("  Customer Ask", "4:3-15 missing-colon: there is no colon between who and what | write 'Customer: Ask'"),
        ("  Ask for it", "4:3-13 missing-who: this does not say who does it | put who before it, as in 'Customer: Ask for it'"),
        ("  : Ask for it", "4:3-15 missing-name: nobody is named before the colon | write who does it, as in 'Customer: Ask for it'"),
        ("  Customer:", "4:3-11 missing-name: this does not say what Customer does | write it after the colon"),
        ("  end Done", "4:3-6 missing-colon: 'end' needs a colon after it | write 'end:'"),
        ("  yes 60%", "4:3-10 answer-outside-decision: an answer stands below a decision, a step that ends in '?' | indent it below its decision"),
        ("  Customer: Ask\n    yes 60%", "5:5-12 answer-outside-decision: an answer stands below a decision, and the step above does not end in '?' | end the step above with '?'"),
        ("  Customer: Ask\n    Customer: Wait", "5:5-19 step-below-step: this step is indented below another step | indent it as far as the step above: the next line is the next step"),
        ("  Customer: Ask [wrok 5 min]", "4:18-22 unknown-attribute: 'wrok' does not say anything about a step | did you mean 'work'?"),
        ("  Customer: Ask [impact 5]", "4:18-24 misplaced-word: 'impact' cannot be said of a step | it belongs to a pain"),
        ("  Customer: Ask [work 5]", "4:23-24 bad-duration: '5' has no unit | add one of s, min, h, d, w, or bh, bd, bw for business time"),
        ("  Customer: Ask [work 5 minutes]", "4:23-32 bad-duration: 'minutes' is not a unit of time here | write 'min' instead of 'minutes'"),
        ("  Customer: Ask [work soon]", "4:23-27 bad-duration: 'soon' is not a length of time | write it like '20 min', '3-8 h', '2 bd', or '?' if nobody knows"),
        ("  Customer: Ask [work 8-3 min]", "4:23-30 bad-duration: '8-3 min' runs backwards | write the smaller number first"),
        ("  Customer: Ask [ok 120%]", "4:21-25 bad-percent: 120% is more than 100% | give a share between 0% and 100%"),
        ("  Customer: Ask [ok 80]", "4:21-23 bad-percent: '80' is not a percentage | write '80%'"),
        ("  Customer: Ask [takes 5 h, wait 2 h]", "4:29-37 takes-and-wait: this step has both 'takes' and 'wait', which say the same in two ways | keep one of them"),
        ("  Customer: Ask [takes 5 h because lazy]", "4:36-40 bad-choice: 'lazy' is not a cause of waiting | use one of batching, contention, priority, calendar, external"),
        ("  Customer: Ok?\n    yes 140%", "5:9-13 bad-percent: 140% is more than 100% | give a share between 0% and 100%"),
        ("  Customer: Ask\n    pain: Slow [impact 9]", "5:24-25 bad-impact: an impact goes from 1 to 5 | give a number: 1 is a nuisance, 5 stops the work"),
        ("  Customer: Ask\n    work:", "5:5-9 missing-value: 'work' says nothing | write its value, or '?' if nobody knows"),
        ("  Customer: Ask\n    colour: red", "5:5-11 unknown-word: 'colour' says nothing about a step | remove it, or start it with 'note:'"),
        ("  Customer: Ask -> Done\n  end: Done", "4:20-24 misplaced-arrow: a step and a jump cannot share a line | put '-> Done' on the next line, indented"),
        ("  in parallel:\n  end: Done", "4:3-14 empty-block: nothing runs in parallel here | add 'path: name' lines below, each with its steps"),
        ("  in parallel:\n    Customer: Ask", "5:5-18 no-path: this line belongs to no path of the parallel block | put 'path: name' above it, and indent it below"),
        ("  handoff: list\n  Customer: Ask", "4:3-16 misplaced-word: this handoff belongs to no step | indent it below the step that hands over"),
        ("  Customer: Ok?\n    yes:\n      Customer: Ask\n      handoff: list\n    no", "7:7-20 misplaced-word: this handoff belongs to no step | indent it below the step that hands over, or write it right below the answer, before its steps"),
        ("  Customer: Ask\n  -> Ask [work 5 min]", "5:10-22 misplaced-brackets: nothing can be said in brackets here | remove them, or move them to the step they are about"),
        ("  Customer: Ok?\n    yes:\n      criteria: none", "6:7-15 misplaced-word: 'criteria' cannot stand among the steps | it belongs to a decision: indent it below"),
        ("  Customer: Ask\n    accountable: Ann\n      since: May", "6:7-12 misplaced-word: 'since' says nothing about the line above it | remove it, or indent it like the line it belongs with"),
        ("  Legl: Sign\n  Legl: Send", "4:3-7 unknown-role: 'Legl' is not a role or lane of this map | add 'lane: Legl', or 'role: Legl' under its lane"),
        ("", "3:1-6 no-flow: this process has no steps yet | write them below 'flow:', one a line, indented: 'Who: What'"),
        ("  Customer: Ok?\n    yes\n    no => Ok?", "6:8-10 foreign-arrow: '=>' is not how a jump is written | write '->'"),
        ("  Customer: Ask\n  → Ask", "5:3-4 foreign-arrow: '→' is not how a jump is written | write '->'"),
        ("  Customer: Ok?\n    yes (60%)\n    no", "5:5-14 bad-share: the share of this answer cannot be read | write it last and with its sign: 'yes 60%'"),
        ("  Customer: Ok?\n    60% yes\n    no", "5:5-12 bad-share: the share of this answer cannot be read | write it last and with its sign: 'yes 60%'"),
        ("  Customer: Ok?\n    yes 40 -> Ok?\n    no", "5:5-11 bad-share: the share of this answer cannot be read | write it last and with its sign: 'yes 40%'"),
        ("  Customer: Ship {work 5 min}", "4:18-30 wrong-brackets: what is said of a step stands in square brackets | write '[work 5 min]'"),
        ("  Customer: Pack (work 5 min, ok 80%)", "4:18-38 wrong-brackets: what is said of a step stands in square brackets | write '[work 5 min, ok 80%]'"),
        ("  Customer: Pack (in two boxes)", ""),
        ("  Customer: Pack (work in pairs)", ""),
        ("  Customer: “Ask, now”", "4:13-23 curly-quotes: these quotes are curly, and would be taken for a part of the name | write straight ones, or none where the name holds no comma, colon or bracket"),
        ("  Customer: Ask\n    handoff: list [via “Zendesk, mail”]", "5:24-39 curly-quotes: these quotes are curly, and would be taken for a part of the name | write straight ones, or none where the name holds no comma, colon or bracket"),
        ("  Customer: Ok?\n    yes\n    no ->", "6:5-10 missing-target: this arrow leads nowhere | name the step to go to, as in 'no -> Score lead'"),
        ("  Customer: Ask ->", "4:3-19 missing-target: this arrow leads nowhere | put '-> ' and the step to go to on the next line, indented"),
        ("  Customer: Ask\n    yes\n    no -> Ask", "5:5-8 answer-outside-decision: an answer stands below a decision, and the step above does not end in '?' | end the step above with '?'"),
        ("  Customer: Ok?\n  yes\n  no -> Ok?", "5:3-6 answer-outside-decision: an answer stands below its decision, not beside it | indent the answers below the decision"),
        ("  Customer: Ok?\n    yes\n    no: Customer: Stop", "6:5-23 step-beside-answer: an answer and its first step cannot share a line | write 'no:', and the step on the line below, indented"),
        ("  Customer: Ok?\n    yes\n    no: 40%", "6:5-12 step-beside-answer: the share of an answer stands before its colon | write 'no 40%'"),
        ("  Customer: Ask\n  End: Done", "5:3-6 unknown-role: 'End' is not a role or lane of this map | did you mean 'end:'? Such words are written small"),
        ("  1. Customer: Ask", "4:3-14 unknown-role: '1. Customer' is not a role or lane of this map | leave the number out: the order of the lines is the order of the steps"),
        ("  Customer: Ok?\n    yes\n    no -> end\n  end: All done", "6:11-14 unknown-step: there is no step 'end' to go to | name the end: '-> All done'"),
        ("  Customer: Ask [5 min]", "4:18-23 unknown-attribute: '5 min' does not say which time it is | write 'work 5 min' for the time it is worked on, 'takes 5 min' for all the time until it is done"),
        ("  Customer: Ask [takes 1,5 h]", "4:24-29 bad-duration: '1,5 h' has a comma where its decimals begin | write a point: '1.5 h'"),
        ("  Customer: Ask [work 5", "4:17-24 unclosed-bracket: the bracket is never closed | close it on this line, with ']': brackets do not go on below"),
        ("\tCustomer: Ask\n\tCustomer: Wait\n\tend: Done", "4:1-2 tab-indent: this line and 2 more are indented with tabs | use spaces, two for each level"),
        ("  Customer: Ask\n  pain: Slow", "5:3-13 misplaced-word: it is not clear what this pain is about | indent it below its step, or put it at the top of the file, without indentation"),
        ("  Customer: Ask\nCustomer: Wait\nCustomer: Leave", "5:1-15 step-outside-flow: these 2 lines stand outside the flow | indent them, so that they belong to 'flow:'"),
        ("  Customer: Ask\npains: x", "5:1-6 unknown-word: 'pains' is not something a map can say | did you mean 'pain'?"),
        ("  Customer: Ask\nwork: 5 min", "5:1-5 misplaced-word: 'work' cannot stand at the left edge | it belongs to a step or a decision: indent it below"),
        ("  Customer: Ask\nflow", "5:1-5 missing-colon: 'flow' needs a colon after it | write 'flow:'"),
        ("  Customer: Ask\nlane: Customer\nlane: Customer", "6:7-15 duplicate-lane: lane 'Customer' is described twice | put all that is said of it in one place"),
        ("  Customer: Ask\nquestion: Why? [at Aks]", "5:20-23 unknown-place: 'Aks' is not a step, lane, role or handoff of this map | did you mean 'Ask'?"),
        ("  Customer: Ask\naction: Do it [due 2026-02-30]", "5:20-30 bad-date: the month of '2026-02-30' has no day 30 | name a day that it has"),
    ])
    func oneMistakeGivesOneError(flow: String, expected: String) {
        #expect(resolve(Self.head + flow).complaints == expected)
    }

    @Test func allErrorsComeInOneRunAndTheMapStaysWhole() {
        let (map, complaints) = resolve(
            """
            process: P
              volume: many
            lanes: A, B
            flow:
              A: First [work soon]
              C: Second
              B: Good?
                yes 60%
                no 40% -> Frist
              B: Last
              end: Done
            """)
        #expect(
            complaints == """
                2:11-15 bad-rate: 'many' does not say how often | write it like '300 per month', 'weekly', or '?' if nobody knows
                5:18-22 bad-duration: 'soon' is not a length of time | write it like '20 min', '3-8 h', '2 bd', or '?' if nobody knows
                6:3-4 unknown-role: 'C' is not a role or lane of this map | add 'lane: C', or 'role: C' under its lane
                9:15-20 unknown-step: there is no step 'Frist' to go to | did you mean 'First'?
                """)
        #expect(map.nodes.map(\.key) == ["First", "Second", "Good?", "Last", "Done"])
        #expect(map.flows.count == 4)
    }

    @Test func aForgottenFlowIsOneMistake() {
        let expected = "4:3-16 step-outside-flow: these 3 lines stand outside the flow | put 'flow:' on a line above, without blanks before it"
        checkErrors("process: P\nlanes: A, B\n\n  A: Ask for it\n  B: Log\n  end: Done", expected)
        checkErrors("process: P\nlanes: A, B\n\nA: Ask\nB: Log\nend: Done", "4:1-7 step-outside-flow: these 3 lines stand outside the flow | put 'flow:' on a line above, and indent the steps below it")
    }

    @Test func aForgottenColonIsOneMistake() {
        checkErrors("process Churn save\nlanes: A\nflow:\n  A: Ask", "1:1-8 missing-colon: 'process' needs a colon after it | write 'process:'")
        checkErrors("process: P\nlanes A, B\nflow\n  A: Ask\n  end Done", """
            2:1-6 missing-colon: 'lanes' needs a colon after it | write 'lanes:'
            3:1-5 missing-colon: 'flow' needs a colon after it | write 'flow:'
            5:3-6 missing-colon: 'end' needs a colon after it | write 'end:'
            """)
    }

    @Test func aListOfLanesMaySayOfWhatKindTheyAre() {
        let (map, complaints) = resolve("process: P\nlanes: Customer [customer], Sales, CRM [system]\nflow:\n  Customer: Ask")
        #expect(complaints == "" && map.lanes.map(\.kind) == [.customer, .internal, .system])
        checkErrors("process: P\nlanes: A [boss], B, A\nflow:\n  A: Ask", """
            2:11-15 bad-choice: 'boss' is not a kind of lane | write 'customer', 'partner', 'agency' or 'system'; for one of your own leave the brackets out
            2:21-22 duplicate-lane: lane 'A' is named twice | name it once
            """)
        checkErrors("process: P\nlanes: A\n  accountable: Ann\nflow:\n  A: Ask", "3:3-19 misplaced-word: nothing can be said below a list of lanes | give the lane a line of its own, 'lane: A', and put this below it")
    }

    @Test func aMistypedMentionIsAnErrorAndATitleIsNot() {
        checkErrors(
            """
            process: P
            lane: Marketing
              role: Ops Lead [backup Ops Laed]
            lane: Sales
              role: SDR
            system: CRM
            meeting: Weekly
              needs: Head of Sales
            relationship: Marketing and Salse
              rating: Marketting 4
            flow:
              Ops Lead: Ask [in CRMM, at Weekli]
                informs: Salles
                informs: Head of Sales
            action: Mend [fixes Aks]
            """,
            """
            3:26-34 unknown-name: 'Ops Laed' is not a role or lane | did you mean 'Ops Lead'?
            9:29-34 unknown-name: 'Salse' is not a lane | did you mean 'Sales'?
            10:11-21 unknown-name: 'Marketting' is not a lane | did you mean 'Marketing'?
            12:21-25 unknown-name: 'CRMM' is not a system | did you mean 'CRM'?
            12:30-36 unknown-name: 'Weekli' is not a meeting | did you mean 'Weekly'?
            13:14-20 unknown-name: 'Salles' is not a role or lane | did you mean 'Sales'?
            15:21-24 unknown-name: 'Aks' is not a step, handoff or pain | did you mean 'Ask'?
            """)
    }

    @Test func nothingIsSaidTwice() {
        checkErrors(
            Self.head + "  Customer: Ask [work 5 min, work 9 min]\n    handoff: list [via email, via phone]\n  Customer: Ok?\n    yes 50%\n    yes 50%",
            """
            4:30-34 said-twice: 'work' is said twice | keep the one that is true
            5:31-34 said-twice: 'via' is said twice | keep the one that is true
            8:5-8 said-twice: 'yes' is answered twice | keep one, or give them different words
            """)
    }

    @Test func anIDMayStandInBracketsOrOnItsLine() {
        let (map, complaints) = resolve(
            Self.head + "  Customer: Ask\n  Customer: Ask\n    id: again\n  Customer: Ask [id third]\n  call: billing\n  call: billing [id billing again]\n  -> again")
        #expect(complaints == "" && map.nodes.map(\.key) == ["Ask", "again", "third", "billing", "billing again"])
    }

    @Test func onlyAJoinWaits() {
        checkErrors(
            Self.head + "  start: Go [any]\n  Customer: Ask\n  end: Done [all]",
            """
            4:14-17 misplaced-word: 'any' cannot be said of a start, end or fork | it belongs to a decision or a join
            6:14-17 misplaced-word: 'all' cannot be said of a start, end or fork | it belongs to a join
            """)
    }

    @Test func thousandsOfUnknownNamesTakeNoLongerThanTheirLines() {
        let steps = (0..<4000).map { "  Nobody\($0): Do \($0)\n  -> Nowhere \($0)" }.joined(separator: "\n")
        #expect(resolve(Self.head + steps).complaints.split(separator: "\n").count == 8000)
    }

    @Test func wideCharactersOfOtherKeyboardsAreRead() {
        let (map, complaints) = resolve("process： 営業\nlanes: 営業部\nflow:\n  営業部：大丈夫？\n    はい\n    いいえ -> 大丈夫？\n  end: 終わり")
        #expect(complaints == "" && map.nodes.map(\.kind) == [.decision, .end] && map.flows.count == 2)
    }

    @Test func aFlowNeedsAProcess() {
        checkErrors(
            "lanes: A\nflow:\n  A: Do\n  end: E",
            "2:1-5 no-process: this file has a flow but does not say which process it is | add a line 'process: test' at the top")
    }

    @Test func aFlowWithoutLanesStillMakesAMap() {
        let (map, complaints) = resolve("process: P\nflow:\n  Sales: Do\n  Legal: Sign\n  end: E")
        #expect(complaints == "3:3-8 unknown-role: 'Sales' is not a role or lane of this map: nobody is declared yet | say who takes part, above the flow: 'lanes: Sales, Legal'")
        #expect(map.lanes.count == 1 && map.nodes.count == 3 && map.flows.count == 2)
    }
}

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("Marketing Opps", "Marketing Ops"), ("sales", "Sales"), ("Slaes", "Sales"), ("Legal", nil), ("X", nil), ("", nil),
    ])
    func findsWhatWasMeant(word: String, expected: String?) {
        #expect(NearestName.find(word, among: ["Marketing Ops", "Sales", "IT"]) == expected)
    }

    @Test func countsEdits() {
        func distance(_ a: String, _ b: String) -> Int { NearestName.distance(Array(a.unicodeScalars), Array(b.unicodeScalars)) }
        #expect(distance("kitten", "sitting") == 3)
        #expect(distance("ab", "ba") == 1)
        #expect(distance("", "abc") == 3)
        #expect(distance("ca", "abc") == 3)
    }
}

@Suite struct BrokenMapTests {
    /// Every prefix of a map, and a map with any one line gone, still makes a map whose ids are sound.
    @Test func everyPrefixMakesAWholeMap() {
        let text = Self.map
        let bytes = Array(text.utf8)
        for length in 0...bytes.count { Self.verify(Array(bytes[..<length])) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for index in lines.indices {
            var fewer = lines
            fewer.remove(at: index)
            Self.verify(Array(fewer.joined(separator: "\n").utf8))
        }
    }

    static func verify(_ bytes: [UInt8]) {
        let tree = SyntaxTree(parsing: SourceText(name: "test.baton", bytes: bytes))
        let resolution = Resolver.resolve(tree)
        let map = resolution.map
        for node in map.nodes {
            #expect(map.lanes.indices.contains(node.lane.index))
            #expect(node.detailIndex.map { map.details.indices.contains(Int($0)) } ?? true)
            for performer in node.performers.all { #expect(map.lanes.indices.contains(performer.lane.index)) }
        }
        for flow in map.flows {
            #expect(map.nodes.indices.contains(flow.from.index) && map.nodes.indices.contains(flow.to.index))
            #expect(flow.terms.map { map.handoffTerms.indices.contains($0.index) } ?? true)
        }
        #expect(Set(map.nodes.map(\.key)).count == map.nodes.count)
        for diagnostic in resolution.diagnostics {
            #expect(diagnostic.span.range.upperBound <= bytes.count && !diagnostic.fixes.isEmpty)
        }
    }

    static let map = """
        process: Lead to opportunity [state as-is]
          measure: time [now 14 bh, target 1 bh]
          volume: 300 per month
          reviewed: 2026-11-02 [every 3 months]
          budget: handoffs at most 6, lead time at most 10 bd
        lane: Prospect [customer]
        lane: Marketing
          calendar: Mon-Fri 09:00-17:00 Europe/Berlin
          role: Ops [people 2, available 80%]
        relationship: Marketing and Prospect
          rating: Marketing 4, Prospect 7 [on 2026-10-01]
          check-in: every 2 weeks [last 2026-11-02]
        meeting: Standup [every 1 week, no-show 10%]
        flow:
          start: Asked
          Prospect: Submit form [touchpoint]
            handoff: request [via web form, within 15 min]
          Ops: Score lead [work 3-8 min, wait 8 bh because batching, ok 75%]
            expects: request with phone [within 1 h]
            on late 1 bd -> Do that
          Ops: Good enough?
            yes 60%
            no 40%:
              -> Score lead
          in parallel:
            path: one
              Ops: Do this [id x]
            path: two
              Ops + Prospect: Do that
          fork: Split
            -> x
          join: Both [any]
          end: Done
        pain: Slow [at Score lead, weekly]
        checks:
          profile: strict
        """
}
