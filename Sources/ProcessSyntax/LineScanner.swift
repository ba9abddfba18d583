/// Cuts one line into its parts without knowing where it stands: head, colon, value, arrow,
/// brackets, comment. Quotes keep whatever is between them together.
struct LineScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    /// The content of the line: past its indentation, before its line ending.
    let start: Int
    let end: Int
    /// `separators`.
    let isSeparator: UnsafeBufferPointer<UInt8>

    struct Parts {
        /// The first colon that separates; -1 without one. A full-width colon is one too.
        var colon = -1
        var colonEnd = -1
        /// The first `->`; -1 without one.
        var arrow = -1
        var arrowEnd = -1
        /// True for `=>`, `→` and the like, which people and their word processors write for it.
        var isForeignArrow = false
        var open = -1
        var close = -1
        /// Where the comment starts; the end of the line without one.
        var comment: Int
        /// True where a byte stands that curly quotes begin with; most lines need no second look.
        var mayHoldCurlyQuotes = false
        /// How many commas stand right inside the brackets.
        var commas = 0
        /// A quote that no other closes.
        var unclosedQuote = -1
        /// Quotes with nothing between them but blanks: where they open, and behind where they close.
        var emptyQuotes: Range<Int>?
        /// Where text goes on after the brackets; -1 where it does not.
        var trailing = -1
        /// A bracket that closes nothing.
        var strayClose = -1
    }

    /// - Parameter commas: those right inside the brackets are put at its beginning, `Parts.commas` of them; one
    ///   between two digits belongs to a number. What lines before have left in it stands behind.
    func scan(commas: inout [Int]) -> Parts {
        var parts = Parts(comment: end)
        var looseColon = -1
        /// Up to where no closing curly quote stands.
        var searched = start
        var i = start
        while i < end {
            if parts.close < 0 {
                // Nearly all bytes separate nothing and begin nothing that could.
                while i + 4 <= end,
                    isSeparator[Int(bytes[i])] | isSeparator[Int(bytes[i + 1])] | isSeparator[Int(bytes[i + 2])] | isSeparator[Int(bytes[i + 3])] == 0
                { i += 4 }
                while i < end, isSeparator[Int(bytes[i])] == 0 { i += 1 }
                if i == end { break }
            }
            let byte = bytes[i]
            switch byte {
            case UInt8(ascii: "\"") where opensQuote(at: i):
                if let close = closingQuote(after: i) {
                    if parts.close >= 0, parts.arrow < parts.close { parts.trailing = mark(parts.trailing, i) }
                    if isBlank(i + 1, close), parts.emptyQuotes == nil { parts.emptyQuotes = i..<close + 1 }
                    i = close
                } else if parts.unclosedQuote < 0 {
                    parts.unclosedQuote = i
                }
            case UInt8(ascii: "#") where startsComment(at: i):
                parts.comment = i
                i = end
            case UInt8(ascii: ":") where parts.open < 0 || parts.close >= 0:
                if parts.colon < 0, parts.arrow < 0 {
                    if i + 1 == end || bytes[i + 1] == UInt8(ascii: " ") || bytes[i + 1] == UInt8(ascii: "[") {
                        parts.colon = i
                        parts.colonEnd = i + 1
                    } else if looseColon < 0, !(isDigit(bytes[i + 1]) && i > start && isDigit(bytes[i - 1])) {
                        // `09:00` is a time.
                        looseColon = i
                    }
                }
                // A second colon behind the brackets says nothing.
                if parts.close >= 0, parts.colon != i, parts.arrow < parts.close { parts.trailing = mark(parts.trailing, i) }
            case UInt8(ascii: "-") where i + 1 < end && bytes[i + 1] == UInt8(ascii: ">"):
                if parts.arrow < 0, parts.open < 0 || parts.close >= 0 {
                    parts.arrow = i
                    parts.arrowEnd = i + 2
                } else if parts.close >= 0, parts.arrow < parts.close {
                    parts.trailing = mark(parts.trailing, i)
                }
                i += 1
            case UInt8(ascii: "-"), UInt8(ascii: "="), 0xE2, 0xEF:
                if byte == 0xE2 { parts.mayHoldCurlyQuotes = true }
                let length = unusual(at: i, &parts, searched: &searched)
                if length == 0, parts.close >= 0, parts.arrow < parts.close { parts.trailing = mark(parts.trailing, i) }
                if length > 0 { i += length - 1 }
            case UInt8(ascii: "["):
                if parts.open < 0 { parts.open = i } else if parts.close >= 0 { parts.trailing = mark(parts.trailing, i) }
            case UInt8(ascii: "]"):
                if parts.open >= 0, parts.close < 0 { parts.close = i } else { parts.strayClose = mark(parts.strayClose, i) }
            case UInt8(ascii: ",") where parts.open >= 0 && parts.close < 0:
                if !(i > start && i + 1 < end && isDigit(bytes[i - 1]) && isDigit(bytes[i + 1])) {
                    // One more than may be read shows that there are too many.
                    if parts.commas <= Parser.mostItems {
                        if parts.commas < commas.count { commas[parts.commas] = i } else { commas.append(i) }
                        parts.commas += 1
                    }
                }
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                break
            default:
                if parts.close >= 0, parts.arrow < parts.close { parts.trailing = mark(parts.trailing, i) }
            }
            i += 1
        }
        if parts.colon < 0, looseColon >= 0, parts.open < 0 || looseColon < parts.open {
            parts.colon = looseColon
            parts.colonEnd = looseColon + 1
        }
        // `no 40% [votes 2]:` is an answer with a block: blanks that are no plain ones may stand before its colon.
        if parts.close >= 0, parts.trailing >= 0, parts.trailing < parts.colon, parts.colon < parts.comment,
            trimmed(parts.close + 1, parts.colon).isEmpty, trimmed(parts.colonEnd, parts.comment).isEmpty
        {
            parts.trailing = -1
        }
        return parts
    }

    /// For each byte, 1 where it may separate the parts of a line, or begin what could.
    static let separators: [UInt8] = (0...255).map { (byte: UInt8) in "\"#,-:=[]".utf8.contains(byte) || byte == 0xE2 || byte == 0xEF ? 1 : 0 }

    /// What stands for a colon, an arrow or a quote without being one: full-width punctuation, the
    /// arrows of other tools, curly quotes. Before a colon an arrow is meant; after one it is text.
    /// - Returns: how many bytes it takes; 0 where it is nothing of the kind.
    private func unusual(at i: Int, _ parts: inout Parts, searched: inout Int) -> Int {
        let isInBrackets = parts.open >= 0 && parts.close < 0
        if starts(at: i, [0xEF, 0xBC, 0x9A]), !isInBrackets, parts.colon < 0, parts.arrow < 0 {
            parts.colon = i
            parts.colonEnd = i + 3
            return 3
        }
        if isInBrackets, starts(at: i, [0xE2, 0x80, 0x9C]) || starts(at: i, [0xE2, 0x80, 0x9E]) {
            // A comma between curly quotes is no separator; the parser says what quotes to write.
            var j = max(i + 3, searched)
            while j < end {
                if starts(at: j, [0xE2, 0x80, 0x9D]) || starts(at: j, [0xE2, 0x80, 0x9C]) { return j + 3 - i }
                j += 1
            }
            searched = end
            return 0
        }
        guard parts.colon < 0, parts.arrow < 0, !isInBrackets else { return 0 }
        for arrow in Self.foreignArrows where starts(at: i, arrow) {
            // Only between blanks: `A=>B` may be anything.
            let next = i + arrow.count
            guard i == start || Self.isBlank(bytes[i - 1]), next == end || Self.isBlank(bytes[next]) else { continue }
            parts.arrow = i
            parts.arrowEnd = next
            parts.isForeignArrow = true
            return arrow.count
        }
        return 0
    }

    private func starts(at i: Int, _ pattern: [UInt8]) -> Bool {
        guard i + pattern.count <= end else { return false }
        for (offset, byte) in pattern.enumerated() where bytes[i + offset] != byte { return false }
        return true
    }

    private static let foreignArrows: [[UInt8]] = ["=>", "-->", "==>", "- >", "→", "⇒", "⟶", "–>", "—>", "➔", "➜"].map { Array($0.utf8) }

    private func mark(_ old: Int, _ new: Int) -> Int { old < 0 ? new : old }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    /// A quote opens only where a name or value can begin, so that 5" stays text.
    private func opensQuote(at i: Int) -> Bool {
        guard i > start else { return true }
        let before = bytes[i - 1]
        return before == UInt8(ascii: " ") || before == UInt8(ascii: "[") || before == UInt8(ascii: ":")
            || before == UInt8(ascii: ",") || before == UInt8(ascii: ">")
    }

    private func closingQuote(after i: Int) -> Int? {
        var j = i + 1
        while j < end {
            if bytes[j] == UInt8(ascii: "\"") { return j }
            j += 1
        }
        return nil
    }

    /// Whether nothing stands there that could be seen: blanks, tabs, blanks that keep words together.
    private func isBlank(_ from: Int, _ to: Int) -> Bool {
        var i = from
        while i < to {
            switch bytes[i] {
            case 0x20, 0x09: i += 1
            case 0xC2 where i + 1 < to && bytes[i + 1] == 0xA0: i += 2
            default: return false
            }
        }
        return true
    }

    /// `#` at the start of a line, or after a space when a space or nothing follows.
    private func startsComment(at i: Int) -> Bool {
        if i == start { return true }
        guard bytes[i - 1] == UInt8(ascii: " ") || bytes[i - 1] == UInt8(ascii: "\t") else { return false }
        return i + 1 == end || bytes[i + 1] == UInt8(ascii: " ")
    }

    /// A range without the blanks at both its ends; never reversed.
    func trimmed(_ from: Int, _ to: Int) -> Range<Int> { bytes.trimmed(from, to) }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}

extension UnsafeBufferPointer<UInt8> {
    /// A range without the blanks at both its ends; never reversed. All parts of a map are cut out so, those
    /// that lists are made of too.
    public func trimmed(_ from: Int, _ to: Int) -> Range<Int> {
        var low = from
        var high = Swift.max(from, to)
        while low < high {
            if LineScanner.isBlank(self[low]) { low += 1 } else if self[low] == 0xC2, low + 1 < high, self[low + 1] == 0xA0 { low += 2 } else { break }
        }
        while high > low {
            // The no-break space, which word processors put before a colon or a question mark.
            if LineScanner.isBlank(self[high - 1]) { high -= 1 } else if self[high - 1] == 0xA0, high - 1 > low, self[high - 2] == 0xC2 { high -= 2 } else { break }
        }
        return low..<high
    }
}
