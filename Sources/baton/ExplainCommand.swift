import ArgumentParser
import ProcessAnalysis
import ProcessModel
import ProcessReport
import ProcessWorkspace

struct ExplainCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a rule or an error: what it means, why it matters, what to do, what to ask.",
        discussion: """
            Examples:
              baton explain                       all rules, by category
              baton explain handoff-no-sla        a rule, with examples
              baton explain unknown-role          an error in the text of a map
            """)

    @Argument(help: ArgumentHelp("The name in brackets at the head of a finding or an error.", valueName: "name"))
    var name: String?

    @Flag(help: "Plain text, also on a terminal. Setting NO_COLOR does the same.")
    var noColor = false

    func answer() throws -> Status {
        let format = Console.format(withColour: !noColor)
        guard let name else {
            try Console.write(RuleIndex().text(format))
            return .fine
        }
        if let rule = Catalogue.standard.rule(named: name) {
            try Console.write(RuleExplanation(rule).text(format))
            return .fine
        }
        if let note = DiagnosticNote.named(name) {
            try Console.write(note.text(format))
            return .fine
        }
        let names = Catalogue.standard.rules.map(\.name) + DiagnosticNote.all.map(\.name)
        let way = NearestName.find(name, among: names).map { "did you mean '\($0)'?" } ?? "'baton explain' lists all rules"
        return complain("there is no rule or error called '\(name)'; \(way)")
    }
}
