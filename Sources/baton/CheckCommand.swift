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
              baton check --format text,sarif=baton.sarif,junit=build/baton.xml
                                                          several at once (docs/review.md)
              baton check --baseline Processes/baseline.txt   only what is new
              cat draft.baton | baton check -             from standard input
              baton check order.bpmn                      a BPMN 2.0 file, findings at its elements
            """)

    @OptionGroup var maps: Paths

    @Option(
        help: ArgumentHelp(
            "How to write the report, several with commas between: text, json, sarif, junit, github (commands for GitHub Actions), gitlab (Code Quality), markdown (for a comment). With '=' and a file it goes there, so that one at most is left for standard output. (default: text)",
            valueName: "format[=file]"),
        completion: .list(CheckFormat.allCases.map(\.rawValue)), transform: ReportList.init)
    var format: [ReportList] = []

    @Option(help: ArgumentHelp(
        "Where the repository can be seen on the web, as in https://github.com/acme/maps/blob/main; lines in Markdown become links to it.",
        valueName: "address"))
    var web: WebFolder?

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
        let named = format.flatMap(\.reports)
        let reports = named.isEmpty ? [.init(format: .text, file: nil)] : named
        if let conflict = ReportList.conflict(reports) { return complain(conflict) }
        if web != nil, !reports.contains(where: { $0.format == .markdown }) {
            return complain("--web is for the links of a Markdown report, and none is written; leave it out, or add --format markdown")
        }
        let known = try baseline.map { path throws(FileTrouble) in try BaselineFile(reading: path) }
        let (workspace, status) = maps.workspace()
        guard !workspace.isEmpty else { return status.or(.wrong) }
        for file in reports.compactMap(\.file) {
            if let trouble = file.conflict(with: workspace, baseline: known) { return complain(trouble.message) }
        }
        let answer = keptToTheEnd(
            workspace.checkAnswer(profile: profile, today: today ?? .today, baseline: known, failing: failOn, web: web))
        return try write(reports, of: answer).or(status).or(Status(answer.outcome))
    }

    /// Files first: where standard output cannot be written, they are there all the same.
    private func write(_ reports: [ReportList.Report], of answer: CheckAnswer) throws -> Status {
        var status = Status.fine
        for report in reports {
            guard let file = report.file else { continue }
            do throws(FileTrouble) {
                let outcome = try file.save(answer.written(as: report.format))
                // Standard output is for the report that was asked for there.
                try Console.write("\(Console.printable(file.path))\(outcome == .unchanged ? "  (unchanged)" : "")\n", to: .error)
            } catch {
                status = status.or(complain(error.message))
            }
        }
        for report in reports where report.file == nil {
            try Console.write(answer.shown(as: report.format, withColour: !noColor))
        }
        return status
    }
}

extension Status {
    fileprivate init(_ outcome: CheckAnswer.Outcome) {
        switch outcome {
        case .fine: self = .fine
        case .found: self = .found
        case .wrong: self = .wrong
        }
    }
}

extension WebFolder: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
extension CheckProfile: ExpressibleByArgument {}
extension FailureThreshold: ExpressibleByArgument {}
extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
