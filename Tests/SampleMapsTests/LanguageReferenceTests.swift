import Foundation
import ProcessModel
import ProcessSyntax
import Testing

/// docs/language.md says what the parser and the resolver understand: its examples are run, and its
/// table of words is written from the grammar.
@Suite struct LanguageReferenceTests {
    static let page = SampleMaps.package.appending(path: "docs/language.md")

    /// Stands around the examples that are only a part of a map.
    static let people = """
        lane: Prospect [customer]
        lane: Marketing
          role: Marketing Ops
          role: Demand Gen
        lane: Sales
          role: SDR
          role: AE
        """

    /// The examples marked as ours, each with the line it starts on.
    static func examples(in text: String) -> [(line: Int, text: String)] {
        var found: [(line: Int, text: String)] = []
        var open: [Substring]?
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line == "```baton" {
                open = []
            } else if line == "```", let lines = open {
                found.append((number - lines.count + 1, lines.joined(separator: "\n") + "\n"))
                open = nil
            } else {
                open?.append(line)
            }
        }
        return found
    }

    static func whole(_ example: String) -> String {
        if example.contains("process: ") || example.contains("lane: ") { return example }
        if example.hasPrefix("  ") { return "process: Example\n\(people)\nflow:\n\(example)" }
        return "process: Example\n\(people)\nflow:\n  Demand Gen: Score lead\n\(example)"
    }

    @Test func examplesAreUnderstood() throws {
        let examples = Self.examples(in: try String(contentsOf: Self.page, encoding: .utf8))
        #expect(examples.count > 10)
        for example in examples {
            let source = SourceText(name: "example.baton", text: Self.whole(example.text))
            let complaints = Resolver.resolve(SyntaxTree(parsing: source)).diagnostics.map { "\($0.name): \($0.message)" }
            #expect(complaints == [], "the example on line \(example.line) of docs/language.md")
        }
    }

    /// What can be said of each thing, as the grammar has it.
    static var words: String {
        let anywhere: Set<Keyword> = [.pain, .strength, .question, .note, .allow]
        return Owner.allCases.compactMap { owner -> String? in
            let keywords = owner.keywords.filter { !anywhere.contains($0) }
            guard !keywords.isEmpty else { return nil }
            return "| \(owner.words.filter { $0 != "'" }) | \(keywords.map { "`\($0.rawValue)`" }.joined(separator: ", ")) |\n"
        }.joined()
    }

    @Test func everyWordIsListed() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let mark = "| of | you can say |\n|---|---|\n"
        let parts = text.components(separatedBy: mark)
        try #require(parts.count == 2)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try (parts[0] + mark + Self.words).write(to: Self.page, atomically: true, encoding: .utf8)
        } else {
            #expect(parts[1] == Self.words, "the table of words is stale: UPDATE_GOLDEN=1 swift test --filter LanguageReference")
        }
    }
}
