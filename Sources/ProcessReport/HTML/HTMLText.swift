/// Writes HTML. Words of a map come in through `text` and `attribute` alone, which escape them.
struct HTMLText {
    private(set) var html = ""

    init() { html.reserveCapacity(1 << 16) }

    /// Adds markup of ours.
    mutating func raw(_ markup: String) { html += markup }

    mutating func line(_ markup: String) {
        html += markup
        html += "\n"
    }

    /// For the content of elements and for values of attributes in double quotes. What steers a terminal or the
    /// direction of writing is left out.
    static func escaped(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\n", "\t": out += " "
            case _ where Printable.isControl(scalar): break
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// A sentence of a message: its first letter large, and words of the language, in back ticks, as code.
    static func sentence(_ text: String) -> String {
        guard let first = text.first else { return "" }
        return coded(first.uppercased() + text.dropFirst())
    }

    /// What stands between two back ticks is code.
    static func coded(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        var out = ""
        for (index, part) in parts.enumerated() {
            let isCode = index % 2 == 1 && index < parts.count - 1
            // A back tick without a second one is only itself.
            let mark = index % 2 == 1 && !isCode ? "`" : ""
            out += mark + (isCode ? "<code>\(escaped(String(part)))</code>" : escaped(String(part)))
        }
        return out
    }
}

/// The small signs of findings and pains, as on the map.
enum HTMLSign {
    static func finding(_ severity: String, _ mark: String) -> String {
        let (shape, y) = switch severity {
        case "error": ("<polygon points=\"5.2,0 12.8,0 18,5.2 18,12.8 12.8,18 5.2,18 0,12.8 0,5.2\"/>", 13)
        case "warning": ("<polygon points=\"6.5,0 11.5,0 18.5,14 17.5,18 .5,18 -.5,14\"/>", 14)
        default: ("<circle cx=\"9\" cy=\"9\" r=\"9\"/>", 13)
        }
        return "<svg class=\"sign \(severity)\" viewBox=\"-1.5 -1.5 21 21\" aria-hidden=\"true\">\(shape)<text x=\"9\" y=\"\(y)\">\(HTMLText.escaped(mark))</text></svg>"
    }

    static func pain(_ letter: String) -> String {
        "<svg class=\"sign pain\" viewBox=\"-1.5 -1.5 23 23\" aria-hidden=\"true\"><polygon points=\"10,0 13.2,6.4 20,7.4 15.2,12.4 16.2,19.4 10,16.2 3.8,19.4 4.8,12.4 0,7.4 6.8,6.4\"/><text x=\"10\" y=\"15\">\(HTMLText.escaped(letter))</text></svg>"
    }

    static func said(_ sign: String) -> String { "<span class=\"sign said\" aria-hidden=\"true\">\(sign)</span>" }
}
