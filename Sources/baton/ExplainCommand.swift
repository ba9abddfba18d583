import ArgumentParser
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
              baton explain errors                all errors in the text of a map
            """)

    @Argument(help: ArgumentHelp("The name in brackets at the head of a finding or an error.", valueName: "name"))
    var name: String?

    @Flag(help: "Plain text, also on a terminal. Setting NO_COLOR does the same.")
    var noColor = false

    func answer() throws -> Status {
        guard let name else {
            try Console.write(Explanation.index(withColour: !noColor))
            return .fine
        }
        guard name != "errors" else {
            try Console.write(Explanation.errors(withColour: !noColor))
            return .fine
        }
        guard let text = Explanation.of(name, withColour: !noColor) else {
            let way = Explanation.nearest(to: name).map { "did you mean '\($0)'?" } ?? "'baton explain' lists all rules, 'baton explain errors' all errors"
            return complain("there is no rule or error called '\(name)'; \(way)")
        }
        try Console.write(text)
        return .fine
    }
}
