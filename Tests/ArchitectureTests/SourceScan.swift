import Foundation

/// One Swift file of the package, as the architecture tests see it: its modules and its words.
struct SourceFile {
    /// From the folder `Sources`, such as `ProcessModel/Lane.swift`.
    let path: String
    let target: String
    let imports: Set<String>
    /// The identifiers outside comments that are called or named; see `words(in:)`.
    let words: Set<String>

    init(path: String, text: String) {
        self.path = path
        target = String(path.prefix { $0 != "/" })
        imports = Self.imports(in: text)
        words = Self.words(in: text)
    }

    /// The modules that `import` lines name, also with attributes, an access level or a single symbol.
    static func imports(in text: String) -> Set<String> {
        var found: Set<String> = []
        for line in text.split(whereSeparator: \.isNewline) {
            var rest = line.split(separator: " ").filter { !$0.hasPrefix("@") }
            if let first = rest.first, ["public", "package", "internal", "fileprivate", "private"].contains(first) {
                rest.removeFirst()
            }
            guard rest.first == "import" else { continue }
            rest.removeFirst()
            if let kind = rest.first, ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"].contains(kind) {
                rest.removeFirst()
            }
            if let module = rest.first?.prefix(while: { $0 != "." && $0 != ";" }) { found.insert(String(module)) }
        }
        return found
    }

    /// Every identifier outside line comments. One that is called also appears with `(`, and one
    /// that is forced with `!`: `fopen(`, `try!`. Members (after a dot) are left out, so that
    /// `tokens.open(` is not taken for the system call.
    static func words(in text: String) -> Set<String> {
        var found: Set<String> = []
        for line in text.split(whereSeparator: \.isNewline) {
            var word = ""
            var before: Character = " "
            var previous: Character = " "
            for character in line + " " {
                if character == "/" && previous == "/" { break }
                if character.isLetter || character.isNumber || character == "_" {
                    if word.isEmpty { before = previous }
                    word.append(character)
                } else {
                    if !word.isEmpty && before != "." {
                        found.insert(word)
                        if character == "(" || character == "!" { found.insert(word + String(character)) }
                    }
                    word = ""
                }
                previous = character
            }
        }
        return found
    }
}

extension SourceFile {
    /// All Swift files under `Sources`, by path. Throws where the folder cannot be read, so that
    /// no test passes for want of anything to look at.
    static func all() throws -> [SourceFile] {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let sources = package.appending(path: "Sources")
        return try FileManager.default.subpathsOfDirectory(atPath: sources.path)
            .filter { $0.hasSuffix(".swift") }
            .sorted()
            .map { SourceFile(path: $0, text: try String(contentsOf: sources.appending(path: $0), encoding: .utf8)) }
    }
}
