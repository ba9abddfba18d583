import Foundation
import Testing

@testable import ProcessWorkspace

/// Options of `baton render` given together, given twice, and given for nothing; and what earlier runs left.
@Suite struct RenderOptionTests {
    private func sandbox() throws -> Sandbox {
        let box = try Sandbox()
        try box.write("lead.baton", Sample.found)
        return box
    }

    @Test(arguments: [
        (["--text-points", "9"], "--text-points"), (["--show", "times", "--sheet", "raci"], "'times'"), (["--hide", "legend", "--sheet", "raci"], "'legend'"),
        (["--no-legend", "--sheet", "overview"], "'legend'"), (["--heat", "wait", "--sheet", "raci"], "--heat wait"), (["--heat", "wait", "--sheet", "overview"], "--heat wait"),
        (["--direction", "down", "--sheet", "raci"], "--direction down"), (["--sheet", "raci", "--paper", "a3", "--text-points", "9"], "--text-points"),
        (["--sheet", "raci", "--paper", "a0", "--tiled"], "--tiled"), (["--heat", "wait", "--format", "mermaid"], "--heat"), (["--sheet", "raci", "--format", "mermaid"], "--sheet"),
        (["--paper", "a3", "--format", "dot"], "--paper"), (["--show", "times", "--format", "dot,mermaid"], "--show"), (["--no-pains", "--format", "dot"], "--no-pains"),
        (["--direction", "down", "--format", "dot"], "--direction"), (["--heat", "wait", "--heat", "load"], "'wait' and 'load'"),
    ]) func whatWouldDoNothingIsToldAndNothingIsWritten(_ arguments: [String], _ words: String) throws {
        let box = try sandbox()
        let run = try box.run(["render", "lead.baton", "-o", "out"] + arguments)
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.error.hasPrefix("error: ") && run.error.contains(words), "\(run.error)")
        #expect(try box.names() == ["lead.baton"])
    }

    @Test(arguments: [
        ["--sheet", "map", "--format", "dot"], ["--hide", "findings", "--sheet", "raci"], ["--heat", "wait", "--format", "svg,dot"], ["--heat", "wait", "--sheet", "map,raci"],
        ["--paper", "screen", "--format", "dot"], ["--heat", "wait", "--heat", "wait"], ["--text-points", "9", "--paper", "a4"], ["--no-findings", "--sheet", "agenda"],
    ]) func whatDoesSomethingIsTaken(_ arguments: [String]) throws {
        let run = try sandbox().run(["render", "lead.baton", "-o", "out"] + arguments)
        #expect(run.status == 0, "\(run.error)")
    }

    @Test func whatIsGivenTwiceAddsUp() throws {
        let box = try sandbox()
        #expect(try box.baton("render", "lead.baton", "-o", "a", "--sheet", "raci", "--sheet", "matrix,raci").output == "a/lead.raci.svg\na/lead.matrix.svg\n")
        #expect(try box.baton("render", "lead.baton", "-o", "b", "--format", "dot", "--format", "mermaid,dot").output == "b/lead.dot\nb/lead.mmd\n")
        let wrong = try box.baton("render", "lead.baton", "-o", "c", "--sheet", "raci", "--sheet", "racy")
        #expect(wrong.status == 2 && wrong.error.hasPrefix("error: there is no sheet 'racy'; did you mean 'raci'?"))
    }

    /// What tells who follows whom needs no drawing, so one that cannot be made does not keep it away.
    @Test func textIsWrittenWhereTheDrawingCannotBe() throws {
        let box = try sandbox()
        let run = try box.baton("render", "lead.baton", "-o", "out", "--sheet", "phases", "--format", "dot,svg")
        #expect(run.status == 2 && run.output == "out/lead.dot\n" && run.error.contains("no phases"))
        guard DrawingFormatTests.painter() != nil else { return }
        #expect(try box.baton("render", "lead.baton", "-o", "both", "--sheet", "phases", "--format", "dot,pdf").output == "both/lead.dot\n")
    }

    @Test func pagesThatAnEarlierRunLeftAreNamedAndStay() throws {
        let box = try sandbox()
        for name in ["a3-8", "a3-9", "a4-1", "raci", "phases-3.a3-9"] { try box.write("out/lead.\(name).svg", "old") }
        for name in ["lead.a3-9.txt", "other.a3-9.svg", "lead.a3-9.png"] { try box.write("out/\(name)", "old") }
        let run = try box.baton("render", "lead.baton", "-o", "out", "--paper", "a3")
        #expect(run.status == 0)
        #expect(run.error == "note: out/lead.a3-8.svg, out/lead.a3-9.svg are of an earlier run and not drawn now; delete what you no longer need\n")
        #expect(try box.read("out/lead.a3-9.svg") == "old")
        #expect(try box.baton("render", "lead.baton", "-o", "out", "--sheet", "map").error.isEmpty)
    }

    @Test(arguments: [
        ([""], ""), (["raci"], "raci"), (["raci-1", "raci-2"], "raci"), (["a4"], "a4"), (["a3-1", "a3-2"], "a3"), (["a0-1-tile-1", "a0-2-tile-9"], "a0-tile"),
        (["", "raci"], ""), (["", "raci", "a3-1"], ""), (["raci", "pains"], ""), (["a4-1", "raci-1"], "a4"), (["overview.a3", "phases-1.a3-1", "phases-2.a3"], "a3"), (["phases-1", "phases-2"], "phases"),
        (["overview", "phases-1"], ""),
    ]) func aFileOfSeveralPagesIsNamedByWhatTheyShare(_ pages: [String], _ name: String) {
        #expect(PageName.shared(pages) == name)
    }

    @Test func aPDFOfASheetDoesNotTakeThePlaceOfTheMap() throws {
        guard DrawingFormatTests.painter() != nil else { return }
        let box = try sandbox()
        for arguments in [["--sheet", "raci"], ["--paper", "a4"], []] {
            #expect(try box.run(["render", "lead.baton", "-o", "out", "--format", "pdf"] + arguments).status == 0)
        }
        #expect(try box.names(in: "out") == ["lead.a4.pdf", "lead.pdf", "lead.raci.pdf"])
    }

    /// A page that cannot be painted in the midst of a PDF is an error, and no crash.
    @Test func aPageThatCannotBePaintedEndsThePDF() throws {
        guard let painter = DrawingFormatTests.painter() else { return }
        let page = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"90\"><text x=\"5\" y=\"50\">one</text></svg>"
        for _ in 0..<20 {
            #expect(throws: DrawingTrouble.self) { try painter.pdf([page, page, "<svg"], title: "P", date: "2026-11-22") }
        }
    }

    /// The second is passed over, and the first has all of its files.
    @Test func filesThatWouldTakeEachOthersPlaceAreTold() throws {
        let box = try Sandbox()
        try box.write("m/lead.baton", Sample.found)
        try box.write("m/lead.raci.baton", Sample.sound.replacing("process: Lead", with: "process: Other"))
        let run = try box.baton("render", "m", "-o", "out", "--sheet", "map,raci")
        #expect(run.status == 2 && run.error.contains("its file lead.raci.svg would take the place of that of another map"))
        #expect(run.output == "out/lead.svg\nout/lead.raci.svg\n")
    }
}
