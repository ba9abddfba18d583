/// Why a file cannot be read as XML or as BPMN, in words for a person.
public struct XMLTrouble: Error, Hashable, Sendable {
    /// Stable, in kebab case.
    public let name: String
    public let message: String
    public let remedy: String
    /// Counted from 1.
    public let line: Int

    init(_ name: String, _ message: String, remedy: String, line: Int) {
        self.name = name
        self.message = message
        self.remedy = remedy
        self.line = max(1, line)
    }

    static func documentType(line: Int) -> XMLTrouble {
        XMLTrouble(
            "xml-doctype", "the file brings a document type (DOCTYPE), which could make it read other files or grow without end",
            remedy: "take the DOCTYPE out: BPMN needs none", line: line)
    }

    static func tooLong(line: Int) -> XMLTrouble {
        XMLTrouble(
            "xml-too-long", "one comment, text, value or name here is longer than 10 MB", remedy: "take it out, or keep what it holds in a file of its own", line: line)
    }

    /// What libxml2 found, in our words.
    init(libraryCode code: Int32, line: Int) {
        guard code != 1 else {
            self.init("xml-too-deep", "elements lie too deep in each other here", remedy: "call sub-processes instead of nesting them", line: line)
            return
        }
        let remedy = "save or export it again from the tool it came from"
        let message =
            switch code {
            case 4: "the file is empty"
            case 5: "the file ends before its last element is closed"
            case 77: "the file ends, or an element does, before all that it holds is closed"
            case 76: "an element is closed that is not the one that was opened last"
            case 9: "a character stands here that no XML file may hold, or the file is not in the encoding that it says it has"
            case 81: "the bytes here are not in the encoding that the file says it has"
            case 31, 32: "the file is in an encoding that cannot be read"
            case 42: "an attribute is given twice"
            case 26, 27: "an entity is used that nobody has declared"
            case 38, 39, 40: "the value of an attribute does not stand between quotes, or is not closed"
            case 41: "an attribute has no value"
            case 45, 80: "a comment, or what stands between two signs of '-', is not closed"
            case 65, 68, 73: "a name or a sign is missing here"
            case 110: "a name is longer than 50,000 characters"
            case 89: "entities lead to each other in a circle"
            case 96: "the file says that it is another version of XML"
            default: "this is not well-formed XML (libxml2's error \(code))"
            }
        self.init("bad-xml", message, remedy: remedy, line: line)
    }
}

/// How much of a file is read. Each is far from what a person or a tool writes.
public struct XMLLimits: Sendable {
    /// Elements in each other.
    public var depth: Int
    /// Elements and attributes together.
    public var items: Int
    /// Attributes of one element.
    public var attributes: Int
    /// Bytes of one comment, text or value: libxml2's own limit.
    static let longest = 10_000_000

    public init(depth: Int = 200, items: Int = 2_000_000, attributes: Int = 1_000) {
        self.depth = depth
        self.items = items
        self.attributes = attributes
    }
}
