import Foundation

/// The project, and the program built beside these tests.
enum Project {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static var builtFolder: URL? {
        let candidates = [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()].compactMap(\.self)
            + [URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent(), root.appending(path: ".build/debug")]
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.appending(path: "baton").path) }
    }
}

/// What came of a command.
struct Ran {
    let code: Int32
    let output: String
}

/// A folder of its own in which commands are run, with the `baton` just built on the path.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "baton-packaging-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func text(_ name: String) -> String { (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? "" }

    /// Runs a script of bash, in `place` below the folder.
    func run(_ script: String, in place: String = "", environment: [String: String] = [:]) throws -> Ran {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = place.isEmpty ? folder : folder.appending(path: place)
        var variables = [
            "PATH": "\(Project.builtFolder?.path ?? ""):/usr/local/bin:/usr/bin:/bin", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "HOME": folder.path,
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
            "SOURCE": Project.root.path,
        ]
        variables.merge(environment) { $1 }
        process.environment = variables
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Ran(code: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
    }

    /// True where a program is on this machine; says so where it is not.
    static func has(_ probe: String, for what: String) -> Bool {
        let found = (try? Scratch().run(probe).code) == 0
        if !found { print("skipped: \(what) needs what '\(probe)' looks for, which is not on this machine") }
        return found
    }
}
