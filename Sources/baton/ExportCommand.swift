import ArgumentParser
import ProcessWorkspace

extension ExportFormat: ExpressibleByArgument {}

struct ExportCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write maps as BPMN 2.0, for other tools.",
        discussion: """
            Writes each process of the maps named, laid out, to a file of the same name in \(RenderCommand.standardOutput). It opens in \
            Camunda Modeler, bpmn.io, Signavio and other tools; 'baton import' reads it back as the same map. \
            A map whose text has errors is not exported.

            Examples:
              baton export --format bpmn                                   Processes, to Output
              baton export --format bpmn Processes/lead.baton -o lead.bpmn one map, to a file
              baton export --format bpmn Processes/lead.baton -o -         to standard output
            """)

    @OptionGroup var maps: Paths

    @Option(help: ArgumentHelp("What to write.", valueName: "bpmn"))
    var format: ExportFormat

    @Option(name: .shortAndLong, help: ArgumentHelp(
        "The folder to write into, or for one map a file that ends in .bpmn; '-' is standard output, for one map.", valueName: "folder|file"))
    var output = RenderCommand.standardOutput

    func answer() throws -> Status {
        var (workspace, status) = maps.workspace(withNeighbours: false)
        guard !workspace.isEmpty else { return status.or(.wrong) }
        let (exported, troubles) = workspace.exports(as: format)
        for trouble in troubles { status = status.or(complain(trouble)) }
        guard !exported.isEmpty else {
            return status == .fine ? complain("there is no process in these files to export; a map begins with 'process: Name'") : status
        }
        let isFile = OutputPlace.isFile(output, ending: format.ending)
        if let ending = OutputPlace.strangeEnding(of: output, but: format.ending) {
            return complain("\(output): a name that ends in \(ending) is neither a file of this format nor a folder; \(OutputPlace.remedy(output, format.ending))")
        }
        if exported.count > 1, output == Paths.standardStream || isFile {
            let place = isFile ? "one file" : "standard output"
            return complain("\(exported.count) processes cannot go to \(place) together; name one, or a folder with --output")
        }
        for map in exported {
            do throws(FileTrouble) {
                if output == Paths.standardStream {
                    try Console.write(map.bytes, to: .output)
                    continue
                }
                let (path, outcome) = isFile ? try map.save(to: output) : try map.save(in: output)
                try Console.write("\(Console.printable(path))\(outcome == .unchanged ? "  (unchanged)" : "")\n")
            } catch {
                status = status.or(complain(error.message))
            }
        }
        return status
    }
}
