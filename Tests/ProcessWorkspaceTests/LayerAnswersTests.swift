import Foundation
import Testing

@testable import ProcessWorkspace

/// Layers by their names, from a shell.
struct LayerAnswersTests {
    private static let map = Sample.sound + "\nnote: Between us\n"

    private func render(_ arguments: String...) throws -> (status: Int32, output: String, error: String) {
        let box = try Sandbox()
        try box.write("a.baton", Self.map)
        let run = try box.run(["render", "a.baton", "-o", "-"] + arguments)
        return (run.status, run.output, run.error)
    }

    @Test func whatIsAskedForIsShown() throws {
        let plain = try render()
        #expect(plain.status == 0 && !plain.output.contains("Between us") && !plain.output.contains("class=\"timeline\""))
        let shown = try render("--show", "notes,timeline")
        #expect(shown.status == 0 && shown.output.contains("Between us") && shown.output.contains("class=\"timeline\""))
        #expect(try render("--show", "notes", "--show", "timeline").output == shown.output)
        #expect(try render("--show", "timeline, notes").output == shown.output)
    }

    @Test func shortFormsAreTheSame() throws {
        let long = try render("--hide", "findings,pains,legend")
        #expect(long.status == 0 && !long.output.contains("class=\"legend\""))
        #expect(try render("--no-findings", "--no-pains", "--no-legend").output == long.output)
        #expect(try render("--hide", "findings", "--no-pains", "--hide", "legend").output == long.output)
    }

    @Test(arguments: [
        (["--show", "tims"], "error: --show knows no layer 'tims'; did you mean 'times'? It knows findings, pains, unknowns, times, timeline, interaction, legend, notes and ratings\n"),
        (["--hide", "zzz"], "error: --hide knows no layer 'zzz'; it knows findings, pains, unknowns, times, timeline, interaction, legend, notes and ratings\n"),
        (["--show", "times,"], "error: a name is missing at --show; it knows findings, pains, unknowns, times, timeline, interaction, legend, notes and ratings\n"),
        (["--heat", "waits"], "error: --heat knows no heat 'waits'; did you mean 'wait'? It knows wait, work, load and pains\n"),
        (["--show", "pains", "--no-pains"], "error: 'pains' is to be shown and to be hidden; leave it out of one of the two\n"),
    ]) func whatIsUnknownIsTold(_ arguments: [String], _ message: String) throws {
        let box = try Sandbox()
        try box.write("Processes/a.baton", Self.map)
        let run = try box.run(["render"] + arguments)
        #expect(run.status == 2 && run.output.isEmpty && run.error == message)
        #expect(try box.names() == ["Processes"])
    }

    /// What a team reads off the wall is what the numbers say.
    @Test(arguments: ["lead-to-opportunity", "lead-to-opportunity-to-be", "campaign-launch", "crm-change-request"])
    func totalsAreThoseThatMetricsPrints(_ name: String) throws {
        let box = try Sandbox()
        for file in Set([name, "lead-to-opportunity", "organization"]).sorted() {
            let map = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Processes/\(file).baton")
            try box.write("\(file).baton", try String(contentsOf: map, encoding: .utf8))
        }
        let map = "\(name).baton"
        let rows = try box.baton("metrics", map).output.split(separator: "\n").map { row in
            row.components(separatedBy: "  ").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
        let svg = try box.baton("render", map, "--show", "timeline", "-o", "-").output
        let totals = svg.split(separator: "\n").filter { $0.contains("class=\"total\"") }
        #expect(totals.count == 2)
        for (title, total) in zip(["Main path", "All cases"], totals) {
            let row = try #require(rows.first { $0.first == title })
            let figures = row.filter { $0.contains("bh") || $0.hasSuffix(" h") || $0.hasSuffix("min") }
            #expect(figures.count == 2)
            for figure in figures { #expect(total.contains(figure.dropLast()), "\(title): \(figure)") }
            #expect(total.contains("flow efficiency \(try #require(row.first { $0.hasSuffix("%") }))"))
        }
    }

    @Test func aLayerWithNothingToShowIsTold() throws {
        let box = try Sandbox()
        try box.write("a.baton", "process: P\nlanes: A, B\nflow:\n  A: One\n  B: Two\n  end: Done\n")
        let run = try box.run(["render", "a.baton", "--show", "interaction,times,notes,ratings", "--heat", "wait"])
        #expect(run.status == 0 && run.output == "Output/a.svg\n")
        #expect(run.error == """
            note: a.baton: no times to show: no step says its work, wait or ok
            note: a.baton: no line of interaction: no lane is a customer's; write 'lane: Buyer [customer]'
            note: a.baton: nothing to tint by wait: no step says how long it waits
            note: a.baton: no notes to show
            note: a.baton: no ratings to show

            """)
    }
}
