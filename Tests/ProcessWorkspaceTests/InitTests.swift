import Foundation
import Testing

@testable import ProcessWorkspace

/// `baton init`: a first map that is right, and nothing lost.
struct InitTests {
    @Test func aFirstMapChecksClean() throws {
        let box = try Sandbox()
        let run = try box.baton("init", "Lead to opportunity")
        #expect(run.status == 0 && run.error == "")
        #expect(run.output == """
            wrote Processes/lead-to-opportunity.baton
            wrote Processes/organization.baton

            Next:
              baton check      what is missing or unclear, and what to ask in the room
              baton render     a swimlane map of it, in Output
              baton metrics    how long it takes, and where it waits

            """)
        #expect(try box.read("Processes/lead-to-opportunity.baton").contains("\nprocess: Lead to opportunity\n"))
        let check = try box.baton("check", "--profile", "standard", "--fail-on", "info")
        #expect(check.status == 0 && check.output.contains("Nothing found."))
        #expect(try box.baton("render").status == 0)
        #expect(try box.baton("fix", "--diff").status == 0)
        #expect(try box.baton("init").status == 0)
        #expect(try box.read("Processes/first-map.baton").contains("\nuse: organization.baton\n"))
        #expect(try box.baton("check", "--fail-on", "info").status == 0)
    }

    @Test func theNameNeedsNoQuotes() throws {
        let box = try Sandbox()
        #expect(try box.baton("init", "Lead", "to", "opportunity").output.hasPrefix("wrote Processes/lead-to-opportunity.baton\n"))
        #expect(try box.read("Processes/lead-to-opportunity.baton").contains("\nprocess: Lead to opportunity\n"))
    }

    @Test func nothingIsOverwritten() throws {
        let box = try Sandbox()
        try box.write("Processes/lead.baton", Sample.sound)
        let run = try box.baton("init", "Lead")
        #expect(run.status == 2 && run.output == "")
        #expect(run.error.hasPrefix("error: Processes/lead.baton: it is there already and was left as it is; give another name"))
        #expect(try box.read("Processes/lead.baton") == Sample.sound)
        #expect(try box.names(in: "Processes") == ["lead.baton"])
        // A link that leads nowhere is there as well.
        try box.link("Processes/quote.baton", to: "elsewhere.baton")
        #expect(try box.baton("init", "Quote").status == 2)
        #expect(!box.exists("Processes/elsewhere.baton"))
    }

    @Test(arguments: [
        // Other lanes; lanes of the same names that say other things; errors; nothing at all.
        "lane: Warehouse\n", "lane: Sales [partner]\n  role: Planner\nlane: Customer\n  role: Account Manager\n", "lain: Sales\n", "", "term: order\n  Sales: this\n  Operations: that\n",
    ])
    func theSharedFileThatIsThereStays(organization: String) throws {
        let box = try Sandbox()
        try box.write("Processes/organization.baton", organization)
        let run = try box.baton("init", "Lead")
        #expect(run.status == 0 && run.output.hasPrefix("wrote Processes/lead.baton\nkept  Processes/organization.baton\n"))
        #expect(try box.read("Processes/organization.baton") == organization)
        let workspace = Workspace(reading: [box.path + "/Processes/lead.baton"])
        let own = workspace.check(today: nil).files.filter(\.isAskedFor)
        #expect(own.count == 1 && own.allSatisfy { $0.diagnostics.isEmpty && $0.verdict?.findings.isEmpty == true })
    }

    @Test(arguments: [
        ("Lead to opportunity", "lead-to-opportunity", "Lead to opportunity"),
        ("  Order  to cash ", "order-to-cash", "Order to cash"),
        ("../../etc/passwd", "etc-passwd", "../../etc/passwd"),
        ("..", "process", ".."),
        ("A/B: test [1] # two", "a-b-test-1-two", "\"A/B: test [1] # two\""),
        ("Say \"yes\" [now]", "say-yes-now", "\"Say 'yes' [now]\""),
        ("-> Done", "done", "\"-> Done\""),
        ("a\tb\u{1B}[31mc\n", "a-b-31mc", "\"a b [31mc\""),
        ("Größe 見積もり", "größe-見積もり", "Größe 見積もり"),
        ("🎉", "process", "🎉"),
        ("organization", "organization-process", "organization"),
        ("process: x", "process-x", "process: x"),
        ("?", "process", "?"),
    ])
    func whateverItIsCalled(name: String, file: String, text: String) throws {
        let made = try MapName(name)
        #expect(made.file == file + ".baton" && made.inText == text)
        let box = try Sandbox()
        #expect(try box.run(["init", "--", name]).status == 0)
        #expect(try box.names() == ["Processes"])
        #expect(try box.names(in: "Processes") == [file + ".baton", "organization.baton"].sorted())
        #expect(try box.baton("check", "--fail-on", "info").status == 0)
    }

    @Test(arguments: ["", " \n", String(repeating: "a", count: 121)])
    func whatIsNoName(name: String) throws {
        let box = try Sandbox()
        let run = try box.baton("init", name)
        #expect(run.status == 2 && run.error.hasPrefix("error: "))
        #expect(try box.names() == [])
    }

    @Test func aFolderThatCannotBeMade() throws {
        let box = try Sandbox()
        try box.write("Processes", "a file")
        let run = try box.baton("init", "Lead")
        #expect(run.status == 2 && run.error.contains("Processes"))
        #expect(try box.read("Processes") == "a file")
    }

    /// As the formatter would have it: two spaces a level, nothing at the ends of lines.
    @Test(arguments: [FirstMap.text(named: "P"), FirstMap.textWithLanes(named: "P", using: true), FirstMap.textWithLanes(named: "P", using: false), FirstMap.organization])
    func theTextIsTidy(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.last == "" && lines.dropLast().last != "")
        #expect(!text.contains("\n\n\n") && !text.contains("\t"))
        #expect(lines.allSatisfy { !$0.hasSuffix(" ") && $0.prefix { $0 == " " }.count % 2 == 0 && $0.count <= 100 })
    }
}
