import Foundation
import Testing

@testable import ProcessWorkspace

/// What is left when a run cannot go on: whole files or none, and an exit code that says so.
@Suite struct InterruptionTests {
    static let writers: [[String]] = [
        ["render", "Processes"], ["report", "Processes"], ["fmt", "Processes"], ["baseline", "write", "Processes"], ["init", "Another"],
        ["fix", "Slips"], ["check", "--format", "sarif=Output/a.sarif", "Processes"], ["render", "--format", "dot,mermaid", "Processes"],
        ["diff", "Processes/lead.baton", "Slips/other.baton", "-o", "Output.md"], ["diff", "Processes/lead.baton", "Slips/other.baton", "--drawing", "diff.svg"],
        ["import", "Slips/order.bpmn"],
    ]

    static func box() throws -> Sandbox {
        let box = try Sandbox()
        // One that is not in form and one with a slip of the pen, so that each writer has something to write.
        try box.write("Processes/lead.baton", Sample.found.replacing("Sales: Call", with: "Sales:   Call"))
        try box.write("Slips/slip.baton", Sample.found.replacing("lanes:", with: "lanes"))
        try box.write("Slips/other.baton", Sample.found.replacing("Call prospect", with: "Write to the prospect"))
        try box.write("Slips/order.bpmn", Sample.bpmn)
        return box
    }

    /// Names of files, hidden ones too, in all folders.
    static func files(_ box: Sandbox) throws -> [String] {
        let all = FileManager.default.enumerator(atPath: box.path)?.compactMap { $0 as? String } ?? []
        return all.sorted()
    }

    /// A file may not grow beyond a few bytes, as on a disk that is full.
    @Test(arguments: writers)
    func aFullDiskLeavesNothingBehind(arguments: [String]) throws {
        let box = try Self.box()
        let map = try box.read("Processes/lead.baton")
        let slip = try box.read("Slips/slip.baton")
        // What is printed goes through a pipe, which may grow.
        let script = "(ulimit -f 0; exec \"$0\" \"$@\") 2>&1 | cat; exit ${PIPESTATUS[0]}"
        let ran = try box.run(["-c", script, Sandbox.program.path] + arguments, program: URL(filePath: "/bin/bash"))
        #expect(ran.status == 2, "\(ran.output)")
        #expect(ran.output.contains("error: "), "\(ran.output)")
        let left = try Self.files(box).filter { !["Processes", "Output", "Slips"].contains($0) }
        #expect(left == ["Processes/lead.baton", "Slips/order.bpmn", "Slips/other.baton", "Slips/slip.baton"])
        #expect(try box.read("Processes/lead.baton") == map)
        #expect(try box.read("Slips/slip.baton") == slip)
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere"), arguments: writers)
    func aFolderThatMayNotBeWrittenIsTold(arguments: [String]) throws {
        let box = try Self.box()
        for folder in ["Processes", "Slips", ""] { chmod(box.path + "/" + folder, 0o555) }
        defer { for folder in ["Processes", "Slips", ""] { chmod(box.path + "/" + folder, 0o755) } }
        let ran = try box.run(arguments)
        #expect(ran.status == 2)
        #expect(ran.error.contains("not allowed"), "\(ran.error)")
    }

    @Test(arguments: [
        ["check", "Processes"], ["metrics", "Processes"], ["simulate", "--cases", "1000", "Processes"], ["render", "-o", "-", "Processes/lead.baton"],
        ["baseline", "write", "-o", "-", "Processes"], ["explain", "black-hole"], ["fix", "--diff", "Slips"], ["--version"], ["--help"], ["fmt", "--check", "Processes"],
        ["diff", "Processes/lead.baton", "Slips/other.baton"], ["import", "-o", "-", "Slips/order.bpmn"],
    ])
    func standardOutputThatIsFullIsAnError(arguments: [String]) throws {
        let box = try Self.box()
        let script = "\"$0\" \"$@\" > /dev/full"
        let ran = try box.run(["-c", script, Sandbox.program.path] + arguments, program: URL(filePath: "/bin/bash"))
        #expect(ran.status == 2)
        #expect(ran.error.contains("standard output: there is no room left"), "\(ran.error)")
    }

    @Test(arguments: [["check", "Processes"], ["metrics", "Processes"], ["render", "-o", "-", "Processes/lead.baton"], ["explain", "black-hole"], ["diff", "Processes/lead.baton", "Slips/other.baton"], ["import", "-o", "-", "Slips/order.bpmn"]])
    func aReaderThatHasGoneIsNoError(arguments: [String]) throws {
        let box = try Self.box()
        let script = "\"$0\" \"$@\" | true; echo ${PIPESTATUS[0]}"
        let ran = try box.run(["-c", script, Sandbox.program.path] + arguments, program: URL(filePath: "/bin/bash"))
        #expect(["0\n", "1\n"].contains(ran.output), "\(ran.output)")
        #expect(ran.error == "")
    }

    @Test(arguments: ["check", "render", "report", "metrics", "simulate", "fmt", "fix", "baseline write", "diff Processes/lead.baton"])
    func aMapThatIsNotThereIsTold(command: String) throws {
        let box = try Self.box()
        try box.link("Processes/gone.baton", to: "nowhere.baton")
        let ran = try box.run(command.split(separator: " ").map(String.init) + ["Processes/gone.baton"])
        #expect(ran.status == 2)
        #expect(ran.error.contains("Processes/gone.baton: there is no such file"), "\(ran.error)")
    }

    /// A run that is stopped while it draws: however far it has come, there are whole drawings and nothing else.
    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func aSignalInTheMiddleLeavesWholeFiles(number: Int32) throws {
        let box = try Sandbox()
        let count = 60
        for index in 0..<count { try box.write("Processes/map\(index).baton", Sample.found) }
        let process = Process()
        process.executableURL = Sandbox.program
        process.arguments = ["render", "Processes", "-o", "Out"]
        process.currentDirectoryURL = URL(filePath: box.path)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Till it has begun to write; should it be through by then, that is well too.
        while process.isRunning, (try? box.names(in: "Out").isEmpty) ?? true {}
        kill(process.processIdentifier, number)
        process.waitUntilExit()
        let wasStopped = process.terminationReason == .uncaughtSignal && process.terminationStatus == number
        #expect(wasStopped || process.terminationStatus == 0)
        for name in try box.names(in: "Out") {
            #expect(name.hasPrefix("map") && name.hasSuffix(".svg"), "\(name)")
            let drawing = try box.read("Out/" + name)
            #expect(drawing.hasPrefix("<svg") && drawing.hasSuffix("</svg>\n"))
        }
    }

    /// The names of files under way are forgotten when they are done, and given anew.
    @Test func namesOfUnfinishedFilesAreForgotten() throws {
        let slots = (0..<1_000).map { index in
            let slot = UnfinishedFiles.add("/nowhere/\(index)")
            UnfinishedFiles.remove(slot)
            return slot
        }
        #expect(slots.allSatisfy { $0 != nil })
    }

    @Test func creatingKeepsWhatIsThere() throws {
        let box = try Sandbox()
        try box.write("a.baton", "mine")
        try box.link("b.baton", to: "nowhere")
        for name in ["a.baton", "b.baton"] {
            #expect(throws: FileTrouble.self) { try FileWriting.create(Array("new".utf8), at: box.path + "/" + name) }
        }
        try FileWriting.create(Array("new".utf8), at: box.path + "/c.baton")
        #expect(try box.read("a.baton") == "mine")
        #expect(try box.read("c.baton") == "new")
        #expect(try box.names() == ["a.baton", "b.baton", "c.baton"])
    }
}
