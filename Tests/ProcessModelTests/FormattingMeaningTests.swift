import Foundation
import ProcessModel
import ProcessSyntax
import Testing

/// Formatting changes how a map looks and never what it says, whatever is in it.
@Suite struct FormattingMeaningTests {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What the formatter must leave as it is in every text; nil where it did.
    static func flaw(in text: [UInt8], using shared: [SyntaxTree] = []) -> String? {
        let tree = SyntaxTree(parsing: SourceText(name: "test.baton", bytes: text))
        let formatting = Formatting(of: tree)
        guard formatting.refusal == nil else { return formatting.bytes == text ? nil : "a refused file was changed" }
        let new = SyntaxTree(parsing: SourceText(name: "test.baton", bytes: formatting.bytes))
        if Formatting(of: new).bytes != formatting.bytes { return "it does not settle" }
        let before = Resolver.resolve(tree, using: shared)
        let after = Resolver.resolve(new, using: shared)
        if before.diagnostics.map(\.name).sorted() != after.diagnostics.map(\.name).sorted() {
            return "the diagnostics differ: \(before.diagnostics.map(\.name)) and \(after.diagnostics.map(\.name))"
        }
        if meaning(of: before.map) != meaning(of: after.map) {
            let difference = zip(meaning(of: before.map).split(separator: "\n"), meaning(of: after.map).split(separator: "\n")).first { $0 != $1 }
            return "the maps differ: \(difference.map { "\($0) and \($1)" } ?? "in length")"
        }
        if comments(in: tree) != comments(in: new) { return "the comments differ" }
        let paragraphs = (paragraphs(in: tree), paragraphs(in: new))
        let flows = tree.lines.count { $0.keyword == .flow && $0.parent < 0 }
        if paragraphs.1 < paragraphs.0 || paragraphs.1 > paragraphs.0 + flows { return "the paragraphs differ: \(paragraphs)" }
        return nil
    }

    static func comments(in tree: SyntaxTree) -> [String] {
        tree.lines.compactMap(\.comment).map { tree.source.string($0).trimmingCharacters(in: .whitespaces) }.sorted()
    }

    static func paragraphs(in tree: SyntaxTree) -> Int {
        tree.lines.map { $0.kind == .blank }.split(separator: true).count
    }

    static func expectKept(_ text: String, _ name: String, using shared: [SyntaxTree] = [], sourceLocation: SourceLocation = #_sourceLocation) {
        let flaw = flaw(in: Array(text.utf8), using: shared)
        #expect(flaw == nil, "\(name)", sourceLocation: sourceLocation)
    }

    /// All maps of the repository: files, and the examples in its documents.
    static let maps: [(name: String, text: String)] = {
        var found: [(String, String)] = []
        for folder in ["Processes", "docs", "README.md", "Tests/BrokenMaps"] {
            let root = package.appending(path: folder)
            let names = folder.hasSuffix(".md") ? [""] : (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
            for name in names.sorted() {
                let file = name.isEmpty ? root : root.appending(path: name)
                guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
                if name.hasSuffix(".baton") { found.append(("\(folder)/\(name)", text)) }
                if file.pathExtension == "md" {
                    for (number, part) in text.components(separatedBy: "```baton\n").dropFirst().enumerated() {
                        let example = part.components(separatedBy: "```")[0]
                        found.append(("\(folder)/\(name), example \(number + 1)", example.hasPrefix("  ") ? "process: Example\nlanes: Sales\nflow:\n" + example : example))
                    }
                }
            }
        }
        return found
    }()

    @Test func mapsOfTheRepositoryKeepTheirMeaning() throws {
        let organization = try #require(Self.maps.first { $0.name == "Processes/organization.baton" })
        let shared = [SyntaxTree(parsing: SourceText(id: FileID(1), name: "organization.baton", text: organization.text))]
        #expect(Self.maps.count > 30)
        for map in Self.maps { Self.expectKept(map.text, map.name, using: map.text.contains("\nuse: organization") ? shared : []) }
    }

    /// All beginnings of a small map, and some twenty of every other.
    @Test func beginningsOfMapsKeepTheirMeaning() {
        for map in Self.maps {
            let bytes = Array(map.text.utf8)
            for count in stride(from: 0, through: bytes.count, by: map.name == "docs/examples/first-map.baton" ? 1 : bytes.count / 20 + 1) {
                let flaw = Self.flaw(in: Array(bytes[..<count]))
                #expect(flaw == nil, "\(map.name), its first \(count) bytes")
            }
        }
    }

    static let generator = package.appending(path: "../shared/tools/gen-map.py").standardizedFileURL
    static let hasGenerator = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") && FileManager.default.fileExists(atPath: generator.path)

    @Test(.enabled(if: hasGenerator, "it needs python3 and ../shared/tools/gen-map.py, and one of them is not here"))
    func generatedMapsKeepTheirMeaning() throws {
        for seed in 1...6 {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/python3")
            process.arguments = [Self.generator.path, "--steps", "\(20 * seed)", "--lanes", "5", "--seed", "\(seed)", "--detail", seed.isMultiple(of: 2) ? "full" : "plain"]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            #expect(data.count > 500)
            let flaw = Self.flaw(in: Array(data))
            #expect(flaw == nil, "seed \(seed)")
        }
    }

    @Test(arguments: [false, true]) func untidyMapsKeepTheirMeaning(hasMistakes: Bool) {
        for seed in 1...Self.rounds(150) {
            let text = UntidyMap.text(seed: seed, hasMistakes: hasMistakes)
            let flaw = Self.flaw(in: Array(text.utf8))
            #expect(flaw == nil, "UntidyMap.text(seed: \(seed), hasMistakes: \(hasMistakes))")
        }
    }

    @Test func brokenMapsKeepTheirMeaning() {
        let pieces = [
            " ", "  ", "\n", "\t", ":", ": ", "->", " -> ", "[", "]", ",", ", ", "\"", " # ", "#", "?", "%", "\n  ", "\n\n", "\u{FF1A}", "→", "“", "”", "é",
            "work 5 min", "flow:\n", "pain: ", "[note x]", "yes:", "\u{FEFF}", "\r\n", "end: ", "otherwise", "+", "0", "in: ", "[in A, in B]", "allow x",
        ]
        for seed in 1...Self.rounds(400) {
            var dice = SeededDice(seed)
            var bytes: [UInt8]
            if dice.chance(0.5) { bytes = Array(UntidyMap.text(seed: seed, hasMistakes: dice.chance(0.3)).utf8) } else { bytes = Array(dice.pick(Self.maps).text.utf8) }
            for _ in 0..<dice.roll(1...4) where !bytes.isEmpty {
                let at = dice.roll(0...bytes.count - 1)
                let end = min(bytes.count, at + dice.roll(0...12))
                switch dice.roll(0...3) {
                case 0: bytes.removeSubrange(at..<end)
                case 1: bytes.insert(contentsOf: Array(dice.pick(pieces).utf8), at: at)
                case 2: bytes.replaceSubrange(at..<end, with: Array(dice.pick(pieces).utf8))
                default:
                    let other = dice.roll(0...bytes.count - 1)
                    bytes.insert(contentsOf: Array(bytes[at..<end]), at: other)
                }
            }
            let flaw = Self.flaw(in: bytes)
            #expect(flaw == nil, "seed \(seed)")
            if flaw != nil, let folder = ProcessInfo.processInfo.environment["FLAWS"] { try? Data(bytes).write(to: URL(filePath: "\(folder)/\(seed).baton")) }
        }
    }

    /// More of them on demand, to search for longer: `ROUNDS=20 swift test --filter FormattingMeaning`.
    static func rounds(_ usual: Int) -> Int {
        usual * (ProcessInfo.processInfo.environment["ROUNDS"].flatMap(Int.init) ?? 1)
    }
}
