import Foundation
import Testing

@testable import ProcessReport
@testable import ProcessWorkspace

/// Files as they come from anybody: nothing crashes, hangs, or leads out of the folder.
struct HostileFilesTests {
    @Test func filesThatAreNoMaps() throws {
        let box = try Sandbox()
        try box.write("binary.baton", Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167) }))
        try box.write("latin1.baton", Data([0x70, 0x72, 0x6F, 0xFC, 0x0A]))
        try box.write("bom.baton", Data([0xEF, 0xBB, 0xBF]) + Data(Sample.sound.utf8))
        for name in ["binary.baton", "latin1.baton"] {
            let run = try box.baton("check", name)
            #expect(run.status == 2)
            #expect(!run.output.unicodeScalars.contains { Printable.isControl($0) && $0 != "\n" })
        }
        #expect(try box.baton("check", "bom.baton").status == 0)
    }

    /// A map that was emptied by accident must not pass for one in which all is well.
    @Test func filesThatSayNothing() throws {
        let box = try Sandbox()
        try box.write("empty.baton", "")
        try box.write("blank.baton", " \n\n")
        try box.write("comments.baton", "# to be written\n\n  # soon\n")
        for (name, what) in [("empty", "is empty"), ("blank", "is empty"), ("comments", "holds only comments")] {
            let run = try box.baton("check", "\(name).baton")
            #expect(run.status == 2)
            #expect(run.output.contains("error[empty-file]: this file \(what)\n --> \(name).baton:1:1\n"))
            #expect(run.output.contains("= fix: start with 'process: …', or delete the file\n"))
            #expect(try box.baton("render", "\(name).baton").status == 2)
            #expect(try box.baton("metrics", "\(name).baton").status == 2)
        }
        #expect(try box.baton("check", "-", input: "").status == 2)
        #expect(try box.baton("explain", "empty-file").status == 0)
        // A file that only declares what others use is none of these.
        try box.write("shared.baton", "lanes: Sales\n")
        #expect(try box.baton("check", "shared.baton").status == 0)
        // What is used and says nothing is told of too.
        try box.write("lead.baton", "process: Lead\nuse: empty.baton\n")
        let using = try box.baton("check", "lead.baton")
        #expect(using.status == 2 && using.output.contains("--> empty.baton:1:1"))
    }

    @Test func aFolderCalledLikeAMap() throws {
        let box = try Sandbox()
        try box.write("x.baton/lead.baton", Sample.sound)
        let run = try box.baton("check", ".")
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("Lead  x.baton/lead.baton\n"))
    }

    @Test func aFileTooLarge() throws {
        let box = try Sandbox()
        try box.write("large.baton", Data(repeating: 0x20, count: FileReading.mostBytes + 1))
        let run = try box.baton("check", "large.baton")
        #expect(run.status == 2)
        #expect(run.error == "error[file-too-large]: large.baton: it holds more than 16 MB; split it into several maps\n")
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything"))
    func aFileNobodyMayRead() throws {
        let box = try Sandbox()
        try box.write("secret.baton", Sample.sound)
        chmod(box.path + "/secret.baton", 0)
        let run = try box.baton("check", "secret.baton")
        #expect(run.status == 2)
        #expect(run.error.hasPrefix("error: secret.baton: you are not allowed to read it"))
    }

    @Test func aPipeDoesNotHang() throws {
        let box = try Sandbox()
        mkfifo(box.path + "/pipe.baton", 0o600)
        #expect(try box.baton("check", "pipe.baton").error == "error: pipe.baton: it is not a file\n")
        try box.write("lead.baton", Sample.sound)
        #expect(try box.baton("check", ".").status == 0)
    }

    @Test func linksThatGoRound() throws {
        let box = try Sandbox()
        try box.write("m/lead.baton", Sample.sound)
        try box.link("m/again", to: "../m")
        try box.link("m/round.baton", to: "round.baton")
        let run = try box.baton("check", "m")
        #expect(run.status == 2)
        #expect(run.error == "error: m/round.baton: it is a link that leads nowhere\n")
        #expect(run.output == "Lead  m/lead.baton\n\n" + (run.output.split(separator: "\n").dropFirst().joined(separator: "\n")) + "\n")
    }

    @Test func linksThatLeadOut() throws {
        let box = try Sandbox()
        try box.write("secret.baton", Sample.found)
        try box.write("m/lead.baton", "process: Lead\nuse: way.baton\nuse: door/secret.baton\nlanes: Sales\nflow:\n  Sales: Call\n")
        try box.link("m/way.baton", to: "../secret.baton")
        try box.link("m/door", to: "..")
        let run = try box.baton("check", "m")
        #expect(run.status == 2)
        #expect(run.error == "error: m/way.baton: it is a link that leads out of m; put a copy of the file in its place\n")
        #expect(run.output.contains("error[use-outside]: 'way.baton' lies outside 'm', the folder being checked"))
        #expect(run.output.contains("error[use-outside]: 'door/secret.baton' lies outside 'm', the folder being checked"))
        #expect(!run.output.contains("Score lead"))
    }

    @Test func hiddenFilesArePassedOver() throws {
        let box = try Sandbox()
        try box.write("m/lead.baton", Sample.sound)
        try box.write("m/.git/old.baton", Sample.wrong)
        try box.write("m/.draft.baton", Sample.wrong)
        #expect(try box.baton("check", "m").status == 0)
    }

    @Test func namesThatTryToSpeakToTheTerminal() throws {
        let box = try Sandbox()
        try box.write("m/\u{1B}[31m\n.baton", Sample.wrong)
        let run = try box.baton("check", "m", "m/\u{1B}gone.baton")
        #expect(run.status == 2)
        #expect(!(run.output + run.error).contains("\u{1B}"))
    }
}

/// `use:` lines: found, and refused where they lead astray.
struct UseTests {
    /// The names of what is wrong with `use:` lines, with the words each points at, file by file.
    private func check(
        _ files: [String: String], paths: [String] = ["m"], _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let box = try Sandbox()
        for (name, text) in files { try box.write(name, text) }
        let workspace = Workspace(reading: paths.map { box.path + "/" + $0 })
        let report = workspace.check(today: nil)
        let found = report.files.flatMap { file in
            file.diagnostics.map { diagnostic -> String in
                let source = report.sources[Int(diagnostic.span.file.index)]
                let fix = diagnostic.fixes.first?.edit.map { " -> " + $0.text } ?? ""
                return "\(source.name.dropFirst(box.path.count + 1)) \(diagnostic.name) \(source.string(diagnostic.span))\(fix)"
            }
        }
        #expect(found == expected, sourceLocation: sourceLocation)
    }

    private func map(_ uses: String...) -> String {
        "process: Lead\n" + uses.map { "use: \($0)\n" }.joined() + "flow:\n  Sales: Call\n"
    }

    private let organization = "lane: Sales\n"

    @Test func aSharedFile() throws {
        try check(["m/lead.baton": map("organization.baton"), "m/organization.baton": organization], [])
    }

    @Test func throughAnother() throws {
        try check(
            ["m/lead.baton": map("a/one.baton"), "m/a/one.baton": "use: ../two.baton\n", "m/two.baton": organization], [])
    }

    @Test func aboveTheMapButInsideTheFolder() throws {
        try check(["m/sales/lead.baton": map("../organization.baton"), "m/organization.baton": organization], [])
    }

    @Test func outsideTheFolder() throws {
        try check(
            ["m/lead.baton": map("../organization.baton") + "\nlane: Sales\n", "organization.baton": organization],
            ["m/lead.baton use-outside ../organization.baton"])
    }

    @Test func aSingleFileReachesItsProcessesFolder() throws {
        let files = ["Processes/sales/lead.baton": map("../organization.baton"), "Processes/organization.baton": organization]
        try check(files, paths: ["Processes/sales/lead.baton"], [])
    }

    @Test func aSingleFileReachesNoFurther() throws {
        try check(
            ["m/lead.baton": map("../organization.baton") + "\nlane: Sales\n", "organization.baton": organization],
            paths: ["m/lead.baton"], ["m/lead.baton use-outside ../organization.baton"])
    }

    @Test func aSlipOfThePen() throws {
        try check(
            ["m/lead.baton": map("organisation.baton") + "\nlane: Sales\n", "m/organization.baton": organization],
            ["m/lead.baton use-not-found organisation.baton -> organization.baton"])
    }

    @Test func theRightNameInTheWrongFolder() throws {
        try check(
            ["m/sales/lead.baton": map("organization.baton") + "\nlane: Sales\n", "m/organization.baton": organization],
            ["m/sales/lead.baton use-not-found organization.baton -> ../organization.baton"])
    }

    @Test func itself() throws {
        try check(["m/lead.baton": map("lead.baton") + "\nlane: Sales\n"], ["m/lead.baton use-itself lead.baton"])
    }

    @Test func inACircle() throws {
        try check(
            ["m/a.baton": "use: b.baton\n", "m/b.baton": "use: c.baton\n", "m/c.baton": "use: a.baton\n", "m/d.baton": "use: a.baton\n"],
            ["m/a.baton use-circle b.baton"])
        // Two circles that do not touch, and a file that leads into one of them.
        try check(
            ["m/a.baton": "use: d.baton\n", "m/b.baton": "use: c.baton\n", "m/c.baton": "use: b.baton\n", "m/d.baton": "use: e.baton\n",
                "m/e.baton": "use: d.baton\n"],
            ["m/b.baton use-circle c.baton", "m/d.baton use-circle e.baton"])
    }

    @Test func whatIsNoMap() throws {
        try check(
            ["m/lead.baton": map("/etc/passwd", "notes.txt") + "\nlane: Sales\n", "m/notes.txt": "x"],
            ["m/lead.baton use-not-a-map /etc/passwd", "m/lead.baton use-not-a-map notes.txt"])
    }

    @Test func aFolder() throws {
        try check(
            ["m/lead.baton": map("x.baton") + "\nlane: Sales\n", "m/x.baton/y.txt": ""], ["m/lead.baton use-unreadable x.baton"])
    }

    /// The errors of a shared file are its own, told once however many maps use it.
    @Test func errorsOfASharedFile() throws {
        let box = try Sandbox()
        try box.write("shared/organization.baton", "lane: Sales\nlain: Marketing\n")
        for name in ["a", "b"] { try box.write("shared/\(name).baton", map("organization.baton")) }
        let run = try box.baton("check", "shared/a.baton", "shared/b.baton")
        #expect(run.status == 2)
        #expect(run.output.components(separatedBy: "error[").count == 2)
        #expect(run.output.components(separatedBy: "The rules were not run: mend the errors of the file it uses first.").count == 3)
    }
}

/// A map is read while it is being typed: every beginning of one is told of, in every form.
struct UnfinishedMapTests {
    private static let map = """
        process: Lead
          state: as-is
          volume: 300 per month
          budget: handoffs at most 6
        use: organization.baton
        lane: Prospect [customer]
        lane: Sales
          role: SDR [people 1, available 80%]
        term: MQL
          Sales: a lead with a budget
        flow:
          start: Asked
          Prospect: Ask
            handoff: form [via "web form", within 15 min]
          SDR: Review\t[work 3-8 min, takes 16 bh, ok 90%]
            on late 1 bd -> Escalate
          SDR: Accepted?
            yes 60%
            no 40%:
              -> Review
          in parallel:
            path: a
              Sales: Prepare 日本
            path: b
              SDR + Sales: Talk
          end: Open
          Sales: Escalate
            allow: handoff-no-sla [because "agreed", until 2027-01-31]
        """

    @Test func everyBeginningIsToldOf() throws {
        let bytes = Array(Self.map.utf8)
        let box = try Sandbox()
        for length in 0...bytes.count {
            try box.write("lead.baton", Data(bytes[..<length]))
            let workspace = Workspace(reading: [box.path + "/lead.baton"])
            let report = workspace.check(today: nil)
            _ = report.text(Page.Format(isColoured: true, width: 80))
            _ = workspace.metrics().report.text()
            if length % 16 == 0 {
                _ = try JSONSerialization.jsonObject(with: Data(report.json().utf8))
                _ = try JSONSerialization.jsonObject(with: Data(workspace.metrics().report.json().utf8))
                #expect(workspace.drawings(today: nil).troubles.allSatisfy { !$0.isOurs })
            }
        }
    }
}
