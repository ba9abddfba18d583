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
    static func read(_ bytes: [UInt8], _ model: BPMNModel, library: LibXML2, limits: XMLLimits) throws(XMLTrouble) -> Outcome? {
        guard bytes.count <= largest, names(.baton, in: bytes), let root = try XMLElement.read(bytes, library: library, limits: limits),
            RestoredReading.isOurs(root)
        else { return nil }
        var reading = RestoredReading(root, model)
        func changed(_ id: String, _ line: Int, _ words: String) -> Outcome {
            .changed(KeptWords(reading), [ImportLoss(
                id: id, line: line,
                words: "\(words): it cannot be put between the lines of the map as they were, so the flow is written anew, with what the map said of its steps, lanes and flows. Where BPMN has no words for what a check looks for, it is off until you take 'notation: BPMN' out")] + reading.graph.losses)
        }
        if let stranger = reading.stranger { return changed(stranger.id, stranger.line, stranger.words) }
        guard var lines = RestoredWriting(reading.graph)?.lines else {
            return changed(reading.graph.id, reading.graph.line, "flows that lead otherwise than the blocks of the map")
        }
        let gone = RestoredGraph.unknownPlaces(in: lines.text)
        if !gone.isEmpty {
            let lost = reading.graph.forget(places: gone)
            reading.graph.losses += lost
            lines = RestoredWriting(reading.graph)?.lines ?? lines
        }
        if let mistake = mistake(in: lines.text) {
            let line = lines.lines[..<min(mistake.line, lines.count)].last { !$0.origins.isEmpty }
            let origin = line?.origins.first
            return changed(origin?.id ?? "", origin?.line ?? reading.graph.line, "what would be written as '\(MapWords.tidied(line?.text ?? ""))' (\(mistake.words))")
        }
        return .map(RestoredMap(lines: lines, losses: reading.graph.losses.sorted { ($0.line, $0.id, $0.words) < ($1.line, $1.id, $1.words) }))
    }

    /// Where a map does not mean what it says, and what is wrong there. What it says of names in shared files can't be known here.
    private static func mistake(in text: String) -> (line: Int, words: String)? {
        let source = SourceText(name: "import", text: text)
        let tree = SyntaxTree(parsing: source)
        let isShared = tree.children(of: -1).contains { tree.lines[$0].keyword == .use }
        let said = isShared ? tree.diagnostics : Resolver.resolve(tree).diagnostics
        return said.first { $0.severity == .error }.map { (source.lineNumber(at: Int($0.span.start)), $0.message) }
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
