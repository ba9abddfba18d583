import ProcessAnalysis

/// A JSON value (RFC 8259), written with the fields in the order given and always the same bytes.
indirect enum JSON: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Rounded to six decimals; what is not finite is written as null.
    case number(Double)
    case string(String)
    case array([JSON])
    case object([(key: String, value: JSON)])
    /// A value that was written already, for the level it stands on.
    case written(String)

    /// Two spaces a level, one field a line, a line feed at the end.
    func document() -> String { text(level: 0) + "\n" }

    /// The value as it is written `level` levels deep.
    func text(level: Int) -> String {
        var text = ""
        write(into: &text, indent: level)
        return text
    }

    private func write(into text: inout String, indent: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value):
            text += value.isFinite && abs(value) < 1e15 ? Numerals.digits(value, places: 6) ?? "\(value)" : "null"
        case .string(let value): Self.quote(value, into: &text)
        case .written(let value): text += value
        case .array(let values):
            Self.block("[", "]", values, into: &text, indent) { value, text in
                value.write(into: &text, indent: indent + 1)
            }
        case .object(let fields):
            Self.block("{", "}", fields, into: &text, indent) { field, text in
                Self.quote(field.key, into: &text)
                text += ": "
                field.value.write(into: &text, indent: indent + 1)
            }
        }
    }

    private static func indentLine(_ level: Int, _ text: inout String) {
        for _ in 0..<level { text += "  " }
    }

    private static func block<Item>(
        _ open: String, _ close: String, _ items: [Item], into text: inout String, _ indent: Int,
        write: (Item, inout String) -> Void
    ) {
        text += open
        for (index, item) in items.enumerated() {
            text += index == 0 ? "\n" : ",\n"
            indentLine(indent + 1, &text)
            write(item, &text)
        }
        if !items.isEmpty {
            text += "\n"
            indentLine(indent, &text)
        }
        text += close
    }

    /// Quotes, backslashes and control characters are escaped; so are DEL and the C1 controls,
    /// which JSON would allow, lest a terminal that shows the text obeys them.
    private static func quote(_ string: String, into text: inout String) {
        text += "\""
        if string.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
            text += string
        } else {
            for scalar in string.unicodeScalars {
                switch scalar {
                case "\"": text += "\\\""
                case "\\": text += "\\\\"
                case "\n": text += "\\n"
                case "\r": text += "\\r"
                case "\t": text += "\\t"
                default:
                    if scalar.value <= 0xFFFF, Printable.isControl(scalar) {
                        let digits = String(scalar.value, radix: 16)
                        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                    } else {
                        text.unicodeScalars.append(scalar)
                    }
                }
            }
        }
        text += "\""
    }
}

extension JSON {
    static func text(_ string: String?) -> JSON { string.map(JSON.string) ?? .null }
    static func strings(_ strings: [String]) -> JSON { .array(strings.map(JSON.string)) }
    static func figure(_ value: Double?) -> JSON { value.map(JSON.number) ?? .null }
}
