/// Flows that have left a step and wait for the one they lead to, as indices of the map's flows.
/// Nearly always it is a single one, which costs no allocation.
struct LooseEnds {
    private var first: Int32 = -1
    private var others: [Int32] = []

    static let none = LooseEnds()

    init() {}

    init(_ flow: Int) { first = Int32(truncatingIfNeeded: flow) }

    var isEmpty: Bool { first < 0 }
    var count: Int { first < 0 ? 0 : 1 + others.count }

    /// In the order in which they came loose.
    var all: [Int] { first < 0 ? [] : [Int(first)] + others.map(Int.init) }

    /// The only one there is.
    var single: Int? { first >= 0 && others.isEmpty ? Int(first) : nil }

    mutating func append(_ more: LooseEnds) {
        guard more.first >= 0 else { return }
        if first < 0 {
            self = more
        } else {
            others.append(more.first)
            others.append(contentsOf: more.others)
        }
    }
}
