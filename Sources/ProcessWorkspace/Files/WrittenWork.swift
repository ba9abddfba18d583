import ProcessReport

/// What people have written by hand, or agreed to, and no report is to take the place of.
enum WrittenWork {
    case map, baseline

    /// What stands at a path, whatever it is called; nil where that is neither.
    ///
    /// The name of a map is kept free also where nothing stands yet: whoever reads maps would read the report as one.
    init?(at path: String) {
        let names = [path, FileReading.realPath(path) ?? path]
        if names.contains(where: { $0.hasSuffix(MapFinder.fileEnding) }) {
            self = .map
            return
        }
        guard FileReading.kind(of: path) == .file else { return nil }
        if names.contains(where: { name in BPMNFile.endings.contains(where: name.hasSuffix) }) {
            self = .map
            return
        }
        // What is too large to be read, or may not be, is neither.
        guard let bytes = try? FileReading.bytes(of: path) else { return nil }
        if BaselineReader.isBaseline(bytes) {
            self = .baseline
        } else if Self.isMap(bytes) {
            self = .map
        } else {
            return nil
        }
    }

    var words: String {
        switch self {
        case .map: "a map"
        case .baseline: "a baseline"
        }
    }

    /// Whether the first line that says anything names a process.
    private static func isMap(_ bytes: [UInt8]) -> Bool {
        for line in bytes.prefix(1 << 16).split(separator: UInt8(ascii: "\n")) {
            let words = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 == UInt8(ascii: "\r") }
            guard let first = words.first, first != UInt8(ascii: "#") else { continue }
            return words.starts(with: "process:".utf8)
        }
        return false
    }
}
