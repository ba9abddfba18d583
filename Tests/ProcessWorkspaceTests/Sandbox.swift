import Foundation
import Testing

/// A folder of its own for one test, gone when the test is over.
final class Sandbox {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "baton-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.resolvingSymlinksInPath().path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

    func write(_ name: String, _ data: Data) throws {
        let file = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    func read(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: path).appending(path: name), encoding: .utf8)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    /// The names in a folder, hidden ones too.
    func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
    }
}

/// What came of running the built program.
struct Run {
    let status: Int32
    let output: String
    let error: String
}

extension Sandbox {
    /// The program, which the build puts beside the tests.
    static let program: URL = {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        let beside = bundle?.deletingLastPathComponent()
        return (beside ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()).appending(path: "baton")
    }()

    func baton(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws -> Run {
        try run(arguments, input: input, environment: environment)
    }

    func run(
        _ arguments: [String], program: URL = program, input: String = "", environment: [String: String] = [:]
    ) throws -> Run {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: path)
        process.environment = ["PATH": "/usr/bin:/bin", "TZ": "UTC"].merging(environment) { $1 }
        // Files, not pipes: nothing can fill up, however much is written.
        let streams = path + "-streams"
        try FileManager.default.createDirectory(atPath: streams, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: streams) }
        try Data(input.utf8).write(to: URL(filePath: streams + "/in"))
        for name in ["out", "err"] { _ = FileManager.default.createFile(atPath: streams + "/" + name, contents: nil) }
        process.standardInput = FileHandle(forReadingAtPath: streams + "/in")
        process.standardOutput = FileHandle(forWritingAtPath: streams + "/out")
        process.standardError = FileHandle(forWritingAtPath: streams + "/err")
        try process.run()
        process.waitUntilExit()
        func text(_ name: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(filePath: streams + "/" + name)), as: UTF8.self)
        }
        return Run(status: process.terminationStatus, output: try text("out"), error: try text("err"))
    }
}

enum Sample {
    /// A map in which the rules find nothing grave.
    static let sound = """
        process: Lead
          owner: Head of Sales
          goal: Every lead is called the same day
          measure: time to first call [now 14 bh, target 8 bh]
        lane: Sales
          accountable: Head of Sales

        flow:
          Sales: Call prospect
          end: Done

        """

    /// A map with a finding that is an error: nobody says what is handed over.
    static let found = """
        process: Lead
        lanes: Marketing, Sales

        flow:
          Marketing: Score lead
          Sales: Call prospect
          end: Done

        """

    /// A map with a mistake in its text.
    static let wrong = found.replacing("  Sales: Call", with: "  Saels: Call")

    /// A step, as another tool writes it.
    static let bpmn = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://example.com/bpmn">
          <process id="order">
            <startEvent id="s" /><task id="a" name="Check order" /><endEvent id="e" />
            <sequenceFlow id="f" sourceRef="s" targetRef="a" /><sequenceFlow id="g" sourceRef="a" targetRef="e" />
          </process>
        </definitions>

        """
}
