import ProcessAnalysis
import ProcessReport

/// What rules and errors mean, for standard output.
public enum Explanation {
    /// All rules, by category.
    public static func index(withColour: Bool) -> String { RuleIndex().text(Console.format(withColour: withColour)) }

    /// All errors in the text of a map, by name.
    public static func errors(withColour: Bool) -> String { DiagnosticIndex().text(Console.format(withColour: withColour)) }

    /// What a rule or an error means; nil where there is none of that name. The name may be pasted as it
    /// stands at the head of a message: `error[unknown-role]:`.
    public static func of(_ name: String, withColour: Bool) -> String? {
        let format = Console.format(withColour: withColour)
        let name = inBrackets(name)
        if let rule = Catalogue.standard.rule(named: name) { return RuleExplanation(rule).text(format) }
        return DiagnosticNote.named(name)?.text(format)
    }

    /// The rule or error whose name is nearest to a mistyped one; nil where none is near.
    public static func nearest(to name: String) -> String? {
        Spelling.nearest(to: inBrackets(name), among: Catalogue.standard.rules.map(\.name) + DiagnosticNote.all.map(\.name))
    }

    private static func inBrackets(_ head: String) -> String {
        guard let open = head.firstIndex(of: "["), let close = head[open...].firstIndex(of: "]") else { return head }
        return String(head[head.index(after: open)..<close])
    }
}
