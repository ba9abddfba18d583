import Foundation
import Testing

/// `baton fmt` from outside: files, streams, exit codes.
struct FormatCommandTests {
    static let untidy = "process:Lead\nlanes:Sales\nflow:\n    Sales:Call\n"
    static let tidy = "process: Lead\nlanes: Sales\n\nflow:\n  Sales: Call\n"

    @Test func filesAreWrittenInPlaceAndNamed() throws {
        let box = try Sandbox()
        try box.write("Processes/a.baton", Self.untidy)
        try box.write("Processes/deep/b.baton", Self.tidy)
        try box.write("other.baton", Self.untidy)
        let run = try box.baton("fmt")
        #expect(run.status == 0)
        #expect(run.output == "Processes/a.baton\n")
        #expect(run.error == "1 of 2 maps formatted\n")
        #expect(try box.read("Processes/a.baton") == Self.tidy)
        #expect(try box.read("other.baton") == Self.untidy)
        #expect(try box.names(in: "Processes") == ["a.baton", "deep"])
        let again = try box.baton("fmt")
        #expect(again.status == 0 && again.output.isEmpty && again.error == "2 maps, all in form\n")
    }

    @Test func checkWritesNothing() throws {
        let box = try Sandbox()
        try box.write("a.baton", Self.untidy)
        try box.write("b.baton", Self.tidy)
        let run = try box.baton("fmt", "--check", "a.baton", "b.baton")
        #expect(run.status == 1)
        #expect(run.output == "a.baton\n")
        #expect(run.error == "1 of 2 maps not in form; 'baton fmt' writes it so\n")
        #expect(try box.read("a.baton") == Self.untidy)
        let fine = try box.baton("fmt", "--check", "b.baton")
        #expect(fine.status == 0 && fine.output.isEmpty && fine.error == "1 map, in form\n")
    }

    @Test func standardInputGoesToStandardOutput() throws {
        let box = try Sandbox()
        let run = try box.baton("fmt", "-", input: Self.untidy)
        #expect(run.status == 0 && run.output == Self.tidy && run.error.isEmpty)
        let check = try box.baton("fmt", "--check", "-", input: Self.untidy)
        #expect(check.status == 1 && check.output.isEmpty && check.error == "<stdin>: not in form; 'baton fmt' writes it so\n")
        let fine = try box.baton("fmt", "--check", "-", input: Self.tidy)
        #expect(fine.status == 0 && fine.output.isEmpty && fine.error.isEmpty)
        let both = try box.baton("fmt", "-", "a.baton", input: Self.untidy)
        #expect(both.status == 2 && both.output.isEmpty && both.error.hasPrefix("error: '-' stands alone"))
    }

    @Test func whatIsLeftIsSaid() throws {
        let box = try Sandbox()
        try box.write("a.baton", Self.untidy + "    Sales Call\n    Sales: Ring [ok\n")
        let run = try box.baton("fmt", "a.baton")
        #expect(run.status == 0)
        #expect(run.error == "a.baton: 2 lines, from line 5 on, have mistakes and were left as they are; 'baton check a.baton' says what to mend\n1 of 1 map formatted\n")
        #expect(try box.read("a.baton") == Self.tidy + "  Sales Call\n  Sales: Ring [ok\n")
        let check = try box.baton("fmt", "--check", "a.baton")
        #expect(check.status == 0)
    }

    @Test func whatIsNoTextIsNotTouched() throws {
        let box = try Sandbox()
        let bytes = Data(Array("process:Lead\n# ".utf8) + [0xFF, 0x0A])
        try box.write("a.baton", bytes)
        try box.write("b.baton", "process:Lead\n# \u{7}\nlanes:\u{7}Sales\n")
        try box.write("c.baton", Self.untidy)
        let run = try box.baton("fmt", "a.baton", "b.baton", "c.baton", "gone.baton")
        #expect(run.status == 2)
        #expect(run.output == "b.baton\nc.baton\n")
        #expect(try box.read("b.baton") == "process: Lead\n# \u{7}\nlanes:\u{7}Sales\n")
        #expect(run.error.contains("error: a.baton:2: this is not UTF-8 text"))
        #expect(run.error.contains(", so the file is left as it is; "))
        #expect(run.error.contains("b.baton: line 3 has a mistake and was left as it is"))
        #expect(run.error.contains("error: gone.baton: there is no such file or folder"))
        #expect(try Data(contentsOf: URL(filePath: box.path + "/a.baton")) == bytes)
        // An editor that puts the answer in the place of its text must not empty it.
        let piped = try box.run(
            ["-c", "\"$0\" fmt - <a.baton >piped.baton", Sandbox.program.path], program: URL(filePath: "/bin/sh"))
        #expect(piped.status == 2 && piped.error.hasPrefix("error: <stdin>:2: "))
        #expect(try Data(contentsOf: URL(filePath: box.path + "/piped.baton")) == bytes)
    }

    @Test func linksAndPermissionsStay() throws {
        let box = try Sandbox()
        try box.write("real.baton", Self.untidy)
        chmod(box.path + "/real.baton", 0o640)
        try box.link("link.baton", to: "real.baton")
        let run = try box.baton("fmt", "link.baton", "real.baton")
        #expect(run.status == 0 && run.output == "link.baton\n")
        #expect(try box.read("real.baton") == Self.tidy)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: box.path + "/link.baton") == "real.baton")
        #expect(try FileManager.default.attributesOfItem(atPath: box.path + "/real.baton")[.posixPermissions] as? Int == 0o640)
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everything"))
    func aProtectedFileIsNotReplaced() throws {
        let box = try Sandbox()
        try box.write("a.baton", Self.untidy)
        chmod(box.path + "/a.baton", 0o444)
        let run = try box.baton("fmt", "a.baton")
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.error.hasPrefix("error: a.baton: you are not allowed to write it"))
        #expect(try box.read("a.baton") == Self.untidy)
    }
}
