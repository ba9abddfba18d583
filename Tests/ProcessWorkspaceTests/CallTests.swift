import ProcessAnalysis
import Testing

@testable import ProcessReport
@testable import ProcessWorkspace

/// What is wrong with the calls of a folder: each error with its file, its words, what it points at, and its edit.
struct CallErrorTests {
    /// A map whose flow is the given lines, between a first and a last step.
    static func map(_ name: String, _ flow: String = "", said: String = "") -> String {
        "process: \(name)\n\(said)lanes: Sales\nflow:\n  Sales: Begin\n\(flow)  Sales: Stop\n  end: Done\n"
    }

    private func check(
        _ files: [String: String], paths: [String] = ["m"], _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let box = try Sandbox()
        for (name, text) in files { try box.write(name, text) }
        let report = Workspace(reading: paths.map { box.path + "/" + $0 }).check(today: nil)
        let found = report.groups().flatMap { group in
            group.diagnostics.map { diagnostic -> String in
                let edit = diagnostic.fixes.first?.edits.first.map { " -> " + $0.text } ?? ""
                return "\(group.source.name.dropFirst(box.path.count + 1)) [\(diagnostic.name)] \(diagnostic.message.replacing(box.path + "/", with: "")) @\(group.source.string(diagnostic.span))\(edit)"
            }
        }
        #expect(found == expected, sourceLocation: sourceLocation)
    }

    @Test func aCallIsFound() throws {
        // By the name of the file, by the id given, in a folder below, above and beside.
        try check(
            [
                "m/a.baton": Self.map("A", "  call: b\n  call: bee\n  call: deep\n"),
                "m/b.baton": Self.map("B"), "m/c.baton": Self.map("C", said: "  id: bee\n"),
                "m/x/deep.baton": Self.map("Deep", "  call: b\n  call: other\n"), "m/y/other.baton": Self.map("Other"),
            ], [])
    }

    @Test func aNameThatNoMapHas() throws {
        try check(
            [
                "m/a.baton": Self.map("A", "  call: tickte\n  call: tickte [id again]\n  call: Big Ticket [id third]\n  call: x/ticket.baton [id fourth]\n  call: nothing like it\n"),
                "m/x/ticket.baton": Self.map("Big Ticket"),
            ],
            [
                "m/a.baton [unknown-process] there is no map 'tickte' in the folder being checked @tickte -> ticket",
                "m/a.baton [unknown-process] there is no map 'Big Ticket' in the folder being checked @Big Ticket -> ticket",
                "m/a.baton [unknown-process] there is no map 'x/ticket.baton' in the folder being checked @x/ticket.baton -> ticket",
                "m/a.baton [unknown-process] there is no map 'nothing like it' in the folder being checked @nothing like it",
            ])
    }

    @Test func aFileWithoutAProcess() throws {
        try check(
            ["m/a.baton": Self.map("A", "  call: organization\n"), "m/organization.baton": "lane: Sales\n"],
            ["m/a.baton [unknown-process] there is no map 'organization' in the folder being checked @organization"])
    }

    /// A file that is named by itself finds what the check of its folder finds.
    @Test(arguments: ["m/a.baton", "Processes/x/a.baton"])
    func aFileAlone(path: String) throws {
        let folder = String(path.dropLast(7))
        let below = ["\(path)": Self.map("A", "  call: b\n  call: c\n  call: nowhere\n"), "\(folder)b.baton": Self.map("B"), "\(folder)z/c.baton": Self.map("C")]
        try check(below, paths: [path], ["\(path) [unknown-process] there is no map 'nowhere' in the folder being checked @nowhere"])
    }

    @Test func aFileAloneSeesItsProcessesFolderAndNoMore() throws {
        try check(
            [
                "Processes/x/a.baton": Self.map("A", "  call: up\n  call: beside\n  call: outside\n"), "Processes/up.baton": Self.map("Up"),
                "Processes/y/beside.baton": Self.map("Beside"), "outside.baton": Self.map("Outside"),
            ], paths: ["Processes/x/a.baton"],
            ["Processes/x/a.baton [unknown-process] there is no map 'outside' in the folder being checked @outside"])
    }

    /// Two folders in one run do not see each other.
    @Test func anotherFolderOfTheRun() throws {
        try check(
            ["m/a.baton": Self.map("A", "  call: b\n"), "n/b.baton": Self.map("B")], paths: ["m", "n"],
            ["m/a.baton [unknown-process] there is no map 'b' in the folder being checked @b"])
    }

    @Test func twoFoldersWithOneID() throws {
        let files = ["m/x/dup.baton": Self.map("X"), "m/y/dup.baton": Self.map("Y"), "m/y/own.baton": Self.map("Own", "  call: dup\n")]
        // The one beside the caller is meant.
        try check(files, [])
        try check(
            files.merging(["m/a.baton": Self.map("A", "  call: dup\n")]) { $1 },
            ["m/a.baton [unclear-process] 'dup' could be any of 2 maps: m/x/dup.baton, m/y/dup.baton @dup"])
    }

    @Test func itself() throws {
        try check(
            ["m/a.baton": Self.map("A", "  call: a\n")], ["m/a.baton [call-circle] this map calls itself, so it would never end @a"])
    }

    @Test func inACircle() throws {
        let files = [
            "m/a.baton": Self.map("A", "  call: b\n"), "m/b.baton": Self.map("B", "  call: outside\n  call: c\n"),
            "m/c.baton": Self.map("C", "  call: b\n  call: a\n"), "m/outside.baton": Self.map("Outside"), "m/d.baton": Self.map("D", "  call: a\n"),
        ]
        let circle = "these maps call each other in a circle and would never end:"
        try check(files, ["m/a.baton [call-circle] \(circle) a calls b, b calls c, and c calls a @b"])
        // Who checks one map of the circle hears of it there; who leads into the circle only, does not.
        try check(files, paths: ["m/c.baton"], ["m/c.baton [call-circle] \(circle) c calls b and b calls c @b"])
        try check(files, paths: ["m/d.baton"], [])
    }

    @Test func aLongCircleIsToldInShort() throws {
        var files: [String: String] = [:]
        for number in 10..<90 { files["m/p\(number).baton"] = Self.map("P", "  call: p\(number == 89 ? 10 : number + 1)\n") }
        try check(
            files,
            ["m/p10.baton [call-circle] these maps call each other in a circle and would never end: p10 calls p11, p11 calls p12, p12 calls p13, …, p88 calls p89, and p89 calls p10 @p11"])
    }

    @Test func versions() throws {
        let toBe = { (of: String) in Self.map("New", said: "  state: to-be\n  of: \(of)\n") }
        try check(["m/a.baton": Self.map("A"), "m/new.baton": toBe("a"), "m/newer.baton": toBe("new")], [])
        try check(["m/a.baton": Self.map("A"), "m/new.baton": Self.map("New", said: "  state: to-be\n")], [])
        try check(
            ["m/lead.baton": Self.map("A"), "m/new.baton": toBe("laed")],
            ["m/new.baton [unknown-process] there is no map 'laed' in the folder being checked @laed -> lead"])
        try check(["m/new.baton": toBe("new")], ["m/new.baton [version-circle] a map cannot be a version of itself @new"])
        try check(
            ["m/a.baton": toBe("b"), "m/b.baton": toBe("a")],
            ["m/a.baton [version-circle] these maps are versions of each other in a circle: a is of b and b is of a @b"])
    }

    /// A name that can only be one is mended wherever the map says it.
    @Test func aSlipIsMendedEverywhere() throws {
        let box = try Sandbox()
        let flow = "  call: TICKET\n  call: TICKET [id two]\n  call: TICKET [id three]\n  call: TICKET [id four]\n"
        try box.write("m/a.baton", Self.map("A", flow, said: "  state: to-be\n  of: TICKET\n"))
        try box.write("m/ticket.baton", Self.map("Ticket"))
        #expect(try box.baton("check", "m").output.components(separatedBy: "error[unknown-process]").count == 2)
        #expect(try box.baton("fix", "m").status == 0)
        #expect(try box.read("m/a.baton") == Self.map("A", flow, said: "  state: to-be\n  of: TICKET\n").replacing("TICKET", with: "ticket"))
    }

    /// The errors of a called map are told there, and its caller is checked all the same.
    @Test func aCalledMapWithErrors() throws {
        let box = try Sandbox()
        try box.write("m/a.baton", Self.map("A", "  call: b\n"))
        try box.write("m/b.baton", Self.map("B", "  Saels: Slip\n"))
        let run = try box.baton("check", "m/a.baton", "--fail-on", "never")
        #expect(run.status == 0 && !run.output.contains("Saels") && !run.output.contains("rules were not run"))
        let numbers = try box.baton("metrics", "m/a.baton")
        #expect(numbers.output.contains("the figures of 'B' are not known: its text has errors, and 'baton check m/b.baton' shows what to mend"))
        #expect(try box.baton("check", "m").output.components(separatedBy: "error[unknown-role]").count == 2)
    }

    @Test func standardInputFindsTheMapsWhereItIs() throws {
        let box = try Sandbox()
        try box.write("Processes/b.baton", Self.map("B"))
        #expect(try box.baton("check", "-", "--fail-on", "never", input: Self.map("A", "  call: b\n")).status == 0)
        #expect(try box.baton("check", "-", "--fail-on", "never", input: Self.map("A", "  call: bb\n")).status == 2)
    }
}
