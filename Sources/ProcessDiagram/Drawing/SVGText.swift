/// Writes SVG elements: numbers with at most two decimals, text escaped, the same bytes everywhere.
struct SVGText {
    private(set) var text = ""

    init() { text.reserveCapacity(1 << 16) }

    mutating func raw(_ string: StaticString) { string.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) } }
    mutating func line(_ string: String) {
        text += string
        text += "\n"
    }

    /// A number as short as two decimals let it be.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let hundredths = Int((min(max(value, -1e9), 1e9) * 100).rounded())
        let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
        return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// For element content and attribute values in double quotes. Control characters are dropped.
    static func escaped(_ string: String) -> String {
        var plain = true
        for byte in string.utf8 where byte < 0x20 || byte == 0x22 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x27 || byte >= 0x7F {
            plain = false
            break
        }
        if plain { return string }
        var out = ""
        for scalar in Wording.clean(string).unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
