import Dispatch
import Glibc
import ProcessModel
import ProcessSyntax

/// Parse and resolve inside one process, without reading files: text to model.
enum Parsing {
    struct Result {
        /// The median of the runs.
        let milliseconds: Double
        /// The most memory that the first run needed, the text not counted, by the size of the text.
        let memoryByText: Double
    }

    /// Prints what parsing and resolving cost for each file: the milliseconds of the median round, all files together and
    /// on all cores, and the memory of the first round by the size of the text. A child of the benchmark runs this, see `ChildRun`.
    static func report(_ paths: [String], rounds: Int) throws(Trouble) {
        var sources: [SourceText.Bytes] = []
        for path in paths { sources.append((path, try Files.read(path))) }
        let size = sources.reduce(0) { $0 + $1.bytes.count }
        var times: [Double] = []
        var memory = 0.0
        for round in 0...rounds {
            let before = peak()
            let start = ChildRun.now()
            let maps = read(sources)
            let time = ChildRun.now() - start
            if round > 0 { times.append(time) } else { memory = (peak() - before) / Double(max(1, size)) }
            // They are looked at, so that no optimizer may leave the work out.
            guard maps.allSatisfy({ $0.resolution.diagnostics.isEmpty && !$0.resolution.map.nodes.isEmpty }) else { throw Trouble("\(paths[0]) has errors") }
        }
        print(Series.median(times), memory)
    }

    /// What comes of a text; both are wanted by whoever reads maps.
    private struct Read {
        let tree: SyntaxTree
        let resolution: Resolution

        init(_ source: SourceText.Bytes) {
            tree = SyntaxTree(parsing: SourceText(name: source.name, bytes: source.bytes))
            resolution = Resolver.resolve(tree, using: [])
        }
    }

    private static func read(_ sources: [SourceText.Bytes]) -> [Read] {
        guard sources.count > 1 else { return sources.map { Read($0) } }
        return [Read](unsafeUninitializedCapacity: sources.count) { buffer, count in
            nonisolated(unsafe) let slots = buffer
            let pieces = min(64, sources.count)
            DispatchQueue.concurrentPerform(iterations: pieces) { piece in
                for i in (sources.count * piece / pieces)..<(sources.count * (piece + 1) / pieces) {
                    (slots.baseAddress.unsafelyUnwrapped + i).initialize(to: Read(sources[i]))
                }
            }
            count = sources.count
        }
    }

    /// The most bytes this program has held so far.
    private static func peak() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return Double(usage.ru_maxrss) * 1024
    }

    /// What it costs to parse and resolve the maps at `paths`, measured in a child of this program.
    static func measured(_ paths: [String], rounds: Int) throws(Trouble) -> Result {
        let files = paths.map { "'\($0)'" }.joined(separator: " ")
        guard let pipe = popen("'\(CommandLine.arguments[0])' parse \(rounds) \(files)", "r") else {
            throw Trouble("cannot start the parse run")
        }
        var line = [CChar](repeating: 0, count: 128)
        let answered = fgets(&line, Int32(line.count), pipe) != nil
        guard pclose(pipe) == 0, answered else { throw Trouble("the parse run of \(paths[0]) failed") }
        let numbers = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard numbers.count == 2 else { throw Trouble("the parse run of \(paths[0]) said nothing") }
        return Result(milliseconds: numbers[0], memoryByText: numbers[1])
    }
}

extension SourceText {
    /// A file's name and what it holds.
    typealias Bytes = (name: String, bytes: [UInt8])
}
