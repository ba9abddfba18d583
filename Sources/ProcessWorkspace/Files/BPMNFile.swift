import BPMNInterchange
import ProcessSyntax

/// A BPMN file, read: the maps it becomes, and its own text, at which findings point.
struct BPMNFile: Sendable {
    /// How the names of BPMN files end that are looked for in folders. One that is named may end in `.xml` too.
    static let endings = [".bpmn", ".bpmn2"]
    /// The most bytes one may hold. Half of a file is how it is drawn, so that it takes more room than a map.
    static let mostBytes = 64 << 20

    let path: String
    let content: BPMNImport
    /// As messages show it: in UTF-8, each line where it was.
    let text: SourceText
    private let tagsOnce = TagsOnce()

    /// Where its tags stand: looked for once, however many maps the file becomes.
    var tags: IdentifiedTags { tagsOnce.tags(of: text) }

    static func isOne(_ path: String) -> Bool { (endings + [".xml"]).contains { path.lowercased().hasSuffix($0) } }

    /// True for text that begins as XML does: no map begins so.
    static func looksLikeOne(_ bytes: [UInt8]) -> Bool {
        let first = bytes.prefix(64).drop { [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00, 0x20, 0x09, 0x0A, 0x0D].contains($0) }.first
        return first == UInt8(ascii: "<")
    }

    init(reading path: String, from source: FileSource = .disk) throws(FileTrouble) {
        let bytes = switch source {
        case .disk: try FileReading.bytes(of: path, most: Self.mostBytes)
        case .snapshot: try source.bytes(of: path)
        }
        try self.init(bytes, path: source.prefix + path)
    }

    /// - Parameter path: as messages show it.
    init(_ bytes: [UInt8], path: String) throws(FileTrouble) {
        guard let library = Self.library else {
            throw FileTrouble(
                path, "BPMN is read with the library libxml2, which is not on this machine", remedy: "install it (Debian: apt install \(LibXML2.package))")
        }
        self.path = path
        text = SourceText(name: path, bytes: Self.utf8(bytes))
        do throws(XMLTrouble) {
            content = try BPMNImport(bytes, file: Path.name(of: path), library: library)
        } catch {
            throw FileTrouble("\(path):\(error.line)", error.message, remedy: error.remedy, name: error.name)
        }
    }

    /// Loaded when the first BPMN file is read.
    private static let library: LibXML2? = SystemLibrary(LibXML2.file).flatMap { LibXML2(find: $0.find) }

    /// The bytes of a file in the encoding that everything here has; lines stay where they are.
    private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let isLittle = bytes[0] == 0xFF
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << (isLittle ? 0 : 8) | UInt16(bytes[$0 + 1]) << (isLittle ? 8 : 0) }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        }
        if String(validating: bytes, as: UTF8.self) != nil { return bytes }
        return Array(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).utf8)
    }
}
