/// The functions of libxml2's pull reader.
///
/// They are looked up when a BPMN file is read and not linked: the library brings ICU, and loading that at each
/// start would take a third of the time in which a map is checked. Who calls says how a function is found, since
/// this target touches nothing outside itself.
public struct LibXML2: Sendable {
    typealias Reader = UnsafeMutableRawPointer
    typealias Bytes = UnsafePointer<CChar>
    typealias ErrorHandler = @convention(c) (UnsafeMutableRawPointer?, UnsafeRawPointer?) -> Void

    let open: @convention(c) @Sendable (Bytes?, Int32, Bytes?, Bytes?, Int32) -> Reader?
    let close: @convention(c) @Sendable (Reader?) -> Void
    let read: @convention(c) @Sendable (Reader?) -> Int32
    let nodeType: @convention(c) @Sendable (Reader?) -> Int32
    let depth: @convention(c) @Sendable (Reader?) -> Int32
    let isEmptyElement: @convention(c) @Sendable (Reader?) -> Int32
    let localName: @convention(c) @Sendable (Reader?) -> Bytes?
    let namespace: @convention(c) @Sendable (Reader?) -> Bytes?
    let value: @convention(c) @Sendable (Reader?) -> Bytes?
    let nextAttribute: @convention(c) @Sendable (Reader?) -> Int32
    let backToElement: @convention(c) @Sendable (Reader?) -> Int32
    let node: @convention(c) @Sendable (Reader?) -> UnsafeMutableRawPointer?
    let lineOfNode: @convention(c) @Sendable (UnsafeMutableRawPointer?) -> Int
    let line: @convention(c) @Sendable (Reader?) -> Int32
    let handleErrors: @convention(c) @Sendable (Reader?, ErrorHandler?, UnsafeMutableRawPointer?) -> Void

    /// What Debian calls the library, and what its package is called there.
    public static let file = "libxml2.so.2"
    public static let package = "libxml2"

    /// - Parameter find: the address of a function of the library, by its name.
    /// - Returns: nil where one of them is missing.
    public init?(find: (String) -> UnsafeMutableRawPointer?) {
        func found<Function>(_ name: String, as: Function.Type = Function.self) -> Function? {
            find(name).map { unsafeBitCast($0, to: Function.self) }
        }
        typealias Start = @convention(c) () -> Void
        guard let start = found("xmlInitParser", as: Start.self), let open = found("xmlReaderForMemory", as: type(of: open)),
            let close = found("xmlFreeTextReader", as: type(of: close)), let read = found("xmlTextReaderRead", as: type(of: read)),
            let nodeType = found("xmlTextReaderNodeType", as: type(of: nodeType)), let depth = found("xmlTextReaderDepth", as: type(of: depth)),
            let isEmptyElement = found("xmlTextReaderIsEmptyElement", as: type(of: isEmptyElement)),
            let localName = found("xmlTextReaderConstLocalName", as: type(of: localName)),
            let namespace = found("xmlTextReaderConstNamespaceUri", as: type(of: namespace)),
            let value = found("xmlTextReaderConstValue", as: type(of: value)),
            let nextAttribute = found("xmlTextReaderMoveToNextAttribute", as: type(of: nextAttribute)),
            let backToElement = found("xmlTextReaderMoveToElement", as: type(of: backToElement)),
            let node = found("xmlTextReaderCurrentNode", as: type(of: node)), let lineOfNode = found("xmlGetLineNo", as: type(of: lineOfNode)),
            let line = found("xmlTextReaderGetParserLineNumber", as: type(of: line)),
            let handleErrors = found("xmlTextReaderSetStructuredErrorHandler", as: type(of: handleErrors))
        else { return nil }
        self.open = open
        self.close = close
        self.read = read
        self.nodeType = nodeType
        self.depth = depth
        self.isEmptyElement = isEmptyElement
        self.localName = localName
        self.namespace = namespace
        self.value = value
        self.nextAttribute = nextAttribute
        self.backToElement = backToElement
        self.node = node
        self.lineOfNode = lineOfNode
        self.line = line
        self.handleErrors = handleErrors
        // Once, before any thread reads.
        start()
    }

    /// `XML_PARSE_NONET`, and no messages of its own. What would replace entities, load document types or lift the
    /// library's own limits is left off.
    static let options: Int32 = 1 << 11 | 1 << 5 | 1 << 6

    /// What kinds of nodes the reader meets, by their numbers.
    enum NodeType {
        static let element: Int32 = 1
        static let text: Int32 = 3
        static let cdata: Int32 = 4
        static let entityReference: Int32 = 5
        static let documentType: Int32 = 10
        static let whitespace: Int32 = 13
        static let significantWhitespace: Int32 = 14
        static let endElement: Int32 = 15
    }
}
