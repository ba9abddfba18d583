import Foundation
import ProcessAnalysis
import Testing

@testable import BPMNInterchange

/// The table in docs/bpmn.md says what comes of the files that others wrote.
@Suite(.enabled(if: BPMN.corpora != nil, "there is no folder ../shared/corpora with files that others wrote"))
struct AgreementTableTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/bpmn.md")

    /// Rules of bpmnlint that look for what a rule here looks for.
    private static let counterparts = [("event-based-gateway", "single-answer"), ("link-event", "unreachable"), ("no-implicit-start", "unreachable")]

    @Test func theTableIsTrue() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let first = try #require(text.firstRange(of: /<!-- corpora: .*-->\n/))
        let last = try #require(text.firstRange(of: "<!-- end of corpora -->"))
        let table = try Self.table()
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            var new = text
            new.replaceSubrange(first.upperBound..<last.lowerBound, with: table)
            try new.write(to: Self.page, atomically: true, encoding: .utf8)
        } else {
            #expect(String(text[first.upperBound..<last.lowerBound]) == table)
        }
    }

    private static func table() throws -> String {
        var text = "| sevensv | told | at |\n|---|---|---|\n"
        for file in try BPMN.files(in: "sevensv") {
            let checked = CheckedImport(BPMNImport(try BPMN.read(try BPMN.bytes(file)), file: file).maps[0])
            let found = checked.findings.filter { $0.severity == .error }
            let rules = found.map { "[\($0.rule)](rules/\($0.rule).md)" }.joined(separator: ", ")
            text += "| \(file.dropFirst("sevensv/".count).dropLast(".bpmn".count)) | \(found.isEmpty ? "nothing" : rules) | \(found.map { "`\(checked.id(of: $0))`" }.joined(separator: ", ")) |\n"
        }
        text += "\n| files | imported | into maps | refused, since they hold no step |\n|---|---|---|---|\n"
        for folder in ["miwg", "sevensv", "bpmnlint"] {
            var (imported, maps, refused) = (0, 0, 0)
            let files = try BPMN.files(in: folder)
            for file in files {
                guard let library = BPMN.library, let result = try? BPMNImport(try BPMN.bytes(file), file: file, library: library) else {
                    refused += 1
                    continue
                }
                imported += 1
                maps += result.maps.count
            }
            text += "| \(folder), \(files.count) | \(imported) | \(maps) | \(refused) |\n"
        }
        text += "\n| rule of bpmnlint | rule here | told in the invalid files | told in the valid files |\n|---|---|---|---|\n"
        for (lint, rule) in counterparts {
            let files = try BPMN.files(in: "bpmnlint/\(lint)")
            let told = try files.map { file in (file, try tells(rule, file)) }
            func words(_ isInvalid: Bool) -> String {
                let some = told.filter { $0.0.contains("/invalid") == isInvalid }
                return "\(some.filter(\.1).count) of \(some.count)"
            }
            text += "| \(lint) | [\(rule)](rules/\(rule).md) | \(words(true)) | \(words(false)) |\n"
        }
        return text
    }

    private static func tells(_ rule: String, _ file: String) throws -> Bool {
        let imported = BPMNImport(try BPMN.read(try BPMN.bytes(file)), file: file)
        return imported.maps.contains { CheckedImport($0).findings.contains { $0.rule == rule } }
    }
}
