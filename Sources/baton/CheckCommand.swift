import ArgumentParser
import ProcessWorkspace

struct CheckCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what is wrong with maps, and what to ask in the room.",
        discussion: """
            Reads maps and reports mistakes in their text and, by the rules of 'baton explain', where \
            work may get lost: handoffs without a time limit, steps nobody is accountable for, paths that never end. Each finding \
            says where, why it matters, what to do, and what to ask the people who do the work.

            Examples:
              baton check                                 all maps in Processes
              baton check Processes/lead.baton            one map
              baton check --fail-on warning               fail on warnings too
              baton check --fail-on never                 only tell
              baton check --format json > findings.json   for programs (docs/json.md)
              baton check --baseline Processes/baseline.txt   only what is new
              cat draft.baton | baton check -             from standard input
              baton check order.bpmn                      a BPMN 2.0 file, findings at its elements
            """)

    @OptionGroup var maps: Paths

    @Option(help: "How to write the report.")
    var format = AnswerFormat.text

    @Option(help: "Exit with 1 when something at least this grave is found.")
    var failOn = FailureThreshold.error

    @Option(help: ArgumentHelp(
        "Which findings to show: workshop (errors only), standard (and warnings), strict (all). (default: what the map says, else standard)"))
    var profile: CheckProfile?

    @Option(help: ArgumentHelp(
        "The date that dates in maps are compared with, such as 2026-11-30: what is due, when a map was reviewed, how long an 'allow:' holds. (default: today)",
        valueName: "YYYY-MM-DD"))
    var today: Day?

    @Option(help: ArgumentHelp(
        "Show and fail on only what is new since this baseline, and what has become worse or better. 'baton baseline write' writes one.",
        valueName: "file"), completion: .file(extensions: ["txt"]))
    var baseline: String?

    @Flag(help: "Plain text, also on a terminal. Setting NO_COLOR does the same.")
    var noColor = false

    func answer() throws -> Status {
        let known = try baseline.map { path throws(FileTrouble) in try BaselineFile(reading: path) }
        let (workspace, status) = maps.workspace()
        guard !workspace.isEmpty else { return status.or(.wrong) }
        let answer = keptToTheEnd(
            workspace.check(profile: profile, today: today ?? .today, baseline: known, as: format, withColour: !noColor))
        try Console.write(answer.text)
        if answer.hasLanguageErrors { return status.or(.wrong) }
        return status.or(answer.fails(at: failOn) ? .found : .fine)
    }
}

extension CheckProfile: ExpressibleByArgument {}
extension FailureThreshold: ExpressibleByArgument {}
extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
