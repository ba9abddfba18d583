import ArgumentParser
import ProcessWorkspace

struct ImportCommand: Answering {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Write maps from BPMN 2.0 files.",
        discussion: """
            Writes a map as a person would have written it from each BPMN file: pools and lanes, steps, decisions, what runs \
            side by side, events, sub-processes, data and messages. The map moves cases in the same way. What BPMN says and \
            the language cannot is listed, in the map and here (docs/bpmn.md). Nothing that is there is ever overwritten.

            Examples:
              baton import order.bpmn                   \(Workspace.defaultFolder)/order.baton
              baton import order.bpmn -o drafts         drafts/order.baton
              baton import order.bpmn -o order.baton    one map, by its name
              baton import order.bpmn -o - | less       to standard output
              baton check order.bpmn                    check it, and write nothing
            """)

    @Argument(
        help: ArgumentHelp("BPMN 2.0 files; '-' reads one from standard input.", valueName: "file"), completion: .file(extensions: ["bpmn"]))
    var files: [String]

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp(
        "Where to write: a folder, a file that ends in .baton, or '-' for standard output. (default: \(Workspace.defaultFolder))", valueName: "place"))
    var output: String?

    func answer() throws -> Status {
        var read: [Importing] = []
        var status = Status.fine
        for file in files {
            do throws(FileTrouble) {
                read.append(try Importing(reading: file))
            } catch {
                status = status.or(complain(about: [error]))
            }
        }
        // Of several files with one that cannot be read, the others are not written either.
        guard status == .fine else { return status }
        var report = ""
        if output == Paths.standardStream {
            let maps = read.flatMap(\.maps)
            guard maps.count == 1 else {
                return complain("there are \(maps.count) maps, and standard output holds one; name a folder with -o")
            }
            try Console.write(maps[0].text)
            for name in maps[0].calls { report += "It calls '\(name)': put that map beside it, or write it.\n" }
            for name in maps[0].uses { report += "It uses '\(name)': put that file beside it, or mend its 'use:' line.\n" }
        } else {
            do throws(FileTrouble) {
                let written = try Importing.write(read, to: output)
                let lost = Importing.callsToNowhere(in: written)
                for (path, map) in written {
                    report += "wrote \(path)\n"
                    for name in map.missing(at: path) { report += "  it uses '\(name)', which is not there: put that file beside it, or mend its 'use:' line\n" }
                    for call in lost[path] ?? [] {
                        report += "  it calls '\(call)', and there is no such map: import that as well, or write it in '\(call).baton' beside it\n"
                    }
                }
            } catch {
                return complain(about: [error])
            }
        }
        for file in read where !file.losses.isEmpty {
            report += "\nWhat \(file.path) says and the language cannot:\n"
            for loss in file.losses { report += "  line \(loss.line)\(loss.id.isEmpty ? "" : ", \(loss.id)"): \(loss.words)\n" }
        }
        // Where the map itself goes to standard output, what is said of it does not.
        try Console.write(Console.printable(report), to: output == Paths.standardStream ? .error : .output)
        return .fine
    }
}
