import Foundation
import Testing

/// `baton fix`: what is written, what is told, and how it ends.
struct FixTests {
    private static let wrong = """
        process Lead
        lanes: Marketing, Sales

        flow:
        \tMarketing Score lead
        \tSaels: Call prospect
        \tend: Done

        """
    private static let mended = """
        process: Lead
        lanes: Marketing, Sales

        flow:
          Marketing: Score lead
          Saels: Call prospect
          end: Done

        """

    @Test func whatIsCertainIsMendedAndTheRestTold() throws {
        let box = try Sandbox()
        try box.write("m/lead.baton", Self.wrong)
        let run = try box.baton("fix", "m")
        #expect(run.status == 1 && run.error == "")
        #expect(try box.read("m/lead.baton") == Self.mended)
        #expect(run.output == """
            m/lead.baton

            line 1: 'process' needs a colon after it
              - process Lead
              + process: Lead
            line 5: this line and 2 more are indented with tabs
            line 5: there is no colon between who and what
              - \\u{9}Marketing Score lead
              +   Marketing: Score lead
                and 2 more lines

            Left for you:
            line 6: 'Saels' is not a role or lane of this map; did you mean 'Sales'?

            3 mistakes mended, 1 left for you.
            For the likeliest guesses as well ('did you mean …?'): add --guesses
            To see what is left in its place: baton check

            """)
        let guessed = try box.baton("fix", "--guesses", "m")
        #expect(guessed.status == 0 && guessed.output.hasSuffix("1 mistake mended, nothing left for you.\n"))
        #expect(try box.read("m/lead.baton") == Self.mended.replacing("Saels", with: "Sales"))
        let again = try box.baton("fix", "m")
        #expect(again.status == 0 && again.output == "Nothing to mend.\n")
    }

    @Test func whatWouldChangeIsSeenFirst() throws {
        let box = try Sandbox()
        try box.write("m/my lead.baton", Self.wrong)
        let run = try box.baton("fix", "--diff", "m")
        #expect(run.status == 1)
        #expect(try box.read("m/my lead.baton") == Self.wrong)
        #expect(run.output.hasPrefix("--- m/my lead.baton\t\n+++ m/my lead.baton\t\n@@ -1,7 +1,7 @@\n-process Lead\n+process: Lead\n"))
        #expect(run.error.contains("No file was changed."))
        try box.write("sound.baton", Sample.sound)
        let sound = try box.baton("fix", "--diff", "sound.baton")
        #expect(sound.status == 0 && sound.output == "" && sound.error == "Nothing to mend.\n")
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/patch"), "there is no 'patch' here"))
    func whatWouldChangeCanBePatchedIn() throws {
        let box = try Sandbox()
        for name in ["lead.baton", "my lead.baton"] {
            try box.write(name, String(Self.wrong.dropLast()))
            try box.write("changes", try box.baton("fix", "--diff", name).output)
            let patch = try box.run(["-p0", "-i", "changes"], program: URL(filePath: "/usr/bin/patch"))
            #expect(patch.status == 0 && patch.output == "patching file " + (name.contains(" ") ? "'\(name)'" : name) + "\n")
            #expect(try box.read(name) == String(Self.mended.dropLast()))
        }
    }

    @Test func standardInputGoesToStandardOutput() throws {
        let box = try Sandbox()
        let run = try box.baton("fix", "-", input: Self.wrong)
        #expect(run.status == 1 && run.output == Self.mended)
        #expect(run.error.contains("<stdin>\n\nline 1: 'process' needs a colon after it\n"))
        let sound = try box.baton("fix", "-", input: Sample.sound)
        #expect(sound.status == 0 && sound.output == Sample.sound)
        // Read once, though the files are looked at several times; what is no text comes back as it is.
        #expect(try box.baton("fix", "-", input: "process: P\u{1}\n").output == "process: P\n")
    }

    @Test func sharedFilesAreMendedWhereTheyWereNamed() throws {
        let box = try Sandbox()
        try box.write("m/lead.baton", "process: Lead\nuse: organization.baton\nflow:\n  sales: Call\n")
        try box.write("m/organization.baton", "lane Sales\n")
        _ = try box.baton("fix", "m/lead.baton")
        #expect(try box.read("m/organization.baton") == "lane Sales\n")
        #expect(try box.baton("fix", "m").status == 0)
        #expect(try box.read("m/organization.baton") == "lane: Sales\n")
        #expect(try box.read("m/lead.baton").hasSuffix("  Sales: Call\n"))
    }

    @Test func aFileThatWasMeantIsAGuess() throws {
        let box = try Sandbox()
        try box.write("m/lead.baton", "process: Lead\nuse: organisation.baton\nflow:\n  Sales: Call\n")
        try box.write("m/organization.baton", "lane: Sales\n")
        #expect(try box.baton("fix", "m").status == 1)
        #expect(try box.baton("fix", "--guesses", "m").status == 0)
        #expect(try box.read("m/lead.baton").contains("use: organization.baton\n"))
    }

    @Test func filesKeepWhatTheyAre() throws {
        let box = try Sandbox()
        try box.write("lead.baton", Self.wrong)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: box.path + "/lead.baton")
        try box.link("link.baton", to: "lead.baton")
        _ = try box.baton("fix", "link.baton")
        #expect(try box.read("lead.baton") == Self.mended)
        let attributes = try FileManager.default.attributesOfItem(atPath: box.path + "/lead.baton")
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: box.path + "/link.baton") == "lead.baton")
        #expect(try box.names() == ["lead.baton", "link.baton"])
    }

    @Test func whatIsNoTextIsLeftAlone() throws {
        let box = try Sandbox()
        let bytes = Data("process P\u{1}".utf8 + [0xFC, 0x0A])
        try box.write("latin1.baton", bytes)
        #expect(try box.baton("fix", "latin1.baton").status == 1)
        #expect(try Data(contentsOf: URL(filePath: box.path + "/latin1.baton")) == bytes)
        #expect(try box.baton("fix", "gone.baton").status == 2)
        #expect(try box.baton("fix").status == 2)
    }
}
