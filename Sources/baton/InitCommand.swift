import ArgumentParser
import ProcessWorkspace

struct InitCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a first map to start from, and what all maps share.",
        discussion: """
            Writes a map with comments that explain it, and organization.baton with the lanes, roles and words that maps \
            share, into the folder \(Workspace.defaultFolder). Nothing that is there is ever overwritten; an organization.baton \
            that is there is used as it is.

            Examples:
              baton init                           \(Workspace.defaultFolder)/first-map.baton
              baton init "Lead to opportunity"     \(Workspace.defaultFolder)/lead-to-opportunity.baton

            The name may be written without the quotes.
            """)

    @Argument(help: ArgumentHelp("What the process is called. (default: First map)", valueName: "name"))
    var words: [String] = []

    func answer() throws -> Status {
        do throws(Beginning.Trouble) {
            let beginning = try Beginning(named: words.isEmpty ? "First map" : words.joined(separator: " "))
            var text = beginning.written.map { "wrote \($0)\n" }.joined()
            if let kept = beginning.kept { text += "kept  \(kept)\n" }
            text += """

                Next:
                  baton check      what is missing or unclear, and what to ask in the room
                  baton render     a swimlane map of it, in Output
                  baton metrics    how long it takes, and where it waits

                """
            try? Console.write(Console.printable(text))
            return .fine
        } catch {
            return complain(error.message)
        }
    }
}
