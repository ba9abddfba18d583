import Foundation
import ProcessAnalysis
import ProcessModel
import Testing

@testable import ProcessDiagram

/// The outside program of `AuditTests` on maps that run down, on strips and on phases; there must be no defect.
/// It knows one band for each lane, so a page with several strips is handed to it strip by strip.
@Suite struct PaperAuditTests {
    private func audit(_ drawings: [(name: String, svg: String)]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "baton-paper-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [String] = []
        for (name, svg) in drawings {
            let file = folder.appending(path: "\(name).svg")
            try svg.write(to: file, atomically: true, encoding: .utf8)
            files.append(file.path())
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", AuditTests.tools.appending(path: "audit-map.py").path(), "--quiet"] + files
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(output)")
    }

    private func drawing(_ seed: Int, _ direction: Direction) throws -> Drawing {
        var options = SwimlaneMap.Options()
        options.direction = direction
        options.isForPaper = true
        return try Drawing(
            RandomMap.text(seed: seed * 29, steps: 10 + seed * 3, lanes: 2 + seed % 7),
            findings: { map in map.nodeIDs.map { .made("a", .error, at: .node($0)) } + map.flowIDs.map { .made("b", .info, at: .flow($0)) } },
            options: options)
    }

    @Test(.enabled(if: AuditTests.isHere, AuditTests.why)) func mapsThatRunDownHaveNoDefect() throws {
        try audit(try (1...15).map { (name: "down-\($0)", svg: try drawing($0, .down).svg) })
    }

    @Test(.enabled(if: AuditTests.isHere, AuditTests.why), arguments: [Direction.right, .down]) func stripsHaveNoDefect(_ direction: Direction) throws {
        var strips: [(name: String, svg: String)] = []
        for seed in 1...10 {
            for page in try PaperPages(try drawing(seed, direction).diagram, on: Paper(.a3, textPoints: 12)).pages {
                for (number, piece) in page.pieces.enumerated() where !piece.steps.isEmpty {
                    var whole = piece
                    (whole.width, whole.height) = (page.width, page.height)
                    strips.append(("strip-\(seed)-\(page.number)-\(number)", SVGDrawing(whole, idPrefix: "map", keys: page.keys).text()))
                }
            }
        }
        #expect(strips.count > 20)
        try audit(strips)
    }
}
