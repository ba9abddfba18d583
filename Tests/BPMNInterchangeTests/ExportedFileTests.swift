import Foundation
import ProcessModel
import ProcessSyntax
import Testing

@testable import BPMNInterchange

/// The files that are written: well-formed, valid, with ids that last and lines that end where they should.
@Suite struct ExportedFileTests {
    static func export(_ text: String, using shared: [SyntaxTree] = []) throws -> String {
        let tree = SyntaxTree(parsing: SourceText(name: "map.baton", text: text))
        let resolution = Resolver.resolve(tree, using: shared)
        try #require(!resolution.diagnostics.contains { $0.severity == .error }, "\(resolution.diagnostics.map(\.message))")
        return try BPMNExport(resolution.map, from: tree).text
    }

    // MARK: The schema

    static let validator = "/usr/bin/xmllint"
    /// `BPMN20.xsd` with what it includes: in a folder that `BPMN_SCHEMA` names, or where SpiffWorkflow is installed.
    static let schema: String? = {
        let name = "BPMN20.xsd"
        if let folder = ProcessInfo.processInfo.environment["BPMN_SCHEMA"], FileManager.default.fileExists(atPath: "\(folder)/\(name)") { return "\(folder)/\(name)" }
        let question = "import importlib.util as u; s = u.find_spec('SpiffWorkflow'); print(s.submodule_search_locations[0] if s else '')"
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        for python in [root.appending(path: ".build/readers/bin/python").path, "/usr/bin/python3"] where FileManager.default.isExecutableFile(atPath: python) {
            guard let found = try? ExportedMaps.output(python, ["-c", question]), found.status == 0 else { continue }
            let path = found.text.trimmingCharacters(in: .whitespacesAndNewlines) + "/bpmn/parser/schema/\(name)"
            if FileManager.default.fileExists(atPath: path) { return path }
        }
        return nil
    }()
    static let canValidate = schema != nil && FileManager.default.isExecutableFile(atPath: validator)
    static let whyNot: Comment = "it needs xmllint and the schema of BPMN 2.0 (scripts/install-readers, or BPMN_SCHEMA=folder), and one of them is not here"

    /// What the schema says against files; nil where it says nothing.
    static func complaint(_ files: [(name: String, text: String)]) throws -> String? {
        guard let schema, !files.isEmpty else { return nil }
        let folder = FileManager.default.temporaryDirectory.appending(path: "baton-bpmn-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var paths: [String] = []
        for (number, file) in files.enumerated() {
            let path = folder.appending(path: "\(number).bpmn")
            try file.text.write(to: path, atomically: true, encoding: .utf8)
            paths.append(path.path)
        }
        let (text, status) = try ExportedMaps.output(validator, ["--noout", "--nonet", "--schema", schema] + paths)
        guard status != 0 else { return nil }
        let complaints = text.split(separator: "\n").filter { !$0.hasSuffix("validates") }
        let number = complaints.first.flatMap { $0.split(separator: "/").last }.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
        return "\(files[number].name): \(complaints.prefix(3).joined(separator: "\n"))"
    }

    @Test(.enabled(if: canValidate, whyNot)) func mapsOfTheRepositoryAreValid() throws {
        let files = try ExportedMaps.all.compactMap { map -> (name: String, text: String)? in
            do { return (map.name, try RoundTrip(map.text, using: ExportedMaps.shared(map.text)).exported) } catch is RoundTrip.Failure { return nil }
        }
        #expect(files.count > 250)
        let complaint = try Self.complaint(files)
        #expect(complaint == nil)
    }

    @Test(.enabled(if: canValidate && ExportedMaps.hasGenerator, whyNot)) func generatedMapsAreValid() throws {
        let files = try (1...ExportedMaps.rounds(20)).map { ("seed \($0)", try Self.export(try ExportedMaps.generated(100 + $0))) }
        let complaint = try Self.complaint(files)
        #expect(complaint == nil)
    }

    // MARK: Ids and names

    static let hostile = [
        "]]>", "<x>&amp;", "a' b", "it's \u{202E}right to left", "עברית", "漢字", "🎈🎈", "e\u{301}", "\u{9B}31m", String(repeating: "long ", count: 200) + "end",
        "a  b", "a b", "a-b", "a_b", "A B", "__", "1", "xml", "-", "end of it",
    ]

    @Test func hostileNamesAreWellFormed() throws {
        let steps = Self.hostile.map { "  A: \"\($0)\"\n    handoff: \"\($0)\"\n    note: \"\($0)\"\n  B: \"What of \($0)?\"\n    \"\($0)\"\n    \"not \($0)\"\n" }.joined()
        let text = "process: \"<&>\"\nlanes: A, B, \"\(Self.hostile[0])\", \"\(Self.hostile[3])\"\nflow:\n\(steps)  end: \"]]> & out\"\n"
        let exported = try Self.export(text)
        #expect(!exported.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) || (0x202A...0x202E).contains($0.value) })
        let library = try #require(BPMN.library)
        let root = try #require(try XMLElement.read(Array(exported.utf8), library: library, limits: XMLLimits()))
        var ids: [String] = []
        func collect(_ element: XMLElement) {
            if let id = element.value("id") { ids.append(id) }
            element.children.forEach(collect)
        }
        collect(root)
        #expect(Set(ids).count == ids.count)
        let areNames = ids.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95 || $0 == 45 } && $0.first?.isLetter == true }
        #expect(areNames)
        let flaw = try RoundTrip(text).flaw()
        #expect(flaw == nil)
    }

    @Test func whatBelongsToAStepNeverHasTheIDOfAnother() throws {
        let text = try Self.export(
            """
            process: P
            lanes: A, "A di"
            flow:
              A: x
                needs: r
              A: x input
                needs: r object
              "A di": x di
              end: E

            """)
        let ids = text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(ids.count > 20)
        #expect(Set(ids).count == ids.count)
    }

    @Test func idsStayWhenOtherThingsChange() throws {
        func ids(_ text: String) throws -> Set<Substring> { Set(try Self.export(text).matches(of: /id="([^"]+)"/).map { $0.1 }) }
        let before = try ids("process: P\nlanes: A, B\nflow:\n  A: One\n  B: Two?\n    yes -> One\n    no\n  A: Three!\n  end: Done\n")
        let after = try ids("process: P\nlanes: C, A, B\nflow:\n  A: One\n  C: Between\n  C: Odd?\n    so -> One\n    so not\n  B: Two?\n    yes -> One\n    no\n  A: Three!\n  end: Done\n")
        // Only what led from the one to the other is gone.
        let gone = before.subtracting(after)
        #expect(gone.filter { !$0.hasPrefix("Flow_") }.isEmpty)
        #expect(gone.count == 2)
    }

    // MARK: The drawing

    @Test func everythingIsDrawnAndLinesEndOnTheirShapes() throws {
        let names = ["Processes/campaign-launch.baton", "Processes/lead-to-opportunity.baton", "Processes/crm-change-request.baton", "docs/examples/first-map.baton"]
        for name in names {
            let text = try ExportedMaps.file(name)
            let exported = try Self.export(text, using: ExportedMaps.shared(text))
            let places = ExportedPlaces(exported)
            let elements = exported.matches(of: /<bpmn:(\w+) id="([^"]+)"/).filter { !["definitions", "collaboration", "process", "laneSet", "resource", "dataObject", "property"].contains($0.1) }
            for element in elements { #expect(places.boxes[String(element.2)] != nil || places.lines[String(element.2)] != nil, "\(name): \(element.2)") }
            var count = 0
            for flow in exported.matches(of: /<bpmn:sequenceFlow id="([^"]+)"(?: name="[^"]*")? sourceRef="([^"]+)" targetRef="([^"]+)"/) {
                let line = try #require(places.lines[String(flow.1)])
                for (end, shape) in [(line[0], flow.2), (line[line.count - 1], flow.3)] {
                    let box = try #require(places.boxes[String(shape)])
                    let (dx, dy) = (abs(end.x - box.center.x) / (box.width / 2), abs(end.y - box.center.y) / (box.height / 2))
                    // Of a rectangle the larger is 1, of a circle the sum of squares, of a diamond the sum.
                    let distance = shape.hasPrefix("Activity") ? max(dx, dy) : shape.hasPrefix("Event") ? (dx * dx + dy * dy).squareRoot() : dx + dy
                    #expect(abs(distance - 1) < 0.05, "\(name): \(flow.1) at \(shape)")
                }
                count += 1
            }
            #expect(count > 5)
        }
    }
}
