import ProcessModel

/// The flows of a map as flat arrays: for each node, the flows that leave and that reach it.
///
/// Built once, never changed. Flows keep the order in which they were written, so every walk over
/// the graph, and all that is derived from one, is the same from run to run.
public struct FlowGraph: Sendable {
    public let nodeCount: Int
    public let entries: [NodeID]
    /// The nodes at which cases leave: the `end:` events; where a map declares none, the steps
    /// after which nothing follows.
    public let ends: [NodeID]

    /// True for each node that some path from an entry passes.
    public let isReachable: [Bool]
    /// True for each node from which some path leads to an end.
    public let canFinish: [Bool]
    /// True for each flow that goes back: its target lies on the way from an entry to its source,
    /// in a depth-first walk that takes flows in the order written.
    public let isLoop: [Bool]

    let sources: [Int32]
    let targets: [Int32]
    let outStart: [Int32]
    let outFlows: [Int32]
    let inStart: [Int32]
    let inFlows: [Int32]

    public init(_ map: ProcessMap) {
        let n = map.nodes.count
        nodeCount = n
        sources = map.flows.map { Int32($0.from.index) }
        targets = map.flows.map { Int32($0.to.index) }
        let (outStart, outFlows) = Self.grouped(by: sources, count: n)
        (self.outStart, self.outFlows) = (outStart, outFlows)
        (inStart, inFlows) = Self.grouped(by: targets, count: n)
        entries = map.entries

        let declared = map.nodes.indices.filter { map.nodes[$0].kind == .end }
        let last = map.nodes.indices.filter { outStart[$0] == outStart[$0 + 1] }
        ends = (declared.isEmpty ? last : declared).map(NodeID.init)

        isReachable = Self.walk(from: entries.map(\.index), n, outStart, outFlows, targets)
        canFinish = Self.walk(from: ends.map(\.index), n, inStart, inFlows, sources)
        isLoop = Self.loops(
            entries: entries.map(\.index), n, outStart, outFlows, targets, flowCount: map.flows.count)
    }

    /// The flows that leave a node, in the order written.
    public func flows(from node: NodeID) -> some RandomAccessCollection<FlowID> {
        outFlows[Int(outStart[node.index])..<Int(outStart[node.index + 1])].lazy.map { FlowID(Int($0)) }
    }

    /// The flows that reach a node, in the order written.
    public func flows(into node: NodeID) -> some RandomAccessCollection<FlowID> {
        inFlows[Int(inStart[node.index])..<Int(inStart[node.index + 1])].lazy.map { FlowID(Int($0)) }
    }

    public func source(of flow: FlowID) -> NodeID { NodeID(Int(sources[flow.index])) }
    public func target(of flow: FlowID) -> NodeID { NodeID(Int(targets[flow.index])) }

    /// For each node, whether a path from `starts` passes it; `starts` themselves are passed.
    public func reached(from starts: [NodeID]) -> [Bool] {
        Self.walk(from: starts.map(\.index), nodeCount, outStart, outFlows, targets)
    }

    /// For each node, whether a path from it passes one of `goals`; the goals themselves do.
    public func reaching(_ goals: [NodeID]) -> [Bool] {
        Self.walk(from: goals.map(\.index), nodeCount, inStart, inFlows, sources)
    }

    /// Compressed rows: the flows of each node, found by counting.
    private static func grouped(by ends: [Int32], count: Int) -> ([Int32], [Int32]) {
        var start = [Int32](repeating: 0, count: count + 1)
        for end in ends { start[Int(end) + 1] += 1 }
        for i in 0..<count { start[i + 1] += start[i] }
        var next = start
        var flows = [Int32](repeating: 0, count: ends.count)
        for (flow, end) in ends.enumerated() {
            flows[Int(next[Int(end)])] = Int32(flow)
            next[Int(end)] += 1
        }
        return (start, flows)
    }

    private static func walk(
        from starts: [Int], _ count: Int, _ rows: [Int32], _ flows: [Int32], _ far: [Int32]
    ) -> [Bool] {
        var seen = [Bool](repeating: false, count: count)
        var open: [Int] = []
        for start in starts where !seen[start] {
            seen[start] = true
            open.append(start)
        }
        while let node = open.popLast() {
            for i in Int(rows[node])..<Int(rows[node + 1]) {
                let next = Int(far[Int(flows[i])])
                if !seen[next] {
                    seen[next] = true
                    open.append(next)
                }
            }
        }
        return seen
    }

    /// Depth-first, without recursion; parts that no entry reaches are walked afterwards, so that
    /// what goes back is known in them too.
    private static func loops(
        entries: [Int], _ count: Int, _ rows: [Int32], _ flows: [Int32], _ targets: [Int32], flowCount: Int
    ) -> [Bool] {
        enum Mark { case new, open, done }
        var mark = [Mark](repeating: .new, count: count)
        var back = [Bool](repeating: false, count: flowCount)
        var path: [(node: Int, next: Int)] = []
        for root in entries + Array(0..<count) where mark[root] == .new {
            mark[root] = .open
            path.append((root, Int(rows[root])))
            while let (node, next) = path.last {
                if next == Int(rows[node + 1]) {
                    mark[node] = .done
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let flow = Int(flows[next])
                let target = Int(targets[flow])
                switch mark[target] {
                case .open: back[flow] = true
                case .new:
                    mark[target] = .open
                    path.append((target, Int(rows[target])))
                case .done: break
                }
            }
        }
        return back
    }
}
