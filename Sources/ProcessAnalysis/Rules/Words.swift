/// Names taken apart into the words that rules compare.
enum Words {
    /// The words of a name in small letters: runs of letters and digits; `R&D` and `co-chair` are two each.
    static func of(_ name: String) -> [[Character]] {
        name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map { Array($0.lowercased()) }
    }

    /// True where two names differ at most in capitals, blanks and hyphens: `E-mail` and `email`.
    static func isSame(_ a: String, _ b: String) -> Bool { a == b || of(a).joined().elementsEqual(of(b).joined()) }

    /// True where one of the name's words begins with one of `stems`.
    static func contains(_ name: String, anyOf stems: [String]) -> Bool {
        of(name).contains { word in stems.contains { word.starts(with: $0) } }
    }
}
