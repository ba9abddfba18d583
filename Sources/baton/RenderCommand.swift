import ArgumentParser
import ProcessWorkspace

extension TimeDirection: ExpressibleByArgument {}
extension PaperFormat: ExpressibleByArgument {}

/// The sheets named behind `--sheet`, in the order named, each once.
struct SheetList: ExpressibleByArgument {
    let kinds: [SheetKind]

    static let manySteps = 50

    init?(argument: String) {
        var kinds: [SheetKind] = []
        for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let kind = SheetKind(rawValue: String(name)) else { return nil }
            if !kinds.contains(kind) { kinds.append(kind) }
        }
        guard !kinds.isEmpty else { return nil }
        self.kinds = kinds
    }

    static var allValueStrings: [String] { SheetKind.allCases.map(\.rawValue) }
}

struct RenderCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Draw swimlane maps as SVG.",
        discussion: """
            Draws each process of the maps named to a file of the same name in \(RenderCommand.standardOutput). \
            Findings are numbered marks where they are, and a list below. A map whose text has errors is not drawn.

            Examples:
              baton render                                  Processes, to Output
              baton render Processes/lead.baton -o -        to standard output
              baton render --no-findings --no-pains -o Wall nothing but the process
              baton render --paper a0 --tiled -o Wall       for the wall, on sheets of A3
              baton render --sheet overview,phases          a large map, phase by phase
            """)

    static let standardOutput = "Output"

    @OptionGroup var maps: Paths

    @Option(name: .shortAndLong, help: ArgumentHelp(
        "The folder to draw into; '-' is standard output, for one map.", valueName: "folder"))
    var output = standardOutput

    @Flag(name: .customLong("no-findings"), help: "Leave out what the rules found.")
    var withoutFindings = false

    @Flag(name: .customLong("no-pains"), help: "Leave out the pains, open questions, strengths and actions.")
    var withoutPains = false

    @Flag(name: .customLong("no-legend"), help: "Leave out what the signs mean.")
    var withoutLegend = false

    @Option(help: ArgumentHelp(
        "Which way time runs: to the right, with lanes one above the other, or down, with lanes side by side.",
        valueName: "right|down"))
    var direction = TimeDirection.right

    @Option(help: ArgumentHelp(
        "The paper to lay the map out on, over as many sheets as it takes.", valueName: "screen|a4|a3|a0"))
    var paper = PaperFormat.screen

    @Option(name: .customLong("sheet"), help: ArgumentHelp(
        "What to draw: the map, an overview of its phases, each phase on its own; several with commas. (default: map; on paper, for a map of more than \(SheetList.manySteps) steps with phases, overview,phases)",
        valueName: "map|overview|phases"))
    var sheets: SheetList?

    @Flag(name: .customLong("tiled"), help: "Print each sheet of A0 on sheets of A3, to be glued together.")
    var isTiled = false

    @Option(name: .customLong("text-points"), help: ArgumentHelp(
        "How large the smallest lettering is on paper; 17 can be read from 2 m away.", valueName: "points"))
    var textPoints = 17.0

    @Option(help: ArgumentHelp(
        "The date that dates in maps are compared with, such as 2026-11-30. (default: today)",
        valueName: "YYYY-MM-DD"))
    var today: Day?

    func validate() throws {
        if isTiled, paper != .a0 { throw ValidationError("'--tiled' goes with '--paper a0', which it puts on sheets of A3.") }
        guard PaperChoice.textRange.contains(textPoints) else {
            throw ValidationError("'--text-points' must be from 4 to 200; 17 can be read from 2 m away.")
        }
    }

    func answer() throws -> Status {
        var (workspace, status) = maps.workspace(withNeighbours: !withoutFindings)
        guard !workspace.isEmpty else { return status.or(.wrong) }
        var content = DrawingContent(findings: !withoutFindings, pains: !withoutPains, legend: !withoutLegend)
        content.direction = direction
        content.sheets = sheets?.kinds
        content.paper = PaperChoice(paper, textPoints: textPoints, isTiled: isTiled)
        let drawings = workspace.drawings(content, today: today ?? .today)
        for trouble in drawings.troubles { status = status.or(complain(trouble.message, trouble.isOurs ? .broken : .wrong)) }
        guard !drawings.drawn.isEmpty else {
            return status == .fine ? complain("there is no process in these files to draw; a map begins with 'process: Name'") : status
        }
        if output == Paths.standardStream {
            guard drawings.drawn.count == 1 else {
                return complain("\(drawings.drawn.count) drawings cannot go to standard output together; name one map, or a folder with --output")
            }
            for drawing in drawings.drawn { try Console.write(drawing.svg) }
            return status
        }
        for drawing in drawings.drawn {
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
