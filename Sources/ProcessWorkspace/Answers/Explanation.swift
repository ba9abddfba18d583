import ProcessAnalysis
import ProcessReport

/// What rules and errors mean, for standard output.
public enum Explanation {
    /// All rules, by category.
    public static func index(withColour: Bool) -> String { RuleIndex().text(Console.format(withColour: withColour)) }

    /// What a rule or an error means; nil where there is none of that name.
    public static func of(_ name: String, withColour: Bool) -> String? {
        let format = Console.format(withColour: withColour)
        if let rule = Catalogue.standard.rule(named: name) { return RuleExplanation(rule).text(format) }
        return DiagnosticNote.named(name)?.text(format)
    }

    /// The rule or error whose name is nearest to a mistyped one; nil where none is near.
    public static func nearest(to name: String) -> String? {
        Spelling.nearest(to: name, among: Catalogue.standard.rules.map(\.name) + DiagnosticNote.all.map(\.name))
    }
}
