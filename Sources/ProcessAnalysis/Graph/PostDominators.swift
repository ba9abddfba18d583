import ProcessModel

extension FlowGraph {
    /// For each node the first that every path from it to an end passes after it: `nodeCount` where
    /// that is nothing but having ended, -1 where no end can be reached.
    ///
    /// Found on the reversed graph by way of semidominators (Georgiadis, "Linear-Time Algorithms for
    /// Dominators and Related Problems", 2005, the method Semi-NCA): near linear also where a long chain
    /// leads back at every step.
    func postDominators() -> [Int] {
        let walk = WalkFromEnds(self)
        let count = walk.nodes.count
        // All that follows is in numbers of the walk, in which having ended is 0.
        var dominator = walk.parent
        // What is not looked at yet stands for itself.
        var semi = Array(walk.parent.indices)
        var paths = ShortenedPaths(walk.parent)
        for number in stride(from: count - 1, to: 0, by: -1) {
            let node = walk.nodes[number]
            semi[number] = walk.isEnd[node] ? 0 : walk.parent[number]
            for flow in flows(from: NodeID(node)) {
                let before = walk.number[target(of: flow).index]
                guard before >= 0 else { continue }
                semi[number] = min(semi[number], semi[paths.best(before, behind: number, semi)])
            }
        }
        var next = [Int](repeating: -1, count: nodeCount + 1)
        next[nodeCount] = nodeCount
        for number in 0..<count where number > 0 {
            while dominator[number] > semi[number] { dominator[number] = dominator[dominator[number]] }
            next[walk.nodes[number]] = dominator[number] == 0 ? nodeCount : walk.nodes[dominator[number]]
        }
        return next
    }
}

/// A depth-first walk against the flows, from having ended through the ends to all that leads there.
private struct WalkFromEnds {
    /// In the order in which the walk meets them; the first stands for having ended.
    private(set) var nodes: [Int]
    /// For each number of the walk, the one it was met from.
    private(set) var parent: [Int] = [0]
    /// For each node its number, -1 where no end can be reached from it.
    private(set) var number: [Int]
    let isEnd: [Bool]

    init(_ graph: FlowGraph) {
        nodes = [graph.nodeCount]
        number = [Int](repeating: -1, count: graph.nodeCount)
        var isEnd = [Bool](repeating: false, count: graph.nodeCount)
        var path: [(node: Int, next: Int)] = []
        for end in graph.ends { isEnd[end.index] = true }
        self.isEnd = isEnd
        for end in graph.ends where number[end.index] < 0 {
            meet(end.index, from: 0)
            path.append((end.index, 0))
            while let (node, next) = path.last {
                let into = graph.flows(into: NodeID(node))
                guard next < into.count else {
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let source = graph.source(of: into[into.index(into.startIndex, offsetBy: next)]).index
                if number[source] < 0 {
                    meet(source, from: number[node])
                    path.append((source, 0))
                }
            }
        }
    }

    private mutating func meet(_ node: Int, from before: Int) {
        number[node] = nodes.count
        nodes.append(node)
        parent.append(before)
    }
}

/// Finds on the path from a number up to the last that is settled the one of the lowest semidominator,
/// and shortens the path on the way, so that no stretch is gone over often.
private struct ShortenedPaths {
    private var above: [Int]
    /// The best between a number and the one above it.
    private var label: [Int]
    private var stack: [Int] = []

    init(_ parent: [Int]) {
        above = parent
        label = Array(parent.indices)
    }

    /// - Parameter last: numbers above it are settled.
    mutating func best(_ number: Int, behind last: Int, _ semi: [Int]) -> Int {
        guard above[number] > last else { return label[number] }
        var top = number
        while above[top] > last {
            stack.append(top)
            top = above[top]
        }
        while let lower = stack.popLast() {
            above[lower] = above[top]
            if semi[label[top]] < semi[label[lower]] { label[lower] = label[top] }
            top = lower
        }
        return label[number]
    }
}
