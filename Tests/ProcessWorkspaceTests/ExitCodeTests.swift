import Foundation
import Testing

@testable import ProcessWorkspace

/// docs/exit-codes.md, command by command, with the built program.
@Suite struct ExitCodeTests {
    static func box() throws -> Sandbox {
        let box = try Sandbox()
        try box.write("sound.baton", Sample.sound)
        try box.write("found.baton", Sample.found)
        try box.write("wrong.baton", Sample.wrong)
        try box.write("untidy.baton", Sample.found.replacing("Sales: Call", with: "Sales:   Call"))
        try box.write("slip.baton", Sample.found.replacing("lanes:", with: "lanes"))
        try box.write("order.bpmn", Sample.bpmn)
        try box.write("torn.bpmn", String(Sample.bpmn.prefix(150)))
        return box
    }

    @Test(arguments: [
        "check sound.baton", "check found.baton --fail-on never", "render found.baton", "render found.baton -o -", "report found.baton", "metrics found.baton",
        "simulate found.baton --cases 1000", "baseline write found.baton -o known.txt", "fmt untidy.baton", "fmt --check found.baton", "fix slip.baton", "fix found.baton",
        "export --format bpmn found.baton", "export --format bpmn found.baton -o some/found.bpmn", "export --format bpmn found.baton -o -",
        "init Another", "explain black-hole", "import order.bpmn", "check order.bpmn --fail-on never", "diff found.baton sound.baton", "diff sound.baton sound.baton --fail-on change", "--version", "--help", "check --help",
    ])
    func allIsWell(call: String) throws {
        #expect(try Self.box().run(call.split(separator: " ").map(String.init)).status == 0)
    }

    @Test(arguments: ["check found.baton", "check sound.baton found.baton", "fmt --check untidy.baton", "fix wrong.baton", "diff sound.baton found.baton --fail-on change"])
    func somethingWasFound(call: String) throws {
        #expect(try Self.box().run(call.split(separator: " ").map(String.init)).status == 1)
    }

    @Test(arguments: [
        "check wrong.baton", "check wrong.baton --fail-on never", "check found.baton gone.baton", "render wrong.baton", "report wrong.baton", "metrics wrong.baton",
        "simulate wrong.baton", "baseline write wrong.baton -o known.txt", "baseline show sound.baton", "check found.baton --baseline gone.txt", "fmt gone.baton",
        "export --format bpmn wrong.baton", "export --format bpmn sound.baton found.baton -o -", "export found.baton", "export --format bpmn gone.baton", "export --format bpmn found.baton -o order.bpmn",
        "export --format bpmn order.bpmn -o order.bpmn", "export --format bpmn found.baton -o found.xml", "import order.bpmn -o found.txt", "import .",
        "fix gone.baton", "import torn.bpmn", "import gone.bpmn", "import found.baton", "check torn.bpmn", "diff found.baton gone.baton", "diff wrong.baton found.baton", "diff found.baton", "explain nothing-of-the-kind", "render found.baton -o found.baton/below", "nonsense",
    ])
    func theInputOrTheCallIsWrong(call: String) throws {
        let ran = try Self.box().run(call.split(separator: " ").map(String.init))
        #expect(ran.status == 2)
        #expect(ran.error.contains("error") || ran.output.contains("error"), "\(ran.error)")
    }

    /// A crash while a map comes in. It has begun to read when it has taken more than a pipe holds.
    @Test(arguments: ["check -", "render - -o -", "report - -o -", "metrics -", "simulate -", "baseline write - -o -", "fmt -", "fix -", "export --format bpmn - -o -"])
    func aMistakeInBatonItself(call: String) throws {
        let box = try Sandbox()
        let process = Process()
        process.executableURL = Sandbox.program
        process.arguments = call.split(separator: " ").map(String.init)
        process.currentDirectoryURL = URL(filePath: box.path)
        let (input, output, error) = (Pipe(), Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = error
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(repeating: UInt8(ascii: "#"), count: 1_000_000))
        kill(process.processIdentifier, SIGSEGV)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 70)
        let said = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(said.contains("a mistake in Baton itself"), "\(said)")
        #expect(output.fileHandleForReading.readDataToEndOfFile().isEmpty)
    }
}
