/// A made-up process of a given size: as text in the language, and as the same graph for `dot`
/// with the lanes as clusters. The same arguments give the same bytes on every machine.
///
/// The shape is that of the maps people draw: mostly one step after the other, work that stays in
/// a lane for some steps and is then handed on, decisions that skip a few steps or go back, and now
/// and then two or three paths at once.
struct MapMaker {
    let steps: Int
    let lanes: [String]
    private(set) var lines: [String] = []

    private struct Node {
        let name: String
        let lane: Int
        /// True outside all blocks.
        let isPlain: Bool
    }

    private var random: SplitMix
    private var nodes: [Node] = []
    private var edges: [(from: Int, to: Int)] = []
    /// The nodes whose flow goes to the next step that is written.
    private var loose: [Int] = []
    private var lane = 0

    private static let verbs = [
        "Check", "Write", "Sign", "Price", "Plan", "Send", "Count", "Sort", "Enrich", "Compare", "Brief", "Print", "Book",
    ]
    private static let objects = [
        "lead", "offer", "order", "invoice", "brief", "concept", "contract", "list", "forecast", "ticket", "landing page",
        "price table", "data sheet", "release note", "training plan",
    ]
    private static let functions = [
        "Customer", "Marketing", "Sales", "Finance", "Legal", "Service", "IT", "Delivery", "Partners",
    ]
    private static let channels = ["email", "CRM queue", "ticket queue", "phone", "shared drive"]

    init(steps: Int, lanes: Int = 5, seed: UInt64 = 1) {
        self.steps = steps
        self.lanes = (0..<max(1, lanes)).map { i in
            let name = Self.functions[i % Self.functions.count]
            return i < Self.functions.count ? name : "\(name) \(i / Self.functions.count + 1)"
        }
        random = SplitMix(state: seed)
        lines = ["process: Made-up process \(steps)-\(seed)", "  volume: 40 per month", "lanes: \(self.lanes.joined(separator: ", "))"]
        lines += ["", "flow:"]
        while nodes.count < steps { writePart() }
        lines.append("  end: Done")
        loose = []
    }

    /// The map in the language.
    var text: String { lines.joined(separator: "\n") + "\n" }

    /// The same steps and flows for Graphviz.
    var dot: String {
        var out = ["digraph map {", "  rankdir=LR; newrank=true; node [shape=box];"]
        for (number, lane) in lanes.enumerated() {
            out.append("  subgraph cluster_\(number) {")
            out.append("    label=\"\(lane)\";")
            for (id, node) in nodes.enumerated() where node.lane == number {
                out.append("    n\(id) [label=\"\(node.name)\"];")
            }
            out.append("  }")
        }
        out += edges.map { "  n\($0.from) -> n\($0.to);" }
        return (out + ["}"]).joined(separator: "\n") + "\n"
    }

    private mutating func writePart() {
        let left = steps - nodes.count
        let roll = random.below(100)
        if roll < 8, left >= 6 {
            writeDecision(share: 10 * (1 + random.below(8)), most: min(4, left - 2))
        } else if roll < 11, left >= 8 {
            writeParallel(paths: 2 + random.below(2))
        } else {
            writeStep(depth: 1)
        }
    }

    private mutating func writeStep(depth: Int, decides: Bool = false) {
        if random.below(100) < 35 { lane = random.below(lanes.count) }
        let number = nodes.count + 1
        let name = "\(random.pick(Self.verbs)) \(random.pick(Self.objects)) \(number)" + (decides ? "?" : "")
        let indent = String(repeating: "  ", count: depth)
        if decides {
            lines.append("\(indent)\(lanes[lane]): \(name)")
        } else {
            let work = 5 * (1 + random.below(24))
            lines.append("\(indent)\(lanes[lane]): \(name) [work \(work) min, wait \(random.below(33)) bh, ok \(70 + random.below(30))%]")
            if random.below(100) < 30 {
                lines.append("\(indent)  handoff: paper \(number) [via \(random.pick(Self.channels)), within \(1 + random.below(24)) bh]")
            }
        }
        nodes.append(Node(name: name, lane: lane, isPlain: depth == 1))
        edges += loose.map { ($0, nodes.count - 1) }
        loose = [nodes.count - 1]
    }

    /// A decision whose yes leads through a few more steps, and whose no goes on, or back by a few.
    private mutating func writeDecision(share: Int, most: Int) {
        writeStep(depth: 1, decides: true)
        let decision = nodes.count - 1
        lines.append("    yes \(share)%:")
        for _ in 0..<(1 + random.below(most)) { writeStep(depth: 3) }
        let back = decision - 1 - random.below(3)
        // Only plain steps of the flow itself can be gone back to; inside a block it would leave the block.
        if random.below(100) < 40, back >= 0, nodes[back].isPlain {
            lines.append("    no \(100 - share)% -> \(nodes[back].name)")
            edges.append((decision, back))
        } else {
            lines.append("    no \(100 - share)%")
            loose.append(decision)
        }
    }

    private mutating func writeParallel(paths: Int) {
        lines.append("  in parallel:")
        let before = loose
        var after: [Int] = []
        for path in 1...paths {
            lines.append("    path: part \(path)")
            loose = before
            for _ in 0..<(1 + random.below(2)) { writeStep(depth: 3) }
            after += loose
        }
        loose = after
    }
}

/// Sebastiano Vigna's SplitMix64: small, fast, and the same everywhere.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to, not including, `bound`. The slight bias does not matter here.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    mutating func pick<T>(_ all: [T]) -> T { all[below(all.count)] }
}
