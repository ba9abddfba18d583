import ArgumentParser
import ProcessWorkspace

struct ReportCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a page for each process: its map, findings, pains and numbers.",
        discussion: """
            One HTML file a process, of the same name as its map, that needs no network and no other file: \
            send it, open it, print it. The map is there to zoom and move, and beside it stands what was found, what \
            people said and what the numbers are; a click or a key leads from an entry to its mark on the map and \
            back. A map whose text has errors gets no report.

            Examples:
              baton report                                  Processes, to Output
              baton report Processes/lead.baton -o -        to standard output
            """)

    @OptionGroup var maps: Paths

    @Option(name: .shortAndLong, help: ArgumentHelp(
        "The folder to write into; '-' is standard output, for one map.", valueName: "folder"))
    var output = RenderCommand.standardOutput

    @Option(help: ArgumentHelp(
        "The date that dates in maps are compared with, such as 2026-11-30. (default: today)",
        valueName: "YYYY-MM-DD"))
    var today: Day?

    func answer() throws -> Status {
        var (workspace, status) = maps.workspace()
        guard !workspace.isEmpty else { return status.or(.wrong) }
        let reports = workspace.reports(today: today ?? .today)
        for trouble in reports.troubles { status = status.or(complain(trouble)) }
        guard !reports.pages.isEmpty else {
            return status == .fine ? complain("there is no process in these files to report on; a map begins with 'process: Name'") : status
        }
        if output == Paths.standardStream {
            guard reports.pages.count == 1 else {
                return complain("\(reports.pages.count) reports cannot go to standard output together; name one map, or a folder with --output")
            }
            for page in reports.pages { try Console.write(page.bytes, to: .output) }
            return status
        }
        for page in reports.pages {
            do throws(FileTrouble) {
                let (path, outcome) = try page.save(in: output)
                try Console.write("\(Console.printable(path))\(outcome == .unchanged ? "  (unchanged)" : "")\n")
            } catch {
                status = status.or(complain(error.message))
            }
        }
        return status
    }
}
