/// What names stand for, found by their bytes where they stand in the text: no string is made to look
/// one up. A name is looked for on nearly every line of a map.
struct NameIndex {
    private struct Entry {
        /// Where the name stands in the text; less than zero for one that does not, as a place in `otherNames`
        /// counted down from -1.
        let start: Int32
        let length: Int32
        var value: Int32
    }

    /// The text in which most names stand; it must outlive the index.
    private let text: UnsafeBufferPointer<UInt8>
    /// Names that do not stand in it, end to end.
    private var otherNames: [UInt8] = []
    private var entries: [Entry] = []
    /// The upper half of a hash with the number of its entry plus one, or 0; a power of two, at least half of
    /// them free. The half tells nearly all names apart without a look at the entry.
    private var slots: [UInt64]
    /// Only there so that no compiler leaves the reading out.
    private var fetched: UInt64 = 0
    /// Differs from run to run, so that nobody can write a file whose names all fall into one slot; no output
    /// depends on it.
    private let seed = Self.seedOfThisRun
    private static let seedOfThisRun = UInt64.random(in: 1 ... .max)

    init(of text: UnsafeBufferPointer<UInt8>, expecting count: Int = 0) {
        self.text = text
        var size = 16
        while size < count * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        entries.reserveCapacity(count)
    }

    /// What stands for the name, or nil.
    func find(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
        let slot = slots[slot(of: name, hash(name))]
        return slot == 0 ? nil : Int(entries[Self.entry(slot)].value)
    }

    subscript(_ name: String) -> Int? {
        get {
            var name = name
            return name.withUTF8 { find($0) }
        }
        set {
            guard let newValue else { return }
            var name = name
            name.withUTF8 { name in
                let hash = hash(name)
                let slot = slot(of: name, hash)
                if slots[slot] == 0 {
                    add(name, newValue, hash, slot)
                } else {
                    entries[Self.entry(slots[slot])].value = Int32(truncatingIfNeeded: newValue)
                }
            }
        }
    }

    /// Gives the name its value unless it has one.
    /// - Returns: the value it had.
    mutating func insert(_ name: UnsafeBufferPointer<UInt8>, _ value: Int) -> Int? {
        insert(name, hash(name), value)
    }

    /// The same for who has worked out the name's hash.
    mutating func insert(_ name: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ value: Int) -> Int? {
        let slot = slot(of: name, hash)
        guard slots[slot] == 0 else { return Int(entries[Self.entry(slots[slot])].value) }
        add(name, value, hash, slot)
        return nil
    }

    /// Brings the slots of several names near, before they are inserted one by one. In a large index each lies in
    /// memory far away; asked for one right after the other, they arrive together.
    mutating func fetch(_ hashes: [UInt64]) {
        let mask = slots.count - 1
        var all: UInt64 = 0
        for hash in hashes { all |= slots[Int(truncatingIfNeeded: hash) & mask] }
        fetched = all
    }

    private mutating func add(_ name: UnsafeBufferPointer<UInt8>, _ value: Int, _ hash: UInt64, _ slot: Int) {
        entries.append(
            Entry(start: place(of: name), length: Int32(truncatingIfNeeded: name.count), value: Int32(truncatingIfNeeded: value)))
        slots[slot] = Self.slot(hash, entries.count - 1)
        if entries.count * 2 > slots.count { grow() }
    }

    private mutating func place(of name: UnsafeBufferPointer<UInt8>) -> Int32 {
        if let first = text.baseAddress, let own = name.baseAddress, own >= first, own + name.count <= first + text.count {
            return Int32(truncatingIfNeeded: own - first)
        }
        otherNames.append(contentsOf: name)
        return Int32(truncatingIfNeeded: -1 - (otherNames.count - name.count))
    }

    private static func slot(_ hash: UInt64, _ entry: Int) -> UInt64 {
        hash & ~0xFFFF_FFFF | UInt64(UInt32(truncatingIfNeeded: entry + 1))
    }

    private static func entry(_ slot: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: slot)) - 1 }

    /// The slot that holds the name, or the free one where it belongs.
    private func slot(of name: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if slots[slot] >> 32 == hash >> 32, isSame(name, entries[Self.entry(slots[slot])]) { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func isSame(_ name: UnsafeBufferPointer<UInt8>, _ entry: Entry) -> Bool {
        guard Int(entry.length) == name.count else { return false }
        return withBytes(of: entry) { UnsafeRawBufferPointer($0).isEqual(to: UnsafeRawBufferPointer(name)) }
    }

    private func withBytes<Result>(of entry: Entry, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let length = Int(entry.length)
        if entry.start >= 0 { return body(UnsafeBufferPointer(rebasing: text[Int(entry.start)..<Int(entry.start) + length])) }
        let start = -1 - Int(entry.start)
        return otherNames.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<start + length])) }
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, entry) in entries.enumerated() {
            let hash: UInt64 = withBytes(of: entry) { self.hash($0) }
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Self.slot(hash, number)
        }
    }

    /// Eight bytes at a time, each folded in by the two halves of a long product.
    func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(name)
        var hash = seed ^ UInt64(truncatingIfNeeded: raw.count)
        var i = 0
        while i + 8 <= raw.count {
            hash = Self.mixed(hash ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            i += 8
        }
        var rest: UInt64 = 0
        while i < raw.count {
            rest = rest << 8 | UInt64(raw[i])
            i += 1
        }
        return Self.mixed(hash ^ rest)
    }

    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}

extension UnsafeRawBufferPointer {
    /// Whether both hold the same bytes.
    func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        var i = 0
        while i + 8 <= count {
            guard loadUnaligned(fromByteOffset: i, as: UInt64.self) == other.loadUnaligned(fromByteOffset: i, as: UInt64.self) else { return false }
            i += 8
        }
        while i < count {
            guard self[i] == other[i] else { return false }
            i += 1
        }
        return true
    }
}
