/// Words of a BPMN file as they can stand in a map: trimmed, on one line, in quotes where `Quotes` says so.
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

    /// In quotes unless nothing in it could be taken for a part of the language.
    static func quoted(_ text: String, _ place: Quotes.Place) -> String { Quotes.around(text, at: place) }

    static func quoted(_ text: String, isAnswer: Bool = false) -> String { Quotes.around(text, at: isAnswer ? .answer : .any) }

    /// Behind `-> `: there a question mark means nothing.
    static func target(_ text: String) -> String { Quotes.around(text, at: .target) }

    /// As a value that goes on to the end of its line.
    static func value(_ text: String) -> String { Quotes.around(text, at: .value) }

    /// A share at the end of an answer would be read as one, and a sign of percent as a share that is not.
    static func answer(_ text: String) -> String { Quotes.around(answerWords(text), at: .answer) }

    static func answerWords(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return tidied(text) }
        var words = ""
        for scalar in text.unicodeScalars { if scalar == "%" { words += " percent" } else { words.unicodeScalars.append(scalar) } }
        return tidied(words)
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
