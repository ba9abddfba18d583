import ProcessAnalysis
import Testing

@testable import ProcessReport
@testable import ProcessWorkspace

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

    /// 5 a case, and at the call 1.25 times what its map costs: 8 + 0.5 · 4.
    @Test func whatACallCosts() throws {
        let box = try Sandbox()
        let flow = "  AE: Ask [cost 5]\n  call: b\n  AE: Fine? [cost 0]\n    yes 80%\n    no 20% -> b\n"
        try box.write("m/a.baton", map(flow, said: "  volume: 100 per month\n"))
        try box.write("m/b.baton", map("  Admin: Do it [cost 8]\n  Admin: Hard?\n    yes 50%:\n      call: c\n    no 50%\n"))
        try box.write("m/c.baton", map("  Admin: Dig [cost 4]\n"))
        func costs() -> [String] {
            Workspace(reading: [box.path + "/m"]).metrics().report.entries.map { entry in
                let metrics = entry.inspection.metrics
                let cost = metrics.cost?.value.map { ($0.isLowerBound ? "≥" : "") + Numerals.decimal($0.amount) }
                return "\(cost ?? "?") \(metrics.costPerMonth.map { Numerals.decimal($0) } ?? "?")"
            }
        }
        #expect(costs() == ["17.5 1750", "10 1250", "4 250"])
        try box.write("m/c.baton", map("  Admin: Dig\n"))
        #expect(costs() == ["≥15 1500", "≥8 1000", "? ?"])
        try box.write("m/a.baton", map(flow.replacing("call: b", with: "call: b [cost 1]"), said: "  volume: 100 per month\n"))
        #expect(costs() == ["6.25 625", "≥8 1000", "? ?"])
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

    /// A call has the figures that its map would have if its steps stood in place of the call.
    @Test(arguments: [
        "CALL\n", "AE: Ask [work 10 min, takes 60 min, ok 90%]\nCALL\nAE: Fine?\n  yes 80%\n  no 20% -> FIRST\n",
        "AE: Big?\n  yes 30%:\n    CALL\n  no 70%\nAE: Go on [work 1-9 min, wait 2 h, ok 95%]\n",
        "in parallel:\n  path: one\n    AE: Ask [work 10 min, takes 9 h, ok 90%]\n  path: two\n    CALL\n",
    ])
    func aCallIsAsGoodAsItsSteps(caller: String) throws {
        for called in [
            "Admin: One [work 20 min, takes 2 h, ok 50%]\n",
            "Admin: One [work 20-40 min, takes 2 h, ok 50%]\nAdmin: Two [work 5 min, wait 1/2/9 h, ok 70%]\nAdmin: Well?\n  yes 60%\n  no 40% -> One\n",
            "Admin: One [work 20 min, wait 1 bd, ok 90%]\nAdmin: Which?\n  this 25%:\n    Admin: Two [work 1 h, wait 0 h]\n  that 75%:\n    Admin: Three [work 2 h, wait 3 h, ok 80%]\n",
        ] {
            func indented(_ lines: String, _ by: Int) -> String {
                lines.split(separator: "\n").map { String(repeating: " ", count: by) + $0 }.joined(separator: "\n")
            }
            let inPlace = caller.split(separator: "\n").map { line -> String in
                line.hasSuffix("CALL") ? indented(called, line.count - 4) : String(line).replacing("FIRST", with: "One")
            }.joined(separator: "\n")
            let box = try Sandbox()
            let said = "  volume: 100 per month\n"
            try box.write("m/a.baton", map(indented(caller.replacing("CALL", with: "call: b").replacing("FIRST", with: "b"), 2) + "\n", said: said))
            try box.write("m/b.baton", map(indented(called, 2) + "\n"))
            try box.write("n/a.baton", map(indented(inPlace, 2) + "\n", said: said))
            func figures(_ folder: String) throws -> [Double] {
                let inspections = Workspace(reading: [box.path + "/" + folder]).metrics().report.entries.map(\.inspection)
                let all = try #require(inspections.first?.metrics.allCases)
                let (lead, work) = (try #require(all.lead.value), try #require(all.work.value))
                let load = inspections.flatMap { inspection in
                    inspection.metrics.loads.filter { inspection.map[$0.role].name == "Admin" }.map(\.minutes.expected)
                }.reduce(0, +)
                return [lead.time.low, lead.time.expected, lead.time.high, work.time.low, work.time.expected, work.time.high, load]
                    + [lead.isLowerBound, work.isLowerBound].map { $0 ? 1 : 0 } + [try #require(all.rolledOK.value).share]
            }
            let (byCall, bySteps) = (try figures("m"), try figures("n"))
            #expect(zip(byCall, bySteps).allSatisfy { abs($0 - $1) < 1e-6 }, "\(called) \(byCall) \(bySteps)")
        }
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
