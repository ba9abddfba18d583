import ProcessModel
import ProcessSyntax

/// The map that one of Baton's own exports was made of.
struct RestoredMap {
    let lines: MapLines
    let losses: [ImportLoss]

    enum Outcome {
        case map(RestoredMap)
        /// An export into which somebody has put what the map cannot have where it is; what that is comes first of what is lost.
        case changed(KeptWords, [ImportLoss])
    }

    /// An export is some thousand bytes a step; what is larger than this is none.
    private static let largest = 64 << 20

    /// The name of the map's file as it was, where the export still has it.
    static func stem(of file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let ending = ".bpmn"
        return name.hasSuffix(ending) && name.count > ending.count ? String(name.dropLast(ending.count)) : Importer.stem(of: file)
    }

    /// Nil where the file is no export of Baton's.
    static func read(_ bytes: [UInt8], library: LibXML2, limits: XMLLimits) throws(XMLTrouble) -> Outcome? {
        guard bytes.count <= largest, names(.baton, in: bytes), let root = try XMLElement.read(bytes, library: library, limits: limits),
            RestoredReading.isOurs(root)
        else { return nil }
        let reading = RestoredReading(root)
        func changed(_ id: String, _ line: Int, _ words: String) -> Outcome {
            .changed(KeptWords(reading), [ImportLoss(
                id: id, line: line,
                words: "\(words) was put in with another tool and has no place among the lines of the map; so its flow is written anew, as of any BPMN file, and what it said of steps, lanes and flows is kept")] + reading.graph.losses)
        }
        if let stranger = reading.stranger { return changed(stranger.id, stranger.line, stranger.words) }
        guard let lines = RestoredWriting(reading.graph)?.lines, isRight(lines.text) else {
            return changed(reading.graph.id, reading.graph.line, "a flow that leads otherwise than the blocks of the map")
        }
        return .map(RestoredMap(lines: lines, losses: reading.graph.losses.sorted { ($0.line, $0.id, $0.words) < ($1.line, $1.id, $1.words) }))
    }

    /// Whether a map means what it says. What it says of names in shared files can't be known here.
    private static func isRight(_ text: String) -> Bool {
        let tree = SyntaxTree(parsing: SourceText(name: "import", text: text))
        let isShared = tree.children(of: -1).contains { tree.lines[$0].keyword == .use }
        let said = isShared ? tree.diagnostics : Resolver.resolve(tree).diagnostics
        return !said.contains { $0.severity == .error }
    }

    /// Whether the text holds a namespace. Every BPMN file is asked this, so it is a plain walk over bytes: the library's search
    /// for a part of a collection takes longer than all the rest of reading a file.
    private static func names(_ namespace: BPMNNamespace, in bytes: [UInt8]) -> Bool {
        let name = Array(namespace.rawValue.utf8)
        return bytes.withUnsafeBufferPointer { bytes in
            name.withUnsafeBufferPointer { name in
                guard let first = name.first, bytes.count >= name.count else { return false }
                for start in 0...(bytes.count - name.count) where bytes[start] == first {
                    var length = 1
                    while length < name.count, bytes[start + length] == name[length] { length += 1 }
                    if length == name.count { return true }
                }
                return false
            }
        }
    }
}
