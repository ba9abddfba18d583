import Foundation
import Testing

/// What a reviewer must be able to trust in `baton diff`: nothing is lost, nothing is passed over, nothing is praised that
/// nobody has done.
struct DiffReviewTests {
    private static let claims = """
        process: Handle a claim
          owner: Head of Service
          goal: Every claim is settled within ten days
          volume: 200 per month
        lane: Customer [customer]
        lane: Service
          accountable: Head of Service
          role: Agent [people 2]
        lane: Finance
          accountable: CFO
          role: Clerk [people 1]
        flow:
          Customer: Report damage
            handoff: claim form [via web form, within 1 bd]
          Agent: Register claim [work 10 min, takes 4 bh, ok 90%]
          Agent: Approve payment [work 5 min, takes 1 bd because batching, ok 98%, approval]
            handoff: payment order [via ERP, within 1 bd]
          Clerk: Pay claim [work 10 min, takes 2 bd because batching, ok 99%]
          end: Claim paid

        """

    private func diff(_ old: String, _ new: String, _ arguments: String...) throws -> Run {
        let box = try Sandbox()
        try box.write("old/claims.baton", old)
        try box.write("new/claims.baton", new)
        return try box.run(["diff", "old", "new", "--today", "2026-11-22"] + arguments)
    }

    // MARK: Nothing is lost

    @Test func neitherAMapNorABaselineIsReplaced() throws {
        let box = try Sandbox()
        try box.write("old/claims.baton", Self.claims)
        try box.write("new/claims.baton", Self.claims.replacing("2 bd", with: "3 bd"))
        try box.write("notes.txt", Self.claims)
        #expect(try box.run(["baseline", "write", "new", "--today", "2026-11-22"]).status == 0)
        try box.link("other.txt", to: "new/claims.baton")
        let before = try (box.read("new/claims.baton"), box.read("new/baseline.txt"), box.read("notes.txt"))
        for (arguments, words) in [
            (["-o", "new/claims.baton"], "it is a map, and the report would replace it"), (["-o", "elsewhere.baton"], "it is a map"),
            (["-o", "other.txt"], "it is a map"), (["-o", "new/baseline.txt"], "it is a baseline, and the report would replace it"),
            (["--drawing", "new/claims.baton"], "is written as SVG"), (["--drawing", "out.png"], "is written as SVG; name a file that ends in .svg, or a folder"),
            (["--drawing", "one.svg", "-o", "one.svg"], "cannot be one file"),
        ] {
            let run = try box.run(["diff", "old", "new", "--today", "2026-11-22"] + arguments)
            #expect(run.status == 2 && run.error.contains(words) && run.output == "", "\(arguments): \(run.error)")
        }
        let named = try box.run(["diff", "notes.txt", "new/claims.baton", "-o", "notes.txt"])
        #expect(named.status == 2 && named.error.contains("it is a map"))
        #expect(try (box.read("new/claims.baton"), box.read("new/baseline.txt"), box.read("notes.txt")) == before)
        #expect(!box.exists("out.png") && !box.exists("one.svg") && !box.exists("elsewhere.baton"))
        // A folder that is missing is made, as `check` makes it.
        #expect(try box.run(["diff", "old", "new", "-o", "sub/new/x.md"]).status == 0 && box.exists("sub/new/x.md"))
    }

    // MARK: Nothing is praised that nobody has done

    @Test(arguments: [
        ("checks:\n  sla-unmeetable: off\n", "no longer looked for ('sla-unmeetable: off'): error[sla-unmeetable]"),
        ("checks:\n  profile: workshop\n", "no longer looked for ('profile: workshop'): warning[handoff-no-acceptance]"),
        ("", "now excused (because we know): error[sla-unmeetable]"),
    ])
    func whatIsSilencedIsNotMended(_ settings: String, _ words: String) throws {
        var new = Self.claims
        if settings.isEmpty {
            new = new.replacing("  volume:", with: "  allow: sla-unmeetable\n    because: we know\n  volume:")
        } else {
            new = new.replacing("lane: Customer", with: settings + "lane: Customer")
        }
        let run = try diff(Self.claims, new)
        #expect(run.status == 0 && run.output.contains("! " + words), "\(run.output)\(run.error)")
        #expect(!run.output.contains(" gone") && !run.output.contains("− error"), "\(run.output)")
        let comment = try diff(Self.claims, new, "--format", "markdown").output
        #expect(comment.contains("🔕") && !comment.contains("✅"), "\(comment)")
        #expect(try diff(Self.claims, new, "--fail-on", "change").status == 1)
    }

    @Test func toSayLessIsNoImprovement() throws {
        let run = try diff(Self.claims, Self.claims.replacing("    handoff: payment order [via ERP, within 1 bd]\n", with: ""))
        #expect(run.output.contains("not to be found any more (what passes between 'Approve payment' and 'Pay claim' is not said any more): error[sla-unmeetable]"), "\(run.output)")
        #expect(!run.output.contains("− error"), "\(run.output)")
    }

    // MARK: Nothing is passed over

    @Test func allThatANewMapHasIsNew() throws {
        let box = try Sandbox()
        try box.write("old/claims.baton", Self.claims)
        try box.write("new/claims.baton", Self.claims)
        try box.write("new/second.baton", Self.claims.replacing("Handle a claim", with: "Handle a second claim"))
        func run(_ arguments: String...) throws -> Run { try box.run(["diff", "old", "new", "--today", "2026-11-22"] + arguments) }
        let text = try run("--fail-on", "error")
        #expect(text.status == 1 && text.output.contains("  + Handle a second claim  new/second.baton\n      handoffs on the map 2"), "\(text.output)")
        #expect(text.output.contains("      + error[sla-unmeetable]: "))
        let comment = try run("--format", "markdown").output
        #expect(comment.hasPrefix("### Baton: 1 map new, ") && comment.contains("`sla-unmeetable` `new/second.baton:17`"), "\(comment)")
        #expect(try box.run(["diff", "new", "old", "--format", "markdown"]).output.hasPrefix("### Baton: 1 map gone\n"))
        let drawn = try box.run(["diff", "new", "old", "--drawing", "out"])
        #expect(drawn.error.contains("only a map that is on both sides can be: 0 new, 1 gone"), "\(drawn.error)")
    }

    @Test func aFileWithAnotherNameIsTold() throws {
        let box = try Sandbox()
        try box.write("old/claims.baton", Self.claims)
        try box.write("new/damage/damage-claims.baton", Self.claims)
        let run = try box.run(["diff", "old", "new", "--fail-on", "change"])
        #expect(run.status == 1 && run.output.contains("~ file claims.baton → damage/damage-claims.baton"), "\(run.output)")
        #expect(run.output.contains("know it, claims → damage-claims"), "\(run.output)")
    }

    @Test func whatCouldNotBeComparedIsNamedInEachReport() throws {
        let box = try Sandbox()
        for side in ["old", "new"] { try box.write("\(side)/claims.baton", Self.claims) }
        try box.write("old/broken.baton", Self.claims)
        try box.write("new/broken.baton", "process: Broken\nflow:\n  Nobody at all\n    handoff [\n")
        for format in ["markdown", "json"] {
            let run = try box.run(["diff", "old", "new", "--format", format])
            #expect(run.status == 2 && run.output.contains("new/broken.baton: its text has"), "\(run.output)")
        }
    }

    @Test func whatWasRemovedSaysWhatMadeItMatter() throws {
        let new = Self.claims.replacing("  Agent: Approve payment [work 5 min, takes 1 bd because batching, ok 98%, approval]\n    handoff: payment order [via ERP, within 1 bd]\n", with: "")
        let run = try diff(Self.claims, new)
        #expect(run.output.contains("because of batching") && run.output.contains("approval"), "\(run.output)")
    }

    // MARK: Figures

    @Test func anotherCalendarIsNoOtherWork() throws {
        let run = try diff(Self.claims, Self.claims.replacing("  volume:", with: "  calendar: Mon-Fri 09:00-16:00\n  volume:"))
        #expect(run.output.contains("~ calendar + Mon-Fri 09:00-16:00") && !run.output.contains("1 bd → 1 bd"), "\(run.output)")
        #expect(run.output.contains("other hours a day") && !run.output.contains("better"), "\(run.output)")
    }

    @Test func whatCannotBeToldSaysWhy() throws {
        let decided = Self.claims.replacing("  Agent: Approve payment", with: "  Agent: Covered?\n    yes 80%\n    no 20% -> Claim paid\n  Agent: Approve payment")
        let run = try diff(decided, decided.replacing("yes 80%", with: "yes 70%"))
        #expect(run.output.contains("?: ") && run.output.contains("Covered?") && !run.output.contains("says nothing of"), "\(run.output)")
        let alone = try diff(Self.claims, Self.claims.replacing("  role: Clerk [people 1]\n", with: "").replacing("  Clerk:", with: "  Finance:"))
        #expect(alone.output.contains("gone") && !alone.output.contains("?  "), "\(alone.output)")
    }

    @Test func theWorstComesFirst() throws {
        let box = try Sandbox()
        for name in ["a", "b"] { try box.write("old/\(name).baton", Self.claims.replacing("Handle a claim", with: "Claim \(name)")) }
        try box.write("new/a.baton", Self.claims.replacing("Handle a claim", with: "Claim a").replacing("work 5 min", with: "work 6 min"))
        try box.write("new/b.baton", Self.claims.replacing("Handle a claim", with: "Claim b").replacing("work 5 min", with: "work 300 min"))
        for format in ["text", "markdown"] {
            let text = try box.run(["diff", "old", "new", "--format", format]).output
            let (a, b) = (try #require(text.range(of: "Claim a")), try #require(text.range(of: "Claim b")))
            #expect(b.lowerBound < a.lowerBound && text.contains("2 maps changed, 2 with worse figures"), "\(text)")
        }
    }

    @Test func linesInACommentAreLinks() throws {
        let new = Self.claims.replacing("takes 4 bh, ok 90%", with: "takes 4 bd, ok 90%")
        let run = try diff(Self.claims, new, "--format", "markdown", "--web", "https://github.com/acme/maps/blob/main")
        #expect(run.output.contains("[`new/claims.baton:14`](https://github.com/acme/maps/blob/main/new/claims.baton#L14)"), "\(run.output)")
        #expect(run.output.contains("  - Fix: ") && run.output.contains("  - Ask: "))
        #expect(try diff(Self.claims, new, "--web", "https://github.com/acme").status == 2)
    }
}
