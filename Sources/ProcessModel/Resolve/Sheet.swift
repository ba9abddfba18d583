import ProcessSyntax

/// The lines and the text of the file that is being read. They are looked at too often to be counted as
/// shared each time: a sheet holds only while `Resolver.resolve` runs, and its spans must be of its file.
struct Sheet {
    let lines: UnsafeBufferPointer<SyntaxTree.Line>
    let bytes: UnsafeBufferPointer<UInt8>

    /// The words of a span without the quotes around them, for those who need no string.
    @inline(__always)
    func spoken(_ span: Span) -> Words {
        let quote = UInt8(ascii: "\"")
        let start = Int(span.start)
        let end = Int(span.end)
        let isQuoted = end - start >= 2 && bytes[start] == quote && bytes[end - 1] == quote
        return Words(bytes: bytes, start: isQuoted ? start + 1 : start, end: isQuoted ? end - 1 : end)
    }

    /// Whether two spans hold the same bytes.
    func isSame(_ a: Span, _ b: Span) -> Bool {
        a.count == b.count && UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[a.range]).isEqual(
            to: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[b.range]))
    }

    func text(_ span: Span) -> Text { Text(spoken(span).string, at: span) }

    /// True for a lone question mark: nobody in the room knew.
    func isUnknown(_ span: Span) -> Bool { span.count == 1 && bytes[Int(span.start)] == UInt8(ascii: "?") }

    /// The parts between commas.
    func list(_ span: Span) -> [Text] { parts(of: span) { _ in false }.map(text) }

    /// The parts between commas, or between ` + ` where people share. A plus without blanks parts too
    /// (`SDR+AE`), save in the name of somebody declared (`R+D`).
    func people(_ span: Span, _ declared: [String: MapBuilder.Actor]) -> [Text] {
        let plus = UInt8(ascii: "+")
        return parts(of: span) { $0 > span.range.lowerBound && bytes[$0] == plus && bytes[$0 - 1] == 0x20 }.flatMap { part in
            let name = bytes[part.range]
            guard name.first != UInt8(ascii: "\""), name.contains(plus), declared[spoken(part).string] == nil else { return [text(part)] }
            return parts(of: part) { bytes[$0] == plus }.map(text)
        }
    }

    private func parts(of span: Span, alsoAt isSeparator: (Int) -> Bool) -> [Span] {
        var parts: [Span] = []
        var from = span.range.lowerBound
        var inQuote = false
        func add(_ to: Int) {
            let part = trimmed(span, from, to)
            if !part.isEmpty { parts.append(part) }
        }
        for i in span.range {
            if bytes[i] == UInt8(ascii: "\"") {
                inQuote.toggle()
            } else if !inQuote, bytes[i] == UInt8(ascii: ",") || isSeparator(i) {
                add(i)
                from = i + 1
            }
        }
        add(span.range.upperBound)
        return parts
    }

    /// A part of a span without the blanks at both its ends.
    func trimmed(_ span: Span, _ from: Int, _ to: Int) -> Span {
        let range = bytes.trimmed(from, to)
        return Span(file: span.file, start: range.lowerBound, end: range.upperBound)
    }

    /// Parts `no 40%` into the answer and its share.
    func splitShare(_ head: Span) -> (words: Span, share: Span?) {
        let range = head.range
        guard let last = range.last, bytes[last] == UInt8(ascii: "%") || bytes[last] == UInt8(ascii: "?") else { return (head, nil) }
        var start = bytes[range].lastIndex(of: 0x20).map { $0 + 1 } ?? range.lowerBound
        // `60 %` is one share.
        if last == start, bytes[last] == UInt8(ascii: "%"), start > range.lowerBound {
            start = bytes[range.lowerBound..<start - 1].lastIndex(of: 0x20).map { $0 + 1 } ?? range.lowerBound
        }
        guard bytes[last] == UInt8(ascii: "%") || last == start, start > range.lowerBound || bytes[last] == UInt8(ascii: "%") else { return (head, nil) }
        var end = start
        while end > range.lowerBound, bytes[end - 1] == 0x20 || bytes[end - 1] == UInt8(ascii: ",") { end -= 1 }
        return (
            Span(file: head.file, start: range.lowerBound, end: end),
            Span(file: head.file, start: start, end: range.upperBound)
        )
    }

    /// The first colon or slash in a range, or its end; most texts have none, and are gone over eight bytes at a time.
    func firstColonOrSlash(_ start: Int, _ end: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        func mayHold(_ eight: UInt64, _ byte: UInt64) -> Bool {
            let rest = eight ^ (byte &* 0x0101_0101_0101_0101)
            return (rest &- 0x0101_0101_0101_0101) & ~rest & 0x8080_8080_8080_8080 != 0
        }
        var at = start
        while at + 8 <= end {
            let eight = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            if mayHold(eight, 0x3A) || mayHold(eight, 0x2F) { break }
            at += 8
        }
        while at < end, bytes[at] != UInt8(ascii: ":"), bytes[at] != UInt8(ascii: "/") { at += 1 }
        return at
    }

    /// Up to the next blank or colon.
    func endOfWord(from start: Int, to end: Int) -> Int {
        var at = start
        while at < end, bytes[at] != 0x20, bytes[at] != UInt8(ascii: ":") { at += 1 }
        return at
    }

    /// Where words stand in a range, with something behind them; nil where they do not.
    func position(of words: [UInt8], in range: Range<Int>) -> Int? {
        guard range.count > words.count else { return nil }
        return words.withUnsafeBufferPointer { words in
            for at in range.lowerBound..<(range.upperBound - words.count) where bytes[at] == words[0] {
                if (1..<words.count).allSatisfy({ bytes[at + $0] == words[$0] }) { return at }
            }
            return nil
        }
    }
}

/// What has been understood of each line. Marked on every line; it holds, like a sheet, only while
/// `Resolver.resolve` runs.
struct LineMarks {
    let isRead: UnsafeMutableBufferPointer<Bool>
    let areBracketsRead: UnsafeMutableBufferPointer<Bool>

    init(lines: Int) {
        isRead = .allocate(capacity: lines)
        isRead.initialize(repeating: false)
        areBracketsRead = .allocate(capacity: lines)
        areBracketsRead.initialize(repeating: false)
    }

    func deallocate() {
        isRead.deallocate()
        areBracketsRead.deallocate()
    }
}

/// Words where they stand in the text.
struct Words {
    let bytes: UnsafeBufferPointer<UInt8>
    let start: Int
    let end: Int

    var all: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[start..<end]) }
    var string: String { String(decoding: all, as: UTF8.self) }
}
