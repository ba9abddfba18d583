/// Ids that XML allows and that say what they are of: made from a name, and not from a place, so that they stay what they
/// are when something else is changed.
struct ElementIDs {
    // What goes behind the id of an element for what belongs to it. No id made of a name has two `_` before a letter, so none is
    // equal to these; a dot would part them as well, but modelers look for elements by selectors of CSS, where it means something else.
    static let shape = "__di"
    static let tie = "__tie"
    static let input = "__input"

    private var taken: Set<String> = []

    /// - Parameters:
    ///   - kind: what comes first: `Activity`.
    ///   - name: what tells it from others of its kind.
    mutating func id(_ kind: String, _ name: String) -> String {
        var id = kind + "_" + Self.spelled(name)
        var count = 1
        while !taken.insert(id).inserted {
            count += 1
            id = kind + "_" + Self.spelled(name) + "_\(count)"
        }
        return id
    }

    /// An id of which only its sum is worth telling.
    mutating func sum(_ kind: String, _ words: [String]) -> String {
        id(kind, Self.sum(words.joined(separator: "\u{0}")))
    }

    /// A name in letters, digits, `-` and `_`; where that loses more than the sign of a question, with a sum of the whole behind it.
    private static func spelled(_ name: String) -> String {
        let name = name.hasSuffix("?") ? String(name.dropLast()) : name
        var id = ""
        var isWhole = true
        for scalar in name.unicodeScalars {
            let isPlain = scalar == "-" || scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            if !isPlain, scalar != " " { isWhole = false }
            if isPlain { id.unicodeScalars.append(scalar) } else if !id.isEmpty, !id.hasSuffix("_") { id += "_" }
            if id.utf8.count >= 40 {
                isWhole = false
                break
            }
        }
        if id.contains("_"), name.contains("  ") { isWhole = false }
        while id.hasSuffix("_") { id.removeLast() }
        return isWhole ? id : id + (id.isEmpty ? "" : "_") + sum(name)
    }

    /// The hash of Fowler, Noll and Vo, 32 bits of it.
    private static func sum(_ text: String) -> String {
        var hash: UInt32 = 0x811C_9DC5
        for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
