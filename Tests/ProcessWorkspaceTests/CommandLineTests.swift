import Foundation
import Testing

@testable import ProcessReport
@testable import ProcessWorkspace

/// The built program, from outside: exit codes, streams, defaults.
struct CommandLineTests {
    @Test func exitCodes() throws {
        let box = try Sandbox()
        try box.write("sound.baton", Sample.sound)
        try box.write("found.baton", Sample.found)
        try box.write("wrong.baton", Sample.wrong)
        #expect(try box.baton("check", "sound.baton").status == 0)
        #expect(try box.baton("check", "found.baton").status == 1)
        #expect(try box.baton("check", "wrong.baton").status == 2)
        #expect(try box.baton("check", ".").status == 2)
        #expect(try box.baton("check", "found.baton", "--fail-on", "never").status == 0)
        #expect(try box.baton("check", "wrong.baton", "--fail-on", "never").status == 2)
    }

    @Test func failOnTakesTheLightestWeightThatFails() throws {
        let box = try Sandbox()
        // A warning and no error: nobody is named but the lane, which has roles.
        try box.write("warning.baton", Sample.sound.replacing("  Sales: Call", with: "  # Nobody says who in Sales.\n  Sales: Call").replacing("lane: Sales\n", with: "lane: Sales\n  role: SDR\n"))
        let run = try box.baton("check", "warning.baton")
        #expect(run.status == 0 && run.output.contains("warning["))
        #expect(try box.baton("check", "warning.baton", "--fail-on", "warning").status == 1)
        #expect(try box.baton("check", "warning.baton", "--fail-on", "info").status == 1)
        #expect(try box.baton("check", "warning.baton", "--fail-on", "error").status == 0)
    }

    @Test(arguments: [
        ["nonsense"], ["help", "nonsense"], ["help", "check", "--nonsense"], ["check", "--nonsense"], ["check", "--fail-on", "often"], ["check", "--today", "2026-13-01"],
        ["check", "--today", "yesterday"], ["render", "--output"], ["explain", "no-such-thing"], ["check", "nowhere.baton"],
        ["metrics", "nowhere.baton"], ["simulate", "nowhere.baton"], ["simulate", "--cases", "10"], ["simulate", "--what-if", "SDR"], ["simulate", "--what-if", "volume many"], ["simulate", "--seed", "x"], ["render", "nowhere.baton"], ["report", "nowhere.baton"], ["report", "--nonsense"], ["fmt", "nowhere.baton"], ["fmt", "--nonsense"],
    ])
    func wrongCalls(arguments: [String]) throws {
        let box = try Sandbox()
        let run = try box.run(arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.error.hasPrefix("error: "))
    }

    @Test func aDateInAnotherFormIsToldTheForm() throws {
        let run = try Sandbox().run(["check", "--today", "31.12.2026"])
        #expect(run.error.contains("'31.12.2026'") && run.error.contains("such as 2026-11-30"))
    }

    @Test func anErrorIsExplainedAsItStandsInAMessage() throws {
        let box = try Sandbox()
        let name = try box.baton("explain", "unknown-role")
        #expect(name.status == 0)
        #expect(try box.baton("explain", "error[unknown-role]:").output == name.output)
        #expect(try box.baton("explain", "errors").output.contains("\n  unknown-role "))
    }

    @Test func mapsWithMistakesAreNotAllInForm() throws {
        let box = try Sandbox()
        try box.write("wrong.baton", "process: Leads\nlanes: Sales\n\nflow:\n  Sales: Call [work 5 min\n")
        let run = try box.baton("fmt", "--check", "wrong.baton")
        #expect(run.error.hasSuffix("1 map, in form but for the lines with mistakes\n"))
    }

    /// A draft on its way through an editor is not told to use its own file.
    @Test func aMapOnStandardInputIsNotOfferedItself() throws {
        let box = try Sandbox()
        try box.write("leads.baton", "process: Leads\nuse: leeds.baton\n")
        let run = try box.run(["check", "-"], input: "process: Leads\nuse: leeds.baton\n")
        #expect(run.output.contains("[use-not-found]") && !run.output.contains("did you mean 'leads.baton'"))
    }

    @Test func versionAndHelp() throws {
        let box = try Sandbox()
        let version = try box.baton("--version")
        #expect(version.status == 0 && version.output == Baton.version + "\n" && version.error.isEmpty)
        for arguments in [["--help"], ["check", "--help"], ["render", "--help"], ["report", "--help"], ["metrics", "--help"], ["simulate", "--help"], ["explain", "--help"], ["fmt", "--help"]] {
            let help = try box.run(arguments)
            #expect(help.status == 0 && help.error.isEmpty)
            #expect(help.output.contains("baton ") && help.output.contains("USAGE"))
        }
    }

    @Test(arguments: [["chekc"], ["help", "chekc"], ["chekc", "lead.baton"]])
    func aMistypedCommandIsNamedWithTheNearest(arguments: [String]) throws {
        let run = try Sandbox().run(arguments)
        #expect(run.status == 2)
        #expect(run.error == "error: there is no command 'chekc'; did you mean 'check'?\n")
    }

    @Test func withoutPathsTheFolderProcessesIsRead() throws {
        let box = try Sandbox()
        try box.write("Processes/lead.baton", Sample.found)
        try box.write("other.baton", Sample.wrong)
        let run = try box.baton("check")
        #expect(run.status == 1)
        #expect(run.output.contains("--> Processes/lead.baton:5:14"))
        #expect(!run.output.contains("other.baton"))
    }

    @Test(arguments: ["check", "render", "metrics", "simulate", "fmt"])
    func withoutThatFolderItIsSaidWhatToDo(command: String) throws {
        let box = try Sandbox()
        let run = try box.baton(command)
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.error.hasPrefix("error: there is no folder 'Processes' here"))
        #expect(run.error.contains("baton init "))
    }

    @Test(arguments: ["check", "render", "metrics", "simulate", "fmt"])
    func aFolderWithoutMaps(command: String) throws {
        let box = try Sandbox()
        try box.write("empty/readme.txt", "nothing here")
        let run = try box.baton(command, "empty")
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.error == "error: empty: there is no map in this folder; write one in a file that ends in .baton, or name another folder\n")
    }

    /// The same seed gives the same bytes, on however many cores.
    @Test func aSimulationCanBeRepeated() throws {
        let box = try Sandbox()
        try box.write("lead.baton", "process: Lead\n  volume: 100 per month\nlane: Sales\n  role: SDR [people 1]\n\nflow:\n  SDR: Call [work 30-60 min]\n  end: Won\n")
        let first = try box.baton("simulate", "lead.baton", "--cases", "1000", "--format", "json")
        #expect(first.status == 0 && first.error.isEmpty && first.output.contains("\"p85\""))
        #expect(try box.baton("simulate", "lead.baton", "--cases", "1000", "--format", "json").output == first.output)
        #expect(try box.baton("simulate", "lead.baton", "--cases", "1000", "--format", "json", "--seed", "2").output != first.output)
        #expect(try box.baton("simulate", "lead.baton", "--cases", "1000", "--times", "exponential").output.contains("(exponentially)"))
    }

    @Test func aChangeIsSetBesideWhatTheMapSays() throws {
        let box = try Sandbox()
        try box.write("lead.baton", "process: Lead\n  volume: 100 per month\nlane: Sales\n  role: Account Executive [people 1]\n\nflow:\n  Account Executive: Call [work 2 h, wait 1 bd because contention]\n  end: Won\n")
        let run = try box.baton("simulate", "lead.baton", "--cases", "1000", "--what-if", "Account Executive people 2")
        #expect(run.status == 0 && run.error.isEmpty)
        #expect(run.output.contains("What if: Account Executive people 2\n"))
        #expect(run.output.contains("wait for Account Executive, mean  "))
        #expect(run.output.contains("no end"))
        // The wait that is stated stays, unless the queue is to be all of it.
        let queues = try box.baton("simulate", "lead.baton", "--cases", "1000", "--waits", "queues", "--what-if", "volume 20 per month")
        #expect(queues.output.contains("with the waits that the map states, and without queues"))
        let unknown = try box.baton("simulate", "lead.baton", "--what-if", "Acount Executive people 2")
        #expect(unknown.status == 2 && unknown.output.isEmpty)
        #expect(unknown.error == "error: --what-if: none of these maps has a role 'Acount Executive'; did you mean 'Account Executive'?\n")
    }

    /// A change that cannot be understood says why, and what may be written.
    @Test(arguments: [
        (["--what-if", "SDR"], "write 'SDR people 2', 'SDR available 50%' or 'volume 400 per month'"),
        (["--what-if", "SDR people -1"], "'-1' is no number from 0 on: write 'SDR people 2'"),
        (["--what-if", "SDR available 2"], "write 'SDR available 50%'"),
        (["--what-if", "SDR people 2, AE people 3"], "give --what-if twice"),
        (["--what-if", "AE people 2"], "none of these maps has a role 'AE'; they have 'Account Manager', 'SDR'"),
        (["--seed", "-1"], "a seed is a whole number from 0 to 18446744073709551615"),
        (["--cases", "-5"], "--cases is -5; it can be from 1000 to 1000000"),
    ])
    func aWrongSettingOfAPlayIsExplained(arguments: [String], words: String) throws {
        let box = try Sandbox()
        try box.write("lead.baton", "process: Lead\nlane: Sales\n  role: SDR\n  role: Account Manager\n\nflow:\n  SDR: Call [takes 2 h]\n  end: Won\n")
        let run = try box.run(["simulate", "lead.baton"] + arguments)
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.error.contains(words), "\(run.error)")
    }

    @Test func whatCanBeReadIsCheckedAllTheSame() throws {
        let box = try Sandbox()
        try box.write("lead.baton", Sample.sound)
        let run = try box.baton("check", "lead.baton", "gone.baton")
        #expect(run.status == 2)
        #expect(run.output.hasPrefix("Lead  lead.baton\n"))
        #expect(run.error == "error: gone.baton: there is no such file or folder\n")
    }

    @Test func standardInput() throws {
        let box = try Sandbox()
        try box.write("shared.baton", "lanes: Sales\n")
        let run = try box.baton("check", "-", input: Sample.wrong)
        #expect(run.status == 2)
        #expect(run.output.contains("--> <stdin>:6:3"))
        let using = try box.baton("check", "-", input: "process: X\nuse: shared.baton\nflow:\n  Sales: Call\n", environment: [:])
        #expect(!using.output.contains("use-"))
        #expect(!using.output.contains("unknown-role"))
    }

    @Test func jsonIsJSON() throws {
        let box = try Sandbox()
        try box.write("found.baton", Sample.found)
        let run = try box.baton("check", "--format", "json", "found.baton")
        #expect(run.status == 1)
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let files = try #require(report["files"] as? [[String: Any]])
        let findings = try #require(files.first?["findings"] as? [[String: Any]])
        #expect(findings.contains { $0["rule"] as? String == "handoff-no-artifact" })
    }

    @Test func twoRunsAreEqual() throws {
        let box = try Sandbox()
        for number in 0..<40 {
            try box.write("m/\(number % 7)/map\(number).baton", number % 5 == 0 ? Sample.wrong : Sample.found)
        }
        for format in ["text", "json"] {
            let first = try box.baton("check", "m", "--format", format)
            let second = try box.baton("check", "m", "--format", format)
            #expect(first.output == second.output && !first.output.isEmpty)
        }
    }

    @Test func noColourWithoutATerminal() throws {
        let box = try Sandbox()
        try box.write("found.baton", Sample.found)
        let run = try box.baton("check", "found.baton", environment: ["TERM": "xterm"])
        #expect(!run.output.contains("\u{1B}"))
    }

    /// `script` gives the program a terminal.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
    func coloursOnATerminalUnlessRefused() throws {
        let box = try Sandbox()
        try box.write("found.baton", Sample.found)
        let baton = Sandbox.program.path
        func onTerminal(_ command: String) throws -> String {
            try box.run(["-qec", command, "/dev/null"], program: URL(filePath: "/usr/bin/script")).output
        }
        #expect(try onTerminal("TERM=xterm '\(baton)' check found.baton").contains("\u{1B}[1;31merror["))
        #expect(try !onTerminal("TERM=xterm NO_COLOR=1 '\(baton)' check found.baton").contains("\u{1B}["))
        #expect(try !onTerminal("TERM=xterm '\(baton)' check --no-color found.baton").contains("\u{1B}["))
        #expect(try !onTerminal("TERM=dumb '\(baton)' check found.baton").contains("\u{1B}["))
    }

    @Test func aReaderThatLeavesIsNoError() throws {
        let box = try Sandbox()
        for number in 0..<60 { try box.write("m/map\(number).baton", Sample.found) }
        let run = try box.run(
            ["-c", "'\(Sandbox.program.path)' check m | head -n 1; echo ${PIPESTATUS[0]}"], program: URL(filePath: "/bin/bash"))
        #expect(run.output.hasSuffix("\n1\n"))
        #expect(run.error.isEmpty)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func aFullDiskIsAnError() throws {
        let box = try Sandbox()
        try box.write("sound.baton", Sample.sound)
        let run = try box.run(["-c", "'\(Sandbox.program.path)' check sound.baton > /dev/full"], program: URL(filePath: "/bin/bash"))
        #expect(run.status == 2)
        #expect(run.error == "error: standard output: there is no room left on the disk\n")
    }

    @Test func theDateComesFromTheCaller() throws {
        let box = try Sandbox()
        try box.write(
            "lead.baton",
            Sample.found.replacing("  Marketing: Score lead", with: "  Marketing: Score lead\n    allow: handoff-no-artifact [because \"agreed\", until 2026-06-30]"))
        #expect(try !box.baton("check", "lead.baton", "--today", "2026-06-30").output.contains("[handoff-no-artifact]"))
        let after = try box.baton("check", "lead.baton", "--today", "2026-07-01").output
        #expect(after.contains("[handoff-no-artifact]"))
        #expect(after.contains(": excused until 2026-06-30, because 'agreed'\n"))
    }

    @Test func explain() throws {
        let box = try Sandbox()
        #expect(try box.baton("explain").output.contains("handoff-no-sla"))
        #expect(try box.baton("explain", "handoff-no-sla").output.hasPrefix("handoff-no-sla  warning, handoffs\n"))
        #expect(try box.baton("explain", "unknown-role").output.hasPrefix("unknown-role  in the text of a map\n"))
        let typo = try box.baton("explain", "handof-no-sla")
        #expect(typo.status == 2)
        #expect(typo.error == "error: there is no rule or error called 'handof-no-sla'; did you mean 'handoff-no-sla'?\n")
    }
}
