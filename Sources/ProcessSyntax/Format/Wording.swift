/// What may be done to the words of a line without their meaning anything else.
enum Wording {
    /// A name without its quotes, where nothing in it needs them.
    static func unquoted(_ words: ArraySlice<UInt8>, withDigits: Bool = true) -> ArraySlice<UInt8> {
        let quote = UInt8(ascii: "\"")
        guard words.count > 2, words.first == quote, words.last == quote else { return words }
        let name = words.dropFirst().dropLast()
        return needsNoQuotes(name, withDigits: withDigits) ? name : words
    }

    static func needsNoQuotes(_ name: ArraySlice<UInt8>, withDigits: Bool) -> Bool {
        !name.isEmpty && name.first != 0x20 && name.last != 0x20 && !startsWithKeyword(name) && !holdsTerms(name)
            && name.allSatisfy { isPlain($0) || withDigits && (48...57).contains($0) }
    }

    /// Letters of any script, and the marks that mean nothing anywhere. General punctuation (0xE2) and
    /// full-width forms (0xEF) hold arrows, colons and question marks, so they count as no letters.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x20, UInt8(ascii: "'"), UInt8(ascii: "&"),
            UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        case 0xE2, 0xEF: false
        default: byte >= 0x80
        }
    }

    /// Words that outside of quotes would be taken for how something travels, or for an arrow.
    private static func holdsTerms(_ name: ArraySlice<UInt8>) -> Bool {
        guard name.contains(0x20) else { return false }
        return terms.contains { name.firstRange(of: $0) != nil }
    }

    private static let terms = [" via ", " go to ", " goto ", " back to "].map { Array($0.utf8) }

    private static func startsWithKeyword(_ name: ArraySlice<UInt8>) -> Bool {
        let first = name.firstIndex(of: 0x20) ?? name.endIndex
        if Keyword(name[..<first]) != nil { return true }
        guard first < name.endIndex else { return false }
        let second = name[(first + 1)...].firstIndex(of: 0x20) ?? name.endIndex
        return Keyword(name[..<second]) != nil
    }

    /// The parts of a list with one blank behind each comma.
    static func list(_ words: ArraySlice<UInt8>, ofNames: Bool) -> ArraySlice<UInt8> {
        guard words.contains(UInt8(ascii: ",")) else { return ofNames ? unquoted(words) : words }
        return list(words) { ofNames ? unquoted($0) : $0 }
    }

    /// `Customer [customer], Marketing, Sales`
    static func lanes(_ words: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        list(words) { part in
            guard part.last == UInt8(ascii: "]"), let open = part.firstIndex(of: UInt8(ascii: "[")), open > part.startIndex,
                part.lastIndex(of: UInt8(ascii: "[")) == open
            else { return unquoted(part) }
            let end = part[..<open].lastIndex { $0 != 0x20 } ?? open
            guard end < open else { return part }
            return (unquoted(part[...end]) + [0x20] + part[open...])[...]
        }
    }

    /// Commas in quotes part nothing.
    private static func list(_ words: ArraySlice<UInt8>, _ form: (ArraySlice<UInt8>) -> ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var parts: [ArraySlice<UInt8>] = []
        var from = words.startIndex
        var inQuote = false
        func part(_ end: Int) -> ArraySlice<UInt8> {
            let part = words[from..<end].drop { $0 == 0x20 }
            return part[part.startIndex..<((part.lastIndex { $0 != 0x20 }).map { $0 + 1 } ?? part.startIndex)]
        }
        for i in words.indices {
            switch words[i] {
            case UInt8(ascii: "\""): inQuote.toggle()
            case UInt8(ascii: ",") where !inQuote:
                parts.append(part(i))
                from = i + 1
            default: break
            }
        }
        parts.append(part(words.endIndex))
        parts.removeAll(where: \.isEmpty)
        // Nothing but commas is a slip that somebody must look at.
        guard !parts.isEmpty else { return words }
        return Array(parts.map(form).joined(separator: [UInt8(ascii: ","), 0x20]))[...]
    }

    /// Whether a value means the same in brackets and behind the colon of a line.
    static func fitsBothPlaces(_ value: ArraySlice<UInt8>) -> Bool {
        let quote = UInt8(ascii: "\"")
        if value.count > 2, value.first == quote, value.last == quote, !value.dropFirst().dropLast().contains(quote) { return true }
        var before: UInt8 = 0
        for byte in value {
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "#"), quote: return false
            case UInt8(ascii: ">") where before == UInt8(ascii: "-"): return false
            default: before = byte
            }
        }
        return true
    }
}
