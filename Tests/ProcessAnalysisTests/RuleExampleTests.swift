import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

/// A map without its `↓` marks, and the byte offsets at which they stood.
func unmarked(_ text: String) -> (text: String, marks: [Int]) {
    var bytes: [UInt8] = []
    var marks: [Int] = []
    for character in text.unicodeScalars {
        if character == "↓" { marks.append(bytes.count) } else { bytes += Array(String(character).utf8) }
    }
    return (String(decoding: bytes, as: UTF8.self), marks)
}

/// A map that must be without errors of the language.
func sound(_ text: String, _ location: SourceLocation = #_sourceLocation) -> (map: ProcessMap, source: SourceText) {
    let source = SourceText(name: "example.baton", text: text)
    let resolution = Resolver.resolve(SyntaxTree(parsing: source))
    let complaints = resolution.diagnostics.map { "\(source.position(at: Int($0.span.start)).line): \($0.message)" }
    #expect(complaints.isEmpty, "\(text)", sourceLocation: location)
    return (resolution.map, source)
}

extension Rule.Example {
    /// What was known of the map; nil where no baseline was written.
    var baseline: BaselineMap? {
        before.reduce(nil) { baseline, text in
            let inspection = Inspection(sound(text).map)
            let report = Catalogue.standard.run(over: inspection, profile: .strict, today: Self.day)
            return BaselineMap(id: "example", inspection, report, after: baseline)
        }
    }
}

struct ShownExample: CustomTestStringConvertible, Sendable {
    let rule: Rule
    let example: Rule.Example
    var testDescription: String { "\(rule.name): \(example.title)" }
}

/// The examples are what the documentation shows, so each must say exactly what it shows.
@Suite struct RuleExampleTests {
    static let shown = Catalogue.standard.rules.flatMap { rule in
        rule.examples.map { ShownExample(rule: rule, example: $0) }
    }

    @Test(arguments: shown) func firesWhereMarked(_ shown: ShownExample) {
        let (text, marks) = unmarked(shown.example.map)
        let (map, source) = sound(text)
        let assessment = shown.rule.assess(Inspection(map), today: Rule.Example.day, baseline: shown.example.baseline)
        func places(_ offsets: [Int]) -> [String] {
            offsets.sorted().map {
                let at = source.position(at: $0)
                return "\(at.line):\(at.column) \(source.string($0..<min($0 + 24, source.bytes.count)).prefix { $0 != "\n" })"
            }
        }
        #expect(places(assessment.findings.map { Int($0.span.start) }) == places(marks), "\(assessment.findings.map(\.message))")
        #expect(assessment.isAssessed != shown.example.isNotAssessable, "\(assessment.missing)")
        #expect(!shown.example.isNotAssessable || !assessment.missing.isEmpty)
    }

    @Test(arguments: Catalogue.standard.rules.map(\.name)) func showsBothSides(_ name: String) throws {
        let rule = try #require(Catalogue.standard.rule(named: name))
        let fire = rule.examples.filter { $0.map.contains("↓") }
        let quiet = rule.examples.filter { !$0.map.contains("↓") && !$0.isNotAssessable }
        #expect(fire.count >= 2)
        #expect(quiet.count >= 2)
    }

    /// What people read follows the house style.
    @Test(arguments: shown) func speaksPlainly(_ shown: ShownExample) {
        let (map, _) = sound(unmarked(shown.example.map).text)
        for finding in shown.rule.assess(Inspection(map), today: Rule.Example.day, baseline: shown.example.baseline).findings {
            #expect(!finding.message.hasSuffix("."))
            #expect(!finding.remedy.hasSuffix("."))
            #expect(finding.remedy.first?.isLowercase == true)
            #expect(finding.question.hasSuffix("?"))
            #expect(!finding.span.isEmpty)
            #expect(finding.rule == shown.rule.name)
            #expect(finding.severity <= shown.rule.severity)
        }
    }
}
