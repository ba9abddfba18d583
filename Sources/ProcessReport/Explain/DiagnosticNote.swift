/// What an error in the text of a map means: `baton explain unknown-role`.
public struct DiagnosticNote: Sendable {
    /// As in the brackets at the head of the message.
    public let name: String
    /// What is the matter, in one sentence.
    public let meaning: String
    /// What to write instead, and why it is asked for.
    public let remedy: String
    /// Text that has the mistake, and the same put right; nil where that would show nothing.
    /// What begins with two spaces stands under `flow:`.
    public let wrong: String?
    public let right: String?

    init(_ name: String, _ meaning: String, _ remedy: String, wrong: String? = nil, right: String? = nil) {
        self.name = name
        self.meaning = meaning
        self.remedy = remedy
        self.wrong = wrong
        self.right = right
    }

    /// All errors there are, by name.
    public static let all: [DiagnosticNote] = aToL + mToS + tToZ

    public static func named(_ name: String) -> DiagnosticNote? { all.first { $0.name == name } }

    public func text(_ format: Page.Format = .plain) -> String {
        var page = Page(format)
        page.add(name, .strong)
        page.line("  in the text of a map", .quiet)
        page.endLine()
        page.paragraph(meaning, indent: 0)
        page.endLine()
        page.paragraph(remedy, indent: 0)
        for (label, example) in [("Instead of", wrong), ("write", right)] {
            guard let example else { continue }
            page.endLine()
            page.line(label, .strong)
            page.endLine()
            for line in example.split(separator: "\n", omittingEmptySubsequences: false) { page.line("    " + line) }
        }
        return page.text
    }
}
