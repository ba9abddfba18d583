import ProcessAnalysis
import ProcessModel
import ProcessSyntax

extension CheckReport {
    /// The report in SARIF 2.1.0, which code scanning services and editors read; docs/review.md says what is in it.
    public func sarif(_ context: ReviewContext) -> String { SARIFReport(self, context).text }
}

/// Writes a report as a SARIF log with one run.
///
/// Columns are Unicode scalars. Only rules that are spoken of are described. What is excused is told, as suppressed.
struct SARIFReport {
    /// What GitHub reads of one run. Of more the heaviest are written, and how many are left out.
    static let mostResults = 25_000
    static let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

    private let context: ReviewContext
    private let groups: [ReviewGroup]
    private let hasBaseline: Bool
    private let results: [ReviewEntry]
    private let leftOut: Int
    private let report: CheckReport

    init(_ report: CheckReport, _ context: ReviewContext, most: Int = SARIFReport.mostResults) {
        self.context = context
        self.report = report
        groups = report.reviewGroups(context)
        hasBaseline = report.baseline != nil
        let all = groups.filter { $0.file != nil || !$0.path.isEmpty }.flatMap { $0.entries + $0.excused }
        results = all.count > most ? Array(CheckReport.worstFirst(all.filter { !$0.isExcused } + all.filter(\.isExcused)).prefix(most)) : all
        leftOut = all.count - results.count
    }

    var text: String {
        let rules = rules
        let places = Dictionary(rules.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        return JSON.object([
            ("$schema", .string(Self.schema)),
            ("version", .string("2.1.0")),
            ("runs", .array([
                .object([
                    ("tool", .object([("driver", driver(rules))])),
                    ("columnKind", .string("unicodeCodePoints")),
                    ("invocations", .array([invocation])),
                    ("results", .array(results.map { result($0, places) })),
                ])
            ])),
        ]).document()
    }

    // MARK: The tool

    /// Those that are spoken of: rules in the order of the catalogue, then mistakes by name.
    private var rules: [String] {
        let spoken = Set(results.map(\.name) + groups.flatMap { $0.gaps.map(\.rule) })
        let rules = Catalogue.standard.rules.map(\.name).filter(spoken.contains)
        return rules + spoken.subtracting(rules).sorted()
    }

    private func driver(_ rules: [String]) -> JSON {
        .object([
            ("name", .string("Baton")), ("version", .string(Baton.version)), ("semanticVersion", .string(Baton.version)),
            ("rules", .array(rules.map(Self.descriptor))),
            ("notifications", .array(Self.notifications.map { .object([("id", .string($0.id)), ("shortDescription", Self.message($0.words))]) })),
        ])
    }

    private static let notifications: [(id: String, words: String)] = [
        ("not-assessable", "The map does not say what the rule would need."),
        ("not-read", "A file could not be read."),
        ("left-out", "There are more results than are written."),
    ]

    private static func descriptor(_ name: String) -> JSON {
        guard let rule = Catalogue.standard.rule(named: name) else {
            let note = DiagnosticNote.named(name)
            let words = [note?.meaning, note?.remedy].compactMap(\.self)
            return .object([
                ("id", .string(name)), ("name", .string(camelCased(name))),
                ("shortDescription", message(note?.meaning ?? "The text of a map is wrong.")),
                ("fullDescription", message(words.isEmpty ? "The text of a map is wrong." : words.joined(separator: " "))),
                ("help", help(words + ["More: baton explain \(name)"], words + ["More: `baton explain \(name)`"])),
                ("defaultConfiguration", .object([("level", .string("error"))])),
                ("properties", properties(category: "language", severity: .error, isSure: true)),
            ])
        }
        let parts = [("Why", rule.why), ("Fix", rule.remedy), ("Ask", rule.question)]
        return .object([
            ("id", .string(name)), ("name", .string(camelCased(name))),
            ("shortDescription", message(ReviewEntry.sentence(rule.title))),
            ("fullDescription", message(rule.triggers)),
            ("help", help(
                [rule.triggers] + parts.map { "\($0.0): \($0.1)" } + ["More: baton explain \(name)"],
                [rule.triggers] + parts.map { "**\($0.0)** \($0.1)" } + ["More: `baton explain \(name)`"])),
            ("defaultConfiguration", .object([("level", .string(level(rule.severity)))])),
            ("properties", properties(category: rule.category.rawValue, severity: rule.severity, isSure: !rule.readsWords)),
        ])
    }

    private static func help(_ plain: [String], _ markdown: [String]) -> JSON {
        .object([("text", .string(braced(plain.joined(separator: "\n\n")))), ("markdown", .string(braced(markdown.joined(separator: "\n\n"))))])
    }

    private static func properties(category: String, severity: Severity, isSure: Bool) -> JSON {
        let weight = switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "recommendation"
        }
        return .object([
            ("category", .string(category)), ("tags", .strings(["process", category])),
            // What code scanning of GitHub sorts by.
            ("precision", .string(isSure ? "high" : "medium")), ("problem.severity", .string(weight)),
        ])
    }

    /// `HandoffNoSla`: names of SARIF rules are identifiers.
    private static func camelCased(_ name: String) -> String {
        name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    // MARK: The run

    private var invocation: JSON {
        let notes = unreadNotes + leftOutNotes + gapNotes
        let meaning = switch context.exitCode {
        case 0: "all is well"
        case 1: "something was found"
        default: "a map or the call is wrong"
        }
        return .object([
            ("executionSuccessful", .bool(context.unread.isEmpty)),
            ("exitCode", .integer(context.exitCode)), ("exitCodeDescription", .string(meaning)),
            ("toolExecutionNotifications", .array(notes)),
        ])
    }

    private var unreadNotes: [JSON] {
        context.unread.map { unread in
            .object([
                ("descriptor", .object([("id", .string("not-read"))])), ("level", .string("error")),
                ("message", Self.message("\(unread.path): " + ReviewEntry.sentence(unread.reason, capital: false))),
            ])
        }
    }

    private var leftOutNotes: [JSON] {
        guard leftOut > 0 else { return [] }
        return [.object([
            ("descriptor", .object([("id", .string("left-out"))])), ("level", .string("warning")),
            ("message", Self.message("\(Numerals.count(leftOut, "result")) of less weight left out: no more than \(results.count) are written.")),
        ])]
    }

    private var gapNotes: [JSON] {
        groups.flatMap { group in
            group.gaps.map { gap in
                .object([
                    ("descriptor", .object([("id", .string("not-assessable"))])), ("level", .string("note")),
                    ("associatedRule", .object([("id", .string(gap.rule))])),
                    ("message", Self.message((gap.isPartial ? "Assessed in part: " : "Not assessable: ") + ReviewEntry.sentence(gap.missing, capital: false))),
                    ("locations", .array([.object([("physicalLocation", .object([("artifactLocation", Self.artifact(group.path))]))])])),
                ])
            }
        }
    }

    // MARK: Results

    private func result(_ entry: ReviewEntry, _ places: [String: Int]) -> JSON {
        var fields: [(key: String, value: JSON)] = [("ruleId", .string(entry.name))]
        if let index = places[entry.name] { fields.append(("ruleIndex", .integer(index))) }
        fields.append(("level", .string(Self.level(entry.severity))))
        fields.append(("message", Self.message(entry.sentences.joined(separator: "\n"))))
        fields.append(("locations", .array([location(entry)])))
        let related = entry.related.enumerated().map { index, related in
            Self.location(context.path(of: related.span), report.region(of: related.span), id: index, message: related.message)
        }
        if !related.isEmpty { fields.append(("relatedLocations", .array(related))) }
        let fingerprint = JSON.string(entry.fingerprint.description)
        // GitHub knows results again by the first, whatever its name says; other programs take all they find.
        fields.append(("partialFingerprints", .object([("primaryLocationLineHash", fingerprint), ("batonFinding/v1", fingerprint)])))
        fields.append(("suppressions", .array(suppressions(entry))))
        if hasBaseline, entry.origin == .rule, !entry.isExcused { fields.append(("baselineState", .string("new"))) }
        let fixes = entry.fixes.compactMap(fix)
        if !fixes.isEmpty { fields.append(("fixes", .array(fixes))) }
        return .object(fields)
    }

    private func location(_ entry: ReviewEntry) -> JSON {
        var fields = Self.physical(entry.path, entry.region)
        if let place = entry.place, let process = entry.process {
            let name = place.kind == "process" ? process : place.name
            fields.append(("logicalLocations", .array([
                .object([
                    ("name", .string(name)), ("fullyQualifiedName", .string(place.kind == "process" ? process : "\(process)/\(name)")),
                    ("kind", .string(place.kind)),
                ])
            ])))
        }
        return .object(fields)
    }

    private static func location(_ path: String, _ region: ReviewRegion?, id: Int, message words: String) -> JSON {
        .object([("id", .integer(id))] + physical(path, region) + [("message", message(ReviewEntry.sentence(words)))])
    }

    private static func physical(_ path: String, _ region: ReviewRegion?) -> [(key: String, value: JSON)] {
        var fields = [("artifactLocation", artifact(path))]
        if let region { fields.append(("region", json(region))) }
        return [("physicalLocation", .object(fields))]
    }

    private static func json(_ region: ReviewRegion) -> JSON {
        .object([
            ("startLine", .integer(region.start.line)), ("startColumn", .integer(region.start.column)),
            ("endLine", .integer(region.end.line)), ("endColumn", .integer(region.end.column)),
        ])
    }

    private func suppressions(_ entry: ReviewEntry) -> [JSON] {
        guard entry.isExcused else { return [] }
        var fields: [(key: String, value: JSON)] = [("kind", .string("inSource")), ("status", .string("accepted"))]
        if let excuse = entry.excuse {
            if !excuse.message.isEmpty { fields.append(("justification", .string(excuse.message))) }
            fields.append(("location", .object(Self.physical(context.path(of: excuse.span), report.region(of: excuse.span)))))
        }
        return [.object(fields)]
    }

    /// The edits by file; nil where one points nowhere.
    private func fix(_ fix: Fix) -> JSON? {
        var files: [(path: String, edits: [JSON])] = []
        for edit in fix.edits {
            guard let region = report.region(of: edit.span) else { return nil }
            let json = JSON.object([
                ("deletedRegion", Self.json(region)), ("insertedContent", .object([("text", .string(edit.text))])),
            ])
            let path = context.path(of: edit.span)
            if let index = files.firstIndex(where: { $0.path == path }) { files[index].edits.append(json) } else { files.append((path, [json])) }
        }
        return .object([
            ("description", Self.message(ReviewEntry.sentence(fix.message))),
            ("artifactChanges", .array(files.map { path, edits in
                .object([("artifactLocation", Self.artifact(path)), ("replacements", .array(edits))])
            })),
        ])
    }

    // MARK: Small parts

    /// A path from the top of the repository, whose place on a machine only the reader knows; else one of this machine.
    private static func artifact(_ path: String) -> JSON {
        if path.hasPrefix("/") { return .object([("uri", .string("file://" + URIText.path(path)))]) }
        return .object([("uri", .string(URIText.path(path)))] + (path.hasPrefix("<") ? [] : [("uriBaseId", .string("%SRCROOT%"))]))
    }

    private static func level(_ severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "note"
        }
    }

    private static func message(_ text: String) -> JSON { .object([("text", .string(braced(text)))]) }

    /// SARIF takes `{0}` for a place to fill in, which doubled braces are not, and `[words](address)` for a link.
    private static func braced(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") }) else { return text }
        var out = ""
        var before: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == "{" || scalar == "}" { out.unicodeScalars.append(scalar) }
            if scalar == "(", before == "]" { out += " " }
            out.unicodeScalars.append(scalar)
            before = scalar
        }
        return out
    }
}
