import ArgumentParser
import ProcessWorkspace

/// Arguments in, exit code out.
@main
struct Main: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baton",
        abstract: "Map how work really passes between teams, and find where the baton is dropped.",
        discussion: """
            A map is a text file that ends in .baton, one line a step:

              process: Lead to opportunity
              lanes: Prospect, Marketing, Sales

              flow:
                Prospect: Submit demo form
                  handoff: demo request [via web form, within 15 min]
                Marketing: Score lead [work 5 min, takes 4 bh, ok 85%]
                Sales: Call prospect
                end: Opportunity open

            Maps live in a folder called Processes. To begin with:

              baton init "Lead to opportunity"   a first map to change, and what maps share
              baton check                      what is wrong, and what to ask in the room
              baton render                     a swimlane map of each process, in Output
              baton export --format bpmn       the maps as BPMN 2.0, for other tools
              baton report                     a page a process: map, findings, pains, numbers
              baton metrics                    lead time, work, first-time quality, load
              baton simulate                   how lead times are spread, and who is waited for
              baton baseline write             note what is known; a check then tells what is new
              baton diff main                  what has changed since main, and what that does
              baton fmt                        write all maps in one form
              baton fix                        mend slips of the pen that have one remedy
              baton import order.bpmn          a map from a BPMN 2.0 file
              baton explain handoff-no-sla     what a rule looks for, why, and what to do

            Exit codes: 0 all is well, 1 something was found (see check --fail-on),
            2 a map or the call is wrong, 70 a mistake in Baton itself.
            """,
        version: Workspace.version,
        subcommands: [
            InitCommand.self, CheckCommand.self, RenderCommand.self, ReportCommand.self, ExportCommand.self, MetricsCommand.self, SimulateCommand.self, BaselineCommand.self,
            ImportCommand.self, FormatCommand.self, FixCommand.self, ExplainCommand.self,
            DiffCommand.self,
        ])

    static func main() {
        CrashWatch.start()
        end(with: status(of: Array(CommandLine.arguments.dropFirst())))
    }

    private static func status(of arguments: [String]) -> Status {
        do {
            // Most of a short run would go into describing commands that were not asked for. So the
            // one that is named reads its own arguments; only for help, for errors and for what it
            // does not understand are all of them looked at.
            if arguments == ["--version"] {
                try Console.write(Workspace.version + "\n")
                return .fine
            }
            if let command = named(by: arguments) { return try command.answer() }
            if let name = unknownCommand(in: arguments) {
                let names = configuration.subcommands.compactMap { $0.configuration.commandName }
                let way = Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
                    ?? "there are \(names.joined(separator: ", ")); 'baton --help' tells more"
                return complain("there is no command '\(name)'; \(way)")
            }
            switch try parseAsRoot(arguments) {
            case let command as InitCommand: return try command.answer()
            case let command as CheckCommand: return try command.answer()
            case let command as RenderCommand: return try command.answer()
            case let command as ReportCommand: return try command.answer()
            case let command as ExportCommand: return try command.answer()
            case let command as ImportCommand: return try command.answer()
            case let command as MetricsCommand: return try command.answer()
            case let command as SimulateCommand: return try command.answer()
            case let command as DiffCommand: return try command.answer()
            case let command as BaselineCommand.Write: return try command.answer()
            case let command as BaselineCommand.Show: return try command.answer()
            case let command as FormatCommand: return try command.answer()
            case let command as FixCommand: return try command.answer()
            case let command as ExplainCommand: return try command.answer()
            case var command:
                try command.run()
                return .fine
            }
        } catch let trouble as FileTrouble {
            return complain(trouble.message)
        } catch {
            // Help and version arrive here too, as a clean exit.
            let isClean = exitCode(for: error).isSuccess
            var text = fullMessage(for: error)
            // One spelling for all errors, whoever finds them.
            if text.hasPrefix("Error: ") { text = "error: " + text.dropFirst("Error: ".count) }
            do {
                try Console.write(text.hasSuffix("\n") ? text : text + "\n", to: isClean ? .output : .error)
            } catch {
                return complain((error as? FileTrouble)?.message ?? "\(error)")
            }
            return isClean ? .fine : .wrong
        }
    }
}

extension Main {
    /// The command that the first argument names, if it understands all the others.
    private static func named(by arguments: [String]) -> (any Answering)? {
        let rest = Array(arguments.dropFirst())
        return switch arguments.first {
        case "init": try? InitCommand.parse(rest)
        case "check": try? CheckCommand.parse(rest)
        case "render": try? RenderCommand.parse(rest)
        case "report": try? ReportCommand.parse(rest)
        case "export": try? ExportCommand.parse(rest)
        case "metrics": try? MetricsCommand.parse(rest)
        case "simulate": try? SimulateCommand.parse(rest)
        case "baseline" where rest.first == "write": try? BaselineCommand.Write.parse(Array(rest.dropFirst()))
        case "baseline" where rest.first == "show": try? BaselineCommand.Show.parse(Array(rest.dropFirst()))
        case "diff": try? DiffCommand.parse(rest)
        case "import": try? ImportCommand.parse(rest)
        case "fmt": try? FormatCommand.parse(rest)
        case "fix": try? FixCommand.parse(rest)
        case "explain": try? ExplainCommand.parse(rest)
        default: nil
        }
    }

    /// A first word that is to be a command, or is asked help about, and is none.
    private static func unknownCommand(in arguments: [String]) -> String? {
        let asked = arguments.first == "help" ? arguments.dropFirst().first : arguments.first
        guard let asked, asked != "help", !asked.hasPrefix("-") else { return nil }
        return configuration.subcommands.contains { $0.configuration.commandName == asked } ? nil : asked
    }
}

/// A command that answers with more than "it worked".
protocol Answering: ParsableCommand {
    func answer() throws -> Status
}

extension Answering {
    func run() throws { _ = try answer() }
}
