import ArgumentParser
import ProcessWorkspace

extension TimeDirection: ExpressibleByArgument {}
extension PaperFormat: ExpressibleByArgument {}

struct RenderCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Draw swimlane maps, and the sheets that hang beside them.",
        discussion: """
            Draws each process of the maps named to a file of the same name in \(RenderCommand.standardOutput). \
            Findings are numbered marks where they are, and a list below. A map whose text has errors is not drawn.

            Examples:
              baton render                                  Processes, to Output
              baton render Processes/lead.baton -o -        to standard output
              baton render --no-findings --no-pains -o Wall nothing but the process
              baton render --show times,timeline            times, and a timeline below
              baton render --heat wait                      where the waiting is
              baton render --format pdf,png                 to print, and for slides
              baton render --format mermaid                 for wikis that draw Mermaid
              baton render --sheet agenda                   for whoever leads the workshop
              baton render --sheet raci,pains,actions       three more sheets of each map
              baton render --sheet all                      the map and all there are
              baton render --paper a3 --format pdf          on as many sheets as it takes
              baton render --paper a0 --tiled --format pdf  for the wall, on sheets of A3
              baton render --sheet overview,phases          a large map, phase by phase
            """)

    static let standardOutput = "Output"

    @OptionGroup var maps: Paths

    @Option(name: .shortAndLong, help: ArgumentHelp(
        "The folder to draw into; '-' is standard output, for one map.", valueName: "folder"))
    var output = standardOutput

    @Option(help: ArgumentHelp(
        "What to write: svg, png, pdf, dot, mermaid; several with commas between. (default: svg)", valueName: "format"))
    var format: [FormatList] = []

    @Option(help: ArgumentHelp("Of a PNG, the pixels for each px of the drawing, 0.1 to 10. (default: 2)", valueName: "number"))
    var scale: Double?

    @Option(
        help: ArgumentHelp(
            "What to draw, several at once with commas between: map, overview (of the phases), phases (each on its own), functions (who works with whom, as a network), matrix (who hands over to whom), raci (who does what), pairs (functions two by two), pains (register with room for votes), actions, glossary, agenda (for a workshop), or all. (default: map; on paper, for a map of more than \(SheetChoice.manySteps) steps with phases, overview,phases)",
            valueName: "sheet"))
    var sheet: [String] = []

    @Flag(name: .customLong("no-findings"), help: "Leave out what the rules found.")
    var withoutFindings = false

    @Flag(name: .customLong("no-pains"), help: "Leave out the pains, open questions, strengths and actions.")
    var withoutPains = false

    @Flag(name: .customLong("no-legend"), help: "Leave out what the signs mean.")
    var withoutLegend = false

    @Option(help: ArgumentHelp(
        "What to draw besides what stands there anyway: \(DrawingLayer.allCases.map(\.rawValue).joined(separator: ", ")); several with commas.",
        valueName: "layers"))
    var show: [String] = []

    @Option(help: ArgumentHelp("What of it to leave out. Findings, pains, unknowns and legend are drawn unless hidden.", valueName: "layers"))
    var hide: [String] = []

    @Option(help: ArgumentHelp("Tint steps and handoffs by wait, work, load or pains.", valueName: "kind"))
    var heat: [String] = []

    @Option(help: ArgumentHelp(
        "Which way time runs: to the right, with lanes one above the other, or down, with lanes side by side.",
        valueName: "right|down"))
    var direction = TimeDirection.right

    @Option(help: ArgumentHelp(
        "The paper to lay the map out on, over as many sheets as it takes.", valueName: "screen|a4|a3|a0"))
    var paper = PaperFormat.screen

    @Flag(name: .customLong("tiled"), help: "Print each sheet of A0 on sheets of A3, to be glued together.")
    var isTiled = false

    @Option(name: .customLong("text-points"), help: ArgumentHelp(
        "How large the smallest lettering is on paper; 17 can be read from 2 m away. (default: 17)", valueName: "points"))
    var textPoints: Double?

    @Option(help: ArgumentHelp(
        "The date that dates in maps are compared with, such as 2026-11-30. (default: today)",
        valueName: "YYYY-MM-DD"))
    var today: Day?

    func answer() throws -> Status {
        let sheet = try sheetChoice()
        let short = [("findings", withoutFindings), ("pains", withoutPains), ("legend", withoutLegend)].filter(\.1).map(\.0)
        let content: DrawingContent
        do throws(DrawingContentTrouble) {
            content = try DrawingContent(showing: show, hiding: hide + short, heat: heat.first)
            try content.checkMatters(onMapsDrawn: drawsMaps(sheet))
        } catch {
            return complain(error.message)
        }
        var (workspace, status) = maps.workspace(withNeighbours: content.needsNeighbours || !sheet.names.isEmpty)
        guard !workspace.isEmpty else { return status.or(.wrong) }
        var request = DrawingRequest(content)
        request.formats = formatList
        request.direction = direction
        request.paper = PaperChoice(paper, textPoints: textPoints ?? Self.standardTextPoints, isTiled: isTiled)
        request.maps = sheet.maps
        request.sheets = sheet.request
        request.sheets.paper = paper == .screen ? .screen : paper == .a4 ? .a4 : .a3
        let drawings = workspace.drawings(request, today: today ?? .today)
        for trouble in drawings.troubles { status = status.or(complain(trouble)) }
        guard !drawings.drawn.isEmpty else {
            return status == .fine ? complain("there is no process in these files to draw; a map begins with 'process: Name'") : status
        }
        for note in drawings.drawn.flatMap(\.notes) { try Console.write("note: \(Console.printable(note))\n", to: .error) }
        let formats: DrawingFormats
        do throws(DrawingTrouble) {
            formats = try DrawingFormats(formatList, scale: scale ?? Self.standardScale, today: today ?? .today)
        } catch {
            return status.or(complain(error))
        }
        let isToStandardOutput = output == Paths.standardStream
        if isToStandardOutput, drawings.drawn.count > 1 {
            return complain("\(drawings.drawn.count) processes cannot go to standard output together; name one, or a folder with --output")
        }
        var names = Set<String>()
        var leftovers = Leftovers()
        for drawing in drawings.drawn {
            do throws(DrawingTrouble) {
                let files = try formats.files(of: drawing)
                // `lead.raci.svg` may be a sheet of one map and the whole of another.
                if let twice = files.first(where: { names.contains($0.name) }) {
                    status = status.or(complain("\(drawing.source): its file \(twice.name) would take the place of that of another map; draw them one by one, into two folders"))
                    continue
                }
                names.formUnion(files.map(\.name))
                leftovers.add(files, of: drawing)
                status = status.or(isToStandardOutput ? write(files) : save(files))
            } catch {
                status = status.or(complain(error))
            }
        }
        if !isToStandardOutput { try tell(leftovers.found(in: output)) }
        return status
    }

    /// What an earlier run left is no error, but it should not be taken for a page of this one.
    private func tell(_ leftovers: [String]) throws {
        guard !leftovers.isEmpty else { return }
        let most = 6
        var names = leftovers.prefix(leftovers.count > most + 1 ? most : most + 1).joined(separator: ", ")
        if leftovers.count > most + 1 { names += " and \(leftovers.count - most) more" }
        let them = leftovers.count == 1 ? "is" : "are"
        try Console.write("note: \(Console.printable(names)) \(them) of an earlier run and not drawn now; delete what you no longer need\n", to: .error)
    }

    private func save(_ files: [DrawnFile]) -> Status {
        var status = Status.fine
        for file in files {
            do throws(FileTrouble) {
                let (path, outcome) = try file.save(in: output)
                try Console.write("\(Console.printable(path))\(outcome == .unchanged ? "  (unchanged)" : "")\n")
            } catch {
                status = status.or(complain(error.message))
            }
        }
        return status
    }

    private func write(_ files: [DrawnFile]) -> Status {
        guard files.count == 1 else {
            return complain("\(files.count) files cannot go to standard output together; ask for one, or name a folder with --output")
        }
        do throws(FileTrouble) {
            for file in files { try Console.write(file.bytes, to: .output) }
            return .fine
        } catch {
            return complain(error.message)
        }
    }

    func validate() throws {
        if isTiled, paper != .a0 { throw ValidationError("'--tiled' goes with '--paper a0', which it puts on sheets of A3") }
        guard textPoints.map(PaperChoice.textRange.contains) ?? true else {
            throw ValidationError("'--text-points' takes a number from 4 to 200; 17 can be read from 2 m away")
        }
        try checkThatOptionsMatter()
        guard let scale else { return }
        guard formatList.contains(.png) else { throw ValidationError("--scale is for PNG; add --format png") }
        guard scale >= 0.1, scale <= 10 else { throw ValidationError("--scale takes a number from 0.1 to 10, such as 2") }
    }

    private static let standardScale = 2.0
    private static let standardTextPoints = 17.0
}

/// Says why a map was not drawn.
func complain(_ trouble: DrawingTrouble) -> Status { complain(trouble.message, trouble.isOurs ? .broken : .wrong) }
