import ArgumentParser
import ProcessWorkspace

struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Keep what is known of maps, so that a check tells only what is new.",
        discussion: """
            A baseline is a text file beside the maps, to be committed with them: what the rules found on the day it was \
            written, and the figures that are not to get worse. 'baton check --baseline' then tells what is new, what has \
            become worse, and what has become better. Findings are known again by what they say of which step, so that \
            text may move and numbers may change. docs/baseline.md says more.

            Examples:
              baton baseline write   note how all maps in Processes are
              baton check --baseline Processes/baseline.txt
              baton baseline write --because "Legal must see each claim"
              baton baseline show    what is lived with, map by map
            """,
        subcommands: [Write.self, Show.self])
}

extension BaselineCommand {
    struct Write: Answering {
        static let configuration = CommandConfiguration(
            commandName: "write",
            abstract: "Write down what is known of maps today.",
            discussion: """
                All that the rules find counts as known from then on, the notes that only '--profile strict' shows included. \
                What an earlier baseline knew and is found no more is kept as gone: should it come back, the rule 'regression' \
                says so. Naming single maps renews those and keeps the others; naming a folder writes all of it anew.

                Examples:
                  baton baseline write
                  baton baseline write --because "Legal must see each claim"
                  baton baseline write Processes/lead.baton --because "new form"
                  baton baseline write maps --output maps/known.txt
                """)

        @OptionGroup var maps: Paths

        @Option(name: .shortAndLong, help: ArgumentHelp(
            "The file to write; '-' is standard output. (default: \(BaselineFile.name) beside the maps)", valueName: "file"))
        var output: String?

        @Option(help: ArgumentHelp(
            "Why things may be as they are. Needed where there is a baseline already.", valueName: "reason"))
        var because: String?

        @Option(help: ArgumentHelp(
            "The date that is written, and that dates in maps are compared with, such as 2026-11-30. (default: today)",
            valueName: "YYYY-MM-DD"))
        var today: Day?

        func answer() throws -> Status {
            guard let named = maps.named else { return .wrong }
            guard let day = today ?? .today else { return complain("this machine has no clock; give the date, as in --today 2026-11-30") }
            let reason = because.map { $0.trimmed }
            if reason?.isEmpty == true { return complain("--because is empty; say in a few words why things may be as they are") }
            guard let path = output ?? BaselineFile.place(besides: named) else {
                return complain("the maps lie in several places; say where the baseline is to stand, as in --output \(BaselineFile.name)")
            }
            let isPrinted = path == Paths.standardStream
            let old = isPrinted ? nil : try BaselineFile(ifThere: path)
            if old != nil, reason == nil {
                return complain("\(path) is there already; say why it may change, as in --because \"Legal must see each claim\"")
            }
            let (workspace, status) = maps.workspace()
            guard !workspace.isEmpty, status == .fine else { return status.or(.wrong) }
            let place = isPrinted ? BaselineFile.place(besides: named) ?? BaselineFile.name : path
            let (baseline, troubles) = workspace.newBaseline(
                at: place, after: old, keepsOthers: !workspace.isOfFolders, today: day, because: reason)
            for trouble in troubles { _ = complain(trouble) }
            guard let baseline else { return .wrong }
            guard baseline.mapCount > 0 else { return complain("there is no process in these files; a map begins with 'process: Name'") }
            if isPrinted {
                try Console.write(baseline.text)
                return .fine
            }
            let outcome = try baseline.save(at: path)
            try Console.write(
                "\(Console.printable(path))\(outcome == .unchanged ? "  (unchanged)" : "")\n", to: .output)
            try Console.write(summary(of: baseline, at: path), to: .error)
            return .fine
        }

        private func summary(of baseline: NewBaseline, at path: String) -> String {
            let findings = baseline.findingCount == 1 ? "1 finding" : "\(baseline.findingCount) findings"
            let maps = baseline.mapCount == 1 ? "1 map" : "\(baseline.mapCount) maps"
            let kept = baseline.keptCount == 0 ? "" : ", \(baseline.keptCount == 1 ? "1 other map" : "\(baseline.keptCount) other maps") kept as before"
            let notes = baseline.noteCount == 0 ? "" : " (\(baseline.noteCount) of them notes, which only '--profile strict' shows)"
            return Console.printable("\(findings)\(notes) in \(maps) known\(kept); 'baton check --baseline \(path)' tells what is new") + "\n"
        }
    }

    struct Show: Answering {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Tell what a baseline knows: who agreed to what and why, map by map.",
            discussion: """
                Examples:
                  baton baseline show
                  baton baseline show maps/known.txt
                """)

        @Argument(help: ArgumentHelp(
            "The baseline. (default: \(Workspace.defaultFolder)/\(BaselineFile.name))", valueName: "file"),
            completion: .file(extensions: ["txt"]))
        var file: String?

        @Flag(help: "Plain text, also on a terminal. Setting NO_COLOR does the same.")
        var noColor = false

        func answer() throws -> Status {
            let path = file ?? Workspace.defaultFolder + "/" + BaselineFile.name
            try Console.write(BaselineFile(reading: path).text(withColour: !noColor))
            return .fine
        }
    }
}

extension String {
    /// Without blanks at either end.
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
