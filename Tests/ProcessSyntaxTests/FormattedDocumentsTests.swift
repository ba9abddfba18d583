import Foundation
import ProcessSyntax
import Testing

/// Whatever of our own shows a map shows it in form. `UPDATE_GOLDEN=1` puts it so.
@Suite struct FormattedDocumentsTests {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func files(in folder: String, endingIn ending: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: package.appending(path: folder).path)) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().map { "\(folder)/\($0)" }
    }

    static func format(_ text: String) -> String {
        String(decoding: Formatting(of: SyntaxTree(parsing: SourceText(name: "example.baton", text: text))).bytes, as: UTF8.self)
    }

    /// An example may be a part of a flow.
    static func formatExample(_ text: String) -> String {
        guard text.hasPrefix(" ") else { return format(text) }
        return String(format("flow:\n" + text).dropFirst("flow:\n".count))
    }

    static var isUpdating: Bool { ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" }

    @Test(arguments: files(in: "Processes", endingIn: ".baton") + files(in: "docs/examples", endingIn: ".baton"))
    func mapsAreInForm(path: String) throws {
        let file = Self.package.appending(path: path)
        let text = try String(contentsOf: file, encoding: .utf8)
        if Self.isUpdating { try Self.format(text).write(to: file, atomically: true, encoding: .utf8) } else { #expect(text == Self.format(text), "baton fmt \(path)") }
    }

    @Test(arguments: ["README.md"] + files(in: "docs", endingIn: ".md"))
    func examplesAreInForm(path: String) throws {
        let file = Self.package.appending(path: path)
        let text = try String(contentsOf: file, encoding: .utf8)
        var updated: [String] = []
        for (number, part) in text.components(separatedBy: "```baton\n").enumerated() {
            guard number > 0, let end = part.range(of: "```") else {
                updated.append(part)
                continue
            }
            let example = String(part[..<end.lowerBound])
            let expected = Self.formatExample(example)
            if !Self.isUpdating { #expect(example == expected, "example \(number) of \(path)") }
            updated.append(expected + part[end.lowerBound...])
        }
        if Self.isUpdating { try updated.joined(separator: "```baton\n").write(to: file, atomically: true, encoding: .utf8) }
    }

    /// In the style guide each untidy text stands before what it becomes.
    @Test func theStyleGuideShowsWhatHappens() throws {
        let text = try String(contentsOf: Self.package.appending(path: "docs/style.md"), encoding: .utf8)
        let parts = text.components(separatedBy: "```text\n").dropFirst()
        #expect(parts.count > 4)
        for part in parts {
            let pair = part.components(separatedBy: "```\n\n```baton\n")
            try #require(pair.count > 1, "an untidy text is followed by what it becomes")
            let untidy = pair[0]
            let tidy = pair[1].components(separatedBy: "```")[0]
            #expect(Self.formatExample(untidy) == tidy)
            #expect(untidy != tidy)
        }
    }
}
