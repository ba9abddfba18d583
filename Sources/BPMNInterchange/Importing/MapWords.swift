import ProcessSyntax

/// Words of a BPMN file as they can stand in a map: trimmed, on one line, in quotes where the language needs them.
enum MapWords {
    /// Without what cannot be seen, and with one blank for each stretch of blanks and line ends.
    static func tidied(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        var isBlank = true
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
                if !isBlank { result.unicodeScalars.append(" ") }
                isBlank = true
            // Controls, marks of direction, the byte order mark: what makes a text read otherwise than it is.
            case 0..<0x20, 0x7F...0x9F, 0xAD, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB, 0xE000...0xF8FF, 0xFFFE, 0xFFFF: break
            default:
                result.unicodeScalars.append(scalar)
                isBlank = false
            }
        }
        if result.hasSuffix(" ") { result.removeLast() }
        return result
    }

    /// Documentation on one line; what stands in it as HTML loses its tags.
    static func prose(_ text: String) -> String {
        guard text.contains("</") || text.contains("<br") else { return tidied(text) }
        let inline: Set<Substring> = ["a", "b", "em", "i", "span", "strong", "u"]
        var plain = ""
        var tag: String?
        for character in text {
            if character == "<" {
                tag = ""
            } else if character == ">", let open = tag {
                let name = open.split(whereSeparator: { $0 == " " || $0 == "/" }).first ?? ""
                if !inline.contains(name) { plain.append(" ") }
                tag = nil
            } else if tag != nil {
                tag?.append(character)
            } else {
                plain.append(character)
            }
        }
        // What is no tag in the end stays.
        if let tag { plain += "<" + tag }
        return tidied(plain.replacing("&nbsp;", with: " ").replacing("&amp;", with: "&"))
    }

    /// Letters, digits and what else never separates the parts of a line.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: " "), UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "&"), UInt8(ascii: "?"), UInt8(ascii: "!"),
            UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"): true
        default: false
        }
    }

    /// In quotes unless nothing in it could be taken for a part of the language.
    static func quoted(_ text: String, isAnswer: Bool = false) -> String {
        // Between blanks it would be taken for the beginning of a comment, in quotes too.
        let text = text.contains(" // ") ? text.replacing(" // ", with: " / ") : text
        return isPlain(text, isAnswer: isAnswer) ? text : "\"" + text.map { $0 == "\"" ? "'" : String($0) }.joined() + "\""
    }

    private static func isPlain(_ text: String, isAnswer: Bool) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, first != UInt8(ascii: "-"), first != UInt8(ascii: "("), first != UInt8(ascii: "."),
            last != UInt8(ascii: "-"), last != UInt8(ascii: ")") || endsInWords(text)
        else { return false }
        // Full-width signs, arrows and curly quotes of other scripts can be taken for signs of the language.
        for scalar in text.unicodeScalars where scalar.value >= 0x80 {
            switch scalar.value {
            case 0x2010...0x206F, 0x2190...0x2BFF, 0x3000...0x303F, 0xFF00...0xFFEF: return false
            default: break
            }
        }
        guard bytes.allSatisfy({ $0 >= 0x80 || isPlain($0) }) else { return false }
        for index in bytes.indices.dropFirst() where bytes[index] == UInt8(ascii: "-") && bytes[index - 1] == UInt8(ascii: " ") { return false }
        // `2.`, `*` and the like begin the lines of lists.
        guard !(48...57).contains(first) else { return false }
        let words = text.split(separator: " ", maxSplits: 2)
        let start = words.first.map(String.init) ?? ""
        if start == "otherwise" || Keyword(Array(start.utf8)[...]) != nil { return false }
        if words.count > 1, Keyword(Array("\(start) \(words[1])".utf8)[...]) != nil || start == "on" { return false }
        guard isAnswer else { return true }
        // `yes 40` would be taken for a share.
        return last != UInt8(ascii: "?") && !(words.count == 2 && ["yes", "no"].contains(start) && (48...57).contains(last))
    }

    /// Whether the brackets at the end hold a remark, and nothing that could be a figure.
    private static func endsInWords(_ text: String) -> Bool {
        guard let open = text.lastIndex(of: "(") else { return false }
        let word = text[text.index(after: open)...].prefix { $0 != " " && $0 != ")" }
        guard let first = word.utf8.first else { return false }
        return (first >= 0x80 || (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first)) && Keyword(Array(word.utf8)[...]) == nil
    }

    /// Behind `-> `: there a question mark means nothing.
    static func target(_ text: String) -> String { quoted(text) }

    /// As a value that goes on to the end of its line.
    static func value(_ text: String) -> String {
        let isSafe = text.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ";") || $0 >= 0x80 }
        return isSafe && quoted(text.replacing(",", with: "").replacing("/", with: "").replacing(";", with: "")).first != "\""
            ? text : "\"" + text.replacing("\"", with: "'") + "\""
    }

    /// A share at the end of an answer would be read as one, and a sign of percent as a share that is not.
    static func answer(_ text: String) -> String {
        let words = tidied(text.replacing("%", with: " percent"))
        return quoted(words, isAnswer: true)
    }

    /// A decision ends in a question mark, and nothing else does.
    static func question(_ text: String) -> String { endsInQuestion(text) ? text : text + "?" }

    static func noQuestion(_ text: String) -> String {
        var text = text
        while endsInQuestion(text) {
            text.removeLast()
            while text.hasSuffix(" ") { text.removeLast() }
        }
        return text
    }

    static func endsInQuestion(_ text: String) -> Bool { text.hasSuffix("?") || text.hasSuffix("\u{FF1F}") }

    /// Letters and digits of any script, small, with hyphens between words: the name of a file.
    static func slug(_ name: String) -> String {
        var slug = ""
        for word in name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            guard slug.utf8.count + word.utf8.count < 80 else { break }
            slug += (slug.isEmpty ? "" : "-") + word
        }
        return slug.isEmpty ? "process" : slug
    }
}
