/// The words that mean something at the start of a line or of an attribute. All are lower case,
/// and each is a keyword only where it can stand: `Marketing` may well have a step `Note: …`.
public enum Keyword: String, Sendable, Hashable, CaseIterable {
    // The file
    case use, process, lanes, lane, role, flow, system, meeting, term, relationship, checks
    // In a flow
    case start, end, inParallel = "in parallel", path, fork, join, call, phase
    // Of a process
    case id, state, of, owner, sponsor, goal, measure, unit, volume, trigger, scope, reviewed, budget, calendar
    case now, target, up, down
    // Of a lane
    case customer, partner, agency, `internal`
    case listensOn = "listens on", accountable, charter, ally, policy
    // Of a role
    case people, available, backup, duty, seenAs = "seen as", by
    // Of a step
    case work, takes, wait, because, ok, `in`, needs, makes, consulted, informed, support
    case approval, automated, touchpoint, at, doc, variant, cost, promise, handoff, informs, expects
    case criteria, onLate = "on late", onError = "on error", agreed, any, all, one
    // Of a handoff
    case via, within, acceptWhen = "accept when", confirm, fields, onReject = "on reject", what
    // Of shared facts
    case recordOf = "record of", seenBy = "seen by", every, noShow = "no-show", also
    case rating, on, checkIn = "check-in", last, sharedGoal = "shared goal", escalation
    // Of remarks
    case pain, strength, question, note, allow, action
    case impact, frequency, votes, cause, feltBy = "felt by", control, evidence, `for`, until
    case due, status, fixes

    /// The keyword that these bytes spell, if any.
    public init?(_ bytes: ArraySlice<UInt8>) {
        let found = bytes.withUnsafeBufferPointer { Self.spellings.find($0, from: 0, to: $0.count) }
        guard let found else { return nil }
        self = found
    }

    public static let spellings = Spellings()

    /// Its place among all keywords.
    var number: Int {
        // A case without a payload is stored as its number, in one byte.
        Int(unsafeBitCast(self, to: UInt8.self))
    }

    /// All keywords by their bytes: every first word of a line and of an attribute is looked up here.
    public struct Spellings: Sendable {
        /// The first and the second eight bytes of a word as numbers, with noughts behind a shorter one: no two
        /// keywords have the same.
        private struct Key {
            var first: UInt64
            var second: UInt64 = 0

            @inline(__always)
            init(_ bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int) {
                first = Self.number(bytes, from, min(from + 8, to))
                if to - from > 8 { second = Self.number(bytes, from + 8, to) }
            }

            /// Up to eight bytes as a number, the first one lowest.
            @inline(__always)
            private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> UInt64 {
                if from + 8 <= bytes.count {
                    let eight = UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: from, as: UInt64.self))
                    return to - from == 8 ? eight : eight & (1 &<< UInt64((to - from) * 8) &- 1)
                }
                var number: UInt64 = 0
                for i in (from..<to).reversed() { number = number << 8 | UInt64(bytes[i]) }
                return number
            }

            /// Where the search begins.
            var slot: Int { Self.slot(first ^ second) }

            static func slot(_ word: UInt64) -> Int { Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 55) }
        }

        private struct Slot: Sendable {
            var first: UInt64 = 0
            var second: UInt64 = 0
            var keyword: Keyword?
        }

        private var slots = [Slot](repeating: Slot(), count: 512)

        init() {
            for keyword in Keyword.allCases {
                let key = Array(keyword.rawValue.utf8).withUnsafeBufferPointer { Key($0, from: 0, to: $0.count) }
                var slot = key.slot
                while slots[slot].keyword != nil { slot = (slot + 1) & 511 }
                slots[slot] = Slot(first: key.first, second: key.second, keyword: keyword)
            }
        }

        /// Whether a word of this first letter and length may be the first of two that make a keyword: `on` of `on late`.
        public static func mayGoOn(_ letter: UInt8, _ length: Int) -> Bool {
            switch letter {
            case UInt8(ascii: "i"), UInt8(ascii: "o"): length == 2
            case UInt8(ascii: "s"): length == 4 || length == 6
            case UInt8(ascii: "f"): length == 4
            case UInt8(ascii: "a"), UInt8(ascii: "r"): length == 6
            case UInt8(ascii: "l"): length == 7
            default: false
            }
        }

        /// The keyword that the first word is, where it is one of less than eight letters with a blank or the end
        /// behind it, and where that word ends; all others are looked for with `find`.
        public func first(_ bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int) -> (keyword: Keyword, end: Int)? {
            guard from + 8 <= bytes.count else { return nil }
            let eight = UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: from, as: UInt64.self))
            // The lowest byte that is a blank leaves its highest bit; bytes above it may do so too, by the borrow.
            let rest = eight ^ 0x2020_2020_2020_2020
            let blanks = (rest &- 0x0101_0101_0101_0101) & ~rest & 0x8080_8080_8080_8080
            let length = min(blanks.trailingZeroBitCount / 8, to - from)
            guard (2...7).contains(length) else { return nil }
            let word = eight & (1 &<< UInt64(length * 8) &- 1)
            var slot = Key.slot(word)
            while let keyword = slots[slot].keyword {
                if slots[slot].first == word, slots[slot].second == 0 { return (keyword, from + length) }
                slot = (slot + 1) & 511
            }
            return nil
        }

        /// The keyword that the bytes from `from` up to `to` spell, if any.
        public func find(_ bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int) -> Keyword? {
            // Keywords are lower case, of two letters to sixteen: most names are none at first sight.
            guard to - from >= 2, to - from <= 16, bytes[from] >= UInt8(ascii: "a"), bytes[from] <= UInt8(ascii: "z") else { return nil }
            let key = Key(bytes, from: from, to: to)
            var slot = key.slot
            while let keyword = slots[slot].keyword {
                if slots[slot].first == key.first, slots[slot].second == key.second { return keyword }
                slot = (slot + 1) & 511
            }
            return nil
        }
    }
}

/// Some of the keywords.
public struct KeywordSet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    public init() {}

    public init(_ keywords: [Keyword]) {
        for keyword in keywords { insert(keyword) }
    }

    @inline(__always)
    public func contains(_ keyword: Keyword) -> Bool {
        let number = UInt64(keyword.number)
        return (number < 64 ? low : high) &>> number & 1 == 1
    }

    /// - Returns: false where it was there already.
    @discardableResult @inline(__always)
    public mutating func insert(_ keyword: Keyword) -> Bool {
        let number = UInt64(keyword.number)
        let bit: UInt64 = 1 &<< number
        if number < 64 {
            guard low & bit == 0 else { return false }
            low |= bit
        } else {
            guard high & bit == 0 else { return false }
            high |= bit
        }
        return true
    }
}
