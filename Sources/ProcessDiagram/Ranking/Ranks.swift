import CGraphviz
import Synchronization

/// The ranks that Graphviz's dot layout gives the nodes of an acyclic graph: those of least total
/// length over all edges (Gansner, Koutsofios, North, Vo, "A Technique for Drawing Directed Graphs",
/// 1993). Only numbers go in and come out.
enum Ranks {
    struct Edge: Sendable {
        let from: Int32
        let to: Int32
        /// How much a rank of its length costs.
        let weight: Int32
    }

    /// Graphviz keeps globals, so one layout, of whatever kind, runs at a time in a process.
    static let lock = Mutex<Void>(())

    /// The rank of each node, 0 and up; nil where Graphviz fails. The graph must have no cycle.
    static func assign(nodeCount: Int, edges: [Edge]) -> [Int]? {
        guard nodeCount > 0, nodeCount < Int(Int32.max) else { return nodeCount == 0 ? [] : nil }
        let from = edges.map(\.from)
        let to = edges.map(\.to)
        let weight = edges.map(\.weight)
        var ranks = [Int32](repeating: 0, count: nodeCount)
        let status = lock.withLock { _ in
            baton_ranks(Int32(nodeCount), Int32(edges.count), from, to, weight, &ranks)
        }
        return status == 0 ? ranks.map { max(0, Int($0)) } : nil
    }
}
