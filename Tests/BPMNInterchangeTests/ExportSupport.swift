import Foundation
import ProcessAnalysis
import ProcessDiagram
import ProcessModel
import ProcessSyntax

@testable import BPMNInterchange

/// All that a map says, and nothing of where it says it: a new field of the model is covered by itself.
func meaning(of map: ProcessMap) -> [String] {
    var lines: [String] = []
    describe(map, as: "map", into: &lines)
    return lines
}

private func describe(_ value: Any, as name: String, into lines: inout [String]) {
    if value is Span { return }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
        if let some = mirror.children.first { describe(some.value, as: name, into: &lines) } else { lines.append("\(name): nil") }
        return
    }
    if mirror.children.isEmpty || value is String {
        lines.append("\(name): \(value)")
        return
    }
    for (index, child) in mirror.children.enumerated() { describe(child.value, as: "\(name).\(child.label ?? String(index))", into: &lines) }
}

/// A map that is exported and imported again.
struct RoundTrip {
    enum Failure: Error { case untellable }

    let text: String
    let exported: String
    let imported: BPMNImport

    /// Throws where the map has errors or is too large to lay out.
    init(_ text: String, using shared: [SyntaxTree] = []) throws {
        self.text = text
        let (tree, map) = try Self.sound(text, shared)
        exported = try BPMNExport(map, from: tree).text
        guard let library = BPMN.library else { throw BPMN.NoLibrary() }
        imported = try BPMNImport(Array(exported.utf8), file: "map.bpmn", library: library)
    }

    private static func sound(_ text: String, _ shared: [SyntaxTree]) throws -> (SyntaxTree, ProcessMap) {
        let tree = SyntaxTree(parsing: SourceText(name: "map.baton", text: text))
        let resolution = Resolver.resolve(tree, using: shared)
        guard resolution.map.isProcess, !resolution.diagnostics.contains(where: { $0.severity == .error }) else { throw Failure.untellable }
        return (tree, resolution.map)
    }

    /// How what came back differs from what was exported; nil where it does not.
    func flaw(using shared: [SyntaxTree] = []) throws -> String? {
        guard imported.maps.count == 1, let back = imported.maps.first else { return "there are \(imported.maps.count) maps" }
        guard imported.losses.isEmpty else { return "it loses \(imported.losses.map(\.words))" }
        let (_, old) = try Self.sound(text, shared)
        let tree = SyntaxTree(parsing: SourceText(name: "map.baton", text: back.text))
        let resolution = Resolver.resolve(tree, using: shared)
        if let error = resolution.diagnostics.first(where: { $0.severity == .error }) { return "it has the error \(error.name): \(error.message)\n\(back.text)" }
        let (before, after) = (meaning(of: old), meaning(of: resolution.map))
        if before != after {
            let difference = zip(before, after).first { $0 != $1 }
            return "it says something else: \(difference.map { "\($0) and \($1)" } ?? "\(before.count) and \(after.count) lines")\n\(back.text)"
        }
        let again = try BPMNExport(resolution.map, from: tree).text
        return again == exported ? nil : "a second export differs:\n\(Self.difference(exported, again))"
    }

    private static func difference(_ a: String, _ b: String) -> String {
        zip(a.split(separator: "\n"), b.split(separator: "\n")).first { $0 != $1 }.map { "\($0)\n\($1)" } ?? "in length"
    }
}

/// The maps of the repository and those that are made up.
enum ExportedMaps {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func file(_ path: String) throws -> String { try String(contentsOf: package.appending(path: path), encoding: .utf8) }

    static let organization: [SyntaxTree] = (try? file("Processes/organization.baton")).map {
        [SyntaxTree(parsing: SourceText(id: FileID(1), name: "organization.baton", text: $0))]
    } ?? []

    /// What a map uses of those.
    static func shared(_ text: String) -> [SyntaxTree] { text.contains("use: organization") ? organization : [] }

    /// All maps of the repository: files, and the examples in its documents and rules.
    static let all: [(name: String, text: String)] = {
        var found: [(String, String)] = []
        for folder in ["Processes", "docs", "README.md", "Tests/BrokenMaps"] {
            let root = package.appending(path: folder)
            let names = folder.hasSuffix(".md") ? [""] : (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
            for name in names.sorted() {
                let file = name.isEmpty ? root : root.appending(path: name)
                guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
                if name.hasSuffix(".baton") { found.append(("\(folder)/\(name)", text)) }
                guard file.pathExtension == "md" else { continue }
                for (number, part) in text.components(separatedBy: "```baton\n").dropFirst().enumerated() {
                    let example = part.components(separatedBy: "```")[0]
                    let lanes = "lane: Sales\n  role: SDR\n  role: AE\nlane: Marketing\n  role: Marketing Ops\n  role: Demand Gen\nlane: Prospect [customer]\n"
                    found.append(("\(folder)/\(name), example \(number + 1)", example.hasPrefix("  ") ? "process: Example\n\(lanes)flow:\n" + example : example))
                }
            }
        }
        for rule in Catalogue.standard.rules {
            for example in rule.examples { found.append(("\(rule.name): \(example.title)", example.map.replacing("↓", with: ""))) }
        }
        return found
    }()

    static let generator = package.appending(path: "../shared/tools/gen-map.py").standardizedFileURL
    static let hasGenerator = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") && FileManager.default.fileExists(atPath: generator.path)

    static func generated(_ seed: Int) throws -> String {
        try output("/usr/bin/python3", [
            generator.path, "--steps", "\(8 + seed % 60)", "--lanes", "\(2 + seed % 7)", "--seed", "\(seed)", "--detail", seed.isMultiple(of: 2) ? "full" : "plain",
        ]).text
    }

    /// What a program writes, and how it ended.
    static func output(_ program: String, _ arguments: [String]) throws -> (text: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: data, as: UTF8.self), process.terminationStatus)
    }

    /// More of them on demand, to search for longer: `ROUNDS=20 swift test --filter ExportRoundTrip`.
    static func rounds(_ usual: Int) -> Int { usual * (ProcessInfo.processInfo.environment["ROUNDS"].flatMap(Int.init) ?? 1) }
}
