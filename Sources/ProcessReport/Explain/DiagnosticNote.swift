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
    /// The files that lie beside the example, by name.
    public let beside: [String: String]

    init(_ name: String, _ meaning: String, _ remedy: String, wrong: String? = nil, right: String? = nil, beside: [String: String] = [:]) {
        self.name = name
        self.meaning = meaning
        self.remedy = remedy
        self.wrong = wrong
        self.right = right
        self.beside = beside
    }

    /// All errors there are, by name.
    public static let all: [DiagnosticNote] = (aToB + cToL + mToN + oToS + tToZ + ofBPMN).sorted { $0.name < $1.name }

    public static func named(_ name: String) -> DiagnosticNote? { all.first { $0.name == name } }

    /// An example as a map of its own, with the process, the lanes and the flow that it leaves out.
    public static func whole(_ example: String) -> String {
        if example.hasPrefix("  ") || example.hasPrefix("\t") || example.hasPrefix("\u{A0}") {
            return "process: Leads\nlanes: Marketing, Sales\nflow:\n\(example)\n"
        }
        if example.hasPrefix("sequenceDiagram") { return example + "\n" }
        let isFirst = example.hasPrefix("process:") || example.hasPrefix("lanes: Marketing, Sales\nflow:\n  Sales: Call")
        let lanes = example.contains("lane") || example.contains("use: organization.baton") ? "" : "lanes: Marketing, Sales\n"
        let flow = example.contains("flow:") || example.contains("\nSales:") ? "" : "flow:\n  Sales: Call prospect\n"
        return isFirst ? "\(example)\n\(lanes)\(flow)" : "process: Leads\n\(lanes)\(example)\n\(flow)"
    }

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
