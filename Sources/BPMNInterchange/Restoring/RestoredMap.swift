/// The map that one of Baton's own exports was made of.
struct RestoredMap {
    let lines: MapLines
    let losses: [ImportLoss]

    /// An export is some thousand bytes a step; what is larger than this is none.
    private static let largest = 64 << 20

    /// The name of the map's file as it was, where the export still has it.
    static func stem(of file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let ending = ".bpmn"
        return name.hasSuffix(ending) && name.count > ending.count ? String(name.dropLast(ending.count)) : Importer.stem(of: file)
    }

    /// Nil where the file is no export of Baton's, or holds what cannot be said as it was.
    init?(_ bytes: [UInt8], library: LibXML2, limits: XMLLimits) throws(XMLTrouble) {
        guard bytes.count <= Self.largest, bytes.firstRange(of: Array(BPMNNamespace.baton.rawValue.utf8)) != nil,
            let root = try XMLElement.read(bytes, library: library, limits: limits), let reading = RestoredReading(root), let writing = RestoredWriting(reading.graph)
        else { return nil }
        lines = writing.lines
        losses = reading.graph.losses
    }
}
