import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessReport

struct ExplanationTests {
    /// What stands under `flow:` is shown without its map; here it gets one.
    private func whole(_ example: String) -> String {
        if example.hasPrefix("  ") { return "process: Leads\nlanes: Marketing, Sales\nflow:\n\(example)\n" }
        let head = example.hasPrefix("process:") || example.hasPrefix("lanes: Marketing, Sales\nflow:\n  Sales: Call") ? "" : "process: Leads\n"
        let lanes = example.contains("lane") ? "" : "lanes: Marketing, Sales\n"
        let flow = example.contains("flow:") || example.contains("\nSales:") ? "" : "flow:\n  Sales: Call\n"
        return example.hasPrefix("process:") ? "\(example)\n\(lanes)\(flow)" : "\(head)\(lanes)\(example)\n\(flow)"
    }

    private func names(_ text: String) -> [String] {
        let tree = SyntaxTree(parsing: SourceText(name: "leads.baton", text: text))
        let resolution = Resolver.resolve(tree)
        return (resolution.diagnostics + Catalogue.standard.run(over: Inspection(resolution.map)).diagnostics).map(\.name)
    }

    @Test(arguments: DiagnosticNote.all.map(\.name))
    func theWrongTextIsWrongAndTheRightIsRight(name: String) throws {
        let note = try #require(DiagnosticNote.named(name))
        if let wrong = note.wrong { #expect(Set(names(whole(wrong))).contains(name), "\(wrong)") }
        if let right = note.right { #expect(!names(whole(right)).contains(name), "\(right)") }
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
}
