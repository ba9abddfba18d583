import Foundation
import ProcessReport
import Testing

@testable import ProcessWorkspace

/// What a writer is told of the maps in `Tests/BrokenMaps`, word for word. Rewritten with
/// `UPDATE_GOLDEN=1 swift test --filter BrokenMaps`; then every changed line is to be read.
struct BrokenMapsTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "BrokenMaps")

    private static let pages: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".md") }.sorted()

    @Test(arguments: pages) func thePageIsTrue(name: String) throws {
        let url = Self.folder.appending(path: name)
        let text = try String(contentsOf: url, encoding: .utf8)
        var page = BrokenMapsPage(text)
        #expect(!page.cases.isEmpty)
        for index in page.cases.indices {
            let said = try BrokenMaps.check(page.cases[index].files)
            if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == nil {
                #expect(said == page.cases[index].expected, "\(name): \(page.cases[index].title)")
            }
            page.cases[index].expected = said
        }
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try page.text.write(to: url, atomically: true, encoding: .utf8)
        } else {
            #expect(page.text == text, "\(name) is not laid out as UPDATE_GOLDEN=1 writes it")
        }
    }

    @Test func thereAreEnough() throws {
        let counts = try Self.pages.map { BrokenMapsPage(try String(contentsOf: Self.folder.appending(path: $0), encoding: .utf8)).cases.count }
        #expect(counts.reduce(0, +) >= 300)
    }
}

/// Checks files as `baton check` does, in a folder of their own.
enum BrokenMaps {
    /// What is said of the files, which lie in `Processes/`. Of a text without errors only what the language
    /// warns of is told in full, and of the rules their names.
    static func check(_ files: [(name: String, bytes: [UInt8])]) throws -> String {
        let box = try Sandbox()
        for file in files { try box.write("Processes/" + file.name, Data(file.bytes)) }
        let report = Workspace(reading: [box.path + "/Processes"]).check(today: nil)
        let text = report.text().replacing(box.path + "/", with: "")
        // Which rules could be assessed is another matter.
        guard !report.hasLanguageErrors else {
            return text.replacing(/\ \d+ of \d+ rules could be assessed(?:[^\n]|\n(?!\n|\z))*/, with: "").replacing("\n\nFor more on a rule: baton explain RULE", with: "")
        }
        var told = ""
        var rules: Set<String> = []
        for part in text.split(separator: "\n\n") {
            guard let match = part.firstMatch(of: /^(?:error|warning|info)\[([a-z-]+)\]/) else { continue }
            let name = String(match.1)
            if DiagnosticNote.named(name) == nil { rules.insert(name) } else { told += part + "\n\n" }
        }
        let found = rules.isEmpty ? "nothing" : ": " + rules.sorted().joined(separator: ", ")
        return told + "No errors in the text. The rules find\(rules.isEmpty ? " " : "")\(found).\n"
    }
}

/// A page of cases: a title, the files, what is said of them.
struct BrokenMapsPage {
    struct Case {
        let title: String
        /// Each fenced block as written, with what stands behind the word `baton`.
        var blocks: [(info: String, text: String)] = []
        var expected = ""

        var files: [(name: String, bytes: [UInt8])] {
            blocks.map { block in
                let words = block.info.split(separator: " ").map(String.init)
                let isEscaped = words.contains("escaped")
                let name = words.first { $0 != "escaped" } ?? "map.baton"
                return (name, isEscaped ? Self.unescaped(block.text) : Array(block.text.utf8))
            }
        }

        /// `\t`, `\r`, `\0`, `\xFC`, `\u{A0}`; `\repeat{3,words}`; `\nest{35}` for so many decisions below one
        /// another; a backslash at the very end for a file that does not end its last line.
        private static func unescaped(_ text: String) -> [UInt8] {
            var out: [UInt8] = []
            var rest = text.dropLast()
            while let character = rest.first {
                if let match = rest.prefixMatch(of: /\\nest\{(\d+)\}/), let count = Int(match.1) {
                    out += (0..<count).map { level in
                        let indent = String(repeating: "  ", count: 2 * level + 1)
                        return "\(indent)Sales: Ready \(level)?\n\(indent)  yes:"
                    }.joined(separator: "\n").utf8
                    rest = rest[match.range.upperBound...]
                } else if let match = rest.prefixMatch(of: /\\repeat\{(\d+),([^}]*)\}/), let count = Int(match.1) {
                    out += String(repeating: String(match.2), count: count).utf8
                    rest = rest[match.range.upperBound...]
                } else if let match = rest.prefixMatch(of: /\\u\{([0-9A-F]+)\}/), let value = UInt32(match.1, radix: 16), let scalar = Unicode.Scalar(value) {
                    out += String(Character(scalar)).utf8
                    rest = rest[match.range.upperBound...]
                } else if let match = rest.prefixMatch(of: /\\x([0-9A-F]{2})/), let byte = UInt8(match.1, radix: 16) {
                    out.append(byte)
                    rest = rest[match.range.upperBound...]
                } else if character == "\\", let next = rest.dropFirst().first, let byte = ["t": 0x09, "r": 0x0D, "0": 0x00][next] as UInt8? {
                    out.append(byte)
                    rest = rest.dropFirst(2)
                } else if character == "\\", rest.count == 1 {
                    return out
                } else {
                    out += String(character).utf8
                    rest = rest.dropFirst()
                }
            }
            return out + [0x0A]
        }
    }

    let heading: String
    var cases: [Case] = []

    init(_ text: String) {
        var heading = ""
        var block: (info: String, text: String)?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0) {
            if let open = block {
                guard line == "```" else {
                    block = (open.info, open.text + line + "\n")
                    continue
                }
                block = nil
                guard !cases.isEmpty else { continue }
                if open.info.hasPrefix("baton") {
                    cases[cases.count - 1].blocks.append((String(open.info.dropFirst(5)), open.text))
                } else {
                    cases[cases.count - 1].expected = open.text
                }
            } else if line.hasPrefix("```") {
                block = (String(line.dropFirst(3)), "")
            } else if line.hasPrefix("## ") {
                cases.append(Case(title: String(line.dropFirst(3))))
            } else if cases.isEmpty {
                heading += line + "\n"
            }
        }
        self.heading = heading
    }

    var text: String {
        heading + cases.map { one in
            "## \(one.title)\n" + one.blocks.map { "\n```baton\($0.info)\n\($0.text)```\n" }.joined() + "\n```text\n\(one.expected)```\n"
        }.joined(separator: "\n")
    }
}
