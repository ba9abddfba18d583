import Glibc

@main struct Bench {
    static let usage = """
        usage: bench --baton PATH [--readme FILE] [--rounds N]
               bench map STEPS [LANES] [SEED] [--dot]
               bench parse ROUNDS FILE...
               bench sound
               bench score --baton PATH [--tools FOLDER] [--maps N] [--keep FOLDER]
        The first times baton beside dot and writes the tables into FILE (Benchmarks/README.md);
        the second prints one of the maps it uses; the third is what the first runs to time parsing; the fourth times
        the check of control flow alone; the last draws N maps (500) and scores the drawings.
        """

    static func main() {
        do throws(Trouble) {
            try run(Array(CommandLine.arguments.dropFirst()))
        } catch {
            Files.tell("bench: \(error.message)")
            exit(1)
        }
    }

    static func run(_ arguments: [String]) throws(Trouble) {
        switch arguments.first {
        case "map":
            let numbers = arguments.dropFirst().compactMap { Int($0) }
            guard let steps = numbers.first else { throw Trouble(usage) }
            let map = MapMaker(
                steps: steps, lanes: numbers.count > 1 ? numbers[1] : 5, seed: UInt64(numbers.count > 2 ? abs(numbers[2]) : 1))
            print(arguments.contains("--dot") ? map.dot : map.text, terminator: "")
        case "parse":
            guard arguments.count >= 3, let rounds = Int(arguments[1]) else { throw Trouble(usage) }
            try Parsing.report(Array(arguments[2...]), rounds: rounds)
        case "sound": print(ControlFlow.table())
        case "score":
            guard let baton = value(of: "--baton", in: arguments) else { throw Trouble(usage) }
            let kept = value(of: "--keep", in: arguments)
            let folder = if let kept { kept } else { try Files.temporaryFolder() }
            Files.makeFolder(folder)
            let (text, isMet) = try Score(
                baton: baton, tools: value(of: "--tools", in: arguments) ?? "../shared/tools",
                count: value(of: "--maps", in: arguments).flatMap { Int($0) } ?? 500, folder: folder).report()
            print(text)
            if !isMet { exit(1) }
        default:
            guard let baton = value(of: "--baton", in: arguments) else { throw Trouble(usage) }
            let rounds = value(of: "--rounds", in: arguments).flatMap { Int($0) } ?? 11
            let readme = value(of: "--readme", in: arguments) ?? "Benchmarks/README.md"
            let folder = try Files.temporaryFolder()
            defer { Files.remove(folder) }
            let tables = try Comparison(baton: baton, folder: folder, rounds: max(1, rounds)).tables()
            try Report.write(tables, to: readme)
            print(tables)
        }
    }

    private static func value(of option: String, in arguments: [String]) -> String? {
        guard let at = arguments.firstIndex(of: option), at + 1 < arguments.count else { return nil }
        return arguments[at + 1]
    }
}
