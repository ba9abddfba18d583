import ProcessSyntax

/// All that a map says, as one number; where it says it does not count. A new field is part of it by itself.
struct Meaning: Equatable {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    init(of value: Any) { add(value) }

    private mutating func add(_ value: Any) {
        if value is Span { return }
        if let text = value as? String { return add(text) }
        let mirror = Mirror(reflecting: value)
        if mirror.children.isEmpty { return add(String(describing: value)) }
        switch mirror.displayStyle {
        case .set, .dictionary:
            // They have no order of their own.
            add(String(mirror.children.reduce(into: 0 as UInt64) { $0 &+= Meaning(of: $1.value).hash }))
        default:
            for child in mirror.children {
                add(child.label ?? "")
                add(child.value)
            }
        }
    }

    /// The hash of Fowler, Noll and Vo.
    private mutating func add(_ text: String) {
        // A step without a name is called after its line.
        let text = text.hasPrefix("step on line ") ? "step without a name" : text
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
}
