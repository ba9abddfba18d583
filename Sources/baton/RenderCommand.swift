import ArgumentParser
import ProcessWorkspace

struct RenderCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Draw swimlane maps, and the sheets that hang beside them, as SVG.",
        discussion: """
            Draws each process of the maps named to a file of the same name in \(RenderCommand.standardOutput). \
            Findings are numbered marks where they are, and a list below. A map whose text has errors is not drawn.

            Examples:
              baton render                                  Processes, to Output
              baton render Processes/lead.baton -o -        to standard output
              baton render --no-findings --no-pains -o Wall nothing but the process
              baton render --sheet agenda                   what you hold in the hand when you lead the workshop
              baton render --sheet raci,pains,actions       three more sheets of each process
              baton render --sheet all                      the map and all there are
            """)

    static let standardOutput = "Output"

    @OptionGroup var maps: Paths

    @Option(name: .shortAndLong, help: ArgumentHelp(
        "The folder to draw into; '-' is standard output, for one map.", valueName: "folder"))
    var output = standardOutput

    @Option(
        help: ArgumentHelp(
            "What to draw, several at once with commas between: map (the default), functions (who works with whom, as a network), matrix (who hands over to whom), raci (who does what), pairs (functions two by two), pains (register with room for votes), actions, glossary, agenda (for a workshop), or all.",
            valueName: "sheet"),
        transform: SheetChoice.init)
    var sheet = SheetChoice.onlyMap

    @Flag(name: .customLong("no-findings"), help: "Leave out what the rules found.")
    var withoutFindings = false

    @Flag(name: .customLong("no-pains"), help: "Leave out the pains, open questions, strengths and actions.")
    var withoutPains = false

    @Flag(name: .customLong("no-legend"), help: "Leave out what the signs mean.")
    var withoutLegend = false

    @Option(help: ArgumentHelp(
        "The date that dates in maps are compared with, such as 2026-11-30. (default: today)",
        valueName: "YYYY-MM-DD"))
    var today: Day?

    func answer() throws -> Status {
        var (workspace, status) = maps.workspace(withNeighbours: !withoutFindings)
        guard !workspace.isEmpty else { return status.or(.wrong) }
        let content = DrawingContent(findings: !withoutFindings, pains: !withoutPains, legend: !withoutLegend)
        var (drawn, troubles): ([ProcessDrawing], [DrawingTrouble]) = ([], [])
        if sheet.hasMap { (drawn, troubles) = workspace.drawings(content, today: today ?? .today) }
        if !sheet.names.isEmpty {
            let sheets = workspace.sheets(sheet.request, content, today: today ?? .today)
            drawn += sheets.drawn
            troubles += sheets.troubles
            for line in sheets.leftOut { try Console.write("left out: \(Console.printable(line))\n", to: .error) }
        }
        for trouble in troubles { status = status.or(complain(trouble.message, trouble.isOurs ? .broken : .wrong)) }
        guard !drawn.isEmpty else {
            return status == .fine ? complain("there is no process in these files to draw; a map begins with 'process: Name'") : status
        }
        if output == Paths.standardStream {
            guard drawn.count == 1 else {
                return complain("\(drawn.count) drawings cannot go to standard output together; name one, or a folder with --output")
            }
            for drawing in drawn { try Console.write(drawing.svg) }
            return status
        }
        for drawing in drawn {
            do throws(FileTrouble) {
                let (path, outcome) = try drawing.save(in: output)
                try Console.write("\(Console.printable(path))\(outcome == .unchanged ? "  (unchanged)" : "")\n")
            } catch {
                status = status.or(complain(error.message))
            }
        }
        return status
    }
}
