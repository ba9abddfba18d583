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
                let edit = diagnostic.fixes.first?.edit.map { " -> " + $0.text } ?? ""
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

/// What a call takes from the map it stands for, and what it gives it: by hand, in minutes.
struct CallNumbersTests {
    /// A line for each map: work and lead time over all cases, ok, cases a month, then the load of its roles over all maps.
    private func check(
        _ files: [String: String], paths: [String] = ["m"], _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let box = try Sandbox()
        for (name, text) in files { try box.write("m/\(name).baton", text) }
        let (report, troubles) = Workspace(reading: paths.map { box.path + "/" + $0 }).metrics()
        #expect(troubles == [], sourceLocation: sourceLocation)
        func number(_ value: Double) -> String { Numerals.decimal(value, places: 3) }
        func total(_ time: TotalTime?) -> String { time.map { ($0.isLowerBound ? "≥" : "") + number($0.time.expected) } ?? "?" }
        let found = report.entries.map { entry -> String in
            let metrics = entry.inspection.metrics
            let map = entry.inspection.map
            let all = metrics.allCases
            let ok = all.rolledOK.value.map { ($0.coverage.isComplete ? "" : "≤") + number($0.share) } ?? "?"
            let volume = metrics.volume.map { ($0.isLowerBound ? "≥" : "") + number($0.perMonth) + ($0.senders.isEmpty ? "" : " from \($0.senders.joined(separator: "+"))") } ?? "?"
            let loads = metrics.loads.map { load in
                let total = entry.inspection.folder.total(of: load, in: map)
                return "\(map[load.role].name) \(total.isLowerBound ? "≥" : "")\(number(total.minutes.expected)) in \(total.parts.map(\.map).joined(separator: "+"))"
            }
            return (["\(map.id): work \(total(all.work.value)), lead \(total(all.lead.value)), ok \(ok), cases \(volume)"] + loads).joined(separator: "; ")
        }
        #expect(found == expected, sourceLocation: sourceLocation)
    }

    private func map(_ flow: String, said: String = "") -> String {
        "process: Work\n\(said)lane: Sales\n  role: AE\nlane: IT\n  role: Admin\nflow:\n\(flow)  end: Done\n"
    }

    private let admin = "  Admin: Do it [work 20 min, takes 2 h, ok 50%]\n"

    /// Work 10 + 20, lead time 60 + 120, ok 0.9 · 0.5; 100 cases of 20 minutes.
    @Test func aCall() throws {
        try check(
            ["a": map("  AE: Ask [work 10 min, takes 60 min, ok 90%]\n  call: b\n", said: "  volume: 100 per month\n"), "b": map(admin)],
            [
                "a: work 30, lead 180, ok 0.45, cases 100; AE 1000 in a",
                "b: work 20, lead 120, ok 0.5, cases 100 from a; Admin 2000 in b",
            ])
    }

    /// The call is passed 1 / 0.8 times: 10 + 1.25 · 20, 60 + 1.25 · 120; ok 0.9 · x with x = 0.5 (0.8 + 0.2 x), so x = 0.4 / 0.9.
    @Test func aLoopAroundACall() throws {
        let flow = "  AE: Ask [work 10 min, takes 60 min, ok 90%]\n  call: b\n  AE: Fine?\n    yes 80%\n    no 20% -> b\n"
        try check(
            ["a": map(flow, said: "  volume: 100 per month\n"), "b": map(admin)],
            [
                "a: work 35, lead 210, ok 0.4, cases 100; AE 1000 in a",
                "b: work 20, lead 120, ok 0.5, cases 125 from a; Admin 2500 in b",
            ])
    }

    /// c: work 30, lead 60; b: 20 + 0.5 · 30 and 120 + 0.5 · 60, ok 0.5 (0.5 · 0.8 + 0.5); a: twice b.
    @Test func twoLevels() throws {
        let b = admin + "  Admin: Hard?\n    yes 50%:\n      call: c\n    no 50%\n"
        try check(
            [
                "a": map("  call: b\n  call: b [id again]\n", said: "  volume: 10 per week\n"), "b": map(b),
                "c": map("  Admin: Dig [work 30 min, wait 30 min, ok 80%]\n"),
            ],
            [
                "a: work 70, lead 300, ok 0.203, cases 40",
                "b: work 35, lead 150, ok 0.45, cases 80 from a; Admin 2800 in b+c",
                "c: work 30, lead 60, ok 0.8, cases 40 from b; Admin 2800 in b+c",
            ])
    }

    /// The longer path counts for the lead time, both for work and ok.
    @Test func aCallInParallel() throws {
        let flow = "  in parallel:\n    path: one\n      AE: Ask [work 10 min, takes 60 min, ok 90%]\n    path: two\n      call: b\n"
        try check(
            ["a": map(flow, said: "  volume: 100 per month\n"), "b": map(admin)],
            ["a: work 30, lead 120, ok 0.45, cases 100; AE 1000 in a", "b: work 20, lead 120, ok 0.5, cases 100 from a; Admin 2000 in b"])
    }

    /// What is said at the call counts in place of what the called map says; `wait` comes before it.
    @Test(arguments: [
        ("work 5 min", "work 5, lead 120, ok 0.5"), ("takes 1 h", "work 20, lead 60, ok 0.5"), ("ok 100%", "work 20, lead 120, ok 1"),
        ("wait 30 min", "work 20, lead 150, ok 0.5"), ("wait ?", "work 20, lead ≥120, ok 0.5"), ("work ?, ok ?", "work 20, lead 120, ok 0.5"),
    ])
    func whatTheCallSays(said: String, figures: String) throws {
        try check(
            ["a": map("  call: b [\(said)]\n"), "b": map(admin)],
            ["a: \(figures), cases ?", "b: work 20, lead 120, ok 0.5, cases ?"])
    }

    /// What the called map does not say stays a bound in its caller.
    @Test func whatTheCalledMapDoesNotSay() throws {
        try check(
            ["a": map("  call: b\n  AE: Ask [work 10 min, takes 60 min, ok 90%]\n"), "b": map(admin + "  Admin: And that\n")],
            ["a: work ≥30, lead ≥180, ok ≤0.45, cases ?", "b: work ≥20, lead ≥120, ok ≤0.5, cases ?"])
        // Of shares that nobody said nothing follows for the caller.
        try check(
            ["a": map("  call: b\n"), "b": map(admin + "  Admin: Which?\n    one:\n      Admin: This [work 1 min, takes 1 min, ok 90%]\n    two\n")],
            ["a: work ≥0, lead ≥0, ok ≤1, cases ?", "b: work ?, lead ?, ok ?, cases ?"])
    }

    /// A map that says its volume keeps it; one that does not gets the sum of its callers' cases.
    @Test func volumes() throws {
        let call = { (volume: String) in self.map("  call: b\n", said: volume.isEmpty ? "" : "  volume: \(volume)\n") }
        func cases(_ b: String, _ callers: [String: String], _ expected: String) throws {
            let box = try Sandbox()
            try box.write("m/b.baton", map(admin, said: b))
            for (name, text) in callers { try box.write("m/\(name).baton", text) }
            let metrics = Workspace(reading: [box.path + "/m/b.baton"]).metrics().report.entries.first?.inspection.metrics
            let volume = metrics?.volume.map { "\($0.isLowerBound ? "≥" : "")\(Numerals.decimal($0.perMonth)) \($0.senders.joined(separator: "+"))" }
            #expect((volume ?? "?") == expected)
        }
        try cases("", ["a": call("100 per month"), "c": call("60 per quarter")], "120 a+c")
        try cases("  volume: 7 per month\n", ["a": call("100 per month")], "7 ")
        try cases("", ["a": call("100 per month"), "c": call("")], "≥100 a")
        try cases("  volume: ?\n", ["a": call("100 per month")], "≥100 a")
        try cases("", ["a": call("")], "?")
        try cases("", ["a": call("100 per month"), "c": call("50 per month") + "  Nobody: Slips\n"], "≥100 a")
        // A map that is to be sends no cases today.
        try cases("", ["a": call("100 per month"), "c": call("50 per month").replacing("  volume", with: "  state: to-be\n  volume")], "100 a")
    }

    /// The new map takes the place of the old one, for what both call as well.
    @Test func aToBeMapThatCalls() throws {
        let files = [
            "a": map("  AE: Ask [work 10 min, takes 60 min, ok 90%]\n  call: b\n", said: "  volume: 100 per month\n"),
            "a-new": map("  call: b\n  call: help\n", said: "  state: to-be\n  of: a\n  volume: 150 per month\n"),
            "a-newer": map("  Admin: Do all [work 1 min, takes 1 min, ok 100%]\n", said: "  state: to-be\n  of: a-new\n  volume: 100 per month\n"),
            "b": map(admin), "other": map("  AE: Chat [work 1 min, takes 1 min, ok 100%]\n  call: b\n", said: "  volume: 10 per month\n"),
            "help": map("  Admin: Help [work 2 min, takes 2 min, ok 100%]\n", said: "  state: to-be\n"),
        ]
        try check(
            files,
            [
                // A map that only calls loads nobody itself.
                "a-new: work 22, lead 122, ok 0.5, cases 150",
                // Neither a nor a-new is run: b gets the cases of other alone.
                "a-newer: work 1, lead 1, ok 1, cases 100; Admin 300 in a-newer+b",
                "a: work 30, lead 180, ok 0.45, cases 100; AE 1010 in a+other",
                "b: work 20, lead 120, ok 0.5, cases 110 from a+other; Admin 2200 in b",
                // With help comes the map that calls it, in place of a: 160 · 20 + 150 · 2.
                "help: work 2, lead 2, ok 1, cases 150 from a-new; Admin 3500 in b+help",
                "other: work 21, lead 121, ok 0.5, cases 10; AE 1010 in a+other",
            ])
    }

    @Test func oneFileTellsWhatTheFolderTells() throws {
        let files = ["a": map("  call: b\n", said: "  volume: 100 per month\n"), "b": map(admin), "c": map("  call: b\n", said: "  volume: 20 per month\n")]
        try check(files, paths: ["m/b.baton"], ["b: work 20, lead 120, ok 0.5, cases 120 from a+c; Admin 2400 in b"])
    }

    /// A long chain of calls, each map calling the next twice.
    @Test func manyLevels() throws {
        var files: [String: String] = [:]
        for level in 10..<20 {
            files["p\(level)"] = map(level == 19 ? admin : "  call: p\(level + 1)\n  call: p\(level + 1) [id again]\n", said: level == 10 ? "  volume: 1 per month\n" : "")
        }
        try check(files, paths: ["m/p19.baton"], ["p19: work 20, lead 120, ok 0.5, cases 512 from p18; Admin 10240 in p19"])
    }

    /// Numbers beyond all processes stay numbers.
    @Test func noNumberOverflows() throws {
        let box = try Sandbox()
        for level in 100..<300 {
            let next = (0..<40).map { "  call: p\(level + 1) [id n\($0)]\n" }.joined()
            try box.write("m/p\(level).baton", map(level == 299 ? admin : next, said: level == 100 ? "  volume: 900000 per month\n" : ""))
        }
        let report = Workspace(reading: [box.path + "/m"]).metrics().report
        #expect(report.entries.count == 200)
        for entry in report.entries {
            let metrics = entry.inspection.metrics
            #expect(metrics.allCases.lead.value?.time.high.isFinite == true && metrics.allCases.work.value?.time.high.isFinite == true)
            #expect(metrics.volume?.perMonth.isFinite == true)
        }
    }

    @Test func whereAFigureComesFrom() throws {
        let box = try Sandbox()
        try box.write("m/a.baton", map("  AE: Ask [work 10 min, takes 60 min, ok 90%]\n  call: b [takes 5 h]\n", said: "  volume: 100 per month\n").replacing("process: Work", with: "process: A"))
        try box.write("m/b.baton", "process: Give access\n" + map(admin).split(separator: "\n").dropFirst().joined(separator: "\n"))
        let text = try box.baton("metrics", "m").output
        #expect(text.contains("  (call)  Give access       5 bh  20 min  50%"), "\(text)")
        #expect(text.contains("  'Give access': work and ok from b, over all its cases\n"), "\(text)")
        #expect(text.contains("Give access  m/b.baton\n100 per month, sent by a\n"), "\(text)")
        let json = try box.baton("metrics", "m", "--format", "json").output
            .filter { !$0.isWhitespace }
        #expect(json.contains(#""calls":"b","fromCalledMap":["work","ok"]"#) && json.contains(#""casesFrom":["a"]"#), "\(json)")
        #expect(try box.baton("render", "m/a.baton", "-o", "-").output.contains(">Give access<"))
    }
}

/// Roles that several maps share.
struct SharedRoleTests {
    private func map(_ name: String, _ said: String) -> String {
        "process: \(name)\n  volume: 60 per month\n\(said)flow:\n  Admin: Do it [work 60 min]\n  end: Done\n"
    }

    private func loads(_ box: Sandbox, _ path: String) -> [String] {
        Workspace(reading: [box.path + "/" + path]).metrics().report.entries.map { entry in
            let inspection = entry.inspection
            let parts = inspection.metrics.loads.first.map { inspection.folder.total(of: $0, in: inspection.map).parts.map(\.map) } ?? []
            return "\(inspection.map.id): \(parts.joined(separator: "+"))"
        }
    }

    /// A role belongs to the folder of the file that declares it, whichever folder the maps lie in that use it.
    @Test func aRoleBelongsToTheFolderThatDeclaresIt() throws {
        let box = try Sandbox()
        try box.write("Processes/organization.baton", "lane: IT\n  role: Admin [people 1]\n")
        try box.write("Processes/a.baton", map("A", "use: organization.baton\n"))
        try box.write("Processes/x/b.baton", map("B", "use: ../organization.baton\n"))
        try box.write("Processes/y/c.baton", map("C", "use: ../organization.baton\nlane: IT\n  role: Admin [available 50%]\n"))
        // Declared beside the shared file without using it: the same lane and role, the same people.
        try box.write("Processes/d.baton", map("D", "lane: IT\n  role: Admin\n"))
        // Another Admin: another folder's own.
        try box.write("Processes/y/e.baton", map("E", "lane: IT\n  role: Admin\n"))
        // Another lane's Admin.
        try box.write("Processes/f.baton", map("F", "lane: Sales\n  role: Admin\n"))
        let all = ["a: a+b+c+d", "d: a+b+c+d", "f: f", "b: a+b+c+d", "c: a+b+c+d", "e: e"]
        #expect(loads(box, "Processes") == all)
        for (file, load) in [("a", 0), ("x/b", 3), ("y/e", 5)] { #expect(loads(box, "Processes/\(file).baton") == [all[load]]) }
    }
}
