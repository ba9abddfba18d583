import ProcessSyntax

/// Two versions of a text as a list of changed lines, in the unified format (IEEE 1003.1, `diff -u`)
/// that `patch -p0` and `git apply -p0` read.
public struct UnifiedDiff: Sendable {
    /// The lines around a change that are shown with it.
    private static let context = 3
    /// How far ahead the end of a change is looked for. Fixes change a line or put a few in; what
    /// cannot be matched within this reach is shown as changed line by line.
    private static let reach = 16

    /// Raw, with the bytes of the texts in it: what is to be applied must not be made pretty.
    public let bytes: [UInt8]

    public init(of old: SourceText, _ new: SourceText) {
        let before = Self.lines(old.bytes)
        let after = Self.lines(new.bytes)
        let changes = Self.changes(before, after)
        var bytes: [UInt8] = []
        if !changes.isEmpty {
            let name = Self.quoted(old.name)
            bytes += Array("--- \(name)\n+++ \(name)\n".utf8)
        }
        for hunk in Self.hunks(changes) { Self.write(hunk, before, after, to: &bytes) }
        self.bytes = bytes
    }

    /// Lines `old` give way to lines `new`.
    private struct Change {
        var old: Range<Int>
        var new: Range<Int>
    }

    /// Each with its line end; the last may have none.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var from = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            lines.append(bytes[from...index])
            from = index + 1
        }
        if from < bytes.count { lines.append(bytes[from...]) }
        return lines
    }

    private static func changes(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Change] {
        var changes: [Change] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, old[i] == new[j] {
                (i, j) = (i + 1, j + 1)
                continue
            }
            let (a, b) = gap(old[i...], new[j...])
            if let last = changes.last, last.old.upperBound == i, last.new.upperBound == j {
                changes[changes.count - 1] = Change(old: last.old.lowerBound..<i + a, new: last.new.lowerBound..<j + b)
            } else {
                changes.append(Change(old: i..<i + a, new: j..<j + b))
            }
            (i, j) = (i + a, j + b)
        }
        return changes
    }

    /// How many lines to pass over in each until they agree again: as few as can be.
    private static func gap(_ old: ArraySlice<ArraySlice<UInt8>>, _ new: ArraySlice<ArraySlice<UInt8>>) -> (Int, Int) {
        for sum in 1...2 * reach {
            for a in max(0, sum - reach)...min(sum, reach) {
                let b = sum - a
                if a == old.count, b == new.count { return (a, b) }
                guard a < old.count, b < new.count else { continue }
                if old[old.startIndex + a] == new[new.startIndex + b] { return (a, b) }
            }
        }
        return (min(1, old.count), min(1, new.count))
    }

    /// Changes whose surroundings meet stand together.
    private static func hunks(_ changes: [Change]) -> [[Change]] {
        var hunks: [[Change]] = []
        for change in changes {
            if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
                hunks[hunks.count - 1].append(change)
            } else {
                hunks.append([change])
            }
        }
        return hunks
    }

    private static func write(_ hunk: [Change], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>], to bytes: inout [UInt8]) {
        guard let first = hunk.first, let last = hunk.last else { return }
        let lead = min(context, first.old.lowerBound)
        let tail = min(context, old.count - last.old.upperBound)
        let oldRange = first.old.lowerBound - lead..<last.old.upperBound + tail
        let newRange = first.new.lowerBound - lead..<last.new.upperBound + tail
        bytes += Array("@@ -\(place(oldRange)) +\(place(newRange)) @@\n".utf8)
        var at = oldRange.lowerBound
        for change in hunk {
            for line in old[at..<change.old.lowerBound] { write(line, " ", to: &bytes) }
            for line in old[change.old] { write(line, "-", to: &bytes) }
            for line in new[change.new] { write(line, "+", to: &bytes) }
            at = change.old.upperBound
        }
        for line in old[at..<oldRange.upperBound] { write(line, " ", to: &bytes) }
    }

    /// `first,count`; the first of no lines is the one before them.
    private static func place(_ range: Range<Int>) -> String {
        range.count == 1 ? "\(range.lowerBound + 1)" : "\(range.isEmpty ? range.lowerBound : range.lowerBound + 1),\(range.count)"
    }

    private static func write(_ line: ArraySlice<UInt8>, _ mark: Character, to bytes: inout [UInt8]) {
        bytes += Array(mark.utf8)
        bytes += line
        if line.last != 0x0A { bytes += Array("\n\\ No newline at end of file\n".utf8) }
    }

    /// A path with characters that would end it early in quotes, and a tab after one with spaces, as
    /// `git diff` writes them.
    private static func quoted(_ path: String) -> String {
        guard path.unicodeScalars.contains(where: { Printable.isControl($0) || $0 == "\"" || $0 == "\\" }) else {
            return path.contains(" ") ? path + "\t" : path
        }
        var quoted = "\""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                quoted += "\\"
                quoted.unicodeScalars.append(Unicode.Scalar(byte))
            case 0x20..<0x7F: quoted.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let octal = String(byte, radix: 8)
                quoted += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
            }
        }
        return quoted + "\""
    }
}
