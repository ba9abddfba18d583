import ProcessModel
import ProcessSyntax

/// A map as one of Baton's own exports tells it, before its text is written again.
struct RestoredGraph {
    struct Node {
        enum Role: String {
            case step, decision, call, start, end, fork, join
            /// The two gateways of `in parallel:`, and the end that nobody named.
            case split, close, rest
            /// What only BPMN wants: flows go on as if it were not there.
            case added
        }

        let id: String
        let line: Int
        var role: Role
        var name: String
        var phase: Int?
        /// The flow below which it is written.
        var within: String?
        /// Of a close, its split.
        var of: String?
        var doers: [String] = []
        var lane: Int?
        var sayings: [Saying] = []
        var notes: [String] = []

        /// What jumps call it.
        var key: String { sayings.first(where: \.isID).map { Saying.spoken($0.value) } ?? name }
    }

    struct Flow {
        enum Kind { case next, answer, path, exception }
        let id: String
        let line: Int
        let from: Int
        var to: Int
        var kind: Kind
        var label: String
        var share: String?
        /// The name with which it was exported.
        var was = ""
        var isOtherwise = false
        var sayings: [Saying] = []
    }

    struct Lane {
        var name: String
        var sayings: [Saying]
        let id: String
        let line: Int
    }

    var name = ""
    var id = ""
    var line = 1
    var sayings: [Saying] = []
    var before: [Saying] = []
    var after: [Saying] = []
    var phases: [String] = []
    var lanes: [Lane] = []
    var nodes: [Node] = []
    var flows: [Flow] = []
    /// The nodes as they are to be written, each where it stood, or behind what leads to it.
    var order: [Int] = []
    var losses: [ImportLoss] = []

    /// The flows that leave each node, in order.
    var outgoing: [[Int]] {
        var rows = [[Int]](repeating: [], count: nodes.count)
        for (index, flow) in flows.enumerated() { rows[flow.from].append(index) }
        return rows
    }
}

extension RestoredGraph {
    /// Takes out where something is, for what is not there any more.
    /// - Returns: what was said of it.
    mutating func forget(places: Set<String>) -> [ImportLoss] {
        var lost: [ImportLoss] = []
        func forget(_ sayings: inout [Saying]) {
            for index in sayings.indices {
                let isGone = { (inner: Saying) in inner.name == Keyword.at.rawValue && places.contains(Saying.spoken(inner.value)) }
                for inner in sayings[index].sayings.filter(isGone) {
                    let words = "'\(MapWords.tidied(Saying.spoken(sayings[index].value)))' was about '\(MapWords.tidied(Saying.spoken(inner.value)))', which is not there any more"
                    lost.append(ImportLoss(id: id, line: line, words: words))
                }
                sayings[index].sayings.removeAll(where: isGone)
            }
        }
        forget(&sayings)
        forget(&before)
        forget(&after)
        for lane in lanes.indices { forget(&lanes[lane].sayings) }
        return lost
    }

    /// What a map names as a place that is none.
    static func unknownPlaces(in text: String) -> Set<String> {
        let source = SourceText(name: "import", text: text)
        let tree = SyntaxTree(parsing: source)
        // What shared files declare is not known here.
        guard !tree.children(of: -1).contains(where: { tree.lines[$0].keyword == .use }) else { return [] }
        return Set(Resolver.resolve(tree).diagnostics.filter { $0.name == "unknown-place" }.map { Saying.spoken(source.string($0.span)) })
    }
}
