import ProcessAnalysis
import ProcessModel

/// Which flows into a join are one branch: those that lie behind different answers of one question, as no case comes over two of
/// them. A parallel gateway would wait for each of them by itself.
struct Branches {
    private let dominators: Dominators
    private let map: ProcessMap
    private let graph: FlowGraph
    /// More flows into one join than this are not told apart.
    private static let most = 40

    /// Nil where no join waits for flows of which some could be one branch.
    init?(_ map: ProcessMap, _ graph: FlowGraph) {
        let needsThem = map.nodeIDs.contains { Self.waits(map[$0]) && graph.flows(into: $0).count > 2 }
        guard needsThem, map.nodes.contains(where: { $0.kind == .decision && !$0.takesSeveralAnswers }) else { return nil }
        self.map = map
        self.graph = graph
        let root = map.nodes.count
        dominators = Dominators(count: root + 1, root: root) { node in
            node == root ? map.entries.map(\.index) : graph.flows(from: NodeID(node)).map { graph.target(of: $0).index }
        }
    }

    private static func waits(_ node: Node) -> Bool { node.kind == .join && !node.isImplicit && node.joinRule == .all }

    /// The branches of a join that are made of several flows; none where that is all there is to it.
    func merged(at join: NodeID) -> [[FlowID]] {
        let flows = Array(graph.flows(into: join))
        guard Self.waits(map[join]), flows.count > 2, flows.count <= Self.most else { return [] }
        var branches: [[FlowID]] = []
        for flow in flows {
            if let branch = branches.firstIndex(where: { $0.allSatisfy { areAnswers($0, flow) } }) {
                branches[branch].append(flow)
            } else {
                branches.append([flow])
            }
        }
        return branches.count > 1 ? branches.filter { $0.count > 1 } : []
    }

    /// Whether the ways to two flows part at a question of which one answer is given.
    private func areAnswers(_ a: FlowID, _ b: FlowID) -> Bool {
        var (one, other) = (graph.source(of: a).index, graph.source(of: b).index)
        guard dominators.rank[one] >= 0, dominators.rank[other] >= 0 else { return false }
        while one != other {
            if dominators.rank[one] > dominators.rank[other] { one = dominators.parent[one] } else { other = dominators.parent[other] }
            guard one >= 0, other >= 0 else { return false }
        }
        return one < map.nodes.count && map.nodes[one].kind == .decision && !map.nodes[one].takesSeveralAnswers
    }
}
