import ProcessModel

/// Why two names may mean one thing, in words; nil where they most likely mean two.
///
/// Names are compared word by word, so that what they share does not hide what tells them apart:
/// Demand Gen and Demand Planning, Team A and Team B, Sales and Sales Ops are different names.
struct NameLikeness {
    private let name: String
    /// Small words say nothing of who is meant.
    private let words: [[Character]]
    private let stems: [[Character]]
    private let sorted: [[Character]]
    /// The letters of a name of one word written in capitals.
    private let capitals: [Character]?
    private let initials: [Character]

    private static let small: Set<String> = ["of", "the", "and", "for", "a", "an"]

    init(_ name: String) {
        self.name = name
        words = Words.of(name).filter { !Self.small.contains(String($0)) }
        stems = words.map(Self.singular)
        sorted = stems.sorted { $0.lexicographicallyPrecedes($1) }
        let isShort = (2...5).contains(name.count) && name.allSatisfy { $0.isLetter && $0.isUppercase }
        capitals = isShort ? words.first : nil
        initials = words.count > 1 ? words.compactMap(\.first) : []
    }

    func reason(_ other: NameLikeness) -> String? {
        guard name != other.name, !words.isEmpty, !other.words.isEmpty else { return nil }
        if words.count == other.words.count {
            if words == other.words || sorted == other.sorted { return sameWords(other) }
            return slip(other) ?? shortened(other)
        }
        if words.joined().elementsEqual(other.words.joined()) { return "they differ only in blanks and hyphens" }
        if let capitals, capitals == other.initials { return "'\(name)' looks like the first letters of '\(other.name)'" }
        if let capitals = other.capitals, capitals == initials { return "'\(other.name)' looks like the first letters of '\(name)'" }
        return nil
    }

    private func sameWords(_ other: NameLikeness) -> String {
        if words == other.words {
            return Words.of(name) == Words.of(other.name)
                ? "they differ only in capitals, blanks or hyphens" : "they differ only in small words"
        }
        if stems == other.stems { return "they differ only in singular and plural" }
        return "they are the same words in another order"
    }

    /// All words alike but one, in which a letter is wrong, missing, doubled or swapped.
    private func slip(_ other: NameLikeness) -> String? {
        let different = words.indices.filter { stems[$0] != other.stems[$0] }
        guard different.count == 1, let index = different.first else { return nil }
        let (a, b) = (words[index], other.words[index])
        // Short words differ by a letter too easily (East and West), and so do words that begin otherwise.
        guard min(a.count, b.count) >= 5, abs(a.count - b.count) <= 1, a.first == b.first,
            !(a + b).contains(where: \.isNumber), Self.slips(a, b) == 1
        else { return nil }
        return "'\(String(a))' and '\(String(b))' differ by one letter"
    }

    private static func slips(_ a: [Character], _ b: [Character]) -> Int {
        NearestName.distance(Array(String(a).unicodeScalars), Array(String(b).unicodeScalars))
    }

    /// Every word is alike or short for the other.
    private func shortened(_ other: NameLikeness) -> String? {
        var reasons: [String] = []
        for index in words.indices where stems[index] != other.stems[index] {
            let (a, b) = (words[index], other.words[index])
            if Self.isShort(a, for: b) {
                reasons.append("'\(String(a))' is short for '\(String(b))'")
            } else if Self.isShort(b, for: a) {
                reasons.append("'\(String(b))' is short for '\(String(a))'")
            } else {
                return nil
            }
        }
        return reasons.isEmpty ? nil : Wording.list(reasons)
    }

    /// `dev` for development, `ops` for operations, `mktg` for marketing, `mgr` for manager.
    private static func isShort(_ short: [Character], for long: [Character]) -> Bool {
        guard (2...5).contains(short.count), long.count >= short.count + 3, short.first == long.first,
            short.allSatisfy(\.isLetter)
        else { return false }
        if short.last == "s", short.count <= 4, long.starts(with: short.dropLast()) { return true }
        if short.count >= 3, short.last != "s", long.starts(with: short) { return true }
        // Vowels left out: each letter that stays comes in order.
        guard short.count >= 3, !short.dropFirst().contains(where: { "aeiou".contains($0) }) else { return false }
        var rest = long[...]
        for letter in short {
            guard let found = rest.firstIndex(of: letter) else { return false }
            rest = rest[(found + 1)...]
        }
        return true
    }

    /// The word without its plural ending, for comparison only.
    private static func singular(_ word: [Character]) -> [Character] {
        guard word.count > 3, word.last == "s" else { return word }
        let text = String(word)
        if text.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + ["y"] }
        for ending in ["ches", "shes", "xes", "sses"] where text.hasSuffix(ending) { return word.dropLast(2) }
        return text.hasSuffix("ss") || text.hasSuffix("us") || text.hasSuffix("is") ? word : word.dropLast()
    }
}
