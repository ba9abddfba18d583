import ProcessModel
import ProcessSyntax

/// Why two names may mean one thing, in words; nil where they most likely mean two.
///
/// Names are compared word by word, so that what they share does not hide what tells them apart:
/// Demand Gen and Demand Planning, Team A and Team B, Sales and Sales Ops are different names.
struct NameLikeness {
    private let name: String
    /// Small words say nothing of who is meant.
    private let words: [[UInt8]]
    private let stems: [[UInt8]]
    private let sorted: [[UInt8]]
    /// The letters of a name of one word written in capitals.
    private let capitals: [UInt8]?
    private let initials: [UInt8]
    /// For each word whether it stands in capitals, as first letters do.
    private let isCapital: [Bool]

    private static let small = Set(Words.stems("of", "the", "and", "for", "a", "an"))

    init(_ name: String) {
        self.name = name
        words = Words.of(name).filter { !Self.small.contains($0) }
        stems = words.map(Self.singular)
        sorted = stems.sorted { $0.lexicographicallyPrecedes($1) }
        let isShort = (2...5).contains(name.count) && name.allSatisfy { $0.isLetter && $0.isUppercase }
        capitals = isShort ? words.first : nil
        initials = words.count > 1 ? words.compactMap(\.first) : []
        let inCapitals = Set(name.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
            .filter { $0.count > 1 && $0.allSatisfy(\.isUppercase) }.map { Array($0.lowercased().utf8) })
        isCapital = words.map(inCapitals.contains)
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
            !(a + b).contains(where: Self.isDigit), Self.slips(a, b) == 1
        else { return nil }
        return "'\(Self.text(a))' and '\(Self.text(b))' differ by one letter"
    }

    private static func slips(_ a: [UInt8], _ b: [UInt8]) -> Int {
        NearestName.distance(Array(text(a).unicodeScalars), Array(text(b).unicodeScalars))
    }

    /// Every word is alike or short for the other.
    private func shortened(_ other: NameLikeness) -> String? {
        var reasons: [String] = []
        for index in words.indices where stems[index] != other.stems[index] {
            let (a, b) = (words[index], other.words[index])
            if isShort(index, for: other) {
                reasons.append("'\(Self.text(a))' is short for '\(Self.text(b))'")
            } else if other.isShort(index, for: self) {
                reasons.append("'\(Self.text(b))' is short for '\(Self.text(a))'")
            } else {
                return nil
            }
        }
        return reasons.isEmpty ? nil : Wording.list(reasons)
    }

    /// Capitals stand for the words of a name, one letter each, and for a single word only as its beginning: CSM and CS
    /// are no Customer, and DEV is Development.
    private func isShort(_ index: Int, for other: NameLikeness) -> Bool {
        let (short, long) = (words[index], other.words[index])
        // A name that is all in capitals is written so, whatever it is short for.
        guard isCapital[index], !other.isCapital[index] else { return Self.isShort(short, for: long) }
        return (3...5).contains(short.count) && long.count >= short.count + 3 && long.starts(with: short)
    }

    /// `dev` for development, `ops` for operations, `mktg` for marketing, `mgr` for manager.
    private static func isShort(_ short: [UInt8], for long: [UInt8]) -> Bool {
        guard (2...5).contains(short.count), long.count >= short.count + 3, short.first == long.first,
            !short.contains(where: isDigit)
        else { return false }
        if short.last == UInt8(ascii: "s"), (3...4).contains(short.count), long.starts(with: short.dropLast()) { return true }
        if short.count >= 3, short.last != UInt8(ascii: "s"), long.starts(with: short) { return true }
        // Vowels left out: each letter that stays comes in order.
        guard short.count >= 3, !short.dropFirst().contains(where: { vowels.contains($0) }) else { return false }
        var rest = long[...]
        for letter in short {
            guard let found = rest.firstIndex(of: letter) else { return false }
            rest = rest[(found + 1)...]
        }
        return true
    }

    /// The word without its plural ending, for comparison only.
    private static func singular(_ word: [UInt8]) -> [UInt8] {
        guard word.count > 3, word.last == UInt8(ascii: "s") else { return word }
        func ends(_ ending: StaticString) -> Bool {
            word.count >= ending.utf8CodeUnitCount && ending.withUTF8Buffer { word.suffix($0.count).elementsEqual($0) }
        }
        if ends("ies"), word.count > 4 { return word.dropLast(3) + [UInt8(ascii: "y")] }
        if ends("ches") || ends("shes") || ends("xes") || ends("sses") { return word.dropLast(2) }
        return ends("ss") || ends("us") || ends("is") ? word : word.dropLast()
    }

    private static let vowels = Array("aeiou".utf8)
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func text(_ word: [UInt8]) -> String { String(decoding: word, as: UTF8.self) }
}
