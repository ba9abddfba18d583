import Foundation
import Testing

@testable import ProcessReport

/// Whoever adds an error to the language also explains it.
struct DiagnosticNamesTests {
    private static let sources = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

    @Test func everyErrorIsExplained() throws {
        // The name is the first string after a call that reports.
        let call = /(?:\breport|\bwarn|reportUnknown|Diagnostic|name:|reportAs|XMLTrouble|self\.init)\(?\s*"([a-z]+(?:-[a-z0-9]+)+)"/
        var names: Set<String> = []
        for target in ["ProcessSyntax", "ProcessModel", "ProcessAnalysis", "BPMNInterchange", "ProcessWorkspace"] {
            let folder = Self.sources.appending(path: target)
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
            #expect(!files.isEmpty)
            for file in files where !file.hasPrefix("Rules/") || file.split(separator: "/").count == 2 {
                let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
                for match in text.matches(of: call) { names.insert(String(match.1)) }
            }
        }
        let explained = Set(DiagnosticNote.all.map(\.name))
        #expect(names.subtracting(explained).sorted() == [])
        #expect(explained.subtracting(names).sorted() == [])
    }
}
