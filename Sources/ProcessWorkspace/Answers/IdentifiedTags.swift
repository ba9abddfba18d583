import ProcessSyntax
import Synchronization

/// The tags of a file that is asked from many threads, once for each of its maps.
final class TagsOnce: Sendable {
    private let known = Mutex<IdentifiedTags?>(nil)

    func tags(of text: SourceText) -> IdentifiedTags {
        known.withLock { known in
            if let known { return known }
            let tags = IdentifiedTags(text.bytes)
            known = tags
            return tags
        }
    }
}

/// Where the tags of an XML text stand that bear an id: remarks, other attributes and other spellings do not mislead.
struct IdentifiedTags {
    private var places: [String: [Range<Int>]] = [:]

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { read($0) }
    }

    /// The tag with that id: of several the last that ends before a place.
    func place(of id: String, before end: Int) -> Range<Int>? {
        guard let all = places[id] else { return nil }
        // Many elements may bear one id.
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].upperBound <= end { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? all[low - 1] : all.first
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var at = 0
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else {
                at += 1
                continue
            }
            if Self.has("<!--", bytes, at) {
                at = Self.end("-->", bytes, at + 4)
            } else if Self.has("<![CDATA[", bytes, at) {
                at = Self.end("]]>", bytes, at + 9)
            } else if Self.has("<?", bytes, at) {
                at = Self.end("?>", bytes, at + 2)
            } else {
                at = readTag(bytes, at)
            }
        }
    }

    /// - Returns: where the tag ends.
    private mutating func readTag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var id: String?
        var at = start + 1
        // Where the word before a sign of equality begins, and where it ends.
        var word = at..<at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: ">"):
                if let id { places[id, default: []].append(start..<(at + 1)) }
                return at + 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let first = at + 1
                at = first
                while at < bytes.count, bytes[at] != bytes[first - 1] { at += 1 }
                if word.count == 2, bytes[word.lowerBound] == UInt8(ascii: "i"), bytes[word.lowerBound + 1] == UInt8(ascii: "d") {
                    id = String(decoding: bytes[first..<min(at, bytes.count)], as: UTF8.self)
                }
                at += 1
                word = at..<at
            case 0x20, 0x09...0x0D, UInt8(ascii: "="): at += 1
            default:
                // Behind a blank a new word begins, behind a letter the word goes on.
                word = word.upperBound == at ? word.lowerBound..<(at + 1) : at..<(at + 1)
                at += 1
            }
        }
        return at
    }

    private static func has(_ words: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        guard at + words.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<words.utf8CodeUnitCount where bytes[at + offset] != words.utf8Start[offset] { return false }
        return true
    }

    /// Behind the words, where they come next; the end of the text where they do not.
    private static func end(_ words: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < bytes.count {
            if has(words, bytes, at) { return at + words.utf8CodeUnitCount }
            at += 1
        }
        return bytes.count
    }
}
