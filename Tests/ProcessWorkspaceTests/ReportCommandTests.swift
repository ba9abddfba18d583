import Foundation
import Testing

/// `baton report`, from outside.
@Suite struct ReportCommandTests {
    @Test func aPageForEachProcess() throws {
        let box = try Sandbox()
        try box.write("Processes/found.baton", Sample.found)
        try box.write("Processes/deep/sound.baton", Sample.sound)
        let run = try box.baton("report", "--today", "2026-11-22")
        #expect(run.status == 0 && run.error.isEmpty)
        #expect(run.output == "Output/deep/sound.html\nOutput/found.html\n")
        let html = try box.read("Output/found.html")
        #expect(html.hasPrefix("<!DOCTYPE html>\n") && html.hasSuffix("</html>\n") && html.contains("Processes/found.baton") && html.contains("2026-11-22"))
        #expect(try box.baton("report", "--today", "2026-11-22").output == "Output/deep/sound.html  (unchanged)\nOutput/found.html  (unchanged)\n")
        #expect(try box.names() == ["Output", "Processes"])
    }

    @Test func oneGoesToStandardOutput() throws {
        let box = try Sandbox()
        try box.write("found.baton", Sample.found)
        try box.write("sound.baton", Sample.sound.replacing("process: Lead", with: "process: Other"))
        #expect(try box.baton("report", "found.baton", "-o", "-").output.hasPrefix("<!DOCTYPE html>"))
        let both = try box.baton("report", ".", "-o", "-")
        #expect(both.status == 2 && both.output.isEmpty && both.error.contains("cannot go to standard output together"))
        #expect(try box.run(["report", "-", "-o", "-"], input: Sample.found).output.hasPrefix("<!DOCTYPE html>"))
    }

    @Test func aMapWithMistakesGetsNone() throws {
        let box = try Sandbox()
        try box.write("wrong.baton", Sample.wrong)
        try box.write("sound.baton", Sample.sound.replacing("process: Lead", with: "process: Other"))
        let run = try box.baton("report", "wrong.baton", "sound.baton", "-o", "Out")
        #expect(run.status == 2 && run.output == "Out/sound.html\n")
        #expect(run.error.hasPrefix("error: wrong.baton: no report, as its text has an error; 'baton check wrong.baton'"))
        try box.write("only.baton", "lanes: A, B\n")
        let none = try box.baton("report", "only.baton")
        #expect(none.status == 2 && none.error.contains("there is no process"))
    }
}
