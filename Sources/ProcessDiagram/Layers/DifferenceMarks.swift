import ProcessAnalysis
import ProcessModel

/// What has become of the steps and flows of a map since another one, to be marked on their union: by a sign in words, by
/// the style of a line, and by a colour, so that none of them is needed alone.
public struct DifferenceMarks: Sendable, Hashable {
    public typealias Kind = MapChange.Kind

    /// What the list below the map says of one change.
    public struct Entry: Sendable, Hashable {
        public let kind: Kind
        public let text: String
        public let more: String

        public init(_ kind: Kind, text: String, more: String) {
            self.kind = kind
            self.text = text
            self.more = more
        }
    }

    let ofNode: [Kind?]
    let ofFlow: [Kind?]
    let wordsOfNode: [String?]
    private let wordsOfFlow: [String?]
    let entries: [Entry]
    private let figures: [Entry]

    /// - Parameters:
    ///   - union: the map that is drawn.
    ///   - entries: in the order of the list.
    ///   - figures: what it does to the figures, told above that list.
    public init(_ union: MapUnion, _ difference: MapDifference, entries: [Entry], figures: [Entry] = []) {
        self.figures = figures
        ofNode = union.nodes
        ofFlow = union.flows
        self.entries = entries
        var words = union.nodes.map { $0.map(Self.words) }
        for change in difference.changes where change.subject == .step && change.kind == .changed {
            guard let node = change.newNode else { continue }
            // Where it stands is what a drawing tells first.
            words[node.index] = change.isMoved ? "~ moved" : change.isRenamed && change.facts.isEmpty ? "~ renamed" : "~ changed"
        }
        wordsOfNode = words
        var told = union.flows.map { $0.map(Self.words) }
        for flow in union.toldElsewhere where told.indices.contains(flow) { told[flow] = nil }
        for change in difference.changes where change.subject == .handoff && change.kind == .removed {
            guard let flow = change.newFlow, told.indices.contains(flow.index) else { continue }
            told[flow.index] = "− no handoff"
        }
        wordsOfFlow = told
    }

    static func words(_ kind: Kind) -> String {
        switch kind {
        case .added: "+ new"
        case .removed: "− gone"
        case .changed: "~ changed"
        }
    }

    static func sign(_ kind: Kind) -> String {
        switch kind {
        case .added: "+"
        case .removed: "−"
        case .changed: "~"
        }
    }

    func words(ofNode node: NodeID) -> String? { wordsOfNode.indices.contains(node.index) ? wordsOfNode[node.index] : nil }
    func words(ofFlow flow: FlowID) -> String? { wordsOfFlow.indices.contains(flow.index) ? wordsOfFlow[flow.index] : nil }

    func mark(_ diagram: inout Diagram) {
        func kind(_ index: Int, _ kinds: [Kind?]) -> Kind? { kinds.indices.contains(index) ? kinds[index] : nil }
        for index in diagram.steps.indices { diagram.steps[index].change = kind(diagram.steps[index].node.index, ofNode) }
        for index in diagram.flows.indices { diagram.flows[index].change = kind(diagram.flows[index].flow.index, ofFlow) }
        for index in diagram.labels.indices { diagram.labels[index].change = kind(diagram.labels[index].flow.index, ofFlow) }
    }

    /// What the legend explains: only what there is.
    var legend: [(Diagram.Legend.Sign, String)] {
        let used = Set((ofNode + ofFlow).compactMap(\.self))
        return [(Kind.added, Diagram.Legend.Sign.added, "new"), (.removed, .removed, "gone"), (.changed, .changed, "changed, moved or renamed")]
            .filter { used.contains($0.0) }.map { ($0.1, $0.2) }
    }

    /// The lists below the map: what has changed, and what that does to the figures.
    var lists: [ListContents.List] {
        func items(_ entries: [Entry]) -> [ListContents.Item] { entries.map { ListContents.Item(sign: .change($0.kind), text: $0.text, more: $0.more) } }
        return [("Figures", figures), (Heading.counted(entries.count, "change"), entries)].filter { !$0.1.isEmpty }
            .map { ListContents.List(heading: $0.0, items: items($0.1)) }
    }
}
