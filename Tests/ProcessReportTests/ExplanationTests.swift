import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessReport

struct ExplanationTests {
    private func names(_ text: String) -> [String] {
        let tree = SyntaxTree(parsing: SourceText(name: "leads.baton", text: text))
        let resolution = Resolver.resolve(tree)
        return (resolution.diagnostics + Catalogue.standard.run(over: Inspection(resolution.map)).diagnostics).map(\.name)
    }

    @Test(arguments: DiagnosticNote.all.filter { $0.beside.isEmpty && !$0.name.hasPrefix("use-") }.map(\.name))
    func theWrongTextIsWrongAndTheRightIsRight(name: String) throws {
        let note = try #require(DiagnosticNote.named(name))
        if let wrong = note.wrong { #expect(Set(names(DiagnosticNote.whole(wrong))).contains(name), "\(wrong)") }
        if let right = note.right { #expect(!names(DiagnosticNote.whole(right)).contains(name), "\(right)") }
    }

    @Test func notesAreSortedAndSaidOnce() {
        let names = DiagnosticNote.all.map(\.name)
        #expect(names == Set(names).sorted())
        #expect(Set(names).isDisjoint(with: Catalogue.standard.rules.map(\.name)))
    }

    @Test func aNoteReadsWell() throws {
        expectText(
            try #require(DiagnosticNote.named("unknown-role")).text(),
            """
            unknown-role  in the text of a map

            Somebody acts who is no role or lane of the map.

            Who may act is declared, so that a slip of the pen never makes a new lane. Correct the name, or declare it with 'lane:' or 'role:'.

            Instead of

                  Saels: Call prospect

            write

                  Sales: Call prospect

            """)
    }

    @Test func everyRuleIsExplained() {
        let index = RuleIndex().text()
        for rule in Catalogue.standard.rules {
            #expect(index.contains("  \(rule.name) "))
            let text = RuleExplanation(rule).text()
            #expect(text.contains(rule.why) && text.contains(rule.question))
            #expect(!text.contains("↓"))
        }
    }

    @Test func theFirstSentenceOfARuleIsWhole() {
        let lines = RuleIndex().text().split(separator: "\n")
        for line in lines { #expect(line.count { $0 == "`" }.isMultiple(of: 2), "\(line)") }
    }

    @Test func everyErrorIsListed() {
        let index = DiagnosticIndex().text()
        for note in DiagnosticNote.all { #expect(index.contains("  \(note.name) ")) }
    }
}
