/// By which another program knows a finding again: 16 hexadecimal digits, the same on every machine and in every
/// version that says the same of the same step.
///
/// Into it go the path of the file and what `FindingKey` keeps, so lines may move and numbers may change. It is the
/// 64-bit FNV-1a hash of these as UTF-8, with a byte 255, which is part of no text, after each.
public struct Fingerprint: Sendable, Hashable, CustomStringConvertible {
    private let value: UInt64

    /// - Parameters:
    ///   - path: the file it points at, the same on every machine.
    ///   - occurrence: which of those that say the same of the same place it is; the first is 1.
    public init(_ key: FindingKey, in path: String, occurrence: Int = 1) {
        self.init(["finding", path, key.rule, key.kind, key.name, key.gist], occurrence)
    }

    /// For a mistake in the text of a map.
    public init(mistake name: String, message: String, in path: String, occurrence: Int = 1) {
        self.init(["mistake", path, name, Gist(message).text], occurrence)
    }

    private init(_ parts: [String], _ occurrence: Int) {
        // What there is once keeps its fingerprint when there is a second.
        let parts = occurrence > 1 ? parts + ["\(occurrence)"] : parts
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        for part in parts {
            for byte in part.utf8 { add(byte) }
            add(0xFF)
        }
        value = hash
    }

    public var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
