import Foundation
import ProcessReport
import Testing

@testable import ProcessWorkspace

/// `docs/errors` is written from the notes themselves: `UPDATE_GOLDEN=1 swift test --filter DiagnosticGuide`.
@Suite(.serialized) struct DiagnosticGuideTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/errors")
    private static let updates = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil

    @Test(arguments: DiagnosticNote.all.map(\.name)) func pageIsFresh(_ name: String) throws {
        let note = try #require(DiagnosticNote.named(name))
        try Self.compare(try DiagnosticGuide.page(note), "\(name).md")
    }

    @Test func indexIsFresh() throws { try Self.compare(DiagnosticGuide.index, "README.md") }

    @Test func noPageIsLeftOver() throws {
        let pages = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".md") }
        #expect(Set(pages).subtracting(DiagnosticNote.all.map { "\($0.name).md" } + ["README.md"]).sorted() == [])
    }

    /// Each example of a mistake makes that mistake, and the same put right does not.
    @Test(arguments: DiagnosticNote.all.map(\.name)) func theExamplesAreTrue(_ name: String) throws {
        let note = try #require(DiagnosticNote.named(name))
        if let wrong = note.wrong { #expect(try DiagnosticGuide.said(of: wrong, note).contains("[\(name)]"), "\(wrong)") }
        if let right = note.right { #expect(try !DiagnosticGuide.said(of: right, note).contains("[\(name)]"), "\(right)") }
    }

    /// Who pastes what a page says to write has no other mistake then.
    @Test(arguments: DiagnosticNote.all.filter { $0.right != nil }.map(\.name)) func theWayOutIsNoMistake(_ name: String) throws {
        let note = try #require(DiagnosticNote.named(name))
        let right = try #require(note.right)
        let box = try Sandbox()
        try box.write("Processes/leads.baton", DiagnosticNote.whole(right))
        for (file, text) in note.beside { try box.write("Processes/" + file, text) }
        let answer = Workspace(reading: [box.path + "/Processes"]).check(today: nil)
        #expect(!answer.hasLanguageErrors, "\(answer.text())")
    }

    private static func compare(_ page: String, _ file: String) throws {
        let url = folder.appending(path: file)
        if updates {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try page.write(to: url, atomically: true, encoding: .utf8)
        }
        let there = try? String(contentsOf: url, encoding: .utf8)
        #expect(there == page, "docs/errors/\(file) is stale: run UPDATE_GOLDEN=1 swift test --filter DiagnosticGuide and read what changed")
    }
}

/// The pages about the errors, in Markdown.
enum DiagnosticGuide {
    private static let origin = "<!-- Written from the note's own code; see DiagnosticGuideTests. -->"

    static func page(_ note: DiagnosticNote) throws -> String {
        var lines = [origin, "", "# \(note.name)", "", note.meaning, "", "**What to do.** \(note.remedy)"]
        if let wrong = note.wrong {
            let whole = DiagnosticNote.whole(wrong)
            lines += ["", "## Instead of", "", "```baton", shown(whole) + "```"]
            for (name, text) in note.beside.sorted(by: { $0.key < $1.key }) { lines += ["", "with `\(name)` beside it:", "", "```baton", text + "```"] }
            lines += ["", "of which `baton check` says:", "", "```text", shown(try part(of: said(of: wrong, note), about: note.name)) + "```"]
        }
        if let right = note.right { lines += ["", note.wrong == nil ? "## A first map" : "## Write", "", "```baton", shown(DiagnosticNote.whole(right)) + "```"] }
        lines.append("")
        return lines.joined(separator: "\n")
    }

    static func said(of example: String, _ note: DiagnosticNote) throws -> String {
        let files = [("leads.baton", DiagnosticNote.whole(example))] + note.beside.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let box = try Sandbox()
        for (name, text) in files { try box.write("Processes/" + name, text) }
        return Workspace(reading: [box.path + "/Processes"]).check(today: nil).text().replacing(box.path + "/", with: "")
    }

    /// What is said of one error; of the others that an example has its reader learns elsewhere.
    private static func part(of text: String, about name: String) -> String {
        text.split(separator: "\n\n").filter { $0.contains("[\(name)]") }.prefix(1).joined() + "\n"
    }

    /// What cannot be seen is written out.
    private static func shown(_ text: String) -> String { text.replacing("\u{7}", with: "\u{2407}").replacing("\u{A0}", with: "\u{237D}") }

    static var index: String {
        var lines = [
            origin, "", "# The errors of the language", "",
            "What `baton check` says when the text of a map cannot be understood, by name. `baton explain NAME` prints the same.",
            "An error keeps the rules from running on its map; a warning does not. Each is told once, with the place and the way out.", "",
            "| name | what is the matter |", "|---|---|",
        ]
        for note in DiagnosticNote.all { lines.append("| [\(note.name)](\(note.name).md) | \(note.meaning) |") }
        lines.append("")
        return lines.joined(separator: "\n")
    }
}
