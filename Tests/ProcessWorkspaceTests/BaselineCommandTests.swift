import Foundation
import Testing

/// `baton baseline` and `baton check --baseline`, from outside.
struct BaselineCommandTests {
    private static let today = ["--today", "2026-11-22"]

    private func box() throws -> Sandbox {
        let box = try Sandbox()
        try box.write("Processes/lead.baton", Sample.found)
        return box
    }

    @Test func writesBesideTheMapsAndTellsOnlyWhatIsNew() throws {
        let box = try box()
        let written = try box.run(["baseline", "write"] + Self.today)
        #expect(written.status == 0 && written.output == "Processes/baseline.txt\n")
        #expect(try box.baton("check").status == 1)
        let same = try box.run(["check", "--baseline", "Processes/baseline.txt"] + Self.today)
        #expect(same.status == 0)
        #expect(same.output.contains("Nothing new.") && same.output.contains("Against the baseline of 2026-11-22"))
        #expect(!same.output.contains("error["))

        let changed = "# Moved.\n\n" + Sample.found.replacing("  end: Done", with: "  Marketing: Send survey\n  end: Done")
        try box.write("Processes/lead.baton", changed)
        let worse = try box.run(["check", "--baseline", "Processes/baseline.txt"] + Self.today)
        #expect(worse.status == 1)
        #expect(worse.output.contains("error[regression]: the map has 2 handoffs, and had 1"))
        #expect(worse.output.contains("Call prospect") && !worse.output.contains("from Marketing (Score lead)"))
        #expect(try box.run(["check", "--baseline", "Processes/baseline.txt", "--fail-on", "never"] + Self.today).status == 0)
    }

    @Test func theSameMapsGiveTheSameBytes() throws {
        let box = try box()
        _ = try box.run(["baseline", "write"] + Self.today)
        let first = try box.read("Processes/baseline.txt")
        let again = try box.run(["baseline", "write", "--because", "again"] + Self.today)
        #expect(again.status == 0)
        let second = try box.read("Processes/baseline.txt")
        #expect(second == first.replacing("agreed 2026-11-22\n", with: "agreed 2026-11-22\nagreed 2026-11-22 because again\n"))
        let third = try box.run(["baseline", "write", "--because", "again"] + Self.today)
        #expect(third.output == "Processes/baseline.txt  (unchanged)\n")
        #expect(try box.run(["baseline", "write", "--output", "-"] + Self.today).output == first)
    }

    @Test func whatIsThereIsNotReplacedWithoutAReason() throws {
        let box = try box()
        _ = try box.run(["baseline", "write"] + Self.today)
        let before = try box.read("Processes/baseline.txt")
        try box.write("Processes/lead.baton", Sample.sound)
        for arguments in [["baseline", "write"], ["baseline", "write", "--because", " "]] {
            let run = try box.run(arguments + Self.today)
            #expect(run.status == 2 && run.error.contains("--because") && run.output.isEmpty)
        }
        #expect(try box.read("Processes/baseline.txt") == before)
    }

    @Test func whatHasGoneIsToldAndKept() throws {
        let box = try box()
        _ = try box.run(["baseline", "write"] + Self.today)
        try box.write("Processes/lead.baton", Sample.found.replacing("  Sales: Call", with: "    handoff: lead record [via CRM, within 1 bd]\n  Sales: Call"))
        let run = try box.run(["check", "--baseline", "Processes/baseline.txt", "--fail-on", "never"] + Self.today)
        #expect(run.output.contains("Gone or better than in the baseline") && run.output.contains("gone: handoff-no-artifact"))
        _ = try box.run(["baseline", "write", "--because", "agreed with Sales"] + Self.today)
        #expect(try box.read("Processes/baseline.txt").contains("  gone error handoff-no-artifact flow \"Score lead -> Call prospect\""))
        try box.write("Processes/lead.baton", Sample.found)
        let back = try box.run(["check", "--baseline", "Processes/baseline.txt"] + Self.today)
        #expect(back.status == 1 && back.output.contains("handoff-no-artifact had been put right here and is back"))
        #expect(!back.output.contains("error[handoff-no-artifact]"))
    }

    @Test func singleMapsAreRenewedAndOthersKept() throws {
        let box = try box()
        try box.write("Processes/other.baton", Sample.found)
        _ = try box.run(["baseline", "write"] + Self.today)
        try box.write("Processes/lead.baton", Sample.sound)
        try box.write("Processes/other.baton", Sample.sound)
        let run = try box.run(["baseline", "write", "Processes/lead.baton", "--because", "mended"] + Self.today)
        #expect(run.status == 0 && run.error.contains("1 other map kept as before"))
        let text = try box.read("Processes/baseline.txt")
        let other = try #require(text.range(of: "map other"))
        #expect(text[other.lowerBound...].contains("error handoff-no-artifact") && !text[..<other.lowerBound].contains("  error handoff-no-artifact"))
    }

    @Test func aBaselineOutOfDateIsSaidSo() throws {
        let box = try box()
        try box.write("Processes/sales/lead.baton", Sample.sound)
        _ = try box.run(["baseline", "write"] + Self.today)
        let text = try box.read("Processes/baseline.txt")
        #expect(text.contains("\nmap lead\n") && text.contains("\nmap sales/lead\n"))
        try FileManager.default.removeItem(atPath: box.path + "/Processes/sales/lead.baton")
        try box.write("Processes/new.baton", Sample.found)
        try box.write("Processes/baseline.txt", text.replacing(" deadlock", with: "").replacing("rules ", with: "rules old-rule "))
        let run = try box.run(["check", "--baseline", "Processes/baseline.txt"] + Self.today)
        #expect(run.status == 1)
        #expect(run.output.contains("The baseline is out of date"))
        #expect(run.output.contains("'new' is not in it, so all that is found there is new."))
        #expect(run.output.contains("'sales/lead' is in it and not among the maps any more."))
        #expect(run.output.contains("before there was the rule deadlock") || run.output.contains("before there were the rules"))
        #expect(run.output.contains("old-rule"))
        // Who checks one map has not said that there are no others.
        let one = try box.run(["check", "Processes/lead.baton", "--baseline", "Processes/baseline.txt"] + Self.today)
        #expect(!one.output.contains("'sales/lead'") && one.status == 0)
    }

    @Test func aWrongFileIsAnErrorAndNothingIsWritten() throws {
        let box = try box()
        try box.write("Processes/baseline.txt", "not a baseline\n")
        try box.write("cut.txt", "baton-baseline 1\nmap a\n  nonsense\n")
        for arguments in [
            ["check", "--baseline", "Processes/baseline.txt"], ["check", "--baseline", "nowhere.txt"], ["check", "--baseline", "Processes"],
            ["check", "--baseline", "cut.txt"], ["baseline", "show"], ["baseline", "show", "nowhere.txt"], ["baseline", "write", "--because", "x"],
            ["baseline", "write", "nowhere.baton"], ["baseline", "write", "-"], ["baseline", "wirte"], ["baseline", "write", "--output", "Processes", "--because", "x"],
        ] {
            let run = try box.run(arguments)
            #expect(run.status == 2 && run.error.hasPrefix("error: ") && run.output.isEmpty, "\(arguments): \(run)")
        }
        #expect(try box.read("Processes/baseline.txt") == "not a baseline\n")
        #expect(try box.run(["check", "--baseline", "cut.txt"]).error.hasPrefix("error: cut.txt:3: "))
    }

    @Test func aMapWithMistakesHasNoBaseline() throws {
        let box = try box()
        try box.write("Processes/wrong.baton", Sample.wrong)
        let run = try box.run(["baseline", "write"] + Self.today)
        #expect(run.status == 2 && run.error.contains("Processes/wrong.baton") && !box.exists("Processes/baseline.txt"))
    }

    @Test func twoMapsOfOneIdHaveNoBaseline() throws {
        let box = try box()
        try box.write("Processes/other.baton", Sample.found.replacing("process: Lead\n", with: "process: Lead\n  id: lead\n"))
        let run = try box.run(["baseline", "write"] + Self.today)
        #expect(run.status == 2 && run.error.contains("have one id, 'lead'") && !box.exists("Processes/baseline.txt"))
    }

    @Test func whatCannotBeWrittenIsTold() throws {
        let box = try box()
        #expect(try box.run(["baseline", "write", "--output", "nowhere/baseline.txt"] + Self.today).status == 2)
        let full = try box.run(["baseline", "write", "--output", "/dev/full"] + Self.today)
        #expect(full.status == 2 && full.error.hasPrefix("error: /dev/full: "))
    }

    @Test func showTellsWhatIsLivedWith() throws {
        let box = try box()
        _ = try box.run(["baseline", "write", "--because", "first look"] + Self.today)
        let run = try box.run(["baseline", "show"])
        #expect(run.status == 0 && run.output.contains("agreed 2026-11-22  first look") && run.output.contains("handoff-no-artifact"))
    }
}
