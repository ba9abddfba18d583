import Foundation
import Testing

/// The drawings in `Output/`, as they are committed.
@Suite struct DrawingAuditTests {
    static let output = SampleMaps.package.appending(path: "Output")
    /// Counts drawing defects from an SVG alone; it is no part of this repository.
    static let audit = SampleMaps.package.appending(path: "../shared/tools/audit-map.py").standardizedFileURL

    @Test func everyProcessIsDrawn() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.output.path).filter { $0.hasSuffix(".svg") }.sorted()
        #expect(files == SampleMaps.processes.map { $0 + ".svg" }.sorted())
    }

    static let hasAudit = FileManager.default.fileExists(atPath: audit.path)
        && FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

    @Test(.enabled(if: hasAudit, "the audit of drawings needs python3 and ../shared/tools/audit-map.py, and one of them is not here"))
    func noDrawingHasADefect() throws {
        let run = Process()
        run.executableURL = URL(filePath: "/usr/bin/python3")
        run.arguments = [Self.audit.path] + SampleMaps.processes.map { Self.output.appending(path: "\($0).svg").path }
        let answer = Pipe()
        run.standardOutput = answer
        try run.run()
        let text = String(decoding: answer.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        run.waitUntilExit()
        #expect(run.terminationStatus == 0, "\(text)")
    }
}
