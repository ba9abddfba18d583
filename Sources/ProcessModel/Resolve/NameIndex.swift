/// What names stand for, found by their bytes where they stand in the text: no string is made to look
/// one up. A name is looked for on nearly every line of a map.
struct NameIndex {
    private struct Entry {
        let hash: UInt64
        /// Where the name stands in `names`.
        let start: Int32
        let end: Int32
        var value: Int32
    }

    /// All names, end to end.
    private var names: [UInt8] = []
    private var entries: [Entry] = []
    /// The upper half of a hash with the number of its entry plus one, or 0; a power of two, at least half of
    /// them free. The half tells most names apart without a look at the entry.
    private var slots: [UInt64]

    init(expecting count: Int = 0) {
        var size = 16
        while size < count * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        entries.reserveCapacity(count)
        names.reserveCapacity(count * 16)
    }

    /// What stands for the name, or nil.
    func find(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
        let slot = slots[slot(of: name, Self.hash(name))]
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
            name.withUTF8 { set($0, newValue) }
        }
    }

    mutating func set(_ name: UnsafeBufferPointer<UInt8>, _ value: Int) {
        let hash = Self.hash(name)
        let slot = slot(of: name, hash)
        if slots[slot] == 0 {
            add(name, value, hash, slot)
        } else {
            entries[Self.entry(slots[slot])].value = Int32(truncatingIfNeeded: value)
        }
    }

    /// Gives the name its value unless it has one.
    /// - Returns: the value it had.
    mutating func insert(_ name: String, _ value: Int) -> Int? {
        var name = name
        return name.withUTF8 { name in
            let hash = Self.hash(name)
            let slot = slot(of: name, hash)
            guard slots[slot] == 0 else { return Int(entries[Self.entry(slots[slot])].value) }
            add(name, value, hash, slot)
            return nil
        }
    }

    private mutating func add(_ name: UnsafeBufferPointer<UInt8>, _ value: Int, _ hash: UInt64, _ slot: Int) {
        let start = names.count
        names.append(contentsOf: name)
        entries.append(
            Entry(
                hash: hash, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: names.count),
                value: Int32(truncatingIfNeeded: value)))
        slots[slot] = Self.slot(hash, entries.count - 1)
        if entries.count * 2 > slots.count { grow() }
    }

    private static func slot(_ hash: UInt64, _ entry: Int) -> UInt64 { hash & ~0xFFFF_FFFF | UInt64(UInt32(truncatingIfNeeded: entry + 1)) }
    private static func entry(_ slot: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: slot)) - 1 }

    /// The slot that holds the name, or the free one where it belongs.
    private func slot(of name: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if slots[slot] >> 32 == hash >> 32 {
                let entry = entries[Self.entry(slots[slot])]
                if entry.hash == hash, Int(entry.end - entry.start) == name.count, isSame(name, at: Int(entry.start)) { break }
            }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func isSame(_ name: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        names.withUnsafeBufferPointer { known in
            for i in 0..<name.count where known[start + i] != name[i] { return false }
            return true
        }
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Self.slot(entry.hash, number)
        }
    }

    /// Eight bytes at a time, each folded in by the two halves of a long product. The seed differs from run
    /// to run, so that nobody can write a file whose names all fall into one slot; no output depends on it.
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(name)
        var hash = seed ^ UInt64(truncatingIfNeeded: raw.count)
        var i = 0
        while i + 8 <= raw.count {
            hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            i += 8
        }
        var rest: UInt64 = 0
        while i < raw.count {
            rest = rest << 8 | UInt64(raw[i])
            i += 1
        }
        return mixed(hash ^ rest)
    }

    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }

    private static let seed = UInt64.random(in: 1 ... .max)
}
