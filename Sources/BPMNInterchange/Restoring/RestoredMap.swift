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
        guard bytes.count <= Self.largest, Self.names(.baton, in: bytes),
            let root = try XMLElement.read(bytes, library: library, limits: limits), let reading = RestoredReading(root), let writing = RestoredWriting(reading.graph)
        else { return nil }
        lines = writing.lines
        losses = reading.graph.losses
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
