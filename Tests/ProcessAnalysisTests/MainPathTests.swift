import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

/// The likeliest way; of equally likely ones the one written first.
@Suite struct MainPathTests {
    private func path(_ text: String) -> [String] {
        let map = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "map.baton", text: text))).map
        return MainPath(map, FlowGraph(map)).nodes.filter { !map[$0].isImplicit }.map { map[$0].name }
    }

    @Test(arguments: [1, 4]) func takesTheFirstOfParallelPathsHoweverLongItIs(_ length: Int) {
        let steps = (1...length).map { "      A: Long \($0)\n" }.joined()
        let text = "process: P\nlanes: A\nflow:\n  in parallel:\n    path: one\n\(steps)    path: two\n      A: Short\n  A: After\n  end: Done\n"
        #expect(path(text) == (1...length).map { "Long \($0)" } + ["After", "Done"])
    }

    @Test func takesTheFirstOfEquallyLikelyAnswers() {
        let text = """
            process: P
            lanes: A
            flow:
              A: Good?
                yes 50%:
                  A: One
                  A: Two
                no 50%
              A: After
              end: Done
            """
        #expect(path(text) == ["Good?", "One", "Two", "After", "Done"])
    }

    @Test func takesTheLikelierAnswerThoughItIsWrittenLast() {
        let text = """
            process: P
            lanes: A
            flow:
              A: Good?
                yes 40%:
                  A: One
                no 60%
              A: After
              end: Done
            """
        #expect(path(text) == ["Good?", "After", "Done"])
    }

    @Test func passesNoStepTwiceWhereAWayGoesBack() {
        let text = """
            process: P
            lanes: A
            flow:
              A: One
              A: Two?
                again 50% -> One
                on 50%
              A: Three
              end: Done
            """
        #expect(path(text) == ["One", "Two?", "Three", "Done"])
    }
}
