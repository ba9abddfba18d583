import Foundation
import ProcessAnalysis
import ProcessModel
import ProcessSyntax
import Testing

@testable import ProcessDiagram

/// An outside program counts the defects of drawings; there must be none. It comes with the shared
/// folder beside the repository; without that the tests are skipped.
@Suite struct AuditTests {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let tools = package.appending(path: "../shared/tools").standardizedFileURL
    static let isHere = FileManager.default.fileExists(atPath: tools.appending(path: "audit-map.py").path())
    static let why: Comment = "the audit script in ../shared/tools is missing"

    private func run(_ script: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Self.tools.appending(path: script).path()] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    private func audit(_ drawings: [(name: String, svg: String)]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "baton-audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [String] = []
        for (name, svg) in drawings {
            let file = folder.appending(path: "\(name).svg")
            try svg.write(to: file, atomically: true, encoding: .utf8)
            files.append(file.path())
        }
        let result = try run("audit-map.py", ["--quiet"] + files)
        #expect(result.status == 0, "\(result.output)")
    }

    @Test(.enabled(if: isHere, why), arguments: ["plain", "full"]) func generatedMapsHaveNoDefect(_ detail: String) throws {
        var drawings: [(name: String, svg: String)] = []
        for seed in 1...25 {
            let (steps, lanes) = (20 + seed * 13 % 41, 3 + seed % 6)
            let text = try run("gen-map.py", ["--steps", "\(steps)", "--lanes", "\(lanes)", "--seed", "\(seed)", "--detail", detail]).output
            let drawing = try Drawing(text) { Catalogue.standard.run(over: Inspection($0)).findings }
            drawings.append(("\(detail)-\(seed)", drawing.svg))
        }
        try audit(drawings)
    }

    @Test(.enabled(if: isHere, why), arguments: HeatReadings.Kind.allCases) func mapsWithEveryLayerHaveNoDefect(_ heat: HeatReadings.Kind) throws {
        var drawings: [(name: String, svg: String)] = []
        for seed in 1...8 {
            let text = try run("gen-map.py", ["--steps", "\(10 + seed * 11)", "--lanes", "\(3 + seed % 6)", "--seed", "\(seed * 7)", "--detail", seed % 4 == 0 ? "plain" : "full"]).output
            // The first of the lanes is a customer's.
            let named = text.replacing("lanes: Customer, ", with: "lane: Customer [customer]\nlanes: ")
            let drawing = try LayeredDrawing(named, heat: heat, withFindings: true)
            #expect(drawing.diagram.marksTakenOff == 0 && drawing.diagram.interactions.count == 1)
            drawings.append(("\(heat.rawValue)-\(seed)", drawing.svg))
        }
        try audit(drawings)
    }

    @Test(.enabled(if: isHere, why)) func randomMapsHaveNoDefect() throws {
        let drawings = try (1...25).map { seed in
            let text = RandomMap.text(seed: seed * 31, steps: 10 + seed * 4, lanes: 2 + seed % 8)
            let drawing = try Drawing(text) { map in map.nodeIDs.map { .made("a", .error, at: .node($0)) } }
            return (name: "random-\(seed)", svg: drawing.svg)
        }
        try audit(drawings)
    }

    @Test(.enabled(if: isHere, why)) func sampleMapsHaveNoDefect() throws {
        let folder = Self.package.appending(path: "Processes")
        func tree(_ name: String, _ id: Int) throws -> SyntaxTree {
            SyntaxTree(parsing: SourceText(id: FileID(id), name: name, bytes: Array(try Data(contentsOf: folder.appending(path: name)))))
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".baton") && $0 != "organization.baton" }
        let shared = try tree("organization.baton", 1)
        let drawings = try names.sorted().map { name in
            let map = Resolver.resolve(try tree(name, 0), using: [shared]).map
            let inspection = Inspection(map)
            let drawn = try SwimlaneMap(
                map, graph: inspection.graph, mainPath: inspection.mainPath, findings: Catalogue.standard.run(over: inspection).findings)
            return (name: name, svg: drawn.svg())
        }
        #expect(!drawings.isEmpty)
        try audit(drawings)
    }
}
