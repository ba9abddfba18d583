/// Writes XML, element by element, indented: the same bytes everywhere.
struct XMLText {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var open: [String] = []

    typealias Attributes = KeyValuePairs<String, String?>

    /// An element with nothing in it. Attributes without a value are left out.
    mutating func leaf(_ name: String, _ attributes: Attributes = [:]) {
        begin(name, attributes)
        text += " />\n"
    }

    /// An element with words in it.
    mutating func leaf(_ name: String, _ attributes: Attributes = [:], words: String) {
        begin(name, attributes)
        text += ">" + Self.escaped(words) + "</\(name)>\n"
    }

    mutating func start(_ name: String, _ attributes: Attributes = [:]) {
        begin(name, attributes)
        text += ">\n"
        open.append(name)
    }

    mutating func end() {
        guard let name = open.popLast() else { return }
        indent()
        text += "</\(name)>\n"
    }

    private mutating func begin(_ name: String, _ attributes: Attributes) {
        indent()
        text += "<" + name
        for (name, value) in attributes {
            if let value { text += " \(name)=\"\(Self.escaped(value))\"" }
        }
    }

    private mutating func indent() { text += String(repeating: "  ", count: open.count) }

    /// For content and for values in double quotes. What XML cannot hold is dropped; what a terminal would obey, or what a
    /// reader of XML would take for a blank, is written as a number.
    static func escaped(_ string: String) -> String {
        guard string.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F || $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else { return string }
        var out = ""
        for scalar in string.unicodeScalars {
            switch scalar.value {
            case 0x26: out += "&amp;"
            case 0x3C: out += "&lt;"
            case 0x3E: out += "&gt;"
            case 0x22: out += "&quot;"
            case 0x9, 0xA, 0xD, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
                out += "&#x\(String(scalar.value, radix: 16, uppercase: true));"
            case 0..<0x20, 0xFFFE, 0xFFFF: break
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
