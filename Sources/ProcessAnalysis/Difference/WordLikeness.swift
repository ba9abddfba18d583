import ProcessSyntax

/// How much two names say the same: by the words that they share, in any order and form, or by their letters.
struct WordLikeness: Sendable {
    /// The stems of its words, sorted, without those that only hold a sentence together.
    let stems: [String]
    private let letters: [Unicode.Scalar]

    /// Names and texts longer than this are compared by their beginnings.
    private static let mostStems = 40
    private static let fillers: Set<String> = ["a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "it", "of", "on", "or", "the", "to", "with"]

    init(_ name: String) {
        letters = NearestName.compared(name)
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(Self.mostStems).map(String.init)
        let telling = words.filter { !Self.fillers.contains($0) }
        stems = (telling.isEmpty ? words : telling).map(Self.stem).sorted()
    }

    /// 0, nothing in common, to 1, the same.
    func likeness(to other: WordLikeness) -> Double {
        if letters.isEmpty || other.letters.isEmpty { return letters.isEmpty && other.letters.isEmpty ? 1 : 0 }
        let byWords = stems.isEmpty && other.stems.isEmpty ? 0 : 2 * Double(common(other)) / Double(stems.count + other.stems.count)
        if byWords == 1 { return 1 }
        let longest = max(letters.count, other.letters.count)
        // Names of very different length have few letters in common, and need no counting.
        guard min(letters.count, other.letters.count) * 2 >= longest else { return byWords }
        let byLetters = 1 - Double(NearestName.distance(letters, other.letters)) / Double(longest)
        // Half of the letters agree by chance.
        return max(byWords, byLetters >= 0.7 ? byLetters : 0)
    }

    private func common(_ other: WordLikeness) -> Int {
        var (a, b, count) = (0, 0, 0)
        while a < stems.count, b < other.stems.count {
            if stems[a] == other.stems[b] {
                count += 1
                a += 1
                b += 1
            } else if stems[a] < other.stems[b] {
                a += 1
            } else {
                b += 1
            }
        }
        return count
    }

    /// `scored`, `scores` and `scoring` are one word.
    private static func stem(_ word: String) -> String {
        for ending in ["ing", "ed", "es", "s", "e"] where word.count >= ending.count + 3 && word.hasSuffix(ending) {
            return String(word.dropLast(ending.count))
        }
        return word
    }
}
