import ArgumentParser
import ProcessWorkspace

struct MetricsCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Work out lead time, work, first-time quality, handoffs, load, and where it hurts.",
        discussion: """
            Adds up what the steps say (work, takes or wait, ok) along the main path, over all cases with their \
            loops and branches, and for each end. What nobody said is never made up: a figure that misses \
            something is marked, and what is missing is listed. The load of a role counts all maps of the folder. \
            Below stands what the room complains of against what the numbers say, and the functions two by two, with \
            what to settle first.

            Examples:
              baton metrics                                       all maps
              baton metrics Processes/lead-to-opportunity.baton   one map
              baton metrics --format json > metrics.json          for programs
            """)

    @OptionGroup var maps: Paths

    @Option(help: "How to write the numbers.")
    var format = AnswerFormat.text

    @Flag(help: "Plain text, also on a terminal. Setting NO_COLOR does the same.")
    var noColor = false

    func answer() throws -> Status {
        var (workspace, status) = maps.workspace()
        guard !workspace.isEmpty else { return status.or(.wrong) }
        let (text, troubles) = workspace.metrics(as: format, withColour: !noColor)
        for trouble in troubles { status = status.or(complain(trouble)) }
        guard let text else {
            return status == .fine ? complain("there is no process in these files; a map begins with 'process: Name'") : status
        }
        try Console.write(text)
        return status
    }
}
