import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessAnalysis

/// What the check of control flow says of maps as people write them.
@Suite struct SoundnessTests {
    private func soundness(_ flow: String, _ location: SourceLocation = #_sourceLocation) -> (Soundness, ProcessMap) {
        let map = sound("process: P\nlanes: A, B\nflow:\n" + flow, location).map
        return (Soundness(map, FlowGraph(map)), map)
    }

    private func isSound(_ flow: String, _ location: SourceLocation = #_sourceLocation) -> Bool {
        soundness(flow, location).0.isSound
    }

    private static func blocks(_ count: Int, paths: Int) -> String {
        (0..<count).map { block in
            "  in parallel:\n" + (0..<paths).map { path in
                "    path: p\(path)\n      A: Do \(block) \(path)\n      A: Fine \(block) \(path)?\n        yes\n        no:\n          B: Mend \(block) \(path)\n"
            }.joined()
        }.joined()
    }

    @Test func manyBlocksAreSound() { #expect(isSound(Self.blocks(500, paths: 2))) }
    @Test func manyPathsAreSound() { #expect(isSound(Self.blocks(1, paths: 100))) }

    @Test func blocksInALoopAreSound() {
        #expect(isSound("  A: Begin\n" + Self.blocks(50, paths: 2) + "  A: Again?\n    yes -> Begin\n    no\n  end: Done\n"))
    }

    /// Each path may leave by itself: what counts is how many have come, not which.
    @Test func aJoinOfManyPathsThatMayLeaveIsTold() {
        let paths = (0..<20).map { "  A: Fine \($0)?\n    yes -> J\n    no -> Out\n" }.joined()
        let (found, map) = soundness("  fork: F\n" + (0..<20).map { "    -> Fine \($0)?\n" }.joined() + paths + "  join: J\n  A: Go on\n  end: Done\n  end: Out\n")
        #expect(found.isComplete)
        #expect(found.doublings.isEmpty)
        #expect(found.deadlocks.map { map[$0.join].name } == ["J"])
        #expect(found.deadlocks.first?.split.map { map[$0].kind } == .decision)
    }

    @Test func whatComesLateRunsBeside() {
        #expect(isSound("""
              A: Review
                on late 1 bd -> Escalate
              fork: Split
                -> Write
                -> Call
              A: Write
                on late 1 bd -> Escalate
                -> Both
              A: Call
              join: Both
              A: Contact
              end: Done
              B: Escalate
                -> Contact
            """))
    }

    @Test func whatComesLateIsCheckedByItself() {
        let (found, map) = soundness("""
              A: Review
                on late 1 bd -> Escalate
              end: Done
              B: Escalate
              fork: Tell
                -> Tell one
                -> Tell other
              B: Tell one
                -> Log
              B: Tell other
              B: Log
              end: Logged
            """)
        #expect(found.doublings.map { map[$0.merge].name } == ["Log"])
        #expect(found.doublings.first?.split.map { map[$0].name } == "Tell")
    }

    @Test func aJoinOfTwoStartsWaitsForOne() {
        let (found, map) = soundness("  start: Form\n  A: Read\n    -> Ready\n  start: Call\n  A: Listen\n  join: Ready\n  end: Done\n")
        #expect(found.deadlocks.map { map[$0.join].name } == ["Ready"])
        #expect(found.deadlocks.first?.split == nil)
    }

    /// Two answers of which one is given are one branch beside the other path.
    @Test func answersAreOneBranch() {
        let flow = "  fork: F\n    -> Check\n    -> Large?\n  A: Check\n    -> J\n  B: Large?\n    yes:\n      B: Ask\n    no\n  join: J\n  end: Done\n"
        #expect(isSound(flow))
        let map = sound("process: P\nlanes: A, B\nflow:\n" + flow).map
        let strict = SoundnessSearch(CaseRules(map, FlowGraph(map)), isStrict: true)
        #expect(strict.faults.map(\.kind) == [.deadlock])
    }

    /// What is one branch for one join is two where the answer forks.
    @Test func whatComesTogetherIsNoAlternative() {
        let flow = "  A: Large?\n    yes -> Both\n    no -> Terms\n  fork: Both\n    -> Price\n    -> Terms\n  B: Price\n    -> J\n  A: Terms\n  join: J\n  A: Send\n  end: Done\n"
        let (found, map) = soundness(flow)
        #expect(found.deadlocks.map { map[$0.join].name } == ["J"])
        #expect(found.deadlocks.first.map { !$0.isAlternative && $0.sharesSplit } == true)
        #expect(found.deadlocks.first?.taken.flatMap { map[$0].label?.string } == "no")
    }

    /// Two of three come each time, any two of them.
    @Test func pairsOfThreeWaysAreNoBranches() {
        let fork = { (name: String, ways: String) in "  fork: \(name)\n" + ways.map { "    -> \($0)\n" }.joined() }
        let steps = "abc".map { "  A: \($0)\n    -> J\n" }.joined()
        let (found, map) = soundness("  A: Which?\n    x -> F\n    y -> G\n    z -> H\n" + fork("F", "ab") + fork("G", "ac") + fork("H", "bc") + steps + "  join: J\n  A: Send\n  end: Done\n")
        #expect(found.deadlocks.map { map[$0.join].name } == ["J"])
    }

    private static func race(_ rule: String, back: String) -> String {
        "  A: Want\n  fork: F\n    -> P\n    -> Q\n  A: P\n    -> J\n  B: Q\n  join: J \(rule)\n  A: Look\n  A: Good?\n    yes\n    no -> \(back)\n  A: Order\n  end: Done\n"
    }

    /// A join that does not wait for all, in a loop: what is still open in the next round is told.
    @Test(arguments: [("[any]", "Want", true), ("[any]", "Look", false), ("[one]", "Want", true), ("", "Want", false)])
    func aRaceInALoop(_ rule: String, _ back: String, _ isFault: Bool) {
        let (found, map) = soundness(Self.race(rule, back: back))
        #expect(found.isComplete)
        #expect(found.deadlocks.isEmpty && found.endlessLoops.isEmpty)
        #expect(found.reopenings.map { map[$0.join].name } == (isFault ? ["J"] : []))
        #expect(found.reopenings.first?.split.map { map[$0].name } == (isFault ? "F" : nil))
    }

    /// With one way at a time a join with `[any]` can stand at the head of a loop.
    @Test func aLoneWayToAnAnyJoinMayComeAgain() {
        #expect(isSound("  A: Kind?\n    x -> J\n    y\n  fork: F\n    -> P\n    -> Q\n  A: P\n    -> K\n  B: Q\n  join: K\n  join: J [any]\n  A: Good?\n    yes\n    no -> J\n  end: Done\n"))
    }

    @Test func whatIsInErrorIsToldInWords() {
        let map = sound("""
            process: P
            lanes: A, B
            flow:
              fork: F
                -> X
                -> Y
              A: X
                on error 5% -> Fail
                -> J
              B: Y
                -> J
              join: J
              A: After
              end: E
              A: Fail
              end: Failed
            """).map
        let remedies = Catalogue.standard.run(over: Inspection(map)).findings.filter { $0.rule == "deadlock" }.map(\.remedy)
        #expect(remedies == ["lead what follows when 'X' is in error to 'J' too, or write the paths below `in parallel:`, which waits only for those under way"])
    }

    @Test func aJoinAfterTheLoopThatFeedsItIsSound() {
        #expect(isSound("  fork: F\n    -> Try\n    -> Wait\n  A: Try\n  A: Good?\n    no -> Try\n    yes -> J\n  B: Wait\n  join: J\n  end: Done\n"))
    }

    /// Every kind of split with every kind of join, read as BPMN reads them: what fits is sound, what waits for more than
    /// comes is a deadlock, what waits for less is done twice.
    @Test(arguments: [
        ("all", "all", ""), ("all", "one", "doubled"), ("all", "some", ""), ("one", "all", "deadlock"), ("one", "one", ""), ("one", "some", ""),
        ("some", "all", "deadlock"), ("some", "one", "doubled"), ("some", "some", ""),
    ])
    func splitsAndJoins(_ split: String, _ join: String, _ fault: String) {
        for isLoop in [false, true] {
            var builder = MapBuilder()
            let start = builder.node(.task)
            let before = builder.node(split == "all" ? .fork : .decision)
            builder.map.nodes[before.index].takesSeveralAnswers = split == "some"
            let (left, right) = (builder.node(.task), builder.node(.task))
            let after = builder.node(join == "one" ? .task : .join)
            builder.map.nodes[after.index].isImplicit = join == "some"
            let (last, end) = (builder.node(.decision), builder.node(.end))
            builder.flow(start, before)
            for way in [left, right] {
                builder.flow(before, way, split == "all" ? .path : .answer)
                builder.flow(way, after)
            }
            builder.flow(after, last)
            builder.flow(last, end, .answer)
            if isLoop { builder.flow(last, start, .answer) }
            let search = SoundnessSearch(CaseRules(builder.map, FlowGraph(builder.map)), isStrict: true)
            #expect(search.faults.map { "\($0.kind) \($0.node)" } == (fault.isEmpty ? [] : ["\(fault) \(after.index)"]))
            #expect(search.isComplete)
        }
    }

    /// A map that remembers too much at once is given up, not played for ever.
    @Test func aTangleIsGivenUp() {
        let count = 60
        let flow = (0..<count).map { i in
            "  fork: F\(i)\n    -> J\((i + 1) % count)\n    -> F\((i * 5 + 1) % count)\n  join: J\(i) [\(["all", "any", "one"][i % 3])]\n  A: Step \(i)\n    on error \(i)% -> Begin\n"
        }.joined()
        // Joins to which one way leads draw a warning of the language, which is not what is looked at here.
        let text = "process: P\nlanes: A, B\nflow:\n  A: Begin\n" + flow + "  end: Done\n"
        let map = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "tangle.baton", text: text))).map
        #expect(!Soundness(map, FlowGraph(map)).isComplete)
    }

    /// What is found of forks that no join closes does not depend on how many there are.
    @Test func unjoinedForksAreAllFound() {
        let pairs = (0..<2000).map { "  fork: F\($0)\n    -> P\($0)\n    -> R\($0)\n  A: P\($0)\n    -> M\($0)\n  B: R\($0)\n  A: M\($0)\n" }.joined()
        let map = sound("process: P\nlanes: A, B\nflow:\n" + pairs + "  end: Done\n").map
        let graph = FlowGraph(map)
        #expect(ParallelBlocks(map, graph).unjoined.count == 2000)
        #expect(Soundness(map, graph).doublings.count == 2000)
    }

    /// The answers of each question meet at the step after it, however many questions follow.
    @Test func answersInARowMeetOneByOne() {
        let flow = (0..<200).map { "  A: Which \($0)? [any]\n    x:\n      A: P\($0)\n    y:\n      B: Q\($0)\n  A: M\($0)\n" }.joined()
        let map = sound("process: P\nlanes: A, B\nflow:\n" + flow + "  end: Done\n").map
        let blocks = ParallelBlocks(map, FlowGraph(map))
        #expect(blocks.problems.isEmpty)
        #expect(blocks.blocks.map { map[$0.join].name }.sorted() == (0..<200).map { "M\($0)" }.sorted())
    }

    @Test func theWordsAreThoseOfTheMap() {
        let map = sound("""
            process: Quote
            lanes: Sales, Legal, Finance
            flow:
              in parallel:
                path: legal
                  Legal: Read terms
                  -> Legal check
                path: money
                  Finance: Quote under 5k?
                    yes -> Note it
                    no
                  Finance: Check the margin
              join: Legal check
              Sales: Send quote
              end: Sent
              Finance: Note it
              end: Noted
            """).map
        let findings = Catalogue.standard.run(over: Inspection(map)).findings.filter { $0.rule == "deadlock" }
        #expect(findings.map(\.message) == ["'Legal check' waits for 'Check the margin', which is skipped when 'Quote under 5k?' says 'yes'"])
        #expect(findings.first?.related?.message == "here the case goes on to 'Note it', and not by 'Check the margin'")
    }
}
