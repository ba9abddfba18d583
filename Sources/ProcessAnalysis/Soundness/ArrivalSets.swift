/// The sets of flows over which a case comes to joins, each known by a number.
struct ArrivalSets {
    private(set) var flows: [[Int32]]
    private var numbers: [[Int32]: Int]

    /// The number of what a case does that comes in at the join itself, over no flow.
    static let entry = 1
    private static let most = 1 << 18

    init() {
        flows = [[], [-1]]
        numbers = [[]: 0, [-1]: Self.entry]
    }

    /// The set that has one flow more; 0 where there are too many sets to tell them apart.
    mutating func number(adding flow: Int32, to number: Int) -> Int {
        var set = flows[number]
        guard !set.contains(flow) else { return number }
        set.append(flow)
        set.sort()
        if let known = numbers[set] { return known }
        guard flows.count < Self.most else { return 0 }
        numbers[set] = flows.count
        flows.append(set)
        return flows.count - 1
    }

    /// For each flow into a join those that come with it in some case; nil where that is too much to write down.
    static func partners(_ sets: some Sequence<[Int32]>) -> [Int32: Set<Int32>]? {
        var partners: [Int32: Set<Int32>] = [:]
        var effort = 0
        for set in sets {
            effort += set.count * set.count
            guard effort < 1_000_000 else { return nil }
            for flow in set { partners[flow, default: []].formUnion(set) }
        }
        return partners
    }
}
