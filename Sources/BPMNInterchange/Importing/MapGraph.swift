/// The flow of a map before it is written: what BPMN says, in the terms of Baton's language.
struct MapGraph {
    /// An element of the BPMN file that a line of the map stands for.
    typealias Origin = BPMNImport.Origin

    struct Node {
        enum Kind: Equatable {
            case start, end, step, decision, fork, call
            /// Waits for all that lead to it.
            case joinAll
            /// Waits for what is still under way.
            case joinLast
            /// Lets each arrival through. It needs no line where what follows does so too.
            case merge
        }
        var kind: Kind
        /// As the map will say it; empty until it is named, for what BPMN gives no name.
        var name: String
        /// Index into the lanes of the map.
        var lane: Int
        var roles: [String] = []
        /// Of a decision: whether several answers may be taken.
        var takesSeveral = false
        /// Which pool, event sub-process or map it belongs to; ends of one name and one part are one.
        var part = 0
        var flags: [String] = []
        /// Lines below it.
        var details: [String] = []
        /// In Baton's own words.
        var sayings: [Saying] = []
        var origins: [Origin] = []
        /// What jumps call it.
        var key = ""
        /// The map that a call stands for.
        var callee = ""
        var isGone = false
        /// Of an end: whether it ends all else that is under way.
        var endsAll = false
        /// True where the name is ours.
        var isUnnamed = false

        var isJoin: Bool { kind == .joinAll || kind == .joinLast || kind == .merge }
    }

    struct Edge {
        enum Kind: Equatable {
            case next
            /// Instead of the normal way.
            case error
            /// Beside it, after so long.
            case late(String)
        }
        var from: Int
        var to: Int
        var kind: Kind = .next
        /// The words of an answer, or the name of a path.
        var label = ""
        var isOtherwise = false
        /// How often it is taken, as an export said it.
        var share = ""
        var sayings: [Saying] = []
        var origins: [Origin] = []
        var isGone = false
    }

    var nodes: [Node] = []
    var edges: [Edge] = []
    /// Where cases come in, in order.
    var entries: [Int] = []

    mutating func add(_ node: Node) -> Int {
        nodes.append(node)
        return nodes.count - 1
    }

    mutating func connect(_ from: Int, _ to: Int, _ kind: Edge.Kind = .next, label: String = "", isOtherwise: Bool = false, origins: [Origin] = []) {
        edges.append(Edge(from: from, to: to, kind: kind, label: label, isOtherwise: isOtherwise, origins: origins))
    }

    /// Whether paths that run side by side can lead to an end that ends the others.
    func endsWhatRunsBeside() -> Bool {
        guard nodes.contains(where: \.endsAll) else { return false }
        let out = rows().out
        var open = nodes.indices.filter { (nodes[$0].kind == .fork || nodes[$0].takesSeveral) && out[$0].count > 1 }
        var isSeen = [Bool](repeating: false, count: nodes.count)
        while let node = open.popLast() {
            guard !isSeen[node] else { continue }
            isSeen[node] = true
            if nodes[node].endsAll { return true }
            open += out[node].map { edges[$0].to }.filter { !isSeen[$0] }
        }
        return false
    }

    /// The edges that leave and reach each node.
    func rows() -> (out: [[Int]], into: [[Int]]) {
        var out = [[Int]](repeating: [], count: nodes.count)
        var into = out
        for index in edges.indices where !edges[index].isGone {
            out[edges[index].from].append(index)
            into[edges[index].to].append(index)
        }
        return (out, into)
    }
}
