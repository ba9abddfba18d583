/// What a finding says of which step: by this it is known again in a map whose lines have moved and whose
/// numbers have changed.
///
/// Two findings of one map have one key where they say the same of the same place; how many there are counts then.
public struct FindingKey: Sendable, Hashable {
    public let rule: String
    /// Of what kind the place is, and what it is called, as `ProcessMap.named(_:)` tells it.
    public let kind: String
    public let name: String
    /// What is said, without numbers and without what goes into detail.
    public let gist: String

    public init(rule: String, kind: String, name: String, message: String) {
        self.rule = rule
        self.kind = kind
        // What a place of the whole map is called is the name of the map, which may be put better one day.
        self.name = kind == "process" ? "" : name
        gist = Gist(message).text
    }
}

/// What a message says at heart. Left out are: what follows a colon or a semicolon, as that goes into detail; brackets
/// that hold a number; the numbers, with their units. Names in quotes stay as they are.
struct Gist {
    let text: String

    init(_ message: String) {
        var words: [String] = []
        var source = Self.words(message)[...]
        while let word = source.popFirst() {
            if word.hasPrefix("("), let count = Self.closes(word) ? 0 : source.firstIndex(where: Self.closes).map({ $0 - source.startIndex + 1 }) {
                let inside = [word] + source.prefix(count)
                if inside.contains(where: { Self.isNumber($0.drop { $0 == "(" }) }) {
                    source = source.dropFirst(count)
                    if let last = inside.last, last.hasSuffix(":") || last.hasSuffix(";") { break }
                    continue
                }
            }
            if word == "at", source.first == "least" || source.first == "most" {
                source.removeFirst()
                continue
            }
            let isLast = word.count > 1 && (word.hasSuffix(":") || word.hasSuffix(";"))
            let bare = Self.bare(isLast ? word.dropLast() : word[...])
            if Self.isNumber(bare) {
                words.append("#")
                if !isLast, let next = source.first {
                    let counted = Self.bare(next[...])
                    if Self.units.contains(counted) {
                        source.removeFirst()
                        if next.hasSuffix(":") || next.hasSuffix(";") { break }
                    } else {
                        // `2 more steps`, `1 more step`.
                        let noun = source.startIndex + (counted == "more" || counted == "other" ? 1 : 0)
                        if noun < source.endIndex { source[noun] = Self.singular(Self.bare(source[noun][...])) }
                    }
                }
            } else {
                words.append(bare == "are" ? "is" : bare)
            }
            if isLast { break }
        }
        text = words.joined(separator: " ")
    }

    private static let units: Set<String> = ["min", "h", "bh", "d", "bd", "w", "bw", "weeks", "week", "days", "day", "%"]

    private static func isNumber(_ word: some StringProtocol) -> Bool { word.utf8.first.map { (48...57).contains($0) } ?? false }

    private static func closes(_ word: String) -> Bool {
        word.hasSuffix(")") || word.hasSuffix("),") || word.hasSuffix(");") || word.hasSuffix("):")
    }

    private static func bare(_ word: Substring) -> String { String(word.hasSuffix(",") ? word.dropLast() : word) }

    private static func singular(_ word: String) -> String {
        if word == "people" { return "person" }
        return word.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
    }

    /// The words, parted at blanks; a name in quotes is one, with what touches it.
    private static func words(_ message: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        var before: Character = " "
        for character in message {
            if character == "'" {
                // An apostrophe stands inside a word; a quote opens after a blank and closes where it was open.
                if isQuoted { isQuoted = false } else if before == " " || before == "(" { isQuoted = true }
            }
            if character == " ", !isQuoted {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
            before = character
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
