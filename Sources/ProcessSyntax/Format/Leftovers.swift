extension SyntaxTree {
    /// Whether a line holds anything that none of its parts does, such as a brace or a bullet: written anew
    /// from its parts, it would lose that.
    func holdsMoreThanWasRead(_ line: Line) -> Bool {
        guard line.isSaid else { return false }
        let bytes = source.bytes
        var at = line.whole.range.lowerBound
        if at == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        // Before the head there are blanks, tabs among them, and nothing else.
        while at < line.head.range.lowerBound {
            guard LineScanner.isBlank(bytes[at]) else { return true }
            at += 1
        }
        var marks = Marks()
        for part in parts(of: line) {
            guard marks.accept(bytes[at..<max(at, part.range.lowerBound)]) else { return true }
            at = max(at, part.range.upperBound)
        }
        return !marks.accept(bytes[at..<max(at, line.whole.range.upperBound)])
    }

    /// What is kept of a line, in the order in which it stands there.
    private func parts(of line: Line) -> [Span] {
        var parts = [line.head, line.value] + attributes(of: line)
        if let target = line.target { parts.append(target) }
        if let comment = line.comment { parts.append(comment) }
        return parts.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    /// What may stand between the parts of a line: one colon, one arrow, one pair of brackets, commas and blanks.
    private struct Marks {
        private var hasColon = false
        private var hasArrow = false
        private var hasOpen = false
        private var hasClose = false

        mutating func accept(_ bytes: ArraySlice<UInt8>) -> Bool {
            func first(_ isSeen: inout Bool) -> Bool {
                defer { isSeen = true }
                return !isSeen
            }
            var rest = bytes
            while let byte = rest.popFirst() {
                let isFine =
                    switch byte {
                    case 0x20, 0x09, 0x0D, 0x0A: true
                    case UInt8(ascii: ","): hasOpen && !hasClose
                    case UInt8(ascii: ":"): first(&hasColon)
                    case UInt8(ascii: "["): first(&hasOpen)
                    case UInt8(ascii: "]"): first(&hasClose)
                    case UInt8(ascii: "-"): rest.popFirst() == UInt8(ascii: ">") && first(&hasArrow)
                    // The no-break space, and the full-width colon.
                    case 0xC2: rest.popFirst() == 0xA0
                    case 0xEF: rest.popFirst() == 0xBC && rest.popFirst() == 0x9A && first(&hasColon)
                    default: false
                    }
                guard isFine else { return false }
            }
            return true
        }
    }
}
