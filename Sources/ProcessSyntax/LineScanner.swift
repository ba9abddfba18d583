/// Cuts one line into its parts without knowing where it stands: head, colon, value, arrow,
/// brackets, comment. Quotes keep whatever is between them together.
struct LineScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    /// The content of the line: past its indentation, before its line ending.
    let start: Int
    let end: Int

    struct Parts {
        /// The first colon that separates; -1 without one.
        var colon = -1
        /// The first `->`; -1 without one.
        var arrow = -1
        var open = -1
        var close = -1
        /// Where the comment starts; the end of the line without one.
        var comment: Int
        /// Commas right inside the brackets.
        var commas: [Int] = []
        /// A quote that no other closes.
        var unclosedQuote = -1
        /// Where text goes on after the brackets; -1 where it does not.
        var trailing = -1
        /// A bracket that closes nothing.
        var strayClose = -1
    }

    func scan() -> Parts {
        var parts = Parts(comment: end)
        var looseColon = -1
        var i = start
        while i < end {
            let byte = bytes[i]
            switch byte {
            case UInt8(ascii: "\"") where opensQuote(at: i):
                if let close = closingQuote(after: i) {
                    if parts.close >= 0, parts.arrow < parts.close { parts.trailing = mark(parts.trailing, i) }
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
                    } else if looseColon < 0, !isDigit(bytes[i + 1]) {
                        looseColon = i
                    }
                }
            case UInt8(ascii: "-") where i + 1 < end && bytes[i + 1] == UInt8(ascii: ">"):
                if parts.arrow < 0, parts.open < 0 || parts.close >= 0 { parts.arrow = i }
                i += 1
            case UInt8(ascii: "["):
                if parts.open < 0 { parts.open = i } else if parts.close >= 0 { parts.trailing = mark(parts.trailing, i) }
            case UInt8(ascii: "]"):
                if parts.open < 0 { parts.strayClose = mark(parts.strayClose, i) }
                else if parts.close < 0 { parts.close = i }
            case UInt8(ascii: ",") where parts.open >= 0 && parts.close < 0:
                parts.commas.append(i)
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                break
            default:
                if parts.close >= 0, parts.arrow < parts.close { parts.trailing = mark(parts.trailing, i) }
            }
            i += 1
        }
        if parts.colon < 0, looseColon >= 0, parts.open < 0 || looseColon < parts.open { parts.colon = looseColon }
        if parts.open >= 0, parts.colon > parts.close, parts.close >= 0, parts.colon < parts.comment {
            // `no 40% [votes 2]:` is an answer with a block; anything after that colon is text.
            let rest = trimmed(parts.colon + 1, parts.comment)
            if rest.isEmpty { parts.trailing = -1 }
        }
        return parts
    }

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

    /// `#` at the start of a line, or after a space when a space or nothing follows.
    private func startsComment(at i: Int) -> Bool {
        if i == start { return true }
        guard bytes[i - 1] == UInt8(ascii: " ") || bytes[i - 1] == UInt8(ascii: "\t") else { return false }
        return i + 1 == end || bytes[i + 1] == UInt8(ascii: " ")
    }

    /// A range without the blanks at both its ends; never reversed.
    func trimmed(_ from: Int, _ to: Int) -> Range<Int> {
        var low = from
        var high = max(from, to)
        while low < high, Self.isBlank(bytes[low]) { low += 1 }
        while high > low, Self.isBlank(bytes[high - 1]) { high -= 1 }
        return low..<high
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
