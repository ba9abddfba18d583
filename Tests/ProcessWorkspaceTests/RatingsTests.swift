import Testing

/// How functions rate each other is theirs: nothing that is drawn or reported tells it unless it is asked for by name.
@Suite struct RatingsTests {
    private static let map = """
        process: P
        lanes: Sales, Finance
        flow:
          phase: One
          Sales: Ask
            handoff: request [via email]
            pain: It takes too long [impact 4, weekly, votes 3]
          phase: Two
          Finance: Answer
            handoff: reply [via email]
          Sales: Read
          end: Done
        relationship: Sales and Finance
          needs: Sales needs a date by noon
        """
    private static let rated = map + "\n  rating: Sales 3, Finance 8 [on 2026-10-01]\n"

    private func output(_ text: String, _ arguments: [String]) throws -> String {
        let box = try Sandbox()
        try box.write("a.baton", text)
        let run = try box.run(arguments)
        #expect(run.status == 0, "\(run.error)")
        return run.output
    }

    private static func tellsRatings(_ text: String) -> Bool {
        ["rated working", "of 10", "is unhappy with", "Only one side thinks", "rate each other", "needs a date by noon", "one point more"].contains { text.contains($0) }
    }

    /// Not in words, not in numbers and not by an order: without its ratings a map gives the very same picture.
    @Test(arguments: ["map", "overview", "functions", "matrix", "raci", "pairs", "pains", "agenda"]) func nothingDrawnTellsThem(_ sheet: String) throws {
        let drawn = try output(Self.rated, ["render", "a.baton", "--sheet", sheet, "-o", "-"])
        #expect(!Self.tellsRatings(drawn))
        #expect(try output(Self.map + "\n", ["render", "a.baton", "--sheet", sheet, "-o", "-"]) == drawn)
    }

    @Test func noPageNorPhaseTellsThem() throws {
        let box = try Sandbox()
        try box.write("a.baton", Self.rated)
        #expect(try box.run(["render", "a.baton", "--paper", "a4", "--sheet", "map,overview,phases,pairs,agenda", "-o", "Out"]).status == 0)
        let names = try box.names(in: "Out")
        #expect(names.count >= 6)
        for name in names { #expect(!Self.tellsRatings(try box.read("Out/\(name)")), "\(name)") }
    }

    @Test func theReportDoesNotTellThem() throws {
        let report = try output(Self.rated, ["report", "a.baton", "-o", "-", "--today", "2026-11-22"])
        #expect(!Self.tellsRatings(report) && !report.contains("low-rating") && !report.contains("rating-gap"))
    }

    @Test(arguments: ["map", "pairs", "agenda"]) func theyAreShownByTheirName(_ sheet: String) throws {
        let drawn = try output(Self.rated, ["render", "a.baton", "--sheet", sheet, "--show", "ratings", "-o", "-"])
        #expect(try output(Self.rated, ["render", "a.baton", "--sheet", sheet, "-o", "-"]) != drawn)
        if sheet == "map" { #expect(drawn.contains("rated working") && drawn.contains("rate each other")) }
    }

    @Test func checkAndMetricsTellThemAll() throws {
        let box = try Sandbox()
        try box.write("a.baton", Self.rated)
        let check = try box.run(["check", "a.baton"]).output
        #expect(check.contains("low-rating") && check.contains("rating-gap") && check.contains("3 of 10"))
        #expect(try box.run(["metrics", "a.baton"]).output.contains("8, 3") || box.run(["metrics", "a.baton"]).output.contains("3, 8"))
    }
}
