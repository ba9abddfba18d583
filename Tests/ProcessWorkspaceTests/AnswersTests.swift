import Foundation
import ProcessReport
import Testing

@testable import ProcessWorkspace

struct DrawingFilesTests {
    @Test func drawingsGoToOutputAndOnlyTheyDo() throws {
        let box = try Sandbox()
        try box.write("Processes/lead.baton", Sample.found)
        try box.write("Processes/sales/quote.baton", Sample.sound)
        try box.write("Processes/organization.baton", "lane: Legal\n")
        let run = try box.baton("render")
        #expect(run.status == 0 && run.error.isEmpty)
        #expect(run.output == "Output/lead.svg\nOutput/sales/quote.svg\n")
        #expect(try box.names() == ["Output", "Processes"])
        #expect(try box.names(in: "Output") == ["lead.svg", "sales"])
        #expect(try box.read("Output/lead.svg").hasPrefix("<svg"))
        #expect(try box.baton("render").output == "Output/lead.svg  (unchanged)\nOutput/sales/quote.svg  (unchanged)\n")
    }

    @Test func aMapWithErrorsIsNotDrawn() throws {
        let box = try Sandbox()
        try box.write("Processes/wrong.baton", Sample.wrong)
        try box.write("Processes/sound.baton", Sample.sound)
        let run = try box.baton("render")
        #expect(run.status == 2)
        #expect(run.error == "error: Processes/wrong.baton: not drawn, as its text has an error; 'baton check Processes/wrong.baton' shows what to mend\n")
        #expect(try box.names(in: "Output") == ["sound.svg"])
    }

    @Test func toStandardOutput() throws {
        let box = try Sandbox()
        try box.write("a.baton", Sample.sound)
        try box.write("b.baton", Sample.sound)
        let run = try box.baton("render", "a.baton", "--output", "-")
        #expect(run.status == 0 && run.output.hasPrefix("<svg"))
        #expect(try box.baton("render", "-", "-o", "-", input: Sample.sound).output.hasPrefix("<svg"))
        let two = try box.baton("render", "a.baton", "b.baton", "-o", "-")
        #expect(two.status == 2 && two.output.isEmpty)
        #expect(try box.names() == ["a.baton", "b.baton"])
    }

    @Test func partsCanBeLeftOut() throws {
        let box = try Sandbox()
        try box.write("a.baton", Sample.found.replacing("  Sales: Call prospect", with: "  Sales: Call prospect\n    pain: Nobody answers [impact 4]"))
        let whole = try box.baton("render", "a.baton", "-o", "-").output
        #expect(whole.contains("class=\"badge") && whole.contains("class=\"pain"))
        let bare = try box.baton("render", "a.baton", "-o", "-", "--no-findings", "--no-pains", "--no-legend").output
        #expect(!bare.contains("class=\"badge") && !bare.contains("class=\"pain") && !bare.contains("class=\"legend"))
    }

    @Test func twoMapsNeverShareADrawing() throws {
        let box = try Sandbox()
        try box.write("a/lead.baton", Sample.sound)
        try box.write("b/lead.baton", Sample.sound)
        let run = try box.baton("render", "a/lead.baton", "b/lead.baton")
        #expect(run.status == 2)
        #expect(run.output == "Output/lead.svg\n")
        #expect(run.error.contains("b/lead.baton: its drawing would take the place of that of a/lead.baton"))
    }

    @Test func aFolderThatCannotBeMade() throws {
        let box = try Sandbox()
        try box.write("a.baton", Sample.sound)
        try box.write("Output", "a file")
        let run = try box.baton("render", "a.baton")
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.error == "error: Output: it is a file, not a folder\n")
    }

    @Test func nothingToDraw() throws {
        let box = try Sandbox()
        try box.write("organization.baton", "lane: Legal\n")
        #expect(try box.baton("render", "organization.baton").error.hasPrefix("error: there is no process in these files"))
    }
}

struct UsedProcessTests {
    /// A map may use another map; only the one that was named is checked, drawn and added up.
    @Test func aUsedMapIsNotAskedFor() throws {
        let box = try Sandbox()
        try box.write("used/other.baton", Sample.found.replacing("process: Lead", with: "process: Other"))
        try box.write("lead.baton", Sample.sound.replacing("lane: Sales", with: "use: used/other.baton\nlane: Sales"))
        let check = try box.baton("check", "lead.baton")
        #expect(check.status == 0)
        #expect(!check.output.contains("Other"))
        #expect(try box.baton("render", "lead.baton").output == "Output/lead.svg\n")
        #expect(try !box.baton("metrics", "lead.baton").output.contains("Other"))
    }
}

struct FolderOfMapsTests {
    private func map(_ name: String, volume: Int) -> String {
        """
        process: \(name)
          volume: \(volume) per month
        lane: Sales
          role: SDR [people 1]
        flow:
          SDR: Call [work 60 min]
          end: Done

        """
    }

    private func load(_ paths: [String]) throws -> [String] {
        let (report, troubles) = Workspace(reading: paths).metrics()
        #expect(troubles.isEmpty)
        return report.entries.map { entry in
            let inspection = entry.inspection
            let total = inspection.metrics.loads.first.map { inspection.folder.total(of: $0, in: inspection.map) }
            return "\(inspection.map.name.string) \(total?.share ?? -1)"
        }
    }

    /// 40 h and 80 h of 160 h.
    @Test func aRoleIsLoadedByAllMapsOfItsFolder() throws {
        let box = try Sandbox()
        try box.write("m/a.baton", map("A", volume: 40))
        try box.write("m/b.baton", map("B", volume: 80))
        try box.write("m/other/c.baton", map("C", volume: 16))
        #expect(try load([box.path + "/m"]) == ["A 0.75", "B 0.75", "C 0.1"])
        #expect(try load([box.path + "/m/a.baton"]) == ["A 0.75"])
    }

    /// A copied `id:` must not hide the load of either map, and is said of the map that was named.
    @Test func twoMapsOfOneIdAreBothCounted() throws {
        let box = try Sandbox()
        for (file, volume) in [("a", 40), ("b", 80)] {
            try box.write("m/\(file).baton", map(file, volume: volume).replacing("\n  volume", with: "\n  id: same\n  volume"))
        }
        try box.write("m/other/c.baton", map("c", volume: 16).replacing("\n  volume", with: "\n  id: same\n  volume"))
        #expect(try load([box.path + "/m"]) == ["a 0.75", "b 0.75", "c 0.1"])
        for (path, place) in [("m", "m/b.baton:1:10"), ("m/a.baton", "m/a.baton:1:10"), ("m/b.baton", "m/b.baton:1:10")] {
            let run = try box.baton("check", path)
            #expect(run.status == 2)
            #expect(run.output.components(separatedBy: "[duplicate-process-id]").count == 2, "\(run.output)")
            #expect(run.output.contains(place), "\(run.output)")
        }
    }

    @Test func theSameFileNamedTwiceIsOne() throws {
        let box = try Sandbox()
        try box.write("m/a.baton", map("A", volume: 40))
        try box.link("link.baton", to: "m/a.baton")
        #expect(try load([box.path + "/m", box.path + "/m/a.baton", box.path + "/m/../m", box.path + "/link.baton"]) == ["A 0.25"])
    }

    @Test func manyFilesKeepTheirOrder() throws {
        let box = try Sandbox()
        for number in 100..<180 { try box.write("m/\(number).baton", map("\(number)", volume: 1)) }
        let (report, _) = Workspace(reading: [box.path + "/m"]).metrics()
        #expect(report.entries.map(\.inspection.map.name.string) == (100..<180).map(String.init))
    }
}
