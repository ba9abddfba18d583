import ProcessSyntax

/// The line of a map that a message speaks of, with marks under the words it means:
///
///        |
///     24 |   Marketing Opps: Enrich record [work 5 min]
///        |   ^^^^^^^^^^^^^^
///
/// Tabs are spread to stops of four columns, wide letters get two marks, and of a line too long
/// for any screen only the stretch around the marks is shown.
struct Excerpt {
    let number: Int
    let line: String
    /// Columns before the marks.
    let indent: Int
    let marks: Int

    /// No more columns of a line than this are shown, unless the caller has less room.
    static let longest = 120
    private static let tabStop = 4

    init(_ source: SourceText, _ span: Span, room: Int = longest) {
        let longest = max(20, min(room, Self.longest))
        number = source.lineNumber(at: Int(span.start))
        let whole = source.line(number).range
        let start = min(max(Int(span.start), whole.lowerBound), whole.upperBound)
        // What goes on below is marked to the end of its first line.
        let end = min(max(Int(span.end), start), whole.upperBound)

        if whole.count <= longest, source.bytes.withUnsafeBufferPointer({ Printable.isPlain(UnsafeBufferPointer(rebasing: $0[whole])) }) {
            line = source.string(whole)
            indent = start - whole.lowerBound
            marks = max(1, end - start)
            return
        }
        // A character has at most four bytes, so this reach fills any window, and a line of
        // megabytes costs no more than a short one.
        let reach = longest * 4
        let cutBefore = start - whole.lowerBound > reach
        var before = Self.spread(source.string((cutBefore ? Self.boundary(source, start - reach) : whole.lowerBound)..<start), from: 0)
        var middle = Self.spread(source.string(start..<min(end, start + reach)), from: before.columns)
        var after = Self.spread(
            source.string(min(end, start + reach)..<min(whole.upperBound, end + reach)),
            from: before.columns + middle.columns)

        let isLong = before.columns + middle.columns + after.columns > longest || cutBefore
        if isLong {
            // The marked words come first, then what stands before them, then what follows.
            middle.keepFirst(longest)
            let left = longest - middle.columns
            before.keepLast(min(before.columns, max(left / 2, left - after.columns)), hasMoreBefore: cutBefore)
            after.keepFirst(max(0, left - before.columns))
        }
        line = before.text + middle.text + after.text
        indent = before.columns
        marks = max(1, middle.columns)
    }

    /// The first byte at or after `offset` that begins a character.
    private static func boundary(_ source: SourceText, _ offset: Int) -> Int {
        var at = max(0, offset)
        while at < source.bytes.count, source.bytes[at] & 0xC0 == 0x80 { at += 1 }
        return at
    }

    private static func spread(_ text: String, from column: Int) -> Piece {
        var piece = Piece()
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                let fill = tabStop - (column + piece.columns) % tabStop
                for _ in 0..<fill { piece.append(" ", 1) }
            } else if Printable.isControl(scalar) {
                let shown = Printable.shown(String(scalar))
                piece.append(shown, shown.unicodeScalars.count)
            } else {
                piece.append(String(scalar), Printable.columns(scalar))
            }
        }
        return piece
    }

    /// Characters as shown, each with its columns.
    private struct Piece {
        var parts: [(text: String, columns: Int)] = []
        var columns = 0

        var text: String { parts.map(\.text).joined() }

        mutating func append(_ text: String, _ columns: Int) {
            parts.append((text, columns))
            self.columns += columns
        }

        mutating func keepFirst(_ limit: Int) {
            guard columns > limit else { return }
            while let last = parts.last, columns > max(0, limit - 1) {
                columns -= last.columns
                parts.removeLast()
            }
            if limit > 0 { append("…", 1) }
        }

        mutating func keepLast(_ limit: Int, hasMoreBefore: Bool) {
            guard columns > limit || hasMoreBefore else { return }
            var dropped = 0
            while dropped < parts.count, columns > max(0, limit - 1) {
                columns -= parts[dropped].columns
                dropped += 1
            }
            parts.removeFirst(dropped)
            guard limit > 0 else { return }
            parts.insert(("…", 1), at: 0)
            columns += 1
        }
    }
}
