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

    /// An example that begins with a comment `# name.baton` is that file to the examples after it.
    static func trees(_ examples: [(line: Int, text: String)]) -> [(line: Int, tree: SyntaxTree, used: [SyntaxTree])] {
        var files: [String: SyntaxTree] = [:]
        return examples.enumerated().map { number, example in
            let name = example.text.prefix { $0 != "\n" }
            let source = SourceText(
                id: FileID(number), name: name.hasPrefix("# ") ? String(name.dropFirst(2)) : "example.baton", text: whole(example.text))
            let tree = SyntaxTree(parsing: source)
            files[source.name] = tree
            return (example.line, tree, tree.uses.compactMap { files[$0.path] })
        }
    }

    @Test func examplesAreUnderstood() throws {
        let examples = Self.examples(in: try String(contentsOf: Self.page, encoding: .utf8))
        #expect(examples.count > 20)
        for (line, tree, used) in Self.trees(examples) {
            #expect(used.count == tree.uses.count, "a file that the example on line \(line) uses is not on the page")
            let complaints = Resolver.resolve(tree, using: used).diagnostics.map { "\($0.name): \($0.message)" }
            #expect(complaints == [], "the example on line \(line) of docs/language.md")
        }
    }

    /// Each word that can be said of each thing stands in an example. What can be said of nearly
    /// everything is shown somewhere; all that can be said of a step can be said of a decision.
    @Test func everyWordIsShown() throws {
        var shown: Set<String> = []
        for (_, tree, _) in Self.trees(Self.examples(in: try String(contentsOf: Self.page, encoding: .utf8))) {
            for word in WordsSaid(in: tree).all { shown.insert("\(word.keyword.rawValue) of \(word.owner.words)") }
            for line in tree.lines where line.kind == .element || line.kind == .exception {
                shown.insert(tree.source.string(line.head.range).split(separator: " ").prefix(2).joined(separator: " "))
            }
        }
        var missing: [String] = []
        for owner in Owner.allCases {
            for keyword in owner.keywords where !Self.anywhere.contains(keyword) {
                if owner == .decision, Owner.step.allows(keyword) { continue }
                let word = "\(keyword.rawValue) of \(owner.words)"
                if !shown.contains(word) { missing.append(word) }
            }
        }
        for keyword in Self.anywhere where !Owner.allCases.contains(where: { shown.contains("\(keyword.rawValue) of \($0.words)") }) {
            missing.append(keyword.rawValue)
        }
        missing += (Keyword.flowElements + [.onLate, .onError]).map(\.rawValue).filter { !shown.contains($0) }
        #expect(missing == [])
    }

    static let anywhere: [Keyword] = [.pain, .strength, .question, .note, .allow]

    /// What can be said of each thing, as the grammar has it.
    static var words: String {
        Owner.allCases.compactMap { owner -> String? in
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
