/// Reads XML one element at a time, without network, entities or document types.
///
/// Elements are known by namespace and name; what lies in a namespace that nobody asked for can be skipped without
/// a look at it.
struct XMLReader: ~Copyable {
    /// The start of an element.
    struct Element {
        /// Nil for one of a namespace that is not BPMN's.
        let namespace: BPMNNamespace?
        let name: String
        let line: Int
        fileprivate(set) var attributes: [(namespace: BPMNNamespace?, name: String, value: String)] = []
        /// Attributes that other tools have added for themselves.
        fileprivate(set) var foreign: [(name: String, value: String)] = []

        /// The value of an attribute that stands without a prefix.
        func value(_ name: String) -> String? {
            for attribute in attributes where attribute.namespace == nil && attribute.name == name { return attribute.value }
            return nil
        }

        /// What an attribute of two values says: `true` and `1` are one, `false` and `0` the other.
        func isTrue(_ name: String, otherwise standard: Bool) -> Bool {
            switch value(name).map(BPMNReader.trimmed) {
            case "true", "1": true
            case "false", "0": false
            default: standard
            }
        }
    }

    enum Event {
        case start(Element)
        case end
        case text(String)
    }

    private let library: LibXML2
    private let reader: LibXML2.Reader
    private let limits: XMLLimits
    private let mistake = Mistake()
    private var items = 0
    /// Whether one thing in it can be longer than the library reads.
    private let isLong: Bool
    /// True where the element that was just told is closed by its own tag, and its end is still to be told.
    private var endIsDue = false
    private var isOver = false

    /// What libxml2 complained of first and could not get over.
    private final class Mistake {
        var code: Int32 = 0
        var line = 0
        var isOfDepth = false
    }

    /// - Parameter bytes: must stay where they are as long as the reader lives.
    init(_ bytes: UnsafeBufferPointer<CChar>, library: LibXML2, limits: XMLLimits) throws(XMLTrouble) {
        try XMLOpening.check(UnsafeRawBufferPointer(bytes), limits: limits)
        guard bytes.count <= Int(Int32.max), let reader = library.open(bytes.baseAddress, Int32(bytes.count), nil, nil, LibXML2.options) else {
            throw XMLTrouble("bad-xml", "the file cannot be read as XML", remedy: "name a BPMN file", line: 1)
        }
        self.library = library
        self.reader = reader
        self.limits = limits
        isLong = bytes.count > XMLLimits.longest
        library.handleErrors(
            reader,
            { context, error in
                // An error begins with four numbers: domain, code, a pointer to its words, level; the line stands behind
                // a pointer to the file's name.
                guard let context, let error, error.load(fromByteOffset: 16, as: Int32.self) == 3 else { return }
                let mistake = Unmanaged<Mistake>.fromOpaque(context).takeUnretainedValue()
                guard mistake.code == 0 else { return }
                mistake.code = error.load(fromByteOffset: 4, as: Int32.self)
                // Two of its limits have one number.
                mistake.isOfDepth = error.load(fromByteOffset: 8, as: LibXML2.Bytes?.self).map { XMLReader.begins($0, with: "Excessive depth") } ?? false
                mistake.line = Int(error.load(fromByteOffset: 32, as: Int32.self))
            }, Unmanaged.passUnretained(mistake).toOpaque())
    }

    deinit { library.close(reader) }

    /// Where the parser is: behind what is being told, by up to some hundred bytes.
    private var line: Int { max(1, Int(library.line(reader))) }

    /// Where the start of the element ends. The library counts no further than to 65,535 for a node.
    private var lineOfElement: Int {
        let line = library.lineOfNode(library.node(reader))
        return line > 0 && line < 65_535 ? line : self.line
    }

    /// - Returns: nil at the end of the file.
    mutating func next() throws(XMLTrouble) -> Event? {
        if endIsDue {
            endIsDue = false
            return .end
        }
        while try advance() {
            switch library.nodeType(reader) {
            case LibXML2.NodeType.element: return .start(try element())
            case LibXML2.NodeType.endElement: return .end
            case LibXML2.NodeType.text, LibXML2.NodeType.cdata: return .text(Self.string(library.value(reader)))
            default: continue
            }
        }
        return nil
    }

    /// Passes over the rest of the element whose start was just told, its end included.
    mutating func skip() throws(XMLTrouble) {
        if endIsDue {
            endIsDue = false
            return
        }
        let depth = library.depth(reader)
        while try advance() {
            if library.nodeType(reader) == LibXML2.NodeType.endElement, library.depth(reader) <= depth { return }
        }
    }

    /// The attributes of the element whose start was just told, where it is of a namespace that is not BPMN's.
    mutating func attributesOfForeign() -> [(name: String, value: String)] {
        var attributes: [(name: String, value: String)] = []
        while library.nextAttribute(reader) == 1 {
            items += 1
            attributes.append((Self.string(library.localName(reader)), Self.string(library.value(reader))))
        }
        _ = library.backToElement(reader)
        return attributes
    }

    /// The words in the element whose start was just told, its end included, those of elements in it as well.
    mutating func text() throws(XMLTrouble) -> String {
        var text = ""
        var depth = 0
        while let event = try next() {
            switch event {
            case .start: depth += 1
            case .end:
                if depth == 0 { return text }
                depth -= 1
            case .text(let more): text += more
            }
        }
        return text
    }

    static let longestText = 1 << 16

    private mutating func advance() throws(XMLTrouble) -> Bool {
        guard !isOver else { return false }
        let result = library.read(reader)
        if mistake.code != 0 || result < 0 {
            let line = mistake.line > 0 ? mistake.line : line
            // A text that is too long has no number.
            if mistake.code == 0 && isLong || mistake.code == 1 && !mistake.isOfDepth { throw XMLTrouble.tooLong(line: line) }
            throw XMLTrouble(libraryCode: mistake.code, line: line)
        }
        guard result == 1 else {
            isOver = true
            return false
        }
        switch library.nodeType(reader) {
        case LibXML2.NodeType.documentType:
            throw XMLTrouble.documentType(line: line)
        case LibXML2.NodeType.entityReference:
            throw XMLTrouble("bad-xml", "an entity is used that nobody has declared", remedy: "write the character itself", line: line)
        case LibXML2.NodeType.element:
            items += 1
            guard items <= limits.items else {
                throw XMLTrouble(
                    "xml-too-large", "the file holds more than \(limits.items) elements and attributes", remedy: "split it into several files", line: line)
            }
            guard Int(library.depth(reader)) < limits.depth else {
                throw XMLTrouble(
                    "xml-too-deep", "elements lie more than \(limits.depth) deep in each other here", remedy: "call sub-processes instead of nesting them", line: line)
            }
        default: break
        }
        return true
    }

    private mutating func element() throws(XMLTrouble) -> Element {
        endIsDue = library.isEmptyElement(reader) == 1
        var element = Element(namespace: namespace(), name: Self.string(library.localName(reader)), line: lineOfElement)
        // Of an element that nobody will look at, the attributes are not either.
        guard element.namespace != nil else { return element }
        while library.nextAttribute(reader) == 1 {
            items += 1
            let space = namespace()
            if space == nil, let other = library.namespace(reader) {
                // What XML itself and its schemas bring belongs to no tool.
                if !Self.begins(other, with: "http://www.w3.org/") { element.foreign.append((Self.string(library.localName(reader)), Self.string(library.value(reader)))) }
                continue
            }
            element.attributes.append((space, Self.string(library.localName(reader)), Self.string(library.value(reader))))
        }
        _ = library.backToElement(reader)
        return element
    }

    private func namespace() -> BPMNNamespace? {
        guard let bytes = library.namespace(reader) else { return nil }
        for namespace in BPMNNamespace.allCases where Self.isSame(bytes, namespace.rawValue) { return namespace }
        return nil
    }

    private static func isSame(_ bytes: LibXML2.Bytes, _ text: String) -> Bool {
        var at = bytes
        for byte in text.utf8 {
            guard UInt8(bitPattern: at.pointee) == byte else { return false }
            at += 1
        }
        return at.pointee == 0
    }

    private static func begins(_ bytes: LibXML2.Bytes, with text: String) -> Bool {
        var at = bytes
        for byte in text.utf8 {
            guard UInt8(bitPattern: at.pointee) == byte else { return false }
            at += 1
        }
        return true
    }

    private static func string(_ bytes: LibXML2.Bytes?) -> String {
        guard let bytes else { return "" }
        return String(cString: bytes)
    }
}
