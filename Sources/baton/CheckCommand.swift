import ArgumentParser
import ProcessAnalysis
import ProcessModel
import ProcessReport
import ProcessSyntax
import ProcessWorkspace

struct CheckCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what is wrong with maps, and what to ask in the room.",
        discussion: """
            Reads maps and reports mistakes in their text and, by some twenty rules, where work may get lost: \
            handoffs without a time limit, steps nobody is accountable for, paths that never end. Each finding \
            says where, why it matters, what to do, and what to ask the people who do the work.

            Examples:
              baton check                                 all maps in Processes
              baton check Processes/lead.baton            one map
              baton check --fail-on warning               fail on warnings too
              baton check --fail-on never                 only tell
              baton check --format json > findings.json   for programs (docs/json.md)
              cat draft.baton | baton check -             from standard input
            """)

    enum Threshold: String, ExpressibleByArgument, CaseIterable {
        case error, warning, info, never

        func isReached(by severity: Severity) -> Bool {
            switch self {
            case .error: severity >= .error
            case .warning: severity >= .warning
            case .info: severity >= .info
            case .never: false
            }
        }
    }

    @OptionGroup var maps: Paths

    @Option(help: "How to write the report.")
    var format = ReportFormat.text

    @Option(help: "Exit with 1 when something at least this grave is found.")
    var failOn = Threshold.error

    @Option(help: ArgumentHelp(
        "Which findings to show: workshop (errors only), standard (and warnings), strict (all). (default: what the map says, else standard)"))
    var profile: RuleSettings.Profile?

    @Option(help: "The date by which reviews and excuses are judged, such as 2026-11-30. (default: today)")
    var today: Day?

    @Flag(help: "Plain text, also on a terminal. Setting NO_COLOR does the same.")
    var noColor = false

    func answer() throws -> Status {
        let (workspace, status) = maps.workspace()
        guard !workspace.isEmpty else { return status.or(.wrong) }
        let report = workspace.check(profile: profile, today: today?.date ?? Console.today())
        switch format {
        case .text: try Console.write(report.text(Console.format(withColour: !noColor), workers: Workspace.onAllCores))
        case .json: try Console.write(report.json(workers: Workspace.onAllCores))
        }
        if report.hasLanguageErrors { return status.or(.wrong) }
        return status.or(report.heaviest.map(failOn.isReached) ?? false ? .found : .fine)
    }
}

extension RuleSettings.Profile: ExpressibleByArgument {}

/// A date as an argument.
struct Day: ExpressibleByArgument {
    let date: CalendarDate

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], argument.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (48...57).contains($0) })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 3, let date = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2]) else { return nil }
        self.date = date
    }
}
