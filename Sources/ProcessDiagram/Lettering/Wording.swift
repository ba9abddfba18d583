/// Words made ready to be set in lines: cleaned of what can't be shown, cut where a line may end,
/// each piece measured once, so that many widths can be tried cheaply.
struct Wording: Sendable {
    private struct Piece: Sendable {
        let text: String
        let width: Double
        /// The blank before it, in px; 0 where the line may end without one.
        let gap: Double
    }

    let size: Double
    let isBold: Bool
    private let pieces: [Piece]

    /// The cut places are blanks, hyphens and slashes, and between East Asian characters. A date stays whole: no hyphen
    /// after a digit is one.
    init(_ text: String, size: Double, isBold: Bool = false) {
        self.size = size
        self.isBold = isBold
        let blank = TextWidth.of(" ", size: size, isBold: isBold)
        var pieces: [Piece] = []
        var current = ""
        var gap = 0.0
        func close() {
            guard !current.isEmpty else { return }
            pieces.append(Piece(text: current, width: TextWidth.of(current, size: size, isBold: isBold), gap: pieces.isEmpty ? 0 : gap))
            current = ""
            gap = 0
        }
        var isAfterDigit = false
        for character in Self.clean(text) {
            defer { isAfterDigit = character.isWholeNumber }
            if character == " " {
                close()
                gap = blank
            } else if Self.isWide(character) {
                close()
                current.append(character)
                close()
            } else {
                current.append(character)
                if character == "/" || character == "-" && !isAfterDigit { close() }
            }
        }
        close()
        self.pieces = pieces
    }

    var isEmpty: Bool { pieces.isEmpty }

    /// The width of the widest piece, in px.
    var longest: Double { pieces.reduce(0) { max($0, $1.width) } }

    /// The lines when none may be wider than `limit` px; a piece wider than that is broken.
    func lines(within limit: Double) -> [String] {
        var lines: [String] = []
        walk(within: limit) { piece, startsLine, text in
            if startsLine || lines.isEmpty {
                lines.append(text)
            } else {
                if piece.gap > 0 { lines[lines.count - 1] += " " }
                lines[lines.count - 1] += text
            }
        }
        return lines
    }

    /// How many lines `limit` px of width take, and how wide the widest is.
    func extent(within limit: Double) -> (lines: Int, width: Double) {
        var count = 0
        var width = 0.0
        var widest = 0.0
        walk(within: limit) { piece, startsLine, text in
            let own = text.utf8.count == piece.text.utf8.count ? piece.width : TextWidth.of(text, size: size, isBold: isBold)
            if startsLine || count == 0 {
                count += 1
                width = own
            } else {
                width += piece.gap + own
            }
            widest = max(widest, width)
        }
        return (count, widest)
    }

    /// As BPMN modelers set what stands beside a shape or a flow: each line as full as it gets.
    func modelerLines() -> (lines: [String], width: Double) {
        (lines(within: Self.modelerWidth), extent(within: Self.modelerWidth).width)
    }

    private static let modelerWidth = 90.0

    /// Lines of even length: as few as `limit` px allows, each as short as that number lets it be.
    /// For a word that is longer the lines may be up to `most` px wide; only then is it broken.
    func evenLines(within wanted: Double, most: Double = 0) -> (lines: [String], width: Double) {
        let limit = max(wanted, min(longest, most))
        let (count, widest) = extent(within: limit)
        guard count > 1 else { return (lines(within: limit), widest) }
        // Never so narrow that a word must be broken which would fit otherwise.
        let longest = pieces.reduce(0) { $1.width <= limit ? max($0, $1.width) : $0 }
        var (low, high) = (max(widest / Double(count), longest), widest)
        while high - low > 2 {
            let middle = (low + high) / 2
            if extent(within: middle).lines <= count { high = middle } else { low = middle }
        }
        return (lines(within: high + 0.01), extent(within: high + 0.01).width)
    }

    private func walk(within limit: Double, _ place: (Piece, _ startsLine: Bool, String) -> Void) {
        var used = 0.0
        for piece in pieces {
            if used > 0, used + piece.gap + piece.width <= limit {
                place(piece, false, piece.text)
                used += piece.gap + piece.width
            } else if piece.width <= limit {
                place(piece, true, piece.text)
                used = piece.width
            } else {
                for part in Self.broken(piece.text, limit: limit, size: size, isBold: isBold) {
                    place(piece, true, part.text)
                    used = part.width
                }
            }
        }
    }

    /// A word that is too long for any line, cut into parts of like length: at a joint such as that
    /// of `leadScore` or after `_`, `.`, `@` where one is near, else with a hyphen between two letters. At
    /// least one character a line.
    private static func broken(_ word: String, limit: Double, size: Double, isBold: Bool) -> [(text: String, width: Double)] {
        let characters = Array(word)
        let widths = characters.map { TextWidth.of(String($0), size: size, isBold: isBold) }
        let hyphen = TextWidth.of("-", size: size, isBold: isBold)
        let room = max(limit - hyphen, 1)
        var left = widths.reduce(0, +)
        var parts: [(String, Double)] = []
        var first = 0
        while first < characters.count {
            if left <= limit {
                parts.append((String(characters[first...]), left))
                break
            }
            // As many parts as are needed, each about as long as the others.
            let wanted = min(room, left / (left / room).rounded(.up) + widths[first])
            var end = first + 1
            var width = widths[first]
            while end < characters.count, width + widths[end] <= wanted {
                width += widths[end]
                end += 1
            }
            var joint = end
            var jointWidth = width
            while joint > first + 1, !isJoint(characters[joint - 1], characters[joint]) {
                joint -= 1
                jointWidth -= widths[joint]
            }
            if joint > first + 1, jointWidth > 0.45 * wanted { (end, width) = (joint, jointWidth) }
            let (before, after) = (characters[end - 1], end < characters.count ? characters[end] : " ")
            let takesHyphen = before.isCased && after.isCased && !isJoint(before, after)
            parts.append((String(characters[first..<end]) + (takesHyphen ? "-" : ""), width + (takesHyphen ? hyphen : 0)))
            left -= width
            first = end
        }
        return parts
    }

    /// True where a word may be cut between two characters without a hyphen.
    private static func isJoint(_ before: Character, _ after: Character) -> Bool {
        if before == "_" || before == "." || before == "@" || before == ":" || before == "=" || before == "&" { return true }
        return before.isLowercase && after.isUppercase
    }

    /// Without control characters, direction overrides and code points that XML forbids; every
    /// run of white space one blank.
    static func clean(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var blank = false
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if value == 0x20 || value == 0xA0 || (value >= 9 && value <= 13) || value == 0x85 || value == 0x2028 || value == 0x2029 {
                blank = true
                continue
            }
            if value < 0x20 || (value >= 0x7F && value < 0xA0) || isForbidden(value) { continue }
            if blank && !out.isEmpty { out.append(" ") }
            blank = false
            out.append(scalar)
        }
        return String(out)
    }

    private static func isForbidden(_ value: UInt32) -> Bool {
        value & 0xFFFE == 0xFFFE || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
            || (0xFDD0...0xFDEF).contains(value) || value == 0x200E || value == 0x200F
    }

    private static func isWide(_ character: Character) -> Bool {
        guard let value = character.unicodeScalars.first?.value else { return false }
        return (0x2E80...0x9FFF).contains(value) || (0xAC00...0xD7A3).contains(value) || (0xFF01...0xFF60).contains(value)
            || (0x20000...0x3FFFD).contains(value)
    }
}
