import ProcessAnalysis
import Testing

@testable import ProcessReport
@testable import ProcessWorkspace

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

/// Declarations that come from several files.
struct SharedFileTests {
    /// What is wrong, file by file.
    private func check(
        _ files: [String: String], paths: [String] = ["m"], _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let box = try Sandbox()
        for (name, text) in files { try box.write(name, text) }
        let report = Workspace(reading: paths.map { box.path + "/" + $0 }).check(today: nil)
        let found = report.groups().flatMap { group in
            group.diagnostics.map { diagnostic -> String in
                let edit = diagnostic.fixes.first?.edits.first.map { " -> " + $0.text } ?? ""
                return "\(group.source.name.dropFirst(box.path.count + 1)) [\(diagnostic.name)] @\(group.source.string(diagnostic.span))\(edit)"
            }
        }
        #expect(found == expected, sourceLocation: sourceLocation)
    }

    private func map(_ uses: [String], _ flow: String = "  AE: Call\n", said: String = "") -> String {
        "process: P\n" + uses.map { "use: \($0).baton\n" }.joined() + said + "flow:\n\(flow)  end: Done\n"
    }

    /// base is read once, and what is built on it after it.
    @Test func aDiamond() throws {
        let box = try Sandbox()
        try box.write("m/base.baton", "lane: Sales\n  listens on: Slack\n  goal: grow\n  role: AE [people 1, available 50%]\nsystem: CRM\n  record of: lead\n  seen by: Sales\n")
        try box.write("m/left.baton", "use: base.baton\nlane: Sales\n  role: AE [people 2]\n")
        try box.write("m/right.baton", "use: base.baton\nlane: Sales\n  role: AE [people 3]\n  listens on: Phone\nsystem: CRM\n  seen by: Sales, Service\n")
        try box.write("m/a.baton", map(["left", "right"], said: "lane: Sales\n  goal: keep\n"))
        let workspace = Workspace(reading: [box.path + "/m/a.baton"])
        #expect(workspace.check(today: nil).files.flatMap(\.diagnostics).filter { $0.name != "unknown-rule" }.isEmpty)
        let map = try #require(workspace.inspections().compactMap(\.self).first?.map)
        #expect(map.roles.map { "\($0.name) \($0.people?.value ?? 0) \($0.available?.value ?? 0)" } == ["AE 3.0 0.5"])
        #expect(map.lanes.map { $0.listensOn.map(\.string) + $0.goals.map(\.string) } == [["Phone", "keep"]])
        #expect(map.systems.map { $0.recordOf.map(\.string) + $0.seenBy.map(\.string) } == [["lead", "Sales", "Service"]])
    }

    @Test func aMapSaysMoreOfWhatItShares() throws {
        let box = try Sandbox()
        try box.write("m/org.baton", """
            lanes: Sales, Marketing
            meeting: Weekly [every 1 week, no-show 10%]
            term: MQL
              also: lead
              Sales: has a budget
              Marketing: has 65 points
            relationship: Sales and Marketing
              rating: Sales 4
              shared goal: pipeline
            """)
        try box.write("m/a.baton", """
            process: P
            use: org.baton
            meeting: Weekly [needs Sales]
            term: MQL
              Sales: has asked
            relationship: Marketing and Sales
              rating: Sales 6, Marketing 7
            flow:
              Sales: Call
              Marketing: Thank
              end: Done
            """)
        let workspace = Workspace(reading: [box.path + "/m"])
        let map = try #require(workspace.inspections().compactMap(\.self).first?.map)
        #expect(map.meetings.map { "\($0.every?.value?.high ?? 0) \($0.noShow?.value ?? 0) \($0.needs.map(\.string))" } == ["10080.0 0.1 [\"Sales\"]"])
        #expect(map.terms.map { $0.aliases.map(\.string) + $0.meanings.map { "\($0.who.string): \($0.text.string)" } } == [["lead", "Sales: has asked", "Marketing: has 65 points"]])
        #expect(map.relationships.map { $0.ratings.map { "\($0.lane.string) \($0.value.value ?? 0)" } + $0.sharedGoals.map(\.string) } == [["Sales 6.0", "Marketing 7.0", "pipeline"]])
    }

    /// Each of the two is right by itself; together they are not, which is told once, where the second stands.
    @Test func twoSharedFilesThatContradictEachOther() throws {
        let files = [
            "m/one.baton": "lane: Sales\n  role: AE\n", "m/two.baton": "lane: Service\n  role: AE\n",
            "m/a.baton": map(["one", "two"]), "m/b.baton": map(["one", "two"]), "m/c.baton": map(["one"]),
        ]
        try check(files, ["m/two.baton [duplicate-role] @AE"])
        try check(files, paths: ["m/b.baton"], ["m/two.baton [duplicate-role] @AE"])
        try check(files, paths: ["m/c.baton"], [])
        // Where the second uses the first, it is an error of its own.
        try check(
            files.merging(["m/two.baton": "use: one.baton\nlane: Service\n  role: AE\n"]) { $1 }, ["m/two.baton [duplicate-role] @AE"])
    }

    @Test func theSameThingTwiceInOneFile() throws {
        try check(
            [
                "m/org.baton": "lanes: Sales, IT\nsystem: CRM\nterm: MQL\n  Sales: a\nmeeting: Weekly\nsystem: CRM\nterm: MQL\n  IT: b\nmeeting: Weekly\nrelationship: Sales and IT\nrelationship: IT and Sales\n"
            ],
            [
                "m/org.baton [said-twice] @CRM", "m/org.baton [said-twice] @MQL", "m/org.baton [said-twice] @Weekly",
                "m/org.baton [said-twice] @IT and Sales",
            ])
    }

    /// The errors of a file that lies outside of what was named are told all the same, once.
    @Test func errorsOfAFileOutsideThePathsGiven() throws {
        let files = [
            "Processes/org.baton": "lane: Sales\n  role: AE [people many]\n", "Processes/x/a.baton": map(["../org"]), "Processes/x/b.baton": map(["../org"]),
        ]
        try check(files, paths: ["Processes/x/a.baton", "Processes/x/b.baton"], ["Processes/org.baton [bad-number] @many"])
    }

    @Test func aCircleOfSharedFilesIsToldOnceWhoeverUsesIt() throws {
        let files = [
            "m/x.baton": "use: y.baton\nlane: Sales\n  role: AE\n", "m/y.baton": "use: x.baton\n", "m/a.baton": map(["y"]), "m/b.baton": map(["x"]),
        ]
        try check(files, ["m/x.baton [use-circle] @y.baton"])
        try check(files, paths: ["m/a.baton"], ["m/x.baton [use-circle] @y.baton"])
    }

    /// A name that all but equals a shared one is a slip; titles, abbreviations and what nobody uses are not.
    @Test func namesOfSharedThings() throws {
        let organization = "lane: Sales\n  role: AE\n  role: Sales Support\nlane: Legal\n  role: Counsel\nsystem: Salesforce\nsystem: CRM\nmeeting: Pipeline meeting\n"
        func flow(_ said: String) -> String { "  AE: Call [\(said)]\n" }
        for (said, wrong) in [
            ("informed Leagl", "Leagl -> Legal"), ("consulted Counsell", "Counsell -> Counsel"), ("accountable Sales Suport", "Sales Suport -> Sales Support"),
            ("in Salesforse", "Salesforse -> Salesforce"), ("in CMR", "CMR -> CRM"), ("at Pipelin meeting", "Pipelin meeting -> Pipeline meeting"),
            ("informed SalesSupport", "SalesSupport -> Sales Support"), ("support Couns el", "Couns el -> Counsel"),
        ] {
            try check(["m/org.baton": organization, "m/a.baton": map(["org"], flow(said))], ["m/a.baton [unknown-name] @\(wrong)"])
        }
        for said in ["informed VP Sales", "accountable VP Legal", "in CMS", "informed SDR", "consulted Sales Supporter of the year", "at Pipeline meeting"] {
            try check(["m/org.baton": organization, "m/a.baton": map(["org"], flow(said))], [])
        }
    }
}
