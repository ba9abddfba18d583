import Foundation
import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessSyntax
import Testing

/// `docs/rules` is written from the rules themselves: `UPDATE_GOLDEN=1 swift test --filter RuleGuide`.
@Suite(.serialized) struct RuleGuideTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/rules")
    private static let updates = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil

    @Test(arguments: Catalogue.standard.rules.map(\.name)) func pageIsFresh(_ name: String) throws {
        let rule = try #require(Catalogue.standard.rule(named: name))
        try Self.compare(RuleGuide.page(rule), "\(name).md")
        try Self.compare(RuleGuide.drawing(rule), "drawings/\(name).svg")
    }

    @Test func indexIsFresh() throws { try Self.compare(RuleGuide.index(.standard), "README.md") }

    @Test func noPageIsLeftOver() throws {
        let pages = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".md") }
        let known = Catalogue.standard.rules.map { "\($0.name).md" } + ["README.md"]
        #expect(Set(pages).subtracting(known).isEmpty)
        let drawings = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: "drawings").path)
        #expect(Set(drawings).subtracting(Catalogue.standard.rules.map { "\($0.name).svg" }).isEmpty)
    }

    private static func compare(_ page: String, _ file: String) throws {
        let url = folder.appending(path: file)
        if updates {
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try page.write(to: url, atomically: true, encoding: .utf8)
        }
        let there = try? String(contentsOf: url, encoding: .utf8)
        #expect(there == page, "docs/rules/\(file) is stale: run UPDATE_GOLDEN=1 swift test --filter RuleGuide and read what changed")
    }
}

/// The pages about the rules, in Markdown.
enum RuleGuide {
    static func page(_ rule: Rule) -> String {
        var lines = ["<!-- Written from the rule's own code; see RuleGuideTests. -->", "", "# \(rule.name)", ""]
        lines.append("*\(category(rule.category)) · \(rule.severity.rawValue)*")
        if rule.readsWords { lines += ["", "This rule judges by words. It says why it fired and never weighs more than a warning."] }
        if rule.readsDates {
            lines += ["", "This rule compares dates with today's, or with `--today`. The examples are looked at on \(day)."]
        }
        lines += ["", "**What it finds.** \(rule.triggers)", "", "**Why it matters.** \(rule.why)", ""]
        lines += ["**What to do.** \(rule.remedy)", "", "**Ask the room.** \(rule.question)"]
        if !rule.settings.isEmpty {
            lines += ["", "## Thresholds", "", "| name | standard | what it counts |", "|---|---|---|"]
            for setting in rule.settings {
                lines.append("| \(setting.name) | \(amount(setting)) | \(setting.meaning) |")
            }
            if let setting = rule.settings.first {
                let isLevel = rule.settings.contains { $0.name == "warn" }
                lines += ["", "A team sets its own, for one map or in a shared file:", "", "```baton", "checks:"]
                lines.append("  \(rule.name): \(isLevel ? "warn at" : rule.settings.count > 1 ? "warn at \(setting.name)" : "warn at") \(amount(setting))")
                lines.append("```")
            }
        }
        let groups: [(String, (Rule.Example) -> Bool)] = [
            ("Where it speaks up", { $0.map.contains("↓") }),
            ("Where it is quiet", { !$0.map.contains("↓") && !$0.isNotAssessable }),
            ("Where it cannot tell", { $0.isNotAssessable }),
        ]
        for (title, belongs) in groups where rule.examples.contains(where: belongs) {
            lines += ["", "## \(title)"]
            for example in rule.examples where belongs(example) {
                lines += [""] + shown(example, rule)
                if example.map == drawn(rule)?.map { lines += ["", "![\(example.title): the map, drawn](drawings/\(rule.name).svg)"] }
            }
        }
        lines += [
            "", "## Living with it", "", "Where the team has decided to live with it, it says so and why, under what it is about:",
            "", "```baton", "allow: \(rule.name) [because \"agreed in the review\", until 2027-01-31]", "```", "",
        ]
        return lines.joined(separator: "\n")
    }

    private static var day: String {
        guard let day = Rule.Example.day else { return "no day" }
        return "\(day.year)-\(day.month)-\(day.day < 10 ? "0" : "")\(day.day)"
    }

    /// The example that is drawn: the first in which the rule speaks up.
    private static func drawn(_ rule: Rule) -> Rule.Example? { rule.examples.first { $0.map.contains("↓") } }

    /// That example with what the rule finds in it.
    static func drawing(_ rule: Rule) throws -> String {
        let example = try #require(drawn(rule))
        let map = Resolver.resolve(SyntaxTree(parsing: SourceText(name: "example.baton", text: unmarked(example.map).text))).map
        let inspection = Inspection(map)
        let findings = rule.assess(inspection, today: Rule.Example.day, baseline: example.baseline).findings
        var options = SwimlaneMap.Options()
        options.ratings = rule.tellsRatings
        return try SwimlaneMap(map, graph: inspection.graph, mainPath: inspection.mainPath, findings: findings, options: options).svg()
    }

    private static func shown(_ example: Rule.Example, _ rule: Rule) -> [String] {
        let (text, _) = unmarked(example.map)
        let source = SourceText(name: "example.baton", text: text)
        let map = Resolver.resolve(SyntaxTree(parsing: source)).map
        let assessment = rule.assess(Inspection(map), today: Rule.Example.day, baseline: example.baseline)
        var lines = ["\(example.title):", ""]
        for before in example.before { lines += ["```baton", before, "```", "", before == example.before.last ? "and now:" : "then:", ""] }
        lines += ["```baton", text, "```"]
        for finding in assessment.findings {
            let line = source.lineNumber(at: Int(finding.span.start))
            lines += [
                "", "> Line \(line), \(finding.severity.rawValue): \(finding.message)  ", "> *fix:* \(finding.remedy)  ",
                "> *ask:* \(finding.question)",
            ]
        }
        for missing in assessment.missing { lines += ["", "> \(assessment.isAssessed ? "looked at in part" : "not assessable"): \(missing)"] }
        return lines
    }

    static func index(_ catalogue: Catalogue) -> String {
        var lines = [
            "<!-- Written from the rules' own code; see RuleGuideTests. -->", "", "# The rules", "",
            "A finding is a question for the room, not a verdict on people. A rule ends in one of three ways: it finds something, it finds",
            "nothing, or it says that it cannot tell and what to write so that it can.",
        ]
        for category in Rule.Category.allCases {
            let rules = catalogue.rules.filter { $0.category == category }
            guard !rules.isEmpty else { continue }
            lines += ["", "## \(Self.category(category))", "", "| rule | weight | in short | what it finds |", "|---|---|---|---|"]
            for rule in rules { lines.append("| [\(rule.name)](\(rule.name).md) | \(rule.severity.rawValue) | \(rule.title) | \(rule.triggers) |") }
        }
        lines += ["", running, ""]
        return lines.joined(separator: "\n")
    }

    private static let running = """
        ## Which rules run, and how hard

        `checks:` at the top of a map, or of a file that maps `use`, says it. Later lines win over earlier ones, and a map over
        what it uses.

        ```baton
        checks:
          profile: standard
          handoff-no-sla: off
          key-person: error
          over-capacity: warn at 80%
          low-first-time-right: warn at step 75%, rolled 40%
        ```

        - A **profile** says which weights are shown: `workshop` errors only, while people talk; `standard` errors and warnings;
          `strict` notes as well. A rule to which the map gives a weight is shown in every profile.
        - A **weight** is `off`, `info`, `warn` or `error`. Rules that judge by words go no higher than `warn`.
        - A **threshold** follows `at`. Where a rule has several of one unit, the threshold is named.

        ## Living with a finding

        `allow:` stands under what it excuses, with a reason and, at best, a date:

        ```baton
        allow: handoff-no-sla [because "agreed in the review", until 2027-01-31]
        ```

        | it stands under | it excuses what the rule finds |
        |---|---|
        | the process | anywhere in the map |
        | a lane | in the lane, its roles, its steps, and what they hand over |
        | a role | in the role |
        | a step | in the step and in what it hands over |
        | a handoff | in what passes by it |
        | a term or a relationship | in it |

        On the day after `until` it excuses nothing any more: the finding comes back, and says until when it was excused.
        """

    static func category(_ category: Rule.Category) -> String {
        switch category {
        case .handoffs: "Handoffs"
        case .roles: "Roles"
        case .goals: "Goals"
        case .procedures: "Procedures"
        case .flow: "Flow"
        case .time: "Time and capacity"
        case .customers: "Customers and partners"
        case .relationships: "Relationships"
        case .sustaining: "Sustaining"
        }
    }

    private static func amount(_ setting: Rule.Setting) -> String {
        let whole = setting.standard.rounded() == setting.standard
        return (whole ? "\(Int(setting.standard))" : "\(setting.standard)") + (setting.unit == "%" ? "%" : " \(setting.unit)")
    }
}
