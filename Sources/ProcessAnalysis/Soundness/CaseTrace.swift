/// The steps that led to each situation of a search, each with the one before it: enough to tell how
/// a case got there.
struct CaseTrace {
    struct Step {
        let before: Int32
        fileprivate let nodes: Range<Int32>
        fileprivate let flows: Range<Int32>
        /// Which of the loops this step went through as a whole; -1 for a single node.
        let loop: Int32
        /// Of a loop, the steps by which it was left: after the first, up to the second. Both the same where one place leads
        /// to another in the simplest way.
        let inner: (base: Int32, end: Int32)
    }

    /// Where two ways of one case part, and how each goes on from there.
    struct Parting {
        let node: Int32
        let first: [Int32]
        let second: [Int32]
    }

    /// Where nothing has happened yet.
    static let start: Int32 = -1

    private(set) var steps: [Step] = []
    private(set) var loops: [[Int32]] = []
    private var nodePool: [Int32] = []
    private var flowPool: [Int32] = []
    private let targets: [Int32]
    /// Scratch for `parting`: for each node which of the two ways come from it, and over which flow.
    private var side: [UInt8] = []
    private var firstLink: [Int32] = []
    private var secondLink: [Int32] = []

    init(targets: [Int32]) { self.targets = targets }

    mutating func add(loop: [Int32]) -> Int32 {
        loops.append(loop)
        return Int32(loops.count - 1)
    }

    mutating func append(
        after before: Int32, nodes: some Sequence<Int32>, flows: some Sequence<Int32>, loop: Int32 = -1,
        inner: (base: Int32, end: Int32) = (-1, -1)
    ) -> Int32 {
        let (firstNode, firstFlow) = (Int32(nodePool.count), Int32(flowPool.count))
        nodePool.append(contentsOf: nodes)
        flowPool.append(contentsOf: flows)
        steps.append(Step(before: before, nodes: firstNode..<Int32(nodePool.count), flows: firstFlow..<Int32(flowPool.count), loop: loop, inner: inner))
        return Int32(steps.count - 1)
    }

    func nodes(of step: Step) -> ArraySlice<Int32> { nodePool[Int(step.nodes.lowerBound)..<Int(step.nodes.upperBound)] }
    func flows(of step: Step) -> ArraySlice<Int32> { flowPool[Int(step.flows.lowerBound)..<Int(step.flows.upperBound)] }

    /// The node from which both of two flows come that were taken last, walking back from `end`.
    mutating func parting(from end: Int32, isFirst: (Int32) -> Bool, isSecond: (Int32) -> Bool, nodeCount: Int) -> Parting? {
        if side.isEmpty {
            side = [UInt8](repeating: 0, count: nodeCount)
            firstLink = [Int32](repeating: -1, count: nodeCount)
            secondLink = firstLink
        }
        var touched: [Int32] = []
        defer { for node in touched { side[Int(node)] = 0 } }
        var ends: (first: Int32, second: Int32) = (-1, -1)
        var at = end
        while at >= 0 {
            let step = steps[Int(at)]
            var sides: UInt8 = 0
            var links: (first: Int32, second: Int32) = (-1, -1)
            for flow in flows(of: step) {
                var here: UInt8
                if ends.first < 0, isFirst(flow) {
                    ends.first = flow
                    here = 1
                } else if ends.second < 0, isSecond(flow) {
                    ends.second = flow
                    here = 2
                } else {
                    here = side[Int(targets[Int(flow)])]
                }
                if here & 1 != 0, sides & 1 == 0 { links.first = flow }
                if here & 2 != 0, sides & 2 == 0 { links.second = flow }
                sides |= here
            }
            for node in nodes(of: step) {
                side[Int(node)] = sides
                firstLink[Int(node)] = links.first
                secondLink[Int(node)] = links.second
                touched.append(node)
            }
            if sides == 3, let node = nodes(of: step).first {
                return Parting(
                    node: node, first: way(over: firstLink, from: links.first, to: ends.first),
                    second: way(over: secondLink, from: links.second, to: ends.second))
            }
            at = step.before
        }
        return nil
    }

    /// Whether what goes over a flow comes from a node that was done between two steps.
    func descends(_ flow: Int32, from node: Int32, between first: Int32, and last: Int32) -> Bool {
        var sources: Set<Int32> = []
        var at = last
        while at > first {
            let step = steps[Int(at)]
            let leads = flows(of: step).contains { at == last && $0 == flow || sources.contains(targets[Int($0)]) }
            if leads {
                for before in nodes(of: step) {
                    if before == node { return true }
                    sources.insert(before)
                }
            }
            at = step.before
        }
        return false
    }

    private func way(over links: [Int32], from start: Int32, to end: Int32) -> [Int32] {
        var way = [start]
        var flow = start
        while flow != end, way.count <= links.count {
            flow = links[Int(targets[Int(flow)])]
            guard flow >= 0 else { break }
            way.append(flow)
        }
        return way
    }
}
