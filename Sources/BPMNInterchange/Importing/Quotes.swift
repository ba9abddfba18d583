import ProcessSyntax

/// Which words need quotes where: no more than would be read as something else without them.
struct Quotes {
    /// Where words can stand on a line of a map.
    enum Place: CaseIterable {
        /// Before the colon: who does a step.
        case who
        /// Behind the colon of a step or a decision.
        case step
        /// Behind any other colon: a title, a start, an end, a path.
        case name
        /// The name of a lane or a role where it is declared.
        case party
        /// Behind an arrow.
        case target
        case answer
        /// One of several with commas between them.
        case list
        /// The same, where a plus parts as well.
        case people
        /// Behind a word in brackets.
        case bracket
        /// A text that goes on to the end of its line.
        case value
        /// What is handed over, or expected.
        case passed
        /// None of these in particular: what needs quotes in one of them has them.
        case any
    }

    let place: Place

    /// A name in quotes where it needs them. The quotes in it become single ones wherever it stands, since no name in
    /// quotes holds any and each place of a name must say the same.
    static func around(_ text: String, at place: Place) -> String {
        let text = place == .value ? withoutSlashes(text) : spoken(text)
        return needsNone(text, at: place) ? text : "\"" + singled(text) + "\""
    }

    static func needsNone(_ text: String, at place: Place) -> Bool {
        let bytes = Array(text.utf8)
        // What the formatter would take the quotes off of is written without, so that it finds nothing to do.
        let isPlain = place != .passed && Formatting.needsNoQuotes(bytes[...], withDigits: place != .answer && place != .any)
        return isPlain && !(place == .answer && isAnswer(bytes)) || Quotes(place: place).canStand(bytes)
    }

    /// Between blanks two slashes would be taken for the beginning of a comment, in quotes too.
    static func withoutSlashes(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "/")) else { return text }
        var bytes = Array(text.utf8)
        var at = 0
        while at + 4 <= bytes.count {
            if bytes[at..<at + 4].elementsEqual(" // ".utf8) { bytes.remove(at: at + 1) } else { at += 1 }
        }
        return bytes.count == text.utf8.count ? text : String(decoding: bytes, as: UTF8.self)
    }

    /// Marks may stand on a quote, so that it is looked for among the scalars.
    private static func singled(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\"")) else { return text }
        return String(decoding: text.utf8.map { $0 == UInt8(ascii: "\"") ? UInt8(ascii: "'") : $0 }, as: UTF8.self)
    }

    /// A value, as it stands on a line of its own, in brackets.
    static func inBrackets(_ value: String) -> String {
        let isQuoted = value.utf8.count > 1 && value.utf8.first == UInt8(ascii: "\"") && value.utf8.last == UInt8(ascii: "\"")
        return around(isQuoted ? String(decoding: value.utf8.dropFirst().dropLast(), as: UTF8.self) : value, at: .bracket)
    }

    /// What is read of the words once they are written: what tells two names apart.
    static func spoken(_ text: String) -> String { singled(withoutSlashes(text)) }

    // MARK: Places

    private func isOne(of places: Place...) -> Bool { place == .any || places.contains(place) }

    /// Words that begin a line.
    private var isHead: Bool { isOne(of: .who, .answer) }

    private func canStand(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, let last = bytes.last, first != UInt8(ascii: ":"), first != 0x20, last != 0x20 else { return false }
        // A question mark alone is what nobody knows; a quote at the beginning goes around a name.
        guard bytes != [UInt8(ascii: "?")], first != UInt8(ascii: "\""), last != UInt8(ascii: "{") else { return false }
        guard holdsNoSign(bytes), !isHead || mayBegin(bytes, first) else { return false }
        if isOne(of: .step), last == UInt8(ascii: ")") || last == UInt8(ascii: "}"), holdsFigure(bytes) { return false }
        if isOne(of: .step), let colon = bytes.firstIndex(of: UInt8(ascii: ":")), Keyword(bytes[..<colon]) != nil { return false }
        if isOne(of: .bracket, .any), holds(bytes, [0xE2, 0x80, 0x9C]) || holds(bytes, [0xE2, 0x80, 0x9E]) { return false }
        if bytes.starts(with: [0xE2, 0x80, 0x9C]) || bytes.starts(with: [0xE2, 0x80, 0x9E]) { return false }
        if isOne(of: .passed, .people), holds(bytes, Array(" via ".utf8)) || holds(bytes, Array(" with ".utf8)) { return false }
        if isOne(of: .party), bytes.contains(UInt8(ascii: "(")), !bytes.contains(UInt8(ascii: ")")) { return false }
        if isOne(of: .answer), Self.isAnswer(bytes) { return false }
        return true
    }

    /// Signs that part a line, wherever they stand in the words.
    private func holdsNoSign(_ bytes: [UInt8]) -> Bool {
        var openQuote = false
        var before: UInt8 = 0x20
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "]"): return false
            case UInt8(ascii: "\""):
                // It opens behind a blank only, and must be closed.
                if openQuote { openQuote = false } else if [0x20, UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: ">")].contains(before) { openQuote = true }
            case UInt8(ascii: "#"): if before == 0x20, next == 0x20 || index == 0 && isHead { return false }
            case UInt8(ascii: ">"): if before == UInt8(ascii: "-") { return false }
            // Behind an arrow a step with who does it would be told of.
            case UInt8(ascii: ":"):
                if isOne(of: .who, .answer, .target), !(isDigit(before) && isDigit(next)) { return false }
                if next == 0x20, isOne(of: .party) { return false }
            case UInt8(ascii: ","): if isOne(of: .who, .party, .list, .people, .bracket) { return false }
            case UInt8(ascii: ";"): if isOne(of: .party) { return false }
            case UInt8(ascii: "+"): if before == 0x20, isOne(of: .who, .people) { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "="): if isHead { return false }
            case 0xE2, 0xE3, 0xEF: if isMark(bytes[index...].prefix(3)) { return false }
            default: break
            }
            before = byte
        }
        return !openQuote && !(before == UInt8(ascii: "-") && isHead)
    }

    /// Arrows and bullets at the beginning of lines; full-width colons and commas.
    private func isMark(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.value else { return false }
        switch scalar {
        case 0x2010...0x2015, 0x2022, 0x2023, 0x2190...0x21FF, 0x25A0...0x25FF, 0x2713, 0x2794...0x27BE, 0x27F0...0x27FF, 0x2900...0x297F, 0x2B00...0x2BFF, 0xFF1A, 0xFF1F: return isHead
        case 0x3001, 0xFF0C, 0xFF1B: return isOne(of: .party)
        default: return false
        }
    }

    /// Whether no line of its own, mark of a list or comment of another notation begins so.
    private func mayBegin(_ bytes: [UInt8], _ first: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "<"), UInt8(ascii: "("), UInt8(ascii: "|"), 0xC2: return false
        default: break
        }
        return !bytes.starts(with: "REM ".utf8) && !holds(bytes, Array("- >".utf8)) && !Self.startsWithKeyword(bytes)
    }

    /// `Pack (5 min)`: a time in brackets at the end of a step would be cut off. `Pack (2)` is the second of that name.
    private func holdsFigure(_ bytes: [UInt8]) -> Bool {
        guard bytes.last == UInt8(ascii: ")"), let open = bytes.lastIndex(of: UInt8(ascii: "(")) else { return true }
        let inside = bytes[(open + 1)...].dropLast()
        guard let first = inside.first else { return false }
        return (48...57).contains(first) && !inside.allSatisfy(isDigit) || Keyword(inside.prefix { $0 != 0x20 }) != nil
    }

    // MARK: Answers

    private static func startsWithKeyword(_ bytes: [UInt8]) -> Bool {
        let first = bytes.firstIndex(of: 0x20) ?? bytes.count
        if Keyword(bytes[..<first]) != nil || bytes[..<first].elementsEqual("otherwise".utf8) || bytes[..<first].elementsEqual("on".utf8) { return true }
        guard first < bytes.count else { return false }
        let second = bytes[(first + 1)...].firstIndex(of: 0x20) ?? bytes.count
        return Keyword(bytes[..<second]) != nil
    }

    /// What is no plain answer. `yes 40`, `maybe ?`: a share, or what would be told to be one. `no > Pack`: a jump.
    private static func isAnswer(_ bytes: [UInt8]) -> Bool {
        if startsWithKeyword(bytes) || bytes.allSatisfy({ $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }) { return true }
        let words = bytes.split(separator: 0x20)
        if words.last.map({ $0.elementsEqual("?".utf8) }) ?? false { return true }
        if words.count == 2, ["yes", "no"].contains(where: { words[0].elementsEqual($0.utf8) }), words[1].allSatisfy({ (48...57).contains($0) }) { return true }
        return words.dropFirst().dropLast().contains { word in ["go", "goto", "back", ">", ">>"].contains { word.elementsEqual($0.utf8) } }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private func holds(_ bytes: [UInt8], _ words: [UInt8]) -> Bool { bytes.firstRange(of: words) != nil }
}
