import Foundation
import Testing

/// `baton render --sheet`, from outside.
@Suite struct SheetCommandTests {
    private static let map = """
        process: Leads
        lanes: Marketing, Sales

        flow:
          Marketing: Score lead
          Sales: Call prospect
          end: Done

        """

    private func sandbox(_ text: String = map) throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.write("Processes/leads.baton", text)
        return sandbox
    }

    @Test func withoutItThereIsTheMapAlone() throws {
        let sandbox = try sandbox()
        #expect(try sandbox.baton("render").status == 0)
        #expect(try sandbox.names(in: "Output") == ["leads.svg"])
    }

    @Test func severalAreDrawnByTheirNames() throws {
        let sandbox = try sandbox()
        let run = try sandbox.baton("render", "--sheet", "map,raci, matrix,raci", "-o", "Wall")
        #expect(run.status == 0 && run.error.isEmpty)
        #expect(run.output == "Wall/leads.svg\nWall/leads.raci.svg\nWall/leads.matrix.svg\n")
        #expect(try sandbox.read("Wall/leads.raci.svg").contains("data-sheet=\"raci\""))
        #expect(try sandbox.names() == ["Processes", "Wall"])
        #expect(try sandbox.baton("render", "--sheet", "raci", "-o", "Wall").output == "Wall/leads.raci.svg  (unchanged)\n")
    }

    @Test func allLeavesOutWhatTheMapDoesNotSay() throws {
        let sandbox = try sandbox()
        let run = try sandbox.baton("render", "--sheet", "all")
        #expect(run.status == 0)
        #expect(try sandbox.names(in: "Output") == ["leads.agenda.svg", "leads.functions.svg", "leads.matrix.svg", "leads.pairs.svg", "leads.raci.svg", "leads.svg"])
        #expect(run.error.split(separator: "\n").map { $0.prefix(55) } == [
            "note: Processes/leads.baton: no pains sheet, as no pain i", "note: Processes/leads.baton: no actions sheet, as no action",
            "note: Processes/leads.baton: no glossary sheet, as no word",
        ].map { $0.prefix(55) })
    }

    private static func phased(_ steps: Int) -> String {
        var text = "process: Long\nlanes: Marketing, Sales\n\nflow:\n"
        for step in 0..<steps {
            if step % 20 == 0 { text += "  phase: Part \(step / 20 + 1)\n" }
            text += "  \(step % 5 == 0 ? "Sales" : "Marketing"): Do \(step)\n"
        }
        return text + "  end: Done\n"
    }

    @Test func allOfALargeMapComesPhaseByPhaseToo() throws {
        let sandbox = try sandbox(Self.phased(60))
        #expect(try sandbox.baton("render", "--sheet", "all").status == 0)
        let names = try sandbox.names(in: "Output")
        #expect(["leads.svg", "leads.overview.svg", "leads.phases-1.svg", "leads.phases-3.svg"].allSatisfy(names.contains))
        let small = try self.sandbox(Self.phased(30))
        let run = try small.baton("render", "--sheet", "all")
        #expect(run.status == 0 && !run.error.contains("overview"))
        #expect(try !small.names(in: "Output").contains { $0.contains("overview") || $0.contains("phases") })
    }

    @Test func aMapThatIsMissingIsToldBesideItsSheets() throws {
        // Too large a lettering for the paper: the sheets beside the map have their own.
        let sandbox = try sandbox(Self.map.replacing("Score lead", with: "Score every lead that came in over the weekend by all of our rules"))
        let run = try sandbox.baton("render", "--sheet", "all", "--paper", "a4", "--text-points", "149")
        #expect(run.status == 2)
        #expect(run.error.contains("error: Processes/leads.baton: the map is missing from what is drawn: "))
        #expect(try sandbox.names(in: "Output").contains("leads.agenda-1.svg"))
    }

    @Test func whereOneMapHasNoPhasesTheOthersAreDrawn() throws {
        let sandbox = try sandbox(Self.phased(30))
        try sandbox.write("Processes/plain.baton", Self.map)
        let run = try sandbox.baton("render", "--sheet", "overview,phases")
        #expect(run.status == 2)
        #expect(run.error.split(separator: "\n").count == 1 && run.error.contains("Processes/plain.baton: not drawn: the map has no phases"))
        #expect(try sandbox.names(in: "Output") == ["leads.overview.svg", "leads.phases-1.svg", "leads.phases-2.svg"])
    }

    @Test func oneThatHasNothingToShowIsAnErrorWithTheWayOut() throws {
        let sandbox = try sandbox()
        let run = try sandbox.baton("render", "--sheet", "glossary")
        #expect(run.status == 2)
        #expect(run.error == "error: Processes/leads.baton: no glossary sheet, as no word is explained in this map; write one, as in 'term: MQL', with what each function means by it on the lines below\n")
        #expect(!sandbox.exists("Output"))
    }

    @Test(arguments: ["pains", "actions"]) func emptyRegistersAreToBeFilledInByHand(_ name: String) throws {
        let sandbox = try sandbox()
        #expect(try sandbox.baton("render", "--sheet", name).status == 0)
        #expect(try sandbox.names(in: "Output") == ["leads.\(name).svg"])
    }

    @Test func aWrongNameIsToldWithTheRightOne() throws {
        let run = try sandbox().baton("render", "--sheet", "map,racy")
        #expect(run.status == 2)
        #expect(run.error.contains("there is no sheet 'racy'; did you mean 'raci'?"))
    }

    @Test func oneSheetGoesToStandardOutput() throws {
        let sandbox = try sandbox()
        let run = try sandbox.baton("render", "--sheet", "agenda", "-o", "-")
        #expect(run.status == 0 && run.output.hasPrefix("<svg "))
        #expect(try sandbox.baton("render", "--sheet", "all", "-o", "-").status == 2)
        #expect(try sandbox.names() == ["Processes"])
    }

    @Test func aMapWithMistakesHasNoSheetsAndOneError() throws {
        let run = try sandbox(Self.map.replacing("  Sales:", with: "  Saels:")).baton("render", "--sheet", "map,raci,agenda")
        #expect(run.status == 2)
        #expect(run.error.split(separator: "\n").filter { $0.hasPrefix("error: Processes/leads.baton") }.count == 1)
        #expect(run.output.isEmpty)
    }

    @Test func painsLeftOutAreOnNoSheet() throws {
        let sandbox = try sandbox(Self.map.replacing("  end: Done", with: "    pain: Nobody calls back [impact 4, weekly, felt by Sales]\n  end: Done"))
        #expect(try sandbox.baton("render", "--sheet", "all", "--no-pains").status == 0)
        let sheets = try sandbox.names(in: "Output").filter { $0 != "leads.svg" }
        #expect(sheets.count == 5)
        for name in sheets {
            #expect(!(try sandbox.read("Output/\(name)").contains("Nobody calls back")), "\(name)")
        }
        #expect(try sandbox.baton("render", "--sheet", "pains", "--no-pains").status == 2)
    }
}
