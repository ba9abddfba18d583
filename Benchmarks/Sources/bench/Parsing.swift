import Glibc
import ProcessModel
import ProcessSyntax

/// Parse and resolve inside one process, without reading files: text to model.
enum Parsing {
    /// Prints the milliseconds of the median run for the map at `path`. A child of the benchmark
    /// runs this, see `ChildRun`.
    static func report(_ path: String, rounds: Int) throws(Trouble) {
        let bytes = try Files.read(path)
        var times: [Double] = []
        var check = 0
        for round in 0...rounds {
            let start = ChildRun.now()
            let tree = SyntaxTree(parsing: SourceText(name: path, bytes: bytes))
            let resolution = Resolver.resolve(tree, using: [])
            let time = ChildRun.now() - start
            if round > 0 { times.append(time) }
            guard resolution.diagnostics.isEmpty else { throw Trouble("\(path) has errors: \(resolution.diagnostics[0].message)") }
            check &+= resolution.map.nodes.count
        }
        // The count is used, so that no optimizer may leave the work out.
        guard check > 0 else { throw Trouble("\(path) has no steps") }
        print(Series.median(times))
    }

    /// Milliseconds to parse and resolve the map at `path`, measured in a child of this program.
    static func milliseconds(_ path: String, rounds: Int) throws(Trouble) -> Double {
        guard let pipe = popen("'\(CommandLine.arguments[0])' parse '\(path)' \(rounds)", "r") else {
            throw Trouble("cannot start the parse run")
        }
        var line = [CChar](repeating: 0, count: 64)
        let answered = fgets(&line, Int32(line.count), pipe) != nil
        guard pclose(pipe) == 0, answered else { throw Trouble("the parse run of \(path) failed") }
        return strtod(line, nil)
    }
}
