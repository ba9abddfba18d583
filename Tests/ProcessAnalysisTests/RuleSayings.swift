import ProcessAnalysis
import ProcessModel
import Testing

/// What one rule says of a map: a message a line, then what it lacks.
func says(_ rule: Rule, _ text: String, location: SourceLocation = #_sourceLocation) -> [String] {
    let assessment = rule.assess(Inspection(sound(text, location).map))
    return assessment.findings.map(\.message) + assessment.missing.map { "\(assessment.isAssessed ? "in part" : "not") assessable: \($0)" }
}

/// The same of a rule by its name.
func says(_ rule: String, of text: String, location: SourceLocation = #_sourceLocation) throws -> [String] {
    says(try #require(Catalogue.standard.rule(named: rule), sourceLocation: location), text, location: location)
}
