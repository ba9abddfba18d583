/// What a message says at heart. Left out are: what follows a colon or a semicolon, as that goes into detail; brackets
/// that hold a number; the numbers, with their units; and the words that come and go with the numbers. Names in quotes stay
/// as they are.
struct Gist {
    let text: String

    init(_ message: String) {
        var words: [String] = []
        var source = Self.words(message)[...]
        while let word = source.popFirst() {
            if word.hasPrefix("("), let count = Self.closes(word) ? 0 : source.firstIndex(where: Self.closes).map({ $0 - source.startIndex + 1 }) {
                let inside = [word] + source.prefix(count)
                // `(you measure 12 bd now)`, of which the figure may be said in words.
                if word == "(you" || inside.contains(where: { Self.isNumber($0.drop { $0 == "(" }) }) {
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
        text = Self.withoutPassing(words).joined(separator: " ")
    }

    /// What rules say only while a number is such and such, and what is said in its place when it is not. `#` is a number.
    private static let passing: [(words: [String], instead: [String])] = [
        ("on the longest way", ""), ("that is known", ""), ("as far as times is known", ""), ("up to", ""), ("may wait", "waits"),
        ("on its main path", ""), ("on average over all cases", ""),
        ("without any work", ""), ("for # of work", ""), ("which is # of all waiting", ""), ("which is all the waiting there is", ""),
        ("and # more step", ""), ("and so at # other place", ""), ("said here # time", "said here"),
        ("and the step after it", ""), ("and the # step after it", ""), ("never comes", "never come"),
        ("nor to the step that follows", ""), ("nor to the # step that follow", ""),
        ("# of them between", "between"), ("all between", "between"),
    ].map { (words($0.0), words($0.1)) }

    private static func withoutPassing(_ words: [String]) -> [String] {
        var words = words
        for (phrase, instead) in passing where words.count >= phrase.count && phrase.first.map(words.contains) == true {
            var index = 0
            while index + phrase.count <= words.count {
                if words[index..<index + phrase.count].elementsEqual(phrase) {
                    words.replaceSubrange(index..<index + phrase.count, with: instead)
                    index += instead.count
                } else {
                    index += 1
                }
            }
        }
        return words
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
    static func words(_ message: String) -> [String] {
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
