import Foundation
import Testing

/// What the documents show is what the tool prints: each `console` block of README and docs holds
/// commands after `$ ` and their output, and is run here. A line `…` stands for lines left out.
/// `UPDATE_GOLDEN=1` writes today's output into the documents.
@Suite struct ConsoleExampleTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let documents: [String] = {
        let docs = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "docs").path)) ?? []
        return ["README.md"] + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }()

    @Test(arguments: documents)
    func printsWhatTheDocumentShows(document: String) throws {
        let file = Self.root.appending(path: document)
        let text = try String(contentsOf: file, encoding: .utf8)
        var updated: [String] = []
        var lines = text.components(separatedBy: "\n")[...]
        while let line = lines.popFirst() {
            updated.append(line)
            guard line == "```console" else { continue }
            while let command = lines.first, command != "```" {
                lines.removeFirst()
                updated.append(command)
                #expect(command.hasPrefix("$ "), "\(document): a console block starts with a command, not with '\(command)'")
                let shown = Array(lines.prefix { $0 != "```" && !$0.hasPrefix("$ ") })
                lines.removeFirst(shown.count)
                let expected = try #require(try Self.run(String(command.dropFirst(2))), "\(document): cannot run '\(command)'")
                if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
                    updated += Self.elided(expected, like: shown)
                } else {
                    #expect(shown == Self.elided(expected, like: shown), "\(document): '\(command)' prints something else")
                }
            }
        }
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try updated.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        }
    }

    @Test func theReadmeHasExamples() throws {
        let text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        #expect(text.components(separatedBy: "```console").count > 3)
    }

    /// `output` with the lines left out that `shown` leaves out: as many kept at either end.
    static func elided(_ output: [String], like shown: [String]) -> [String] {
        guard let gap = shown.firstIndex(of: "…") else { return output }
        let after = shown.count - gap - 1
        guard output.count > gap + after else { return output }
        return Array(output.prefix(gap)) + ["…"] + Array(output.suffix(after))
    }

    /// Runs a command line whose `baton` is the one just built, in the project's folder.
    static func run(_ command: String) throws -> [String]? {
        guard let baton = builtTool() else { return nil }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        // What is due or stale hangs on the date; the documents show the day they were written on.
        let shell = """
            baton() {
              case "$1 $2 " in
                check*|render*|report*|diff*|"baseline write "*)
                  case " $* " in *" --today "*) ;; *) set -- "$@" --today 2026-11-22 ;; esac ;;
              esac
              "\(baton)" "$@"
            }
            \(command)
            """
        process.arguments = ["-c", shell]
        process.currentDirectoryURL = root
        process.environment = ["PATH": "/usr/bin:/bin", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        var lines = String(decoding: data, as: UTF8.self).components(separatedBy: "\n")
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// The executable beside the test bundle.
    static func builtTool() -> String? {
        let candidates = [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()].compactMap(\.self)
            + [URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()]
            + [root.appending(path: ".build/debug")]
        return candidates.map { $0.appending(path: "baton").path }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
