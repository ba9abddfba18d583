import Foundation
import MapFuzzing
import ProcessAnalysis
import ProcessModel
import ProcessReport
import ProcessSyntax
import Testing

/// Whatever a map holds, the reports for reviews can be read: made-up maps and what is left of broken ones, all in one
/// report, read by programs that are not ours.
@Suite struct ReviewReadBackTests {
    private static let report: CheckReport = {
        let mutator = Mutator(MadeUpMaps.all)
        let texts = MadeUpMaps.all + (0..<150).map { mutator.text(seed: $0) }
        var sources: [SourceText] = []
        let files = texts.enumerated().map { index, bytes -> CheckedFile in
            let source = SourceText(id: FileID(index), name: "maps/made up \(index).baton", bytes: bytes)
            sources.append(source)
            let resolution = Resolver.resolve(SyntaxTree(parsing: source))
            let hasErrors = resolution.diagnostics.contains { $0.severity == .error }
            let verdict = hasErrors || !resolution.map.isProcess
                ? nil : Catalogue.standard.run(over: Inspection(resolution.map), profile: .strict, today: Rule.Example.day)
            return CheckedFile(
                file: source.id, map: resolution.map, diagnostics: resolution.diagnostics + (verdict?.diagnostics ?? []), verdict: verdict)
        }
        return CheckReport(sources: sources, files: files)
    }()

    private static let context = ReviewContext(paths: report.sources.map(\.name), failing: .warning, exitCode: 2)

    private static func readBack(_ format: String, _ text: String) throws {
        let folder = SchemaTests.package.appending(path: "Tests/ReviewMaps")
        let file = FileManager.default.temporaryDirectory.appending(path: "baton-review-\(UUID().uuidString)")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        for python in [SchemaTests.package.appending(path: ".build/readers/bin/python").path, "python3", "/usr/bin/python3"] {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = [python, folder.appending(path: "read-back.py").path, format, file.path]
                + (format == "gitlab" ? [folder.appending(path: "code-quality.schema.json").path] : [])
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = pipe
            try process.run()
            let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            // 3: without a package. 127: without Python.
            if process.terminationStatus == 3 || process.terminationStatus == 127 { continue }
            #expect(process.terminationStatus == 0, "\(format): \(output)")
            return
        }
        print("Skipped: nothing here reads \(format); scripts/install-readers installs what can.")
    }

    @Test func sarif() throws { try Self.readBack("sarif", Self.report.sarif(Self.context)) }
    @Test func junit() throws { try Self.readBack("junit", Self.report.junit(Self.context)) }
    @Test func codeQuality() throws { try Self.readBack("gitlab", Self.report.codeQuality(Self.context)) }
    @Test func markdown() throws { try Self.readBack("markdown", Self.report.markdown(Self.context)) }

    /// No text of a map begins a command of its own, and no more are written than are shown.
    @Test func eachLineForGitHubIsOneCommand() {
        let lines = Self.report.gitHubCommands(Self.context).split(whereSeparator: \.isNewline)
        for kind in ["error", "warning", "notice"] { #expect(lines.count { $0.hasPrefix("::\(kind) ") } <= 10) }
        #expect(lines.allSatisfy { $0.hasPrefix("::error ") || $0.hasPrefix("::warning ") || $0.hasPrefix("::notice ") })
        #expect(lines.last?.hasPrefix("::notice title=Baton::Not shown here: ") == true)
    }

    @Test func nothingThatATerminalObeysIsWritten() {
        for text in [
            Self.report.sarif(Self.context), Self.report.junit(Self.context), Self.report.gitHubCommands(Self.context),
            Self.report.codeQuality(Self.context), Self.report.markdown(Self.context),
        ] {
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
        }
    }
}
