import ProcessAnalysis
import ProcessSyntax

/// What a rule is about, for people: `baton explain handoff-no-sla`.
public struct RuleExplanation: Sendable {
    let rule: Rule

    public init(_ rule: Rule) { self.rule = rule }

    public func text(_ format: Page.Format = .plain) -> String {
        var page = Page(format)
        page.add(rule.name, .strong)
        page.add("  ")
        page.add(rule.severity.rawValue, Page.Style(rule.severity))
        page.line(", \(rule.category.rawValue)", .quiet)
        page.endLine()
        page.paragraph(rule.triggers, indent: 0)
        page.endLine()
        for (label, words) in [("Why", rule.why), ("Do", rule.remedy), ("Ask", rule.question)] {
            page.add(label.padded(to: 5), .strong)
            page.paragraph(words, indent: 5)
        }
        if !rule.settings.isEmpty {
            page.endLine()
            page.line("Settings, under 'checks:' in a map", .strong)
            let names = rule.settings.map { Printable.columns($0.name) }.max() ?? 0
            for setting in rule.settings {
                page.add("  \(setting.name.padded(to: names))  ")
                let unit = setting.unit == "%" ? "%" : " \(setting.unit)"
                page.paragraph("\(Numerals.decimal(setting.standard))\(unit): \(setting.meaning)", indent: names + 4)
            }
        }
        if rule.readsDates, let day = Rule.Example.day {
            page.endLine()
            page.line("Dates of the examples are looked at on \(day.year)-\(day.month)-\(day.day < 10 ? "0" : "")\(day.day).", .quiet)
        }
        for example in rule.examples { write(example, to: &page) }
        page.endLine()
        page.line("To live with it in one place:  allow: \(rule.name) [because \"…\"]", .quiet)
        return page.text
    }

    /// The map of an example with `^` under each place where a finding points.
    private func write(_ example: Rule.Example, to page: inout Page) {
        page.endLine()
        page.add("Example: ", .strong)
        page.add(example.title, .strong)
        page.line(outcome(of: example), .quiet)
        for before in example.before {
            page.endLine()
            for line in before.split(separator: "\n", omittingEmptySubsequences: false) { page.line("    " + line) }
            page.endLine()
            page.line("  \(before == example.before.last ? "and now" : "then")", .quiet)
        }
        page.endLine()
        for line in example.map.split(separator: "\n", omittingEmptySubsequences: false) {
            let pieces = line.split(separator: "↓", omittingEmptySubsequences: false).map(String.init)
            page.line("    " + pieces.joined())
            guard pieces.count > 1 else { continue }
            var marks = ""
            var column = 0
            for piece in pieces.dropLast() {
                column += Printable.columns(piece)
                marks = marks.padded(to: column) + "^"
            }
            page.space(4)
            page.line(marks, Page.Style(rule.severity))
        }
    }

    private func outcome(of example: Rule.Example) -> String {
        if example.isNotAssessable { return " (not assessable)" }
        return example.map.contains("↓") ? "" : " (nothing found)"
    }
}

/// All rules, by category: `baton explain`.
public struct RuleIndex: Sendable {
    public init() {}

    /// Up to the first full stop, or the first colon, that is no part of `code`.
    private static func firstSentence(_ text: String) -> String {
        var sentence = ""
        var isCode = false
        for word in text.split(separator: " ") {
            sentence += (sentence.isEmpty ? "" : " ") + word
            for character in word where character == "`" { isCode.toggle() }
            if !isCode, word.hasSuffix(".") || word.hasSuffix(":") { break }
        }
        return String(sentence.hasSuffix(":") ? sentence.dropLast() + "." : sentence[...])
    }

    public func text(_ format: Page.Format = .plain) -> String {
        var page = Page(format)
        let rules = Catalogue.standard.rules
        let column = rules.map { Printable.columns($0.name) }.max() ?? 0
        for category in Rule.Category.allCases {
            let own = rules.filter { $0.category == category }
            guard !own.isEmpty else { continue }
            page.line(category.rawValue.prefix(1).uppercased() + category.rawValue.dropFirst(), .strong)
            for rule in own {
                page.add("  \(rule.name.padded(to: column))  ")
                page.add(rule.severity.rawValue.padded(to: 7), Page.Style(rule.severity))
                page.space(2)
                page.paragraph(Self.firstSentence(rule.triggers), indent: column + 13)
            }
            page.endLine()
        }
        page.line("For one of them, with examples: baton explain RULE", .quiet)
        page.line("What can be wrong with the text of a map: baton explain errors", .quiet)
        return page.text
    }
}

/// All errors in the text of a map, by name: `baton explain errors`.
public struct DiagnosticIndex: Sendable {
    public init() {}

    public func text(_ format: Page.Format = .plain) -> String {
        var page = Page(format)
        let column = DiagnosticNote.all.map { Printable.columns($0.name) }.max() ?? 0
        for note in DiagnosticNote.all {
            page.add("  \(note.name.padded(to: column))  ")
            page.paragraph(note.meaning, indent: column + 4)
        }
        page.endLine()
        page.line("For one of them, with an example: baton explain NAME", .quiet)
        return page.text
    }
}
