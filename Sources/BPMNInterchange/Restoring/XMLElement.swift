/// An element with all that lies in it, save how it is drawn.
struct XMLElement {
    let namespace: BPMNNamespace?
    let name: String
    let line: Int
    private let attributes: [(namespace: BPMNNamespace?, name: String, value: String)]
    private(set) var children: [XMLElement] = []
    private(set) var text = ""

    private init(_ element: XMLReader.Element) {
        namespace = element.namespace
        name = element.name
        line = element.line
        attributes = element.attributes
    }

    /// Nil for an empty file.
    static func read(_ bytes: [UInt8], library: LibXML2, limits: XMLLimits) throws(XMLTrouble) -> XMLElement? {
        var result: Result<XMLElement?, XMLTrouble> = .success(nil)
        bytes.withUnsafeBytes { raw in
            do throws(XMLTrouble) {
                var xml = try XMLReader(raw.bindMemory(to: CChar.self), library: library, limits: limits)
                while let event = try xml.next() {
                    guard case .start(let element) = event else { continue }
                    result = .success(try read(element, &xml))
                    return
                }
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    private static func read(_ start: XMLReader.Element, _ xml: inout XMLReader) throws(XMLTrouble) -> XMLElement {
        var element = XMLElement(start)
        while let event = try xml.next() {
            switch event {
            case .start(let child):
                switch child.namespace {
                case .diagram, .common, .interchange: try xml.skip()
                case .model, .baton, nil: element.children.append(try read(child, &xml))
                }
            case .text(let text): if element.text.utf8.count < XMLReader.longestText { element.text += text }
            case .end: return element
            }
        }
        return element
    }

    /// The value of an attribute without a prefix.
    func value(_ name: String) -> String? { attributes.first { $0.namespace == nil && $0.name == name }?.value }

    /// The value of one of Baton's own attributes.
    func own(_ name: String) -> String? { attributes.first { $0.namespace == .baton && $0.name == name }?.value }

    /// The elements of BPMN of that name right in this one.
    func all(_ name: String) -> [XMLElement] { children.filter { $0.namespace == .model && $0.name == name } }

    /// What Baton keeps beside this element.
    var extensions: [XMLElement] { all("extensionElements").flatMap(\.children) }

    var words: String { BPMNReader.trimmed(text) }
}
