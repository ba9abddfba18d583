import ProcessSyntax

/// A map before and after formatting.
public struct FormattedMap: Sendable {
    /// The path as messages show it.
    public let path: String
    /// The map in form; what is no text stays as it is.
    public var bytes: [UInt8] { formatting.bytes }
    /// True where the file is not in form yet.
    public let isChanged: Bool
    /// Why nothing in the file is touched; nil where it was formatted.
    public let trouble: String?
    /// What was left as it is, in words; nil where every line was understood.
    public let remark: String?
    private let formatting: Formatting

    init(_ source: SourceText) {
        path = source.name
        formatting = Formatting(of: SyntaxTree(parsing: source))
        isChanged = !formatting.isUnchanged(from: source)
        trouble = formatting.refusal.map { refusal in
            let line = source.lineNumber(at: Int(refusal.span.start))
            return "\(source.name):\(line): \(refusal.message), so the file is left as it is" + (refusal.fixes.first.map { "; \($0.message)" } ?? "")
        }
        let left = formatting.linesLeft
        let isStandardInput = source.name == Library.standardInputName
        remark = left.first.map { first in
            let lines = left.count == 1 ? "line \(first) has a mistake and was" : "\(left.count) lines, from line \(first) on, have mistakes and were"
            return "\(source.name): \(lines) left as \(left.count == 1 ? "it is" : "they are"); 'baton check\(isStandardInput ? "" : " \(source.name)")' says what to mend"
        }
    }

    /// Puts the formatted text in the place of the file, as a whole or not at all.
    public func save() throws(FileTrouble) {
        guard isChanged else { return }
        _ = try FileWriting.write(formatting.bytes, to: path)
    }
}

extension FormattedMap {
    /// Reads and formats the maps named, and those in the folders named, in order of path. Nothing is
    /// written, and what they use is not looked at.
    public static func maps(at paths: [String]) -> (maps: [FormattedMap], troubles: [FileTrouble]) {
        var troubles: [FileTrouble] = []
        var wanted: [String] = []
        for path in paths.map(Path.tidied) {
            guard !BPMNFile.isOne(path) else {
                troubles.append(FileTrouble(path, "it is a BPMN file, and only maps are formatted", remedy: "write a map from it with 'baton import'"))
                continue
            }
            guard FileReading.kind(of: path) == .folder else {
                wanted.append(path)
                continue
            }
            let (found, trouble) = MapFinder.maps(in: path)
            troubles += trouble
            if found.isEmpty, trouble.isEmpty { troubles.append(MapFinder.nothing(in: path)) }
            wanted += found.map(\.path)
        }
        // A file that is named twice, or by a link too, is written once.
        var seen: Set<String> = []
        wanted = wanted.sorted().filter { seen.insert(FileReading.realPath($0) ?? $0).inserted }
        let results = concurrentMap(wanted.count) { [wanted] index -> Result<FormattedMap, FileTrouble> in
            Result { () throws(FileTrouble) in
                FormattedMap(SourceText(name: wanted[index], bytes: try FileReading.bytes(of: wanted[index])))
            }
        }
        var maps: [FormattedMap] = []
        for result in results {
            switch result {
            case .success(let map): maps.append(map)
            case .failure(let trouble): troubles.append(trouble)
            }
        }
        return (maps, troubles)
    }

    /// The map on standard input, formatted.
    public static func standardInput() throws(FileTrouble) -> FormattedMap {
        FormattedMap(SourceText(name: Library.standardInputName, bytes: try FileReading.standardInput()))
    }
}
