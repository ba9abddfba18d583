/// The number of a file among those read together; spans carry it so that a message can say
/// which file it speaks of.
public struct FileID: Hashable, Sendable, Comparable {
    public let index: Int32

    public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }

    public static func < (a: FileID, b: FileID) -> Bool { a.index < b.index }
}

/// A run of bytes of one file: `start` is the first, `end` the one past the last.
public struct Span: Hashable, Sendable, Comparable {
    public let file: FileID
    public let start: Int32
    public let end: Int32

    public init(file: FileID, start: Int, end: Int) {
        self.file = file
        self.start = Int32(truncatingIfNeeded: start)
        self.end = Int32(truncatingIfNeeded: max(start, end))
    }

    public var range: Range<Int> { Int(start)..<Int(end) }
    public var count: Int { Int(end) - Int(start) }
    public var isEmpty: Bool { start == end }

    /// The smallest span that holds both; both must be of one file.
    public func joined(with other: Span) -> Span {
        Span(file: file, start: Int(min(start, other.start)), end: Int(max(end, other.end)))
    }

    public static func < (a: Span, b: Span) -> Bool {
        (a.file, a.start, a.end) < (b.file, b.start, b.end)
    }
}

/// Where a byte stands as an editor shows it; both count from 1, columns in Unicode scalars.
public struct Position: Hashable, Sendable {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// The text of one file, byte for byte, with a table of where its lines begin.
public struct SourceText: Sendable {
    public let id: FileID
    /// The path as the user wrote it; messages show it.
    public let name: String
    public let bytes: [UInt8]
    /// The offset of the first byte of each line; never empty.
    public let lineStarts: [Int32]

    public init(id: FileID = FileID(0), name: String, bytes: [UInt8]) {
        self.id = id
        self.name = name
        self.bytes = bytes
        var starts: [Int32] = [0]
        starts.reserveCapacity(bytes.count / 24 + 1)
        bytes.withUnsafeBufferPointer { buffer in
            Self.eachLineEnd(in: buffer) { starts.append(Int32(truncatingIfNeeded: $0 + 1)) }
        }
        lineStarts = starts
    }

    /// The same text as another file.
    public init(_ other: SourceText, id: FileID) {
        self.id = id
        name = other.name
        bytes = other.bytes
        lineStarts = other.lineStarts
    }

    /// Looks at eight bytes at a time.
    private static func eachLineEnd(in buffer: UnsafeBufferPointer<UInt8>, _ found: (Int) -> Void) {
        let raw = UnsafeRawBufferPointer(buffer)
        var i = 0
        while i + 8 <= raw.count {
            // A byte that is a line feed becomes 0 in `rest`, and leaves its highest bit in `zeros`: bytes above
            // it may do so too by the borrow, so only the lowest is taken, and the search goes on behind it.
            let rest = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)) ^ 0x0A0A_0A0A_0A0A_0A0A
            let zeros = (rest &- 0x0101_0101_0101_0101) & ~rest & 0x8080_8080_8080_8080
            if zeros == 0 {
                i += 8
            } else {
                i += zeros.trailingZeroBitCount / 8
                found(i)
                i += 1
            }
        }
        while i < raw.count {
            if raw[i] == UInt8(ascii: "\n") { found(i) }
            i += 1
        }
    }

    public init(id: FileID = FileID(0), name: String, text: String) {
        self.init(id: id, name: name, bytes: Array(text.utf8))
    }

    /// The text of a span; bytes that are not UTF-8 are shown as U+FFFD.
    public func string(_ span: Span) -> String { string(span.range) }

    public func string(_ range: Range<Int>) -> String {
        let safe = range.clamped(to: 0..<bytes.count)
        return String(decoding: bytes[safe], as: UTF8.self)
    }

    /// The span of a line, without its line ending. Lines count from 1.
    public func line(_ number: Int) -> Span {
        guard number >= 1, number <= lineStarts.count else { return Span(file: id, start: bytes.count, end: bytes.count) }
        let start = Int(lineStarts[number - 1])
        var end = number < lineStarts.count ? Int(lineStarts[number]) - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return Span(file: id, start: start, end: max(start, end))
    }

    /// The line (from 1) that holds an offset.
    public func lineNumber(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    public func position(at offset: Int) -> Position {
        let number = lineNumber(at: offset)
        let start = Int(lineStarts[number - 1])
        var column = 1
        for byte in bytes[start..<max(start, min(offset, bytes.count))] where byte & 0xC0 != 0x80 { column += 1 }
        return Position(line: number, column: column)
    }
}
