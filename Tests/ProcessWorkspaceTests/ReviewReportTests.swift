import Foundation
import Testing

/// `baton check --format`, from outside: what each format writes of the maps in Tests/ReviewMaps, where all that is
/// awkward stands in names, and what programs that are not ours read of it. `UPDATE_GOLDEN=1` writes the kept reports
/// anew; read them before they are committed.
struct ReviewReportTests {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let folder = package.appending(path: "Tests/ReviewMaps")
    static let formats = ["text", "json", "sarif", "junit", "github", "gitlab", "markdown"]

    /// Against nothing, and against what was known on an earlier day.
    enum Known: String, CaseIterable {
        case nothing, before

        var arguments: [String] { self == .before ? ["--baseline", "maps/known.txt"] : [] }
    }

    private func box() throws -> Sandbox {
        let box = try Sandbox()
        try FileManager.default.copyItem(atPath: Self.folder.appending(path: "maps").path, toPath: box.path + "/maps")
        return box
    }

    private func check(_ box: Sandbox, _ arguments: [String]) throws -> Run {
        try box.run(["check", "maps", "--today", "2026-11-22"] + arguments)
    }

    @Test(arguments: formats, Known.allCases) func eachFormatWritesWhatIsKept(format: String, known: Known) throws {
        let run = try check(box(), ["--format", format] + known.arguments)
        #expect(run.status == 2 && run.error.isEmpty)
        let file = Self.folder.appending(path: "reports/\(known.rawValue).\(format)")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try run.output.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(run.output == (try String(contentsOf: file, encoding: .utf8)), "\(file.path) differs")
    }

    // MARK: Read back

    /// What `read-back.py` prints; nil where the machine lacks what it needs.
    private func readBack(_ format: String, _ text: String, _ further: [String] = []) throws -> String? {
        let box = try Sandbox()
        try box.write("report", text)
        let script = Self.folder.appending(path: "read-back.py").path
        var environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        if let schema = ProcessInfo.processInfo.environment["SARIF_SCHEMA"] { environment["SARIF_SCHEMA"] = schema }
        var lacking = ""
        for python in [Self.package.appending(path: ".build/readers/bin/python").path, "python3", "/usr/bin/python3"] {
            let run = try box.run(
                [python, script, format, "report"] + further, program: URL(filePath: "/usr/bin/env"), environment: environment)
            // 3: without a package. 127: without Python.
            if run.status == 3 || run.status == 127 {
                lacking = run.output
                continue
            }
            #expect(run.status == 0, "\(run.output)\(run.error)")
            return run.output
        }
        print("Skipped: \(lacking.isEmpty ? "no Python" : lacking)cannot read \(format) here; scripts/install-readers installs what can.")
        return nil
    }

    private struct Summary { let errors, warnings, infos: Int }

    private func summary(_ box: Sandbox, _ known: Known) throws -> Summary {
        let run = try check(box, ["--format", "json"] + known.arguments)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let counts = try #require(document["summary"] as? [String: Int])
        return Summary(errors: counts["errors"] ?? -1, warnings: counts["warnings"] ?? -1, infos: counts["info"] ?? -1)
    }

    @Test(arguments: ["sarif", "gitlab"], Known.allCases) func othersReadAsManyFindings(format: String, known: Known) throws {
        let box = try box()
        let report = try check(box, ["--format", format] + known.arguments).output
        let schema = Self.folder.appending(path: "code-quality.schema.json").path
        guard let seen = try readBack(format, report, [schema]) else { return }
        let told = try summary(box, known)
        #expect(seen == "\(told.errors) \(told.warnings) \(told.infos)\n")
    }

    @Test(arguments: Known.allCases, ["error", "warning", "never"]) func buildServersSeeTheCases(known: Known, failOn: String) throws {
        let report = try check(box(), ["--format", "junit", "--fail-on", failOn] + known.arguments).output
        guard let seen = try readBack("junit", report) else { return }
        let counts = seen.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        try #require(counts.count == 4)
        #expect(counts[0] > 60 && counts[2] == 2 && counts[3] > 0)
        let failures = counts[1]
        switch (known, failOn) {
        case (_, "never"): #expect(failures == 0)
        case (.before, "error"): #expect(failures == 2)
        default: #expect(failures > 1)
        }
    }

    @Test(arguments: Known.allCases) func markdownShowsNamesAsTheyAreAndCallsNobody(known: Known) throws {
        let report = try check(box(), ["--format", "markdown"] + known.arguments).output
        let names = ["Angebot <b>Ärzte</b> & Co | 10% @all #12", "'Senden %0A &amp; www.example.org'", "maps/100% über/angebot.baton"]
        guard let seen = try readBack("markdown", report, names) else { return }
        #expect(Int(seen.prefix { $0.isNumber }) ?? 0 > 0)
    }

    /// However much is found, a comment is short enough, tells the heaviest and counts the rest.
    @Test func aCommentHasRoomForTheWorst() throws {
        let box = try Sandbox()
        for number in 0..<60 {
            let steps = (0..<20).map { "  \($0 % 2 == 0 ? "Märketing" : "Sales"): Schritt 😀 \($0) of map \(number)\n" }.joined()
            try box.write("maps/map-\(number).baton", "process: Map \(number)\nlanes: Märketing, Sales\nflow:\n\(steps)  end: Done\n")
        }
        let run = try check(box, ["--format", "markdown"])
        #expect(run.output.utf8.count < 65_536 && run.output.utf8.count > 40_000)
        let told = try summary(box, .nothing)
        #expect(run.output.hasPrefix("### Baton: \(told.errors) errors, \(told.warnings.formatted(.number.grouping(.never))) warnings in 60 maps\n"))
        #expect(run.output.contains("**Not shown here: ") && run.output.contains("#### \(told.errors) errors"))
        #expect(run.output.contains("and 20 more maps with less."))
        if let seen = try readBack("markdown", run.output) { #expect(Int(seen.prefix { $0.isNumber }) ?? 0 > 30) }
    }

    /// Names that grow tenfold when they are escaped, in maps whose own names are as long as names can be.
    @Test(arguments: ["@a", "*_", "#1|", "😀"]) func aCommentStaysShortWhateverNamesAreLike(part: String) throws {
        let box = try Sandbox()
        let name = String(repeating: part, count: 240)
        for number in 0..<50 {
            try box.write(
                "maps/\(String(repeating: "😀", count: 50))\(number).baton",
                "process: \"\(number)\(name)\"\nlanes: \"\(name)\", Sales\nflow:\n  \"\(name)\": \"1\(name)\"\n  Sales: \"2\(name)\"\n  end: Done\n")
        }
        let report = try check(box, ["--format", "markdown"]).output
        #expect(report.utf8.count < 65_536 && report.contains("**Not shown here: "), "\(report.utf8.count)")
        _ = try readBack("markdown", report)
    }

    // MARK: SARIF

    private static func objects(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }
    private static func object(_ value: Any?) -> [String: Any] { value as? [String: Any] ?? [:] }

    private func sarif(_ box: Sandbox, _ arguments: [String] = []) throws -> [String: Any] {
        let text = try check(box, ["--format", "sarif"] + arguments).output
        let document = Self.object(try JSONSerialization.jsonObject(with: Data(text.utf8)))
        return try #require(Self.objects(document["runs"]).first)
    }

    /// The region of each result holds the words that its message is about, counted in code points.
    @Test func regionsAreRightBehindLettersOfOtherScripts() throws {
        let box = try box()
        let run = try sarif(box)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let text = try box.read("maps/100% über/angebot.baton").split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
        var words: [String: Set<String>] = [:]
        for result in Self.objects(run["results"]) {
            let location = Self.object(Self.objects(result["locations"]).first?["physicalLocation"])
            guard Self.object(location["artifactLocation"])["uri"] as? String == "maps/100%25%20%C3%BCber/angebot.baton" else { continue }
            let region = try #require(location["region"] as? [String: Int])
            let (line, from, to) = (region["startLine"] ?? 0, region["startColumn"] ?? 0, region["endColumn"] ?? 0)
            let scalars = text[line - 1][(from - 1)..<(to - 1)]
            words[result["ruleId"] as? String ?? "", default: []].insert(String(String.UnicodeScalarView(scalars)))
        }
        #expect(words["handoff-no-receipt"] == ["email"])
        #expect(words["handoff-no-acceptance"] == ["\"Vertrag {0} $5 ~eilig ]]> --\""])
        #expect(words["over-capacity"] == ["営業"])
    }

    @Test func excusesSayWhyAndFixesAreWhole() throws {
        let box = try box()
        try box.write("maps/slip.baton", "process: Slip\nlanes: Vertrieb\nflow:\n  Vertrieb: 営業 rufen [work 20 mins]\n  end: Fertig\n")
        let results = Self.objects(try sarif(box)["results"])
        let excused = results.compactMap { Self.objects($0["suppressions"]).first }
        #expect(excused.count == 1 && excused.first?["justification"] as? String == "Chef sagt 'ja' @boss | <i>, until 2027-01-31")
        #expect(results.allSatisfy { $0["suppressions"] != nil }, "all or none")
        let fix = try #require(results.last.flatMap { Self.objects($0["fixes"]).first })
        let change = try #require(Self.objects(fix["artifactChanges"]).first)
        let replacement = try #require(Self.objects(change["replacements"]).first)
        let region = try #require(replacement["deletedRegion"] as? [String: Int])
        var line = Array("  Vertrieb: 営業 rufen [work 20 mins]".unicodeScalars)
        let new = try #require(Self.object(replacement["insertedContent"])["text"] as? String)
        line.replaceSubrange(((region["startColumn"] ?? 0) - 1)..<((region["endColumn"] ?? 0) - 1), with: new.unicodeScalars)
        #expect(region["startLine"] == 4 && String(String.UnicodeScalarView(line)) == "  Vertrieb: 営業 rufen [work 20 min]")
    }

    @Test func rulesThatAreSpokenOfAreDescribed() throws {
        let run = try sarif(box())
        let rules = Self.objects(Self.object(Self.object(run["tool"])["driver"])["rules"]).map { $0["id"] as? String ?? "" }
        let results = Self.objects(run["results"])
        #expect(!results.isEmpty && Set(rules).count == rules.count)
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules.indices.contains(index) && rules[index] == result["ruleId"] as? String)
        }
    }

    // MARK: Fingerprints

    private func fingerprints(_ text: String) throws -> [String: [String]] {
        let box = try Sandbox()
        try box.write("maps/a.baton", text)
        let output = try check(box, ["--format", "gitlab"]).output
        let issues = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
        var found: [String: [String]] = [:]
        for issue in issues { found[issue["check_name"] as? String ?? "", default: []].append(issue["fingerprint"] as? String ?? "") }
        return found.mapValues { $0.sorted() }
    }

    /// Lines that come between, other numbers, and lanes in another order change no fingerprint.
    @Test(arguments: 1...12) func movedLinesAndOtherNumbersKeepTheFingerprints(seed: Int) throws {
        let text = try String(contentsOf: Self.folder.appending(path: "maps/100% über/angebot.baton"), encoding: .utf8)
        let before = try fingerprints(text)
        var state = UInt64(seed)
        func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
        var lines = text.split(separator: "\n").map(String.init)
        lines = lines.map { $0.replacing("work 9 h", with: "work \(9 + roll(5)) h").replacing("takes 3 bd", with: "takes \(3 + roll(5)) bd") }
        for _ in 0..<(1 + roll(6)) { lines.insert(roll(2) == 0 ? "" : "# \(roll(1000))", at: roll(lines.count)) }
        let after = try fingerprints(lines.joined(separator: "\n") + "\n")
        #expect(before.values.joined().count > 10 && after == before)
    }

    @Test func twoThatSayTheSameAreTwo() throws {
        let one = "process: A\nlanes: Sales\nflow:\n  Sales - Call\n"
        let (first, both) = (try fingerprints(one), try fingerprints(one + "  Sales: Wait\n  Sales - Mail\n"))
        #expect(first["missing-colon"]?.count == 1 && Set(both["missing-colon"] ?? []).count == 2)
        #expect(Set(both["missing-colon"] ?? []).isSuperset(of: first["missing-colon"] ?? ["?"]))
    }

    // MARK: Files and exit codes

    @Test func severalAtOnceGoToFiles() throws {
        let box = try box()
        let run = try check(box, ["--format", "markdown,sarif=out/deep/a.sarif", "--format", "junit=j.xml,text=t.txt"])
        #expect(run.status == 2 && run.output.hasPrefix("### Baton: "))
        #expect(run.error == "out/deep/a.sarif\nj.xml\nt.txt\n")
        for (name, format) in [("out/deep/a.sarif", "sarif"), ("j.xml", "junit"), ("t.txt", "text")] {
            #expect(try box.read(name) == (try check(box, ["--format", format]).output))
        }
        let again = try check(box, ["--format", "junit=j.xml,github=-"])
        #expect(again.error == "j.xml  (unchanged)\n" && again.output.hasPrefix("::error file=maps/"))
    }

    @Test(arguments: [
        (["--format", "text,json"], "only one report can go to standard output"),
        (["--format", "sarif=-", "--format", "text"], "only one report can go to standard output"),
        (["--format", "sarif=a,junit=./a"], "two reports cannot go to one file"),
        (["--format", "sarff"], "did you mean 'sarif'?"),
        (["--format", "text,"], "is no format of a report"),
        (["--format", "sarif="], "names no file"),
        (["--format", "json=maps/quiet.baton"], "it is a map, and the report would replace it"),
        (["--format", "json=new.baton"], "it is a map, and the report would replace it"),
        (["--format", "json=maps/known.txt", "--baseline", "maps/known.txt"], "it is a baseline, and the report would replace it"),
        (["--format", "sarif=maps/known.txt"], "it is a baseline, and the report would replace it"),
        (["--format", "json=maps"], "it is a folder"),
        (["--format", "json=maps/known.txt/a"], "it is a file, not a folder"),
        (["--web", "ftp://example.org"], "--web"),
        (["--web", "https://example.org"], "no"),
    ])
    func aCallThatCannotBeMeantIsAnError(arguments: [String], words: String) throws {
        let box = try box()
        let maps = try box.read("maps/quiet.baton")
        let run = try check(box, arguments)
        #expect(run.status == 2 && run.error.contains(words) && run.error.contains("error: "), "\(run.error)")
        #expect(try box.read("maps/quiet.baton") == maps)
        #expect(try box.names() == ["maps"])
    }

    /// Whatever it is called, and whether it is among the maps that are checked or not.
    @Test(arguments: ["# Notes first.\n\nprocess: Lead\nlanes: Sales\n", "baton-baseline 9\nof a Baton to come\n"])
    func noReportTakesThePlaceOfWork(text: String) throws {
        let box = try box()
        try box.write("work.out", text)
        let run = try check(box, ["--format", "markdown=work.out"])
        #expect(run.status == 2 && run.error.contains("and the report would replace it"))
        #expect(try box.read("work.out") == text)
        try box.write("work.out", "an older report\n")
        #expect(try check(box, ["--format", "markdown=work.out", "--fail-on", "never"]).error.contains("work.out"))
        #expect(try box.read("work.out").hasPrefix("### Baton"))
    }

    /// A rule that could look at nothing has not passed, beside a baseline as without one.
    @Test func whatCouldNotBeAssessedIsSkippedBesideABaseline() throws {
        let box = try Sandbox()
        try box.write("maps/lead.baton", Sample.found)
        func skipped(_ arguments: [String]) throws -> Int {
            try check(box, ["--format", "junit"] + arguments).output.components(separatedBy: "<skipped").count - 1
        }
        _ = try box.run(["baseline", "write", "maps", "--today", "2026-11-22"])
        #expect(try skipped([]) > 3 && skipped(["--baseline", "maps/baseline.txt"]) == skipped([]))
    }

    @Test(arguments: formats) func theExitCodeIsThatOfWhatIsFound(format: String) throws {
        let box = try Sandbox()
        try box.write("maps/lead.baton", Sample.found.replacing("process: Lead\n", with: "process: Lead\n  owner: Head of Sales\n"))
        for (failOn, status) in [("error", 1), ("warning", 1), ("info", 1), ("never", 0)] {
            #expect(try check(box, ["--format", format, "--fail-on", failOn]).status == Int32(status))
        }
        try box.write("maps/lead.baton", Sample.sound)
        let sound = try check(box, ["--format", format])
        #expect(sound.status == 0)
        if format == "gitlab" { #expect(sound.output == "[]\n") }
        if format == "github" { #expect(sound.output.isEmpty) }
        if format == "markdown" { #expect(sound.output.hasPrefix("### Baton: nothing found in 1 map\n")) }
        try box.write("maps/lead.baton", Sample.wrong)
        #expect(try check(box, ["--format", format, "--fail-on", "never"]).status == 2)
    }

    @Test(arguments: formats) func whatCannotBeReadFailsInEachFormat(format: String) throws {
        let run = try check(box(), ["nowhere.baton", "--format", format])
        #expect(run.status == 2 && run.error == "error: nowhere.baton: there is no such file or folder\n")
        if !["text", "json"].contains(format) { #expect(run.output.contains("nowhere.baton")) }
    }

    /// Programs that show a review know files by their path from the top of the repository.
    @Test func pathsBeginAtTheTopOfTheRepository() throws {
        let box = try Sandbox()
        try FileManager.default.createDirectory(atPath: box.path + "/repo/.git", withIntermediateDirectories: true)
        try box.write("repo/team/maps/lead.baton", Sample.found)
        let way = ["cd", box.path + "/repo/team", "&&", Sandbox.program.path, "check", "maps", "--format"].joined(separator: " ")
        func output(_ format: String) throws -> String {
            try box.run(["-c", way + " " + format], program: URL(filePath: "/bin/sh")).output
        }
        #expect(try output("github").hasPrefix("::error file=team/maps/lead.baton,line="))
        #expect(try output("sarif").contains("\"uri\": \"team/maps/lead.baton\""))
        #expect(try output("markdown --web https://example.org/blob/main/").contains("](https://example.org/blob/main/team/maps/lead.baton#L"))
    }

    // MARK: Budgets

    @Test(arguments: [
        ("handoffs at most 0", "a case is handed over 1 time"), ("lead time at most 1 bd", "a case takes"), ("load at most 50%", "is loaded to"),
    ])
    func aBudgetThatIsExceededFailsTheCheck(budget: String, words: String) throws {
        func map(_ budget: String) -> String {
            """
            process: Lead
              owner: Head of Sales
              volume: 100 per month
              budget: \(budget)
            lane: Marketing
              accountable: CMO
              role: SDR [people 1]
            lane: Sales
              accountable: CRO
            checks:
              profile: workshop
            flow:
              SDR: Score lead [work 1 h, takes 2 bd]
                handoff: lead [via ticket, within 1 bd]
              Sales: Call prospect [work 1 h, takes 1 bh]
                informs: Marketing [what outcome]
              end: Done

            """
        }
        let box = try Sandbox()
        try box.write("maps/lead.baton", map(budget))
        let exceeded = try check(box, [])
        #expect(exceeded.status == 1 && exceeded.output.contains("error[budget-exceeded]: ") && exceeded.output.contains(words), "\(exceeded.output)")
        #expect(try check(box, ["--fail-on", "never"]).status == 0)
        let kept = budget.replacing("most 0", with: "most 1").replacing("1 bd", with: "5 bd").replacing("50%", with: "100%")
        try box.write("maps/lead.baton", map(kept))
        let within = try check(box, [])
        #expect(within.status == 0 && !within.output.contains("budget-exceeded"), "\(within.output)")
    }
}
