import ArgumentParser
import ProcessWorkspace

/// Which maps a command is about.
struct Paths: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Maps, BPMN 2.0 files, or folders with maps; '-' reads one map from standard input. (default: \(Workspace.defaultFolder))",
            valueName: "path"),
        completion: .file(extensions: ["baton"]))
    var paths: [String] = []

    /// The maps, read. Empty where there is nothing to work on; what is the matter has then been said.
    func workspace(withNeighbours: Bool = true) -> (workspace: Workspace, status: Status) {
        guard let named else { return (Workspace(reading: []), .wrong) }
        let workspace = Workspace(reading: named, withNeighbours: withNeighbours)
        return (workspace, complain(about: workspace.troubles))
    }

    /// The paths to work on; nil where there are none, which has then been said.
    var named: [String]? {
        guard paths.isEmpty else { return paths }
        if Workspace.hasDefaultFolder { return [Workspace.defaultFolder] }
        _ = complain(Self.nothingHere)
        return nil
    }

    /// Standard input as a path, standard output as a place to write to.
    static let standardStream = "-"

    private static let nothingHere = """
        there is no folder '\(Workspace.defaultFolder)' here to look for maps in

        Name a map or a folder:     baton check my-map.baton
        Or begin with a first map:  baton init "Lead to opportunity"
        """
}

extension AnswerFormat: ExpressibleByArgument {}
