/// Names taken apart into the words that rules compare: runs of letters and digits in small letters,
/// as UTF-8. `R&D` and `co-chair` are two words each.
enum Words {
    static func of(_ name: String) -> [[UInt8]] {
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
            return name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map { Array($0.lowercased().utf8) }
        }
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for byte in name.utf8 {
            if let letter = small(byte) {
                word.append(letter)
            } else if !word.isEmpty {
                words.append(word)
                word = []
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// True where two names differ at most in capitals, blanks and hyphens: `E-mail` and `email`.
    static func isSame(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        if a.utf8.allSatisfy({ $0 < 0x80 }), b.utf8.allSatisfy({ $0 < 0x80 }) {
            return a.utf8.lazy.compactMap(small).elementsEqual(b.utf8.lazy.compactMap(small))
        }
        return of(a).joined().elementsEqual(of(b).joined())
    }

    /// One key for all names that differ at most in capitals, blanks and hyphens.
    static func key(_ name: String) -> [UInt8] { Array(of(name).joined()) }

    /// True where two names mean one thing: they differ at most in capitals, blanks, hyphens and the article, or one is
    /// the plural of the other.
    static func isSameThing(_ a: String, _ b: String) -> Bool { a == b || thingKey(a) == thingKey(b) }

    /// One key for all names of a thing: `the decisions`, `Decision`.
    static func thingKey(_ name: String) -> [UInt8] {
        var words = of(withoutArticle(name))
        if let last = words.popLast() { words.append(singular(last)) }
        return Array(words.joined())
    }

    /// `queries` is `query`, `boxes` is `box`; `process`, `status` and `analysis` stay.
    private static func singular(_ word: [UInt8]) -> [UInt8] {
        func ends(_ ending: String) -> Bool { word.count > ending.utf8.count + 1 && word.suffix(ending.utf8.count).elementsEqual(ending.utf8) }
        if ends("ies") { return word.dropLast(3) + Array("y".utf8) }
        if ["sses", "xes", "ches", "shes"].contains(where: ends) { return word.dropLast(2) }
        if ends("s"), !["ss", "us", "is"].contains(where: ends) { return word.dropLast() }
        return word
    }

    /// True where one of the name's words begins with one of `stems`.
    static func contains(_ name: String, anyOf stems: [[UInt8]]) -> Bool {
        of(name).contains { word in stems.contains { word.starts(with: $0) } }
    }

    /// `the ticket queue` is `ticket queue`.
    static func withoutArticle(_ name: String) -> String {
        let words = name.split(separator: " ")
        guard words.count > 1, let first = words.first, ["a", "an", "the"].contains(first.lowercased()) else { return name }
        return words.dropFirst().joined(separator: " ")
    }

    static func stems(_ words: String...) -> [[UInt8]] { words.map { Array($0.utf8) } }

    /// The small letter or digit; nil for what parts words.
    private static func small(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        default: nil
        }
    }
}
