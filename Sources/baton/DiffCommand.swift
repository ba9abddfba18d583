import ArgumentParser
import ProcessWorkspace

struct DiffCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what a change does to a process, by what maps say and not by their lines.",
        discussion: """
            Compares two maps, two folders or two revisions: steps, roles, handoffs, times that were added, removed, renamed, \
            moved or changed, and what that does to handoffs, lead time, work, rolled ok, load and findings. A map that \
            is a version of another ('of:') is compared with that one. docs/diff.md says more.

            Examples:
              baton diff old.baton new.baton   two files, or two folders
              baton diff to-be.baton           and the map it is a version 'of:'
              baton diff main                  all since main, committed or not
              baton diff main..HEAD Processes  two revisions
              baton diff main...HEAD           from where they parted
              baton diff --staged              what the next commit will change
              baton diff main --format markdown    for a pull request
              baton diff main --drawing Output     draw each changed map
            """)

    @Argument(help: ArgumentHelp(
        "Two files or folders; one map with an 'of:'; or a revision, or two, and then the paths to look at. (default: HEAD, beside the files as they are)",
        valueName: "file-or-revision"), completion: .file(extensions: ["baton"]))
    var names: [String] = []

    @Option(help: "How to write the differences.")
    var format = ComparisonFormat.text

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write them to; '-' is standard output.", valueName: "file"), completion: .file())
    var output = "-"

    @Option(help: ArgumentHelp(
        "Also draw what has changed: one map into a file that ends in .svg, or each changed map into a folder.", valueName: "file-or-folder"),
        completion: .file())
    var drawing: String?

    @Option(help: "Exit with 1 on any change, on a figure that has become worse, or on a new finding at least this grave.")
    var failOn = ComparisonFailure.never

    @Flag(help: "Compare with what the next commit will hold, not with the files as they are.")
    var staged = false

    @Option(help: ArgumentHelp("The date that dates in maps are compared with, such as 2026-11-30. (default: today)", valueName: "YYYY-MM-DD"))
    var today: Day?

    @Option(help: ArgumentHelp(
        "Where the repository can be seen on the web, as in https://github.com/acme/maps/blob/main; lines in Markdown become links to it.",
        valueName: "address"))
    var web: WebFolder?

    @Flag(help: "Plain text, also on a terminal. Setting NO_COLOR does the same.")
    var noColor = false

    func answer() throws -> Status {
        if web != nil, format != .markdown { return complain("--web is for the links of a Markdown report; leave it out, or add --format markdown") }
        let file = output == Paths.standardStream ? nil : ReportFile(output)
        let comparison: Comparison
        do throws(ComparisonTrouble) {
            comparison = keptToTheEnd(try Comparison(of: names, isStaged: staged, today: today ?? .today, web: web))
        } catch {
            return complain(error.message)
        }
        var status = comparison.troubles.reduce(Status.fine) { $0.or(complain($1)) }
        guard !comparison.isIdle else { return status == .fine ? complain("there is no process to compare") : status }
        if let trouble = comparison.conflict(report: file, drawing: drawing) { return complain(trouble.message) }
        if let drawing { status = status.or(try draw(comparison, drawing)) }
        let text = comparison.text(as: format, withColour: !noColor && output == Paths.standardStream)
        if let file { _ = try file.save(text) } else { try Console.write(text) }
        return status.or(comparison.fails(at: failOn) ? .found : .fine)
    }

    private func draw(_ comparison: Comparison, _ place: String) throws -> Status {
        let (drawings, troubles) = comparison.drawings()
        let status = troubles.reduce(Status.fine) { $0.or(complain($1.message, $1.isOurs ? .broken : .wrong)) }
        if place.hasSuffix(Comparison.drawingEnding) {
            guard drawings.count <= 1 else {
                return status.or(complain("\(drawings.count) maps have changed, and \(place) holds one drawing; name a folder for them"))
            }
            for drawing in drawings { _ = try drawing.write(to: place) }
        } else {
            for drawing in drawings { _ = try drawing.save(in: place) }
        }
        if drawings.isEmpty, troubles.isEmpty { try Console.write(comparison.whyNothingIsDrawn + "\n", to: .error) }
        return status
    }
}

extension ComparisonFormat: ExpressibleByArgument {}
extension ComparisonFailure: ExpressibleByArgument {}
